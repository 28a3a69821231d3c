import type { Claim } from "../../src/claim/claim.js";
import { beside } from "../../src/game/profile.js";
import { hold } from "../../src/mechanisms/hk/gain.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import { canonical, type Json } from "../../src/verdict/json.js";
import type { ExactSetting, Setting, SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import type { Charged } from "./charged.js";
import {
  type Consequence,
  consequenceOf,
  isExpected,
  signAt,
  stepsOf,
  tilted,
  unproved,
  utilityForm,
} from "./consequence.js";

/** What claims about the expected utility of one player have to say for themselves; see `SituationClaim` for the rest. */
export interface UtilityClaim<P, E, T, O>
  extends Omit<SituationClaim<P, E, T, O>, "decide" | "sides" | "choices" | "step"> {
  /** Every exponent of all cases is a multiple of it. */
  readonly step: Q.Rational;
  /** What the truth is compared with: each lie of `reports`, staying out with utility 0, or both. */
  readonly against: readonly ("lies" | "nothing")[];
  /** What else must hold over any ring for the comparison with a lie to be proved. */
  alsoHolds?<S>(R: OrderedRing<S>, setting: Setting<P, E, T, O, S>, lie: T): boolean;
  /** What the truth gains over a lie, computed in other ways: the check holds only if all are one number. */
  sameGain?(setting: ExactSetting<P, E, T, O>, lie: T): readonly L.LogForm[];
}

/**
 * E[v_i − p_i | truth] ≥ E[v_i − p_i | lie] for every lie (incentive compatible), and ≥ 0 (individually rational), the other reports
 * fixed; her type is her own report in the case.
 *
 * For all ε at once: a payment is value − (1/a)·ln(ratio). Where value = E[b_i], b_i the report, and
 * P_lie(o)·e^{a(v_i − b_i)(o)}·ratio_lie = P_truth(o)·ratio_truth for every outcome o, the truth gains (1/a)·KL(P_lie‖P_truth) over
 * the lie: never less than 0, by Gibbs' inequality. These are equations over the ring. The utility of the truth is (1/a)·ln(ratio),
 * whose sign is that of ratio − 1. Where an equation fails, the sign of the logarithms at one ε decides, over the integers.
 */
export function utilityClaim<P, E, T, O>(
  charged: Charged<P, E, T, O>,
  parts: UtilityClaim<P, E, T, O>,
): Claim<SituationCase> {
  const { format } = charged;
  const text = (report: T | null): string => canonical(format.report.print(report));

  const worthOf = <S>(setting: Setting<P, E, T, O, S>, type: T, outcome: O) =>
    charged.value(setting, setting.player, type, outcome);

  /** What she does instead of telling the truth: undefined is staying out. */
  const instead = (setting: Setting<P, E, T, O, unknown>): readonly (T | undefined)[] =>
    parts.against.flatMap((what): readonly (T | undefined)[] =>
      what === "nothing"
        ? [undefined]
        : (setting.situation.reports.filter((report) => text(report) !== text(setting.type)) as T[]),
    );

  function decideOne<S>(
    R: OrderedRing<S>,
    setting: Setting<P, E, T, O, S>,
    truth: Consequence<O, S> | undefined,
    lie: T | undefined,
  ): Finding<S> {
    const witness = { instead: lie === undefined ? null : format.report.print(lie) };
    const finding = (conclusion: "holds" | "fails"): Finding<S> => ({ hypotheses: "inside", conclusion, witness });
    const other = lie === undefined ? truth : consequenceOf(R, charged, setting, parts.step, lie);
    if (!truth || !other) return { ...finding("holds"), hypotheses: "outside" };
    const worth = (type: T) => (outcome: O) => worthOf(setting, type, outcome);
    if (isExpected(R, truth, worth(setting.type!))) {
      if (lie === undefined) {
        return finding(R.sign(R.subtract(truth.ratio.numerator, truth.ratio.denominator)) >= 0 ? "holds" : "fails");
      }
      const steps = stepsOf(charged, setting, parts.step, (outcome) =>
        Q.subtract(worth(setting.type!)(outcome), worth(lie)(outcome)),
      );
      const proved =
        isExpected(R, other, worth(lie)) &&
        hold(R, tilted(R, truth, other, steps)) &&
        // At one ε it follows.
        (typeof R.one === "bigint" || (parts.alsoHolds?.(R, setting, lie) ?? true));
      if (proved) return finding("holds");
    }
    const sign = signAt(R, parts.step, () => {
      const gain = utilityForm(truth, worth(setting.type!), charged.rate(setting.parameters));
      return lie === undefined
        ? gain
        : L.subtract(gain, utilityForm(other, worth(setting.type!), charged.rate(setting.parameters)));
    });
    return sign === undefined ? { ...finding("fails"), ...unproved } : finding(sign >= 0 ? "holds" : "fails");
  }

  const printed = (setting: Setting<P, E, T, O, unknown>): readonly Json[] =>
    instead(setting).map((lie) => (lie === undefined ? null : format.report.print(lie)));

  /** Expected utility at the ε of the example: chances of the law, payments of the format; undefined where hers is. */
  const utilityAt = (setting: ExactSetting<P, E, T, O>, report: T): L.LogForm | undefined => {
    const { epsilon, parameters, environment, rest, player, type } = setting;
    const profile = beside(rest, player, report as T | null);
    const payment = format.payments!({ epsilon: epsilon!, parameters, environment, profile, byCounts: false })[player];
    if (payment === null || payment === undefined) return undefined;
    const paid = "logs" in payment ? payment : L.fromRational(payment);
    const worth = setting
      .outcomes()
      .map((outcome) => Q.multiply(setting.chance(report, outcome), worthOf(setting, type!, outcome)));
    return L.add(L.fromRational(worth.reduce(Q.add, Q.zero)), charged.isPaidOut ? paid : L.negate(paid));
  };

  return situationClaim(format, {
    ...parts,
    decide(R, setting) {
      const truth = consequenceOf(R, charged, setting, parts.step, setting.type!);
      const findings = instead(setting).map((lie) => decideOne(R, setting, truth, lie));
      const rank = { fails: 2, undecided: 1, holds: 0 };
      return findings.reduce<Finding<never>>(
        (worst, next) => (rank[next.conclusion] > rank[worst.conclusion] ? (next as Finding<never>) : worst),
        { hypotheses: findings.length === 0 ? "outside" : "inside", conclusion: "holds", witness: {} },
      );
    },
    choices: { instead: printed },
    sides(setting, choices) {
      const left = utilityAt(setting, setting.type!);
      const stays = choices.instead === null;
      const lie = stays ? undefined : (setting.readReport(choices.instead) as T);
      const right = lie === undefined ? L.zero : utilityAt(setting, lie);
      if (!left || !right) return { ...unpaid, explanation: `the payment of player ${setting.player} is not defined` };
      const gain = L.subtract(left, right);
      const same = lie === undefined ? [] : (parts.sameGain?.(setting, lie) ?? []);
      const agrees = same.every((form) => L.equals(form, gain, setting.epsilon));
      return {
        left,
        right,
        larger: "left",
        holds: L.sign(gain, setting.epsilon) >= 0 && agrees,
        inequality: stays
          ? "E[v_i(r)] - p_i(v_i) >= 0"
          : "E[v_i(r)] - p_i(v_i) >= E[v_i(r)] - p_i(b_i), r drawn at v_i and at b_i",
        explanation:
          `player ${setting.player} has the type ${text(setting.type)} and ${stays ? "may stay out" : `may report ${canonical(choices.instead!)}`}` +
          (agrees ? "" : "; the gain is not the divergence of the two laws"),
      };
    },
  });
}

/** What is said where a payment is not defined. */
const unpaid = {
  hypotheses: "outside",
  left: L.zero,
  right: L.zero,
  larger: "left",
  inequality: "E[v_i(r)] - p_i(v_i) >= 0",
} as const;
