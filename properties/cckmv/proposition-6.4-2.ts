import type { Claim } from "../../src/claim/claim.js";
import { noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import * as Q from "../../src/number/rational.js";
import { printRational } from "../../src/number/rational.js";
import { compareQuotients } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { describeReach, everyHistogramOf, facilityCorners, histogramOf } from "./facilities.js";
import { expectedLoss, losses, meanOfNoises } from "./facility-loss.js";
import { lossEvidence } from "./facility-loss-bounds.js";
import { anywhere, type LossParts, lossIsNoise, type Noisy } from "./proposition-6.4.js";

/** E[loss] ≤ (q − 1)/(e^{ε/2} − 1): the mean of the q − 1 noises outside the median bin. */
export const lossParts: LossParts = {
  decide(R, setting) {
    const [left, right] = [
      expectedLoss(R, setting),
      meanOfNoises(R, setting, setting.environment.locations.length - 1),
    ];
    return {
      hypotheses: "inside",
      conclusion: compareQuotients(R, left, right) <= 0 ? "holds" : "fails",
      witness: {},
      sides: { left, right, larger: "right" },
    };
  },
  sides(setting) {
    const q = setting.environment.locations.length;
    const all = losses(setting);
    const left = all.map((loss, o) => Q.multiply(loss, setting.chance(setting.type, o))).reduce(Q.add);
    const right = Q.divide(Q.rational(BigInt(q - 1)), Q.subtract(setting.power(Q.rational(1n, 2n)), Q.one));
    return {
      left,
      right,
      larger: "right",
      inequality: "E[loss] <= (q - 1)/(e^{ε/2} - 1)",
      explanation: `${histogramOf(setting).join(", ")} players at the locations, where the loss is ${all.map(printRational).join(", ")}`,
    };
  },
};

/** Why (q − 1)/(e^{ε/2} − 1) is enough for all n, q, θ and ε. */
export const lossForAll = `${lossIsNoise} Its mean is at most (q − 1)·E[r_1] = (q − 1)/(e^{ε/2} − 1) < 2(q − 1)/ε, as e^u − 1 > u.`;

/**
 * Proposition 6.4 (2): E[welfare] ≥ optimal − O(q/ε), as the inequality with an explicit constant
 * E[loss] ≤ (q − 1)/(e^{ε/2} − 1), which is less than 2q/ε.
 */
export const facilityLoss = ({ format = noisyMedianFormat }: Noisy = {}): Claim<SituationCase> =>
  situationClaim(format, {
    id: "cckmv/proposition-6.4-2",
    citation: cite("cckmv", "Proposition 6.4 (2)"),
    statement:
      "If every player has U_i^out(θ_i, o) = −|θ_i − o|, then for every profile θ ∈ Θ^n and o selected by Mechanism 6.1, " +
      "E[Σ_i U_i^out(θ_i, o)] ≥ max_{o'} (Σ_i U_i^out(θ_i, o')) − O(q/ε): the loss is at most (q − 1)/(e^{ε/2} − 1), which is below 2q/ε.",
    hypotheses: ["ε > 0", "U_i^out(θ_i, o) = −|θ_i − o|"],
    step: Q.rational(1n, 2n),
    cases: (budget) => everyHistogramOf(anywhere[budget]),
    describe: (budget) => describeReach(anywhere[budget]),
    argument: lossForAll,
    corners: facilityCorners,
    ...lossParts,
    evidence: (budget) => lossEvidence(budget),
  });
