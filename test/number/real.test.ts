import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DyadicInterval } from "../../src/number/dyadic-interval.js";
import type { Enclosure } from "../../src/number/enclosure.js";
import type { Rational } from "../../src/number/rational.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";

const D = Decimal.clone({ precision: 100, toExpNeg: -9e15, toExpPos: 9e15 });
const decimal = (x: Rational) => new D(x.numerator.toString()).div(x.denominator.toString());

/** A formula beside its value in decimals: the second route knows nothing of intervals. */
interface Both {
  readonly real: R.Real;
  readonly value: Decimal;
  readonly text: string;
}

const rational = (numerator: bigint, denominator = 1n) => Q.rational(numerator, denominator);
const leaf = (x: Rational): Both => ({ real: R.fromRational(x), value: decimal(x), text: Q.printRational(x) });

const leaves = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.oneof(fc.constant(1n), fc.bigInt(1n, 10n ** 9n)))
  .map(([p, q]) => leaf(rational(p, q)));

/** A formula of the parts that is defined and of moderate size; where it would not be, the first part alone. */
function combined(kind: number, x: Both, y: Both): Both {
  const [a, b] = [x.value, y.value];
  switch (kind) {
    case 0:
      return { real: R.add(x.real, y.real), value: a.add(b), text: `(${x.text} + ${y.text})` };
    case 1:
      return { real: R.subtract(x.real, y.real), value: a.sub(b), text: `(${x.text} - ${y.text})` };
    case 2:
      return { real: R.multiply(x.real, y.real), value: a.mul(b), text: `(${x.text} * ${y.text})` };
    case 3:
      return b.abs().lt("1e-20")
        ? x
        : { real: R.divide(x.real, y.real), value: a.div(b), text: `(${x.text} / ${y.text})` };
    case 4:
      return a.lt("1e-20") ? x : { real: R.ln(x.real), value: a.ln(), text: `ln ${x.text}` };
    case 5:
      return a.abs().gt(100) ? x : { real: R.exp(x.real), value: a.exp(), text: `exp ${x.text}` };
    case 6:
      return a.lt("1e-20") ? x : { real: R.sqrt(x.real), value: a.sqrt(), text: `sqrt ${x.text}` };
    case 7:
      return { real: R.minimum(x.real, y.real), value: D.min(a, b), text: `min(${x.text}, ${y.text})` };
    case 8:
      return { real: R.maximum(x.real, y.real), value: D.max(a, b), text: `max(${x.text}, ${y.text})` };
    default: {
      if (a.lt("1e-20")) return x;
      const exponent = rational(BigInt(kind) - 14n, 7n);
      return {
        real: R.power(x.real, exponent),
        value: a.pow(decimal(exponent)),
        text: `${x.text}^${Q.printRational(exponent)}`,
      };
    }
  }
}

const formulas = fc
  .tuple(fc.array(leaves, { minLength: 2, maxLength: 5 }), fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }))
  .map(([parts, kinds]) => {
    const all = [...parts];
    for (const [i, kind] of kinds.entries()) all.push(combined(kind, all.at(-1)!, all[i % (all.length - 1)]!));
    return all.at(-1)!;
  })
  .filter(({ value }) => value.abs().lt("1e40"));

/** What the decimals themselves may be wrong by. */
const slack = new D("1e-60");

const contains = ({ low, high }: Enclosure, value: Decimal): boolean =>
  decimal(low).sub(slack).lte(value) && value.lte(decimal(high).add(slack));

/** The ends of an interval as they are, without the rounding of `enclosureOf`. */
function bare(x: DyadicInterval, move = 0n): Enclosure {
  const unit = Q.integerPower(rational(2n), BigInt(x.exponent));
  return { low: Q.multiply(rational(x.low + move), unit), high: Q.multiply(rational(x.high + move), unit) };
}

describe("formulas", () => {
  it("lie in their enclosures, which have the promised width", () => {
    fc.assert(
      fc.property(formulas, fc.integer({ min: 1, max: 150 }), ({ real, value, text }, bits) => {
        const found = R.enclosureOf(real, bits);
        if (!contains(found, value)) expect.fail(`${text} at ${bits} bits`);
        const width = Q.subtract(found.high, found.low);
        if (decimal(width).gt(new D(2).pow(-bits))) expect.fail(`${text} is wide at ${bits} bits`);
        if (real.exact === undefined) expect(found.low.denominator <= 1n << BigInt(bits + 2)).toBe(true);
      }),
      { numRuns: 80, seed: 7 },
    );
  });

  it("lie in the bare intervals, and would not if those were moved by their width", () => {
    let [moved, noticed] = [0, 0];
    fc.assert(
      fc.property(formulas, fc.constantFrom(20, 64, 100), ({ real, value, text }, bits) => {
        const found = real.at(bits);
        if (found === undefined) return;
        if (!contains(bare(found), value)) expect.fail(`${text} at ${bits} bits`);
        const by = found.high - found.low + 1n;
        moved += 2;
        for (const move of [-by, by]) noticed += contains(bare(found, move), value) ? 0 : 1;
      }),
      { numRuns: 80, seed: 8 },
    );
    expect(moved).toBeGreaterThan(120);
    expect(noticed).toBe(moved);
  });

  it("are ordered as their decimals are", () => {
    fc.assert(
      fc.property(formulas, formulas, (x, y) => {
        if (x.value.sub(y.value).abs().lt("1e-50")) return;
        expect(R.compareReals(x.real, y.real), `${x.text}, ${y.text}`).toBe(x.value.cmp(y.value));
      }),
      { numRuns: 50, seed: 9 },
    );
  });

  it("are rounded up as their decimals are", () => {
    fc.assert(
      fc.property(formulas, ({ real, value, text }) => {
        const up = value.ceil();
        if (real.exact === undefined && value.sub(value.round()).abs().lt("1e-50")) return;
        expect(R.ceilingOf(real), text).toBe(BigInt((real.exact ? value.sub(slack).ceil() : up).toFixed()));
      }),
      { numRuns: 60, seed: 10 },
    );
  });
});

const [one, two] = [R.fromInteger(1n), R.fromInteger(2n)];
const rootTwo = R.sqrt(two);

describe("comparison", () => {
  it("tells numbers apart that agree in a hundred digits, and gives up earlier where told", () => {
    const near = R.fromRational(R.enclosureOf(rootTwo, 340).high);
    expect(R.compareReals(rootTwo, near)).toBe(-1);
    expect(R.compareReals(near, rootTwo)).toBe(1);
    expect(R.compareReals(rootTwo, near, 128)).toBeUndefined();
  });

  it("never says that two expressions are equal, but that two rationals are", () => {
    expect(R.compareReals(R.multiply(rootTwo, rootTwo), two, 512)).toBeUndefined();
    expect(R.compareReals(R.exp(R.ln(two)), two, 512)).toBeUndefined();
    expect(R.compareReals(R.divide(two, R.fromInteger(6n)), R.fromRational(rational(1n, 3n)))).toBe(0);
  });
});

describe("rational values", () => {
  it.each([
    ["a sum", R.add(one, two), "3"],
    ["a difference", R.subtract(one, two), "-1"],
    ["a quotient", R.divide(one, two), "1/2"],
    ["ln 1", R.ln(one), "0"],
    ["e^0", R.exp(R.ln(one)), "1"],
    ["a root", R.sqrt(R.fromRational(rational(9n, 4n))), "3/2"],
    ["a root of 0", R.sqrt(R.fromInteger(0n)), "0"],
    ["a power", R.power(R.fromInteger(10n ** 9n), rational(-2n, 3n)), "1/1000000"],
    ["a minimum", R.minimum(two, one), "1"],
    ["a maximum", R.maximum(two, one), "2"],
  ])("are kept: %s", (_, x, value) => {
    expect(x.exact && Q.printRational(x.exact)).toBe(value);
    expect(R.enclosureOf(x, 1)).toEqual({ low: x.exact, high: x.exact });
  });

  it("are not claimed for irrational powers", () => {
    for (const x of [rootTwo, R.power(R.fromInteger(10n), rational(1n, 3n)), R.euler]) expect(x.exact).toBeUndefined();
  });
});

describe("outside the domain", () => {
  const negative = R.subtract(one, rootTwo);
  const nothing = R.subtract(R.multiply(rootTwo, rootTwo), two);
  it.each<[string, () => unknown, string]>([
    ["1/0", () => R.divide(one, R.fromInteger(0n)), "divisor other than 0"],
    ["ln of a rational", () => R.ln(R.fromInteger(-1n)), "ln: expected a number > 0, got -1"],
    ["ln 0", () => R.ln(R.fromInteger(0n)), "ln: expected a number > 0, got 0"],
    [
      "the root of a rational",
      () => R.sqrt(R.fromRational(rational(-1n, 2n))),
      "sqrt: expected a number >= 0, got -1/2",
    ],
    [
      "a power of a rational",
      () => R.power(R.fromInteger(-8n), rational(1n, 3n)),
      "rationalPower: expected a base > 0",
    ],
    ["ln", () => R.compareReals(R.ln(negative), one), "ln: expected a number > 0"],
    ["a root", () => R.enclosureOf(R.sqrt(negative), 10), "sqrt: expected a number >= 0"],
    ["exp", () => R.enclosureOf(R.exp(R.fromInteger(1n << 24n)), 10), "exp: expected x < 2^24"],
    ["no bits", () => R.enclosureOf(rootTwo, 0), "expected bits >= 1"],
  ])("throws: %s", (_, f, message) => {
    expect(f).toThrow(RangeError);
    expect(f).toThrow(message);
  });

  it("knows of e^x far below 0 that it is near 0", () => {
    const tiny = R.exp(R.fromInteger(-(1n << 30n)));
    expect(R.compareReals(tiny, R.fromRational(rational(1n, 10n ** 18n)))).toBe(-1);
    expect(R.compareReals(tiny, R.fromInteger(-1n))).toBe(1);
    expect(R.compareReals(R.add(one, tiny), one, 512)).toBeUndefined();
    const { low, high } = R.enclosureOf(R.exp(R.subtract(R.fromInteger(-(1n << 24n)), R.multiply(tiny, rootTwo))), 40);
    expect([Q.compare(low, Q.zero) <= 0, Q.compare(high, rational(1n, 1n << 40n)) <= 0]).toEqual([true, true]);
  });

  it("is undecided where no enclosure shows it", () => {
    expect(R.compareReals(R.ln(nothing), one, 512)).toBeUndefined();
    expect(R.compareReals(R.divide(one, nothing), one, 512)).toBeUndefined();
    expect(R.ceilingOf(R.sqrt(nothing), 512)).toBeUndefined();
  });
});
