import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { boundOf, worthOf } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { unitOf } from "../../src/mechanisms/acm/market-plays.js";
import { multiply, rational, zero } from "../../src/number/rational.js";
import { affines } from "../../src/number/triangle.js";
import { repairOf } from "../repairs.js";
import { firstBlock } from "./claimed-set.js";
import { marketCorners } from "./market-claim.js";
import type { MarketWorld } from "./market-world.js";
import { isNeverNegative, others, playClaim, utilitiesAt } from "./optimal-play.js";
import { atHeads, groupUtility } from "./priced-play.js";

const worthless = "no other player's endowment is worth less than 0 to her";
const mostly = "with probability at least 1 − δ";
const outsiders = "players outside the block of player 1";

const readings = readingsOf({ utility: ["expected", "heads", "terminals"], players: ["independent", "colluding"] });

const changesOf = ({ utility, players }: Switches): readonly string[] => [
  ...(utility === "expected" ? [worthless] : []),
  ...(utility === "terminals" ? [mostly] : []),
  ...(players === "colluding" ? [outsiders] : []),
];

const meant = ({ utility }: Switches, made: readonly string[]) =>
  made.includes(mostly) ? "heads" : (utility as "expected" | "heads" | "terminals");

/** Of whom it is said. */
const ofWhom = (world: MarketWorld, made: readonly string[]): readonly number[] =>
  others(world).filter((player) => !made.includes(outsiders) || !firstBlock(world).includes(player));

/** Section 5.2, Remarks: in a rational execution every other player's utility is always between 0 and 2ε. */
export const twoEpsilon = (tree = market, made: readonly string[] = []): Claim =>
  playClaim(
    {
      id: "acm/remark-two-epsilon",
      place: "Section 5.2, Remarks",
      statement: "In every root-profile 0 ≤ u_i ≤ 2ε for every player i ≠ 1.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings,
      switchMeanings: {
        expected: "u_i is expected before any coin is flipped, as utilities of strategy profiles are in Section 3.2",
        heads: "u_i is expected after c_0 = Heads",
        terminals: "u_i at every terminal that is reached",
        independent: "all players are independent",
        colluding: "whoever colludes, for each player by herself",
      },
      structures: ({ players }) => (players === "colluding" ? "any" : "independent"),
      corners: marketCorners,
      argument: (switches) =>
        meant(switches, made) === "heads"
          ? "All contexts: by Lemmas 3, 4, 10 and 11 everybody votes YES and P*_i = d_i outside the block of player 1, so that u_i = 2ε at terminal d, and u_i = 0 after (E, 0)."
          : "All contexts: u_i = 2ε − δ(n − 1)(θ_i(E_i) + ε)/n where E is not optimal, and 0 where it is.",
      isInside: ({ context }) =>
        !made.includes(worthless) ||
        others({ context }).every((player) => worthOf(context, context.endowment, player) >= 0n),
      holdsFor(world, play, switches) {
        if (play === "status quo") return true;
        const { context } = world;
        const stakes = allLegalStakes(context);
        const { R, discount, delta } = stakes;
        const isBetween = (x: typeof discount, unit: typeof discount) =>
          isNeverNegative(world, x) &&
          isNeverNegative(world, R.subtract(R.multiply(R.multiply(R.integer(2n), discount), unit), x));
        const over = meant(switches, made);
        return ofWhom(world, made).every((player) => {
          const group = [player];
          const unit = R.integer(unitOf(context));
          const { heads, tails } = groupUtility(stakes, context, play.priced, play.votes, group);
          if (over === "expected") return isBetween(tails.reduce(affines.add, heads), unit);
          const sure = groupUtility(atHeads(stakes), context, play.priced, play.votes, group).heads;
          const atNode = R.multiply(R.integer(boundOf(context)), delta);
          return isBetween(sure, unit) && (over === "heads" || tails.every((x) => isBetween(x, atNode)));
        });
      },
      bounds: (world, reached, switches) =>
        ofWhom(world, made).flatMap((player) =>
          utilitiesAt(world, reached, player, meant(switches, made)).map(({ value, at }) => ({
            value,
            low: zero,
            high: multiply(rational(2n), world.stakes.discount),
            of: `player ${player}${at}`,
          })),
        ),
      formula: () => "0 <= u_i <= 2ε",
      evidence: (_, switches) => evidence(switches),
      ...(made.length === 0 && {
        repair: (reading) =>
          repairOf(reading, {
            statement: repaired(reading.switches),
            changes: changesOf(reading.switches),
            claim: (changes) => twoEpsilon(tree, changes),
          }),
      }),
    },
    tree,
  );

const repaired = ({ utility, players }: Switches): string => {
  const who = players === "colluding" ? "every player outside the block of player 1" : "every player other than 1";
  if (utility !== "expected")
    return `For ${who}, 0 ≤ u_i ≤ 2ε at terminals b and d, hence with probability at least 1 − δ.`;
  return `For ${who}, 0 ≤ u_i ≤ 2ε in expectation where nobody but player 1 brings goods that are worth less than 0 to her.`;
};

const evidence = ({ utility }: Switches) => ({
  exactly:
    utility === "expected"
      ? "u_i = 2ε − δ(n − 1)(θ_i(E_i) + ε)/n where E is not optimal: above 2ε as soon as θ_i(E_i) ≤ −1, by less than ε"
      : utility === "heads"
        ? "u_i = 2ε where E is not optimal, for every i outside the block of player 1"
        : "under Tails u_i = ε − θ_i(E_i) where another player is drawn, from ε − B + 1 to ε + B − 1",
  inside: "within the block of player 1 prices are free, so that one member's utility may be anything",
});
