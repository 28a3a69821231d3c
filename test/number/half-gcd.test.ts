import fc from "fast-check";
import { expect, test } from "vitest";
import { halfGcd } from "../../src/number/half-gcd.js";

const euclid = (x: bigint, y: bigint): bigint => (y === 0n ? (x < 0n ? -x : x) : euclid(y, x % y));

const integer = (bits: number) => fc.bigInt({ min: -(1n << BigInt(bits)), max: 1n << BigInt(bits) });

test("halfGcd is the gcd, for short and for long integers with a long common factor", () => {
  const long = fc.tuple(integer(6000), integer(6000), integer(3000)).map(([x, y, k]) => [x * k, y * k] as const);
  for (const pair of [fc.tuple(integer(64), integer(64)), fc.tuple(integer(9000), integer(2500)), long]) {
    fc.assert(
      fc.property(pair, ([x, y]) => halfGcd(x, y) === euclid(x, y)),
      { numRuns: 100, seed: 1 },
    );
  }
});

test("zeros, equal numbers, and the slowest case of Euclid's algorithm", () => {
  let [a, b] = [1n, 1n];
  for (let i = 0; i < 20_000; i++) [a, b] = [a + b, a];
  expect(halfGcd(a * 6n, b * 6n)).toBe(6n);
  expect(halfGcd(0n, 0n)).toBe(0n);
  expect(halfGcd(0n, -a)).toBe(a);
  expect(halfGcd(a, a)).toBe(a);
});
