import { profileCount } from "../mechanisms/cckmv/all-reports.js";
import type { Alternatives } from "../mechanisms/cckmv/alternatives.js";
import { expectedPaymentSums } from "../mechanisms/cckmv/expected-payment.js";
import {
  type NoisyValuesParameters,
  noiseStep,
  relativeTotals,
  utilitiesOf,
  type ValueReport,
} from "../mechanisms/cckmv/welfare.js";
import { multiply, rational } from "../number/rational.js";
import { type Epsilon, powerDigits, printDigits } from "./epsilon.js";
import type { Values } from "./format.js";
import { type InputError, refuse } from "./input.js";

/** The values of an instance of the VCG family with noise. */
export type NoisyValues<P extends NoisyValuesParameters = NoisyValuesParameters> = Values<P, Alternatives, ValueReport>;

/** What an instance costs, known before anything of it is computed; the errors say that it costs too much. */
export interface Work {
  /** |O|·(M+1)^{|O|−1}, how many outcomes there are with payment information. */
  readonly outcomes: number;
  /** How many different reports the players make. */
  readonly reports: number;
  /** The largest exponent of anything computed at the instance, also at another report of one player, in steps. */
  readonly degree: number;
  /** Of `laws` laws with payment information. */
  lawError(laws: number): InputError | undefined;
  /** Of the law of the chosen alternative, `laws` times. */
  chosenError(laws: number): InputError | undefined;
  /** Of the joint law of the chosen alternatives of two reports. */
  chosenPairError(): InputError | undefined;
  /** Of two reports under the same coins. */
  coupledError(truth: ValueReport, lie: ValueReport): InputError | undefined;
  /** Of the expected payments at the reports of the instance. */
  paymentsError(): InputError | undefined;
}

/** Decimal digits of all weights together, long ones counting more: about a minute. */
const digitLimit = 400_000_000;
/** Multiplications of numbers of a few hundred digits: about a minute. */
const productLimit = 100_000_000;

/** More digits than this are all the same. */
const endless = 10n ** 16n;

/** See `Work`. */
export function workOf({ epsilon, parameters, environment, profile }: NoisyValues): Work {
  const { outcomes: n, maximum } = environment;
  const means = relativeTotals(environment, profile);
  const spread = means.reduce((x, y) => Math.max(x, y));
  const total = means.reduce((x, y) => x + y);
  const types = [...new Map(profile.map(({ report }) => [JSON.stringify(report), report])).values()];
  // The means' distances from an end, what two reports and the clipped gaps add for each, and the series' denominators.
  const degree = Math.max(total, n * spread - total) + n * (6 * maximum + 3) + (n * (n + 1)) / 2;
  const digits = digitsOf(epsilon!, parameters, environment, degree);
  const outcomes = n * (maximum + 1) ** (n - 1);
  const weightError = (weights: number) =>
    weights * (100 + digits) * (1 + digits / 5000) > digitLimit ? tooMuch(`${weights} weights`, digits) : undefined;
  const productError = (products: number) =>
    products * (1 + digits / 500) > productLimit ? tooMuch(`${products} products`, digits) : undefined;
  return {
    outcomes,
    reports: types.length,
    degree,
    lawError: (laws) => weightError(outcomes * laws) ?? productError(laws * outcomes * pieceCount(means, maximum + 1)),
    // A series in a^x on each side of each value that occurs, for each alternative.
    chosenError: (laws) => productError(laws * n ** 3 * (new Set(means).size + 1)),
    chosenPairError: () => productError(4 * n ** 4 * (2 * maximum + 1)),
    coupledError(truth, lie) {
      const profiles = profileCount(environment, [truth, lie]);
      return weightError(profiles) ?? productError(profiles * pieceCount(means, 2 * maximum + 1));
    },
    paymentsError() {
      const sums = types.map((type) => expectedPaymentSums(environment, utilitiesOf(environment, type)));
      return productError(4 * n ** 2 * sums.reduce((x, y) => x + y, 0));
    },
  };
}

/**
 * About how many pieces the sum over x of each weight has: near the means, where `gaps` many gaps are told apart, x is
 * taken one by one.
 */
function pieceCount(means: readonly number[], gaps: number): number {
  const sorted = [...means].sort((x, y) => x - y);
  const near = sorted.reduce((count, mean, i) => count + Math.min(gaps, (sorted[i + 1] ?? Infinity) - mean), 0);
  return near + 2 * means.length;
}

/** About how many decimal digits the longest weight has. */
function digitsOf(
  { times, log }: Epsilon,
  parameters: NoisyValuesParameters,
  environment: Alternatives,
  degree: number,
): number {
  const exponent = multiply(multiply(times, noiseStep(parameters, environment)), rational(BigInt(degree)));
  const digits = powerDigits(log, exponent.numerator / exponent.denominator + 1n);
  return Number(digits < endless ? digits : endless);
}

const tooMuch = (what: string, digits: number): InputError =>
  refuse(
    "environment",
    `this takes ${what} of ${printDigits(BigInt(digits))}; use fewer or closer outcomes, or a smaller maximum`,
  );
