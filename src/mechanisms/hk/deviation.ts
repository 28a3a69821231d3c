import type { Profile } from "../../game/profile.js";
import type { Ring } from "../../number/ring.js";
import { type GibbsWeights, gibbsWeights } from "./gibbs-weights.js";
import { type Range, stepsOf, type ValueRow, welfareSteps } from "./range.js";

/** One player who may report the truth or a lie beside the others, outcome by outcome in steps of 1/grid. */
export interface Deviation {
  readonly grid: bigint;
  /** Σ_{k≠i} b_k(r). */
  readonly others: readonly number[];
  /** v_i(r). */
  readonly truth: readonly number[];
  /** b_i(r). */
  readonly lie: readonly number[];
  /** μ(r), not normalised; 1 everywhere where it is left out. */
  readonly prior?: readonly bigint[];
}

/** The deviation from `truth` to `lie` beside `rest`; the grid of the range must hold all values. */
export function deviationOf(range: Range, rest: Profile<ValueRow | null>, truth: ValueRow, lie: ValueRow): Deviation {
  const steps = (report: ValueRow): readonly number[] => report.map((value) => Number(stepsOf(value, range.grid)));
  return {
    grid: range.grid,
    others: welfareSteps(range, rest),
    truth: steps(truth),
    lie: steps(lie),
    ...(range.prior && { prior: range.prior.weights }),
  };
}

/** What a player may report in a deviation. */
export type Reported = "truth" | "lie";

/** The exponents of the outcomes where she reports the truth, the lie, or nothing at all. */
export const exponentsOf = (deviation: Deviation, report?: Reported): readonly number[] =>
  report === undefined ? deviation.others : deviation.others.map((k, r) => k + deviation[report][r]!);

/** The weights of the outcomes, likewise. */
export const drawn = <S>(R: Ring<S>, deviation: Deviation, report?: Reported): GibbsWeights<S> =>
  gibbsWeights(R, exponentsOf(deviation, report), deviation.prior);
