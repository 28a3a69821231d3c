import type { Budget } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { mainPopulation, meaningfulPopulation } from "../../src/mechanisms/nst/populations.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { bySets, facilityError, gridText, type Loc } from "./facility-numbers.js";
import { quotient, upTo } from "./grid-cases.js";
import { roughly } from "./setting-cases.js";

const big = (n: number): bigint => BigInt(n);

/** Where everybody is: at one location, at the two ends, everywhere. */
function profilesOf(m: number, n: number): readonly (readonly number[])[] {
  const at = (k: number) => upTo(m + 1).map((location) => (location === k ? n : 0));
  const ends = upTo(m + 1).map((k) => (k === 0 ? n - quotient(n, 2) : k === m ? quotient(n, 2) : 0));
  const each = quotient(n, m + 1);
  const everywhere = upTo(m + 1).map((k) => (k === 0 ? n - m * each : each));
  const found = [...upTo(m + 1).map(at), ends, everywhere];
  return [...new Map(found.map((counts) => [counts.join(), counts])).values()];
}

/** Every way to place players at two locations. */
const allAtTwo = (n: number): readonly (readonly number[])[] => upTo(n + 1).map((k) => [k, n - k]);

type Row = readonly [m: number, K: number, populations: readonly ("first" | "tenfold" | "large")[]];

const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [
    [1, 1, ["first"]],
    [1, 2, ["first"]],
    [2, 2, ["first", "large"]],
    [3, 1, ["first"]],
  ],
  standard: [
    [2, 1, ["first", "large"]],
    [3, 1, ["tenfold"]],
    [1, 2, ["tenfold", "large"]],
    [1, 3, ["first"]],
    [3, 2, ["first", "large"]],
    [2, 3, ["first"]],
  ],
  deep: [
    [4, 1, ["first", "tenfold"]],
    [4, 2, ["first", "large"]],
    [5, 2, ["first"]],
    [3, 3, ["first", "large"]],
  ],
};

const rowsAt = (budget: Budget): readonly Row[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

export function casesAt(loc: Loc, budget: Budget, { says }: Switches): readonly JsonObject[] {
  return rowsAt(budget)
    .flatMap(([m, K, populations]) =>
      populations.flatMap((population): readonly JsonObject[] => {
        const n0 = loc.n0({ m, K, n: 0n });
        // With one facility both utilities of far-away players are too near to each other for large n.
        if (says === "truthful" && K === 1 && population !== "first") return [];
        const n = population === "large" ? 100_000n * n0 : population === "tenfold" ? 10n * n0 : n0 + 1n;
        const text = gridText({ m, K, n });
        if (says === "parameters") return [text];
        const players = Number(n) - (says === "truthful" ? 1 : 0);
        const isListed = m === 1 && population === "first" && budget !== "gate";
        return (isListed ? allAtTwo(players) : profilesOf(m, players)).map((counts) => ({
          ...text,
          [says === "truthful" ? "others" : "players"]: [...counts],
        }));
      }),
    )
    .sort((x, y) => Number(x.m) - Number(y.m) || Number(x.K) - Number(y.K));
}

export const describeCases = (budget: Budget, { says }: Switches): string => {
  const grids = `${new Set(rowsAt(budget).map(([m, K]) => `${m},${K}`)).size} grids (m, K), n = n0 + 1, some also 10·n0 and 10^5·n0`;
  if (says === "parameters") return grids;
  return `${grids}; ${says === "truthful" ? "the others" : "all"} at one location, at the two ends, or everywhere${budget === "gate" ? "" : "; for m = 1 and n = n0 + 1 every profile"}${says === "truthful" ? "; every location and lie of the player" : ""}`;
};

/** Where β says anything, and the largest error of the profiles over β. */
export function measured(loc: Loc, budget: Budget): JsonObject {
  const grids = budget === "gate" ? [[2, 2]] : [[1, 1], [1, 2], [2, 2], [3, 2], [5, 2], [10, 2], [2, 3]]; // biome-ignore format: one line
  const populations = (budget === "gate" ? [4] : [4, 5, 6]).map((k) => 10n ** big(k));
  return {
    "n from which beta < 1": grids.map(([m, K]) => {
      const setting = loc.setting(big(m!), K!);
      return { m: m!, K: K!, n0: `${mainPopulation(setting).n0}`, n: `${meaningfulPopulation(setting).from}` };
    }),
    "largest error at m = 2, K = 2": populations.map((n) => {
      const numbers = { m: 2, K: 2, n };
      const found = profilesOf(2, Number(n)).map((counts) => ({
        counts,
        error: facilityError(bySets, loc, numbers, counts),
      }));
      const worst = found.reduce((x, y) => (R.compareReals(x.error, y.error) === -1 ? y : x));
      const { beta } = loc.generic(numbers);
      const { error, counts } = worst;
      return {
        n: `${n}`,
        counts: [...counts],
        error: roughly(error),
        beta: roughly(beta),
        ratio: roughly(R.divide(error, beta)),
      };
    }),
  };
}
