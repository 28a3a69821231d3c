import { type Rational, rational } from "../number/rational.js";
import { commonDenominator, onOneDenominator } from "../probability/rational-law.js";
import { brief, readList, readProbability, refuse } from "./input.js";
import { type JsonSchema, rationalSchema } from "./schema.js";

/** Common denominators with more digits than this are refused. */
const denominatorDigitLimit = 10_000;
const denominatorLimit = 10n ** BigInt(denominatorDigitLimit);

/** The least common denominator. Throws InputError at `field` where it passes the limit. */
export function checkDenominators(values: readonly Rational[], field: string): void {
  let common = 1n;
  for (const value of values) {
    common = commonDenominator([rational(1n, common), value]);
    if (common > denominatorLimit) {
      throw refuse(field, `the common denominator has more than ${denominatorDigitLimit} digits`);
    }
  }
}

export const distributionSchema: JsonSchema = { type: "array", items: rationalSchema, minItems: 1 };

/** A list of probabilities that sum to 1. */
export function readDistribution(value: unknown, field: string): readonly Rational[] {
  const chances = readList(value, field, readProbability);
  checkDenominators(chances, field);
  const { weights, common } = onOneDenominator(chances);
  const total = weights.reduce((x, y) => x + y, 0n);
  if (total !== common) throw refuse(field, `must sum to 1, got the sum ${brief(rational(total, common))}`);
  return chances;
}
