import { Decimal } from "decimal.js";
import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import type { Enclosure } from "../../src/number/enclosure.js";
import * as E from "../../src/number/enclosure.js";
import { expFixed, lnFixed } from "../../src/number/fixed-point.js";
import { floorQuotient } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { mpfr } from "./mpfr.js";

const oracle = await mpfr();

const power = (base: bigint, k: number): bigint => base ** BigInt(k);
const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] => fc.sample(arbitrary, { seed: 1, numRuns });
const natural = (bits: number) => fc.bigInt({ min: 1n, max: 1n << BigInt(bits) });
const ratios = (bits: number) => fc.tuple(natural(bits), natural(bits)).map(([p, q]) => rational(p, q));
/** Short and long numbers, and quotients of very different lengths. */
const positive = fc.oneof(
  ratios(4),
  ratios(30),
  ratios(64),
  ratios(400),
  fc.tuple(natural(300), natural(8)).map(([p, q]) => rational(p, q)),
  fc.tuple(natural(8), natural(300)).map(([p, q]) => rational(p, q)),
);

/** Beside 1, beside the table's points c/256 and powers of two, beside e^k, huge and tiny. */
function* hard(): Generator<Rational> {
  for (const k of [1, 5, 8, 9, 10, 31, 32, 33, 63, 64, 65, 127, 128, 200, 500]) {
    for (const d of [-1n, 1n]) yield rational(power(2n, k) + d, power(2n, k));
    for (const d of [-1n, 0n, 1n]) yield rational(power(2n, k) + d);
    yield rational(power(10n, k) + 1n, power(10n, k));
  }
  for (let c = 170n; c < 372n; c++) {
    yield rational(c, 256n);
    yield rational(2n * c + 1n, 512n);
    yield rational((c << 100n) + 1n, 256n << 100n);
  }
  for (let k = -12n; k <= 12n; k++) {
    for (const digits of [3, 10, 20, 40, 80]) {
      const { low } = oracle.exp(rational(k), 400);
      const cut = (low.numerator * power(10n, digits)) / low.denominator;
      for (const d of [0n, 1n]) if (cut + d > 0n) yield rational(cut + d, power(10n, digits));
    }
  }
  yield rational(power(10n, 3000));
  yield rational(1n, power(10n, 3000) + 1n);
  yield rational(power(3n, 2000), power(5n, 1365));
}

const logarithms = [...hard(), ...sample(positive, 1500)];

/** The truth lies between the oracle's bounds, which are far closer to each other than the enclosure's. */
function expectAround(found: Enclosure, truth: Enclosure, about: () => string): void {
  if (Q.compare(found.low, truth.low) <= 0 && Q.compare(truth.high, found.high) <= 0) return;
  expect.fail(`${about()}: ${JSON.stringify(E.printEnclosure(found))}`);
}

const unit = (bits: number): Rational => rational(1n, power(2n, bits));

describe("ln", () => {
  it("contains the logarithm within 2^-bits, beside MPFR", () => {
    for (const bits of [1, 24, 62, 200]) {
      for (const x of logarithms) {
        const found = E.ln(x, bits);
        expectAround(found, oracle.ln(x, bits + 400), () => `ln ${Q.printRational(x)} at ${bits} bits`);
        if (Q.compare(E.width(found), unit(bits)) > 0) expect.fail(`ln ${Q.printRational(x)} is too wide`);
      }
    }
  });

  it("contains it in units of the last place, where no spare bits hide a wrong bound", () => {
    let nearest = 0;
    for (const precision of [64, 128, 320]) {
      for (const x of logarithms) {
        const { low, high } = lnFixed(x.numerator, x.denominator, precision);
        const truth = oracle.ln(x, precision + 400);
        const [least, most] = [truth.low, truth.high].map((y) => floorOf(y, precision)) as [bigint, bigint];
        if (least < low || most >= high + (low === high ? 1n : 0n)) expect.fail(`ln ${Q.printRational(x)}`);
        // Where in the enclosure the truth lies, in hundredths.
        const at = low === high ? 0n : ((least - low) * 100n) / (high - low);
        if (at > nearest) nearest = Number(at);
      }
    }
    // The bound is not idle: half of it would be wrong.
    expect(nearest).toBeGreaterThan(50);
  });

  it("contains it at a thousand bits and more", () => {
    for (const x of logarithms.filter((_, i) => i % 40 === 0)) {
      for (const bits of [1000, 3000]) expectAround(E.ln(x, bits), oracle.ln(x, 5000), () => Q.printRational(x));
    }
  });

  it("is exact at 1 and ends where there is no logarithm", () => {
    expect(E.ln(Q.one, 64)).toEqual(E.exactly(Q.zero));
    for (const x of [Q.zero, rational(-1n)]) expect(() => E.ln(x, 64)).toThrow(RangeError);
    for (const bits of [0, -1, 0.5, 1 << 21]) expect(() => E.ln(rational(2n), bits)).toThrow(RangeError);
  });
});

/** ⌊x·2^precision⌋. */
const floorOf = ({ numerator, denominator }: Rational, precision: number): bigint =>
  precision < 0
    ? floorQuotient(numerator, denominator << BigInt(-precision))
    : floorQuotient(numerator << BigInt(precision), denominator);

const exponents = [
  ...sample(fc.tuple(fc.bigInt({ min: -(1n << 40n), max: 1n << 40n }), natural(40)), 1000).map(([p, q]) =>
    rational(p, q),
  ),
  ...sample(fc.tuple(fc.bigInt({ min: -3000n, max: 3000n }), natural(4)), 300).map(([p, q]) => rational(p, q)),
  ...[1, 10, 64, 300].flatMap((k) => [rational(1n, power(2n, k)), rational(-1n, power(2n, k))]),
  // Beside the multiples of ln 2, where the remainder is nearly 0 or nearly ln 2.
  ...[-700n, -3n, -1n, 1n, 2n, 5n, 1000n].flatMap((k) => {
    const { low, high } = E.scale(oracle.ln(rational(2n), 300), rational(k));
    return [low, high];
  }),
].filter(
  (x) => Q.compare(rational(x.numerator < 0n ? -x.numerator : x.numerator, x.denominator), rational(20000n)) < 0,
);

describe("exp", () => {
  it("contains the exponential within 2^-bits of itself, beside MPFR", () => {
    for (const bits of [1, 24, 64, 200]) {
      for (const x of exponents) {
        const found = E.exp(x, bits);
        expectAround(found, oracle.exp(x, bits + 400), () => `exp ${Q.printRational(x)} at ${bits} bits`);
        if (Q.compare(E.width(found), Q.multiply(unit(bits), found.low)) > 0) expect.fail(`too wide at ${bits} bits`);
      }
    }
  });

  it("contains it in units of the last place, where no spare bits hide a wrong bound", () => {
    let [below, above] = [100, 0];
    for (const precision of [64, 192]) {
      // Far out the multiple of ln 2 loses most.
      for (const x of [...exponents, rational(1_000_003n, 3n), rational(-900_001n, 7n), rational(-3_000_001n, 2n)]) {
        const { low, high, exponent } = expFixed(x, precision);
        const truth = oracle.exp(x, precision + 100);
        const [least, most] = [truth.low, truth.high].map((y) => floorOf(y, precision - exponent)) as [bigint, bigint];
        if (least < low || most >= high) expect.fail(`exp ${Q.printRational(x)} in units of 2^-${precision}`);
        const at = Number(((least - low) * 100n) / (high - low));
        if (at < below) below = at;
        if (at > above) above = at;
      }
    }
    // The bound is not idle: a quarter of it would be wrong.
    expect(below).toBeLessThan(25);
    expect(above).toBeGreaterThan(25);
  });

  it("contains it at a thousand bits, and far out", () => {
    for (const x of [
      rational(1n),
      rational(-22n, 7n),
      rational(1n, 1n << 200n),
      rational(99_999n),
      rational(-99_999n),
    ]) {
      for (const bits of [1, 1000]) expectAround(E.exp(x, bits), oracle.exp(x, 3000), () => Q.printRational(x));
    }
  });

  it("is exact at 0 and refuses what cannot be written down", () => {
    expect(E.exp(Q.zero, 64)).toEqual(E.exactly(Q.one));
    for (const x of [1n << 24n, -(1n << 24n)]) expect(() => E.exp(rational(x), 64)).toThrow(RangeError);
  });

  it("is undone by ln", () => {
    for (const x of exponents.slice(0, 300)) {
      const { low, high } = E.exp(x, 100);
      const back = { low: E.ln(low, 100).low, high: E.ln(high, 100).high };
      expect(E.compareRational(E.subtract(back, E.exactly(x)), Q.zero)).toBe(E.signOf(E.subtract(back, E.exactly(x))));
      expectAround(back, E.exactly(x), () => `ln exp ${Q.printRational(x)}`);
    }
  });
});

describe("what decimal.js rounds to the wrong side", () => {
  const read = (text: string) => Q.parseRational(text)!;
  const [lnAboveE, lnHalf] = [
    "7.38905609893065022723042746057500781318",
    "0.606530659712633423603799534991180453441918136",
  ];
  const [expTwo, expSmall] = [
    "0.693147180559945309417232121458176568075500134360255254120681",
    "-0.0233522230639145038222531717449",
  ];
  const shown = (f: (x: Rational, bits: number) => Enclosure, x: string, y: string) =>
    E.signWithin((bits) => E.subtract(f(read(x), bits), E.exactly(read(y))), 1024);

  it("is decided right", () => {
    expect(shown(E.ln, lnAboveE, "2")).toBe(-1);
    expect(shown(E.ln, lnHalf, "-0.5")).toBe(1);
    expect(shown(E.exp, expTwo, "2")).toBe(1);
    expect(shown(E.exp, expSmall, "0.97691833")).toBe(-1);
  });

  it("is what MPFR says, and not what decimal.js says", () => {
    expect(E.compareRational(oracle.ln(read(lnAboveE), 500), rational(2n))).toBe(-1);
    expect(E.compareRational(oracle.ln(read(lnHalf), 500), rational(-1n, 2n))).toBe(1);
    expect(E.compareRational(oracle.exp(read(expTwo), 500), rational(2n))).toBe(1);
    expect(E.compareRational(oracle.exp(read(expSmall), 500), read("0.97691833"))).toBe(-1);
    const wrong = Decimal.clone({ precision: 20, rounding: Decimal.ROUND_FLOOR });
    expect(wrong.ln(lnAboveE).toString()).toBe("2");
  });

  it("stays undecided at a precision that cannot tell", () => {
    const x = rational(power(10n, 200) + 1n, power(10n, 200));
    expect(E.signWithin((bits) => E.ln(x, bits), 512)).toBeUndefined();
    expect(E.signWithin((bits) => E.ln(x, bits), 1024)).toBe(1);
  });
});

describe("sqrt", () => {
  it("contains the root within 2^-bits, beside MPFR", () => {
    for (const bits of [1, 64, 200]) {
      for (const x of logarithms.slice(0, 1500)) {
        const found = E.sqrt(x, bits);
        const square = (y: Rational) => Q.multiply(y, y);
        expect(Q.compare(square(found.low), x) <= 0 && Q.compare(x, square(found.high)) <= 0).toBe(true);
        if (Q.compare(E.width(found), unit(bits)) > 0) expect.fail("too wide");
      }
    }
    expectAround(E.sqrt(rational(2n), 100), oracle.sqrt(rational(2n), 300), () => "sqrt 2");
  });

  it("is exact for squares of binary fractions, and refuses negative numbers", () => {
    expect(E.sqrt(rational(9n, 16n), 2)).toEqual(E.exactly(rational(3n, 4n)));
    expect(E.sqrt(Q.zero, 8)).toEqual(E.exactly(Q.zero));
    expect(Q.signOfRational(E.width(E.sqrt(rational(1n, 9n), 64)))).toBe(1);
    expect(() => E.sqrt(rational(-1n), 8)).toThrow(RangeError);
  });
});

describe("enclosures", () => {
  const anyRational = fc.tuple(fc.bigInt({ min: -60n, max: 60n }), natural(4)).map(([p, q]) => rational(p, q));
  const anyEnclosure = fc
    .tuple(anyRational, anyRational)
    .map(([x, y]) => ({ low: Q.minimum(x, y), high: Q.maximum(x, y) }));
  const fraction = (x: Rational) => new Fraction(x.numerator, x.denominator);
  const inside = ({ low, high }: Enclosure, k: bigint) =>
    fraction(low).add(fraction(high).sub(fraction(low)).mul(new Fraction(k, 4n)));
  const contains = ({ low, high }: Enclosure, x: Fraction) => x.gte(fraction(low)) && x.lte(fraction(high));
  const places = [0n, 1n, 2n, 3n, 4n];

  it("contain every sum, difference, product and quotient, computed by fraction.js", () => {
    fc.assert(
      fc.property(anyEnclosure, anyEnclosure, anyRational, (x, y, c) => {
        for (const [i, j] of places.flatMap((i) => places.map((j) => [i, j] as const))) {
          const [a, b] = [inside(x, i), inside(y, j)];
          expect(contains(E.add(x, y), a.add(b))).toBe(true);
          expect(contains(E.subtract(x, y), a.sub(b))).toBe(true);
          expect(contains(E.multiply(x, y), a.mul(b))).toBe(true);
          expect(contains(E.scale(x, c), a.mul(fraction(c)))).toBe(true);
          const inverse = E.reciprocal(x);
          if (inverse !== undefined) expect(contains(inverse, a.inverse())).toBe(true);
          else expect(contains(x, new Fraction(0))).toBe(true);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("are no wider than they must be", () => {
    const [x, y] = [
      { low: rational(-2n), high: rational(3n) },
      { low: rational(-5n), high: rational(7n) },
    ];
    expect(E.multiply(x, y)).toEqual({ low: rational(-15n), high: rational(21n) });
    expect(E.scale(x, rational(-2n))).toEqual({ low: rational(-6n), high: rational(4n) });
    expect(E.reciprocal({ low: rational(2n), high: rational(4n) })).toEqual({
      low: rational(1n, 4n),
      high: rational(1n, 2n),
    });
  });

  it("compare with a rational only where they leave it out", () => {
    const x = { low: rational(1n), high: rational(2n) };
    expect([0n, 1n, 2n, 3n].map((y) => E.compareRational(x, rational(y)))).toEqual([1, undefined, undefined, -1]);
    expect(E.compareRational(E.exactly(rational(2n)), rational(2n))).toBe(0);
    expect(E.signOf(E.exactly(Q.zero))).toBe(0);
  });

  it("are read as printed, and nothing else is", () => {
    fc.assert(
      fc.property(anyEnclosure, (x) => {
        expect(E.parseEnclosure(E.printEnclosure(x))).toEqual(x);
      }),
      { seed: 1 },
    );
    expect(E.printEnclosure({ low: rational(1n, 2n), high: rational(3n) })).toEqual({ low: "1/2", high: "3" });
    for (const json of [null, "1", {}, { low: "2", high: "1" }, { low: 1, high: 2 }, { low: "x", high: "2" }]) {
      expect(E.parseEnclosure(json)).toBeUndefined();
    }
  });
});
