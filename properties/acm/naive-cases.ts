import type { Budget } from "../../src/claim/claim.js";
import { once } from "../../src/instance/once.js";
import { printRational, rational } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type ContextJson, drawnContexts, everyContext, everyOf } from "./contexts.js";
import { remainder } from "./plain-naive.js";

/** The gains of the others pass the range of prices: good 1 is worth 1 to player 2, and good 2, which she has, −1. */
const highGain: ContextJson = {
  players: 2,
  goods: 2,
  bits: 2,
  endowment: [1, 2],
  valuations: [
    [0, 0, 0, 0],
    [0, 1, -1, 0],
  ],
};

/** Each gain is in the range of prices, their sum is not: the good goes from player 2, who dislikes it, to player 3. */
const highSum: ContextJson = {
  players: 3,
  goods: 1,
  bits: 2,
  endowment: [2],
  valuations: [
    [0, 0],
    [0, -1],
    [0, 1],
  ],
};

/** Player 1's price cannot be low enough for what the others gain: she gets rid of goods that they dislike. */
export const relieved: ContextJson = {
  players: 3,
  goods: 2,
  bits: 2,
  endowment: [2, 3],
  valuations: [
    [0, 0, 0, 1],
    [0, -1, 0, 0],
    [0, 0, -1, 0],
  ],
};

/** Nor for what she loses: she gives away both goods, which she only likes together. */
export const parted: ContextJson = {
  players: 3,
  goods: 2,
  bits: 2,
  endowment: [1, 1],
  valuations: [
    [0, 0, 0, 1],
    [0, 1, 0, 1],
    [0, 0, 1, 1],
  ],
};

const small = () => everyOf([1, 0, 1], [1, 1, 1], [1, 1, 2], [2, 0, 1], [2, 0, 2]);
const three = () => everyOf([3, 0, 1], [3, 0, 2], [3, 1, 1]);
const named = [highSum, relieved, parted];

const third = once(() => everyContext([2, 1, 2]).filter((_, i) => remainder(i, 3) === 0));
const gate = once(() => [
  ...small(),
  ...third(),
  highGain,
  ...three(),
  ...named,
  ...drawnContexts([3, 1, 2], 1, 3),
  ...everyContext([3, 0, 3]),
]);
const standard = once(() => [
  ...small(),
  ...everyContext([2, 1, 2]),
  ...drawnContexts([2, 1, 3], 1, 10),
  highGain,
  ...drawnContexts([2, 2, 2], 1, 15),
  ...three(),
  ...named,
  ...drawnContexts([3, 1, 2], 1, 14),
  ...drawnContexts([3, 0, 3], 1, 1),
  ...drawnContexts([4, 0, 2], 1, 1),
]);
const deep = once(() => [
  ...small(),
  ...everyOf([2, 1, 2], [2, 1, 3]),
  highGain,
  ...drawnContexts([2, 2, 2], 1, 300),
  ...three(),
  ...named,
  ...everyContext([3, 1, 2]),
  ...drawnContexts([3, 2, 2], 1, 10),
  ...drawnContexts([3, 1, 3], 1, 10),
  ...drawnContexts([4, 0, 2], 1, 1),
  ...drawnContexts([4, 1, 2], 1, 5),
]);
const contexts: Readonly<Record<Budget, () => readonly ContextJson[]>> = { gate, standard, deep };

/** With more announcements: fewer contexts. */
const repaired: Readonly<Record<Budget, () => readonly ContextJson[]>> = {
  gate: once(() => [...small(), ...third(), highGain, ...everyContext([3, 0, 2]), highSum]),
  standard: once(() => [...small(), ...everyContext([2, 1, 2]), highGain, ...three(), highSum]),
  deep: standard,
};

const said: Readonly<Record<Budget, string>> = {
  gate: "(3, 0, 1), (3, 1, 1), (3, 0, 3), every third of (2, 1, 2), four by name, and 3 of (3, 1, 2) drawn with seed 1",
  standard:
    "(3, 0, 1), (3, 1, 1), (2, 1, 2), (3, 0, 3), (4, 0, 2), four by name, and drawn with seed 1: 10 of (2, 1, 3), 15 of (2, 2, 2), 14 of (3, 1, 2)",
  deep: "(3, 0, 1), (3, 1, 1), (2, 1, 2), (2, 1, 3), (3, 1, 2), (4, 0, 2), four by name, and drawn with seed 1: 300 of (2, 2, 2), 10 each of (3, 2, 2) and (3, 1, 3), 5 of (4, 1, 2)",
};
const repairedSaid: Readonly<Record<Budget, string>> = {
  gate: "every third of (2, 1, 2), and two by name",
  standard: "(3, 0, 1), (3, 1, 1), (2, 1, 2), and two by name",
  deep: said.standard,
};

/** The contexts on which the naive forms are decided, fewest players first; fewer where more may be announced. */
export const naiveContexts = (budget: Budget, made: readonly string[] = []): readonly ContextJson[] =>
  (made.length > 0 ? repaired : contexts)[budget]();

/** What these are. */
export const naiveSaid = (budget: Budget, made: readonly string[] = []): string =>
  `all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 1), (1, 1, 2), (2, 0, 1), (2, 0, 2), (3, 0, 2), ${(made.length > 0 ? repairedSaid : said)[budget]}`;

/** Discounts e as shares of 1/(3n): all are allowed in naive-4, and (n − 1)e < 1. */
const shares: readonly (readonly [bigint, bigint])[] = [
  [1n, 2n],
  [999n, 1000n],
  [1n, 1000n],
];

/** The discount of the case with this place; the three shares of 1/(3n) by turns. */
export function smallDiscount(players: number, place: number): string {
  const [p, q] = shares[remainder(place, shares.length)]!;
  return printRational(rational(p, 3n * BigInt(players) * q));
}

/** Discounts with (n − 1)e < 1 as shares of 1/n: half, nearly all, nearly nothing. */
export function wideDiscount(players: number, place: number): string {
  const [p, q] = shares[remainder(place, shares.length)]!;
  return printRational(rational(p, BigInt(players) * q));
}

const questions: Readonly<Record<string, string>> = {
  "acm/naive-1": "equilibrium-outcomes",
  "acm/naive-2": "root-all-partitions",
  "acm/naive-2-fined": "root-all-partitions",
  "acm/naive-3": "root-all-partitions",
  "acm/naive-4": "root-all-partitions",
};

/** An instance with the question that `measure` answers about it. */
export const naiveInstance = (mechanism: string, environment: JsonObject, parameters?: JsonObject): JsonObject => ({
  mechanism,
  ...(parameters && { parameters }),
  environment,
  question: questions[mechanism]!,
  reports: [],
});
