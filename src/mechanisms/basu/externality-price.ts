import {
  integral,
  type Population,
  stateWeights,
  total,
  weighted,
  welfareTable,
} from "../../game/bayesian-environment.js";
import type { DirectMechanism } from "../../game/direct-mechanism.js";
import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";
import { chosen, type Tie } from "./tie.js";

/** Its name and place. */
export const externalityPriceMechanism: Described = {
  id: "basu/externality-price",
  citation: cite("basu", "Section 1, externality based payments"),
  summary: "the social optimum at the posterior, everybody pays what the others lose by her presence",
};

/** The pivot form with the belief held at the reported posterior: the paper contrasts with it and does not define it. */
export const externalityPrice = (population: Population, tie: Tie): DirectMechanism => {
  const { utilities, unit } = integral(population);
  const welfare = welfareTable(population, population.sizes);
  return (counts) => {
    const weights = stateWeights(population, counts);
    const denominator = total(weights) * unit;
    // 1. σ*
    const expected = welfare.map((row) => weighted(weights, row));
    // 2. V_{−u}(b) = Σ_ω π(s)(ω)(W(b, ω) − u(b, ω)): what the others have from each alternative
    const ofOthers = utilities.map((table) => table.map((row, b) => expected[b]! - weighted(weights, row)));
    // 3. what they would have at their best less what they have
    return chosen(expected, tie).map((draw) => ({
      ...draw,
      payments: ofOthers.map((values) => ({
        numerator: values.reduce((x, y) => (x > y ? x : y)) - values[draw.alternative]!,
        denominator,
      })),
    }));
  };
};
