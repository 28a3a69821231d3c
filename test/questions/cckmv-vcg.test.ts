import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { answer, fileOf, run } from "../cli/run.js";
import { type Chances, lists, one, zero } from "../mechanisms/second-route.js";
import { charge, directLaw, plus, type released, type Vector } from "../mechanisms/vcg-second-route.js";

type Report = Vector | null;
type Outcome = ReturnType<typeof released>;

const a = new Fraction(2, 3);
/** An instance whose noise has the ratio 2/3. */
const instanceOf = (mechanism: string, n: number, M: number, reports: unknown, parameters: object = {}) => ({
  mechanism: `cckmv/${mechanism}`,
  parameters: { epsilon: `${n * M} ln 3/2`, ...parameters },
  environment: { outcomes: n, maximum: M },
  reports,
});

const utilities = (n: number, report: Report): Vector => report ?? new Array(n).fill(0);
const sumsOf = (n: number, reports: readonly Report[]): Vector =>
  plus(new Array(n).fill(0), ...reports.map((report) => utilities(n, report)));
const add = (terms: readonly Fraction[]): Fraction => terms.reduce((x, y) => x.add(y), zero);
const expectation = (law: Chances, value: (outcome: Outcome) => Fraction): Fraction =>
  add([...law].map(([outcome, chance]) => chance.mul(value(JSON.parse(outcome)))));
const printed = (law: Chances) =>
  [...law].map(([outcome, chance]) => ({ outcome: JSON.parse(outcome), probability: chance.toFraction() }));
const byText = (x: object, y: object) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1);

const cases: readonly { n: number; M: number; reports: readonly Report[] }[] = [
  { n: 1, M: 2, reports: [[2], null] },
  {
    n: 2,
    M: 1,
    reports: [
      [0, 1],
      [0, 1],
      [1, 0],
    ],
  },
  { n: 2, M: 2, reports: [null] },
  { n: 3, M: 1, reports: [[0, 1, 1], [1, 0, 0], null, [1, 0, 0]] },
  { n: 3, M: 2, reports: [[2, 1, 0]] },
];

describe.each(cases)("$n outcomes, maximum $M, $reports", ({ n, M, reports }) => {
  const S = sumsOf(n, reports);
  const law = directLaw(a, S, M);
  const objective = expectation(law, ({ chosen }) => new Fraction(S[chosen]!));
  const types = [...lists([...Array(M + 1).keys()], n)];
  const paid = reports.map((report) =>
    expectation(law, (outcome) => charge(utilities(n, report), outcome)).toFraction(),
  );

  test("law of all three, and what players pay", async () => {
    const full = await answer("law", instanceOf("noisy-vcg", n, M, reports));
    expect([...full.distribution].sort(byText)).toEqual(printed(law).sort(byText));
    expect(full).toMatchObject({ payments: null, expectedPayments: paid });

    const alone = await answer("law", instanceOf("noisy-vcg-outcome", n, M, reports));
    const chances = S.map((_, o) =>
      add([...law].map(([key, chance]) => (JSON.parse(key).chosen === o ? chance : zero))),
    );
    expect(alone.distribution).toEqual(
      chances.map((chance, chosen) => ({ outcome: { chosen }, probability: chance.toFraction() })),
    );
    expect(alone.expectedPayments).toEqual(paid);

    const rare = await answer("law", instanceOf("rare-payment-vcg", n, M, reports, { w: "2/5" }));
    const silent = rare.distribution.filter(({ outcome }: { outcome: Outcome }) => outcome.revealed === null);
    expect(silent.map(({ probability }: { probability: string }) => probability)).toEqual(
      chances.map((chance) => chance.mul("3/5").toFraction()),
    );
    expect(rare.distribution).toHaveLength(law.size + n);
    expect(rare.expectedPayments).toEqual(paid);
  });

  test("what is measured", async () => {
    const { quantities } = await answer("measure", instanceOf("noisy-vcg", n, M, reports));
    const optimum = new Fraction(Math.max(...S));
    expect(quantities).toMatchObject({
      expectedObjective: { value: objective.toFraction() },
      optimum: { value: optimum.toFraction() },
      expectedLoss: { value: optimum.sub(objective).toFraction() },
    });
    const alone = await answer("measure", instanceOf("noisy-vcg-outcome", n, M, reports));
    for (const name of ["expectedObjective", "optimum", "expectedLoss"]) {
      expect(alone.quantities[name]).toEqual(quantities[name]);
    }
    // Over all types, with constant shifts and whatever lies between the extremes.
    for (const { player, outcomes } of quantities.privacyRatios.value) {
      const laws = types.map((type) => directLaw(a, plus(sumsOf(n, reports.toSpliced(player, 1)), type), M));
      expect(outcomes).toHaveLength(law.size);
      for (const { outcome, ratio } of outcomes) {
        const chances = laws.map((other) => other.get(JSON.stringify(outcome))!);
        const [most, least] = [1, -1].map((sign) => chances.reduce((x, y) => (x.compare(y) * sign >= 0 ? x : y)));
        expect(ratio).toBe(most!.div(least!).toFraction());
      }
      const chosen = types.map((_, i) =>
        S.map((__, o) => add([...laws[i]!].map(([key, chance]) => (JSON.parse(key).chosen === o ? chance : zero)))),
      );
      const own = alone.quantities.privacyRatios.value.find((entry: { player: number }) => entry.player === player);
      S.forEach((_, o) => {
        const chances = chosen.map((row) => row[o]!);
        const [most, least] = [1, -1].map((sign) => chances.reduce((x, y) => (x.compare(y) * sign >= 0 ? x : y)));
        expect(own.outcomes[o]).toEqual({ outcome: { chosen: o }, ratio: most!.div(least!).toFraction() });
      });
    }
  });

  test("two reports under the same coins", async () => {
    const rest = sumsOf(n, reports.slice(1));
    const pairs: readonly (readonly [Report, Report])[] = [
      [types.at(-2) ?? null, types[0]!],
      [types[1]!, null],
      [types[0]!, types.at(-1)!],
    ];
    for (const [truth, lie] of pairs) {
      const question = { question: "coupled", player: 0, truth, lie };
      const found = (await answer("measure", { ...instanceOf("noisy-vcg", n, M, reports), ...question })).answer;
      const [u, v] = [utilities(n, truth), utilities(n, lie)];
      const [P, Q] = [u, v].map((report) => directLaw(a, plus(rest, report), M));
      const distance = add([...P!].map(([key, chance]) => chance.sub(Q!.get(key)!).abs())).div(2);
      expect(found.SD).toBe(distance.toFraction());
      const gap = (world: Chances, report: Vector) =>
        expectation(world, (o) => new Fraction(u[o.chosen]!).sub(charge(report, o)));
      expect(found.gain).toBe(gap(P!, u).sub(gap(Q!, v)).toFraction());
      const value = (world: Chances) => expectation(world, ({ chosen }) => new Fraction(u[chosen]!));
      const literal = gap(P!, u)
        .sub(value(Q!))
        .add(expectation(P!, (o) => charge(v, o)));
      expect(found.gainLiteral).toBe(literal.toFraction());

      type Pair = { outcome: { truth: Outcome; lie: Outcome }; probability: string };
      const joint: readonly Pair[] = found.joint;
      const chance = (event: (pair: Pair["outcome"]) => boolean) =>
        add(joint.map(({ outcome, probability }) => (event(outcome) ? new Fraction(probability) : zero))).toFraction();
      const differ = ({ truth: o, lie: p }: Pair["outcome"]) => JSON.stringify(o) !== JSON.stringify(p);
      expect(chance(() => true)).toBe("1");
      expect(found.pivotal).toBe(chance(differ));
      expect(found.outcomeChanges).toBe(chance(({ truth: o, lie: p }) => o.chosen !== p.chosen));
      expect(found.onlyPaymentInfoChanges).toBe(
        chance((pair) => pair.truth.chosen === pair.lie.chosen && differ(pair)),
      );
      expect(found.reachable).toEqual(
        joint.filter(({ outcome }) => differ(outcome)).map(({ outcome }) => [outcome.truth, outcome.lie]),
      );
      for (const [key, least] of P!) {
        expect(chance(({ truth: o }) => JSON.stringify(o) === key)).toBe(least.toFraction());
      }
    }
  });
});

describe("deterministic VCG", () => {
  test("payments by equation (5), for every profile of two players", async () => {
    const types: readonly Report[] = [...lists([0, 1, 2], 2), null];
    const profiles = [...lists(types, 2)];
    const instances = profiles.map((reports) => ({
      mechanism: "cckmv/vcg",
      environment: { outcomes: 2, maximum: 2 },
      reports,
    }));
    const answers = await answer("law", instances);
    profiles.forEach((reports, i) => {
      const S = sumsOf(2, reports);
      const chosen = S[1]! >= S[0]! ? 1 : 0;
      const payments = reports.map((report) => {
        const without = S.map((sum, o) => sum - utilities(2, report)[o]!);
        return `${Math.max(...without) - without[chosen]!}`;
      });
      expect(answers[i]).toEqual({
        mechanism: "cckmv/vcg",
        distribution: [{ outcome: { chosen }, probability: "1" }],
        payments,
      });
    });
  });

  test("changes of the outcome, and ratios 1 or infinity", async () => {
    const instance = {
      mechanism: "cckmv/vcg",
      environment: { outcomes: 2, maximum: 1 },
      reports: [
        [1, 0],
        [0, 1],
      ],
    };
    const found = await answer("measure", { ...instance, question: "coupled", player: 0, truth: [1, 0], lie: null });
    expect(found.answer).toMatchObject({ pivotal: "0", outcomeChanges: "0", onlyPaymentInfoChanges: "0", SD: "0" });
    expect(found.answer).not.toHaveProperty("gain");
    const other = await answer("measure", { ...instance, question: "coupled", player: 1, truth: [0, 1], lie: [0, 0] });
    expect(other.answer).toMatchObject({ pivotal: "1", outcomeChanges: "1", SD: "1", pairRatio: "infinity" });
    const { quantities } = await answer("measure", instance);
    expect(quantities.privacyRatios.value).toEqual([
      { player: 0, outcomes: [{ outcome: { chosen: 1 }, ratio: "1" }] },
      {
        player: 1,
        outcomes: [
          { outcome: { chosen: 0 }, ratio: "infinity" },
          { outcome: { chosen: 1 }, ratio: "infinity" },
        ],
      },
    ]);
  });
});

describe("all values public", () => {
  const instance = instanceOf("noisy-values", 2, 2, [[0, 1], null]);

  test("no distribution, and nothing to measure without a question", async () => {
    expect(await answer("law", instance)).toEqual({
      mechanism: "cckmv/noisy-values",
      epsilon: { times: "4", log: "3/2" },
      distribution: null,
      payments: null,
    });
    expect((await answer("measure", instance)).quantities).toEqual({});
  });

  test("the supremum is a product of one ratio a^−|u − u′| an alternative", async () => {
    for (const [truth, lie] of [
      [
        [0, 2],
        [2, 1],
      ],
      [null, [2, 2]],
      [
        [1, 1],
        [1, 1],
      ],
    ] as const) {
      const [u, v] = [utilities(2, truth), utilities(2, lie)];
      const power = u.reduce((sum, x, o) => sum + Math.abs(x - v[o]!), 0);
      const found = await answer("measure", { ...instance, question: "coupled", player: 0, truth, lie });
      expect(found.answer).toEqual({ pairRatio: one.div(a.pow(power)!).toFraction() });
    }
  });
});

describe("counts and sizes", () => {
  const counts = { "[0,1,2]": 500_000, "[2,1,0]": 499_700, null: 300 };

  test("a million players cost no more than their sums, and have no expected payments one by one", async () => {
    const many = await answer("law", instanceOf("noisy-vcg", 3, 2, { counts }));
    const few = await answer("law", instanceOf("noisy-vcg", 3, 2, { counts: { "[0,1,2]": 300 } }));
    expect(many.distribution).toEqual(few.distribution);
    expect(many.expectedPayments).toBeNull();
    const [one, two] = await answer("law", [
      {
        mechanism: "cckmv/vcg",
        environment: { outcomes: 2, maximum: 1 },
        reports: { counts: { "[0,1]": 2, "[1,0]": 1 } },
      },
      { mechanism: "cckmv/vcg", environment: { outcomes: 2, maximum: 1 }, reports: { counts: { "[0,1]": 2_000_000 } } },
    ]);
    expect([one.payments, two.payments]).toEqual([["0", "0", "0"], null]);
  });

  test("more than 5040 outcomes are not listed; what goes by sums stays exact", async () => {
    const reports = [[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], null];
    const large = instanceOf("noisy-vcg", 11, 1, reports);
    const law = await answer("law", large);
    const alone = await answer("law", instanceOf("noisy-vcg-outcome", 11, 1, reports));
    expect(law.distribution).toBeNull();
    expect(law.expectedPayments).toEqual(alone.expectedPayments);
    const { quantities } = await answer("measure", large, "--only", "expectedObjective,optimum");
    expect(quantities.expectedObjective.value).toBe(alone.distribution[0].probability);
    const symbolic = await run("law", fileOf(large), "--symbolic");
    expect(symbolic.stderr).toContain("more than 5040");
  });

  test("symbolic laws", async () => {
    const law = await answer("law", instanceOf("noisy-vcg-outcome", 2, 1, [[0, 1]]), "--symbolic");
    expect(law.distribution).toHaveLength(2);
    expect(law.distribution[0].probability.variable).toBe("b");
  });
});
