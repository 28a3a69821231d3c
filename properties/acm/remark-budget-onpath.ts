import type { Claim } from "../../src/claim/claim.js";
import { totalPrice } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { zero } from "../../src/number/rational.js";
import { collusiveCorners } from "./market-claim.js";
import { isUnanimous, type PlayClaim, playClaim } from "./optimal-play.js";

/** What is said of rational play about money; shared with Section 1.3, which says it of all plays. */
export const balancedPlay: Omit<PlayClaim, "id" | "place" | "statement" | "hypotheses"> = {
  structures: () => "any",
  corners: collusiveCorners,
  argument: () =>
    "All contexts: after (E, 0) nobody pays; else everybody says YES (Lemmas 7 to 11), and the prices sum to 0 at d as those announced do, at i as (n − 1)ε − (n − 1)ε, and at j as (P*_w − 2ε) + (nε − P*_w) − (n − 2)ε.",
  // With YES everywhere play ends at d, i or j; after a NO it reaches e or k with positive probability, where player 1 is fined.
  holdsFor: (_, play) => play === "status quo" || isUnanimous(play.votes),
  bounds: (_, reached) =>
    reached.map(({ terminal: { name, outcome } }) => ({
      value: totalPrice(outcome),
      low: zero,
      high: zero,
      of: `terminal ${name}`,
    })),
  formula: () => "Σ_i P_i = 0",
};

/** Section 5.2, Remarks: in rational play M neither takes money nor gives any. */
export const balancedOnPath = (tree = market): Claim =>
  playClaim(
    {
      ...balancedPlay,
      id: "acm/remark-budget-onpath",
      place: "Section 5.2, Remarks",
      statement: "In every root-profile Σ_i P_i = 0 at every terminal that is reached.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B"],
    },
    tree,
  );
