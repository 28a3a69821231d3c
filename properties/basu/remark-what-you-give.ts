import type { Claim } from "../../src/claim/claim.js";
import { type ValueClaim, valueClaim } from "./value-claim.js";

/** Section 1: what you give is what you get. */
export const whatYouGive = (read?: ValueClaim["read"]): Claim =>
  valueClaim({
    id: "basu/remark-what-you-give",
    place: "Section 1, expected payments",
    statement: "What each player is expected to pay is what she is expected to enjoy: E[q*_i(s)] = E[u_i(σ*(s), ω)].",
    known: ["ex-ante", "interim", "profile", "outcome"],
    relation: "equal",
    of: ["each"],
    speaksOfLies: true,
    evidence: () => ({
      liars: "a player who lies gives less or more than she gets: the difference, given her signal, is gain(x → y)",
    }),
    ...(read && { read }),
  });
