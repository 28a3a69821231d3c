import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { refuse } from "../../src/instance/input.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { expOf } from "./single-minded.js";
import {
  type Compared,
  type ComparedExample,
  compareSides,
  range,
  type SizeCase,
  sizeClaim,
  trees,
  whole,
} from "./size-claim.js";
import {
  excessOfExponential,
  leastExpByCosts,
  leastExpByForests,
  printedBound,
  share24,
  sufficientEpsilon,
} from "./tree-bound.js";
import { type Built, builtByExponential, costGuarantee } from "./zero-one-costs.js";

const sizes = { gate: range(2, 10), standard: range(2, 60), deep: range(2, 80) };
/** Constants C of an excess C·k. */
const constants = [share24, Q.rational(1n, 2n), Q.rational(9n, 10n), Q.rational(99n, 100n)];
const asTheorem = "C = 1/24";

/**
 * A cost of opt + O(k) needs ε = Ω(log k), and ε = O(log k) is enough for it [HK, after Theorem 10]. `excess` is the 1/24 of the reading
 * met: less in controls.
 */
export const tradeoffTree = (changes: readonly string[] = [], excess = share24): Claim<SizeCase> => {
  const isRepaired = changes.includes(asTheorem);
  const slack = isRepaired ? share24 : Q.one;
  return sizeClaim({
    id: "hk/tree-tradeoff",
    place: "Section 5.3, after Theorem 10",
    statement:
      "We need ε = Ω(log k) in order to get an opt + O(k) guarantee on the expected total cost, and this is enough: with a cost of at most opt + C·k for all costs in [0, 1] " +
      "e^ε ≥ (2k − 1)/48, for every constant C.",
    hypotheses: ["ε > 0", "k ≥ 2", "the mechanism is ε-differentially private", ...changes],
    readings: readingsOf({ sense: ["any", "below-1", "met"] }),
    switchMeanings: {
      any: "every constant C of O(k), with the inequality of Theorem 11",
      "below-1": "every constant C < 1: e^ε ≥ (1 − C)²·k/8; C = 1/24, 1/2, 9/10, 99/100",
      met: "the exponential mechanism with ε = 24·ln k has an expected cost of at most opt + k/24 for all costs in [0, 1]",
    },
    ensemble: trees,
    // Where C may be 1 every k ≥ 25 falls; the least tells it.
    sizes: (budget, { sense }) => (sense === "any" && !isRepaired ? range(2, 25) : sizes[budget]),
    argument: ({ sense }) =>
      sense === "any" ? (isRepaired ? "All k ≥ 2: Theorem 11." : undefined) : argumentsFor[sense!],
    corners: { "one edge": (k) => k === 2, "one triangle": (k) => k === 3 },
    decide(k, { sense }): Compared {
      if (sense === "any") {
        // Every rule builds k − 1 edges: with C = 1 nothing is asked of it.
        return { left: isRepaired ? leastExpByCosts(k, slack) : Q.one, right: printedBound(k), larger: "left" };
      }
      if (sense === "met") {
        const right = L.scale(sufficientEpsilon(k), Q.multiply(excess, whole(k)));
        return { left: excessOfExponential(k), right, larger: "right" };
      }
      const bounds = constants.map((C) => ({ left: leastExpByForests(k, C), right: squareBound(k, C) }));
      const worst = bounds.reduce((x, y) =>
        Q.compare(Q.divide(x.left, x.right), Q.divide(y.left, y.right)) <= 0 ? x : y,
      );
      return { ...worst, larger: "left" };
    },
    epsilon: (k, { sense }) =>
      sense === "met" ? { times: whole(24), log: whole(k) } : { times: Q.one, log: Q.rational(50n, 49n) },
    sides(k, epsilon, { sense }): ComparedExample {
      if (epsilon === undefined) throw refuse("choices.epsilon", "missing; the ε of the exponential mechanism");
      if (sense === "any") {
        const isMet = Q.compare(Q.multiply(slack, whole(k)), whole(k - 1)) >= 0;
        return {
          hypotheses: isMet ? "inside" : costGuarantee(builtByExponential(k, epsilon), Q.multiply(slack, whole(k))),
          left: expOf(epsilon),
          right: printedBound(k),
          larger: "left",
          inequality: "e^ε >= (2k - 1)/48",
          explanation: `the exponential mechanism: its cost is at most ${k - 1}, whatever the costs in [0, 1], and opt + ${k} is more`,
        };
      }
      const worst = worstExcess(builtByExponential(k, epsilon));
      if (sense === "met") {
        const form = L.scale(L.ln(epsilon.log), epsilon.times);
        return {
          hypotheses: compareSides(form, sufficientEpsilon(k)) === 0 ? "inside" : "outside",
          left: worst,
          right: Q.multiply(excess, whole(k)),
          larger: "right",
          inequality: "E[cost] - opt <= k/24",
          explanation: "the exponential mechanism at its worst costs of 0 and 1",
        };
      }
      return {
        left: expOf(epsilon),
        right: leastExpByForests(k, Q.divide(worst, whole(k))),
        larger: "left",
        inequality: "e^ε >= max_m (1 - Ck/m)(k - m)(k + m - 1)/(2 min(k - 1, k - m + Ck))",
        explanation: `C·k is the excess of the exponential mechanism at its worst costs of 0 and 1, between ${worst.numerator / worst.denominator} and ${worst.numerator / worst.denominator + 1n}`,
      };
    },
    drawn: ({ sense }) => (sense === "below-1" ? 4 : undefined),
    evidence: (_budget, { sense }) => evidenceFor[sense!]!,
    repair: {
      statement: "With a cost of at most opt + k/24 for all costs e^ε ≥ (2k − 1)/48.",
      changes: [asTheorem],
      claim: (made) => tradeoffTree(made, excess) as Claim,
      of: changes.length > 0 ? [] : ["any"],
    },
  });
};

const squareBound = (k: number, C: Q.Rational): Q.Rational =>
  Q.divide(Q.multiply(Q.integerPower(Q.subtract(Q.one, C), 2n), whole(k)), whole(8));

const worstExcess = (built: readonly Built[]): Q.Rational =>
  built.map(({ cost, opt }) => Q.subtract(cost, whole(opt))).reduce(Q.maximum);

const evidenceFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  any: {
    threshold:
      "C = 1 is the first constant that fails: with costs in [0, 1] no tree costs more than k − 1, and for every C < 1 ε = Ω(log k) is needed (reading below-1)",
  },
  "below-1": {
    best: "the bound itself is e^ε ≥ max over m of (1 − Ck/m)(k − m)(k + m − 1)/(2·min(k − 1, k − m + Ck)), which no rule with a smaller excess can avoid",
  },
  met: {
    constant: "24·ln k is what Theorem 1 needs, ((k − 2)·ln k + 1)/ε ≤ k/24; the constant is inverse to that of k/24",
  },
};

const argumentsFor: Readonly<Record<string, string>> = {
  "below-1":
    "All k ≥ 2 and C < 1: the bound by random forests of hk/theorem-11, with m = ⌈(1 + C)k/2⌉. If (1 − C)²k ≤ 8 the right side is at most 1; else (1 − C)k > 8, and " +
    "(m − Ck)/m ≥ (1 − C)/(1 + C), k − m ≥ (1 − C)k/4, k − m + Ck ≤ (1 + C)k/2 and k + m − 1 ≥ (3 + C)k/2 − 1 ≥ (1 + C)²k/2 give it.",
  met: "All k ≥ 2: E[cost] − opt ≤ ((k − 2)·ln k + 1)/ε [after Theorem 1, with k^{k−2} trees], and 1 ≤ 2·ln k.",
};
