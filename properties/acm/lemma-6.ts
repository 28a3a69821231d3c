import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { isStatusQuo } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { one, zero } from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { isEndowmentBestPlainly } from "./claimed-best.js";
import { isEndowmentBest, isNonCollusive } from "./claimed-set.js";
import { announcedFrom, marketCorners } from "./market-claim.js";
import { type MarketTree, type MarketWorld, printAnnouncement, readAnnouncement } from "./market-world.js";
import { everyPublicPart, giveaway, pairChoices, pairSides, publicPartsSaid } from "./privacy.js";
import { bestAnnouncements, heaviestOf, outcomeKey, profileOf, rootProfiles } from "./root-profiles.js";
import { worldClaim } from "./world-claim.js";

const many = "n ≥ 2";

/** A root-profile whose heaviest outcome is (E, 0) where SW(E) < max SW, or is not where SW(E) = max SW. */
const strayProfile = (world: MarketWorld) =>
  rootProfiles(world).find(
    (profile) => isStatusQuo(world.context, heaviestOf(profile).terminal.outcome) !== isEndowmentBest(world),
  );

const isIndependent = (coalitions: unknown): boolean =>
  Array.isArray(coalitions) && coalitions.every((block) => Array.isArray(block) && block.length === 1);

/** Equal heavy outcomes belong to equal heavy terminals; with changes made to the statement, by name. */
export const lemma6 = (tree: MarketTree = market, made: readonly string[] = []): Claim => {
  const isTooFew = ({ context }: MarketWorld, part: string | undefined): boolean =>
    context.players === 1 && (part === "status-quo" || (part === "status-quo-any" && made.includes(many)));
  return worldClaim(
    {
      id: "acm/lemma-6",
      place: "Lemma 6",
      statement:
        "Independent players: for all contexts with the same E and all root-profiles s and s' of theirs, M(s)^δ = M(s')^δ implies M[s]^δ = M[s']^δ.",
      hypotheses: ["players are independent", "0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings: readingsOf({ part: ["lemma", "status-quo", "status-quo-any"] }),
      switchMeanings: {
        lemma: "the statement of the lemma",
        "status-quo":
          "a step of the proof. M(s)^δ = (E, 0) if and only if SW(E) = max SW, for n ≥ 2 as in the proofs of Lemmas 3 and 5",
        "status-quo-any": "the same for one player alone too",
      },
      structures: () => "independent",
      examples: (budget) =>
        everyPublicPart(budget).filter(({ instance }) =>
          isIndependent((instance.environment as { readonly coalitions?: unknown }).coalitions),
        ),
      describe: (budget) => publicPartsSaid(budget).replace("and partitions ", "with independent players "),
      scope: "all pairs with the same E, all root-profiles, ε and δ in the middle of what is legal",
      argument: ({ part }) =>
        part === "lemma"
          ? "All contexts and legal stakes: the heaviest terminal is b, or d after another announcement, as δ < 1/2. The outcome of d tells the announcement; it is (E, 0) for none but (E, 0) itself, as P*_i − 2ε is no integer for i ≠ 1, and for n = 1 A* is not E."
          : part === "status-quo" || made.includes(many)
            ? "All contexts: Lemmas 3 and 4, and P*_i − 2ε ≠ 0 for i ≠ 1."
            : undefined,
      corners: marketCorners,
      decide(world, { part }) {
        if (!isNonCollusive(world) || isTooFew(world, part)) return "outside";
        if (part === "lemma") {
          const found = giveaway(world, "heavy");
          return found ? { fails: found } : "holds";
        }
        const stray = strayProfile(world);
        return stray ? { fails: { announced: printAnnouncement(stray.announced) } } : "holds";
      },
      choices: ({ part }) =>
        part === "lemma"
          ? pairChoices("heavy", tree)
          : {
              announced: announcedFrom(bestAnnouncements),
            },
      sides(world, choices, { part }) {
        if (part === "lemma") {
          const found = pairSides(world, choices, "heavy", tree);
          const { coalitions } = choices.other as { readonly coalitions?: unknown };
          return isNonCollusive(world) && isIndependent(coalitions) ? found : { ...found, hypotheses: "outside" };
        }
        const announced = readAnnouncement(choices.announced, "choices.announced", world);
        const profile = profileOf(world, announced);
        const isMeant = isNonCollusive(world) && !isTooFew(world, part);
        const heavy = profile && heaviestOf(profile).terminal.outcome;
        const isStray = heavy !== undefined && isStatusQuo(world.context, heavy) !== isEndowmentBestPlainly(world);
        return {
          left: isStray ? one : zero,
          right: zero,
          larger: "right",
          hypotheses: heavy && isMeant ? "inside" : "outside",
          inequality: "[M(s)^δ = (E, 0)] is [SW(E) = max SW]: differs in ≤ 0",
          explanation: heavy
            ? `SW(E) is ${isEndowmentBestPlainly(world) ? "" : "not "}max SW, and the outcome of the heaviest terminal after the best announcement ${outcomeKey(announced)} is ${outcomeKey(heavy)}`
            : "this is no best announcement",
        };
      },
      repair: repairedBy({
        statement: "With two players or more M(s)^δ = (E, 0) if and only if SW(E) = max SW.",
        changes: [many],
        claim: (changes) => lemma6(tree, changes),
        of: ["status-quo-any"],
      }),
    },
    tree,
  );
};
