import {
  type AlgebraicJson,
  type AlgebraicNumber,
  isRational,
  parseAlgebraic,
  refineBelow,
} from "../number/algebraic.js";
import { parseRational, type Rational, rational } from "../number/rational.js";
import type { EndJson, RealSetJson } from "../number/real-set.js";
import { approximateLogarithm } from "./decimal.js";

/** Sets of ε in words, where ε = times·ln b. */

type Interval = Exclude<RealSetJson, "all">["b"][number];
type PrintEnd = (times: string, b: AlgebraicJson) => string;

const every = "every ε > 0";
const none = "no ε";

/** "every ε > 0", "no ε", "ε ≤ ln 3/2", "ln 2 < ε ≤ 2 ln 3 or ε = ln 5"; an irrational end as "ln 1.32471…". */
export const epsilonWords = (set: RealSetJson): string => words(set, logarithm);

/**
 * The same where nothing beside it says that the claim was decided on a domain: "ε ≤ ln 3/2 on the domain". All ε and none
 * stand alone: a violation on the domain is one, and of "every ε > 0" the verdict says how far it reaches.
 */
export function epsilonWordsOnDomain(set: RealSetJson): string {
  const shown = epsilonWords(set);
  return shown === every || shown === none ? shown : `${shown} on the domain`;
}

/** Decimals of ε beside the words of `epsilonWords`; undefined where the set has no ends to print. */
export function epsilonDecimals(set: RealSetJson): string | undefined {
  const decimals = words(set, (times, b) => aboutLogarithm(times, b));
  return decimals === epsilonWords(set) ? undefined : decimals;
}

function words(set: RealSetJson, print: PrintEnd): string {
  if (set === "all") return every;
  if (set.b.length === 0) return none;
  const end = (b: AlgebraicJson): string => print(set.times, b);
  const holes = onlyHoles(set.b);
  if (holes) return holes.length === 0 ? every : `every ε > 0 except ${holes.map(end).join(", ")}`;
  return set.b.map((interval) => intervalWords(interval, end)).join(" or ");
}

/** The points that are missing from b > 1, when no more than single points are. */
function onlyHoles(intervals: readonly Interval[]): readonly AlgebraicJson[] | undefined {
  if (!isBeginning(intervals[0]!.from) || intervals.at(-1)!.to.value !== "infinity") return undefined;
  const holes = intervals.slice(1).map(({ from }) => from.value);
  return intervals.slice(0, -1).every(({ to }, i) => sameNumber(to.value, holes[i]!)) ? holes : undefined;
}

/** Ends of one set were printed by one printer, so that equal ends are equal text. */
const sameNumber = (x: AlgebraicJson, y: AlgebraicJson): boolean => JSON.stringify(x) === JSON.stringify(y);

const isBeginning = ({ value, closed }: EndJson): boolean => value === "1" && !closed;

function intervalWords({ from, to }: Interval, end: (b: AlgebraicJson) => string): string {
  const [low, high] = [
    isBeginning(from) ? undefined : end(from.value),
    to.value === "infinity" ? undefined : end(to.value),
  ];
  if (low === undefined) return high === undefined ? every : `ε ${to.closed ? "≤" : "<"} ${high}`;
  if (high === undefined) return `ε ${from.closed ? "≥" : ">"} ${low}`;
  if (sameNumber(from.value, to.value)) return `ε = ${low}`;
  return `${low} ${from.closed ? "≤" : "<"} ε ${to.closed ? "≤" : "<"} ${high}`;
}

/** "ln 3/2", "2 ln 3"; of an irrational b the first digits. */
export function logarithm(times: string, b: AlgebraicJson): string {
  const multiple = times === "1" ? "" : `${times} `;
  return `${multiple}ln ${typeof b === "string" ? b : firstDigits(b)}`;
}

/** The decimals of times·ln b, or the exact text where b cannot be read. */
export function aboutLogarithm(times: string, b: AlgebraicJson): string {
  const [t, x] = [parseRational(times), parseAlgebraic(b)];
  return t && x ? approximateLogarithm(t, closeTo(x, 40)).text : logarithm(times, b);
}

/** A rational closer to the number than 10^−digits. */
const closeTo = (x: AlgebraicNumber, digits: number): Rational => narrowed(x, digits).low;

const narrowed = (x: AlgebraicNumber, digits: number): AlgebraicNumber =>
  isRational(x) ? x : refineBelow(x, rational(1n, 10n ** BigInt(digits)));

/** The first digits of an irrational number > 1, cut off and not rounded: "1.32471…". */
function firstDigits(json: AlgebraicJson): string {
  const x = parseAlgebraic(json);
  if (x === undefined) return "?";
  for (let places = 5; ; places += 5) {
    const { low, high } = narrowed(x, places + 2);
    const text = cutOff(low, places);
    // Of a number near 1 the zeros say nothing: go on to what follows them.
    if (cutOff(high, places) === text && !/^1\.0*.{0,3}$/.test(text)) return `${text}…`;
  }
}

/** The rational ≥ 0 with so many decimals, cut off. */
function cutOff({ numerator, denominator }: Rational, places: number): string {
  const scaled = `${(numerator * 10n ** BigInt(places)) / denominator}`.padStart(places + 1, "0");
  return `${scaled.slice(0, -places)}.${scaled.slice(-places)}`;
}

/** The irrational ends of a set, each with what defines it. */
export function irrationalEnds(set: RealSetJson): readonly { readonly shown: string; readonly definition: string }[] {
  if (set === "all") return [];
  const ends = set.b.flatMap(({ from, to }) => [from.value, to.value]);
  const found = new Map<string, string>();
  for (const end of ends) {
    if (typeof end !== "string") found.set(firstDigits(end), definition(end));
  }
  return [...found].map(([shown, definition]) => ({ shown, definition }));
}

const termsShown = 12;

function definition({ polynomial, low, high }: Exclude<AlgebraicJson, string>): string {
  const terms = [...polynomial].reverse().map(([coefficient, exponent], i) => {
    const negative = coefficient.startsWith("-");
    const size = negative ? coefficient.slice(1) : coefficient;
    const power = exponent === 0 ? "" : exponent === 1 ? "b" : `b^${exponent}`;
    const sign = i === 0 ? (negative ? "−" : "") : negative ? " − " : " + ";
    return `${sign}${size === "1" && power ? power : size + power}`;
  });
  const shown =
    terms.length <= termsShown ? terms.join("") : `${terms.slice(0, termsShown).join("")} + … (${terms.length} terms)`;
  return `the root of ${shown} between ${low} and ${high}`;
}
