import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { integral } from "../../src/game/bayesian-environment.js";
import { tiedMixture } from "../../src/mechanisms/basu/common-top.js";
import { maximisers } from "../../src/mechanisms/basu/tie.js";
import * as Q from "../../src/number/rational.js";
import { onOneDenominator } from "../../src/probability/rational-law.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../repairs.js";
import { libraries, libraryWorld, topsOf } from "./libraries.js";
import { libraryClaim } from "./library-claim.js";
import { bestOf, inState, leadOf, type Mixture, mixed, printMixture } from "./mixtures.js";
import { meanOf, tiedRegions } from "./tied-mixtures.js";

type Over = "simplex" | "proportions" | "everybody";

const alone = "for every mixture in which each utility has a share, and for each utility alone";

const readings = readingsOf({ mixtures: ["simplex", "proportions", "everybody"] });

/** The best alternatives of a utility in a state. */
const bests = (environment: BayesianEnvironment, state: number): readonly (readonly number[])[] =>
  integral(environment).utilities.map((table) => maximisers(table.map((row) => row[state]!)));

/**
 * Whether every mixture in which each utility has a share has one maximiser: by the argument of `commonTop` it is the same a for
 * all of them, by continuity a is one of the best of each utility, and no b is at par with it for all utilities.
 */
const isUniqueInside = (environment: BayesianEnvironment): boolean =>
  Array.from({ length: environment.states }, (_, state) => bests(environment, state)).every(
    ([first, ...rest]) => first!.filter((a) => rest.every((best) => best.includes(a))).length === 1,
  );

const areUniqueAlone = (environment: BayesianEnvironment): boolean =>
  Array.from({ length: environment.states }, (_, state) => bests(environment, state)).every((best) =>
    best.every((places) => places.length === 1),
  );

/** Whether what tells of (1) proves itself: every utility puts the top ahead, or a mixture is tied. */
function isCertified(environment: BayesianEnvironment, over: Over): boolean {
  const tops = topsOf(environment);
  if (tops) {
    return tops.every((top, state) =>
      environment.utilities.every((table) =>
        table.every((row, b) => b === top || Q.compare(table[top]![state]!, row[state]!) > 0),
      ),
    );
  }
  const { state, mixture, maximisers: tied } = tiedMixture(environment)!;
  // The proportions of a population: as many players as the common denominator of the shares.
  const shares = over === "proportions" ? onOneDenominator(mixture).weights.map((n) => Q.rational(n)) : mixture;
  return tied.length > 1 && bestOf(inState(mixed(environment, shares), state)).join() === tied.join();
}

/** What is found of a reading, apart from the decision: a mixture with several maximisers. */
interface Tied {
  readonly state: number;
  readonly mixture: Mixture;
}

function tiedUnder(environment: BayesianEnvironment, over: Over, made: readonly string[]): Tied | undefined {
  for (const { state, corners } of tiedRegions(environment)) {
    const isWhole = (mixture: Mixture) => mixture.every((share) => share.numerator > 0n);
    const isAlone = (mixture: Mixture) => mixture.filter((share) => share.numerator > 0n).length === 1;
    const mean = meanOf(corners);
    if (over !== "everybody") return { state, mixture: corners[0]! };
    if (isWhole(mean)) return { state, mixture: mean };
    const single = made.includes(alone) ? corners.find(isAlone) : undefined;
    if (single) return { state, mixture: single };
  }
  return undefined;
}

const explained = (environment: BayesianEnvironment, tied: Tied | undefined, over: Over): string => {
  if (!tied) return "no mixture of the reading has several maximisers in a state";
  const { state, mixture } = tied;
  const told =
    over === "proportions"
      ? `groups of ${onOneDenominator(mixture).weights.join(", ")}`
      : `λ = (${printMixture(mixture).join(", ")})`;
  return `in state ${state} at ${told} the alternatives ${bestOf(inState(mixed(environment, mixture), state)).join(", ")} are best`;
};

const truth = (holds: boolean): Q.Rational => (holds ? Q.one : Q.zero);

/** Hypothesis (1) as a predicate, and what it comes to; with another test of it for near misses. */
export const hypothesis1 = (test: typeof topsOf = topsOf, made: readonly string[] = []): Claim =>
  libraryClaim({
    id: "basu/hypothesis-1",
    place: "Theorem 1, (1)",
    statement:
      "For each λ ∈ Δ(𝒰) and ω there is an a with Σ λ(u)u(a, ω) > Σ λ(u)u(b, ω) for all b ≠ a. As a predicate of 𝒰 this says that in each state one alternative is the only best one of every u, and then it is the maximiser at every λ.",
    hypotheses: ["𝒰 finite", ...made],
    readings,
    switchMeanings: {
      simplex: "for every λ of the simplex",
      proportions: "for the proportions λ of every population of players with utilities in 𝒰, whatever their number",
      everybody: "for the proportions of the populations in which each u of 𝒰 occurs",
    },
    scope: "all λ and states at once; that a library is told rightly, in both directions",
    argument: ({ mixtures }) =>
      (mixtures === "everybody" && made.length === 0
        ? "Not with positive shares alone: a tie may show only where some utility has no share. "
        : "") +
      "All finite 𝒰: the λ at which a is the only maximiser form an open set; these sets are disjoint and cover the connected simplex (or its interior), so that one a is it everywhere. Conversely a lead that is positive at the vertices is so at every mixture. " +
      "Ties of rational utilities, if any, are at rational λ: the polytope {a and b both best} has rational corners. Such a λ is the proportions of populations of every multiple of its common denominator, so that |N| > n0 makes no difference.",
    decide({ environment }, { mixtures }) {
      const over = mixtures as Over;
      const told = test(environment) !== undefined;
      if (over !== "everybody")
        return isCertified(environment, over) && told === (tiedMixture(environment) === undefined);
      const isUnique = isUniqueInside(environment) && (made.length === 0 || areUniqueAlone(environment));
      return isUnique === told;
    },
    sides({ environment }, _, { mixtures }) {
      const tied = tiedUnder(environment, mixtures as Over, made);
      const told = test(environment);
      return {
        left: truth(tied === undefined),
        right: truth(told !== undefined),
        larger: "left",
        holds: (tied === undefined) === (told !== undefined),
        inequality: "[(1) as it is read] = [in each state one a is the only best of every u]",
        explanation: `1 for yes; ${explained(environment, tied, mixtures as Over)}; ${told ? `in the states ${told.map((_, w) => w).join(", ")} every u has the one best alternative ${told.join(", ")}` : "not every u has the same single best alternative"}`,
      };
    },
    evidence: (budget, switches) => evidence(budget, switches, made),
    repair: repairedBy({
      statement: `(1) is the same as one maximiser ${alone}.`,
      changes: [alone],
      of: ["everybody"],
      claim: (changes) => hypothesis1(test, changes),
    }),
  });

/** How many libraries meet it, and a few answers. */
function evidence(budget: "gate" | "standard" | "deep", { mixtures }: Switches, made: readonly string[]): JsonObject {
  const worlds = libraries(budget).map(({ instance }) => libraryWorld(instance).environment);
  const holds = (environment: BayesianEnvironment): boolean =>
    mixtures === "everybody"
      ? isUniqueInside(environment) && (made.length === 0 || areUniqueAlone(environment))
      : topsOf(environment) !== undefined;
  const found = worlds.filter(holds);
  const leads = found.map((environment) =>
    topsOf(environment)?.flatMap((_, state) =>
      environment.utilities.map((_, u) => leadOf(inState(environment.utilities[u]!, state))),
    ),
  );
  const least = leads.flatMap((list) => list ?? []).filter((lead) => lead !== "infinity");
  const tied = worlds.find((environment) => topsOf(environment) === undefined && environment.utilities.length === 2 && areUniqueAlone(environment)); // biome-ignore format: one line
  const witness = tied && tiedMixture(tied);
  return {
    libraries: worlds.length,
    "(1) so read holds at": found.length,
    "(1) on the simplex holds at": worlds.filter((environment) => topsOf(environment) !== undefined).length,
    "least lead of a best alternative": least.length > 0 ? Q.printRational(least.reduce(Q.minimum)) : null,
    "a tie between two utilities that each have one maximiser": witness
      ? {
          state: witness.state,
          lambda: [...printMixture(witness.mixture)],
          maximisers: [...witness.maximisers],
          utilities: tied.utilities.map((table) => table.map((row) => row.map(Q.printRational))),
        }
      : null,
  };
}
