import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import {
  type BayesianEnvironment,
  likelihoods,
  likelihoodTotal,
  stateWeights,
  total,
} from "../../src/game/bayesian-environment.js";
import { readPositive } from "../../src/instance/input.js";
import * as Q from "../../src/number/rational.js";
import { countVectors, orders } from "../../src/probability/multinomial.js";
import { cite } from "../../src/verdict/citation.js";
import { canonical, type JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { posteriorInstance } from "./environments.js";
import { distinctRows, environmentCorners, isApart, rowMeanings } from "./event-claim.js";
import { apart, askedAt, equalRows } from "./event-environments.js";
import { alike, type GeometricTail, highestPosterior, oddsTail, settledFrom } from "./event-tail.js";
import { type EventWorld, eventWorld } from "./event-world.js";
import { posterior } from "./plain.js";
import { chanceThat } from "./plain-events.js";
import { remembered } from "./remembered.js";

/** Signals up to which the bound is compared with the exact probability. */
const horizons: Readonly<Record<Budget, number>> = { gate: 8, standard: 16, deep: 40 };

const levels: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["1/10"],
  standard: ["1/2", "1/10"],
  deep: ["1/2", "1/10", "1/1000"],
};

const statesOf = ({ prior }: BayesianEnvironment): readonly number[] => prior.map((_, state) => state);

/** Pr[π(x^n)(ω) ≤ 1 − η | ω], one a state. */
export function chancesFar(environment: BayesianEnvironment, n: number, level: Q.Rational): readonly Q.Rational[] {
  const far = environment.prior.map(() => 0n);
  for (const counts of countVectors(n, environment.signals)) {
    const weights = stateWeights(environment, counts);
    const most = total(weights) * (level.denominator - level.numerator);
    likelihoods(environment, counts).forEach((likelihood, state) => {
      if (weights[state]! * level.denominator <= most) far[state]! += orders(counts) * likelihood;
    });
  }
  return far.map((weight) => Q.rational(weight, likelihoodTotal(environment, n)));
}

/** The bound on it, geometric in n: π(ω) ≤ 1 − η iff the odds of all other states together are at least η/(1 − η). */
const tailOf = (environment: BayesianEnvironment, state: number, level: Q.Rational): GeometricTail =>
  oddsTail(
    environment,
    state,
    statesOf(environment).filter((other) => other !== state),
    Q.divide(level, Q.subtract(Q.one, level)),
    () => Q.one,
  );

const boundAt = ({ start, rate }: GeometricTail, n: number, factor: Q.Rational): Q.Rational =>
  Q.multiply(factor, Q.multiply(start, Q.integerPower(rate, BigInt(n))));

const known = remembered<boolean>();

/** Whether the bound holds up to the horizon and falls to 0; it holds for all n by Markov's inequality. */
function converges(environment: BayesianEnvironment, choices: JsonObject, factor: Q.Rational): boolean {
  if (!isApart(environment)) return false;
  const level = readPositive(choices.level, "choices.level");
  const tails = statesOf(environment).map((state) => tailOf(environment, state, level));
  return Array.from({ length: (choices.upTo as number) + 1 }, (_, n) => n).every((n) =>
    chancesFar(environment, n, level).every(
      (chance, state) => Q.compare(chance, boundAt(tails[state]!, n, factor)) <= 0,
    ),
  );
}

/** √x rounded upwards to 2^−40, by halving. */
function plainRootAbove(x: Q.Rational): Q.Rational {
  let [low, high] = [Q.zero, Q.maximum(x, Q.one)];
  for (let i = 0; i < 40; i++) {
    const middle = Q.multiply(Q.add(low, high), Q.rational(1n, 2n));
    if (Q.compare(Q.multiply(middle, middle), x) >= 0) high = middle;
    else low = middle;
  }
  return high;
}

function sidesAt({ environment }: EventWorld, choices: JsonObject, factor: Q.Rational): WorstSides {
  const state = choices.state as number;
  const { prior, likelihood } = environment;
  const row = likelihood[state]!;
  const same = likelihood.map((other) => other.every((chance, x) => Q.equals(chance, row[x]!)));
  if (same.filter(Boolean).length > 1) {
    const all = prior.filter((_, other) => same[other]).reduce(Q.add);
    return {
      left: Q.divide(prior[state]!, all),
      right: Q.one,
      larger: "left",
      inequality: "lim π(x^n)(ω) ≥ 1",
      explanation: `the odds of state ${state} and of another stay as they are, and its posterior at or below this, however many signals there are`,
    };
  }
  const level = readPositive(choices.level, "choices.level");
  const n = choices.n as number;
  const near = Q.subtract(Q.one, level);
  const bounds = prior.flatMap((chance, other) => {
    if (other === state) return [];
    const affinity = row.map((x, y) => plainRootAbove(Q.multiply(x, likelihood[other]![y]!))).reduce(Q.add);
    const start = plainRootAbove(Q.divide(Q.multiply(near, chance), Q.multiply(level, prior[state]!)));
    return [Q.multiply(start, Q.integerPower(affinity, BigInt(n)))];
  });
  return {
    left: chanceThat(environment, n, state, (counts) => Q.compare(posterior(environment, counts)[state]!, near) <= 0),
    right: Q.multiply(factor, bounds.reduce(Q.add, Q.zero)),
    larger: "right",
    inequality: "v^n(π(x^n)(ω) ≤ 1 − η | ω) ≤ Σ √((1 − η)π_0(ω′)/(η π_0(ω)))·BC(ω, ω′)^n",
    explanation: `n = ${n} signals, state ${state}, η = ${Q.printRational(level)}`,
  };
}

const readings = readingsOf({ convergence: ["almost-surely", "in-probability"], rows: ["distinct", "any"] });

const meanings = {
  "almost-surely": "v^∞(lim π(x^n)(ω) = 1 | ω) = 1",
  "in-probability": "v^n(π(x^n)(ω) > 1 − η | ω) → 1 for every η > 0",
  ...rowMeanings,
};

const proof =
  "All η and n: E[√(L_ω′/L_ω) | ω] = BC(ω, ω′)^n, so by Markov's inequality v^n(π(x^n)(ω) ≤ 1 − η | ω) is at most the bound, which is geometric as BC < 1 for different rows. ";

const proofs: Readonly<Record<string, string>> = {
  "almost-surely": `${proof}It is summable; by Borel and Cantelli π(x^n)(ω) ≤ 1 − η for finitely many n only, for η = 1, 1/2, 1/3, … at once.`,
  "in-probability": `${proof}It tends to 0.`,
};

/** Equation (3): the posterior on the true state tends to 1. In a test the bound is scaled. */
export function equation3(made: readonly string[] = [], factor = Q.one): Claim<Example> {
  const isAsked = ({ rows }: Switches) => rows === "distinct" || made.includes(distinctRows);
  return exampleClaim(eventWorld, {
    id: "basu/eq-3",
    citation: cite("basu", "Proof of Theorem 1, equation (3)"),
    statement: "For each ω: given ω, π(x^n)(ω) → 1 for almost every sequence of signals.",
    hypotheses: ["π_0 > 0, v > 0", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget, { rows }) =>
      [...new Set(askedAt(budget).map(([name]) => name))]
        .map((name) => apart[name]!)
        .concat(rows === "any" ? Object.values(equalRows) : [])
        .flatMap((numbers) =>
          levels[budget].map((level) => ({
            instance: posteriorInstance(numbers),
            choices: { level, upTo: horizons[budget] },
          })),
        ),
    describe: (budget, { rows }) =>
      `${new Set(askedAt(budget).map(([name]) => name)).size} environments with different likelihoods${rows === "any" ? ` and ${Object.keys(equalRows).length} with equal ones` : ""}, η = ${levels[budget].join(", ")}: the bound is compared with exact sums for n ≤ ${horizons[budget]}`,
    argument: (switches) =>
      isAsked(switches)
        ? proofs[switches.convergence!]
        : "Where v(·|ω) = v(·|ω′) the odds of the two states are those of the prior after all signals, so π(x^n)(ω) ≤ π_0(ω)/(π_0(ω) + π_0(ω′)) for every n.",
    corners: environmentCorners,
    decide: (world, choices, switches) => ({
      hypotheses: isAsked(switches) && !isApart(world.environment) ? "outside" : "inside",
      holds: known(world.environment, canonical([choices, Q.printRational(factor)]), () =>
        converges(world.environment, choices, factor),
      ),
    }),
    choices: () => ({
      state: ({ environment }: EventWorld) => [...statesOf(environment)],
      n: ({ environment }: EventWorld, { upTo = 8, state }: JsonObject) =>
        alike(environment, state as number).length > 1
          ? [0]
          : Array.from({ length: (upTo as number) + 1 }, (_, n) => n),
    }),
    completed: ["state", "n"],
    exhibit: ({ environment }, { instance, choices }) => ({
      instance,
      choices: isApart(environment)
        ? choices
        : { state: statesOf(environment).find((state) => alike(environment, state).length > 1)! },
    }),
    sides(world, choices, switches) {
      const found = sidesAt(world, choices, factor);
      return isAsked(switches) && !isApart(world.environment) ? { ...found, hypotheses: "outside" } : found;
    },
    evidence: (budget, switches) => evidence(budget, switches),
    ...(made.length === 0 && {
      repair: repairedBy({
        statement: "(3) where no two states have the same likelihoods.",
        changes: [distinctRows],
        of: ["almost-surely+any", "in-probability+any"],
        claim: (changes) => equation3(changes, factor),
      }) as never,
    }),
  });
}

/** From which n on the posterior is above 1 − η with probability at least 1 − η in every state, exactly and by the bound. */
function evidence(budget: Budget, { rows }: Switches): JsonObject {
  const level = Q.rational(1n, 10n);
  const names = ["guess of the state", ...(budget === "gate" ? [] : ["skewed signals", "three states"])];
  const settled = names.map((name): JsonObject => {
    const { environment } = eventWorld(posteriorInstance(apart[name]!));
    const tails = statesOf(environment).map((state) => tailOf(environment, state, level));
    const byBound = settledFrom(tails, level);
    const violating = Array.from({ length: byBound }, (_, n) => n).filter((n) =>
      chancesFar(environment, n, level).some((chance) => Q.compare(chance, level) > 0),
    );
    return { environment: name, from: (violating[violating.length - 1] ?? -1) + 1, byTheBound: byBound };
  });
  return {
    "probability at least 9/10 of a posterior above 9/10, for all n": settled,
    ...(rows === "any" && {
      highestPosterior: Object.entries(equalRows).map(([name, numbers]): JsonObject => {
        const { environment } = eventWorld(posteriorInstance(numbers));
        return {
          environment: name,
          states: statesOf(environment).map((state) => Q.printRational(highestPosterior(environment, state))),
        };
      }),
    }),
  };
}
