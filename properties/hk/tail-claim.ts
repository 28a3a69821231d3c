import type { Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { Format } from "../../src/instance/format.js";
import { readObject, readPositive } from "../../src/instance/input.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient, type Ring } from "../../src/number/ring.js";
import { over } from "../../src/verdict/finding.js";
import type { Json } from "../../src/verdict/json.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawCase, LawPlace, LawSetting } from "../law-setting.js";

/**
 * What a tail bound has to say for itself: Pr[score < max score − s − k·(ln N + t)/ε] ≤ e^{−t} for all t ≥ 0, at every
 * instance. The score is the mechanism's objective. `step` must have every gap/k among its multiples.
 */
export interface TailClaim<P, E, T, O>
  extends Omit<LawClaim<P, E, T, O>, "decide" | "sides" | "choices" | "completed"> {
  /** N > 0, the size in the logarithm. */
  size(place: LawPlace<P, E, T, O>, switches: Switches): Q.Rational;
  /** k > 0; 1 unless told. */
  factor?(place: LawPlace<P, E, T, O>, switches: Switches): Q.Rational;
  /** s ≥ 0, a loss allowed beside; 0 unless told. */
  allowance?(place: LawPlace<P, E, T, O>, switches: Switches): Q.Rational;
  /** What must be large, where it is not the mechanism's objective. */
  score?(place: LawPlace<P, E, T, O>, outcome: O): Q.Rational;
  /** The score in a formula; "Q(r)" unless told. */
  readonly scoreName?: string;
}

/**
 * The left side is a step function of t. A gap g = max score − score counts for all t < ε·(g − s)/k − ln N, so that e^{−t} falls
 * to N·e^{−ε(g−s)/k} while it counts: the claim holds if and only if, for every gap g that occurs,
 *   Pr[gap ≥ g]·e^{ε(g−s)/k} ≤ N,
 * since where no t ≥ 0 counts g the inequality holds by itself. That is decided over any ring, without t and without
 * logarithms. The sides are the probability of the event at one t, given by e^t, where outcome by outcome the sign of a
 * form in logarithms tells whether it is below the threshold, and e^{−t}.
 */
export function tailClaim<P, E, T, O>(format: Format<P, E, T, O>, parts: TailClaim<P, E, T, O>): Claim<LawCase> {
  const scoreAt = (place: LawPlace<P, E, T, O>, outcome: O): Q.Rational =>
    parts.score?.(place, outcome) ?? format.objective!(place, outcome);
  const numbersAt = (place: LawPlace<P, E, T, O>, switches: Switches): Numbers<O> => {
    const scores = place.outcomes.map((outcome) => scoreAt(place, outcome));
    const optimum = scores.reduce(Q.maximum);
    const gaps = new Map(place.outcomes.map((outcome, r) => [outcome, Q.subtract(optimum, scores[r]!)]));
    return {
      size: parts.size(place, switches),
      factor: parts.factor?.(place, switches) ?? Q.one,
      allowance: parts.allowance?.(place, switches) ?? Q.zero,
      gapOf: (outcome) => gaps.get(outcome) ?? Q.subtract(optimum, scoreAt(place, outcome)),
    };
  };
  return lawClaim(format, {
    ...parts,
    decide(R, setting, switches) {
      const numbers = numbersAt(setting, switches);
      const { numerator, denominator } = numbers.size;
      const right = over(R.integer(numerator), R.integer(denominator));
      const lefts = scaledTails(R, setting, numbers);
      const failing = lefts.find((left) => compareQuotients(R, left, right) > 0);
      return {
        hypotheses: "inside",
        conclusion: failing ? "fails" : "holds",
        witness: {},
        sides: { left: failing ?? lefts[0]!, right, larger: "right" },
      };
    },
    choices: (switches) => ({
      t: (setting, { t }) => (t === undefined ? thresholdsAt(setting, numbersAt(setting, switches)) : [t]),
    }),
    completed: ["t"],
    sides(setting, choices, switches) {
      const { size, factor, allowance, gapOf } = numbersAt(setting, switches);
      const { exp: given } = readObject(choices.t, "choices.t", { required: ["exp"] });
      const exp = readPositive(given, "choices.t.exp");
      const allowed = L.scale(L.ln(Q.multiply(size, exp)), factor);
      const below = setting.chances.filter(({ outcome }) => {
        const gap = L.fromRational(Q.subtract(gapOf(outcome), allowance));
        return L.compare(L.timesEpsilon(gap, setting.epsilon), allowed) > 0;
      });
      const names = below.map(({ outcome }) => JSON.stringify(setting.printOutcome(outcome)));
      const score = parts.scoreName ?? "Q(r)";
      const lost = `${Q.signOfRational(allowance) === 0 ? "" : ` - ${Q.printRational(allowance)}`} - ${multiple(factor)}(ln ${Q.printRational(size)} + t)/ε`;
      return {
        hypotheses: Q.compare(exp, Q.one) >= 0 ? "inside" : "outside",
        left: below.map(({ chance }) => chance).reduce(Q.add, Q.zero),
        right: Q.divide(Q.one, exp),
        larger: "right",
        inequality: `Pr[${score} < max ${score}${lost}] <= e^{-t}`,
        explanation: `e^t = ${Q.printRational(exp)}; below the threshold: ${briefly(names)}`,
      };
    },
  });
}

/** The numbers of a tail bound at one instance; see `TailClaim`. */
interface Numbers<O> {
  readonly size: Q.Rational;
  readonly factor: Q.Rational;
  readonly allowance: Q.Rational;
  /** max score − score. */
  gapOf(outcome: O): Q.Rational;
}

/** The gaps that can occur, the largest first, each with the outcomes of exactly this gap. */
function byGap<V>(entries: readonly V[], gapOf: (entry: V) => Q.Rational): readonly { gap: Q.Rational; at: V[] }[] {
  const groups = new Map<string, { gap: Q.Rational; at: V[] }>();
  for (const entry of entries) {
    const gap = gapOf(entry);
    const key = Q.printRational(gap);
    const group = groups.get(key) ?? { gap, at: [] };
    group.at.push(entry);
    groups.set(key, group);
  }
  return [...groups.values()].sort((x, y) => Q.compare(y.gap, x.gap));
}

/** Pr[gap ≥ g]·e^{ε(g−s)/k} for every gap g, the largest first. */
function scaledTails<P, E, T, O, S>(
  R: Ring<S>,
  setting: LawSetting<P, E, T, O, S>,
  { factor, allowance, gapOf }: Numbers<O>,
): readonly Quotient<S>[] {
  const { entries, total } = setting.law();
  let tail = R.zero;
  return byGap(entries, ({ outcome }) => gapOf(outcome)).map(({ gap, at }) => {
    for (const { weight } of at) tail = R.add(tail, weight);
    const power = setting.expEpsilon(Q.divide(Q.subtract(gap, allowance), factor));
    return over(R.multiply(tail, power.numerator), R.multiply(total, power.denominator));
  });
}

/** t = 0, and for each gap that some t > 0 counts the simplest t just inside: one that violates the bound, if there is any. */
function thresholdsAt<P, E, T, O>(
  setting: ExactLawSetting<P, E, T, O>,
  { size, factor, allowance, gapOf }: Numbers<O>,
): readonly Json[] {
  let tail = Q.zero;
  const inside = byGap(setting.chances, ({ outcome }) => gapOf(outcome)).flatMap(({ gap, at }) => {
    tail = at.map(({ chance }) => chance).reduce(Q.add, tail);
    const jump = Q.divide(setting.power(Q.divide(Q.subtract(gap, allowance), factor)), size);
    if (Q.compare(jump, Q.one) <= 0) return [];
    const needed = tail.numerator === 0n ? jump : Q.divide(Q.one, tail);
    const from = Q.compare(needed, jump) < 0 ? needed : Q.maximum(Q.one, Q.divide(jump, two));
    return [{ exp: Q.printRational(Q.simplestBetween(from, jump)) }];
  });
  return [{ exp: "1" }, ...inside];
}

const two = Q.rational(2n);

/** "", "2·", "(3/2)·". */
const multiple = (k: Q.Rational): string =>
  Q.equals(k, Q.one) ? "" : Q.isInteger(k) ? `${k.numerator}·` : `(${Q.printRational(k)})·`;

const briefly = (names: readonly string[]): string =>
  names.length === 0
    ? "nothing"
    : names.length <= 6
      ? names.join(", ")
      : `${names.slice(0, 5).join(", ")}, … (${names.length})`;
