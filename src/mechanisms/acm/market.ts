import { chance, type GameNode, type Mover, terminal } from "../../game/extensive-form.js";
import {
  add,
  divide,
  isInteger,
  multiply,
  one,
  type Rational,
  rational,
  subtract,
  zero,
} from "../../number/rational.js";
import {
  type Allocation,
  boundOf,
  type Context,
  isStatusQuo,
  type Outcome,
  onlyOf,
  playersOf,
  totalPrice,
} from "./context.js";

/** The discount ε, which is no privacy here, and δ: legal where 0 < ε < 1/(5n) and 0 < δ < ε/B [ACM, Section 4]. */
export interface Stakes {
  readonly discount: Rational;
  readonly delta: Rational;
}

/** The two votes. */
export const votes = ["YES", "NO"] as const;

const whole = (n: number | bigint): Rational => rational(BigInt(n));

/**
 * Whether step a sends the announcement away: a price of a player other than 1 is no integer of (−2B, 2B), or the prices do not
 * sum to 0.
 */
export function isSentAway(context: Context, announced: Outcome): boolean {
  const limit = 2n * boundOf(context);
  const fits = (price: Rational) => isInteger(price) && price.numerator > -limit && price.numerator < limit;
  return !announced.prices.slice(1).every(fits) || totalPrice(announced).numerator !== 0n;
}

/** M after player 1 has announced the outcome (A*, P*) [ACM, Section 4]. */
export function market(stakes: Stakes, context: Context, announced: Outcome): GameNode<Outcome> {
  const early = beforeVotes(context, announced);
  if (early) return early;
  return chance([
    { probability: subtract(one, stakes.delta), node: heads(stakes, context, announced) },
    { probability: stakes.delta, node: tails(stakes, context, announced) },
  ]);
}

/** M′: the part of M that is played when the first coin shows tails. */
export const tailsAlone = (stakes: Stakes, context: Context, announced: Outcome): GameNode<Outcome> =>
  beforeVotes(context, announced) ?? tails(stakes, context, announced);

/** Step 1: (a) an illegal announcement costs player 1 a unit; (b) the status quo is what it is. */
function beforeVotes(context: Context, announced: Outcome): GameNode<Outcome> | undefined {
  const { endowment } = context;
  if (isSentAway(context, announced)) {
    return terminal("a", { allocation: endowment, prices: pricesBy(context, () => zero, one) });
  }
  return isStatusQuo(context, announced) ? terminal("b", announced) : undefined;
}

/** c_0 = Heads: all others vote at once on the whole announcement (step 2). */
function heads(stakes: Stakes, context: Context, { allocation, prices }: Outcome): GameNode<Outcome> {
  const { players, endowment } = context;
  const { discount } = stakes;
  const others = players - 1;
  const B = boundOf(context);
  const discounted = multiply(whole(others), discount);
  const accepted: Outcome = {
    allocation,
    prices: pricesBy(
      context,
      (i) => subtract(prices[i - 1]!, multiply(whole(2), discount)),
      add(prices[0]!, multiply(whole(2), discounted)),
    ),
  };
  const kept = (first: Rational): Outcome => ({
    allocation: endowment,
    prices: pricesBy(context, () => subtract(zero, discount), first),
  });
  return {
    kind: "moves",
    name: "2",
    movers: votersOf(context),
    after(actions) {
      const yes = actions.filter((action) => action === "YES").length;
      if (yes === others) return terminal("d", accepted);
      const share = divide(whole(yes), whole(BigInt(players) * B));
      return chance([
        {
          probability: subtract(one, discount),
          node: terminal("e", kept(add(whole(BigInt(2 * players * (players - yes)) * B), discounted))),
        },
        { probability: multiply(discount, share), node: terminal("f", accepted) },
        { probability: multiply(discount, subtract(one, share)), node: terminal("g", kept(discounted)) },
      ]);
    },
  };
}

/** c_0 = Tails: a player w drawn uniformly decides alone on what the announcement gives her (step 3). */
function tails(stakes: Stakes, context: Context, announced: Outcome): GameNode<Outcome> {
  const each = rational(1n, BigInt(context.players));
  return chance(
    playersOf(context).map((w) => ({
      probability: each,
      node: w === 1 ? alone(stakes, context, announced.allocation) : atNode(stakes, context, announced, w),
    })),
  );
}

/** w = 1: only A*_1 survives. */
function alone({ discount }: Stakes, context: Context, allocation: Allocation): GameNode<Outcome> {
  const first = multiply(whole(context.players - 1), discount);
  return terminal("i", {
    allocation: onlyOf(allocation, 1),
    prices: pricesBy(context, () => subtract(zero, discount), first),
  });
}

/** w ≠ 1 says whether she takes A*_w at the price P*_w: YES, only A*_w survives; NO, only E_w, and player 1 is fined. */
function atNode({ discount, delta }: Stakes, context: Context, announced: Outcome, w: number): GameNode<Outcome> {
  const { players, endowment } = context;
  const rewarded = subtract(zero, discount);
  const price = announced.prices[w - 1]!;
  const taken: Outcome = {
    allocation: onlyOf(announced.allocation, w),
    prices: pricesBy(
      context,
      (i) => (i === w ? subtract(price, multiply(whole(2), discount)) : rewarded),
      subtract(multiply(whole(players), discount), price),
    ),
  };
  const fine = divide(whole(BigInt(players * players) * boundOf(context)), delta);
  const refused: Outcome = {
    allocation: onlyOf(endowment, w),
    prices: pricesBy(context, () => rewarded, add(fine, multiply(whole(players - 1), discount))),
  };
  return {
    kind: "moves",
    name: `3.${w}`,
    movers: [{ player: w, actions: votes }],
    after: ([action]) => (action === "YES" ? terminal(`j${w}`, taken) : terminal(`k${w}`, refused)),
  };
}

/** Players 2, …, n. */
const votersOf = (context: Context): readonly Mover[] =>
  playersOf(context)
    .slice(1)
    .map((player) => ({ player, actions: votes }));

/** Player 1 pays `first`, the others by their numbers. */
const pricesBy = (context: Context, price: (player: number) => Rational, first: Rational): readonly Rational[] =>
  playersOf(context).map((player) => (player === 1 ? first : price(player)));
