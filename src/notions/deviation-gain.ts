import type { Lottery } from "../game/lottery.js";
import {
  countProfiles,
  influentialProfiles,
  profilesOf,
  type ReactionEnvironment,
  type Types,
  withType,
} from "../game/reaction-environment.js";
import { compareQuotients, type OrderedRing, type Quotient, type Ring } from "../number/ring.js";
import { freeUtility } from "./reactions.js";

/**
 * What a lottery gives a player of the true profile t when a profile is announced [NST, Section 2.4]: where she is free she
 * reacts with r_i(t, s), else she is held to the reaction selected at the announcements. Σ weight·utility, over the lottery's
 * total and the utility grid.
 */
export function expectedUtility<S>(
  R: Ring<S>,
  environment: ReactionEnvironment,
  { free, imposed, total }: Lottery<S>,
  { player, types, announced }: { readonly player: number; readonly types: Types; readonly announced: Types },
): Quotient<S> {
  let sum = R.zero;
  for (const { alternative, weight } of free) {
    const utility = freeUtility(environment, types, player, alternative);
    if (utility !== 0n) sum = R.add(sum, R.multiply(R.integer(utility), weight));
  }
  for (const { alternative, weight } of imposed) {
    const reaction = environment.selection(announced, player, alternative);
    const utility = environment.utility(types, player, alternative, reaction);
    if (utility !== 0n) sum = R.add(sum, R.multiply(R.integer(utility), weight));
  }
  return { numerator: sum, denominator: R.multiply(R.integer(environment.utilityGrid), total) };
}

/** A player, the true types of all, what all announce when she tells the truth, and the type that she may announce instead. */
export interface Deviation {
  readonly player: number;
  readonly types: Types;
  readonly lie: number;
  /** Her own entry is her true type. */
  readonly announced: Types;
}

/** The gain of a deviation: expected utility after the lie minus that after the truth. */
export interface DeviationGain<S> extends Deviation {
  readonly gain: Quotient<S>;
}

/** The deviations of one player at a true profile, given what is announced. */
function* deviationsOf(
  { types: sizes }: ReactionEnvironment,
  player: number,
  types: Types,
  announced: Types,
): Generator<Deviation> {
  for (let lie = 0; lie < sizes[player]!; lie++) if (lie !== types[player]) yield { player, types, lie, announced };
}

/** Every deviation at one profile, the others telling the truth. */
export function* deviationsAt(environment: ReactionEnvironment, types: Types): Generator<Deviation> {
  for (let player = 0; player < types.length; player++) yield* deviationsOf(environment, player, types, types);
}

/** The same at every profile. */
export function* deviationsAnywhere(environment: ReactionEnvironment): Generator<Deviation> {
  for (let player = 0; player < environment.types.length; player++) {
    for (const types of profilesOf(environment.types)) yield* deviationsOf(environment, player, types, types);
  }
}

/**
 * The same with any announcements of the others beside any true profile; of true profiles that the player's utility does not
 * tell apart only the first.
 */
export function* deviationsDominant(environment: ReactionEnvironment): Generator<Deviation> {
  for (let player = 0; player < environment.types.length; player++) {
    for (const types of influentialProfiles(environment, player)) {
      for (let lie = 0; lie < environment.types[player]!; lie++) {
        if (lie === types[player]) continue;
        const others = environment.types.map((size, other) => (other === player ? 1 : size));
        for (const rest of profilesOf(others)) {
          yield { player, types, lie, announced: withType(rest, player, types[player]!) };
        }
      }
    }
  }
}

/** A map from announcements to what the mechanism draws. */
export type LotteryAt<S> = (announced: Types) => Lottery<S>;

/** The gain of one deviation. */
export function gainOf<S>(
  R: Ring<S>,
  environment: ReactionEnvironment,
  lotteryAt: LotteryAt<S>,
  deviation: Deviation,
): Quotient<S> {
  const { player, lie, announced } = deviation;
  return difference(
    R,
    utilityAt(R, environment, lotteryAt, deviation, withType(announced, player, lie)),
    utilityAt(R, environment, lotteryAt, deviation, announced),
  );
}

const utilityAt = <S>(
  R: Ring<S>,
  environment: ReactionEnvironment,
  lotteryAt: LotteryAt<S>,
  { player, types }: Deviation,
  announced: Types,
): Quotient<S> => expectedUtility(R, environment, lotteryAt(announced), { player, types, announced });

const difference = <S>(R: Ring<S>, x: Quotient<S>, y: Quotient<S>): Quotient<S> => ({
  numerator: R.subtract(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator)),
  denominator: R.multiply(x.denominator, y.denominator),
});

/** The deviation of largest gain, the first of several; undefined where there is none. Lotteries and utilities are computed once. */
export function bestDeviation<S>(
  R: OrderedRing<S>,
  environment: ReactionEnvironment,
  lotteryAt: LotteryAt<S>,
  deviations: Iterable<Deviation>,
): DeviationGain<S> | undefined {
  const lotteries = remembered(environment, lotteryAt);
  const keyOf = keysOf(environment.types);
  let best: DeviationGain<S> | undefined;
  let known: Known<S> = { player: -1, types: [], utilities: new Map() };
  for (const deviation of deviations) {
    const { player, types, lie, announced } = deviation;
    // Deviations come true profile by true profile: what is known of an older one is not asked for again.
    if (known.player !== player || known.types !== types) known = { player, types, utilities: new Map() };
    const { utilities } = known;
    const of = (profile: Types): Quotient<S> => {
      const key = keyOf(profile);
      const found = utilities.get(key);
      if (found !== undefined) return found;
      const utility = utilityAt(R, environment, lotteries, deviation, profile);
      utilities.set(key, utility);
      return utility;
    };
    const gain = difference(R, of(withType(announced, player, lie)), of(announced));
    if (best === undefined || compareQuotients(R, gain, best.gain) > 0) best = { ...deviation, gain };
  }
  return best;
}

interface Known<S> {
  readonly player: number;
  readonly types: Types;
  readonly utilities: Map<Key, Quotient<S>>;
}

/** So many draws are kept, those of the first lotteries. */
const room = 1_000_000;

/** The same map, computed once a profile as long as there is room. */
export function remembered<S>({ types }: Pick<ReactionEnvironment, "types">, lotteryAt: LotteryAt<S>): LotteryAt<S> {
  const known = new Map<Key, Lottery<S>>();
  const keyOf = keysOf(types);
  let draws = 0;
  return (announced) => {
    const key = keyOf(announced);
    const found = known.get(key);
    if (found !== undefined) return found;
    const lottery = lotteryAt(announced);
    draws += lottery.free.length + lottery.imposed.length;
    if (draws <= room) known.set(key, lottery);
    return lottery;
  };
}

type Key = number | string;

/** A key for each profile: its place in the order of `profilesOf`, or its text where these are too many to count. */
function keysOf(sizes: readonly number[]): (profile: Types) => Key {
  if (!Number.isSafeInteger(countProfiles(sizes))) return (profile) => profile.join();
  return (profile) => {
    let index = 0;
    for (let player = 0; player < sizes.length; player++) index = index * sizes[player]! + profile[player]!;
    return index;
  };
}
