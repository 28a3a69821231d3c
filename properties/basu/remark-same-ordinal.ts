import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { leadAt, mixtureAndState } from "./lead-at.js";
import { libraries, libraryWorld, topsOf } from "./libraries.js";
import { libraryClaim } from "./library-claim.js";
import { bestOf, inState, statesOf } from "./mixtures.js";

const soleBest = "in each state one alternative is the only best one";

const readings = readingsOf({ order: ["weak", "strict"], scope: ["each-state", "all-states"] });

type Ranking = readonly (readonly number[])[];

/** For each utility and state the sign of every comparison of two alternatives. */
const rankings = ({ environment }: BayesianWorld): readonly Ranking[] =>
  environment.utilities.map((table) =>
    Array.from({ length: environment.states }, (_, state) =>
      table.flatMap((x) => table.map((y) => Q.compare(x[state]!, y[state]!) as number)),
    ),
  );

/** Whether all players order the alternatives in the same way, as the reading has it. */
function haveSameOrder(world: BayesianWorld, { order, scope }: Switches): boolean {
  const { alternatives } = world.environment;
  const all = rankings(world);
  const isStrict = (ranks: readonly number[]) => ranks.filter((sign) => sign === 0).length === alternatives;
  const own = all[0]!;
  return all.every((ranking) =>
    ranking.every(
      (ranks, state) =>
        ranks.join() === (scope === "each-state" ? own[state]! : own[0]!).join() &&
        (order === "weak" || isStrict(ranks)),
    ),
  );
}

/** The same by sorting: alternatives from the best to the worst, those at par joined. */
function haveSameSorted(world: BayesianWorld, { order, scope }: Switches): boolean {
  const sorted = world.environment.utilities.map((table) =>
    statesOf(world).map((state) => {
      const values = inState(table, state);
      const levels = [...new Map(values.map((value) => [Q.printRational(value), value])).values()];
      const classes = levels
        .sort((x, y) => Q.compare(y, x))
        .map((level) => values.flatMap((value, a) => (Q.equals(value, level) ? [a] : [])).join("~"));
      return classes.join(" > ");
    }),
  );
  const asked = (state: number) => sorted[0]![scope === "each-state" ? state : 0]!;
  return sorted.every((states) =>
    states.every((text, state) => text === asked(state) && (order === "weak" || !text.includes("~"))),
  );
}

const hasSoleBest = (world: BayesianWorld): boolean =>
  statesOf(world).every((state) => bestOf(inState(world.environment.utilities[0]!, state)).length === 1);

/** Players with the same ordinal preference satisfy (1); with another reading of "the same" for near misses. */
export const sameOrdinal = (made: readonly string[] = [], same = haveSameOrder): Claim => {
  const isInside = (world: BayesianWorld, switches: Switches, test = same) =>
    test(world, switches) && (made.length === 0 || hasSoleBest(world));
  return libraryClaim({
    id: "basu/remark-same-ordinal",
    place: "Remarks after Theorem 1",
    statement: "If all u ∈ 𝒰 have the same ordinal preference over A, then (1) holds.",
    hypotheses: ["𝒰 finite", "all u have the same ordinal preference over the alternatives", ...made],
    readings,
    switchMeanings: {
      weak: "ordinal preferences may be indifferent between alternatives",
      strict: "nobody is ever indifferent between two alternatives",
      "each-state": "in each state all have the same preference, which may be another one in another state",
      "all-states": "one preference for all utilities and states",
    },
    scope: "every λ and ω",
    argument: ({ order }) =>
      order === "strict" || made.length > 0
        ? "All 𝒰: the alternative that all rank alone at the top in a state is the only maximiser of every mixture."
        : "Not with indifference at the top. The order below the top is of no account: (1) asks for the same sole best alternative, and for no more.",
    decide(world, switches) {
      if (!isInside(world, switches)) return undefined;
      return topsOf(world.environment) !== undefined;
    },
    choices: () => mixtureAndState,
    sides(world, choices, switches) {
      const isMet = isInside(world, switches, same === haveSameOrder ? haveSameSorted : same);
      return { ...leadAt(world, choices), hypotheses: isMet ? "inside" : "outside" };
    },
    evidence: (budget, switches) => {
      const worlds = libraries(budget).map(({ instance }) => libraryWorld(instance));
      const meet = (test: (world: BayesianWorld) => boolean) => worlds.filter(test).length;
      return {
        "libraries with the same preference": meet((world) => haveSameOrder(world, switches)),
        "of these with (1)": meet((world) => haveSameOrder(world, switches) && topsOf(world.environment) !== undefined), // biome-ignore format: one line
        "libraries with (1) and other preferences": meet((world) => !haveSameOrder(world, switches) && topsOf(world.environment) !== undefined), // biome-ignore format: one line
      };
    },
    repair: repairedBy({
      statement: "If all have the same ordinal preference and in each state one alternative is its only best one, then (1) holds.", // biome-ignore format: one line
      changes: [soleBest],
      of: ["weak+each-state", "weak+all-states"],
      claim: (changes) => sameOrdinal(changes, same),
    }),
  });
};
