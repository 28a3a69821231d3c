import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { semiTruthfulBest, semiTruthfulSides } from "./claimed-best.js";
import { isEndowmentBest } from "./claimed-set.js";
import { lemma4Steps } from "./lemma-4-steps.js";
import { marketCorners } from "./market-claim.js";
import type { MarketTree } from "./market-world.js";
import { decidePart, partSides } from "./proof-part.js";
import { rootClaim } from "./root-claim.js";

/** Lemma 4 and the displayed steps of its proof. */
export const lemma4 = (tree?: MarketTree): Claim =>
  rootClaim(
    {
      id: "acm/lemma-4",
      place: "Lemma 4",
      statement:
        "Independent players, SW(E) < max SW, S the truthful outcomes, for all x in S and all outcomes x': (1) u_1(s^x) = u_1(s^x') if x' is in S; (2) u_1(s^x) > u_1(s^x') if it is not; (3) u_i(s^x) ≥ 0 for every player i; for every context and legal stakes.",
      hypotheses: ["players are independent", "SW(E) < max SW", "0 < ε < 1/(5n), 0 < δ < ε/B"],
      readings: readingsOf({ part: ["lemma", ...Object.keys(lemma4Steps)] }),
      switchMeanings: {
        lemma: "the statement of the lemma",
        ...Object.fromEntries(
          Object.entries(lemma4Steps).map(([name, { meaning }]) => [name, `a displayed step of the proof. ${meaning}`]),
        ),
      },
      structures: () => "independent",
      corners: marketCorners,
      decide(world, { part }) {
        const step = lemma4Steps[part!];
        if (!step) return semiTruthfulBest(world);
        return isEndowmentBest(world) ? { outside: true } : decidePart(step, world);
      },
      sides(world, announced, { part }) {
        const step = lemma4Steps[part!];
        return step ? partSides(step, world, announced) : semiTruthfulSides(world, announced);
      },
    },
    tree,
  );
