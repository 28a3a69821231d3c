import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { distance, upTo } from "./plain-table.js";

/** One buyer of several goods with two types, in rationals; a bundle is the set of the bits of its number. */
export interface PlainGoods {
  readonly goods: number;
  readonly prices: readonly Q.Rational[];
  /** The values of the bundles, by type. */
  readonly types: readonly [Values, Values];
}

/** The value of each bundle. */
export type Values = readonly Q.Rational[];

/** The goods of a source of kind "pricing-multi". */
export function plainGoods(source: JsonObject): PlainGoods {
  const numbers = (row: Json): Values => (row as readonly string[]).map((text) => Q.parseRational(`${text}`)!);
  const [first, second = first] = (source.types as readonly Json[]).map(numbers);
  return { goods: source.goods as number, prices: numbers(source.prices!), types: [first!, second!] };
}

const isWithin = (bundle: number, other: number): boolean => (bundle & other) === bundle;
/** Whether a larger bundle is worth at least as much. */
export const isMonotone = (values: Values): boolean =>
  values.every((value, b) => values.every((more, c) => !isWithin(b, c) || Q.compare(value, more) <= 0));
/** v(∅) = 0. */
export const isNormal = (values: Values): boolean => values[0]!.numerator === 0n;
/** Whether all values are in [0, 1]. */
export const isInUnit = (values: Values): boolean =>
  values.every((value) => Q.compare(value, Q.zero) >= 0 && Q.compare(value, Q.one) <= 0);

/** max_{A ⊆ B} v(A): what a bundle is worth to who may leave out some of it. */
export const closure = (values: Values): Values =>
  values.map((_, b) => values.filter((_v, a) => isWithin(a, b)).reduce(Q.maximum));

/** Whether all entries are the same. */
export const isConstant = (values: Values): boolean => values.every((value) => Q.equals(value, values[0]!));
/** v − w. */
export const difference = ([v, w]: PlainGoods["types"]): Values => v.map((value, b) => Q.subtract(value, w[b]!));

/** Whether the step of the grid 0, 1/m, …, 1 is below |v(B) − w(B)|/G wherever that is not 0. */
export function isFineGrid({ goods, prices, types }: PlainGoods): boolean {
  const m = BigInt(prices.length - 1);
  const isEven = m > 0n && prices.every((p, k) => Q.equals(p, Q.rational(BigInt(k), m)));
  return (
    isEven &&
    types[0].every((v, b) => {
      const apart = distance(v, types[1][b]!);
      return apart.numerator === 0n || Q.compare(Q.rational(BigInt(goods), m), apart) < 0;
    })
  );
}

/** The best bundles at these prices. */
function demand(values: Values, prices: readonly Q.Rational[]): readonly number[] {
  // The numbers of the bundles of one good: 1, 2, 4, …
  const singles = prices.map((_, good) => upTo(good).reduce((bit) => bit + bit, 1));
  const worth = values.map((value, b) =>
    prices.reduce((left, price, good) => (isWithin(singles[good]!, b) ? Q.subtract(left, price) : left), value),
  );
  return worth.flatMap((x, b) => (worth.every((y) => Q.compare(x, y) >= 0) ? [b] : []));
}

/** Whether no bundle is optimal for both. */
export const areApart = ({ types: [v, w] }: PlainGoods, prices: readonly Q.Rational[]): boolean => {
  const other = demand(w, prices);
  return demand(v, prices).every((b) => !other.includes(b));
};

/**
 * Prices among which some vector separates the types if any prices do, by the argument: the steps of 1/(hG + 1) in [0, 1], where all
 * values are multiples of 1/h; from −1 on where prices may be negative.
 */
export function enoughPrices({ goods, types }: PlainGoods, areReal: boolean): readonly Q.Rational[] {
  const h = types.flat().reduce((common, { denominator }) => leastCommon(common, denominator), 1n);
  const steps = h * BigInt(goods) + 1n;
  const least = areReal ? -steps : 0n;
  return upTo(Number(steps - least) + 1).map((k) => Q.rational(least + BigInt(k), steps));
}

function leastCommon(x: bigint, y: bigint): bigint {
  let [a, b] = [x, y];
  while (b !== 0n) [a, b] = [b, a % b];
  return (x / a) * y;
}
