import type { Ring, Sign } from "../../number/ring.js";
import { type Allocation, boundOf, type Context, gainOf, worthOf } from "./context.js";

/**
 * What a block of players gets in M, in closed form: everything depends on the announcement only through the number of YES in
 * step 2 and, block by block, through Σ_{i∈C}(d_i(A*) − P*_i); and in step 3 through each player's own d_i(A*) and P*_i.
 * The tests hold it to the game tree. Written over any ring, so that discount and δ may be numbers or unknowns; all utilities
 * come nB-fold, without fractions.
 */
export interface BlockPlay {
  readonly block: readonly number[];
  /** How many of the block vote: all but player 1. */
  readonly voters: readonly number[];
  readonly hasFirst: boolean;
}

/** The discount and δ as elements of a ring with signs. */
export interface StakesIn<T> {
  readonly R: Ring<T>;
  readonly discount: T;
  readonly delta: T;
  /** Undefined where the sign is not the same for all stakes that are meant. */
  sign(x: T): Sign | undefined;
}

/** A block as M sees it. */
export const playOf = (block: readonly number[]): BlockPlay => ({
  block,
  voters: block.filter((player) => player !== 1),
  hasFirst: block.includes(1),
});

/** nB: utilities come this many times. */
export const unitOf = (context: Context): bigint => BigInt(context.players) * boundOf(context);

const times = <T>({ R }: StakesIn<T>, k: bigint | number, x: T): T => R.multiply(R.integer(BigInt(k)), x);

/**
 * nB·(1 − δ)·E[u_C | c_0 = Heads] when Y of the n − 1 others vote YES in step 2 and S = Σ_{i∈C}(d_i − P*_i).
 * With all YES u_C is S + 2·b where b = |C|ε, or (|C| − n)ε for the block of player 1; else
 * b + (εY/(nB))·(S + b), and the block of player 1 also expects the fine (1 − ε)·2n(n − Y)B.
 */
export function headsUtility<T>(
  stakes: StakesIn<T>,
  context: Context,
  { block, hasFirst }: BlockPlay,
  S: number,
  yes: number,
): T {
  const { R, discount, delta } = stakes;
  const { players } = context;
  const unit = unitOf(context);
  const reward = times(stakes, hasFirst ? block.length - players : block.length, discount);
  const sum = R.integer(BigInt(S));
  const inUnits = (): T => {
    if (yes === players - 1) return times(stakes, unit, R.add(sum, R.add(reward, reward)));
    const chosen = R.multiply(times(stakes, yes, discount), R.add(sum, reward));
    const refused = R.add(times(stakes, unit, reward), chosen);
    if (!hasFirst) return refused;
    const fine = unit * 2n * BigInt(players - yes) * unit;
    return R.subtract(refused, times(stakes, fine, R.subtract(R.one, discount)));
  };
  return R.multiply(R.subtract(R.one, delta), inUnits());
}

/** nB·(δ/n)·u_C at the terminal of step 3 for the player w who decides alone: terminal i for w = 1, else j_w or k_w. */
export function tailsUtility<T>(
  stakes: StakesIn<T>,
  context: Context,
  { block, hasFirst }: BlockPlay,
  { allocation, w, price, isYes }: AloneAt & { readonly isYes: boolean },
): T {
  const { R, discount, delta } = stakes;
  const { players, endowment } = context;
  const B = boundOf(context);
  const kept = block.reduce((sum, player) => sum + worthOf(context, endowment, player), 0n);
  const survives = block.includes(w) ? worthOf(context, w === 1 || isYes ? allocation : endowment, w) : 0n;
  const isAccepted = w !== 1 && isYes;
  // Everybody is paid ε but player 1, and w with YES, who pays P_w − 2ε; player 1 then pays nε − P_w, else (n − 1)ε.
  const rewards = block.filter((player) => player !== 1 && !(player === w && isAccepted)).length;
  const own = isAccepted && block.includes(w);
  const first = hasFirst ? (isAccepted ? players : players - 1) : 0;
  const whole = survives - kept + (isAccepted ? BigInt(price) * ((hasFirst ? 1n : 0n) - (own ? 1n : 0n)) : 0n);
  const discounts = rewards + (own ? 2 : 0) - first;
  const utility = R.add(R.integer(whole), times(stakes, discounts, discount));
  // The fine n²B/δ comes with probability δ/n.
  const fine = hasFirst && w !== 1 && !isYes ? unitOf(context) * unitOf(context) : 0n;
  return R.subtract(times(stakes, B, R.multiply(delta, utility)), R.integer(fine));
}

/** A player w who decides alone on what the announcement gives her. */
export interface AloneAt {
  readonly allocation: Allocation;
  readonly w: number;
  readonly price: number;
}

/** What w's block has her say in step 3; undefined where both answers are worth the same to it, or it depends on the stakes. */
export function voteAlone<T>(stakes: StakesIn<T>, context: Context, play: BlockPlay, at: AloneAt): boolean | undefined {
  const utility = (isYes: boolean): T => tailsUtility(stakes, context, play, { ...at, isYes });
  const sign = stakes.sign(stakes.R.subtract(utility(true), utility(false)));
  return sign === undefined || sign === 0 ? undefined : sign > 0;
}

/**
 * The vote in step 2 that is best for the block, and uniquely so, however many of the others vote YES: a split vote never is, as
 * two members may change places. Undefined where there is none.
 */
export function voteTogether<T>(
  stakes: StakesIn<T>,
  context: Context,
  play: BlockPlay,
  S: number,
): boolean | undefined {
  const voters = play.voters.length;
  if (voters === 0) return true;
  let found: boolean | undefined;
  for (let z = 0; z <= context.players - 1 - voters; z++) {
    const utilities = Array.from({ length: voters + 1 }, (_, y) => headsUtility(stakes, context, play, S, y + z));
    const vote = uniqueEnd(stakes, utilities);
    if (vote === undefined || (found !== undefined && vote !== found)) return undefined;
    found = vote;
  }
  return found;
}

/** Whether the last entry (true) or the first (false) is greater than all others; undefined where neither is. */
function uniqueEnd<T>({ R, sign }: StakesIn<T>, utilities: readonly T[]): boolean | undefined {
  const beats = (place: number) =>
    utilities.every((other, i) => i === place || sign(R.subtract(utilities[place]!, other)) === 1);
  if (beats(utilities.length - 1)) return true;
  return beats(0) ? false : undefined;
}

/** d_i(A*) as a safe integer: |d_i| < 2B, and contexts have at most 30 bits. */
export const gainAsNumber = (context: Context, allocation: Allocation, player: number): number =>
  Number(gainOf(context, allocation, player));
