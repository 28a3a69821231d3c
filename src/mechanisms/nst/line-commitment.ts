import type { Rules } from "../../game/mechanism.js";
import { absolute, floorQuotient } from "../../number/integer.js";
import {
  add,
  compare,
  divide,
  maximum,
  minimum,
  multiply,
  one,
  type Rational,
  rational,
  subtract,
  zero,
} from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import type { Line } from "./line.js";
import { locationsOn } from "./line-exponential.js";

/** What Y is uniform on: the interval [0, 2^X − 1], or the integers in it. */
export type Spread = "real" | "integer";

/** The parameters of the commitment mechanism on the line. */
export interface LineCommitment {
  /** X is uniform on 1, …, mbar. */
  readonly mbar: number;
  readonly Y: Spread;
}

/**
 * The commitment mechanism on the line [NST, Section 5.3]: X uniform on 1, …, m̄, then Y uniform up to 2^X − 1; one facility at
 * Y/2^X, the other K − 1 at (Y + 1)/2^X; each player is held to the one nearest to her report, of two the left one.
 */
export const lineCommitment: Rules<LineCommitment, Line, Rational | null> = {
  id: "nst/line-commitment",
  citation: cite("nst", "Section 5.3"),
  summary: "two places 2^−X apart, drawn without regard to the reports; each player is held to the nearest",
  reports: locationsOn,
  mayBeAbsent: () => false,
};

/** The expected distance of a player at `truth` who reports `report`. */
export function heldDistance({ mbar, Y }: LineCommitment, K: number, truth: Rational, report: Rational): Rational {
  return meanOverX(mbar, (X) => heldDistanceGiven(Y, X, K, truth, report));
}

/** The mean of a function of X. */
function meanOverX(mbar: number, of: (X: number) => Rational): Rational {
  const given = Array.from({ length: mbar }, (_, i) => of(i + 1));
  return divide(sumOf(given), rational(BigInt(mbar)));
}

/** The sum by halves: the denominators 2^X − 1 have few common divisors, so that sums are long, and short ones are added first. */
function sumOf(list: readonly Rational[]): Rational {
  if (list.length === 1) return list[0]!;
  const middle = Number(BigInt(list.length) / 2n);
  return add(sumOf(list.slice(0, middle)), sumOf(list.slice(middle)));
}

/** The expected extra distance from reporting `report` in place of `truth`: the same for all K ≥ 2, and 0 for K = 1. */
export const commitmentLoss = ({ mbar, Y }: LineCommitment, K: number, truth: Rational, report: Rational): Rational =>
  meanOverX(mbar, (X) => commitmentLossGiven(Y, X, K, truth, report));

/** The same given X. */
export const commitmentLossGiven = (Y: Spread, X: number, K: number, truth: Rational, report: Rational): Rational =>
  subtract(heldDistanceGiven(Y, X, K, truth, report), heldDistanceGiven(Y, X, K, truth, truth));

/** The expected distance given X. */
export function heldDistanceGiven(Y: Spread, X: number, K: number, truth: Rational, report: Rational): Rational {
  const h = rational(1n, 2n ** BigInt(X));
  return Y === "real" ? realDistance(h, K, truth, report) : integerDistance(h, K, truth, report);
}

/**
 * y = Y/2^X is uniform on [0, 1 − h], h = 2^−X. The facility at y + h is the nearer one to b while y + h/2 < b, that at y
 * afterwards:  (1/(1 − h))·(∫_0^c |t − h − y| dy + ∫_c^{1−h} |t − y| dy),  c = b − h/2 brought into [0, 1 − h].
 */
function realDistance(h: Rational, K: number, t: Rational, b: Rational): Rational {
  const end = subtract(one, h);
  const c = K === 1 ? zero : minimum(maximum(subtract(b, half(h)), zero), end);
  const right = distanceIntegral(subtract(t, h), c);
  const left = subtract(distanceIntegral(t, end), distanceIntegral(t, c));
  return divide(add(right, left), end);
}

/** ∫_0^x |a − y| dy = (a·|a| − (a − x)·|a − x|)/2. */
function distanceIntegral(a: Rational, x: Rational): Rational {
  const signed = (z: Rational) => multiply(z, size(z));
  return half(subtract(signed(a), signed(subtract(a, x))));
}

/**
 * Y is 0, …, N − 1 with N = 1/h. The facility at (Y + 1)·h is strictly nearer to b for Y < b/h − 1/2:
 *   (h/N)·(Σ_{Y<J} |t/h − 1 − Y| + Σ_{J≤Y<N} |t/h − Y|),  J = ⌈b/h − 1/2⌉ brought into 0, …, N.
 */
function integerDistance(h: Rational, K: number, t: Rational, b: Rational): Rational {
  const N = h.denominator;
  const border = subtract(divide(b, h), rational(1n, 2n));
  const first = -floorQuotient(-border.numerator, border.denominator);
  const J = K === 1 || first < 0n ? 0n : first > N ? N : first;
  const place = divide(t, h);
  const right = distanceSum(subtract(place, one), J);
  const left = subtract(distanceSum(place, N), distanceSum(place, J));
  return multiply(multiply(h, h), add(right, left));
}

/** Σ_{0≤j<count} |a − j|: the first k terms are a − j, the others j − a. */
function distanceSum(a: Rational, count: bigint): Rational {
  const next = floorQuotient(a.numerator, a.denominator) + 1n;
  const k = next < 0n ? 0n : next > count ? count : next;
  const [before, all] = [(k * (k - 1n)) / 2n, (count * (count - 1n)) / 2n];
  return add(multiply(a, rational(2n * k - count)), rational(all - 2n * before));
}

const half = (x: Rational): Rational => multiply(x, rational(1n, 2n));
const size = ({ numerator, denominator }: Rational): Rational => ({ numerator: absolute(numerator), denominator });

/** Whether it is a location: a rational in [0, 1]. */
export const isLocation = (x: Rational): boolean => compare(x, zero) >= 0 && compare(x, one) <= 0;
