import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readChoice, readObject, readPositive } from "../../src/instance/input.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { checkPlacings, firstLoc, gridText, type Loc, readGridNumbers, secondLoc } from "./facility-numbers.js";
import { upTo } from "./grid-cases.js";
import { isRate, logarithm, type RateValues, sidesAt, sidesByHand, squareByHand } from "./loc-rate-sides.js";
import type { RealSides } from "./numbers-claim.js";
import { numbersClaim } from "./numbers-claim.js";
import { isBeyond, quotientOf, secondBound } from "./printed-n0.js";
import { roughly } from "./setting-cases.js";

const several = "K >= 2";

const locs: Readonly<Record<string, Loc>> = { LOC1: firstLoc, LOC2: secondLoc };

const big = (n: number): bigint => BigInt(n);

const inequalities: Readonly<Record<string, string>> = {
  rate: "β <= C·rate",
  "actual-rate": "error <= C·rate",
  growth: "β at m < β at m + 1",
  slower: "√(m/2)·β of LOC2 <= β of LOC1",
};

const proofs: Readonly<Record<string, string>> = {
  rate: "All m, K and n > n0: β² = (36/(p̃γn))·(ln n + ln(p̃γ|S|/2)), and ln n ≥ 1.",
  "actual-rate":
    "All m, K and n > n0: the error is at most β by Corollaries 4 and 5, and β² = (36/(p̃γn))·(ln n + ln(p̃γ|S|/2)) with ln n ≥ 1.",
  growth:
    "All m, K and n > n0 (of m + 1). LOC1: with L = ln(n/(2m)), β² grows by a factor of at least (1 + 1/m)·(1 − 1/(mL)), which is above 1 for L > 1 + 1/m, and L > ln(4(m + 1)^K·ln n) > 2. " +
    "LOC2: with L = ln(n(m + 1)^K/(2m²)), by at least (1 + 1/m)²·(1 − 2/(mL)), above 1 for L > 2(1 + 1/m)²/(2 + 1/m), and L > ln(4(m + 1)^K·ln n) is.",
  slower:
    "All m, K ≥ 2 and n > n0: with A = (m + 1)^K/m and L = ln(n/(2m)), (β of LOC1/β of LOC2)² = A/(1 + ln(A)/L); n > 8m(m + 1)^K·ln n makes L > ln A, so that it is above A/2 ≥ m/2.",
};

const rateProof =
  "Every C: β·√n = 6/√(p̃γ)·√ln(n·p̃γ|S|/2) grows without bound, and so does the error where everybody is at 0, at least q* times the average distance under P, and q* = β/3.";

const grids: Readonly<Record<Budget, readonly (readonly [m: number, K: number])[]>> = {
  gate: [[1, 1], [1, 2], [2, 2], [3, 1]], // biome-ignore format: one line
  standard: [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3], [3, 1], [3, 2], [5, 1], [5, 2]], // biome-ignore format: one line
  deep: upTo(30).flatMap((m) => upTo(4).map((K) => [m + 1, K + 1] as const)),
};

/** Constants that are asked for; the error where everybody is at 0 exceeds larger ones at numbers of a hundred digits only. */
const constants = (budget: Budget, { says }: Switches): readonly string[] => {
  if (says === "actual-rate") return ["1/2"];
  return { gate: ["1/2"], standard: ["1/2", "10"], deep: ["1/2", "10", "20"] }[budget];
};

/** The least n of n0 + 1, …, or nearly so, at which the rate with a constant is too small. */
function firstBeyond(values: RateValues, switches: Switches): bigint | undefined {
  const isBeyond = (n: bigint): boolean => {
    const { small, large } = sidesAt({ ...values, n }, switches, []);
    return R.compareReals(small, large) === 1;
  };
  const start = values.loc.n0(values) + 1n;
  let n = start;
  while (n < 10n ** 10n && !isBeyond(n)) n *= 2n;
  if (n >= 10n ** 10n) return undefined;
  let below = n === start ? n - 1n : n >> 1n;
  while (n - below > 1n) {
    const middle = (n + below) >> 1n;
    if (isBeyond(middle)) n = middle;
    else below = middle;
  }
  return n;
}

function casesAt(budget: Budget, switches: Switches, made: readonly string[]): readonly JsonObject[] {
  return grids[budget].flatMap(([m, K]) =>
    Object.entries(locs).flatMap(([name, loc]): readonly JsonObject[] => {
      const own = { m, K, n: 0n, loc };
      const { says } = switches;
      // A single adjacent pair for two locations: nobody has far to go.
      if (says === "actual-rate" && name === "LOC2") return [];
      if (says === "slower" && name === "LOC2") return [];
      const named = says === "slower" ? {} : { mechanism: name };
      if (isRate(switches) && !made.includes(logarithm)) {
        return constants(budget, switches).flatMap((text) => {
          const n = firstBeyond({ ...own, C: Q.parseRational(text)! }, switches);
          return n === undefined ? [] : [{ ...named, ...gridText({ m, K, n }), C: text }];
        });
      }
      const n0 = loc.n0({ m: says === "growth" ? m + 1 : m, K, n: 0n });
      const further = says === "slower" && K === 1 ? [] : [10n * n0, 10n ** 5n * n0];
      return [n0, n0 + 1n, ...further].map((n) => ({ ...named, ...gridText({ m, K, n }) }));
    }),
  );
}

/** Section 4.2, last paragraph. `factor`, for near misses, scales the larger side. */
export const remarkLocRate = (made: readonly string[] = [], factor = Q.one): Claim<JsonObject> => {
  const isInside = ({ loc, m, K, n }: RateValues, { says }: Switches): boolean =>
    n > loc.n0({ m: says === "growth" ? m + 1 : m, K, n }) && !(made.includes(several) && K < 2);
  /** The same by the printed conditions. */
  const isInsideByHand = ({ loc, m, K, n }: RateValues, { says }: Switches): boolean => {
    const setting = loc.setting(big(says === "growth" ? m + 1 : m), K);
    const [c, { alternatives }] = [quotientOf(setting), setting];
    return isBeyond(n, { c, alternatives, second: secondBound(c, alternatives) }) && !(made.includes(several) && K < 2);
  };
  const scaled = (x: R.Real): R.Real => R.multiply(R.fromRational(factor), x);
  return numbersClaim<RateValues>({
    id: "nst/remark-loc-rate",
    mechanism: "nst/loc1",
    place: "Section 4.2, after Corollary 5",
    statement:
      "The errors of both mechanisms converge to 0 at a rate proportional to 1/√n, and grow with the grid size m; that of LOC2 at a substantially slower rate.",
    hypotheses: ["n > n0, with the n0 of Section 3.3", ...made],
    readings: readingsOf({ says: ["rate", "actual-rate", "growth", "slower"] }),
    switchMeanings: {
      rate: "β is at most C/√n for some C: asked at given C",
      "actual-rate": "so is the error of LOC1 where everybody is at 0: asked at given C",
      growth: "β is larger at m + 1 than at m, for both mechanisms",
      slower: "β of LOC1 is at least √(m/2) times that of LOC2, for all K",
    },
    cases: (budget, switches) => casesAt(budget, switches, made),
    describe: (budget, switches) =>
      isRate(switches) && !made.includes(logarithm)
        ? `${grids[budget].length} grids (m, K), C = ${constants(budget, switches).join(", ")}, each at the first n > n0 beyond it, where one is below 10^10`
        : `${grids[budget].length} grids (m, K), n = n0, n0 + 1${switches.says === "slower" ? ", for K > 1 also" : ","} 10·n0, 10^5·n0${made.map((change) => `; ${change}`).join("")}`,
    argument: (switches) => {
      if (isRate(switches)) return made.includes(logarithm) ? proofs[switches.says!] : rateProof;
      return switches.says === "slower" && !made.includes(several) ? undefined : proofs[switches.says!];
    },
    read(choices, switches) {
      const { mechanism, C, ...rest } = choices;
      const isSlower = switches.says === "slower";
      const asks = isRate(switches) && !made.includes(logarithm);
      readObject(choices, "choices", {
        required: ["m", "K", "n", ...(isSlower ? [] : ["mechanism"]), ...(asks ? ["C"] : [])],
      });
      const loc = isSlower ? firstLoc : locs[readChoice(mechanism, "choices.mechanism", Object.keys(locs))]!;
      const numbers = readGridNumbers(rest);
      if (switches.says === "actual-rate") checkPlacings(numbers);
      return { ...numbers, loc, ...(asks && { C: readPositive(C, "choices.C") }) };
    },
    corners: {
      "one facility": ({ K }) => K === 1,
      "several facilities": ({ K }) => K > 1,
      "two locations": ({ m }) => m === 1,
    },
    decide(values, switches) {
      if (!isInside(values, switches)) return { isInside: false, holds: undefined };
      const { small, large } = sidesAt(values, switches, made);
      const sign = R.compareReals(small, scaled(large));
      return { isInside: true, holds: sign === undefined ? undefined : sign <= 0 };
    },
    sides(values, _, switches): RealSides {
      const { small, large } = sidesByHand(values, switches, made);
      return {
        isInside: isInsideByHand(values, switches),
        left: small,
        right: scaled(large),
        isStrict: switches.says === "growth",
        inequality: inequalities[switches.says!]!,
        explanation: `m = ${values.m}, K = ${values.K}, n = ${values.n}${values.C ? "; the same for every C: see the argument" : ""}`,
      };
    },
    evidence: (budget, { says }) => (says === "slower" ? growths(budget) : {}),
    repairs: [
      {
        statement: "The errors are at most C·√(ln n/n), with C² = 36·d/(p̃γ)·(1 + max{0, ln(p̃γ|S|/d)}).",
        changes: [logarithm],
        claim: (changes) => remarkLocRate(changes, factor),
        of: ["rate", "actual-rate"],
      },
      {
        statement: "For K ≥ 2, β of LOC1 is at least √(m/2) times that of LOC2.",
        changes: [several],
        claim: (changes) => remarkLocRate(changes, factor),
        of: ["slower"],
      },
    ],
  });
};

/** (β of LOC1/β of LOC2)² at n = 10^9, by m and K, beside A = (m + 1)^K/m, to which it tends as n grows. */
function growths(budget: Budget): JsonObject {
  const n = 10n ** 9n;
  return {
    "K = 1":
      "the square of the quotient is A/(1 + ln(A)/L) with A = 1 + 1/m: between 1 and 2, falling to 1, so that LOC2 is never worse but grows a little faster in m",
    "square of the quotient at n = 10^9": grids[budget].map(([m, K]) => {
      const at = { m, K, n };
      const square = R.divide(squareByHand(firstLoc, at), squareByHand(secondLoc, at));
      return { m, K, square: roughly(square), A: Q.printRational(Q.rational((big(m) + 1n) ** big(K), big(m))) };
    }),
  };
}
