import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Epsilon } from "../../src/instance/epsilon.js";
import { refuse } from "../../src/instance/input.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { leastExpByAverages, tenth } from "./matching-bound.js";
import { expOf, factorial, guarantee, servedByExponential } from "./single-minded.js";
import {
  type Compared,
  type ComparedExample,
  matchings,
  range,
  type SizeCase,
  sizeClaim,
  whole,
} from "./size-claim.js";

const sizes = {
  gate: range(1, 6),
  standard: range(1, 60),
  deep: range(1, 200),
};
/** Constants C of a loss C·n. */
const constants = [tenth, Q.rational(1n, 2n), Q.rational(9n, 10n), Q.rational(99n, 100n)];
const asTheorem = "C = 1/10";
const veryPrivate: Epsilon = { times: Q.rational(2n), log: Q.rational(4n, 3n) };
/** ε = 20·ln n. */
const metAt = (n: number): Epsilon => ({ times: Q.rational(20n), log: whole(n) });

/**
 * A loss of O(n) needs ε = Ω(log n), and ε = O(log n) is enough for it [HK, after Theorem 8]. `loss` is the 1/10 of the reading met: less in
 * controls.
 */
export const tradeoffMatching = (changes: readonly string[] = [], loss = tenth): Claim<SizeCase> => {
  const slack = changes.includes(asTheorem) ? tenth : Q.one;
  const decideMet = (n: number): Compared => {
    const allowed = Q.multiply(loss, whole(n));
    // The range has one outcome: nothing is lost.
    if (n === 1) return { left: Q.zero, right: allowed, larger: "right" };
    const entropy = L.ln(Q.rational(factorial(n)));
    // ε·loss is at most 2·ln n! [Lemma 4]; ln n! + 1 is no bound from n! = 202 on (hk/theorem-1-expectation).
    const left = L.scale(entropy, whole(2));
    const right = L.scale(L.ln(whole(n)), Q.multiply(whole(20), allowed));
    return { left, right, larger: "right", holds: L.compare(left, right) <= 0 };
  };
  const belowOne = (n: number, C: Q.Rational): Compared & { readonly C: Q.Rational } => {
    const odds = Q.divide(Q.subtract(Q.one, C), C);
    if (n === 1) return { left: Q.one, right: Q.one, larger: "left", hypotheses: "outside", C };
    return { left: Q.multiply(whole(n - 1), odds), right: halfOf(n, odds), larger: "left", C };
  };
  return sizeClaim({
    id: "hk/multi-item-tradeoff",
    place: "Section 5.2, after Theorem 8",
    statement:
      "If we want to achieve social welfare that is worse than optimal by at most an O(n) additive term, then we need to choose ε = Ω(log n), and this is enough: " +
      "with a loss of at most C·n at every profile e^ε ≥ n − 1, for every constant C.",
    hypotheses: ["ε > 0", "the mechanism is ε-differentially private", ...changes],
    readings: readingsOf({ sense: ["any", "below-1", "met"] }),
    switchMeanings: {
      any: "every constant C of O(n), with the inequality of Theorem 9",
      "below-1":
        "every constant C < 1: e^{2ε} ≥ (n − 1)(1 − C)/C, so that ε ≥ (1/2)·ln n − (1/2)·ln(2C/(1 − C)) for n ≥ 2; C = 1/10, 1/2, 9/10, 99/100",
      met: "the exponential mechanism with ε = 20·ln n loses at most n/10 in expectation at every profile",
    },
    ensemble: matchings,
    // Where C may be 1 every n ≥ 3 falls; the least tells it.
    sizes: (budget, { sense }) => (sense === "any" && changes.length === 0 ? range(1, 3) : sizes[budget]),
    argument: (switches) => argumentOf(switches, changes),
    corners: { "one agent": (n) => n === 1, "two agents": (n) => n === 2, "three agents": (n) => n === 3 },
    decide(n, { sense }) {
      if (sense === "met") return decideMet(n);
      if (sense === "any") return { left: leastExpByAverages(n, slack), right: whole(n - 1), larger: "left" };
      return constants.map((C) => belowOne(n, C)).reduce((x, y) => (closer(x, y) ? x : y));
    },
    epsilon: (n, { sense }) => (sense === "met" ? metAt(n === 1 ? 2 : n) : veryPrivate),
    sides(n, epsilon, { sense }): ComparedExample {
      if (epsilon === undefined) throw refuse("choices.epsilon", "missing; the ε of the exponential mechanism");
      const served = servedByExponential(n, epsilon);
      const losses = served.map(({ demand, welfare }) => Q.subtract(whole(demand.length), welfare));
      const worst = losses.reduce(Q.maximum);
      const explanation = `the exponential mechanism loses ${briefly(worst)} at its worst profile of single-minded agents`;
      if (sense === "met") {
        const isThere =
          n === 1 || L.equals(L.scale(L.ln(epsilon.log), epsilon.times), L.scale(L.ln(whole(n)), whole(20)));
        const right = Q.multiply(loss, whole(n));
        return {
          hypotheses: isThere ? "inside" : "outside",
          left: worst,
          right,
          larger: "right",
          inequality: "E[loss] <= n/10",
          explanation,
        };
      }
      if (sense === "any") {
        return {
          hypotheses: guarantee(n, served, slack),
          left: expOf(epsilon),
          right: whole(n - 1),
          larger: "left",
          inequality: "e^ε >= n - 1",
          explanation,
        };
      }
      // The mechanism's own C, where all agents want different items: the last of the demands.
      const C = Q.divide(losses.at(-1)!, whole(n));
      const odds = Q.divide(Q.subtract(Q.one, C), n === 1 ? Q.one : C);
      return {
        hypotheses: n === 1 ? "outside" : "inside",
        left: Q.integerPower(expOf(epsilon), 2n),
        right: Q.multiply(whole(n - 1), odds),
        larger: "left",
        inequality: "e^{2ε} >= (n - 1)(1 - C)/C",
        explanation: `C·n is the loss of the exponential mechanism where all want different items, ${briefly(Q.multiply(C, whole(n)))}`,
      };
    },
    drawn: ({ sense }) => (sense === "below-1" ? 5 : undefined),
    evidence: (_budget, { sense }) =>
      sense === "any"
        ? {
            threshold:
              "C = 1 is the first constant that fails: no mechanism ever loses more than n, and for every C < 1 ε = Ω(log n) is needed (reading below-1)",
          }
        : sense === "met"
          ? {
              exponentialMechanism:
                "where all want different items it serves a share y·Z_{n−1}/Z_n of the agents, y = e^{ε/2} and Z_n = n!·Σ_{k≤n} (y − 1)^k/k!: about y/n for y < n and 1 − o(1) for y = cn, c > 1. So ε = 2·ln n + O(1) is what it needs where all values are 1, twice the bound of Theorem 9",
              otherValues:
                "where all want different items at the value g and y = e^{εg/2} the loss is g·(n − y·Z_{n−1}·n/Z_n) > g·(n − y): y = n/ln n makes it (1 − o(1))·(2/ε)·n·(ln n − ln ln n), so that 20 is the best constant of ln n as n grows. " +
                "10·ln n is not enough: n = 64 and g = 2/15 give y = 16 and a loss above (2/15)·48 = 6.4 = n/10",
            }
          : {
              sharper:
                "for C < 1 − 1/e the averages of Theorem 9 give e^ε ≥ (n − 1)·p/(1 − p) with p = 1 − (1 − 1/n)^n − C, linear in n",
            },
    repair: {
      statement: "With a loss of at most n/10 at every profile e^ε ≥ n − 1.",
      changes: [asTheorem],
      claim: (made) => tradeoffMatching(made, loss),
      of: changes.length > 0 ? [] : ["any"],
    },
  });
};

const argumentOf = ({ sense }: Switches, changes: readonly string[]): string | undefined => {
  if (sense === "met") {
    return "All n ≥ 2: E[loss] ≤ (2/ε)·S(P) ≤ (2/ε)·ln n! [Lemma 4, hk/theorem-1-expectation], since there are n! outcomes, and 2·ln n!/(20·ln n) ≤ n/10. For n = 1 nothing is lost.";
  }
  if (sense === "below-1") {
    return (
      "All n ≥ 2 and C < 1: let the agents want different items, in the order τ. An agent i gets τ(k), k ≠ i, with at least e^{−2ε} times the chance with which she gets it where i and k have " +
      "changed their wishes, two agents away. Summed over τ, i and k: n − W ≥ (n − 1)e^{−2ε}·W for the mean welfare W ≥ (1 − C)n."
    );
  }
  return changes.length > 0 ? "All n: Theorem 9." : undefined;
};

const halfOf = (n: number, odds: Q.Rational): Q.Rational => Q.divide(Q.multiply(whole(n), odds), whole(2));

/** Whether the first is as near to failing as the second. */
const closer = (x: Compared, y: Compared): boolean => {
  const ratio = ({ left, right }: Compared) => Q.divide(left as Q.Rational, right as Q.Rational);
  return Q.compare(ratio(x), ratio(y)) <= 0;
};

/** A fraction, left out where it is long. */
const briefly = (x: Q.Rational): string => {
  const text = Q.printRational(x);
  return text.length <= 40 ? text : `about ${x.numerator / x.denominator} to ${x.numerator / x.denominator + 1n}`;
};
