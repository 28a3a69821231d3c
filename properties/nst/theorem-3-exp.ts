import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { type Loc3Case, loc3Claim } from "./loc3-claim.js";
import {
  accuracy,
  numbersOf,
  printedAccuracy,
  printedNumbersOf,
  printSizes,
  rate,
  sizeCorners,
  sizesAt,
  times,
  whole,
} from "./loc3-numbers.js";
import { roughly } from "./setting-cases.js";

const product = "2·2^{−(m̄−1)} for 2/2^{−(m̄−1)}";

const inequalities = {
  accuracy: "(6/(nε))·ln(e + (nε)^{K+1}) ≤ 6·√(K+1)·ln n/n^{1/3}",
  sum: "error from lies + (6/(nε))·ln(e + (nε)^{K+1}) ≤ 30·√(K+1)·ln n/n^{1/3}",
} as const;

/** Theorem 3, second source of error: 2/2^{−(m̄−1)} + (6/(nε))·ln(e + (nε)^{K+1}) ≤ 30·√(K+1)·ln n/n^{1/3}. With another 30, for near misses. */
export const theorem3Exp = (changes: readonly string[] = [], bound = Q.rational(30n)): Claim<Loc3Case> => {
  const isProduct = ({ lies }: Switches) => changes.includes(product) || lies === "product";
  const fromLies = (mbar: number, switches: Switches) =>
    R.fromRational(
      isProduct(switches) ? Q.rational(2n, 2n ** BigInt(mbar - 1)) : Q.rational(2n * 2n ** BigInt(mbar - 1)),
    );
  return loc3Claim({
    id: "nst/theorem-3-exp",
    place: "Proof of Theorem 3",
    statement:
      "For some n_1(K) and all n > n_1: the error of the exponential mechanism, 2/2^{−(m̄−1)} + (6/(nε))·ln(e + (nε)^{K+1}), is at most 2/2^{−(m̄−1)} + 6·√(K+1)·ln n/n^{1/3}, and at most 30·√(K+1)·ln n/n^{1/3}.",
    hypotheses: ["K ≥ 1", "n so large that m̄ ≥ 1"],
    readings: readingsOf({ lies: ["quotient", "product"] }),
    switchMeanings: {
      quotient: "the first term is 2/2^{−(m̄−1)}, as printed",
      product: "it is 2·2^{−(m̄−1)}, what Lemma 10 gives for lies below 2^{−(m̄−1)}",
    },
    sizes: (budget) => sizesAt(budget),
    describe: (budget) => printSizes(budget),
    argument: (switches) =>
      isProduct(switches)
        ? "All K ≥ 1, all n with m̄ ≥ 1: 2^m̄ ≥ n^{1/3}/(6·√(K+1)·ln n), so that 2·2^{−(m̄−1)} = 4/2^m̄ ≤ 24·√(K+1)·ln n/n^{1/3}. With x = nε = n^{1/3}·√(K+1): e + x^{K+1} ≤ (e + x)^{K+1}, " +
          "and e + x ≤ n because √(K+1) < n^{1/3}/(6·ln n), so that the second term is at most 6·√(K+1)·ln n/n^{1/3}."
        : "All n with m̄ ≥ 2, for every K: 2/2^{−(m̄−1)} = 2^m̄ ≥ 4 is above 30·√(K+1)·ln n/n^{1/3}, which is below 5/2 there; the one grows, the other tends to 0.",
    parts: () => Object.keys(inequalities),
    corners: sizeCorners,
    decide(size, part, switches) {
      const numbers = numbersOf(size);
      if (numbers === undefined) return undefined;
      const error = accuracy(size, numbers.epsilon);
      if (part === "accuracy") return { left: error, right: times(whole(6n), rate(size)) };
      return { left: R.add(fromLies(numbers.mbar, switches), error), right: times(R.fromRational(bound), rate(size)) };
    },
    sides(size, part, switches) {
      const numbers = printedNumbersOf(size);
      if (numbers === undefined) return undefined;
      const { mbar } = numbers;
      const error = printedAccuracy(size);
      const root = R.sqrt(whole(size.K + 1));
      const printed = R.divide(times(root, R.ln(whole(size.n))), R.power(whole(size.n), Q.rational(1n, 3n)));
      const told = {
        inequality: inequalities[part as keyof typeof inequalities],
        explanation: `m̄ = ${mbar}; the error from lies is ${isProduct(switches) ? "2·2^{−(m̄−1)}" : "2/2^{−(m̄−1)}"}`,
      };
      if (part === "accuracy") return { ...told, left: error, right: times(whole(6n), printed) };
      return { ...told, left: R.add(fromLies(mbar, switches), error), right: times(R.fromRational(bound), printed) };
    },
    evidence: (budget, switches) => ({
      "sum over √(K+1)·ln n/n^{1/3}": sizesAt(budget).map((size) => {
        const { mbar, epsilon } = numbersOf(size)!;
        return {
          K: size.K,
          n: `${size.n}`,
          value: roughly(R.divide(R.add(fromLies(mbar, switches), accuracy(size, epsilon)), rate(size))),
        };
      }),
      ...(isProduct(switches) && {
        "best constant":
          "24 + 2 in the limit in the place of 30, as ln(nε) is about (ln n)/3; 24 is approached where n^{1/3}/(6·√(K+1)·ln n) is just at a power of two",
      }),
    }),
    repair: {
      statement:
        "2·2^{−(m̄−1)} + (6/(nε))·ln(e + (nε)^{K+1}) ≤ 30·√(K+1)·ln n/n^{1/3}, for all K ≥ 1 and all n with m̄ ≥ 1.",
      changes: [product],
      claim: (made) => theorem3Exp(made, bound),
      of: ["quotient"],
    },
  });
};
