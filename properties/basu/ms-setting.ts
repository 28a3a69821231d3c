import { beliefWeights, total } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import * as plain from "./plain.js";
import { indices, type WorkedWorld } from "./worked-world.js";

/** What bilateral trade with private information has and a common state has not: independent types, and private values. */
export type Setting = "independent" | "private";

/** Two signals, and for private values whose value it is. */
export const traderChoices = (setting: Setting): Choices<WorkedWorld> => ({
  signal: ({ environment }) => indices(environment.signals),
  report: ({ environment }) => indices(environment.signals),
  ...(setting === "private" && { utility: () => [0, 1] }),
});

/** Whether signals of two traders are independent; whether the other one's signal never changes a trader's value. */
export function traderStands({ environment }: WorkedWorld, setting: Setting): boolean {
  const all = indices(environment.signals);
  return all.every((x) =>
    all.every((y) => {
      const own = beliefWeights(environment, x);
      const both = own.map((weight, state) => Q.multiply(Q.rational(weight), environment.likelihood[state]![y]!));
      const mean = (weights: readonly Q.Rational[], row: readonly Q.Rational[]) =>
        Q.divide(weights.map((w, state) => Q.multiply(w, row[state]!)).reduce(Q.add), weights.reduce(Q.add));
      if (setting === "private") {
        const alone = own.map((weight) => Q.rational(weight));
        return environment.utilities.every((table) => Q.equals(mean(alone, table[0]!), mean(both, table[0]!)));
      }
      // Pr[y | x] = Pr[y].
      const given = Q.divide(both.reduce(Q.add), Q.rational(total(own)));
      return Q.equals(
        given,
        mean(
          environment.prior,
          environment.likelihood.map((row) => row[y]!),
        ),
      );
    }),
  );
}

/** The same in plain fractions. */
export function traderSides({ environment }: WorkedWorld, setting: Setting, chosen: JsonObject): WorstSides {
  const [x, y, utility] = [chosen.signal, chosen.report, chosen.utility] as number[];
  const count = (...told: number[]) => indices(environment.signals).map((s) => told.filter((t) => t === s).length);
  const value = (belief: readonly Q.Rational[]) =>
    belief.map((chance, state) => Q.multiply(chance, environment.utilities[utility!]![0]![state]!)).reduce(Q.add);
  const chance = (belief: readonly Q.Rational[]) =>
    belief.map((share, state) => Q.multiply(share, environment.likelihood[state]![y!]!)).reduce(Q.add);
  const [left, right] =
    setting === "private"
      ? [value(plain.posterior(environment, count(x!, y!))), value(plain.belief(environment, x!))]
      : [chance(plain.belief(environment, x!)), chance(environment.prior)];
  return {
    left,
    right,
    larger: "right",
    holds: Q.equals(left, right),
    inequality: setting === "private" ? "E[u_i(trade, ω) | x, y] = E[u_i(trade, ω) | x]" : "Pr[y | x] = Pr[y]",
    explanation: `a trader with the signal ${x}, the other one with ${y}`,
  };
}
