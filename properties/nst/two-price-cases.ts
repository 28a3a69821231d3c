import type { Budget } from "../../src/claim/claim.js";
import type { Lottery } from "../../src/game/lottery.js";
import type { Types } from "../../src/game/reaction-environment.js";
import type { ReactionFormat } from "../../src/instance/nst-finite.js";
import type { optimalPriceFormat, twoPriceFormat } from "../../src/instance/nst-two-price.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { OptimalPrice } from "../../src/mechanisms/nst/optimal-price.js";
import type { TwoPriceEnvironment } from "../../src/mechanisms/nst/two-price.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { ExactLawSetting, LawCase, LawPlace } from "../law-setting.js";
import { upTo } from "./plain-table.js";

/** Examples 2 and 3: buyers of two values, and prices for all. */
export type TwoPriceFormat = typeof twoPriceFormat;
export type OptimalPriceFormat = typeof optimalPriceFormat;
export type TwoPricePlace = LawPlace<unknown, TwoPriceEnvironment, number, Outcome>;
export type ExactTwoPrice = ExactLawSetting<unknown, TwoPriceEnvironment, number, Outcome>;

/** The source of a place, read word by word in rationals. */
export interface PlainTwoPrice {
  readonly n: number;
  readonly values: readonly Q.Rational[];
  readonly prices: readonly Q.Rational[];
  readonly buysAtValue: boolean;
  /** Whether a buyer of this type buys at a price. */
  buys(type: number, price: Q.Rational): boolean;
}

export function plainTwoPrice({ environment }: { readonly environment: TwoPriceEnvironment }): PlainTwoPrice {
  const found = plains.get(environment) ?? readPlainly(environment);
  plains.set(environment, found);
  return found;
}

const plains = new WeakMap<object, PlainTwoPrice>();

function readPlainly({ source }: TwoPriceEnvironment): PlainTwoPrice {
  const numbers = (field: string) => (source[field] as readonly string[]).map((text) => Q.parseRational(`${text}`)!);
  const values = numbers("values");
  const buysAtValue = source.tieReaction !== "Not buy";
  return {
    n: source.n as number,
    values,
    prices: numbers("prices"),
    buysAtValue,
    buys: (type, price) => Q.compare(values[type]!, price) >= (buysAtValue ? 0 : 1),
  };
}

/** Everybody of one type, but the first so many, who are of the high type. */
export const highFirst = (n: number, high: number): Types => upTo(n).map((i) => (i < high ? 1 : 0));
export const everybody = (n: number, type: number): Types => upTo(n).map(() => type);

/** Example 2: values 1/2 + μ and 1 + μ, prices 1/2 and 1; the exponential mechanism for this d. */
export const example2 = (n: number, mu: string, d = "1"): LawCase => ({
  ...(d !== "1" && { parameters: { d } }),
  environment: { kind: "two-price", n, values: [sum("1/2", mu), sum("1", mu)], prices: ["1/2", "1"] },
  reports: everybody(n, 0),
});

const sum = (x: string, y: string): string => Q.printRational(Q.add(Q.parseRational(x)!, Q.parseRational(y)!));

/** μ in (0, 1/2), in the middle and near the ends. */
export const margins = ["1/4", "1/100", "49/100"] as const;

const most: Readonly<Record<Budget, number>> = { gate: 3, standard: 7, deep: 12 };

/** Example 2 for 1 to so many buyers, up to three of them with three values of μ, d = 1 and 2. */
export const example2Cases = (budget: Budget): readonly LawCase[] =>
  upTo(most[budget]).flatMap((k) => [
    ...(k < 3 ? margins : margins.slice(0, 1)).map((mu) => example2(k + 1, mu)),
    example2(k + 1, "1/4", "2"),
  ]);

export const describeExample2 = (budget: Budget): string =>
  `1 to ${most[budget]} buyers, μ = 1/4 and d = 1, 2; up to three buyers also μ = ${margins.slice(1).join(", ")}`;

/** Every exponent of Example 2 with d = 1 and 2 is a multiple of ε/8. */
export const example2Step = Q.rational(1n, 8n);

/** μ of Example 2. */
export const marginOf = (place: TwoPricePlace): Q.Rational => Q.subtract(plainTwoPrice(place).values[1]!, Q.one);

const half = Q.rational(1n, 2n);
const isBelow = (x: Q.Rational, y: Q.Rational): boolean => Q.compare(x, y) < 0;

export const example2Corners: Readonly<Record<string, (place: TwoPricePlace) => boolean>> = {
  "one buyer": ({ environment }) => environment.types.length === 1,
  "two buyers or more": ({ environment }) => environment.types.length > 1,
  "μ near 0": (place) => isBelow(marginOf(place), Q.rational(1n, 20n)),
  "μ near 1/2": (place) => isBelow(Q.rational(9n, 20n), marginOf(place)),
};

/** Whether 0 < μ < 1/2, and values and prices are those of Example 2. */
export function isExample2(place: TwoPricePlace): boolean {
  const { values, prices } = plainTwoPrice(place);
  const mu = marginOf(place);
  return (
    isBelow(Q.zero, mu) &&
    isBelow(mu, half) &&
    Q.equals(values[0]!, Q.add(half, mu)) &&
    prices.length === 2 &&
    Q.equals(prices[0]!, half) &&
    Q.equals(prices[1]!, Q.one)
  );
}

/** The format that reads each environment once: readings, repairs and examples share them. */
export function readingOnce<P>(format: ReactionFormat<P, TwoPriceEnvironment>): ReactionFormat<P, TwoPriceEnvironment> {
  const read = (fields: Readonly<Record<string, unknown>>): TwoPriceEnvironment => {
    const found = environments.get(fields) ?? format.environment.read(fields);
    environments.set(fields, found);
    return found;
  };
  return { ...format, environment: { ...format.environment, read } };
}

const environments = new WeakMap<object, TwoPriceEnvironment>();

/** What a lottery gives, in rationals: the sum of chance times `free` or `imposed` at each price. */
export function expected(
  { free, imposed, total }: Lottery<Q.Rational>,
  prices: readonly Q.Rational[],
  value: (price: Q.Rational, isImposed: boolean) => Q.Rational,
): Q.Rational {
  const terms = [free, imposed].flatMap((draws, k) =>
    draws.map(({ alternative, weight }) => Q.multiply(weight, value(prices[alternative]!, k === 1))),
  );
  return Q.divide(terms.reduce(Q.add, Q.zero), total);
}

/** Example 3: values 1/n and 1 + μ, prices 1/n and 1. */
export const example3 = (
  n: number,
  mu: string,
  tieReaction: string,
  parameters: Pick<OptimalPrice, "tiePrice"> & { readonly q: string; readonly imposeAlways?: boolean },
): LawCase => ({
  parameters: parameters as unknown as JsonObject,
  environment: sourceOf3(n, mu, tieReaction),
  reports: everybody(n, 0),
});

function sourceOf3(n: number, mu: string, tieReaction: string): JsonObject {
  const key = `${n} ${mu} ${tieReaction}`;
  const share = Q.printRational(Q.rational(1n, BigInt(n)));
  const source = sources.get(key) ?? {
    kind: "two-price",
    n,
    values: [share, sum("1", mu)],
    prices: [share, "1"],
    ...(tieReaction === "Not buy" && { tieReaction }),
  };
  sources.set(key, source);
  return source;
}

const sources = new Map<string, JsonObject>();
