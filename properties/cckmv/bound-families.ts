import type { Check } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { boundAt, type PrivacyBound, propertiesOf } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { boundSwitches } from "./private-voter.js";

/** Claims in which F alone is chosen: which F a reading allows, and families of F that show how a claim falls. */

/** What a reading asks of F, and the point e^{kε} at which a claim knows it. */
export interface BoundChoice {
  readonly monotone: boolean;
  readonly zeroAtOne: boolean;
  readonly finite: boolean;
  readonly k: 1 | 2;
}

export const doubled = "F_i(e^{2ε}) in the place of F_i(e^ε)";
export const nondecreasing = "F_i is nondecreasing";

/** The reading's switches, with the changes that a repair makes; a switch that a claim does not have is literal. */
export const readBoundChoice = (switches: Switches, changes: readonly string[]): BoundChoice => ({
  monotone: switches.bound === "monotone" || changes.includes(nondecreasing),
  zeroAtOne: switches.atOne === "zero",
  finite: switches.values === "finite",
  k: changes.includes(doubled) ? 2 : 1,
});

/** The changes that Mechanism 4.1 needs, because a vote moves the margin by 2. */
export const boundChanges = (switches: Switches): readonly string[] =>
  switches.bound === boundSwitches.bound[1] ? [doubled] : [doubled, nondecreasing];

/** Whether F is one that the reading speaks of, with a finite value where the claim knows it. */
export function allows(
  F: PrivacyBound,
  known: Q.Extended,
  { monotone, zeroAtOne, finite }: BoundChoice,
): Check["hypotheses"] {
  const is = propertiesOf(F);
  const allowed =
    is.vanishesAtOne && (is.monotone || !monotone) && (is.zeroAtOne || !zeroAtOne) && (is.finite || !finite);
  return allowed && known !== "infinity" ? "inside" : "outside";
}

/** x − 1; F(1) = 1 where nothing forbids it and it matters; then F that are 0 where they are not free and ever larger where they are, between which they are linear. */
export function* families(
  ratios: readonly Q.Extended[],
  at: Q.Rational,
  { monotone, zeroAtOne }: BoundChoice,
): Generator<PrivacyBound> {
  yield { kind: "linear", slope: Q.one };
  const meetsOne = ratios.some((x) => x !== "infinity" && Q.equals(x, Q.one));
  if (meetsOne && !zeroAtOne) yield { kind: "linear", slope: Q.zero, atOne: Q.one };
  const free = (x: Q.Rational) => (monotone ? Q.compare(x, at) > 0 : !Q.equals(x, at));
  const xs = [at, ...ratios.filter((x) => x !== "infinity")]
    .sort(Q.compare)
    .filter((x, i, all) => Q.compare(x, Q.one) > 0 && (i === 0 || !Q.equals(x, all[i - 1]!)));
  for (let large = 2n; large < 1n << 64n; large *= 2n) {
    const points = [[Q.one, Q.zero] as const, ...xs.map((x) => [x, free(x) ? Q.rational(large) : Q.zero] as const)];
    yield { kind: "knots", points, after: "constant" };
  }
}

/** F that are 1 at one of the ratios and 0 at the others. */
export function* tents(ratios: readonly Q.Extended[]): Generator<PrivacyBound> {
  const xs = ratios
    .filter((x) => x !== "infinity")
    .sort(Q.compare)
    .filter((x, i, all) => Q.compare(x, Q.one) > 0 && (i === 0 || !Q.equals(x, all[i - 1]!)));
  for (const top of xs) {
    const points = [[Q.one, Q.zero] as const, ...xs.map((x) => [x, x === top ? Q.one : Q.zero] as const)];
    yield { kind: "knots", points, after: "constant" };
  }
}

/** The sum of values in [0, ∞]. */
export const total = (values: readonly Q.Extended[]): Q.Extended =>
  values.reduce<Q.Extended>((sum, x) => (sum === "infinity" || x === "infinity" ? "infinity" : Q.add(sum, x)), Q.zero);

/** count·F(x), where 0·∞ = 0. */
export const times = (count: number, F: PrivacyBound, x: Q.Extended): Q.Extended => {
  const value = boundAt(F, x);
  return count === 0 ? Q.zero : value === "infinity" ? value : Q.multiply(Q.rational(BigInt(count)), value);
};
