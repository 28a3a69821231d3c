import type { Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import {
  bySets,
  byTuples,
  facilityError,
  firstLoc,
  type GridNumbers,
  type Loc,
  real,
  secondLoc,
} from "./facility-numbers.js";
import { upTo } from "./grid-cases.js";

/** What the last paragraph of Section 4.2 compares, by two routes. */

/** The change of the repair of the rate. */
export const logarithm = "√(ln n/n) in the place of 1/√n";
/** A mechanism of Section 4.2 at some numbers. */
export interface RateValues extends GridNumbers {
  readonly loc: Loc;
  /** The constant that is asked for; the proven one where left out. */
  readonly C?: Q.Rational;
}

const big = (n: number): bigint => BigInt(n);

/** Whether the reading asks about a rate in n. */
export const isRate = ({ says }: Switches): boolean => says === "rate" || says === "actual-rate";

/** A bound on β·√(n/ln n) for n ≥ 3, squared: 36·d/(p̃γ)·(1 + max{0, ln(p̃γ|S|/d)}). */
function provenSquare({ loc, m, K }: RateValues): R.Real {
  const { pTilde, gamma, alternatives } = loc.setting(big(m), K);
  const share = Q.multiply(pTilde, gamma);
  const argument = Q.multiply(share, Q.rational(alternatives));
  const more = Q.compare(argument, Q.one) > 0 ? R.ln(R.fromRational(argument)) : real(0n);
  return R.multiply(R.fromRational(Q.divide(Q.rational(36n), share)), R.add(real(1n), more));
}

/** The same from the printed β: LOC1 has p̃γ|S| = 1/m, LOC2 (m + 1)^K/m². */
function squareOfProven({ loc, m, K }: RateValues): R.Real {
  const all = (big(m) + 1n) ** big(K);
  const square = big(m) ** 2n;
  if (loc === firstLoc) return real(36n * big(m) * all);
  const more = all > square ? R.ln(real(all, square)) : real(0n);
  return R.multiply(real(36n * square), R.add(real(1n), more));
}

/** C times the rate; C² of the repair is an argument. */
function rateAt(values: RateValues, made: readonly string[], proven: (values: RateValues) => R.Real): R.Real {
  const n = real(values.n);
  if (!made.includes(logarithm)) return R.divide(R.fromRational(values.C!), R.sqrt(n));
  return R.sqrt(R.divide(R.multiply(proven(values), R.ln(n)), n));
}

/** Everybody at 0: the best alternatives are without error. */
const together = ({ m, n }: GridNumbers): readonly number[] => upTo(m + 1).map((k) => (k === 0 ? Number(n) : 0));

/** The larger side must not be below the lesser one. */
export interface Sides {
  readonly small: R.Real;
  readonly large: R.Real;
}

/** By the settings and sets of locations. */
export function sidesAt(values: RateValues, { says }: Switches, made: readonly string[]): Sides {
  const { loc, m } = values;
  const { beta } = loc.generic(values);
  if (says === "rate") return { small: beta, large: rateAt(values, made, provenSquare) };
  if (says === "actual-rate") {
    return { small: facilityError(bySets, loc, values, together(values)), large: rateAt(values, made, provenSquare) };
  }
  if (says === "growth") return { small: beta, large: loc.generic({ ...values, m: m + 1 }).beta };
  const second = secondLoc.generic(values).beta;
  return { small: R.multiply(R.sqrt(real(big(m), 2n)), second), large: firstLoc.generic(values).beta };
}

/** β² as printed. */
export function squareByHand(loc: Loc, { m, K, n }: GridNumbers): R.Real {
  const all = (big(m) + 1n) ** big(K);
  const square = big(m) ** 2n;
  return loc === firstLoc
    ? R.multiply(real(36n * big(m) * all, n), R.ln(real(n, 2n * big(m))))
    : R.multiply(real(36n * square, n), R.ln(real(n * all, 2n * square)));
}

/** The same from the printed formulas. */
export function sidesByHand(values: RateValues, switches: Switches, made: readonly string[]): Sides {
  const { loc, m } = values;
  const beta = R.sqrt(squareByHand(loc, values));
  switch (switches.says) {
    case "rate":
      return { small: beta, large: rateAt(values, made, squareOfProven) };
    case "actual-rate":
      return {
        small: facilityError(byTuples, loc, values, together(values)),
        large: rateAt(values, made, squareOfProven),
      };
    case "growth":
      return { small: beta, large: R.sqrt(squareByHand(loc, { ...values, m: m + 1 })) };
    default:
      return {
        small: R.sqrt(R.multiply(real(big(m), 2n), squareByHand(secondLoc, values))),
        large: R.sqrt(squareByHand(firstLoc, values)),
      };
  }
}
