import type { Rules } from "../../game/mechanism.js";
import { type Profile, size } from "../../game/profile.js";
import { integers } from "../../number/integer.js";
import { type InverseLog, inverseLog } from "../../number/inverse-log.js";
import type { LogEpsilon } from "../../number/log-form.js";
import { divide, multiply, one, printRational, type Rational, rational, rationalPower } from "../../number/rational.js";
import { type OrderedRing, powerQuotient } from "../../number/ring.js";
import { cite } from "../../verdict/citation.js";
import {
  type AtVertices,
  crowdsOf,
  type Line,
  locationsOf,
  type Simplex,
  simplexWeight,
  simplicesOf,
  totalDistances,
} from "./line.js";
import { coefficientsOf, type DecaySum, decaySum } from "./line-integral.js";

/** What F is: "utility" minus the average distance to the nearest facility, "distance" that distance itself, as displayed. */
export type LineSign = "utility" | "distance";

/** How the objective is read. */
export interface LineExponential {
  readonly sign: LineSign;
}

/** The exponential mechanism M^{ε/2} on the line: density proportional to exp((nε/2)·F(t, s)) [NST, Section 5]. */
export const lineExponential: Rules<LineExponential, Line, Rational | null> = {
  id: "nst/line-exponential",
  citation: cite("nst", "Section 5"),
  summary: "facilities anywhere on the unit interval, with density exp((nε/2)·F)",
  step: (_, line) => lineStep(line),
  reports: locationsOn,
  mayBeAbsent: () => false,
};

/** (nε/2)·F changes in steps of ε/(2m). */
export const lineStep = ({ m }: Line): Rational => rational(1n, 2n * BigInt(m));

/** Where players may stand. */
export function locationsOn({ m }: Line): readonly Rational[] {
  return Array.from({ length: m + 1 }, (_, i) => rational(BigInt(i), BigInt(m)));
}

/** The law at some reports: the density is proportional to B^{lead − e(s)}, B = e^{ε/(2m)}. */
export interface LineLaw {
  readonly line: Line;
  readonly players: number;
  /** Σ_i min_k |t_i − s_k| in steps of 1/m. */
  readonly distances: AtVertices;
  /** e(s) ≥ 0, and 0 somewhere. */
  readonly exponents: AtVertices;
  /** exp((nε/2)·F) = B^{lead − e}. */
  readonly lead: number;
  readonly simplices: readonly Simplex[];
}

/** The law of the exponential mechanism at these reports, for every ε at once. */
export function lineLaw(line: Line, sign: LineSign, profile: Profile<Rational | null>): LineLaw {
  const distances = totalDistances(line, crowdsOf(line, profile));
  // (nε/2)·F = ∓(ε/2)·Σ_i min_k |t_i − s_k|, and each step of that sum is a factor B.
  const scores = sign === "utility" ? distances.map((d) => 0 - d) : distances;
  const lead = greatest(scores);
  const exponents = scores.map((score) => lead - score);
  return { line, players: size(profile), distances, exponents, lead, simplices: simplicesOf(line) };
}

/** The greatest of some numbers. */
export const greatest = (values: readonly number[]): number => values.reduce((x, y) => (x > y ? x : y));
/** The least of some numbers. */
export const least = (values: readonly number[]): number => values.reduce((x, y) => (x < y ? x : y));

/** ε as the integrals need it: R has the base B, and ln B = times·ln log with a rational B. */
export interface LineEpsilon {
  readonly R: OrderedRing<bigint>;
  readonly times: Rational;
  readonly log: Rational;
}

/** Throws RangeError where B = e^{ε/(2m)} is irrational. */
export function lineEpsilon({ times, log }: LogEpsilon, line: Line): LineEpsilon {
  const perStep = multiply(times, lineStep(line));
  const base = rationalPower(log, perStep);
  if (base === undefined)
    throw new RangeError(`lineEpsilon: ${printRational(log)}^${printRational(perStep)} is irrational`);
  return { R: integers(base.numerator, base.denominator), times: perStep, log };
}

/** ∫ exp((nε/2)·F(t, s)) ds over [0, 1]^K. */
export function normalizer(epsilon: LineEpsilon, law: LineLaw): InverseLog {
  const { R, log } = epsilon;
  const top = greatest(law.exponents);
  const { numerator, denominator } = inPowersOfY(epsilon, totalOf(law), top);
  const lead = powerQuotient(R, law.lead);
  const weight = simplexWeight(law.line);
  const above = weight.numerator * lead.numerator;
  const below = weight.denominator * lead.denominator * R.power(top, top);
  return inverseLog(log, numerator.map((c) => c * above), [denominator * below]); // biome-ignore format: one line
}

/** E[h(s)/unit] for an h that is linear on the simplices and symmetric, as all distances to the nearest facility are. */
export const expectation = (epsilon: LineEpsilon, law: LineLaw, h: AtVertices, unit = 1n): InverseLog =>
  overTotal(epsilon, law, decaySum(law.simplices, law.exponents, h), unit);

/** E[min_k |t − s_k|] for a player at t on the grid. */
export function expectedDistance(epsilon: LineEpsilon, law: LineLaw, t: Rational): InverseLog {
  return expectedAverageDistance(epsilon, law, [{ report: t, count: 1 }]);
}

/** E[(1/n)·Σ_i min_k |t_i − s_k|] for players at the true locations t, whatever they reported. */
export function expectedAverageDistance(
  epsilon: LineEpsilon,
  law: LineLaw,
  truth: Profile<Rational | null>,
): InverseLog {
  const { line } = law;
  const steps = totalDistances(line, crowdsOf(line, truth));
  return expectation(epsilon, law, steps, BigInt(line.m) * BigInt(size(truth)));
}

/** Pr[s ≤ at/m]. Throws RangeError unless K = 1 and 0 ≤ at ≤ m. */
export function cumulative(epsilon: LineEpsilon, law: LineLaw, at: number): InverseLog {
  if (law.line.K !== 1) throw new RangeError("cumulative: expected one facility");
  if (at < 0 || at > law.line.m) throw new RangeError(`cumulative: expected 0 to ${law.line.m} steps, got ${at}`);
  return overTotal(epsilon, law, decaySum(simplicesOf(law.line, at), law.exponents));
}

/** The largest quotient of densities p_law(s)/p_other(s), and a place where it is. */
export interface DensityRatio {
  readonly ratio: InverseLog;
  readonly at: readonly Rational[];
}

/** B^{e′(s) − e(s)}·Z′/Z is monotone in a function that is linear on the simplices, so a vertex has the largest one. */
export function greatestDensityRatio(epsilon: LineEpsilon, law: LineLaw, other: LineLaw): DensityRatio {
  const gaps = law.exponents.map((e, v) => other.exponents[v]! - e);
  const gap = greatest(gaps);
  const [top, otherTop] = [greatest(law.exponents), greatest(other.exponents)];
  const total = inPowersOfY(epsilon, totalOf(law), top);
  const otherTotal = inPowersOfY(epsilon, totalOf(other), otherTop);
  const { R, log } = epsilon;
  const power = powerQuotient(R, gap);
  const above = power.numerator * R.power(top, top) * total.denominator;
  const below = power.denominator * R.power(otherTop, otherTop) * otherTotal.denominator;
  const ratio = inverseLog(
    log,
    otherTotal.numerator.map((c) => c * above),
    total.numerator.map((c) => c * below),
  );
  return { ratio, at: locationsOf(law.line, gaps.indexOf(gap)) };
}

const totals = new WeakMap<LineLaw, DecaySum>();

/** The sum over the whole cube, computed once a law. */
function totalOf(law: LineLaw): DecaySum {
  const total = totals.get(law) ?? decaySum(law.simplices, law.exponents);
  totals.set(law, total);
  return total;
}

/** A decay sum over `unit` times that of the whole cube. */
function overTotal(epsilon: LineEpsilon, law: LineLaw, part: DecaySum, unit = 1n): InverseLog {
  const top = greatest(law.exponents);
  const above = inPowersOfY(epsilon, part, top);
  const below = inPowersOfY(epsilon, totalOf(law), top);
  return inverseLog(
    epsilon.log,
    above.numerator.map((c) => c * below.denominator),
    below.numerator.map((c) => c * above.denominator * unit),
  );
}

/** A decay sum in powers of y, as u = 1/ln B is y/times. Both sides still lack the weight of B^top. */
function inPowersOfY({ R, times }: LineEpsilon, sum: DecaySum, top: number) {
  const unit = divide(one, times);
  const coefficients = coefficientsOf(R, sum, top);
  const degree = BigInt(coefficients.length - 1);
  return {
    numerator: coefficients.map((c, k) => c * unit.numerator ** BigInt(k) * unit.denominator ** (degree - BigInt(k))),
    denominator: sum.denominator * unit.denominator ** degree,
  };
}
