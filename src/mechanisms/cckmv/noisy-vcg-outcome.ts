import type { WithCoins } from "../../game/mechanism.js";
import { type Contest, gapMasses } from "../../probability/laplace-sums.js";
import { mapLaw } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { type Alternatives, everyType, type Utilities } from "./alternatives.js";
import { alternatives, choosing } from "./payment-information.js";
import {
  type NoisyValuesParameters,
  noiseStep,
  relativeTotals,
  typesForAndAgainst,
  utilitiesOf,
  type ValueReport,
} from "./welfare.js";

/**
 * Mechanism 7.1 that makes only o* public, where payments are made in private [CCKMV, Section 7, after Theorem 7.5]. The
 * payments themselves are those of Mechanism 7.1.
 */
export const noisyVcgOutcome: WithCoins<NoisyValuesParameters, Alternatives, ValueReport, number> = {
  id: "cckmv/noisy-vcg-outcome",
  citation: cite("cckmv", "Section 7, after Theorem 7.5"),
  summary: "VCG on sums of utilities with discrete Laplace noise; only the chosen alternative is public",
  step: noiseStep,
  reports: everyType,
  extremeReports: typesForAndAgainst,
  outcomes: alternatives,

  law(R, _parameters, environment, profile) {
    const contests = alternatives(environment).map((chosen) => choosing(environment, chosen));
    const { masses, total } = gapMasses(R, relativeTotals(environment, profile), contests);
    return { entries: masses.map(([weight], chosen) => ({ outcome: chosen, weight: weight! })), total };
  },

  coupled(R, _parameters, environment, rest, truth, lie) {
    const [u, v] = [utilitiesOf(environment, truth), utilitiesOf(environment, lie)];
    const pairs = alternatives(environment).flatMap((o) =>
      alternatives(environment).flatMap((p) => jointContests(u, v, o, p)),
    );
    const { masses, total } = gapMasses(
      R,
      relativeTotals(environment, rest),
      pairs.map(({ contest }) => contest),
    );
    const entries = pairs.map(({ pair }, i) => ({ outcome: pair, weight: masses[i]![0]! }));
    return mapLaw(
      R,
      { entries, total },
      (pair) => pair,
      ([o, p]) => o * environment.outcomes + p,
    );
  },
};

/** The least W_o − W_q with which o is preferred to q at the utilities u: ties go to the larger index. */
const leastGap = (u: Utilities, o: number, q: number): number => u[q]! - u[o]! + (q > o ? 1 : 0);

/**
 * The events that u chooses o and v chooses p: for o ≠ p one for each gap g = W_o − W_p, of which there are finitely many,
 * and then each other value has to lie far enough below W_o for both. The first mass of each contest is the event's.
 */
function jointContests(
  u: Utilities,
  v: Utilities,
  o: number,
  p: number,
): readonly { readonly pair: readonly [number, number]; readonly contest: Contest }[] {
  const [least, most] = o === p ? [0, 0] : [leastGap(u, o, p), -leastGap(v, p, o)];
  return Array.from({ length: Math.max(most - least + 1, 0) }, (_, i) => {
    const g = least + i;
    const gaps = u.map((__, q) => {
      const gap = Math.max(leastGap(u, o, q), g + leastGap(v, p, q));
      return q === p ? { from: g, to: g + 1 } : { from: gap, to: gap };
    });
    return { pair: [o, p] as const, contest: { leader: o, gaps } };
  });
}
