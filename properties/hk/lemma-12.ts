import type { Claim } from "../../src/claim/claim.js";
import { one } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { inOwnSteps } from "./own-steps.js";
import {
  changeCases,
  changeCorners,
  changesAt,
  describeChanges,
  isAsPrinted,
  timesOfChange,
} from "./payment-changes.js";
import { largestMoves } from "./payment-moves.js";
import { exactScheme } from "./payment-schemes.js";
import { seenPayments } from "./seen-payments.js";

/** Lemma 12: no payment moves by more than 1 when one agent's valuation changes, her own among them. Less than 1 is a control. */
export const lemma12 = (most = one): Claim =>
  inOwnSteps(
    (times) =>
      seenPayments(exactScheme, {
        id: "hk/lemma-12",
        citation: cite("hk", "Lemma 12"),
        statement:
          "For any i, j and any value profiles v and v' that only differ in the valuation of agent i, |p_j(v) − p_j(v')| ≤ 1, where p is the payment of Figure 1.",
        hypotheses: ["v_k: R → [0, 1]", "ε > 0"],
        times,
        seen: "each",
        asSensitivity: true,
        multiple: () => most,
        reports: changesAt,
        hypothesesAt: isAsPrinted,
        cases: (budget) => changeCases(budget),
        describe: describeChanges,
        corners: changeCorners(),
        argument:
          "All R, n, i, j and valuations: 0 ≤ p_j ≤ 1 at v and at v'. For p_j = (2/ε)·KL(P_v‖P_{(0, v_{-j})}) ≥ 0, and p_j = E[v_j] − (2/ε)·ln(Z(v)/Z(0, v_{-j})) ≤ E[v_j] ≤ 1.",
        draws: { gate: 10, standard: 60, deep: 600 },
        evidence: (budget) => ({
          best: "1 is the best constant over all ε, and not attained: beside one agent with the value 1 − δ at another outcome, an agent with v_j = 1_r pays 1 − δ − o(1) as ε → ∞, and 0 where that agent values nothing",
          ownPayment:
            "j = i, for one ε: p_i is at most B/(B − 1) − (1 + ln(B·ln B/(B − 1)))/ln B, B = e^{ε/2}, the supremum over all R, n and valuations, taken where Pr[r] = (z − 1)/(B − 1) without her, z = B·ln B/(B − 1): " +
            "about ε/16 for small ε, and 1 − (1 + ln(ε/2))/(ε/2) for large ones",
          // Many logarithms: not at the gate.
          ...(budget !== "gate" && largestMoves()),
        }),
      }),
    8n,
    timesOfChange,
  );
