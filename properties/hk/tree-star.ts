import { baseOf, type Epsilon } from "../../src/instance/epsilon.js";
import * as Q from "../../src/number/rational.js";
import { whole } from "./size-claim.js";

const half = Q.rational(1n, 2n);

/**
 * The excess cost of the exponential mechanism on k nodes where a star costs 0 and each other edge g. With y = e^{εg/2} the reduced
 * Laplacian of the weights 1 and 1/y is (1 + (k − 1)/y)·I − J/y, so that the trees weigh (1 + (k − 1)/y)^{k−2} in all, the number of
 * other edges is binomial, and its mean times g is g·(k − 2)(k − 1)/(k − 1 + y). Throws InputError where y is irrational.
 */
export function starExcess(k: number, epsilon: Epsilon, others: Q.Rational): Q.Rational {
  if (Q.signOfRational(others) === 0) return Q.zero;
  const y = baseOf(epsilon, Q.multiply(half, others), "choices.epsilon");
  const edges = Q.divide(whole((k - 2) * (k - 1)), Q.add(whole(k - 1), y));
  return Q.multiply(others, edges);
}
