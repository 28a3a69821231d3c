import { leastHistogramDelta } from "../mechanisms/cckmv/xiao-delta.js";
import { type Released, xiaoHistogram } from "../mechanisms/cckmv/xiao-histogram.js";
import { type XiaoParameters, xiaoMedian } from "../mechanisms/cckmv/xiao-median.js";
import { commonMeasure, compare, divide, equals, fromQuotient, one, type Rational, zero } from "../number/rational.js";
import { coarser, type OrderedRing, powerQuotient, safeInteger } from "../number/ring.js";
import { noiseTotal, noiseWeights } from "../probability/truncated-laplace.js";
import { type BinFormat, type BinValues, binned, greatestExcess, medianFormat, weightDigits } from "./cckmv-median.js";
import { baseOrError, epsilonSchema, powerDigits, printDigits, ringFor, weightDigitLimit } from "./epsilon.js";
import { type KnownMechanism, knownBy, loadRules, loadValues, type PartFormat } from "./format.js";
import { BeyondReach, InputError, readChoice, readCount, refuse } from "./input.js";
import type { Facts, Loaded } from "./loaded.js";
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

/**
 * The ring of base e^{mε} for a rational m. Throws BeyondReach where that is irrational, or where a power of so many steps
 * is too long; InputError where the noise is irrational already.
 */
function ringOfDegree(values: XiaoValues, measure: Rational, degree: number): OrderedRing<bigint> {
  const epsilon = values.epsilon!;
  const base = equals(measure, stepOf(values))
    ? baseOrError(epsilon, measure)
    : baseOrError(epsilon, measure, undefined, "deltaExact needs");
  if (base instanceof InputError) {
    throw baseOrError(epsilon, stepOf(values)) instanceof InputError ? base : new BeyondReach(base.message);
  }
  const digits = powerDigits(base, degree);
  if (digits <= weightDigitLimit) return ringFor(epsilon, measure);
  throw new BeyondReach(`${field}: it has ${printDigits(digits)}; the limit is ${weightDigitLimit}: use a smaller t`);
}

/** The least δ for which releasing h + r is (ε, δ)-differentially private; null where the noise never ends. */
function deltaExact(values: XiaoValues): Output {
  const { parameters } = values;
  if (!isBoth(values)) return null;
  if (bins(values) === 1) return zero;
  const step = stepOf(values);
  const degree = 2 * parameters.t + 8;
  // Without noise δ = 1, whatever ε is.
  if (parameters.t === 0 || compare(parameters.rate, one) <= 0) {
    return fromQuotient(leastHistogramDelta(ringOfDegree(values, step, degree), parameters));
  }
  // e^ε lies between the powers of the noise's base.
  const measure = commonMeasure(step, one);
  const [ofNoise, ofEpsilon] = [step, one].map((x) => safeInteger(divide(x, measure).numerator, "deltaExact"));
  const R = ringOfDegree(values, measure, degree * ofNoise! + ofEpsilon!);
  return fromQuotient(leastHistogramDelta(coarser(R, ofNoise!), parameters, powerQuotient(R, ofEpsilon!)));
}

/** (2t+1)^q; not exact beyond 2^53. */
const outcomesOf = (values: XiaoValues): number => (2 * values.parameters.t + 1) ** bins(values);

const infinitelyMany = (): never => {
  throw refuse("question", 'this instance has infinitely many outcomes; ask xiao-median, or use truncation "both"');
};

/** Outcomes that two reports are compared by, each also as it is seen from the other reports: about a minute. */
const comparedLimit = 3_000_000;

/** Throws InputError where two reports lead to too many outcomes. */
function checkCompared(values: XiaoValues): void {
  const [q, outcomes] = [bins(values), outcomesOf(values)];
  const digits = digitsOf(values, values.parameters.t * q);
  if (outcomes * (q + 1) ** 2 <= comparedLimit && BigInt(outcomes) * digits <= 100_000_000n) return;
  const count = outcomes <= Number.MAX_SAFE_INTEGER ? `${outcomes}` : "more than 2^53";
  throw refuse(
    "question",
    `this takes ${count} outcomes of ${printDigits(digits)}; use a smaller t or fewer locations`,
  );
}

/** `cckmv/xiao-histogram`. */
export const xiaoHistogramFormat: BinFormat<XiaoParameters, Released> = {
  ...binned(xiaoHistogram, xiaoParameters),
  printOutcome: (released) => released,
  degree: (values) => values.parameters.t * bins(values),
  extras,
  quantities: (values) => ({ deltaExact: () => deltaExact(values) }),
  size: outcomesOf,
  compared(values) {
    checkCompared(values);
    return () => ({});
  },
};

/** Xiao's mechanisms. */
export const xiaoKnown: readonly KnownMechanism[] = [
  knownBy(xiaoMedianFormat, (values) => {
    refuseLongSums(values);
    return loadValues(xiaoMedianFormat, values) as Loaded;
  }),
  knownBy(xiaoHistogramFormat, (values) =>
    isBoth(values)
      ? (loadValues(xiaoHistogramFormat, values) as Loaded)
      : { ...loadRules(xiaoHistogramFormat, values), answers: { coupled: infinitelyMany, neededGap: infinitelyMany } },
  ),
];
