import { type PricingEnvironment, pricing, pricingMechanism } from "../mechanisms/nst/pricing.js";
import { rational } from "../number/rational.js";
import { readChoice, readList, readProbability, refuse, show } from "./input.js";
import { type Kind, overEnvironment } from "./nst-finite.js";
import { checkAlternatives, checkPlayers, counted, readEach, readSize, utilityLimit } from "./nst-sizes.js";
import { uniformMixtureFormat, uniformMixtureHooks } from "./nst-uniform-mixture.js";
import { objectSchema, rationalSchema } from "./schema.js";

const positive = { type: "integer", minimum: 1 };
const buyerRules = ["strict", "weak"] as const;

/** So many vectors of a cohort's signals are read. */
const vectorLimit = 100_000;

/** Buyers in cohorts. */
export const pricingKind: Kind<PricingEnvironment> = {
  kind: "pricing",
  schema: objectSchema(
    {
      m: positive,
      N: positive,
      D: positive,
      signals: { type: "array", items: { type: ["string", "integer"] }, minItems: 1 },
      valuation: { type: "array", items: { type: "array", items: rationalSchema, minItems: 1 }, minItems: 1 },
    },
    { buyers: { enum: buyerRules, default: "strict" } },
  ),
  read(fields, source) {
    const { buyers: written = "strict" } = fields;
    const m = readSize(fields.m, "environment.m");
    const cohorts = readSize(fields.N, "environment.N");
    const members = readSize(fields.D, "environment.D");
    checkPlayers(cohorts * members, "environment.N");
    checkAlternatives(m + 1, cohorts * members, "environment.m");
    const signals = readSignals(fields.signals);
    const vectors = signals ** members;
    if (vectors > vectorLimit) {
      throw refuse(
        "environment.signals",
        `make ${counted(vectors)} vectors of a cohort's signals; the limit is ${vectorLimit}`,
      );
    }
    if (vectors * (m + 1) > utilityLimit) {
      throw refuse(
        "environment.m",
        `${m + 1} prices and ${vectors} vectors of signals; the limit of their product is ${utilityLimit}`,
      );
    }
    const values = readEach(fields.valuation, "environment.valuation", members, "members of a cohort", (row, field) =>
      readEach(row, field, vectors, "vectors of a cohort's signals", readProbability),
    );
    const buyers = readChoice(written, "environment.buyers", buyerRules);
    return pricing({ m, cohorts, members, signals, values, buyers }, source);
  },
};

/** How many signals there are. */
function readSignals(value: unknown): number {
  const { length } = readList(value, "environment.signals", (signal, field) => {
    if (typeof signal === "string" || Number.isSafeInteger(signal)) return signal;
    throw refuse(field, `expected a name (a string or an integer), got ${show(signal)}`);
  });
  if (length === 0) throw refuse("environment.signals", "expected at least one signal");
  return length;
}

export const pricingFormat = overEnvironment(
  pricingMechanism,
  uniformMixtureFormat,
  [pricingKind],
  uniformMixtureHooks(({ members }: PricingEnvironment) => rational(BigInt(members))),
);
