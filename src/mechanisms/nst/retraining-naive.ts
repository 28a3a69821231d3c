import { cite } from "../../verdict/citation.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";
import type { RetrainingEnvironment } from "./retraining.js";

/** The pairs in the order in which the first of the best ones is chosen. */
export interface PairOrder {
  readonly order: readonly number[];
}

/** The first pair of the largest n·F. */
export function firstBest(order: readonly number[], scores: readonly bigint[]): number {
  const most = scores.reduce((x, y) => (x > y ? x : y));
  return order.find((s) => scores[s] === most)!;
}

/** The naive choice of Example 1: the pair of the largest total grade. */
export const retrainingNaive: ReactionMechanism<PairOrder, RetrainingEnvironment> = fromLottery<
  PairOrder,
  RetrainingEnvironment
>({
  id: "nst/retraining-naive",
  citation: cite("nst", "Example 1"),
  summary: "the pair of programs of the largest total grade",
  lottery(R, { order }, environment, announced) {
    const scores = Array.from({ length: environment.alternatives }, (_, s) => environment.score(announced, s));
    return { free: [{ alternative: firstBest(order, scores), weight: R.one }], imposed: [], total: R.one };
  },
});
