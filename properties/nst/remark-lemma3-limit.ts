import type { Budget, Claim } from "../../src/claim/claim.js";
import { onlyReading } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { limitClaim, ratioOf, type Sequence, type Term } from "./limit-claim.js";

const powers: Readonly<Record<Budget, number>> = { gate: 3, standard: 12, deep: 40 };

/** n = 10^{k−1}, with everything else fixed. */
const fixed = (d: string, times: string, log: string, alternatives: bigint): Sequence => ({
  name: `n = 10^{k-1}, d = ${d}, ε = ${times === "1" ? "" : `${times} `}ln ${log}, |S| = ${alternatives}`,
  at: (k) => ({
    n: 10n ** (k - 1n),
    d: Q.parseRational(d)!,
    epsilon: { times: Q.parseRational(times)!, log: Q.parseRational(log)! },
    alternatives,
  }),
  terms: (budget) => Array.from({ length: powers[budget] }, (_, k) => BigInt(k + 1)),
});

const sequences: readonly Sequence[] = [
  fixed("1", "1", "2", 1n),
  fixed("1", "1", "2", 4n),
  fixed("1", "1", "1001/1000", 2n),
  fixed("1", "1", "100", 1000n),
  fixed("1/10", "1/2", "3/2", 3n),
  fixed("100", "1", "11/10", 10n ** 12n),
];

/** nε|S|/(2d). */
const argumentOf = (term: Term): R.Real =>
  R.divide(R.fromInteger(term.n * term.alternatives), R.multiply(R.fromInteger(2n), ratioOf(term)));

const isAboveOne = (x: R.Real): boolean => R.compareReals(x, R.fromInteger(1n)) === 1;

/** The error of Lemma 3 vanishes as n → ∞. `power` is that of nε|S|/(2d) in the bound: 1/2, and less as a control. */
export const lemma3Limit = (power = Q.rational(1n, 2n)): Claim =>
  limitClaim({
    id: "nst/remark-lemma3-limit",
    place: "Section 3.1, after Lemma 3",
    statement:
      "For fixed d, ε and |S|: lim_{n→∞} (4d/(nε))·ln(nε|S|/(2d)) = 0; as an inequality for every n > 2d/(ε|S|): 0 < (4d/(nε))·ln(nε|S|/(2d)) < 4·√(d|S|/(2nε)).",
    hypotheses: ["d, ε, |S| fixed and positive", "n > 2d/(ε|S|)"],
    readings: onlyReading,
    sequences: () => sequences,
    argument: () =>
      "All n, d, ε and |S|: ln x < √x for every x > 0, here x = nε|S|/(2d); and ln x > 0 for x > 1. So the error is below any β > 0 for n ≥ 8d|S|/(εβ²).",
    corners: {
      "n = 1": ({ n }) => n === 1n,
      "one alternative": ({ alternatives }) => alternatives === 1n,
      "n at most 2d/(ε|S|)": (term) => !isAboveOne(argumentOf(term)),
      "an error below 1": (term) => R.compareReals(errorBound(term, power), R.fromInteger(1n)) === -1,
    },
    limit: (term) => errorBound(term, power),
    formula: () => "(4d/(nε)) ln(nε|S|/(2d)) < 4 √(d|S|/(2nε))",
    isInside: (term) => isAboveOne(argumentOf(term)),
    evidence: () => ({
      rate: "(4d/ε)·(ln n)/n up to a term of order 1/n; the error rises up to n = 2ed/(ε|S|), where it is 2|S|/e, and falls from there on: exactly where Lemma 3 holds",
      constant: "ln x ≤ (2/e)·√x, with equality at x = e²: 8/e in the place of 4",
      consequence: "with Lemma 3, E F ≥ max F − β for n ≥ 8d|S|/(εβ²) and n > 2ed/(ε|S|)",
    }),
  });

/** (4d/(nε))·(nε|S|/(2d))^power. */
const errorBound = (term: Term, power: Q.Rational): R.Real =>
  R.multiply(
    R.divide(R.multiply(R.fromInteger(4n), ratioOf(term)), R.fromInteger(term.n)),
    R.power(argumentOf(term), power),
  );
