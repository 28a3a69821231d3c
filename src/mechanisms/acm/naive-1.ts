import { signOfRational, zero } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";
import { balancedOutcomes } from "./announcements.js";
import { type Context, isSameAllocation, type Outcome, playersOf, utilityOf } from "./context.js";

/** Naive-1: the outcome is `naive1`. */
export const naiveOne: Described = {
  id: "acm/naive-1",
  citation: cite("acm", "Section 4"),
  summary: "all announce an outcome, which stands if they agree",
};

/** Naive-1 [ACM, Section 4]: all announce an outcome; it is what they all say, and (E, 0) where they do not all say the same. */
export function naive1(
  { players, endowment }: Context,
  announced: readonly Outcome[],
): { name: "agree" | "disagree"; outcome: Outcome } {
  const [first, ...rest] = announced;
  if (rest.every((other) => isSameOutcome(other, first!))) return { name: "agree", outcome: first! };
  return { name: "disagree", outcome: { allocation: endowment, prices: Array.from({ length: players }, () => zero) } };
}

const isSameOutcome = (x: Outcome, y: Outcome): boolean =>
  isSameAllocation(x.allocation, y.allocation) &&
  x.prices.every(
    ({ numerator, denominator }, i) => numerator === y.prices[i]!.numerator && denominator === y.prices[i]!.denominator,
  );

/**
 * The outcomes of its pure Nash equilibria. Where all say the same, one who says something else gets (E, 0), worth 0: an
 * equilibrium where nobody gets less than 0, or where nobody can say anything else. Where not all say the same the outcome is
 * (E, 0), which all saying (E, 0) gives too, unless nothing else can be said.
 */
export function equilibriumOutcomes(context: Context): readonly Outcome[] {
  const all = [...balancedOutcomes(context)];
  if (all.length === 1 || context.players === 1) return bestAlone(context, all);
  return all.filter((outcome) =>
    playersOf(context).every((player) => signOfRational(utilityOf(context, outcome, player)) >= 0),
  );
}

/** With one announcement there is nothing to choose; one player alone always agrees with herself, and chooses the best. */
function bestAlone(context: Context, all: readonly Outcome[]): readonly Outcome[] {
  if (all.length === 1) return all;
  const worth = (outcome: Outcome) => utilityOf(context, outcome, 1).numerator;
  const most = all.map(worth).reduce((x, y) => (x > y ? x : y));
  return all.filter((outcome) => worth(outcome) === most);
}
