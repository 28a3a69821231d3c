import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { profilesOf, withType } from "../../src/game/reaction-environment.js";
import { commitmentMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { allAlternatives } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { LawCase } from "../law-setting.js";
import { type EnvironmentFormat, kindClaim } from "./kind-claim.js";
import {
  hypothesisCorners,
  type PlainPricing,
  plainPricing,
  pricingCorners,
  type SignalPair,
  twoWorths,
  utilityHeldTo,
} from "./plain-pricing.js";
import { upTo } from "./plain-table.js";
import { describePricing, pricingCases } from "./pricing-cases.js";

const optimal = "the reaction is the selected one at the true signals";

/** Which reactions a reading speaks of: all, that of the true signals, or those of anything she may announce. */
type Reactions = "any" | "optimal" | "imposed";

/** min(u, 1 − u), in units of 1/grid. */
const inside = (u: bigint, grid: bigint): bigint => (u < grid - u ? u : grid - u);

/** The utilities of Section 4.1 are in [0, 1], as Section 2 asks of all. */
export const utilityRange = (
  format: EnvironmentFormat = commitmentMechanismFormat,
  made: readonly string[] = [],
): Claim<LawCase> => {
  const spoken = (reaction: string | undefined): Reactions =>
    made.includes(optimal) ? "optimal" : (reaction as Reactions);
  return kindClaim<PlainPricing>(format, {
    id: "nst/pricing-range",
    place: "Section 4.1, with Section 2.1",
    statement:
      "Values and prices are in [0, 1], and the utilities u(X, p, r) of Section 4.1, which are V(X) − p and 0, are in [0, 1] as those of the model.",
    hypotheses: ["values and prices in [0, 1]"],
    readings: readingsOf({ reaction: ["any", "optimal", "imposed"] }),
    switchMeanings: {
      any: "u(X, p, r) for every signals, price and reaction",
      optimal: "u(X, p, r(X, p)): what a free player gets, and one who is held to the reaction of her true signal",
      imposed: "u(X, p, r((x̂, X_-i), p)): what a player gets who is held to the reaction of another signal",
    },
    plain: plainPricing,
    environments: pricingCases,
    describe: describePricing,
    argument:
      "All environments: V − p is in [−1, 1], and below 0 where p > V. A free player does not buy there: max(V − p, 0) is in [0, 1].",
    corners: { ...hypothesisCorners, ...pricingCorners },
    decide(environment, _plain, { reaction }) {
      const { utilityGrid } = environment;
      const left = leastInside(environment, spoken(reaction));
      return { left: Q.rational(left, utilityGrid), right: Q.zero, larger: "left" };
    },
    choices: {
      player: ({ cohorts, members }) => upTo(cohorts * members),
      profile: ({ profiles }) => profiles,
      price: ({ prices }) => prices.map((_, k) => k),
      reaction: (_plain, _chosen, { reaction }) => (spoken(reaction) === "any" ? [0, 1] : [0]),
      lie: (plain, chosen, { reaction }) =>
        spoken(reaction) === "imposed"
          ? upTo(plain.signals)
          : [(chosen as unknown as SignalPair).profile[(chosen as unknown as SignalPair).player]!],
    },
    sides(plain, choices, { reaction }) {
      const {
        price,
        reaction: chosen,
        ...pair
      } = choices as unknown as SignalPair & { price: number; reaction: number };
      const { own, other } = twoWorths(plain, pair);
      const p = plain.prices[price]!;
      const bought = chosen === 0 ? Q.subtract(own, p) : Q.zero;
      const u = spoken(reaction) === "any" ? bought : utilityHeldTo(plain, own, p, other);
      return {
        left: Q.minimum(u, Q.subtract(Q.one, u)),
        right: Q.zero,
        larger: "left",
        inequality: "min(u, 1 - u) >= 0",
        explanation: `player ${pair.player} has the value ${Q.printRational(own)}, the price is ${Q.printRational(p)}, and she gets u = ${Q.printRational(u)}`,
      };
    },
    evidence: () => ({
      range: "[−1, 1]; −1 is attained by a player with the value 0 who buys at the price 1",
      lemma2:
        "stands with 2ε: players are free in the exponential mechanism, and what Lemma 2 speaks of is u(X, ·, r(X, ·)), in [0, 1]",
      lemma4: "stands: it adds losses u(r) − u(r̂) ≥ 0 over the prices, and no range is used",
      theorem1:
        "stands as printed, q·p̃·γ ≥ 2ε: a lie gains less than 2ε in the free part and loses at least p̃·γ in the imposed part; negative utilities arise only there, after a lie",
      affine:
        "u ↦ (u + 1)/2 puts all into [0, 1], as footnote 5 suggests, but halves γ: q would have to be twice as large, needlessly",
    }),
    ...(made.length === 0 && {
      repairs: [
        {
          statement:
            "The utilities u(X, p, r(X, p)) of players who react as selected at the true signals are in [0, 1].",
          changes: [optimal],
          of: ["any", "imposed"],
          claim: (changes: readonly string[]) => utilityRange(format, changes),
        },
      ],
    }),
  });
};

/** The least min(u, 1 − u) in units of 1/utilityGrid. */
function leastInside(environment: KnownEnvironment, spoken: Reactions): bigint {
  const { types: sizes, utility, selection, utilityGrid } = environment;
  let least = utilityGrid;
  for (const types of profilesOf(sizes)) {
    for (const price of allAlternatives(environment)) {
      sizes.forEach((size, player) => {
        const selected = upTo(size).map((lie) => selection(withType(types, player, lie), player, price));
        const reactions = { any: [0, 1], optimal: [selected[types[player]!]!], imposed: selected }[spoken];
        for (const reaction of reactions) {
          const found = inside(utility(types, player, price, reaction), utilityGrid);
          if (found < least) least = found;
        }
      });
    }
  }
  return least;
}
