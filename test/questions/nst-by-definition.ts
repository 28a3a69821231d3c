import Fraction from "fraction.js";
import {
  argmax,
  drawn,
  exchanged,
  expected,
  exponentialChances,
  least,
  most,
  type Name,
  objectiveAt,
  type Profile,
  profilesOf,
  selected,
  shareOf,
  sum,
  upTo,
  utilityOf,
  type World,
} from "../mechanisms/nst/finite-route.js";

/** What `measure` should answer for a world, by the definitions of Sections 2 and 3, one after the other. */

/** Every player, profile and other type of hers, in this order. */
const triples = (world: World): readonly (readonly [i: number, t: Profile, b: number])[] =>
  world.types.flatMap((size, i) =>
    profilesOf(world.types).flatMap((t) =>
      upTo(size)
        .filter((b) => b !== t[i])
        .map((b) => [i, t, b] as const),
    ),
  );

/** u_i(t, s, r_i(t, s)) − u_i(t, s, r_i((b, t_{−i}), s)). */
const loss = (world: World, [i, t, b]: readonly [number, Profile, number], s: number): Fraction =>
  utilityOf(world, i, t, s, selected(world, i, t, s)).sub(
    utilityOf(world, i, t, s, selected(world, i, exchanged(t, i, b), s)),
  );

const text = (value: Fraction | undefined) => ({ value: value?.toFraction() ?? null });

function gapOver(world: World, alternatives: readonly number[]): Fraction | undefined {
  const losses = triples(world).map((triple) => most(alternatives.map((s) => loss(world, triple, s))));
  return losses.length === 0 ? undefined : least(losses);
}

function environmentFacts(world: World, hasP: boolean) {
  const all = upTo(world.alternatives);
  const profiles = profilesOf(world.types);
  const losses = triples(world).map((triple) => sum(all.map((s) => world.P[s]!.mul(loss(world, triple, s)))));
  const changes = triples(world).flatMap(([i, t, b]) =>
    all.map((s) =>
      objectiveAt(world, t, s)
        .sub(objectiveAt(world, exchanged(t, i, b), s))
        .abs(),
    ),
  );
  /** Whether something is the same at all profiles with the same own type. */
  const isPrivate = (told: (i: number, t: Profile, s: number) => string) =>
    world.types.every((_, i) =>
      profiles.every((t) =>
        profiles.every((other) => t[i] !== other[i] || all.every((s) => told(i, t, s) === told(i, other, s))),
      ),
    );
  return {
    sensitivity: text(changes.length === 0 ? new Fraction(0) : most(changes).mul(world.types.length)),
    gap: text(gapOver(world, all)),
    ...(hasP && {
      gapOverSupport: text(gapOver(world, all.filter((s) => !world.P[s]!.equals(0)))), // biome-ignore format: one line
      minCommitmentLoss: text(losses.length === 0 ? undefined : least(losses)),
    }),
    nontrivial: {
      value: triples(world).every(([i, t, b]) =>
        all.some((s) => {
          const other = argmax(world, i, exchanged(t, i, b), s);
          return !argmax(world, i, t, s).some((r) => other.includes(r));
        }),
      ),
    },
    privateReactions: { value: isPrivate((i, t, s) => argmax(world, i, t, s).join()) },
    privateValues: {
      value: isPrivate((i, t, s) =>
        upTo(world.reactions[i]!)
          .map((r) => utilityOf(world, i, t, s, r).toFraction())
          .join(),
      ),
    },
  };
}

interface Lie {
  readonly gain: Fraction;
  readonly printed: object;
}

/** The first of the largest gains. */
const best = (lies: readonly Lie[]) => {
  const first = lies.find(({ gain }) => gain.equals(most(lies.map((lie) => lie.gain))));
  return first ? { gain: first.gain.toFraction(), ...first.printed } : { value: null };
};

export function measured(world: World, mechanism: Name, reports: Profile) {
  const q = shareOf(world, mechanism);
  const laws = new Map(profilesOf(world.types).map((t) => [t.join(), drawn(world, t, q)]));
  const lawAt = (announced: Profile) => laws.get(announced.join())!;
  const gain = (i: number, t: Profile, b: number, announced: Profile): Fraction =>
    expected(world, lawAt(exchanged(announced, i, b)), i, t).sub(
      expected(world, lawAt(exchanged(announced, i, t[i]!)), i, t),
    );
  const all = upTo(world.alternatives);
  const lies = triples(world);
  const lieOf = ([i, t, b]: (typeof lies)[number], more: object): Lie => ({
    gain: gain(i, t, b, t),
    printed: { player: i, truth: t[i]!, lie: b, ...more },
  });
  const anyAnnounced = lies.flatMap(([i, t, b]) =>
    profilesOf(world.types)
      .filter((announced) => announced[i] === b)
      .map((announced) => ({
        gain: gain(i, t, b, announced),
        printed: { player: i, truth: t[i]!, lie: b, profile: t, announced },
      })),
  );
  const chances = new Map(profilesOf(world.types).map((t) => [t.join(), exponentialChances(world, t)]));
  const ratios = lies.flatMap(([i, t, b]) =>
    all.map((s) => chances.get(t.join())![s]!.div(chances.get(exchanged(t, i, b).join())![s]!)),
  );
  return {
    expectedObjective: text(
      sum(lawAt(reports).map(({ alternative, chance }) => chance.mul(objectiveAt(world, reports, alternative)))),
    ),
    optimum: text(most(all.map((s) => objectiveAt(world, reports, s)))),
    expectedUtilities: { value: reports.map((_, i) => expected(world, lawAt(reports), i, reports).toFraction()) },
    bestLie: best(lies.filter(([, t]) => t.join() === reports.join()).map((lie) => lieOf(lie, {}))),
    bestLieAnywhere: best(lies.map((lie) => lieOf(lie, { profile: lie[1] }))),
    bestLieDominant: best(anyAnnounced),
    ...(mechanism !== "nst/commitment" && { maxPrivacyRatio: text(most([new Fraction(1), ...ratios])) }),
    ...environmentFacts(world, mechanism !== "nst/exponential"),
  };
}
