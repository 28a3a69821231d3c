import type { Profile } from "../game/profile.js";
import { exponential, type RangeMechanism } from "../mechanisms/hk/exponential.js";
import { figure1, paymentForm } from "../mechanisms/hk/figure-1.js";
import { partitionFunction } from "../mechanisms/hk/gibbs.js";
import { gridOf, type Prior, type Range, type Sharpness, stepOf, type Valuation } from "../mechanisms/hk/range.js";
import { divide, equals, fromQuotient, one, printRational, type Rational, rational } from "../number/rational.js";
import { commonDenominator, onOneDenominator } from "../probability/rational-law.js";
import { checkDenominators } from "./distribution.js";
import { epsilonSchema, ringFor } from "./epsilon.js";
import {
  element,
  readList,
  readNonNegative,
  readPositive,
  readProbability,
  readString,
  refuse,
  show,
} from "./input.js";
import { type Format, known, type PartFormat, type Values } from "./loaded.js";
import { type JsonSchema, objectSchema, rationalSchema } from "./schema.js";

const half = rational(1n, 2n);

/** ε, and the exponent x of weights exp(x·ε·welfare). */
export const sharpnessFormat: PartFormat<Sharpness> = {
  schema: objectSchema({ epsilon: epsilonSchema }, { exponent: { ...rationalSchema, default: "1/2" } }),
  read: ({ exponent = "1/2" }) => ({ exponent: readPositive(exponent, "parameters.exponent"), lipschitz: one }),
  print: ({ exponent }) => (equals(exponent, half) ? {} : { exponent: printRational(exponent) }),
};

export const outcomesSchema: JsonSchema = { type: "array", items: { type: "string" }, minItems: 1, uniqueItems: true };
export const valuesSchema: JsonSchema = { type: "array", items: rationalSchema, minItems: 1 };

/** The names of the outcomes: at least one, all different. */
export function readOutcomes(value: unknown): readonly string[] {
  const outcomes = readList(value, "environment.outcomes", readString);
  if (outcomes.length === 0) throw refuse("environment.outcomes", "expected at least one outcome");
  outcomes.forEach((name, r) => {
    if (outcomes.indexOf(name) !== r) {
      throw refuse(element("environment.outcomes", r), `${show(name)} stands in the list twice`);
    }
  });
  return outcomes;
}

/** Masses ≥ 0, not all 0, one an outcome; they need not sum to 1. */
export function readPrior(value: unknown, outcomes: readonly string[]): Prior {
  const masses = readAligned(value, "environment.prior", outcomes.length, readNonNegative);
  if (masses.every(({ numerator }) => numerator === 0n)) throw refuse("environment.prior", "expected a mass above 0");
  const { weights, common } = onOneDenominator(masses);
  return { weights, denominator: common };
}

/** One number for each of `length` outcomes. */
export function readAligned(
  value: unknown,
  field: string,
  length: number,
  read: (value: unknown, field: string) => Rational,
): readonly Rational[] {
  const values = readList(value, field, read);
  if (values.length !== length) {
    throw refuse(field, `expected one number for each of ${length} outcomes, got ${values.length}`);
  }
  checkDenominators(values, field);
  return values;
}

/** Outcomes by name, with or without a prior. */
export const rangeFormat: PartFormat<Range> = {
  schema: objectSchema({ outcomes: outcomesSchema }, { prior: valuesSchema }),
  read({ outcomes: names, prior }) {
    const outcomes = readOutcomes(names);
    return { outcomes, grid: 1n, ...(prior !== undefined && { prior: readPrior(prior, outcomes) }) };
  },
  print: ({ outcomes, prior }) => ({ outcomes, ...(prior && { prior: printPrior(prior) }) }),
};

const printPrior = ({ weights, denominator }: Prior): readonly string[] =>
  weights.map((weight) => printRational(rational(weight, denominator)));

/** A valuation: one value of [0, 1] an outcome. */
export const valuationFormat = {
  schema: valuesSchema,
  read: (value: unknown, field: string, { outcomes }: Pick<Range, "outcomes">): Valuation =>
    readAligned(value, field, outcomes.length, readProbability),
  print: (report: Valuation | null) => report?.map(printRational) ?? null,
};

/** The environment on the grid of the reports. Throws InputError where the grid is too fine. */
export function onGrid<E extends { readonly grid: bigint }>(environment: E, profile: Profile<Valuation | null>): E {
  checkDenominators(
    profile.map(({ report }) => rational(1n, commonDenominator(report ?? []))),
    "reports",
  );
  return { ...environment, grid: gridOf(profile) };
}

export type RangeValues<P = Sharpness> = Values<P, Range, Valuation | null>;

/** Everything that draws an outcome of a range from valuations, as `hk/exponential` does. */
export const drawing = <P>(
  mechanism: RangeMechanism<P>,
  parameters: PartFormat<P>,
): Format<P, Range, Valuation, number> => ({
  mechanism,
  parameters,
  environment: rangeFormat,
  report: valuationFormat,
  complete: onGrid,
  printOutcome: (outcome, { outcomes }) => outcomes[outcome]!,
  questions: {},
});

/** The integers as weights at the ε of the instance. */
export const ringOf = ({ epsilon, parameters, environment }: RangeValues) =>
  ringFor(epsilon!, stepOf(parameters, environment.grid));

/** Z(b), with the prior as given. */
export function normalizer(values: RangeValues): Rational {
  const R = ringOf(values);
  const { environment, profile } = values;
  const z = fromQuotient(partitionFunction(R, figure1(R, environment, profile).drawn));
  return divide(z, rational(environment.prior?.denominator ?? 1n));
}

export const exponentialFormat: Format<Sharpness, Range, Valuation, number> = {
  ...drawing(exponential, sharpnessFormat),
  payments(values) {
    const { environment, profile, parameters } = values;
    const figure = figure1(ringOf(values), environment, profile);
    return profile.flatMap(({ report, count }) =>
      Array.from({ length: count }, () => paymentForm(figure.payment(report!), parameters)),
    );
  },
  extras: (values) => ({ normalizer: () => normalizer(values) }),
  size: ({ environment }) => environment.outcomes.length,
};

export const hkRange = [known(exponentialFormat)];
