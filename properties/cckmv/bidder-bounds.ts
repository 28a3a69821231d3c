import type { Check } from "../../src/claim/claim.js";
import { printPrivacyBound } from "../../src/instance/privacy-bound.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { type NoisyValuesParameters, typesUpToShift } from "../../src/mechanisms/cckmv/welfare.js";
import { boundAt, type PrivacyBound, propertiesOf, supremumUpTo } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { canonical, type Json } from "../../src/verdict/json.js";
import type { ExactSetting } from "../setting.js";
import { exponentOf, type PrivateBidder } from "./private-bidder.js";

/** What bounds F are about, at one ε: the ratios, condition (2), and a worst F under both. */

/** x_o by the outcome's text: the most over the least chance, over all types. */
export function ratiosAt<O>(
  setting: ExactSetting<NoisyValuesParameters, Alternatives, Utilities, O>,
): ReadonlyMap<string, Q.Rational> {
  const known = ratiosKnown.get(setting);
  if (known) return known;
  const reports = typesUpToShift(setting.environment);
  const found = new Map(
    setting.outcomes().map((o) => {
      const chances = reports.map((report) => setting.chance(report, o));
      return [canonical(setting.printOutcome(o)), Q.divide(chances.reduce(Q.maximum), chances.reduce(Q.minimum))];
    }),
  );
  ratiosKnown.set(setting, found);
  return found;
}

const ratiosKnown = new WeakMap<object, ReadonlyMap<string, Q.Rational>>();

/** |O|·(1 + 2M·e^{ε/|O|})·2, or as the reading says: condition (2) is F(e^ε) times this ≤ 1. */
export function conditionAt<O>(
  setting: ExactSetting<NoisyValuesParameters, Alternatives, Utilities, O>,
  { sharp }: PrivateBidder,
): Q.Rational {
  const { outcomes, maximum } = setting.environment;
  const e = setting.power(exponentOf(setting.environment));
  const room = sharp ? e : Q.add(Q.one, Q.multiply(Q.rational(BigInt(2 * maximum)), e));
  return Q.multiply(Q.rational(BigInt(2 * outcomes)), room);
}

/** How F stands to Assumption 3.1 and to a bound on F(e^ε), or on all of F up to there. */
export function hypothesesOf(
  F: PrivacyBound,
  at: Q.Rational,
  most: Q.Rational,
  reading: PrivateBidder,
): Check["hypotheses"] {
  const is = propertiesOf(F);
  const isAllowed =
    is.vanishesAtOne &&
    (is.monotone || !reading.monotone) &&
    (is.zeroAtOne || !reading.zeroAtOne) &&
    (is.finite || !reading.finite);
  const value = reading.below ? supremumUpTo(F, at) : boundAt(F, at);
  if (!isAllowed || value === "infinity") return "outside";
  const order = Q.compare(value, most);
  return order > 0 ? "outside" : order === 0 ? "boundary" : "inside";
}

/**
 * A worst bound F: `most` where the reading limits it, or 0 where only F(e^ε) is limited, and `large` where it does not;
 * also at 1 where it leaves F(1) free and that matters. `most` at every ratio above 1 where `large` is left out.
 */
export function worstBound(
  ratios: Iterable<Q.Rational>,
  at: Q.Rational,
  most: Q.Rational,
  { monotone, below, zeroAtOne }: PrivateBidder,
  large?: Q.Rational,
): Json {
  const bounded = monotone || below;
  const all = [...ratios];
  const xs = [at, ...all]
    .filter((x) => Q.compare(x, Q.one) > 0)
    .sort(Q.compare)
    .filter((x, i, sorted) => i === 0 || !Q.equals(x, sorted[i - 1]!));
  const isFree = (x: Q.Rational) => (bounded ? Q.compare(x, at) > 0 : !Q.equals(x, at));
  const value = (x: Q.Rational) =>
    large !== undefined && isFree(x) ? large : bounded || large === undefined ? most : Q.zero;
  const isFreeAtOne = !monotone && !zeroAtOne && all.some((x) => Q.equals(x, Q.one));
  // Neighbouring knots of one value are one.
  const knots = xs.filter(
    (x, i) =>
      i === 0 ||
      !Q.equals(value(x), value(xs[i - 1]!)) ||
      (i + 1 < xs.length && !Q.equals(value(x), value(xs[i + 1]!))),
  );
  return printPrivacyBound({
    kind: "knots",
    points: [[Q.one, Q.zero] as const, ...knots.map((x) => [x, value(x)] as const)],
    after: "constant",
    ...(large !== undefined && isFreeAtOne && { atOne: large }),
  });
}
