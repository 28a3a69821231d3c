import type { LineExponential } from "../mechanisms/nst/line-exponential.js";
import { expectedAverageDistance, lineLaw, normalizer } from "../mechanisms/nst/line-exponential.js";
import { loc3Epsilon, loc3Mbar, loc3Q } from "../mechanisms/nst/loc3.js";
import { printEnclosure } from "../number/enclosure.js";
import { enclosureOf, type Real } from "../number/real.js";
import type { Facts } from "./loaded.js";
import { type LineValues, lineEpsilonOf } from "./nst-line-work.js";
import type { Output } from "./output.js";

/** `normalizer`: the integral of the weight, null where nothing depends on ε and none is given. */
export const normalizerExtra = (values: LineValues<LineExponential>): Facts => ({
  normalizer: () => (values.epsilon === undefined ? null : normalizer(lineEpsilonOf(values), lawAt(values))),
});

/** `expectedAverageDistance`: the distance itself, whatever the sign is. */
export const averageQuantities = (values: LineValues<LineExponential>): Facts => ({
  expectedAverageDistance: () => expectedAverageDistance(lineEpsilonOf(values), lawAt(values), values.profile),
});

/** The law of the exponential part at the reports. */
export const lawAt = ({ environment, parameters, profile }: LineValues<LineExponential>) =>
  lineLaw(environment, parameters.sign, profile);

/** ε, m̄ and q of `nst/loc3`; q only where there is an m̄. */
export function loc3Extras(n: bigint, K: number): Facts {
  const mbar = loc3Mbar(n, K);
  return {
    epsilon: () => enclosed(loc3Epsilon(n, K)),
    mbar: () => mbar,
    ...(mbar !== null && { q: () => enclosed(loc3Q(n, K, mbar)) }),
  };
}

/** Numbers of this section are above 2^−40: this leaves them 30 digits and more. */
const enclosureBits = 144;

const enclosed = (x: Real): Output => ({ ...printEnclosure(enclosureOf(x, enclosureBits)) });
