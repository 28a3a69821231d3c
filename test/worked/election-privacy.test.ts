import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { situationAt } from "../../src/game/situation.js";
import type { Vote } from "../../src/mechanisms/cckmv/election.js";
import { noisyElection } from "../../src/mechanisms/cckmv/noisy-election.js";
import { differentialPrivacy, privacyRatios, tightestRatio } from "../../src/notions/differential-privacy.js";
import { integers, plainIntegers } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import type { Ratio as RatioOf } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import {
  type Chances,
  candidates,
  chanceOf,
  lambdas,
  lawUnder,
  one,
  powerOf,
  privacyRatio,
  type Ratio,
  subsets,
  sum,
} from "./second-route.js";

const fraction = (ratio: RatioOf<bigint>): Ratio =>
  ratio === "infinity" ? ratio : new Fraction(ratio.numerator, ratio.denominator);

const print = (ratio: Ratio | undefined): string => (ratio instanceof Fraction ? ratio.toFraction() : `${ratio}`);

/** One voter beside others of margin s, over the integers at e^ε = 1/a. */
function situation(a: Fraction, s: number) {
  const R = integers(a.d, a.n);
  const rest: { report: Vote; count: number }[] = [
    { report: "A", count: Math.max(s, 0) },
    { report: "B", count: Math.max(-s, 0) },
  ];
  return { R, of: situationAt(R, noisyElection, { rate: Q.one }, {}, rest) };
}

/** x_A and x_B over the votes A and B, by hand from the tails a^{t+1}/(1+a): (s, b) ↦ values, with b = e^ε. */
function ratiosByHand(b: Fraction, s: number): { A: Fraction; B: Fraction } {
  const square = b.mul(b);
  if (s === 0) return { A: b.add(1).sub(one.div(b)), B: square };
  if (s === -1) return { A: square, B: b.add(1).sub(one.div(b)) };
  if (s < -1) {
    const mirrored = ratiosByHand(b, -1 - s);
    return { A: mirrored.B, B: mirrored.A };
  }
  const most = powerOf(b, s + 2).add(powerOf(b, s + 1));
  return { A: most.sub(1).div(most.sub(square)), B: square };
}

describe("the privacy ratios of Mechanism 4.1", () => {
  it("are (b + 1 − 1/b, b²) at s = 0, and by the tails at every other margin of the others", () => {
    for (const a of lambdas) {
      for (let s = -9; s <= 9; s++) {
        const { R, of } = situation(a, s);
        const byHand = ratiosByHand(one.div(a), s);
        for (const { outcome, ratio } of privacyRatios(R, of)) {
          expect(print(fraction(ratio))).toBe(byHand[outcome].toFraction());
          const laws = candidates.map((vote) => lawUnder(a, s, vote));
          expect(print(privacyRatio(laws, outcome))).toBe(byHand[outcome].toFraction());
        }
      }
    }
  });

  it("come with the reports that attain them", () => {
    for (let s = -5; s <= 5; s++) {
      const { R, of } = situation(new Fraction(2, 3), s);
      for (const { outcome, ratio, largest, smallest } of privacyRatios(R, of, [...candidates, null])) {
        const chance = (vote: Vote) => chanceOf(lawUnder(new Fraction(2, 3), s, vote), outcome);
        expect(print(fraction(ratio))).toBe(chance(largest).div(chance(smallest)).toFraction());
      }
    }
  });

  it("are e^ε at most between a vote and an absent voter, and e^ε is attained", () => {
    for (const a of lambdas) {
      const attained: boolean[] = [];
      for (let s = -6; s <= 6; s++) {
        const { R, of } = situation(a, s);
        for (const vote of candidates) {
          const found = fraction(tightestRatio(R, of, [vote, null]).ratio) as Fraction;
          const laws = [lawUnder(a, s, vote), lawUnder(a, s, null)];
          const ratios = candidates.map((o) => privacyRatio(laws, o) as Fraction);
          expect(found.toFraction()).toBe((ratios[0]!.gt(ratios[1]!) ? ratios[0]! : ratios[1]!).toFraction());
          expect(found.lte(one.div(a))).toBe(true);
          attained.push(found.equals(one.div(a)));
        }
      }
      expect(attained).toContain(true);
    }
  });
});

describe("ε-differential privacy on points and on events", () => {
  const outcomes = ["o0", "o1", "o2", "o3"];
  const reports = ["t0", "t1", "t2"];
  const weights = fc.array(fc.bigInt({ min: 0n, max: 5n }), { minLength: 4, maxLength: 4 });
  const laws = fc.array(
    weights.filter((list) => list.some((w) => w > 0n)),
    { minLength: 1, maxLength: 3 },
  );

  const lawOf = (list: readonly bigint[]): Law<string, bigint> => ({
    entries: list.map((weight, i) => ({ outcome: outcomes[i]!, weight })),
    total: list.reduce((x, y) => x + y),
  });
  const chances = (list: readonly bigint[]): Chances =>
    new Map(
      list.map((weight, i) => [
        outcomes[i]!,
        new Fraction(
          weight,
          list.reduce((x, y) => x + y),
        ),
      ]),
    );

  it("say the same: Pr[E] <= e^ε Pr'[E] for every event E iff for every outcome", () => {
    fc.assert(
      fc.property(laws, fc.bigInt({ min: 1n, max: 12n }), fc.bigInt({ min: 1n, max: 4n }), (lists, p, q) => {
        const of = {
          reports: reports.slice(0, lists.length),
          law: (report: string) => lawOf(lists[reports.indexOf(report)]!),
        };
        const onPoints = differentialPrivacy(plainIntegers, of, { numerator: p + q, denominator: q });
        const bound = new Fraction(p + q, q);
        const all = lists.map(chances);
        const onEvents = subsets(outcomes).every((event) => {
          const masses = all.map((law) => sum(event.map((o) => chanceOf(law, o))));
          return masses.every((mass) => masses.every((less) => mass.lte(less.mul(bound))));
        });
        expect(onPoints.conclusion).toBe(onEvents ? "holds" : "fails");
      }),
      { seed: 41, numRuns: 300 },
    );
  });

  it("the privacy ratio of an outcome is the largest quotient, infinity over a chance of 0, and none for 0/0", () => {
    fc.assert(
      fc.property(laws, (lists) => {
        const of = {
          reports: reports.slice(0, lists.length),
          law: (report: string) => lawOf(lists[reports.indexOf(report)]!),
        };
        const found = new Map(privacyRatios(plainIntegers, of).map(({ outcome, ratio }) => [outcome, fraction(ratio)]));
        for (const o of outcomes) expect(print(found.get(o))).toBe(print(privacyRatio(lists.map(chances), o)));
      }),
      { seed: 42, numRuns: 300 },
    );
  });
});
