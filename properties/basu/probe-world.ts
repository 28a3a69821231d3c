import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { readDistribution } from "../../src/instance/distribution.js";
import { readAnyObject, readCount, readList, readPositive, refuse } from "../../src/instance/input.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import { posteriorPrice } from "../../src/mechanisms/basu/posterior-price.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { isApart } from "./event-claim.js";
import { type EventWorld, eventWorld, levelOf } from "./event-world.js";
import { explicitN0, gainBound } from "./explicit-n0.js";
import { levelAt } from "./levels.js";
import { alone, type Mixture, mixed, statesOf } from "./mixtures.js";
import type { ThresholdWorld } from "./theorem-1-world.js";
import { meanOf, tiedRegions } from "./tied-mixtures.js";

/** What is asked of a conclusion where one hypothesis is missing. */
export interface Asked {
  /** n0 is that of the instance, the number given with it, or 0. */
  readonly n0: "own" | "given" | "none";
  /** By how much utilities for one alternative may differ, where n0 is to be one for all utilities. */
  readonly stake?: Q.Rational;
  /** In the place of e: one number c for all of 𝒰. */
  readonly level?: Q.Rational;
  /** In the place of e where that is 1. */
  readonly below?: Q.Rational;
  /** Only states with a positive prior count. */
  readonly possible?: boolean;
}

/** Reads an instance; states may have the prior 0. Throws InputError. */
export function probeWorld(instance: JsonObject): ThresholdWorld {
  const numbers = readAnyObject(instance.environment, "environment") as JsonObject;
  const { prior } = numbers;
  if (!Array.isArray(prior) || !prior.includes("0")) return withSlack(eventWorld(instance), instance);
  const even = prior.map(() => Q.printRational(Q.rational(1n, BigInt(prior.length))));
  const world = withSlack(eventWorld({ ...instance, environment: { ...numbers, prior: even } }), instance);
  const environment = { ...world.environment, prior: readDistribution(prior, "environment.prior") };
  const population = () => ({ ...environment, sizes: world.sizes() });
  return { ...world, environment, population, mechanism: () => posteriorPrice(population(), world.tie) };
}

/** ε is that of the question about gains at every n; 0 in an instance without it, where no conclusion asks for ε. */
function withSlack(world: EventWorld, { tolerances }: JsonObject): ThresholdWorld {
  const [asked] = tolerances === undefined ? [] : readList(tolerances, "tolerances", readPositive);
  return {
    ...world,
    slack: asked ?? Q.zero,
    isOfTheorem: () => commonTop(world.environment) !== undefined && isApart(world.environment),
  };
}

/** The environment without the states of prior 0, under the same beliefs. */
export function possibleStates(environment: BayesianEnvironment): BayesianEnvironment {
  const { prior, likelihood, utilities } = environment;
  const isPossible = (_: unknown, state: number) => prior[state]!.numerator > 0n;
  if (prior.every(isPossible)) return environment;
  return {
    ...environment,
    states: prior.filter(isPossible).length,
    prior: prior.filter(isPossible),
    likelihood: likelihood.filter(isPossible),
    utilities: utilities.map((table) => table.map((row) => row.filter(isPossible))),
  };
}

/** Whether some state has the prior 0. */
export const hasImpossibleState = ({ prior }: BayesianEnvironment): boolean =>
  prior.some(({ numerator }) => numerator === 0n);

/** Each utility alone, and where (1) fails mixtures with several maximisers. */
export const mixturesToTry = ({ environment }: ThresholdWorld): readonly Mixture[] => [
  ...environment.utilities.map((_, u) => alone(environment.utilities.length, u)),
  ...(commonTop(environment) ? [] : tiedRegions(environment).flatMap(({ corners }) => [...corners, meanOf(corners)])),
];

/** The largest min E(λ; ω): e where (1) holds; where it fails, among the mixtures above. */
export const greatestLevel = (world: ThresholdWorld): Q.Rational =>
  levelOf(world.environment) ??
  mixturesToTry(world)
    .flatMap((mixture) => {
      const table = mixed(world.environment, mixture);
      return statesOf(world).map((state) => levelAt(table, state));
    })
    .reduce(Q.maximum);

/** The level of P_ω: the one that is asked for, or e. */
export function levelAsked(world: ThresholdWorld, { level, below }: Asked): Q.Rational {
  if (level) return level;
  const e = greatestLevel(world);
  return below && Q.equals(e, Q.one) ? below : e;
}

/** n0 for the gains. */
export function gainsFrom(world: ThresholdWorld, choices: JsonObject, { n0, stake }: Asked): number {
  if (world.slack.numerator === 0n) throw refuse("tolerances", "give an ε > 0");
  if (n0 === "none") return 0;
  if (n0 === "given") return readCount(choices.n0, "choices.n0");
  if (stake === undefined) return Number(explicitN0(world.environment, world.slack));
  const { factor, distance } = gainBound(world.environment, stake);
  if (Q.compare(factor, world.slack) <= 0) return 0;
  const { numerator, denominator } = Q.divide(Q.subtract(Q.divide(factor, world.slack), Q.one), distance);
  return Number(1n + numerator / denominator);
}

/** The least lead of the best alternative over the second best, over utilities and states; undefined where there is but one. */
export function leastLead({ utilities, states, alternatives }: BayesianEnvironment): Q.Rational | undefined {
  if (alternatives === 1) return undefined;
  return utilities
    .flatMap((table) =>
      Array.from({ length: states }, (_, state) => {
        const [first, second] = table.map((row) => row[state]!).sort((x, y) => Q.compare(y, x));
        return Q.subtract(first!, second!);
      }),
    )
    .reduce(Q.minimum);
}
