import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives } from "../../src/mechanisms/cckmv/alternatives.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { bidderChanges, readPrivateBidder } from "./private-bidder.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import { thresholdClaim } from "./remark-7.5-threshold.js";
import { type BidderFormat, bidderClaim, bidderRepair, withoutRepair } from "./theorem-7.5.js";
import { vcgStep } from "./vcg-cases.js";

/**
 * After Theorem 7.5: with a common F it suffices to take ε a small enough constant that depends on M and |O| only, not on n.
 *
 * As a finite statement: K(ε) = 1/(2|O|(1 + 2M·e^{ε/|O|})) falls as ε grows, and F(x) → 0 as x → 1. So there is an ε_0 with F(x) ≤ K(ε_0)
 * for 1 < x ≤ e^{ε_0}, which knows nothing of n, and then F(x) ≤ K(ε) for 1 < x ≤ e^ε at every ε ≤ ε_0. The reading "exists" decides that
 * there is one, the others that this is enough for Theorem 7.5, whatever n and the shape of F: F need not be nondecreasing for it.
 */
export const constantEpsilon = (
  format: BidderFormat = noisyVcgFormat,
  most?: (environment: Alternatives) => number,
  made: readonly string[] = [],
): Claim => {
  const shared = {
    id: "cckmv/remark-7.5-constant-eps",
    citation: cite("cckmv", "Theorem 7.5"),
    statement:
      "In particular, if all players have the same privacy bound function F_i = F, it suffices to take ε to be a sufficiently small constant depending only on M and |O| " +
      "(and not the number n of players).",
    hypotheses: [
      "2F(x)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 1 for 1 < x ≤ e^ε: a threshold on ε that F, M and |O| set alone; under `exists`, F ≤ 1/(2|O|(1 + 4M)) there and e^{ε/|O|} ≤ 2",
      ...made.map((change) => bidderChanges[change]!),
    ],
  };
  return byReading(
    {
      ...shared,
      readings: readingsOf(
        { property: ["truthful", "rational", "N3", "N4", "exists"] },
        { sign: ["two-signed", "cost"], ...boundSwitches },
      ),
      switchMeanings: {
        ...switchMeanings,
        truthful: "Mechanism 7.1 is truthful in expectation",
        rational:
          "Mechanism 7.1 is individually rational, staying out being the type ⊥ and the same U^priv applying: N2, and N1 too, as ⊥ is a type",
        N3: "individually rational, an absentee having privacy utility 0",
        N4: "individually rational, an absentee having total utility 0",
        exists:
          "there is such an ε_0 > 0, set by F, M and |O| alone: with e^{ε_0/|O|} ≤ 2 and F(x) ≤ 1/(2|O|(1 + 4M)) for 1 < x ≤ e^{ε_0}, the hypothesis is met at every ε ≤ ε_0",
      },
      step: vcgStep,
      repair: (reading) =>
        made.length > 0 || !["N3", "N4"].includes(reading.switches.property!)
          ? undefined
          : bidderRepair(reading, ["U^priv ≥ 0"], (next) => withoutRepair(constantEpsilon(format, most, next))),
    },
    (switches) => {
      const evidence = () => ({ thresholds: thresholds() });
      if (switches.property === "exists")
        return thresholdClaim(format, { ...shared, argument: existence, evidence }, most);
      const absence = absences[switches.property!];
      return bidderClaim(
        format,
        { ...shared, argument: sufficiency, evidence },
        readPrivateBidder({ ...switches, ...(absence && { absence }) }, made, true),
      );
    },
  );
};

/** How staying out is read under a property. */
const absences: Readonly<Record<string, string>> = { rational: "N2", N3: "N3", N4: "N4" };

const sufficiency =
  "Every |O|, M, n and θ_{-i}: x ≤ e^ε by Lemma 7.2, so that F(x) ≤ sup F on (1, e^ε] and Theorem 7.5 for the nondecreasing F̄(x) = sup_{1 < y ≤ x} F(y) applies. " +
  "At x = 1 both chances are equal.";

const existence =
  "Every F with F(x) → 0 as x → 1, every |O|, M and n: for κ = 1/(2|O|(1 + 4M)) > 0 there is a δ > 0 with F(x) ≤ κ for 1 < x ≤ 1 + δ; ε_0 = min(ln(1 + δ), |O|·ln 2). " +
  "For ε ≤ ε_0 then 2F(x)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 2κ·|O|·(1 + 4M) = 1. Nothing of it reads the reports.";

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
