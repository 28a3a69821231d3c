import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { changesOf, changesSeen, comparedPoints, distance, modulus, stepsOf } from "./level-changes.js";
import { topsOf } from "./libraries.js";
import { libraryClaim } from "./library-claim.js";
import { alone, type Mixture, mixed, mixtureChoices, printMixture, readMixture, statesOf } from "./mixtures.js";
import { largestChange } from "./plain-levels.js";
import { limitOnTheWay } from "./segments.js";

const by1 = "hypothesis (1)";

const readings = readingsOf({ what: ["minimum", "upper", "lower"], hypothesis: ["under-1", "any-library"] });

const formulas = {
  minimum: "min E(λ; ω) = lim min E(λ'; ω)",
  upper: "lim min E(λ'; ω) >= min E(λ; ω)",
  lower: "min E(λ; ω) >= lim min E(λ'; ω)",
} as const;

/** Whether the level at a point and its limit on a way to the point are as they must be. */
const areJoined = (level: Q.Rational, limit: Q.Rational, { what }: Switches): boolean => {
  const sign = Q.compare(level, limit);
  return what === "minimum" ? sign === 0 : what === "upper" ? sign <= 0 : sign >= 0;
};

const proof =
  "All finite 𝒰 with (1): e(λ; ω) = max over b ≠ a and ω' of m/(d + m), with m the positive part of a linear function of λ, and d linear with d ≥ d_min > 0. As m/(d + m) − m'/(d' + m') = (m(d' − d) + d(m − m'))/((d + m)(d' + m')), it changes by at most (|d − d'| + |m − m'|)/d_min, and e by at most L times the distance Σ|λ(u) − λ'(u)|/2, with L as in the evidence. E is the interval [e, 1]: it is upper (lower) hemicontinuous iff e is lower (upper) semicontinuous. The theorem of the maximum is not needed.";

const jumps =
  "Not without (1): where alternatives are at par in ω the least level jumps, up to 1 where another state breaks the tie at every π(ω) < 1, and down to 0 where all mixed utilities are constant.";

/** λ ↦ E(λ; ω) is continuous; with another constant for near misses. */
export const continuousE = (made: readonly string[] = [], constant = modulus): Claim => {
  const needs1 = ({ hypothesis }: Switches) => hypothesis === "under-1" || made.includes(by1);
  const isOutside = ({ environment }: BayesianWorld, switches: Switches) =>
    needs1(switches) && topsOf(environment) === undefined;
  const boundAt = ({ environment }: BayesianWorld, state: number, apart: Q.Rational) =>
    Q.multiply(constant(environment, state, topsOf(environment)![state]!), apart);
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
    scope:
      "limits from both sides at every point of every edge of Δ(𝒰), and under (1) the modulus L between the proportions of up to two players",
    argument: (switches) => (needs1(switches) ? proof : jumps),
    decide(world, switches) {
      if (isOutside(world, switches)) return undefined;
      if (!stepsOf(world).every(({ level, limit }) => areJoined(level, limit, switches))) return false;
      return (
        !needs1(switches) ||
        changesOf(world).every(({ state, change, apart }) => Q.compare(change, boundAt(world, state, apart)) <= 0)
      );
    },
    choices: (switches) => ({
      compared: () => (needs1(switches) ? ["limit", "distance"] : ["limit"]),
      from: mixtureChoices("from", (world) => [...comparedPoints(world), ...stepsOf(world).map(({ from }) => from)]),
      towards: mixtureChoices("towards", ({ environment: { utilities } }) =>
        utilities.map((_, u) => alone(utilities.length, u)),
      ),
      state: (world) => statesOf(world),
    }),
    shown(world, switches) {
      const step = stepsOf(world).find(({ level, limit }) => !areJoined(level, limit, switches));
      if (!step) return {};
      const { from, towards, state } = step;
      return { compared: "limit", from: [...printMixture(from)], towards: [...printMixture(towards)], state };
    },
    sides(world, choices, switches) {
      const from = readMixture(choices.from, "choices.from", world);
      const towards = readMixture(choices.towards, "choices.towards", world);
      const state = choices.state as number;
      if (isOutside(world, switches)) return outside;
      return choices.compared === "distance"
        ? byDistance(world, state, [from, towards], boundAt)
        : byLimit(world, state, [from, towards], switches);
    },
    evidence: (budget) => ({ ...changesSeen(budget), ...constants }),
    repair: repairedBy({
      statement: "Under (1) both hold, and min E(λ; ω) is even Lipschitz in λ.",
      changes: [by1],
      of: readings.filter(({ switches }) => switches.hypothesis === "any-library").map(({ name }) => name),
      claim: (changes) => continuousE(changes, constant),
    }),
  });
};

const outside: WorstSides = {
  left: Q.zero,
  right: Q.zero,
  larger: "right",
  hypotheses: "outside",
  inequality: formulas.minimum,
  explanation: "(1) does not hold",
};

type Way = readonly [from: Mixture, towards: Mixture];

function byLimit(world: BayesianWorld, state: number, [from, towards]: Way, switches: Switches): WorstSides {
  const level = largestChange(mixed(world.environment, from), state);
  const limit = limitOnTheWay(world.environment, from, towards, state);
  const [left, right] = switches.what === "upper" ? [limit, level] : [level, limit];
  return {
    left,
    right,
    larger: "left",
    holds: areJoined(level, limit, switches),
    inequality: formulas[switches.what as keyof typeof formulas],
    explanation: `in state ${state} at λ = (${printMixture(from).join(", ")}) E is [${Q.printRational(level)}, 1]; λ' comes from (${printMixture(towards).join(", ")}), and E(λ'; ω) tends to [${Q.printRational(limit)}, 1]`,
  };
}

function byDistance(
  world: BayesianWorld,
  state: number,
  [from, towards]: Way,
  boundAt: (world: BayesianWorld, state: number, apart: Q.Rational) => Q.Rational,
): WorstSides {
  const [x, y] = [from, towards].map((mixture) => largestChange(mixed(world.environment, mixture), state));
  const change = Q.subtract(x!, y!);
  return {
    left: change.numerator < 0n ? Q.negate(change) : change,
    right: boundAt(world, state, distance(from, towards)),
    larger: "right",
    inequality: "|min E(λ; ω) − min E(λ'; ω)| <= L·Σ|λ(u) − λ'(u)|/2",
    explanation: `in state ${state} the levels are ${Q.printRational(x!)} and ${Q.printRational(y!)}`,
  };
}

const constants: JsonObject = {
  L: "max over b ≠ a, ω' ≠ ω of (max_u m − min_u m + max_u d − min_u d)/min_u d, where d = u(a, ω) − u(b, ω) and m = u(b, ω') − u(a, ω')",
  attained:
    "in the limit η, t → 0: d = 1 for both of two utilities, m = η and m = 1: between the first and the point at distance t from it the ratio is 1/((1 + η)(1 + η + (1 − η)t))",
};
