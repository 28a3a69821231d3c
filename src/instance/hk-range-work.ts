import type { Prior } from "../mechanisms/hk/range.js";
import { printDigits } from "./epsilon.js";
import { refuse } from "./input.js";
import { listLimit } from "./loaded.js";

/** What the work of Figure 1 goes by, known before a weight is made. */
export interface RangeWork {
  /** One an outcome. */
  readonly exponents: readonly number[];
  readonly prior: Prior | undefined;
  /** How many players pay, or may. */
  readonly players: number;
  /** About how many decimal digits a weight has; left out where weights are polynomials. */
  readonly digits: bigint | undefined;
}

/** Digits brought to lowest terms, and a fortieth of the digits of all powers: about a minute. */
const digitLimit = 15_000_000n;
/** Digits or terms of all probabilities that are listed: more would be no text. */
const textLimit = 50_000_000n;

/** Throws InputError where the law or the payments would take more than about a minute, or more than a text can hold. */
export function checkWork({ exponents, prior, players, digits }: RangeWork): void {
  const powers = BigInt(new Set(exponents).size);
  const listed = exponents.length <= listLimit ? BigInt(exponents.length) : 0n;
  if (digits === undefined) {
    if (listed * powers <= textLimit / 10n) return;
    throw refuse("environment", `this takes ${listed} quotients of ${powers} terms each; use fewer outcomes`);
  }
  const paying = BigInt(players);
  // Equal weights are brought to lowest terms once; each player has a quotient of welfare, and one of two Z.
  const fractions = 2n * paying + 1n + (prior === undefined && powers < listed ? powers : listed);
  const reduced = digits * fractions + (digits * powers * (paying + 2n)) / 40n;
  if (reduced <= digitLimit && digits * listed <= textLimit) return;
  throw refuse(
    "environment",
    `this takes ${fractions} fractions of ${printDigits(digits)}; use fewer outcomes, a coarser grid or a smaller epsilon`,
  );
}
