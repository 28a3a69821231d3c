import { facilityKind } from "./nst-facility.js";
import type { Kind } from "./nst-finite.js";
import { pricingKind } from "./nst-pricing.js";
import { multiPricingKind } from "./nst-pricing-multi.js";
import { retrainingKind } from "./nst-retraining.js";
import { tabularKind } from "./nst-tabular.js";
import { twoPriceKind } from "./nst-two-price.js";

/** Every kind of finite environment. */
// biome-ignore format: one kind a line
export const allKinds: readonly Kind[] = [
  tabularKind,
  facilityKind,
  pricingKind,
  multiPricingKind,
  twoPriceKind,
  retrainingKind,
];
