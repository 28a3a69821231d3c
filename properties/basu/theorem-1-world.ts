import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { refuse } from "../../src/instance/input.js";
import { once } from "../../src/instance/once.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import { compareRational, type Enclosure } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { leastN0, type Selection, type Violations, violationsOf } from "./any-selection.js";
import { type EnvironmentNumbers, posteriorInstance } from "./environments.js";
import { type EventWorld, eventWorld } from "./event-world.js";
import type { Lie, plainEnclosedGain } from "./plain-gains.js";
import { remembered } from "./remembered.js";
import { hasEqualRows } from "./value-world.js";

/** What a claim about all n is decided on: an environment and ε, without players. */
export interface ThresholdWorld extends EventWorld {
  /** ε > 0. */
  readonly slack: Q.Rational;
  /** Whether (1) holds and all rows of v differ. */
  readonly isOfTheorem: () => boolean;
}

/** Reads an instance. Throws InputError, also where ε is missing or 0. */
export function thresholdWorld(instance: JsonObject): ThresholdWorld {
  const world = eventWorld(instance);
  const { slack } = world;
  if (slack === undefined || slack.numerator === 0n) throw refuse("parameters.tolerance", "give an ε > 0");
  return {
    ...world,
    slack,
    isOfTheorem: once(() => commonTop(world.environment) !== undefined && !hasEqualRows(world)),
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

/** How ε fares at all n. */
export interface Threshold extends Violations {
  /** The least n ≥ 1 that complies. */
  readonly firstCompliant: number;
  /** The least n0: the largest n that violates ε, 0 where none does. */
  readonly leastN0: number;
}

const thresholds = remembered<Threshold>();

/** The exact n that violate ε, found once. */
export const thresholdAt = (world: ThresholdWorld, selection: Selection): Threshold =>
  thresholds(world.environment, `${selection} ${Q.printRational(world.slack)}`, () => {
    const worst = selection === "any" ? undefined : thresholdAt(world, "any");
    const found = violationsOf(world.environment, selection, world.slack, worst);
    const { violating } = found;
    let first = 1;
    while (violating[first - 1] === first) first += 1;
    return { ...found, firstCompliant: first, leastN0: violating[violating.length - 1] ?? 0 };
  });

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
export function isOfTheoremPlainly({ environment }: ThresholdWorld): boolean {
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
  return everyState && rowsDiffer;
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
  signal: (world: ThresholdWorld): readonly Json[] => signalsOf(world),
  report: (world: ThresholdWorld): readonly Json[] => signalsOf(world),
};

const signalsOf = ({ environment: { signals } }: { readonly environment: BayesianEnvironment }): readonly number[] =>
  Array.from({ length: signals }, (_, x) => x);

function compositions(total: number, parts: number): readonly (readonly number[])[] {
  if (parts === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) => first).flatMap((first) =>
    compositions(total - first, parts - 1).map((rest) => [first, ...rest]),
  );
}

/** How a check computes gains: another way in the place of the honest one is a broken mechanism. */
export type GainOf = typeof plainEnclosedGain;

/** A gain with whom it is of. */
export interface Lied extends Lie {
  readonly groups: readonly number[];
  readonly gain: Enclosure;
}

/** All gains at n players by the route of a check, each found once. */
export function plainGains(gainOf: GainOf) {
  const known = remembered<readonly Lied[]>();
  return ({ environment }: ThresholdWorld, selection: Selection, n: number): readonly Lied[] =>
    known(environment, `${selection} ${n}`, () =>
      compositions(n, environment.utilities.length).flatMap((groups) =>
        liesOf(environment, groups).map((lie) => ({
          ...lie,
          groups,
          gain: gainOf(environment, groups, selection, lie),
        })),
      ),
    );
}

const liesOf = (environment: BayesianEnvironment, groups: readonly number[]): readonly Lie[] =>
  groups.flatMap((size, utility) =>
    size === 0
      ? []
      : signalsOf({ environment }).flatMap((signal) =>
          signalsOf({ environment }).map((report) => ({ utility, signal, report })),
        ),
  );

/** Whether no gain of a list is above ε. Throws RangeError where one is too near to tell. */
export const isWithin = (gains: readonly Lied[], slack: Q.Rational): boolean =>
  gains.every(({ gain }) => {
    const sign = compareRational(gain, slack);
    if (sign === undefined) throw new RangeError("a gain is too near to ε to be told apart");
    return sign <= 0;
  });

/** The gain at the choices. */
export const gainAt = (gains: readonly Lied[], { groups, utility, signal, report }: JsonObject): Enclosure =>
  gains.find(
    (lie) =>
      lie.utility === utility &&
      lie.signal === signal &&
      lie.report === report &&
      lie.groups.join() === (groups as readonly number[]).join(),
  )!.gain;
