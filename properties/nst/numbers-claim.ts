import type { Budget, Claim, Side } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { readChoice } from "../../src/instance/input.js";
import type { LogEpsilon } from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type Changes, repairedBy } from "../situation-claim.js";
import { type Choices, type WorstSides, worstCheck } from "../worst-choices.js";
import type { SettingFound, SettingSides } from "./setting-claim.js";

/** How much is shown of a side that is no rational: 96 binary places. */
const shownBits = 96;
const shown = (x: R.Real): Side => x.exact ?? R.enclosureOf(x, shownBits);

/** What choices range over: the numbers; their ε is no product of a logarithm. */
export interface NumbersSetting<V> {
  readonly values: V;
  readonly epsilon?: LogEpsilon;
}

/**
 * What a claim about the numbers of one mechanism has to say for itself, where ε and the bounds have roots and logarithms: its
 * cases are the numbers as users write them, its examples name the mechanism and give the numbers as choices.
 */
export interface NumbersClaim<V> {
  readonly id: string;
  readonly mechanism: string;
  /** The place in the paper. */
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings: readonly Reading[];
  readonly switchMeanings: Readonly<Record<string, string>>;
  /** Smallest first. */
  cases(budget: Budget, switches: Switches): readonly JsonObject[];
  describe(budget: Budget, switches: Switches): string;
  argument?(switches: Switches): string | undefined;
  /** Throws InputError. */
  read(numbers: JsonObject, switches: Switches): V;
  readonly corners: Readonly<Record<string, (values: V, switches: Switches) => boolean>>;
  decide(values: V, switches: Switches): SettingFound;
  /** What it quantifies over beside the numbers of a case. */
  choices?(switches: Switches): Choices<NumbersSetting<V>>;
  readonly completed?: readonly string[];
  /** The same inequality apart from `decide`. */
  sides(values: V, choices: JsonObject, switches: Switches): SettingSides;
  readonly evidence?: Claim["evidence"];
  readonly repairs?: readonly Changes[];
}

/** See `NumbersClaim`. */
export function numbersClaim<V>(parts: NumbersClaim<V>): Claim<JsonObject> {
  const { corners, repairs = [], completed = [] } = parts;
  const cornersAt = (values: V, switches: Switches) =>
    Object.keys(corners).filter((name) => corners[name]!(values, switches));
  const numbersIn = (choices: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(choices).filter(([name]) => !completed.includes(name)));
  return {
    id: parts.id,
    citation: cite("nst", parts.place),
    statement: parts.statement,
    hypotheses: parts.hypotheses,
    readings: parts.readings,
    switchMeanings: parts.switchMeanings,
    corners: Object.keys(corners),
    domain(budget, switches) {
      const argument = parts.argument?.(switches);
      return {
        description: parts.describe(budget, switches),
        ...(argument !== undefined && { argument }),
        cases: parts.cases(budget, switches),
        exhaustive: true,
        draws: 0,
      };
    },
    decide(_R, numbers, switches): Finding<never> {
      const { isInside, holds } = parts.decide(parts.read(numbers, switches), switches);
      if (!isInside) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const conclusion = holds === undefined ? "undecided" : holds ? "holds" : "fails";
      return { hypotheses: "inside", conclusion, ...(holds === undefined && { reason: "precision" }), witness: {} };
    },
    cornersOf: (numbers, switches) => cornersAt(parts.read(numbers, switches), switches),
    exhibit: (numbers) => ({ instance: { mechanism: parts.mechanism, reports: [] }, choices: numbers }),
    check({ instance, choices }, switches) {
      readChoice(instance.mechanism, "instance.mechanism", [parts.mechanism]);
      const values = parts.read(numbersIn(choices), switches);
      const setting: NumbersSetting<V> = { values };
      const worst = worstCheck(parts.choices?.(switches) ?? {}, setting, choices, (chosen) =>
        sidesOf(parts.sides(values, chosen, switches)),
      );
      return { ...worst, corners: cornersAt(values, switches) };
    },
    completed,
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(repairs.length > 0 && {
      repair: (reading) =>
        repairs.map((changes) => repairedBy(changes)(reading)).find((found) => found !== undefined) as never,
    }),
  };
}

function sidesOf({ isInside, left, right, isStrict, inequality, explanation }: SettingSides): WorstSides {
  // Outside the hypotheses the sides may be undefined, and nothing is said.
  if (!isInside) {
    return { hypotheses: "outside", left: Q.zero, right: Q.zero, larger: "right", inequality, explanation };
  }
  const sign = R.compareReals(left, right);
  if (sign === undefined) throw new RangeError(`${inequality}: too near to equality to be decided`);
  const holds = sign < 0 || (sign === 0 && !isStrict);
  return { left: shown(left), right: shown(right), larger: "right", holds, inequality, explanation };
}
