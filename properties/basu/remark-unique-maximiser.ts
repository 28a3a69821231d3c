import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { integral } from "../../src/game/bayesian-environment.js";
import { maximisers } from "../../src/mechanisms/basu/tie.js";
import { repairedBy } from "../repairs.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { isTiedSomewhere, leadAt, mixtureAndState, utilityAndState } from "./lead-at.js";
import { topsOf } from "./libraries.js";
import { libraryClaim } from "./library-claim.js";
import { bestOf, inState, statesOf } from "./mixtures.js";

const sameForAll = "it is the same alternative for every u";

const readings = readingsOf({ direction: ["only-if", "if"] });

/** The best alternatives of each utility, state by state. */
const bests = ({ environment }: BayesianWorld): readonly (readonly (readonly number[])[])[] =>
  Array.from({ length: environment.states }, (_, state) =>
    integral(environment).utilities.map((table) => maximisers(table.map((row) => row[state]!))),
  );

/** The same from the values as they are. */
const plainBests = (world: BayesianWorld): typeof bests extends (world: BayesianWorld) => infer T ? T : never =>
  statesOf(world).map((state) => world.environment.utilities.map((table) => bestOf(inState(table, state))));

type Bests = ReturnType<typeof bests>;
const areUnique = (found: Bests): boolean => found.every((best) => best.every((places) => places.length === 1));
const areSame = (found: Bests): boolean =>
  found.every((best) => best.every((places) => places.join() === best[0]!.join()));

/** (1) and "each u has a unique maximiser in each state"; with another test of (1) for near misses. */
export const uniqueMaximiser = (test: typeof topsOf = topsOf, made: readonly string[] = []): Claim =>
  libraryClaim({
    id: "basu/remark-unique-maximiser",
    place: "Remarks after Theorem 1",
    statement: "Under (1) each u ∈ 𝒰 has, for each state, a unique maximiser.",
    hypotheses: ["𝒰 finite", ...made],
    readings,
    switchMeanings: {
      "only-if": "(1) implies that each u has a unique maximiser in each state",
      if: "the converse: (1) holds if each u has a unique maximiser in each state",
    },
    scope: "every u and ω, or every λ and ω",
    argument: ({ direction }) =>
      direction === "only-if"
        ? "All 𝒰: λ with λ(u) = 1."
        : made.length > 0
          ? "All 𝒰: the lead of the common maximiser is linear in λ and positive at the vertices."
          : "Not under this reading: between two utilities with different maximisers a mixture is tied.",
    decide(world, { direction }) {
      const found = bests(world);
      if (direction === "only-if") return test(world.environment) ? areUnique(found) : undefined;
      if (!areUnique(found) || (made.length > 0 && !areSame(found))) return undefined;
      return topsOf(world.environment) !== undefined;
    },
    choices: ({ direction }) => (direction === "only-if" ? utilityAndState : mixtureAndState),
    sides(world, choices, { direction }) {
      const found = plainBests(world);
      const isMet =
        direction === "only-if"
          ? test === topsOf
            ? !isTiedSomewhere(world)
            : test(world.environment) !== undefined
          : areUnique(found) && (made.length === 0 || areSame(found));
      return { ...leadAt(world, choices), hypotheses: isMet ? "inside" : "outside" };
    },
    repair: repairedBy({
      statement: "(1) holds iff in each state each u has a unique maximiser and it is the same one for every u.",
      changes: [sameForAll],
      of: ["if"],
      claim: (changes) => uniqueMaximiser(test, changes),
    }),
  });
