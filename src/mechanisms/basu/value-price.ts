import { type BayesianEnvironment, integral, stateWeights, total, weighted } from "../../game/bayesian-environment.js";
import type { DirectMechanism, Draw } from "../../game/direct-mechanism.js";
import type { Counts } from "../../probability/multinomial.js";
import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** Its name and place. */
export const valuePriceMechanism: Described = {
  id: "basu/value-price",
  citation: cite("basu", "Section 2, q* with any social choice function"),
  summary: "any rule on the counts of signals, everybody pays her posterior expected utility",
};

/** The alternatives that a rule draws at the reported signals, with their chances. */
export type Rule = (reports: Counts) => readonly Omit<Draw, "payments">[];

/** q*_u(s) = Σ_ω π(s)(ω) u(σ(s), ω) as printed, with any rule σ in the place of σ*; one payment a utility of the library. */
export const valuePrice = (environment: BayesianEnvironment, rule: Rule): DirectMechanism => {
  const { utilities, unit } = integral(environment);
  return (counts) => {
    const weights = stateWeights(environment, counts);
    const denominator = total(weights) * unit;
    return rule(counts).map((draw) => ({
      ...draw,
      payments: utilities.map((table) => ({ numerator: weighted(weights, table[draw.alternative]!), denominator })),
    }));
  };
};
