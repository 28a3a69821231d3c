import type { Profile } from "../../game/profile.js";
import type { Ring } from "../../number/ring.js";
import { type Contest, gapListCount, gapLists, gapMasses } from "../../probability/laplace-sums.js";
import type { Law } from "../../probability/law.js";
import type { Alternatives, Utilities } from "./alternatives.js";
import { alternatives, outcomeAt, type PublicOutcome } from "./payment-information.js";
import { relativeTotals, utilitiesOf, type ValueReport } from "./welfare.js";

/**
 * How far each W_o, the noisy sum of the reports of the others, lies below the largest one; at `reach` it may be further.
 */
export type RelativeProfile = readonly number[];

/** All reports of one player under the same coins, in Mechanism 7.1: what they lead to is a function of the profile. */
export interface AllReports<S> {
  /** The law of the relative profile. */
  readonly law: Law<RelativeProfile, S>;
  outcome(report: ValueReport, profile: RelativeProfile): PublicOutcome;
}

/**
 * Gaps from here on are all alike to the reports: an alternative o is then hidden and not chosen, as V_{o*} − V_o is at
 * least gap + min u − u_o − (|O|−1)/|O|, and that is more than M from M + 1 + u_o − min u on. For all reports 2M + 1.
 */
const reach = ({ maximum }: Alternatives, reports: readonly Utilities[] | undefined, o: number): number =>
  maximum +
  1 +
  (reports?.reduce((most, report) => Math.max(most, report[o]! - report.reduce((x, y) => Math.min(x, y))), 0) ??
    maximum);

/** One contest for each alternative that may be the first with the largest W_o. */
const contests = (environment: Alternatives, reports: readonly ValueReport[] | undefined): readonly Contest[] => {
  const types = reports?.map((report) => utilitiesOf(environment, report));
  return alternatives(environment).map((leader) => ({
    leader,
    gaps: alternatives(environment).map((o) => ({ from: o < leader ? 1 : 0, to: reach(environment, types, o) })),
  }));
};

/** How many relative profiles some reports, or all of them, tell apart. */
export const profileCount = (environment: Alternatives, reports?: readonly ValueReport[]): number =>
  contests(environment, reports).reduce((count, contest) => count + gapListCount(contest), 0);

/**
 * The coupled law of all reports of one player beside `rest`: the law of the relative profile of the others' noisy sums,
 * and the deterministic mechanism at each. With `reports`, of these reports only, which tell fewer profiles apart.
 */
export function coupledAll<S>(
  R: Ring<S>,
  environment: Alternatives,
  rest: Profile<ValueReport>,
  reports?: readonly ValueReport[],
): AllReports<S> {
  const split = contests(environment, reports);
  const { masses, total } = gapMasses(R, relativeTotals(environment, rest), split);
  const entries = split.flatMap((contest, i) =>
    gapLists(contest).map((profile, j) => ({ outcome: profile, weight: masses[i]![j]! })),
  );
  return {
    law: { entries, total },
    outcome(report, profile) {
      const utilities = utilitiesOf(environment, report);
      return outcomeAt(
        environment,
        profile.map((gap, o) => utilities[o]! - gap),
      );
    },
  };
}
