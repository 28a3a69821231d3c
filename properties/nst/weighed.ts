import * as Q from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";
import { type Finding, over } from "../../src/verdict/finding.js";
import type { WorstSides } from "../worst-choices.js";

/** Two rationals of an environment, and how they stand to each other. */
export interface Weighed {
  readonly left: Q.Rational;
  readonly right: Q.Rational;
  readonly larger: "left" | "right";
  /** Told where the inequality is strict or an equation. */
  readonly holds?: boolean;
}

/** The same in words too. */
export type WeighedSides = Weighed & Pick<WorstSides, "inequality" | "explanation">;

/** What deciding an environment found; undefined outside the hypotheses. */
export function weighedFinding<S>(R: Ring<S>, found: Weighed | undefined): Finding<S> {
  if (found === undefined) return { hypotheses: "outside", conclusion: "holds", witness: {} };
  const quotient = (side: Q.Rational) => over(R.integer(side.numerator), R.integer(side.denominator));
  return {
    hypotheses: "inside",
    conclusion: (found.holds ?? isAtLeast(found)) ? "holds" : "fails",
    witness: {},
    sides: { left: quotient(found.left), right: quotient(found.right), larger: found.larger },
  };
}

/** What a check found; undefined outside the hypotheses. */
export function weighedSides(found: WeighedSides | undefined): WorstSides {
  if (found) return { ...found, holds: found.holds ?? isAtLeast(found) };
  const [left, right] = [Q.zero, Q.zero];
  return { hypotheses: "outside", left, right, larger: "left", holds: true, inequality: "", explanation: "" };
}

const isAtLeast = ({ left, right, larger }: Weighed): boolean =>
  larger === "left" ? Q.compare(left, right) >= 0 : Q.compare(right, left) >= 0;
