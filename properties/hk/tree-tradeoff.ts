import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Epsilon } from "../../src/instance/epsilon.js";
import { refuse } from "../../src/instance/input.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { type Changes, repairedBy } from "../repairs.js";
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
import { starExcess } from "./tree-star.js";
import { type Built, builtByExponential, costGuarantee } from "./zero-one-costs.js";

const sizes = { gate: range(2, 10), standard: range(2, 60), deep: range(2, 80) };
/** Constants C of an excess C·k. */
const constants = [share24, Q.rational(1n, 2n), Q.rational(9n, 10n), Q.rational(99n, 100n)];
const asTheorem = "C = 1/24";
const twice = "ε = 48·ln k";
/** The least k at which a star whose other edges have a cost g with rational e^{εg/2} refutes 24·ln k, and this g. */
const refuting = { k: 64, others: Q.rational(1n, 18n) };
/** More trees than this, and the integral of the tail is no bound (hk/theorem-1-expectation). */
const mostOutcomes = 201n;

/**
 * A cost of opt + O(k) needs ε = Ω(log k), and ε = O(log k) is enough for it [HK, after Theorem 10]. `excess` is the 1/24 of the reading
 * met: less in controls.
 */
export const tradeoffTree = (changes: readonly string[] = [], excess = share24): Claim<SizeCase> => {
  const isRepaired = changes.includes(asTheorem);
  const slack = isRepaired ? share24 : Q.one;
  const isTail = ({ sense }: Switches): boolean => sense === "tail" && !changes.includes(twice);
  const isMet = ({ sense }: Switches): boolean => sense === "met" || sense === "tail";
  const epsilonOf = (k: number, switches: Switches): Epsilon => ({
    times: whole(isTail(switches) ? 24 : 48),
    log: whole(k),
  });
  const decideTail = (k: number): Compared => {
    const right = Q.multiply(excess, whole(k));
    if (BigInt(k) ** BigInt(k - 2) > mostOutcomes) {
      const left = starExcess(k, epsilonOf(k, { sense: "tail" }), refuting.others);
      return { left, right, larger: "right" };
    }
    const bound = L.add(L.scale(L.ln(whole(k)), whole(k - 2)), L.fromRational(Q.one));
    return { left: bound, right: L.scale(L.ln(whole(k)), Q.multiply(whole(24), right)), larger: "right" };
  };
  const claim = sizeClaim({
    id: "hk/tree-tradeoff",
    place: "Section 5.3, after Theorem 10",
    statement:
      "We need ε = Ω(log k) in order to get an opt + O(k) guarantee on the expected total cost, and this is enough: with a cost of at most opt + C·k for all costs in [0, 1] " +
      "e^ε ≥ (2k − 1)/48, for every constant C.",
    hypotheses: ["ε > 0", "k ≥ 2", "the mechanism is ε-differentially private", ...changes],
    readings: readingsOf({ sense: ["any", "below-1", "met", "tail"] }),
    switchMeanings: {
      any: "every constant C of O(k), with the inequality of Theorem 11",
      "below-1": "every constant C < 1: e^ε ≥ (1 − C)²·k/8; C = 1/24, 1/2, 9/10, 99/100",
      met: "the exponential mechanism with ε = 48·ln k has an expected cost of at most opt + k/24 for all costs in [0, 1]",
      tail: "the same with ε = 24·ln k, for which an excess of (ln k^{k−2} + 1)/ε, the integral of the tail of Theorem 1, would be enough",
    },
    ensemble: trees,
    // Where C may be 1 every k ≥ 25 falls; the least tells it.
    sizes: (budget, switches) => {
      if (isTail(switches)) return [...range(2, 5), refuting.k];
      return switches.sense === "any" && !isRepaired ? range(2, 25) : sizes[budget];
    },
    argument(switches) {
      if (isTail(switches)) return undefined;
      if (isMet(switches)) return argumentsFor.met;
      return switches.sense === "any" ? (isRepaired ? "All k ≥ 2: Theorem 11." : undefined) : argumentsFor["below-1"];
    },
    corners: { "one edge": (k) => k === 2, "one triangle": (k) => k === 3 },
    decide(k, switches): Compared {
      const { sense } = switches;
      if (sense === "any") {
        // Every rule builds k − 1 edges: with C = 1 nothing is asked of it.
        return { left: isRepaired ? leastExpByCosts(k, slack) : Q.one, right: printedBound(k), larger: "left" };
      }
      if (isTail(switches)) return decideTail(k);
      if (isMet(switches)) {
        const right = L.scale(sufficientEpsilon(k), Q.multiply(excess, whole(k)));
        return { left: excessOfExponential(k), right, larger: "right" };
      }
      const bounds = constants.map((C) => ({ left: leastExpByForests(k, C), right: squareBound(k, C) }));
      const worst = bounds.reduce((x, y) =>
        Q.compare(Q.divide(x.left, x.right), Q.divide(y.left, y.right)) <= 0 ? x : y,
      );
      return { ...worst, larger: "left" };
    },
    epsilon: (k, switches) => (isMet(switches) ? epsilonOf(k, switches) : { times: Q.one, log: Q.rational(50n, 49n) }),
    level: (switches) => (isMet(switches) ? { field: "others", at: (k) => levelAt(k, isTail(switches)) } : undefined),
    sides(k, epsilon, switches, others): ComparedExample {
      const { sense } = switches;
      if (epsilon === undefined) throw refuse("choices.epsilon", "missing; the ε of the exponential mechanism");
      if (sense === "any") {
        const isAllowed = Q.compare(Q.multiply(slack, whole(k)), whole(k - 1)) >= 0;
        return {
          hypotheses: isAllowed ? "inside" : costGuarantee(builtByExponential(k, epsilon), Q.multiply(slack, whole(k))),
          left: expOf(epsilon),
          right: printedBound(k),
          larger: "left",
          inequality: "e^ε >= (2k - 1)/48",
          explanation: `the exponential mechanism: its cost is at most ${k - 1}, whatever the costs in [0, 1], and opt + ${k} is more`,
        };
      }
      if (isMet(switches)) {
        const { times, log } = epsilonOf(k, switches);
        const isThere = compareSides(L.scale(L.ln(epsilon.log), epsilon.times), L.scale(L.ln(log), times)) === 0;
        return {
          hypotheses: isThere ? "inside" : "outside",
          left: others ? starExcess(k, epsilon, others) : worstExcess(builtByExponential(k, epsilon)),
          right: Q.multiply(excess, whole(k)),
          larger: "right",
          inequality: "E[cost] - opt <= k/24",
          explanation: others
            ? `the exponential mechanism where the edges of a star cost 0 and all others ${Q.printRational(others)}`
            : "the exponential mechanism at its worst costs of 0 and 1",
        };
      }
      const worst = worstExcess(builtByExponential(k, epsilon));
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
  });
  if (changes.length > 0) return claim;
  const repairs = Object.entries(changeOf).map(
    ([sense, { change, statement }]): Changes => ({
      statement,
      changes: [change],
      claim: (made) => tradeoffTree(made, excess),
      of: [sense],
    }),
  );
  return { ...claim, repair: repairedBy(...repairs) };
};

const changeOf: Readonly<Record<string, { readonly change: string; readonly statement: string }>> = {
  any: { change: asTheorem, statement: "With a cost of at most opt + k/24 for all costs e^ε ≥ (2k − 1)/48." },
  tail: {
    change: twice,
    statement: "With ε = 48·ln k the exponential mechanism has an expected cost of at most opt + k/24.",
  },
};

/** The cost of the other edges beside the star that is shown; none where all costs of 0 and 1 can be gone through. */
const levelAt = (k: number, isTail: boolean): Q.Rational | undefined => {
  if (k <= 5) return undefined;
  return isTail ? refuting.others : share24;
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
    constant:
      "48·ln k is what (2/ε)·ln k^{k−2} ≤ k/24 needs; the constant is inverse to that of k/24, and the best one as k grows: where a star costs 0 and all other edges " +
      "g with e^{εg/2} = k/ln k, the excess is (1 − o(1))·(2/ε)·(k − 2)·(ln k − ln ln k)",
  },
  tail: {
    flaw: "(ln|R| + 1)/ε bounds the expected loss for |R| ≤ 201 only (hk/theorem-1-expectation), here for k ≤ 5",
    star: "a star at cost 0, all other edges at g: with λ = e^{−εg/2} the excess is g·(k − 2)·λ(k − 1)/(1 + λ(k − 1)); k = 64, ε = 24·ln 64 and g = 1/18 give λ = 1/16 and 217/79 > 64/24",
    between: "nothing is decided for k = 6 to 63, nor beyond 64",
  },
};

const argumentsFor: Readonly<Record<string, string>> = {
  "below-1":
    "All k ≥ 2 and C < 1: the bound by random forests of hk/theorem-11, with m = ⌈(1 + C)k/2⌉. If (1 − C)²k ≤ 8 the right side is at most 1; else (1 − C)k > 8, and " +
    "(m − Ck)/m ≥ (1 − C)/(1 + C), k − m ≥ (1 − C)k/4, k − m + Ck ≤ (1 + C)k/2 and k + m − 1 ≥ (3 + C)k/2 − 1 ≥ (1 + C)²k/2 give it.",
  met: "All k ≥ 2: E[cost] − opt ≤ (2/ε)·S(P) ≤ (2/ε)·ln k^{k−2} [Lemma 4, hk/theorem-1-expectation], which is at most 2(k − 2)·ln k/(48·ln k) ≤ k/24.",
};
