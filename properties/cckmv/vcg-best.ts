import type { Budget } from "../../src/claim/claim.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives } from "../../src/mechanisms/cckmv/alternatives.js";
import { noiseStep, typesUpToShift } from "../../src/mechanisms/cckmv/welfare.js";
import { integersWithLog } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { placesOf } from "../setting.js";
import { liesAt, manyAlternatives, type Others, reportsOf, twoAlternatives, vcgCases } from "./vcg-cases.js";
import { type Comparison, comparisonOf } from "./vcg-comparison.js";

/** A ratio whose supremum is sought, and what it is thought to be at e^{ε/(M|O|)} = base. */
export interface Sought {
  ratio<S>(comparison: Comparison<S>): readonly [S, S];
  constant(base: Q.Rational, environment: Alternatives): Q.Rational;
}

/** The largest ratio over every truth and lie beside some others, at e^{ε/(M|O|)} = base. */
function largestRatio(all: readonly Others[], base: bigint, { ratio }: Sought): Q.Rational {
  const R = integersWithLog(base, 1n);
  const step = noiseStep({ rate: Q.one }, all[0]!.environment);
  const places = placesOf(noisyVcgFormat, {
    step,
    reports: ({ environment }) => typesUpToShift(environment),
    gate: () => [],
  });
  let most = Q.zero;
  for (const c of vcgCases(all)) {
    const setting = places.over(R, places.ofCase(c));
    for (const lie of liesAt(setting)) {
      const [above, below] = ratio(comparisonOf(R, setting, lie, "S"));
      if (below !== 0n) most = Q.maximum(most, Q.rational(above, below));
    }
  }
  return most;
}

const bases = [2n, 5n] as const;
const spreads: Readonly<Record<Budget, readonly number[]>> = {
  gate: [0, 4],
  standard: [0, 2, 4, 8, 16],
  deep: [0, 2, 4, 8, 16, 32, 64],
};
const search: Readonly<Record<Budget, number>> = { gate: 0, standard: 1, deep: 4 };

/** What part of the constant is reached: as others' sums move apart for |O| = 2, and at most in a search for |O| = 3. */
export function bestRatios(budget: Budget, sought: Sought): JsonObject {
  const part = (all: readonly Others[], base: bigint): string =>
    Q.printRational(Q.divide(largestRatio(all, base, sought), sought.constant(Q.rational(base), all[0]!.environment)));
  const farApart = (maximum: number, spread: number): readonly Others[] =>
    twoAlternatives(maximum, spread).filter(({ sums }) => sums.every((sum) => sum === 0 || sum === spread));
  const far = bases.flatMap((base) =>
    [1, 2].map((maximum) => ({
      maximum,
      "e^(ε/(2M))": `${base}`,
      parts: spreads[budget].map((spread) => ({ apart: spread, part: part(farApart(maximum, spread), base) })),
    })),
  );
  const three = bases.map((base) => ({
    "e^(ε/3)": `${base}`,
    largestPart: part(
      manyAlternatives(3, 1, search[budget]).filter((at) => reportsOf(at).length <= search[budget]),
      base,
    ),
  }));
  return {
    "two alternatives, the part of the constant that is reached": far,
    [`three alternatives, M = 1, sums of the others up to ${search[budget]}`]: three,
  };
}
