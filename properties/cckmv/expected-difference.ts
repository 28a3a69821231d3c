import { privatePlayers } from "../../generators/private-players.js";
import { privateTables } from "../../generators/private-tables.js";
import type { Check, Claim, Side } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import { printPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import { boundAt } from "../../src/notions/privacy-bound.js";
import * as L from "../../src/number/log-form.js";
import { integersWithoutLog as Z } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { totalVariation } from "../../src/probability/divergence.js";
import { probability } from "../../src/probability/law.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { printByOutcome, readSigns } from "./by-outcome.js";
import { atMostSide, sideOf } from "./log-sides.js";
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
import { type Laws, lawsOf, statisticalDifference } from "./table-laws.js";
import {
  boundAtOutcome,
  explainRatios,
  familiesOf,
  functionCorners,
  functionCornersOf,
  isAllowed,
  liesOf,
  type PlayerReading,
  readPlayer,
  repairByMonotony,
} from "./table-player.js";
import { deviations, type TableCase, type TableSetting, tableSituation } from "./tables.js";

/** The hypotheses of Lemma 5.2, each of which can be left out. */
export const hypothesesOfLemma52 = ["Assumption 3.1", "ε-differential privacy"] as const;
export type Hypothesis = (typeof hypothesesOfLemma52)[number];

/** A claim |E[U^priv(θ_i, M(θ_i))] − E[U^priv(θ_i, M(θ_i′))]| ≤ F_i(e^ε)·factor(e^ε, SD) about every mechanism. */
export interface DifferenceClaim {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly argument: string;
  readonly readings: readonly Reading[];
  readonly switchMeanings: Readonly<Record<string, string>>;
  factor(bound: Q.Rational, difference: Q.Rational, switches: Switches): L.LogForm;
  /** The right side as it is printed. */
  printed(switches: Switches): string;
  evidence?(switches: Switches): JsonObject;
  /** The claim with other changes, or without one of its hypotheses. */
  variant(changes: readonly string[], without?: Hypothesis): Claim<TableCase>;
}

/**
 * Decided for the worst U^priv, which sits at an end of its range outcome by outcome, and for the worst F: up to scale
 * F(e^ε) = 1, and F is as large elsewhere as its reading allows.
 */
export function differenceClaim(
  parts: DifferenceClaim,
  changes: readonly string[],
  without: Hypothesis | undefined,
): Claim<TableCase> {
  const { id, place, statement, argument, readings, switchMeanings } = parts;
  const check = (setting: TableSetting, choices: JsonObject, switches: Switches): Check =>
    checkDifference(parts, setting, choices, readPlayer(switches, changes), switches, without);
  return tableClaim({
    id,
    place,
    statement,
    argument,
    readings,
    switchMeanings,
    hypotheses: ["|U_i^priv(θ_i, o)| ≤ F_i(x_o), F_i(x) → 0 as x → 1", "x_o ≤ e^ε for all o, ε > 0", ...changes].filter(
      (_, i) => without === undefined || i !== hypothesesOfLemma52.indexOf(without),
    ),
    decide(_R, _situation, environment, switches) {
      const situation = tableSituation(Z, environment);
      const reading = readPlayer(switches, changes);
      const bounds = without === "ε-differential privacy" ? tooLittleNoise(Z, situation) : privateAt(Z, situation);
      const pairs = deviations(environment.types).filter(([truth, lie]) => truth < lie);
      return allOf(
        bounds.flatMap((at) =>
          pairs.map(([truth, lie]): Finding<never> => {
            const allowed = ceilingGiven(Z, reading, at, 1n);
            const ceiling: typeof allowed = (ratio) =>
              without === "Assumption 3.1" && allowed(ratio) !== 0n ? "unbounded" : allowed(ratio);
            const left = worstDifference(situation, truth, lie, reading, ceiling);
            const difference = Q.fromQuotient(totalVariation(Z, situation.law(truth), situation.law(lie)));
            const right = parts.factor(Q.fromQuotient(at), difference, switches);
            const holds = left !== "infinity" && L.compare(L.fromRational(left), right) <= 0;
            return { hypotheses: "boundary", conclusion: holds ? "holds" : "fails", witness: { truth, lie } };
          }),
        ),
      );
    },
    choices: (environment, switches) =>
      firstViolation(
        environment,
        (setting) => candidates(setting, readPlayer(switches, changes), without),
        (setting, choices) => check(setting, choices, switches),
      ),
    check,
    drawnTables: privateTables,
    drawnCorners: [...boundCorners, ...functionCorners],
    drawChoices: () =>
      privatePlayers.map(({ share, F }) => (setting) => ({
        epsilon: printEpsilonOf(drawnBound(lawsOf(setting), share)),
        F,
      })),
    evidence: (_budget, switches) =>
      readPlayer(switches, changes).monotone && without === undefined
        ? {
            ...parts.evidence?.(switches),
            ...Object.fromEntries(
              hypothesesOfLemma52.map((left) => [
                `without ${left}`,
                firstFailure(parts.variant(changes, left), switches),
              ]),
            ),
          }
        : {},
    repair: (reading) => repairByMonotony(reading, changes, (next) => parts.variant(next)),
  });
}

/** max |Σ_o (p_o − p′_o)·U^priv(o)| over the privacy utilities below the ceilings, "infinity" where they set no limit. */
function worstDifference(
  situation: Situation<number, number, bigint>,
  truth: number,
  lie: number,
  { sign }: PlayerReading,
  ceiling: ReturnType<typeof ceilingGiven<bigint>>,
): Q.Extended {
  const [P, P2] = [situation.law(truth), situation.law(lie)];
  const total = P.total * P2.total;
  let [up, down, unbounded] = [0n, 0n, false];
  for (const { outcome, ratio } of privacyRatios(Z, situation)) {
    const [p, q] = [probability(Z, P, outcome), probability(Z, P2, outcome)];
    const k = p.numerator * q.denominator - q.numerator * p.denominator;
    if (k === 0n) continue;
    const most = ceiling(ratio);
    if (most === "unbounded") unbounded = true;
    else if (k > 0n) up += k * most;
    else down -= k * most;
  }
  if (unbounded) return "infinity";
  return Q.rational(sign === "cost" ? (up > down ? up : down) : up + down, total);
}

/** ε and F at which such a claim may fail, simplest first. */
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
      yield { epsilon: printEpsilonOf(bound), F: printPrivacyBound(F) };
    }
  }
}

function checkDifference(
  { factor, printed }: DifferenceClaim,
  setting: TableSetting,
  choices: JsonObject,
  reading: PlayerReading,
  switches: Switches,
  without: Hypothesis | undefined,
): Check {
  const laws = lawsOf(setting);
  const bound = boundOf(choices, laws);
  const F = readPrivacyBound(choices.F, "choices.F");
  const worst = worstLie(setting, laws, choices, F, without === "Assumption 3.1" ? "any" : reading.sign);
  const right = sideAt(boundAt(F, bound), factor(bound, worst.difference, switches));
  return {
    hypotheses: weakest([
      isAllowed(F, reading) && laws.tightest !== "infinity" ? "inside" : "outside",
      without === "ε-differential privacy" ? "inside" : isPrivate(laws, bound),
    ]),
    holds: atMostSide(worst.left, right),
    inequality: `|E[U_priv(θ_i, M(θ_i))] - E[U_priv(θ_i, M(θ_i'))]| <= ${printed(switches)}`,
    left: worst.left,
    right,
    larger: "right",
    choices: {
      ...choices,
      epsilon: printEpsilonOf(bound),
      truth: setting.report,
      lie: worst.lie,
      privacySigns: printByOutcome(worst.signs, setting.environment),
    },
    explanation: `${explainRatios(setting, laws, F, bound)}; SD = ${Q.printRational(worst.difference)}`,
    corners: [...boundCornersOf(laws, bound), ...functionCornersOf(F)],
  };
}

/** F(e^ε)·factor; ∞·0 is 0. */
function sideAt(value: Q.Extended, factor: L.LogForm): Side {
  if (value !== "infinity") return sideOf(L.scale(factor, value));
  return L.sign(factor) === 0 ? Q.zero : value;
}

interface Difference {
  readonly lie: number;
  readonly left: Q.Extended;
  readonly signs: readonly Q.Rational[];
  readonly difference: Q.Rational;
}

/** |Σ_o (p_o − p′_o)·s(o)·F(x_o)| for the given lie and signs, or the worst ones. */
function worstLie(
  setting: TableSetting,
  laws: Laws,
  choices: JsonObject,
  F: Parameters<typeof boundAtOutcome>[0],
  sign: Parameters<typeof readSigns>[1],
): Difference {
  const P = laws.chances[setting.report]!;
  const values = P.map((_, o) => boundAtOutcome(F, laws, o));
  const all = liesOf(setting, choices).flatMap((lie) => {
    const P2 = laws.chances[lie]!;
    const ks = P.map((p, o) => Q.subtract(p, P2[o]!));
    const signs =
      choices.privacySigns === undefined
        ? worstSigns(ks.map(Q.signOfRational), sign)
        : [readSigns(choices.privacySigns, sign, setting.environment)];
    const difference = statisticalDifference(P, P2);
    return signs.map((s) => ({ lie, left: magnitudeOf(ks, s, values), signs: s, difference }));
  });
  return all.reduce((most, next) => (Q.atMost(next.left, most.left) ? most : next));
}

function worstSigns(ks: readonly (-1 | 0 | 1)[], sign: Parameters<typeof readSigns>[1]): readonly Q.Rational[][] {
  const times = (n: bigint) => ks.map((k) => Q.rational(BigInt(k) * n));
  // Without the assumption there is no worst one; four times the bound is enough for an example.
  if (sign === "any") return [times(4n)];
  if (sign !== "cost") return [times(1n)];
  return [1, -1].map((side) => ks.map((k) => Q.rational(k === side ? -1n : 0n)));
}

function magnitudeOf(
  ks: readonly Q.Rational[],
  signs: readonly Q.Rational[],
  values: readonly Q.Extended[],
): Q.Extended {
  let total = Q.zero;
  for (const [o, k] of ks.entries()) {
    const weight = Q.multiply(k, signs[o]!);
    const value = values[o]!;
    if (weight.numerator === 0n) continue;
    if (value === "infinity") return value;
    total = Q.add(total, Q.multiply(weight, value));
  }
  return total.numerator < 0n ? Q.negate(total) : total;
}
