import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { readChoice } from "../../src/instance/input.js";
import type { LogEpsilon } from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { inequalityClaim } from "../inequality-claim.js";
import { findingOf, realSide, type Told } from "../real-sides.js";
import { type Changes, repairedBy } from "../repairs.js";
import { type Words, wordsOf } from "../words.js";
import type { Choices, WorstSides } from "../worst-choices.js";

/** An inequality between reals: left at most right, below it where strict, or equal to it. The sides are looked at inside the hypotheses only. */
export interface RealSides {
  readonly isInside: boolean;
  readonly left: R.Real;
  readonly right: R.Real;
  readonly isStrict: boolean;
  readonly isEquation?: boolean;
  readonly inequality: string;
  readonly explanation: string;
}

/**
 * What a claim about the numbers of one mechanism has to say for itself, where ε and the bounds have roots and logarithms: its
 * cases are the numbers as users write them, its examples name the mechanism and give the numbers as choices.
 */
export interface NumbersClaim<V, Case extends JsonObject> extends Words {
  readonly mechanism: string;
  /** Smallest first. */
  cases(budget: Budget, switches: Switches): readonly Case[];
  describe(budget: Budget, switches: Switches): string;
  argument?(switches: Switches): string | undefined;
  /** Throws InputError. */
  read(numbers: JsonObject, switches: Switches): V;
  readonly corners: Readonly<Record<string, (values: V, switches: Switches) => boolean>>;
  decide(values: V, switches: Switches): Told;
  /** What it quantifies over beside the numbers of a case. */
  choices?(switches: Switches): Choices<V>;
  readonly completed?: readonly string[];
  /** The same inequality apart from `decide`. */
  sides(values: V, choices: JsonObject, switches: Switches): RealSides;
  readonly repairs?: readonly Changes[] | undefined;
}

/** See `NumbersClaim`. */
export function numbersClaim<
  V extends object & { readonly epsilon?: LogEpsilon },
  Case extends JsonObject = JsonObject,
>(parts: NumbersClaim<V, Case>): Claim<Case> {
  const { mechanism, repairs = [], completed = [] } = parts;
  const numbersIn = (choices: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(choices).filter(([name]) => !completed.includes(name)));
  return inequalityClaim<Case, V, V>({
    ...wordsOf("nst", parts),
    cases: (budget, switches) => parts.cases(budget, switches),
    describe: (budget, switches) => parts.describe(budget, switches),
    argument: (switches) => parts.argument?.(switches),
    corners: parts.corners,
    ofCase: (numbers, switches) => parts.read(numbers, switches),
    ofExample({ instance, choices }, switches) {
      readChoice(instance.mechanism, "instance.mechanism", [mechanism]);
      return parts.read(numbersIn(choices), switches);
    },
    decide: (_, values, switches) => findingOf(parts.decide(values, switches)),
    exhibit: (numbers) => ({ instance: { mechanism, reports: [] }, choices: numbers }),
    choices: (switches) => parts.choices?.(switches) ?? {},
    completed,
    sides: (values, chosen, switches) => worstSides(parts.sides(values, chosen, switches)),
    ...(repairs.length > 0 && { repair: repairedBy(...repairs) }),
  });
}

function worstSides({ isInside, left, right, inequality, explanation, ...relation }: RealSides): WorstSides {
  // Outside the hypotheses the sides may be undefined, and nothing is said.
  if (!isInside) {
    return { hypotheses: "outside", left: Q.zero, right: Q.zero, larger: "right", inequality, explanation };
  }
  const sign = R.compareReals(left, right);
  if (sign === undefined) throw new RangeError(`${inequality}: too near to equality to be decided`);
  const holds = relation.isEquation ? sign === 0 : sign < 0 || (sign === 0 && !relation.isStrict);
  return { left: realSide(left), right: realSide(right), larger: "right", holds, inequality, explanation };
}
