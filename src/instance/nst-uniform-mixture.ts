import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import type { Mixture } from "../mechanisms/nst/mixture.js";
import { printRational, type Rational, signOfRational, zero } from "../number/rational.js";
import { epsilonSchema } from "./epsilon.js";
import type { PartFormat } from "./format.js";
import { readPositive, readProbability, refuse } from "./input.js";
import { mayLackEpsilon } from "./nst-parameters.js";
import { objectSchema, rationalSchema } from "./schema.js";

/** d where it is left out, until the environment is known: a d that is written is positive. */
const leftOut = zero;

/** ε, q and d, P being uniform; ε may be left out where q is 1, and d where the environment tells one. */
export const uniformMixtureFormat: PartFormat<Mixture> = {
  schema: objectSchema({ q: rationalSchema }, { epsilon: epsilonSchema, d: rationalSchema }),
  read: ({ q, d }) => ({
    q: readProbability(q, "parameters.q"),
    d: d === undefined ? leftOut : readPositive(d, "parameters.d"),
    P: "uniform",
  }),
  print: ({ q, d }) => ({ q: printRational(q), d: printRational(d) }),
};

/** The hooks of a mixture whose d is, unless it is written, what the environment tells. */
export const uniformMixtureHooks = <E extends KnownEnvironment>(toldBy: (environment: E) => Rational) => ({
  mayLackEpsilon,
  settle(parameters: Mixture, environment: E): Mixture {
    if (signOfRational(parameters.d) > 0) return parameters;
    const d = toldBy(environment);
    if (signOfRational(d) > 0) return { ...parameters, d };
    throw refuse("parameters.d", "missing; required here, because the objective does not depend on the types (d* = 0)");
  },
});
