import * as Q from "../../src/number/rational.js";
import type { TableSetting } from "./tables.js";

/** The outcome laws of the player's reports as numbers, and what they give. */
export interface Laws {
  /** chances[report][outcome] */
  readonly chances: readonly (readonly Q.Rational[])[];
  /** x_o by outcome; undefined where no report can produce it. */
  readonly ratios: readonly (Q.Extended | undefined)[];
  /** The largest x_o: the least e^ε. */
  readonly tightest: Q.Extended;
}

export function lawsOf(setting: TableSetting): Laws {
  const laws = known.get(setting) ?? computeLaws(setting);
  known.set(setting, laws);
  return laws;
}

const known = new WeakMap<TableSetting, Laws>();

function computeLaws({ situation, environment }: TableSetting): Laws {
  const chances = situation.reports.map((report) => {
    const { entries, total } = situation.law(report);
    return environment.outcomes.map((_, o) =>
      entries
        .filter(({ outcome }) => outcome === o)
        .reduce((s, { weight }) => Q.add(s, Q.divide(weight, total)), Q.zero),
    );
  });
  const ratios = environment.outcomes.map((_, o) => {
    const column = chances.map((law) => law[o]!);
    const [most, least] = [column.reduce(Q.maximum), column.reduce(Q.minimum)];
    if (most.numerator === 0n) return undefined;
    return least.numerator === 0n ? "infinity" : Q.divide(most, least);
  });
  const tightest = ratios.reduce<Q.Extended>((most, x) => (x === undefined || Q.atMost(x, most) ? most : x), Q.one);
  return { chances, ratios, tightest };
}

/** Σ over outcomes of p − q where that is positive, by the definition of statistical difference as half an L1 distance. */
export const statisticalDifference = (P: readonly Q.Rational[], P2: readonly Q.Rational[]): Q.Rational =>
  Q.divide(
    P.reduce((s, p, o) => Q.add(s, absolute(Q.subtract(p, P2[o]!))), Q.zero),
    Q.rational(2n),
  );

export const absolute = (x: Q.Rational): Q.Rational => (x.numerator < 0n ? Q.negate(x) : x);
