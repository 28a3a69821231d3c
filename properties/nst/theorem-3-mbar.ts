import type { Claim } from "../../src/claim/claim.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { type Loc3Case, loc3Claim } from "./loc3-claim.js";
import {
  firstWith,
  numbersOf,
  printedNumbersOf,
  printSizes,
  sizeCorners,
  sizesAt,
  times,
  whole,
} from "./loc3-numbers.js";
import { roughly } from "./setting-cases.js";

/** Theorem 3: m̄ ≤ ln n for large n. With a share of ln n, for near misses. */
export const theorem3Mbar = (share = Q.one): Claim<Loc3Case> =>
  loc3Claim({
    id: "nst/theorem-3-mbar",
    place: "Proof of Theorem 3",
    statement: "For some n_m̄(K) and all n > n_m̄: m̄ ≤ ln n.",
    hypotheses: ["K ≥ 1", "n so large that m̄ ≥ 1"],
    sizes: (budget) => sizesAt(budget),
    describe: (budget) => printSizes(budget),
    argument: () =>
      "All K ≥ 1, all n with m̄ ≥ 1: m̄ < 1 + log₂(n^{1/3}/(6·√(K+1)·ln n)) = log₂(n^{1/3}/(3·√(K+1)·ln n)) ≤ log₂(n^{1/3}) = ln n/(3·ln 2) < ln n, as 3·√(K+1)·ln n ≥ 1 from n = 2 on. Where m̄ is below 1 nothing is to be shown.",
    parts: () => ["m̄"],
    corners: sizeCorners,
    decide(size) {
      const numbers = numbersOf(size);
      return numbers && { left: whole(numbers.mbar), right: times(R.fromRational(share), R.ln(whole(size.n))) };
    },
    sides(size) {
      const numbers = printedNumbersOf(size);
      if (numbers === undefined) return undefined;
      return {
        left: whole(numbers.mbar),
        right: times(R.fromRational(share), R.ln(whole(size.n))),
        inequality: "m̄ ≤ ln n",
        explanation: "m̄ = ⌈log₂(n^{1/3}/(6·√(K+1)·ln n))⌉",
      };
    },
    evidence: (budget) => ({
      "m̄ over ln n": sizesAt(budget).map((size) => ({
        K: size.K,
        n: `${size.n}`,
        value: roughly(R.divide(whole(numbersOf(size)!.mbar), R.ln(whole(size.n)))),
      })),
      "m̄ ≥ 1 from n on": [1, 2, 3].map((K) => ({ K, n: `${firstWith(1, K)}` })),
      "best constant": "1/(3·ln 2) = 0.48… in the place of 1, in the limit",
    }),
  });
