import { type Population, playersOf } from "../game/bayesian-environment.js";
import type { DirectMechanism } from "../game/direct-mechanism.js";
import { budgetBalance } from "../mechanisms/basu/budget-balance.js";
import { externalityPrice, externalityPriceMechanism } from "../mechanisms/basu/externality-price.js";
import { posteriorPrice, posteriorPriceMechanism } from "../mechanisms/basu/posterior-price.js";
import { singleObject } from "../mechanisms/basu/single-object.js";
import { tableMechanism } from "../mechanisms/basu/table.js";
import { type Tie, ties } from "../mechanisms/basu/tie.js";
import { valuePrice, valuePriceMechanism } from "../mechanisms/basu/value-price.js";
import type { Described } from "../mechanisms/described.js";
import type { Populated } from "./basu-environment.js";
import { type KeyedBy, keysOf, mechanismFrom, readPayments, readRule, ruleFrom } from "./basu-rule.js";
import { readChoice } from "./input.js";
import { fieldsOf, type ObjectSchema, objectSchema, rationalSchema } from "./schema.js";

type Given = Readonly<Record<string, unknown>>;

/** A direct mechanism with players, as an instance gives it. */
export interface Seated {
  readonly population: Population;
  readonly mechanism: DirectMechanism;
  readonly keyedBy: KeyedBy;
}

/** How the instances of one mechanism are written. */
export interface BayesianFormat extends Described {
  readonly parameters: ObjectSchema;
  /** The mechanism for any population, where it is defined for all; throws InputError at the parameters. */
  family?(given: Given): (population: Population) => DirectMechanism;
  /** The mechanism with the players of the instance. Throws InputError. */
  seated(given: Given, populated: Required<Populated>): Seated;
}

const tieSchema = { enum: [...ties] };
const optional = { tolerance: rationalSchema };

const populationOf = ({ environment, players }: Required<Populated>): Population => ({
  ...environment,
  sizes: players.sizes,
});

const readTie = (given: Given): Tie =>
  given.tie === undefined ? "first" : readChoice(given.tie, "parameters.tie", ties);

/** A mechanism that is defined for all populations, up to the choice among maximisers. */
function byTie(described: Described, mechanism: (population: Population, tie: Tie) => DirectMechanism): BayesianFormat {
  return {
    ...described,
    parameters: objectSchema({}, { tie: tieSchema, ...optional }),
    family: (given) => {
      const tie = readTie(given);
      return (population) => mechanism(population, tie);
    },
    seated(given, populated) {
      const population = populationOf(populated);
      return { population, mechanism: mechanism(population, readTie(given)), keyedBy: "counts" };
    },
  };
}

const anyObject = { type: "object" };

const valuePriceFormat: BayesianFormat = {
  ...valuePriceMechanism,
  parameters: objectSchema({ rule: anyObject }, optional),
  seated(given, populated) {
    const population = populationOf(populated);
    const keys = keysOf(population, playersOf(population.sizes), "counts", "parameters.rule");
    const rule = ruleFrom(readRule(given.rule, "parameters.rule", keys, population.alternatives));
    return { population, mechanism: valuePrice(population, rule), keyedBy: "counts" };
  },
};

const tableFormat: BayesianFormat = {
  ...tableMechanism,
  parameters: objectSchema(
    { rule: anyObject, payments: anyObject },
    { keyedBy: { enum: ["counts", "profile"] }, ...optional },
  ),
  seated(given, populated) {
    const population = populationOf(populated);
    const keyedBy =
      given.keyedBy === undefined ? "counts" : readChoice(given.keyedBy, "parameters.keyedBy", ["counts", "profile"]);
    const players = playersOf(population.sizes);
    const keys = keysOf(population, players, keyedBy, "parameters.rule");
    const rule = readRule(given.rule, "parameters.rule", keys, population.alternatives);
    const seats = keyedBy === "counts" ? population.utilities.length : players;
    const entries = given.rule as Given;
    const isLottery = (key: string) => Array.isArray(entries[key]);
    const payments = readPayments(
      given.payments,
      "parameters.payments",
      keys,
      isLottery,
      seats,
      population.alternatives,
    );
    return { population, mechanism: mechanismFrom(rule, payments), keyedBy };
  },
};

/** The mechanisms of the paper and its foils. */
export const bayesianFormats: readonly BayesianFormat[] = [
  byTie(posteriorPriceMechanism, posteriorPrice),
  byTie(singleObject, posteriorPrice),
  byTie(budgetBalance, posteriorPrice),
  valuePriceFormat,
  byTie(externalityPriceMechanism, externalityPrice),
  tableFormat,
];

export const parametersOf = ({ parameters }: BayesianFormat) => fieldsOf(parameters);
