import fc from "fast-check";
import type { Claim, Example } from "../src/claim/claim.js";
import type { Switches } from "../src/claim/reading.js";
import type { Format } from "../src/instance/format.js";
import type { LogRing } from "../src/number/log-ring.js";
import type { Rational } from "../src/number/rational.js";
import type { Finding } from "../src/verdict/finding.js";
import type { JsonObject } from "../src/verdict/json.js";
import { inequalityClaim, type Stated } from "./inequality-claim.js";
import { type ExactLawSetting, type LawCase, type LawPlace, type LawSetting, lawPlacesOf } from "./law-setting.js";
import { fewDraws } from "./situation-claim.js";
import type { Choices } from "./worst-choices.js";

/**
 * What a claim about the whole law of an instance has to say for itself, where no player is singled out and there may be
 * none; `lawClaim` supplies the rest. P, E, T, O are the parameters, environment, reports and outcomes of the mechanism.
 * Cases with fewer players come first by themselves.
 *
 * As for claims about one player it is decided twice: `decide` over any ring, for all ε at once, and `sides` at given
 * values in rationals.
 */
export interface LawClaim<P, E, T, O> extends Stated<LawCase, LawPlace<P, E, T, O>, ExactLawSetting<P, E, T, O>> {
  /**
   * Every exponent of e^ε that the laws of all cases and the claim itself need is a multiple of this s; left out where the
   * mechanism has no ε.
   */
  readonly step?: Rational;
  /** Why the cases stand for infinitely many, where they do. */
  readonly argument?: string;
  /** Decides one case, over everything that `choices` ranges over: it fails where the sides at the worst choices do. */
  decide<S>(R: LogRing<S>, setting: LawSetting<P, E, T, O, S>, switches: Switches): Finding<S>;
  /** What the claim quantifies over beside the instance, by name; values that an example leaves out are the worst. */
  readonly choices?: (switches: Switches) => Choices<ExactLawSetting<P, E, T, O>>;
  /** The names of the choices. */
  readonly completed?: readonly string[];
}

/**
 * A claim about the law of a mechanism at one instance. The format is an argument of its own, so that a test can put a
 * broken mechanism in the place of the honest one.
 */
export function lawClaim<P, E, T, O>(format: Format<P, E, T, O>, parts: LawClaim<P, E, T, O>): Claim<LawCase> {
  const places = lawPlacesOf(format, parts.step);
  return inequalityClaim<LawCase, LawPlace<P, E, T, O>, ExactLawSetting<P, E, T, O>>({
    ...parts,
    argument: () => parts.argument,
    cases: (budget, switches) => [...parts.cases(budget, switches)].sort((x, y) => x.reports.length - y.reports.length),
    ofCase: places.ofCase,
    ofExample: places.ofExample,
    decide: (R, place, switches) => parts.decide(R, places.over(R, place), switches),
    exhibit: places.exampleOf,
    alternatives: (example, switches) => [
      ...(parts.step ? atSimpleEpsilons(example, format.epsilonName) : []),
      ...(parts.alternatives?.(example, switches) ?? []),
    ],
    // At random ε.
    draw: (switches) => parts.draw?.(switches) ?? fc.constantFrom(...parts.cases("standard", switches)),
    draws: parts.draws ?? fewDraws,
  });
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
