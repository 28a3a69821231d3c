import type { PaymentScheme } from "../../../properties/hk/payment-schemes.js";
import type { LogForm } from "../../../src/number/log-form.js";
import { rational } from "../../../src/number/rational.js";

/** A scheme whose noise is `factor` times too large or too small. */
export const scaled = (scheme: PaymentScheme, factor: bigint, under = 1n): PaymentScheme => {
  const noise = (players: number) => {
    const { scale } = scheme.noise!(players);
    return { scale: rational(scale.numerator * factor, scale.denominator * under) };
  };
  const format = {
    ...scheme.format,
    extras: (values: Parameters<NonNullable<typeof scheme.format.extras>>[0]) => {
      const players = values.profile.reduce((sum, { count }) => sum + count, 0);
      const { scale } = noise(players);
      return {
        ...scheme.format.extras!(values),
        scale: () => ({ coefficient: scale, overEpsilonPower: 1 }),
        totalVariance: () => ({
          coefficient: rational(2n * BigInt(players) * scale.numerator ** 2n, scale.denominator ** 2n),
          overEpsilonPower: 2,
        }),
      };
    },
  };
  return { format, noise };
};

/** A scheme whose noise lies about other centres: those of Figure 1 as `changed` has them. */
export const centred = (scheme: PaymentScheme, changed: (payment: LogForm) => LogForm): PaymentScheme => ({
  ...scheme,
  format: {
    ...scheme.format,
    extras(values) {
      const extras = scheme.format.extras!(values);
      return { ...extras, centers: () => (extras.centers!() as readonly LogForm[]).map(changed) };
    },
  },
});
