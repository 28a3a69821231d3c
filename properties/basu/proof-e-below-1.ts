import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { beliefThreshold } from "../../src/mechanisms/basu/common-top.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../repairs.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { inside } from "./environments.js";
import { levelAt } from "./levels.js";
import { libraryInstance, libraryWorld, topsOf } from "./libraries.js";
import { libraryClaim } from "./library-claim.js";
import {
  alone,
  type Mixture,
  mixed,
  mixtureChoices,
  printMixture,
  proportions,
  readMixture,
  statesOf,
} from "./mixtures.js";
import { largestChange } from "./plain-levels.js";
import { remembered } from "./remembered.js";
import { meanOf, tiedRegions } from "./tied-mixtures.js";

const by1 = "hypothesis (1)";

const readings = readingsOf({ hypothesis: ["under-1", "any-library"] });

/** Proportions of up to two players; where (1) fails also mixtures with several maximisers. */
function tried({ environment }: BayesianWorld): readonly Mixture[] {
  const few = proportions(environment.utilities.length, 2);
  if (topsOf(environment)) return few;
  return [...few, ...tiedRegions(environment).flatMap(({ corners }) => [...corners, meanOf(corners)])];
}

/** The largest min E(λ; ω) over the tried mixtures and all states. */
const largestTried = (world: BayesianWorld): Q.Rational =>
  known(world, "", () =>
    tried(world)
      .flatMap((mixture) => {
        const table = mixed(world.environment, mixture);
        return statesOf(world).map((state) => levelAt(table, state));
      })
      .reduce(Q.maximum),
  );

const known = remembered<Q.Rational>();

/** max_ω max_λ min E(λ; ω) < 1; with another closed form of it for near misses. */
export const levelBelowOne = (made: readonly string[] = [], formula = beliefThreshold): Claim => {
  const needs1 = ({ hypothesis }: Switches) => hypothesis === "under-1" || made.includes(by1);
  const isOutside = ({ environment }: BayesianWorld, switches: Switches) =>
    needs1(switches) && topsOf(environment) === undefined;
  return libraryClaim({
    id: "basu/proof-e-below-1",
    place: "Proof of Theorem 1",
    statement: "min E(λ; ω) < 1 for each λ ∈ Δ(𝒰) and ω, and e = max_ω max_λ min E(λ; ω) < 1.",
    hypotheses: ["𝒰 finite", ...made],
    readings,
    switchMeanings: { "under-1": "hypothesis (1) holds, as in the proof", "any-library": "whatever 𝒰 is" },
    scope: "every ω; λ at the vertices, where e is attained, at the middles of the edges, and where there are ties",
    argument: (switches) =>
      needs1(switches)
        ? "All finite 𝒰 with (1): min E(λ; ω) = max over b ≠ a and ω' of m/(d + m), 0 if no m is positive, with d > 0, so it is below 1. Where m > 0 the quotient is monotone on every line of Δ(𝒰), so that its largest value is at a vertex: e is the largest of finitely many numbers below 1, and compactness and continuity are not needed."
        : "Not without (1): where alternatives are at par in ω, and another state breaks the tie at every π(ω) < 1, E(λ; ω) = {1}.",
    decide(world, switches) {
      if (isOutside(world, switches)) return undefined;
      const largest = largestTried(world);
      const e = formula(world.environment);
      return Q.compare(largest, Q.one) < 0 && (!needs1(switches) || (e !== undefined && Q.equals(e, largest)));
    },
    choices: (switches) => ({
      bound: () => (needs1(switches) ? ["1", "e"] : ["1"]),
      mixture: mixtureChoices("mixture", tried),
      state: (world) => statesOf(world),
    }),
    sides(world, choices, switches) {
      const mixture = readMixture(choices.mixture, "choices.mixture", world);
      const state = choices.state as number;
      const level = largestChange(mixed(world.environment, mixture), state);
      const e = choices.bound === "e" ? formula(world.environment) : undefined;
      const isBelow = Q.compare(level, Q.one) < 0;
      return {
        left: level,
        right: e ?? Q.one,
        larger: "right",
        holds: e ? Q.compare(level, e) <= 0 && Q.compare(e, Q.one) < 0 : isBelow,
        hypotheses: isOutside(world, switches) ? "outside" : "inside",
        inequality: e ? "min E(λ; ω) <= e < 1" : "min E(λ; ω) < 1",
        explanation: `at λ = (${printMixture(mixture).join(", ")}) and state ${state}: the least upper bound of the π(ω) that change the argmax${isBelow ? "" : ", which come as near to 1 as one likes"}`,
      };
    },
    evidence: () => evidence(),
    repair: repairedBy({
      statement: "Under (1) e < 1.",
      changes: [by1],
      of: ["any-library"],
      claim: (changes) => levelBelowOne(changes, formula),
    }),
  });
};

/** e, and a vertex and state where it is attained, in the named environments with (1). */
const evidence = (): JsonObject => ({
  e: Object.fromEntries(
    Object.entries(inside).map(([name, { utilities }]): [string, Json] => {
      const { environment } = libraryWorld(libraryInstance(utilities));
      const e = beliefThreshold(environment)!;
      const at = environment.utilities.flatMap((_, utility) =>
        Array.from({ length: environment.states }, (_, state) => ({ utility, state })).filter(({ state }) =>
          Q.equals(levelAt(mixed(environment, alone(environment.utilities.length, utility)), state), e),
        ),
      );
      return [name, { e: Q.printRational(e), at: { ...at[0]! } }];
    }),
  ),
  attained: "where everybody has one utility",
});
