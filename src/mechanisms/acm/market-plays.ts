import {
  add,
  divide,
  multiply,
  one,
  type Rational,
  rational,
  signOfRational,
  subtract,
  zero,
} from "../../number/rational.js";
import { type Allocation, boundOf, type Context, gainOf, worthOf } from "./context.js";
import type { Stakes } from "./market.js";

/**
 * What a block of players gets in M, in closed form: everything depends on the announcement only through the number of YES in
 * step 2 and, block by block, through Σ_{i∈C}(d_i(A*) − P*_i); and in step 3 through each player's own d_i(A*) and P*_i.
 * The tests hold it to the game tree.
 */
export interface BlockPlay {
  readonly block: readonly number[];
  /** How many of the block vote: all but player 1. */
  readonly voters: readonly number[];
  readonly hasFirst: boolean;
}

export const playOf = (block: readonly number[]): BlockPlay => ({
  block,
  voters: block.filter((player) => player !== 1),
  hasFirst: block.includes(1),
});

const whole = (n: number | bigint): Rational => rational(BigInt(n));

/**
 * (1 − δ)·E[u_C | c_0 = Heads] when Y of the n − 1 others vote YES in step 2 and S = Σ_{i∈C}(d_i − P*_i).
 * With all YES it is S + 2·b where b = |C|ε, or (|C| − n)ε for the block of player 1; else
 * b + (εY/(nB))·(S + b), and the block of player 1 also expects the fine (1 − ε)·2n(n − Y)B.
 */
export function headsUtility(
  { discount, delta }: Stakes,
  context: Context,
  { block, hasFirst }: BlockPlay,
  S: number,
  yes: number,
): Rational {
  const { players } = context;
  const B = boundOf(context);
  const reward = multiply(whole(hasFirst ? block.length - players : block.length), discount);
  const accepted = add(whole(S), multiply(whole(2), reward));
  const share = divide(multiply(discount, whole(yes)), whole(BigInt(players) * B));
  const fine = multiply(subtract(one, discount), whole(BigInt(2 * players * (players - yes)) * B));
  const refused = add(reward, multiply(share, subtract(accepted, reward)));
  const utility = yes === players - 1 ? accepted : hasFirst ? subtract(refused, fine) : refused;
  return multiply(subtract(one, delta), utility);
}

/** (δ/n)·u_C at the terminal of step 3 for the player w who decides alone: terminal i for w = 1, else j_w or k_w. */
export function tailsUtility(
  { discount, delta }: Stakes,
  context: Context,
  { block, hasFirst }: BlockPlay,
  {
    allocation,
    w,
    price,
    isYes,
  }: { readonly allocation: Allocation; readonly w: number; readonly price: number; readonly isYes: boolean },
): Rational {
  const { players, endowment } = context;
  const B = boundOf(context);
  const kept = block.reduce((sum, player) => sum + worthOf(context, endowment, player), 0n);
  const survives = !block.includes(w) ? 0n : worthOf(context, w === 1 || isYes ? allocation : endowment, w);
  // Everybody is paid ε but player 1, and w with YES, whose own prices come next.
  const rewarded = block.filter((player) => player !== 1 && !(player === w && isYes)).length;
  let utility = add(whole(survives - kept), multiply(whole(rewarded), discount));
  if (w !== 1 && isYes && block.includes(w)) {
    utility = subtract(utility, subtract(whole(price), multiply(whole(2), discount)));
  }
  let fine = zero;
  if (hasFirst && w !== 1 && isYes)
    utility = subtract(utility, subtract(multiply(whole(players), discount), whole(price)));
  else if (hasFirst) utility = subtract(utility, multiply(whole(players - 1), discount));
  // (δ/n)·n²B/δ
  if (hasFirst && w !== 1 && !isYes) fine = whole(BigInt(players) * B);
  return subtract(multiply(divide(delta, whole(players)), utility), fine);
}

/**
 * The vote in step 2 that is best for the block, and uniquely so, however many of the others vote YES: a split vote never is, as
 * two members may change places. `heads` is by the number of YES in all. Undefined where there is none.
 */
export function dominantVote(heads: (yes: number) => Rational, voters: number, others: number): boolean | undefined {
  if (voters === 0) return true;
  let found: boolean | undefined;
  for (let z = 0; z <= others; z++) {
    const utilities = Array.from({ length: voters + 1 }, (_, y) => heads(y + z));
    const vote = uniqueEnd(utilities);
    if (vote === undefined || (found !== undefined && vote !== found)) return undefined;
    found = vote;
  }
  return found;
}

/** Whether the last entry (true) or the first (false) is greater than all others; undefined where neither is. */
function uniqueEnd(utilities: readonly Rational[]): boolean | undefined {
  const beats = (place: number) =>
    utilities.every((other, i) => i === place || signOfRational(subtract(utilities[place]!, other)) > 0);
  if (beats(utilities.length - 1)) return true;
  return beats(0) ? false : undefined;
}

/** d_i(A*) as a safe integer: |d_i| < 2B, and contexts have at most 30 bits. */
export const gainAsNumber = (context: Context, allocation: Allocation, player: number): number =>
  Number(gainOf(context, allocation, player));
