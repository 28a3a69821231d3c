import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { utilityOf } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { add, zero } from "../../src/number/rational.js";
import { affines } from "../../src/number/triangle.js";
import { repairedBy } from "../repairs.js";
import { collusiveCorners } from "./market-claim.js";
import { expectedUtility, type MarketWorld } from "./market-world.js";
import { isNeverNegative, playClaim } from "./optimal-play.js";
import { atHeads, groupUtility } from "./priced-play.js";

const inExpectation = "in expectation";
const wholeBlocks = "blocks, not their members";

const readings = readingsOf({ utility: ["expected", "terminals"], who: ["blocks", "members"] });

const changesOf = ({ utility, who }: Switches): readonly string[] => [
  ...(utility === "terminals" ? [inExpectation] : []),
  ...(who === "members" ? [wholeBlocks] : []),
];

/** Who must not lose. */
const groupsOf = ({ partition }: MarketWorld, { who }: Switches, made: readonly string[]) =>
  who === "blocks" || made.includes(wholeBlocks) ? partition : partition.flatMap((block) => block.map((i) => [i]));

const isExpected = ({ utility }: Switches, made: readonly string[]): boolean =>
  utility === "expected" || made.includes(inExpectation);

/** Sections 1.2, 4.1 and 5.3: total participation. */
export const totalParticipation = (tree = market, made: readonly string[] = []): Claim =>
  playClaim(
    {
      id: "acm/remark-participation",
      place: "Sections 1.2 and 4.1",
      statement: "In every root-profile u_C ≥ 0 for every coalition C of the collusion structure.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings,
      switchMeanings: {
        expected: "expected before any coin is flipped",
        terminals: "at every terminal that is reached",
        blocks: "every block of the collusion structure",
        members: "every player by herself, before payments within her block",
      },
      structures: () => "any",
      corners: collusiveCorners,
      argument: () =>
        "All contexts: u_C = 0 after (E, 0), and where something else is as good everybody is in one block, which gets 0; else for C without player 1 u_C = (1 − δ)2|C|ε + δ(|C|(n + 1)ε − (n − 1)θ_C)/n with θ_C = Σ_{i∈C} θ_i(E_i) < |C|B, so that u_C > |C|ε(1 − 2δ + 1/n); and for that of player 1 with c members u_C = (1 − δ)(D − 2(n − c)ε) + δ(D − (n − 1)θ_C − (n − c)(n + 1)ε)/n > 1 − (n − 1)c·ε/n − 2(n − c)ε − 2ε > 0, as D ≥ 1 and δB < ε < 1/(5n).",
      holdsFor(world, play, switches) {
        if (play === "status quo") return true;
        const { context } = world;
        const stakes = allLegalStakes(context);
        return groupsOf(world, switches, made).every((group) => {
          const { heads, tails } = groupUtility(stakes, context, play.priced, play.votes, group);
          if (isExpected(switches, made)) return isNeverNegative(world, tails.reduce(affines.add, heads));
          const sure = groupUtility(atHeads(stakes), context, play.priced, play.votes, group).heads;
          return [sure, ...tails].every((x) => isNeverNegative(world, x));
        });
      },
      bounds: (world, reached, switches) =>
        groupsOf(world, switches, made).flatMap((group) => {
          const of = `${group.length > 1 ? "players" : "player"} ${group.join(", ")}`;
          if (isExpected(switches, made)) return [{ value: expectedUtility(world, reached, group), low: zero, of }];
          return reached.map(({ terminal: { name, outcome } }) => ({
            value: group.map((player) => utilityOf(world.context, outcome, player)).reduce(add),
            low: zero,
            of: `${of} at terminal ${name}`,
          }));
        }),
      formula: ({ who }) => (who === "blocks" || made.includes(wholeBlocks) ? "0 <= u_C" : "0 <= u_i"),
      evidence: (_, switches) => evidence(switches),
      ...(made.length === 0 && {
        repair: (reading) =>
          repairedBy({
            statement: "Every block's expected utility is at least 0 in every root-profile.",
            changes: changesOf(reading.switches),
            of: readings.filter(({ literal }) => !literal).map(({ name }) => name),
            claim: (changes) => totalParticipation(tree, changes),
          })(reading),
      }),
    },
    tree,
  );

const evidence = ({ utility, who }: Switches) => ({
  ...(utility === "expected"
    ? { least: "more than |C|ε(1 − 2δ + 1/n) for a block without player 1 where E is not optimal, 0 where it is" }
    : { falls: "under Tails all goods but one player's are destroyed: who brought goods has lost them" }),
  ...(who === "members" && {
    inside: "prices within the block of player 1 are free: each member but one may pay up to 2B − 1",
  }),
});
