import type { Lottery } from "../../game/lottery.js";
import type { ReactionEnvironment, Types } from "../../game/reaction-environment.js";
import { divide, multiply, type Rational, rational } from "../../number/rational.js";
import { type Ring, safeInteger, sum } from "../../number/ring.js";
import { cite } from "../../verdict/citation.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";

/** The sensitivity d > 0 that the mechanism assumes of the objective. */
export interface Sensitivity {
  readonly d: Rational;
}

/** The step of the ring: n·F is a multiple of scoreUnit, and weights are e^{(ε/(2d))·n·F}. */
export const stepOf = ({ d }: Sensitivity, { scoreUnit }: Pick<ReactionEnvironment, "scoreUnit">): Rational =>
  divide(scoreUnit, multiply(rational(2n), d));

/** The exponential mechanism: s with probability proportional to exp((ε/(2d))·n·F(t, s)), all reactions allowed. */
export const exponentialLottery = <S>(R: Ring<S>, environment: ReactionEnvironment, announced: Types): Lottery<S> =>
  lotteryByScores(
    R,
    Array.from({ length: environment.alternatives }, (_, s) => environment.score(announced, s)),
  );

/** The same from the scores n·F(t, ·) alone. */
export function lotteryByScores<S>(R: Ring<S>, scores: readonly bigint[]): Lottery<S> {
  const least = scores.reduce((x, y) => (x < y ? x : y));
  const steps = scores.map((score) => safeInteger(score - least, "score"));
  const top = steps.reduce((x, y) => (x > y ? x : y));
  const free = steps.map((step, alternative) => ({ alternative, weight: R.power(step, top) }));
  return {
    free,
    imposed: [],
    total: sum(
      R,
      free.map(({ weight }) => weight),
    ),
  };
}

/** The exponential mechanism of McSherry and Talwar, M^{ε/(2d)} [NST, Section 3.1]: non-imposing. */
export const exponential: ReactionMechanism<Sensitivity> = fromLottery({
  id: "nst/exponential",
  citation: cite("nst", "Section 3.1"),
  summary: "an alternative drawn with weight exp((ε/(2d))·n·F)",
  step: stepOf,
  lottery: (R, _, environment, announced) => exponentialLottery(R, environment, announced),
});
