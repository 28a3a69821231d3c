import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { topsOf } from "./libraries.js";
import { alone, bestOf, inState, leadOf, type Mixture, mixed, mixtureChoices, printMixture, readMixture, statesOf } from "./mixtures.js"; // biome-ignore format: one line
import { tiedRegions } from "./tied-mixtures.js";

const vertices = ({ environment: { utilities } }: BayesianWorld): readonly Mixture[] =>
  utilities.map((_, u) => alone(utilities.length, u));

/** Each utility alone, and mixtures with several maximisers where there are any: the least lead is among these. */
const tried = (world: BayesianWorld): readonly Mixture[] => [
  ...vertices(world),
  ...(topsOf(world.environment) ? [] : tiedRegions(world.environment).map(({ corners }) => corners[0]!)),
];

/** Every mixture and state. */
export const mixtureAndState: Choices<BayesianWorld> = {
  mixture: mixtureChoices("mixture", tried),
  state: (world) => statesOf(world),
};

/** Every utility alone and state. */
export const utilityAndState: Choices<BayesianWorld> = {
  mixture: mixtureChoices("mixture", vertices),
  state: (world) => statesOf(world),
};

/** Whether one alternative is ahead of all others at a mixture in a state, by how much. */
export function leadAt(world: BayesianWorld, choices: JsonObject): WorstSides {
  const mixture = readMixture(choices.mixture, "choices.mixture", world);
  const state = choices.state as number;
  const values = inState(mixed(world.environment, mixture), state);
  const lead = leadOf(values);
  const told = printMixture(mixture).join(", ");
  return {
    left: lead,
    right: Q.zero,
    larger: "left",
    holds: lead === "infinity" || Q.signOfRational(lead) > 0,
    inequality: "lead of the best alternative > 0",
    explanation: `λ = (${told}) gives the alternatives in state ${state} the values ${values.map(Q.printRational).join(", ")}; best: ${bestOf(values).join(", ")}`,
  };
}

/** Whether some mixture has several maximisers, by the corners of all polytopes of tied mixtures. */
export const isTiedSomewhere = ({ environment }: BayesianWorld): boolean => tiedRegions(environment).length > 0;
