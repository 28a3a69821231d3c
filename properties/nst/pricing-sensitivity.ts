import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf, withType } from "../../src/game/reaction-environment.js";
import { commitmentMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { objectiveOf } from "../../src/notions/gap.js";
import { allAlternatives, lies } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { LawCase } from "../law-setting.js";
import { type EnvironmentFormat, kindClaim } from "./kind-claim.js";
import {
  hypothesisCorners,
  type PlainPricing,
  plainPricing,
  pricingCorners,
  type SignalPair,
} from "./plain-pricing.js";
import { distance, upTo } from "./plain-table.js";
import { describePricing, pricingCases } from "./pricing-cases.js";

/** D, or p·D, for which a change by that over N·D is allowed; `share` multiplies it: 1, others are controls. */
const bound = (members: number, price: Q.Rational, { bound: says }: Switches, share: Q.Rational): Q.Rational =>
  Q.multiply(share, Q.multiply(Q.rational(BigInt(members)), says === "price" ? price : Q.one));

/** The average revenue is D-sensitive: one signal changes it by pD/(ND) at most. */
export const revenueSensitivity = (
  format: EnvironmentFormat = commitmentMechanismFormat,
  share = Q.one,
): Claim<LawCase> =>
  kindClaim<PlainPricing>(format, {
    id: "nst/pricing-sensitivity",
    place: "Section 4.1",
    statement:
      "F(t, p) = (p/(ND))·|{(n, d): V > p}| is D-sensitive: a change of one player's signal changes F(·, p) by at most pD/(ND) ≤ D/(ND).",
    hypotheses: ["the value of a player depends on the signals of her cohort alone"],
    readings: readingsOf({ bound: ["price", "one"] }),
    switchMeanings: {
      price: "the bound pD/(ND) at every price",
      one: "the bound D/(ND), which is D-sensitivity: n = ND",
    },
    plain: plainPricing,
    environments: pricingCases,
    describe: describePricing,
    argument:
      "All environments, monotone or not, and both rules for V = p: only the D members of her cohort can change what they buy, and each of them pays 0 or p.",
    corners: { ...hypothesisCorners, ...pricingCorners },
    decide(environment, { members }, switches) {
      let worst: { readonly change: Q.Rational; readonly allowed: Q.Rational } | undefined;
      const n = BigInt(environment.types.length);
      for (const price of allAlternatives(environment)) {
        const p = Q.rational(BigInt(price), BigInt(environment.alternatives - 1));
        const change = Q.multiply(Q.rational(n), objectiveOf(environment, largestChange(environment, price)));
        const allowed = bound(members, p, switches, share);
        const excess = (pair: NonNullable<typeof worst>) => Q.subtract(pair.change, pair.allowed);
        const found = { change, allowed };
        if (!worst || Q.compare(excess(found), excess(worst)) > 0) worst = found;
      }
      return worst && { left: worst.change, right: worst.allowed, larger: "right" };
    },
    choices: {
      player: ({ cohorts, members }) => upTo(cohorts * members),
      profile: ({ profiles }) => profiles,
      lie: ({ signals }) => upTo(signals),
      price: ({ prices }) => prices.map((_, k) => k),
    },
    sides(plain, choices, switches) {
      const { player, profile, lie, price } = choices as unknown as SignalPair & { readonly price: number };
      const p = plain.prices[price]!;
      const buyers = (types: readonly number[]) =>
        types.filter((_, i) => Q.compare(plain.worth(i, types), p) >= (plain.isWeak ? 0 : 1)).length;
      const [before, after] = [buyers(profile), buyers(withType(profile, player, lie))];
      const revenue = (count: number) => Q.multiply(p, Q.rational(BigInt(count)));
      return {
        left: distance(revenue(before), revenue(after)),
        right: bound(plain.members, p, switches, share),
        larger: "right",
        inequality: `ND·|F(t, p) - F((t̂_i, t_-i), p)| <= ${switches.bound === "price" ? "pD" : "D"}`,
        explanation: `p = ${Q.printRational(p)}, D = ${plain.members}: ${before} of ${profile.length} buy, ${after} where player ${player} has the signal ${lie}`,
      };
    },
    evidence: () => ({
      best: "p·D is attained wherever one signal turns all members of a cohort, so that the bound is best at each such price",
      least:
        "as F is printed, with V > p, nobody is counted at p = 1: the least d is (1 − 1/m)·D at most; counting V ≥ p it is D",
      growth: "d = D does not grow with N, but n = ND: D-sensitivity is a condition for N large",
    }),
  });

/** The largest change of n·F at a price that one signal makes, in units of the score. */
function largestChange(environment: KnownEnvironment, price: number): bigint {
  let most = 0n;
  for (const types of profilesOf(environment.types)) {
    types.forEach((_, player) => {
      for (const { lie } of lies(environment, player, types)) {
        const change = environment.score(types, price) - environment.score(withType(types, player, lie), price);
        if (change > most) most = change;
      }
    });
  }
  return most;
}
