import type { Budget, Claim } from "../../src/claim/claim.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { type Loc3Case, loc3Claim } from "./loc3-claim.js";
import {
  cubeRoot,
  errorBound,
  firstWith,
  isMeaningful,
  misreports,
  numbersOf,
  printedAccuracy,
  printedNumbersOf,
  sizesAt,
  times,
  whole,
} from "./loc3-numbers.js";
import { roughly } from "./setting-cases.js";

/** Two facilities at the sizes of the other claims. */
const sizes = (budget: Budget) => sizesAt(budget).filter(({ K }) => K === 2);
const rate = (n: bigint): R.Real => R.divide(R.ln(whole(n)), cubeRoot(n));

/** Section 1.2: for two facilities the error is of the order ln n/n^{1/3}. With another constant than 32·√3, for near misses. */
export const twoFacilityRate = (factor = Q.rational(32n)): Claim<Loc3Case> => {
  const constant = times(R.fromRational(factor), R.sqrt(whole(3n)));
  return loc3Claim({
    id: "nst/remark-two-facility-rate",
    place: "Section 1.2",
    statement:
      "For two facilities the average distance is within an additive Õ(n^{−1/3}) of the optimum, that is (footnote 4) within C·ln n/n^{1/3} for some C and all large n: here C = 32·√3.",
    hypotheses: ["K = 2", "undominated strategies", "n so large that m̄ ≥ 1"],
    sizes,
    describe: (budget) =>
      `K = 2, n = ${sizes(budget)
        .map(({ n }) => `${n}`)
        .join(", ")}`,
    argument: () =>
      "All n with m̄ ≥ 1: by Theorem 3 for K = 2 the error is at most q + 2·2^{−(m̄−1)} + (6/(nε))·ln(e + (nε)³), and q ≤ (8/3)/n^{1/3}, 2·2^{−(m̄−1)} ≤ 24·√3·ln n/n^{1/3} and the last term is at most 6·√3·ln n/n^{1/3}.",
    parts: () => ["probability", "error"],
    corners: {
      "m̄ is first 1": ({ n }) => n === firstWith(1, 2),
      "m̄ is first 2": ({ n }) => n === firstWith(2, 2),
      "β below 1": isMeaningful,
    },
    decide(size, part) {
      const numbers = numbersOf(size);
      if (numbers === undefined) return undefined;
      if (part === "probability") return { left: numbers.q, right: whole(1n) };
      return { left: errorBound(size, numbers), right: times(constant, rate(size.n)) };
    },
    sides(size, part) {
      const numbers = printedNumbersOf(size);
      if (numbers === undefined) return undefined;
      const { q, mbar } = numbers;
      if (part === "probability") {
        return {
          left: q,
          right: whole(1n),
          inequality: "q ≤ 1, so that there is a mechanism",
          explanation: `m̄ = ${mbar}`,
        };
      }
      const right = times(constant, R.ln(whole(size.n)), R.power(whole(size.n), Q.rational(-1n, 3n)));
      return {
        left: R.add(R.add(q, misreports(mbar)), printedAccuracy(size)),
        right,
        inequality: `q + 2·2^{−(m̄−1)} + (6/(nε))·ln(e + (nε)³) ≤ ${Q.printRational(factor)}·√3·ln n/n^{1/3}`,
        explanation: `m̄ = ${mbar}`,
      };
    },
    evidence: (budget) => ({
      "bound over ln n/n^{1/3}": sizes(budget).map((size) => ({
        n: `${size.n}`,
        value: roughly(R.divide(errorBound(size, numbersOf(size)!), rate(size.n))),
      })),
      "32·√3": roughly(constant),
    }),
  });
};
