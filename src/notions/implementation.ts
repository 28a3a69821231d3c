import type { Lottery } from "../game/lottery.js";
import { profilesOf, type ReactionEnvironment, type Types } from "../game/reaction-environment.js";
import { compareQuotients, type OrderedRing, type Quotient, type Ring } from "../number/ring.js";
import { type LotteryAt, remembered } from "./deviation-gain.js";
import { announcedBy, type Strategies } from "./solution-concepts.js";

/** max_s F(t, s) − E[F(t, s)] at the true profile t, s drawn by a lottery: at least 0 [NST, Section 2.5]. */
export function shortfall<S>(
  R: Ring<S>,
  environment: ReactionEnvironment,
  { free, imposed, total }: Lottery<S>,
  types: Types,
): Quotient<S> {
  let best = environment.score(types, 0);
  for (let s = 1; s < environment.alternatives; s++) {
    const score = environment.score(types, s);
    if (score > best) best = score;
  }
  let sum = R.zero;
  for (const { alternative, weight } of [...free, ...imposed]) {
    const missing = best - environment.score(types, alternative);
    if (missing !== 0n) sum = R.add(sum, R.multiply(R.integer(missing), weight));
  }
  const { numerator, denominator } = environment.scoreUnit;
  return {
    numerator: R.multiply(R.integer(numerator), sum),
    denominator: R.multiply(R.integer(denominator * BigInt(types.length)), total),
  };
}

/** A strategy tuple and the profile at which it does worst. */
export interface WorstShortfall<S> {
  readonly strategies: Strategies;
  readonly types: Types;
  readonly shortfall: Quotient<S>;
}

/**
 * The least β for which E_{M(W(t))}[F(t, s)] ≥ max_s F(t, s) − β at every t, for one tuple W [NST, Definition 3], and the first
 * profile where it is attained.
 */
export function shortfallOf<S>(
  R: OrderedRing<S>,
  environment: ReactionEnvironment,
  lotteryAt: LotteryAt<S>,
  strategies: Strategies,
): WorstShortfall<S> {
  let worst: WorstShortfall<S> | undefined;
  for (const types of profilesOf(environment.types)) {
    const own = shortfall(R, environment, lotteryAt(announcedBy(strategies, types)), types);
    if (worst === undefined || compareQuotients(R, own, worst.shortfall) > 0)
      worst = { strategies, types, shortfall: own };
  }
  return worst!;
}

/**
 * The least β for all tuples of a list ("every": what dominant and undominated strategies ask for) or for one of them ("some":
 * what an ex-post Nash equilibrium asks for); undefined where the list is empty: then "every" is met by any β and "some" by none.
 */
export function leastBeta<S>(
  R: OrderedRing<S>,
  environment: ReactionEnvironment,
  lotteryAt: LotteryAt<S>,
  tuples: Iterable<Strategies>,
  quantifier: "every" | "some",
): WorstShortfall<S> | undefined {
  const lotteries = remembered(environment, lotteryAt);
  let chosen: WorstShortfall<S> | undefined;
  for (const tuple of tuples) {
    const next = shortfallOf(R, environment, lotteries, tuple);
    const order = chosen === undefined ? 0 : compareQuotients(R, next.shortfall, chosen.shortfall);
    if (chosen === undefined || (quantifier === "every" ? order > 0 : order < 0)) chosen = next;
  }
  return chosen;
}
