import type { ReactionEnvironment, Types } from "../../src/game/reaction-environment.js";
import { withType } from "../../src/game/reaction-environment.js";
import { stepOf } from "../../src/mechanisms/nst/exponential.js";
import { bracketEpsilon } from "../../src/mechanisms/nst/thresholds.js";
import type { Enclosure } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { Level } from "./generic-lottery.js";
import { commitmentLoss, type Lie, type Part, utilitiesOf, type Values } from "./theorem-2-instance.js";

/** Whether truth is best against a lie in the generic mechanism: decided at ε* and q* themselves, for every lie. */

/** e^{ε*·step} and q* are enclosed within 2^−40; chances are rounded outwards to multiples of 2^−64. */
const bits = 40;
const unit = 1n << 64n;

const roundedDown = (numerator: bigint, denominator: bigint): Q.Rational =>
  Q.rational((numerator * unit) / denominator, unit);
const roundedUp = (numerator: bigint, denominator: bigint): Q.Rational =>
  Q.rational(-((-numerator * unit) / denominator) + 1n, unit);

/** What is announced: how many steps each alternative is above the worst, and its chance in the exponential part. */
interface Drawn {
  readonly steps: readonly bigint[];
  readonly chances: readonly Enclosure[];
}

function findDrawn({ environment }: Values, announced: Types, { bases }: Bounds): Drawn {
  const scores = Array.from({ length: environment.alternatives }, (_, s) => environment.score(announced, s));
  const least = scores.reduce((x, y) => (x < y ? x : y));
  const steps = scores.map((score) => score - least);
  const top = steps.reduce((x, y) => (x > y ? x : y));
  // Integer weights for either base; those of the smaller base over the sum of the larger are below each chance.
  const weightsFor = ({ numerator, denominator }: Q.Rational): Weights => ({
    weights: steps.map((step) => numerator ** step * denominator ** (top - step)),
    scale: denominator ** top,
  });
  const [low, high] = [weightsFor(bases.low), weightsFor(bases.high)];
  const [fewest, most] = [totalOf(low), totalOf(high)];
  return {
    steps,
    chances: steps.map((_, s) => ({
      low: roundedDown(low.weights[s]! * high.scale, most * low.scale),
      high: roundedUp(high.weights[s]! * low.scale, fewest * high.scale),
    })),
  };
}

interface Weights {
  readonly weights: readonly bigint[];
  readonly scale: bigint;
}

const totalOf = ({ weights }: Weights): bigint => weights.reduce((sum, weight) => sum + weight, 0n);

/** e^{ε*·step} and q* of a mechanism, and what was drawn by it so far. */
interface Bounds {
  readonly bases: Enclosure;
  readonly q: Enclosure;
  readonly drawn: Map<string, Drawn>;
}

const boundsAt = new WeakMap<Level, Bounds>();

/** Found once for each mechanism: its level is made for its instance. */
function boundsOf({ parameters, environment }: Values, level: Level): Bounds {
  const known = boundsAt.get(level);
  if (known) return known;
  const bases = bracketEpsilon(level.epsilon, stepOf(parameters, environment), bits);
  const found = { bases, q: R.enclosureOf(level.q, bits), drawn: new Map<string, Drawn>() };
  boundsAt.set(level, found);
  return found;
}

function drawn(values: Values, announced: Types, level: Level): Drawn {
  const bounds = boundsOf(values, level);
  const found = bounds.drawn.get(announced.join()) ?? findDrawn(values, announced, bounds);
  bounds.drawn.set(announced.join(), found);
  return found;
}

const freeUtility = (environment: ReactionEnvironment, types: Types, player: number, s: number): Q.Rational =>
  Q.rational(environment.utility(types, player, s, environment.selection(types, player, s)), environment.utilityGrid);

/** What a lie gains in the exponential part: Σ_s (Pr[s | lie] − Pr[s | truth])·u_i(t, s, r_i(t, s)); utilities are 0 at least. */
function freeGain(values: Values, level: Level, types: Types, { player, lie, announced }: Lie): Enclosure {
  const [truth, lied] = [drawn(values, announced, level), drawn(values, withType(announced, player, lie), level)];
  if (truth.steps.every((step, s) => step === lied.steps[s])) return { low: Q.zero, high: Q.zero };
  return truth.chances.reduce<Enclosure>(
    (sum, chance, s) => {
      const utility = freeUtility(values.environment, types, player, s);
      const worth = (x: Q.Rational, y: Q.Rational) => Q.multiply(Q.subtract(x, y), utility);
      return {
        low: Q.add(sum.low, worth(lied.chances[s]!.low, chance.high)),
        high: Q.add(sum.high, worth(lied.chances[s]!.high, chance.low)),
      };
    },
    { low: Q.zero, high: Q.zero },
  );
}

/** E[u | lie] − E[u | truth] = (1 − q*)·gain − q*·loss, between two rationals. */
function differenceBetween(values: Values, level: Level, types: Types, lie: Lie): Enclosure {
  const gain = freeGain(values, level, types, lie);
  const loss = commitmentLoss(values, types, lie);
  const { q } = boundsOf(values, level);
  const ends = [q.low, q.high].flatMap((share) =>
    [gain.low, gain.high].map((free) =>
      Q.subtract(Q.multiply(Q.subtract(Q.one, share), free), Q.multiply(share, loss)),
    ),
  );
  return { low: ends.reduce(Q.minimum), high: ends.reduce(Q.maximum) };
}

/** Whether truth is at least as good as a lie, and better in part b. Throws RangeError where no precision tells. */
export function isTruthBest(values: Values, level: Level, part: Part, types: Types, lie: Lie): boolean {
  const { low, high } = differenceBetween(values, level, types, lie);
  const most = high.numerator;
  if (most < 0n || (most === 0n && part === "a")) return true;
  if (low.numerator > 0n || (low.numerator === 0n && part === "b")) return false;
  const { left, right } = utilitiesOf(values, level, types, lie);
  return signOf(left, right) <= (part === "a" ? 0 : -1);
}

/** The sign of x − y. Throws RangeError where no precision tells. */
export function signOf(x: R.Real, y: R.Real): -1 | 0 | 1 {
  const sign = R.compareReals(x, y, 512);
  if (sign === undefined) throw new RangeError("the sides are too near to each other to be told apart");
  return sign;
}
