import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { range, whole } from "./size-claim.js";
import { edgesOf } from "./tree-counts.js";
import { optimumAt } from "./tree-optimum.js";

/** The excess cost that Theorem 11 allows, as a share of k. */
export const share24 = Q.rational(1n, 24n);

/** (2k − 1)/48, what the proof ends with. */
export const printedBound = (k: number): Q.Rational => Q.rational(2n * BigInt(k) - 1n, 48n);

/** The least expected number of critical edges in the tree, if the cost is at most opt + slack·k: a tree has k − 1 edges. */
export const leastCritical = (k: number, slack = share24): Q.Rational =>
  Q.subtract(Q.subtract(whole(k - 1), optimumAt(k)), Q.multiply(slack, whole(k)));

/** The averages over all edges of Pr[chosen | critical] and Pr[chosen | not critical] where so many critical ones are chosen. */
export function averagesOf(k: number, critical: Q.Rational) {
  const [chance, edges] = [Q.rational(1n, 2n * BigInt(k)), whole(edgesOf(k))];
  const others = Q.subtract(whole(k - 1), critical);
  return {
    critical: Q.divide(critical, Q.multiply(chance, edges)),
    others: Q.divide(others, Q.multiply(Q.subtract(Q.one, chance), edges)),
  };
}

/** The least e^ε that the averages leave: their quotient grows with the number of critical edges. Never below 1. */
export function leastExpByCosts(k: number, slack = share24): Q.Rational {
  const key = `${k} ${Q.printRational(slack)}`;
  const found = knownBounds.get(key) ?? byCosts(k, slack);
  knownBounds.set(key, found);
  return found;
}

const knownBounds = new Map<string, Q.Rational>();

function byCosts(k: number, slack: Q.Rational): Q.Rational {
  const critical = leastCritical(k, slack);
  if (Q.signOfRational(critical) <= 0) return Q.one;
  const averages = averagesOf(k, critical);
  return Q.maximum(Q.one, Q.divide(averages.critical, averages.others));
}

/**
 * A bound for every excess C·k with C < 1, from forests in the place of random costs. Let S be a random forest of m edges of cost 0, and
 * f one of them: f is built with probability at least 1 − Ck/m on average. Without f, the rest is a forest of m − 1 edges, and f
 * any edge between two of its trees, of which there are at least (k − m)(k + m − 1)/2; at most k − 1, and at most k − m + Ck, of
 * the edges outside the rest are built on average. So e^ε ≥ (1 − Ck/m)·(k − m)(k + m − 1)/(2·min(k − 1, k − m + Ck)).
 */
export const leastExpByForests = (k: number, C: Q.Rational): Q.Rational =>
  range(1, k - 1)
    .map((m) => forestBound(k, C, m))
    .reduce(Q.maximum, Q.one);

function forestBound(k: number, C: Q.Rational, m: number): Q.Rational {
  const excess = Q.multiply(C, whole(k));
  const built = Q.subtract(Q.one, Q.divide(excess, whole(m)));
  const room = Q.minimum(whole(k - 1), Q.add(whole(k - m), excess));
  const between = Q.rational(BigInt((k - m) * (k + m - 1)), 2n);
  return Q.divide(Q.multiply(built, between), room);
}

/** ε times the excess cost of the exponential mechanism, at most, for all costs in [0, 1]: 2·ln k^{k−2}, by Lemma 4 (hk/theorem-1-expectation). */
export const excessOfExponential = (k: number): L.LogForm => L.scale(L.ln(whole(k)), whole(2 * (k - 2)));

/** 48·ln k, at which the exponential mechanism has an excess of at most k/24: 2(k − 2)·ln k ≤ 2k·ln k. */
export const sufficientEpsilon = (k: number): L.LogForm => L.scale(L.ln(whole(k)), whole(48));
