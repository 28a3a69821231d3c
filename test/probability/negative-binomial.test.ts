import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { integers } from "../../src/number/integer.js";
import { polynomials, valueAt } from "../../src/number/polynomial.js";
import { rational } from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";
import { gradedPower, gradedProduct, gradedSum, raised } from "../../src/probability/graded.js";
import { laplaceFromZero } from "../../src/probability/laplace-from-zero.js";
import {
  differenceAtLeast,
  differenceExactly,
  differenceTotal,
  geometricNoise,
  oneMinus,
  onePlus,
} from "../../src/probability/negative-binomial.js";
import type { NoiseSums } from "../../src/probability/noise-sums.js";
import { noiseTotal, noiseWeights, truncatedNoise } from "../../src/probability/truncated-laplace.js";
import { everyNoise, geometric, type Noise, powerOf, recursion, truncated } from "../mechanisms/median-route.js";

const zero = new Fraction(0);
const one = new Fraction(1);

type Chance = <S>(R: Ring<S>, p: number, s: number, m: number) => ReturnType<typeof differenceAtLeast<S>>;

/** A chance at λ = q/p, from integers. */
function chance(form: Chance, base: readonly [bigint, bigint], p: number, s: number, m: number): Fraction {
  const R = integers(...base);
  const [part, total] = [form(R, p, s, m), differenceTotal(R, p + s)];
  const top = Math.max(part.degree, total.degree);
  return new Fraction(raised(R, part, top), raised(R, total, top));
}

const bases = [
  [2n, 1n],
  [3n, 2n],
  [100n, 99n],
  [23n, 17n],
] as const;

describe("differences of sums of geometric noises", () => {
  test.each(bases)("f(p, s, m) is what its recursion gives, λ = 1/(%d/%d)", (p, q) => {
    const f = recursion(new Fraction(q, p));
    for (let x = 0; x <= 5; x++) {
      for (let y = 0; y <= 5; y++) {
        for (let m = -9; m <= 9; m++) {
          const name = `${x} ${y} ${m}`;
          if (x + y === 0) expect(chance(differenceAtLeast, [p, q], 0, 0, m).equals(m <= 0 ? 1 : 0), name).toBe(true);
          else expect(chance(differenceAtLeast, [p, q], x, y, m).toFraction(), name).toBe(f(x, y, m).toFraction());
        }
      }
    }
  });

  test("the recursion holds where numbers are larger", () => {
    const lambda = new Fraction(2, 3);
    const f = (p: number, s: number, m: number) => chance(differenceAtLeast, [3n, 2n], p, s, m);
    for (const [p, s, m] of [
      [7, 12, 40],
      [12, 7, -40],
      [20, 20, 0],
      [1, 30, 3],
      [30, 1, 100],
    ] as const) {
      const right = f(p, s - 1, m)
        .add(lambda.mul(f(p - 1, s, m + 1)))
        .div(one.add(lambda));
      expect(f(p, s, m).toFraction()).toBe(right.toFraction());
    }
  });

  test("point masses are differences of f", () => {
    for (let p = 0; p <= 5; p++) {
      for (let s = 0; s <= 5; s++) {
        for (let m = -8; m <= 8; m++) {
          const [here, next] = [m, m + 1].map((k) => chance(differenceAtLeast, [5n, 3n], p, s, k)) as [
            Fraction,
            Fraction,
          ];
          expect(chance(differenceExactly, [5n, 3n], p, s, m).toFraction()).toBe(here.sub(next).toFraction());
        }
      }
    }
  });

  test("all m together, and every noise up to a size, leave what is known to be left", () => {
    const [p, s, reach] = [2, 1, 12];
    const tried = everyNoise(geometric(new Fraction(1, 4), reach), p + s, ([x, y, z]) => x! + y! - z!);
    for (let m = -6; m <= 6; m++) {
      const [found, certain] = [chance(differenceExactly, [4n, 1n], p, s, m), tried.atLeast.get(`${m}`) ?? zero];
      expect(found.gte(certain) && found.lte(certain.add(tried.open))).toBe(true);
    }
  });

  test("a large margin is one power, not a long sum", () => {
    const start = performance.now();
    const { value, degree } = differenceAtLeast(polynomials(), 20, 20, 1_000_000);
    expect([degree, value.exponents.length < 60]).toEqual([1_000_038, true]);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("the polynomial at b = 5/3 is the number", () => {
    const R = polynomials();
    for (const [p, s, m] of [
      [1, 1, 0],
      [3, 2, 4],
      [2, 4, -3],
    ] as const) {
      const [part, total] = [differenceAtLeast(R, p, s, m), differenceTotal(R, p + s)];
      const top = Math.max(part.degree, total.degree);
      const [x, y] = [part, total].map((form) => {
        const value = valueAt(raised(R, form, top), rational(5n, 3n));
        return new Fraction(value.numerator, value.denominator);
      }) as [Fraction, Fraction];
      expect(x.div(y).toFraction()).toBe(chance(differenceAtLeast, [5n, 3n], p, s, m).toFraction());
    }
  });
});

describe("what the tests above would catch", () => {
  const f = recursion(new Fraction(2, 3));
  test("a noise too many, a margin off by one, the sides exchanged", () => {
    const right = f(2, 3, 1).toFraction();
    for (const [p, s, m] of [
      [2, 4, 1],
      [3, 3, 1],
      [2, 3, 2],
      [2, 3, 0],
      [3, 2, 1],
    ] as const) {
      expect(chance(differenceAtLeast, [3n, 2n], p, s, m).toFraction()).not.toBe(right);
    }
    expect(chance(differenceAtLeast, [3n, 2n], 2, 3, 1).toFraction()).toBe(right);
  });
});

describe("forms of several degrees", () => {
  const R = integers(3n, 2n);
  test("sums, products and powers are those of the numbers", () => {
    const [x, y] = [onePlus(R), oneMinus(R)];
    expect(gradedProduct(R, x, y)).toEqual({ value: 5n, degree: 2 });
    // 1 + (1 − λ²) at λ = 2/3, over 3².
    expect(gradedSum(R, [{ value: 1n, degree: 0 }, gradedProduct(R, x, y)])).toEqual({ value: 14n, degree: 2 });
    expect(gradedSum(R, [])).toEqual({ value: 0n, degree: 0 });
    for (const k of [0, 1, 2, 5, 8]) expect(gradedPower(R, x, k)).toEqual({ value: 5n ** BigInt(k), degree: k });
  });
});

describe("noise of several bins", () => {
  const b = new Fraction(3, 2);
  const R = integers(3n, 2n);
  const share = (sums: NoiseSums<bigint>, part: { value: bigint; degree: number }): Fraction => {
    const top = Math.max(part.degree, sums.total.degree);
    return new Fraction(raised(R, part, top), raised(R, sums.total, top));
  };

  /** Pr over all noises that X − Y = m, the bins between are 0, and the first ones are positive where asked. */
  function meetsTried(noise: Noise, p: number, s: number, gap: number, m: number, ofX: boolean, ofY: boolean) {
    const tried = everyNoise(noise, p + gap + s, (r) => {
      const sum = (part: readonly number[]) => part.reduce((x, y) => x + y, 0);
      const between = r.slice(p, p + gap);
      const positive = (!ofX || r[p - 1]! > 0) && (!ofY || r[p + gap]! > 0);
      return positive && sum(between) === 0 && sum(r.slice(0, p)) - sum(r.slice(p + gap)) === m;
    });
    return { atLeast: tried.atLeast.get("true") ?? zero, open: tried.open };
  }

  const kinds: readonly [string, (q: number) => NoiseSums<bigint>, Noise][] = [
    ["printed", (q) => truncatedNoise(R, { t: 1, sigma: 1 }, q), truncated(b, 1, 1)],
    ["Laplace", (q) => truncatedNoise(R, { t: 1, sigma: -1 }, q), truncated(b, 1, -1)],
  ];
  test.each(kinds)("%s: two sides that meet, by every noise", (_, sums, noise) => {
    for (const [p, s, gap] of [
      [1, 1, 0],
      [1, 1, 1],
      [2, 1, 0],
      [1, 2, 1],
    ] as const) {
      for (let m = -3; m <= 3; m++) {
        for (const [ofX, ofY] of [
          [false, false],
          [true, false],
          [false, true],
          [true, true],
        ] as const) {
          const found = share(sums(p + s + gap), sums(p + s + gap).meets(p, s, m, { ofX, ofY }));
          expect(found.toFraction()).toBe(meetsTried(noise, p, s, gap, m, ofX, ofY).atLeast.toFraction());
        }
      }
    }
  });

  test("geometric, and truncated below at t = 0, are one noise", () => {
    for (const q of [2, 3, 4]) {
      const [x, y] = [geometricNoise(R, q), laplaceFromZero(R, 0, q)];
      for (let m = -4; m <= 4; m++) {
        for (let p = 1; p < q; p++) {
          expect(share(x, x.atLeast(p, q - p, m)).equals(share(y, y.atLeast(p, q - p, m)))).toBe(true);
          for (const [ofX, ofY] of [
            [false, false],
            [true, false],
            [false, true],
            [true, true],
          ] as const) {
            const [one, other] = [x, y].map((sums) => share(sums, sums.meets(p, 1, m, { ofX, ofY })));
            expect(one!.equals(other!)).toBe(true);
          }
        }
      }
    }
  });

  test("the weights of one noise are the printed formula", () => {
    for (const sigma of [1, -1] as const) {
      for (const t of [0, 1, 4]) {
        const total = noiseTotal(R, { t, sigma }).value;
        const found = noiseWeights(R, { t, sigma }).map((weight) => new Fraction(weight, total).toFraction());
        expect(found).toEqual(truncated(b, t, sigma).masses.map((mass) => mass.toFraction()));
      }
    }
    expect(powerOf(b, 2).toFraction()).toBe("9/4");
  });
});
