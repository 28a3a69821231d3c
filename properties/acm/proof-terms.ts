import type { Outcome } from "../../src/mechanisms/acm/context.js";
import { worthOf } from "../../src/mechanisms/acm/context.js";
import * as Q from "../../src/number/rational.js";
import type { MarketWorld } from "./market-world.js";
import { slackOf } from "./proof-part.js";

export const whole = (n: bigint | number): Q.Rational => Q.rational(BigInt(n));
export const product = (...factors: readonly Q.Rational[]): Q.Rational => factors.reduce(Q.multiply);
export const total = (...terms: readonly Q.Rational[]): Q.Rational => terms.reduce(Q.add, Q.zero);

/** What the formulas of the proofs are made of, in rationals. */
export function termsOf({ context, stakes: { discount, delta } }: MarketWorld) {
  return {
    n: whole(context.players),
    others: whole(context.players - 1),
    B: whole(2n ** BigInt(context.bits - 1)),
    discount,
    delta,
    rest: Q.subtract(Q.one, delta),
    /** θ_i(E_i). */
    kept: (player: number) => whole(worthOf(context, context.endowment, player)),
  };
}

/** Whether d_i ≥ P*_i for all players but 1. */
export const isAllYes = (world: MarketWorld, announced: Outcome): boolean =>
  slackOf(world, announced).every((slack) => Q.signOfRational(slack) >= 0);
