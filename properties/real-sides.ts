import type { Side } from "../src/claim/claim.js";
import { enclosureOf, type Real } from "../src/number/real.js";
import type { Finding } from "../src/verdict/finding.js";

/** Sides are shown within 2^−96. */
const shownBits = 96;

/** A real number as a side. */
export const realSide = (x: Real): Side => x.exact ?? enclosureOf(x, shownBits);

/** What deciding a case by comparing real numbers gives. */
export interface Told {
  /** Whether the hypotheses are met; they are unless told. */
  readonly isInside?: boolean;
  /** Undefined where no enclosure tells. */
  readonly holds: boolean | undefined;
}

/** The same as a finding. */
export function findingOf({ isInside = true, holds }: Told): Finding<never> {
  if (!isInside) return { hypotheses: "outside", conclusion: "holds", witness: {} };
  if (holds === undefined) return { hypotheses: "inside", conclusion: "undecided", reason: "precision", witness: {} };
  return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
}

/** An inequality of several parts: fails where one of those does that speak of the case, and is open where one of them is. */
export function allTold(parts: readonly Told[]): Told {
  const told = parts.filter(({ isInside = true }) => isInside).map(({ holds }) => holds);
  return {
    isInside: told.length > 0,
    holds: told.includes(false) ? false : told.includes(undefined) ? undefined : true,
  };
}
