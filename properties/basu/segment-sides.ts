import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { indices, type WorkedWorld } from "./worked-world.js";

/** (1 − share)·u(·, ω) + share·u′(·, ω) for two utilities of the library. */
const mixed = (
  { utilities }: BayesianEnvironment,
  { utility, second, share, state }: JsonObject,
): readonly Q.Rational[] => {
  const part = Q.parseRational(share as string)!;
  const [one, other] = [utilities[utility as number]!, utilities[second as number]!];
  return one.map((row, a) =>
    Q.add(Q.multiply(Q.subtract(Q.one, part), row[state as number]!), Q.multiply(part, other[a]![state as number]!)),
  );
};

/** The shares in [0, 1] at which some two alternatives are worth the same, and both ends. */
function shares({ utilities }: BayesianEnvironment, { utility, second, state }: JsonObject): readonly string[] {
  const rows = [utility, second].map((u) => utilities[u as number]!.map((row) => row[state as number]!));
  const crossings = rows[0]!.flatMap((_, a) =>
    indices(a).flatMap((b) => {
      const [first, other] = rows.map((row) => Q.subtract(row[a]!, row[b]!)) as [Q.Rational, Q.Rational];
      const run = Q.subtract(first, other);
      return run.numerator === 0n ? [] : [Q.divide(first, run)];
    }),
  );
  const inside = crossings.filter((share) => Q.compare(share, Q.zero) > 0 && Q.compare(share, Q.one) < 0);
  return [...new Set([Q.zero, Q.one, ...inside].map(Q.printRational))];
}

/**
 * Where hypothesis (1) may fail: at a mixture of two utilities. If it holds there, each utility has one best alternative, and any
 * two have the same one: else it would change between them, at a tie.
 */
export const mixtureChoices: Choices<WorkedWorld> = {
  utility: ({ environment }) => indices(environment.utilities.length),
  second: ({ environment }, { utility }) =>
    indices(environment.utilities.length).filter((u) => u >= (utility as number)),
  state: ({ environment }) => indices(environment.states),
  share: ({ environment }, chosen) => [...shares(environment, chosen)],
};

/** The value of the best alternative at a mixture, and of the next best one. */
export function mixtureSides({ environment }: WorkedWorld, chosen: JsonObject): WorstSides {
  const values = mixed(environment, chosen).toSorted((x, y) => Q.compare(y, x));
  const [best, next] = [values[0]!, values[1]];
  const { utility, second, share, state } = chosen;
  const mixture = utility === second ? `of utility ${utility} alone` : `with the share ${share} of utility ${second} and the rest of utility ${utility}`; // biome-ignore format: one line
  return {
    left: best,
    right: next ?? Q.subtract(best, Q.one),
    larger: "left",
    holds: next === undefined || Q.compare(best, next) > 0,
    inequality: "Σ_u λ(u)·u(a, ω) > Σ_u λ(u)·u(b, ω) for the best alternative a and every other b",
    explanation: next ? `state ${state}, the mixture ${mixture}: the best alternative and the next one` : "there is one alternative", // biome-ignore format: one line
  };
}
