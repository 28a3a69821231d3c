import type { Rational } from "../number/rational.js";

/** low ≤ r·2^bits ≤ high for the real number r that is meant. */
export interface Bounds {
  readonly low: bigint;
  readonly high: bigint;
}

/**
 * Bounds of ln x in units of 2^−bits, for the checker, which shares no code with the enclosures of the search. With
 * x = 2^k·y and 1 ≤ y < 2, ln x = k·ln 2 + ln y, ln y = 2·atanh((y − 1)/(y + 1)) and ln 2 = 2·atanh(1/3). Throws
 * RangeError for x < 1.
 */
export function logBounds({ numerator, denominator }: Rational, bits: number): Bounds {
  if (numerator < denominator) throw new RangeError("logBounds: expected a number >= 1");
  let [k, below] = [0n, denominator];
  for (; numerator >= 2n * below; below *= 2n) k++;
  const rest = atanhBounds(numerator - below, numerator + below, BigInt(bits));
  const two = atanhBounds(1n, 3n, BigInt(bits));
  return { low: 2n * (k * two.low + rest.low), high: 2n * (k * two.high + rest.high) };
}

/**
 * Bounds of atanh z = z + z³/3 + z⁵/5 + … for z = n/d in [0, 1/3]. What is left out after the terms below z^j is at most
 * z^j/(1 − z²) ≤ 9/8·z^j, because each term is at most z² of the one before.
 */
function atanhBounds(n: bigint, d: bigint, bits: bigint): Bounds {
  const up = (x: bigint) => -(-x >> bits);
  let power = { low: (n << bits) / d, high: ((n << bits) + d - 1n) / d };
  const square = { low: (power.low * power.low) >> bits, high: up(power.high * power.high) };
  let [low, high] = [0n, 0n];
  for (let j = 1n; power.high > 1n; j += 2n) {
    low += power.low / j;
    high += (power.high + j - 1n) / j;
    power = { low: (power.low * square.low) >> bits, high: up(power.high * square.high) };
  }
  return { low, high: high + 2n * power.high };
}
