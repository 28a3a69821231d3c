import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { readPrivateBidder } from "./private-bidder.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import { type BidderFormat, bidderClaim } from "./theorem-7.5.js";
import { vcgStep } from "./vcg-cases.js";

/**
 * After Theorem 7.5: with a common F it suffices to take ε a small enough constant that depends on M and |O| only, not on n.
 *
 * As a finite statement: K(ε) = 1/(2|O|(1 + 2M·e^{ε/|O|})) falls as ε grows, and F(x) → 0 as x → 1. So there is an ε_0 with F(x) ≤ K(ε_0)
 * for 1 < x ≤ e^{ε_0}, which knows nothing of n, and then F(x) ≤ K(ε) for 1 < x ≤ e^ε at every ε ≤ ε_0. What is decided is that this is
 * enough for Theorem 7.5, whatever n and the shape of F: F need not be nondecreasing for it.
 */
export const constantEpsilon = (format: BidderFormat = noisyVcgFormat): Claim => {
  const shared = {
    id: "cckmv/remark-7.5-constant-eps",
    citation: cite("cckmv", "Theorem 7.5"),
    statement:
      "In particular, if all players have the same privacy bound function F_i = F, it suffices to take ε to be a sufficiently small constant depending only on M and |O| " +
      "(and not the number n of players).",
    hypotheses: ["2F(x)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 1 for 1 < x ≤ e^ε: a threshold on ε that F, M and |O| set alone"],
  };
  return byReading(
    {
      ...shared,
      readings: readingsOf({ property: ["truthful", "rational"] }, { sign: ["two-signed", "cost"], ...boundSwitches }),
      switchMeanings: {
        ...switchMeanings,
        truthful: "Mechanism 7.1 is truthful in expectation",
        rational: "Mechanism 7.1 is individually rational, staying out being the type ⊥ (N2)",
      },
      step: vcgStep,
    },
    (switches) => {
      const absence = switches.property === "rational" ? { absence: "N2" } : {};
      return bidderClaim(
        format,
        {
          ...shared,
          argument:
            "Every |O|, M, n and θ_{-i}: x ≤ e^ε by Lemma 7.2, so that F(x) ≤ sup F on (1, e^ε] and Theorem 7.5 for the nondecreasing F̄(x) = sup_{1 < y ≤ x} F(y) applies. " +
            "At x = 1 both chances are equal.",
          evidence: () => ({ thresholds: thresholds() }),
        },
        readPrivateBidder({ ...switches, ...absence }, [], true),
      );
    },
  );
};

/** The largest slope c of F(x) = c·(x − 1) that condition (2) allows at e^{ε/|O|} = 2 for a few M and |O|, for every n. */
const thresholds = () =>
  [1, 2, 3].flatMap((outcomes) =>
    [1, 2].map((maximum) => ({
      outcomes,
      maximum,
      "e^ε": `${2n ** BigInt(outcomes)}`,
      "largest slope of F(x) = c·(x − 1)": Q.printRational(
        Q.rational(1n, 2n * BigInt(outcomes) * BigInt(1 + 4 * maximum) * (2n ** BigInt(outcomes) - 1n)),
      ),
    })),
  );
