import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { fileOf, run } from "../cli/run.js";
import {
  atEpsilon,
  derivative,
  integral,
  sameQuotient,
  total,
  type World,
  worlds,
} from "../mechanisms/nst/line-route.js";
import { type Case, checkAll } from "./batch.js";

const signs = [
  ["utility", 1],
  ["distance", -1],
] as const;
const one = () => new Fraction(1);

/** ε = 2m·ln 2, so that c = m·ln 2. */
const instanceOf = (world: World, mechanism: string, parameters: object) => ({
  mechanism,
  parameters,
  environment: { kind: "line", K: world.K, m: world.m },
  reports: world.at,
});
const epsilonOf = ({ m }: World) => ({ times: `${2 * m}`, log: "2" });
const at = (world: World, terms: Parameters<typeof atEpsilon>[0]) =>
  atEpsilon(terms, new Fraction(world.m), new Fraction(2));

describe("law on the line", () => {
  it("prints no distribution, and the normaliser of iterated integrals", () =>
    checkAll(
      "law",
      worlds.flatMap(([, world]) =>
        signs.flatMap(([sign, factor]) =>
          (["nst/line-exponential", "nst/line-mixture"] as const).map((mechanism): Case => {
            const more = mechanism === "nst/line-mixture" ? { q: "1/3", mbar: 2 } : {};
            return {
              instance: instanceOf(world, mechanism, { epsilon: epsilonOf(world), sign, ...more }),
              check: ({ normalizer, ...found }) => {
                const epsilon = epsilonOf(world);
                expect(found).toEqual({ mechanism, epsilon, distribution: null, payments: null });
                expect([normalizer.variable, normalizer.denominator]).toEqual(["1/ln(b)", ["1"]]);
                const Z = integral(world, (s) => total(world, s).mul(factor), one);
                expect(sameQuotient(at(world, Z), [new Fraction(1)], normalizer)).toBe(true);
              },
            };
          }),
        ),
      ),
    ));

  it("prints no normaliser for the commitment, nor for a mixture that is one", () =>
    checkAll("law", [
      {
        instance: {
          mechanism: "nst/line-commitment",
          parameters: { mbar: 3 },
          environment: { kind: "line", K: 2, m: 4 },
        },
        check: (found) =>
          expect(found).toEqual({
            mechanism: "nst/line-commitment",
            distribution: null,
            payments: null,
            normalizer: null,
          }),
      },
      {
        instance: {
          mechanism: "nst/line-mixture",
          parameters: { mbar: 3, q: "1" },
          environment: { kind: "line", K: 2, m: 4 },
          reports: [],
        },
        check: (found) => expect(found.normalizer).toBe(null),
      },
    ]));

  it("prints ε, m̄ and q of nst/loc3, q above 1 too, and neither m̄ nor q for few players", () => {
    const loc3 = (count: number, K = 1) => ({
      mechanism: "nst/loc3",
      environment: { kind: "line", K, m: 2 },
      reports: { counts: { "0": count } },
    });
    const decimal = (x: string) => new Fraction(x).valueOf();
    const few = [1, 2, 1000].map(
      (n): Case => ({
        instance: loc3(n),
        check: ({ mbar, epsilon, ...found }) => {
          expect([mbar, found.q, found.distribution]).toEqual([null, undefined, null]);
          expect(decimal(epsilon.low)).toBeCloseTo(Math.SQRT2 / n ** (2 / 3), 9);
          expect(decimal(epsilon.low)).toBeLessThanOrEqual(decimal(epsilon.high));
        },
      }),
    );
    const many = [
      [10 ** 7, 2],
      [10 ** 9, 1],
      [10 ** 12, 1],
    ].map(([n, K]): Case => {
      const mbar = Math.ceil(Math.log2(n! ** (1 / 3) / (6 * Math.sqrt(K! + 1) * Math.log(n!))));
      return {
        instance: loc3(n!, K),
        check: (found) => {
          const epsilon = Math.sqrt(K! + 1) / n! ** (2 / 3);
          expect(found.mbar).toBe(mbar);
          expect(decimal(found.epsilon.high)).toBeCloseTo(epsilon, 12);
          expect(decimal(found.q.low)).toBeCloseTo(16 * epsilon * mbar * 2 ** mbar, 9);
        },
      };
    });
    return checkAll("law", [...few, ...many]);
  });

  it("prints decimals of quotients in 1/ln b, which are those of the value", async () => {
    const world: World = { K: 1, m: 2, at: ["0", "1/2"] };
    const file = fileOf(instanceOf(world, "nst/line-exponential", { epsilon: epsilonOf(world) }));
    const { stdout } = await run("law", file, "--decimals", "10");
    // ∫ 2^{−2G} = 1/4 + (1/2 − 1/8)/(4 ln 2).
    expect(JSON.parse(stdout).normalizer).toEqual({
      exact: { variable: "1/ln(b)", numerator: ["1/4", "3/32"], denominator: ["1"] },
      decimal: "0.3852526601",
    });
    expect(1 / 4 + 3 / 8 / (4 * Math.log(2))).toBeCloseTo(0.3852526601, 10);
    const whole = fileOf({ ...JSON.parse(JSON.stringify(instanceOf(world, "nst/line-exponential", { epsilon: epsilonOf(world) }))), question: "cdf", at: 1 }); // biome-ignore format: one line
    const answered = JSON.parse((await run("measure", whole, "--decimals", "5")).stdout).answer;
    expect(answered.cdf.decimal).toBe("1");
  });
});

describe("measure on the line", () => {
  it("prints the expected average distance, whatever the sign is", () =>
    checkAll(
      "measure",
      worlds.flatMap(([, world]) =>
        signs.map(([sign, factor]) => ({
          instance: instanceOf(world, "nst/line-exponential", { epsilon: epsilonOf(world), sign }),
          check: ({ quantities }) => {
            expect(Object.keys(quantities)).toEqual(["expectedAverageDistance"]);
            const Z = integral(world, (s) => total(world, s).mul(factor), one);
            const below = at(world, Z).map((c) => c.mul(-factor * world.at.length));
            const { value } = quantities.expectedAverageDistance;
            expect(sameQuotient(at(world, derivative(Z)), below, value)).toBe(true);
          },
        })),
      ),
    ));

  it("answers expectedDistance and cdf from the integrals", () =>
    checkAll(
      "measure",
      worlds.flatMap(([, world]) =>
        signs.flatMap(([sign, factor]) => {
          const G = (s: readonly Fraction[]) => total(world, s).mul(factor);
          const Z = at(world, integral(world, G, one));
          const here = `1/${world.m}`;
          const parameters = { epsilon: epsilonOf(world), sign };
          const alone = at(
            world,
            integral(world, G, (s) => total({ ...world, at: [here] }, s)),
          );
          const mixing = { ...parameters, q: "1/2", mbar: 1 };
          const distances = [
            instanceOf(world, "nst/line-exponential", parameters),
            instanceOf(world, "nst/line-mixture", mixing),
          ].map((instance) => ({
            instance: { ...instance, question: "expectedDistance", at: here },
            check: ({ answer }: { answer: { expectedDistance: Parameters<typeof sameQuotient>[2] } }) =>
              expect(sameQuotient(alone, Z, answer.expectedDistance)).toBe(true),
          }));
          const part = world.K === 1 ? at(world, integral(world, G, one, 1)) : [];
          const cdf = {
            instance: { ...instanceOf(world, "nst/line-exponential", parameters), question: "cdf", at: here },
            check: ({ answer }: { answer: { cdf: Parameters<typeof sameQuotient>[2] } }) =>
              expect(sameQuotient(part, Z, answer.cdf)).toBe(true),
          };
          return world.K === 1 ? [...distances, cdf] : distances;
        }),
      ),
    ));

  it("answers commitmentLoss, of places off the grid, too", () => {
    // X = 1, Y real: the middle of both facilities is uniform on [1/4, 3/4]; the loss is min(2|t − μ|, 1/2).
    const asked = (mechanism: string, K: number, truth: string, lie: string, Y: string) => ({
      mechanism,
      parameters: { mbar: 1, Y, ...(mechanism === "nst/line-mixture" && { q: 1 }) },
      environment: { kind: "line", K, m: 1 },
      reports: [],
      question: "commitmentLoss",
      truth,
      lie,
    });
    const expected = [
      [2, "1", "0", "real", "1/2"],
      [2, "1/2", "1/4", "real", "1/8"],
      [2, "1/2", "3/4", "real", "1/8"],
      [2, "1/3", "1/3", "real", "0"],
      [1, "1", "0", "real", "0"],
      // The middles 1/4 and 3/4.
      [2, "1/3", "0", "integer", "1/12"],
      [2, "1", "1/4", "integer", "1/2"],
      [2, "0", "1/4", "integer", "0"],
    ] as const;
    return checkAll(
      "measure",
      expected.flatMap(([K, truth, lie, Y, loss]) =>
        ["nst/line-commitment", "nst/line-mixture"].map((mechanism) => ({
          instance: asked(mechanism, K, truth, lie, Y),
          check: ({ answer }) => expect(answer).toEqual({ commitmentLoss: loss }),
        })),
      ),
    );
  });
});

const base = {
  mechanism: "nst/line-exponential",
  parameters: { epsilon: "8 ln 3/2" },
  environment: { kind: "line", K: 1, m: 4 },
  reports: ["0", "1/4"],
};
const on = (environment: object) => ({ ...base, environment: { ...base.environment, ...environment } });
const committed = (parameters: object) => ({ ...base, mechanism: "nst/line-commitment", parameters });
const mixed = (parameters: object) => ({
  ...base,
  mechanism: "nst/line-mixture",
  parameters: { mbar: 1, ...parameters },
});
const ask = (question: string, fields: object, instance: object = base) => ({ ...instance, question, ...fields });

/** What is wrong, the input, and what the one line must hold: the field first. */
const wrong: readonly (readonly [wrong: string, input: object, expected: RegExp])[] = [
  ["another kind", on({ kind: "facility-grid" }), /^environment\.kind: expected "line", got "facility-grid"$/],
  ["no kind", { ...base, environment: { K: 1, m: 4 } }, /^environment\.kind: missing/],
  ["three facilities", on({ K: 3 }), /^environment\.K: expected 1 or 2, got 3$/],
  ["no facility", on({ K: 0 }), /^environment\.K: expected 1 or 2, got 0$/],
  ["no grid", on({ m: 0 }), /^environment\.m: expected at least 1 step, got 0$/],
  ["half a step", on({ m: "4" }), /^environment\.m: expected a count as a JSON integer, got "4"$/],
  [
    "an endless grid",
    on({ m: 9e15 }),
    /^environment\.m: at most 10000 steps are allowed for K = 1, got 9000000000000000$/,
  ],
  [
    "a grid too fine for two",
    on({ K: 2, m: 201 }),
    /^environment\.m: at most 200 steps are allowed for K = 2, got 201$/,
  ],
  ["a report off the grid", { ...base, reports: ["1/3"] }, /^reports\[0\]: expected a multiple of 1\/4, got "1\/3"$/],
  ["a report off the line", { ...base, reports: [0, "5/4"] }, /^reports\[1\]: must be from 0 to 1, got "5\/4"$/],
  ["a float", { ...base, reports: [0.25] }, /^reports\[0\]: 0\.25 is a JSON float/],
  ["nobody", { ...base, reports: [] }, /^reports: expected at least one player$/],
  ["null for a place", { ...base, reports: [null] }, /^reports\[0\]: expected a rational such as "1\/2", got null$/],
  ["an unknown sign", { ...base, parameters: { epsilon: "8 ln 2", sign: "cost" } }, /^parameters\.sign: expected "utility" or "distance", got "cost"/], // biome-ignore format: one line
  ["no epsilon", { ...base, parameters: {} }, /^parameters\.epsilon: missing/],
  ["an irrational weight", { ...base, parameters: { epsilon: "ln 2" } }, /^parameters\.epsilon: e\^\(epsilon·1\/8\) = 2\^\(1\/8\) is irrational; .* multiple of 8$/], // biome-ignore format: one line
  ["players beyond reach", { ...base, reports: { counts: { "1/4": 10 ** 9 } } }, /^reports: 1000000000 players on a grid of 1\/4 have weights of about \d+ digits; the limit is 200000: use fewer players or a coarser grid$/], // biome-ignore format: one line
  ["an mbar of 0", committed({ mbar: 0 }), /^parameters\.mbar: expected 1 to 1000, got 0$/],
  ["an endless mbar", committed({ mbar: 1001 }), /^parameters\.mbar: expected 1 to 1000, got 1001$/],
  ["mbar as text", committed({ mbar: "2" }), /^parameters\.mbar: expected a count as a JSON integer, got "2"$/],
  [
    "an unknown Y",
    committed({ mbar: 2, Y: "rational" }),
    /^parameters\.Y: expected "real" or "integer", got "rational"/,
  ],
  ["an epsilon that is not used", committed({ mbar: 2, epsilon: "ln 2" }), /^parameters\.epsilon: unknown field/],
  ["a q above 1", mixed({ epsilon: "8 ln 2", q: "3/2" }), /^parameters\.q: must be at most 1, got "3\/2"$/],
  ["a q below 0", mixed({ epsilon: "8 ln 2", q: "-1/2" }), /^parameters\.q: must not be negative, got "-1\/2"$/],
  ["no epsilon for a q below 1", mixed({ q: "1/2" }), /^parameters\.epsilon: expected/],
  ["a mixture of nobody", { ...mixed({ epsilon: "8 ln 2", q: "1/2" }), reports: [] }, /^reports: expected at least one player in the exponential part$/], // biome-ignore format: one line
  ["loc3 of nobody", { mechanism: "nst/loc3", environment: base.environment, reports: [] }, /^reports: expected at least one player$/], // biome-ignore format: one line
  ["parameters of the mixture for loc3", { mechanism: "nst/loc3", parameters: { q: 1 }, environment: base.environment, reports: [0] }, /^parameters\.q: unknown field/], // biome-ignore format: one line
];

/** The same for questions. */
const wrongQuestions: typeof wrong = [
  ["at off the grid", ask("cdf", { at: "1/3" }), /^at: expected a multiple of 1\/4, got "1\/3"$/],
  ["at off the line", ask("expectedDistance", { at: -1 }), /^at: must be from 0 to 1, got -1$/],
  ["no at", ask("expectedDistance", {}), /^at: missing/],
  ["the cdf of two facilities", ask("cdf", { at: 0 }, on({ K: 2 })), /^environment\.K: the question "cdf" needs K = 1, got 2$/], // biome-ignore format: one line
  ["a lie off the line", ask("commitmentLoss", { truth: 0, lie: 2 }, committed({ mbar: 1 })), /^lie: must be from 0 to 1, got 2$/], // biome-ignore format: one line
  ["the loss without commitment", ask("commitmentLoss", { truth: 0, lie: 1 }), /^question: expected "expectedDistance" or "cdf", got "commitmentLoss"/], // biome-ignore format: one line
  ["the exponential part without epsilon", ask("cdf", { at: 0 }, mixed({ q: 1 })), /^parameters\.epsilon: missing; it may be left out where nothing is asked/], // biome-ignore format: one line
  ["a question to loc3", ask("cdf", { at: 0 }, { mechanism: "nst/loc3", environment: base.environment, reports: [0] }), /^question: nst\/loc3 answers no questions; leave it out$/], // biome-ignore format: one line
];

describe("bad input on the line gives one line that names the field and exit code 2", () => {
  it.each([
    ...wrong.map((row) => ["law", ...row] as const),
    ...wrongQuestions.map((row) => ["measure", ...row] as const),
  ])("%s: %s", async (command, _, input, expected) => {
    const { stdout, stderr, code } = await run(command, fileOf(input));
    expect(stdout).toBe("");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mechproof: [^\n]*\n$/);
    expect(stderr.slice("mechproof: ".length, -1)).toMatch(expected);
    expect(stderr.length).toBeLessThan(400);
  });
});
