import { type OptimalPrice, optimalPriceMechanism } from "../mechanisms/nst/optimal-price.js";
import { type TwoPriceEnvironment, twoPrice, twoPriceMechanism } from "../mechanisms/nst/two-price.js";
import { compare, printRational } from "../number/rational.js";
import type { PartFormat } from "./format.js";
import { brief, readChoice, readList, readNonNegative, readProbability, refuse } from "./input.js";
import { type Kind, overEnvironment } from "./nst-finite.js";
import { sensitivityFormat } from "./nst-parameters.js";
import { checkAlternatives, checkPlayers, readEach, readSize } from "./nst-sizes.js";
import { objectSchema, rationalSchema } from "./schema.js";

const tieReactions = ["Buy", "Not buy"] as const;
const tiePrices = ["lowest", "highest"] as const;

/** Buyers of two values. */
export const twoPriceKind: Kind<TwoPriceEnvironment> = {
  kind: "two-price",
  schema: objectSchema(
    {
      n: { type: "integer", minimum: 1 },
      values: { type: "array", items: rationalSchema, minItems: 2, maxItems: 2 },
      prices: { type: "array", items: rationalSchema, minItems: 1 },
    },
    { tieReaction: { enum: tieReactions, default: "Buy" } },
  ),
  read(fields, source) {
    const { tieReaction: written = "Buy" } = fields;
    const n = readSize(fields.n, "environment.n");
    checkPlayers(n, "environment.n");
    const [low, high] = readEach(fields.values, "environment.values", 2, "types, [low, high]", readNonNegative);
    if (compare(low!, high!) > 0) {
      const got = `${brief(low!)} and ${brief(high!)}`;
      throw refuse("environment.values", `expected the low value first, then the high one, got ${got}`);
    }
    const prices = readList(fields.prices, "environment.prices", readNonNegative);
    if (prices.length === 0) throw refuse("environment.prices", "expected at least one price");
    checkAlternatives(prices.length, n, "environment.prices");
    const tieReaction = readChoice(written, "environment.tieReaction", tieReactions);
    return twoPrice({ n, values: [low!, high!], prices, tieReaction }, source);
  },
};

export const twoPriceFormat = overEnvironment(twoPriceMechanism, sensitivityFormat, [twoPriceKind]);

/** q, the price among several optimal ones, and whether reactions are always imposed. */
const optimalPriceParameters: PartFormat<OptimalPrice> = {
  schema: objectSchema(
    { q: rationalSchema },
    { tiePrice: { enum: tiePrices, default: "lowest" }, imposeAlways: { type: "boolean", default: false } },
  ),
  read: ({ q, tiePrice = "lowest", imposeAlways = false }) => ({
    q: readProbability(q, "parameters.q"),
    tiePrice: readChoice(tiePrice, "parameters.tiePrice", tiePrices),
    imposeAlways: readChoice(imposeAlways, "parameters.imposeAlways", [true, false]),
  }),
  print: ({ q, tiePrice, imposeAlways }) => ({
    q: printRational(q),
    ...(tiePrice !== "lowest" && { tiePrice }),
    ...(imposeAlways && { imposeAlways }),
  }),
};

export const optimalPriceFormat = overEnvironment(optimalPriceMechanism, optimalPriceParameters, [twoPriceKind]);
