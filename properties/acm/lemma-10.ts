import type { Claim, Side } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { maxSocialWelfare } from "../../src/mechanisms/acm/context.js";
import { compare, type Rational } from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { quietAloneBest, quietSides } from "./claimed-best.js";
import { firstBlock, isEndowmentBest } from "./claimed-set.js";
import { collusiveCorners } from "./market-claim.js";
import type { MarketTree, MarketWorld } from "./market-world.js";
import { type RootFinding, rootClaim } from "./root-claim.js";

const many = "n ≥ 2";
const someoneElse = "somebody is outside the block of player 1, or SW(E) > 0";

/** Whether one player alone is spoken of too: the proofs that this one is said to be similar to take n ≥ 2. */
const isForOne = ({ order }: Switches, made: readonly string[]): boolean =>
  order === "strict-any" && !made.includes(many);

const isMet = (world: MarketWorld, switches: Switches, made: readonly string[]): boolean =>
  (isForOne(switches, made) || world.context.players > 1) &&
  (!made.includes(someoneElse) ||
    firstBlock(world).length < world.context.players ||
    maxSocialWelfare(world.context) > 0n);

const isRational = (side: Side): side is Rational => typeof side === "object" && "numerator" in side;

/** (E, 0) is among the best for all legal stakes. */
function quietAmongBest(world: MarketWorld): RootFinding {
  if (!isEndowmentBest(world)) return { outside: true };
  const { undecidedAt, mixed, byStatusQuo } = world.rootForAll();
  const at = undecidedAt ?? mixed;
  return at === undefined && byStatusQuo ? { holds: true } : { holds: false, ...(at && { at }) };
}

/** Where E is best (E, 0) alone is best for the block of player 1; with changes made to the statement, by name. */
export const lemma10 = (made: readonly string[] = [], tree?: MarketTree): Claim => {
  const repair = repairedBy(
    {
      statement:
        "Where somebody is outside the block of player 1 or SW(E) > 0, and SW(E) = max SW: u_CC1(s^x) > u_CC1(s^x') for every x' ≠ x = (E, 0), and u_C(s^x) = 0 for every block C; n ≥ 2.",
      changes: [someoneElse],
      claim: (changes) => lemma10(changes, tree),
      of: ["strict"],
    },
    {
      statement:
        "With two players or more, where somebody is outside the block of player 1 or SW(E) > 0: where SW(E) = max SW, u_CC1(s^x) > u_CC1(s^x') for every x' ≠ x = (E, 0), and u_C(s^x) = 0 for every block C.",
      changes: [many, someoneElse],
      claim: (changes) => lemma10(changes, tree),
      of: ["strict-any"],
    },
  );
  return rootClaim(
    {
      id: "acm/lemma-10",
      place: "Lemma 10",
      statement:
        "Where SW(E) = max SW, with x = (E, 0) and S = {x}: u_CC1(s^x) > u_CC1(s^x') for every outcome x' not in S, and u_C(s^x) = 0 for every block C; for every context, partition and legal stakes.",
      hypotheses: ["SW(E) = max SW", "0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings: readingsOf({ order: ["strict", "weak", "strict-any"] }),
      switchMeanings: {
        strict: "u_CC1(s^x) > u_CC1(s^x') for every x' ≠ x, n ≥ 2 as in the proof of Lemma 3",
        weak: "u_CC1(s^x) ≥ u_CC1(s^x') for every x', n ≥ 2",
        "strict-any": "u_CC1(s^x) > u_CC1(s^x') for every x' ≠ x, for one player alone too",
      },
      structures: () => "any",
      argument: (switches) =>
        switches.order !== "weak" && (isForOne(switches, made) || !made.includes(someoneElse))
          ? undefined
          : "All contexts: where E is best no θ_i(E_i) is negative, else to destroy E_i were better. If nobody says NO every other block has Σ(d_i − P_i) ≥ 0, so the block of player 1, of c members, gets at most −2(n − c)ε on Heads and at most −((n − 1)·Σθ_i(E_i) + (n − c)(n + 1)ε)/n on Tails: both at most 0, and one of them negative unless c = n and Σθ_i(E_i) = SW(E) = 0 or n = 1. " +
            "A NO costs it nB in expectation in step 3, or (1 − ε)·4nB and more in step 2, more than anything that it can gain.",
      corners: collusiveCorners,
      decide: (world, switches) => {
        if (!isMet(world, switches, made)) return { outside: true };
        return switches.order === "weak" ? quietAmongBest(world) : quietAloneBest(world);
      },
      sides(world, announced, switches) {
        const found = quietSides(world, announced);
        if (!isMet(world, switches, made)) return { ...found, hypotheses: "outside" };
        if (switches.order !== "weak" || found.hypotheses === "outside") return found;
        return {
          ...found,
          holds: !isRational(found.left) || !isRational(found.right) || compare(found.left, found.right) <= 0,
          inequality: "u_CC1(s^x') ≤ u_CC1(s^(E,0))",
        };
      },
      repair,
    },
    tree,
  );
};
