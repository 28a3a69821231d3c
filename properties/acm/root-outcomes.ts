import type { Claim } from "../../src/claim/claim.js";
import { isSociallyOptimal } from "../../src/instance/acm-root.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { add, compare, maximum, one, printRational, type Rational, subtract, zero } from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { isEndowmentBest } from "./claimed-set.js";
import { isAccepted } from "./lemma-5.js";
import { announcedFrom, collusiveCorners } from "./market-claim.js";
import { type MarketTree, type MarketWorld, printAnnouncement, readAnnouncement } from "./market-world.js";
import {
  bestAnnouncements,
  outcomeKey,
  outcomeLaw,
  plainRootProfiles,
  profileOf,
  type RootProfile,
} from "./root-profiles.js";
import { worldClaim } from "./world-claim.js";

const nearly = "but for a probability of at most δ";

/** A probability that a claim asks to be large, of one root-profile. */
interface Asked {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly repaired: string;
  readonly argument: string;
  /** The probability in symbols. */
  readonly formula: string;
  /** It is to be 1; otherwise 1 − δ. */
  readonly isSure: boolean;
  probability(world: MarketWorld, profile: RootProfile): Rational;
  readonly evidence?: Claim["evidence"];
}

/** Pr[M(s) ∈ f(θ)]. */
const optimalMass = ({ context }: MarketWorld, { reached }: RootProfile): Rational =>
  reached.reduce(
    (sum, { terminal, probability }) => (isSociallyOptimal(context, terminal.outcome) ? add(sum, probability) : sum),
    zero,
  );

/** The largest probability of an outcome. */
const largestMass = (_: MarketWorld, profile: RootProfile): Rational =>
  [...outcomeLaw(profile).values()].reduce(maximum);

/**
 * Whether, for all legal stakes, one terminal whose outcome is in f(θ) has 1 − δ or more: nothing but (E, 0), or d, which has
 * 1 − δ where all say YES.
 */
function isNearlySure(world: MarketWorld): boolean {
  const { undecidedAt, mixed, byStatusQuo, optimal } = world.rootForAll();
  if (undecidedAt || mixed || (byStatusQuo && !isEndowmentBest(world))) return false;
  return optimal.every((found) => isAccepted(world, found));
}

function outcomeClaim(asked: Asked, tree: MarketTree = market, made: readonly string[] = []): Claim {
  const isSure = asked.isSure && !made.includes(nearly);
  const least = ({ stakes }: MarketWorld): Rational => (isSure ? one : subtract(one, stakes.delta));
  return worldClaim(
    {
      id: asked.id,
      place: asked.place,
      statement: asked.statement,
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      structures: () => "any",
      scope: isSure
        ? "every root-profile, ε and δ in the middle of what is legal"
        : "every root-profile, all legal stakes at once",
      ...(!isSure && { argument: () => asked.argument }),
      corners: collusiveCorners,
      decide(world) {
        if (!isSure && isNearlySure(world)) return "holds";
        const bad = plainRootProfiles(world).find(
          (profile) => compare(asked.probability(world, profile), least(world)) < 0,
        );
        if (bad) return { fails: { announced: printAnnouncement(bad.announced) } };
        return isSure ? "holds" : { fails: {} };
      },
      choices: () => ({ announced: announcedFrom(bestAnnouncements) }),
      sides(world, choices) {
        const announced = readAnnouncement(choices.announced, "choices.announced", world);
        const profile = profileOf(world, announced);
        return {
          left: profile ? asked.probability(world, profile) : one,
          right: least(world),
          larger: "left",
          hypotheses: profile ? "inside" : "outside",
          inequality: `${asked.formula} >= ${isSure ? "1" : "1 − δ"}`,
          explanation: profile
            ? `the best announcement ${outcomeKey(announced)} leads to ${[...outcomeLaw(profile)].map(([key, p]) => `${key} with ${printRational(p)}`).join("; ")}`
            : "this is no best announcement",
        };
      },
      ...(asked.evidence && { evidence: asked.evidence }),
      ...(asked.isSure && {
        repair: repairedBy({
          statement: asked.repaired,
          changes: [nearly],
          claim: (changes) => outcomeClaim(asked, tree, changes),
        }),
      }),
    },
    tree,
  );
}

const heavy =
  "All sizes: after (E, 0) nothing else happens; after another best announcement all vote YES (Lemmas 7 to 9), so that terminal d is reached with 1 − δ; there the allocation is A* and prices are P* and discounts that sum to 0.";

/** Definition 3: M root-implements the socially optimal correspondence. */
export const definition3 = (tree: MarketTree = market): Claim =>
  outcomeClaim(
    {
      id: "acm/def-3",
      place: "Definition 3",
      statement:
        "A root-solvable mechanism root-implements F if M(s) is in F(θ) for every context and every root-profile s; M root-implements the socially optimal correspondence f (Section 5).",
      repaired: "In every root-profile the outcome is in f(θ), but for a probability of at most δ.",
      argument: heavy,
      formula: "Pr[M(s) in f(θ)]",
      isSure: true,
      probability: optimalMass,
      evidence: () => ({
        "where it holds":
          "SW(E) = max, and one player alone: with more, goods are destroyed under Tails whatever is announced",
      }),
    },
    tree,
  );

/** Definition 4: M is rationally deterministic. */
export const definition4 = (tree: MarketTree = market): Claim =>
  outcomeClaim(
    {
      id: "acm/def-4",
      place: "Definition 4",
      statement:
        "A mechanism is rationally deterministic if M(s) is a single outcome for every context and every s of the solution concept; M is, relative to ROOT.",
      repaired: "In every root-profile one outcome has all the probability, but for at most δ.",
      argument: heavy,
      formula: "max over outcomes ω of Pr[M(s) = ω]",
      isSure: true,
      probability: largestMass,
      evidence: () => ({
        "what follows":
          "Definition 5 is printed for rationally deterministic mechanisms alone, so it says nothing of M where SW(E) < max and n >= 2; Definition 6 speaks of the heaviest terminal instead",
      }),
    },
    tree,
  );

/** Section 1.3: a socially optimal outcome with probability arbitrarily close to 1. */
export const introOptimalWhp = (tree: MarketTree = market): Claim =>
  outcomeClaim(
    {
      id: "acm/intro-optimal-whp",
      place: "Section 1.3",
      statement:
        "M produces a socially optimal outcome with probability arbitrarily close to 1: at least 1 − δ in every root-profile, and every δ in (0, ε/B) is legal.",
      repaired: "",
      argument: heavy,
      formula: "Pr[M(s) in f(θ)]",
      isSure: false,
      probability: optimalMass,
      evidence: () => ({
        "best constant":
          "1 − δ is attained: n = 2, m = 1, E = [1], θ_1 = 0 and θ_2({1}) = 1 lose the good with δ/2 at terminal i; with more goods, all of which change hands, at every terminal under Tails",
      }),
    },
    tree,
  );
