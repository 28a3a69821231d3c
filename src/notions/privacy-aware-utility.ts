import type { Situation } from "../game/situation.js";
import type { OrderedRing, Quotient, Ratio } from "../number/ring.js";
import { compareQuotients, sum } from "../number/ring.js";
import type { Coupled } from "../probability/coupling.js";
import { expectation, isSame, outcomeKey, probability } from "../probability/law.js";
import { type Finding, over, undecided } from "../verdict/finding.js";
import { privacyRatios } from "./differential-privacy.js";

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
  const comparisons = possiblePairs(R, coupled(truth, lie)).flatMap(([o, p]): Comparison<O, S>[] => {
    const difference = R.subtract(payoff(truth, truth, o), payoff(truth, lie, p));
    const compared = { payoff: difference, denominator: R.one, where: { pair: [o, p] } };
    // Equal outcomes have equal privacy utility; only payments that depend on the report can tell them apart.
    if (isSame(o, p)) return R.sign(difference) === 0 ? [] : [{ ...compared, privacy: [] }];
    const privacy = [
      { outcome: o, k: R.one },
      { outcome: p, k: R.subtract(R.zero, R.one) },
    ];
    return [{ ...compared, privacy }];
  });
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

const possiblePairs = <O, S>(R: OrderedRing<S>, coupled: Coupled<O, S>): readonly (readonly [O, O])[] =>
  coupled.entries.filter(({ weight }) => R.sign(weight) > 0).map((entry) => entry.outcome);

function expectedDifference<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  truth: T,
  lie: T,
): Comparison<O, S> {
  const payoff = situation.payoff!;
  const [P, Q] = [situation.law(truth), situation.law(lie)];
  const outcomes = new Map([...P.entries, ...Q.entries].map(({ outcome }) => [outcomeKey(outcome), outcome]));
  const differences = [...outcomes.values()].map((outcome) => {
    const [p, q] = [probability(R, P, outcome), probability(R, Q, outcome)];
    return {
      outcome,
      k: R.subtract(R.multiply(p.numerator, q.denominator), R.multiply(q.numerator, p.denominator)),
    };
  });
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
  const ratios = new Map(
    privacyRatios(R, situation, concern.ratioOver).map(({ outcome, ratio }) => [outcomeKey(outcome), ratio]),
  );
  const decided = comparisons.map((comparison) => {
    const terms = comparison.privacy.flatMap(({ outcome, k }) => {
      const side = worstSide(R, concern.sign, k);
      const ratio = ratios.get(outcomeKey(outcome));
      return side === 0 || ratio === undefined ? [] : [{ outcome, k, side, ceiling: concern.ceiling(ratio) }];
    });
    const unbounded = terms.some((term) => term.ceiling === "unbounded");
    const cost = sum(
      R,
      terms.map(({ k, ceiling }) => (ceiling === "unbounded" ? R.zero : R.multiply(magnitude(R, k), ceiling))),
    );
    const signs = Object.fromEntries(terms.map(({ outcome, side }) => [outcomeName(outcome), side]));
    return {
      ...comparison,
      unbounded,
      cost,
      signs,
      fails: unbounded || R.sign(R.subtract(comparison.payoff, cost)) < 0,
    };
  });
  if (decided.length === 0) return { hypotheses: "inside", conclusion: "holds", witness: { ...who, pairs: 0 } };
  const shown = decided.reduce((most, next) => (isWorse(R, next, most) ? next : most));
  return {
    hypotheses: "inside",
    conclusion: shown.fails ? "fails" : "holds",
    witness: { ...who, ...shown.where, privacySigns: shown.signs },
    sides: {
      left: over(shown.payoff, shown.denominator),
      right: shown.unbounded ? "infinity" : over(shown.cost, shown.denominator),
      larger: "left",
    },
  };
}

/** The name of an outcome in a witness: a string itself, else its canonical text. */
const outcomeName = (outcome: unknown): string => (typeof outcome === "string" ? outcome : outcomeKey(outcome));

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
