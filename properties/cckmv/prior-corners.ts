import type { Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import {
  externality,
  isSameType,
  type PriorEnvironment,
  worldsOf,
} from "../../src/mechanisms/cckmv/expected-externality.js";
import { add, equals, multiply, type Rational, signOfRational, zero } from "../../src/number/rational.js";

/** The profiles of positive probability, with their probabilities. */
export const supportOf = ({ prior: { profiles, chances } }: PriorEnvironment) =>
  profiles.map((profile, k) => ({ profile, chance: chances[k]! })).filter(({ chance }) => signOfRational(chance) > 0);

/** The types that a player has with positive probability. */
export function typesOf(environment: PriorEnvironment, player: number): readonly Utilities[] {
  const own = supportOf(environment).map(({ profile }) => profile[player]!);
  return own.filter((type, k) => own.findIndex((other) => isSameType(other, type)) === k);
}

/** Whether a player's type is independent of the types of all others: p(θ_i, θ_−i) = p(θ_i)·p(θ_−i). */
export function isIndependent(environment: PriorEnvironment, player: number): boolean {
  const entries = supportOf(environment).map(({ profile, chance }) => ({
    own: JSON.stringify(profile[player]),
    rest: JSON.stringify(profile.filter((_, j) => j !== player)),
    chance,
  }));
  const [owns, rests] = [new Map<string, Rational>(), new Map<string, Rational>()];
  for (const { own, rest, chance } of entries) {
    owns.set(own, add(owns.get(own) ?? zero, chance));
    rests.set(rest, add(rests.get(rest) ?? zero, chance));
  }
  // Where every pair that occurs has the product of the margins, these must add up to 1: all pairs occur.
  return (
    entries.length === owns.size * rests.size &&
    entries.every(({ own, rest, chance }) => equals(chance, multiply(owns.get(own)!, rests.get(rest)!)))
  );
}

/** The corners of a prior, by name. */
export const priorCorners = [
  "point-mass prior",
  "independent types, not a point mass",
  "correlated types",
  "only some players' types correlated",
  "a type of probability 0",
  "a tie in total welfare",
  "a tie without one player",
  "an indifferent type",
  "two players of one type",
  "a pivotal player",
  "nobody is ever pivotal",
] as const;

/** Which corners a prior is; only what has positive probability counts. */
export function priorCornersOf(environment: PriorEnvironment): readonly string[] {
  const support = supportOf(environment);
  const players = Array.from({ length: support[0]!.profile.length }, (_, i) => i);
  const independent = players.map((player) => isIndependent(environment, player));
  const types = players.map((player) => typesOf(environment, player));
  const worlds = players.flatMap((player) =>
    worldsOf(environment, player)
      .entries.filter(({ weight }) => weight > 0n)
      .map(({ outcome }) => outcome),
  );
  const isTie = (sums: readonly bigint[]): boolean => {
    const most = sums.reduce((x, y) => (x > y ? x : y));
    return sums.filter((sum) => sum === most).length > 1;
  };
  const pivotal = worlds.some((world) => externality(world) > 0n);
  const possible = BigInt(environment.maximum + 1) ** BigInt(environment.outcomes);
  const met: Record<(typeof priorCorners)[number], boolean> = {
    "point-mass prior": support.length === 1,
    "independent types, not a point mass": support.length > 1 && independent.every(Boolean),
    "correlated types": !independent.every(Boolean),
    "only some players' types correlated": independent.includes(true) && independent.includes(false),
    "a type of probability 0": types.some((those) => BigInt(those.length) < possible),
    "a tie in total welfare": worlds.some(({ own, without }) => isTie(without.map((sum, o) => sum + BigInt(own[o]!)))),
    "a tie without one player": worlds.some(({ without }) => isTie(without)),
    "an indifferent type": types.flat().some((type) => type.every((u) => u === type[0])),
    "two players of one type": support.some(
      ({ profile }) => new Set(profile.map((type) => type.join())).size < profile.length,
    ),
    "a pivotal player": pivotal,
    "nobody is ever pivotal": !pivotal,
  };
  return priorCorners.filter((corner) => met[corner]);
}
