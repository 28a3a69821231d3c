import type { Coordinate, Series } from "../src/claim/figure.js";
import type { Enclosure } from "../src/number/enclosure.js";
import { floorQuotient } from "../src/number/integer.js";
import { integerPower, type Rational, rational } from "../src/number/rational.js";

/** The points of a series, one at each x. */
export const seriesAt = (
  name: string,
  mark: Series["mark"],
  xs: readonly Rational[],
  y: (x: Rational) => Coordinate,
): Series => ({ name, mark, points: xs.map((x) => [x, y(x)]) });

/** from, from + 1, …, to. */
export const wholes = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The whole number as a coordinate. */
export const whole = (n: number): Rational => rational(BigInt(n));

/** The number between two neighbouring multiples of 2^−bits: for numbers of very many digits. */
export function shortened({ numerator, denominator }: Rational, bits: number): Enclosure {
  const unit = 1n << BigInt(bits);
  const low = floorQuotient(numerator * unit, denominator);
  return { low: rational(low, unit), high: rational(low + 1n, unit) };
}

/** ratio, ratio², …, ratio^count, each rounded down to a multiple of 1/unit: numbers of few digits with nearly equal logarithms between them. */
export const nearPowers = (ratio: Rational, count: number, unit: bigint): readonly Rational[] =>
  wholes(1, count).map((k) => {
    const power = integerPower(ratio, BigInt(k));
    return rational(floorQuotient(power.numerator * unit, power.denominator), unit);
  });
