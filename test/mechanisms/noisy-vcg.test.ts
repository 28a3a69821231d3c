import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { type Profile, profileOf } from "../../src/game/profile.js";
import { coupledAll, profileCount } from "../../src/mechanisms/cckmv/all-reports.js";
import { type Alternatives, everyType } from "../../src/mechanisms/cckmv/alternatives.js";
import { expectedPayment, expectedPaymentSums } from "../../src/mechanisms/cckmv/expected-payment.js";
import { noisyVcg } from "../../src/mechanisms/cckmv/noisy-vcg.js";
import { noisyVcgOutcome } from "../../src/mechanisms/cckmv/noisy-vcg-outcome.js";
import { type PublicOutcome, payment, paymentInParts } from "../../src/mechanisms/cckmv/payment-information.js";
import { type RareOutcome, rarePaymentVcg } from "../../src/mechanisms/cckmv/rare-payment-vcg.js";
import { relativeTotals, utilitiesOf, type ValueReport } from "../../src/mechanisms/cckmv/welfare.js";
import { integers } from "../../src/number/integer.js";
import { homogeneousAt, polynomials } from "../../src/number/polynomial.js";
import { printRational, rational, rationals, one as unit } from "../../src/number/rational.js";
import { lieMarginal, truthMarginal } from "../../src/probability/coupling.js";
import { isNormalised, type Law, mapLaw } from "../../src/probability/law.js";
import { type Chances, chancesOf, give, texts, zero } from "./second-route.js";
import {
  box,
  charge,
  direct,
  directLaw,
  disagreements,
  externality,
  plus,
  released,
  type Vector,
  valuesOf,
} from "./vcg-second-route.js";

const parameters = { rate: unit };
const [R, a] = [integers(3n, 2n), new Fraction(2, 3)];

/** A profile with these sums, as players who want one alternative a little. */
const withSums = (S: Vector): Profile<ValueReport> =>
  S.map((count, o) => ({ report: S.map((_, i) => (i === o ? 1 : 0)), count }));

/** An outcome of the program as it is printed. */
const printed = ({ chosen, revealed }: RareOutcome, { outcomes }: Alternatives) => ({
  chosen,
  revealed: revealed?.map(([o, gap]) => [o, new Fraction(gap, outcomes).toFraction()]) ?? null,
});
const printedLaw = (environment: Alternatives, law: Law<RareOutcome, bigint>): Chances =>
  chancesOf(mapLaw(R, law, (outcome) => printed(outcome, environment)));
const fraction = ({ numerator, denominator }: { numerator: bigint; denominator: bigint }) =>
  new Fraction(numerator, denominator);

const corners: readonly { S: Vector; M: number }[] = [
  { S: [0], M: 1 },
  { S: [5], M: 3 },
  { S: [0, 0], M: 1 },
  { S: [0, 0], M: 3 },
  { S: [3, 0], M: 2 },
  { S: [0, 25], M: 2 },
  { S: [40, 0], M: 1 },
  { S: [0, 0, 0], M: 2 },
  { S: [9, 0, 0], M: 1 },
  { S: [0, 1, 0], M: 2 },
  { S: [14, 0, 30], M: 1 },
  { S: [0, 12, 13], M: 2 },
  { S: [0, 20, 5, 11], M: 1 },
  { S: [1, 0, 1, 0], M: 1 },
];
const environmentOf = (S: Vector, M: number): Alternatives => ({ outcomes: S.length, maximum: M });

describe("the law of Mechanism 7.1", () => {
  test.each(corners)("at $S with maximum $M is that of direct summation", ({ S, M }) => {
    const environment = environmentOf(S, M);
    const bases = [[3n, 2n] as const, ...(S.length < 4 && S.every((s) => s < 10) ? [[100n, 99n] as const] : [])];
    for (const [p, q] of bases) {
      const law = noisyVcg.law(integers(p, q), parameters, environment, withSums(S));
      expect(isNormalised(R, law)).toBe(true);
      expect(law.entries).toHaveLength(S.length * (M + 1) ** (S.length - 1));
      expect(law.entries.every(({ weight }) => weight > 0n)).toBe(true);
      expect(law.entries.map(({ outcome }) => outcome)).toEqual(noisyVcg.outcomes(environment, parameters, []));
      expect(texts(printedLaw(environment, law))).toEqual(texts(directLaw(new Fraction(q, p), S, M)));
    }
  });

  test("a gap more or less, or ties to the smallest index, would be seen", () => {
    const environment = environmentOf([2, 0], 1);
    const law = printedLaw(environment, noisyVcg.law(R, parameters, environment, withSums([2, 0])));
    const hidden = law.get(JSON.stringify({ chosen: 0, revealed: [[0, "0"]] }))!;
    const beyond = (gap: number) => direct(a, [2, 0], [undefined, { known: false, gap }]);
    expect(hidden.equals(beyond(2))).toBe(true);
    expect(hidden.equals(beyond(1))).toBe(false);
    expect(hidden.equals(beyond(3))).toBe(false);
  });

  test("is what the mechanism does on every vector of noises in a box, but for what lies outside", () => {
    for (const { S, M } of corners.filter(({ S: { length } }) => length < 4)) {
      const { vectors, missing } = box(new Fraction(1, 10), S.length, S.length === 3 ? 3 : 6);
      const found: Chances = new Map();
      for (const { noise, chance } of vectors) give(found, released(valuesOf(plus(S, noise)), M), chance);
      const environment = environmentOf(S, M);
      const law = printedLaw(environment, noisyVcg.law(integers(10n, 1n), parameters, environment, withSums(S)));
      expect(missing.compare(new Fraction(1, 1000))).toBeLessThan(0);
      expect(disagreements(law, found, missing)).toEqual([]);
      const other = printedLaw(environment, noisyVcg.law(integers(9n, 1n), parameters, environment, withSums(S)));
      if (S.length > 1 && S[0] === 0 && S[1] === 0) expect(disagreements(other, found, missing)).not.toEqual([]);
    }
  });

  test("over polynomials it is the law at every b, and over rationals the same", () => {
    for (const { S, M } of corners) {
      const environment = environmentOf(S, M);
      const symbolic = noisyVcg.law(polynomials(), parameters, environment, withSums(S));
      expect(isNormalised(polynomials(), symbolic)).toBe(true);
      for (const b of [rational(3n, 2n), rational(2n), rational(7n, 6n)]) {
        const law = noisyVcg.law(integers(b.numerator, b.denominator), parameters, environment, withSums(S));
        const slow = noisyVcg.law(rationals(b), parameters, environment, withSums(S));
        law.entries.forEach(({ outcome, weight }, i) => {
          expect(symbolic.entries[i]!.outcome).toBe(outcome);
          const [above, below] = [symbolic.entries[i]!.weight, symbolic.total].map((polynomial) => {
            const [top = 0] = polynomial.exponents.slice(-1);
            return { value: homogeneousAt(polynomial, b), top };
          });
          const lift = b.denominator ** BigInt(below!.top - above!.top);
          expect(above!.value * lift * law.total).toBe(below!.value * weight);
          const chance = rationals(b).multiply(slow.entries[i]!.weight, rational(law.total));
          expect(rationals(b).equals(chance, rationals(b).multiply(slow.total, rational(weight)))).toBe(true);
        });
      }
    }
  });

  test("sees sums only through their differences, and a million players as two groups", () => {
    const environment = environmentOf([0, 0, 0], 2);
    const many: Profile<ValueReport> = [
      { report: [2, 2, 2], count: 999_999_999_999 },
      { report: [0, 1, 0], count: 3 },
      { report: null, count: 10 ** 12 },
    ];
    const few = withSums([0, 3, 0]);
    const laws = [many, few].map((profile) => noisyVcg.law(R, parameters, environment, profile));
    expect(laws[0]).toEqual(laws[1]);
  });
});

describe("only the chosen alternative", () => {
  test.each(corners)("at $S with maximum $M it is the marginal", ({ S, M }) => {
    const environment = environmentOf(S, M);
    const marginal = mapLaw(R, noisyVcg.law(R, parameters, environment, withSums(S)), ({ chosen }) => chosen);
    const law = noisyVcgOutcome.law(R, parameters, environment, withSums(S));
    expect(texts(chancesOf(law))).toEqual(texts(chancesOf(marginal)));
  });
});

const worlds: readonly { rest: readonly ValueReport[]; M: number; n: number; reach: number }[] = [
  { rest: [], M: 1, n: 1, reach: 6 },
  { rest: [], M: 1, n: 2, reach: 6 },
  { rest: [[0, 2]], M: 2, n: 2, reach: 6 },
  { rest: [[2, 0], [2, 0], null], M: 2, n: 2, reach: 6 },
  { rest: [], M: 1, n: 3, reach: 3 },
  { rest: [[1, 0, 1]], M: 1, n: 3, reach: 3 },
];

describe("all reports under the same coins", () => {
  const base = integers(10n, 1n);

  test.each(worlds)("beside $rest with maximum $M they are what the mechanism does, noise by noise", (world) => {
    const { rest, M, n, reach } = world;
    const environment = { outcomes: n, maximum: M };
    const reports: readonly ValueReport[] = [...everyType(environment), null];
    const all = coupledAll(base, environment, profileOf(rest));
    expect(isNormalised(base, all.law)).toBe(true);
    expect(all.law.entries).toHaveLength(profileCount(environment));
    const seen = (profile: Vector) =>
      reports.map((report) => {
        const outcome = all.outcome(report, profile);
        const paid = printRational(payment(environment, utilitiesOf(environment, report), outcome));
        return [printed(outcome, environment), paid];
      });

    const sums = plus(new Array(n).fill(0), ...rest.map((report) => utilitiesOf(environment, report)));
    const { vectors, missing } = box(new Fraction(1, 10), n, reach);
    const found: Chances = new Map();
    for (const { noise, chance } of vectors) {
      const outcomes = reports.map((report) => {
        const u = utilitiesOf(environment, report);
        const V = valuesOf(plus(sums, noise, u));
        const outcome = released(V, M);
        const paid = charge(u, outcome);
        expect(paid.equals(externality(u, V, outcome.chosen))).toBe(true);
        return [outcome, paid.toFraction()];
      });
      give(found, outcomes, chance);
    }
    const exact = chancesOf(mapLaw(base, all.law, seen));
    expect(disagreements(exact, found, missing)).toEqual([]);
  });

  test("two reports: the marginals are the laws, and the joint law is that of all reports", () => {
    for (const { rest, M, n } of worlds) {
      const environment = { outcomes: n, maximum: M };
      const [profile, reports] = [profileOf(rest), [...everyType(environment), null]];
      const all = coupledAll(R, environment, profile);
      for (const [i, truth] of reports.entries()) {
        for (const lie of n < 3 ? reports : reports.slice(i, i + 2)) {
          const joint = noisyVcg.coupled(R, parameters, environment, profile, truth, lie);
          const laws = [truth, lie].map((report) =>
            noisyVcg.law(R, parameters, environment, [...profile, { report, count: 1 }]),
          );
          expect(texts(printedLaw(environment, truthMarginal(R, joint)))).toEqual(
            texts(printedLaw(environment, laws[0]!)),
          );
          expect(texts(printedLaw(environment, lieMarginal(R, joint)))).toEqual(
            texts(printedLaw(environment, laws[1]!)),
          );
          const pairs = mapLaw(R, all.law, (at) => [all.outcome(truth, at), all.outcome(lie, at)] as const);
          expect(texts(chancesOf(joint))).toEqual(texts(chancesOf(pairs)));
          const chosen = noisyVcgOutcome.coupled(R, parameters, environment, profile, truth, lie);
          const choices = mapLaw(R, joint, ([o, p]) => [o.chosen, p.chosen] as const);
          expect(texts(chancesOf(chosen))).toEqual(texts(chancesOf(choices)));
        }
      }
    }
  });

  test("how many profiles there are", () => {
    const count = (n: number, M: number, reports?: readonly ValueReport[]) =>
      profileCount({ outcomes: n, maximum: M }, reports);
    // Gaps 0 to 2M + 1, at least one of them 0.
    expect(count(2, 1)).toBe(4 ** 2 - 3 ** 2);
    expect(count(3, 2)).toBe(6 ** 3 - 5 ** 3);
    expect(count(4, 1)).toBe(4 ** 4 - 3 ** 4);
    expect(count(3, 2, [[0, 0, 0]])).toBe(4 ** 3 - 3 ** 3);
    expect(count(3, 2, [[2, 2, 2], null])).toBe(4 ** 3 - 3 ** 3);
  });
});

describe("payments", () => {
  test("of all outcomes and reports, by the formula of the paper", () => {
    for (const { n, M } of worlds) {
      const environment = { outcomes: n, maximum: M };
      for (const outcome of noisyVcg.outcomes(environment, parameters, []) as readonly PublicOutcome[]) {
        for (const report of everyType(environment)) {
          const revealed = outcome.revealed.map(([o, gap]) => [o, new Fraction(gap, n).toFraction()] as const);
          const paid = charge(report, { chosen: outcome.chosen, revealed });
          expect(printRational(payment(environment, report, outcome))).toBe(paid.toFraction());
          expect(paid.mul(n).equals(paymentInParts(environment, report, outcome))).toBe(true);
        }
      }
    }
  });

  test.each(corners)("expected at $S with maximum $M, over the law", ({ S, M }) => {
    const environment = environmentOf(S, M);
    const law = noisyVcg.law(R, parameters, environment, withSums(S));
    for (const report of everyType(environment)) {
      const found = fraction(expectedPayment(R, environment, relativeTotals(environment, withSums(S)), report));
      const terms = law.entries.map(({ outcome, weight }) =>
        new Fraction(weight, law.total).mul(paymentInParts(environment, report, outcome)),
      );
      expect(found.toFraction()).toBe(
        terms
          .reduce((x, y) => x.add(y), zero)
          .div(S.length)
          .toFraction(),
      );
    }
  });

  test("how many sums an expectation takes", () => {
    expect(expectedPaymentSums({ outcomes: 3, maximum: 2 }, [0, 2, 1])).toBe(3 + 0 + 6 + 3);
  });
});

describe("rare payments", () => {
  const environment = { outcomes: 2, maximum: 2 };
  const profile = profileOf<ValueReport>([[0, 2], [1, 0], null]);
  const rare = (w: string) => ({ ...parameters, w: rational(...(w.split("/").map(BigInt) as [bigint, bigint])) });

  test("one coin announces the payments of Mechanism 7.1 or nothing but the alternative", () => {
    const full = printedLaw(environment, noisyVcg.law(R, parameters, environment, profile));
    const alone = noisyVcgOutcome.law(R, parameters, environment, profile);
    const silent = printedLaw(
      environment,
      mapLaw(R, alone, (chosen) => ({ chosen, revealed: null })),
    );
    for (const w of ["1/3", "2/7", "1/100"]) {
      const law = rarePaymentVcg.law(R, rare(w), environment, profile);
      const expected: Chances = new Map();
      for (const [outcome, chance] of full) expected.set(outcome, chance.mul(w));
      for (const [outcome, chance] of silent) expected.set(outcome, chance.mul(new Fraction(1).sub(w)));
      expect(texts(printedLaw(environment, law))).toEqual(texts(expected));
      expect(isNormalised(R, law)).toBe(true);
      const joint = rarePaymentVcg.coupled(R, rare(w), environment, profile, [0, 2], [2, 1]);
      for (const {
        outcome: [o, p],
        weight,
      } of joint.entries) {
        if (weight > 0n) expect(o.revealed === null).toBe(p.revealed === null);
      }
      const marginal = rarePaymentVcg.law(R, rare(w), environment, [...profile, { report: [2, 1], count: 1 }]);
      expect(texts(printedLaw(environment, lieMarginal(R, joint)))).toEqual(texts(printedLaw(environment, marginal)));
    }
  });

  test("with w = 1 it is Mechanism 7.1", () => {
    const always = rare("1/1");
    expect(rarePaymentVcg.law(R, always, environment, profile)).toEqual(
      noisyVcg.law(R, parameters, environment, profile),
    );
    expect(rarePaymentVcg.outcomes(environment, always, profile)).toEqual(
      noisyVcg.outcomes(environment, parameters, profile),
    );
  });
});
