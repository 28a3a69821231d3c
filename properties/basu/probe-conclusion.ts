import type { Example } from "../../src/claim/claim.js";
import type * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import type { payment } from "./plain.js";
import type { Asked } from "./probe-world.js";
import type { GainOf, ThresholdWorld } from "./theorem-1-world.js";

/** What checks compute with; something else in a test. */
export interface Ways {
  readonly gainOf: GainOf;
  readonly price: typeof payment;
  /** Of the bound by 1/√n. */
  readonly scale: Q.Rational;
}

/** One conclusion of Theorem 1 or of its proof. */
export interface Conclusion {
  readonly says: string;
  holds(world: ThresholdWorld, choices: JsonObject, asked: Asked): boolean;
  exhibit?(world: ThresholdWorld, example: Example, asked: Asked): Example;
  choices(asked: Asked): Choices<ThresholdWorld>;
  readonly completed: readonly string[];
  sides(world: ThresholdWorld, choices: JsonObject, asked: Asked, ways: Ways): WorstSides;
}
