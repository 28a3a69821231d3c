import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { decisionKey } from "../../src/game/extensive-form.js";
import { type Context, isStatusQuo, type Outcome, playersOf } from "../../src/mechanisms/acm/context.js";
import { expectedUtilities, solved, strictlyDominant } from "../../src/notions/collusive-dominance.js";
import * as Q from "../../src/number/rational.js";
import { compare } from "../../src/number/rational.js";
import { naiveContexts, naiveInstance, naiveSaid, wideDiscount } from "./naive-cases.js";
import { contextCorners, naiveClaim, priceChanges, rangeOf } from "./naive-claim.js";
import { announcedWithin, bestOf, gameOf, isModest, type NaiveWorld, surplusOf, utilityBySign } from "./naive-world.js";
import {
  acceptedUtility,
  allSaid,
  alone,
  isNothing,
  plainlyBest,
  plainUtility,
  remainder,
  type Said,
  say,
  surplus,
  upTo,
} from "./plain-naive.js";

const changes = [priceChanges.wide, priceChanges.free];
const fines = ["1", "1/1000", "1000000"];

/** Players other than 1 who lose by what is announced. */
const unhappy = (context: Context, announced: Outcome): readonly number[] =>
  isStatusQuo(context, announced)
    ? []
    : playersOf(context).filter((player) => player !== 1 && surplusOf(context, announced, [player]) < 0n);

/** Whether YES is a best response of a player to some votes of the others with a NO among them. */
function isYesBest(world: NaiveWorld, announced: Outcome, player: number, other: number): boolean {
  const votes = (own: string) =>
    new Map(
      playersOf(world.context).map((voter) => [
        decisionKey("2", voter),
        voter === player ? own : voter === other ? "NO" : "YES",
      ]),
    );
  const game = gameOf(world, announced);
  const [yes, no] = ["YES", "NO"].map((own) => expectedUtilities(game, world.context.players, votes(own))[player - 1]!);
  return compare(yes!, no!) >= 0;
}

const allYes = ({ context }: NaiveWorld) =>
  new Map(playersOf(context).map((player) => [decisionKey("2", player), "YES"]));

/** What follows where at least two lose: by the mechanism. */
const conclusions: Readonly<Record<string, (world: NaiveWorld, all: readonly Outcome[]) => boolean>> = {
  "yes-may-be-best": (world, all) =>
    all.every((announced) => {
      const losers = unhappy(world.context, announced);
      return losers.every((player) =>
        losers.every((other) => other === player || isYesBest(world, announced, player, other)),
      );
    }),
  "not-dominant": (world, all) =>
    all.every((announced) => {
      const game = solved(gameOf(world, announced), world.context.players);
      return unhappy(world.context, announced).every((player) => strictlyDominant(game, [player]) === undefined);
    }),
};

const mismatch = (mechanism: string, made: readonly string[]): Claim<Example> => {
  const range = rangeOf(made);
  const isFined = mechanism === "acm/naive-2-fined";
  const id = isFined ? "acm/naive-2-fined" : "acm/naive-2-mismatch";
  const isRepaired = changes.every((change) => made.includes(change));
  return naiveClaim([mechanism], {
    id,
    place: "Section 5.1, Naive-2",
    statement: `${isFined ? "A fine F > 0 on player 1 where somebody votes NO does not help: if" : "If"} an announcement gives at least two players other than 1 negative utility, each of them may vote YES, expecting a NO of another; and player 1, expecting all to vote YES, has such an announcement that is worth more to her than any equilibrium outcome.`,
    hypotheses: ["0 < e", "(n - 1)e < 1", "n = 1: e < 1", ...(isFined ? ["F > 0"] : []), ...made],
    readings: readingsOf({ what: ["yes-may-be-best", "not-dominant", "incentive"] }),
    switchMeanings: {
      "yes-may-be-best": "for every such announcement, YES is a best response of each of them to a NO of another",
      "not-dominant":
        "after every such announcement none of them has a strictly dominant strategy, so that it is no CDS",
      incentive:
        "n >= 3: if all vote YES, some such announcement is worth more to player 1 than the best one if all vote by the sign of d_i - P_i",
    },
    instances: (budget) =>
      naiveContexts(budget, made).map((context, i) =>
        naiveInstance(mechanism, context, {
          discount: wideDiscount(context.players, i),
          ...(isFined && { fine: fines[remainder(i, fines.length)]! }),
        }),
      ),
    describe: (budget) =>
      `${naiveSaid(budget, made)}: all announcements; e = 1/(2n), 999/(1000n) and 1/(1000n) by turns${isFined ? ", F = 1, 1/1000 and 1000000" : ""}${made.map((change) => `; ${change}`).join("")}`,
    argument: ({ what }) =>
      what === "incentive"
        ? isRepaired
          ? "All contexts with n >= 3: with the best announcement's allocation and P_i = 2B - 1 > d_i for all i ≠ 1 everybody else loses, and player 1 has more than with P_i <= d_i; if (E, 0) is best, take E."
          : undefined
        : `All contexts: where another votes NO the outcome is the same whatever one votes oneself${isFined ? ", and only player 1 pays the fine" : ""}, so that neither vote is better.`,
    corners: {
      "three players": contextCorners["three players"]!,
      "no goods": contextCorners["no goods"]!,
      "E maximises social welfare": contextCorners["E maximises social welfare"]!,
      "E does not": contextCorners["E does not"]!,
      "nobody to lose": ({ context }) => context.players < 3,
    },
    decide(world, { what }) {
      if (!isModest(world) || world.context.players < 3 || (isFined && world.parameters.fine.numerator <= 0n)) return;
      const all = [...announcedWithin(world.context, range)];
      const bad = all.filter((announced) => unhappy(world.context, announced).length > 1);
      if (what !== "incentive") return bad.length === 0 ? undefined : conclusions[what!]!(world, bad);
      const { utility } = bestOf(all, (announced) => utilityBySign(world, announced));
      return bad.some(
        (announced) => compare(expectedUtilities(gameOf(world, announced), 1, allYes(world))[0]!, utility) > 0,
      );
    },
    sides(game, { what }, world) {
      if (!isModest(world) || game.n < 3 || (isFined && game.fine.numerator <= 0n)) return;
      const all = allSaid(game, range);
      const losers = (said: Said) =>
        isNothing(game, said) ? [] : alone(game).flatMap(([i]) => (surplus(game, said, i!) < 0 ? [i!] : []));
      const bad = all.filter((said) => losers(said).length > 1);
      if (what === "incentive") {
        const { utility, optima } = plainlyBest(game, all);
        const hoped = bad.map((said) => acceptedUtility(game, said, [1]));
        const most = hoped.length === 0 ? undefined : hoped.reduce(Q.maximum);
        const at = most && bad[hoped.findIndex((one) => Q.compare(one, most) === 0)]!;
        const isMore = most !== undefined && Q.compare(most, utility) > 0;
        return {
          left: most ?? Q.zero,
          right: utility,
          larger: "left",
          holds: isMore,
          inequality:
            "what player 1 can hope for while two lose (0 where no two can) > what she has if all vote by sign",
          explanation: `by sign ${say(optima[0]!)} is best, worth ${Q.printRational(utility)}; ${
            at ? `${say(at)} would be worth ${Q.printRational(most)}` : "no announcement makes two players lose"
          }`,
        };
      }
      if (bad.length === 0) return;
      // Everything that the others may vote, as the number of their YES; a NO among them.
      const gains = bad.flatMap((said) =>
        losers(said).flatMap((player) =>
          upTo(game.n - 2).map((yes) =>
            Q.subtract(plainUtility(game, said, [player], yes), plainUtility(game, said, [player], yes + 1)),
          ),
        ),
      );
      const most = gains.reduce(Q.maximum);
      return {
        left: most,
        right: Q.zero,
        larger: "right",
        holds: Q.compare(most, Q.zero) <= 0,
        inequality: "the most that a NO gains one who loses, where another votes NO <= 0",
        explanation: `${bad.length} announcements make two players lose, such as ${say(bad[0]!)}`,
      };
    },
    repairs: isRepaired
      ? []
      : [
          {
            statement: "With the prices of the final mechanism and n >= 3 there always is such an announcement.",
            changes,
            of: ["incentive"],
            claim: (kept) => mismatch(mechanism, kept),
          },
        ],
  });
};

/** Section 5.1: Naive-2 and what players believe of each other. */
export const naive2Mismatch = (made: readonly string[] = [], mechanism = "acm/naive-2"): Claim<Example> =>
  mismatch(mechanism, made);

/** Section 5.1: with a fine on player 1 it is no better. */
export const naive2FinedMismatch = (made: readonly string[] = []): Claim<Example> =>
  mismatch("acm/naive-2-fined", made);
