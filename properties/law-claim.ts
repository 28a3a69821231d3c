import fc, { type Arbitrary } from "fast-check";
import { sample } from "../generators/elections.js";
import { bases } from "../generators/rationals.js";
import type { Budget, Claim, Example } from "../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../src/claim/reading.js";
import type { Format } from "../src/instance/loaded.js";
import type { LogRing } from "../src/number/log-ring.js";
import type { Rational } from "../src/number/rational.js";
import type { Citation } from "../src/verdict/citation.js";
import type { Finding } from "../src/verdict/finding.js";
import type { JsonObject } from "../src/verdict/json.js";
import { type ExactLawSetting, type LawCase, type LawPlace, type LawSetting, lawPlacesOf } from "./law-setting.js";
import { type Choices, type WorstSides, worstCheck } from "./worst-choices.js";

/**
 * What a claim about the whole law of an instance has to say for itself, where no player is singled out and there may be
 * none; `lawClaim` supplies the rest. P, E, T, O are the parameters, environment, reports and outcomes of the mechanism.
 *
 * As for claims about one player it is decided twice: `decide` over any ring, for all ε at once, and `sides` at given
 * values in rationals.
 */
export interface LawClaim<P, E, T, O> {
  /** `<paper>/<claim>`. */
  readonly id: string;
  readonly citation: Citation;
  readonly statement: string;
  readonly hypotheses?: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  /**
   * Every exponent of e^ε that the laws of all cases and the claim itself need is a multiple of this s; left out where the
   * mechanism has no ε.
   */
  readonly step?: Rational;
  /** The cases of a budget, smallest first, those of the smaller budgets among them; fewer players come first by themselves. */
  cases(budget: Budget, switches: Switches): readonly LawCase[];
  /** The cases in words. */
  describe(budget: Budget, switches: Switches): string;
  /** Why the cases stand for infinitely many, where they do. */
  readonly argument?: string;
  /** Whether the cases are all of the description; they are unless told. */
  readonly exhaustive?: boolean;
  /** The corners of the domain: a name, and which cases are in it. */
  readonly corners: Readonly<Record<string, (place: LawPlace<P, E, T, O>, switches: Switches) => boolean>>;
  /** Whether the hypotheses are met; "inside" where this is left out. */
  hypothesesAt?(place: LawPlace<P, E, T, O>, switches: Switches): Finding<never>["hypotheses"];
  /** Decides one case, over everything that `choices` ranges over: it fails where the sides at the worst choices do. */
  decide<S>(R: LogRing<S>, setting: LawSetting<P, E, T, O, S>, switches: Switches): Finding<S>;
  /** What the claim quantifies over beside the instance, by name; values that an example leaves out are the worst. */
  readonly choices?: (switches: Switches) => Choices<ExactLawSetting<P, E, T, O>>;
  /** The names of the choices. */
  readonly completed?: readonly string[];
  /** Both sides of the inequality at given values, without `decide`. */
  sides(setting: ExactLawSetting<P, E, T, O>, choices: JsonObject, switches: Switches): WorstSides;
  /** Random cases; those of the standard budget, at random ε, unless told. */
  readonly draw?: (switches: Switches) => Arbitrary<LawCase>;
  /** How many random examples each budget draws. */
  readonly draws?: Readonly<Record<Budget, number>>;
  /** Further examples that may be smaller than a violating one. */
  alternatives?(example: Example, switches: Switches): readonly Example[];
  readonly evidence?: Claim["evidence"];
  readonly repair?: Claim<LawCase>["repair"];
}

const fewDraws = { gate: 20, standard: 200, deep: 2000 } as const;

/**
 * A claim about the law of a mechanism at one instance. The format is an argument of its own, so that a test can put a
 * broken mechanism in the place of the honest one.
 */
export function lawClaim<P, E, T, O>(format: Format<P, E, T, O>, parts: LawClaim<P, E, T, O>): Claim<LawCase> {
  const { id, citation, statement, hypotheses = [], readings = onlyReading, step, corners } = parts;
  const places = lawPlacesOf(format, step);
  const cornersAt = (place: LawPlace<P, E, T, O>, switches: Switches) =>
    Object.keys(corners).filter((name) => corners[name]!(place, switches));
  const hypothesesAt = (place: LawPlace<P, E, T, O>, switches: Switches) =>
    parts.hypothesesAt?.(place, switches) ?? "inside";
  return {
    id,
    citation,
    statement,
    hypotheses,
    readings,
    ...(parts.switchMeanings && { switchMeanings: parts.switchMeanings }),
    ...(step && { step }),
    corners: Object.keys(corners),
    domain: (budget, switches) => ({
      description: parts.describe(budget, switches),
      ...(parts.argument !== undefined && { argument: parts.argument }),
      cases: [...parts.cases(budget, switches)].sort((x, y) => x.reports.length - y.reports.length),
      exhaustive: parts.exhaustive ?? true,
      draws: (parts.draws ?? fewDraws)[budget],
    }),
    decide(R, c, switches) {
      const place = places.ofCase(c);
      const met = hypothesesAt(place, switches);
      const finding = parts.decide(R, places.over(R, place), switches);
      return met === "inside" || finding.hypotheses === "outside" ? finding : { ...finding, hypotheses: met };
    },
    cornersOf: (c, switches) => cornersAt(places.ofCase(c), switches),
    exhibit: (c, base) => places.exampleOf(c, base),
    check(example, switches) {
      const setting = places.ofExample(example);
      const met = hypothesesAt(setting, switches);
      const worst = worstCheck(parts.choices?.(switches) ?? {}, setting, example.choices, (chosen) =>
        parts.sides(setting, chosen, switches),
      );
      const unmet = met === "inside" || worst.hypotheses === "outside" ? worst.hypotheses : met;
      return { ...worst, hypotheses: unmet, corners: cornersAt(setting, switches) };
    },
    completed: parts.completed ?? [],
    alternatives: (example, switches) => [
      ...(step ? atSimpleEpsilons(example, format.epsilonName) : []),
      ...(parts.alternatives?.(example, switches) ?? []),
    ],
    draw: (switches) => ({
      sample(seed, count) {
        const cases = parts.draw?.(switches) ?? fc.constantFrom(...parts.cases("standard", switches));
        return sample(fc.record({ c: cases, base: bases }), seed, count).map(({ c, base }) =>
          places.exampleOf(c, base),
        );
      },
    }),
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(parts.repair && { repair: parts.repair }),
  };
}

const simpleTimes = ["1", "2", "3", "4", "6", "8", "12"];
const simpleLogs = ["2", "3", "3/2"];

/** The example at ε = t·ln b for small t and b: its powers are rational at some of them only. */
const atSimpleEpsilons = ({ instance, choices }: Example, epsilonName = "epsilon"): readonly Example[] =>
  simpleTimes.flatMap((times) =>
    simpleLogs.map((log) => ({
      instance: { ...instance, parameters: { ...(instance.parameters as JsonObject), [epsilonName]: { times, log } } },
      choices,
    })),
  );
