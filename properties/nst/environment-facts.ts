import { profilesOf, type ReactionEnvironment, type Types, withType } from "../../src/game/reaction-environment.js";
import { gap, lossAt, sensitivity } from "../../src/notions/gap.js";
import * as N from "../../src/notions/reactions.js";
import { maximum, minimum, multiply, type Rational, rational, zero } from "../../src/number/rational.js";

/** What hypotheses and bounds ask of an environment with reactions; `decide` and `check` each have their own way to find it. */
export interface EnvironmentFacts {
  /** The gap with s over these alternatives; undefined where nobody has a second type. */
  gap(environment: ReactionEnvironment, alternatives: readonly number[]): Rational | undefined;
  isSeparating(environment: ReactionEnvironment, alternatives: readonly number[]): boolean;
  hasPrivateReactions(environment: ReactionEnvironment, player: number): boolean;
  hasPrivateSelection(environment: ReactionEnvironment, player: number): boolean;
  hasPrivateValues(environment: ReactionEnvironment, player: number): boolean;
  /** The least d for which the objective is d-sensitive. */
  sensitivity(environment: ReactionEnvironment): Rational;
}

/** By the notions. */
export const byNotions: EnvironmentFacts = remembering({
  gap: (environment, alternatives) => gap(environment, alternatives)?.value,
  isSeparating: (environment, alternatives) => N.unseparated(environment, alternatives) === undefined,
  hasPrivateReactions: N.hasPrivateReactions,
  hasPrivateSelection: N.hasPrivateSelection,
  hasPrivateValues: N.hasPrivateValues,
  sensitivity: (environment) => sensitivity(environment).value,
});

/** u_i(t, s, r) as a rational. */
export const utilityOf = (
  environment: ReactionEnvironment,
  types: Types,
  player: number,
  alternative: number,
  reaction: number,
): Rational => rational(environment.utility(types, player, alternative, reaction), environment.utilityGrid);

/** Every (i, t, b_i ≠ t_i), by plain loops over all profiles. */
export const triplesOf = (environment: ReactionEnvironment): readonly N.TypeChange[] =>
  environment.types.flatMap((_, player) =>
    [...profilesOf(environment.types)].flatMap((types) => [...N.lies(environment, player, types)]),
  );

const reactionsOf = ({ reactions }: ReactionEnvironment, player: number): readonly number[] =>
  Array.from({ length: reactions[player]! }, (_, r) => r);

/** The largest utility that a player can react to, and the reactions that have it. */
function bestOf(environment: ReactionEnvironment, types: Types, player: number, s: number) {
  const utilities = reactionsOf(environment, player).map((r) => environment.utility(types, player, s, r));
  const most = utilities.reduce((x, y) => (x > y ? x : y));
  return { most, best: utilities.flatMap((utility, r) => (utility === most ? [r] : [])) };
}

/** max_r u_i(t, s, r). */
export const freeUtilityOf = (environment: ReactionEnvironment, types: Types, player: number, s: number): Rational =>
  rational(bestOf(environment, types, player, s).most, environment.utilityGrid);

/** Whether what is told of a profile depends on the player's own type alone. */
function isOwn(environment: ReactionEnvironment, player: number, tell: (types: Types, s: number) => string): boolean {
  const profiles = [...profilesOf(environment.types)];
  return profiles.every((types) =>
    profiles.every(
      (other) =>
        types[player] !== other[player] ||
        N.allAlternatives(environment).every((s) => tell(types, s) === tell(other, s)),
    ),
  );
}

/** By plain loops over all profiles. */
const byLoops: EnvironmentFacts = {
  gap(environment, alternatives) {
    const losses = triplesOf(environment).map(({ player, types, lie }) => {
      const other = withType(types, player, lie);
      const at = alternatives.map((s) => {
        const [own, imposed] = [types, other].map((t) =>
          environment.utility(types, player, s, environment.selection(t, player, s)),
        );
        return own! - imposed!;
      });
      return rational(
        at.reduce((x, y) => (x > y ? x : y)),
        environment.utilityGrid,
      );
    });
    return losses.length === 0 ? undefined : losses.reduce(minimum);
  },
  isSeparating: (environment, alternatives) =>
    triplesOf(environment).every(({ player, types, lie }) =>
      alternatives.some((s) => {
        const { best } = bestOf(environment, types, player, s);
        const other = bestOf(environment, withType(types, player, lie), player, s).best;
        return best.every((r) => !other.includes(r));
      }),
    ),
  hasPrivateReactions: (environment, player) =>
    isOwn(environment, player, (types, s) => bestOf(environment, types, player, s).best.join()),
  hasPrivateSelection: (environment, player) =>
    isOwn(environment, player, (types, s) => `${environment.selection(types, player, s)}`),
  hasPrivateValues: (environment, player) =>
    isOwn(environment, player, (types, s) =>
      reactionsOf(environment, player)
        .map((r) => environment.utility(types, player, s, r))
        .join(),
    ),
  sensitivity: (environment) =>
    triplesOf(environment)
      .flatMap(({ player, types, lie }) =>
        N.allAlternatives(environment).map(
          (s) => environment.score(types, s) - environment.score(withType(types, player, lie), s),
        ),
      )
      .map((change) => multiply(rational(change), environment.scoreUnit))
      .reduce(maximum, zero),
};

/** The same facts, each found once an environment. */
function remembering(facts: EnvironmentFacts): EnvironmentFacts {
  const known = new WeakMap<ReactionEnvironment, Map<string, unknown>>();
  const once = <T>(environment: ReactionEnvironment, key: string, find: () => T): T => {
    const found = known.get(environment) ?? new Map<string, unknown>();
    known.set(environment, found);
    if (!found.has(key)) found.set(key, find());
    return found.get(key) as T;
  };
  return {
    gap: (e, list) => once(e, `gap ${list}`, () => facts.gap(e, list)),
    isSeparating: (e, list) => once(e, `separating ${list}`, () => facts.isSeparating(e, list)),
    hasPrivateReactions: (e, i) => once(e, `reactions ${i}`, () => facts.hasPrivateReactions(e, i)),
    hasPrivateSelection: (e, i) => once(e, `selection ${i}`, () => facts.hasPrivateSelection(e, i)),
    hasPrivateValues: (e, i) => once(e, `values ${i}`, () => facts.hasPrivateValues(e, i)),
    sensitivity: (e) => once(e, "sensitivity", () => facts.sensitivity(e)),
  };
}

/** By plain loops, apart from the notions. */
export const byHand: EnvironmentFacts = remembering(byLoops);

/** The separating sets among these alternatives, small ones first in the order of bit sets [NST, Section 2.1]. */
export function separatingSets(
  facts: EnvironmentFacts,
  environment: ReactionEnvironment,
  alternatives: readonly number[],
): readonly (readonly number[])[] {
  const sets = Array.from({ length: (1 << alternatives.length) - 1 }, (_, bits) =>
    alternatives.filter((_s, place) => ((bits + 1) >> place) & 1),
  );
  return sets.filter((set) => facts.isSeparating(environment, set));
}

/** Every player. */
export const playersOf = ({ types }: ReactionEnvironment): readonly number[] => types.map((_, player) => player);

/** What a player loses at s who is held to the reaction of another type: for evidence. */
export const lossOf = (environment: ReactionEnvironment, pair: N.TypeChange, s: number): Rational =>
  rational(lossAt(environment, pair, s), environment.utilityGrid);
