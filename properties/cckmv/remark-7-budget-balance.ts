import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import {
  type ExternalityFormat,
  expectedExternalityBalancedFormat,
} from "../../src/instance/cckmv-expected-externality.js";
import type { Expectation } from "../../src/mechanisms/cckmv/expected-externality.js";
import { repairOf } from "../repairs.js";
import { ownCharge } from "./charge-privacy.js";
import { balance } from "./charge-sums.js";
import { externalityClaim } from "./externality-claim.js";
import { interimTruthfulness } from "./interim-truthfulness.js";
import type { PriorCase } from "./priors.js";
import {
  asksIndependence,
  changeMeanings,
  chargeMeanings,
  expectationOf,
  priorMeanings,
  type TruthfulChange,
  truthfulRepair,
} from "./remark-7-expected-externality-bne.js";

const constantCharge = "the own type in (7) is drawn as well, so that each charge is constant";

/** What a repair changes. */
type Change = TruthfulChange | "constant charge";
const meanings = { ...changeMeanings, "constant charge": constantCharge } as const;

/** One reading of truthfulness for every prior; balance and privacy do not depend on what is believed. */
const readings = readingsOf({
  keeps: ["balance", "truthful", "private"],
  charge: ["full", "report", "marginal"],
  prior: ["correlated", "independent"],
}).filter(({ switches }) => switches.keeps === "truthful" || switches.prior === "correlated");

/**
 * "This mechanism does have other nice properties such as being adaptable to guarantee budget balance" [CCKMV, Section 7,
 * after equation (7)]: P_i = C_i(θ_i) − (1/(n−1))·Σ_{j≠i} C_j(θ_j). What i is paid back does not depend on her report, so she
 * is as truthful as before; but it depends on the reports of the others, so that the privacy of the charge is gone.
 */
export const budgetBalance = (
  under: ExternalityFormat = expectedExternalityBalancedFormat,
  made: readonly Change[] = [],
): Claim<PriorCase> =>
  externalityClaim(under, {
    id: "cckmv/remark-7-budget-balance",
    place: "Section 7, after equation (7)",
    statement:
      "The expected externality mechanism is adaptable to guarantee budget balance: with P_i = C_i(θ_i) − (1/(n−1))·Σ_{j≠i} C_j(θ_j) in the place of C_i, " +
      "Σ_i P_i(θ) = 0 for all θ.",
    hypotheses: ["n ≥ 2", "the charges are defined", ...made.map((change) => meanings[change])],
    readings,
    switchMeanings: {
      balance: "the payments sum to 0 at every profile of reports",
      truthful: "the adapted mechanism is still truthful in Bayes-Nash equilibrium",
      private: "what a player pays in the adapted mechanism is still independent of the reports of the others",
      ...chargeMeanings,
      ...priorMeanings,
    },
    argument:
      "All n ≥ 2, |O|, M and priors: each C_j is charged once and paid back n − 1 times in equal parts; Σ_{j≠i} C_j(θ_j) does not depend on θ_i, so that a lie " +
      "gains what it gains without the adaptation; and it is a constant where every C_j is.",
    leastPlayers: 2,
    expectation: (switches) =>
      made.includes("constant charge") ? "full" : (expectationOf(switches, made) satisfies Expectation),
    criterion: (switches) =>
      switches.keeps === "balance"
        ? balance
        : switches.keeps === "private"
          ? ownCharge
          : interimTruthfulness({ independent: asksIndependence(switches, made) }),
    evidence: (_budget, { keeps }): { readonly [key: string]: string } =>
      keeps === "private"
        ? {
            noOtherAdaptation:
              "Payments that depend on the own report alone and sum to 0 at every profile are constants: Σ_i P_i(θ_i) does not move with θ_i. " +
              "No adaptation is balanced, private and charges for reports.",
          }
        : {},
    repair(reading) {
      if (made.length > 0 || reading.switches.keeps === "balance") return undefined;
      const again = (next: readonly Change[]) => budgetBalance(under, next);
      if (reading.switches.keeps === "truthful") return truthfulRepair(reading, [], again);
      if (reading.switches.charge === "full") return undefined;
      return repairOf(reading, {
        statement: `As printed, where ${constantCharge}.`,
        changes: ["constant charge"],
        claim: (kept) => again(kept),
      });
    },
  });
