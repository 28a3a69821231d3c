import type { Mechanism, Rules } from "../game/mechanism.js";
import { size } from "../game/profile.js";
import { type Alternatives, totals, type Utilities } from "../mechanisms/cckmv/alternatives.js";
import { noisyValues, valuesRatioExponent } from "../mechanisms/cckmv/noisy-values.js";
import { noisyVcg } from "../mechanisms/cckmv/noisy-vcg.js";
import { noisyVcgOutcome } from "../mechanisms/cckmv/noisy-vcg-outcome.js";
import type { PublicOutcome } from "../mechanisms/cckmv/payment-information.js";
import { type RareOutcome, type RarePaymentParameters, rarePaymentVcg } from "../mechanisms/cckmv/rare-payment-vcg.js";
import { vcg } from "../mechanisms/cckmv/vcg.js";
import { type NoisyValuesParameters, typeCounts, type ValueReport } from "../mechanisms/cckmv/welfare.js";
import { compare, equals, one, printRational, rational } from "../number/rational.js";
import type { Ring } from "../number/ring.js";
import type { Coupled } from "../probability/coupling.js";
import type { Json } from "../verdict/json.js";
import { type Asked, questionField } from "./asked.js";
import {
  changeFacts,
  expectedPaymentFacts,
  gainFacts,
  grovesPayments,
  throwIfAny,
  welfareFacts,
} from "./cckmv-vcg-facts.js";
import { type NoisyValues, workOf } from "./cckmv-vcg-work.js";
import { baseOf, epsilonSchema } from "./epsilon.js";
import {
  type Format,
  type KnownMechanism,
  knownBy,
  loadRules,
  loadValues,
  nothing,
  type PartFormat,
  type RulesFormat,
  type Values,
} from "./format.js";
import { BeyondReach, type InputError, readIndex, readPositive, refuse, show } from "./input.js";
import type { Facts } from "./loaded.js";
import { indexSchema, type JsonSchema, objectSchema, rationalSchema } from "./schema.js";
import { alternativesSchema, readAlternatives, readUtilities, utilitiesSchema } from "./utilities.js";

type ChoiceFormat<P, O> = Format<P, Alternatives, Utilities, O>;
type AnyValues<P> = Values<P, Alternatives, ValueReport>;

const reportSchema: JsonSchema = { anyOf: [utilitiesSchema, { type: "null" }] };

/** How everything that chooses an alternative by the sums of utilities is written. */
const choosing = <P>(
  mechanism: Rules<P, Alternatives, ValueReport>,
  parameters: PartFormat<P>,
): RulesFormat<P, Alternatives, Utilities> => ({
  mechanism,
  parameters,
  environment: {
    schema: objectSchema(alternativesSchema),
    read: readAlternatives,
    print: ({ outcomes, maximum }) => ({ outcomes, maximum }),
  },
  report: {
    schema: reportSchema,
    keys: { type: "string", pattern: "^(null|\\[(0|[1-9][0-9]*)(,(0|[1-9][0-9]*))*\\])$" },
    read: (value, field, environment) => (value === null ? null : readUtilities(value, field, environment)),
    print: (report) => report,
  },
  questions: { coupled: objectSchema({ player: indexSchema, truth: reportSchema, lie: reportSchema }) },
});

const printChosen = (chosen: number): Json => ({ chosen });

const printPublic = ({ chosen, revealed }: RareOutcome, { outcomes }: Alternatives): Json => ({
  chosen,
  revealed: revealed?.map(([o, gap]) => [o, printRational(rational(BigInt(gap), BigInt(outcomes)))]) ?? null,
});

/** S_{o*} for an outcome with that o*. */
const objective =
  <P, O>(chosenIn: (outcome: O) => number) =>
  ({ environment, profile }: AnyValues<P>, outcome: O) =>
    rational(totals(environment.outcomes, profile)[chosenIn(outcome)]!);

const itself = (chosen: number): number => chosen;
const chosenOf = ({ chosen }: RareOutcome): number => chosen;

export const vcgFormat: ChoiceFormat<Record<string, never>, number> = {
  ...choosing(vcg, nothing),
  mechanism: vcg,
  printOutcome: printChosen,
  payments: grovesPayments,
  objective: objective(itself),
  compared: () => (joint) => changeFacts(joint, itself),
};

/** Players beyond this are not listed one by one. */
const playerLimit = 1_000_000;
const { payments: _, ...vcgOfVeryMany } = vcgFormat;

const rateSchema = { ...rationalSchema, default: "1" };
const noise: PartFormat<NoisyValuesParameters> = {
  schema: objectSchema({ epsilon: epsilonSchema }, { rate: rateSchema }),
  read: ({ rate = "1" }) => ({ rate: readPositive(rate, "parameters.rate") }),
  print: ({ rate }) => (equals(rate, one) ? {} : { rate: printRational(rate) }),
};

const largest = BigInt(Number.MAX_SAFE_INTEGER);

/** Exponents are counted in safe integers. */
function checkRange({ environment: { outcomes, maximum }, profile }: AnyValues<unknown>): void {
  const sums = totals(outcomes, profile);
  const [least, greatest] = [sums.reduce((x, y) => (x < y ? x : y)), sums.reduce((x, y) => (x > y ? x : y))];
  const degree = BigInt(outcomes) * (greatest - least + 6n * BigInt(maximum) + BigInt(outcomes) + 3n);
  if (degree <= largest) return;
  throw refuse("reports", `the exponents of the noise reach ${show(degree)}, beyond 2^53 - 1`);
}

/** A mechanism whose values have noise, and what it costs. */
const noisy = <P extends NoisyValuesParameters, O>(
  mechanism: Mechanism<P, Alternatives, ValueReport, O>,
  parameters: PartFormat<P>,
  chosenIn: (outcome: O) => number,
): Omit<ChoiceFormat<P, O>, "printOutcome"> => ({
  ...choosing(mechanism, parameters),
  mechanism,
  check: checkRange,
  degree: (values) => workOf(values).degree,
  extras: expectedPaymentFacts,
  objective: objective(chosenIn),
});

/** The error as one of a quantity, if there is one. */
function leaveOutIf(error: InputError | undefined): void {
  if (error !== undefined) throw new BeyondReach(error.message);
}

/** A mechanism that makes payment information public. */
const informing = <P extends NoisyValuesParameters, O extends RareOutcome>(
  mechanism: Mechanism<P, Alternatives, ValueReport, O>,
  parameters: PartFormat<P>,
): ChoiceFormat<P, O> => ({
  ...noisy(mechanism, parameters, chosenOf),
  printOutcome: printPublic,
  size: (values) => workOf(values).outcomes + values.environment.outcomes,
  quantities: welfareFacts,
  checkRatios(values) {
    const { lawError, reports } = workOf(values);
    leaveOutIf(lawError(reports * typeCounts(values.environment).upToShift));
  },
  compared: comparedAt,
});

/** Two laws, and the two reports under the same coins. */
function comparedAt<P extends NoisyValuesParameters, O extends RareOutcome>(
  values: NoisyValues<P>,
  truth: ValueReport,
  lie: ValueReport,
): (joint: Coupled<O, bigint>) => Facts {
  const work = workOf(values);
  throwIfAny(work.lawError(2) ?? work.coupledError(truth, lie));
  return (joint) => changeFacts(joint, chosenOf);
}

export const noisyVcgFormat: ChoiceFormat<NoisyValuesParameters, PublicOutcome> = {
  ...informing(noisyVcg, noise),
  size: (values) => workOf(values).outcomes,
  compared(values, truth, lie) {
    const changes = comparedAt<NoisyValuesParameters, PublicOutcome>(values, truth, lie);
    return (joint) => ({ ...changes(joint), ...gainFacts(values.environment, joint, [truth, lie]) });
  },
};

export const noisyVcgOutcomeFormat: ChoiceFormat<NoisyValuesParameters, number> = {
  ...noisy(noisyVcgOutcome, noise, itself),
  printOutcome: printChosen,
  checkRatios(values) {
    const { chosenError, reports } = workOf(values);
    leaveOutIf(chosenError(reports * typeCounts(values.environment).forAndAgainst));
  },
  compared(values) {
    const work = workOf(values);
    throwIfAny(work.chosenError(2) ?? work.chosenPairError());
    return (joint) => changeFacts(joint, itself);
  },
};

const rarePaymentVcgFormat: ChoiceFormat<RarePaymentParameters, RareOutcome> = informing(rarePaymentVcg, {
  schema: objectSchema({ epsilon: epsilonSchema, w: rationalSchema }, { rate: rateSchema }),
  read(fields) {
    const w = readPositive(fields.w, "parameters.w");
    if (compare(w, one) > 0) throw refuse("parameters.w", `must be at most 1, got ${show(fields.w)}`);
    return { ...noise.read(fields), w };
  },
  print: ({ w, ...rest }) => ({ ...noise.print(rest), w: printRational(w) }),
});

export const noisyValuesFormat: RulesFormat<NoisyValuesParameters, Alternatives, Utilities> = {
  ...choosing(noisyValues, noise),
  answers: (values) => ({ coupled: (asked) => valuesRatio(values, asked) }),
};

/** The question `coupled` where the outcomes are infinitely many. */
function valuesRatio({ epsilon, parameters, environment, profile }: NoisyValues, asked: Asked): Facts {
  const at = (key: string): [unknown, string] => [asked.fields[key], questionField(asked, key)];
  readIndex(...at("player"), size(profile), "player");
  const read = (key: string): ValueReport => noisyValuesFormat.report.read(...at(key), environment);
  const exponent = valuesRatioExponent(parameters, environment, read("truth"), read("lie"));
  return { pairRatio: () => (exponent.numerator === 0n ? one : baseOf(epsilon!, exponent)) };
}

/** A mechanism whose law is refused where it takes too much. */
const weighed = <P extends NoisyValuesParameters, O>(
  format: ChoiceFormat<P, O>,
  error: (values: NoisyValues<P>) => InputError | undefined,
): KnownMechanism =>
  knownBy(format, (values) => {
    const loaded = loadValues(format, values);
    return {
      ...loaded,
      law<S>(R: Ring<S>) {
        throwIfAny(error(values));
        return loaded.law(R);
      },
    };
  });

/** VCG and its noisy kin. */
export const vcgKnown: readonly KnownMechanism[] = [
  knownBy(vcgFormat, (values) =>
    loadValues<Record<string, never>, Alternatives, Utilities, number>(
      size(values.profile) > playerLimit ? vcgOfVeryMany : vcgFormat,
      values,
    ),
  ),
  weighed(noisyVcgFormat, (values) => workOf(values).lawError(1)),
  weighed(noisyVcgOutcomeFormat, (values) => workOf(values).chosenError(1)),
  weighed(rarePaymentVcgFormat, (values) => workOf(values).lawError(1)),
  knownBy(noisyValuesFormat, (values) => loadRules(noisyValuesFormat, values)),
];
