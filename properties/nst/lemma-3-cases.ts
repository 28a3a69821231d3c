import type { Budget, Example } from "../../src/claim/claim.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { firstProfile, tableOf } from "./table-cases.js";

/** F by alternative in units of 1/grid. */
interface Scores {
  readonly row: readonly number[];
  readonly grid: number;
}

const range = (length: number): readonly number[] => Array.from({ length }, (_, i) => i);

/** One best alternative and all others x below, for every x on the grid: the worst F among all of them. */
const equalGaps = (alternatives: number, grid: number): readonly Scores[] =>
  range(alternatives === 1 ? 1 : grid).map((x) => ({
    row: range(alternatives).map((s) => (s === 0 ? grid : grid - 1 - x)),
    grid,
  }));

/** What all budgets have: F constant at 0 and at 1, and two different gaps. */
const plain: readonly Scores[] = [
  { row: [0], grid: 1 },
  { row: [0, 0, 0, 0], grid: 1 },
  { row: [0, 0, 0, 0, 0, 0, 0, 0], grid: 1 },
  { row: [2, 1, 0], grid: 2 },
];

/** F + shift at every type of every player; the second type of the first player prefers the alternatives in the other order. */
function environmentOf({ row, grid }: Scores, players: number, shift: number, dependsOnType: boolean): JsonObject {
  const types = range(players).map((i) => (i === 0 && dependsOnType ? 2 : 1));
  return tableOf({
    types,
    alternatives: row.length,
    reactions: 1,
    utility: () => "0",
    objective: ([first], s) =>
      Q.printRational(
        Q.add(Q.rational(BigInt(row.at(first === 0 ? s : -1 - s)!), BigInt(grid)), Q.rational(BigInt(shift))),
      ),
  });
}

/** Every weight is a power of `log` raised to `power` a unit of F: ε = (2d·grid·power/n)·ln(log). */
interface Rate {
  readonly log: string;
  readonly power: number;
}

const few: readonly Rate[] = ["3/2", "2", "100"].map((log) => ({ log, power: 1 }));
const many: readonly Rate[] = [
  ...few,
  ...["11/10", "10"].map((log) => ({ log, power: 1 })),
  { log: "1001/1000", power: 1 },
  { log: "1001/1000", power: 100 },
];

interface Sizes {
  readonly rates: readonly Rate[];
  readonly alternatives: readonly number[];
  readonly grids: readonly number[];
}

const sizes: Readonly<Record<Budget, Sizes>> = {
  gate: { rates: few, alternatives: [1, 2, 8], grids: [1] },
  standard: { rates: many, alternatives: [1, 2, 3, 8], grids: [1, 2] },
  deep: { rates: many, alternatives: [1, 2, 3, 4, 8, 16], grids: [1, 2, 4] },
};

function exampleOf(
  scores: Scores,
  { log, power }: Rate,
  { d = "1", players = 1, shift = 0, dependsOnType = false } = {},
): Example {
  const environment = environmentOf(scores, players, shift, dependsOnType);
  const times = Q.divide(
    Q.multiply(Q.rational(BigInt(2 * scores.grid * power)), Q.parseRational(d)!),
    Q.rational(BigInt(players)),
  );
  return {
    instance: {
      mechanism: "nst/exponential",
      parameters: { epsilon: { times: Q.printRational(times), log }, ...(d !== "1" && { d }) },
      environment,
      reports: firstProfile(environment),
    },
    choices: {},
  };
}

/** Instances at their own ε, the smallest first; in the intervals [−1, 0] and [5, 6] where shifted. */
export const lemma3Examples = (budget: Budget, shifted: boolean): readonly Example[] => {
  const { rates, alternatives, grids } = sizes[budget];
  return (shifted ? [-1, 5] : [0])
    .flatMap((shift) => {
      const all = [...plain, ...grids.flatMap((grid) => alternatives.flatMap((m) => equalGaps(m, grid)))];
      const alone = all.flatMap((scores) => rates.map((rate) => exampleOf(scores, rate, { shift })));
      const others = rates.flatMap((rate) => [
        exampleOf({ row: [1, 0, 0], grid: 1 }, rate, { shift, d: "1/2" }),
        exampleOf({ row: [1, 0, 0], grid: 1 }, rate, { shift, d: "3" }),
        exampleOf({ row: [2, 1, 0], grid: 2 }, rate, { shift, dependsOnType: true }),
        exampleOf({ row: [2, 1, 0], grid: 2 }, rate, { shift, d: "2", players: 2, dependsOnType: true }),
        exampleOf({ row: [1, 0, 0, 0, 0], grid: 1 }, rate, { shift, players: 4 }),
      ]);
      return [...alone, ...others];
    })
    .sort((x, y) => playersOf(x) - playersOf(y));
};

const playersOf = ({ instance }: Example): number => (instance.reports as readonly unknown[]).length;

/** The domain in words. */
export const describeLemma3 = (budget: Budget, { says }: Readonly<Record<string, string>>): string => {
  const { rates, alternatives, grids } = sizes[budget];
  const where = says === "shifted" ? "[−1, 0] and [5, 6]" : "[0, 1]";
  const powers = rates.map(({ log, power }) => (power === 1 ? log : `(${log})^${power}`)).join(", ");
  return `F in ${where}: one best alternative and all others x below for every x > 0 on the grids 1/${grids.join(", 1/")}, |S| = ${alternatives.join(", ")}; constant F; further F with 1, 2 and 4 players, d = 1/2 to 3, one that depends on the types; e^{nε/(2d)} to the grid = ${powers}`;
};
