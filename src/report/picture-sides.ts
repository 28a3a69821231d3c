import { isInteger, type Rational, signOfRational, subtract } from "../number/rational.js";
import type { Counterexample } from "../verdict/counterexample.js";
import { canonical, type Json } from "../verdict/json.js";
import { approximate, decimalOf } from "./decimal.js";
import { html, type Markup } from "./escape.js";
import { formula } from "./formula.js";
import { type Inequality, inequalityOf } from "./inequality.js";
import { exact } from "./parts.js";
import { placesOf } from "./side.js";
import { sidesFound, sidesInDecimals } from "./sides.js";

/** What is shorter than this part of the longest bar is not seen. */
const leastSeen = 200n;

/** Longer numbers are shown in decimals alone. */
const longest = 40;

/** The name of a side is its formula where that has no more letters than this. */
const shortFormula = 16;

/**
 * Both sides of the claim's inequality as bars on one axis; in words where no axis shows both. Nothing where bars would tell
 * nothing: for sides that are the same, and for 0 against 1, which is a yes or a no or a count of one.
 */
export function sidesPicture(counterexample: Counterexample): Markup | undefined {
  const { lhs, rhs } = counterexample;
  if (canonical(lhs) === canonical(rhs)) return undefined;
  const infinite = [lhs, rhs].map((side) => side === "infinity");
  if (infinite.includes(true)) {
    return inSentence(`No axis shows both sides: the ${infinite[0] ? "left" : "right"} one is infinite.`);
  }
  const places = placesOf(counterexample);
  if (places === undefined || places.every(isZeroOrOne)) return undefined;
  const [left, right] = places;
  const apart = subtract(left, right);
  if (signOfRational(apart) === 0) return undefined;
  const [small, large] = isLonger(left, right) ? [right, left] : [left, right];
  if (signOfRational(small) !== 0 && isLonger(large, small, leastSeen)) {
    const [more, less] = small === right ? ["left", "right"] : ["right", "left"];
    const times = roughly(ratio(large, small));
    return inSentence(`No axis shows both sides: the ${more} one is about ${times} times the size of the ${less} one.`);
  }
  if (isLonger(large, apart, leastSeen)) {
    return inSentence(`As bars the sides would look the same: they are about ${roughly(apart)} apart.`);
  }
  return bars(counterexample, places);
}

const inSentence = (sentence: string): Markup => html`<p class="quiet">${sentence}</p>\n`;

const isZeroOrOne = (x: Rational): boolean => isInteger(x) && (x.numerator === 0n || x.numerator === 1n);

const size = ({ numerator, denominator }: Rational): Rational => ({
  numerator: numerator < 0n ? -numerator : numerator,
  denominator,
});

/** x/y for y ≠ 0, not in lowest terms. */
const ratio = (x: Rational, y: Rational): Rational => {
  const denominator = x.denominator * y.numerator;
  const numerator = x.numerator * y.denominator;
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
};

/** |x| in two digits, or whole from 10 on. */
function roughly(x: Rational): string {
  const { numerator, denominator } = size(x);
  const whole = numerator / denominator;
  return whole < 10n ? approximate(size(x), 2).text : approximate({ numerator: whole, denominator: 1n }).text;
}

/** over·|x| > times·|y|. */
const isLonger = (x: Rational, y: Rational, times = 1n, over = 1n): boolean =>
  over * size(x).numerator * y.denominator > times * size(y).numerator * x.denominator;

function bars(counterexample: Counterexample, places: readonly [Rational, Rational]): Markup {
  const claimed = inequalityOf(counterexample.inequality);
  const shown = shownSides(counterexample, claimed);
  const end = axisEnd(places);
  const signs = places.map(signOfRational);
  const axis: Axis = { end, isBelow: signs.includes(-1), isAbove: signs.includes(1) };
  return html`<figure class="picture">
<figcaption>Both sides on one axis${claimed ? `: the left one should be ${wordsFor[claimed.relation]} the right one` : ""}</figcaption>
<div class="bars sides-drawn${axis.isBelow ? " below" : ""}" role="img" aria-label="${shown.map(aloud).join("; ")}.">
${shown.map((side, i) => {
  const { from, long } = barAt(places[i]!, axis);
  const zero = axis.isBelow ? html`<span class="zero" style="left:${axis.isAbove ? 50 : 100}%"></span>` : "";
  return html`<div class="row"><span class="name">${side.name}${side.claim === undefined ? "" : html` <span class="formula">${formula(side.claim)}</span>`}</span><span class="track"><span class="bar bar-${i + 1}" style="margin-left:${from}%;width:${long}%"></span>${zero}</span><span class="chance">${side.exact === undefined ? "" : exact(side.exact)}${side.about === undefined ? "" : html` <span class="decimal">${side.about}</span>`}</span></div>\n`;
})}<div class="row axis"><span class="track">${ticksOf(axis).map((tick) => html`<span>${tick}</span>`)}</span></div>
</div></figure>
`;
}

/** What stands beside a bar. */
interface ShownSide {
  readonly name: string;
  /** What it is in the claim, where that is short and no number. */
  readonly claim?: string;
  /** Left out where it is long: the exact sides stand above the picture. */
  readonly exact?: string;
  readonly about?: string;
}

function shownSides(counterexample: Counterexample, claimed: Inequality | undefined): readonly ShownSide[] {
  const found = sidesFound(counterexample);
  const decimals = sidesInDecimals(counterexample);
  const shown = (which: "left" | "right", side: Json): ShownSide => {
    const [text, claim] = [found[which], claimed?.[which]];
    const about = typeof side === "string" ? decimalOf(side) : decimals && `≈ ${decimals[which]}`;
    return {
      name: `${which} side`,
      ...(claim !== undefined && claim !== text && isShort(claim) && { claim }),
      ...((text.length <= longest || about === undefined) && { exact: text }),
      ...(about !== undefined && { about }),
    };
  };
  return [shown("left", counterexample.lhs), shown("right", counterexample.rhs)];
}

const aloud = ({ name, exact: text, about }: ShownSide): string =>
  `${name}: ${[text, about].filter((part) => part !== undefined).join(" ")}`;

const wordsFor = {
  "≥": "at least",
  "≤": "at most",
  ">": "greater than",
  "<": "less than",
  "=": "equal to",
} as const;

/** Whether a side of the claim can stand beside a bar, as a formula that is set whole. */
const isShort = (claim: string): boolean => claim.length <= shortFormula && !claim.includes("*");

/** The least 1, 2 or 5 times a power of ten that no side is longer than, but for what rounding may add to it. */
function axisEnd(places: readonly Rational[]): Rational {
  const fits = (end: Rational): boolean => places.every((x) => !isLonger(x, times(end, 1001n), 1n, 1000n));
  let power: Rational = { numerator: 1n, denominator: 1n };
  while (!fits(power)) power = { numerator: power.numerator * 10n, denominator: 1n };
  for (;;) {
    const less = { numerator: power.numerator, denominator: power.denominator * 10n };
    if (!fits(less)) return [2n, 5n, 10n].map((n) => times(less, n)).find(fits)!;
    power = less;
  }
}

const times = ({ numerator, denominator }: Rational, n: bigint): Rational => ({
  numerator: numerator * n,
  denominator,
});

/** An axis that goes to `end` on the sides of 0 on which something is. */
interface Axis {
  readonly end: Rational;
  readonly isBelow: boolean;
  readonly isAbove: boolean;
}

/** Three marks. */
function ticksOf({ end, isBelow, isAbove }: Axis): readonly string[] {
  const half = { numerator: end.numerator, denominator: end.denominator * 2n };
  const print = (x: Rational): string => approximate(x).text;
  if (!isBelow) return ["0", print(half), print(end)];
  return isAbove ? [print(times(end, -1n)), "0", print(end)] : [print(times(end, -1n)), print(times(half, -1n)), "0"];
}

/** Where the bar begins and how long it is, in percent of the axis, hundredths cut off: for eyes only. */
function barAt(x: Rational, { end, isBelow, isAbove }: Axis): { readonly from: string; readonly long: string } {
  const all = isBelow && isAbove ? 5_000n : 10_000n;
  const exactly = (all * size(x).numerator * end.denominator) / (x.denominator * end.numerator);
  const long = exactly > all ? all : exactly;
  const zero = isBelow ? all : 0n;
  return { from: percent(signOfRational(x) < 0 ? zero - long : zero), long: percent(long) };
}

const percent = (hundredths: bigint): string => `${hundredths / 100n}.${`${hundredths % 100n}`.padStart(2, "0")}`;
