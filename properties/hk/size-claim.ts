import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import { bases } from "../../generators/rationals.js";
import type { Budget, Check, Claim, Example, Side } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { type Epsilon, printEpsilon, readEpsilon } from "../../src/instance/epsilon.js";
import { readChoice, readCount, readObject, readRational, refuse } from "../../src/instance/input.js";
import { matchingEnsemble } from "../../src/mechanisms/hk/matching-ensemble.js";
import { treeEnsemble } from "../../src/mechanisms/hk/tree-ensemble.js";
import { compare as compareForms } from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";
import { over } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type Changes, repairedBy } from "../repairs.js";
import { type Words, wordsOf } from "../words.js";
import { form } from "../worst-choices.js";

/** The random instances of a lower bound: n agents and items, or the complete network on k nodes. */
export interface Ensemble {
  readonly mechanism: string;
  /** Where the size stands in the environment. */
  readonly field: string;
  /** The letter of the paper for the size. */
  readonly letter: string;
}

export const matchings: Ensemble = { mechanism: matchingEnsemble.id, field: "agents", letter: "n" };
export const trees: Ensemble = { mechanism: treeEnsemble.id, field: "nodes", letter: "k" };

/** Both sides of what a claim says at one size; the larger side is at least the other unless `holds` is told. */
export interface Compared extends Pick<Check, "left" | "right" | "larger"> {
  readonly holds?: boolean;
  /** "inside" unless told. */
  readonly hypotheses?: Check["hypotheses"];
}

/** What a claim says at the values of an example. */
export interface ComparedExample extends Compared, Pick<Check, "inequality" | "explanation"> {}

/** A claim about sizes n or k: one inequality at each, decided without ε; `sizeClaim` supplies the rest. */
export interface SizeClaim extends Words {
  readonly ensemble: Ensemble;
  /** The sizes of a budget, ascending. */
  sizes(budget: Budget, switches: Switches): readonly number[];
  /** What is decided at these sizes; the sizes follow. */
  readonly describe?: string;
  /** Why the sizes stand for all, where they do. */
  argument?(switches: Switches): string | undefined;
  readonly corners: Readonly<Record<string, (size: number) => boolean>>;
  decide(size: number, switches: Switches): Compared;
  /** Where the sides are thousands of digits long, so that the evidence tells how tight they are in their place. */
  isUnscored?(switches: Switches): boolean;
  /** The ε of the exponential mechanism that shows a failing size, or at which examples are drawn; none where left out. */
  epsilon?(size: number, switches: Switches): Epsilon | undefined;
  /** A cost or value between 0 and 1 that examples may name as a further choice; none where left out. */
  level?(switches: Switches): Level | undefined;
  /** The same inequality apart from `decide`; with an ε for the exponential mechanism at that ε, and at that level. */
  sides(size: number, epsilon: Epsilon | undefined, switches: Switches, level?: Q.Rational): ComparedExample;
  /** The largest size at which examples at random ε are drawn; none are drawn where it is left out. */
  drawn?(switches: Switches): number | undefined;
  readonly repair?: Changes;
}

/** A further choice of an example: a cost or value in [0, 1]. */
export interface Level {
  readonly field: string;
  /** The level that is shown with a size; none where undefined. */
  at(size: number): Q.Rational | undefined;
}

/** One size. */
export interface SizeCase {
  readonly size: number;
}

const drawsAt = { gate: 20, standard: 100, deep: 500 } as const;

/** A claim about sizes. Its examples are the ensemble of that size and, where they speak of a mechanism, an ε. */
export function sizeClaim(parts: SizeClaim): Claim<SizeCase> {
  const { ensemble, corners, repair } = parts;
  const { letter } = ensemble;
  const cornersOf = (size: number) => Object.keys(corners).filter((name) => corners[name]!(size));
  const exampleOf = (size: number, epsilon: Epsilon | undefined, level: JsonObject = {}): Example => ({
    instance: { mechanism: ensemble.mechanism, environment: { [ensemble.field]: size }, reports: [] },
    choices: { [letter]: `${size}`, ...(epsilon && { epsilon: printEpsilon(epsilon) }), ...level },
  });
  const levelOf = (size: number, switches: Switches): JsonObject => {
    const level = parts.level?.(switches);
    const shown = level?.at(size);
    return level && shown ? { [level.field]: Q.printRational(shown) } : {};
  };
  return {
    ...wordsOf("hk", parts),
    corners: Object.keys(corners),
    domain(budget, switches) {
      const sizes = parts.sizes(budget, switches);
      const argument = parts.argument?.(switches);
      return {
        description: `${parts.describe ? `${parts.describe}; ` : ""}${letter} = ${printSizes(sizes)}`,
        ...(argument !== undefined && { argument }),
        cases: sizes.map((size) => ({ size })),
        exhaustive: true,
        draws: parts.drawn?.(switches) === undefined ? 0 : drawsAt[budget],
      };
    },
    decide(R, { size }, switches) {
      const { left, right, larger, ...found } = parts.decide(size, switches);
      const quotient = (side: Q.Rational) => over(R.integer(side.numerator), R.integer(side.denominator));
      return {
        hypotheses: found.hypotheses ?? "inside",
        conclusion: (found.holds ?? isAtLeast({ left, right, larger })) ? "holds" : "fails",
        witness: {},
        ...(!parts.isUnscored?.(switches) &&
          isRational(left) &&
          isRational(right) && { sides: { left: quotient(left), right: quotient(right), larger } }),
      };
    },
    cornersOf: ({ size }) => cornersOf(size),
    exhibit: ({ size }, _base, switches) => exampleOf(size, parts.epsilon?.(size, switches), levelOf(size, switches)),
    check({ instance, choices }, switches) {
      const size = sizeIn(ensemble, instance);
      const field = parts.level?.(switches)?.field;
      const given = readObject(choices, "choices", { optional: [letter, "epsilon", ...(field ? [field] : [])] });
      if (given[letter] !== undefined && given[letter] !== `${size}`) {
        throw refuse(`choices.${letter}`, `expected the size of the instance, ${size}`);
      }
      const epsilon = given.epsilon === undefined ? undefined : readEpsilon(given.epsilon, "choices.epsilon");
      const level = field && given[field] !== undefined ? readLevel(given[field], `choices.${field}`) : undefined;
      const found = parts.sides(size, epsilon, switches, level);
      return {
        hypotheses: "inside",
        ...found,
        holds: found.holds ?? isAtLeast(found),
        choices: { ...choices, [letter]: `${size}` },
        corners: cornersOf(size),
      };
    },
    completed: [letter],
    draw: (switches) => ({
      sample(seed, count) {
        const shown = (size: number) => parts.epsilon?.(size, switches);
        const most = parts.drawn?.(switches);
        const sizes = parts.sizes("gate", switches).filter((size) => size <= (most ?? (shown(size) ? 3 : size)));
        return sample(fc.tuple(fc.constantFrom(...sizes), bases), seed, count).map(([size, log]) =>
          exampleOf(size, most === undefined ? shown(size) : { times: Q.rational(2n), log }),
        );
      },
    }),
    ...(repair && { repair: repairedBy(repair) }),
  };
}

/** A number in [0, 1]. Throws InputError. */
function readLevel(value: unknown, field: string): Q.Rational {
  const level = readRational(value, field);
  if (Q.signOfRational(level) < 0 || Q.compare(level, Q.one) > 0) {
    throw refuse(field, `must be 0 to 1, got ${Q.printRational(level)}`);
  }
  return level;
}

/** The size of an ensemble as it stands in an instance, whatever the limit of what `law` computes. Throws InputError. */
function sizeIn(
  { mechanism, field }: Ensemble,
  { mechanism: id, environment, parameters, reports }: JsonObject,
): number {
  readChoice(id, "instance.mechanism", [mechanism]);
  readObject(parameters, "instance.parameters", {});
  const fields = readObject(environment, "instance.environment", { required: [field] });
  if (Array.isArray(reports) && reports.length > 0) throw refuse("instance.reports", "there are no players");
  const size = readCount(fields[field], `instance.environment.${field}`);
  if (size < 1) throw refuse(`instance.environment.${field}`, "must be at least 1");
  return size;
}

const isRational = (side: Side): side is Q.Rational => side !== "infinity" && "numerator" in side;

/** Whether the side that must be large is at least the other. */
function isAtLeast({ left, right, larger }: Pick<Check, "left" | "right" | "larger">): boolean {
  const [small, large] = larger === "left" ? [right, left] : [left, right];
  return compareSides(small, large) <= 0;
}

/** The sign of x − y; logarithms without ε. */
export function compareSides(x: Side, y: Side): Sign {
  if (x === "infinity" || y === "infinity") return x === y ? 0 : x === "infinity" ? 1 : -1;
  return isRational(x) && isRational(y) ? Q.compare(x, y) : compareForms(form(x), form(y));
}

/** "2, 3, …, 60" for runs, and the others one by one. */
function printSizes(sizes: readonly number[]): string {
  const runs: number[][] = [];
  for (const size of sizes) {
    const run = runs.at(-1);
    if (run && run.at(-1)! + 1 === size) run.push(size);
    else runs.push([size]);
  }
  return runs.map((run) => (run.length > 3 ? `${run[0]} to ${run.at(-1)}` : run.join(", "))).join(", ");
}

/** from, from + 1, …, to. */
export const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A whole number as a rational. */
export const whole = (n: number | bigint): Q.Rational => Q.rational(BigInt(n));
