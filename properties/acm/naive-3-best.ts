import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { isStatusQuo } from "../../src/mechanisms/acm/context.js";
import { type Coalition, coalitionsOf, solved, strictlyDominant } from "../../src/notions/collusive-dominance.js";
import * as Q from "../../src/number/rational.js";
import { compare, multiply, rational, signOfRational } from "../../src/number/rational.js";
import { naiveContexts, naiveInstance, naiveSaid, wideDiscount } from "./naive-cases.js";
import { contextCorners, naiveClaim } from "./naive-claim.js";
import { announcedWithin, gameOf, isModest, type NaiveWorld, printedRange, surplusOf } from "./naive-world.js";
import { allSaid, isNothing, type PlainGame, plainUtility, remainder, say, surplus, upTo } from "./plain-naive.js";

const modest = "(n - 1)e < 1 and e < 1";
const withoutFirst = "C without player 1";

/** Discounts with which all probabilities are at most 1: eY/n <= 1 for Y <= n − 2. */
const isPossible = ({ context: { players }, parameters: { discount } }: NaiveWorld): boolean =>
  signOfRational(discount) > 0 &&
  compare(multiply(discount, rational(BigInt(Math.max(players - 2, 0)))), rational(BigInt(players))) <= 0;

/** Section 5.1: what Naive-3 ensures. */
export const naive3UniqueBest = (made: readonly string[] = [], mechanism = "acm/naive-3"): Claim<Example> => {
  const isInside = (world: NaiveWorld, { discount }: Readonly<Record<string, string>>) =>
    isPossible(world) && (discount === "any-discount" && !made.includes(modest) ? true : isModest(world));
  const blocksOf = (players: number, { who }: Readonly<Record<string, string>>): readonly Coalition[] =>
    who === "each-player"
      ? upTo(players - 1).map((i) => [i + 2])
      : coalitionsOf(players).filter(
          (block) =>
            block.some((i) => i !== 1) &&
            (who === "every-block" && !made.includes(withoutFirst) ? true : !block.includes(1)),
        );
  const repair = (changes: readonly string[], of: string) => ({
    statement: "With (n - 1)e < 1 and e < 1 voting by sign is uniquely best for every block without player 1.",
    changes,
    of: [of],
    claim: (kept: readonly string[]) => naive3UniqueBest(kept, mechanism),
  });
  return naiveClaim([mechanism], {
    id: "acm/naive-3-unique-best-response",
    place: "Section 5.1, Naive-3",
    statement:
      "A player's unique best response, whatever the others vote, is YES if d_i - P_i >= 0 and NO otherwise, after every announcement but (E, 0).",
    hypotheses: ["0 < e", "eY/n <= 1 for all Y < n - 1", ...made],
    readings: readingsOf(
      { discount: ["modest-discount", "any-discount"] },
      { who: ["each-player", "outside-blocks", "every-block"] },
    ),
    switchMeanings: {
      "modest-discount": "(n - 1)e < 1 as in Naive-2, and e < 1",
      "any-discount": "every e > 0 with which the chances are chances: the text does not say",
      "each-player": "every player other than 1 by herself",
      "outside-blocks": "every coalition without player 1 as well, by the sign of its sum",
      "every-block": "coalitions with player 1 as well",
    },
    instances: (budget, { discount }) =>
      naiveContexts(budget).map((context, i) =>
        naiveInstance(mechanism, context, {
          discount: discount === "any-discount" && remainder(i, 2) === 0 ? "1" : wideDiscount(context.players, i),
        }),
      ),
    describe: (budget, { discount }) =>
      `${naiveSaid(budget)}: all announcements, all votes; ${discount === "any-discount" ? "e = 1 at every other context, else " : ""}e = 1/(2n), 999/(1000n) and 1/(1000n) by turns`,
    argument: ({ who, discount }) =>
      (who !== "every-block" || made.includes(withoutFirst)) &&
      (discount === "modest-discount" || made.includes(modest))
        ? "All contexts and e: a block C gets the chance of what is announced times Σ_C (d_i - P_i) + |C|e, an integer and less than 1. The chance eY/n, 1 for Y = n - 1, strictly increases with Y, for e(n - 2)/n < 1; so all YES or all NO is uniquely best, by the sign of that factor, which is not 0."
        : undefined,
    corners: {
      "two players": contextCorners["two players"]!,
      "three players": contextCorners["three players"]!,
      "no goods": contextCorners["no goods"]!,
      "E maximises social welfare": contextCorners["E maximises social welfare"]!,
    },
    decide(world, switches) {
      const { context } = world;
      if (!isInside(world, switches) || context.players === 1) return undefined;
      const blocks = blocksOf(context.players, switches);
      return [...announcedWithin(context, printedRange)].every((announced) => {
        if (isStatusQuo(context, announced)) return true;
        const game = solved(gameOf(world, announced), context.players);
        return blocks.every((block) => {
          const joint = strictlyDominant(game, block);
          const isYes = surplusOf(context, announced, block) >= 0n;
          return joint?.actions.every((action) => action === (isYes ? "YES" : "NO")) ?? false;
        });
      });
    },
    sides(game, switches, world) {
      if (!isInside(world, switches) || game.n === 1) return undefined;
      const blocks = blocksOf(game.n, switches);
      let least: { loss: Q.Rational; told: string } | undefined;
      for (const said of allSaid(game, printedRange)) {
        if (isNothing(game, said)) continue;
        for (const block of blocks) {
          const isYes = block.reduce((sum, player) => sum + surplus(game, said, player), 0) >= 0;
          for (const { yes, loss } of lossesOf(game, block, isYes, (total) => plainUtility(game, said, block, total))) {
            if (least !== undefined && Q.compare(loss, least.loss) >= 0) continue;
            least = {
              loss,
              told: `${say(said)}: {${block.join(", ")}} by sign votes ${isYes ? "YES" : "NO"}, where ${yes} others vote YES; another vote costs ${Q.printRational(loss)}`,
            };
          }
        }
      }
      if (least === undefined) return { left: 1, right: 0, larger: "left", holds: true, inequality: "1 > 0", explanation: "nothing but (E, 0) can be announced" }; // biome-ignore format: one line
      return {
        left: least.loss,
        right: 0,
        larger: "left",
        holds: least.loss.numerator > 0n,
        inequality: "what it costs least to vote otherwise than by sign > 0",
        explanation: least.told,
      };
    },
    evidence: (_, { who }) => ({
      ...(who === "every-block" && {
        "everybody together":
          "the discounts cancel in the block of all players: where SW(A) = SW(E) all votes give it 0, so that Naive-3 is not CDS for collusion with player 1",
      }),
      "largest discount": "for e = 1 and d_i - P_i = -1 both votes give 0, for larger ones YES is better",
    }),
    repairs: [repair([modest], "any-discount+each-player"), repair([withoutFirst], "modest-discount+every-block")],
  });
};

/** What a block loses by other votes than the told ones, for each number of YES of the others. */
function lossesOf(
  { n }: PlainGame,
  block: readonly number[],
  isYes: boolean,
  utility: (yes: number) => Q.Rational,
): readonly { yes: number; loss: Q.Rational }[] {
  const own = block.filter((player) => player !== 1).length;
  return upTo(n - own).flatMap((yes) =>
    upTo(own + 1)
      .filter((cast) => cast !== (isYes ? own : 0))
      .map((cast) => ({ yes, loss: Q.subtract(utility(yes + (isYes ? own : 0)), utility(yes + cast)) })),
  );
}
