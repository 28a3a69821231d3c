import type { Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import type { PriorEnvironment } from "../../src/mechanisms/cckmv/expected-externality.js";
import { rational } from "../../src/number/rational.js";

type Profile = readonly Utilities[];

/**
 * Priors one step simpler: with a profile, a player or an alternative left out, with equal chances, with one utility
 * lowered. What is left is equally likely; profiles that become the same count once.
 */
export function simplerPriors({ outcomes, maximum, prior }: PriorEnvironment): readonly PriorEnvironment[] {
  const { profiles } = prior;
  const players = profiles[0]!.map((_, i) => i);
  const alternatives = Array.from({ length: outcomes }, (_, o) => o);
  const uniform = (left: readonly Profile[], over = outcomes): readonly PriorEnvironment[] => {
    const different = [...new Map(left.map((profile) => [JSON.stringify(profile), profile])).values()];
    const chance = rational(1n, BigInt(Math.max(1, different.length)));
    const simpler = { profiles: different, chances: different.map(() => chance) };
    return different.length === 0 || different[0]!.length === 0 || over === 0
      ? []
      : [{ outcomes: over, maximum, prior: simpler }];
  };
  const lowered = profiles.flatMap((profile, k) =>
    profile.flatMap((type, i) =>
      type.flatMap((u, o) => (u === 0 ? [] : uniform(profiles.with(k, profile.with(i, type.with(o, u - 1)))))),
    ),
  );
  return [
    ...profiles.flatMap((_, k) => uniform(profiles.filter((_, other) => other !== k))),
    ...players.flatMap((i) => uniform(profiles.map((profile) => profile.filter((_, other) => other !== i)))),
    ...alternatives.flatMap((o) =>
      uniform(
        profiles.map((profile) => profile.map((type) => type.filter((_, other) => other !== o))),
        outcomes - 1,
      ),
    ),
    ...uniform(profiles),
    ...lowered,
    ...(maximum > 1 && profiles.flat(2).every((u) => u < maximum) ? [{ outcomes, maximum: maximum - 1, prior }] : []),
  ];
}
