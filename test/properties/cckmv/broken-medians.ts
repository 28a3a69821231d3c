import { noisyMedianFormat } from "../../../src/instance/cckmv-median.js";
import { rational } from "../../../src/number/rational.js";
import { mapLaw, point, product } from "../../../src/probability/law.js";

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

/** The right laws of both reports, each with coins of its own. */
export const separate: Broken = {
  ...noisyMedianFormat,
  mechanism: {
    ...mechanism,
    coupled: (R, parameters, environment, rest, ...reports) => {
      const [truth, lie] = reports
        .slice(0, 2)
        .map((report) =>
          mechanism.law(R, parameters, environment, [...rest, { report: report as number | null, count: 1 }]),
        );
      return product(R, truth!, lie!);
    },
  },
};

/** The right laws, coupled as if no report ever mattered. */
export const unmoved: Broken = {
  ...noisyMedianFormat,
  mechanism: {
    ...mechanism,
    coupled: (R, parameters, environment, rest, truth) =>
      mapLaw(
        R,
        mechanism.law(R, parameters, environment, [...rest, { report: truth, count: 1 }]),
        (bin) => [bin, bin] as const,
      ),
  },
};
