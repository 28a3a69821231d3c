import { size } from "../game/profile.js";
import { crowdsOf, type Line } from "../mechanisms/nst/line.js";
import { isLocation } from "../mechanisms/nst/line-commitment.js";
import { type LineEpsilon, lineEpsilon, lineStep } from "../mechanisms/nst/line-exponential.js";
import type { Rational } from "../number/rational.js";
import { baseOf, powerDigits, printDigits, weightDigitLimit } from "./epsilon.js";
import type { Values } from "./format.js";
import { readRational, refuse, show } from "./input.js";

/** The values of an instance on the line. */
export type LineValues<P> = Values<P, Line, Rational | null>;

/** A location on the grid 1/m. Throws InputError. */
export function readLocation(value: unknown, field: string, { m }: Line): Rational {
  const location = readRational(value, field);
  if (!isLocation(location)) throw refuse(field, `must be from 0 to 1, got ${show(value)}`);
  if (BigInt(m) % location.denominator !== 0n) throw refuse(field, `expected a multiple of 1/${m}, got ${show(value)}`);
  return location;
}

/** Finer grids are refused: about a second of work, by places of one facility or by pairs of them. */
const gridLimits = { 1: 10_000, 2: 200 } as const;

/** Throws InputError for a grid that is too fine. */
export function checkGridSize({ K, m }: Line): void {
  const limit = gridLimits[K];
  if (m > limit) throw refuse("environment.m", `at most ${limit} steps are allowed for K = ${K}, got ${m}`);
}

/** Digits times different exponents, for the sums of powers. */
const workLimit = 200_000_000n;

/**
 * ε at this instance. Throws InputError without players or ε, where a weight is irrational, or where the numbers are too
 * long or too many.
 */
export function lineEpsilonOf({ epsilon, environment, profile }: LineValues<unknown>): LineEpsilon {
  const players = size(profile);
  if (players === 0) throw refuse("reports", "expected at least one player in the exponential part");
  if (epsilon === undefined) {
    throw refuse("parameters.epsilon", "missing; it may be left out where nothing is asked of the exponential part");
  }
  const base = baseOf(epsilon, lineStep(environment));
  const degree = BigInt(players) * BigInt(environment.m);
  const digits = powerDigits(base, degree);
  if (digits > weightDigitLimit || degree > BigInt(Number.MAX_SAFE_INTEGER)) {
    const long = `${players} players on a grid of 1/${environment.m} have weights of ${printDigits(digits)}`;
    throw refuse("reports", `${long}; the limit is ${weightDigitLimit}: use fewer players or a coarser grid`);
  }
  const cells = BigInt(environment.m) ** BigInt(environment.K);
  const places = BigInt(crowdsOf(environment, profile).length);
  const different = cells < degree ? cells : degree;
  if (different * digits > workLimit || cells * places > workLimit) {
    const work = `about ${different} weights of ${printDigits(digits)}`;
    throw refuse("reports", `${work} are too much; use fewer players, a coarser grid or a smaller epsilon`);
  }
  return lineEpsilon(epsilon, environment);
}
