import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { refuse } from "../../src/instance/input.js";
import { totalVariance } from "../../src/mechanisms/hk/laplace-payments.js";
import * as Q from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { type Compared, type NoiseCase, noiseClaim } from "./noise-claim.js";
import { type PaymentScheme, printedScale, printedVariance, privateScheme, publicScheme } from "./payment-schemes.js";
import { range, whole } from "./size-claim.js";

/** Thresholds of ε grow with k³, and b = e^ε with them. */
const sides: Readonly<Record<Budget, readonly number[]>> = {
  gate: range(1, 3),
  standard: range(1, 3),
  deep: range(1, 4),
};
const counts: Readonly<Record<Budget, readonly number[]>> = {
  gate: range(1, 40),
  standard: range(1, 400),
  deep: range(1, 4000),
};
const asDeviation = "the standard deviation √(Σ_j Var) in the place of the total variance";

/** What the two variance claims differ in. */
interface Printed {
  readonly number: 13 | 14;
  /** n^{3/2} or √n, as printed. */
  readonly bound: string;
  /** Its square at n, n³ or n; at n = k² its root. */
  square(n: number): Q.Rational;
  root(k: number): Q.Rational;
  /** Constants c that are tried. */
  readonly constants: readonly string[];
  /** Σ_j Var[x_j]·ε² in words. */
  readonly exact: string;
}

const isDeviation = ({ amount }: Switches): boolean => amount === "deviation";

const varianceClaim = (printed: Printed, scheme: PaymentScheme, changes: readonly string[] = []): Claim<NoiseCase> => {
  const { number, bound, square, root, exact, constants } = printed;
  const mechanism = scheme.format.mechanism.id;
  const deviates = (switches: Switches) => isDeviation(switches) || changes.includes(asDeviation);
  const compared = (c: NoiseCase, variance: Q.Rational, switches: Switches): Compared => {
    if (deviates(switches)) return { left: variance, right: Q.multiply(whole(2), square(c.players)), relation: "<=" };
    const constant = Q.parseRational(c.constant!)!;
    return { left: variance, right: Q.multiply(constant, root(squareRoot(c.players))), rightTimesEpsilon: true, relation: "<=" }; // biome-ignore format: one line
  };
  return noiseClaim({
    id: `hk/theorem-${number}-variance`,
    place: `Theorem ${number}`,
    statement: `The payment scheme has total variance O(${bound}·ε^{-1}): for some constant c, Σ_j Var[p_j + x_j] ≤ c·${bound}/ε for all n ≥ 1 and ε > 0.`,
    hypotheses: ["ε > 0", "n ≥ 1", "x_1, …, x_n i.i.d. as printed"],
    readings: readingsOf({ amount: ["variance", "deviation"] }),
    switchMeanings: {
      variance: `the sum of the variances itself, exactly ${exact}; decided for the constants ${constants.join(", ")}`,
      deviation: `its square root, as an amount in the L_2 norm: √(Σ_j Var) ≤ √2·${bound}/ε`,
    },
    schemes: [scheme],
    cases: (budget, switches) =>
      deviates(switches)
        ? counts[budget].map((players) => ({ mechanism, players }))
        : sides[budget].flatMap((k) => constants.map((constant) => ({ mechanism, players: k * k, constant }))),
    describe: (budget, switches) =>
      deviates(switches)
        ? `n = 1 to ${counts[budget].length}`
        : `n = k², k = 1 to ${sides[budget].length}; constants ${constants.join(", ")}`,
    argument: (switches) =>
      deviates(switches) ? `All n and ε: Σ_j Var = ${exact} is the square of √2·${bound}/ε.` : undefined,
    corners: {
      "one payment": ({ players }) => players === 1,
      "more payments than four": ({ players }) => players > 4,
    },
    compared: (c, switches) => compared(c, totalVariance(scheme.noise!(c.players), c.players), switches),
    measured(c, _scheme, values, switches) {
      const scale = printedScale(scheme, values);
      const fromMoments = Q.multiply(whole(c.players), secondMoment(scale));
      // What `law` prints and what the density says are one number.
      if (!Q.equals(fromMoments, printedVariance(scheme, values))) {
        return { left: fromMoments, right: printedVariance(scheme, values), relation: "=" };
      }
      return compared(c, fromMoments, switches);
    },
    explanation: ({ players, constant }, switches) =>
      deviates(switches)
        ? `n = ${players}`
        : `n = ${players}, c = ${constant}; for every c it is so at n = 1 and every ε < 2/c, and at every ε for large n`,
    inequality: (_c, switches) => (deviates(switches) ? `ε²·Σ_j Var <= 2·(${bound})²` : `ε²·Σ_j Var <= c·${bound}·ε`),
    evidence: (_budget, switches) =>
      deviates(switches)
        ? { best: "√2 is the least constant, attained for every n and ε" }
        : {
            exact: `Σ_j Var = ${exact}`,
            exponents: number === 13 ? "n: 3, printed 3/2; 1/ε: 2, printed 1" : "n: 1, printed 1/2; 1/ε: 2, printed 1",
            noConstant: `the quotient with ${bound}/ε is 2·${bound}/ε: above every c for every n as soon as ε < 2·${bound}/c, and for every ε as soon as ${bound} > cε/2. Neither n → ∞ at one ε nor ε → 0 at one n has a constant`,
          },
    repair: repairedBy({
      statement: `√(Σ_j Var[p_j + x_j]) = √2·${bound}/ε; the total variance is Θ((${bound}/ε)²), ${exact}.`,
      changes: [asDeviation],
      claim: (made) => varianceClaim(printed, scheme, made.length > 0 ? made : ["nothing"]),
      of: changes.length > 0 ? [] : ["variance"],
    }),
  });
};

/** E[X²]·ε² for X ~ LAP(s/ε): E|X|^k = k!·s^k, by parts. */
const secondMoment = (scale: Q.Rational): Q.Rational => Q.multiply(whole(2), Q.multiply(scale, scale));

/** The k with k² = n. Throws InputError where there is none. */
function squareRoot(n: number): number {
  const root = range(0, n).find((k) => k * k >= n)!;
  if (root * root === n) return root;
  throw refuse("instance.reports", `expected a square of players, so that the bound is rational, got ${n}`);
}

/** Theorem 13: total variance O(n^{3/2}/ε). */
export const theorem13Variance = (scheme: PaymentScheme = publicScheme): Claim<NoiseCase> =>
  varianceClaim(
    {
      number: 13,
      bound: "n^{3/2}",
      square: (n) => whole(BigInt(n) ** 3n),
      root: (k) => whole(BigInt(k) ** 3n),
      constants: ["1", "10", "50"],
      exact: "2n·(n/ε)² = 2n³/ε²",
    },
    scheme,
  );

/** Theorem 14: total variance O(√n/ε). */
export const theorem14Variance = (scheme: PaymentScheme = privateScheme): Claim<NoiseCase> =>
  varianceClaim(
    { number: 14, bound: "√n", square: whole, root: whole, constants: ["1", "2", "5"], exact: "2n/ε²" },
    scheme,
  );

const squared = "the square of the L_2 norm";

/** Section 6: noise is measured in the L_2 norm, that is by the total variance max_v Σ_i Var[p_i(v)]. */
export const noiseMeasure = (
  schemes: readonly PaymentScheme[] = [privateScheme, publicScheme],
  changes: readonly string[] = [],
): Claim<NoiseCase> => {
  const isSquared = ({ norm }: Switches) => norm === "square" || changes.includes(squared);
  const compared = (variance: Q.Rational, sumOfSquares: Q.Rational, switches: Switches): Compared =>
    isSquared(switches)
      ? { left: sumOfSquares, right: variance, relation: "=" }
      : { left: rootOf(sumOfSquares), leftTimesEpsilon: true, right: variance, relation: "=" };
  const schemeOf = (id: string) => schemes.find(({ format }) => format.mechanism.id === id)!;
  return noiseClaim({
    id: "hk/noise-measure",
    place: "Appendix on payments",
    statement:
      "The amount of noise in the payments is measured in the L_2 norm, that is by the total variance max_v Σ_i Var[p_i(v)], for the payments with noise of scale n/ε and 1/ε.",
    hypotheses: ["ε > 0", "n ≥ 1"],
    readings: readingsOf({ norm: ["itself", "square"] }),
    switchMeanings: {
      itself: "the L_2 norm √(E[Σ_i x_i²]) of the noise is the total variance",
      square: "the square of the L_2 norm, E[Σ_i x_i²], is the total variance",
    },
    schemes,
    cases: (budget, switches) =>
      (isSquared(switches) ? counts[budget] : sides[budget].map((k) => 2 * k * k)).flatMap((players) =>
        schemes.map(({ format }) => ({ mechanism: format.mechanism.id, players })),
      ),
    describe: (budget, switches) =>
      `noise of scale n/ε and of scale 1/ε; ${isSquared(switches) ? `n = 1 to ${counts[budget].length}` : `n = 2k², k = 1 to ${sides[budget].length}, where the norm is a whole number over ε`}`,
    argument: (switches) =>
      isSquared(switches)
        ? "All n, ε and v: E[x_i] = 0, so Σ_i Var[x_i] = E[Σ_i x_i²], and p_i(v) is a number: the variance is the same at every v, and the maximum over v that of any."
        : undefined,
    corners: {
      "noise of scale n/ε": ({ mechanism }) => mechanism === publicScheme.format.mechanism.id,
      "noise of scale 1/ε": ({ mechanism }) => mechanism === privateScheme.format.mechanism.id,
      "more payments than four": ({ players }) => players > 4,
    },
    compared({ mechanism, players }, switches) {
      const noise = schemeOf(mechanism).noise!(players);
      return compared(totalVariance(noise, players), Q.multiply(whole(players), secondMoment(noise.scale)), switches);
    },
    measured({ players }, scheme, values, switches) {
      const sumOfSquares = Q.multiply(whole(players), secondMoment(printedScale(scheme, values)));
      return compared(printedVariance(scheme, values), sumOfSquares, switches);
    },
    explanation: ({ players }) => `n = ${players}; the reports do not matter`,
    inequality: (_c, switches) =>
      isSquared(switches) ? "ε²·E[Σ_i x_i²] = ε²·Σ_i Var[p_i + x_i]" : "ε²·√(E[Σ_i x_i²]) = ε²·Σ_i Var[p_i + x_i]",
    evidence: (_budget, switches) =>
      isSquared(switches)
        ? {
            same: "what minimises the one minimises the other; the bounds O(n^{3/2}/ε) and O(√n/ε) of Theorems 13 and 14 are those of the norm",
          }
        : {
            only: "equal only where the total variance is 1: ε = √(2n³) for the scale n/ε, ε = √(2n) for 1/ε, and for no other ε",
          },
    repair: repairedBy({
      statement: "The total variance is the square of the L_2 norm of the noise.",
      changes: [squared],
      claim: (made) => noiseMeasure(schemes, made.length > 0 ? made : ["nothing"]),
      of: changes.length > 0 ? [] : ["itself"],
    }),
  });
};

/** √x where it is rational. Throws InputError where it is not. */
function rootOf(x: Q.Rational): Q.Rational {
  const root = Q.rationalPower(x, Q.rational(1n, 2n));
  if (root) return root;
  throw refuse("instance.reports", `the norm is √${Q.printRational(x)}/ε, which is no rational number over ε`);
}
