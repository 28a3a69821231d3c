import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { type ExternalityFormat, expectedExternalityFormat } from "../../src/instance/cckmv-expected-externality.js";
import type { Expectation } from "../../src/mechanisms/cckmv/expected-externality.js";
import { repairOf } from "../repairs.js";
import { ownCharge, publicCharges } from "./charge-privacy.js";
import { externalityClaim } from "./externality-claim.js";
import type { PriorCase } from "./priors.js";
import { chargeMeanings } from "./remark-7-expected-externality-bne.js";

const ownOnly = "each player learns only her own charge";

/**
 * "Since the amount players are charged is independent of the actual reports of others, collecting payments has no privacy
 * implications" [CCKMV, Section 7, after equation (7)]. A charge tells its payer nothing of the others; but the list of all
 * charges, the first example of payment information in the paper, tells of each report what its charge tells.
 */
export const chargesPrivate = (
  under: ExternalityFormat = expectedExternalityFormat,
  made: readonly string[] = [],
): Claim<PriorCase> =>
  externalityClaim(under, {
    id: "cckmv/remark-7-expected-externality-privacy",
    place: "Section 7, after equation (7)",
    statement:
      "The amount that a player is charged under (7) is independent of the actual reports of the others, P_i(θ_i, θ_{-i}) = P_i(θ_i, θ_{-i}') for all " +
      "θ_i, θ_{-i} and θ_{-i}', so that collecting payments has no privacy implications.",
    hypotheses: ["the charges are defined", ...made],
    readings: readingsOf({ charge: ["full", "report", "marginal"], seen: ["own", "public"] }),
    switchMeanings: {
      ...chargeMeanings,
      own: "each player learns o* and her own charge: it does not depend on the reports of the others",
      public: "o* and the charges of all players are public: reports with the same o* lead to the same charges",
    },
    argument:
      "All priors: C_i is a function of the prior and θ_i alone; with `full` it is one of the prior alone, so that the list of charges is constant.",
    expectation: ({ charge }) => charge as Expectation,
    criterion: ({ seen }) => (seen === "public" && !made.includes(ownOnly) ? publicCharges : ownCharge),
    repair: (reading) =>
      reading.switches.seen === "own" || reading.switches.charge === "full" || made.length > 0
        ? undefined
        : repairOf(reading, {
            statement: `As printed, where ${ownOnly}.`,
            changes: [ownOnly],
            claim: (kept) => chargesPrivate(under, kept),
          }),
  });
