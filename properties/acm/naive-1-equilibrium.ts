import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { allocationsOf, isSameAllocation, maxSocialWelfare, socialWelfare } from "../../src/mechanisms/acm/context.js";
import { equilibriumOutcomes } from "../../src/mechanisms/acm/naive-1.js";
import { naiveContexts, naiveInstance, naiveSaid } from "./naive-cases.js";
import { contextCorners, naiveClaim } from "./naive-claim.js";
import { isTruthful } from "./naive-world.js";
import { allSaid, type PlainGame, plainlyTruthful, type Said, say, surplus, upTo } from "./plain-naive.js";

const lower = "prices of at most d_i(A) in the place of d_i(A)";

/** Whether nobody gains by saying something else: that leaves (E, 0), or for one player what she says. */
const isStable = (game: PlainGame, said: Said): boolean =>
  game.n === 1
    ? game.allocations.every((owners) => game.gain(1, owners) <= game.gain(1, said.owners))
    : upTo(game.n).every((i) => surplus(game, said, i + 1) >= 0);

/** Section 5.1: all players announcing a truthful outcome are an equilibrium of Naive-1. */
export const naive1Equilibrium = (made: readonly string[] = []): Claim<Example> => {
  const isLower = made.includes(lower);
  return naiveClaim(["acm/naive-1"], {
    id: "acm/naive-1-equilibrium",
    place: "Section 5.1, Naive-1",
    statement: `There is an equilibrium with a socially optimal outcome: all announce the same (A, P) with A of maximal SW, P_i ${isLower ? "<=" : "="} θ_i(A_i) - θ_i(E_i) for i ≠ 1 and P_1 = -Σ_{i≠1} P_i.`,
    hypotheses: made,
    readings: readingsOf({ optimum: ["every-optimum", "some-optimum"] }),
    switchMeanings: {
      "every-optimum": "for every allocation A of maximal social welfare",
      "some-optimum": "for one of them",
    },
    instances: (budget) => naiveContexts(budget).map((context) => naiveInstance("acm/naive-1", context)),
    describe: (budget) => `${naiveSaid(budget)}: all announcements`,
    argument: () =>
      isLower
        ? "All contexts: an optimal A has θ_i(A_i) >= 0, for a bundle of negative worth is better destroyed, so d_i > -B. E less the bundles of negative worth is no better than A: Σ_i (θ_i(A_i) - max(θ_i(E_i), 0)) >= 0, and min(d_i, B - 1) is at least that summand. So the integers min(d_i, B - 1) of (-B, B) sum to at least 0, and some of them can be lowered, none below -B + 1, until they sum to 0. With these prices nobody gets less than 0, which is what she gets by saying something else; one player alone gets the most there is."
        : undefined,
    corners: contextCorners,
    decide({ context }, { optimum }) {
      const stable = equilibriumOutcomes(context).filter((outcome) => isLower || isTruthful(context, outcome));
      const most = maxSocialWelfare(context);
      const best = [...allocationsOf(context)].filter((allocation) => socialWelfare(context, allocation) === most);
      const isReached = (allocation: readonly number[]) =>
        stable.some((outcome) => isSameAllocation(outcome.allocation, allocation));
      return optimum === "every-optimum" ? best.every(isReached) : best.some(isReached);
    },
    sides(game, { optimum }) {
      const best = game.allocations.filter((owners) => game.welfare(owners) === game.bestWelfare);
      const legal = allSaid(game, { isWide: false, isFree: false }).filter((said) => isStable(game, said));
      const missed = best.filter((owners) => {
        const truthful = plainlyTruthful(game, owners);
        return !legal.some(
          (said) => said.owners.join() === owners.join() && (isLower || said.prices.join() === truthful.prices.join()),
        );
      });
      const right = optimum === "every-optimum" ? 0 : best.length - 1;
      return {
        left: missed.length,
        right,
        larger: "right",
        holds: missed.length <= right,
        inequality:
          "optimal allocations that are no outcome of such an equilibrium <= those that may be, 0 or all but one",
        explanation:
          missed.length === 0
            ? "all may be announced, and nobody gains by saying something else"
            : `${say(plainlyTruthful(game, missed[0]!))} is optimal; prices must lie in (${-game.B}, ${game.B})`,
      };
    },
    evidence: () => ({
      "two players":
        "it falls from (2, 2, 2) on, and for no (2, 1, k): good 1 worth 1 to player 2, good 2, which she has, worth -1, and d_2 = 2 = B",
      "each gain legal":
        "from (3, 1, 2) on: the good goes from player 2, to whom it is worth -1, to player 3, to whom it is worth 1; P_1 = -2",
    }),
    repairs: isLower
      ? []
      : [
          {
            statement:
              "For every optimal A there are legal prices P_i <= d_i(A) with which all announcing (A, P) are an equilibrium.",
            changes: [lower],
            of: ["every-optimum", "some-optimum"],
            claim: (changes) => naive1Equilibrium(changes),
          },
        ],
  });
};
