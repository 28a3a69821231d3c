import type { Claim } from "../../src/claim/claim.js";
import { isSociallyOptimal } from "../../src/instance/acm-root.js";
import { maxSocialWelfare, socialWelfare } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { gainAsNumber, playOf, voteTogether } from "../../src/mechanisms/acm/market-plays.js";
import type { AnnouncementClass } from "../../src/mechanisms/acm/market-root.js";
import { compare, one, subtract, zero } from "../../src/number/rational.js";
import { announcedFrom, marketCorners } from "./market-claim.js";
import type { MarketTree, MarketWorld } from "./market-world.js";
import { printAnnouncement, readAnnouncement } from "./market-world.js";
import { memberOf } from "./root-claim.js";
import { bestAnnouncements, heaviestOf, outcomeKey, profileOf } from "./root-profiles.js";
import { worldClaim } from "./world-claim.js";

/** Whether all vote YES after a best announcement of maximal social welfare, so that step d has 1 − δ, for all legal stakes. */
export function isAccepted({ context, partition }: MarketWorld, { allocation, prices }: AnnouncementClass): boolean {
  const stakes = allLegalStakes(context);
  const outside = prices.reduce((sum, price) => sum + price, 0);
  return (
    socialWelfare(context, allocation) === maxSocialWelfare(context) &&
    partition.map(playOf).every((play) => {
      const gain = play.block.reduce((sum, player) => sum + gainAsNumber(context, allocation, player), 0);
      const paid = play.block.reduce((sum, player) => sum + prices[player - 1]!, 0);
      return voteTogether(stakes, context, play, play.hasFirst ? gain + outside : gain - paid) === true;
    })
  );
}

/** Every root-profile puts 1 − δ or more on one terminal, whose outcome is socially optimal. */
export const lemma5 = (tree: MarketTree = market): Claim =>
  worldClaim(
    {
      id: "acm/lemma-5",
      place: "Lemma 5",
      statement:
        "Independent players: for every context and every root-profile s, M(s) assigns at least 1 − δ of its probability to a single terminal node, and M(s)^δ, its outcome, is in f(θ).",
      hypotheses: ["players are independent", "0 < ε < 1/(5n), 0 < δ < ε/B"],
      structures: () => "independent",
      scope: "every root-profile, all legal stakes at once",
      argument: () =>
        "All contexts: after (E, 0), which is best only where SW(E) = max SW, step b has probability 1. Any other best announcement has maximal social welfare and only YES (Lemmas 3 and 4), so that step d has 1 − δ; there P*_1 + 2(n − 1)ε and P*_i − 2ε sum to Σ P*_i = 0.",
      corners: marketCorners,
      decide(world) {
        const { undecidedAt, mixed, byStatusQuo, optimal } = world.rootForAll();
        const isQuietFine =
          !byStatusQuo || isSociallyOptimal(world.context, { allocation: world.context.endowment, prices: [] });
        const bad = undecidedAt ?? mixed ?? optimal.find((found) => !isAccepted(world, found));
        if (bad) return { fails: { announced: printAnnouncement(memberOf(world, bad)) } };
        return isQuietFine ? "holds" : { fails: {} };
      },
      choices: () => ({ announced: announcedFrom(bestAnnouncements) }),
      sides(world, choices) {
        const announced = readAnnouncement(choices.announced, "choices.announced", world);
        const profile = profileOf(world, announced);
        const heavy = profile && heaviestOf(profile);
        const isOptimal = heavy !== undefined && isSociallyOptimal(world.context, heavy.terminal.outcome);
        const [left, right] = [heavy && isOptimal ? heavy.probability : zero, subtract(one, world.stakes.delta)];
        return {
          left,
          right,
          larger: "left",
          hypotheses: profile ? "inside" : "outside",
          holds: compare(left, right) >= 0,
          inequality: "probability of the heaviest terminal, 0 where its outcome is not in f(θ) ≥ 1 − δ",
          explanation: heavy
            ? `after ${outcomeKey(announced)} the heaviest terminal is ${heavy.terminal.name} with ${outcomeKey(heavy.terminal.outcome)}`
            : "this is no best announcement",
        };
      },
    },
    tree,
  );
