import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { isStatusQuo } from "../../src/mechanisms/acm/context.js";
import { printRational, type Rational } from "../../src/number/rational.js";
import { naiveContexts, naiveInstance, naiveSaid, wideDiscount } from "./naive-cases.js";
import { contextCorners, naiveClaim, priceChanges, rangeOf } from "./naive-claim.js";
import { announcedWithin, bestOf, isEndowmentBest, isModest, isTruthful, utilityBySign } from "./naive-world.js";
import { allSaid, isNothing, isPlainlyTruthful, plainlyBest, say } from "./plain-naive.js";

const changes = [priceChanges.wide, priceChanges.free];

/** Section 5.1: what player 1 announces in Naive-2. */
export const naive2Truthful = (made: readonly string[] = [], mechanism = "acm/naive-2"): Claim<Example> => {
  const range = rangeOf(made);
  const isRepaired = changes.every((change) => made.includes(change));
  return naiveClaim([mechanism], {
    id: "acm/naive-2-truthful",
    place: "Section 5.1, Naive-2",
    statement:
      "Where E does not maximise social welfare and (n-1)e < 1, player 1 maximises her utility by announcing a truthful outcome; where E does, (E, 0) is a way out. The others vote YES exactly if d_i - P_i >= 0.",
    hypotheses: ["0 < e", "(n - 1)e < 1", "n = 1: e < 1", ...made],
    readings: readingsOf({ best: ["truthful-is-best", "only-truthful", "way-out"] }),
    switchMeanings: {
      "truthful-is-best": "E not optimal: some truthful outcome can be announced and is best",
      "only-truthful": "E not optimal: what is best is truthful, and there are such outcomes",
      "way-out": "E optimal: announcing (E, 0) is best, and worth 0",
    },
    instances: (budget) =>
      naiveContexts(budget, made).map((context, i) =>
        naiveInstance(mechanism, context, { discount: wideDiscount(context.players, i) }),
      ),
    describe: (budget) =>
      `${naiveSaid(budget, made)}: all announcements; e = 1/(2n), 999/(1000n) and 1/(1000n) by turns${made.map((change) => `; ${change}`).join("")}`,
    argument: ({ best }) =>
      best === "way-out"
        ? "All contexts and e: what is accepted has P_i <= d_i for i ≠ 1, and is worth at most SW(A) - SW(E) - (n-1)e <= 0 to player 1; what is refused is worth 0."
        : isRepaired
          ? "All contexts and e: what is accepted has P_i <= d_i for i ≠ 1, and is worth d_1 + Σ_{i≠1} P_i - (n-1)e to player 1. That is at most D - (n-1)e with D = max SW - SW(E) >= 1, with equality exactly for truthful outcomes; |d_i| <= 2B - 2, so that all of these can be announced. Anything else is worth 0 < D - (n-1)e."
          : undefined,
    corners: contextCorners,
    decide(world, { best }) {
      const { context } = world;
      if (!isModest(world) || isEndowmentBest(context) !== (best === "way-out")) return undefined;
      const { utility, optima } = bestOf(announcedWithin(context, range), (announced) =>
        utilityBySign(world, announced),
      );
      if (best === "way-out") {
        return utility.numerator === 0n && optima.some((announced) => isStatusQuo(context, announced));
      }
      return best === "only-truthful"
        ? optima.every((announced) => isTruthful(context, announced))
        : optima.some((announced) => isTruthful(context, announced));
    },
    sides(game, { best }, world) {
      if (!isModest(world) || game.isEndowmentBest !== (best === "way-out")) return undefined;
      const { utility, optima } = plainlyBest(game, allSaid(game, range));
      const good = optima.filter((said) => (best === "way-out" ? isNothing : isPlainlyTruthful)(game, said));
      const need = best === "only-truthful" ? optima.length : 1;
      return {
        left: good.length,
        right: need,
        larger: "left",
        holds: good.length >= need && (best !== "way-out" || utility.numerator === 0n),
        inequality: `best announcements that are ${best === "way-out" ? "(E, 0)" : "truthful"} >= ${best === "only-truthful" ? "all best announcements" : "1"}`,
        explanation: explained(utility, say(optima[0]!), game.bestWelfare - game.welfare(game.endowment)),
      };
    },
    evidence: () => ({
      "without (n-1)e < 1": "a truthful outcome with D = 1 is worth 1 - (n-1)e <= 0, no more than (E, 0)",
      "two players":
        "it falls from (2, 2, 2) on, and for no (2, 1, k): good 1 worth 1 to player 2, good 2, which she has, worth -1, and d_2 = 2 = B",
      "no trade at all":
        "(3, 2, 2): player 1 has both goods, worth 1 together; each is worth 1 to one other player. D = 1, but P_1 > -2, so that she gains by no outcome and (E, 0) is best",
    }),
    repairs: isRepaired
      ? []
      : [
          {
            statement: "With the prices of the final mechanism exactly the truthful outcomes are best.",
            changes,
            of: ["truthful-is-best", "only-truthful"],
            claim: (kept) => naive2Truthful(kept, mechanism),
          },
        ],
  });
};

const explained = (utility: Rational, best: string, difference: number): string =>
  `the most player 1 can get is ${printRational(utility)}, by ${best}; max SW - SW(E) = ${difference}`;
