import type { GameNode } from "../../src/game/extensive-form.js";
import {
  boundOf,
  type Context,
  isStatusQuo,
  type Outcome,
  playersOf,
  totalPrice,
} from "../../src/mechanisms/acm/context.js";
import { isSentAway } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { add, compare, multiply, type Rational, signOfRational, zero } from "../../src/number/rational.js";
import type { Affine } from "../../src/number/triangle.js";

/** A terminal that some play reaches after an announcement, and what all pay there together. */
export interface Total<T> {
  readonly terminal: string;
  readonly total: T;
}

/**
 * What all pay together at each terminal, from the prices as printed, for all legal stakes; the total at k comes δ-fold. For n
 * players, YES votes Y = 0, …, n − 2 at e.
 */
export function printedTotals(context: Context, announced: Outcome): readonly Total<Affine>[] {
  const { R, discount, delta } = allLegalStakes(context);
  const { players } = context;
  const whole = (k: bigint | number): Affine => R.integer(BigInt(k));
  const discounts = (k: number): Affine => R.multiply(whole(k), discount);
  const sum = (prices: readonly Affine[]): Affine => prices.reduce(R.add, R.zero);
  if (isSentAway(context, announced)) return [{ terminal: "a", total: R.one }];
  if (isStatusQuo(context, announced)) return [{ terminal: "b", total: R.zero }];
  const B = boundOf(context);
  const voters = playersOf(context).slice(1);
  const prices = announced.prices.map(({ numerator }) => whole(numerator));
  const accepted = sum([
    R.add(prices[0]!, discounts(2 * (players - 1))),
    ...prices.slice(1).map((price) => R.subtract(price, discounts(2))),
  ]);
  const rewards = (count: number): Affine => R.subtract(R.zero, discounts(count));
  const kept = R.add(discounts(players - 1), rewards(players - 1));
  const fine = (yes: number): Affine => whole(2n * BigInt(players * (players - yes)) * B);
  return [
    { terminal: "d", total: accepted },
    ...(players > 1 ? [{ terminal: "g", total: kept }] : []),
    ...voters.slice(1).map(() => ({ terminal: "f", total: accepted })),
    ...voters.map((_, yes) => ({ terminal: "e", total: R.add(fine(yes), kept) })),
    { terminal: "i", total: kept },
    ...voters.flatMap((w) => {
      const price = prices[w - 1]!;
      const taken = [R.subtract(price, discounts(2)), R.subtract(discounts(players), price), rewards(players - 2)];
      return [
        { terminal: "j", total: sum(taken) },
        { terminal: "k", total: R.add(whole(BigInt(players * players) * B), R.multiply(delta, kept)) },
      ];
    }),
  ];
}

/** The same at concrete stakes by the game tree: every terminal that some votes and coins lead to. */
export function totalsOf(root: GameNode<Outcome>): readonly Total<Rational>[] {
  if (root.kind === "terminal") return [{ terminal: root.name, total: totalPrice(root.outcome) }];
  if (root.kind === "chance") {
    return root.branches
      .filter(({ probability }) => signOfRational(probability) > 0)
      .flatMap(({ node }) => totalsOf(node));
  }
  return everyVote(root.movers.length).flatMap((votes) => totalsOf(root.after(votes)));
}

/** What all pay together in expectation after each list of votes in step 2 with a NO. */
export function expectedAfterNo(root: GameNode<Outcome>): readonly Total<Rational>[] {
  const node = headsOf(root);
  if (node === undefined) return [];
  return everyVote(node.movers.length)
    .filter((votes) => votes.includes("NO"))
    .map((votes) => ({ terminal: votes.join(", "), total: expectedTotal(node.after(votes)) }));
}

/** What all pay together at each terminal that votes in step 2 with a NO may lead to. */
export function totalsAfterNo(root: GameNode<Outcome>): readonly Total<Rational>[] {
  const node = headsOf(root);
  if (node === undefined) return [];
  return everyVote(node.movers.length)
    .filter((votes) => votes.includes("NO"))
    .flatMap((votes) => totalsOf(node.after(votes)));
}

/** Step 2, if there is one. */
const headsOf = (root: GameNode<Outcome>) => {
  const node = root.kind === "chance" ? root.branches[0]!.node : undefined;
  return node?.kind === "moves" ? node : undefined;
};

const expectedTotal = (node: GameNode<Outcome>): Rational => {
  if (node.kind === "terminal") return totalPrice(node.outcome);
  if (node.kind === "moves") throw new RangeError("expectedTotal: after step 2 nobody moves");
  return node.branches.reduce(
    (sum, { probability, node: after }) => add(sum, multiply(probability, expectedTotal(after))),
    zero,
  );
};

const everyVote = (voters: number): readonly (readonly string[])[] =>
  voters === 0 ? [[]] : everyVote(voters - 1).flatMap((votes) => ["YES", "NO"].map((vote) => [...votes, vote]));

/** The first of the least totals, or of the greatest; undefined where there are none. */
export const extreme = (
  totals: readonly Total<Rational>[],
  which: "least" | "greatest",
): Total<Rational> | undefined => {
  const wanted = which === "least" ? -1 : 1;
  let best = totals[0];
  for (const next of totals) if (compare(next.total, best!.total) === wanted) best = next;
  return best;
};
