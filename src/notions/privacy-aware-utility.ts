import type { Situation } from "../game/situation.js";
import type { OrderedRing, Quotient, Ratio } from "../number/ring.js";
import { compareQuotients } from "../number/ring.js";
import { expectation, isSame, outcomeKey, sideBySide } from "../probability/law.js";
import { type Finding, over, undecided } from "../verdict/finding.js";
import { type PrivacyRatio, privacyRatios } from "./differential-privacy.js";

/**
 * Utilities that value privacy [CCKMV, Section 3]: U = U^out + U^priv, where |U^priv(t, o)| ≤ F(x_o) and nothing else
 * is known of U^priv. It does not depend on the player's own report, so each comparison of two reports is
 * payoff difference + Σ_o k_o·U^priv(o) ≥ 0 with known k_o, and the worst U^priv sits at an end of its range, outcome
 * by outcome. Nothing is sampled.
 */

/** Which values U^priv(o) may take, given the bound F(x_o): [−F, F] as printed, [−F, 0], or [0, F]. */
export type PrivacySign = "two-signed" | "cost" | "benefit";

/** The largest value of F at a privacy ratio that the hypotheses allow; "unbounded" when they do not limit it there. */
export type Ceiling<S> = S | "unbounded";

/** How much a player may care about privacy: the sign of U^priv and how large |U^priv(o)| may be at a ratio x_o. */
export interface PrivacyConcern<T, S> {
  readonly sign: PrivacySign;
  readonly ceiling: (ratio: Ratio<S>) => Ceiling<S>;
  /** The reports over which x_o is maximised; all real reports unless told. */
  readonly ratioOver?: readonly T[];
}

/** What a player compares: `per` coin (universal) or in expectation. */
export type Per = "coin" | "expectation";

/** One inequality `payoff + Σ_o k_o·U^priv(o) ≥ 0`, everything over one positive denominator. */
interface Comparison<O, S> {
  readonly payoff: S;
  readonly privacy: readonly { readonly outcome: O; readonly k: S }[];
  readonly denominator: S;
  readonly where: Readonly<Record<string, unknown>>;
}

/**
 * Truthfulness with privacy [CCKMV, Definition 3.4] for one type and one other report, for the worst privacy utility:
 * universal (per coin) or in expectation. The report may be the absent one: then this is "staying out, with the same
 * privacy utility function".
 */
export function truthfulnessWithPrivacy<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  truth: T,
  lie: T,
  per: Per,
  concern: PrivacyConcern<T, S>,
): Finding<S> {
  const { payoff, coupled } = situation;
  if (!payoff) return undecided("the mechanism states no payoffs");
  if (per === "expectation") {
    return worst(R, situation, concern, [expectedDifference(R, situation, truth, lie)], { truth, lie });
  }
  if (!coupled) return undecided("the mechanism does not tell its outcomes under common coins");
  const comparisons: Comparison<O, S>[] = [];
  for (const { outcome: pair, weight } of coupled(truth, lie).entries) {
    if (R.sign(weight) <= 0) continue;
    const [o, p] = pair;
    const same = isSame(o, p);
    const difference = R.subtract(payoff(truth, truth, o), payoff(truth, lie, p));
    // Equal outcomes have equal privacy utility; only payments that depend on the report can tell them apart.
    if (same && R.sign(difference) === 0) continue;
    const privacy = same
      ? []
      : [
          { outcome: o, k: R.one },
          { outcome: p, k: R.subtract(R.zero, R.one) },
        ];
    comparisons.push({ payoff: difference, privacy, denominator: R.one, where: { pair } });
  }
  return worst(R, situation, concern, comparisons, { truth, lie });
}

/** What staying out is worth to a player, beside the outcome utility of what then happens. */
export type Absence =
  /** The null report is one more report: x_o is maximised over it too; the same U^priv function applies. */
  | "N1"
  /** The null report is outside the reports: x_o over real reports; the same U^priv function applies. */
  | "N2"
  /** An absentee has privacy utility 0. */
  | "N3"
  /** An absentee has total utility 0. */
  | "N4";

/**
 * Individual rationality for one type [CCKMV, Section 4]: truthful participation is at least as good as staying out,
 * for the worst privacy utility, per coin or in expectation.
 */
export function individualRationality<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  truth: T,
  absence: Absence,
  per: Per,
  concern: PrivacyConcern<T, S>,
): Finding<S> {
  const { payoff, coupled, absent } = situation;
  if (absent === undefined) return undecided("the mechanism knows no absent player");
  if (absence === "N1") {
    const ratioOver = [...situation.reports, absent];
    return truthfulnessWithPrivacy(R, situation, truth, absent, per, { ...concern, ratioOver });
  }
  if (absence === "N2") return truthfulnessWithPrivacy(R, situation, truth, absent, per, concern);
  if (!payoff) return undecided("the mechanism states no payoffs");

  const outside = (outcome: O) => (absence === "N3" ? payoff(truth, absent, outcome) : R.zero);
  if (per === "expectation") {
    const inside = situation.law(truth);
    const taken = expectation(R, inside, (outcome) => payoff(truth, truth, outcome));
    const left = expectation(R, situation.law(absent), outside);
    const comparison = {
      payoff: R.subtract(R.multiply(taken.numerator, left.denominator), R.multiply(left.numerator, taken.denominator)),
      privacy: inside.entries.map(({ outcome, weight }) => ({ outcome, k: R.multiply(weight, left.denominator) })),
      denominator: R.multiply(taken.denominator, left.denominator),
      where: {},
    };
    return worst(R, situation, concern, [comparison], { truth });
  }
  if (!coupled) return undecided("the mechanism does not tell its outcomes under common coins");
  const comparisons = coupled(truth, absent)
    .entries.filter(({ weight }) => R.sign(weight) > 0)
    .map(({ outcome: [o, p] }) => ({
      payoff: R.subtract(payoff(truth, truth, o), outside(p)),
      privacy: [{ outcome: o, k: R.one }],
      denominator: R.one,
      where: { pair: [o, p] },
    }));
  return worst(R, situation, concern, comparisons, { truth });
}

function expectedDifference<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  truth: T,
  lie: T,
): Comparison<O, S> {
  const payoff = situation.payoff!;
  const [P, Q] = [situation.law(truth), situation.law(lie)];
  const differences = sideBySide(R, [P, Q]).map(({ outcome, weights: [p, q] }) => ({
    outcome,
    k: R.subtract(R.multiply(p as S, Q.total), R.multiply(q as S, P.total)),
  }));
  const honest = expectation(R, P, (outcome) => payoff(truth, truth, outcome));
  const dishonest = expectation(R, Q, (outcome) => payoff(truth, lie, outcome));
  return {
    payoff: R.subtract(R.multiply(honest.numerator, Q.total), R.multiply(dishonest.numerator, P.total)),
    privacy: differences,
    denominator: R.multiply(P.total, Q.total),
    where: {},
  };
}

/** Decides all comparisons for the worst privacy utility; the finding shows the one with the largest deficit. */
function worst<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  concern: PrivacyConcern<T, S>,
  comparisons: readonly Comparison<O, S>[],
  who: Readonly<Record<string, unknown>>,
): Finding<S> {
  const ratios = ratiosOf(R, situation, concern.ratioOver ?? situation.reports);
  let shown: Decided<O, S> | undefined;
  for (const comparison of comparisons) {
    const next = decideComparison(R, concern, ratios, comparison);
    if (shown === undefined || isWorse(R, next, shown)) shown = next;
  }
  if (shown === undefined) return { hypotheses: "inside", conclusion: "holds", witness: { ...who, pairs: 0 } };
  const signs: Record<string, -1 | 1> = {};
  for (const { outcome, k } of shown.privacy) {
    const side = worstSide(R, concern.sign, k);
    if (side !== 0 && ratios.some((entry) => isSame(entry.outcome, outcome))) signs[outcomeName(outcome)] = side;
  }
  return {
    hypotheses: "inside",
    conclusion: shown.unbounded || R.sign(R.subtract(shown.payoff, shown.cost)) < 0 ? "fails" : "holds",
    witness: { ...who, ...shown.where, privacySigns: signs },
    sides: {
      left: over(shown.payoff, shown.denominator),
      right: shown.unbounded ? "infinity" : over(shown.cost, shown.denominator),
      larger: "left",
    },
  };
}

/** The privacy ratios of a situation, which every comparison asks for: its law, which belongs to one ring, stands for it. */
function ratiosOf<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  reports: readonly T[],
): readonly PrivacyRatio<T, O, S>[] {
  const known = knownRatios.get(situation.law);
  if (known?.reports === reports) return known.ratios as readonly PrivacyRatio<T, O, S>[];
  const ratios = privacyRatios(R, situation, reports);
  knownRatios.set(situation.law, { reports, ratios });
  return ratios;
}

const knownRatios = new WeakMap<object, { readonly reports: unknown; readonly ratios: unknown }>();

/** A comparison with the most that privacy utilities can take from it. */
interface Decided<O, S> extends Comparison<O, S> {
  readonly cost: S;
  readonly unbounded: boolean;
}

function decideComparison<T, O, S>(
  R: OrderedRing<S>,
  concern: PrivacyConcern<T, S>,
  ratios: readonly PrivacyRatio<T, O, S>[],
  { payoff, privacy, denominator, where }: Comparison<O, S>,
): Decided<O, S> {
  let cost = R.zero;
  let unbounded = false;
  for (const { outcome, k } of privacy) {
    if (worstSide(R, concern.sign, k) === 0) continue;
    const seen = ratios.find((entry) => isSame(entry.outcome, outcome));
    // An outcome that no real report can produce has no ratio, and nothing is asked of its privacy utility but U = 0.
    if (seen === undefined) continue;
    const ceiling = concern.ceiling(seen.ratio);
    if (ceiling === "unbounded") unbounded = true;
    else cost = R.add(cost, R.multiply(magnitude(R, k), ceiling));
  }
  return { payoff, privacy, denominator, where, cost, unbounded };
}

/** The name of an outcome in a witness: a string itself, else its canonical text. */
const outcomeName = (outcome: unknown): string => (typeof outcome === "object" ? outcomeKey(outcome) : String(outcome));

/** The end of the allowed range of U^priv(o) that makes k·U^priv(o) least: −1, +1, or 0 where the best is no privacy utility. */
function worstSide<S>(R: OrderedRing<S>, allowed: PrivacySign, k: S): -1 | 0 | 1 {
  const sign = R.sign(k);
  if (sign === 0) return 0;
  if (allowed === "cost") return sign > 0 ? -1 : 0;
  if (allowed === "benefit") return sign < 0 ? 1 : 0;
  return sign > 0 ? -1 : 1;
}

const magnitude = <S>(R: OrderedRing<S>, k: S): S => (R.sign(k) < 0 ? R.subtract(R.zero, k) : k);

interface Deficit<S> {
  readonly payoff: S;
  readonly cost: S;
  readonly denominator: S;
  readonly unbounded: boolean;
}

function isWorse<S>(R: OrderedRing<S>, next: Deficit<S>, most: Deficit<S>): boolean {
  if (next.unbounded !== most.unbounded) return next.unbounded;
  const deficit = (x: Deficit<S>): Quotient<S> => over(R.subtract(x.cost, x.payoff), x.denominator);
  return compareQuotients(R, deficit(next), deficit(most)) > 0;
}
