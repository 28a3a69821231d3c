import { type Population, stateWeights, weighted, welfareTable } from "../../game/bayesian-environment.js";
import type { DirectMechanism } from "../../game/direct-mechanism.js";
import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";
import { chosen, type Tie } from "./tie.js";
import { type Rule, valuePrice } from "./value-price.js";

/** Its name and place. */
export const posteriorPriceMechanism: Described = {
  id: "basu/posterior-price",
  citation: cite("basu", "Section 2, (σ*, q*)"),
  summary: "the social optimum at the posterior, everybody pays her posterior expected utility",
};

/** 1. σ*(s) ∈ arg max_a Σ_ω π(s)(ω) Σ_i u_i(a, ω), where π(s) is told up to its total by π_0(ω)·L_ω(c). */
export const socialOptimum = (population: Population, tie: Tie): Rule => {
  const welfare = welfareTable(population, population.sizes);
  return (counts) => {
    const weights = stateWeights(population, counts);
    return chosen(
      welfare.map((row) => weighted(weights, row)),
      tie,
    );
  };
};

/** (σ*, q*): 2. q*_i(s) = Σ_ω π(s)(ω) u_i(σ*(s), ω). */
export const posteriorPrice = (population: Population, tie: Tie): DirectMechanism =>
  valuePrice(population, socialOptimum(population, tie));
