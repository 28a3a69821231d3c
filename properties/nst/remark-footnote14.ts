import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { repairedBy } from "../repairs.js";
import { limitClaim, ratioOf, type Sequence, type Term } from "./limit-claim.js";

/** The terms from a first one on: doubling while the numbers stay short. */
const doubling = (first: bigint, counts: Readonly<Record<Budget, number>>) => (budget: Budget) =>
  Array.from({ length: counts[budget] }, (_, i) => first << BigInt(i));

const long = { gate: 4, standard: 12, deep: 40 };
const short = { gate: 3, standard: 4, deep: 5 };

const ln2 = { times: Q.one, log: Q.rational(2n) };
const number = (n: bigint): Q.Rational => Q.rational(n);

/** d/ε = n/ln n and |S| = n: both as the footnote asks, and the error tends to 4. */
const nearlyLinear: Sequence = {
  name: "d/ε = n/ln n, |S| = n, n = k + 2",
  at: (k) => {
    const n = k + 2n;
    return { n, d: Q.one, epsilon: { times: Q.rational(1n, n), log: number(n) }, alternatives: n };
  },
  terms: doubling(1n, long),
};

/** d/ε = √n/ln 2 and |S| = 2^{√n}: the error tends to 4. */
const roots: Sequence = {
  name: "d/ε = √n/ln 2, |S| = 2^√n, n = (k + 1)^4",
  at: (k) => ({ n: (k + 1n) ** 4n, d: number((k + 1n) ** 2n), epsilon: ln2, alternatives: 1n << ((k + 1n) ** 2n) }),
  terms: doubling(1n, short),
};

/** d/ε = √n/ln 2 and |S| = 2^{n^{3/4}}: the error tends to infinity. */
const stretched: Sequence = {
  name: "d/ε = √n/ln 2, |S| = 2^(n^(3/4)), n = (k + 1)^4",
  at: (k) => ({ n: (k + 1n) ** 4n, d: number((k + 1n) ** 2n), epsilon: ln2, alternatives: 1n << ((k + 1n) ** 3n) }),
  terms: doubling(1n, short),
};

/** d/ε bounded and |S| = 2^{√n}. */
const bounded: Sequence = {
  name: "d/ε = 1/ln 2, |S| = 2^√n, n = (32k)^2",
  at: (k) => ({ n: (32n * k) ** 2n, d: Q.one, epsilon: ln2, alternatives: 1n << (32n * k) }),
  terms: doubling(1n, short),
};

/** d/ε bounded and |S| = 2^{n/k}, where k is about ln n/ln 2: barely subexponential. */
const barely: Sequence = {
  name: "d/ε = 1/ln 2, |S| = 2^(n/k), n = k·2^k",
  at: (k) => ({ n: k << k, d: Q.one, epsilon: ln2, alternatives: 1n << (1n << k) }),
  terms: (budget) => [9n, 10n, 11n, 12n, 14n].slice(0, { gate: 2, standard: 3, deep: 5 }[budget]),
};

/** d/ε = √n/ln 2 and |S| = n³. */
const polynomial: Sequence = {
  name: "d/ε = √n/ln 2, |S| = n^3, n = (100k)^4",
  at: (k) => ({ n: (100n * k) ** 4n, d: number((100n * k) ** 2n), epsilon: ln2, alternatives: (100n * k) ** 12n }),
  terms: doubling(1n, long),
};

/** d/ε = n^{3/4}/ln 2 and |S| = 2^{n^{1/8}}. */
const mixed: Sequence = {
  name: "d/ε = n^(3/4)/ln 2, |S| = 2^(n^(1/8)), n = (16k)^8",
  at: (k) => ({ n: (16n * k) ** 8n, d: number((16n * k) ** 6n), epsilon: ln2, alternatives: 1n << (16n * k) }),
  terms: doubling(1n, short),
};

/** d/ε = n/(ln n)² and |S| = n: short of what fails by one logarithm. */
const twoLogs: Sequence = {
  name: "d/ε = n·ln 2/(ln n)^2, |S| = n, n = 2^(100k)",
  at: (k) => ({
    n: 1n << (100n * k),
    d: Q.rational(1n << (100n * k), (100n * k) ** 2n),
    epsilon: ln2,
    alternatives: 1n << (100n * k),
  }),
  terms: doubling(1n, short),
};

const sequencesOf: Readonly<Record<string, readonly Sequence[]>> = {
  both: [nearlyLinear, roots, stretched, bounded, barely, polynomial, mixed, twoLogs],
  "ratio-bounded": [bounded, barely],
  powers: [polynomial],
};

const product = "(d/ε)·ln |S| sublinear in n";

/** Those along which (d/ε)·ln |S| is sublinear as well. */
const repaired: readonly Sequence[] = [bounded, barely, polynomial, mixed, twoLogs];

/** 4d·ln |S|/(nε) + 4·√(d/(2nε)): what the error is below at every term. */
const split = (term: Term): R.Real => {
  const share = R.divide(ratioOf(term), R.fromInteger(term.n));
  const logs = R.multiply(share, R.ln(R.fromInteger(term.alternatives)));
  const root = R.sqrt(R.multiply(share, R.fromRational(Q.rational(1n, 2n))));
  return R.multiply(R.fromInteger(4n), R.add(logs, root));
};

/** Footnote 14: the limit stays 0 where d, ε and |S| depend on n. `most` is the bound that errors have to fall below: 1. */
export const footnote14 = (made: readonly string[] = [], most = Q.one): Claim =>
  limitClaim({
    id: "nst/remark-footnote14",
    place: "Section 3.1, footnote 14",
    statement:
      "lim_{n→∞} (4d/(nε))·ln(nε|S|/(2d)) = 0 where d, ε and |S| depend on n, as long as d/ε is sublinear in n and |S| is subexponential in n; here: from some n on the error is below 1.",
    hypotheses: ["d/ε = o(n)", "ln |S| = o(n)"],
    readings: readingsOf({ growth: ["both", "ratio-bounded", "powers"] }),
    switchMeanings: {
      both: "d/ε = o(n) and ln |S| = o(n)",
      "ratio-bounded": "d/ε bounded and ln |S| = o(n)",
      powers: "d/ε at most n^a with a < 1, and |S| polynomial in n",
    },
    sequences: ({ growth }) => (made.includes(product) ? repaired : sequencesOf[growth!]!),
    argument: ({ growth }) => (made.includes(product) ? proofs.repaired : proofs[growth as "both"]),
    corners: {
      "small n": (term) => term.n < 10n ** 9n,
      "|S| at least n": ({ n, alternatives }) => alternatives >= n,
    },
    limit: () => R.fromRational(most),
    formula: () => `(4d/(nε)) ln(nε|S|/(2d)) < ${Q.printRational(most)}`,
    isInside: () => true,
    evidence: (_budget, { growth }) => ({
      exact:
        "the error is above 4·(d/ε)·(ln |S|)/n where n > 2d/ε, and below that plus 4·√(d/(2nε)): for d/ε = o(n) its limit is 0 if and only if (d/ε)·ln |S| = o(n)",
      ...(growth === "both" && {
        nearlyLinear:
          "d/ε = n/ln n, |S| = n: the error is 4·(1 + ln((ln n)/2)/ln n) and tends to 4; above 1 from n = 3 on",
        mechanism:
          "the mechanism fails with it: F = 1 at one of n alternatives and 0 elsewhere, n = k², d = 1, ε = (ln n)/n gives e^{nε/(2d)} = k and E F = k/(k² + k − 1), which tends to 0 while max F = 1",
        roots: "d/ε = √n/ln 2, |S| = 2^√n: the error tends to 4; |S| = 2^(n^(3/4)): to infinity",
      }),
    }),
    repair: repairedBy({
      statement:
        "The limit is 0 where d/ε and (d/ε)·ln |S| are sublinear in n, since the error is below 4·(d/ε)·(ln |S|)/n + 4·√(d/(2nε)).",
      changes: [product],
      of: ["both"],
      claim: (changes) => footnote14(changes, most),
    }),
  });

/** Whether the explicit bound is itself below the limit: what the arguments say of the terms that hold. */
export const isExplained = (term: Term): boolean => R.compareReals(split(term), R.fromInteger(1n)) === -1;

const bothTerms =
  "ln(nε|S|/(2d)) = ln |S| + ln(n/(2ρ)) with ρ = d/ε, and ln x < √x: the error is below 4·ρ·(ln |S|)/n + 4·√(ρ/(2n)).";

const proofs = {
  both: "Refuted along whole sequences, not at one n: for d/ε = n/ln n, |S| = n the error is 4·(1 + ln((ln n)/2)/ln n), above 4 from n = 8 on and above 1 from n = 3 on; for d/ε = √n/ln 2, |S| = 2^√n it is above 4 wherever n > 2d/ε. Both d/ε and ln |S| are sublinear there, their product is not.",
  "ratio-bounded": `${bothTerms} With ρ bounded the first term is a constant times (ln |S|)/n.`,
  powers: `${bothTerms} With ρ ≤ n^a and |S| ≤ n^c the first is at most 4c·(ln n)/n^{1−a}.`,
  repaired: `${bothTerms} Both terms tend to 0; at the terms listed they are below 1 together.`,
};
