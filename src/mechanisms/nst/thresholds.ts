import * as Q from "../../number/rational.js";
import { type Rational, rational } from "../../number/rational.js";
import * as R from "../../number/real.js";
import { type GenericSetting, settingFault } from "./generic-setting.js";
import { mainPopulation } from "./populations.js";

/**
 * The printed parameters and bounds of Section 3.3 and its corollaries, as certified reals. All of them contain
 * ln(n·p̃γ|S|/(2d)), and are undefined here where that is 0 or less: below 0 its root is not real, and at 0, ε = 0 and
 * the condition of Lemma 3 is 2ed/0.
 */

const integer = (n: bigint): Rational => rational(n);
const product = (...factors: readonly Rational[]): Rational => factors.reduce(Q.multiply, Q.one);

/** n·p̃γ|S|/(2d), whose logarithm is in every bound. */
export const logArgument = ({ d, pTilde, gamma, alternatives }: GenericSetting, n: bigint): Rational =>
  Q.divide(product(integer(n * alternatives), pTilde, gamma), Q.multiply(integer(2n), d));

/** ln(n·p̃γ|S|/(2d)), where that is positive; else undefined. */
function positiveLog(setting: GenericSetting, n: bigint): R.Real | undefined {
  if (settingFault(setting) !== undefined || n < 1n) return undefined;
  const argument = logArgument(setting, n);
  return Q.compare(argument, Q.one) > 0 ? R.ln(R.fromRational(argument)) : undefined;
}

const rootOf = (factor: Rational, log: R.Real): R.Real => R.sqrt(R.multiply(R.fromRational(factor), log));

const times = (c: Rational, x: R.Real | undefined): R.Real | undefined => x && R.multiply(R.fromRational(c), x);

/** ε* = √(p̃γd/n)·√ln(n·p̃γ|S|/(2d)) of Section 3.3; undefined where the logarithm is not positive. */
export function epsilonStar(setting: GenericSetting, n: bigint): R.Real | undefined {
  const log = positiveLog(setting, n);
  return log && rootOf(Q.divide(product(setting.pTilde, setting.gamma, setting.d), integer(n)), log);
}

/** q* = (2/(p̃γ))·ε* of Section 3.3. It is a probability only for large n (Lemma 5, part 1). */
export const qStar = (setting: GenericSetting, n: bigint): R.Real | undefined =>
  times(Q.divide(integer(2n), Q.multiply(setting.pTilde, setting.gamma)), epsilonStar(setting, n));

/** β = 6·√(d/(p̃γn))·√ln(n·p̃γ|S|/(2d)) of Theorem 2, printed for n > n0; undefined where the logarithm is not positive. */
export function theorem2Beta(setting: GenericSetting, n: bigint): R.Real | undefined {
  const log = positiveLog(setting, n);
  return (
    log && rootOf(Q.divide(product(integer(36n), setting.d), product(setting.pTilde, setting.gamma, integer(n))), log)
  );
}

/** ε = times·ln(log) as a real. */
export const realEpsilon = (epsilon: { readonly times: Rational; readonly log: Rational }): R.Real =>
  R.multiply(R.fromRational(epsilon.times), R.ln(R.fromRational(epsilon.log)));

const lemma3Argument = (n: bigint, d: Rational, alternatives: bigint, epsilon: R.Real): R.Real =>
  R.multiply(R.fromRational(Q.divide(integer(n * alternatives), Q.multiply(integer(2n), d))), epsilon);

/** Whether n > 2ed/(ε|S|), the condition of Lemma 3; for ε > 0. Undefined where it is not decided. */
export function isLemma3Population(n: bigint, d: Rational, alternatives: bigint, epsilon: R.Real): boolean | undefined {
  const sign = R.compareReals(lemma3Argument(n, d, alternatives, epsilon), R.euler);
  return sign === undefined ? undefined : sign > 0;
}

/** (4d/(nε))·ln(nε|S|/(2d)), the error that Lemma 3 allows the exponential mechanism; for ε > 0. Negative for small n. */
export const lemma3Bound = (n: bigint, d: Rational, alternatives: bigint, epsilon: R.Real): R.Real =>
  R.divide(
    R.multiply(
      R.fromRational(Q.divide(Q.multiply(integer(4n), d), integer(n))),
      R.ln(lemma3Argument(n, d, alternatives, epsilon)),
    ),
    epsilon,
  );

/** What the generic mechanism of Section 3.3 is set to. */
export interface GenericParameters {
  readonly epsilonStar: R.Real | undefined;
  readonly qStar: R.Real | undefined;
  /** The least integer that satisfies the two conditions of Section 3.3; the theorem speaks of n > n0. */
  readonly n0: bigint | undefined;
  /** Why ε* and q* are undefined: one line; undefined where they are not. */
  readonly why: string | undefined;
}

/** ε*, q* and n0 for n agents. For γ = 0 or p̃ = 0 nothing is defined; where ln(n·p̃γ|S|/(2d)) ≤ 0, n0 alone is. */
export function genericParameters(given: GenericSetting & { readonly n: bigint }): GenericParameters {
  const fault = settingFault(given);
  if (fault !== undefined) return { epsilonStar: undefined, qStar: undefined, n0: undefined, why: fault };
  const epsilon = epsilonStar(given, given.n);
  const why = epsilon ? undefined : `ln(n p~ gamma |S|/(2d)) is not positive for n = ${given.n}: epsilon* is undefined`;
  return { epsilonStar: epsilon, qStar: qStar(given, given.n), n0: mainPopulation(given).n0, why };
}

/**
 * Rational bases low ≤ e^{ε·step} ≤ high, at most 2^−bits apart, for ε ≥ 0 and step > 0. Throws RangeError for other
 * steps.
 *
 * The exponential mechanism over the rationals, run with either base, is that for some ε− ≤ ε ≤ ε+. Its E[F] at ε lies
 * between those at ε− and ε+: with weights e^{ηF}, η = nε/(2d), the derivative of E[F] = Σ F·e^{ηF}/Σ e^{ηF} by η is
 * E[F²] − E[F]² = Var F ≥ 0. Other expectations need not be monotone; of those, only each weight is bracketed.
 */
export function bracketEpsilon(
  epsilon: R.Real,
  step: Rational,
  bits: number,
): { readonly low: Rational; readonly high: Rational } {
  if (step.numerator <= 0n) throw new RangeError(`bracketEpsilon: expected a step > 0, got ${Q.printRational(step)}`);
  const { low, high } = R.enclosureOf(R.exp(R.multiply(R.fromRational(step), epsilon)), bits);
  return { low: Q.maximum(low, Q.one), high };
}
