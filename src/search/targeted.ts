import type { Check, Example } from "../claim/claim.js";
import { absolute } from "../number/integer.js";
import {
  add,
  atMost,
  divide,
  type Extended,
  multiply,
  negate,
  one,
  parseRational,
  printRational,
  type Rational,
  rational,
} from "../number/rational.js";
import type { Json, JsonObject } from "../verdict/json.js";
import { scoreOf } from "./score.js";

/** An example with its check and its exact score. */
export interface Scored {
  readonly example: Example;
  readonly check: Check;
  readonly score: Extended;
}

/** Numbers of a climb stay this small: a score that grows without end must not be followed without end. */
const largest = 100n;
const mostPlayers = 40;

/**
 * Climbs the exact score from an example: takes the first variation that scores higher, up to `steps` times. Narrow
 * violations that random examples miss are found by following how close they come.
 */
export function climb(start: Scored, check: (example: Example) => Check | undefined, steps: number): Scored {
  let best = start;
  for (let step = 0; step < steps; step++) {
    const higher = firstHigher(best, check);
    if (!higher) return best;
    best = higher;
  }
  return best;
}

function firstHigher(best: Scored, check: (example: Example) => Check | undefined): Scored | undefined {
  for (const example of variations(best.example)) {
    const scored = scoredOf(example, check(example));
    if (scored && !atMost(scored.score, best.score)) return scored;
  }
  return undefined;
}

/** undefined where the example is illegal, outside the hypotheses, or without a score. */
export function scoredOf(example: Example, check: Check | undefined): Scored | undefined {
  if (!check || check.hypotheses === "outside") return undefined;
  const score = scoreOf(check);
  return score === undefined ? undefined : { example, check, score };
}

/** Examples that differ in one exact number or one player. */
function* variations({ instance, choices }: Example): Generator<Example> {
  for (const varied of variedNumbers(choices)) yield { instance, choices: varied as JsonObject };
  const parameters = (instance.parameters ?? {}) as JsonObject;
  for (const varied of variedNumbers(parameters)) yield { instance: { ...instance, parameters: varied }, choices };
  const { reports } = instance;
  if (!Array.isArray(reports)) return;
  for (let i = reports.length - 1; i > 0; i--) {
    if (i !== choices.player) yield { instance: { ...instance, reports: reports.filter((_, j) => j !== i) }, choices };
  }
  if (reports.length >= mostPlayers) return;
  for (const report of new Set(reports)) yield { instance: { ...instance, reports: [...reports, report] }, choices };
}

function* variedNumbers(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) {
      for (const varied of variedNumbers(entry)) yield value.map((old, j) => (j === i ? varied : old));
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      // ε = times·ln log: the log alone reaches every size.
      if (key === "times") continue;
      for (const varied of variedNumbers(entry)) yield { ...value, [key]: varied };
    }
  } else if (typeof value === "string") {
    const number = parseRational(value);
    if (number) yield* nearby(number).map(printRational);
  }
}

function nearby(x: Rational): readonly Rational[] {
  const [two, tenth] = [rational(2n), rational(11n, 10n)];
  const steps = [
    multiply(x, two),
    divide(x, two),
    multiply(x, tenth),
    divide(x, tenth),
    add(x, one),
    add(x, negate(one)),
  ];
  return steps.filter(({ numerator, denominator }) => absolute(numerator) <= largest && denominator <= largest);
}
