import { add, type Rational, rational, signOfRational, subtract, zero } from "../../number/rational.js";

/**
 * A context without its collusion structure [ACM, Section 3]: players 1, …, n, goods 1, …, m, the endowment E and the true
 * valuations θ_i: 2^G → Z ∩ (−B, B) with B = 2^{k−1} and θ_i(∅) = 0; they may fall and be negative.
 */
export interface Context {
  readonly players: number;
  readonly goods: number;
  readonly bits: number;
  readonly endowment: Allocation;
  /** θ_i by the bit mask of the subset (bit g − 1 for good g); player 1 first. */
  readonly values: readonly (readonly bigint[])[];
}

/** The owner of each good; 0 where it is destroyed. */
export type Allocation = readonly number[];

/** An allocation and what each player pays, player 1 first. */
export interface Outcome {
  readonly allocation: Allocation;
  readonly prices: readonly Rational[];
}

/** B = 2^{k−1}: values lie strictly between −B and B. */
export const boundOf = ({ bits }: Pick<Context, "bits">): bigint => 1n << BigInt(bits - 1);

/** The goods of a player as a bit mask. */
export function bundleOf(allocation: Allocation, player: number): number {
  let bundle = 0;
  allocation.forEach((owner, good) => {
    if (owner === player) bundle |= 1 << good;
  });
  return bundle;
}

/** θ_i(A_i). */
export const worthOf = ({ values }: Context, allocation: Allocation, player: number): bigint =>
  values[player - 1]![bundleOf(allocation, player)]!;

/** d_i(A) = θ_i(A_i) − θ_i(E_i). */
export const gainOf = (context: Context, allocation: Allocation, player: number): bigint =>
  worthOf(context, allocation, player) - worthOf(context, context.endowment, player);

/** Players 1, …, n. */
export const playersOf = ({ players }: Pick<Context, "players">): readonly number[] =>
  Array.from({ length: players }, (_, i) => i + 1);

/** u_i(A, P) = θ_i(A_i) − θ_i(E_i) − P_i. */
export const utilityOf = (context: Context, { allocation, prices }: Outcome, player: number): Rational =>
  subtract(rational(gainOf(context, allocation, player)), prices[player - 1]!);

/** SW(A) = Σ_i θ_i(A_i). */
export const socialWelfare = (context: Context, allocation: Allocation): bigint =>
  playersOf(context).reduce((sum, player) => sum + worthOf(context, allocation, player), 0n);

/**
 * max_A SW(A) over all allocations, destroying included, that begin with the owners given: without them at least 0. By subsets
 * of the goods, player by player.
 */
export function maxSocialWelfare(
  { players, goods, values }: Pick<Context, "players" | "goods" | "values">,
  begun: Allocation = [],
): bigint {
  const all = 1 << (goods - begun.length);
  let best: readonly bigint[] = Array.from({ length: all }, () => 0n);
  for (let player = 1; player <= players; player++) {
    const before = best;
    const worths = values[player - 1]!;
    const fixed = bundleOf(begun, player);
    best = Array.from({ length: all }, (_, subset) => {
      let most = before[subset]! + worths[fixed]!;
      for (let own = subset; own > 0; own = (own - 1) & subset) {
        const welfare = before[subset & ~own]! + worths[fixed | (own << begun.length)]!;
        if (welfare > most) most = welfare;
      }
      return most;
    });
  }
  return best[all - 1]!;
}

/** Every allocation, destroying included, by ascending owners. */
export function* allocationsOf({ players, goods }: Pick<Context, "players" | "goods">): Generator<Allocation> {
  const owners = Array.from({ length: goods }, () => 0);
  for (;;) {
    yield [...owners];
    let good = goods - 1;
    while (good >= 0 && owners[good] === players) owners[good--] = 0;
    if (good < 0) return;
    owners[good]! += 1;
  }
}

/** The goods of one player where they are, all others destroyed. */
export const onlyOf = (allocation: Allocation, player: number): Allocation =>
  allocation.map((owner) => (owner === player ? owner : 0));

/** What all pay together. */
export const totalPrice = ({ prices }: Pick<Outcome, "prices">): Rational => prices.reduce(add, zero);

/** Whether every good has the same owner. */
export const isSameAllocation = (x: Allocation, y: Allocation): boolean => x.every((owner, good) => owner === y[good]);

/** (E, 0). */
export const isStatusQuo = ({ endowment }: Context, { allocation, prices }: Outcome): boolean =>
  isSameAllocation(allocation, endowment) && prices.every((price) => signOfRational(price) === 0);
