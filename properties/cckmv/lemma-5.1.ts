import { privatePlayers } from "../../generators/private-players.js";
import { privateTables } from "../../generators/private-tables.js";
import type { Check, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { printPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import { type Ceiling, truthfulnessWithPrivacy } from "../../src/notions/privacy-aware-utility.js";
import { boundAt, type PrivacyBound } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Ratio } from "../../src/number/ring.js";
import { reachable } from "../../src/probability/coupling.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import {
  conditionTwo,
  heights,
  indifferent,
  printComparison,
  printUtilities,
  readUtilities,
  steepUtilities,
  worstComparison,
} from "./same-coins-player.js";
import { tableClaim } from "./table-claim.js";
import {
  boundCorners,
  boundCornersOf,
  boundOf,
  drawnBound,
  isPrivate,
  printEpsilonOf,
  privateAt,
  simpleBounds,
  tooLittleNoise,
} from "./table-epsilon.js";
import { allOf, firstFailure, firstViolation, weakest } from "./table-findings.js";
import { lawsOf } from "./table-laws.js";
import {
  explainRatios,
  familiesOf,
  functionCorners,
  functionCornersOf,
  isAllowed,
  type PlayerReading,
  readPlayer,
  repairByMonotony,
} from "./table-player.js";
import { deviations, type TableCase, type TableSetting } from "./tables.js";

/** The hypotheses of the lemma, each of which can be left out. */
export const hypothesesOfLemma51 = ["Assumption 3.1", "ε-differential privacy", "condition (2)"] as const;
type Hypothesis = (typeof hypothesesOfLemma51)[number];

/**
 * Lemma 5.1: (1) M is ε-differentially private; (2) for all θ_i, θ_−i, r and θ′_i, if o = M(θ_i, θ_−i; r) and
 * o′ = M(θ′_i, θ_−i; r) differ, then U_i^out(θ_i, o) − U_i^out(θ_i, o′) ≥ 2F_i(e^ε). Then M is universally truthful for i.
 *
 * Decided at the least utilities that (2) allows, pair by pair: a larger gap only helps, and where F(e^ε) leaves F at a
 * reached ratio without limit, F(e^ε) = 0 with U^out = 0 satisfies (2) and breaks truthfulness.
 */
export const lemma51 = (changes: readonly string[] = [], without?: Hypothesis, constant = 2n): Claim<TableCase> => {
  const reads = (switches: Parameters<typeof readPlayer>[0]) => readPlayer(switches, changes);
  const check = checkWith(without, constant);
  return tableClaim({
    id: "cckmv/lemma-5.1",
    place: "Lemma 5.1",
    statement:
      "Let U_i = U_i^out + U_i^priv satisfy Assumption 3.1 with privacy bound function F_i. Suppose that (1) M is " +
      "ε-differentially private, and (2) for all θ_i, θ_{-i}, r and θ_i': if M(θ_i, θ_{-i}; r) ≠ M(θ_i', θ_{-i}; r), then " +
      "U_i^out(θ_i, M(θ_i, θ_{-i}; r)) − U_i^out(θ_i, M(θ_i', θ_{-i}; r)) ≥ 2F_i(e^ε). Then M is universally truthful for player i.",
    hypotheses: [
      "|U_i^priv(θ_i, o)| ≤ F_i(x_o), F_i(x) → 0 as x → 1",
      "x_o ≤ e^ε for all o, ε > 0",
      "U_i^out(θ_i, o) − U_i^out(θ_i, o') ≥ 2F_i(e^ε) for every pair o ≠ o' reached under one r of positive probability",
      ...changes,
    ].filter((_, i) => without === undefined || i !== hypothesesOfLemma51.indexOf(without)),
    readings: readingsOf(
      { bound: boundSwitches.bound, atOne: boundSwitches.atOne, values: boundSwitches.values },
      { atInfinity: boundSwitches.atInfinity, sign: ["two-signed", "cost"] },
    ),
    switchMeanings,
    argument:
      "More types, outcomes and coins, and any weights: with F nondecreasing, x_o ≤ e^ε and x_{o'} ≤ e^ε give " +
      "U^priv(o') − U^priv(o) ≤ F(x_{o'}) + F(x_o) ≤ 2F(e^ε), the gap that (2) asks for.",
    decide(R, situation, { types, outcomes }, switches) {
      const reading = reads(switches);
      // Up to scale F(e^ε) = 1, but 0 where no utilities fall over all pairs.
      const pairsOf = (truth: number, lie: number) => reachable(R, situation.coupled!(truth, lie));
      const level = without === "condition (2)" || heights(types, outcomes.length, pairsOf) ? 1n : 0n;
      const gap = without === "condition (2)" ? 0n : constant * level;
      const payoff = (type: number, report: number) => R.integer(type === report ? gap : 0n);
      const bounds = without === "ε-differential privacy" ? tooLittleNoise(R, situation) : privateAt(R, situation);
      return allOf(
        bounds.flatMap((at) => {
          const allowed = ceilingGiven(R, reading, at, R.integer(level));
          const ceiling = without === "Assumption 3.1" ? anyMultiple(R, allowed) : allowed;
          return deviations(types).map(([truth, lie]) => ({
            ...truthfulnessWithPrivacy(R, { ...situation, payoff }, truth, lie, "coin", {
              sign: reading.sign,
              ceiling,
            }),
            hypotheses: "boundary" as const,
          }));
        }),
      );
    },
    choices: (environment, switches) => {
      const reading = reads(switches);
      return firstViolation(
        environment,
        (setting) => candidates(setting, reading, without),
        (setting, choices) => check(setting, choices, reading),
      );
    },
    check: (setting, choices, switches) => check(setting, choices, reads(switches)),
    drawnTables: privateTables,
    drawnCorners: [
      ...boundCorners,
      ...functionCorners,
      "condition (2) with equality",
      "condition (2) not met",
      "U^out = 0",
    ],
    drawChoices: () =>
      privatePlayers.map(({ share, F, factor, surplus }) => (setting) => {
        const bound = drawnBound(lawsOf(setting), share);
        const value = boundAt(readPrivacyBound(F, "F"), bound);
        const least = value === "infinity" ? Q.one : Q.multiply(Q.rational(2n), value);
        const gap = Q.add(Q.multiply(least, factor), surplus);
        const utilities = steepUtilities(setting, gap) ?? indifferent(setting);
        return { epsilon: printEpsilonOf(bound), F, outcomeUtility: printUtilities(utilities, setting) };
      }),
    evidence: (_budget, switches) =>
      reads(switches).monotone && without === undefined
        ? Object.fromEntries(
            hypothesesOfLemma51.map((left) => [`without ${left}`, firstFailure(lemma51(changes, left), switches)]),
          )
        : {},
    repair: (reading) => repairByMonotony(reading, changes, (next) => lemma51(next)),
  });
};

/** Without the assumption U^priv is any multiple of F, as far as these examples go. */
const anyMultiple =
  <S>(R: OrderedRing<S>, allowed: (ratio: Ratio<S>) => Ceiling<S>) =>
  (ratio: Ratio<S>): Ceiling<S> => {
    const ceiling = allowed(ratio);
    return ceiling === "unbounded" || R.sign(ceiling) > 0 ? "unbounded" : ceiling;
  };

/** ε, F and U^out at which the lemma may fail, simplest first. */
function* candidates(
  setting: TableSetting,
  reading: PlayerReading,
  without: Hypothesis | undefined,
): Generator<JsonObject> {
  const laws = lawsOf(setting);
  const bounds =
    without === "ε-differential privacy" && laws.tightest !== "infinity" && Q.compare(laws.tightest, Q.one) > 0
      ? [Q.simplestBetween(Q.one, laws.tightest)]
      : simpleBounds(laws);
  for (const bound of bounds) {
    for (const F of familiesOf(laws, bound, reading)) {
      const gap = Q.multiply(Q.rational(2n), boundAt(F, bound) as Q.Rational);
      for (const utilities of [indifferent(setting), steepUtilities(setting, gap)]) {
        if (utilities === undefined) continue;
        yield {
          epsilon: printEpsilonOf(bound),
          F: printPrivacyBound(F),
          outcomeUtility: printUtilities(utilities, setting),
        };
      }
    }
  }
}

/** Both sides for concrete ε, F and utilities; what is left out of lie, pair and signs is taken at its worst. */
const checkWith =
  (without: Hypothesis | undefined, constant: bigint) =>
  (setting: TableSetting, choices: JsonObject, reading: PlayerReading): Check => {
    const laws = lawsOf(setting);
    const bound = boundOf(choices, laws);
    const F: PrivacyBound = readPrivacyBound(choices.F, "choices.F");
    const utilities = readUtilities(choices.outcomeUtility, setting);
    const sign = without === "Assumption 3.1" ? "any" : reading.sign;
    const worst = worstComparison(setting, laws, F, utilities[setting.report]!, sign, choices);
    const value = boundAt(F, bound);
    const two = conditionTwo(
      setting,
      utilities,
      value === "infinity" ? value : Q.multiply(Q.rational(constant), value),
    );
    const { left, right } = worst;
    return {
      hypotheses: weakest([
        isAllowed(F, reading) && laws.tightest !== "infinity" ? "inside" : "outside",
        without === "ε-differential privacy" ? "inside" : isPrivate(laws, bound),
        without === "condition (2)" ? "inside" : two,
      ]),
      holds: Q.atMost(right, left),
      inequality: "U_out(θ_i, o) - U_out(θ_i, o') >= U_priv(θ_i, o') - U_priv(θ_i, o)",
      left,
      right,
      larger: "left",
      choices: {
        ...choices,
        epsilon: printEpsilonOf(bound),
        truth: setting.report,
        ...printComparison(worst, setting),
      },
      explanation: explainRatios(setting, laws, F, bound),
      corners: [
        ...boundCornersOf(laws, bound),
        ...functionCornersOf(F),
        ...(two === "boundary" ? ["condition (2) with equality"] : two === "outside" ? ["condition (2) not met"] : []),
        ...(utilities.flat().every((u) => u.numerator === 0n) ? ["U^out = 0"] : []),
      ],
    };
  };
