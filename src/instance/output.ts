import { Decimal } from "decimal.js";
import type { Enclosure } from "../number/enclosure.js";
import { bitLength } from "../number/integer.js";
import { type InverseLog, printInverseLog, rationalValue, realOf } from "../number/inverse-log.js";
import { enclosure, type LogEpsilon, type LogForm, printLogForm, simplified } from "../number/log-form.js";
import { type Polynomial, printPolynomial } from "../number/polynomial.js";
import { enclosedSum, exactSum, type QuotientSum, sumBits } from "../number/quotient-sum.js";
import { fromQuotient, printRational, type Rational } from "../number/rational.js";
import { enclosureOf } from "../number/real.js";
import type { Json } from "../verdict/json.js";
import { BeyondReach } from "./input-error.js";

/** numerator/denominator in the variable b; not necessarily in lowest terms. */
export interface RationalFunction {
  readonly numerator: Polynomial;
  readonly denominator: Polynomial;
}

/** What commands print: JSON whose leaves may also be exact numbers. */
export type Output =
  | Json
  | Rational
  | LogForm
  | RationalFunction
  | InverseLog
  | QuotientSum
  | readonly Output[]
  | { readonly [key: string]: Output };

export interface PrintOptions {
  /** Print each rational, log form and quotient in 1/ln b as {"exact", "decimal"}, the decimal rounded half up to so many significant digits. */
  readonly decimals?: number;
  /** Print each long rational as an enclosure of at most this width, 2^−enclosure. */
  readonly enclosure?: number;
  /** The ε that stands in log forms: needed for their decimals. */
  readonly epsilon?: LogEpsilon;
}

/** The tree as plain JSON: rationals as "p/q" or {"exact", "decimal"}, rational functions by their terms. */
export function toJson(tree: Output, options: PrintOptions = {}): Json {
  if (typeof tree !== "object" || tree === null) return tree;
  if (isList(tree)) return tree.map((item) => toJson(item, options));
  if (isRational(tree)) return printNumber(tree, options);
  if (isLogForm(tree)) return printForm(tree, options);
  if (isInverseLog(tree)) return printInverse(tree, options);
  if (isQuotientSum(tree)) return printSum(tree, options);
  if (isRationalFunction(tree)) {
    return {
      variable: "b",
      numerator: printPolynomial(tree.numerator),
      denominator: printPolynomial(tree.denominator),
    };
  }
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, toJson(value, options)]));
}

const isList = (tree: Output): tree is readonly Output[] => Array.isArray(tree);

export const isRational = (tree: Output): tree is Rational =>
  typeof tree === "object" && tree !== null && typeof (tree as Partial<Rational>).denominator === "bigint";

export const isLogForm = (tree: object): tree is LogForm =>
  "rational" in tree && isRational(tree.rational as Output) && Array.isArray((tree as Partial<LogForm>).logs);

const isRationalFunction = (tree: object): tree is RationalFunction =>
  Array.isArray((tree as Partial<RationalFunction>).denominator?.coefficients);

const isInverseLog = (tree: object): tree is InverseLog =>
  "log" in tree && isRational(tree.log as Output) && Array.isArray((tree as Partial<InverseLog>).denominator);

export const isQuotientSum = (tree: object): tree is QuotientSum =>
  "terms" in tree && "divisor" in tree && typeof tree.divisor === "bigint";

/** Rationals of more bits than this are long: bringing them to lowest terms takes longer than finding them. */
const longBits = 20_000;

/** Sums of more bits than this are only enclosed. */
const sumBitLimit = 1 << 25;

/** In lowest terms unless it is long; a long one as it is found, or enclosed where that is asked for. */
function printSum(sum: QuotientSum, options: PrintOptions): Json {
  const bits = sumBits(sum);
  if (bits > longBits && options.enclosure !== undefined) return printEnclosed(sum, options.enclosure);
  if (bits > sumBitLimit) {
    throw new BeyondReach(`exact numbers of about ${bits} bits; add \`--enclosure 64\``);
  }
  const exact = exactSum(sum);
  return printNumber(bits > longBits ? exact : fromQuotient(exact), options);
}

/** Each rounded term costs one unit of the last place: as many more bits are worked with as there are terms. */
function printEnclosed(sum: QuotientSum, width: number): Json {
  const { low, high } = enclosedSum(sum, width + bitLength(BigInt(sum.terms.length)));
  return { low: printRational(low), high: printRational(high) };
}

function printNumber(x: Rational, { decimals }: PrintOptions): Json {
  const exact = printRational(x);
  return decimals === undefined ? exact : { exact, decimal: decimal(x, decimals) };
}

function printForm(form: LogForm, { decimals, epsilon }: PrintOptions): Json {
  const exact = printLogForm(form) as unknown as Json;
  return decimals === undefined ? exact : { exact, decimal: decimalOfForm(form, decimals, epsilon) };
}

function printInverse(x: InverseLog, { decimals }: PrintOptions): Json {
  const exact = printInverseLog(x) as unknown as Json;
  if (decimals === undefined) return exact;
  const value = rationalValue(x);
  const real = realOf(x);
  return {
    exact,
    decimal: value ? decimal(value, decimals) : roundedAlike((bits) => enclosureOf(real, bits), decimals),
  };
}

function decimalOfForm(form: LogForm, digits: number, epsilon?: LogEpsilon): string {
  const shortest = simplified(form, epsilon);
  return roundedAlike((bits) => enclosure(shortest, bits, epsilon), digits);
}

/** The decimal that both ends of an enclosure round to. It ends: a number that is no rational is no such tie either. */
function roundedAlike(at: (bits: number) => Enclosure, digits: number): string {
  for (let bits = 4 * digits + 16; ; bits *= 2) {
    const { low, high } = at(bits);
    const [below, above] = [decimal(low, digits), decimal(high, digits)];
    if (below === above) return below;
  }
}

/** For eyes only; a private copy of Decimal, so that no global setting matters. */
function decimal(x: Rational, digits: number): string {
  const Digits = Decimal.clone({ defaults: true, precision: digits, maxE: 9e15, minE: -9e15 });
  return new Digits(`${x.numerator}`).div(`${x.denominator}`).toString();
}

const lineWidth = 100;

/** The tree as JSON text; see `printJson`. */
export const render = (tree: Output, options?: PrintOptions): string => printJson(toJson(tree, options));

/** Plain data as JSON text that ends with a line break: two spaces a level, what fits on a line on one line. */
export const printJson = (data: unknown): string => `${layout(data as Json, "")}\n`;

function layout(json: Json, indent: string): string {
  if (typeof json !== "object" || json === null) return JSON.stringify(json);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(json) ? "[]" : "{}";
  const items = Array.isArray(json)
    ? json.map((item) => layout(item, inner))
    : Object.entries(json).map(([key, value]) => `${JSON.stringify(key)}: ${layout(value, inner)}`);
  const length = items.reduce((total, item) => total + item.length + 2, indent.length);
  const fits = length <= lineWidth && items.every((item) => !item.includes("\n"));
  return fits
    ? `${open}${items.join(", ")}${close}`
    : `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
}
