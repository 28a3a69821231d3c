import { size } from "../game/profile.js";
import { affineMidr, chosenDistribution, type DistributedRange, mean } from "../mechanisms/hk/affine-midr.js";
import { type Range, type ValueRow, welfareSums } from "../mechanisms/hk/range.js";
import { tieRules, type VcgParameters, vcg, vcgPayments } from "../mechanisms/hk/vcg.js";
import { plainIntegers } from "../number/integer.js";
import { fromQuotient, printRational, type Rational, rational, subtract } from "../number/rational.js";
import { expectation } from "../probability/law.js";
import { checkDenominators, distributionSchema, readDistribution } from "./distribution.js";
import { nothing, type PartFormat } from "./format.js";
import {
  outcomesSchema,
  overRange,
  type RangeFormat,
  type RangeValues,
  readOutcomes,
  valuesSchema,
} from "./hk-range.js";
import { eachReport, largestWelfare } from "./hk-range-facts.js";
import { readChoice, readList, readPositive, readRational, refuse } from "./input.js";
import { objectSchema } from "./schema.js";

/** Outcomes by name, and no prior. */
const namedRange: PartFormat<Range> = {
  schema: objectSchema({ outcomes: outcomesSchema }),
  read: ({ outcomes }) => ({ outcomes: readOutcomes(outcomes), grid: 1n }),
  print: ({ outcomes }) => ({ outcomes }),
};

const tiesFormat: PartFormat<VcgParameters> = {
  schema: objectSchema({}, { ties: { enum: tieRules, default: "uniform" } }),
  read: ({ ties = "uniform" }) => ({ ties: readChoice(ties, "parameters.ties", tieRules) }),
  print: ({ ties }) => (ties === "uniform" ? {} : { ties }),
};

type VcgValues = RangeValues<VcgParameters>;

const paymentOf = ({ parameters, environment, profile }: VcgValues): ((report: ValueRow) => Rational) =>
  vcgPayments(parameters, environment, profile);

/** E[b_i(r*)] less the payment. */
function utilities(values: VcgValues): readonly Rational[] {
  const { parameters, environment, profile } = values;
  const law = vcg.law(plainIntegers, parameters, environment, profile);
  const payment = paymentOf(values);
  return eachReport(values, (report) => {
    const { grid } = environment;
    const steps = expectation(plainIntegers, law, (r) => report[r]!.numerator * (grid / report[r]!.denominator));
    return subtract(
      fromQuotient({ numerator: steps.numerator, denominator: steps.denominator * grid }),
      payment(report),
    );
  });
}

export const vcgFormat: RangeFormat<VcgParameters> = {
  ...overRange(vcg, tiesFormat, namedRange),
  payments: (values) => eachReport(values, paymentOf(values)),
  quantities: (values) => ({
    // What is chosen has the largest welfare.
    expectedObjective: () => largestWelfare(values),
    optimum: () => largestWelfare(values),
    expectedUtilities: () => utilities(values),
  }),
};

/** Distributions to choose from, with the offset of each and the weight of each agent. */
const distributedRange: PartFormat<DistributedRange> = {
  schema: objectSchema({
    outcomes: outcomesSchema,
    distributions: { type: "array", items: distributionSchema, minItems: 1 },
    weights: valuesSchema,
    offsets: valuesSchema,
  }),
  read(fields) {
    const outcomes = readOutcomes(fields.outcomes);
    const distributions = readList(fields.distributions, "environment.distributions", (value, field) => {
      const nu = readDistribution(value, field);
      if (nu.length === outcomes.length) return nu;
      throw refuse(field, `expected one probability for each of ${outcomes.length} outcomes, got ${nu.length}`);
    });
    if (distributions.length === 0) throw refuse("environment.distributions", "expected at least one distribution");
    const weights = readList(fields.weights, "environment.weights", readPositive);
    checkDenominators(weights, "environment.weights");
    const offsets = readList(fields.offsets, "environment.offsets", readRational);
    checkDenominators(offsets, "environment.offsets");
    if (offsets.length !== distributions.length) {
      throw refuse(
        "environment.offsets",
        `expected one offset for each of ${distributions.length} distributions, got ${offsets.length}`,
      );
    }
    return { outcomes, grid: 1n, distributions, weights, offsets };
  },
  print: ({ outcomes, distributions, weights, offsets }) => ({
    outcomes,
    distributions: distributions.map((nu) => nu.map(printRational)),
    weights: weights.map(printRational),
    offsets: offsets.map(printRational),
  }),
};

export const affineMidrFormat: RangeFormat<Record<string, never>, DistributedRange> = {
  ...overRange(affineMidr, nothing, distributedRange),
  check({ environment: { weights }, profile }) {
    const players = size(profile);
    if (players === weights.length) return;
    throw refuse("environment.weights", `expected one weight for each of ${players} reports, got ${weights.length}`);
  },
  extras: ({ environment, profile }) => ({ chosen: () => chosenDistribution(environment, profile) }),
  quantities: (values) => ({
    expectedObjective() {
      const { environment, profile } = values;
      const welfare = welfareSums(environment, profile).map((sum) => rational(sum, environment.grid));
      return mean(environment.distributions[chosenDistribution(environment, profile)]!, welfare);
    },
    optimum: () => largestWelfare(values),
  }),
};
