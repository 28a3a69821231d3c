import { given, typeMarginal } from "../../game/information.js";
import { multiply, type Rational } from "../../number/rational.js";
import type { OrderedRing, Quotient, Ratio, Ring } from "../../number/ring.js";
import { ratioAt, totalVariation } from "../../probability/divergence.js";
import type { Law } from "../../probability/law.js";
import { onOneDenominator, rationalLaw } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";

/** What an adversary believes of one player, the others fixed, and how likely each report makes what she sees. */
export interface Adversary {
  /** Pr[T = t], a law of the player's type. */
  readonly prior: readonly Rational[];
  /** strategy[t][r] = Pr[S(t) = r], a law for every type. */
  readonly strategy: readonly (readonly Rational[])[];
  /** likelihood[r] = Pr[M(r, θ₋ᵢ) = o] of the outcome o that was observed. */
  readonly likelihood: readonly Rational[];
}

/** The adversary of CCKMV, Section 8, who updates her beliefs about one player; no mechanism, so that it has no law. */
export const bayesPosterior = {
  id: "cckmv/bayes-posterior",
  citation: cite("cckmv", "Section 8, Bayes' rule"),
  summary: "what an adversary believes of a player's type after an outcome, by Bayes' rule",
} as const;

/** The joint law of the type and the report: prior times strategy. */
const joint = <S>(R: Ring<S>, { prior, strategy }: Adversary): Law<readonly [number, number], S> =>
  rationalLaw(
    R,
    strategy.flatMap((row, t) => row.map((_, r) => [t, r] as const)),
    strategy.flatMap((row, t) => row.map((chance) => multiply(prior[t]!, chance))),
  );

/**
 * Pr[T′ = t] = Pr[T = t]·Pr[M(S(T)) = o | T = t] / Pr[M(S(T)) = o] [CCKMV, Section 8], every type in its place;
 * undefined where the outcome has probability 0. The strategy that the player in fact follows does not enter.
 */
export function posterior<S>(R: Ring<S>, adversary: Adversary): Law<number, S> | undefined {
  const likelihood = onOneDenominator(adversary.likelihood).weights.map((weight) => R.integer(weight));
  const updated = given(R, joint(R, adversary), ([, report]) => likelihood[report]!);
  return updated && typeMarginal(R, updated);
}

/** SD(T, T′): how far the outcome moves the adversary's belief; undefined where the outcome has probability 0. */
export function beliefShift<S>(R: OrderedRing<S>, adversary: Adversary): Quotient<S> | undefined {
  const after = posterior(R, adversary);
  return after && totalVariation(R, typeMarginal(R, joint(R, adversary)), after);
}

/** x = max over reports of the likelihood over their min; undefined where no report can produce the outcome. */
export function likelihoodRatio<S>(R: OrderedRing<S>, { likelihood }: Adversary): Ratio<S> | undefined {
  const { weights } = onOneDenominator(likelihood);
  const [most, least] = [weights.reduce((x, y) => (x > y ? x : y)), weights.reduce((x, y) => (x < y ? x : y))];
  if (most === 0n) return undefined;
  const over = (weight: bigint): Quotient<S> => ({ numerator: R.integer(weight), denominator: R.one });
  return ratioAt(R, over(most), over(least));
}
