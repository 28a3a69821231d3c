import type { Claim } from "../../src/claim/claim.js";
import { beside } from "../../src/game/profile.js";
import { refuse } from "../../src/instance/input.js";
import { type Identity, hold } from "../../src/mechanisms/hk/gain.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { coarser, type OrderedRing, powerQuotient, type Quotient, safeInteger, sum } from "../../src/number/ring.js";
import { type Law, probabilities } from "../../src/probability/law.js";
import { commonDenominator } from "../../src/probability/rational-law.js";
import type { Finding } from "../../src/verdict/finding.js";
import { canonical, type Json } from "../../src/verdict/json.js";
import type { ExactSetting, Setting, SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import type { Charged } from "./charged.js";

/** What claims about the expected utility of one player have to say for themselves; see `SituationClaim` for the rest. */
export interface UtilityClaim<P, E, T, O>
  extends Omit<SituationClaim<P, E, T, O>, "decide" | "sides" | "choices" | "step"> {
  /** Every exponent of all cases is a multiple of it. */
  readonly step: Q.Rational;
  /** What the truth is compared with: each lie of `reports`, staying out with utility 0, or both. */
  readonly against: readonly ("lies" | "nothing")[];
  /** Further equations by which the comparison with a lie is proved; they must hold, too. */
  identities?<S>(R: OrderedRing<S>, setting: Setting<P, E, T, O, S>, lie: T): readonly Identity<S>[];
  /** What the truth gains over a lie, computed in other ways: the check holds only if all are one number. */
  sameGain?(setting: ExactSetting<P, E, T, O>, lie: T): readonly L.LogForm[];
}

/** What a report leads to over one ring: the law, and what she pays. */
interface Consequence<O, S> {
  readonly law: Law<O, S>;
  readonly value: Quotient<S>;
  readonly ratio: Quotient<S>;
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
  const { mechanism } = format;
  const text = (report: T | null): string => canonical(format.report.print(report));

  const consequence = <S>(R: OrderedRing<S>, setting: Setting<P, E, T, O, S>, report: T): Consequence<O, S> | undefined => {
    const own = mechanism.step!(setting.parameters, setting.environment);
    const stride = safeInteger(Q.divide(own, parts.step).numerator, "step");
    const profile = beside(setting.rest, setting.player, report as T | null);
    const payment = charged.payment(coarser(R, stride), setting, profile, setting.player);
    return payment && { law: setting.situation.law(report), ...payment };
  };
  const worthOf = <S>(setting: Setting<P, E, T, O, S>, type: T, outcome: O) =>
    charged.value(setting, setting.player, type, outcome);

  /** u(truth) − u(lie) at one ε, or u(truth) itself. */
  const formOver = (R: OrderedRing<bigint>, setting: Setting<P, E, T, O, bigint>, lie?: T): L.LogForm => {
    const utility = (report: T): L.LogForm => {
      const { law, value, ratio } = consequence(R, setting, report)!;
      const worth = law.entries.map(({ outcome, weight }) =>
        Q.multiply(worthOf(setting, setting.type!, outcome), Q.rational(weight, law.total)),
      );
      const logs = L.scale(L.ln(Q.fromQuotient(ratio)), Q.divide(Q.one, charged.rate(setting.parameters)));
      return L.add(
        L.fromRational(Q.subtract(worth.reduce(Q.add, Q.zero), Q.fromQuotient(value))),
        L.overEpsilon(logs),
      );
    };
    const truth = utility(setting.type!);
    return lie === undefined ? truth : L.subtract(truth, utility(lie));
  };

  /** What she does instead of telling the truth: undefined is staying out. */
  const instead = (setting: Setting<P, E, T, O, unknown>): readonly (T | undefined)[] =>
    parts.against.flatMap((what): readonly (T | undefined)[] =>
      what === "nothing"
        ? [undefined]
        : setting.situation.reports.filter((report) => text(report) !== text(setting.type)) as T[],
    );

  function decideOne<S>(
    R: OrderedRing<S>,
    setting: Setting<P, E, T, O, S>,
    truth: Consequence<O, S> | undefined,
    lie: T | undefined,
  ): Finding<S> {
    const witness = { instead: lie === undefined ? null : format.report.print(lie) };
    const finding = (conclusion: "holds" | "fails"): Finding<S> => ({ hypotheses: "inside", conclusion, witness });
    const other = lie === undefined ? truth : consequence(R, setting, lie);
    if (!truth || !other) return { ...finding("holds"), hypotheses: "outside" };
    const worth = (type: T) => (outcome: O) => worthOf(setting, type, outcome);
    if (isExpected(R, truth, worth(setting.type!))) {
      if (lie === undefined) {
        return finding(R.sign(R.subtract(truth.ratio.numerator, truth.ratio.denominator)) >= 0 ? "holds" : "fails");
      }
      const difference = (outcome: O) => Q.subtract(worth(setting.type!)(outcome), worth(lie)(outcome));
      const steps = (outcome: O) =>
        safeInteger(inWhole(Q.divide(Q.multiply(difference(outcome), charged.rate(setting.parameters)), parts.step)), "step");
      const proved =
        isExpected(R, other, worth(lie)) &&
        hold(R, [...tilted(R, truth, other, steps), ...(parts.identities?.(R, setting, lie) ?? [])]);
      if (proved) return finding("holds");
    }
    if (typeof R.one !== "bigint") {
      return { ...finding("fails"), conclusion: "undecided", reason: "precision" };
    }
    const integers = R as unknown as OrderedRing<bigint>;
    const power = integers.power(1, 1);
    const epsilon = { times: Q.divide(Q.one, parts.step), log: Q.rational(power, integers.power(0, 1)) };
    const form = formOver(integers, setting as unknown as Setting<P, E, T, O, bigint>, lie);
    return finding(L.sign(form, epsilon) >= 0 ? "holds" : "fails");
  }

  const printed = (setting: Setting<P, E, T, O, unknown>): readonly Json[] =>
    instead(setting).map((lie) => (lie === undefined ? null : format.report.print(lie)));

  /** Expected utility at the ε of the example: chances of the law, payments of the format. */
  const utilityAt = (setting: ExactSetting<P, E, T, O>, report: T): L.LogForm => {
    const { epsilon, parameters, environment, rest, player, type } = setting;
    const profile = beside(rest, player, report as T | null);
    const payment = format.payments!({ epsilon: epsilon!, parameters, environment, profile, byCounts: false })[player];
    if (payment === null || payment === undefined) throw refuse("choices.player", "her payment is not defined");
    const paid = "logs" in payment ? payment : L.fromRational(payment);
    const worth = setting
      .outcomes()
      .map((outcome) => Q.multiply(setting.chance(report, outcome), worthOf(setting, type!, outcome)));
    return L.add(L.fromRational(worth.reduce(Q.add, Q.zero)), charged.isPaidOut ? paid : L.negate(paid));
  };

  return situationClaim(format, {
    ...parts,
    decide(R, setting) {
      const truth = consequence(R, setting, setting.type!);
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
      const gain = L.subtract(left, right);
      const same = lie === undefined ? [] : (parts.sameGain?.(setting, lie) ?? []);
      const agrees = same.every((form) => L.equals(form, gain, setting.epsilon));
      return {
        left,
        right,
        larger: "left",
        holds: L.sign(gain, setting.epsilon) >= 0 && agrees,
        inequality: stays ? "E[v_i(r)] - p_i(v_i) >= 0" : "E[v_i(r)] - p_i(v_i) >= E[v_i(r)] - p_i(b_i), r drawn at v_i and at b_i",
        explanation:
          `player ${setting.player} has the type ${text(setting.type)} and ${stays ? "may stay out" : `may report ${canonical(choices.instead!)}`}` +
          (agrees ? "" : "; the gain is not the divergence of the two laws"),
      };
    },
  });
}

/** An exact count. Throws RangeError for a fraction. */
function inWhole(x: Q.Rational): bigint {
  if (Q.isInteger(x)) return x.numerator;
  throw new RangeError(`step: ${Q.printRational(x)} is no whole number of steps`);
}

/** Whether the payment's value is the expectation of `worth`. */
function isExpected<O, S>(R: OrderedRing<S>, { law, value }: Consequence<O, S>, worth: (outcome: O) => Q.Rational): boolean {
  const values = law.entries.map(({ outcome }) => worth(outcome));
  const unit = commonDenominator(values);
  const terms = law.entries.map(({ weight }, i) =>
    R.multiply(R.integer((values[i]!.numerator * unit) / values[i]!.denominator), weight),
  );
  const expected = { numerator: sum(R, terms), denominator: R.multiply(R.integer(unit), law.total) };
  return R.equals(R.multiply(value.numerator, expected.denominator), R.multiply(expected.numerator, value.denominator));
}

/** P_lie(o)·y^{steps(o)}·ratio_lie = P_truth(o)·ratio_truth for every outcome o, y the base of the ring. */
function tilted<O, S>(
  R: OrderedRing<S>,
  truth: Consequence<O, S>,
  lie: Consequence<O, S>,
  steps: (outcome: O) => number,
): readonly Identity<S>[] {
  const chance = probabilities(R, truth.law);
  const product = (...quotients: readonly Quotient<S>[]): Quotient<S> =>
    quotients.reduce((x, y) => ({
      numerator: R.multiply(x.numerator, y.numerator),
      denominator: R.multiply(x.denominator, y.denominator),
    }));
  return lie.law.entries.map(({ outcome, weight }) => {
    const left = product({ numerator: weight, denominator: lie.law.total }, powerQuotient(R, steps(outcome)), lie.ratio);
    const right = product(chance(outcome), truth.ratio);
    return {
      of: "the chance of an outcome",
      left: R.multiply(left.numerator, right.denominator),
      right: R.multiply(right.numerator, left.denominator),
    };
  });
}
