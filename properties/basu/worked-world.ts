import { wholeCompliance } from "../../src/instance/basu-thresholds.js";
import { refuse } from "../../src/instance/input.js";
import { once } from "../../src/instance/once.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import { isApproximatelyTruthful } from "../../src/notions/approximate-incentives.js";
import { allGains, cellsByCounts, interimUtility, seatOf } from "../../src/notions/interim-incentives.js";
import { greatestWelfare, revenue, welfare } from "../../src/notions/revenue.js";
import { compareSum, compareSums, exactSum, type QuotientSum, signOfSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type BayesianWorld, bayesianWorld } from "./bayesian-world.js";
import * as plain from "./plain.js";
import { hasEqualRows } from "./value-world.js";

/** A world of the paper's examples, with what they ask of (σ*, q*). */
export interface WorkedWorld extends BayesianWorld {
  readonly slack: Q.Rational;
  /** The largest n at which some gain is above ε over all compositions: the least n_0 of Theorem 1. */
  leastThreshold(): number;
  /** Q(σ*, q*). */
  takenIn(): QuotientSum;
  /** E[Σ_i u_i(σ*(s), ω)]. */
  enjoyed(): QuotientSum;
  /** q*_u in plain fractions, for the checks; a test puts another price in its place. */
  readonly price: typeof plain.payment;
}

/** Thresholds by their instances, which several claims share. */
const known = new WeakMap<JsonObject, number>();

/** Reads an instance; its `tolerance` is ε > 0. Throws InputError. */
export function workedWorld(instance: JsonObject): WorkedWorld {
  const world = bayesianWorld(instance);
  const { environment, tie, slack } = world;
  if (slack === undefined || slack.numerator === 0n) {
    throw refuse("parameters.tolerance", "the claim speaks of an ε > 0; give a positive number");
  }
  return {
    ...world,
    slack,
    leastThreshold: () => {
      const found = known.get(instance) ?? wholeCompliance(environment, tie, [slack]).compliance[0]!.largestViolating;
      known.set(instance, found);
      return found;
    },
    takenIn: once(() => revenue(world.population(), world.mechanism())),
    enjoyed: once(() => welfare(world.population(), world.mechanism())),
    price: plain.payment,
  };
}

/** Whether Theorem 1's hypotheses on the environment hold: (1), and rows of v that differ. */
export const isOfTheorem = (world: BayesianWorld): boolean =>
  commonTop(world.environment) !== undefined && !hasEqualRows(world);

/** The utilities that somebody has. */
export const presentIn = (world: BayesianWorld): readonly number[] =>
  world.sizes().flatMap((size, u) => (size > 0 ? [u] : []));

export const indices = (size: number): readonly number[] => Array.from({ length: size }, (_, i) => i);

/** Whether no gain at the n of the instance is above ε. */
export const isTruthful = (world: WorkedWorld): boolean =>
  isApproximatelyTruthful(world.population(), world.mechanism(), world.slack);

/** Whether every interim payoff is at least 0. */
export function isIndividuallyRational(world: WorkedWorld): boolean {
  const at = world.population();
  const players = world.players();
  const cells = cellsByCounts(at, players, world.mechanism());
  return presentIn(world).every((u) =>
    indices(at.signals).every((x) => signOfSum(interimUtility(at, cells, players - 1, seatOf(u), x)) >= 0),
  );
}

/** Whether the revenue is the greatest welfare that any rule reaches, which bounds the revenue of whatever is individually rational. */
export const takesAll = (world: WorkedWorld): boolean =>
  compareSums(world.takenIn(), greatestWelfare(world.population())) === 0;

/** Whether −ε ≤ x ≤ ε. */
export const isWithin = (x: QuotientSum, slack: Q.Rational): boolean =>
  compareSum(x, slack) <= 0 && compareSum(x, Q.negate(slack)) >= 0;

/** A sum as a fraction. */
export const fractionOf = (sum: QuotientSum): Q.Rational => Q.fromQuotient(exactSum(sum));

/** The largest gain at the n of the instance; 0 where no lie gains anything. */
export const mostGained = (world: WorkedWorld): Q.Rational =>
  allGains(world.population(), world.mechanism()).map(fractionOf).reduce(Q.maximum, Q.zero);

const absolute = (x: Q.Rational): Q.Rational => Q.maximum(x, Q.negate(x));

export { absolute };

/** E[f(counts of all signals, alternative drawn, state)] under truth-telling in plain fractions. */
export function plainMean(
  world: BayesianWorld,
  f: (counts: readonly number[], alternative: number, state: number) => Q.Rational,
): Q.Rational {
  const { environment, tie } = world;
  const drawn = new Map<string, readonly number[]>();
  return plain.expectation(environment, world.players(), (counts, state) => {
    const best = drawn.get(counts.join()) ?? plain.optimum(environment, world.sizes(), counts, tie);
    drawn.set(counts.join(), best);
    return Q.divide(best.map((a) => f(counts, a, state)).reduce(Q.add), Q.rational(BigInt(best.length)));
  });
}

/** Σ_i of what each player has, by utility. */
export const plainSum = (world: BayesianWorld, of: (utility: number) => Q.Rational): Q.Rational =>
  world
    .sizes()
    .reduce((sum, size, u) => (size > 0 ? Q.add(sum, Q.multiply(Q.rational(BigInt(size)), of(u))) : sum), Q.zero);

/** Q(σ*, q*) in plain fractions. */
export const plainTakenIn = (world: WorkedWorld): Q.Rational =>
  plainMean(world, (counts, a) => plainSum(world, (u) => world.price(world.environment, counts, u, a)));
