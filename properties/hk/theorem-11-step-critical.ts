import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import { type Compared, type ComparedExample, range, type SizeCase, sizeClaim, trees, whole } from "./size-claim.js";
import { averagesOf, leastCritical, printedBound, share24 } from "./tree-bound.js";
import { edgesOf } from "./tree-counts.js";
import { builtByExponential, builtDearest, costGuarantee, meanOver } from "./zero-one-costs.js";

const oneLess = "E[cost] <= 23k/24 - 1";
const sharp = (k: number) => ({ times: Q.rational(2n), log: whole(1000 * k) });

/** The numbers of the proof at one size, for so many critical edges chosen on average. */
function compared(k: number, part: string, critical: Q.Rational, constant: Q.Rational): Compared {
  const averages = averagesOf(k, critical);
  const ratio = Q.signOfRational(averages.others) === 0 ? "infinity" : Q.divide(averages.critical, averages.others);
  const sides: Readonly<Record<string, Compared>> = {
    chosen: { left: critical, right: Q.multiply(share24, whole(k)), larger: "left" },
    critical: { left: averages.critical, right: constant, larger: "left" },
    noncritical: { left: averages.others, right: Q.rational(8n, 2n * BigInt(k) - 1n), larger: "right" },
    ratio: { left: ratio, right: printedBound(k), larger: "left" },
  };
  return sides[part]!;
}

/**
 * The averages of the proof of Theorem 11 [HK, Appendix C]. They hold, by E[opt] ≤ 11k/12 − 1; from E[cost] ≤ 23k/24 as printed
 * they do not follow, since a tree has k − 1 edges. `constant` is the 1/6.
 */
export const criticalEdges = (
  changes: readonly string[] = [],
  constant = Q.rational(1n, 6n),
  slack = share24,
): Claim<SizeCase> => {
  /** E[cost] ≤ this is all that the reading `derivation` knows. */
  const costBound = (k: number) =>
    Q.subtract(Q.rational(23n * BigInt(k), 24n), changes.includes(oneLess) ? Q.one : Q.zero);
  return sizeClaim({
    id: "hk/theorem-11-step-critical",
    place: "Appendix C, proof of Theorem 11",
    statement:
      "The expected number of critical edges chosen by M is at least k/24. Therefore (1/n)·Σ_i Pr[edge i is chosen | edge i is critical] ≥ 1/6, " +
      "(1/n)·Σ_i Pr[edge i is chosen | edge i is not critical] ≤ 4k/((k − 1)(2k − 1)) ≤ 8/(2k − 1), and for some i the quotient is at least (2k − 1)/48.",
    hypotheses: [
      "k ≥ 2, n = C(k, 2)",
      "expected cost ≤ opt + k/24 for all costs of 0 and 1, which is all that the proof uses",
      ...changes,
    ],
    readings: readingsOf({ part: ["chosen", "critical", "noncritical", "ratio", "derivation"] }),
    switchMeanings: {
      chosen: "the expected number of critical edges chosen is at least k/24",
      critical: "the first average is at least 1/6",
      noncritical: "the second average is at most 8/(2k − 1), and 4k/((k − 1)(2k − 1)) is",
      ratio: "the quotient of the averages, and so that of some edge, is at least (2k − 1)/48",
      derivation: "k/24 follows from E[cost] ≤ 23k/24 alone, as the proof says",
    },
    ensemble: trees,
    sizes: (budget, { part }) =>
      part === "derivation"
        ? range(2, { gate: 4, standard: 5, deep: 5 }[budget])
        : range(2, { gate: 10, standard: 60, deep: 80 }[budget]),
    describe: "every mechanism, by the linearity of expectations",
    argument: ({ part }) => argumentFor(part!, changes),
    corners: { "one edge": (k) => k === 2, "one triangle": (k) => k === 3 },
    decide(k, { part }) {
      if (part === "derivation") {
        // As few critical edges as the bound on the cost and the shape of trees allow; all in between are means of rules.
        const allowed = Q.subtract(whole(k - 1), costBound(k));
        const least = Q.maximum(allowed, meanOver(builtDearest(k), "critical"));
        return { left: least, right: Q.multiply(share24, whole(k)), larger: "left" };
      }
      const found = compared(k, part!, leastCritical(k, slack), constant);
      if (part !== "noncritical") return found;
      // The display before it: at most k edges are chosen that are not critical.
      const [kk, n] = [BigInt(k), BigInt(edgesOf(k))];
      const middle = Q.rational(2n * kk * kk, (2n * kk - 1n) * n);
      const chain = [
        found.left as Q.Rational,
        middle,
        Q.rational(4n * kk, (kk - 1n) * (2n * kk - 1n)),
        found.right as Q.Rational,
      ];
      return {
        ...found,
        holds: chain.every((x, i) => i === 0 || Q.compare(chain[i - 1]!, x) <= 0) && Q.equals(middle, chain[2]!),
      };
    },
    epsilon: (k, { part }) => (part === "derivation" ? undefined : sharp(k)),
    sides(k, epsilon, { part }): ComparedExample {
      if (part === "derivation") {
        const built = builtDearest(k);
        const [cost, critical] = [meanOver(built, "cost"), meanOver(built, "critical")];
        return {
          hypotheses: Q.compare(cost, costBound(k)) <= 0 ? "inside" : "outside",
          left: critical,
          right: Q.multiply(share24, whole(k)),
          larger: "left",
          inequality: "E[#critical edges chosen] >= k/24",
          explanation: `the rule that builds a dearest tree has the expected cost ${Q.printRational(cost)}, at most ${Q.printRational(costBound(k))}`,
        };
      }
      const built = builtByExponential(k, epsilon ?? sharp(k));
      return {
        ...compared(k, part!, meanOver(built, "critical"), constant),
        hypotheses: costGuarantee(built, Q.multiply(slack, whole(k))),
        inequality: inequalities[part!]!,
        explanation: "the exponential mechanism, averaged over all costs of 0 and 1",
      };
    },
    drawn: ({ part }) => (part === "derivation" ? undefined : 3),
    evidence: (_budget, { part }) => (part === "derivation" ? derivationEvidence : constantsEvidence),
    repair: {
      statement:
        "From E[cost] ≤ 23k/24 − 1, which E[opt] ≤ 11k/12 − 1 gives, k/24 critical edges are chosen on average.",
      changes: [oneLess],
      claim: (made) => criticalEdges(made, constant, slack),
      of: changes.length > 0 ? [] : ["derivation"],
    },
  });
};

const derivationEvidence = {
  slip: "the k − 1 edges of a tree cost k − 1 less the number of critical ones, so that E[cost] ≤ 23k/24 leaves k/24 − 1; the bounds opt ≤ k − k/3 and E[opt] ≤ 11k/12 lose the same 1 and make up for it",
};

const constantsEvidence = {
  best: "with E[opt] < (3/4)(k − 1) + 0.035 at least (5k − 7)/24 critical edges are chosen, the first average is at least 5/6 − 1/(3(k − 1)), and the quotient more than (2k − 1)/4 from k = 12 on",
  values: Object.fromEntries([2, 3].map((k) => [`k = ${k}`, Q.printRational(leastCritical(k))])),
};

const inequalities: Readonly<Record<string, string>> = {
  chosen: "E[#critical edges chosen] >= k/24",
  critical: "(1/n)·Σ Pr[chosen | critical] >= 1/6",
  noncritical: "(1/n)·Σ Pr[chosen | not critical] <= 8/(2k - 1)",
  ratio: "Σ Pr[chosen | critical] / Σ Pr[chosen | not critical] >= (2k - 1)/48",
};

function argumentFor(part: string, changes: readonly string[]): string | undefined {
  if (part === "derivation") {
    return changes.length > 0 ? "All k ≥ 2: k − 1 − E[cost] ≥ k/24." : undefined;
  }
  const common =
    "All k ≥ 2: E[opt] ≤ 11k/12 − 1 (hk/theorem-11-step-opt), so at least k − 1 − (11k/12 − 1) − k/24 = k/24 critical edges are chosen";
  if (part === "noncritical") return "All k ≥ 2: at most k − 1 edges are chosen, and k/(k − 1) ≤ 2.";
  return `${common}; (k/24)·2k/C(k, 2) = k/(6(k − 1)) ≥ 1/6.`;
}
