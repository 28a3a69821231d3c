import {
  exponentialQuality,
  type ScoredRange,
  type ScoreMechanism,
  scoreSteps,
} from "../mechanisms/hk/exponential-quality.js";
import { expectedSteps } from "../mechanisms/hk/figure-1.js";
import { freeEnergy, gibbs } from "../mechanisms/hk/gibbs.js";
import { type GibbsWeights, gibbsWeights, partitionFunction } from "../mechanisms/hk/gibbs-weights.js";
import type { Sharpness } from "../mechanisms/hk/range.js";
import {
  divide,
  equals,
  fromQuotient,
  negate,
  one,
  printRational,
  type Rational,
  rational,
} from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import { commonDenominator } from "../probability/rational-law.js";
import { type Asked, questionField } from "./asked.js";
import { distributionSchema, readDistribution } from "./distribution.js";
import { epsilonSchema } from "./epsilon.js";
import type { Format, PartFormat, Values } from "./format.js";
import { asking } from "./hk-questions-format.js";
import { tailOf } from "./hk-questions-tail.js";
import { outcomesSchema, rangeFormat, readAligned, readOutcomes, sharpnessFormat, valuesSchema } from "./hk-range.js";
import { checkWork } from "./hk-range-work.js";
import { readPositive, readRational, refuse, show } from "./input.js";
import type { Facts } from "./loaded.js";
import { objectSchema, rationalSchema } from "./schema.js";
import { integersOf } from "./weights.js";

type ScoreValues<P> = Values<P, ScoredRange, null>;

/** What the two mechanisms share whose outcomes have scores of their own: nobody reports anything. */
const scored = <P>(
  mechanism: ScoreMechanism<P>,
  parameters: PartFormat<P>,
  environment: PartFormat<ScoredRange>,
  epsilonName?: string,
): Format<P, ScoredRange, never, number> => {
  const drawn = (values: ScoreValues<P>): readonly [OrderedRing<bigint>, GibbsWeights<bigint>] => {
    const R = integersOf({
      epsilon: values.epsilon!,
      ...(epsilonName !== undefined && { epsilonName }),
      step: mechanism.step!(values.parameters, values.environment),
      degree: degreeOf(values),
      checkWork: (digits) => checkScoreWork(values, digits),
    });
    return [R, gibbsWeights(R, scoreSteps(values.environment), values.environment.prior?.weights)];
  };
  return {
    mechanism,
    ...(epsilonName !== undefined && { epsilonName }),
    parameters,
    environment,
    report: {
      schema: { not: {} },
      read: (_, field) => {
        throw refuse(field, "there are no players; leave the reports out");
      },
      print: () => null,
      mayBeNone: true,
    },
    complete: (range) => ({ ...range, grid: commonDenominator(range.quality) }),
    check: checkScores,
    degree: degreeOf,
    checkWork: checkScoreWork,
    size: ({ environment: { outcomes } }) => outcomes.length,
    objective: ({ environment }, outcome) => environment.quality[outcome]!,
    printOutcome: (outcome, { outcomes }) => outcomes[outcome]!,
    extras: (values) => ({
      normalizer() {
        const [R, weights] = drawn(values);
        const z = fromQuotient(partitionFunction(R, weights));
        return divide(z, rational(values.environment.prior?.denominator ?? 1n));
      },
    }),
    quantities: (values) => ({
      expectedObjective() {
        const [R, weights] = drawn(values);
        const steps = scoreSteps(values.environment);
        return fromQuotient(expectedSteps(R, values.environment, steps, weights, steps.map(BigInt)));
      },
      optimum: () => largestScore(values.environment),
    }),
    questions: {},
  };
};

const checkScoreWork = ({ environment }: ScoreValues<unknown>, digits?: bigint): void =>
  checkWork({ exponents: scoreSteps(environment), prior: environment.prior, players: 0, digits });

/** Exponents are counted in safe integers. */
function checkScores({ environment: { quality, grid } }: ScoreValues<unknown>): void {
  const beyond = quality.find((score) => stepSize(score, grid) > BigInt(Number.MAX_SAFE_INTEGER) / 2n);
  if (beyond === undefined) return;
  throw refuse("environment", `a score of ${show(printRational(beyond))} is too many steps of 1/${show(grid)}`);
}

const stepSize = ({ numerator, denominator }: Rational, grid: bigint): bigint =>
  (numerator < 0n ? -numerator : numerator) * (grid / denominator);

/** The largest exponent, of a score or between two of them. */
const degreeOf = ({ environment }: ScoreValues<unknown>): number => {
  const steps = scoreSteps(environment);
  const [least, most] = [
    [0, ...steps].reduce((x, y) => (x < y ? x : y)),
    [0, ...steps].reduce((x, y) => (x > y ? x : y)),
  ];
  return most - least;
};

const largestScore = ({ quality, grid }: ScoredRange): Rational =>
  rational(
    quality.map((score) => score.numerator * (grid / score.denominator)).reduce((x, y) => (x > y ? x : y)),
    grid,
  );

const qualitySharpness: PartFormat<Sharpness> = {
  schema: objectSchema(
    { epsilon: epsilonSchema },
    { ...sharpnessFormat.schema.properties, lipschitz: { ...rationalSchema, default: "1" } },
  ),
  read: ({ lipschitz = "1", ...rest }) => ({
    ...sharpnessFormat.read(rest),
    lipschitz: readPositive(lipschitz, "parameters.lipschitz"),
  }),
  print: ({ exponent, lipschitz }) => ({
    ...sharpnessFormat.print({ exponent, lipschitz }),
    ...(!equals(lipschitz, one) && { lipschitz: printRational(lipschitz) }),
  }),
};

const qualityRange: PartFormat<ScoredRange> = {
  schema: objectSchema({ outcomes: outcomesSchema, quality: valuesSchema }, { prior: valuesSchema }),
  read({ quality, ...range }) {
    const read = rangeFormat.read(range);
    return { ...read, quality: readAligned(quality, "environment.quality", read.outcomes.length, readRational) };
  },
  print: (range) => ({ ...rangeFormat.print(range), quality: range.quality.map(printRational) }),
};

const qualityFormat = scored(exponentialQuality, qualitySharpness, qualityRange);

export const exponentialQualityFormat = asking(qualityFormat, { tail: tailOf(qualityFormat) });

const energyRange: PartFormat<ScoredRange> = {
  schema: objectSchema({ outcomes: outcomesSchema, energies: valuesSchema }),
  read({ outcomes: names, energies }) {
    const outcomes = readOutcomes(names);
    const read = readAligned(energies, "environment.energies", outcomes.length, readRational);
    return { outcomes, grid: 1n, quality: read.map(negate) };
  },
  print: ({ outcomes, quality }) => ({ outcomes, energies: quality.map((score) => printRational(negate(score))) }),
};

export const gibbsFormat: Format<Record<string, never>, ScoredRange, never, number> = {
  ...scored(
    gibbs,
    { schema: objectSchema({ inverseTemperature: epsilonSchema }), read: () => ({}), print: () => ({}) },
    energyRange,
    "inverseTemperature",
  ),
  questions: { freeEnergy: objectSchema({ nu: distributionSchema }) },
  answers: (values) => ({ freeEnergy: (asked) => freeEnergyAnswer(values, asked) }),
};

/** The question `freeEnergy`, of any distribution over the states. */
function freeEnergyAnswer({ environment: { quality } }: ScoreValues<unknown>, asked: Asked): Facts {
  const field = questionField(asked, "nu");
  const nu = readDistribution(asked.fields.nu, field);
  if (nu.length !== quality.length) {
    throw refuse(field, `expected one probability for each of ${quality.length} states, got ${nu.length}`);
  }
  return { freeEnergy: () => freeEnergy(quality.map(negate), nu) };
}
