import { ln } from "../number/enclosure.js";
import { multiply, parseRational, type Rational } from "../number/rational.js";

/** Decimals are for eyes only: they stand beside exact numbers and decide nothing. */

export const usualDigits = 6;

/** A few significant digits, and whether they are the whole number. */
export interface Approximation {
  readonly text: string;
  readonly exact: boolean;
}

/** By integer arithmetic, half away from zero; powers of ten beyond a million and below a ten-thousandth. */
export function approximate({ numerator, denominator }: Rational, digits = usualDigits): Approximation {
  if (numerator === 0n) return { text: "0", exact: true };
  const sign = numerator < 0n ? "−" : "";
  const size = numerator < 0n ? -numerator : numerator;
  let exponent = decimalExponent(size, denominator);
  const shift = digits - 1 - exponent;
  const [over, under] =
    shift >= 0 ? [size * 10n ** BigInt(shift), denominator] : [size, denominator * 10n ** BigInt(-shift)];
  let rounded = (2n * over + under) / (2n * under);
  const exact = rounded * under === over;
  if (rounded === 10n ** BigInt(digits)) {
    rounded /= 10n;
    exponent++;
  }
  return { text: sign + printDigits(`${rounded}`, exponent, exact), exact };
}

/** The e with 10^e ≤ p/q < 10^(e + 1). */
function decimalExponent(p: bigint, q: bigint): number {
  const guess = `${p}`.length - `${q}`.length;
  const reached = guess >= 0 ? p >= q * 10n ** BigInt(guess) : p * 10n ** BigInt(-guess) >= q;
  return reached ? guess : guess - 1;
}

function printDigits(digits: string, exponent: number, exact: boolean): string {
  const scientific = exponent >= usualDigits || exponent < -4;
  // With fewer digits than places before the point, zeros take the others.
  const all = scientific ? digits : digits.padEnd(exponent + 1, "0");
  const whole = scientific ? all.slice(0, 1) : exponent < 0 ? "0" : all.slice(0, exponent + 1);
  const rest = scientific ? all.slice(1) : exponent < 0 ? "0".repeat(-exponent - 1) + all : all.slice(exponent + 1);
  const fraction = exact ? rest.replace(/0+$/, "") : rest;
  return whole + (fraction && `.${fraction}`) + (scientific ? `·10${superscript(exponent)}` : "");
}

const superscript = (n: number): string => `${n}`.replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]!);

/** "= 4.5" or "≈ 6.07570" beside an exact number; undefined where that would say nothing new, or for no rational. */
export function decimalOf(text: string): string | undefined {
  const x = parseRational(text);
  if (x === undefined) return undefined;
  const { text: shown, exact } = approximate(x);
  if (exact) return x.denominator === 1n && !shown.includes("·") ? undefined : `= ${shown}`;
  return `≈ ${shown}`;
}

/** An exact number with the signs of print: "∞", "−1/2". */
export const signed = (text: string): string => (text === "infinity" ? "∞" : text.replace(/^-/, "−"));

/** About times·ln b. */
export const approximateLogarithm = (times: Rational, b: Rational): Approximation => ({
  ...approximate(multiply(times, ln(b, 256).low)),
  exact: false,
});
