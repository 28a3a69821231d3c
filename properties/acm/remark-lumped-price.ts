import type { Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import {
  type Allocation,
  allocationsOf,
  boundOf,
  gainOf,
  isSameAllocation,
  maxSocialWelfare,
  type Outcome,
  playersOf,
  socialWelfare,
} from "../../src/mechanisms/acm/context.js";
import { isSentAway, market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { compare, signOfRational, zero } from "../../src/number/rational.js";
import { type Affine, affines } from "../../src/number/triangle.js";
import { repairOf } from "../repairs.js";
import { firstBlock, isEndowmentBest } from "./claimed-set.js";
import { lumpedCases, lumpedSaid } from "./lumped-cases.js";
import { expectedUtility, type MarketWorld } from "./market-world.js";
import { isLegal, massOf } from "./optimal-play.js";
import { groupUtility, type Priced, votesAfter } from "./priced-play.js";
import { announcedAt, rootClaim } from "./root-claim.js";

const gaining = "d_3 > 0";
const moving = "d_3 ≠ 0";
const fitting = "|d_2 + d_3| < 2B";

const readings: readonly Reading[] = ["votes", "loss", "independent", "negative"].map((says, i) => ({
  name: says,
  switches: { says },
  literal: i === 0,
}));

const changesOf: Readonly<Record<string, readonly string[]>> = {
  votes: [gaining, fitting],
  loss: [moving],
  independent: [fitting],
  negative: [],
};

const areApart = ({ says }: Switches): boolean => says === "independent" || says === "negative";

/** P_2 = d_2 + d_3, P_3 = 0, P_j = d_j for the others. */
function lumpedAt({ context }: MarketWorld, allocation: Allocation): Outcome {
  const gains = playersOf(context).map((player) => Number(gainOf(context, allocation, player)));
  return announcedAt(
    allocation,
    gains.slice(1).map((gain, i) => (i === 0 ? gain + gains[2]! : i === 1 ? 0 : gain)),
  );
}

/** The same with P_i = d_i for all. */
const truthfulAt = ({ context }: MarketWorld, allocation: Allocation): Outcome =>
  announcedAt(
    allocation,
    playersOf(context)
      .slice(1)
      .map((player) => Number(gainOf(context, allocation, player))),
  );

/** Whether the hypotheses of a reading are met at an allocation. */
function isMeant(
  { context }: MarketWorld,
  allocation: Allocation,
  switches: Switches,
  made: readonly string[],
): boolean {
  const [d2, d3] = [2, 3].map((player) => gainOf(context, allocation, player)) as [bigint, bigint];
  const sum = d2 + d3;
  const limit = 2n * boundOf(context);
  return (
    socialWelfare(context, allocation) === maxSocialWelfare(context) &&
    (!(areApart(switches) || made.includes(gaining)) || d3 > 0n) &&
    (!made.includes(moving) || d3 !== 0n) &&
    (!made.includes(fitting) || (sum < limit && sum > -limit))
  );
}

const allocationsMeant = (world: MarketWorld, switches: Switches, made: readonly string[]): readonly Allocation[] =>
  isEndowmentBest(world)
    ? []
    : [...allocationsOf(world.context)].filter((allocation) => isMeant(world, allocation, switches, made));

/** For all legal stakes, nB-fold: what the block of player 1 gets, and the votes. */
function lumpedPlay(world: MarketWorld, outcome: Outcome) {
  const stakes = allLegalStakes(world.context);
  const priced: Priced = {
    allocation: outcome.allocation,
    prices: outcome.prices.map(({ numerator }) => Number(numerator)),
  };
  const votes = votesAfter(stakes, world, priced)!;
  const { heads, tails } = groupUtility(stakes, world.context, priced, votes, firstBlock(world));
  return { votes, utility: tails.reduce(affines.add, heads) };
}

/** Whether what a reading says holds at an optimal allocation, for all legal stakes. */
function holdsAt(world: MarketWorld, allocation: Allocation, { says }: Switches): boolean {
  const lumped = lumpedAt(world, allocation);
  const { sign } = allLegalStakes(world.context);
  // Sent away player 1 gets −1, and nobody votes.
  if (isSentAway(world.context, lumped)) return says === "loss" || says === "negative";
  const { votes, utility } = lumpedPlay(world, lumped);
  const isLess = (x: Affine, y: Affine) => sign(affines.subtract(y, x)) === 1;
  if (says === "votes") return votes.together[0]! && votes.together[1]! && !votes.alone[0]!;
  if (says === "independent") return !votes.together[0]!;
  if (says === "negative") return isLess(utility, affines.zero);
  return isLess(utility, lumpedPlay(world, truthfulAt(world, allocation)).utility);
}

/** Section 5.3, last paragraph: lumping the prices of players 2 and 3. */
export const lumpedPrice = (tree = market, made: readonly string[] = []): Claim =>
  rootClaim(
    {
      id: "acm/remark-lumped-price",
      place: "Section 5.3, last paragraph",
      statement:
        "A* optimal, P_2 = d_2 + d_3, P_3 = 0, P_j = d_j for j ≠ 1, 2, 3: if {2, 3} is a coalition both say YES in step 2, player 2 says NO in step 3, and player 1 gets strictly less than with P_2 = d_2, P_3 = d_3; if they are independent and d_3 > 0, player 2 says NO and the coalition of player 1 risks a negative utility.",
      hypotheses: ["E is not optimal", "0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings,
      switchMeanings: {
        votes: "{2, 3} a coalition: both say YES in step 2, and player 2 says NO in step 3",
        loss: "{2, 3} a coalition: the coalition of player 1 gets strictly less than with the truthful prices",
        independent: "2 and 3 independent and d_3 > 0: player 2 says NO in step 2",
        negative: "2 and 3 independent and d_3 > 0: the coalition of player 1 has a negative expected utility",
      },
      structures: () => "any",
      examples: (budget, switches) => lumpedCases[areApart(switches) ? "apart" : "together"][budget](),
      describe: (budget, switches) =>
        `${lumpedSaid[budget]}, 2 and 3 ${areApart(switches) ? "independent" : "in one block"}, a fourth player with player 1 or alone: all optimal allocations, all 0 < ε < 1/(5n) and 0 < δ < ε/B at once`,
      argument: ({ says }) => arguments_[says!],
      corners: {
        "E maximises social welfare": isEndowmentBest,
        "a player with player 1": (world) => firstBlock(world).length > 1,
        "d_3 > 0": (world) => optimalGains(world).some((gain) => gain > 0n),
        "d_3 = 0": (world) => optimalGains(world).some((gain) => gain === 0n),
        "d_3 < 0": (world) => optimalGains(world).some((gain) => gain < 0n),
        "a lumped price of 2B": (world) =>
          allocationsMeant(world, { says: "loss" }, []).some((at) => isSentAway(world.context, lumpedAt(world, at))),
      },
      decide(world, switches) {
        const meant = allocationsMeant(world, switches, made);
        if (meant.length === 0) return { outside: true };
        const bad = meant.find((allocation) => !holdsAt(world, allocation, switches));
        return bad ? { holds: false, at: lumpedAt(world, bad) } : { holds: true };
      },
      announceable: (world, switches) => {
        const meant = allocationsMeant(world, switches, made);
        return (meant.length > 0 ? meant : [world.context.endowment]).map((at) => lumpedAt(world, at));
      },
      sides(world, announced, switches) {
        const { says } = switches;
        const { allocation } = announced;
        const inside =
          isLegal(world) &&
          allocationsMeant(world, switches, made).some((at) => isSameAllocation(at, allocation)) &&
          hasPricesOf(announced, lumpedAt(world, allocation));
        const isStrict = { left: zero, right: zero, larger: "right" as const };
        const reached = inside ? world.played(announced) : [];
        if (!inside || reached === undefined) {
          const hypotheses = inside ? "inside" : "outside";
          const explanation = inside ? "some block has no strictly dominant strategy" : "not what is spoken of";
          return { ...isStrict, hypotheses, holds: !inside, inequality: "lumped prices", explanation };
        }
        const first = firstBlock(world);
        const explanation = `P_2 = ${announced.prices[1]!.numerator}, P_3 = 0; rational play reaches ${reached.map(({ terminal }) => terminal.name).join(", ")}`;
        const shared = { hypotheses: "inside" as const, explanation };
        if (says === "votes" || says === "independent") {
          const wanted = says === "votes" ? /^(d|k2)$/ : /^e$/;
          const count = reached.filter(({ terminal: { name } }) => wanted.test(name)).length;
          const holds = count === (says === "votes" ? 2 : 1);
          const mass = massOf(reached, ({ name }) => wanted.test(name));
          const inequality = says === "votes" ? "terminals d and k2 are reached" : "terminal e is reached";
          return { ...shared, ...isStrict, left: zero, right: mass, holds, inequality };
        }
        const left = expectedUtility(world, reached, first);
        if (says === "negative") {
          return { ...shared, ...isStrict, left, holds: signOfRational(left) < 0, inequality: "u_CC1 < 0" };
        }
        const right = expectedUtility(world, world.played(truthfulAt(world, allocation))!, first);
        const holds = compare(left, right) < 0;
        return { ...shared, ...isStrict, left, right, holds, inequality: "u_CC1 lumped < u_CC1 truthful" };
      },
      evidence: (_, { says }) => evidence[says!]!,
      ...(made.length === 0 && {
        repair: (reading) =>
          repairOf(reading, {
            statement: repaired[reading.switches.says!] ?? "",
            changes: changesOf[reading.switches.says!]!,
            claim: (changes) => lumpedPrice(tree, changes),
          }),
      }),
    },
    tree,
  );

/** d_3 at every optimal allocation, where E is none. */
const optimalGains = (world: MarketWorld): readonly bigint[] =>
  allocationsMeant(world, { says: "loss" }, []).map((allocation) => gainOf(world.context, allocation, 3));

const hasPricesOf = (x: Outcome, y: Outcome): boolean =>
  x.prices.every((price, i) => compare(price, y.prices[i]!) === 0);

const repaired: Readonly<Record<string, string>> = {
  votes:
    "If {2, 3} is a coalition, d_3 > 0 and |d_2 + d_3| < 2B, both say YES in step 2 and player 2 says NO in step 3; if d_3 < 0 it is player 3 who says NO.",
  loss: "If {2, 3} is a coalition and d_3 ≠ 0, the coalition of player 1 gets strictly less than with the truthful prices.",
  independent: "If 2 and 3 are independent, d_3 > 0 and |d_2 + d_3| < 2B, player 2 says NO in step 2.",
};

const arguments_: Readonly<Record<string, string>> = {
  votes: "All contexts: the block gains 0 in step 2 and says YES (Lemma 7); alone player 2 gains −d_3 (Lemma 8).",
  loss: "All contexts: as for the truthful prices, but for a fine of n²B/δ with probability δ/n at the player with d_i < P_i; sent away player 1 gets −1.",
  independent: "All contexts: player 2 gains −d_3 < 0 (Lemmas 1 and 7).",
  negative:
    "All contexts: a NO in step 2 costs 2n(n − Y)B ≥ 4nB with probability (1 − δ)(1 − ε), and one in step 3 another nB in expectation, more than the coalition can gain; sent away player 1 gets −1.",
};

const evidence: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  votes: {
    "d_3 = 0": "nothing is lumped, and nobody says NO",
    "d_3 < 0": "player 3 says NO in step 3, player 2 YES",
    "|d_2 + d_3| ≥ 2B":
      "step a sends the announcement away: gains of B and more are possible where E has negative values",
  },
  loss: {
    "d_3 = 0": "the same announcement",
    difference: "at least nB − δ(2B)/n, the fine of n²B/δ with probability δ/n",
  },
  independent: { "|d_2 + d_3| ≥ 2B": "step a sends the announcement away, and player 1 pays 1" },
  negative: { least: "−1, where the lumped price is illegal" },
};
