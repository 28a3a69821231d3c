import type { WithCoins } from "../../game/mechanism.js";
import { countOf, type Profile } from "../../game/profile.js";
import type { Ring } from "../../number/ring.js";
import { gradedPower } from "../../probability/graded.js";
import type { Law } from "../../probability/law.js";
import { noiseTotal, noiseWeights, type TruncatedLaplace } from "../../probability/truncated-laplace.js";
import { cite } from "../../verdict/citation.js";
import { halfRate } from "./noisy-median.js";
import { type BinReport, bins, histogram, type Locations, withReport } from "./perturbed-median.js";
import type { XiaoParameters } from "./xiao-median.js";

/** The noisy histogram h + r. */
export type Released = readonly number[];

/**
 * Xiao's noisy histogram itself [CCKMV, Section 6, after Mechanism 6.1]: h + r is released. Finitely many outcomes only for
 * truncation "both": with "below", `outcomes`, `law` and `coupled` throw RangeError.
 */
export const xiaoHistogram: WithCoins<XiaoParameters, Locations, BinReport, Released> = {
  id: "cckmv/xiao-histogram",
  citation: cite("cckmv", "Section 6"),
  summary: "the histogram of the reported locations after adding truncated Laplace noise, released as it is",
  step: halfRate,
  reports: bins,

  // Also what can be seen when one player reports something else: the noise reaches only so far.
  outcomes({ locations }, parameters, profile) {
    const h = histogram(profile, locations.length);
    const vectors = noiseVectors(finite(parameters), h.length);
    const found = new Map<string, Released>();
    for (const near of neighbours(h, profile)) {
      for (const seen of vectors.map((r) => plus(near, r))) found.set(seen.join(), seen);
    }
    return [...found.values()].sort(byElement);
  },

  law(R, parameters, { locations }, profile) {
    const h = histogram(profile, locations.length);
    const { entries, total } = noiseLaw(R, finite(parameters), h.length);
    return { entries: entries.map(({ outcome: r, weight }) => ({ outcome: plus(h, r), weight })), total };
  },

  coupled(R, parameters, { locations }, rest, truth, lie) {
    const g = histogram(rest, locations.length);
    const [honest, other] = [withReport(g, truth), withReport(g, lie)];
    const { entries, total } = noiseLaw(R, finite(parameters), g.length);
    return {
      entries: entries.map(({ outcome: r, weight }) => ({ outcome: [plus(honest, r), plus(other, r)], weight })),
      total,
    };
  },
};

function finite(parameters: XiaoParameters): TruncatedLaplace {
  if (parameters.truncation === "both") return parameters;
  throw new RangeError('xiao-histogram: expected truncation "both", got "below", with infinitely many outcomes');
}

const plus = (h: readonly number[], r: readonly number[]): Released => h.map((count, bin) => count + r[bin]!);

/** All r ∈ {0, …, 2t}^q, the first bin slowest. */
function noiseVectors({ t }: TruncatedLaplace, q: number): readonly (readonly number[])[] {
  const values = Array.from({ length: 2 * t + 1 }, (_, k) => k);
  let vectors: readonly (readonly number[])[] = [[]];
  for (let bin = 0; bin < q; bin++) vectors = vectors.flatMap((start) => values.map((k) => [...start, k]));
  return vectors;
}

/** The law of r; its weights have degree tq. */
function noiseLaw<S>(R: Ring<S>, noise: TruncatedLaplace, q: number): Law<readonly number[], S> {
  const weights = noiseWeights(R, noise);
  return {
    entries: noiseVectors(noise, q).map((r) => ({
      outcome: r,
      weight: r.reduce((product, k) => R.multiply(product, weights[k]!), R.one),
    })),
    total: gradedPower(R, noiseTotal(R, noise), q).value,
  };
}

/** The histograms that one player can turn h into, h among them. */
function neighbours(h: readonly number[], profile: Profile<BinReport>): readonly (readonly number[])[] {
  const without = h.flatMap((count, bin) => (count > 0 ? [withReport(h, bin, -1)] : []));
  const rests = countOf(profile, null) > 0 ? [h, ...without] : without;
  return [h, ...rests, ...rests.flatMap((g) => g.map((_, bin) => withReport(g, bin)))];
}

function byElement(x: Released, y: Released): number {
  const first = x.findIndex((count, bin) => count !== y[bin]);
  return first === -1 ? 0 : x[first]! - y[first]!;
}
