import type { Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import {
  allocationsOf,
  boundOf,
  gainOf,
  isStatusQuo,
  maxSocialWelfare,
  type Outcome,
  playersOf,
  socialWelfare,
} from "../../src/mechanisms/acm/context.js";
import { isSentAway, market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { compare, rational, zero } from "../../src/number/rational.js";
import { firstBlock } from "./claimed-set.js";
import { collusiveCorners } from "./market-claim.js";
import type { MarketWorld } from "./market-world.js";
import { isLegal, isUnanimous, massOf } from "./optimal-play.js";
import { votesAfter } from "./priced-play.js";
import { announcedAt, rootClaim } from "./root-claim.js";

const readings: readonly Reading[] = ["truthful", "semi-truthful", "correctly-priced"].map((announced, i) => ({
  name: announced,
  switches: { announced },
  literal: i === 0,
}));

/** Whether the prices of all that a reading speaks of are d_i(A*), and A* is optimal where it says so. */
function isMeant({ context, partition }: MarketWorld, outcome: Outcome, { announced }: Switches): boolean {
  const first = firstBlock({ partition });
  const isBest = socialWelfare(context, outcome.allocation) === maxSocialWelfare(context);
  const priced = playersOf(context)
    .slice(1)
    .filter((player) => announced !== "semi-truthful" || !first.includes(player));
  return (
    (isBest || announced === "correctly-priced") &&
    !isSentAway(context, outcome) &&
    priced.every(
      (player) => compare(outcome.prices[player - 1]!, rational(gainOf(context, outcome.allocation, player))) === 0,
    )
  );
}

/** The announcements that a reading speaks of; within the block of player 1 prices at 0 and at both ends. */
function announcementsMeant(world: MarketWorld, switches: Switches): readonly Outcome[] {
  const { context } = world;
  const first = firstBlock(world);
  const most = 2n * boundOf(context) - 1n;
  const inside = switches.announced === "semi-truthful" ? [0n, most, -most] : [undefined];
  return [...allocationsOf(context)].flatMap((allocation) =>
    inside
      .map((own) =>
        announcedAt(
          allocation,
          playersOf(context)
            .slice(1)
            .map((player) =>
              Number(own === undefined || !first.includes(player) ? gainOf(context, allocation, player) : own),
            ),
        ),
      )
      .filter((outcome) => isMeant(world, outcome, switches)),
  );
}

/** Section 5.3: by proposing some truthful outcome player 1 is sure that nobody says NO, whoever colludes with whom. */
export const noOneSaysNo = (tree = market): Claim =>
  rootClaim(
    {
      id: "acm/remark-no-one-says-no",
      place: "Section 5.3",
      statement:
        "After a truthful announcement every strictly dominant strategy says YES at every node, whatever the collusion structure.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B"],
      readings,
      switchMeanings: {
        truthful: "A* optimal and P*_i = d_i(A*) for all i ≠ 1 (Definition 7)",
        "semi-truthful": "A* optimal and P*_i = d_i(A*) for all i outside the block of player 1 (Definition 8)",
        "correctly-priced": "P*_i = d_i(A*) for all i ≠ 1, A* any allocation",
      },
      structures: () => "any",
      corners: collusiveCorners,
      argument: () =>
        "All contexts: Σ_{i∈C}(d_i − P*_i) = 0 for every block of others and d_i − P*_i = 0 for each of its members, so that Lemmas 7 and 8 have them say YES; the members of the block of player 1 do by Lemma 9. After (E, 0) nobody is asked.",
      decide(world, switches) {
        const stakes = allLegalStakes(world.context);
        const bad = announcementsMeant(world, switches).find((outcome) => {
          if (isStatusQuo(world.context, outcome)) return false;
          const priced = {
            allocation: outcome.allocation,
            prices: outcome.prices.map(({ numerator }) => Number(numerator)),
          };
          const votes = votesAfter(stakes, world, priced);
          return votes === undefined || !isUnanimous(votes);
        });
        return bad ? { holds: false, at: bad } : { holds: true };
      },
      announceable: announcementsMeant,
      sides(world, announced, switches) {
        const inside = isLegal(world) && isMeant(world, announced, switches);
        const reached = inside ? world.played(announced) : [];
        const left = reached ? massOf(reached, ({ name }) => /^[efgk]/.test(name)) : rational(1n);
        return {
          hypotheses: inside ? "inside" : "outside",
          left,
          right: zero,
          larger: "right",
          inequality: "Pr[a terminal after a NO] <= 0",
          explanation: reached
            ? "by the game tree, every block at its strictly dominant strategy"
            : "some block has no strictly dominant strategy after the announcement",
        };
      },
    },
    tree,
  );
