import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { playersOf, utilityOf } from "../../src/mechanisms/acm/context.js";
import { equilibriumOutcomes } from "../../src/mechanisms/acm/naive-1.js";
import { signOfRational } from "../../src/number/rational.js";
import { naiveContexts, naiveInstance, naiveSaid } from "./naive-cases.js";
import { contextCorners, naiveClaim } from "./naive-claim.js";
import { announcedWithin, printedRange } from "./naive-world.js";
import { allSaid, say, surplus, upTo } from "./plain-naive.js";

const announceable = "outcomes that can be announced";
const several = "n >= 2";

/** Section 5.1: what gives nobody less than 0 is an equilibrium outcome of Naive-1. */
export const naive1Any = (made: readonly string[] = []): Claim<Example> => {
  const isLegal = (outcomes: string | undefined) => outcomes === "announceable" || made.includes(announceable);
  const repair = (changes: readonly string[], of: string) => ({
    statement: "From two players on, every outcome that can be announced with all u_i >= 0 is an equilibrium outcome.",
    changes,
    of: [of],
    claim: (kept: readonly string[]) => naive1Any(kept) as Claim,
  });
  return naiveClaim(["acm/naive-1"], {
    id: "acm/naive-1-any",
    place: "Section 5.1, Naive-1",
    statement: "Any outcome (A, P) that gives every player utility u_i >= 0 is an equilibrium outcome.",
    hypotheses: made,
    readings: readingsOf({ outcomes: ["any-outcome", "announceable"] }),
    switchMeanings: {
      "any-outcome": "all allocations with all prices in R^n",
      announceable: "those with integer prices of (-B, B) that sum to 0",
    },
    instances: (budget) => naiveContexts(budget).map((context) => naiveInstance("acm/naive-1", context)),
    describe: (budget) => `${naiveSaid(budget)}: all announcements`,
    argument: ({ outcomes }) =>
      isLegal(outcomes) && made.includes(several)
        ? "All contexts with n >= 2: where all say the same, one who says something else brings about (E, 0), and gets 0."
        : undefined,
    corners: contextCorners,
    decide({ context }, { outcomes }) {
      if (context.players === 1 && made.includes(several)) return undefined;
      // Only announcements are outcomes, but prices of −1 for all are worth at least 0 as well, with E.
      if (!isLegal(outcomes)) return false;
      const stable = equilibriumOutcomes(context);
      const good = [...announcedWithin(context, printedRange)].filter((outcome) =>
        playersOf(context).every((player) => signOfRational(utilityOf(context, outcome, player)) >= 0),
      );
      return good.length <= stable.length;
    },
    sides(game, { outcomes }) {
      if (game.n === 1 && made.includes(several)) return undefined;
      const good = allSaid(game, { isWide: false, isFree: false }).filter((said) =>
        upTo(game.n).every((i) => surplus(game, said, i + 1) >= 0),
      );
      const most = Math.max(...game.allocations.map((owners) => game.gain(1, owners)));
      const wrong = game.n === 1 ? good.filter(({ owners }) => game.gain(1, owners) < most) : [];
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
            : `${say(given[0]!)} gives nobody less than 0, but ${isLegal(outcomes) ? "player 1, who always agrees with herself, has something better" : "its prices do not sum to 0, so that nobody can announce it"}`,
      };
    },
    repairs: [repair([announceable, several], "any-outcome"), repair([several], "announceable")],
  });
};
