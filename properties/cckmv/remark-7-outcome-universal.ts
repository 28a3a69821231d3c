import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { type OutcomeCondition, outcomeOnly } from "./outcome-only.js";
import { bidderChanges, readPrivateBidder } from "./private-bidder.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import { bidderRepair, withoutRepair } from "./theorem-7.5.js";
import { vcgStep } from "./vcg-cases.js";

/** The switches varied alone, and what the proof needs where F is nondecreasing. */
const outcomeReadings: readonly Reading[] = [
  ...readingsOf({}, { condition: ["theorem", "outcome"], sign: ["two-signed", "cost"], ...boundSwitches }),
  ...readingsOf(
    {},
    {
      condition: ["outcome"],
      sign: ["two-signed"],
      bound: ["monotone"],
      atOne: ["limit"],
      values: ["extended"],
      atInfinity: ["open"],
    },
  ).map((reading) => ({ ...reading, literal: false })),
];

/**
 * "The proof of Lemma 7.3 shows that if we only consider the privacy cost of the outcome, then we have universal truthfulness" [CCKMV,
 * Section 7, after Theorem 7.5]: U^priv depends on o* alone, with |U^priv(θ_i, o)| ≤ F_i(x_o) for the ratio x_o of Pr[o* = o], and the
 * payments are those of Mechanism 7.1. The text states no condition on F_i of its own: it speaks of the player of Theorem 7.5, whose condition (2)
 * is the literal reading. The proof gains 1/|O|, so 2F_i(e^ε) ≤ 1/|O| is what it needs, a reading that asks for less.
 */
export const outcomeUniversal = (made: readonly string[] = [], control?: OutcomeCondition): Claim => {
  const shared = {
    id: "cckmv/remark-7-outcome-universal",
    citation: cite("cckmv", "Section 7, after Theorem 7.5"),
    statement:
      "The proof of Lemma 7.3 shows that if only the outcome o* has a privacy cost, |U_i^priv(θ_i, o*)| ≤ F_i(x_{o*}), then Mechanism 7.1 is universally truthful for " +
      "the player i of Theorem 7.5.",
    hypotheses: [
      "|U_i^priv(θ_i, o)| ≤ F_i(x_o) for the outcome o = o* alone, F_i(x) → 0 as x → 1",
      "condition (2) of Theorem 7.5, or what the proof of Lemma 7.3 needs of F_i(e^ε)",
      ...made.map((change) => bidderChanges[change]!),
    ],
  };
  return byReading(
    {
      ...shared,
      readings: outcomeReadings,
      switchMeanings: {
        ...switchMeanings,
        theorem: "2F_i(e^ε)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 1, condition (2) of Theorem 7.5",
        outcome: "2F_i(e^ε) ≤ 1/|O| in its place, which is weaker, and what the proof of Lemma 7.3 needs",
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
