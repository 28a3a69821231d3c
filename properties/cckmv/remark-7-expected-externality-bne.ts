import type { Budget, Claim, Repair } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { type ExternalityFormat, expectedExternalityFormat } from "../../src/instance/cckmv-expected-externality.js";
import type { Expectation } from "../../src/mechanisms/cckmv/expected-externality.js";
import { integersWithoutLog } from "../../src/number/log-ring.js";
import { one, printRational } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import { externalityClaim } from "./externality-claim.js";
import { interimTruthfulness, payoffAt } from "./interim-truthfulness.js";
import { gameOf } from "./prior-game.js";
import { environmentOf, type PriorCase, priorCases } from "./priors.js";

/** What a repair changes. */
export type TruthfulChange = keyof typeof changeMeanings;

export const changeMeanings = {
  "own type = report": "θ_{-i} is drawn from its marginal and the own type in (7) is the report",
  "independent type": "θ_i is independent of θ_{-i}",
} as const;

/** What the values of the switches `charge` and `prior` mean. */
export const chargeMeanings = {
  full: "E_{θ~p} averages over the whole profile, as (7) is written: the own type is drawn as well, so that the charge is a constant, whatever is reported",
  report: "θ_{-i} is drawn from p given that θ_i is the report",
  marginal: "θ_{-i} is drawn from its marginal under p, and the own type is the report",
} as const;

export const priorMeanings = {
  correlated: "any prior over Θ^n, types correlated or not",
  independent: "θ_i is independent of θ_{-i} under the prior",
} as const;

/** How the charge is averaged after the changes. */
export const expectationOf = ({ charge }: Switches, made: readonly string[]): Expectation =>
  made.includes("own type = report") ? "marginal" : (charge as Expectation);

/** Whether the claim is about players with independent types only, after the changes. */
export const asksIndependence = ({ prior }: Switches, made: readonly string[]): boolean =>
  prior === "independent" || made.includes("independent type");

/** The changes that a reading of truthfulness needs: a charge that moves with the report, and beliefs that do not. */
export const neededChanges = ({ charge, prior }: Switches): readonly TruthfulChange[] => [
  ...(charge === "full" ? (["own type = report"] as const) : []),
  ...(prior === "correlated" ? (["independent type"] as const) : []),
];

export const vectorsArgument =
  "Where θ_i is independent of θ_{-i}: a utility vector shifted by a constant is chosen for and charged alike. All n, |O|, M and such priors: at " +
  "every θ_{-i}, U^out(θ_i, o*) − Σ_{j≠i} (U^out(θ_j, o_{-i}) − U^out(θ_j, o*)) is a constant plus the total utility at θ_i, which o* of the " +
  "truth maximises; the charge is the mean of the sum over the belief itself.";

/**
 * "However, the use of a prior means that the truthfulness guarantee only holds in a Bayes-Nash equilibrium" [CCKMV,
 * Section 7, after equation (7)]: with C_i from (7), for every player i, type θ_i and report θ_i′, truth is a best reply to
 * truth at the belief p(· | θ_i).
 */
export const bayesNashTruthful = (
  under: ExternalityFormat = expectedExternalityFormat,
  made: readonly TruthfulChange[] = [],
): Claim<PriorCase> =>
  externalityClaim(under, {
    id: "cckmv/remark-7-expected-externality-bne",
    place: "Section 7, after equation (7)",
    statement:
      "With the charge C_i = E_{θ~p}[Σ_{j≠i} (U^out(θ_j, o_{-i}) − U^out(θ_j, o*))] of (7) in the place of (5), truth-telling is a Bayes-Nash " +
      "equilibrium: for all i, θ_i and θ_i', E[U^out(θ_i, o*) − C_i | θ_i] is at least as large when i reports θ_i as when she reports θ_i', the others " +
      "being truthful.",
    hypotheses: [
      "p(θ_i) > 0, so that there is a belief",
      "the charge at the report θ_i' is defined",
      ...made.map((change) => changeMeanings[change]),
    ],
    readings: readingsOf({ charge: ["full", "report", "marginal"], prior: ["correlated", "independent"] }),
    switchMeanings: { ...chargeMeanings, ...priorMeanings },
    argument: vectorsArgument,
    expectation: (switches) => expectationOf(switches, made),
    criterion: (switches) => interimTruthfulness({ independent: asksIndependence(switches, made) }),
    evidence: (budget, switches) => {
      if (made.length > 0) return {};
      return switches.charge === "full" ? dichotomous(under, budget) : { notDominant: notDominant(under) };
    },
    repair: (reading) => truthfulRepair(reading, made, (next) => bayesNashTruthful(under, next)),
  });

/** The repair of a reading of truthfulness; undefined for those that hold, and for what is repaired already. */
export function truthfulRepair(
  reading: Reading,
  made: readonly TruthfulChange[],
  claim: (made: readonly TruthfulChange[]) => Claim<PriorCase>,
): Repair<PriorCase> | undefined {
  const changes = neededChanges(reading.switches);
  if (made.length > 0) return undefined;
  return repairOf(reading, {
    statement: `As printed, except that ${changes.map((change) => changeMeanings[change]).join(", and ")}.`,
    changes,
    claim,
  });
}

/**
 * A constant charge is harmless where utilities are 0 or 1: approving of an alternative that one does not want, or not of
 * one that one wants, never helps. Counted apart, because it changes what the claim is about.
 */
function dichotomous({ mechanism }: ExternalityFormat, budget: Budget): JsonObject {
  const cases = priorCases(budget).filter(({ maximum }) => maximum === 1);
  const failing = cases.filter((c) => {
    const game = gameOf(mechanism, { expectation: "full" }, environmentOf(c));
    return interimTruthfulness({ independent: false }).decide(integersWithoutLog, game).conclusion === "fails";
  });
  return {
    dichotomousUtilities: {
      told: "M = 1 would do without either change: a constant charge leaves approval voting, in which no lie helps.",
      cases: cases.length,
      failing: failing.length,
    },
  };
}

/** Why the guarantee holds in equilibrium only: what the others report may be what the prior excludes. */
function notDominant({ mechanism, environment }: ExternalityFormat): JsonObject {
  const prior = {
    profiles: [
      [
        [0, 1],
        [0, 0],
      ],
    ],
    chances: [one],
  };
  const game = gameOf(mechanism, { expectation: "marginal" }, { outcomes: 2, maximum: 2, prior });
  const [truth, lie, other] = [
    [0, 1],
    [0, 2],
    [2, 0],
  ];
  const [honest, dishonest] = [truth!, lie!].map((own) => printRational(payoffAt(game, 0, truth!, [own, other!])!));
  return {
    told: "With an independent prior, at others' reports of probability 0: the lie pays although the charge is that of θ_{-i} from its marginal.",
    environment: environment.print(game.environment),
    player: 0,
    truth: truth!,
    lie: lie!,
    others: [other!],
    payoffs: { truth: honest!, lie: dishonest! },
  };
}
