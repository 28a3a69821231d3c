import { type Alternatives, totals } from "../mechanisms/cckmv/alternatives.js";
import { expectedPayment } from "../mechanisms/cckmv/expected-payment.js";
import { noisyVcgOutcome } from "../mechanisms/cckmv/noisy-vcg-outcome.js";
import { type PublicOutcome, paymentInParts } from "../mechanisms/cckmv/payment-information.js";
import { groves } from "../mechanisms/cckmv/vcg.js";
import { noiseStep, relativeTotals, utilitiesOf, type ValueReport } from "../mechanisms/cckmv/welfare.js";
import { divide, fromQuotient, maximum, type Rational, rational, subtract } from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import type { Coupled } from "../probability/coupling.js";
import { expectation } from "../probability/law.js";
import { type NoisyValues, type Work, workOf } from "./cckmv-vcg-work.js";
import type { Values } from "./format.js";
import type { InputError } from "./input.js";
import type { Facts } from "./loaded.js";
import { once } from "./once.js";
import { integersOf } from "./weights.js";

/** What each player pays in the Groves mechanism. */
export function grovesPayments({
  environment,
  profile,
}: Values<unknown, Alternatives, ValueReport>): readonly Rational[] {
  const sums = totals(environment.outcomes, profile);
  return profile.flatMap(({ report, count }): readonly Rational[] =>
    Array.from<Rational>({ length: count }).fill(rational(groves(sums, utilitiesOf(environment, report)))),
  );
}

/** The integers at the ε of the instance. Throws InputError. */
const weightsOf = ({ epsilon, parameters, environment }: NoisyValues, { degree }: Work): OrderedRing<bigint> =>
  integersOf({ epsilon: epsilon!, step: noiseStep(parameters, environment), degree });

/** E[P_i] for each player; null for reports given by counts. */
export const expectedPaymentFacts = (values: NoisyValues): Facts => ({
  expectedPayments() {
    const { environment, profile, byCounts } = values;
    if (byCounts) return null;
    const work = workOf(values);
    const R = weightsOf(values, work);
    throwIfAny(work.paymentsError());
    const means = relativeTotals(environment, profile);
    const known = new Map<string, Rational>();
    return profile.map(({ report }) => {
      const key = JSON.stringify(report);
      const found =
        known.get(key) ?? fromQuotient(expectedPayment(R, environment, means, utilitiesOf(environment, report)));
      known.set(key, found);
      return found;
    });
  },
});

/** S_{o*} in expectation and at its largest: of the outcome only the chosen alternative matters. */
export function welfareFacts(values: NoisyValues): Facts {
  const { parameters, environment, profile } = values;
  const sums = once(() => totals(environment.outcomes, profile));
  const expected = once(() => {
    const work = workOf(values);
    const R = weightsOf(values, work);
    throwIfAny(work.chosenError(1));
    const law = noisyVcgOutcome.law(R, parameters, environment, profile);
    return fromQuotient(expectation(R, law, (chosen) => sums()[chosen]!));
  });
  const optimum = (): Rational =>
    sums()
      .map((sum) => rational(sum))
      .reduce(maximum);
  return {
    expectedObjective: expected,
    optimum,
    expectedLoss: () => subtract(optimum(), expected()),
  };
}

/** Throws the error, if there is one. */
export function throwIfAny(error: InputError | undefined): void {
  if (error !== undefined) throw error;
}

/** How often two reports change the chosen alternative, and how often only what else is public. */
export function changeFacts<O>({ entries, total }: Coupled<O, bigint>, chosenIn: (outcome: O) => number): Facts {
  const chance = (event: (o: O, p: O) => boolean): Rational => {
    const weights = entries.map(({ outcome: [o, p], weight }) => (event(o, p) ? weight : 0n));
    return fromQuotient({ numerator: weights.reduce((x, y) => x + y, 0n), denominator: total });
  };
  return {
    outcomeChanges: () => chance((o, p) => chosenIn(o) !== chosenIn(p)),
    // Equal outcomes of these mechanisms are one object.
    onlyPaymentInfoChanges: () => chance((o, p) => chosenIn(o) === chosenIn(p) && o !== p),
  };
}

/**
 * E[U(truth, o*) − P(truth, o)] − E[U(truth, o*′) − P(lie, o′)] for the outcomes o and o′ of truth and lie, and the same
 * with P(lie, o) in the last place, as Lemma 7.3 is printed.
 */
export function gainFacts(
  environment: Alternatives,
  { entries, total }: Coupled<PublicOutcome, bigint>,
  [truth, lie]: readonly [ValueReport, ValueReport],
): Facts {
  const [u, v] = [utilitiesOf(environment, truth), utilitiesOf(environment, lie)];
  const n = environment.outcomes;
  const gain = (charged: (o: PublicOutcome, p: PublicOutcome) => PublicOutcome): Rational => {
    const parts = entries.map(({ outcome: [o, p], weight }) => {
      const honest = n * u[o.chosen]! - paymentInParts(environment, u, o);
      const other = n * u[p.chosen]! - paymentInParts(environment, v, charged(o, p));
      return weight * BigInt(honest - other);
    });
    const sum = fromQuotient({ numerator: parts.reduce((x, y) => x + y, 0n), denominator: total });
    return divide(sum, rational(BigInt(n)));
  };
  return { gain: () => gain((_, p) => p), gainLiteral: () => gain((o) => o) };
}
