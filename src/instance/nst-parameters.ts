import { countProfiles } from "../game/reaction-environment.js";
import { type Commitment, supportOf } from "../mechanisms/nst/commitment.js";
import type { Sensitivity } from "../mechanisms/nst/exponential.js";
import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import type { Mixture } from "../mechanisms/nst/mixture.js";
import { isNontrivial, unseparated } from "../notions/reactions.js";
import { add, equals, one, printRational, type Rational, zero } from "../number/rational.js";
import type { Json, JsonObject } from "../verdict/json.js";
import { epsilonSchema } from "./epsilon.js";
import type { PartFormat } from "./format.js";
import { brief, readList, readPositive, readProbability, refuse, show } from "./input.js";
import { checkGrid } from "./nst-work.js";
import { type JsonSchema, objectSchema, rationalSchema } from "./schema.js";

/** P before the environment is known: "adjacent" needs one with locations. */
export type WrittenP = "uniform" | "adjacent" | readonly Rational[];

const schemaOfP: JsonSchema = { anyOf: [{ enum: ["uniform", "adjacent"] }, { type: "array", items: rationalSchema }] };
const schemaOfD: JsonSchema = { ...rationalSchema, default: "1" };

const readD = (value: unknown = "1"): Rational => readPositive(value, "parameters.d");
const printD = (d: Rational): JsonObject => (equals(d, one) ? {} : { d: printRational(d) });

function readP(value: unknown = "uniform"): Commitment["P"] {
  if (value === "uniform") return value;
  if (value === "adjacent") return adjacent;
  if (typeof value === "string") {
    throw refuse("parameters.P", `expected "uniform", "adjacent" or a list of probabilities, got ${show(value)}`);
  }
  return readList(value, "parameters.P", readProbability);
}

/** What stands for "adjacent" until the environment is known. */
const adjacent: readonly Rational[] = [];

const printP = ({ P }: Commitment): JsonObject => (P === "uniform" ? {} : { P: P.map(printRational) as Json });

/** ε and d. */
export const sensitivityFormat: PartFormat<Sensitivity> = {
  schema: objectSchema({ epsilon: epsilonSchema }, { d: schemaOfD }),
  read: ({ d }) => ({ d: readD(d) }),
  print: ({ d }) => printD(d),
};

/** P. */
export const commitmentFormat: PartFormat<Commitment> = {
  schema: objectSchema({}, { P: schemaOfP }),
  read: ({ P }) => ({ P: readP(P) }),
  print: printP,
};

/** d and P. */
export const genericFormat: PartFormat<Sensitivity & Commitment> = {
  schema: objectSchema({}, { d: schemaOfD, P: schemaOfP }),
  read: ({ d, P }) => ({ d: readD(d), P: readP(P) }),
  print: (parameters) => ({ ...printD(parameters.d), ...printP(parameters) }),
};

/** ε, q, d and P; ε may be left out where q is 1. */
export const mixtureFormat: PartFormat<Mixture> = {
  schema: objectSchema({ q: rationalSchema }, { epsilon: epsilonSchema, d: schemaOfD, P: schemaOfP }),
  read: ({ q, d, P }) => ({ q: readProbability(q, "parameters.q"), d: readD(d), P: readP(P) }),
  print: (parameters) => ({ q: printRational(parameters.q), ...printD(parameters.d), ...printP(parameters) }),
};

/** Nothing depends on ε where the commitment is certain. */
export const mayLackEpsilon = ({ q }: Pick<Mixture, "q">): boolean => equals(q, one);

/**
 * P as a law over the alternatives of this environment. Throws InputError where it is none, where it is "adjacent" and there are
 * no locations, and where it does not separate types that the alternatives separate.
 */
export function settleP<P extends Commitment>(
  parameters: P,
  environment: KnownEnvironment & { readonly adjacent?: readonly Rational[] },
): P {
  if (parameters.P === "uniform") return parameters;
  const P = parameters.P === adjacent ? environment.adjacent : parameters.P;
  if (P === undefined) throw refuse("parameters.P", '"adjacent" is for environments of kind "facility-grid" only');
  const { alternatives } = environment;
  if (P.length !== alternatives) {
    throw refuse("parameters.P", `expected one probability for each of ${alternatives} alternatives, got ${P.length}`);
  }
  checkGrid(P, "parameters.P");
  const total = P.reduce(add, zero);
  if (!equals(total, one)) throw refuse("parameters.P", `must sum to 1, got ${brief(total)}`);
  const settled = { ...parameters, P };
  if (parameters.P !== adjacent) checkSeparating(settled, environment);
  return settled;
}

/** Separation is looked at for so many types and alternatives; beyond, P is taken as it is. */
const lookLimit = 2_000_000;

/** Throws InputError where P leaves types together that the alternatives separate; where nothing separates them any P will do. */
function checkSeparating(commitment: Commitment, environment: KnownEnvironment): void {
  const looks = environment.types.reduce(
    (sum, size, player) =>
      sum + size * countProfiles(environment.influences(player).map((other) => environment.types[other]!)),
    0,
  );
  if (looks * environment.alternatives > lookLimit) return;
  const found = unseparated(environment, supportOf(commitment, environment));
  if (found === undefined || !isNontrivial(environment)) return;
  throw refuse(
    "parameters.P",
    `is not separating: no alternative of positive probability separates the types ${found.types[found.player]} and ` +
      `${found.lie} of player ${found.player} at the profile ${JSON.stringify(found.types)}`,
  );
}
