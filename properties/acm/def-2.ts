import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { printContext } from "../../src/instance/acm-context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes, type RootForAll, rootForAllStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { partitionsOf } from "../../src/notions/collusive-dominance.js";
import { compare, printRational, rational, zero } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { canonical } from "../../src/verdict/json.js";
import { blockUtilities, firstBlock, isSameClass } from "./claimed-set.js";
import { rootInstance } from "./market-cases.js";
import { collusiveCorners } from "./market-claim.js";
import { expectedUtility, type MarketTree, type MarketWorld, marketWorld } from "./market-world.js";
import { outcomeKey, rootProfilesByTree } from "./root-profiles.js";
import { worldClaim } from "./world-claim.js";

type Partition = readonly (readonly number[])[];

/** The block of player 1 and nobody else in a block. */
const plainPartition = ({ context, partition }: Pick<MarketWorld, "context" | "partition">): Partition => {
  const first = firstBlock({ partition });
  const rest = Array.from({ length: context.players }, (_, i) => i + 1).filter((player) => !first.includes(player));
  return [first, ...rest.map((player) => [player])];
};

const isSameSet = (x: RootForAll, y: RootForAll): boolean =>
  x.byStatusQuo === y.byStatusQuo &&
  x.optimal.length === y.optimal.length &&
  x.optimal.every((found) => y.optimal.some((other) => isSameClass(found, other)));

/**
 * Definition 2 at one context and partition, for all legal stakes: every submechanism is CDS, the best announcements are those of
 * the partition that leaves player 1's block as it is and all others alone, and no block loses at them.
 */
export function isRootSolvable(world: Pick<MarketWorld, "context" | "partition" | "rootForAll">): boolean {
  const { context, partition } = world;
  const root = world.rootForAll();
  if (root.undecidedAt || root.mixed) return false;
  const plain = plainPartition(world);
  if (canonical(plain.map((block) => [...block])) !== canonical(partition.map((block) => [...block]))) {
    const other = rootForAllStakes(context, plain);
    if (other.undecidedAt || other.mixed || !isSameSet(root, other)) return false;
  }
  const stakes = allLegalStakes(context);
  return root.optimal.every((found) =>
    blockUtilities(stakes, world, found)?.every(({ heads, tails }) => {
      const sign = stakes.sign(stakes.R.add(heads, tails));
      return sign === 0 || sign === 1;
    }),
  );
}

/** The same world with other coalitions. */
export const withCoalitions = (
  { stakes, context }: Pick<MarketWorld, "stakes" | "context">,
  coalitions: Partition,
  tree: MarketTree,
): MarketWorld =>
  marketWorld(
    rootInstance(printContext({ ...context, coalitions }) as unknown as JsonObject, {
      discount: printRational(stakes.discount),
      delta: printRational(stakes.delta),
    }),
    tree,
  );

/** What is wrong with Definition 2 at a context, a partition and stakes, by the game tree and by listing announcements. */
export function rootFaults(world: MarketWorld, tree: MarketTree, isSetAsked = true): readonly string[] {
  const profiles = rootProfilesByTree(world);
  if (profiles === undefined) return ["a block has no strictly dominant strategy after some announcement"];
  if (!isSetAsked) return [];
  const losers = profiles.flatMap(({ announced, reached }) =>
    world.partition
      .filter((block) => compare(expectedUtility(world, reached, block), zero) < 0)
      .map((block) => `{${block.join(", ")}} loses after ${outcomeKey(announced)}`),
  );
  const keys = (found: typeof profiles) =>
    found
      .map(({ announced }) => outcomeKey(announced))
      .toSorted()
      .join(" ");
  const moved = partitionsOf(world.context.players)
    .filter((partition) => canonical([...firstBlock({ partition })]) === canonical([...firstBlock(world)]))
    .filter((partition) => canonical(partition.map((x) => [...x])) !== canonical(world.partition.map((x) => [...x])))
    .filter((partition) => {
      const other = rootProfilesByTree(withCoalitions(world, partition, tree));
      return other === undefined || keys(other) !== keys(profiles);
    })
    .map((partition) => `other announcements are best for ${canonical(partition.map((block) => [...block]))}`);
  return [...losers, ...moved];
}

/** Definition 2: M is root-solvable. */
export const definition2 = (tree: MarketTree = market): Claim => {
  const isSetAsked = ({ actions }: Switches): boolean => actions === "nonempty";
  return worldClaim(
    {
      id: "acm/def-2",
      place: "Definition 2",
      statement:
        "M is root-solvable: (1) player 1 alone acts at the root; (2) M^x is CDS for every announcement x; (3) for every context there is a set A of announcements, the same for all partitions with the same block of player 1, such that for x in A the utility of that block is the same at every other x' in A and strictly larger than at every x' outside, and u_C(s^x) >= 0 for every block C.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B"],
      readings: readingsOf({ actions: ["any", "nonempty"] }),
      switchMeanings: {
        any: "A is any subset, as printed: the empty one too, with which (3) says nothing and there is no root-profile",
        nonempty: "A is not empty: it then is the set of all announcements that are best for the block of player 1",
      },
      structures: () => "any",
      scope: "all announcements, all partitions with the same block of player 1, all legal stakes at once",
      argument: ({ actions }) =>
        actions === "any"
          ? "With A empty (3) is true of every mechanism; (2) is Lemmas 7 to 9."
          : "All sizes: (2) is Lemmas 7 to 9. (3): the best announcements exist, as the announcements fall into finitely many classes, and are found from d_i for i outside the block of player 1, that block's utility and the endowment alone.",
      corners: collusiveCorners,
      decide(world, switches) {
        const holds = isSetAsked(switches) ? isRootSolvable(world) : world.rootForAll().undecidedAt === undefined;
        return holds ? "holds" : { fails: {} };
      },
      choices: () => ({}),
      sides(world, _, switches) {
        const faults = rootFaults(world, tree, isSetAsked(switches));
        return {
          left: rational(BigInt(faults.length)),
          right: zero,
          larger: "right",
          inequality: "violations of (2) and (3) <= 0",
          explanation: faults[0] ?? "no violation",
        };
      },
      evidence: (_, switches) =>
        isSetAsked(switches)
          ? {}
          : {
              "what is not said":
                "with A empty the third condition of (3) is empty too: total participation needs A nonempty",
            },
    },
    tree,
  );
};
