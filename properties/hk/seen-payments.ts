import type { Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { beside, type Profile, size } from "../../src/game/profile.js";
import type { RangeValues } from "../../src/instance/hk-range.js";
import { refuse } from "../../src/instance/input.js";
import { jointLevel, paymentLevel } from "../../src/mechanisms/hk/laplace-payments.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type OrderedRing, type Quotient, safeInteger } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { Json } from "../../src/verdict/json.js";
import type { ExactSetting, Place, Setting, SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import { chargeForm } from "./consequence.js";
import { alone, isBetweenZeroAndOne } from "./payment-range.js";
import { expectedCharges, type PaymentScheme, printedScale, tellsFigure1 } from "./payment-schemes.js";

/** Who sees which payments: each payment by itself, those of the others by themselves, or all together. */
export type Seen = "each" | "each of the others" | "all";

/** The payments of a profile as the mechanism tells them, whether they are those of Figure 1, and the scale of their noise times ε. */
interface Told {
  readonly payments: readonly L.LogForm[];
  readonly agrees: boolean;
  readonly scale: Q.Rational | undefined;
}

/** Whether 0 ≤ p_j ≤ 1 at a profile is proved. */
type Facts = (profile: Profile<ValueRow | null>, j: number) => boolean;

type At = Place<Sharpness, Range, ValueRow>;
type Own<S> = Setting<Sharpness, Range, ValueRow, number, S>;
type Exact = ExactSetting<Sharpness, Range, ValueRow, number>;

/** What claims about payments say for themselves where one player changes; see `SituationClaim` for the rest. */
export interface SeenPayments
  extends Omit<
    SituationClaim<Sharpness, Range, ValueRow, number>,
    "decide" | "sides" | "choices" | "step" | "reports"
  > {
  /** 1/times is the step: every exponent of all cases is a multiple of it. */
  readonly times: bigint;
  readonly seen: Seen;
  /** Whether the outcome is seen beside the payments. */
  withOutcome?(switches: Switches): boolean;
  /** The bound is this many ε; one unless told. */
  multiple?(switches: Switches): Q.Rational;
  /** The valuations that the player may change to. */
  reports(place: At): readonly ValueRow[];
  /** Whether the level is shown as |p_j − p_j'|, the bound as a number: without noise. */
  readonly asSensitivity?: boolean;
}

/**
 * The level of privacy Σ_{j seen} |p_j(v) − p_j(v′)|/s, plus ln max_r Pr_v[r]/Pr_{v′}[r] where the outcome is seen, is at most a
 * multiple of ε, for every other valuation of one player. For all ε at once: both payments are between 0 and 1, by
 * `isBetweenZeroAndOne`, and the outcome's ratio is at most e^ε. Where that is not enough the sign at one ε decides, over the
 * integers. That is decided for the payments of Figure 1; the check takes those that the mechanism tells, which must be the same.
 */
export function seenPayments(scheme: PaymentScheme, parts: SeenPayments): Claim<SituationCase> {
  const step = Q.rational(1n, parts.times);
  const charged = expectedCharges(scheme, parts.times / 2n);
  const { format } = charged;
  const isJoint = (switches: Switches) => parts.withOutcome?.(switches) ?? false;
  const multiple = (switches: Switches) => parts.multiple?.(switches) ?? Q.one;

  /** The groups of payments that somebody sees together. */
  const views = ({ profile, player }: At): readonly (readonly number[])[] => {
    const all = Array.from({ length: size(profile) }, (_, j) => j);
    if (parts.seen === "all") return [all];
    return all.filter((j) => parts.seen === "each" || j !== player).map((j) => [j]);
  };

  const profilesOf = ({ profile, rest, player }: At, other: ValueRow) =>
    [alone(profile), alone(beside(rest, player, other as ValueRow | null))] as const;

  /** Each profile once: the player's own stands in every pair. */
  const factsOver = <S>(R: OrderedRing<S>, at: Own<S>) => {
    const known = new Map<string, boolean>();
    return (profile: Profile<ValueRow | null>, j: number): boolean => {
      const key = `${profile.map(({ report }) => text(report)).join()} ${j}`;
      const is = known.get(key) ?? isBetweenZeroAndOne(R, charged, step, at, profile, j);
      known.set(key, is);
      return is;
    };
  };

  /** Whether the two facts prove it over the ring. */
  function isProved<S>(R: OrderedRing<S>, at: Own<S>, other: ValueRow, switches: Switches, facts: Facts): boolean {
    const [own, changed] = profilesOf(at, other);
    const seen = views(at);
    const room = Q.subtract(multiple(switches), isJoint(switches) ? Q.one : Q.zero);
    const scale = scheme.noise?.(size(own)).scale ?? Q.one;
    const most = seen.map((payments) => Q.divide(Q.rational(BigInt(payments.length)), scale));
    if (most.some((sum) => Q.compare(sum, room) > 0)) return false;
    if (isJoint(switches)) {
      const bound = at.expEpsilon(Q.one);
      const ratio = largestRatio(R, at.situation.law(at.type), at.situation.law(other));
      if (compareQuotients(R, ratio, bound) > 0) return false;
    }
    const payments = [...new Set(seen.flat())];
    return [own, changed].every((profile) => payments.every((j) => facts(profile, j)));
  }

  /** At one ε: the sign of the bound less the largest level. */
  function holdsAt(R: OrderedRing<bigint>, at: Own<bigint>, other: ValueRow, switches: Switches): boolean {
    const epsilon = epsilonOf(R, step);
    const own = coarser(
      R,
      safeInteger(Q.divide(format.mechanism.step!(at.parameters, at.environment), step).numerator, "step"),
    );
    const forms = profilesOf(at, other).map(
      (profile) => (j: number) => chargeForm(charged.payment(own, at, profile, j)!, charged.rate(at.parameters)),
    );
    const noise = scheme.noise?.(size(at.profile)) ?? { scale: Q.one };
    const bound = L.scale(L.timesEpsilon(L.fromRational(Q.one), epsilon), multiple(switches));
    return views(at).every((payments) => {
      const level = paymentLevel(noise, payments.map(forms[0]!), payments.map(forms[1]!), epsilon);
      const whole = isJoint(switches)
        ? jointLevel(level, largestRatio(R, at.situation.law(at.type), at.situation.law(other)))
        : level;
      return L.compare(whole, bound) <= 0;
    });
  }

  function decideOne<S>(R: OrderedRing<S>, at: Own<S>, other: ValueRow, switches: Switches, facts: Facts): Finding<S> {
    const finding = { hypotheses: "inside", witness: {} } as const;
    if (isProved(R, at, other, switches, facts)) return { ...finding, conclusion: "holds" };
    if (!isOverIntegers(R)) return { ...finding, conclusion: "undecided", reason: "precision" };
    const holds = holdsAt(R as never, at as never, other, switches);
    return { ...finding, conclusion: holds ? "holds" : "fails" };
  }

  const known = new WeakMap<Exact, Map<string, Told>>();
  /** What the mechanism tells at a profile, at the ε of an example. */
  const toldAt = (setting: Exact, profile: Profile<ValueRow | null>): Told => {
    const found = known.get(setting) ?? new Map<string, Told>();
    known.set(setting, found);
    const key = profile.map(({ report }) => text(report)).join();
    const { epsilon, parameters, environment } = setting;
    const values = { epsilon: epsilon!, parameters, environment, profile, byCounts: false };
    const told = found.get(key) ?? {
      payments: format.payments!(values) as readonly L.LogForm[],
      agrees: tellsFigure1(scheme, values as RangeValues),
      scale: scheme.noise && printedScale(scheme, values as RangeValues),
    };
    found.set(key, told);
    return told;
  };

  const seenAs = (payments: readonly number[]): Json => (parts.seen === "all" ? "everybody" : payments[0]!);

  return situationClaim(format, {
    ...parts,
    step,
    decide(R, setting, switches) {
      // Over one ring nothing is worse than the first change that does not hold.
      let finding: Finding<never> = { hypotheses: "outside", conclusion: "holds", witness: {} };
      const facts = factsOver(R, setting);
      for (const other of parts.reports(setting)) {
        finding = decideOne(R, setting, other, switches, facts) as Finding<never>;
        if (finding.conclusion !== "holds") break;
      }
      return finding;
    },
    choices: {
      other: (setting) => parts.reports(setting).map(setting.printReport),
      observer: (setting) => views(setting).map(seenAs),
    },
    sides(setting: Exact, choices, switches) {
      const other = setting.readReport(choices.other)!;
      const [own, changed] = profilesOf(setting, other);
      const { epsilon, type } = setting;
      const [told, toldThen] = [toldAt(setting, own), toldAt(setting, changed)];
      const agrees = told.agrees && toldThen.agrees;
      const otherwise = agrees ? "" : "; the payments are not those of Figure 1";
      const payments = views(setting).find((view) => seenAs(view) === choices.observer);
      if (!payments) throw refuse("choices.observer", "sees no payments here");
      const moved = payments.map((j) => absolute(L.subtract(told.payments[j]!, toldThen.payments[j]!), epsilon!));
      if (parts.asSensitivity) {
        const right = multiple(switches);
        const inequality = `|p_j(v) - p_j(v')| <= ${Q.printRational(right)}`;
        return {
          left: moved[0]!,
          right,
          larger: "right",
          holds: agrees && L.compare(moved[0]!, L.fromRational(right), epsilon) <= 0,
          inequality,
          explanation: `player ${setting.player} changes from ${text(type)} to ${text(other)}; p_j is what player ${payments[0]} pays${otherwise}`,
        };
      }
      const payment = L.scale(L.timesEpsilon(L.sum(moved), epsilon!), Q.divide(Q.one, told.scale!));
      const ratios = setting.outcomes().map((r) => Q.divide(setting.chance(type, r), setting.chance(other, r)));
      const k = multiple(switches);
      const left = isJoint(switches) ? L.add(L.ln(ratios.reduce(Q.maximum)), payment) : payment;
      const right = L.scale(L.timesEpsilon(L.fromRational(Q.one), epsilon!), k);
      return {
        left,
        right,
        larger: "right",
        holds: agrees && L.compare(left, right, epsilon) <= 0,
        inequality: `${isJoint(switches) ? "ln max over r of Pr[x(v) = r] / Pr[x(v') = r] + " : ""}${levelText[parts.seen]} <= ${Q.equals(k, Q.one) ? "" : Q.printRational(k)}ε`,
        explanation: `player ${setting.player} changes from ${text(type)} to ${text(other)}; ${parts.seen === "all" ? "all payments are seen" : `the payment of player ${payments[0]} is seen`}${isJoint(switches) ? `, and the outcome, whose largest ratio is ${Q.printRational(ratios.reduce(Q.maximum))}` : ""}${otherwise}`,
      };
    },
  });
}

const levelText: Readonly<Record<Seen, string>> = {
  each: "ε|p_j(v) - p_j(v')|",
  "each of the others": "ε|p_j(v) - p_j(v')|",
  all: "(ε/n)·Σ_j |p_j(v) - p_j(v')|",
};

const text = (row: ValueRow | null): string => `(${row!.map(Q.printRational).join(", ")})`;

const absolute = (form: L.LogForm, epsilon: L.LogEpsilon): L.LogForm =>
  L.sign(form, epsilon) < 0 ? L.negate(form) : form;

/** max_r Pr[r]/Pr′[r]. */
function largestRatio<S>(R: OrderedRing<S>, law: Law<number, S>, other: Law<number, S>): Quotient<S> {
  const ratios = law.entries.map(({ weight }, r) => ({
    numerator: R.multiply(weight, other.total),
    denominator: R.multiply(other.entries[r]!.weight, law.total),
  }));
  return ratios.reduce((x, y) => (compareQuotients(R, x, y) >= 0 ? x : y));
}

const isOverIntegers = <S>(R: OrderedRing<S>): boolean => typeof R.one === "bigint";

/** The ε of a ring over the integers for the base e^{step·ε}. */
const epsilonOf = (R: OrderedRing<bigint>, step: Q.Rational): L.LogEpsilon => ({
  times: Q.divide(Q.one, step),
  log: Q.rational(R.power(1, 1), R.power(0, 1)),
});
