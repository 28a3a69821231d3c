import {
  type BayesianEnvironment,
  type Population,
  playersOf,
  type Sizes,
} from "../../src/game/bayesian-environment.js";
import type { DirectMechanism } from "../../src/game/direct-mechanism.js";
import { type DirectInstance, readDirect, seatedBy } from "../../src/instance/basu.js";
import { bayesianFormats } from "../../src/instance/basu-formats.js";
import { readChoice } from "../../src/instance/input.js";
import { once } from "../../src/instance/once.js";
import { type Tie, ties } from "../../src/mechanisms/basu/tie.js";
import type { Rational } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";

/** What a claim is decided on: an environment of `basu`, with its players where the instance names them. */
export interface BayesianWorld {
  /** There is no privacy here: slack in utility is a number of its own. */
  readonly epsilon?: never;
  readonly environment: BayesianEnvironment;
  readonly tie: Tie;
  /** `tolerance` of the instance: ε of Definition 1. */
  readonly slack?: Rational;
  /** n; throws InputError, like what follows, where the instance names nobody. */
  players(): number;
  sizes(): Sizes;
  population(): Population;
  /** The mechanism of the instance, with its rule, tie or table. */
  mechanism(): DirectMechanism;
}

/** Reads an instance of any mechanism of the paper. Throws InputError. */
export function bayesianWorld(instance: JsonObject): BayesianWorld {
  const id = readChoice(
    instance.mechanism,
    "instance.mechanism",
    bayesianFormats.map((format) => format.id),
  );
  const format = bayesianFormats.find((candidate) => candidate.id === id)!;
  const read: DirectInstance = readDirect(format, instance, instance.question !== undefined);
  const seated = once(() => seatedBy(format, read));
  const { tie = "first" } = read.parameters;
  return {
    environment: read.environment,
    tie: readChoice(tie, "parameters.tie", ties),
    ...(read.slack && { slack: read.slack }),
    players: () => playersOf(seated().population.sizes),
    sizes: () => seated().population.sizes,
    population: () => seated().population,
    mechanism: () => seated().mechanism,
  };
}
