import { type Scored, type Threshold, tailProbability } from "../mechanisms/hk/tail.js";
import { compare, divide, fromQuotient, one } from "../number/rational.js";
import type { Ring } from "../number/ring.js";
import { type Asked, questionField } from "./asked.js";
import { type Epsilon, printDigits } from "./epsilon.js";
import { type Format, loadRules, type Values } from "./format.js";
import type { Question } from "./hk-questions-format.js";
import { member, readNonNegative, readObject, readPositive, refuse } from "./input.js";
import type { Facts } from "./loaded.js";
import { once } from "./once.js";
import { fieldsOf, objectSchema, rationalSchema } from "./schema.js";
import { integersOf } from "./weights.js";

const expSchema = objectSchema({ exp: rationalSchema });

/** t as {"exp": e^t}, the argument of the logarithm, and the factor before both. */
export const tailFields = objectSchema(
  { t: expSchema, sizeLogArgument: rationalSchema },
  { factor: { ...rationalSchema, default: "1" } },
);

/** The threshold that a question `tail` speaks of. Throws InputError. */
export function readThreshold(asked: Asked): Threshold {
  const { t, sizeLogArgument, factor = "1" } = asked.fields;
  const at = questionField(asked, "t");
  const { exp } = readObject(t, at, fieldsOf(expSchema));
  return {
    factor: readNonNegative(factor, questionField(asked, "factor")),
    size: readPositive(sizeLogArgument, questionField(asked, "sizeLogArgument")),
    exp: readPositive(exp, member(at, "exp")),
  };
}

/** The scores of all outcomes, those of probability 0 too, with their weights and the total. */
export interface ScoredLaw {
  readonly scored: readonly Scored<bigint>[];
  readonly total: bigint;
}

/** The answer to `tail`, for any law with scores. Throws InputError. */
export function tailFacts(asked: Asked, R: Ring<bigint>, epsilon: Epsilon, law: () => ScoredLaw): Facts {
  const threshold = readThreshold(asked);
  const bound = divide(one, threshold.exp);
  const probability = once(() => {
    const { scored, total } = law();
    return fromQuotient(tailProbability(R, scored, total, threshold, epsilon));
  });
  return {
    probability,
    bound: () => bound,
    holds: () => compare(probability(), bound) <= 0,
  };
}

/** More digits than this in all weights together are refused: they would take about half a minute. */
const digitLimit = 200_000_000n;

/** Throws InputError where so many weights of so many digits are too many even to be added. */
export function checkWeights(weights: number, digits = 0n): void {
  if (BigInt(weights) * digits <= digitLimit) return;
  const size = `${weights} weights of ${printDigits(digits)}`;
  throw refuse("environment", `this takes ${size}; use fewer outcomes, a coarser grid or a smaller epsilon`);
}

/** The question `tail` to a format whose law lists every outcome and whose objective is the score. */
export const tailOf = <P, E, T, O>(format: Format<P, E, T, O>): Question<Values<P, E, T | null>> => ({
  fields: tailFields,
  answer(values, asked) {
    const { mechanism, objective, size } = format;
    const { epsilon, parameters, environment, profile } = values;
    const R = integersOf({
      ...loadRules(format, values),
      checkWork: (digits) => checkWeights(size?.(values) ?? 0, digits),
    });
    return tailFacts(asked, R, epsilon!, () => {
      const { entries, total } = mechanism.law(R, parameters, environment, profile);
      return { scored: entries.map(({ outcome, weight }) => ({ score: objective!(values, outcome), weight })), total };
    });
  },
});
