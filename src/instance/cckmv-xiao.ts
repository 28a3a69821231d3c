import { leastHistogramDelta } from "../mechanisms/cckmv/xiao-delta.js";
import { type Released, xiaoHistogram } from "../mechanisms/cckmv/xiao-histogram.js";
import { type XiaoParameters, xiaoMedian } from "../mechanisms/cckmv/xiao-median.js";
import { commonMeasure, compare, divide, fromQuotient, one, type Rational } from "../number/rational.js";
import { coarser, type OrderedRing, powerQuotient, safeInteger } from "../number/ring.js";
import { noiseTotal, noiseWeights } from "../probability/truncated-laplace.js";
import { type BinFormat, type BinValues, binned, greatestExcess, medianFormat, weightDigits } from "./cckmv-median.js";
import { baseOf, epsilonSchema, powerDigits, printDigits, ringFor, weightDigitLimit } from "./epsilon.js";
import { readChoice, readCount, refuse } from "./input.js";
import {
  type Facts,
  type KnownMechanism,
  knownBy,
  type Loaded,
  loadRules,
  loadValues,
  type PartFormat,
} from "./loaded.js";
import type { Output } from "./output.js";
import { rateFormat, rateSchema } from "./rate.js";
import { indexSchema, objectSchema } from "./schema.js";

type XiaoValues = BinValues<XiaoParameters>;

const field = "parameters.t";
/** Beyond it, every weight passes the limit of digits whatever ε is. */
const tLimit = 1_000_000;
const [signs, truncations] = [[1, -1] as const, ["both", "below"] as const];

/** `t`, [`sigma` 1], [`truncation` "both"]: see `XiaoParameters`. */
const xiaoParameters: PartFormat<XiaoParameters> = {
  schema: objectSchema(
    { epsilon: epsilonSchema, t: { ...indexSchema, maximum: tLimit } },
    { rate: rateSchema, sigma: { enum: signs, default: 1 }, truncation: { enum: truncations, default: "both" } },
  ),
  read(fields) {
    const t = readCount(fields.t, field);
    if (t > tLimit) throw refuse(field, `must be at most ${tLimit}, got ${t}`);
    const sigma = readChoice(fields.sigma ?? 1, "parameters.sigma", signs);
    const truncation = readChoice(fields.truncation ?? "both", "parameters.truncation", truncations);
    if (truncation === "below" && sigma === 1) {
      throw refuse("parameters.truncation", '"below" needs "sigma": -1; with sigma 1 the weights grow for ever');
    }
    return { ...rateFormat.read(fields), t, sigma, truncation };
  },
  print: ({ rate, t, sigma, truncation }) => ({
    ...rateFormat.print({ rate }),
    t,
    ...(sigma === -1 && { sigma }),
    ...(truncation === "below" && { truncation }),
  }),
};

const bins = ({ environment }: XiaoValues): number => environment.locations.length;
const stepOf = ({ parameters, environment }: XiaoValues): Rational => xiaoMedian.step!(parameters, environment);
const isBoth = ({ parameters }: XiaoValues): boolean => parameters.truncation === "both";

const digitsOf = (values: XiaoValues, degree: number): bigint => weightDigits(values.epsilon!, stepOf(values), degree);

/** Throws InputError where `count` numbers of so many digits are too much. */
function refuseMore(count: bigint, digits: bigint, limit: bigint, what: string): void {
  if (count * digits <= limit) return;
  throw refuse(field, `${what}: ${count} numbers of ${printDigits(digits)}; use a smaller t or a smaller epsilon`);
}

/** Pr[r_j = k] for k = 0, …, 2t; null where that never ends. */
function noiseOf(values: XiaoValues): Output {
  if (!isBoth(values)) return null;
  const { parameters, epsilon } = values;
  const count = 2 * parameters.t + 1;
  refuseMore(BigInt(count), digitsOf(values, parameters.t), 5_000_000n, "the law of the noise is too long to print");
  const R = ringFor(epsilon!, stepOf(values));
  const total = noiseTotal(R, parameters).value;
  return noiseWeights(R, parameters).map((weight) => fromQuotient({ numerator: weight, denominator: total }));
}

const extras = (values: XiaoValues): Facts => ({ noise: () => noiseOf(values) });

/** Truncated on both sides: powers of one weight of degree t. Below: (p+1)(s+1) closed forms for each k. */
const medianDegree = (values: XiaoValues): number => {
  const { t } = values.parameters;
  const q = bins(values);
  return isBoth(values) ? (t + 1) * q : (t + 1) * q + greatestExcess(values) + 4 * q + 8;
};

function refuseLongSums(values: XiaoValues): void {
  const q = BigInt(bins(values));
  const digits = digitsOf(values, medianDegree(values));
  if (isBoth(values))
    refuseMore(BigInt(values.parameters.t) * q * q, digits, 60_000_000n, "the sums of the noises are too many");
  else refuseMore(q ** 4n, digits, 5_000_000_000n, "the terms of this law are too many");
}

/** `cckmv/xiao-median`. */
export const xiaoMedianFormat: BinFormat<XiaoParameters, number> = {
  ...medianFormat(xiaoMedian, xiaoParameters),
  degree: medianDegree,
  extras,
};

/** The ring of base e^{mε} for a rational m. Throws InputError where a power of so many steps is too long. */
function ringOfDegree({ epsilon }: XiaoValues, measure: Rational, degree: number): OrderedRing<bigint> {
  const digits = powerDigits(baseOf(epsilon!, measure), degree);
  if (digits > weightDigitLimit) {
    throw refuse(field, `deltaExact has ${printDigits(digits)}; the limit is ${weightDigitLimit}: use a smaller t`);
  }
  return ringFor(epsilon!, measure);
}

/** The least δ for which releasing h + r is (ε, δ)-differentially private; null where the noise never ends. */
function deltaExact(values: XiaoValues): Output {
  const { parameters } = values;
  if (!isBoth(values)) return null;
  if (bins(values) === 1) return "0";
  const step = stepOf(values);
  const degree = 2 * parameters.t + 8;
  if (compare(parameters.rate, one) <= 0) {
    return fromQuotient(leastHistogramDelta(ringOfDegree(values, step, degree), parameters));
  }
  // e^ε lies between the powers of the noise's base.
  const measure = commonMeasure(step, one);
  const [ofNoise, ofEpsilon] = [step, one].map((x) => safeInteger(divide(x, measure).numerator, "deltaExact"));
  const R = ringOfDegree(values, measure, degree * ofNoise! + ofEpsilon!);
  return fromQuotient(leastHistogramDelta(coarser(R, ofNoise!), parameters, powerQuotient(R, ofEpsilon!)));
}

/** More outcomes are not listed, and nothing that goes outcome by outcome is asked of them. */
const listLimit = 5040n;
const outcomesOf = (values: XiaoValues): bigint => BigInt(2 * values.parameters.t + 1) ** BigInt(bins(values));
const isListed = (values: XiaoValues): boolean => isBoth(values) && outcomesOf(values) <= listLimit;

const tooMany = (values: XiaoValues): never => {
  const how = isBoth(values) ? `more than ${listLimit}` : "infinitely many";
  throw refuse("question", `this instance has ${how} outcomes; ask it of a smaller t, fewer locations, or xiao-median`);
};

/** `cckmv/xiao-histogram`. */
export const xiaoHistogramFormat: BinFormat<XiaoParameters, Released> = {
  ...binned(xiaoHistogram, xiaoParameters),
  printOutcome: (released) => released,
  degree: (values) => values.parameters.t * bins(values),
  extras,
  quantities: (values) => ({ deltaExact: () => deltaExact(values) }),
  answers: (values): Loaded["answers"] =>
    isListed(values) ? {} : { coupled: () => tooMany(values), neededGap: () => tooMany(values) },
};

/** Xiao's mechanisms. */
export const xiaoKnown: readonly KnownMechanism[] = [
  knownBy(xiaoMedianFormat, (values) => {
    refuseLongSums(values);
    return loadValues(xiaoMedianFormat, values) as Loaded;
  }),
  knownBy(xiaoHistogramFormat, (values) =>
    isListed(values) ? (loadValues(xiaoHistogramFormat, values) as Loaded) : loadRules(xiaoHistogramFormat, values),
  ),
];
