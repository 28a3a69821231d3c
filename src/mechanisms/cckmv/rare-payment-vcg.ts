import type { WithCoins } from "../../game/mechanism.js";
import { one, type Rational, subtract } from "../../number/rational.js";
import type { Ring } from "../../number/ring.js";
import { mapLaw, mixture } from "../../probability/law.js";
import { onOneDenominator } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";
import { type Alternatives, everyType } from "./alternatives.js";
import { noisyVcg } from "./noisy-vcg.js";
import { noisyVcgOutcome } from "./noisy-vcg-outcome.js";
import { alternatives, type PublicOutcome, publicOutcomes } from "./payment-information.js";
import { type NoisyValuesParameters, noiseStep, typesUpToShift, type ValueReport } from "./welfare.js";

/** w is the probability, in (0, 1], that payments are announced; they are then multiplied by 1/w. */
export interface RarePaymentParameters extends NoisyValuesParameters {
  readonly w: Rational;
}

/** The outcome of Mechanism 7.1, or one without payments: `revealed` is null where none are announced. */
export type RareOutcome = PublicOutcome | Unannounced;

/** No payment is made. */
export interface Unannounced {
  readonly chosen: number;
  readonly revealed: null;
}

const known: Unannounced[] = [];
/** The one object for each alternative. */
const unannounced = (chosen: number): Unannounced => (known[chosen] ??= { chosen, revealed: null });

/** Whether the coins may suppress the payments. */
const isRare = ({ w }: RarePaymentParameters): boolean => w.numerator < w.denominator;

/** w and 1 − w as weights of one degree. */
function shares<S>(R: Ring<S>, { w }: RarePaymentParameters): readonly [S, S] {
  const { weights } = onOneDenominator([w, subtract(one, w)]);
  return [R.integer(weights[0]!), R.integer(weights[1]!)];
}

/**
 * Mechanism 7.1 that announces the payments only with probability w, multiplied by 1/w, so that their expectations stay
 * the same [CCKMV, Section 7, before Lemma 7.4].
 */
export const rarePaymentVcg: WithCoins<RarePaymentParameters, Alternatives, ValueReport, RareOutcome> = {
  id: "cckmv/rare-payment-vcg",
  citation: cite("cckmv", "Section 7, before Lemma 7.4"),
  summary: "the noisy VCG mechanism, which announces its payments, multiplied by 1/w, only with probability w",
  step: noiseStep,
  reports: everyType,
  extremeReports: typesUpToShift,

  outcomes(environment, parameters) {
    const announced = publicOutcomes(environment).printed;
    if (!isRare(parameters)) return announced;
    return alternatives(environment).flatMap((o) => [
      unannounced(o),
      ...announced.filter(({ chosen }) => chosen === o),
    ]);
  },

  law(R, parameters, environment, profile) {
    const announced = noisyVcg.law(R, parameters, environment, profile);
    if (!isRare(parameters)) return announced;
    const silent = mapLaw(R, noisyVcgOutcome.law(R, parameters, environment, profile), unannounced);
    const [share, rest] = shares(R, parameters);
    return mixture<RareOutcome, typeof share>(R, [
      { share, law: announced },
      { share: rest, law: silent },
    ]);
  },

  // One coin decides in both worlds whether payments are announced.
  coupled(R, parameters, environment, rest, truth, lie) {
    const announced = noisyVcg.coupled(R, parameters, environment, rest, truth, lie);
    if (!isRare(parameters)) return announced;
    const silent = mapLaw(
      R,
      noisyVcgOutcome.coupled(R, parameters, environment, rest, truth, lie),
      ([o, p]) => [unannounced(o), unannounced(p)] as const,
    );
    const [share, other] = shares(R, parameters);
    return mixture<readonly [RareOutcome, RareOutcome], typeof share>(R, [
      { share, law: announced },
      { share: other, law: silent },
    ]);
  },
};
