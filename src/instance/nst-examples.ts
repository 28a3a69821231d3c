import { type KnownMechanism, known } from "./format.js";
import { pricingFormat } from "./nst-pricing.js";
import { multiPricingFormat } from "./nst-pricing-multi.js";
import { retrainingNaiveFormat, retrainingSchemeFormat } from "./nst-retraining.js";
import { optimalPriceFormat, twoPriceFormat } from "./nst-two-price.js";

/** Pricing, and the paper's examples. */
export const nstExamples: readonly KnownMechanism[] = [
  known(retrainingNaiveFormat),
  known(retrainingSchemeFormat),
  known(pricingFormat),
  known(multiPricingFormat),
  known(twoPriceFormat),
  known(optimalPriceFormat),
];
