import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { readDistribution } from "../../src/instance/distribution.js";
import { refuse } from "../../src/instance/input.js";
import * as Q from "../../src/number/rational.js";
import type { Json } from "../../src/verdict/json.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { vectors } from "./plain.js";

/** λ: one share a utility, sums to 1. */
export type Mixture = readonly Q.Rational[];
/** Values as [alternative][state]. */
export type Table = readonly (readonly Q.Rational[])[];

/** Σ_u λ(u)·u(a, ω). */
export const mixed = ({ utilities }: BayesianEnvironment, mixture: Mixture): Table =>
  utilities[0]!.map((row, a) =>
    row.map((_, state) =>
      mixture.reduce(
        (sum, share, u) => (share.numerator === 0n ? sum : Q.add(sum, Q.multiply(share, utilities[u]![a]![state]!))),
        Q.zero,
      ),
    ),
  );

/** Everybody has one utility. */
export const alone = (utilities: number, utility: number): Mixture =>
  Array.from({ length: utilities }, (_, u) => (u === utility ? Q.one : Q.zero));

/** The proportions of up to so many players, each once; those of one utility first. */
export function proportions(utilities: number, players: number): readonly Mixture[] {
  const found = new Map<string, Mixture>();
  for (let n = 1; n <= players; n++) {
    for (const sizes of vectors(n, utilities)) {
      const mixture = sizes.map((size) => Q.rational(BigInt(size), BigInt(n)));
      found.set(mixture.map(Q.printRational).join(), mixture);
    }
  }
  return [...found.values()];
}

/** The places of the greatest value, ascending. */
export function bestOf(values: readonly Q.Rational[]): readonly number[] {
  const most = values.reduce(Q.maximum);
  return values.flatMap((value, place) => (Q.equals(value, most) ? [place] : []));
}

/** How far the best value is ahead of the second best, 0 where they are equal; infinity where there is but one. */
export function leadOf(values: readonly Q.Rational[]): Q.Extended {
  if (values.length === 1) return "infinity";
  const [first, second] = [...values].sort((x, y) => Q.compare(y, x));
  return Q.subtract(first!, second!);
}

/** The values in a state. */
export const inState = (table: Table, state: number): readonly Q.Rational[] => table.map((row) => row[state]!);

export const printMixture = (mixture: Mixture): readonly string[] => mixture.map(Q.printRational);

/** A mixture that is chosen. Throws InputError. */
export function readMixture(value: Json | undefined, field: string, { environment }: BayesianWorld): Mixture {
  const mixture = readDistribution(value, field);
  const { length } = environment.utilities;
  if (mixture.length === length) return mixture;
  throw refuse(field, `expected one share for each utility, ${length} in all, got ${mixture.length}`);
}

/** The values of a choice of mixtures: the one that is given, else those that are tried. */
export const mixtureChoices =
  (name: string, tried: (world: BayesianWorld) => readonly Mixture[]) =>
  (world: BayesianWorld, given: Readonly<Record<string, Json | undefined>>): readonly Json[] =>
    given[name] === undefined
      ? tried(world).map((mixture) => [...printMixture(mixture)])
      : [[...printMixture(readMixture(given[name], `choices.${name}`, world))]];

export const statesOf = ({ environment }: BayesianWorld): readonly number[] =>
  Array.from({ length: environment.states }, (_, state) => state);
