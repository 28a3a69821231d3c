import { baseOf, type Epsilon, ringFor } from "../../src/instance/epsilon.js";
import { refuse } from "../../src/instance/input.js";
import { multiItemFigure } from "../../src/mechanisms/hk/multi-item-figure.js";
import * as Q from "../../src/number/rational.js";
import { range, whole } from "./size-claim.js";

/** How many agents want each item that somebody wants, in descending order: a profile up to names. */
export type Demand = readonly number[];

/** Every demand of n single-minded agents. */
export function demands(n: number, most = n): readonly Demand[] {
  if (n === 0) return [[]];
  const largest = n < most ? n : most;
  return range(0, largest - 1).flatMap((i) =>
    demands(n - largest + i, largest - i).map((rest) => [largest - i, ...rest]),
  );
}

/** How many of the n^n profiles have a demand: n!/Π c_j! ways to group the agents, and the items that the groups want. */
export function profileCount(n: number, demand: Demand): bigint {
  const groups = demand.reduce((ways, count) => ways / factorial(count), factorial(n));
  const items = factorial(n) / factorial(n - demand.length);
  const equal = [...new Set(demand)].map((count) => demand.filter((other) => other === count).length);
  return equal.reduce((ways, repeats) => ways / factorial(repeats), groups * items);
}

/** n!. */
export const factorial = (n: number): bigint => range(1, n).reduce((product, i) => product * BigInt(i), 1n);

/** What the exponential mechanism does at one demand. */
export interface Served {
  readonly demand: Demand;
  /** Pr of the demand if each agent wants a random item. */
  readonly chance: Q.Rational;
  /** The expected number of agents who get the item they want. */
  readonly welfare: Q.Rational;
  /** The expected number of agents who get another item, summed from their own chances. */
  readonly missed: Q.Rational;
}

const mostAgents = 10;
const half = Q.rational(1n, 2n);

/** The exponential mechanism for n single-minded agents at one ε, demand by demand. Throws InputError. */
export function servedByExponential(n: number, epsilon: Epsilon): readonly Served[] {
  if (n > mostAgents) throw refuse("instance.environment.agents", `must be at most ${mostAgents} for an ε`);
  const R = ringFor(epsilon, half, "choices.epsilon");
  return demands(n).map((demand) => {
    const wanted = demand.flatMap((count, item) => range(1, count).map(() => item));
    const rows = wanted.map((item) => range(0, n - 1).map((j) => (j === item ? Q.one : Q.zero)));
    const figure = multiItemFigure(R, 1n, rows);
    const chances = rows.map((row, agent) => {
      const { weights, total } = figure.itemOf(agent, row);
      return weights.map((weight) => Q.rational(weight, total));
    });
    return {
      demand,
      chance: Q.rational(profileCount(n, demand), BigInt(n) ** BigInt(n)),
      welfare: sum(chances.map((row, agent) => row[wanted[agent]!]!)),
      missed: sum(chances.flatMap((row, agent) => row.filter((_, j) => j !== wanted[agent]))),
    };
  });
}

const sum = (terms: readonly Q.Rational[]): Q.Rational => terms.reduce(Q.add, Q.zero);

/** The mean of a quantity over the random profiles. */
export const meanOf = (served: readonly Served[], quantity: "welfare" | "missed"): Q.Rational =>
  sum(served.map((at) => Q.multiply(at.chance, at[quantity])));

/** Whether the loss is at most slack·n at every single-minded profile: opt is the number of items that somebody wants. */
export function guarantee(n: number, served: readonly Served[], slack: Q.Rational): "inside" | "boundary" | "outside" {
  const signs = served.map(({ demand, welfare }) =>
    Q.compare(Q.subtract(whole(demand.length), welfare), Q.multiply(slack, whole(n))),
  );
  return signs.includes(1) ? "outside" : signs.includes(0) ? "boundary" : "inside";
}

/** e^ε. Throws InputError where it is irrational. */
export const expOf = (epsilon: Epsilon): Q.Rational => baseOf(epsilon, Q.one, "choices.epsilon");
