import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import type { Side } from "../../../src/claim/claim.js";
import type { LogForm } from "../../../src/number/log-form.js";
import { printRational } from "../../../src/number/rational.js";

/** Figure 1 a second time, as printed: chances in fractions, logarithms in decimals. It shares no code with the program. */
export const Precise = Decimal.clone({ precision: 45 });
export type Rows = readonly (readonly number[])[];

export const totalOf = (terms: readonly Fraction[]): Fraction => terms.reduce((x, y) => x.add(y), new Fraction(0));
export const sumOf = (terms: readonly Decimal[]): Decimal => terms.reduce((x, y) => x.plus(y), new Precise(0));
export const decimal = (x: Fraction): Decimal => new Precise(`${x.n}`).mul(`${x.s}`).div(`${x.d}`);
export const lnOf = (x: Fraction): Decimal => decimal(x).ln();

/** e^{(ε/2)·welfare} with e^{ε/2} = y², for rows in halves. */
export const weightsOf = (halves: Rows, m: number, y: Fraction, prior?: readonly number[]): readonly Fraction[] =>
  Array.from({ length: m }, (_, r) => y.pow(halves.reduce((sum, row) => sum + row[r]!, 0))!.mul(prior?.[r] ?? 1));

export const lawOf = (weights: readonly Fraction[]): readonly Fraction[] =>
  weights.map((weight) => weight.div(totalOf(weights)));

/** −Σ P·ln(P/μ), μ normalised; without prior S(P). */
export function uncertainty(P: readonly Fraction[], prior?: readonly number[]): Decimal {
  const mass = prior?.reduce((x, y) => x + y, 0) ?? 1;
  return sumOf(
    P.map((chance, r) => {
      const mu = new Fraction(prior?.[r] ?? 1, mass);
      return chance.equals(0)
        ? new Precise(0)
        : decimal(chance)
            .mul(lnOf(chance.div(mu)))
            .neg();
    }),
  );
}

export const divergence = (P: readonly Fraction[], other: readonly Fraction[]): Decimal =>
  sumOf(P.map((chance, r) => (chance.equals(0) ? new Precise(0) : decimal(chance).mul(lnOf(chance.div(other[r]!))))));

/** The price of Figure 1 that player 0 pays, rows in halves, y = e^{ε/4}; `third` are the rows of its third term. */
export function price(
  halves: Rows,
  y: Fraction,
  { prior, third = halves }: { readonly prior?: readonly number[]; readonly third?: Rows } = {},
): Decimal {
  const m = halves[0]!.length;
  const P = lawOf(weightsOf(halves, m, y, prior));
  const others = halves.slice(1);
  const half = lnOf(y).mul(2);
  const mass = prior?.reduce((sum, x) => sum + x, 0) ?? 1;
  const expected = totalOf(P.map((chance, r) => chance.mul(others.reduce((sum, row) => sum + row[r]!, 0)).div(2)));
  const aside = totalOf(weightsOf(third.slice(1), m, y, prior)).div(mass);
  return decimal(expected).neg().minus(uncertainty(P, prior).div(half)).plus(lnOf(aside).div(half));
}

/** E[v_0] less the price of player 0 who has the type v. */
export function utility(v: readonly number[], halves: Rows, y: Fraction, prior?: readonly number[]): Decimal {
  const P = lawOf(weightsOf(halves, v.length, y, prior));
  const value = totalOf(P.map((chance, r) => chance.mul(v[r]!).div(2)));
  return decimal(value).minus(price(halves, y, prior === undefined ? {} : { prior }));
}

/** A side of a check in decimals, ε = 4·ln y. */
export function sideAt(side: Side, y: Fraction): Decimal {
  if (side === "infinity") return new Precise(Infinity);
  if ("numerator" in side) return decimal(new Fraction(printRational(side)));
  if ("low" in side) throw new RangeError("sideAt: an enclosure");
  const { rational, logs, over }: LogForm = side;
  const terms = logs.map(({ coefficient, log }) =>
    decimal(new Fraction(printRational(coefficient))).mul(lnOf(new Fraction(printRational(log)))),
  );
  const divisor = over === "epsilon" ? lnOf(y).mul(4) : new Precise(1);
  return decimal(new Fraction(printRational(rational))).plus(sumOf(terms).div(divisor));
}

export const near = (x: Decimal, y: Decimal): boolean => x.minus(y).abs().lt("1e-30");

/** Rows in halves as the program reads them. */
export const written = (halves: Rows): string[][] =>
  halves.map((row) => row.map((x) => new Fraction(x, 2).toFraction()));
