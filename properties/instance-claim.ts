import type { Budget, Claim, Domain, Example } from "../src/claim/claim.js";
import type { Reading, Switches } from "../src/claim/reading.js";
import { type RulesFormat, readValues, type Values } from "../src/instance/format.js";
import { readChoice } from "../src/instance/input.js";
import * as L from "../src/number/log-form.js";
import type { Citation } from "../src/verdict/citation.js";
import type { Finding } from "../src/verdict/finding.js";
import type { JsonObject } from "../src/verdict/json.js";
import { type Choices, form, type WorstSides, worstCheck } from "./worst-choices.js";

/** Both sides of an inequality: the larger is at least the other. */
export type Compared = Pick<WorstSides, "left" | "right" | "larger" | "hypotheses" | "holds">;

/** The same where no sides are known that tell. */
export interface Decided extends Pick<WorstSides, "hypotheses"> {
  readonly holds: boolean;
}

/**
 * What a claim has to say for itself whose inequality has logarithms beside ε, so that each case has an ε of its own: it is
 * decided there by signs of forms in logarithms. `instanceClaim` supplies the rest.
 */
export interface InstanceClaim<V> {
  readonly id: string;
  readonly citation: Citation;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings: readonly Reading[];
  readonly switchMeanings: Readonly<Record<string, string>>;
  /** Instances with their ε, and what the claim quantifies over beside them; smallest first. */
  examples(budget: Budget, switches: Switches): readonly Example[];
  describe(budget: Budget, switches: Switches): string;
  argument?(switches: Switches): string | undefined;
  readonly corners: Readonly<Record<string, (values: V, choices: JsonObject) => boolean>>;
  decide(values: V, choices: JsonObject, switches: Switches): Compared | Decided;
  /** The example with what fails at a case as choices; the case itself where this is left out. */
  exhibit?(values: V, example: Example, switches: Switches): Example;
  /** The same inequality apart from `decide`. */
  sides(values: V, choices: JsonObject, switches: Switches): WorstSides;
  /** Choices that an example may leave out. */
  readonly choices?: (switches: Switches) => Choices<V>;
  readonly completed?: readonly string[];
  readonly evidence?: Claim["evidence"];
  readonly repair?: Claim<Example>["repair"];
}

/** Throws InputError from `check` for an instance of another mechanism. */
export const instanceClaim = <P, E, T>(
  format: RulesFormat<P, E, T>,
  parts: InstanceClaim<Values<P, E, T | null>>,
): Claim<Example> =>
  exampleClaim((instance) => {
    readChoice(instance.mechanism, "instance.mechanism", [format.mechanism.id]);
    return readValues(format, instance);
  }, parts);

/** The same for instances that are read in any way. */
export function exampleClaim<V extends object & { readonly epsilon?: L.LogEpsilon }>(
  readInstance: (instance: JsonObject) => V,
  parts: InstanceClaim<V>,
): Claim<Example> {
  const known = new WeakMap<Example, V>();
  const read = (example: Example): V => {
    const values = known.get(example) ?? readInstance(example.instance);
    known.set(example, values);
    return values;
  };
  const cornersAt = (values: V, choices: JsonObject) =>
    Object.keys(parts.corners).filter((name) => parts.corners[name]!(values, choices));
  return {
    id: parts.id,
    citation: parts.citation,
    statement: parts.statement,
    hypotheses: parts.hypotheses,
    readings: parts.readings,
    switchMeanings: parts.switchMeanings,
    corners: Object.keys(parts.corners),
    domain(budget, switches): Domain<Example> {
      const argument = parts.argument?.(switches);
      return {
        description: parts.describe(budget, switches),
        ...(argument !== undefined && { argument }),
        cases: parts.examples(budget, switches),
        exhaustive: true,
        draws: 0,
      };
    },
    decide(_R, example, switches): Finding<never> {
      const values = read(example);
      const found = parts.decide(values, example.choices, switches);
      const conclusion = holdsAt(found, values.epsilon) ? "holds" : "fails";
      return { hypotheses: found.hypotheses ?? "inside", conclusion, witness: {} };
    },
    cornersOf: (example) => cornersAt(read(example), example.choices),
    exhibit: (example, _base, switches) => parts.exhibit?.(read(example), example, switches) ?? example,
    check(example, switches) {
      const values = read(example);
      const worst = worstCheck(parts.choices?.(switches) ?? {}, values, example.choices, (choices) =>
        parts.sides(values, choices, switches),
      );
      return { ...worst, corners: cornersAt(values, worst.choices) };
    },
    completed: parts.completed ?? [],
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(parts.repair && { repair: parts.repair }),
  };
}

/** Whether the side that must be large is at least the other, where it is not told. */
function holdsAt(found: Compared | Decided, epsilon: L.LogEpsilon | undefined): boolean {
  if (found.holds !== undefined) return found.holds;
  const { left, right, larger } = found;
  const [small, large] = larger === "left" ? [right, left] : [left, right];
  if (small === "infinity" || large === "infinity") throw new TypeError("tell `holds`");
  return L.compare(form(small), form(large), epsilon) <= 0;
}
