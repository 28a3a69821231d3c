import {
  influentialProfiles,
  profilesOf,
  type ReactionEnvironment,
  type Types,
  withType,
} from "../game/reaction-environment.js";
import { compareQuotients, type OrderedRing, type Quotient, type Sign } from "../number/ring.js";
import { expectedUtility, type LotteryAt, remembered } from "./deviation-gain.js";

/** W_i: T_i → T_i, the announcement of each type [NST, Section 2.4]. */
export type Strategy = readonly number[];
/** One strategy a player. */
export type Strategies = readonly Strategy[];

/** What the solution concepts need of a mechanism in an environment: who prefers which announcement. */
export interface ReportGame {
  /** |T_i|, one a player. */
  readonly types: readonly number[];
  /** The true profiles that the utility of a player tells apart. */
  profiles(player: number): Iterable<Types>;
  /**
   * The sign of U_i(t, a) − U_i(t, (b, a_{−i})): whether her own entry of a is better for the player than b when the true
   * profile is t and the others announce a_{−i}.
   */
  prefers(player: number, types: Types, announced: Types, other: number): Sign;
}

/**
 * The game that a mechanism makes of an environment. Free players react optimally at the TRUE profile: the paper lets them
 * invert the strategies of the others, which is no function where these are not injective [NST, footnote 10]; for players with
 * private reactions it is all the same.
 */
export function reportGame<S>(
  R: OrderedRing<S>,
  environment: ReactionEnvironment,
  lotteryAt: LotteryAt<S>,
): ReportGame {
  const lotteries = remembered(environment, lotteryAt);
  const known = new Map<string, Quotient<S>>();
  const influence = environment.types.map((_, player) => new Set(environment.influences(player)));
  const utility = (player: number, types: Types, announced: Types): Quotient<S> => {
    const key = `${player}:${types.map((type, other) => (influence[player]!.has(other) ? type : 0))}:${announced}`;
    const found = known.get(key) ?? expectedUtility(R, environment, lotteries(announced), { player, types, announced });
    known.set(key, found);
    return found;
  };
  return {
    types: environment.types,
    profiles: (player) => influentialProfiles(environment, player),
    prefers: (player, types, announced, other) =>
      announced[player] === other
        ? 0
        : compareQuotients(
            R,
            utility(player, types, announced),
            utility(player, types, withType(announced, player, other)),
          ),
  };
}

/** Where an announcement meets another one: the true types and what the others announce (her own entry is hers). */
export interface Meeting {
  readonly player: number;
  readonly types: Types;
  readonly announced: Types;
  readonly other: number;
}

/** W_i(t_i) = t_i. */
export const truthfulStrategy = ({ types }: Pick<ReportGame, "types">, player: number): Strategy =>
  Array.from({ length: types[player]! }, (_, type) => type);

/** Everybody truthful. */
export const truthfulStrategies = (game: Pick<ReportGame, "types">): Strategies =>
  game.types.map((_, player) => truthfulStrategy(game, player));

/** W(t). */
export const announcedBy = (strategies: Strategies, types: Types): Types =>
  types.map((type, player) => strategies[player]![type]!);

/** All functions T_i → T_i. */
export const strategiesOf = ({ types }: Pick<ReportGame, "types">, player: number): Iterable<Strategy> =>
  profilesOf(Array.from({ length: types[player]! }, () => types[player]!));

/**
 * The first true profile, announcements of the others (any: every W̄_{−i}(t_{−i}) is some a_{−i}) and announcement against
 * which W_i does worse; undefined where W_i is dominant. `strictly`: the first at which it does not do better.
 */
export function objectionTo(
  game: ReportGame,
  player: number,
  strategy: Strategy,
  strictly = false,
): Meeting | undefined {
  for (const types of game.profiles(player)) {
    const own = strategy[types[player]!]!;
    for (const announced of reportsBeside(game, player, own)) {
      for (let other = 0; other < game.types[player]!; other++) {
        if (other === own) continue;
        const sign = game.prefers(player, types, announced, other);
        if (sign < 0 || (strictly && sign === 0)) return { player, types, announced, other };
      }
    }
  }
  return undefined;
}

/** Whether W_i is dominant. */
export const isDominant = (game: ReportGame, player: number, strategy: Strategy): boolean =>
  objectionTo(game, player, strategy) === undefined;

/** Whether W_i is strictly dominant: better than every other announcement at every type vector and against everything. */
export const isStrictlyDominant = (game: ReportGame, player: number, strategy: Strategy): boolean =>
  objectionTo(game, player, strategy, true) === undefined;

/** What the others announce beside one announcement of a player. */
function* reportsBeside(game: ReportGame, player: number, own: number): Generator<Types> {
  for (const rest of profilesOf(game.types.map((size, other) => (other === player ? 1 : size)))) {
    yield withType(rest, player, own);
  }
}

/**
 * Where the strong inequality of a dominating strategy is asked for: "somewhere", at some type vector against some strategies
 * of the others; "against-all", at some type vector whatever the strategies of the others are.
 */
export type Strictness = "somewhere" | "against-all";

/** A strategy that dominates W_i, the first in order; undefined where W_i is not dominated. */
export function dominatorOf(
  game: ReportGame,
  player: number,
  strategy: Strategy,
  strictness: Strictness = "somewhere",
): Strategy | undefined {
  for (const other of strategiesOf(game, player)) {
    if (dominates(game, player, other, strategy, strictness)) return other;
  }
  return undefined;
}

/** Whether the first strategy dominates the second. */
export function dominates(
  game: ReportGame,
  player: number,
  better: Strategy,
  worse: Strategy,
  strictness: Strictness = "somewhere",
): boolean {
  const strict: Meeting[] = [];
  for (const types of game.profiles(player)) {
    const other = worse[types[player]!]!;
    for (const announced of reportsBeside(game, player, better[types[player]!]!)) {
      const sign = game.prefers(player, types, announced, other);
      if (sign < 0) return false;
      if (sign > 0) strict.push({ player, types, announced, other });
    }
  }
  if (strictness === "somewhere" || strict.length === 0) return strict.length > 0;
  return strictAgainstAll(game, player, better, worse);
}

/** Whether for all strategies of the others some type vector has the strong inequality. */
function strictAgainstAll(game: ReportGame, player: number, better: Strategy, worse: Strategy): boolean {
  for (const others of tuplesOf(game, player)) {
    const tuple = others.map((strategy, other) => (other === player ? better : strategy));
    const strict = [...profilesOf(game.types)].some(
      (types) => game.prefers(player, types, announcedBy(tuple, types), worse[types[player]!]!) > 0,
    );
    if (!strict) return false;
  }
  return true;
}

/** All strategy tuples; with a player, those in which she is truthful. */
export function* tuplesOf(game: Pick<ReportGame, "types">, fixed?: number): Generator<Strategies> {
  const sets = game.types.map((_, player) =>
    player === fixed ? [truthfulStrategy(game, player)] : [...strategiesOf(game, player)],
  );
  for (const places of profilesOf(sets.map((set) => set.length)))
    yield places.map((place, player) => sets[player]![place]!);
}

/** The first profitable deviation from a tuple at a known profile; undefined where the tuple is an ex-post Nash equilibrium. */
export function profitableDeviation(game: ReportGame, strategies: Strategies): Meeting | undefined {
  for (const types of profilesOf(game.types)) {
    const announced = announcedBy(strategies, types);
    for (let player = 0; player < types.length; player++) {
      for (let other = 0; other < game.types[player]!; other++) {
        if (game.prefers(player, types, announced, other) < 0) return { player, types, announced, other };
      }
    }
  }
  return undefined;
}

/** Whether W is an ex-post Nash equilibrium. */
export const isExPostNash = (game: ReportGame, strategies: Strategies): boolean =>
  profitableDeviation(game, strategies) === undefined;

/** A solution concept in which Definition 3 speaks of implementation. */
export type SolutionConcept = "dominant" | "strictly-dominant" | "undominated" | "ex-post-nash";

/**
 * Every strategy tuple that the concept admits. All functions T_i → T_i are gone through: Π |T_i|^{|T_i|} tuples for equilibria,
 * Σ |T_i|^{|T_i|} strategies else.
 */
export function* solutions(
  game: ReportGame,
  concept: SolutionConcept,
  strictness: Strictness = "somewhere",
): Generator<Strategies> {
  if (concept === "ex-post-nash") {
    for (const tuple of tuplesOf(game)) if (isExPostNash(game, tuple)) yield tuple;
    return;
  }
  const admits: (player: number, strategy: Strategy) => boolean = {
    dominant: (player: number, strategy: Strategy) => isDominant(game, player, strategy),
    "strictly-dominant": (player: number, strategy: Strategy) => isStrictlyDominant(game, player, strategy),
    undominated: (player: number, strategy: Strategy) => dominatorOf(game, player, strategy, strictness) === undefined,
  }[concept];
  const sets = game.types.map((_, player) => [...strategiesOf(game, player)].filter((own) => admits(player, own)));
  if (sets.some((set) => set.length === 0)) return;
  for (const places of profilesOf(sets.map((set) => set.length)))
    yield places.map((place, player) => sets[player]![place]!);
}

/** Whether some tuple is admitted. */
export const hasSolution = (game: ReportGame, concept: SolutionConcept, strictness?: Strictness): boolean =>
  !solutions(game, concept, strictness).next().done;
