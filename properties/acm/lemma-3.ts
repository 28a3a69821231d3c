import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { repairedBy } from "../repairs.js";
import { quietAloneBest, quietSides } from "./claimed-best.js";
import { lemma3Steps, wider } from "./lemma-3-steps.js";
import { marketCorners } from "./market-claim.js";
import type { MarketTree, MarketWorld } from "./market-world.js";
import { decidePart, type ProofPart, partSides } from "./proof-part.js";
import { rootClaim } from "./root-claim.js";

const many = "n ≥ 2";

/** The lemma where one player alone is spoken of too. */
const forAny = "lemma-any";

/** Lemma 3 and the displayed steps of its proof; with changes made to the statement, by name. */
export function lemma3(made: readonly string[] = [], tree?: MarketTree): Claim {
  const steps: Readonly<Record<string, ProofPart>> = lemma3Steps(made);
  const isMet = (world: MarketWorld, part: string | undefined) =>
    world.context.players > 1 || (part === forAny && !made.includes(many));
  const repair = repairedBy(
    {
      statement: "Lemma 3 for two players or more.",
      changes: [many],
      claim: (changes) => lemma3(changes, tree),
      of: [forAny],
    },
    {
      statement: "In Case 2 P*_1, which only the sum 0 restricts, lies within (−2(n − 1)B, 2(n − 1)B).",
      changes: [wider],
      claim: (changes) => lemma3(changes, tree),
      of: ["case-2-price"],
    },
  );
  return rootClaim(
    {
      id: "acm/lemma-3",
      place: "Lemma 3",
      statement:
        "Independent players, SW(E) = max SW, x = (E, 0), S = {x}: u_1(s^x) > u_1(s^x') for every outcome x' not in S, and u_i(s^x) = 0 for every player i; for every context and legal stakes.",
      hypotheses: ["players are independent", "SW(E) = max SW", "0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings: readingsOf({ part: ["lemma", forAny, ...Object.keys(steps)] }),
      switchMeanings: {
        lemma: "the statement of the lemma, for n ≥ 2 as its proof has it",
        [forAny]: "the statement of the lemma, for one player alone too",
        ...Object.fromEntries(
          Object.entries(steps).map(([name, { meaning }]) => [
            name,
            `a displayed step of the proof, for n ≥ 2. ${meaning}`,
          ]),
        ),
      },
      structures: () => "independent",
      corners: marketCorners,
      decide(world, { part }) {
        const step = steps[part!];
        if (step) return decidePart(step, world);
        return isMet(world, part) ? quietAloneBest(world) : { outside: true };
      },
      sides(world, announced, { part }) {
        const step = steps[part!];
        if (step) return partSides(step, world, announced);
        const found = quietSides(world, announced);
        return isMet(world, part) ? found : { ...found, hypotheses: "outside" };
      },
      repair,
    },
    tree,
  );
}
