import { size } from "../game/profile.js";
import type { RangeMechanism } from "../mechanisms/hk/exponential.js";
import { paymentForm } from "../mechanisms/hk/figure-1.js";
import { expectedCharge, implicitPayment } from "../mechanisms/hk/implicit-payment.js";
import { type LaplaceNoise, totalVariance } from "../mechanisms/hk/laplace-payments.js";
import { privateNoise, privatePayments } from "../mechanisms/hk/private-payments.js";
import { publicNoise, publicPayments } from "../mechanisms/hk/public-payments.js";
import type { Sharpness } from "../mechanisms/hk/range.js";
import type { LogForm } from "../number/log-form.js";
import { type KnownMechanism, known } from "./format.js";
import { charging, drawing } from "./hk-exponential.js";
import { type RangeFormat, type RangeValues, rangeFormat, ringOf } from "./hk-range.js";
import { figurePayments, figureUtilities, welfareFacts } from "./hk-range-facts.js";

export const implicitPaymentFormat: RangeFormat = {
  ...charging(implicitPayment, rangeFormat),
  payments: expectedCharges,
};

/** What each agent pays in expectation, from the integral over the part of her report. */
function expectedCharges(values: RangeValues): readonly LogForm[] {
  const { environment, profile, parameters } = values;
  const R = ringOf(values);
  return profile.flatMap(({ report, count }, i) => {
    const rest = profile.map((group, k) => (k === i ? { ...group, count: group.count - 1 } : group));
    const charge = paymentForm(expectedCharge(R, environment, rest, report!), parameters);
    return Array.from<LogForm>({ length: count }).fill(charge);
  });
}

/** Figure 1 with noise of mean 0 on its payments: what is released is no function of the reports. */
const noisy = (mechanism: RangeMechanism<Sharpness>, noiseOf: (players: number) => LaplaceNoise): RangeFormat => ({
  ...drawing(mechanism, rangeFormat),
  extras(values) {
    const players = size(values.profile);
    const noise = noiseOf(players);
    return {
      centers: () => figurePayments(values),
      scale: () => ({ coefficient: noise.scale, overEpsilonPower: 1 }),
      totalVariance: () => ({ coefficient: totalVariance(noise, players), overEpsilonPower: 2 }),
    };
  },
  quantities: (values) => ({ ...welfareFacts(values), expectedUtilities: () => figureUtilities(values) }),
});

export const publicPaymentsFormat = noisy(publicPayments, publicNoise);
export const privatePaymentsFormat = noisy(privatePayments, () => privateNoise);

/** Figure 1 with payments that are drawn: from a second outcome, or with noise. */
export const hkPayments: readonly KnownMechanism[] = [
  known(implicitPaymentFormat),
  known(publicPaymentsFormat),
  known(privatePaymentsFormat),
];
