import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { playersOf } from "../../src/mechanisms/acm/context.js";
import { type Coalition, coalitionsOf, solved, strictlyDominant } from "../../src/notions/collusive-dominance.js";
import * as Q from "../../src/number/rational.js";
import { naiveContexts, naiveInstance, naiveSaid, parted, relieved, smallDiscount } from "./naive-cases.js";
import { contextCorners, naiveClaim, priceChanges, rangeOf } from "./naive-claim.js";
import { announcedWithin, gameOf, isEndowmentBest, isSmall, printedRange, rootOf } from "./naive-world.js";
import { allSaid, isNothing, type PlainGame, plainlyBest, plainUtility, type Said, say, upTo } from "./plain-naive.js";

const withoutFirst = "blocks without player 1";
const prices = [priceChanges.wide, priceChanges.free];

/** Players 2 and 3 together, the others by themselves; or all by themselves. */
const partitionWith = (players: number, isTogether: boolean): readonly Coalition[] => {
  const rest = upTo(players).map((i) => i + 1);
  return isTogether ? [[2, 3], ...rest.filter((i) => i !== 2 && i !== 3).map((i) => [i])] : rest.map((i) => [i]);
};

/** Section 5.1, "A Collusion Problem". */
export const naive4Collusion = (made: readonly string[] = [], mechanism = "acm/naive-4"): Claim<Example> => {
  const range = rangeOf(made);
  // At the gate only where one change is undone, which these show to be needed.
  const isNamed = (budget: Budget) =>
    prices.some((change) => made.includes(change)) && (budget !== "gate" || made.length < prices.length);
  const isOutside = (what: string | undefined) => what === "others-cds" || made.includes(withoutFirst);
  return naiveClaim([mechanism], {
    id: "acm/naive-4-collusion",
    place: "Section 5.1, A Collusion Problem",
    statement:
      "Where player 1 knows that either {2, 3} is a coalition or all players are independent, some announcement is rational for her in one case and not in the other.",
    hypotheses: ["0 < e < 1/(3n)", ...made],
    readings: readingsOf({ what: ["undecided-block", "others-cds", "all-cds"] }),
    switchMeanings: {
      "undecided-block":
        "n >= 3, in every context in which E is not optimal: something is best with {2, 3} as a block, and is not best with independent players",
      "others-cds": "every coalition without player 1 has a strictly dominant strategy after every announcement",
      "all-cds":
        "every coalition, those with player 1 too, has a strictly dominant strategy after every announcement (Definition 1)",
    },
    instances: (budget) =>
      [...naiveContexts(budget, made), ...(isNamed(budget) ? [relieved, parted] : [])].map((context, i) =>
        naiveInstance(mechanism, context, { discount: smallDiscount(context.players, i) }),
      ),
    describe: (budget) =>
      `${naiveSaid(budget, made)}${isNamed(budget) ? ", two of (3, 2, 2) by name" : ""}: all announcements, all votes; e = 1/(6n), 999/(3000n) and 1/(3000n) by turns${made.map((change) => `; ${change}`).join("")}`,
    argument: ({ what }) =>
      what === "undecided-block"
        ? prices.every((change) => made.includes(change))
          ? "All contexts and e: with {2, 3} as a block, P_2 = d_2 + 1 and P_3 = d_3 - 1 are as good for player 1 as a truthful outcome, for the two vote by the sum; with independent players 2 votes NO, and player 1 gets less than 0. |d_i| <= 2B - 2, so that these prices are legal."
          : undefined
        : isOutside(what)
          ? "All contexts and e: without player 1 a block gets the chance of what is announced times Σ_C (d_i - P_i) + |C|e, which is not 0 for |C|e < 1; the chance strictly increases with the votes YES."
          : undefined,
    corners: {
      "three players": contextCorners["three players"]!,
      "E does not": contextCorners["E does not"]!,
      "E maximises social welfare": contextCorners["E maximises social welfare"]!,
      "no goods": contextCorners["no goods"]!,
    },
    decide(world, { what }) {
      const { context } = world;
      if (!isSmall(world)) return undefined;
      if (what === "undecided-block") {
        if (context.players < 3 || isEndowmentBest(context)) return undefined;
        const [together, apart] = [true, false].map((isTogether) =>
          rootOf(world, partitionWith(context.players, isTogether), range),
        );
        if (together === undefined || apart === undefined) return false;
        const keys = new Set(apart.optima.map(keyOf));
        return together.optima.some((announced) => !keys.has(keyOf(announced)));
      }
      const blocks = coalitionsOf(context.players).filter((block) => !isOutside(what) || !block.includes(1));
      return [...announcedWithin(context, printedRange)].every((announced) => {
        const game = solved(gameOf(world, announced), playersOf(context).length);
        return blocks.every((block) => strictlyDominant(game, block) !== undefined);
      });
    },
    sides(game, { what }, world) {
      if (!isSmall(world)) return undefined;
      if (what === "undecided-block") {
        if (game.n < 3 || game.isEndowmentBest) return undefined;
        const all = allSaid(game, range);
        const voters = (isTogether: boolean) => partitionWith(game.n, isTogether).filter(([first]) => first !== 1);
        const [together, apart] = [plainlyBest(game, all, voters(true)), plainlyBest(game, all, voters(false))];
        const only = together.optima.filter((one) => !apart.optima.includes(one));
        return {
          left: only.length,
          right: 1,
          larger: "left",
          holds: only.length > 0,
          inequality: "announcements that are best only with {2, 3} as a block >= 1",
          explanation:
            only.length > 0
              ? `${say(only[0]!)} is best with the block, worth ${Q.printRational(together.utility)}, and not with independent players`
              : `all that is best with the block, worth ${Q.printRational(together.utility)}, is best with independent players, such as ${say(together.optima[0]!)}`,
        };
      }
      const blocks = coalitionsOf(game.n).filter((block) => !isOutside(what) || !block.includes(1));
      const bad = allSaid(game, printedRange).flatMap((said) =>
        blocks.filter((block) => !hasOneBest(game, said, block)).map((block) => ({ said, block })),
      );
      return {
        left: bad.length,
        right: 0,
        larger: "right",
        holds: bad.length === 0,
        inequality: "announcements and coalitions without a strictly dominant strategy <= 0",
        explanation: bad[0]
          ? `after ${say(bad[0].said)} {${bad[0].block.join(", ")}} has no strictly dominant strategy`
          : "each coalition has one after each announcement",
      };
    },
    evidence: (_, { what }) =>
      what === "all-cds"
        ? {
            "which notion fails":
              "root-solvability for every n >= 3: where Σ_C (d_i - P_i) = 0 for a block C with player 1 and without another voter, C gets -(n - |C|)e if all vote YES; that is less than 0 but more than the fine, so that YES is best where the others vote YES and NO where they vote NO",
          }
        : {},
    repairs: [
      {
        statement: "With the prices of the final mechanism some announcement is best only with {2, 3} as a block.",
        changes: prices,
        of: ["undecided-block"],
        claim: (kept) => naive4Collusion(kept, mechanism),
      },
      {
        statement: "Every block without player 1 has a strictly dominant strategy after every announcement.",
        changes: [withoutFirst],
        of: ["all-cds"],
        claim: (kept) => naive4Collusion(kept, mechanism),
      },
    ],
  });
};

const keyOf = ({
  allocation,
  prices: paid,
}: {
  allocation: readonly number[];
  prices: readonly Q.Rational[];
}): string => `${allocation.join()};${paid.map(Q.printRational).join()}`;

/** Whether the same votes of a block are its only best ones, however many others vote YES. */
function hasOneBest(game: PlainGame, said: Said, block: Coalition): boolean {
  const own = block.filter((player) => player !== 1).length;
  if (own === 0 || isNothing(game, said)) return true;
  const best = upTo(game.n - own).map((others) => {
    const worths = upTo(own + 1).map((yes) => plainUtility(game, said, block, others + yes));
    const most = worths.reduce(Q.maximum);
    const at = upTo(own + 1).filter((yes) => Q.compare(worths[yes]!, most) === 0);
    // Some of several members voting YES can be different ones.
    return at.length === 1 && (at[0] === 0 || at[0] === own) ? at[0]! : -1;
  });
  return best.every((yes) => yes >= 0 && yes === best[0]);
}
