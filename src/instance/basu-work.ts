import { type BayesianEnvironment, integral, type Population, playersOf } from "../game/bayesian-environment.js";
import { bitLength } from "../number/integer.js";
import { numberOfCountVectors } from "../probability/multinomial.js";
import { BeyondReach, refuse } from "./input.js";

/** More bits than this are not worked through, over all count vectors; some ten seconds. */
const bitLimit = 2n ** 31n;

/** About how many bits all weights of n signals have together: count vectors times the length of a likelihood times states. */
function sizeOf(environment: BayesianEnvironment, players: number): bigint {
  const { base } = integral(environment);
  const each = BigInt(players) * BigInt(bitLength(base) + bitLength(BigInt(environment.signals)));
  return numberOfCountVectors(players, environment.signals) * each * BigInt(environment.states);
}

const told = (size: bigint): string => (size > 10n ** 18n ? "more than 10^18" : `about ${size}`);

/** Throws InputError at `field` where sums over the counts of all signals are too much work. */
export function checkSums(population: Population, field: string): void {
  const size = sizeOf(population, playersOf(population.sizes));
  if (size <= bitLimit) return;
  throw refuse(
    field,
    `the sums over counts of signals have ${told(size)} bits; the limit is ${bitLimit}: use fewer players`,
  );
}

/** The same for a quantity of `measure`: it is left out unless it is asked for. */
export function checkReach(population: Population): void {
  const size = sizeOf(population, playersOf(population.sizes));
  if (size <= bitLimit) return;
  throw new BeyondReach(`sums over counts of signals of ${told(size)} bits; the limit is ${bitLimit}`);
}

/** Throws InputError at `field` where all n up to a bound, over one or all compositions, are too much work. */
export function checkWorkUpTo(environment: BayesianEnvironment, upTo: number, all: boolean, field: string): void {
  const compositions = all ? numberOfCountVectors(upTo, environment.utilities.length) : 1n;
  const size = (sizeOf(environment, upTo) * BigInt(upTo) * compositions) / 4n;
  if (size <= bitLimit) return;
  throw refuse(field, `all sums up to there have ${told(size)} bits; the limit is ${bitLimit}: use a smaller bound`);
}

/** Numbers of more bits than this are not printed at reported signals; some seconds to bring them to lowest terms. */
const numberBitLimit = 2n ** 20n;

/** The bits of the weight of a profile. */
const weightBits = (environment: BayesianEnvironment, players: number): bigint =>
  BigInt(players) * BigInt(bitLength(integral(environment).base));

/** Throws InputError where posterior and payments at reported signals are numbers too long to print. */
export function checkNumbers(population: Population): void {
  const bits = weightBits(population, playersOf(population.sizes));
  if (bits <= numberBitLimit) return;
  throw refuse("reports", `the posterior has ${told(bits)} bits; the limit is ${numberBitLimit}: use fewer players`);
}

/** Whether the law over all signals would be longer than 2^30 bits, with so many payments an outcome. */
export function isLongList(population: Population, payers: number): boolean {
  const players = playersOf(population.sizes);
  return (
    numberOfCountVectors(players, population.signals) * weightBits(population, players) * BigInt(payers) > 2n ** 30n
  );
}
