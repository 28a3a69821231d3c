import { profileOf, size } from "../game/profile.js";
import { paymentForm } from "../mechanisms/hk/figure-1.js";
import { rowsOf } from "../mechanisms/hk/multi-item.js";
import { itemRatio } from "../mechanisms/hk/multi-item-figure.js";
import { scoresOf } from "../mechanisms/hk/multi-item-scores.js";
import type { ValueRow } from "../mechanisms/hk/range.js";
import * as L from "../number/log-form.js";
import { fromQuotient, one, type Rational } from "../number/rational.js";
import { sum } from "../number/ring.js";
import { type Asked, questionField } from "./asked.js";
import { baseOrError, type Epsilon } from "./epsilon.js";
import { readRow } from "./hk-items-format.js";
import { checkExponents, checkScores, figureOf, type ItemValues, ringOf, squareRows } from "./hk-items-work.js";
import type { Question } from "./hk-questions-format.js";
import { tailFacts, tailFields } from "./hk-questions-tail.js";
import { onGrid, valuesSchema } from "./hk-range.js";
import { InputError, readIndex } from "./input.js";
import type { Facts } from "./loaded.js";
import { once } from "./once.js";
import { indexSchema, objectSchema } from "./schema.js";

/** `tail` of the welfare, from the number of permutations of each welfare: also where they are too many to list. */
export const itemTail: Question<ItemValues> = {
  fields: tailFields,
  answer(values, asked) {
    const R = ringOf(values);
    checkScores(values);
    return tailFacts(asked, R, values.epsilon!, () => {
      const scored = scoresOf(R, values.environment.grid, squareRows(values));
      return { scored, total: sum(R, scored.map(({ weight }) => weight)) }; // biome-ignore format: one line
    });
  },
};

/** `gain`: what telling the truth gains over the report in the instance, at the true row of the agent. */
export const itemGain: Question<ItemValues> = {
  fields: objectSchema({ agent: indexSchema, truth: valuesSchema }),
  answer(given, asked) {
    const { values, player, row } = readOtherRow(given, asked, "truth");
    const { shortfall } = figureOf(values);
    const form = once(() => L.negate(paymentForm(shortfall(player, row), values.parameters)));
    return { truthMinusLie: form, sign: () => L.sign(form(), values.epsilon!) };
  },
};

/** `privacyRatio`: the largest quotient of chances of one permutation at the instance and with another row of one agent. */
export const itemPrivacyRatio: Question<ItemValues> = {
  fields: objectSchema({ agent: indexSchema, other: valuesSchema }),
  answer(given, asked) {
    const { values, player, row } = readOtherRow(given, asked, "other");
    const figure = figureOf(values);
    return ratioFacts(asked, values.epsilon!, () => {
      const own = rowsOf(values.profile)[player]!;
      return fromQuotient(itemRatio(ringOf(values), figure, player, [own, row]));
    });
  },
};

/** A largest ratio beside e^ε. Throws InputError where e^ε is irrational. */
export function ratioFacts(asked: Asked, epsilon: Epsilon, ratioOf: () => Rational): Facts {
  const ratio = once(ratioOf);
  return {
    ratio,
    expEpsilon() {
      const needing = `the question ${JSON.stringify(asked.name)} needs`;
      const exp = baseOrError(epsilon, one, "parameters.epsilon", needing);
      if (exp instanceof InputError) throw exp;
      return exp;
    },
    within: () => L.sign(L.subtract(L.ln(ratio()), L.timesEpsilon(L.fromRational(one), epsilon))) <= 0,
  };
}

/** An agent and another row of hers, and the values of the instance on a grid that holds it. */
interface OtherRow<V> {
  readonly values: V;
  readonly player: number;
  readonly row: ValueRow;
}

/** Reads the agent at "agent" and her other row at `key`. Throws InputError. */
export function readOtherRow<V extends ItemValues>(given: V, asked: Asked, key: string): OtherRow<V> {
  const players = size(given.profile);
  const player = readIndex(asked.fields.agent, questionField(asked, "agent"), players, "player");
  const field = questionField(asked, key);
  const row = readRow(asked.fields[key], field, given.environment);
  const environment = onGrid(given.environment, [...given.profile, ...profileOf([row])]);
  checkExponents(environment.grid, players, field);
  return { values: { ...given, environment }, player, row };
}
