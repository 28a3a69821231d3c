import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { playersOf, utilityOf } from "../../src/mechanisms/acm/context.js";
import { equilibriumOutcomes, naive1 } from "../../src/mechanisms/acm/naive-1.js";
import { compare } from "../../src/number/rational.js";
import { naiveContexts, naiveInstance, naiveSaid } from "./naive-cases.js";
import { contextCorners, naiveClaim } from "./naive-claim.js";
import { isEndowmentBest } from "./naive-world.js";
import { allSaid, say, surplus, upTo } from "./plain-naive.js";

const useful = "E does not maximise social welfare";
const several = "n >= 2";

/** Section 5.1: Naive-1 is vulnerable to belief mismatch. */
export const naive1Mismatch = (made: readonly string[] = []): Claim<Example> => {
  const isUseful = (contexts: string | undefined) => contexts === "useful" || made.includes(useful);
  const isOutside = (players: number, { crowd }: Readonly<Record<string, string>>) =>
    players === 1 && (crowd === "several-players" || made.includes(several));
  const repair = (changes: readonly string[], of: string) => ({
    statement:
      "With n >= 2, wherever E does not maximise social welfare there are two equilibria that mix to no equilibrium.",
    changes,
    of: [of],
    claim: (kept: readonly string[]) => naive1Mismatch(kept),
  });
  return naiveClaim(["acm/naive-1"], {
    id: "acm/naive-1-mismatch",
    place: "Section 5.1, Naive-1",
    statement:
      "Belief mismatch: there are two equilibria such that it is no equilibrium if some players announce as in one and the others as in the other.",
    hypotheses: made,
    readings: readingsOf({
      contexts: ["useful", "every-context"],
      crowd: ["several-players", "any-number"],
    }),
    switchMeanings: {
      useful: "in every context in which E does not maximise social welfare",
      "every-context": "in every context",
      "several-players": "with n >= 2",
      "any-number": "with one player too",
    },
    instances: (budget) => naiveContexts(budget).map((context) => naiveInstance("acm/naive-1", context)),
    describe: (budget) => `${naiveSaid(budget)}: all pairs of equilibria`,
    argument: ({ contexts, crowd }) =>
      isUseful(contexts) && (crowd === "several-players" || made.includes(several))
        ? "All contexts: A optimal has legal prices that give nobody less than 0 (see acm/naive-1-equilibrium), and the utilities sum to SW(A) - SW(E) > 0, so that some player j gets more than 0. That, and (E, 0), are equilibria; where j announces (E, 0) and the others (A, P) the outcome is (E, 0), and j gains by announcing (A, P). Conversely, where E is optimal nobody gets more than 0 at any equilibrium."
        : undefined,
    corners: contextCorners,
    decide({ context }, switches) {
      if (isOutside(context.players, switches)) return undefined;
      if (isUseful(switches.contexts) && isEndowmentBest(context)) return undefined;
      const stable = equilibriumOutcomes(context);
      return stable.some((x) =>
        stable.some((y) =>
          playersOf(context).some((deviating) => {
            const mixed = playersOf(context).map((player) => (player === deviating ? y : x));
            const { name, outcome } = naive1(context, mixed);
            return (
              name === "disagree" &&
              compare(utilityOf(context, x, deviating), utilityOf(context, outcome, deviating)) > 0
            );
          }),
        ),
      );
    },
    sides(game, switches) {
      if (isOutside(game.n, switches)) return undefined;
      if (isUseful(switches.contexts) && game.isEndowmentBest) return undefined;
      const good = allSaid(game, { isWide: false, isFree: false }).filter((said) =>
        upTo(game.n).every((i) => surplus(game, said, i + 1) >= 0),
      );
      const better =
        game.n === 1 ? [] : good.filter((said) => upTo(game.n).some((i) => surplus(game, said, i + 1) > 0));
      return {
        left: better.length,
        right: 1,
        larger: "left",
        holds: better.length > 0,
        inequality: "equilibrium outcomes that give some player more than (E, 0), which another player may expect >= 1",
        explanation:
          better.length > 0
            ? `${say(better[0]!)} and (E, 0) are equilibrium outcomes`
            : game.n === 1
              ? "one player has nobody to mistake"
              : "nobody gets more than 0 at any equilibrium, so that no mixture can be improved upon",
      };
    },
    evidence: () => ({
      "what a mixture gives": "(E, 0), whatever the two equilibria are: no good reaches its optimum",
    }),
    repairs: [
      repair([useful], "every-context+several-players"),
      repair([several], "useful+any-number"),
      repair([useful, several], "every-context+any-number"),
    ],
  });
};
