import type { Quotient, Ring } from "../../number/ring.js";
import { sum } from "../../number/ring.js";
import { type Contest, gapMasses } from "../../probability/laplace-sums.js";
import type { Alternatives, Utilities } from "./alternatives.js";
import { alternatives, choosing } from "./payment-information.js";

/** o* = chosen and |O|·P < parts: no revealed gap, counted in |O|-ths, is |O|·(u_{o*} − u_o) − parts or less. */
const payingLess = ({ outcomes }: Alternatives, report: Utilities, chosen: number, parts: number): Contest => ({
  leader: chosen,
  gaps: report.map((u, o) => {
    const least = outcomes * (report[chosen]! - u) - parts + 1 + o - chosen;
    const gap = Math.max(ceilingOfQuotient(least, outcomes), o < chosen ? 0 : 1);
    return { from: gap, to: gap };
  }),
});

const ceilingOfQuotient = (x: number, y: number): number => -Number(floored(BigInt(-x), BigInt(y)));
const floored = (x: bigint, y: bigint): bigint => (x >= 0n ? x / y : -((y - 1n - x) / y));

/** The largest |O|·P that a report can lead to when `chosen` is chosen. */
const mostParts = ({ outcomes }: Alternatives, report: Utilities, chosen: number): number =>
  report.reduce((most, u) => Math.max(most, outcomes * (report[chosen]! - u)), 0);

/** How many sums over the noise `expectedPayment` takes. */
export const expectedPaymentSums = (environment: Alternatives, report: Utilities): number =>
  alternatives(environment).reduce((count, chosen) => count + 1 + mostParts(environment, report, chosen), 0);

/**
 * E[P(θ, o*, π)] in Mechanism 7.1 at sums with the means S, for a player who reports θ, without a list of the outcomes:
 * |O|·E[P] = Σ_{o*} Σ_{s≥1} Pr[o*, |O|·P ≥ s], and each of these events leaves every gap a half-line.
 */
export function expectedPayment<S>(
  R: Ring<S>,
  environment: Alternatives,
  means: readonly number[],
  report: Utilities,
): Quotient<S> {
  const terms = alternatives(environment).flatMap((chosen) => {
    const most = mostParts(environment, report, chosen);
    const less = Array.from({ length: most }, (_, s) => payingLess(environment, report, chosen, s + 1));
    return [
      { times: BigInt(most), contest: choosing(environment, chosen) },
      ...less.map((contest) => ({ times: -1n, contest })),
    ];
  });
  const { masses, total } = gapMasses(
    R,
    means,
    terms.map(({ contest }) => contest),
  );
  const numerator = sum(
    R,
    terms.map(({ times }, i) => R.multiply(R.integer(times), masses[i]![0]!)),
  );
  return { numerator, denominator: R.multiply(R.integer(BigInt(environment.outcomes)), total) };
}
