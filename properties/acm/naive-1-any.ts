import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { type Context, type Outcome, playersOf, utilityOf } from "../../src/mechanisms/acm/context.js";
import { naive1 } from "../../src/mechanisms/acm/naive-1.js";
import { compare, signOfRational } from "../../src/number/rational.js";
import { naiveContexts, naiveInstance, naiveSaid } from "./naive-cases.js";
import { contextCorners, naiveClaim } from "./naive-claim.js";
import { announcedWithin, printedRange } from "./naive-world.js";
import { allSaid, type PlainGame, type Said, say, surplus, upTo } from "./plain-naive.js";

const announceable = "outcomes that can be announced";
const several = "n >= 2";

/** Whether nobody gains by announcing something else where all announce the same: by the mechanism, trying everything. */
const isStable = (context: Context, announced: Outcome, all: readonly Outcome[]): boolean => {
  const agreed = playersOf(context).map(() => announced);
  return playersOf(context).every((player) =>
    all.every((other) => {
      const { outcome } = naive1(context, agreed.with(player - 1, other));
      return compare(utilityOf(context, outcome, player), utilityOf(context, announced, player)) <= 0;
    }),
  );
};

/** Who gains by saying something else where all others say the same, and what she says; undefined where nobody does. */
function deviation(game: PlainGame, said: Said, all: readonly Said[]): { player: number; other: Said } | undefined {
  for (const i of upTo(game.n)) {
    for (const other of all) {
      const differs = other.owners.join() !== said.owners.join() || other.prices.join() !== said.prices.join();
      const worth = differs && game.n > 1 ? 0 : surplus(game, other, i + 1);
      if (worth > surplus(game, said, i + 1)) return { player: i + 1, other };
    }
  }
  return undefined;
}

/** Section 5.1: what gives nobody less than 0 is an equilibrium outcome of Naive-1. */
export const naive1Any = (made: readonly string[] = []): Claim<Example> => {
  const isLegal = (outcomes: string | undefined) => outcomes !== "any-outcome" || made.includes(announceable);
  /** One player alone always agrees with herself. */
  const isTooFew = (players: number, outcomes: string | undefined) =>
    players === 1 && (outcomes !== "one-player-too" || made.includes(several));
  const repair = (changes: readonly string[], of: string) => ({
    statement: "From two players on, every outcome that can be announced with all u_i >= 0 is an equilibrium outcome.",
    changes,
    of: [of],
    claim: (kept: readonly string[]) => naive1Any(kept),
  });
  return naiveClaim(["acm/naive-1"], {
    id: "acm/naive-1-any",
    place: "Section 5.1, Naive-1",
    statement: "Any outcome (A, P) that gives every player utility u_i >= 0 is an equilibrium outcome.",
    hypotheses: made,
    readings: readingsOf({ outcomes: ["any-outcome", "announceable", "one-player-too"] }),
    switchMeanings: {
      "any-outcome": "all allocations with all prices in R^n, n >= 2",
      announceable: "those with integer prices of (-B, B) that sum to 0, n >= 2",
      "one-player-too": "those that can be announced, for one player alone too",
    },
    instances: (budget) => naiveContexts(budget).map((context) => naiveInstance("acm/naive-1", context)),
    describe: (budget) => `${naiveSaid(budget)}: all announcements`,
    argument: ({ outcomes }) =>
      isLegal(outcomes) && isTooFew(1, outcomes)
        ? "All contexts with n >= 2: where all say the same, one who says something else brings about (E, 0), and gets 0."
        : undefined,
    corners: contextCorners,
    decide({ context }, { outcomes }) {
      if (isTooFew(context.players, outcomes)) return undefined;
      // Only announcements are outcomes, but prices of −1 for all are worth at least 0 as well, with E.
      if (!isLegal(outcomes)) return false;
      const all = [...announcedWithin(context, printedRange)];
      return all
        .filter((outcome) => playersOf(context).every((i) => signOfRational(utilityOf(context, outcome, i)) >= 0))
        .every((outcome) => isStable(context, outcome, all));
    },
    sides(game, { outcomes }) {
      if (isTooFew(game.n, outcomes)) return undefined;
      const all = allSaid(game, printedRange);
      const good = all.filter((said) => upTo(game.n).every((i) => surplus(game, said, i + 1) >= 0));
      const wrong = good.filter((said) => deviation(game, said, all) !== undefined);
      const given = isLegal(outcomes) ? wrong : [{ owners: game.endowment, prices: upTo(game.n).map(() => -1) }];
      return {
        left: given.length,
        right: 0,
        larger: "right",
        holds: given.length === 0,
        inequality: "the number of such outcomes found that are no equilibrium outcome <= 0",
        explanation:
          given.length === 0
            ? `all ${good.length} outcomes that give nobody less than 0 are equilibrium outcomes`
            : `${say(given[0]!)} gives nobody less than 0, but ${isLegal(outcomes) ? `player ${deviation(game, given[0]!, all)!.player} has something better, ${say(deviation(game, given[0]!, all)!.other)}` : "its prices do not sum to 0, so that nobody can announce it"}`,
      };
    },
    repairs: [repair([announceable], "any-outcome"), repair([several], "one-player-too")],
  });
};
