import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../situation-claim.js";
import type { WorstSides } from "../worst-choices.js";
import { type BayesianWorld, bayesianWorld } from "./bayesian-world.js";
import { inside } from "./environments.js";
import { levelAt, levelBeside } from "./levels.js";
import { libraries, libraryInstance } from "./libraries.js";
import { libraryClaim } from "./library-claim.js";
import {
  alone,
  type Mixture,
  mixed,
  mixtureChoices,
  printMixture,
  proportions,
  readMixture,
  statesOf,
} from "./mixtures.js";
import { largestChange } from "./plain-levels.js";
import { limitOnTheWay, turnsOnTheWay } from "./segments.js";

const by1 = "hypothesis (1)";

const readings = readingsOf({ what: ["minimum", "upper", "lower"], hypothesis: ["under-1", "any-library"] });

/** Whether the level at a point and its limit on a way to the point are as they must be. */
const areJoined = (level: Q.Rational, limit: Q.Rational, { what }: Switches): boolean => {
  const sign = Q.compare(level, limit);
  return what === "minimum" ? sign === 0 : what === "upper" ? sign <= 0 : sign >= 0;
};

const formulas = {
  minimum: "min E(λ; ω) = lim min E(λ'; ω)",
  upper: "lim min E(λ'; ω) >= min E(λ; ω)",
  lower: "min E(λ; ω) >= lim min E(λ'; ω)",
} as const;

/** Half the sum of the differences of the shares. */
export const distance = (x: Mixture, y: Mixture): Q.Rational =>
  x.reduce((sum, share, u) => Q.add(sum, Q.maximum(Q.zero, Q.subtract(share, y[u]!))), Q.zero);

/**
 * L with |e(λ; ω) − e(λ′; ω)| ≤ L·(distance of λ and λ′) under (1): the largest ratio, over b and ω′, of the range over 𝒰 of the lead of
 * b in ω′ plus that of its trail in ω to the least trail.
 */
export function modulus({ utilities, alternatives, states }: BayesianEnvironment, state: number): Q.Rational {
  const top = commonTopIn(utilities, state);
  const range = (of: (table: (typeof utilities)[number]) => Q.Rational): readonly [Q.Rational, Q.Rational] => {
    const values = utilities.map(of);
    return [values.reduce(Q.minimum), values.reduce(Q.maximum)];
  };
  let most = Q.zero;
  for (let b = 0; b < alternatives; b++) {
    for (let other = 0; other < states; other++) {
      if (b === top || other === state) continue;
      const [least, greatest] = range((table) => Q.subtract(table[top]![state]!, table[b]![state]!));
      const [low, high] = range((table) => Q.subtract(table[b]![other]!, table[top]![other]!));
      const ranges = Q.add(Q.subtract(high, low), Q.subtract(greatest, least));
      most = Q.maximum(most, Q.divide(ranges, least));
    }
  }
  return most;
}

/** The best alternative of the first utility, which is everybody's under (1). */
const commonTopIn = (utilities: BayesianEnvironment["utilities"], state: number): number =>
  utilities[0]!.reduce((best, row, a) => (Q.compare(row[state]!, utilities[0]![best]![state]!) > 0 ? a : best), 0);

/** Pairs of points: the ends of each edge of the simplex and the points on it where two alternatives are at par, towards both ends. */
function ways({ environment }: BayesianWorld): readonly (readonly [from: Mixture, to: Mixture])[] {
  const ends = environment.utilities.map((_, u) => alone(environment.utilities.length, u));
  return ends.flatMap((x, u) =>
    ends.slice(u + 1).flatMap((y) => {
      const inner = turnsOnTheWay(environment, x, y);
      return [
        [x, y],
        [y, x],
        ...inner.flatMap((point) => [
          [point, x],
          [point, y],
        ]),
      ] as [Mixture, Mixture][];
    }),
  );
}

const fewProportions = ({ environment: { utilities } }: BayesianWorld): readonly Mixture[] =>
  utilities.length === 1 ? [[Q.one]] : proportions(utilities.length, 2);

/** Whether the modulus bounds the changes between all pairs of some points. */
function isBounded(world: BayesianWorld): boolean {
  const points = fewProportions(world).map((mixture) => ({ mixture, table: mixed(world.environment, mixture) }));
  return statesOf(world).every((state) => {
    const L = modulus(world.environment, state);
    const levels = points.map(({ table }) => levelAt(table, state));
    return points.every(({ mixture: x }, i) =>
      points.every(({ mixture: y }, j) => {
        const change = Q.subtract(levels[i]!, levels[j]!);
        return Q.compare(change, Q.multiply(L, distance(x, y))) <= 0;
      }),
    );
  });
}

/** λ ↦ E(λ; ω) is continuous; with another formula for min E, for near misses. */
export const continuousE = (made: readonly string[] = [], formula = levelAt): Claim => {
  const needs1 = ({ hypothesis }: Switches) => hypothesis === "under-1" || made.includes(by1);
  const isOutside = ({ environment }: BayesianWorld, switches: Switches) =>
    needs1(switches) && commonTop(environment) === undefined;
  return libraryClaim({
    id: "basu/proof-E-continuous",
    place: "Proof of Theorem 1",
    statement:
      "For each ω the correspondence λ ↦ E(λ; ω) is upper and lower hemicontinuous, and λ ↦ min E(λ; ω) is continuous.",
    hypotheses: ["𝒰 finite", ...made],
    readings,
    switchMeanings: {
      minimum:
        "min E(λ; ω) is continuous in λ, which for the intervals [e', 1] is both kinds of hemicontinuity at once",
      upper: "E is upper hemicontinuous: min E is lower semicontinuous",
      lower: "E is lower hemicontinuous: min E is upper semicontinuous",
      "under-1": "hypothesis (1) holds, as in the proof",
      "any-library": "whatever 𝒰 is",
    },
    scope: "limits from both sides at every point of every edge of Δ(𝒰), and the modulus between the proportions of up to two players", // biome-ignore format: one line
    argument: (switches) =>
      needs1(switches)
        ? "All finite 𝒰 with (1): e(λ; ω) = max over b ≠ a and ω' of m/(d + m) with m the positive part of a linear function of λ, and d linear with d ≥ d_min > 0. As m/(d + m) − m'/(d' + m') = (m(d' − d) + d(m − m'))/((d + m)(d' + m')), it changes by at most (|d − d'| + |m − m'|)/d_min, and e by at most L times the distance Σ|λ(u) − λ'(u)|/2 with L as in the evidence. E is the interval [e, 1]: it is upper (lower) hemicontinuous iff e is lower (upper) semicontinuous. The theorem of the maximum is not needed."
        : "Not without (1): where alternatives are at par in ω the least level jumps, up to 1 where another state breaks the tie at every π(ω) < 1, and down to 0 where all players are indifferent.",
    decide(world, switches) {
      if (isOutside(world, switches)) return undefined;
      const isJoined = ways(world).every(([from, to]) => {
        const [table, towards] = [from, to].map((mixture) => mixed(world.environment, mixture));
        return statesOf(world).every((state) =>
          areJoined(formula(table!, state), levelBeside(table!, towards!, state), switches),
        );
      });
      return isJoined && (!needs1(switches) || isBounded(world));
    },
    choices: (switches) => ({
      compared: () => (needs1(switches) ? ["limit", "distance"] : ["limit"]),
      from: mixtureChoices("from", (world) => [...fewProportions(world), ...ways(world).map(([from]) => from)]),
      towards: mixtureChoices("towards", (world) =>
        world.environment.utilities.map((_, u) => alone(world.environment.utilities.length, u)),
      ),
      state: (world) => statesOf(world),
    }),
    sides(world, choices, switches) {
      const from = readMixture(choices.from, "choices.from", world);
      const to = readMixture(choices.towards, "choices.towards", world);
      const state = choices.state as number;
      const hypotheses = isOutside(world, switches) ? "outside" : "inside";
      const level = formula === levelAt ? largestChange(mixed(world.environment, from), state) : formula(mixed(world.environment, from), state); // biome-ignore format: one line
      if (choices.compared === "distance") {
        return { ...byDistance(world, state, [from, to], hypotheses), hypotheses };
      }
      const limit = limitOnTheWay(world.environment, from, to, state);
      return {
        left: switches.what === "upper" ? limit : level,
        right: switches.what === "upper" ? level : limit,
        larger: "left",
        holds: areJoined(level, limit, switches),
        hypotheses,
        inequality: formulas[switches.what as keyof typeof formulas],
        explanation: `in state ${state} at λ = (${printMixture(from).join(", ")}) E is [${Q.printRational(level)}, 1]; λ' comes from (${printMixture(to).join(", ")}), and there E tends to [${Q.printRational(limit)}, 1]`,
      };
    },
    evidence: (budget) => evidence(budget),
    repair: repairedBy({
      statement: "Under (1) both hold, and min E(λ; ω) is even Lipschitz in λ.",
      changes: [by1],
      of: readings.filter(({ switches }) => switches.hypothesis === "any-library").map(({ name }) => name),
      claim: (changes) => continuousE(changes, formula),
    }) as unknown as NonNullable<Claim["repair"]>,
  });
};

function byDistance(
  world: BayesianWorld,
  state: number,
  [from, to]: readonly [Mixture, Mixture],
  hypotheses: "inside" | "outside",
): WorstSides {
  const inequality = "|min E(λ; ω) − min E(λ'; ω)| <= L·Σ|λ(u) − λ'(u)|/2";
  if (hypotheses === "outside") {
    return { left: Q.zero, right: Q.zero, larger: "right", inequality, explanation: "(1) does not hold" };
  }
  const [x, y] = [from, to].map((mixture) => largestChange(mixed(world.environment, mixture), state));
  const L = modulus(world.environment, state);
  const change = Q.subtract(x!, y!);
  return {
    left: change.numerator < 0n ? Q.negate(change) : change,
    right: Q.multiply(L, distance(from, to)),
    larger: "right",
    inequality,
    explanation: `the levels in state ${state} are ${Q.printRational(x!)} and ${Q.printRational(y!)}, L = ${Q.printRational(L)}`,
  };
}

/** How near the modulus comes to being attained: in the listed libraries, and in the family that attains it in the limit. */
function evidence(budget: "gate" | "standard" | "deep"): JsonObject {
  let largest = Q.zero;
  let jumping = 0;
  for (const { instance } of [
    ...libraries(budget),
    { instance: libraryInstance(inside["two utilities with one top"]!.utilities) },
  ]) {
    const world = bayesianWorld(instance);
    if (commonTop(world.environment) === undefined) {
      const jumps = ways(world).some(([from, to]) => {
        const [table, towards] = [from, to].map((mixture) => mixed(world.environment, mixture));
        return statesOf(world).some((state) => !Q.equals(levelAt(table!, state), levelBeside(table!, towards!, state)));
      });
      if (jumps) jumping += 1;
      continue;
    }
    for (const state of statesOf(world)) {
      const L = modulus(world.environment, state);
      for (const x of fewProportions(world)) {
        for (const y of fewProportions(world)) {
          const bound = Q.multiply(L, distance(x, y));
          if (bound.numerator === 0n) continue;
          const change = Q.subtract(
            levelAt(mixed(world.environment, x), state),
            levelAt(mixed(world.environment, y), state),
          );
          largest = Q.maximum(largest, Q.divide(change, bound));
        }
      }
    }
  }
  return {
    L: "max over ω, b ≠ a, ω' ≠ ω of (max_u m − min_u m + max_u d − min_u d)/min_u d, where d = u(a, ω) − u(b, ω) and m = u(b, ω') − u(a, ω')", // biome-ignore format: one line
    "largest change over L·distance seen": Q.printRational(largest),
    "libraries without (1) in which min E jumps": jumping,
    attained:
      "in the limit: d = 1 for both of two utilities, m = 0 and 1; e = t/(1 + t) at distance t from the first, and L = 1",
  };
}
