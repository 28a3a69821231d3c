import { type MultiPricingEnvironment, multiPricing, multiPricingMechanism } from "../mechanisms/nst/pricing-multi.js";
import { readList, readNonNegative, readRational, refuse } from "./input.js";
import { type Kind, overEnvironment } from "./nst-finite.js";
import { checkAlternatives, checkPlayers, readEach, readSize } from "./nst-sizes.js";
import { uniformMixtureFormat, uniformMixtureHooks } from "./nst-uniform-mixture.js";
import { objectSchema, rationalSchema } from "./schema.js";

const positive = { type: "integer", minimum: 1 };
const rationals = { type: "array", items: rationalSchema, minItems: 1 };

/** 2^G bundles are listed for every type. */
const goodsLimit = 12;

/** Buyers of several goods. */
export const multiPricingKind: Kind<MultiPricingEnvironment> = {
  kind: "pricing-multi",
  schema: objectSchema({
    n: positive,
    goods: { ...positive, maximum: goodsLimit },
    prices: { ...rationals, items: rationalSchema },
    types: { type: "array", items: rationals, minItems: 1 },
  }),
  read(fields, source) {
    const n = readSize(fields.n, "environment.n");
    checkPlayers(n, "environment.n");
    const goods = readSize(fields.goods, "environment.goods");
    if (goods > goodsLimit) throw refuse("environment.goods", `at most ${goodsLimit} goods are allowed, got ${goods}`);
    const prices = readList(fields.prices, "environment.prices", readNonNegative);
    if (prices.length === 0) throw refuse("environment.prices", "expected at least one price");
    const bundles = 2 ** goods;
    const types = readList(fields.types, "environment.types", (row, field) =>
      readEach(row, field, bundles, "bundles", readRational),
    );
    if (types.length === 0) throw refuse("environment.types", "expected at least one type");
    checkAlternatives(prices.length ** goods, bundles * types.length, "environment.prices");
    return multiPricing({ n, goods, prices, types }, source);
  },
};

export const multiPricingFormat = overEnvironment(
  multiPricingMechanism,
  uniformMixtureFormat,
  [multiPricingKind],
  uniformMixtureHooks(({ leastSensitivity }: MultiPricingEnvironment) => leastSensitivity),
);
