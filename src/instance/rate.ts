import { equals, one, printRational, type Rational } from "../number/rational.js";
import { epsilonSchema } from "./epsilon.js";
import type { PartFormat } from "./format.js";
import { readPositive } from "./input.js";
import { type JsonSchema, objectSchema, rationalSchema } from "./schema.js";

/** A factor of the exponent of a noise law, 1 unless told. */
export const rateSchema: JsonSchema = { ...rationalSchema, default: "1" };

/** The parameters of a mechanism that takes ε and a rate. */
export const rateFormat: PartFormat<{ readonly rate: Rational }> = {
  schema: objectSchema({ epsilon: epsilonSchema }, { rate: rateSchema }),
  read: ({ rate = "1" }) => ({ rate: readPositive(rate, "parameters.rate") }),
  print: ({ rate }) => (equals(rate, one) ? {} : { rate: printRational(rate) }),
};
