import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { readCount, readIndex, readList, readPositive } from "../../src/instance/input.js";
import * as Q from "../../src/number/rational.js";
import type { Counts } from "../../src/probability/multinomial.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { changeLines, lineBound, lineSquare } from "./influence-bounds.js";
import { mixed, mixtureChoices, printMixture, readMixture, statesOf } from "./mixtures.js";
import { beliefChange, chancesThat, isPivotal, type MovedCell, movedCells } from "./movement.js";
import { optimum, vectors } from "./plain.js";
import { chanceThat, isCertainPlainly, plus } from "./plain-events.js";
import { largestChange } from "./plain-levels.js";
import { beliefChangePlainly, isPivotalPlainly } from "./plain-movement.js";
import type { Conclusion } from "./probe-conclusion.js";
import { greatestLevel, levelAsked, mixturesToTry } from "./probe-world.js";
import { signalsOf } from "./seated-cases.js";
import type { ThresholdWorld } from "./theorem-1-world.js";

/** What the proof of Theorem 1 concludes on the way, the events apart. */

/** e < 1; where one number c is to do for all of 𝒰, e ≤ c. */
export const threshold: Conclusion = {
  says: "e < 1, by the definition of e; for infinitely many utilities e <= c with one c < 1 for all of them, asked at a given c",
  holds(world, _, asked) {
    const isGiven = asked.level !== undefined;
    const e = greatestLevel(world);
    return isGiven ? Q.compare(e, levelAsked(world, asked)) <= 0 : Q.compare(e, Q.one) < 0;
  },
  choices: () => ({
    mixture: mixtureChoices("mixture", mixturesToTry as never) as never,
    state: (world) => [...statesOf(world)],
  }),
  completed: ["mixture", "state"],
  sides(world, choices, asked) {
    const mixture = readMixture(choices.mixture, "choices.mixture", world);
    const state = choices.state as number;
    const left = largestChange(mixed(world.environment, mixture), state);
    const isGiven = asked.level !== undefined;
    const right = isGiven ? levelAsked(world, asked) : Q.one;
    return {
      left,
      right,
      larger: "right",
      holds: Q.compare(left, right) < (isGiven ? 1 : 0),
      inequality: isGiven ? "min E(λ; ω) <= c" : "min E(λ; ω) < 1",
      explanation: `at λ = (${printMixture(mixture).join(", ")}) in state ${state}: beliefs up to this on the state can change the best alternatives`,
    };
  },
};

/** A profile of the others that is in P_ω, and two reports after which the choices differ. */
interface Changed {
  readonly state: number;
  readonly x: Counts;
  readonly report: number;
  readonly lie: number;
}

function changedAbove(world: ThresholdWorld, level: Q.Rational): Changed | undefined {
  const isAbove = ({ after, totals }: MovedCell, state: number) =>
    after.every((weights, y) => weights[state]! * level.denominator > totals[y]! * level.numerator);
  for (const cell of movedCells(world.population(), world.mechanism())) {
    if (!isPivotal(cell)) continue;
    const state = statesOf(world).find((candidate) => isAbove(cell, candidate));
    if (state === undefined) continue;
    const named = cell.drawn.map((draws) => draws.map(({ alternative }) => alternative).join());
    return { state, x: cell.others, report: 0, lie: named.findIndex((name) => name !== named[0]) };
  }
  return undefined;
}

/** On P_ω no report changes the choice. */
export const sameChoice: Conclusion = {
  says: "where every report leaves more than e on one state none changes σ*; where e = 1 or 𝒰 is infinite, the same for one c < 1, asked at a given c",
  holds: (world, _, asked) => changedAbove(world, levelAsked(world, asked)) === undefined,
  exhibit(world, { instance, choices }, asked) {
    const { x, ...found } = changedAbove(world, levelAsked(world, asked))!;
    return { instance, choices: { ...choices, x: [...x], ...found } };
  },
  choices: () => ({
    state: (world) => [...statesOf(world)],
    x: (world, { x }) =>
      x === undefined ? vectors(world.players() - 1, world.environment.signals).map((counts) => [...counts]) : [x],
    report: ({ environment }) => [...signalsOf(environment)],
    lie: ({ environment }) => [...signalsOf(environment)],
  }),
  completed: ["state", "x", "report", "lie"],
  sides(world, choices, asked) {
    const { environment, tie } = world;
    const x = readList(choices.x, "choices.x", readCount);
    const state = readIndex(choices.state, "choices.state", environment.states, "state");
    const [own, other] = [choices.report, choices.lie].map((y) =>
      optimum(environment, world.sizes(), plus(x, y as number), tie),
    ) as [readonly number[], readonly number[]];
    const differ = [...own.filter((a) => !other.includes(a)), ...other.filter((a) => !own.includes(a))].length;
    const level = levelAsked(world, asked);
    return {
      left: Q.rational(BigInt(differ)),
      right: Q.zero,
      larger: "right",
      hypotheses: isCertainPlainly(environment, x, state, level) ? "inside" : "outside",
      inequality: "alternatives in one of σ*(x^n, y), σ*(x^n, z) and not in the other <= 0",
      explanation: `all posteriors on state ${state} are above ${Q.printRational(level)}; chosen: ${own.join(", ")} after report ${choices.report}, ${other.join(", ")} after ${choices.lie}`,
    };
  },
};

const readDelta = ({ delta }: JsonObject): Q.Rational => readPositive(delta, "choices.delta");

/** Pr[some report changes the choice, or the belief by at least δ | ω], one a state. */
export const chancesChanged = (world: ThresholdWorld, delta: Q.Rational): readonly Q.Rational[] => {
  const population = world.population();
  return chancesThat(population, movedCells(population, world.mechanism()), (cell) => {
    if (isPivotal(cell)) return true;
    const { size, over } = beliefChange(cell);
    return size * delta.denominator >= delta.numerator * over;
  });
};

/** n ≥ (bound·√n/δ)²: so many players are enough, whatever the prior, the utilities and who has them. */
export function unchangedFrom(environment: BayesianEnvironment, delta: Q.Rational): bigint {
  const { numerator, denominator } = Q.divide(
    lineSquare(environment, changeLines(environment, delta)),
    Q.multiply(delta, delta),
  );
  return -(-numerator / denominator) + (numerator % denominator === 0n ? 0n : 1n);
}

/** Both things of the proof at once: the choice stays, and the belief moves by less than δ. */
export const unchanged: Conclusion = {
  says: "for some n0 and all n >= n0, given each ω: with probability at least 1 − δ no report of a player changes σ*, nor the posterior by δ or more in l1",
  holds(world, choices, { n0 }) {
    const delta = readDelta(choices);
    const isMany = BigInt(world.players()) >= unchangedFrom(world.environment, delta);
    const chances = chancesChanged(world, delta);
    const bound = lineBound(world.environment, changeLines(world.environment, delta), world.players());
    if (n0 !== "none") {
      return chances.every((chance) => Q.compare(chance, bound) <= 0 && (!isMany || Q.compare(chance, delta) <= 0));
    }
    return chances.every((chance) => Q.compare(chance, delta) <= 0);
  },
  choices: () => ({ state: (world) => [...statesOf(world)] }),
  completed: ["state"],
  sides(world, choices, { n0 }, { scale }) {
    const { environment, tie } = world;
    const delta = readDelta(choices);
    const state = choices.state as number;
    const left = chanceThat(
      environment,
      world.players() - 1,
      state,
      (others) =>
        isPivotalPlainly(environment, world.sizes(), tie, others) ||
        Q.compare(beliefChangePlainly(environment, others), delta) >= 0,
    );
    if (n0 === "none") {
      return { left, right: delta, larger: "right", inequality: "Pr[changed | ω] <= δ", explanation: `state ${state}, n = ${world.players()}` }; // biome-ignore format: one line
    }
    const square = Q.multiply(Q.multiply(left, left), Q.rational(BigInt(world.players())));
    return {
      left: square,
      right: Q.multiply(scale, lineSquare(environment, changeLines(environment, delta))),
      larger: "right",
      inequality: "n·Pr[changed | ω]² <= ((X − 1)(K − 1)(A(A − 1) + 2/δ))²·8/(5·v_min), with 4/δ for X > 2",
      explanation: `state ${state}, n = ${world.players()}`,
    };
  },
};
