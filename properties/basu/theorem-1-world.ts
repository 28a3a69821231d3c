import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { once } from "../../src/instance/once.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { type AllCompliance, allCompliance, leastN0, type Selection } from "./any-selection.js";
import { type EnvironmentNumbers, posteriorInstance } from "./environments.js";
import { type EventWorld, eventWorld } from "./event-world.js";
import type { plainEnclosedGain } from "./plain-gains.js";
import { remembered } from "./remembered.js";
import { hasEqualRows } from "./value-world.js";

/** What a claim about all n is decided on: an environment and ε, without players. */
export interface ThresholdWorld extends EventWorld {
  /** ε; 0, which no claim speaks of, where the instance has none. */
  readonly slack: Q.Rational;
  /** Whether ε > 0, (1) holds, and all rows of v differ. */
  readonly isOfTheorem: () => boolean;
}

/** Reads an instance. Throws InputError. */
export function thresholdWorld(instance: JsonObject): ThresholdWorld {
  const world = eventWorld(instance);
  const slack = world.slack ?? Q.zero;
  return {
    ...world,
    slack,
    isOfTheorem: once(
      () => Q.signOfRational(slack) > 0 && commonTop(world.environment) !== undefined && !hasEqualRows(world),
    ),
  };
}

/** (σ*, q*) at every n up to a bound, as `measure` is asked about it. */
export const thresholdInstance = (
  numbers: EnvironmentNumbers,
  slack: string,
  upTo: number,
  selection: Selection = "any",
): JsonObject => ({
  ...posteriorInstance(numbers, undefined, {
    ...(selection !== "any" && selection !== "first" && { tie: selection }),
    tolerance: slack,
  }),
  question: "thresholds",
  tolerances: [slack],
  upTo,
  over: "all",
});

const compliances = remembered<AllCompliance>();

/** Exactly the n that violate ε, found once. */
export const complianceAt = ({ environment, slack }: ThresholdWorld, selection: Selection): AllCompliance =>
  compliances(environment, `${selection} ${Q.printRational(slack)}`, () =>
    allCompliance(environment, selection, [slack]),
  );

const leastOnes = remembered<number>();

/** The least n0 for ε, found once. */
export const leastN0At = ({ environment, slack }: ThresholdWorld, selection: Selection): number =>
  leastOnes(environment, `${selection} ${Q.printRational(slack)}`, () => leastN0(environment, selection, slack));

/** The numbers of a list as runs: "1-4, 6". */
export function runs(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const n of numbers) {
    const last = found[found.length - 1];
    if (last?.[1] === n - 1) last[1] = n;
    else found.push([n, n]);
  }
  return found.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`)).join(", ");
}

/** Whether the hypotheses of Theorem 1 are met, by their definition: at the vertices of Δ(𝒰), and midway between two of them. */
export function isOfTheoremPlainly({ environment, slack }: ThresholdWorld): boolean {
  const { utilities, likelihood, states } = environment;
  const tables = [...utilities, ...utilities.flatMap((x) => utilities.map((y) => midway(x, y)))];
  const isTopOnce = (column: readonly Q.Rational[]) =>
    column.filter((value) => Q.equals(value, column.reduce(Q.maximum))).length === 1;
  const topOf = (column: readonly Q.Rational[]) => column.findIndex((x) => Q.equals(x, column.reduce(Q.maximum)));
  const everyState = Array.from({ length: states }, (_, state) => state).every((state) => {
    const columns = tables.map((table) => table.map((row) => row[state]!));
    return columns.every((column) => isTopOnce(column) && topOf(column) === topOf(columns[0]!));
  });
  const rowsDiffer = likelihood.every((row, state) =>
    likelihood.slice(0, state).every((other) => row.some((chance, x) => !Q.equals(chance, other[x]!))),
  );
  return slack.numerator > 0n && everyState && rowsDiffer;
}

type Table = BayesianEnvironment["utilities"][number];

const midway = (x: Table, y: Table): Table =>
  x.map((row, a) => row.map((value, state) => Q.divide(Q.add(value, y[a]![state]!), Q.rational(2n))));

/** Every composition of n, and who may lie how there, as choices of a check. */
export const lieChoices = {
  groups: ({ environment }: ThresholdWorld, { n }: JsonObject): readonly Json[] =>
    compositions(n as number, environment.utilities.length).map((groups) => [...groups]),
  utility: (_: ThresholdWorld, { groups }: JsonObject): readonly Json[] =>
    (groups as readonly number[]).flatMap((size, u) => (size > 0 ? [u] : [])),
  signal: ({ environment }: ThresholdWorld): readonly Json[] => signalsOf(environment),
  report: ({ environment }: ThresholdWorld): readonly Json[] => signalsOf(environment),
};

const signalsOf = ({ signals }: BayesianEnvironment): readonly number[] => Array.from({ length: signals }, (_, x) => x);

function compositions(total: number, parts: number): readonly (readonly number[])[] {
  if (parts === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) => first).flatMap((first) =>
    compositions(total - first, parts - 1).map((rest) => [first, ...rest]),
  );
}

/** How a check computes gains: another way in the place of the honest one is a broken mechanism. */
export type GainOf = typeof plainEnclosedGain;

/** The gain at the choices. */
export const gainAt = (
  { environment }: ThresholdWorld,
  { groups, utility, signal, report }: JsonObject,
  selection: Selection,
  gainOf: GainOf,
) =>
  gainOf(environment, groups as readonly number[], selection, {
    utility: utility as number,
    signal: signal as number,
    report: report as number,
  });
