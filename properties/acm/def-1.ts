import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { GameNode } from "../../src/game/extensive-form.js";
import { type Context, isStatusQuo, type Outcome, utilityOf } from "../../src/mechanisms/acm/context.js";
import { isSentAway, market } from "../../src/mechanisms/acm/market.js";
import { type SolvedGame, solved } from "../../src/notions/collusive-dominance.js";
import { add, compare, one, type Rational, subtract, zero } from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { collusiveCorners } from "./market-claim.js";
import type { MarketTree, MarketWorld } from "./market-world.js";
import { announceable, rootClaim } from "./root-claim.js";

const others = "s'_C is another joint strategy than s_C";

/** Σ_{i ∈ C} u_i at the profile in which C plays its joint strategy with one number, and the others theirs with another. */
function table({ decisions, utilities }: SolvedGame, block: readonly number[]): readonly (readonly Rational[])[] {
  const found: Rational[][] = [];
  utilities.forEach((worths, place) => {
    let [left, joint, rest] = [BigInt(place), 0, 0];
    let [jointUnit, restUnit] = [1, 1];
    for (const { player, actions } of decisions.toReversed()) {
      const size = BigInt(actions.length);
      const action = Number(left % size);
      left /= size;
      if (block.includes(player)) [joint, jointUnit] = [joint + action * jointUnit, jointUnit * actions.length];
      else [rest, restUnit] = [rest + action * restUnit, restUnit * actions.length];
    }
    found[joint] ??= [];
    found[joint]![rest] = block.map((player) => worths[player - 1]!).reduce(add);
  });
  return found;
}

/**
 * The most over s_C of the least of u_C(s_C, s'_{−C}) − u_C(s'_C, s'_{−C}) over all pure s'_{−C} and all pure s'_C, s_C itself
 * among them or not; undefined where there is nothing to compare.
 */
function leadOf(game: SolvedGame, block: readonly number[], isItselfCounted: boolean): Rational | undefined {
  const utilities = table(game, block);
  const leads = utilities.map((own, joint) =>
    utilities.flatMap((other, another) =>
      another === joint && !isItselfCounted ? [] : own.map((utility, rest) => subtract(utility, other[rest]!)),
    ),
  );
  if (leads.some((lead) => lead.length === 0)) return undefined;
  return leads
    .map((lead) => lead.reduce((x, y) => (compare(x, y) <= 0 ? x : y)))
    .reduce((x, y) => (compare(x, y) >= 0 ? x : y));
}

/** The block with the least lead after an announcement; undefined where no block has a choice. */
function worstBlock({ context, partition }: MarketWorld, root: GameNode<Outcome>, isItselfCounted: boolean) {
  if (root.kind === "terminal") return undefined;
  const game = solved({ root, utility: (outcome, player) => utilityOf(context, outcome, player) }, context.players);
  return partition
    .flatMap((block) => {
      const lead = leadOf(game, block, isItselfCounted);
      return lead ? [{ block, lead }] : [];
    })
    .reduce<{ readonly block: readonly number[]; readonly lead: Rational } | undefined>(
      (worst, next) => (worst === undefined || compare(next.lead, worst.lead) < 0 ? next : worst),
      undefined,
    );
}

const firstRegular = (context: Context): Outcome | undefined =>
  announceable(context).find((announced) => !isSentAway(context, announced) && !isStatusQuo(context, announced));

/** Definition 1: every submechanism of M after an announcement is collusively dominant-strategy. */
export const definition1 = (tree: MarketTree = market, made: readonly string[] = []): Claim => {
  const isItselfCounted = (switches: Readonly<Record<string, string>>): boolean =>
    switches.against === "all" && !made.includes(others);
  return rootClaim(
    {
      id: "acm/def-1",
      place: "Definition 1",
      statement:
        "A mechanism is CDS if for all partitions and all their blocks C there is a joint strategy s_C such that for all pure s'_C and s'_{−C}: u_C(s_C, s'_{−C}) > u_C(s'_C, s'_{−C}); an empty one is CDS. M^x is CDS for every announcement x.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings: readingsOf({ against: ["all", "other"] }),
      switchMeanings: {
        all: "for all s'_C, as printed: s_C is one of them",
        other: "for all s'_C other than s_C",
      },
      structures: () => "any",
      argument: (switches) =>
        isItselfCounted(switches)
          ? undefined
          : "All sizes: Lemmas 7 to 9, and Lemmas 1 and 2 for singletons. A block without a decision has one joint strategy, so that nothing is asked of it; an empty mechanism is CDS without the sentence in brackets. A mixed s_C never is strictly better than all pure ones: the best pure one of its own is as good against the same s'_{−C}.",
      corners: collusiveCorners,
      decide(world, switches) {
        if (isItselfCounted(switches)) {
          const at = firstRegular(world.context);
          return at ? { holds: false, at } : { holds: true };
        }
        const { undecidedAt } = world.rootForAll();
        return undecidedAt ? { holds: false, at: undecidedAt } : { holds: true };
      },
      sides(world, announced, switches) {
        const worst = worstBlock(world, tree(world.stakes, world.context, announced), isItselfCounted(switches));
        return {
          left: worst?.lead ?? one,
          right: zero,
          larger: "left",
          holds: worst === undefined || compare(worst.lead, zero) > 0,
          inequality: "max over s_C of min over s'_C, s'_{−C} of u_C(s_C, s'_{−C}) − u_C(s'_C, s'_{−C}) > 0",
          explanation: worst ? `C = {${worst.block.join(", ")}}` : "nobody has anything to choose",
        };
      },
      evidence: (_, switches) =>
        isItselfCounted(switches)
          ? {
              "as printed":
                "u > u is never true: only empty mechanisms would be CDS, not even one in which nobody decides",
            }
          : {},
      repair: repairedBy({
        statement:
          "After every announcement every block has a joint strategy that is strictly better than every other one, whatever the others do.",
        changes: [others],
        claim: (changes) => definition1(tree, changes),
      }),
    },
    tree,
  );
};
