import type { Claim } from "../../src/claim/claim.js";
import { type ValueClaim, valueClaim } from "./value-claim.js";

/** Equation (5): given the own signal, expected utility and expected payment are the same. */
export const equation5 = (read?: ValueClaim["read"]): Claim =>
  valueClaim({
    id: "basu/eq-5",
    place: "Theorem 1, proof, equation (5)",
    statement:
      "For every player i and signal s_i: E[u_i(σ*(s), ω) | s_i] = E[Σ_ω π(s)(ω)u_i(σ*(s), ω) | s_i] = E[q*_i(s) | s_i].",
    known: ["interim", "profile", "state", "outcome"],
    relation: "equal",
    of: ["each"],
    ...(read && { read }),
  });
