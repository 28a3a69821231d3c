import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readChoice } from "../../src/instance/input.js";
import { type Tie, ties } from "../../src/mechanisms/basu/tie.js";
import * as Q from "../../src/number/rational.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { levelAt } from "./levels.js";
import { topsOf } from "./libraries.js";
import { libraryClaim } from "./library-claim.js";
import {
  alone,
  bestOf,
  inState,
  type Mixture,
  mixed,
  mixtureChoices,
  readMixture,
  statesOf,
  type Table,
} from "./mixtures.js";
import { type Chosen, changesAbove } from "./plain-levels.js";

const readings = readingsOf({ hypothesis: ["under-1", "any-library"], argmax: ["sets", "choices"] });

/** σ* takes one of the best alternatives. */
const picked: Readonly<Record<Tie, Chosen>> = {
  first: (values) => bestOf(values).slice(0, 1),
  last: (values) => bestOf(values).slice(-1),
  uniform: bestOf,
};

/** The ways to choose that a reading speaks of; "uniform" draws from the whole set. */
const tiesOf = ({ argmax }: Switches): readonly Tie[] => (argmax === "sets" ? ["uniform"] : ties);

/** Everybody has one utility, or each utility has the same share. */
const fewMixtures = ({ environment: { utilities } }: BayesianWorld): readonly Mixture[] => {
  const { length } = utilities;
  const equal = utilities.map(() => Q.rational(1n, BigInt(length)));
  return [...utilities.map((_, u) => alone(length, u)), ...(length > 1 ? [equal] : [])];
};

/** min E for the alternative that is chosen: alternatives at par with it matter where they are ahead in another state. */
function leastLevel(table: Table, state: number, tie: Tie): Q.Rational {
  if (tie === "uniform") return levelAt(table, state);
  const best = bestOf(inState(table, state));
  const own = picked[tie](inState(table, state))[0]!;
  const isAhead = (a: number) => table[a]!.some((value, w) => Q.compare(value, table[own]![w]!) > 0);
  if (best.some(isAhead)) return Q.one;
  return levelAt(
    table.filter((_, a) => a === own || !best.includes(a)),
    state,
  );
}

const half = (x: Q.Rational, y: Q.Rational): Q.Rational => Q.multiply(Q.add(x, y), Q.rational(1n, 2n));

/** Levels below, at and above the least one. */
const levelsAround = (least: Q.Rational): readonly Q.Rational[] => {
  const all = [Q.zero, half(Q.zero, least), least, half(least, Q.one), Q.one];
  return [...new Map(all.map((level) => [Q.printRational(level), level])).values()];
};

/**
 * Whether no belief above a level changes the choice: the beliefs of at least e on the state have corners at the state and at e on it
 * and the rest on one other state, and b is not ahead anywhere among them iff it is ahead at none of these.
 */
function isInE(table: Table, state: number, level: Q.Rational, tie: Tie): boolean {
  if (Q.equals(level, Q.one) || table[0]!.length === 1) return true;
  const own = picked[tie](inState(table, state));
  return table[0]!.every((_, other) => {
    if (other === state) return true;
    const corner = table.map((row) =>
      Q.add(Q.multiply(level, row[state]!), Q.multiply(Q.subtract(Q.one, level), row[other]!)),
    );
    const top = corner[own[0]!]!;
    // Alternatives that are drawn together have to stay at par.
    return corner.every((value, b) => (own.includes(b) ? Q.equals(value, top) : Q.compare(value, top) <= 0));
  });
}

/** E(λ; ω) is a closed interval [e′, 1]; with another formula for e′, or another definition, for near misses. */
export const intervalE = (formula = leastLevel, changes = changesAbove): Claim =>
  libraryClaim({
    id: "basu/proof-E-interval",
    place: "Proof of Theorem 1",
    statement:
      "For each λ ∈ Δ(𝒰) and ω, E(λ; ω) = {e ∈ [0, 1]: for each π with π(ω) > e the argmax under π is the argmax in ω} is a closed interval [e′, 1].",
    hypotheses: ["𝒰 finite"],
    readings,
    switchMeanings: {
      "under-1": "hypothesis (1) holds, as in the proof",
      "any-library": "whatever 𝒰 is",
      sets: "argmax is the set of all maximisers",
      choices: "argmax is the maximiser that σ* takes, under each tie rule",
    },
    scope: "λ at the vertices and the centre, every ω, levels below, at and above e′",
    argument: ({ hypothesis }) =>
      `All 𝒰, λ, ω: E(λ; ω) is the intersection of the closed intervals [π(ω), 1] over the π that change the argmax, hence [e′, 1] with e′ the least upper bound of these π(ω), 0 if there are none. Neither (1) nor a finite 𝒰 is used, whatever "the argmax" is.${hypothesis === "any-library" ? " Without (1) e′ may be 1." : ""}`,
    decide(world, switches) {
      const { environment } = world;
      if (switches.hypothesis === "under-1" && topsOf(environment) === undefined) return undefined;
      return fewMixtures(world).every((mixture) => {
        const table = mixed(environment, mixture);
        return statesOf(world).every((state) =>
          tiesOf(switches).every((tie) => {
            const least = formula(table, state, tie);
            return levelsAround(least).every(
              (level) => isInE(table, state, level, tie) === Q.compare(level, least) >= 0,
            );
          }),
        );
      });
    },
    choices: (switches) => ({
      mixture: mixtureChoices("mixture", fewMixtures),
      state: (world) => statesOf(world),
      tie: () => tiesOf(switches),
      level: (world, given) => {
        if (given.level !== undefined) return [given.level];
        const table = mixed(world.environment, readMixture(given.mixture, "choices.mixture", world));
        return levelsAround(formula(table, given.state as number, given.tie as Tie)).map(Q.printRational);
      },
    }),
    sides(world, choices, { hypothesis }) {
      const table = mixed(world.environment, readMixture(choices.mixture, "choices.mixture", world));
      const tie = readChoice(choices.tie, "choices.tie", ties);
      const state = choices.state as number;
      const level = Q.parseRational(choices.level as string)!;
      const least = formula(table, state, tie);
      const [change] = changes(table, state, level, picked[tie]);
      const isAbove = Q.compare(level, least) >= 0;
      return {
        left: level,
        right: least,
        larger: "left",
        holds: isAbove === (change === undefined),
        hypotheses: hypothesis === "under-1" && topsOf(world.environment) === undefined ? "outside" : "inside",
        inequality: "e ∈ E(λ; ω) iff e >= e'",
        explanation: change
          ? `e is not in E: with ${Q.printRational(change.belief)} on state ${state} and the rest on state ${change.other} the choice is ${change.chosen.join(", ")} and not ${picked[tie](inState(table, state)).join(", ")}`
          : "e is in E: no belief between two states that gives the state more than e changes the choice",
      };
    },
    evidence: () => ({
      "not used": "(1), that 𝒰 is finite, linearity in λ",
      "with π(ω) >= e in the definition":
        "not closed: (e', 1] wherever the largest belief that changes the argmax is attained, as (1/2, 1] at the guess of the state",
    }),
  });
