import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderedRing, Ring, Sign } from "../../src/number/ring.js";

export interface RingLawOptions {
  /** The greatest degree asked of `power`; 0 for a ring without ε. */
  readonly greatestPower?: number;
  readonly runs?: number;
}

/**
 * The laws of a commutative ring with `integer` and `power`, and of its order where the ring has a sign,
 * on values drawn from `arbitrary`.
 */
export function ringLaws<T>(
  name: string,
  R: Ring<T> | OrderedRing<T>,
  arbitrary: fc.Arbitrary<T>,
  { greatestPower = 6, runs = 60 }: RingLawOptions = {},
): void {
  const same = (x: T, y: T): void => {
    if (!R.equals(x, y)) expect(x).toEqual(y);
    expect(R.equals(x, y)).toBe(true);
  };
  const check = <A extends [unknown, ...unknown[]]>(law: fc.IProperty<A>): void => {
    fc.assert(law, { seed: 1, numRuns: runs });
  };
  const integer = fc.bigInt({ min: -50n, max: 50n });

  describe(`ring laws: ${name}`, () => {
    it("adds as a commutative group", () => {
      check(
        fc.property(arbitrary, arbitrary, arbitrary, (x, y, z) => {
          same(R.add(x, y), R.add(y, x));
          same(R.add(R.add(x, y), z), R.add(x, R.add(y, z)));
          same(R.add(x, R.zero), x);
          same(R.subtract(x, x), R.zero);
          same(R.add(R.subtract(x, y), y), x);
        }),
      );
    });

    it("multiplies as a commutative monoid that distributes over addition", () => {
      check(
        fc.property(arbitrary, arbitrary, arbitrary, (x, y, z) => {
          same(R.multiply(x, y), R.multiply(y, x));
          same(R.multiply(R.multiply(x, y), z), R.multiply(x, R.multiply(y, z)));
          same(R.multiply(x, R.one), x);
          same(R.multiply(x, R.zero), R.zero);
          same(R.multiply(x, R.add(y, z)), R.add(R.multiply(x, y), R.multiply(x, z)));
        }),
      );
    });

    it("tells different values apart: equals agrees with a difference of zero", () => {
      check(
        fc.property(arbitrary, arbitrary, (x, y) => {
          expect(R.equals(x, y)).toBe(R.equals(R.subtract(x, y), R.zero));
          expect(R.equals(x, R.add(x, R.one))).toBe(false);
        }),
      );
    });

    it("maps the integers as a ring", () => {
      same(R.integer(0n), R.zero);
      same(R.integer(1n), R.one);
      check(
        fc.property(integer, integer, (m, n) => {
          same(R.integer(m + n), R.add(R.integer(m), R.integer(n)));
          same(R.integer(m * n), R.multiply(R.integer(m), R.integer(n)));
          expect(R.equals(R.integer(m), R.integer(n))).toBe(m === n);
        }),
      );
    });

    powerLaws(R, greatestPower, same, check);
    if ("sign" in R) orderLaws(R, arbitrary, greatestPower, check);
  });
}

type Check = <A extends [unknown, ...unknown[]]>(law: fc.IProperty<A>) => void;

/** [k, top] with 0 ≤ k ≤ top ≤ greatest. */
const powers = (greatest: number) =>
  fc.tuple(fc.nat(greatest), fc.nat(greatest)).map(([j, k]): [number, number] => (j <= k ? [j, k] : [k, j]));

function powerLaws<T>(R: Ring<T>, greatest: number, same: (x: T, y: T) => void, check: Check): void {
  it("has weights that multiply by adding exponents and degrees", () => {
    same(R.power(0, 0), R.one);
    check(
      fc.property(powers(greatest), powers(greatest), ([j, s], [k, t]) => {
        if (j + k > greatest || s + t > greatest) return;
        same(R.multiply(R.power(j, s), R.power(k, t)), R.power(j + k, s + t));
      }),
    );
  });

  it("refuses exponents that are no integers 0 <= k <= top", () => {
    for (const [k, top] of [
      [-1, 0],
      [1, 0],
      [0.5, 1],
      [0, Number.NaN],
      [2, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(() => R.power(k, top)).toThrow(RangeError);
    }
  });
}

function orderLaws<T>(R: OrderedRing<T>, arbitrary: fc.Arbitrary<T>, greatest: number, check: Check): void {
  it("has a sign that respects the operations", () => {
    expect(R.sign(R.zero)).toBe(0);
    expect(R.sign(R.one)).toBe(1);
    check(
      fc.property(arbitrary, arbitrary, (x, y) => {
        expect(R.sign(R.multiply(x, y))).toBe((R.sign(x) * R.sign(y) + 0) as Sign);
        expect(R.sign(R.subtract(R.zero, x))).toBe((0 - R.sign(x)) as Sign);
        expect(R.sign(x) === 0).toBe(R.equals(x, R.zero));
        if (R.sign(x) === R.sign(y)) expect(R.sign(R.add(x, y))).toBe(R.sign(x));
      }),
    );
  });

  it("has positive weights", () => {
    check(
      fc.property(powers(greatest), ([k, top]) => {
        expect(R.sign(R.power(k, top))).toBe(1);
      }),
    );
  });
}
