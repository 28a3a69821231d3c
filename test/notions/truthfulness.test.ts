import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Situation } from "../../src/game/situation.js";
import { truthful, truthfulInExpectation, universallyTruthful } from "../../src/notions/truthfulness.js";
import { plainIntegers as Z } from "../../src/number/integer.js";

/** Coins with weights; the utility of truth and of the lie under each. */
type Coins = readonly (readonly [weight: bigint, truth: bigint, lie: bigint])[];

const coins: fc.Arbitrary<Coins> = fc
  .array(
    fc.tuple(fc.bigInt({ min: 0n, max: 3n }), fc.bigInt({ min: -3n, max: 3n }), fc.bigInt({ min: -3n, max: 3n })),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .filter((list) => list.some(([weight]) => weight > 0n));

/** The outcome under a coin is the coin's number with the report; the payoff is looked up. */
function situationOf(list: Coins): Situation<"truth" | "lie", string, bigint> {
  const total = list.reduce((sum, [weight]) => sum + weight, 0n);
  return {
    reports: ["truth", "lie"],
    law: (report) => ({ entries: list.map(([weight], i) => ({ outcome: `${report} ${i}`, weight })), total }),
    coupled: (x, y) => ({
      entries: list.map(([weight], i) => ({ outcome: [`${x} ${i}`, `${y} ${i}`] as const, weight })),
      total,
    }),
    payoff: (_type, _report, outcome) => {
      const [report, i] = outcome.split(" ") as [string, string];
      return list[Number(i)]![report === "truth" ? 1 : 2];
    },
  };
}

describe("truthfulness of one report against another", () => {
  it("in expectation is Σ Pr[r]·(U(truth; r) − U(lie; r)) >= 0", () => {
    fc.assert(
      fc.property(coins, (list) => {
        const gain = list.reduce((sum, [weight, x, y]) => sum + weight * (x - y), 0n);
        expect(truthfulInExpectation(Z, situationOf(list), "truth", "lie").conclusion).toBe(
          gain >= 0n ? "holds" : "fails",
        );
      }),
      { seed: 61 },
    );
  });

  it("is universal when it holds for all coins of positive probability, and then also in expectation", () => {
    fc.assert(
      fc.property(coins, (list) => {
        const found = universallyTruthful(Z, situationOf(list), "truth", "lie");
        const each = list.every(([weight, x, y]) => weight === 0n || x >= y);
        expect(found.conclusion).toBe(each ? "holds" : "fails");
        if (each) expect(truthfulInExpectation(Z, situationOf(list), "truth", "lie").conclusion).toBe("holds");
        const { left, right } = found.sides as { left: { numerator: bigint }; right: { numerator: bigint } };
        const worst = list.filter(([weight]) => weight > 0n).map(([, x, y]) => y - x);
        expect(right.numerator - left.numerator).toBe(worst.reduce((x, y) => (x > y ? x : y)));
      }),
      { seed: 62 },
    );
  });

  it("in expectation does not make it universal", () => {
    const balanced = situationOf([
      [1n, 1n, 0n],
      [1n, 0n, 1n],
    ]);
    expect(truthfulInExpectation(Z, balanced, "truth", "lie").conclusion).toBe("holds");
    expect(universallyTruthful(Z, balanced, "truth", "lie").conclusion).toBe("fails");
  });

  it("is plain for a sure outcome, weights of 0 beside it included, and undecided for a random one", () => {
    expect(
      truthful(
        Z,
        situationOf([
          [2n, 1n, 1n],
          [0n, 0n, 3n],
        ]),
        "truth",
        "lie",
      ).conclusion,
    ).toBe("holds");
    expect(truthful(Z, situationOf([[2n, 1n, 2n]]), "truth", "lie").conclusion).toBe("fails");
    expect(
      truthful(
        Z,
        situationOf([
          [1n, 1n, 1n],
          [1n, 1n, 1n],
        ]),
        "truth",
        "lie",
      ).conclusion,
    ).toBe("undecided");
  });

  it("is undecided without payoffs, and universally without common coins", () => {
    const { payoff: _, ...unpaid } = situationOf([[1n, 1n, 1n]]);
    const { coupled: __, ...uncoupled } = situationOf([[1n, 1n, 1n]]);
    expect(truthfulInExpectation(Z, unpaid, "truth", "lie").conclusion).toBe("undecided");
    expect(universallyTruthful(Z, unpaid, "truth", "lie").conclusion).toBe("undecided");
    expect(universallyTruthful(Z, uncoupled, "truth", "lie").conclusion).toBe("undecided");
    expect(truthfulInExpectation(Z, uncoupled, "truth", "lie").conclusion).toBe("holds");
  });
});
