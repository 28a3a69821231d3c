import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Spread } from "../../src/mechanisms/nst/line-commitment.js";
import type { LineSign } from "../../src/mechanisms/nst/line-exponential.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { spreadMeanings } from "./commitment-cases.js";
import { signMeanings } from "./line-claim.js";
import { type Loc3Case, type Loc3Size, loc3Claim } from "./loc3-claim.js";
import {
  accuracy,
  cubeRoot,
  errorBound,
  firstWith,
  isMeaningful,
  type Loc3Numbers,
  leastFrom,
  misreports,
  numbersOf,
  printedAccuracy,
  printedNumbersOf,
  printSizes,
  rate,
  sizesAt,
  times,
  whole,
} from "./loc3-numbers.js";
import { isOnlyBestAnswer, quarterError, quarterErrorBelow } from "./one-facility.js";
import { undominatedOnGrid } from "./undominated.js";

const severalFacilities = "K ≥ 2";

/** With one facility: the least n at which the lower bound on the error at the profile of `one-facility` is above β. */
export const firstRefuted: Readonly<Record<LineSign, bigint>> = { utility: 96_366_924_100n, distance: 8_969_675_085n };

const oneFacilityExponents = { gate: [12n], standard: [12n, 15n], deep: [12n, 15n, 18n] } as const;

function sizesOf(budget: Budget, { sign }: Switches, isRepaired: boolean): readonly Loc3Size[] {
  const several = sizesAt(budget, 2);
  if (isRepaired) return several;
  const alone = [firstRefuted[sign as LineSign], ...oneFacilityExponents[budget].map((k) => 10n ** k)];
  return [...alone.map((n) => ({ K: 1, n })), ...several];
}

const inequalities = {
  probability: "q ≤ 1",
  ball: "(2/(nε))·ln(e + (nε)^{K+1}) ≤ 1/2, as Corollary 6 needs it",
  error: "q + 2·2^{−(m̄−1)} + (6/(nε))·ln(e + (nε)^{K+1}) ≤ β",
  undominated: "max_s F(t, s) − E[F(t, s)] ≤ β where all stand at 1/4 and announce alike",
} as const;
type Part = keyof typeof inequalities;

const partsAt = ({ K }: Loc3Size): readonly Part[] => (K === 1 ? ["undominated"] : ["probability", "ball", "error"]);

const arguments_ = {
  several:
    "All K ≥ 2, all n with m̄ ≥ 1, which all n from some n on have: the density at a lie is at least e^{−ε|t−b|} times that at the truth, so that a lie gains at most ε|t − b| from the exponential part, and by Lemma 12 and q ≥ 16εm̄2^m̄ it loses more if " +
    "|t − b| ≥ 2^−(m̄−1). So undominated announcements are nearer to the truth, and by Lemma 10 the error is at most q + 2·2^−(m̄−1) + (6/(nε))·ln(e + (nε)^{K+1}). By the three steps of the proof this is at most β, and q < (8/3)/n^{1/3} < 1. " +
    "n^{1/3}/(6·√(K+1)·ln n) > 1 gives (2/(nε))·ln(e + (nε)^{K+1}) ≤ 2·√(K+1)·ln n/n^{1/3} < 1/3. With real Y, announcements that maximise the average over all profiles of the others, with full support, are undominated: such strategies exist. With integer Y the loss jumps and a best announcement need not exist; that every tuple of undominated strategies has the error does not depend on it.",
  one:
    "With K = 1 the commitment has one facility, and imposes nothing that depends on the announcement. A player at 1/4 whose others announce 0 and 1 equally often (and one 1/2 if their number is odd) faces a density proportional to e^{∓c|s−b|} (times e^{∓c|s−1/2|}), c = ε/2 ≤ 1/10. " +
    "Her expected distance is monotone in b in the direction of E[|s − 1/4| | s > b] − E[|s − 1/4| | s < b], which is positive for all 0 < b < 1: for b ≤ 1/2 the former is at least e^{−3c/2}·5/16 > 1/4, the latter at most 1/4; for b > 1/2 the former is at least b − 1/4, the latter at most e^{3c/2}·(1/32 + (b − 1/4)²/2)/b, which is less. " +
    "So one end is her only best announcement: 0 for minus the distance, 1 for the distance; it is not dominated. Where all stand at 1/4 and announce it the density is proportional to e^{−as}, a = nε/2, and the error tends to 1/4 or 1/2, β to 0: there is no n_0(1).",
};

/**
 * Theorem 3: for n above some n_0(K), LOC3 is within β = 32·√(K+1)·ln n/n^{1/3} of the best F for every tuple of undominated
 * strategies. With another 32, for near misses.
 */
export const theorem3 = (changes: readonly string[] = [], factor = Q.rational(32n)): Claim<Loc3Case> => {
  const isRepaired = changes.includes(severalFacilities);
  const beta = (size: Loc3Size): R.Real => times(R.fromRational(factor), rate(size));
  return loc3Claim({
    id: "nst/theorem-3",
    place: "Theorem 3",
    statement:
      "For every K ≥ 1 there is an n_0(K) such that for all n > n_0 LOC3 β-implements F in undominated strategies, β = 32·√(K+1)·ln n/n^{1/3}: E[F(t, s)] ≥ max_s F(t, s) − β at every t, for every tuple of strategies that are not dominated.",
    hypotheses: ["K ≥ 1", "n > n_0(K)", "strategies that are not dominated"],
    readings: readingsOf({ sign: ["distance", "utility"] }, { Y: ["real", "integer"] }),
    switchMeanings: { ...signMeanings, ...spreadMeanings },
    sizes: (budget, switches) => sizesOf(budget, switches, isRepaired),
    describe: (budget, switches) =>
      `${printSizes(budget, 2)}${isRepaired ? "" : `; K = 1 and n = ${[firstRefuted[switches.sign as LineSign], ...oneFacilityExponents[budget].map((k) => `10^${k}`)].join(", ")}`}`,
    argument: () => (isRepaired ? arguments_.several : `${arguments_.one} ${arguments_.several}`),
    parts: partsAt,
    corners: {
      "one facility": ({ K }) => K === 1,
      "two facilities": ({ K }) => K === 2,
      "m̄ is first 1": ({ K, n }) => n === firstWith(1, K),
      "m̄ is first 2": ({ K, n }) => n === firstWith(2, K),
      "β below 1": isMeaningful,
    },
    decide(size, part, { sign, Y }) {
      const numbers = numbersOf(size);
      if (numbers === undefined) return undefined;
      if (part === "undominated") {
        if (!isOnlyBestAnswer(numbers)) return undefined;
        return { left: quarterError(size.n, sign as LineSign, Y as Spread)!, right: beta(size) };
      }
      return sidesOf(part as Part, numbers, {
        accuracy: accuracy(size, numbers.epsilon),
        error: errorBound(size, numbers),
        beta: beta(size),
      });
    },
    sides(size, part, { sign }) {
      const numbers = printedNumbersOf(size);
      if (numbers === undefined) return undefined;
      const right = times(
        R.fromRational(factor),
        R.sqrt(whole(size.K + 1)),
        R.divide(R.ln(whole(size.n)), cubeRoot(size.n)),
      );
      const inequality = inequalities[part as Part];
      if (part === "undominated") {
        const end = sign === "utility" ? "0" : "1";
        const others = `where the others announce 0 and 1 equally often (one of them 1/2 if need be), ${end} is the only best announcement at 1/4, so that it is not dominated`;
        return {
          left: quarterErrorBelow(size.n, sign as LineSign, numbers),
          right,
          inequality,
          explanation: `all players stand at 1/4 and announce ${end}; ${others}; the error is at least the left side, (1 − q)·(${sign === "utility" ? "1/4" : "1/2"} − 2/(nε)); the same for every n_0: see the argument`,
        };
      }
      const error = printedAccuracy(size);
      const bound = R.add(R.add(misreports(numbers.mbar), error), numbers.q);
      return {
        ...sidesOf(part as Part, numbers, { accuracy: error, error: bound, beta: right }),
        inequality,
        explanation: `m̄ = ${numbers.mbar}`,
      };
    },
    evidence: (budget, switches) => ({ ...thresholds(budget), ...undominatedOnGrid(budget, switches) }),
    repair: {
      statement:
        "For every K ≥ 2 and all n with m̄ ≥ 1, LOC3 β-implements F in undominated strategies, β = 32·√(K+1)·ln n/n^{1/3}.",
      changes: [severalFacilities],
      claim: (made) => theorem3(made, factor),
      of: ["distance+real", "utility+real", "distance+integer"],
    },
  });
};

interface Bounds {
  readonly accuracy: R.Real;
  readonly error: R.Real;
  readonly beta: R.Real;
}

function sidesOf(part: Part, { q }: Loc3Numbers, { accuracy: ofCorollary, error, beta }: Bounds) {
  if (part === "probability") return { left: q, right: whole(1n) };
  if (part === "ball") return { left: ofCorollary, right: R.fromRational(Q.rational(3n, 2n)) };
  return { left: error, right: beta };
}

/** From which n on there is an m̄ ≥ 1, and β is below 1: all F are within 1 of each other. */
function thresholds(budget: Budget): JsonObject {
  const one = whole(1n);
  const rows = (budget === "gate" ? [2] : [1, 2, 3]).map((K): JsonObject => {
    const isBelow = (n: bigint) => R.compareReals(times(whole(32n), rate({ K, n })), one) === -1;
    return { K, "m̄ ≥ 1 from n": `${firstWith(1, K)}`, "β < 1 from n": `${leastFrom(firstWith(1, K), isBelow)}` };
  });
  return { thresholds: rows };
}
