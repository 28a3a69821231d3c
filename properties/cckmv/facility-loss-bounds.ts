import type { Budget } from "../../src/claim/claim.js";
import * as E from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { lossConstant } from "./proposition-4.3-2.js";

/**
 * The constants of Proposition 6.4: what is proved for all profiles, and how near a family of profiles comes.
 *
 * The family: n players at ℓ_1 = 0, the other q − 1 locations within δ of 1, and ε → 0 with εn/2 = x, then δ → 0. Then
 * Pr[loss ≥ (1 − δ)n] → Pr[Γ_{q−1} − Γ_1 > x] with Γ_s a Gamma(s) variable. That is e^{−x}·Σ_{i<q−1} x^i/i!·(1 − 2^{−(q−1−i)}).
 */

const bits = 40;
const two = Q.rational(2n);

/** e^x·Pr[Γ_s − Γ_1 > x]. */
export function weighedTail(s: number, x: Q.Rational): Q.Rational {
  let [term, total] = [Q.one, Q.zero];
  for (let i = 0; i < s; i++) {
    total = Q.add(total, Q.multiply(term, Q.subtract(Q.one, Q.rational(1n, 1n << BigInt(s - i)))));
    term = Q.divide(Q.multiply(term, x), Q.rational(BigInt(i + 1)));
  }
  return total;
}

/** The largest value of f·e^{−kx} on x = 1/4, 1/2, …, up to q, for f over the rationals. */
function largest(q: number, rate: Q.Rational, f: (x: Q.Rational) => Q.Rational) {
  const xs = Array.from({ length: 4 * q }, (_, i) => Q.rational(BigInt(i + 1), 4n));
  const values = xs.map((x) => ({ x, value: E.scale(E.exp(Q.negate(Q.multiply(rate, x)), bits), f(x)) }));
  return values.reduce((most, next) => (Q.compare(next.value.low, most.value.low) > 0 ? next : most));
}

/** An upper bound on c_s = sup_x Pr[Γ_s ≥ x]·e^{2x/q}: 1 for s = 1, else (q/2)·((s − 1)/(κe))^{s−1}/(s − 1)!, κ = 1 − 2/q. */
export function tailConstant(q: number, s: number): Q.Rational {
  if (s === 1) return Q.one;
  const last = BigInt(s - 1);
  const kappa = Q.rational(BigInt(q - 2), BigInt(q));
  const factorial = Array.from({ length: s - 1 }, (_, i) => BigInt(i + 1)).reduce((x, y) => x * y, 1n);
  const power = Q.integerPower(Q.divide(Q.rational(last), kappa), last);
  const coefficient = Q.divide(Q.multiply(Q.rational(BigInt(q), 2n), power), Q.rational(factorial));
  return E.scale(E.exp(Q.rational(-last), bits), coefficient).high;
}

/** The largest c_s + c_{q−s}: the proof of part (1) needs it to be at most q. */
export const twoSided = (q: number): Q.Rational =>
  Array.from({ length: q - 1 }, (_, i) => Q.add(tailConstant(q, i + 1), tailConstant(q, q - 1 - i))).reduce(Q.maximum);

const sizes: Readonly<Record<Budget, readonly number[]>> = {
  gate: [2, 3, 4],
  standard: [2, 3, 4, 8, 16, 32],
  deep: [2, 3, 4, 8, 16, 32, 64, 128],
};

/** For part (1): the least constant C_q with Pr[loss ≥ Δ] ≤ C_q·e^{−εΔ/q} lies between these two. */
export const tailEvidence = (budget: Budget): JsonObject => ({
  "best C in Pr[loss ≥ Δ] ≤ C·e^{−εΔ/q}": sizes[budget]
    .filter((q) => q > 2 && q < 10)
    .map((q) => {
      const rate = Q.rational(BigInt(q - 2), BigInt(q));
      const family = largest(q, rate, (x) => weighedTail(q - 1, x));
      return {
        q,
        "proved, as c_s + c_{q−s}": Q.printRational(roundedUp(twoSided(q))),
        "not below, by the family at εn/2": { x: Q.printRational(family.x), ...E.printEnclosure(family.value) },
      };
    }),
  proof: proofSums(),
});

/** c_s + c_{q−s} ≤ q for the q that the argument leaves to numbers. */
const proofSums = (): JsonObject =>
  Object.fromEntries([3, 4, 5, 6, 7, 8, 9].map((q) => [`q = ${q}`, Q.printRational(roundedUp(twoSided(q)))]));

/** Up to the next 1/1000. */
const roundedUp = (x: Q.Rational): Q.Rational => Q.rational((x.numerator * 1000n) / x.denominator + 1n, 1000n);

/** For part (2): 2 is the best constant for all q at once; for two locations it is 0.27846…, as for the election. */
export const lossEvidence = (budget: Budget): JsonObject => ({
  bestConstant: {
    "E[loss] ≤ C·q/ε for all q": "2",
    proved:
      "C = 2 is enough, as (q − 1)/(e^{ε/2} − 1) < 2q/ε. Less is not: n players at ℓ_1 = 0, the others' locations near 1, and ε → 0 with εn/2 = x have " +
      "ε·E[loss]/q → (2/q)·x·Pr[Γ_{q−1} − Γ_1 > x], and x = q − q^{2/3} makes this tend to 2 by Chebyshev's inequality",
  },
  "two locations": {
    "E[loss] ≤ C·2/ε": { equation: "C·e^(1+C) = 1", ...E.printEnclosure(lossConstant(bits)) },
    attainedAt: "one player at ℓ_2 = 1, ℓ_1 = 0, e^{ε/2} = 1/C",
  },
  "ε·E[loss]/q in the family at εn/2": sizes[budget].map((q) => {
    const { x, value } = largest(q, Q.one, (at) =>
      Q.multiply(Q.divide(Q.multiply(two, at), Q.rational(BigInt(q))), weighedTail(q - 1, at)),
    );
    return { q, x: Q.printRational(x), ...E.printEnclosure(value) };
  }),
});
