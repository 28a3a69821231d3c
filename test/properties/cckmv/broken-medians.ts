import { noisyMedianFormat } from "../../../src/instance/cckmv-median.js";
import { rational } from "../../../src/number/rational.js";
import { mapLaw, point } from "../../../src/probability/law.js";

/** Mechanisms that claims about Mechanism 6.1 must tell from it. */
export type Broken = typeof noisyMedianFormat;
const { mechanism } = noisyMedianFormat;

/** Pr[r_j = k] proportional to e^{−εk·p/q} instead of e^{−εk/2}. */
export const noiseOfStep = (p: bigint, q: bigint): Broken => ({
  ...noisyMedianFormat,
  mechanism: { ...mechanism, step: () => rational(p, q) },
});

/** The bin counted from the other end. */
export const mirrored: Broken = {
  ...noisyMedianFormat,
  mechanism: {
    ...mechanism,
    law: (R, parameters, environment, profile) =>
      mapLaw(R, mechanism.law(R, parameters, environment, profile), (bin) => environment.locations.length - 1 - bin),
  },
};

/** Always the first bin. */
export const alwaysFirst: Broken = {
  ...noisyMedianFormat,
  mechanism: { ...mechanism, law: (R) => point(R, 0), coupled: (R) => point(R, [0, 0] as const) },
};
