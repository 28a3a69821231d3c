import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { equals, one, rational, zero } from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { isRootSolvable, rootFaults } from "./def-2.js";
import { collusiveCorners } from "./market-claim.js";
import type { MarketTree, MarketWorld } from "./market-world.js";
import { drawnCases, drawnSaid, drawsOf } from "./relabelled.js";
import { worldClaim } from "./world-claim.js";

const drawn = "the root is the node after nature's draw, for each draw";

/** Whether M-fair meets Definition 2: implicit in Section 5.2. */
export const remarkFairRootSolvable = (tree: MarketTree = market, made: readonly string[] = []): Claim => {
  const isAfterDraw = ({ root }: Switches): boolean => root === "drawn" || made.includes(drawn);
  const actingAtRoot = ({ context }: MarketWorld): number => (context.players === 1 ? 1 : 0);
  return worldClaim(
    {
      id: "acm/remark-fair-root-solvable",
      place: "Section 5.2, Almost Ex-Ante Fairness",
      statement:
        "M, modified so that a player drawn uniformly plays the role of player 1, still is root-solvable. The paper does not say so; its notions are defined for root-solvable mechanisms alone.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings: readingsOf({ root: ["nature", "drawn"] }),
      switchMeanings: {
        nature: "a single player acts at the root of the tree, where nature draws",
        drawn: "the submechanism after each draw is root-solvable, with the player drawn at its root",
      },
      structures: () => "any",
      examples: (budget) => drawnCases(budget, "any"),
      describe: (budget) => drawnSaid(budget, "any"),
      scope:
        "all draws, all announcements, all partitions with the same block of the player drawn, all legal stakes at once",
      argument: (switches) =>
        isAfterDraw(switches) ? "All sizes: after a draw the mechanism is M with two players renamed." : undefined,
      corners: collusiveCorners,
      decide(world, switches) {
        if (!isAfterDraw(switches) && actingAtRoot(world) !== 1) return { fails: {} };
        return drawsOf(world, market).every((draw) => isRootSolvable(draw.world)) ? "holds" : { fails: {} };
      },
      choices: () => ({}),
      sides(world, _, switches) {
        if (!isAfterDraw(switches)) {
          const left = rational(BigInt(actingAtRoot(world)));
          return {
            left,
            right: one,
            larger: "left",
            holds: equals(left, one),
            inequality: "players who act at the root = 1",
            explanation:
              left.numerator === 1n ? "there is nobody to draw from" : "nature acts at the root, and draws a player",
          };
        }
        const faults = drawsOf(world, tree).flatMap((draw) => rootFaults(draw.world, tree));
        return {
          left: rational(BigInt(faults.length)),
          right: zero,
          larger: "right",
          inequality: "violations of Definition 2 after a draw <= 0",
          explanation: faults[0] ?? "no violation",
        };
      },
      repair: repairedBy({
        statement: "After each draw of nature the submechanism is root-solvable, with the player drawn at its root.",
        changes: [drawn],
        claim: (changes) => remarkFairRootSolvable(tree, changes),
      }),
    },
    tree,
  );
};
