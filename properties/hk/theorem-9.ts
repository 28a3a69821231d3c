import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { refuse } from "../../src/instance/input.js";
import * as Q from "../../src/number/rational.js";
import { leastExpByAverages, tenth } from "./matching-bound.js";
import { leastRules, measuredRule, provedBound } from "./private-rules.js";
import { expOf, guarantee, servedByExponential } from "./single-minded.js";
import { type ComparedExample, matchings, range, type SizeCase, sizeClaim, whole } from "./size-claim.js";

const sizes = { gate: range(1, 12), standard: range(1, 60), deep: range(1, 300) };
const solved = Object.keys(leastRules).map(Number);
const veryPrivate = { times: Q.rational(2n), log: Q.rational(10n, 9n) };

/**
 * Theorem 9: loss at most n/10 at every profile needs ε = Ω(log n) [HK, Section 5.2 and Appendix B]. Explicitly e^ε ≥ n − 1, by the
 * averages of the proof. `slack` is the 1/10, and `least` the e^ε of the linear programmes: other ones are controls.
 */
export const lowerBoundMatching = (
  slack = tenth,
  least: (n: number) => Q.Rational = (n) => leastRules[n]!.expEpsilon,
): Claim<SizeCase> => {
  const needed = (n: number, bound: string): Q.Rational => (bound === "logarithm" ? whole(n) : whole(n - 1));
  const reached = (n: number): Q.Rational => {
    const byAverages = leastExpByAverages(n, slack);
    const programme = leastRules[n];
    const proved = programme && provedBound(n, programme.dual, Q.multiply(slack, whole(n)));
    return proved ? Q.maximum(proved, byAverages) : byAverages;
  };
  return sizeClaim({
    id: "hk/theorem-9",
    place: "Theorem 9",
    statement:
      "If M is an ε-differentially private mechanism for the multi-item auction with expected welfare ≥ opt − n/10 at every profile, then ε = Ω(log n): by the proof e^ε ≥ n − 1.",
    hypotheses: [
      "ε > 0",
      "M is ε-differentially private",
      "E[welfare] ≥ opt − n/10 at every profile of single-minded agents, which is all that the proof uses",
    ],
    readings: readingsOf({ bound: ["proof", "logarithm", "least"] }),
    switchMeanings: {
      proof: "e^ε ≥ n − 1, the last line of the proof",
      logarithm: "ε ≥ ln n for every n ≥ 1: Ω(log n) with the constant 1",
      least:
        "the least e^ε with which some rule for single-minded agents does it is 5 for n = 2 and 9 for n = 3, by linear programming over all ε-differentially private rules",
    },
    ensemble: matchings,
    sizes: (budget, { bound }) => (bound === "least" ? solved : sizes[budget]),
    describe: "every ε-differentially private mechanism",
    argument: ({ bound }) =>
      bound === "least"
        ? "A rule may be averaged over the orders of agents and items. A dual solution, multipliers that may hold e^ε, adds up to 0 ≤ c + d·e^ε; a rule attains that."
        : "With p and q the averages of (3) and (4), p + (n − 1)q = 1 and p ≤ e^ε·q: one agent's change moves no chance by more than e^ε, and the others' items are " +
          "independent of hers. So e^ε ≥ (n − 1)p/(1 − p) with p ≥ 9/10 − (1 − 1/n)^n > 9/10 − 1/e > 1/2, for all n" +
          (bound === "logarithm"
            ? "; p/(1 − p) > 9/8 gives n for n ≥ 9, the cases show n < 9 (n = 2 by its linear programme, n = 1 as ε > 0)."
            : "."),
    corners: { "two agents": (n) => n === 2, "three agents": (n) => n === 3 },
    decide(n, { bound }) {
      if (bound !== "least") return { left: reached(n), right: needed(n, bound!), larger: "left" };
      const { rule, dual } = leastRules[n]!;
      const allowed = Q.multiply(slack, whole(n));
      const measured = measuredRule(n, rule);
      const proved = provedBound(n, dual, allowed) ?? Q.zero;
      const isAttained = Q.compare(measured.loss, allowed) <= 0 && Q.equals(measured.expEpsilon, least(n));
      return { left: proved, right: least(n), larger: "left", holds: isAttained && Q.equals(proved, least(n)) };
    },
    epsilon: (_n, { bound }) => (bound === "least" ? undefined : veryPrivate),
    sides(n, epsilon, { bound }): ComparedExample {
      if (bound === "least") {
        const programme = leastRules[n];
        if (!programme)
          throw refuse(
            "instance.environment.agents",
            `the linear programme is solved for ${solved.join(" and ")} agents`,
          );
        const { expEpsilon, loss } = measuredRule(n, programme.rule);
        return {
          hypotheses: Q.compare(loss, Q.multiply(slack, whole(n))) <= 0 ? "boundary" : "outside",
          left: expEpsilon,
          right: least(n),
          larger: "left",
          holds: Q.equals(expEpsilon, least(n)),
          inequality: `min e^ε = ${Q.printRational(least(n))}`,
          explanation: `the best rule loses ${Q.printRational(loss)} at its worst profile`,
        };
      }
      if (epsilon === undefined) throw refuse("choices.epsilon", "missing; the ε of the exponential mechanism");
      return {
        hypotheses: guarantee(n, servedByExponential(n, epsilon), slack),
        left: expOf(epsilon),
        right: needed(n, bound!),
        larger: "left",
        inequality: bound === "logarithm" ? "e^ε >= n" : "e^ε >= n - 1",
        explanation: "the exponential mechanism, its loss taken at every profile of single-minded agents",
      };
    },
    drawn: ({ bound }) => (bound === "least" ? undefined : 4),
    evidence: (_budget, { bound }) => ({
      ...(bound !== "least" && {
        averages: "e^ε ≥ (n − 1)·p/(1 − p) with p = 9/10 − (1 − 1/n)^n, more than 1.13·(n − 1)",
        byAverages: Object.fromEntries(
          [2, 3, 4, 5, 10].map((n) => [`n = ${n}`, Q.printRational(leastExpByAverages(n))]),
        ),
        exponentialMechanism:
          "needs more: where all agents want different items Z_n = n·Z_{n−1} + (y − 1)^n with y = e^{ε/2}, so that a share y·Z_{n−1}/Z_n < y/n of them is served: y > 9n/10, e^ε > 81n²/100, and for n = 2 exactly e^ε ≥ 9",
      }),
      ...(bound === "least" && {
        rules: Object.fromEntries(solved.map((n) => [`n = ${n}`, printRule(n)])),
        dual: "n = 2: e^ε ≥ 1/D; n = 3: e^ε ≥ (3 − D)/D for the loss D, here n/10",
      }),
    }),
  });
};

const printRule = (n: number) =>
  Object.fromEntries(Object.entries(leastRules[n]!.rule).map(([name, chance]) => [name, Q.printRational(chance)]));
