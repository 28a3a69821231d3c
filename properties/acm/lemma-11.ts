import type { Claim } from "../../src/claim/claim.js";
import { semiTruthfulBest, semiTruthfulSides } from "./claimed-best.js";
import { collusiveCorners } from "./market-claim.js";
import type { MarketTree } from "./market-world.js";
import { rootClaim } from "./root-claim.js";

/** Where E is not best exactly the semi-truthful announcements are best for the block of player 1, and nobody loses by them. */
export const lemma11 = (tree?: MarketTree): Claim =>
  rootClaim(
    {
      id: "acm/lemma-11",
      place: "Lemma 11",
      statement:
        "Where SW(E) < max SW, with S the semi-truthful outcomes, for all x in S and all outcomes x': (1) u_CC1(s^x) = u_CC1(s^x') if x' is in S; (2) u_CC1(s^x) > u_CC1(s^x') if it is not; (3) u_C(s^x) ≥ 0 for every block C; for every context, partition and legal stakes.",
      hypotheses: ["SW(E) < max SW", "0 < ε < 1/(5n), 0 < δ < ε/B"],
      structures: () => "any",
      argument: () =>
        "All contexts, with c the size of the block of player 1, D = max SW − SW(E) ≥ 1 and e_C = Σ_{i∈C} θ_i(E_i) < |C|B: on S its utility is (1 − δ)(D − 2(n − c)ε) + δ(D/n − (n − 1)e_CC1/n − (n − c)(n + 1)ε/n), the same for all and positive; another block C gets 2(1 − δ)|C|ε + δ(|C|(n + 1)ε − (n − 1)e_C)/n > (1 − 2δ + 1/n)|C|ε > 0. " +
        "Off S either nobody says NO and the first is smaller by a smaller Σ_i d_i or by prices below the gains, or a NO costs the block nB in expectation in step 3, which is more than it can gain.",
      corners: collusiveCorners,
      decide: semiTruthfulBest,
      sides: semiTruthfulSides,
    },
    tree,
  );
