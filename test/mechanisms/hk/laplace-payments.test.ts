import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  jointLevel,
  paymentLevel,
  privateLevel,
  publicLevel,
  totalVariance,
} from "../../../src/mechanisms/hk/laplace-payments.js";
import { privateNoise } from "../../../src/mechanisms/hk/private-payments.js";
import { publicNoise } from "../../../src/mechanisms/hk/public-payments.js";
import * as L from "../../../src/number/log-form.js";
import * as Q from "../../../src/number/rational.js";

const epsilon = { times: Q.rational(3n), log: Q.rational(2n) };
const absolute = (x: Q.Rational): Q.Rational => (x.numerator < 0n ? Q.negate(x) : x);
const total = (terms: readonly Q.Rational[]): Q.Rational => terms.reduce(Q.add, Q.zero);
/** c·ε as a form. */
const times = (c: Q.Rational): L.LogForm => L.scale(L.ln(epsilon.log), Q.multiply(c, epsilon.times));

const numbers = fc
  .tuple(fc.bigInt({ min: -6n, max: 6n }), fc.bigInt({ min: 1n, max: 3n }))
  .map(([p, q]) => Q.rational(p, q));
const centres = fc.integer({ min: 1, max: 3 }).chain((n) =>
  fc.record({
    p: fc.array(numbers, { minLength: n, maxLength: n }),
    q: fc.array(numbers, { minLength: n, maxLength: n }),
    points: fc.array(fc.array(numbers, { minLength: n, maxLength: n }), { minLength: 5, maxLength: 20 }),
  }),
);

/** The log of the ratio of densities at x, times the scale: Σ_j |x_j − q_j| − |x_j − p_j|. */
const logRatio = (x: readonly Q.Rational[], p: readonly Q.Rational[], q: readonly Q.Rational[]): Q.Rational =>
  total(x.map((at, j) => Q.subtract(absolute(Q.subtract(at, q[j]!)), absolute(Q.subtract(at, p[j]!)))));

describe("the level of payments with Laplace noise", () => {
  it("is attained by the densities at the centre, and by no point exceeded", () => {
    fc.assert(
      fc.property(centres, ({ p, q, points }) => {
        const [n, forms, others] = [p.length, p.map(L.fromRational), q.map(L.fromRational)];
        const most = [p, ...points].map((x) => logRatio(x, p, q)).reduce(Q.maximum);
        expect(most).toEqual(logRatio(p, p, q));
        const share = Q.divide(most, Q.rational(BigInt(n)));
        expect(L.equals(publicLevel(forms, others, epsilon), times(share))).toBe(true);
        expect(L.equals(paymentLevel(privateNoise, forms, others, epsilon), times(most))).toBe(true);
        const alone = absolute(Q.subtract(p[0]!, q[0]!));
        expect(L.equals(privateLevel(forms[0]!, others[0]!, epsilon), times(alone))).toBe(true);
        const joint = jointLevel(times(share), { numerator: 7n, denominator: 5n });
        expect(L.equals(joint, L.add(times(share), L.ln(Q.rational(7n, 5n))))).toBe(true);
      }),
    );
  });

  it("is of the size of the difference, whichever payment is larger, logarithms included", () => {
    // 2/3 + ln(5)/ε and ln(7)/ε with ε = 3 ln 2: the difference times ε is 2 ln 2 + ln 5 − ln 7 > 0.
    const p: L.LogForm = L.add(L.fromRational(Q.rational(2n, 3n)), L.overEpsilon(L.ln(Q.rational(5n))));
    const q: L.LogForm = L.overEpsilon(L.ln(Q.rational(7n)));
    for (const level of [privateLevel(p, q, epsilon), privateLevel(q, p, epsilon)]) {
      expect(L.equals(level, L.ln(Q.rational(20n, 7n)))).toBe(true);
    }
    expect(L.equals(privateLevel(p, p, epsilon), L.zero)).toBe(true);
    // The noise of one model is not that of the other.
    const both = [publicLevel([p, q], [q, q], epsilon), paymentLevel(privateNoise, [p, q], [q, q], epsilon)];
    expect(L.compare(both[0]!, both[1]!)).toBe(-1);
  });

  it("costs the variance of n numbers with variance 2s²", () => {
    for (const n of [1, 2, 5, 10]) {
      const N = BigInt(n);
      expect(totalVariance(publicNoise(n), n)).toEqual(Q.rational(2n * N ** 3n));
      expect(totalVariance(privateNoise, n)).toEqual(Q.rational(2n * N));
    }
  });
});
