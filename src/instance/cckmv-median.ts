import type { WithCoins } from "../game/mechanism.js";
import type { Profile } from "../game/profile.js";
import { median } from "../mechanisms/cckmv/median.js";
import { type NoisyMedianParameters, noisyMedian } from "../mechanisms/cckmv/noisy-median.js";
import { type BinReport, excesses, histogram, type Locations } from "../mechanisms/cckmv/perturbed-median.js";
import {
  add,
  compare,
  multiply,
  negate,
  printRational,
  type Rational,
  rational,
  subtract,
  zero,
} from "../number/rational.js";
import { type Epsilon, powerDigits, printDigits } from "./epsilon.js";
import { type Format, type KnownMechanism, known, nothing, type PartFormat, type Values } from "./format.js";
import { BeyondReach, brief, element, readIndex, readList, readProbability, refuse } from "./input.js";
import { privacyBoundSchema } from "./privacy-bound.js";
import { rateFormat } from "./rate.js";
import { indexSchema, type JsonSchema, objectSchema, rationalSchema } from "./schema.js";

/** `{"locations": ["0", "1/2", "1"]}`: at least one, ascending, in [0, 1]. */
const locationsFormat: PartFormat<Locations> = {
  schema: objectSchema({ locations: { type: "array", items: rationalSchema, minItems: 1 } }),
  read: (fields) => ({ locations: readLocations(fields.locations, "environment.locations") }),
  print: ({ locations }) => ({ locations: locations.map(printRational) }),
};

function readLocations(value: unknown, field: string): readonly Rational[] {
  const locations = readList(value, field, readProbability);
  if (locations.length === 0) throw refuse(field, "expected at least one location");
  locations.forEach((location, bin) => {
    const before = locations[bin - 1];
    if (before === undefined || compare(before, location) < 0) return;
    const order = `locations ascend, each greater than the one before (${printRational(before)})`;
    throw refuse(element(field, bin), `${order}, got ${brief(location)}`);
  });
  return locations;
}

const binSchema: JsonSchema = { type: ["integer", "null"], minimum: 0 };
const twoBins = { player: indexSchema, truth: binSchema, lie: binSchema };

/** How the values of one instance with bins are read. */
export type BinValues<P> = Values<P, Locations, BinReport>;
/** How the instances of one mechanism with bins are written. */
export type BinFormat<P, O> = Format<P, Locations, number, O>;

/** How everything with bins is written: reports are bins or null. */
export const binned = <P, O>(
  mechanism: WithCoins<P, Locations, BinReport, O>,
  parameters: PartFormat<P>,
): Pick<BinFormat<P, O>, "parameters" | "environment" | "report" | "questions"> & {
  readonly mechanism: typeof mechanism;
} => ({
  mechanism,
  parameters,
  environment: locationsFormat,
  report: {
    schema: binSchema,
    keys: { pattern: "^(0|[1-9][0-9]*|null)$" },
    read: (value, field, { locations }) => (value === null ? null : readIndex(value, field, locations.length, "bin")),
    print: (bin) => bin,
  },
  questions: {
    coupled: objectSchema(twoBins),
    neededGap: objectSchema({ ...twoBins, F: privacyBoundSchema }),
  },
});

/** A mechanism that outputs one bin. */
export const medianFormat = <P>(
  mechanism: WithCoins<P, Locations, BinReport, number>,
  parameters: PartFormat<P>,
): BinFormat<P, number> => ({
  ...binned(mechanism, parameters),
  printOutcome: (bin) => bin,
  objective: ({ environment: { locations }, profile }, outcome) => negate(travel(locations, profile, outcome)),
});

/** Σ |location of the report − location of the outcome| over the present players. */
function travel(locations: readonly Rational[], profile: Profile<BinReport>, outcome: number): Rational {
  const place = locations[outcome]!;
  return histogram(profile, locations.length).reduce((sum, count, bin) => {
    if (count === 0) return sum;
    const [low, high] = bin < outcome ? [locations[bin]!, place] : [place, locations[bin]!];
    return add(sum, multiply(rational(BigInt(count)), subtract(high, low)));
  }, zero);
}

/** The largest |D_k| for k < q: what the exponents of a median's law go by. */
export const greatestExcess = ({ environment: { locations }, profile }: BinValues<unknown>): number =>
  excesses(histogram(profile, locations.length))
    .slice(0, -1)
    .reduce((greatest, D) => Math.max(greatest, D, -D), 0);

/** The median without noise. */
export const deterministicMedianFormat = medianFormat(median, nothing);

/** Another report of one player moves D_k by at most 2; the closed forms add less than 3q + 6. */
function noisyMedianDegree(values: BinValues<NoisyMedianParameters>): number {
  const q = values.environment.locations.length;
  return q === 1 ? 0 : greatestExcess(values) + 3 * q + 6;
}

/** About how many digits e^{sε·degree} has, never less, whether it is rational or not. */
export function weightDigits({ times, log }: Epsilon, step: Rational, degree: number): bigint {
  const { numerator, denominator } = multiply(multiply(times, step), rational(BigInt(degree)));
  return powerDigits(log, numerator / denominator + 1n);
}

/** Digits of all privacy ratios together: about a minute. */
const ratioDigitLimit = 4_000_000n;

/** One ratio a bin for each report that occurs. */
function checkRatios(values: BinValues<NoisyMedianParameters>): void {
  const { epsilon, parameters, environment, profile } = values;
  const digits = weightDigits(epsilon!, noisyMedian.step!(parameters, environment), noisyMedianDegree(values));
  const ratios = new Set(profile.map(({ report }) => report)).size * environment.locations.length;
  if (BigInt(ratios) * digits <= ratioDigitLimit) return;
  throw new BeyondReach(`reports: ${ratios} ratios of ${printDigits(digits)} are too much; use smaller margins`);
}

/** The noisy median. */
export const noisyMedianFormat: BinFormat<NoisyMedianParameters, number> = {
  ...medianFormat(noisyMedian, rateFormat),
  degree: noisyMedianDegree,
  checkRatios,
};

/** The medians of Section 6. */
export const medianKnown: readonly KnownMechanism[] = [known(deterministicMedianFormat), known(noisyMedianFormat)];
