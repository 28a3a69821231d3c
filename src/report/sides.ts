import type { Counterexample } from "../verdict/counterexample.js";
import { inequalityOf, oppositeOf } from "./inequality.js";
import { decimalsOf, sideText } from "./side.js";
import { situationGist } from "./situation.js";

/** Both sides of an inequality and what stands between them, as text. */
export interface Sides {
  readonly left: string;
  readonly relation: string;
  readonly right: string;
}

/** "2 < 9/2" cut in three: what stands where the claim has its inequality, exactly. */
export const sidesFound = (counterexample: Counterexample): Sides => ({
  left: sideText(counterexample.lhs),
  relation: relationFound(counterexample),
  right: sideText(counterexample.rhs),
});

/** The same in decimals; undefined where they would say nothing new. `exact`: they are the whole numbers. */
export function sidesInDecimals(counterexample: Counterexample): (Sides & { readonly exact: boolean }) | undefined {
  const decimals = decimalsOf(counterexample);
  return decimals && { ...decimals, relation: relationFound(counterexample) };
}

/** The relation that holds in the place of the claim's; "against" where the claim's text has not exactly one. */
function relationFound({ inequality }: Counterexample): string {
  const relation = inequalityOf(inequality)?.relation;
  return relation === undefined ? "against" : oppositeOf(relation);
}

/** Sides on one line. */
export const printSides = ({ left, relation, right }: Sides): string => `${left} ${relation} ${right}`;

/** "(≈ 2 < 4.5)", "(2 < 4.5)" where that is exact; undefined where decimals would say nothing new. */
export function decimalsInBrackets(counterexample: Counterexample): string | undefined {
  const decimals = sidesInDecimals(counterexample);
  return decimals && `(${decimals.exact ? "" : "≈ "}${printSides(decimals)})`;
}

/** On one line exact numbers of more signs than this are told in decimals alone; they stand in full with the counterexample. */
const longest = 40;

/** "≈ −0.44 > −2.23" where the exact sides are too long for a line; undefined elsewhere. */
export function decimalsAlone(counterexample: Counterexample): string | undefined {
  const { left, right } = sidesFound(counterexample);
  const decimals = sidesInDecimals(counterexample);
  if (decimals === undefined || (left.length <= longest && right.length <= longest)) return undefined;
  return `${decimals.exact ? "" : "≈ "}${printSides(decimals)}`;
}

/** "2 < 9/2 (2 < 4.5) at ε = ln 2 with 1 voter". */
export function violationLine(counterexample: Counterexample): string {
  const short = decimalsAlone(counterexample);
  const sides = short ?? printSides(sidesFound(counterexample));
  return [sides, short ? undefined : decimalsInBrackets(counterexample), situationGist(counterexample)]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}
