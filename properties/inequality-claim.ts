import fc, { type Arbitrary } from "fast-check";
import { sample } from "../generators/elections.js";
import { bases } from "../generators/rationals.js";
import type { Budget, Claim, Example } from "../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../src/claim/reading.js";
import type { LogEpsilon } from "../src/number/log-form.js";
import type { LogRing } from "../src/number/log-ring.js";
import type { Rational } from "../src/number/rational.js";
import type { Citation } from "../src/verdict/citation.js";
import type { Finding } from "../src/verdict/finding.js";
import type { JsonObject } from "../src/verdict/json.js";
import { type Choices, type WorstSides, worstCheck } from "./worst-choices.js";

/** What every claim says for itself that is an inequality at each case: V is what a case is read as, X what an example is. */
export interface Stated<Case, V, X extends V> {
  /** `<paper>/<claim>`. */
  readonly id: string;
  readonly citation: Citation;
  readonly statement: string;
  readonly hypotheses?: readonly string[] | undefined;
  readonly readings?: readonly Reading[] | undefined;
  readonly switchMeanings?: Readonly<Record<string, string>> | undefined;
  /** The cases of a budget, smallest first, those of the smaller budgets among them. */
  cases(budget: Budget, switches: Switches): readonly Case[];
  /** The cases in words, such as "every profile with 1 to 4 players". */
  describe(budget: Budget, switches: Switches): string;
  /** Whether the cases are all of the description; they are unless told. */
  readonly exhaustive?: boolean | undefined;
  /** The corners of the domain: a name, and which cases are in it. */
  readonly corners: Readonly<Record<string, (values: V, switches: Switches) => boolean>>;
  /** Whether the hypotheses are met; "inside" where this is left out. */
  hypothesesAt?(values: V, switches: Switches): Finding<never>["hypotheses"];
  /** Both sides of the inequality at given values, without `decide`. */
  sides(values: X, choices: JsonObject, switches: Switches): WorstSides;
  /** Random cases. */
  readonly draw?: ((switches: Switches) => Arbitrary<Case>) | undefined;
  /** How many random examples each budget draws. */
  readonly draws?: Readonly<Record<Budget, number>> | undefined;
  /** Further examples that may be smaller than a violating one. */
  alternatives?(example: Example, switches: Switches): readonly Example[];
  readonly evidence?: Claim["evidence"] | undefined;
  readonly repair?: Claim<Case>["repair"] | undefined;
}

/** The same with how cases and examples are read, and decided; no random examples are drawn where `draw` is left out. */
export interface InequalityClaim<Case, V, X extends V> extends Stated<Case, V, X> {
  /** See `Claim`. */
  readonly step?: Rational | undefined;
  /** Why the cases stand for infinitely many, where they do. */
  argument?(switches: Switches): string | undefined;
  ofCase(c: Case, switches: Switches): V;
  /** Throws InputError. */
  ofExample(example: Example, switches: Switches): X;
  exhibit(c: Case, base: Rational | undefined, switches: Switches): Example;
  /** Decides one case, over everything that `choices` ranges over: it fails where the sides at the worst choices do. */
  decide<S>(R: LogRing<S>, values: V, switches: Switches): Finding<S>;
  /** What the claim quantifies over beside the instance, by name; values that an example leaves out are the worst. */
  choices?(switches: Switches): Choices<X>;
  /** The names of the choices. */
  readonly completed?: readonly string[] | undefined;
}

/** A claim that is one inequality at each case: decided over any ring, and checked by both sides at the worst choices. */
export function inequalityClaim<Case, V, X extends V & object & { readonly epsilon?: LogEpsilon }>(
  parts: InequalityClaim<Case, V, X>,
): Claim<Case> {
  const { corners } = parts;
  const cornersAt = (values: V, switches: Switches) =>
    Object.keys(corners).filter((name) => corners[name]!(values, switches));
  const hypothesesAt = (values: V, switches: Switches) => parts.hypothesesAt?.(values, switches) ?? "inside";
  return {
    id: parts.id,
    citation: parts.citation,
    statement: parts.statement,
    hypotheses: parts.hypotheses ?? [],
    readings: parts.readings ?? onlyReading,
    ...(parts.switchMeanings && { switchMeanings: parts.switchMeanings }),
    ...(parts.step && { step: parts.step }),
    corners: Object.keys(corners),
    domain(budget, switches) {
      const argument = parts.argument?.(switches);
      return {
        description: parts.describe(budget, switches),
        ...(argument !== undefined && { argument }),
        cases: parts.cases(budget, switches),
        exhaustive: parts.exhaustive ?? true,
        draws: parts.draws?.[budget] ?? 0,
      };
    },
    decide(R, c, switches) {
      const values = parts.ofCase(c, switches);
      const met = hypothesesAt(values, switches);
      const finding = parts.decide(R, values, switches);
      return met === "inside" || finding.hypotheses === "outside" ? finding : { ...finding, hypotheses: met };
    },
    cornersOf: (c, switches) => cornersAt(parts.ofCase(c, switches), switches),
    exhibit: (c, base, switches) => parts.exhibit(c, base, switches),
    check(example, switches) {
      const values = parts.ofExample(example, switches);
      const met = hypothesesAt(values, switches);
      const worst = worstCheck(parts.choices?.(switches) ?? {}, values, example.choices, (chosen) =>
        parts.sides(values, chosen, switches),
      );
      const unmet = met === "inside" || worst.hypotheses === "outside" ? worst.hypotheses : met;
      return { ...worst, hypotheses: unmet, corners: cornersAt(values, switches) };
    },
    completed: parts.completed ?? [],
    ...(parts.alternatives && { alternatives: (example, switches) => parts.alternatives!(example, switches) }),
    ...(parts.draw && {
      draw: (switches) => ({
        sample: (seed, count) =>
          sample(fc.record({ c: parts.draw!(switches), base: bases }), seed, count).map(({ c, base }) =>
            parts.exhibit(c, base, switches),
          ),
      }),
    }),
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(parts.repair && { repair: parts.repair }),
  };
}
