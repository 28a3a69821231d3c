import type { Budget, Example } from "../../src/claim/claim.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { ties } from "../../src/mechanisms/basu/tie.js";
import { countVectors } from "../../src/probability/multinomial.js";
import { type EnvironmentNumbers, posteriorInstance, symmetric } from "./environments.js";
import { apart } from "./event-environments.js";

/** Environments with players: every composition of up to so many, and every tie. */
const most: Readonly<Record<Budget, number>> = { gate: 2, standard: 3, deep: 6 };

/** Those in which a posterior is exactly at a level at which the choice turns. */
const exact: Readonly<Record<string, EnvironmentNumbers>> = {
  "prior against one signal": {
    ...apart["guess of the state"]!,
    prior: ["1/4", "3/4"],
  },
  "two utilities that turn at different beliefs": {
    prior: ["1/2", "1/2"],
    likelihood: symmetric("11/20", "9/20"),
    utilities: [
      [
        ["1", "0"],
        ["0", "1"],
      ],
      [
        ["1/2", "0"],
        ["0", "1"],
      ],
    ],
  },
};

const gateNames = ["one state", "one alternative", "guess of the state", "two utilities with one top"];

/** The environments of a budget, by name. */
const environmentsAt = (budget: Budget): readonly EnvironmentNumbers[] => [
  ...(budget === "gate" ? gateNames.map((name) => apart[name]!) : Object.values(apart)),
  ...Object.values(exact),
];

const examples = new Map<Budget, readonly Example[]>();

/** Instances of (σ*, q*) with few players: fewest first. */
export function seatedExamples(budget: Budget): readonly Example[] {
  const found = examples.get(budget) ?? makeExamples(budget);
  examples.set(budget, found);
  return found;
}

const makeExamples = (budget: Budget): readonly Example[] =>
  Array.from({ length: most[budget] }, (_, i) => i + 1).flatMap((players) =>
    environmentsAt(budget).flatMap((numbers) =>
      [...countVectors(players, numbers.utilities.length)].flatMap((sizes) =>
        ties.map((tie) => ({ instance: posteriorInstance(numbers, sizes, { tie }), choices: {} })),
      ),
    ),
  );

/** They in words. */
export const seatedSaid = (budget: Budget): string =>
  `${environmentsAt(budget).length} environments with (1) and different likelihoods, every composition of 1 to ${most[budget]} players and every tie`;

/** All signals of an environment. */
export const signalsOf = ({ signals }: BayesianEnvironment): readonly number[] =>
  Array.from({ length: signals }, (_, x) => x);
