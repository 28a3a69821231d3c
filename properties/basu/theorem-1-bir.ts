import type { Claim } from "../../src/claim/claim.js";
import { type ValueClaim, valueClaim } from "./value-claim.js";

/** Theorem 1, participation: (σ*, q*) is Bayesian individually rational. */
export const theorem1Bir = (read?: ValueClaim["read"]): Claim =>
  valueClaim({
    id: "basu/theorem-1-bir",
    place: "Theorem 1, individual rationality",
    statement: "For every n, player i and signal s_i: E[u_i(σ*(s), ω) − q*_i(s) | s_i] ≥ 0.",
    known: ["interim", "profile", "outcome"],
    relation: "at-least",
    of: ["each"],
    evidence: () => ({
      exactly: "0 for every signal: nobody gains anything by taking part, and nobody loses",
      everyN: "the number of players is of no matter, nor are ε, (1) and the rows of v",
    }),
    ...(read && { read }),
  });
