import type { Quotient, Ratio } from "../number/ring.js";

/**
 * What deciding one notion or one case says: never a bare boolean, never a verdict (only a campaign makes verdicts).
 */
export interface Finding<S> {
  /** Whether the case meets the claim's hypotheses: strictly, with equality somewhere, or not at all. */
  readonly hypotheses: "inside" | "boundary" | "outside";
  readonly conclusion: "holds" | "fails" | "undecided";
  /** Why the conclusion is undecided. */
  readonly reason?: string;
  /** The worst choices of everything that the notion quantifies over, as plain data. */
  readonly witness: Readonly<Record<string, unknown>>;
  /** The two sides of the inequality that was closest to failing, or failed most. */
  readonly sides?: Sides<S>;
}

/** Both sides of an inequality; "infinity" is an unbounded side. */
export interface Sides<S> {
  readonly left: Ratio<S>;
  readonly right: Ratio<S>;
  /** Which side must not be smaller, where one may measure how tight the inequality is. */
  readonly larger?: "left" | "right";
}

export const undecided = (reason: string): Finding<never> => ({
  hypotheses: "inside",
  conclusion: "undecided",
  reason,
  witness: {},
});

/** A degree-0 or already homogeneous value as a quotient over `denominator`. */
export const over = <S>(numerator: S, denominator: S): Quotient<S> => ({ numerator, denominator });
