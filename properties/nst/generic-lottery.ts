import type { ReactionEnvironment, Types } from "../../src/game/reaction-environment.js";
import { weightsOf } from "../../src/mechanisms/nst/commitment.js";
import { lotteryByScores, stepOf } from "../../src/mechanisms/nst/exponential.js";
import type { Generic } from "../../src/mechanisms/nst/generic.js";
import { bracketEpsilon } from "../../src/mechanisms/nst/thresholds.js";
import { objectiveOf, optimum } from "../../src/notions/gap.js";
import type { Enclosure } from "../../src/number/enclosure.js";
import { integers } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { enclosureOf, type Real } from "../../src/number/real.js";
import type { PlainTable } from "./plain-table.js";

/** The generic mechanism at its own ε* and q*: certified, by two routes. */
export interface Level {
  readonly epsilon: Real;
  readonly q: Real;
}

/** e^{ε*·step} and q* are enclosed within 2^−40: far narrower than the errors are from their bound. */
const bits = 40;

/**
 * max F − E[F] at a profile, between two rationals. E[F] of the exponential part lies between its values at two rational bases on
 * both sides of ε*, being monotone in ε.
 */
export function errorBetween(
  parameters: Generic,
  environment: ReactionEnvironment,
  types: Types,
  { epsilon, q }: Level,
): Enclosure {
  const scores = Array.from({ length: environment.alternatives }, (_, s) => environment.score(types, s));
  const bases = bracketEpsilon(epsilon, stepOf(parameters, environment), bits);
  // n·F counts in whole steps, so that the sums are integers.
  const free = ({ numerator, denominator }: Q.Rational): Q.Rational => {
    const lottery = lotteryByScores(integers(numerator, denominator), scores);
    const sum = lottery.free.reduce((most, { alternative, weight }) => most + scores[alternative]! * weight, 0n);
    const { numerator: top, denominator: bottom } = objectiveOf(environment, 1n);
    return Q.rational(top * sum, bottom * lottery.total);
  };
  const { weights, total } = weightsOf(parameters, environment);
  const imposed = Q.multiply(
    objectiveOf(
      environment,
      weights.reduce((sum, weight, s) => sum + weight * scores[s]!, 0n),
    ),
    Q.rational(1n, total),
  );
  const shares = enclosureOf(q, bits);
  const mixed = (value: Q.Rational, share: Q.Rational): Q.Rational =>
    Q.add(Q.multiply(Q.subtract(Q.one, share), value), Q.multiply(share, imposed));
  const [least, most] = [free(bases.low), free(bases.high)];
  const best = optimum(environment, types);
  return {
    low: Q.subtract(best, Q.maximum(mixed(most, shares.low), mixed(most, shares.high))),
    high: Q.subtract(best, Q.minimum(mixed(least, shares.low), mixed(least, shares.high))),
  };
}

/** The generic mechanism from the tables alone, in reals: weights e^{(ε/(2d))·n·F(announced, ·)} and P. */
export interface PlainMechanism extends Level {
  readonly d: Q.Rational;
  readonly P: readonly Q.Rational[];
}

const real = R.fromRational;
const sum = (terms: readonly Real[]): Real => terms.reduce(R.add, R.fromInteger(0n));

/** The weights at some announcements, over their sum: found once for a mechanism, as many lies share them. */
function plainWeights(table: PlainTable, { d, epsilon }: PlainMechanism, announced: Types): readonly Real[] {
  const known = weightsAt.get(epsilon) ?? new Map<string, readonly Real[]>();
  weightsAt.set(epsilon, known);
  const found = known.get(announced.join());
  if (found) return found;
  const n = Q.rational(BigInt(announced.length));
  const first = table.objective(announced, 0);
  const weights = Array.from({ length: table.alternatives }, (_, s) => {
    const score = Q.multiply(n, Q.subtract(table.objective(announced, s), first));
    return R.exp(R.multiply(real(Q.divide(score, Q.multiply(Q.rational(2n), d))), epsilon));
  });
  const total = sum(weights);
  const shares = weights.map((weight) => R.divide(weight, total));
  known.set(announced.join(), shares);
  return shares;
}

/** By ε*: each mechanism has its own. */
const weightsAt = new WeakMap<Real, Map<string, readonly Real[]>>();

/** (1 − q)·Σ e^{…}·free(s)/Σ e^{…} + q·Σ P(s)·imposed(s). */
export function plainExpectation(
  table: PlainTable,
  mechanism: PlainMechanism,
  announced: Types,
  worth: { readonly free: (s: number) => Q.Rational; readonly imposed: (s: number) => Q.Rational },
): Real {
  const { P, q } = mechanism;
  const chances = plainWeights(table, mechanism, announced);
  const free = sum(chances.map((chance, s) => R.multiply(chance, real(worth.free(s)))));
  const imposed = P.map((chance, s) => Q.multiply(chance, worth.imposed(s))).reduce(Q.add, Q.zero);
  return R.add(R.multiply(R.subtract(R.fromInteger(1n), q), free), R.multiply(q, real(imposed)));
}

/** What a player gets who is of her true type, when `announced` is announced. */
export const plainUtility = (
  table: PlainTable,
  mechanism: PlainMechanism,
  player: number,
  types: Types,
  announced: Types,
): Real =>
  plainExpectation(table, mechanism, announced, {
    free: (s) => table.utility(player, types, s, table.selected(player, types, s)),
    imposed: (s) => table.utility(player, types, s, table.selected(player, announced, s)),
  });
