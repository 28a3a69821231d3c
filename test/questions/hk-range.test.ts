import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import * as L from "../../src/number/log-form.js";
import { rational } from "../../src/number/rational.js";
import { answer, fileOf, run } from "../cli/run.js";
import {
  chancesAt,
  fractions,
  largestRatio,
  meanOf,
  one,
  partitionOf,
  raised,
  sum,
  tailInPowers,
  type World,
  welfareOf,
  without,
  withRow,
  zero,
} from "../mechanisms/hk/range-route.js";
import { epsilonOf, toRational } from "../mechanisms/hk/setup.js";
import { lists } from "../mechanisms/second-route.js";

/** Worlds whose weights are e^{ε/2 · welfare}. */
const worlds: readonly { readonly world: World; readonly row: readonly string[] }[] = [
  { world: { base: new Fraction(3, 2), grid: 1, rows: [fractions([1, 0])] }, row: ["0", "1"] },
  {
    world: { base: new Fraction(2), grid: 2, rows: [fractions(["1", "0", "1/2"]), fractions(["0", "1/2", "1"])] },
    row: ["1/2", "1", "0"],
  },
  {
    world: {
      base: new Fraction(11, 10),
      grid: 6,
      rows: [fractions(["1/2", "0", "1/3"]), fractions(["0", "1/2", "1"]), fractions([1, 1, 1])],
    },
    row: ["0", "1/6", "1"],
  },
  {
    world: {
      base: new Fraction(10),
      grid: 1,
      rows: [fractions([1, 0, 0, 1]), fractions([1, 0, 0, 1])],
      prior: fractions(["0", "2", "1/3", "1"]),
    },
    row: ["0", "0", "1", "1"],
  },
];

const outcomesOf = ({ rows }: World): readonly string[] => rows[0]!.map((_, r) => `r${r}`);
const texts = (row: readonly Fraction[]): readonly string[] => row.map((x) => x.toFraction());

const instanceOf = (mechanism: string, world: World) => ({
  mechanism: `hk/${mechanism}`,
  parameters: { epsilon: { times: `${2 * world.grid}`, log: world.base.toFraction() } },
  environment: { outcomes: outcomesOf(world), ...(world.prior && { prior: texts(world.prior) }) },
  reports: world.rows.map(texts),
});

/** The answer to a question. */
const ask = async (mechanism: string, world: World, question: string, fields: object = {}) =>
  (await answer("measure", { ...instanceOf(mechanism, world), question, ...fields })).answer;

const expectForm = (found: unknown, expected: L.LogForm, world: World) => {
  const form = L.parseLogForm(found)!;
  expect(L.equals(form, expected, epsilonOf(world))).toBe(true);
};

/** (2/ε)·ln x. */
const twice = (x: Fraction): L.LogForm => L.overEpsilon(L.scale(L.ln(toRational(x)), rational(2n)));
const utility = (world: World, i: number): L.LogForm => twice(partitionOf(world).div(partitionOf(without(world, i))));
const payment = (world: World, i: number): L.LogForm =>
  L.subtract(L.fromRational(toRational(meanOf(world, world.rows[i]!))), utility(world, i));

describe.each(worlds)("$world.rows.length players, row $row", ({ world, row }) => {
  const other = fractions(row);
  // The last player is asked about: where there are others, she is not the first.
  const agent = world.rows.length - 1;
  const changed = withRow(world, agent, other);
  const epsilon = epsilonOf(world);

  test("tail", async () => {
    const m = world.rows[0]!.length;
    for (const mechanism of ["exponential", "mcsherry-talwar"]) {
      for (const [exp, size, factor] of [
        ["1", "1", undefined],
        ["25/6", `${m}`, undefined],
        ["11/10", "3/2", "1/2"],
      ] as const) {
        const fields = { t: { exp }, sizeLogArgument: size, ...(factor && { factor }) };
        const found = await ask(mechanism, world, "tail", fields);
        const [e, s, f] = [exp, size, factor ?? "1"].map((x) => new Fraction(x)) as [Fraction, Fraction, Fraction];
        const probability = tailInPowers(world, s, e, f);
        expect(found).toEqual({
          probability: probability.toFraction(),
          bound: e.inverse().toFraction(),
          holds: probability.compare(e.inverse()) <= 0,
        });
      }
    }
  });

  test("gain: the report of the instance is the lie", async () => {
    const own = other.map((value, r) => value.sub(world.rows[agent]![r]!));
    const gain = L.subtract(
      twice(partitionOf(changed).div(partitionOf(world))),
      L.fromRational(toRational(meanOf(world, own))),
    );
    const found = await ask("exponential", world, "gain", { agent, truth: row });
    expectForm(found.truthMinusLie, gain, world);
    expect(found.sign).toBe(L.sign(gain, epsilon));
    const none = await ask("exponential", world, "gain", { agent, truth: texts(world.rows[agent]!) });
    expect(none).toEqual({ truthMinusLie: { rational: "0", logs: [], over: "1" }, sign: 0 });
  });

  test("privacyRatio", async () => {
    const [there, back] = [largestRatio(world, changed), largestRatio(changed, world)];
    const larger = there.compare(back) > 0 ? there : back;
    const exp = raised(world, new Fraction(2));
    for (const mechanism of ["exponential", "mcsherry-talwar"]) {
      expect(await ask(mechanism, world, "privacyRatio", { agent, other: row })).toEqual({
        ratio: larger.toFraction(),
        expEpsilon: exp.toFraction(),
        within: true,
      });
    }
    const sharper = { ...instanceOf("exponential", world), parameters: { epsilon: { times: `${world.grid}`, log: world.base.toFraction() }, exponent: "1" } }; // biome-ignore format: one line
    const asked = { ...sharper, question: "privacyRatio", agent, other: row };
    // The same weights at half the ε: e^ε is the root of what it was.
    const root = raised(world, one);
    expect((await answer("measure", asked)).answer).toEqual({
      ratio: larger.toFraction(),
      expEpsilon: root.toFraction(),
      within: larger.compare(root) <= 0,
    });
  });

  test("worstPrivacyRatio and jointPrivacy", async () => {
    const fields = { agent, other: row, observer: 0 };
    if (world.prior) {
      for (const question of ["worstPrivacyRatio", "jointPrivacy"]) {
        const given = { ...instanceOf("exponential", world), question, ...(question === "jointPrivacy" && fields) };
        const { code, stderr } = await run("measure", fileOf(given));
        expect([code, stderr]).toEqual([2, `mechproof: question: "${question}" is asked without environment.prior\n`]);
      }
      return;
    }
    const [n, m] = [world.rows.length, world.rows[0]!.length];
    const ratio = largestRatio(world, changed);
    const less = L.negate(L.ln(toRational(raised(world, new Fraction(2)))));
    for (const observer of [0, agent]) {
      const found = await ask("exponential", world, "jointPrivacy", { ...fields, observer });
      const moved = L.timesEpsilon(L.subtract(payment(world, observer), payment(changed, observer)), epsilon);
      const excess = L.sum([L.ln(toRational(ratio)), L.sign(moved) < 0 ? L.negate(moved) : moved, less]);
      expect(found.outcomeRatio).toBe(ratio.toFraction());
      expect(found.excess.over).toBe("1");
      expectForm(found.excess, excess, world);
      expect(found.sign).toBe(L.sign(excess));
    }
    const corners = [...lists([zero, one], m)];
    if (n > 2) return;
    const worst = [...lists(corners, n + 1)]
      .map(([own, another, ...rest]) => {
        const at = { ...world, rows: [own!, ...rest] };
        return largestRatio(at, withRow(at, 0, another!));
      })
      .reduce((x, y) => (x.compare(y) >= 0 ? x : y));
    expect(await ask("exponential", world, "worstPrivacyRatio")).toEqual({ ratio: worst.toFraction() });
  });

  test("implicit, public and private payments", async () => {
    const n = world.rows.length;
    const distribution = chancesAt(world).flatMap((chance, r) =>
      chance.equals(0) ? [] : [{ outcome: `r${r}`, probability: chance.toFraction() }],
    );
    const implicit = await answer("law", instanceOf("implicit-payment", world));
    expect(implicit).toMatchObject({ distribution, normalizer: partitionOf(world).toFraction() });
    const published = await answer("law", instanceOf("public-payments", world));
    const secret = await answer("law", instanceOf("private-payments", world));
    const cubed = BigInt(n) ** 3n;
    for (const [law, scale, variance] of [
      [published, n, 2n * cubed],
      [secret, 1, 2 * n],
    ] as const) {
      expect(law).toMatchObject({
        distribution,
        payments: null,
        scale: { coefficient: `${scale}`, overEpsilonPower: 1 },
        totalVariance: { coefficient: `${variance}`, overEpsilonPower: 2 },
      });
      expect(law).not.toHaveProperty("normalizer");
    }
    world.rows.forEach((_, i) => {
      for (const list of [implicit.payments, published.centers, secret.centers]) {
        expectForm(list[i], payment(world, i), world);
      }
    });
  });

  test("expected utilities are what is left of the expected value, and never negative", async () => {
    for (const mechanism of ["exponential", "implicit-payment", "public-payments", "private-payments"]) {
      const { quantities } = await answer("measure", instanceOf(mechanism, world));
      const welfare = welfareOf(world.rows, world.rows[0]!.length);
      expect(quantities.expectedObjective).toEqual({ value: meanOf(world, welfare).toFraction() });
      expect(quantities.optimum).toEqual({
        value: welfare.reduce((x, y) => (x.compare(y) >= 0 ? x : y)).toFraction(),
      });
      world.rows.forEach((own, i) => {
        const found = quantities.expectedUtilities.value[i];
        expectForm(found, utility(world, i), world);
        const value = L.fromRational(toRational(meanOf(world, own)));
        expectForm(found, L.subtract(value, payment(world, i)), world);
        expect(L.sign(L.parseLogForm(found)!, epsilon)).toBeGreaterThanOrEqual(0);
      });
    }
  });
});

test("public projects and qualities answer as the exponential mechanism over their outcomes", async () => {
  const parameters = { epsilon: "4 ln 3/2" };
  const reports = [
    ["0", "1", "1/2"],
    ["1/2", "0", "1"],
  ];
  const projects = { mechanism: "hk/public-project", parameters, environment: { projects: 2, limit: 1, size: "at-most" }, reports }; // biome-ignore format: one line
  const plain = { mechanism: "hk/exponential", parameters, environment: { outcomes: ["a", "b", "c"] }, reports };
  const row = ["1", "0", "0"];
  for (const question of [
    { question: "tail", t: { exp: "3/2" }, sizeLogArgument: "2" },
    { question: "gain", agent: 1, truth: row },
    { question: "privacyRatio", agent: 1, other: row },
  ]) {
    const [found, expected] = await answer("measure", [
      { ...projects, ...question },
      { ...plain, ...question },
    ]);
    expect(found.answer).toEqual(expected.answer);
  }
  // Weights e^{8·ln(9/4)·Q/(2·2)} = (9/4)^{2Q}; e^{ε·gap} = (9/4)^{8·gap} is above 6 at the gaps 3 and 3/2.
  const finer = {
    mechanism: "hk/exponential-quality",
    parameters: { epsilon: "8 ln 9/4", lipschitz: "2" },
    environment: { outcomes: ["a", "b", "c"], quality: ["-1", "2", "1/2"] },
    ...{ question: "tail", t: { exp: "2" }, sizeLogArgument: "3" },
  };
  const chances = ["-1", "2", "1/2"].map((q) => new Fraction(9, 4).pow(new Fraction(q).mul(2)) as Fraction);
  const total = sum(chances);
  expect((await answer("measure", finer)).answer).toEqual({
    probability: chances[0]!.add(chances[2]!).div(total).toFraction(),
    bound: "1/2",
    holds: true,
  });
});

test("what is wrong with a question is said in one line", async () => {
  const { world } = worlds[1]!;
  const asked = (question: string, fields: object, parameters: object = {}) => {
    const instance = instanceOf("exponential", world);
    return { ...instance, parameters: { ...instance.parameters, ...parameters }, question, ...fields };
  };
  const tail = { t: { exp: "2" }, sizeLogArgument: "3" };
  const row = ["1", "0", "0"];
  const wrong: readonly (readonly [object, string])[] = [
    [asked("tail", { ...tail, t: "2" }), "t: expected an object"],
    [asked("tail", { ...tail, t: { exp: "0" } }), "t.exp: must be greater than 0"],
    [asked("tail", { ...tail, t: { exp: "2", log: "2" } }), "t.log: unknown field"],
    [asked("tail", { ...tail, sizeLogArgument: "-1" }), "sizeLogArgument: must be greater than 0"],
    [asked("tail", { ...tail, factor: "-1" }), "factor: must not be negative"],
    [asked("tail", { t: { exp: "2" } }), "sizeLogArgument: missing"],
    [asked("gain", { agent: 2, truth: row }), "agent: expected a player from 0 to 1, got 2"],
    [asked("gain", { agent: 0, truth: ["1", "0"] }), "truth: expected one number for each of 3 outcomes"],
    [asked("gain", { agent: 0, truth: ["1", "0", "3/2"] }), "truth[2]: must be at most 1"],
    [asked("gain", { agent: 0, truth: ["1", "0", "1/3"] }), '"times" to be a multiple of 12'],
    [asked("privacyRatio", { agent: 0, other: row, observer: 1 }), "observer: unknown field"],
    [
      asked("privacyRatio", { agent: 0, other: row }, { epsilon: "7/2 ln 2", exponent: "4/7" }),
      'the question "privacyRatio" needs "times" to be a multiple of 1',
    ],
    [asked("jointPrivacy", { agent: 0, other: row, observer: -1 }), "observer: expected a player from 0 to 1"],
    [asked("worstPrivacyRatio", { agent: 0 }), "agent: unknown field"],
    [{ ...instanceOf("public-payments", world), question: "gain", agent: 0, truth: row }, "answers no questions"],
  ];
  const many = Array.from({ length: 3000 }, (_, r) => `${r % 2000}/1999`);
  const long = { mechanism: "hk/exponential", parameters: { epsilon: "199900 ln 10" }, environment: { outcomes: many.map((_, r) => `${r}`) }, reports: [many] }; // biome-ignore format: one line
  const tooMany: readonly (readonly [object, string])[] = [
    [{ ...long, question: "tail", ...tail }, "environment: this takes 3000 weights of about "],
    [{ ...long, question: "privacyRatio", agent: 0, other: many }, "environment: this takes 2000 weights of about "],
    [{ ...long, parameters: { epsilon: "799600 ln 10" }, question: "worstPrivacyRatio" }, "; the limit is 200000"],
  ];
  for (const [instance, message] of [...wrong, ...tooMany]) {
    const { code, stderr } = await run("measure", fileOf(instance));
    expect([code, stderr.split("\n").length]).toEqual([2, 2]);
    expect(stderr).toContain(message);
  }
});
