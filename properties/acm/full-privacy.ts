import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { isSociallyOptimal } from "../../src/instance/acm-root.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { compare, one, rational, subtract, zero } from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { isRootSolvable, rootFaults } from "./def-2.js";
import { collusiveCorners } from "./market-claim.js";
import { type MarketTree, type MarketWorld, readAnnouncement } from "./market-world.js";
import { everyPublicPart, giveaway, type Look, pairChoices, pairSides, publicPartsSaid } from "./privacy.js";
import {
  bestAnnouncements,
  heaviestOf,
  outcomeLaw,
  profileOf,
  type RootProfile,
  rootProfiles,
} from "./root-profiles.js";
import { worldClaim } from "./world-claim.js";

const legal = "0 < ε < 1/(5n), 0 < δ < ε/B";

const proof =
  "All sizes and legal stakes: after (E, 0) the outcome is (E, 0) for sure. After any other best announcement (A*, P*) all vote YES, and the outcome of d, (A*, P* with the discounts of step d), has 1 − δ > 1/2: it tells A* and P*, hence the announcement, which with all YES fixes all terminals and their probabilities. It is not (E, 0): for n >= 2 no price of a player other than 1 is an integer, and for n = 1 A* is not E. " +
  "Prices are a + bε with integers a and |b| <= 2n, so that outcomes that agree at some legal stakes agree at all.";

const shared = {
  structures: () => "any" as const,
  examples: everyPublicPart,
  describe: publicPartsSaid,
  scope: "all pairs of one public part, all root-profiles, ε and δ in the middle of what is legal",
  corners: collusiveCorners,
};

const isDeterministic = (profile: RootProfile): boolean => outcomeLaw(profile).size === 1;

/** Definition 5: M is fully private. */
export const definition5 = (tree: MarketTree = market): Claim =>
  worldClaim(
    {
      ...shared,
      id: "acm/def-5",
      place: "Definition 5",
      statement:
        "M is fully private: for all contexts that differ only in θ and in the partition, and all root-profiles s and s': M(s) = M(s') implies M[s] = M[s'].",
      hypotheses: [legal],
      readings: readingsOf({ speaks: ["deterministic", "distributions"] }),
      switchMeanings: {
        deterministic: "of root-profiles with a single outcome, for which alone the definition is printed",
        distributions: "of all root-profiles, M(s) and M[s] as distributions (the remark after the definition)",
      },
      argument: () => proof,
      decide(world, { speaks }) {
        if (speaks === "deterministic" && !rootProfiles(world).some(isDeterministic)) return "outside";
        const found = giveaway(world, "distributions");
        return found ? { fails: found } : "holds";
      },
      choices: () => pairChoices("distributions", tree),
      sides(world, choices, { speaks }) {
        const found = pairSides(world, choices, "distributions", tree);
        const profile = profileOf(world, readAnnouncement(choices.announced, "choices.announced", world));
        const isMeant = profile !== undefined && (speaks === "distributions" || isDeterministic(profile));
        return isMeant ? found : { ...found, hypotheses: "outside" };
      },
      evidence: (_, { speaks }) =>
        speaks === "deterministic"
          ? {
              "of M as a whole":
                "it is not rationally deterministic (Definition 4): the reading speaks of the root-profiles after (E, 0), and of one player alone",
            }
          : {
              "VCG (footnote 17)":
                "the terminal is the report profile: equal outcomes of different truthful reports are told apart, so it is not fully private",
            },
    },
    tree,
  );

const heaviest = "what is seen is the heaviest terminal, of probability at least 1 − δ";

/** Section 1.2: an observer learns nothing of the types beyond the outcome. */
export const introPrivacy = (tree: MarketTree = market, made: readonly string[] = []): Claim => {
  const lookOf = ({ seen }: Switches): Look => (made.includes(heaviest) ? "heavy" : (seen as Look));
  return worldClaim(
    {
      ...shared,
      id: "acm/intro-privacy",
      place: "Section 1.2",
      statement:
        "No external observer of a rational play of M can deduce any information about the players' types beyond that implicit in the produced outcome: the set of contexts that yield the terminal is not smaller than that of those that yield the outcome.",
      hypotheses: [legal, ...made],
      readings: readingsOf({ seen: ["realized", "heavy", "distributions"] }),
      switchMeanings: {
        realized: "the outcome and the terminal that the play ends in",
        heavy: "those of the heaviest terminal, as in Definition 6",
        distributions: "those that the play may end in, with their probabilities",
      },
      argument: (switches) => (lookOf(switches) === "realized" ? undefined : proof),
      decide(world, switches) {
        const found = giveaway(world, lookOf(switches));
        return found ? { fails: found } : "holds";
      },
      choices: (switches) => pairChoices(lookOf(switches), tree),
      sides: (world, choices, switches) => pairSides(world, choices, lookOf(switches), tree),
      evidence: (_, switches) =>
        lookOf(switches) === "realized"
          ? {
              "how often":
                "with probability at most δ, under Tails: the outcome of terminal i tells A*_1 alone, the terminal all of A* and P*, that is d_i of every player outside the block of player 1",
            }
          : {},
      repair: repairedBy({
        statement: "Where the outcome is that of the heaviest terminal, the terminal tells nothing beyond it.",
        changes: [heaviest],
        claim: (changes) => introPrivacy(tree, changes),
      }),
    },
    tree,
  );
};

/** Whether the heaviest terminal has 1 − δ and an outcome of f(θ). */
const isHeavy = ({ context, stakes }: MarketWorld, profile: RootProfile): boolean => {
  const { terminal, probability } = heaviestOf(profile);
  return compare(probability, subtract(one, stakes.delta)) >= 0 && isSociallyOptimal(context, terminal.outcome);
};

/** Definition 6: M (1 − δ)-root implements the socially optimal correspondence with full privacy. */
export const definition6 = (tree: MarketTree = market): Claim =>
  worldClaim(
    {
      ...shared,
      id: "acm/def-6",
      place: "Definition 6",
      statement:
        "M (1 − δ)-root implements f with full privacy, for its own δ: M is root-solvable; every root-profile s puts at least 1 − δ on a single terminal, M[s]^δ, whose outcome M(s)^δ is in f(θ); and M(s)^δ = M(s')^δ implies M[s]^δ = M[s']^δ over all contexts that differ only in θ and in the partition.",
      hypotheses: [legal, "δ < 1/2 (it is: δ < 1/(5nB))"],
      argument: () => `${proof} Root-solvable: Definition 2. For a constant δ >= ε/B take a smaller one in M.`,
      decide(world) {
        if (!isRootSolvable(world)) return { fails: {} };
        if (!rootProfiles(world).every((profile) => isHeavy(world, profile))) return { fails: {} };
        const found = giveaway(world, "heavy");
        return found ? { fails: found } : "holds";
      },
      choices: () => ({}),
      sides(world, choices) {
        const faults = [...rootFaults(world, tree)];
        for (const announced of bestAnnouncements(world)) {
          const profile = profileOf(world, readAnnouncement(announced, "announced", world))!;
          if (!isHeavy(world, profile)) faults.push("no terminal has 1 − δ and an outcome of f(θ)");
        }
        const pair = choices.other === undefined ? undefined : pairSides(world, choices, "heavy", tree);
        if (pair && pair.left !== pair.right && pair.hypotheses === "inside") faults.push(pair.explanation);
        return {
          left: rational(BigInt(faults.length)),
          right: zero,
          larger: "right",
          inequality: "violations of Definition 6 <= 0",
          explanation: faults[0] ?? "no violation",
        };
      },
    },
    tree,
  );
