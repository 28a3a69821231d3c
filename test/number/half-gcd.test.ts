import fc from "fast-check";
import { expect, test } from "vitest";
import { halfGcd } from "../../src/number/half-gcd.js";

function euclid(x: bigint, y: bigint): bigint {
  let [a, b] = [x, y];
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

const integer = (bits: number) => fc.bigInt({ min: -(1n << BigInt(bits)), max: 1n << BigInt(bits) });

test("halfGcd is the gcd, for short and for long integers with a long common factor", () => {
  const long = fc.tuple(integer(4000), integer(4000), integer(2500)).map(([x, y, k]) => [x * k, y * k] as const);
  for (const pair of [fc.tuple(integer(64), integer(64)), fc.tuple(integer(7000), integer(2500)), long]) {
    fc.assert(
      fc.property(pair, ([x, y]) => halfGcd(x, y) === euclid(x, y)),
      { numRuns: 20, seed: 1 },
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
