import type { Budget, Example } from "../../src/claim/claim.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { apart, askedAt, equalRows, eventInstance } from "./event-environments.js";
import { alike } from "./event-tail.js";

type Corner = (world: Pick<BayesianWorld, "environment">) => boolean;

/** Corners of the environments that every claim about the proof meets. */
export const environmentCorners: Readonly<Record<string, Corner>> = {
  "one state": ({ environment }) => environment.states === 1,
  "two states": ({ environment }) => environment.states === 2,
  "more states": ({ environment }) => environment.states > 2,
  "one signal": ({ environment }) => environment.signals === 1,
  "three signals": ({ environment }) => environment.signals === 3,
  "one alternative": ({ environment }) => environment.alternatives === 1,
  "three alternatives": ({ environment }) => environment.alternatives === 3,
  "two utilities": ({ environment }) => environment.utilities.length === 2,
  "nothing is worth anything": ({ environment }) =>
    environment.utilities.every((table) => table.every((row) => row.every(({ numerator }) => numerator === 0n))),
  "everything is worth less than 0": ({ environment }) =>
    environment.utilities.every((table) => table.every((row) => row.every(({ numerator }) => numerator < 0n))),
  "a state with a prior below 1/1000": ({ environment }) =>
    environment.prior.some((chance) => Q.compare(chance, Q.rational(1n, 1000n)) < 0),
  "a signal with a probability up to 1/20": ({ environment }) =>
    environment.likelihood.some((row) => row.some((chance) => Q.compare(chance, Q.rational(1n, 20n)) <= 0)),
  "proportional signals": ({ environment }) => environment.states > 1 && hasProportionalSignals(environment.likelihood),
};

/** Corners where there are players. */
export const seatedCorners: Readonly<Record<string, (world: BayesianWorld) => boolean>> = {
  ...environmentCorners,
  "one player": (world) => world.players() === 1,
  "utilities that nobody has": ({ sizes }) => sizes().includes(0),
  "players with different utilities": ({ sizes }) => sizes().filter((size) => size > 0).length > 1,
  "the last of the maximisers": ({ tie }) => tie === "last",
  "a lottery over the maximisers": ({ tie }) => tie === "uniform",
};

const hasProportionalSignals = (likelihood: readonly (readonly Q.Rational[])[]): boolean =>
  likelihood[0]!.some((first, x) =>
    likelihood[0]!.some(
      (other, y) =>
        x < y && likelihood.every((row) => Q.equals(Q.multiply(row[x]!, other), Q.multiply(row[y]!, first))),
    ),
  );

/** The hypothesis of Theorem 1 on the likelihoods. */
export const distinctRows = "v(·|ω) ≠ v(·|ω′) for ω ≠ ω′";

/** Whether no two states have the same likelihoods. */
export const isApart = (environment: BayesianEnvironment): boolean =>
  environment.prior.every((_, state) => alike(environment, state).length === 1);

/** Readings of the hypothesis on the likelihoods. */
export const rowMeanings = { distinct: distinctRows, any: "two states may have the same likelihoods" } as const;

/** Readings of a norm: `what` says where it stands. */
export const normMeanings = (what: string): Readonly<Record<"l2" | "l1" | "sup", string>> => ({
  l2: `${what} the Euclidean norm`,
  l1: `${what} the sum of absolute values`,
  sup: `${what} the largest absolute value`,
});

/** The environments of a budget, each with its δ; those with equal rows at δ = 1/2. */
export const eventExamples = (budget: Budget, withEqualRows: boolean): readonly Example[] => [
  ...askedAt(budget).flatMap(([environment, ...deltas]) =>
    deltas.map((delta) => ({ instance: eventInstance(apart[environment]!, delta), choices: {} })),
  ),
  ...(withEqualRows
    ? Object.values(equalRows).map((numbers) => ({ instance: eventInstance(numbers, "1/2"), choices: {} }))
    : []),
];

/** They in words. */
export const eventExamplesSaid = (budget: Budget, withEqualRows: boolean): string => {
  const found = askedAt(budget);
  const pairs = found.reduce((sum, [, ...deltas]) => sum + deltas.length, 0);
  const names = new Set(found.map(([name]) => name));
  return `${pairs} pairs of a δ and one of ${names.size} environments with (1) and different likelihoods${withEqualRows ? `, and ${Object.keys(equalRows).length} environments in which some are equal` : ""}`;
};
