import type { Switches } from "../../src/claim/reading.js";
import { leastHistogramDelta } from "../../src/mechanisms/cckmv/xiao-delta.js";
import { integers } from "../../src/number/integer.js";
import { fromQuotient, printRational } from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { bins } from "./lines.js";

/** e^{ε/2} = 2, at which the least δ is shown. */
const shownBase = 2n;

/** The least δ of the histogram for t = 0, 1, …, 6. */
const leastDeltas = (sigma: 1 | -1): Json =>
  bins(7).map((t) => printRational(fromQuotient(leastHistogramDelta(integers(shownBase, 1n), { t, sigma }))));

/** Exact constants of t = Θ(log(1/δ)/ε), with b = e^{ε/2}, p = Pr[r_j = 0] and W the sum of the weights. */
export function xiaoConstants({ sign, released, bound }: Switches): JsonObject {
  if (bound === "half") return { noSmallerConstant };
  if (bound === "two") return { best };
  if (bound === "any") return { floor };
  if (released === "median") return sign === "printed" ? { floor: floorOfMedian } : { leastDelta: ofMedian };
  const values = { at: "b = 2 and t = 0, …, 6", values: leastDeltas(sign === "printed" ? 1 : -1) };
  return sign === "printed"
    ? { leastDelta: { formula: "2p − p² with p = b^t/W, W = 1 + 2(b + … + b^t), for q ≥ 2", ...values }, floor }
    : {
        leastDelta: { formula: "2p − p² with p = 1/W = (b − 1)/(b^{t+1} + b^t − 2), for q ≥ 2", ...values },
        constants,
      };
}

const noSmallerConstant =
  "With t = (c/ε)·ln(1/δ) and c < 2 it fails for every ε and q once δ is small: 2p − p² ≥ p > b^{−t}·(b − 1)/(b + 1), while qδ = q·b^{−2t/c}.";

const best =
  "The least δ times b^t is below 2 for t ≥ 1 and tends to 2 as ε grows, at every t ≥ 1, so that 2 is the best constant.";

const floor =
  "No t will do: p falls as t grows, but stays above (1 − 1/b)/2, so that the least δ is above (1 − 1/b)(3 + 1/b)/4 for every t.";

const floorOfMedian =
  "No t will do: with q = 2 and 2t others at ℓ_1, ℓ_2 is chosen with probability p² if the player reports it and never else, and p² is above ((1 − 1/b)/2)² for every t.";

const ofMedian =
  "With q = 2, t ≥ 1 and t − 1 others at ℓ_1 it is p + p²·(b^t + 2b^{t−1} − 1), the largest found over all histograms (t ≤ 4, up to 2t + 4 others, b = 3/2, 2, 5). " +
  "b^t times it tends to 2 as ε grows, at every t ≥ 1: 2δ is the best bound for the median of two locations as well.";

const constants =
  "t = (2/ε)·ln(1/δ) is enough for all ε, q and δ, since b^{−t}·(b − 1)/(b + 1) < p ≤ b^{−t}; at every ε the least t is that times 1 + o(1) as δ → 0. " +
  "It is not Ω(log(1/δ)/ε) for all ε at once: since p ≤ 1/(2t + 1), t = 1/(2δ) is enough however small ε is.";
