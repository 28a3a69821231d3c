import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { readCount, readPositive, refuse } from "../../src/instance/input.js";
import { beliefThreshold } from "../../src/mechanisms/basu/common-top.js";
import * as Q from "../../src/number/rational.js";
import { canonical, type JsonObject } from "../../src/verdict/json.js";
import { type BayesianWorld, bayesianWorld } from "./bayesian-world.js";
import { remembered } from "./remembered.js";

/** What a claim about the events P_ω and T of the proof of Theorem 1 is decided on. */
export interface EventWorld extends BayesianWorld {
  /** δ, 0 < δ < 1. Throws InputError where the instance has none. */
  delta(): Q.Rational;
  /** The number of other players that the instance asks about. */
  readonly others?: number;
}

/** Environments by their numbers: those that are equal are one, so that what is computed about them is found again. */
const environments = new Map<string, BayesianEnvironment>();
const keptEnvironments = 256;

function shared(environment: BayesianEnvironment, json: JsonObject): BayesianEnvironment {
  const { players: _players, groups: _groups, ...numbers } = json;
  const key = canonical(numbers);
  const known = environments.get(key);
  if (known) return known;
  if (environments.size >= keptEnvironments) environments.clear();
  environments.set(key, environment);
  return environment;
}

const worlds = new WeakMap<JsonObject, EventWorld>();

/** Reads an instance, with the fields of the question about the events, once. Throws InputError. */
export function eventWorld(instance: JsonObject): EventWorld {
  const world = worlds.get(instance) ?? readWorld(instance);
  worlds.set(instance, world);
  return world;
}

function readWorld(instance: JsonObject): EventWorld {
  const world = bayesianWorld(instance);
  const { others, delta } = instance;
  return {
    ...world,
    environment: shared(world.environment, instance.environment as JsonObject),
    ...(others !== undefined && { others: readCount(others, "others") }),
    delta() {
      if (delta === undefined) throw refuse("delta", "missing; give a number between 0 and 1");
      const read = readPositive(delta, "delta");
      if (Q.compare(read, Q.one) >= 0) throw refuse("delta", "must be below 1");
      return read;
    },
  };
}

const levels = remembered<Q.Rational | undefined>();

/** e of the proof, found once; undefined where hypothesis (1) fails. */
export const levelOf = (environment: BayesianEnvironment): Q.Rational | undefined =>
  levels(environment, "", () => beliefThreshold(environment));
