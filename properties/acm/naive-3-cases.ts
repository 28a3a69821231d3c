import type { Budget } from "../../src/claim/claim.js";
import { once } from "../../src/instance/once.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { drawnContexts, everyContext } from "./contexts.js";
import { naiveInstance } from "./naive-cases.js";
import { remainder, twoTo, upTo } from "./plain-naive.js";

/** How many times the utility of a truthful outcome is asked for. */
export const factor = 1000n;

/** Good 1 goes from player 2, to whom it is worth B − 2, to player 1, to whom it is worth B − 1. */
export function grabbed(n: number, m: number, discount: string): JsonObject {
  const e = Q.parseRational(discount)!;
  const isLarge = (bits: number) =>
    Q.compare(grabUtility(n, e, twoTo(bits - 1)), Q.multiply(Q.rational(factor), truthfulUtility(n, e))) > 0;
  let bits = 2;
  while (!isLarge(bits)) bits++;
  const worth = [twoTo(bits - 1) - 1, twoTo(bits - 1) - 2];
  const valuations = upTo(n).map((i) => upTo(twoTo(m)).map((set) => (remainder(set, 2) === 1 ? (worth[i] ?? 0) : 0)));
  const environment = { players: n, goods: m, bits, endowment: upTo(m).map(() => 2), valuations };
  return naiveInstance("acm/naive-3", environment, { discount });
}

/** 1 − (n − 1)e. */
const truthfulUtility = (n: number, e: Q.Rational): Q.Rational =>
  Q.subtract(Q.one, Q.multiply(Q.rational(BigInt(n - 1)), e));

/** e(n − 2)/n·(2B − 2 − (n − 1)e): all vote YES but player 2, who is to pay B − 1 to player 1 and loses the good. */
const grabUtility = (n: number, e: Q.Rational, B: number): Q.Rational =>
  Q.multiply(
    Q.multiply(e, Q.rational(BigInt(n - 2), BigInt(n))),
    Q.subtract(Q.rational(BigInt(2 * B - 2)), Q.multiply(Q.rational(BigInt(n - 1)), e)),
  );

/** Discounts with (n − 1)e < 1: half of 1/n, nearly 1/(n − 1). */
export const grabDiscounts = (n: number): readonly string[] => [
  Q.printRational(Q.rational(1n, BigInt(2 * n))),
  Q.printRational(Q.rational(999n, BigInt(1000 * (n - 1)))),
];

/** How many players the families of large values have. */
export const families: Readonly<Record<Budget, readonly number[]>> = {
  gate: [3],
  standard: [3, 4, 5],
  deep: [3, 4, 5, 6],
};

/** Values that are large beside what is to be gained, 1: the good is nearly as dear to its owner. */
const close = [
  { players: 3, goods: 1, bits: 3, endowment: [2], valuations: [[0, 3], [0, 2], [0, 0]] }, // biome-ignore format: one line
  { players: 3, goods: 1, bits: 3, endowment: [1], valuations: [[0, 0], [0, 1], [0, -1]] }, // biome-ignore format: one line
];

/** Contexts on which every announcement is tried. */
export const grabContexts: Readonly<Record<Budget, () => readonly JsonObject[]>> = {
  gate: once(() => [...everyContext([3, 0, 2]), ...everyContext([3, 1, 1]), ...drawnContexts([3, 1, 2], 3, 6), ...close]), // biome-ignore format: one line
  standard: once(() => [
    ...everyContext([3, 0, 1]),
    ...everyContext([3, 0, 2]),
    ...everyContext([3, 1, 1]),
    ...everyContext([3, 1, 2]).filter((_, i) => remainder(i, 3) === 0),
    ...close,
    ...drawnContexts([3, 1, 3], 3, 3),
    ...drawnContexts([4, 0, 2], 3, 1),
  ]),
  deep: once(() => [
    ...everyContext([3, 0, 1]),
    ...everyContext([3, 0, 2]),
    ...everyContext([3, 1, 1]),
    ...everyContext([3, 1, 2]),
    ...close,
    ...drawnContexts([3, 1, 3], 3, 60),
    ...drawnContexts([4, 0, 2], 3, 1),
    ...drawnContexts([3, 2, 2], 3, 20),
    ...drawnContexts([4, 1, 2], 3, 10),
  ]),
};

/** What these are. */
export const grabSaid: Readonly<Record<Budget, string>> = {
  gate: "all contexts (n, m, k) of the sizes (3, 0, 2) and (3, 1, 1), and drawn with seed 3: 6 of (3, 1, 2); two of (3, 1, 3)",
  standard:
    "all contexts (n, m, k) of the sizes (3, 0, 1), (3, 0, 2), (3, 1, 1) and (4, 0, 2), every third of (3, 1, 2), two of (3, 1, 3) by name and 3 drawn with seed 3",
  deep: "all contexts (n, m, k) of the sizes (3, 0, 1), (3, 0, 2), (3, 1, 1), (3, 1, 2) and (4, 0, 2), two of (3, 1, 3) by name, and drawn with seed 3: 60 of (3, 1, 3), 20 of (3, 2, 2), 10 of (4, 1, 2)",
};
