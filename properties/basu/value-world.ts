import type { Population } from "../../src/game/bayesian-environment.js";
import type { DirectMechanism } from "../../src/game/direct-mechanism.js";
import { once } from "../../src/instance/once.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import { socialOptimum } from "../../src/mechanisms/basu/posterior-price.js";
import * as Q from "../../src/number/rational.js";
import { countVectors } from "../../src/probability/multinomial.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { type BayesianWorld, bayesianWorld } from "./bayesian-world.js";
import * as plain from "./plain.js";

/** A world with players whose mechanism is (σ*, q*), or another rule with payments at the posterior value. */
export interface ValueWorld extends BayesianWorld {
  readonly at: Population;
  /** Utilities that somebody has. */
  readonly present: readonly number[];
  readonly does: DirectMechanism;
  /** The same choice read from the instance in plain fractions: the alternatives drawn at some counts, with their chances. */
  drawn(counts: readonly number[]): readonly { readonly alternative: number; readonly chance: Q.Rational }[];
  /** What a player with a utility pays at some counts where an alternative is drawn, in plain fractions. */
  pays(counts: readonly number[], utility: number, alternative: number): Q.Rational;
  /** Whether every hypothesis of Theorem 1 on the environment holds: (1), and rows of v that differ. */
  readonly isOfTheorem: () => boolean;
}

/** Reads an instance of `posterior-price` or `value-price`. Throws InputError. */
export function valueWorld(instance: JsonObject): ValueWorld {
  const world = bayesianWorld(instance);
  const at = world.population();
  return {
    ...world,
    at,
    present: at.sizes.flatMap((size, u) => (size > 0 ? [u] : [])),
    does: world.mechanism(),
    drawn: (counts) => plainDraws(world, instance, counts),
    pays: (counts, utility, alternative) => plain.payment(world.environment, counts, utility, alternative),
    isOfTheorem: once(() => commonTop(world.environment) !== undefined && !hasEqualRows(world)),
  };
}

/** Whether two states have the same likelihoods. */
export const hasEqualRows = ({ environment: { likelihood } }: Pick<BayesianWorld, "environment">): boolean =>
  new Set(likelihood.map((row) => row.map(Q.printRational).join())).size < likelihood.length;

function plainDraws(
  { environment, tie, sizes }: BayesianWorld,
  { mechanism, parameters }: JsonObject,
  counts: readonly number[],
) {
  // biome-ignore format: one line
  if (mechanism === "basu/value-price") {
    const entry = ((parameters as JsonObject).rule as JsonObject)[counts.join()] as Json;
    const shares = Array.isArray(entry) ? entry.map((share) => Q.parseRational(share as string)!) : undefined;
    if (!shares) return [{ alternative: entry as number, chance: Q.one }];
    return shares.flatMap((chance, alternative) => (chance.numerator > 0n ? [{ alternative, chance }] : []));
  }
  const best = plain.optimum(environment, sizes(), counts, tie);
  return best.map((alternative) => ({ alternative, chance: Q.rational(1n, BigInt(best.length)) }));
}

/** Whether several alternatives are best at some counts of signals. */
export const hasTie = ({ at }: ValueWorld): boolean => {
  const rule = socialOptimum(at, "uniform");
  const players = at.sizes.reduce((x, y) => x + y, 0);
  return [...countVectors(players, at.signals)].some((counts) => rule(counts).length > 1);
};

/** The corners of the claims about payments at the posterior value. */
export const valueCorners: Readonly<Record<string, (world: ValueWorld) => boolean>> = {
  "one player": (world) => world.players() === 1,
  "three players or more": (world) => world.players() > 2,
  "one state": ({ environment }) => environment.states === 1,
  "three states or more": ({ environment }) => environment.states > 2,
  "one signal": ({ environment }) => environment.signals === 1,
  "three signals": ({ environment }) => environment.signals === 3,
  "one alternative": ({ environment }) => environment.alternatives === 1,
  "players of two utilities": ({ present }) => present.length > 1,
  "a utility that nobody has": ({ at, present }) => present.length < at.sizes.length,
  "hypothesis (1) fails": ({ environment }) => commonTop(environment) === undefined,
  "two states with the same likelihoods": (world) => hasEqualRows(world),
  "a tie, the last taken": (world) => world.tie === "last" && hasTie(world),
  "a tie, drawn evenly": (world) => world.tie === "uniform" && hasTie(world),
};
