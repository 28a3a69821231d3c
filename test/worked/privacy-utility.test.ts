import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import type { Situation } from "../../src/game/situation.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import {
  type Absence,
  individualRationality,
  type Per,
  type PrivacyConcern,
  type PrivacySign,
  truthfulnessWithPrivacy,
} from "../../src/notions/privacy-aware-utility.js";
import { boundAt, type PrivacyBound, propertiesOf } from "../../src/notions/privacy-bound.js";
import { integers, plainIntegers } from "../../src/number/integer.js";
import {
  compare,
  fromQuotient,
  one as oneRational,
  type Rational,
  rational,
  zero as zeroRational,
} from "../../src/number/rational.js";
import type { Quotient, Ratio as RatioOf } from "../../src/number/ring.js";
import { one, privacyRatio, type Ratio, sum, tuples, zero } from "./second-route.js";

/** A finite mechanism for one player: coins with weights, and the outcome of every report under every coin. */
interface Table {
  readonly coins: readonly bigint[];
  /** outcome[report][coin] */
  readonly outcome: readonly (readonly string[])[];
  /** payoff[outcome] of the player's type. */
  readonly payoff: readonly bigint[];
  /** F as a table: its integer value at ratios up to 1, 2, 3, and beyond; ∞ stands last. */
  readonly steps: readonly (bigint | "infinity")[];
}

const outcomes = ["o0", "o1", "o2"];
const [truth, lie, absent] = ["truth", "lie", "absent"];
const reports = [truth, lie, absent] as const;
const sizeOfInfinity = new Fraction(10n ** 9n);

const tables: fc.Arbitrary<Table> = fc.integer({ min: 1, max: 4 }).chain((coins) =>
  fc.record({
    coins: fc
      .array(fc.bigInt({ min: 0n, max: 3n }), { minLength: coins, maxLength: coins })
      .filter((w) => w.some((x) => x > 0n)),
    outcome: fc.array(fc.array(fc.constantFrom(...outcomes), { minLength: coins, maxLength: coins }), {
      minLength: 3,
      maxLength: 3,
    }),
    payoff: fc.array(fc.bigInt({ min: -3n, max: 6n }), { minLength: 3, maxLength: 3 }),
    steps: fc.array(
      fc.oneof({ weight: 4, arbitrary: fc.bigInt({ min: 0n, max: 3n }) }, fc.constant("infinity" as const)),
      {
        minLength: 4,
        maxLength: 4,
      },
    ),
  }),
);

/** F(x), looked up by comparisons of whole numbers. */
function boundOf(steps: Table["steps"], x: Ratio): bigint | "infinity" {
  if (x === "infinity" || x.gt(3)) return steps[3]!;
  return steps[x.gt(2) ? 2 : x.gt(1) ? 1 : 0]!;
}

function situationOf(table: Table): Situation<string, string, bigint> {
  const total = table.coins.reduce((x, y) => x + y);
  const rowOf = (report: string) => table.outcome[reports.indexOf(report)]!;
  const collect = <O>(images: readonly O[]) => {
    const weights = new Map<string, { outcome: O; weight: bigint }>();
    for (const [i, outcome] of images.entries()) {
      const known = weights.get(String(outcome));
      weights.set(String(outcome), { outcome, weight: (known?.weight ?? 0n) + table.coins[i]! });
    }
    return { entries: [...weights.values()], total };
  };
  return {
    reports: [truth, lie],
    absent,
    law: (report) => collect(rowOf(report)),
    coupled: (first, second) => collect(rowOf(first).map((o, i) => [o, rowOf(second)[i]!] as const)),
    payoff: (_type, _report, outcome) => table.payoff[outcomes.indexOf(outcome)]!,
  };
}

const concernOf = (table: Table, sign: PrivacySign): PrivacyConcern<string, bigint> => ({
  sign,
  ceiling: (ratio: RatioOf<bigint>) => {
    const value = boundOf(table.steps, ratio === "infinity" ? ratio : new Fraction(ratio.numerator, ratio.denominator));
    return value === "infinity" ? "unbounded" : value;
  },
});

/** The chance of an outcome under a report, by adding up coins. */
const chance = (table: Table, report: number, outcome: string): Fraction => {
  const total = table.coins.reduce((x, y) => x + y);
  return sum(table.coins.map((w, i) => (table.outcome[report]![i] === outcome ? new Fraction(w, total) : zero)));
};

const ratioOver = (table: Table, over: readonly number[], outcome: string): Ratio | undefined =>
  privacyRatio(
    over.map((report) => new Map(outcomes.map((o) => [o, chance(table, report, o)]))),
    outcome,
  );

/** What the player compares truth with; "lie" is another report. */
type Alternative = "lie" | Absence;

/**
 * Whether truth is best for every privacy utility U^priv(o) = s(o)·F(x_o), by trying all s(o) ∈ {−1, 0, 1} that the
 * sign allows; an infinite F(x_o) is a large number, U^priv is 0 where x_o is 0/0. Coin by coin, or in expectation.
 */
function bestForEverySign(table: Table, alternative: Alternative, per: Per, sign: PrivacySign): boolean {
  const over = alternative === "N1" ? [0, 1, 2] : [0, 1];
  const allowed = { "two-signed": [-1, 0, 1], cost: [-1, 0], benefit: [0, 1] }[sign];
  const sizes = outcomes.map((o) => {
    const x = ratioOver(table, over, o);
    const value = x === undefined ? 0n : boundOf(table.steps, x);
    return value === "infinity" ? sizeOfInfinity : new Fraction(value);
  });
  const total = table.coins.reduce((x, y) => x + y);
  return tuples(allowed, outcomes.length).every((signs) => {
    const payoff = (o: string) => new Fraction(table.payoff[outcomes.indexOf(o)]!);
    const privacy = (o: string) => sizes[outcomes.indexOf(o)]!.mul(signs[outcomes.indexOf(o)]!);
    const inside = (o: string) => payoff(o).add(privacy(o));
    const outside = (o: string) => (alternative === "N4" ? zero : alternative === "N3" ? payoff(o) : inside(o));
    const gains = table.coins.map((_, i) =>
      inside(table.outcome[0]![i]!).sub(outside(table.outcome[alternative === "lie" ? 1 : 2]![i]!)),
    );
    return per === "coin"
      ? gains.every((gain, i) => table.coins[i] === 0n || gain.gte(0))
      : sum(gains.map((gain, i) => gain.mul(new Fraction(table.coins[i]!, total)))).gte(0);
  });
}

const pers: readonly Per[] = ["coin", "expectation"];
const signs: readonly PrivacySign[] = ["two-signed", "cost", "benefit"];
const absences: readonly Absence[] = ["N1", "N2", "N3", "N4"];

describe("the worst privacy utility", () => {
  for (const per of pers) {
    for (const sign of signs) {
      it(`of a lie, per ${per}, ${sign}, is at signs chosen outcome by outcome`, () => {
        const seen = new Set<string>();
        fc.assert(
          fc.property(tables, (table) => {
            const found = truthfulnessWithPrivacy(
              plainIntegers,
              situationOf(table),
              truth,
              lie,
              per,
              concernOf(table, sign),
            );
            expect(found.conclusion).toBe(bestForEverySign(table, "lie", per, sign) ? "holds" : "fails");
            seen.add(found.conclusion);
          }),
          { seed: 7, numRuns: 120 },
        );
        expect([...seen].sort()).toEqual(["fails", "holds"]);
      });

      it(`of an absentee, per ${per}, ${sign}, under N1 to N4`, () => {
        for (const absence of absences) {
          const seen = new Set<string>();
          fc.assert(
            fc.property(tables, (table) => {
              const found = individualRationality(
                plainIntegers,
                situationOf(table),
                truth,
                absence,
                per,
                concernOf(table, sign),
              );
              expect(found.conclusion).toBe(bestForEverySign(table, absence, per, sign) ? "holds" : "fails");
              seen.add(found.conclusion);
            }),
            { seed: 8, numRuns: 60 },
          );
          expect([...seen].sort()).toEqual(["fails", "holds"]);
        }
      });
    }
  }

  it("is attained: the two sides of the finding are those of its own signs", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const found = truthfulnessWithPrivacy(
          plainIntegers,
          situationOf(table),
          truth,
          lie,
          "expectation",
          concernOf(table, "two-signed"),
        );
        const right = found.sides!.right;
        if (right === "infinity") return;
        const chosen = found.witness.privacySigns as Readonly<Record<string, number>>;
        const cost = sum(
          outcomes.map((o) => {
            const x = ratioOver(table, [0, 1], o);
            const F = x === undefined ? 0n : boundOf(table.steps, x);
            const difference = chance(table, 1, o).sub(chance(table, 0, o));
            return F === "infinity" ? zero : difference.mul(F).mul(chosen[o] ?? 0);
          }),
        );
        expect(new Fraction(right.numerator, right.denominator).equals(cost)).toBe(true);
      }),
      { seed: 9, numRuns: 120 },
    );
  });
});

describe("the largest value that the hypotheses leave to F", () => {
  const large = [10n, 100n, 1000n];
  const xs = [one, new Fraction(3, 2), new Fraction(2), new Fraction(9, 4), new Fraction(3)];

  /** Every F that is one of these values at each of the xs, linear between, and tends to 0 at 1 (but F(1) may be more). */
  function* bounds(most: bigint): Generator<{ values: readonly bigint[]; F: PrivacyBound }> {
    for (const values of tuples([0n, 1n, most], xs.length)) {
      const points = xs.map((x, i) => [asRational(x), i === 0 ? zeroRational : rational(values[i]!)] as const);
      yield { values, F: { kind: "knots", points, after: "constant", atOne: rational(values[0]!) } };
    }
  }

  const asRational = (x: Fraction): Rational => rational(x.n, x.d);

  for (const monotone of [false, true]) {
    for (const zeroAtOne of [false, true]) {
      for (const at of xs.slice(1)) {
        it(`is never exceeded, and reached or exceeds any number: F(${at.toFraction()}) <= 1, monotone ${monotone}, F(1) = 0 ${zeroAtOne}`, () => {
          const R = integers(at.n, at.d);
          const bound: Quotient<bigint> = { numerator: at.n, denominator: at.d };
          const ceiling = ceilingGiven(R, { monotone, zeroAtOne }, bound, R.one);
          for (const [j, x] of xs.entries()) {
            const found = ceiling({ numerator: 7n * x.n, denominator: 7n * x.d });
            const suprema = large.map((most) => {
              const allowed = [...bounds(most)].filter(
                ({ values }) =>
                  values[xs.indexOf(at)]! <= 1n &&
                  (!zeroAtOne || values[0] === 0n) &&
                  // The limit at 1 is 0, so a nondecreasing F has F(1) = 0.
                  (!monotone || (values[0] === 0n && values.every((v, i) => i === 0 || values[i - 1]! <= v))),
              );
              return allowed.reduce((top, { values }) => (values[j]! > top ? values[j]! : top), 0n);
            });
            if (found === "unbounded") expect(suprema).toEqual(large);
            else expect(suprema).toEqual(large.map(() => found));
          }
          expect(ceiling("infinity")).toBe("unbounded");
        });
      }
    }
  }

  it("speaks of bounds F that the program reads in the same way", () => {
    for (const { values, F } of bounds(10n)) {
      for (const [j, x] of xs.entries()) expect(boundAt(F, asRational(x))).toEqual(rational(values[j]!));
      const is = propertiesOf(F);
      expect(is.vanishesAtOne && is.finite).toBe(true);
      expect(is.zeroAtOne).toBe(values[0] === 0n);
      expect(is.monotone).toBe(values[0] === 0n && values.every((v, i) => i === 0 || values[i - 1]! <= v));
    }
  });

  it("is compared at ratios, not at their terms", () => {
    const R = integers(2n, 1n);
    const ceiling = ceilingGiven(R, { monotone: false, zeroAtOne: false }, { numerator: 6n, denominator: 3n }, 5n);
    expect(ceiling({ numerator: 4n, denominator: 2n })).toBe(5n);
    expect(compare(fromQuotient({ numerator: 4n, denominator: 4n }), oneRational)).toBe(0);
    expect(ceiling({ numerator: 4n, denominator: 4n })).toBe("unbounded");
  });
});
