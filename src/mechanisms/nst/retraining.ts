import { type Rational, rational } from "../../number/rational.js";
import type { JsonObject } from "../../verdict/json.js";
import type { KnownEnvironment } from "./known-environment.js";

/** n candidates who rank the programs a, b and c, of which two are offered [NST, Example 1]. */
export interface Candidates {
  readonly n: number;
  /** The welfare counts the grade of everybody's favourite in the pair, Borda's count those of both programs. */
  readonly objective: "welfare" | "borda";
}

/** The grade 3, 2 or 1 of a, b, c in the types abc, acb, bac, bca, cab, cba. */
const grades: readonly (readonly number[])[] = [[3, 2, 1], [3, 1, 2], [2, 3, 1], [1, 3, 2], [2, 1, 3], [1, 2, 3]]; // biome-ignore format: one line

/** The pairs ab, ac, bc. */
const pairs: readonly (readonly [number, number])[] = [[0, 1], [0, 2], [1, 2]]; // biome-ignore format: one line

/** The environment of the candidates, and how much one of them matters. */
export interface RetrainingEnvironment extends KnownEnvironment {
  /** The least d for which the objective is d-sensitive: 1/3 of the welfare, 2/5 of Borda's count. */
  readonly leastSensitivity: Rational;
}

/** The environment of the candidates: everybody takes a program of the pair; grade/3, or 0 for a program that is not offered. */
export function retraining({ n, objective }: Candidates, source: JsonObject = {}): RetrainingEnvironment {
  const everybody = (size: number): readonly number[] => Array.from({ length: n }, () => size);
  const points = pointsOf(objective);
  return {
    types: everybody(6),
    alternatives: 3,
    reactions: everybody(3),
    utility: (types, player, s, program) =>
      pairs[s]!.includes(program) ? BigInt(grades[types[player]!]![program]!) : 0n,
    utilityGrid: 3n,
    selection: (types, player, s) => favourite(types[player]!, s),
    score: (types, s) => BigInt(types.reduce((sum, type) => sum + points[type]![s]!, 0)),
    ...unitsOf(objective),
    influences: (player) => [player],
    source,
  };
}

/** The program of a pair that a type likes best. */
function favourite(type: number, s: number): number {
  const [first, second] = pairs[s]!;
  return grades[type]![first]! > grades[type]![second]! ? first : second;
}

const unitsOf = (objective: Candidates["objective"]): Pick<RetrainingEnvironment, "scoreUnit" | "leastSensitivity"> =>
  objective === "welfare"
    ? { scoreUnit: rational(1n, 3n), leastSensitivity: rational(1n, 3n) }
    : { scoreUnit: rational(1n, 5n), leastSensitivity: rational(2n, 5n) };

/** What a type adds to n·F at each pair, in units of the score. */
const pointsOf = (objective: Candidates["objective"]): readonly (readonly number[])[] =>
  grades.map((own, type) =>
    pairs.map(([first, second], s) =>
      objective === "welfare" ? own[favourite(type, s)]! : own[first]! + own[second]!,
    ),
  );

/** n·F at every pair in units of 1/3 or 1/5, where so many candidates have each of the six types. */
export const retrainingScores = (objective: Candidates["objective"], counts: readonly bigint[]): readonly bigint[] => {
  const points = pointsOf(objective);
  return pairs.map((_, s) => counts.reduce((sum, count, type) => sum + count * BigInt(points[type]![s]!), 0n));
};

/** The welfare n·F at every pair in units of 1/3, where so many candidates like a, b and c best: it depends on nothing else. */
export const welfareByTops = (tops: readonly [bigint, bigint, bigint]): readonly bigint[] =>
  pairs.map((pair) => tops.reduce((sum, count, program) => sum + count * (pair.includes(program) ? 3n : 2n), 0n));
