import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { type OutcomeCondition, outcomeOnly } from "./outcome-only.js";
import { bidderChanges, readPrivateBidder } from "./private-bidder.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import { bidderRepair, withoutRepair } from "./theorem-7.5.js";
import { vcgStep } from "./vcg-cases.js";

/**
 * "The proof of Lemma 7.3 shows that if we only consider the privacy cost of the outcome, then we have universal truthfulness" [CCKMV,
 * Section 7, after Theorem 7.5]: U^priv depends on o* alone, with |U^priv(θ_i, o)| ≤ F_i(x_o) for the ratio x_o of Pr[o* = o], and the
 * payments are those of Mechanism 7.1. The text does not say how small F_i has to be: the proof gains 1/|O|, so 2F_i(e^ε) ≤ 1/|O|.
 */
export const outcomeUniversal = (made: readonly string[] = [], control?: OutcomeCondition): Claim => {
  const shared = {
    id: "cckmv/remark-7-outcome-universal",
    citation: cite("cckmv", "Section 7, after Theorem 7.5"),
    statement:
      "The proof of Lemma 7.3 shows that if only the outcome o* has a privacy cost, |U_i^priv(θ_i, o*)| ≤ F_i(x_{o*}), then Mechanism 7.1 is universally truthful for " +
      "player i, provided that 2F_i(e^ε) ≤ 1/|O|.",
    hypotheses: [
      "|U_i^priv(θ_i, o)| ≤ F_i(x_o) for the outcome o = o* alone, F_i(x) → 0 as x → 1",
      "2F_i(e^ε) ≤ 1/|O|",
      ...made.map((change) => bidderChanges[change]!),
    ],
  };
  return byReading(
    {
      ...shared,
      readings: readingsOf({}, { condition: ["outcome", "theorem"], sign: ["two-signed", "cost"], ...boundSwitches }),
      switchMeanings: {
        ...switchMeanings,
        outcome: "2F_i(e^ε) ≤ 1/|O|, which is what the proof of Lemma 7.3 needs",
        theorem: "condition (2) of Theorem 7.5 in its place, which is stronger",
      },
      step: vcgStep,
      repair: (reading) =>
        made.length > 0 || reading.switches.bound === "monotone"
          ? undefined
          : bidderRepair(reading, ["F nondecreasing"], (next) => withoutRepair(outcomeUniversal(next, control))),
    },
    (switches) => ({
      ...outcomeOnly(
        {
          ...shared,
          argument:
            "Every |O|, M, θ_{-i} and noise, F nondecreasing: o* is a function of the V_o, so that x_o ≤ e^ε by Lemma 7.2; if two reports lead to different o*, the truth gains " +
            "1/|O| at least by the proof of Lemma 7.3, else payments and o* are the same. Only the distances of the W_o from the largest matter, those from 2M + 1 on are alike.",
        },
        readPrivateBidder({ ...switches, per: "coin" }, made),
        control ?? (switches.condition as OutcomeCondition),
      ),
      evidence: () => ({
        bestConstant:
          "1/|O| cannot be replaced by more for |O| ≥ 2 and F nondecreasing, constant from the least ratio above 1 on: with neighbours o, o − 1 and noise such that W_o + o/|O| is " +
          "largest by 1/|O| under the truth, a lie that gives o − 1 one more loses exactly 1/|O|. For a cost F(e^ε) ≤ 1/|O| is enough.",
      }),
    }),
  );
};
