import type { Switches } from "../../src/claim/reading.js";

/** What the readings of the limit ε → ∞ mean. */
export const vcgLimitMeanings = {
  drawn: "VCG draws uniformly among the outcomes of the largest welfare; its payments are expected ones",
  fixed: "VCG takes the first of them in a fixed order",
  distribution: "the law of the outcome, in total variation",
  payments: "the payment of every player",
  utilities: "the expected utility of every truthful player",
  pointwise: "at every profile: g is its least distance from the best welfare to another one",
  uniform: "uniformly in the profile: the rate depends on ε and |R| only, with g = 1 as for values 0 and 1",
};

/** How fast VCG is approached, and what stands in the way. */
export const vcgLimitEvidence = ({ ties, of, rate }: Switches): Readonly<Record<string, string>> => {
  if (of === "utilities") {
    return {
      rateWithTies:
        "exactly (2/ε)·ln(K/K_{-i}) + O(e^{−εg/2}/ε), K and K_{-i} the numbers of best outcomes with and without her report: it falls like 1/ε where K ≠ K_{-i}, exponentially where K = K_{-i}",
      bestConstant:
        "2·ln|R|/ε is attained in the limit: a single-minded player among indifferent ones (K = 1, K_{-i} = |R|)",
      tieRule: "utilities of truthful players in VCG do not depend on the tie rule: W − W_{-i}",
    };
  }
  const uniformly =
    "the mechanism depends on ε·v alone, so that gaps 1/(εc) keep it away from VCG at every ε: over all profiles the least upper bound of the total variation is 1 − 1/|R| for every ε";
  const tied =
    ties === "fixed"
      ? "at a tie the law stays uniform over the K best outcomes: total variation at least 1 − 1/K at every ε; payments differ by up to 1 in the limit, as with (1, 0) against (0, 1)"
      : "ties are drawn in the limit, each best outcome with 1/K";
  return {
    ties: tied,
    ...(rate === "uniform" && { uniformly }),
    rate: "total variation: equality where all other outcomes are at the distance g, up to (|R| − K)/K in the place of |R| − 1 and a factor that tends to 1",
    ...(of === "payments" && {
      slower:
        "payments converge like 1/ε only, (2/ε)·ln(K_{-i}/K), where her report changes the number of best outcomes",
    }),
  };
};
