import type { Mechanism } from "../game/mechanism.js";
import { type Profile, size } from "../game/profile.js";
import {
  type Prior,
  type Range,
  type Sharpness,
  stepOf,
  unitsOf,
  type ValueRow,
  welfareSteps,
} from "../mechanisms/hk/range.js";
import { equals, one, printRational, type Rational, rational } from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import { commonDenominator, onOneDenominator } from "../probability/rational-law.js";
import { checkDenominators } from "./distribution.js";
import { epsilonSchema } from "./epsilon.js";
import type { Format, PartFormat, Values } from "./format.js";
import { checkWork } from "./hk-range-work.js";
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
import { type JsonSchema, objectSchema, rationalSchema } from "./schema.js";
import { integersOf } from "./weights.js";

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
  const known = new Set<string>();
  outcomes.forEach((name, r) => {
    if (known.has(name)) throw refuse(element("environment.outcomes", r), `${show(name)} stands in the list twice`);
    known.add(name);
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
  // Lists are long, and few different texts stand in them.
  const known = new Map<unknown, Rational>();
  const values = readList(value, field, (item, at) => {
    const found = known.get(item) ?? read(item, at);
    known.set(item, found);
    return found;
  });
  if (values.length !== length) {
    throw refuse(field, `expected one number for each of ${length} outcomes, got ${values.length}`);
  }
  checkDenominators([...known.values()], field);
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
export const valueRowFormat = {
  schema: valuesSchema,
  read: (value: unknown, field: string, { outcomes }: Pick<Range, "outcomes">): ValueRow =>
    readAligned(value, field, outcomes.length, readProbability),
  print: (report: ValueRow | null) => report?.map(printRational) ?? null,
};

/** The environment on the grid of the reports. Throws InputError where the grid is too fine. */
export function onGrid<E extends { readonly grid: bigint }>(environment: E, profile: Profile<ValueRow | null>): E {
  const units = unitsOf(profile);
  checkDenominators(units, "reports");
  return { ...environment, grid: commonDenominator(units) };
}

/** Exponents are counted in safe integers: no sum of reports has more steps of the grid. Throws InputError. */
export function checkExponents({ environment, profile }: RangeValues<unknown>): void {
  const most = BigInt(size(profile)) * environment.grid;
  if (most <= BigInt(Number.MAX_SAFE_INTEGER)) return;
  throw refuse("reports", `the exponents reach ${show(most)} steps of 1/${show(environment.grid)}, beyond 2^53 - 1`);
}

/** The values of an instance over a range. */
export type RangeValues<P = Sharpness, E extends Range = Range> = Values<P, E, ValueRow | null>;

/** How an instance over a range is written. */
export type RangeFormat<P = Sharpness, E extends Range = Range> = Format<P, E, ValueRow, number>;

/** Everything that chooses an outcome of a range from valuations; the grid is that of the reports. */
export const overRange = <P, E extends Range>(
  mechanism: Mechanism<P, E, ValueRow | null, number>,
  parameters: PartFormat<P>,
  environment: PartFormat<E>,
): RangeFormat<P, E> => ({
  mechanism,
  parameters,
  environment,
  report: valueRowFormat,
  complete: onGrid,
  printOutcome: (outcome, { outcomes }) => outcomes[outcome]!,
  size: ({ environment: { outcomes } }) => outcomes.length,
  objective: ({ environment, profile }, outcome) => welfareOf(profile, outcome, environment.grid),
  questions: {},
});

/** Σ_i b_i(r). */
const welfareOf = (profile: Profile<ValueRow | null>, outcome: number, grid: bigint): Rational =>
  rational(
    profile.reduce((sum, { report, count }) => sum + BigInt(count) * stepsAt(report, outcome, grid), 0n),
    grid,
  );

const stepsAt = (report: ValueRow | null, outcome: number, grid: bigint): bigint =>
  report === null ? 0n : report[outcome]!.numerator * (grid / report[outcome]!.denominator);

/** The largest exponent of anything computed from the reports: the largest welfare, in steps. */
export const welfareDegree = ({ environment, profile }: RangeValues<unknown>): number =>
  welfareSteps(environment, profile).reduce((x, y) => (x > y ? x : y));

/** The integers as weights at the ε of the instance. Throws InputError where a weight is irrational or too long. */
export const ringOf = (values: RangeValues): OrderedRing<bigint> =>
  integersOf({
    epsilon: values.epsilon!,
    step: stepOf(values.parameters, values.environment.grid),
    degree: welfareDegree(values),
    checkWork: (digits) => checkWelfareWork(values, digits),
  });

/** See `LoadedRules.checkWork`. */
export const checkWelfareWork = ({ environment, profile }: RangeValues<unknown>, digits?: bigint): void =>
  checkWork({
    exponents: welfareSteps(environment, profile),
    prior: environment.prior,
    players: size(profile),
    digits,
  });
