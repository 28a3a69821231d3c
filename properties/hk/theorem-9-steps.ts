import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { leastShare, tenth } from "./matching-bound.js";
import { guarantee, meanOf, servedByExponential } from "./single-minded.js";
import {
  type Compared,
  type ComparedExample,
  matchings,
  range,
  type SizeCase,
  sizeClaim,
  whole,
} from "./size-claim.js";

const sizes = { gate: range(1, 12), standard: range(1, 60), deep: range(1, 200) };
const place = "Appendix B, proof of Theorem 9";
const rule = "every profile of single-minded agents has expected welfare at least opt − n/10";
const corners = {
  "one agent": (n: number) => n === 1,
  "two agents": (n: number) => n === 2,
  "more agents than ten": (n: number) => n > 10,
};
const half = Q.rational(1n, 2n);

/** Where the exponential mechanism surely has the guarantee. */
const sharp = (n: number) => ({ times: Q.rational(2n), log: whole(10 * (n + 1)) });

const fiveHalves = Q.rational(5n, 2n);
/** 1 + 1 + 1/2 + 1/6 < e. */
const partialSum = Q.rational(8n, 3n);

/** Inequality (3) [HK, Appendix B], the sum before it and the strict inequality before that. `constant` is the 1/2 of (3). */
export const criticalPairs = (constant = half, slack = tenth): Claim<SizeCase> => {
  const decided = (n: number, { part }: Switches): Compared => {
    if (part === "strict")
      return { left: partialSum, right: fiveHalves, larger: "left", holds: Q.compare(partialSum, fiveHalves) > 0 };
    return scaled(n, part!, leastShare(n, slack), constant);
  };
  return sizeClaim({
    id: "hk/theorem-9-step-critical",
    place: `${place}, (3)`,
    statement:
      "For a mechanism with expected welfare ≥ opt − n/10 at every profile: (1/n²)·Σ_i Σ_j Pr[M allocates j to i | j is critical for i] ≥ 1/2.",
    hypotheses: [rule],
    readings: readingsOf({ part: ["average", "sum", "strict"] }),
    switchMeanings: {
      average: "inequality (3)",
      sum: "the display before it: Σ_i Σ_j Pr[M allocates j to i | j is critical for i]·Pr[j is critical for i] ≥ n/2",
      strict: "(1 − 1/e)·n − n/10 > n/2, that is e > 5/2",
    },
    ensemble: matchings,
    sizes: (budget) => sizes[budget],
    describe: "every mechanism, by the linearity of expectations",
    argument: ({ part }) =>
      part === "strict"
        ? "All n: both sides are n times a constant, so that one comparison of constants stands for every n, 8/3 < e for e against 5/2; no mechanism is in it, and it cannot depend on one."
        : "All n: the average is E[welfare]/n ≥ E[opt]/n − 1/10 = 9/10 − (1 − 1/n)^n > 9/10 − 1/e > 1/2, since (1 − 1/n)^n < 1/e < 2/5.",
    corners,
    decide: decided,
    epsilon: sharp,
    sides(n, epsilon, switches): ComparedExample {
      if (switches.part === "strict") {
        const left = L.ln(fiveHalves);
        return {
          left: Q.one,
          right: left,
          larger: "left",
          holds: L.compare(left, L.fromRational(Q.one)) < 0,
          inequality: "1 > ln(5/2)",
          explanation: "both sides of the printed inequality over n, e brought to the left",
        };
      }
      const served = servedByExponential(n, epsilon ?? sharp(n));
      const mean = Q.divide(meanOf(served, "welfare"), whole(n));
      return {
        hypotheses: guarantee(n, served, slack),
        ...scaled(n, switches.part!, mean, constant),
        inequality:
          switches.part === "sum" ? "Σ Pr[j to i | critical]/n >= n/2" : "(1/n²)·Σ Pr[j to i | critical] >= 1/2",
        explanation: "the exponential mechanism, averaged over all profiles of single-minded agents",
      };
    },
    drawn: ({ part }) => (part === "strict" ? undefined : 4),
    evidence: (_budget, { part }) =>
      part === "strict"
        ? { best: "9/10 − 1/e = 0.532… in the place of 1/2" }
        : {
            best: "the argument gives 9/10 − (1 − 1/n)^n > 9/10 − 1/e = 0.532… in the place of 1/2",
            exact: shares(slack),
          },
  });
};

const shares = (slack: Q.Rational) =>
  Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`n = ${n}`, Q.printRational(leastShare(n, slack))]));

function scaled(n: number, part: string, share: Q.Rational, constant: Q.Rational): Compared {
  const factor = part === "sum" ? whole(n) : Q.one;
  return { left: Q.multiply(share, factor), right: Q.multiply(constant, factor), larger: "left" };
}

/** Inequality (4) [HK, Appendix B], the sum before it, and the ratio and the pair after it. `constant` is the 1/2 of (4). */
export const otherPairs = (constant = half, slack = tenth): Claim<SizeCase> => {
  const compared = (n: number, part: string, share: Q.Rational, missed: Q.Rational): Compared => {
    if (n === 1) return { left: Q.zero, right: Q.zero, larger: "right", hypotheses: "outside" };
    const others = whole(n - 1);
    const average = Q.divide(missed, others);
    if (part === "average") return { left: average, right: Q.divide(constant, others), larger: "right" };
    if (part === "sum")
      return { left: Q.multiply(missed, whole(n)), right: Q.multiply(constant, whole(n)), larger: "right" };
    return {
      left: Q.signOfRational(average) === 0 ? "infinity" : Q.divide(share, average),
      right: others,
      larger: "left",
    };
  };
  return sizeClaim({
    id: "hk/theorem-9-step-noncritical",
    place: `${place}, (4)`,
    statement:
      "For a mechanism with expected welfare ≥ opt − n/10 at every profile: (1/n²)·Σ_i Σ_j Pr[M allocates j to i | j is not critical for i] ≤ 1/(2(n − 1)), " +
      "so that for some (i, j) Pr[M allocates j to i | j is critical for i] ≥ (n − 1)·Pr[M allocates j to i | j is not critical for i].",
    hypotheses: [rule, "n ≥ 2: with one agent and item no pair is not critical, and the right side is 1/0"],
    readings: readingsOf({ part: ["average", "sum", "ratio", "pair"] }),
    switchMeanings: {
      average: "inequality (4)",
      sum: "the display before it: Σ_i Σ_j Pr[M allocates j to i | j is not critical for i]·Pr[j is not critical for i] ≤ n/2",
      ratio: "the left side of (3) over that of (4) is at least n − 1",
      pair: "some pair (i, j) has a quotient of at least n − 1",
    },
    ensemble: matchings,
    sizes: (budget) => sizes[budget],
    describe: "every mechanism that gives each agent an item, by the linearity of expectations",
    argument: ({ part }) =>
      "All n ≥ 2: every agent gets one item, so the sum is n − E[welfare] ≤ n − n/2; Pr[j is not critical for i] = (n − 1)/n." +
      (part === "pair" ? " A quotient of two sums is at most the largest quotient of their terms." : ""),
    corners,
    decide(n, { part }) {
      const share = leastShare(n, slack);
      return compared(n, part!, share, Q.subtract(Q.one, share));
    },
    epsilon: sharp,
    sides(n, epsilon, { part }): ComparedExample {
      const served = servedByExponential(n, epsilon ?? sharp(n));
      const [share, missed] = [meanOf(served, "welfare"), meanOf(served, "missed")].map((x) => Q.divide(x, whole(n)));
      const met = guarantee(n, served, slack);
      const found = compared(n, part!, share!, missed!);
      return {
        ...found,
        hypotheses: found.hypotheses ?? met,
        inequality: inequalities[part!]!,
        explanation:
          "the exponential mechanism, averaged over all profiles of single-minded agents; all pairs (i, j) are alike",
      };
    },
    drawn: () => 4,
    evidence: () => ({
      best: "(4) holds with 1/10 + (1 − 1/n)^n < 1/10 + 1/e = 0.467… in the place of 1/2, and the quotient is at least (n − 1)·(9/10 − (1 − 1/n)^n)/(1/10 + (1 − 1/n)^n) > 1.13·(n − 1)",
      exact: shares(slack),
    }),
  });
};

const inequalities: Readonly<Record<string, string>> = {
  average: "(1/n²)·Σ Pr[j to i | not critical] <= 1/(2(n - 1))",
  sum: "Σ Pr[j to i | not critical]·(n - 1)/n <= n/2",
  ratio: "Σ Pr[j to i | critical] / Σ Pr[j to i | not critical] >= n - 1",
  pair: "Pr[j to i | critical] / Pr[j to i | not critical] >= n - 1",
};
