import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { boundOf, type Context, isStatusQuo, type Outcome, playersOf } from "../../src/mechanisms/acm/context.js";
import { isSentAway, market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { equals, rational, zero } from "../../src/number/rational.js";
import type { Affine } from "../../src/number/triangle.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../repairs.js";
import { firstBlock, isEndowmentBest, semiTruthful } from "./claimed-set.js";
import { marketCorners } from "./market-claim.js";
import {
  expectedUtility,
  type MarketTree,
  type MarketWorld,
  printAnnouncement,
  readAnnouncement,
} from "./market-world.js";
import { groupUtility, votesAfter } from "./priced-play.js";
import { drawnCases, drawnSaid } from "./relabelled.js";
import { announcedAt } from "./root-claim.js";
import { worldClaim } from "./world-claim.js";

const traded = "SW(E) < max";
const inRange = "the prices are integers of (−2B, 2B)";

/** Best allocations at prices d_i outside the block of player 1, with every price within it of a list. */
function schemesOf(world: MarketWorld, inside: readonly number[]): readonly (readonly Outcome[])[] {
  const first = firstBlock(world);
  return semiTruthful(world).map(({ allocation, prices }) => {
    let lists: readonly (readonly number[])[] = [[]];
    for (const player of playersOf(world.context).slice(1)) {
      const own = first.includes(player) ? inside : [prices[player - 1]!];
      lists = lists.flatMap((list) => own.map((price) => [...list, price]));
    }
    return lists.map((list) => announcedAt(allocation, list));
  });
}

/** 0, 1, −1, … within (−2B, 2B), and 2B where any integer may be asked. */
function insidePrices(context: Context, isAny: boolean): readonly number[] {
  const limit = Number(2n * boundOf(context));
  const legal = Array.from({ length: limit }, (_, size) => (size === 0 ? [0] : [size, -size])).flat();
  return isAny ? [...legal, limit] : legal;
}

/** nB times the utility of the block of player 1, for all legal stakes; undefined where a block has no strictly dominant strategy. */
function utilityOf(world: MarketWorld, announced: Outcome): Affine | undefined {
  const { context } = world;
  const stakes = allLegalStakes(context);
  const { R } = stakes;
  if (isStatusQuo(context, announced)) return R.zero;
  const unit = BigInt(context.players) * boundOf(context);
  if (isSentAway(context, announced)) return R.integer(-unit);
  const priced = {
    allocation: announced.allocation,
    prices: announced.prices.map(({ numerator }) => Number(numerator)),
  };
  const votes = votesAfter(stakes, world, priced);
  if (votes === undefined) return undefined;
  const { heads, tails } = groupUtility(stakes, context, priced, votes, firstBlock(world));
  return [heads, ...tails].reduce(R.add);
}

/** Section 5.3: prices within the block of player 1 are free. */
export const remarkInternalPrices = (tree: MarketTree = market, made: readonly string[] = []): Claim => {
  const isAny = ({ prices }: Switches): boolean => prices === "any" && !made.includes(inRange);
  const isTraded = ({ when }: Switches): boolean => when === "trading" || made.includes(traded);
  const isInside = (world: MarketWorld, switches: Switches): boolean =>
    firstBlock(world).length > 1 && (!isTraded(switches) || !isEndowmentBest(world));
  const changesOf = (switches: Switches): readonly string[] => [
    ...(switches.prices === "any" ? [inRange] : []),
    ...(switches.when === "always" ? [traded] : []),
  ];
  return worldClaim(
    {
      id: "acm/remark-internal-prices",
      place: "Section 5.3",
      statement:
        "Internally to his own block player 1 is free to choose from many pricing schemes without risks and without gains: with a best allocation, and prices d_i outside the block of player 1, its utility is the same whatever the prices of its members.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", "player 1 is in a block with others", ...made],
      readings: readingsOf({ prices: ["legal", "any"], when: ["always", "trading"] }),
      switchMeanings: {
        legal: "integers of (−2B, 2B) for the members other than 1",
        any: "any integers",
        always: "in every context",
        trading: "where SW(E) < max",
      },
      structures: () => "any",
      examples: (budget) => drawnCases(budget, "any"),
      describe: (budget) => drawnSaid(budget, "any"),
      scope:
        "all best allocations, all prices within the block of player 1 (2B for all that are larger), all legal stakes at once",
      argument: (switches) =>
        isTraded(switches) && !isAny(switches)
          ? "All sizes: prices within the block of player 1 only move money between its members, at every terminal; its votes are all YES (Lemma 9), and those of the others depend on their own prices. (E, 0) is not among these announcements as E is not best."
          : undefined,
      corners: marketCorners,
      decide(world, switches) {
        if (!isInside(world, switches)) return "outside";
        const { R, sign } = allLegalStakes(world.context);
        for (const schemes of schemesOf(world, insidePrices(world.context, isAny(switches)))) {
          const utilities = schemes.map((announced) => utilityOf(world, announced));
          const at = utilities.findIndex(
            (utility) => utility === undefined || sign(R.subtract(utility, utilities[0]!)) !== 0,
          );
          if (at >= 0) {
            const choices = { announced: printAnnouncement(schemes[0]!), shifted: printAnnouncement(schemes[at]!) };
            return { fails: choices };
          }
        }
        return "holds";
      },
      choices: (switches) => ({
        announced: (world, given) =>
          given.announced === undefined
            ? schemesOf(world, insidePrices(world.context, isAny(switches))).flatMap((list) =>
                list.map(printAnnouncement),
              )
            : [given.announced],
        shifted: (world, given) =>
          given.shifted === undefined
            ? schemesOf(world, insidePrices(world.context, isAny(switches)))
                .filter(([member]) => isSameAllocationAs(world, member!, given))
                .flatMap((list) => list.map(printAnnouncement))
            : [given.shifted],
      }),
      sides(world, choices, switches) {
        const first = firstBlock(world);
        const read = (name: string) => readAnnouncement(choices[name], `choices.${name}`, world);
        const [x, y] = [read("announced"), read("shifted")];
        const isMeant = schemesOf(world, insidePrices(world.context, isAny(switches))).some((list) =>
          [x, y].every((one) => list.some((other) => isSame(one, other))),
        );
        const [before, after] = [x, y].map((announced) => {
          const reached = world.played(announced);
          return reached && expectedUtility(world, reached, first);
        });
        return {
          left: before ?? zero,
          right: after ?? rational(1n),
          larger: "left",
          holds: before !== undefined && after !== undefined && equals(before, after),
          hypotheses: isMeant && isInside(world, switches) ? "inside" : "outside",
          inequality: "u of the block of player 1 at some prices within it = u at others",
          explanation: `the block is {${first.join(", ")}}${[x, y].some((one) => isStatusQuo(world.context, one)) ? "; one of the announcements is (E, 0)" : ""}${[x, y].some((one) => isSentAway(world.context, one)) ? "; one of them is sent away" : ""}`,
        };
      },
      repair: (reading) =>
        repairedBy({
          statement: `The utility of the block of player 1 is the same at all prices within it if ${changesOf(reading.switches).join(" and ")}.`,
          changes: changesOf(reading.switches),
          claim: (changes) => remarkInternalPrices(tree, changes),
          of: ["legal+always", "any+always", "any+trading"],
        })(reading),
    },
    tree,
  );
};

const isSame = (x: Outcome, y: Outcome): boolean =>
  x.allocation.every((owner, good) => owner === y.allocation[good]) &&
  x.prices.every((price, i) => equals(price, y.prices[i]!));

const isSameAllocationAs = (world: MarketWorld, { allocation }: Outcome, { announced }: JsonObject): boolean =>
  readAnnouncement(announced, "choices.announced", world).allocation.every((owner, good) => owner === allocation[good]);
