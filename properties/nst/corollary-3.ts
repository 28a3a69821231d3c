import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { type GenericSetting, uniformSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { mainPopulation } from "../../src/mechanisms/nst/populations.js";
import { epsilonStar, isLemma3Population, qStar, theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { RealSides } from "./numbers-claim.js";
import { isBeyond, quotientOf, secondBound } from "./printed-n0.js";
import { roughly, uniformCase } from "./setting-cases.js";
import { type SettingCase, type SettingValues, settingClaim } from "./setting-claim.js";

const ofGrid = "N0 may depend on m";

/** D, N and m: d = D, n = ND, γ = 1/m, |S| = m + 1. */
interface Cohorts {
  readonly D: bigint;
  readonly N: bigint;
  readonly m: bigint;
}

const settingOf = ({ D, m }: Omit<Cohorts, "N">): GenericSetting =>
  uniformSetting(Q.rational(D), Q.rational(1n, m), m + 1n);

/** D, N and m of a setting; undefined where it is none of Section 4.1. */
function cohortsOf({ setting: { d, gamma, alternatives }, n }: SettingValues): Cohorts | undefined {
  const [N, m] = [Q.divide(Q.rational(n), d), Q.divide(Q.one, gamma)];
  const isCohorts = [d, N, m].every(Q.isInteger) && alternatives === m.numerator + 1n;
  return isCohorts ? { D: d.numerator, N: N.numerator, m: m.numerator } : undefined;
}

const one = R.fromInteger(1n);
const integer = (n: bigint): R.Real => R.fromInteger(n);
const quotient = (p: bigint, q: bigint): R.Real => R.fromRational(Q.rational(p, q));

/** C·√(m²/N·ln(N/m)) with C² = 72, or another square for near misses. */
const rateAt = ({ N, m }: Cohorts, square: Q.Rational): R.Real =>
  R.sqrt(R.multiply(R.multiply(R.fromRational(square), quotient(m * m, N)), R.ln(quotient(N, m))));

type Row = readonly [D: bigint, m: bigint];
const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [[1n, 1n], [1n, 4n], [2n, 7n]],
  standard: [[3n, 10n], [10n, 4n], [1n, 100n], [100n, 20n]],
  deep: [[1n, 2n], [7n, 50n], [1000n, 4n], [2n, 1000n]],
}; // biome-ignore format: one line a budget

const rowsAt = (budget: Budget): readonly Row[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

/** The least N with ND > n0. */
const leastCohorts = (setting: GenericSetting): bigint => mainPopulation(setting).n0 / setting.d.numerator + 1n;

const caseOf = (cohorts: Cohorts): SettingCase => uniformCase(settingOf(cohorts), cohorts.N * cohorts.D);

/** N from just above n0/D on, for each D and m. */
const standing = (budget: Budget): readonly SettingCase[] =>
  rowsAt(budget).flatMap(([D, m]) => {
    const least = leastCohorts(settingOf({ D, m }));
    return [least - 1n, least, least + 1n, 3n * least, 1000n * least].map((N) => caseOf({ D, m, N }));
  });

const candidates: Readonly<Record<Budget, readonly bigint[]>> = {
  gate: [10n, 100n],
  standard: [10n, 100n, 10n ** 6n],
  deep: [10n, 100n, 10n ** 6n, 10n ** 12n],
};

/** For any N0 a grid with m = ⌈N/4⌉ steps at N = N0 + 1: M_dg is not defined there, though the bound and ε* have values. */
const falling = (budget: Budget): readonly SettingCase[] =>
  candidates[budget].flatMap((N0) =>
    [...new Set(rowsAt(budget).map(([D]) => D))].map((D) => {
      const N = N0 + 1n;
      return { ...caseOf({ D, N, m: (N + 3n) / 4n }), N0: `${N0}` };
    }),
  );

/** The least N from which the bound is below 1, as it stays: (72m²/N)·ln(N/m) falls from N = e·m on. */
function firstTelling(m: bigint): bigint {
  const isBelow = (N: bigint) => R.compareReals(rateAt({ D: 1n, N, m }, Q.rational(72n)), one) === -1;
  let [above, below] = [3n * m, 6n * m];
  while (!isBelow(below)) [above, below] = [below, 2n * below];
  while (below - above > 1n) {
    const middle = (above + below) / 2n;
    if (isBelow(middle)) below = middle;
    else above = middle;
  }
  return below;
}

/** N around the first at which the bound is below 1, and from just above m on, for each D and m. */
const telling = (budget: Budget): readonly SettingCase[] =>
  rowsAt(budget).flatMap(([D, m]) => {
    const first = firstTelling(m);
    return [m + 1n, first - 1n, first, first + 1n, 3n * first, 1000n * first].map((N) => caseOf({ D, m, N }));
  });

const isTelling = ({ N0 }: Switches): boolean => N0 === "none";

/** What a reading asks of N, by either route. */
interface Asked {
  readonly beyond: () => boolean;
  readonly isBelowOne: (cohorts: Cohorts) => boolean;
}

/** Corollary 3, by Corollary 2 with the constant C; `square` is C² = 72, others are controls. */
export function corollary3(made: readonly string[] = [], square = Q.rational(72n)): Claim<SettingCase> {
  const dependsOnGrid = ({ N0 }: Switches): boolean => N0 === "grid" || made.includes(ofGrid);
  const isAlone = (switches: Switches): boolean => !dependsOnGrid(switches) && !isTelling(switches);
  // That of Lemma 3 is only enough for the error: where the mechanism is not defined the claim falls, elsewhere it need not.
  const isSpoken = (part: string, switches: Switches): boolean => part === "q" || !isAlone(switches);
  const isInside = (values: SettingValues, switches: Switches, asked: Asked): boolean => {
    const cohorts = cohortsOf(values);
    if (!cohorts) return false;
    if (dependsOnGrid(switches)) return asked.beyond();
    if (isTelling(switches)) return cohorts.N > cohorts.m && asked.isBelowOne(cohorts);
    return cohorts.N > 2n * cohorts.m && Q.compare(Q.rational(cohorts.N), values.own.N0!) > 0;
  };
  return settingClaim({
    id: "nst/corollary-3",
    place: "Corollary 3",
    statement:
      "For any D there exists some N0 such that for all N > N0 the mechanism M_dg O(√((m²/N)·ln(N/m)))-implements F in ex-post Nash equilibrium: it is defined, truthful by Theorem 1, and its error is at most C·√((m²/N)·ln(N/m)), with C = 6·√2.",
    hypotheses: ["M_dg as in Corollary 2 with d = D, n = ND, γ = 1/m, |S| = m + 1", "N > N0"],
    readings: readingsOf({ N0: ["alone", "grid", "none"] }),
    switchMeanings: {
      alone:
        "N0 depends on D alone, as printed, and serves all grids with 2m < N, where the logarithms of the bound and of ε* are positive: asked at given N0",
      grid: "N0 depends on D and m: ND > n0 of Theorem 2",
      none: "no N0: asked of all D, m and N > m for which the bound is below 1; elsewhere it says nothing of revenues in [0, 1]",
    },
    isUniform: true,
    own: (switches) => (isAlone(switches) ? ["N0"] : []),
    cases: (budget, switches) =>
      dependsOnGrid(switches) ? standing(budget) : isTelling(switches) ? telling(budget) : falling(budget),
    describe: (budget, switches) =>
      dependsOnGrid(switches) || isTelling(switches)
        ? `(D, m) = ${rowsAt(budget)
            .map((row) => `(${row.join(", ")})`)
            .join(
              ", ",
            )}, with the N around ${isTelling(switches) ? "the first for which the bound is below 1" : "n0/D"}, 3 times and 1000 times that`
        : `N0 = ${candidates[budget].join(", ")}, N = N0 + 1 and m = ⌈N/4⌉, for the same D`,
    argument: (switches) =>
      dependsOnGrid(switches)
        ? "All D, m, N with ND > n0: Theorem 2 gives the error β = 6·√(m(m+1)/N)·√ln(N/(2m)), and m(m+1) ≤ 2m², ln(N/(2m)) < ln(N/m). The true gap is above 2/m, which makes q·p̃·γ ≥ 2ε hold the more. D is in β by n = ND alone, and cancels."
        : isTelling(switches)
          ? "All D, m and N > m with (72m²/N)·ln(N/m) < 1: N ≤ 2m would give 36m·ln(1 + 1/m) < 1, but that is at least 36m/(m + 1); so N > 2m, and N > 72m²·ln 2. Hence q*² = (4m(m+1)/N)·ln(N/(2m)) < 8/72, (N(m+1)/(4m))·ln(N/(2m)) > e² as N > 49m², and β is below the bound as in the other reading."
          : "Every N0: N = max{N0, 8} + 1 and m = ⌈N/4⌉ ≥ 3 has 2m < N and q*² = (4m(m+1)/N)·ln(N/(2m)) ≥ (m + 1)·ln(2 − 3/(2m)) ≥ 1, so that no mechanism is defined, and a finer grid never breaks the hypotheses on the prices. The bound is above 1 there: see the reading without N0.",
    parts: ["q", "Lemma 3", "rate"],
    corners: {
      "D above 1": ({ setting }) => Q.compare(setting.d, Q.one) > 0,
      "D = 1": ({ setting }) => Q.equals(setting.d, Q.one),
      "m above 2": ({ setting }) => setting.alternatives > 3n,
    },
    decide(values, part, switches) {
      const { setting, n } = values;
      if (!isSpoken(part, switches)) return { isInside: false, holds: true };
      const cohorts = cohortsOf(values);
      const inside = isInside(values, switches, {
        beyond: () => n > mainPopulation(setting).n0,
        isBelowOne: (at) => R.compareReals(rateAt(at, square), one) === -1,
      });
      if (!cohorts || !inside) return { isInside: false, holds: true };
      const [epsilon, q, beta] = [epsilonStar(setting, n), qStar(setting, n), theorem2Beta(setting, n)];
      if (!epsilon || !q || !beta) return { isInside: true, holds: false };
      if (part === "Lemma 3") {
        return { isInside: true, holds: isLemma3Population(n, setting.d, setting.alternatives, epsilon) };
      }
      const sign = part === "q" ? R.compareReals(q, one) : R.compareReals(beta, rateAt(cohorts, square));
      return { isInside: true, holds: sign === undefined ? undefined : sign < 0 };
    },
    sides(values, part, switches) {
      const c = quotientOf(values.setting);
      const { alternatives } = values.setting;
      const inside = isInside(values, switches, {
        beyond: () => isBeyond(values.n, { c, alternatives, second: secondBound(c, alternatives) }),
        isBelowOne: ({ N, m }) =>
          R.compareReals(R.multiply(R.fromRational(Q.multiply(square, Q.rational(m * m))), R.ln(quotient(N, m))), integer(N)) === -1, // biome-ignore format: one line
      });
      const cohorts = cohortsOf(values);
      const found = cohorts && inside && isSpoken(part, switches) ? sidesAt(cohorts, part, square) : undefined;
      if (found) {
        const explanation = `${found.explanation}${isAlone(switches) ? "; the same for every N0: see the argument" : ""}`;
        return { ...found, explanation, isInside: true };
      }
      return { isInside: false, left: one, right: one, isStrict: false, inequality: "", explanation: "" };
    },
    evidence: (budget) => measured(budget),
    ...(made.length === 0 && {
      repair: {
        statement:
          "For any D and m there exists some N0 such that for all N > N0 the mechanism M_dg 6·√2·√((m²/N)·ln(N/m))-implements F in ex-post Nash equilibrium: N0 = n0/D with the n0 of Theorem 2.",
        changes: [ofGrid],
        of: ["alone"],
        claim: (changes) => corollary3(changes, square),
      },
    }),
  });
}

/** The three inequalities in m and N alone. */
function sidesAt(cohorts: Cohorts, part: string, square: Q.Rational): Omit<RealSides, "isInside"> {
  const { D, N, m } = cohorts;
  const explanation = `D = ${D}, N = ${N}, m = ${m}`;
  if (N <= 2n * m) {
    const inequality = "2m < N, without which ln(N/(2m)) has no root";
    return { left: integer(2n * m), right: integer(N), isStrict: true, inequality, explanation };
  }
  const log = R.ln(quotient(N, 2n * m));
  const times = (factor: R.Real) => R.multiply(factor, log);
  if (part === "q") {
    const inequality = "(4m(m+1)/N)·ln(N/(2m)) < 1, which is q*² < 1";
    return { left: times(quotient(4n * m * (m + 1n), N)), right: one, isStrict: true, inequality, explanation };
  }
  if (part === "Lemma 3") {
    return {
      left: R.multiply(R.euler, R.euler),
      right: times(quotient(N * (m + 1n), 4n * m)),
      isStrict: true,
      inequality: "e² < (N(m+1)/(4m))·ln(N/(2m)), which is n > 2ed/(ε*|S|)",
      explanation,
    };
  }
  return {
    left: R.sqrt(times(quotient(36n * m * (m + 1n), N))),
    right: rateAt(cohorts, square),
    isStrict: true,
    inequality: "β = 6·√(m(m+1)/N)·√ln(N/(2m)) < C·√((m²/N)·ln(N/m))",
    explanation,
  };
}

/** The least N, and β over the rate as N grows. */
function measured(budget: Budget): JsonObject {
  return {
    C: "6·√2, attained in the limit N → ∞ at m = 1; as m → ∞ too, 6 is enough in the limit; for m ≥ 4, 6·√(5/4)",
    byDm: rowsAt(budget).map(([D, m]) => {
      const setting = settingOf({ D, m });
      const N = leastCohorts(setting);
      const beta = (cohorts: bigint) => theorem2Beta(setting, cohorts * D)!;
      return {
        D: `${D}`,
        m: `${m}`,
        leastN: `${N}`,
        betaThere: roughly(beta(N)),
        betaOverRate: roughly(R.divide(beta(1000n * N), rateAt({ D, m, N: 1000n * N }, Q.one))),
      };
    }),
  };
}
