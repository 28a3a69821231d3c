import type { Claim } from "../../src/claim/claim.js";
import type { Reading } from "../../src/claim/reading.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { zero } from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { collusiveCorners } from "./market-claim.js";
import { isUnanimous, massOf, playClaim } from "./optimal-play.js";

const chosen = "goods that A* does not destroy itself";

const readings: readonly Reading[] = ["fines", "destroyed-by-mechanism", "destroyed"].map((says, i) => ({
  name: says,
  switches: { says },
  literal: i === 0,
}));

const isDestroyed = (owner: number | undefined): boolean => owner === 0;

/** Section 1.3: goods are destroyed extremely rarely, and high fines never imposed in a rational play. */
export const finesAndDestruction = (tree = market, made: readonly string[] = []): Claim =>
  playClaim(
    {
      id: "acm/remark-fines",
      place: "Section 1.3",
      statement:
        "In every root-profile no fine is imposed (terminals a, e and k have probability 0), and goods are destroyed with probability at most δ.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings,
      switchMeanings: {
        fines: "player 1 is never fined",
        "destroyed-by-mechanism": "goods that A* gives to somebody are destroyed with probability at most δ",
        destroyed: "any good is destroyed with probability at most δ, by the mechanism or by A* itself",
      },
      structures: () => "any",
      corners: collusiveCorners,
      argument: ({ says }) =>
        says === "fines"
          ? "All contexts: everybody says YES (Lemmas 7 to 11), and fines follow a NO or an announcement that step a sends away."
          : "All contexts and all plays: M destroys what A* gives to somebody at i, j and k alone, which follow c_0 = Tails.",
      holdsFor(_, play, { says }) {
        if (play === "status quo") return true;
        if (says === "fines") return isUnanimous(play.votes);
        // After Heads the outcome has the allocation A* or E: only what A* itself destroys is destroyed with more than δ.
        return says !== "destroyed" || made.includes(chosen) || !play.priced.allocation.some(isDestroyed);
      },
      bounds(world, reached, { says }, announced) {
        if (says === "fines") {
          const value = massOf(reached, ({ name }) => /^[aek]/.test(name));
          return [{ value, high: zero, of: "the probability of a fine" }];
        }
        const ownDestroyed = says === "destroyed" && !made.includes(chosen);
        const value = massOf(reached, ({ outcome: { allocation } }) =>
          allocation.some((owner, g) => isDestroyed(owner) && (ownDestroyed || !isDestroyed(announced.allocation[g]))),
        );
        return [{ value, high: world.stakes.delta, of: "the probability that a good is destroyed" }];
      },
      formula: ({ says }) => (says === "fines" ? "Pr[a fine] <= 0" : "Pr[a good is destroyed] <= δ"),
      evidence: () => ({
        destroyed:
          "where every best allocation destroys goods (negative values), a good is destroyed with probability at least 1 − δ; the mechanism itself does with probability at most δ(n − 1)/n if one player gets all",
      }),
      ...(made.length === 0 && {
        repair: repairedBy({
          statement: "Goods that A* gives to somebody are destroyed with probability at most δ.",
          changes: [chosen],
          of: ["destroyed"],
          claim: (changes) => finesAndDestruction(tree, changes),
        }),
      }),
    },
    tree,
  );
