import { countProfiles, profilesOf, type Types, withType } from "../game/reaction-environment.js";
import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import { gcd } from "../number/integer.js";
import type { Rational } from "../number/rational.js";
import { BeyondReach, refuse } from "./input.js";

/** How many steps lie between the best and the worst alternative: the largest exponent of a law. */
export function spread(environment: KnownEnvironment, announced: Types): bigint {
  let [least, most] = [environment.score(announced, 0), environment.score(announced, 0)];
  for (let s = 1; s < environment.alternatives; s++) {
    const score = environment.score(announced, s);
    if (score < least) least = score;
    if (score > most) most = score;
  }
  return most - least;
}

/** Where the laws lie that a quantity is about: at a profile, at those that differ from it in one report too, or anywhere. */
export type Reach = "here" | "near" | "everywhere";

/** The largest spread within reach of a profile. Throws BeyondReach where it is too many steps. */
export function largestDegree(environment: KnownEnvironment, truth: Types, reach: Reach): number {
  let most = 0n;
  for (const announced of within(environment, truth, reach)) {
    const own = spread(environment, announced);
    if (own > most) most = own;
  }
  if (most <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(most);
  throw new BeyondReach(`environment: ${tooManySteps} at another profile; use values on a coarser grid`);
}

export const tooManySteps = "the exponents reach more than 2^53 - 1 steps";

function* within({ types }: KnownEnvironment, truth: Types, reach: Reach): Generator<Types> {
  if (reach === "everywhere") return yield* profilesOf(types);
  yield truth;
  if (reach === "here") return;
  for (let player = 0; player < types.length; player++) {
    for (let lie = 0; lie < types[player]!; lie++) if (lie !== truth[player]) yield withType(truth, player, lie);
  }
}

/** "All profiles" are run through up to this many of them; beyond, a quantity over all of them is null. */
export const profileLimit = 4096;

/** So many utilities of a few digits are looked at in a few seconds. */
const lookLimit = 20_000_000;

/** Throws BeyondReach where so many utilities are too much to look at, multiplied with weights of so many digits. */
export function checkLooks(looks: number, digits = 0): void {
  // Weights are multiplied with utilities, which is linear in their length, and now and then with each other.
  const each = 1 + Number((BigInt(digits) * BigInt(1000 + digits)) / 100_000n);
  if (looks * each <= lookLimit) return;
  const long = digits < 100 ? "" : ` with weights of about ${digits} digits`;
  throw new BeyondReach(`${looks} utilities${long} are too much to look at; the limit is ${lookLimit} of a few digits`);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((x, y) => x + y, 0);

/** Every alternative for every type of every player, at one profile. */
export const looksAt = ({ types, alternatives }: KnownEnvironment): number => alternatives * sumOf(types);

/** The same for every profile. */
export const looksAnywhere = (environment: KnownEnvironment): number =>
  countProfiles(environment.types) * looksAt(environment);

/** Every alternative for all announcements beside every profile that a player's utility tells apart. */
export const looksDominant = (environment: KnownEnvironment): number =>
  sumOf(environment.types.map((_, player) => toldApart(environment, player))) *
  countProfiles(environment.types) *
  environment.alternatives;

/** Every reaction to every alternative at every profile that a player's utility tells apart, and for each other type of hers. */
export const looksAtReactions = (environment: KnownEnvironment): number =>
  environment.alternatives *
  sumOf(
    environment.types.map((size, player) => toldApart(environment, player) * size * environment.reactions[player]!),
  );

const toldApart = (environment: KnownEnvironment, player: number): number =>
  countProfiles(environment.influences(player).map((other) => environment.types[other]!));

/** All values of a list on one denominator have at most this many bits together, and each at most the second. */
const [bitLimit, longest] = [200_000_000n, 20_000n];

/** Throws InputError where values have too long a common denominator to be brought to it. */
export function checkGrid(values: readonly Rational[], field: string): void {
  const atMost = bitLimit / BigInt(values.length + 1);
  const limit = atMost < longest ? atMost : longest;
  let common = 1n;
  for (const { denominator } of values) {
    if (common % denominator === 0n) continue;
    common *= denominator / gcd(common, denominator);
    if (common >> limit === 0n) continue;
    throw refuse(field, `the common denominator of all values has more than ${limit} bits; use values on one grid`);
  }
}
