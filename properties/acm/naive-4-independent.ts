import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { isStatusQuo, playersOf } from "../../src/mechanisms/acm/context.js";
import { printRational } from "../../src/number/rational.js";
import { naiveContexts, naiveInstance, naiveSaid, smallDiscount } from "./naive-cases.js";
import { contextCorners, naiveClaim, priceChanges, rangeOf } from "./naive-claim.js";
import { isEndowmentBest, isSmall, isTruthful, rootOf } from "./naive-world.js";
import { allSaid, isNothing, isPlainlyTruthful, plainlyBest, say } from "./plain-naive.js";

const several = "n >= 2";
const prices = [priceChanges.wide, priceChanges.free];

/** Section 5.1: Naive-4 where it is known that all players are independent. */
export const naive4Independent = (made: readonly string[] = [], mechanism = "acm/naive-4"): Claim<Example> => {
  const range = rangeOf(made);
  const isInside = (players: number, { crowd }: Switches) => players > 1 || (crowd === "any-number" && !made.includes(several)); // biome-ignore format: one line
  const repair = (changes: readonly string[], of: string) => ({
    statement:
      "With the prices of the final mechanism and n >= 2 exactly the truthful outcomes are rational, and (E, 0) where E is optimal.",
    changes,
    of: [of],
    claim: (kept: readonly string[]) => naive4Independent(kept, mechanism),
  });
  return naiveClaim([mechanism], {
    id: "acm/naive-4-independent",
    place: "Section 5.1, A Collusion Problem",
    statement:
      "Where it is common knowledge that all players are independent, no announcement is rational for player 1 that is not truthful, nor one other than (E, 0) where E maximises social welfare.",
    hypotheses: ["0 < e < 1/(3n)", ...made],
    readings: readingsOf({ crowd: ["several-players", "any-number"] }),
    switchMeanings: {
      "several-players": "with n >= 2: some truthful outcome is best, and nothing else",
      "any-number": "with one player too",
    },
    instances: (budget) =>
      naiveContexts(budget, made).map((context, i) =>
        naiveInstance(mechanism, context, { discount: smallDiscount(context.players, i) }),
      ),
    describe: (budget) =>
      `${naiveSaid(budget, made)}: all announcements, all votes; e = 1/(6n), 999/(3000n) and 1/(3000n) by turns${made.map((change) => `; ${change}`).join("")}`,
    argument: ({ crowd }) =>
      prices.every((change) => made.includes(change)) && (crowd === "several-players" || made.includes(several))
        ? "All contexts and e: by the sign of d_i - P_i + e every vote is strictly dominant, for the chance of what is announced strictly increases with the votes YES. What all accept is worth at most D - (n-1)e to player 1, exactly for truthful outcomes, which can be announced. Else she gets at most -(1 - e) + e(n-2)/(nB)·(d_1 - P_1) with d_1 - P_1 < 2nB, less than -1 + e(2n - 3) < 0."
        : undefined,
    corners: {
      "two players": contextCorners["two players"]!,
      "three players": contextCorners["three players"]!,
      "no goods": contextCorners["no goods"]!,
      "only values 0": contextCorners["only values 0"]!,
      "E maximises social welfare": contextCorners["E maximises social welfare"]!,
      "E does not": contextCorners["E does not"]!,
    },
    decide(world, switches) {
      const { context } = world;
      if (!isSmall(world) || !isInside(context.players, switches)) return undefined;
      const partition = playersOf(context).map((player) => [player]);
      const best = rootOf(world, partition, range);
      if (best === undefined) return false;
      return best.optima.every((announced) =>
        isEndowmentBest(context) ? isStatusQuo(context, announced) : isTruthful(context, announced),
      );
    },
    sides(game, switches, world) {
      if (!isSmall(world) || !isInside(game.n, switches)) return undefined;
      const { utility, optima } = plainlyBest(game, allSaid(game, range));
      const wrong = optima.filter((one) => !(game.isEndowmentBest ? isNothing : isPlainlyTruthful)(game, one));
      return {
        left: wrong.length,
        right: 0,
        larger: "right",
        holds: wrong.length === 0,
        inequality: `best announcements that are not ${game.isEndowmentBest ? "(E, 0)" : "truthful"} <= 0`,
        explanation: `${say((wrong[0] ?? optima[0])!)} is best, worth ${printRational(utility)}; max SW - SW(E) = ${game.bestWelfare - game.welfare(game.endowment)}`,
      };
    },
    evidence: () => ({
      "which notion fails":
        "as printed, no truthful outcome may be legal: player 1's price is -Σ d_i, and d_i itself may be up to 2B - 2",
      "two players": "from (2, 2, 2) on: good 1 worth 1 to player 2, good 2, which she has, worth -1; d_2 = 2 = B",
    }),
    repairs: [repair(prices, "several-players"), repair([...prices, several], "any-number")],
  });
};
