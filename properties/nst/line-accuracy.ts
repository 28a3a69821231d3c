import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { euler, type Real } from "../../src/number/real.js";
import type { LinePlace } from "./line-claim.js";

/** nε. */
export const totalEpsilon = ({ at, epsilon }: LinePlace): Real => {
  const { times, log } = epsilon!;
  return R.multiply(R.fromRational(Q.multiply(times, Q.rational(BigInt(at.length)))), R.ln(R.fromRational(log)));
};

/** (c/(nε))·ln(e + (nε)^{K+1}), the bound of Corollary 6 with c = 6. */
export function accuracyBound(place: LinePlace, c: Q.Rational): Real {
  const x = totalEpsilon(place);
  const power = Array.from({ length: place.line.K }).reduce<Real>((product) => R.multiply(product, x), x);
  return R.divide(R.multiply(R.fromRational(c), R.ln(R.add(euler, power))), x);
}

/** Whether the bound is below 1, so that it says something of objectives that differ by at most 1. */
export const isTelling = (place: LinePlace): boolean =>
  R.compareReals(accuracyBound(place, Q.rational(6n)), R.fromInteger(1n)) === -1;
