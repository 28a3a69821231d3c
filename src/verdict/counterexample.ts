import type { Json, JsonObject } from "./json.js";

/** A refutation as values: everything that `replay` needs, and nothing that depends on a seed. */
export interface Counterexample {
  readonly claim: string;
  readonly reading: string;
  /** An instance as users write it: mechanism, parameters, environment, reports. */
  readonly instance: JsonObject;
  /** What the claim quantifies over beside the instance: the player, the lie, F, utilities, signs, … */
  readonly choices: JsonObject;
  /** The claim's inequality, which `lhs` and `rhs` violate. */
  readonly inequality: string;
  /** Exact: a rational, "infinity", or a form with logarithms. */
  readonly lhs: Json;
  readonly rhs: Json;
  readonly explanation: string;
}
