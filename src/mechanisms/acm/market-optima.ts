import { decisionKey, type PureProfile, type Reached, terminalLaw } from "../../game/extensive-form.js";
import { type Rational, rational, zero } from "../../number/rational.js";
import { boundOf, type Context, isSameAllocation, type Outcome, playersOf } from "./context.js";
import { market, type Stakes } from "./market.js";
import { gainAsNumber, playOf, voteAlone, voteTogether } from "./market-plays.js";
import { type AnnouncementClass, numericStakes, type RootPlay } from "./market-root.js";

/** One announcement of a class that is best for the block of player 1, or (E, 0), and what play then reaches. */
export interface Optimum {
  readonly announced: Outcome;
  readonly reached: readonly Reached<Outcome>[];
}

/** The best announcements, one a class; (E, 0) first where it is among them. */
export function* optimaOf(
  stakes: Stakes,
  context: Context,
  partition: readonly (readonly number[])[],
  { byStatusQuo, optimal }: RootPlay,
): Generator<Optimum> {
  const quiet = statusQuo(context);
  if (byStatusQuo) yield { announced: quiet, reached: terminalLaw(market(stakes, context, quiet), new Map()) };
  for (const found of optimal) {
    const [announced] = membersOf(context, partition, found);
    const profile = dominantProfile(stakes, context, partition, found);
    yield { announced: announced!, reached: terminalLaw(market(stakes, context, announced!), profile) };
  }
}

/** (E, 0) as an outcome. */
export const statusQuo = (context: Context): Outcome => ({
  allocation: context.endowment,
  prices: playersOf(context).map(() => zero),
});

/** What every block's strictly dominant strategy says after an announcement of the class. Throws RangeError where one has none. */
export function dominantProfile(
  stakes: Stakes,
  context: Context,
  partition: readonly (readonly number[])[],
  { allocation, prices }: AnnouncementClass,
): PureProfile {
  const profile = new Map<string, string>();
  const numeric = numericStakes(stakes);
  const outside = prices.reduce((sum, price) => sum + price, 0);
  for (const play of partition.map(playOf)) {
    const gain = play.block.reduce((sum, player) => sum + gainAsNumber(context, allocation, player), 0);
    const S = play.hasFirst ? gain + outside : gain - play.block.reduce((sum, player) => sum + prices[player - 1]!, 0);
    const together = voteTogether(numeric, context, play, S);
    for (const w of play.voters) {
      profile.set(decisionKey("2", w), word(together));
      profile.set(
        decisionKey(`3.${w}`, w),
        word(voteAlone(numeric, context, play, { allocation, w, price: prices[w - 1]! })),
      );
    }
  }
  return profile;
}

function word(vote: boolean | undefined): "YES" | "NO" {
  if (vote === undefined) throw new RangeError("dominantProfile: a block has no strictly dominant strategy here");
  return vote ? "YES" : "NO";
}

/** The announcements of a class, by ascending prices of player 1's block; (E, 0) is none of them. */
export function* membersOf(
  context: Context,
  partition: readonly (readonly number[])[],
  { allocation, prices }: AnnouncementClass,
): Generator<Outcome> {
  const inside = partition.find((block) => block.includes(1))!.filter((player) => player !== 1);
  const isEndowment = isSameAllocation(allocation, context.endowment);
  const limit = Number(2n * boundOf(context));
  const own = [...prices];
  function* fill(at: number): Generator<Outcome> {
    const player = inside[at];
    if (player !== undefined) {
      // 0 first: the plainest member stands for its class.
      for (const price of pricesFrom(limit)) {
        own[player - 1] = price;
        yield* fill(at + 1);
      }
      return;
    }
    const others = own.slice(1);
    if (isEndowment && others.every((price) => price === 0)) return;
    const first = -others.reduce((sum, price) => sum + price, 0);
    yield { allocation, prices: [first, ...others].map(whole) };
  }
  yield* fill(0);
}

const whole = (n: number): Rational => rational(BigInt(n));

/** 0, 1, −1, 2, … within (−limit, limit). */
function* pricesFrom(limit: number): Generator<number> {
  yield 0;
  for (let size = 1; size < limit; size++) yield* [size, -size];
}
