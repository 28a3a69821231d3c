import type { Claim } from "../../src/claim/claim.js";
import { revenue, welfare } from "../../src/notions/revenue.js";
import { compareSums } from "../../src/number/quotient-sum.js";
import { type ValueClaim, valueClaim } from "./value-claim.js";

/** The last but one step of the proof of Theorem 1: revenue is expected welfare. */
export const revenueIdentity = (read?: ValueClaim["read"]): Claim =>
  valueClaim({
    id: "basu/revenue-identity",
    place: "Theorem 1, proof, revenue",
    statement: "Q(σ*, q*) = E[Σ_i q*_i(s)] = E[Σ_i u_i(σ*(s), ω)].",
    known: ["ex-ante", "profile", "state-alone"],
    relation: "equal",
    of: ["sum", "each"],
    decided: (world, { stage, of }) =>
      stage === "ex-ante" && of === "sum"
        ? compareSums(revenue(world.at, world.does), welfare(world.at, world.does)) === 0
        : undefined,
    ...(read && { read }),
  });
