import { baseOf } from "../../src/instance/epsilon.js";
import type { ItemValues } from "../../src/instance/hk-items-work.js";
import { permutations, rowsOf } from "../../src/mechanisms/hk/multi-item.js";
import { rateOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { weighExactly } from "./item-cases.js";

/** What one agent gets and pays in the multi-item auction, by sums over all permutations in rationals. */
export interface CountedFigure {
  /** Pr[outcome] and what the outcome is worth to the agent, by her report. */
  readonly chances: readonly { readonly outcome: readonly number[]; readonly chance: Q.Rational }[];
  /** E[b_i]. */
  readonly value: Q.Rational;
  /** (1/a)·ln(Z/Z_{−i}). */
  readonly utility: L.LogForm;
  /** E[b_i] − (1/a)·ln(Z/Z_{−i}). */
  readonly payment: L.LogForm;
}

/** Everything about one agent at the ε of an instance, without permanents. Throws InputError where a weight is irrational. */
export function countedFigure(values: ItemValues, player: number, row?: ValueRow): CountedFigure {
  const rows = row ? rowsOf(values.profile).with(player, row) : rowsOf(values.profile);
  const epsilon = values.epsilon!;
  const setting = {
    parameters: values.parameters,
    power: (k: Q.Rational): Q.Rational =>
      k.numerator === 0n ? Q.one : baseOf({ ...epsilon, times: Q.multiply(epsilon.times, k) }, Q.one),
  };
  const outcomes = permutations(rows.length);
  const all = weighExactly(setting, rows, outcomes);
  const silent = weighExactly(setting, rows.with(player, rows[player]!.map(() => Q.zero)), outcomes); // biome-ignore format: one line
  const chances = all.terms.map(({ outcome, weight }) => ({ outcome, chance: Q.divide(weight, all.total) }));
  const value = chances
    .map(({ outcome, chance }) => Q.multiply(chance, rows[player]![outcome[player]!]!))
    .reduce(Q.add);
  const logs = L.scale(L.ln(Q.divide(all.total, silent.total)), Q.divide(Q.one, rateOf(values.parameters)));
  const utility = L.overEpsilon(logs);
  return { chances, value, utility, payment: L.subtract(L.fromRational(value), utility) };
}
