import { type Rational, rational } from "../../number/rational.js";
import { type Contest, gapLists } from "../../probability/laplace-sums.js";
import type { Alternatives, Utilities } from "./alternatives.js";

/**
 * The outcome of Mechanism 7.1: o* and the payment information π, the pairs (o, V_{o*} − V_o) with V_{o*} − V_o ≤ M by
 * index, o* itself among them. The gaps are counted in |O|-ths: |O|·c + o* − o for values that lie c apart before o/|O|.
 */
export interface PublicOutcome {
  readonly chosen: number;
  readonly revealed: readonly (readonly [alternative: number, gap: number])[];
}

/** The one object that stands for each outcome, so that outcomes can be compared by identity. */
export interface PublicOutcomes {
  /** All |O|·(M+1)^{|O|−1}: by o*, then shorter lists first, then pair by pair. */
  readonly printed: readonly PublicOutcome[];
  /** byGaps[o*][i] has the i-th list of gaps of `revealing`. */
  readonly byGaps: readonly (readonly PublicOutcome[])[];
}

/** What the public learns of the values when `chosen` has the largest: integer gaps below M (before it) or up to M. */
export const revealing = ({ outcomes, maximum }: Alternatives, chosen: number): Contest => ({
  leader: chosen,
  gaps: Array.from({ length: outcomes }, (_, o) =>
    o < chosen ? { from: 0, to: maximum } : { from: 1, to: maximum + 1 },
  ),
});

/** Which alternative is chosen, and no gap: the values of the others lie at least 0 (before it) or 1 below. */
export const choosing = ({ outcomes }: Alternatives, chosen: number): Contest => ({
  leader: chosen,
  gaps: Array.from({ length: outcomes }, (_, o) => (o < chosen ? { from: 0, to: 0 } : { from: 1, to: 1 })),
});

/** The alternatives by number. */
export const alternatives = ({ outcomes }: Alternatives): readonly number[] =>
  Array.from({ length: outcomes }, (_, o) => o);

const known = new Map<string, PublicOutcomes>();

/** All outcomes of an environment, made once. */
export function publicOutcomes(environment: Alternatives): PublicOutcomes {
  const key = `${environment.outcomes} ${environment.maximum}`;
  const found = known.get(key) ?? allOutcomes(environment);
  known.set(key, found);
  return found;
}

function allOutcomes(environment: Alternatives): PublicOutcomes {
  const byGaps = alternatives(environment).map((chosen) => {
    const contest = revealing(environment, chosen);
    return gapLists(contest).map((gaps): PublicOutcome => {
      const revealed = gaps.flatMap((gap, o): readonly (readonly [number, number])[] =>
        o === chosen || gap < contest.gaps[o]!.to ? [[o, environment.outcomes * gap + chosen - o]] : [],
      );
      return { chosen, revealed };
    });
  });
  return { byGaps, printed: byGaps.flatMap((outcomes) => [...outcomes].sort(inPrintedOrder)) };
}

function inPrintedOrder({ revealed: x }: PublicOutcome, { revealed: y }: PublicOutcome): number {
  if (x.length !== y.length) return x.length - y.length;
  const [gaps, others] = [x.flat(), y.flat()];
  const place = gaps.findIndex((number, i) => number !== others[i]);
  return place < 0 ? 0 : gaps[place]! - others[place]!;
}

/** Steps (3) and (4) at integer values W_o: o* = argmax W_o + o/|O|, and π. */
export function outcomeAt(environment: Alternatives, values: readonly number[]): PublicOutcome {
  const chosen = values.reduce((best, value, o) => (value >= values[best]! ? o : best), 0);
  const { gaps } = revealing(environment, chosen);
  let place = 0;
  for (const [o, { from, to }] of gaps.entries()) {
    if (o === chosen) continue;
    const gap = Math.min(values[chosen]! - values[o]!, to);
    place = place * (to - from + 1) + gap - from;
  }
  return publicOutcomes(environment).byGaps[chosen]![place]!;
}

/**
 * |O|·P(θ, o*, π) = |O|·max_o ((U^out(θ, o*) − U^out(θ, o)) − (V_{o*} − V_o)) over the revealed o, at the report θ: a
 * whole number ≥ 0.
 */
export function paymentInParts({ outcomes }: Alternatives, report: Utilities, outcome: PublicOutcome): number {
  const { chosen, revealed } = outcome;
  return revealed.reduce((most, [o, gap]) => Math.max(most, outcomes * (report[chosen]! - report[o]!) - gap), 0);
}

/** P(θ, o*, π): what a player who reports θ pays [CCKMV, Mechanism 7.1]. */
export const payment = (environment: Alternatives, report: Utilities, outcome: PublicOutcome): Rational =>
  rational(BigInt(paymentInParts(environment, report, outcome)), BigInt(environment.outcomes));
