import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { type ExternalityFormat, expectedExternalityFormat } from "../../src/instance/cckmv-expected-externality.js";
import type { Expectation } from "../../src/mechanisms/cckmv/expected-externality.js";
import { repairOf } from "../repairs.js";
import { type Amount, equalsVcg } from "./charge-sums.js";
import { externalityClaim } from "./externality-claim.js";
import type { PriorCase } from "./priors.js";
import { chargeMeanings } from "./remark-7-expected-externality-bne.js";

const changeMeanings = {
  full: "the charge averages over the whole profile, as (7) is written",
  report: "θ_{-i} is drawn from p given the report in (7)",
  "independent type": "θ_i is independent of θ_{-i}",
} as const;
type Change = keyof typeof changeMeanings;

/** The one change that makes a charge the expected VCG payment of a reading; none where it is that already. */
function neededChange({ charge, amount }: Switches): Change | undefined {
  if (charge === "full") return amount === "interim" ? "report" : undefined;
  if (amount === "prior") return "full";
  return charge === "marginal" ? "independent type" : undefined;
}

/**
 * "Essentially, i is charged the expected amount he would have to pay under VCG given the prior over types" [CCKMV, Section 7,
 * after equation (7)]. As (7) is written that is the expectation before anybody knows her type. What i expects once she
 * knows hers is another amount, which the reading `report` charges; both are the same on average over her type.
 */
export const expectedVcg = (
  under: ExternalityFormat = expectedExternalityFormat,
  made: readonly Change[] = [],
): Claim<PriorCase> =>
  externalityClaim(under, {
    id: "cckmv/remark-7-expected-equals-vcg",
    place: "Section 7, after equation (7)",
    statement:
      "The charge C_i of (7) is the expected amount that i would have to pay under VCG given the prior over types: C_i = E[P_i(θ)], where P_i(θ) is " +
      "the payment (5).",
    hypotheses: ["p(θ_i) > 0", ...made.map((change) => changeMeanings[change])],
    readings: readingsOf({ charge: ["full", "report", "marginal"], amount: ["prior", "interim", "average"] }),
    switchMeanings: {
      ...chargeMeanings,
      prior: "E_{θ~p}[P_i(θ)], before i knows her type; at every type",
      interim: "E[P_i(θ) | θ_i], once i knows her type; at every type",
      average: "E_{θ~p}[P_i(θ)], compared with E_{θ~p}[C_i(θ_i)]: on average over her type",
    },
    argument:
      "All priors: the two sides are one expectation by definition (full, prior; report, interim), or by the law of total expectation (average); where θ_i " +
      "is independent of θ_{-i}, the marginal of θ_{-i} is its law given θ_i.",
    expectation: ({ charge }) =>
      made.find((change): change is "full" | "report" => change !== "independent type") ?? (charge as Expectation),
    criterion: ({ amount }) => equalsVcg(amount as Amount, made.includes("independent type")),
    repair(reading) {
      const change = neededChange(reading.switches);
      if (change === undefined || made.length > 0) return undefined;
      return repairOf(reading, {
        statement: `As printed, where ${changeMeanings[change]}.`,
        changes: [change],
        claim: (kept) => expectedVcg(under, kept),
      });
    },
  });
