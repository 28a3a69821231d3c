import { beside, others } from "../game/profile.js";
import type { Items } from "../mechanisms/hk/multi-item.js";
import {
  type CallError,
  multiItemSampler,
  type SamplerParameters,
  samplerDegree,
} from "../mechanisms/hk/multi-item-sampler.js";
import { stepOf, type ValueRow } from "../mechanisms/hk/range.js";
import { plainIntegers } from "../number/integer.js";
import { compare, equals, fromQuotient, one, printRational } from "../number/rational.js";
import type { Ring } from "../number/ring.js";
import { compareRatios, maxDivergenceRatio } from "../probability/divergence.js";
import type { Law } from "../probability/law.js";
import type { Json } from "../verdict/json.js";
import { epsilonSchema } from "./epsilon.js";
import { type Format, knownBy, loadValues, type PartFormat } from "./format.js";
import { itemsFormat, rowsFormat } from "./hk-items-format.js";
import { ratioFacts, readOtherRow } from "./hk-items-questions.js";
import { checkLaw, checkListed, type ItemValues, listCount, rowDegrees } from "./hk-items-work.js";
import { asking, type Question } from "./hk-questions-format.js";
import { sharpnessFormat, valuesSchema } from "./hk-range.js";
import { element, member, readChoice, readCount, readList, readObject, readRational, refuse, show } from "./input.js";
import { listLimit } from "./loaded.js";
import { fieldsOf, indexSchema, objectSchema, rationalSchema } from "./schema.js";
import { integersOf } from "./weights.js";

type SamplerValues = ItemValues<SamplerParameters, Items>;

const errorSchema = objectSchema({
  stage: indexSchema,
  prefix: { type: "array", items: indexSchema },
  item: indexSchema,
  sign: { enum: [-1, 0, 1] },
});

/** One call and its error; the stage says how many items have been given. */
function readError(value: unknown, field: string): CallError {
  const fields = readObject(value, field, fieldsOf(errorSchema));
  const stage = readCount(fields.stage, member(field, "stage"));
  const prefix = readList(fields.prefix, member(field, "prefix"), readCount);
  if (prefix.length !== stage) {
    const items = `expected the ${stage} items given before stage ${stage}`;
    throw refuse(member(field, "prefix"), `${items}, got ${prefix.length}`);
  }
  const item = readCount(fields.item, member(field, "item"));
  return { prefix, item, sign: readChoice(fields.sign, member(field, "sign"), [-1, 0, 1]) };
}

const printError = ({ prefix, item, sign }: CallError): Json => ({ stage: prefix.length, prefix, item, sign });

/** Throws InputError for an error of a call that the sampler does not make, or makes once only. */
function checkErrors({ parameters: { errors }, environment: { items } }: SamplerValues): void {
  const seen = new Map<string, number>();
  errors.forEach(({ prefix, item }, k) => {
    const field = element("parameters.errors", k);
    if (prefix.length >= items) {
      throw refuse(member(field, "stage"), `expected a stage from 0 to ${items - 1}, got ${prefix.length}`);
    }
    const path = [...prefix, item];
    path.forEach((j, i) => {
      const at = i < prefix.length ? element(member(field, "prefix"), i) : member(field, "item");
      if (j >= items) throw refuse(at, `expected an item from 0 to ${items - 1}, got ${j}`);
      if (path.indexOf(j) < i) throw refuse(at, `item ${j} has been given already, so there is no such call`);
    });
    const first = seen.get(`${path}`);
    if (first !== undefined) throw refuse(field, `this call stands already at ${element("parameters.errors", first)}`);
    seen.set(`${path}`, k);
  });
}

const parameters: PartFormat<SamplerParameters> = {
  schema: objectSchema(
    { epsilon: epsilonSchema, ownWeight: { enum: ["yes", "no"] } },
    {
      exponent: sharpnessFormat.schema.properties.exponent!,
      factor: { ...rationalSchema, default: "1" },
      errors: { type: "array", items: errorSchema },
    },
  ),
  read({ ownWeight, factor: given = "1", errors = [], ...rest }) {
    const factor = readRational(given, "parameters.factor");
    if (compare(factor, one) < 0) throw refuse("parameters.factor", `must be at least 1, got ${show(given)}`);
    return {
      ...sharpnessFormat.read(rest),
      ownWeight: readChoice(ownWeight, "parameters.ownWeight", ["yes", "no"]) === "yes",
      factor,
      errors: readList(errors, "parameters.errors", readError),
    };
  },
  print: ({ ownWeight, factor, errors, ...sharpness }) => ({
    ...sharpnessFormat.print(sharpness),
    ownWeight: ownWeight ? "yes" : "no",
    ...(!equals(factor, one) && { factor: printRational(factor) }),
    ...(errors.length > 0 && { errors: errors.map(printError) }),
  }),
};

/** How many outcomes there are. */
const sizeOf = ({ environment: { items } }: SamplerValues): number => listCount(items, items);

/** The degree of all weights of the law; nothing is computed where that is not listed. */
const degreeOf = (values: SamplerValues): number =>
  sizeOf(values) > listLimit ? 0 : samplerDegree(values.parameters, rowDegrees(values));

/** Throws InputError where the law is too much work. */
function checkWork(values: SamplerValues): void {
  const { parameters: { factor, errors } } = values; // biome-ignore format: one line
  checkListed(sizeOf(values), "the sampler");
  // A draw with an error has the factor in it, squared at most.
  const digits = errors.length * 2 * `${factor.numerator}`.length;
  checkLaw(values, sizeOf(values), degreeOf(values), BigInt(digits));
}

/** How the instances of `hk/multi-item-sampler` are written. */
export const multiItemSamplerFormat: Format<SamplerParameters, Items, ValueRow, readonly number[]> = {
  ...rowsFormat,
  mechanism: multiItemSampler,
  parameters,
  environment: itemsFormat,
  check(values) {
    rowsFormat.check(values);
    checkErrors(values);
  },
  printOutcome: (assignment) => assignment,
  size: sizeOf,
  degree: degreeOf,
  questions: {},
};

/** `privacyRatio` from the two laws, with the same errors for both. */
const privacyRatio: Question<SamplerValues> = {
  fields: objectSchema({ agent: indexSchema, other: valuesSchema }),
  answer(given, asked) {
    const { values, player, row } = readOtherRow(given, asked, "other");
    checkListed(sizeOf(values), "the sampler");
    const changed = { ...values, profile: beside(others(values.profile, player), player, row) };
    return ratioFacts(asked, values.epsilon!, () => {
      const [P, Q] = [values, changed].map(lawOf) as [SamplerLaw, SamplerLaw];
      const [there, back] = [maxDivergenceRatio(plainIntegers, P, Q), maxDivergenceRatio(plainIntegers, Q, P)];
      const larger = compareRatios(plainIntegers, there, back) >= 0 ? there : back;
      if (larger === "infinity") throw new Error("every item of the sampler has a chance above 0");
      return fromQuotient(larger);
    });
  },
};

type SamplerLaw = Law<readonly number[], bigint>;

function lawOf(values: SamplerValues): SamplerLaw {
  checkWork(values);
  const { epsilon, parameters: chosen, environment, profile } = values;
  const R = integersOf({ epsilon: epsilon!, step: stepOf(chosen, environment.grid), degree: degreeOf(values) });
  return multiItemSampler.law(R, chosen, environment, profile);
}

const format = asking(multiItemSamplerFormat, { privacyRatio });

/** `hk/multi-item-sampler`. */
export const multiItemSamplerKnown = knownBy(format, (values) => {
  const loaded = loadValues(format, values);
  return {
    ...loaded,
    law<S>(R: Ring<S>) {
      checkWork(values);
      return loaded.law(R);
    },
  };
});
