import * as Q from "../../src/number/rational.js";
import type { BayesianWorld } from "./bayesian-world.js";

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

const hasProportionalSignals = (likelihood: readonly (readonly Q.Rational[])[]): boolean =>
  likelihood[0]!.some((first, x) =>
    likelihood[0]!.some(
      (other, y) =>
        x < y && likelihood.every((row) => Q.equals(Q.multiply(row[x]!, other), Q.multiply(row[y]!, first))),
    ),
  );
