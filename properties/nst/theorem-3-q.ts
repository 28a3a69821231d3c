import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { type Loc3Case, loc3Claim } from "./loc3-claim.js";
import { numbersOf, printedNumbersOf, printSizes, rate, sizeCorners, sizesAt, times, whole } from "./loc3-numbers.js";
import { roughly } from "./setting-cases.js";

const sixteen = "q = 16εm̄2^m̄";

const inequalities = {
  value: "q/ε = c·m̄·2^m̄",
  first: "q ≤ (8/3)·ln n/n^{1/3}",
  second: "(8/3)·ln n/n^{1/3} ≤ 2·√(K+1)·ln n/n^{1/3}",
} as const;

/** Theorem 3, first source of error: q = 8εm̄2^m̄ ≤ (8/3)·ln n/n^{1/3} ≤ 2·√(K+1)·ln n/n^{1/3}. With another 8/3, for near misses. */
export const theorem3Q = (changes: readonly string[] = [], bound = Q.rational(8n, 3n)): Claim<Loc3Case> => {
  const printed = changes.includes(sixteen) ? 16n : 8n;
  // The q that the reading is about, over ε.
  const factor = ({ q }: Switches) => (q === "defined" ? 16n : printed);
  const step = (mbar: number, c: bigint) => whole(c * BigInt(mbar) * 2n ** BigInt(mbar));
  return loc3Claim({
    id: "nst/theorem-3-q",
    place: "Proof of Theorem 3",
    statement: "q = 8εm̄2^m̄, and q ≤ (8/3)·ln n/n^{1/3} ≤ 2·√(K+1)·ln n/n^{1/3}.",
    hypotheses: ["K ≥ 1", "n so large that m̄ ≥ 1"],
    readings: readingsOf({ q: ["defined", "printed"] }),
    switchMeanings: {
      defined: "q is that of LOC3, 16εm̄2^m̄ by its definition",
      printed: "q is 8εm̄2^m̄, as the proof has it",
    },
    sizes: (budget) => sizesAt(budget),
    describe: (budget) => printSizes(budget),
    argument: () =>
      "All K ≥ 1, all n with m̄ ≥ 1: 2^m̄ ≤ n^{1/3}/(3·√(K+1)·ln n), so that 16εm̄2^m̄ ≤ (16/3)·m̄/(n^{1/3}·ln n); as m̄ ≤ log₂(n^{1/3}) = ln n/(3·ln 2), this is at most 2.57/n^{1/3}, " +
      "even without ln n. 8/3 ≤ 2·√(K+1) as K + 1 ≥ 16/9.",
    // That q/ε is what the proof has for it is asked only where the two may differ.
    parts: (_, { q }) =>
      Object.keys(inequalities).filter((part) => part !== "value" || (q === "defined" && printed === 8n)),
    corners: sizeCorners,
    decide(size, part, switches) {
      const numbers = numbersOf(size);
      if (numbers === undefined) return undefined;
      const { mbar, epsilon } = numbers;
      const c = factor(switches);
      const first = R.divide(times(R.fromRational(bound), rate(size)), R.sqrt(whole(size.K + 1)));
      if (part === "value") return { left: step(mbar, c), right: step(mbar, printed), isEquation: true };
      if (part === "first") return { left: times(step(mbar, c), epsilon), right: first };
      return { left: first, right: times(whole(2n), rate(size)) };
    },
    sides(size, part, switches) {
      const numbers = printedNumbersOf(size);
      if (numbers === undefined) return undefined;
      const { mbar, q } = numbers;
      const c = factor(switches);
      const first = times(R.fromRational(bound), R.ln(whole(size.n)), R.power(whole(size.n), Q.rational(-1n, 3n)));
      const told = {
        inequality: inequalities[part as keyof typeof inequalities],
        explanation: `m̄ = ${mbar}, c = ${printed}`,
      };
      if (part === "value") return { ...told, left: step(mbar, c), right: step(mbar, printed), isEquation: true };
      if (part === "first") return { ...told, left: times(R.fromRational(Q.rational(c, 16n)), q), right: first };
      return { ...told, left: first, right: times(whole(2n), rate(size)) };
    },
    evidence: (budget) => ({
      "16εm̄2^m̄·n^{1/3} is below 8/3": sizesAt(budget).map((size) => ({
        K: size.K,
        n: `${size.n}`,
        value: roughly(times(numbersOf(size)!.q, R.power(whole(size.n), Q.rational(1n, 3n)))),
      })),
      "best constant": "16/(9·ln 2) = 2.564… in the place of 8/3, and 1 in the place of ln n",
    }),
    repair: {
      statement:
        "q = 16εm̄2^m̄, as it is defined, is at most (8/3)·ln n/n^{1/3} ≤ 2·√(K+1)·ln n/n^{1/3}, for all K ≥ 1 and all n with m̄ ≥ 1.",
      changes: [sixteen],
      claim: (made) => theorem3Q(made, bound),
      of: ["defined"],
    },
  });
};
