import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { profileOf } from "../../../src/game/profile.js";
import type { Line } from "../../../src/mechanisms/nst/line.js";
import {
  cumulative,
  expectedAverageDistance,
  expectedDistance,
  greatestDensityRatio,
  type LineLaw,
  lineEpsilon,
  lineLaw,
  normalizer,
} from "../../../src/mechanisms/nst/line-exponential.js";
import { decaySum } from "../../../src/mechanisms/nst/line-integral.js";
import { averageDistanceRange, volumeNearBest } from "../../../src/mechanisms/nst/line-volume.js";
import * as I from "../../../src/number/inverse-log.js";
import { parseRational, type Rational, rational } from "../../../src/number/rational.js";
import { atEpsilon, derivative, integral, sameQuotient, total, type World, worlds } from "./line-route.js";

const read = (text: string): Rational => parseRational(text)!;
const toFraction = ({ numerator, denominator }: Rational) => new Fraction(numerator, denominator);
const lineOf = ({ K, m }: World): Line => ({ K, m });
const profile = ({ at }: World) => profileOf(at.map(read));
const one = () => new Fraction(1);
const signs = [
  ["utility", 1],
  ["distance", -1],
] as const;

/** ε = 2m·k·ln b, so that c = m·k·ln b. */
const b = "3/2";
const settings = (world: World, k = 1) => {
  const half = new Fraction(world.m * k);
  const epsilon = lineEpsilon({ times: rational(BigInt(2 * world.m * k)), log: read(b) }, lineOf(world));
  return { epsilon, at: (terms: Parameters<typeof atEpsilon>[0]) => atEpsilon(terms, half, new Fraction(b)) };
};
const printed = (x: I.InverseLog) => I.printInverseLog(x);
const grid = ({ m }: World) => Array.from({ length: m + 1 }, (_, i) => new Fraction(i, m));

describe.each(worlds)("nst/line-exponential, %s", (_, world) => {
  describe.each(signs)("sign %s", (sign, factor) => {
    const law = lineLaw(lineOf(world), sign, profile(world));
    const G = (s: readonly Fraction[]) => total(world, s).mul(factor);
    const Z = integral(world, G, one);

    it.each([1, 2])("has the normaliser of iterated integrals, %i steps", (k) => {
      const { epsilon, at } = settings(world, k);
      const found = printed(normalizer(epsilon, law));
      expect(found.denominator).toEqual(["1"]);
      expect(sameQuotient(at(Z), [new Fraction(1)], found)).toBe(true);
    });

    it("expects the average distance that the derivative of the logarithm of Z by c tells", () => {
      const { epsilon, at } = settings(world);
      const found = printed(expectedAverageDistance(epsilon, law, profile(world)));
      const n = new Fraction(-factor * world.at.length);
      const below = at(Z).map((c) => c.mul(n));
      expect(sameQuotient(at(derivative(Z)), below, found)).toBe(true);
      expect(sameQuotient(at(Z), at(derivative(Z)), found)).toBe(false);
    });

    it("expects for each place on the grid the distance of the integral", () => {
      const { epsilon, at } = settings(world);
      for (const t of grid(world)) {
        const found = printed(expectedDistance(epsilon, law, read(t.toFraction())));
        const alone = integral(world, G, (s) => total({ ...world, at: [t.toFraction()] }, s));
        expect(sameQuotient(at(alone), at(Z), found)).toBe(true);
      }
    });

    it("has the distribution function of the integral, for one facility", () => {
      const { epsilon, at } = settings(world);
      if (world.K === 2) {
        expect(() => cumulative(epsilon, law, 0)).toThrow(/one facility/);
        return;
      }
      for (let i = 0; i <= world.m; i++) {
        const found = cumulative(epsilon, law, i);
        expect(sameQuotient(at(integral(world, G, one, i)), at(Z), printed(found))).toBe(true);
        if (world.at.length % 2 === 1) expect(I.rationalValue(found)).toBeDefined();
      }
    });

    it("has as largest quotient of densities the largest on a grid three times as fine", () => {
      const { epsilon, at } = settings(world);
      const other = { ...world, at: [...world.at.slice(1), "1"] };
      const otherG = (s: readonly Fraction[]) => total(other, s).mul(factor);
      const found = greatestDensityRatio(epsilon, law, lineLaw(lineOf(world), sign, profile(other)));
      const fine = Array.from({ length: 3 * world.m + 1 }, (_, i) => new Fraction(i, 3 * world.m));
      const places = world.K === 1 ? fine.map((x) => [x]) : fine.flatMap((x) => fine.map((y) => [x, y]));
      const gaps = places.map((s) => otherG(s).sub(G(s)));
      const most = gaps.reduce((x, y) => (x.compare(y) > 0 ? x : y));
      const scale = new Fraction(b).pow(Number(most.mul(world.m).valueOf())) as Fraction;
      const above = at(integral(other, otherG, one)).map((c) => c.mul(scale));
      expect(sameQuotient(above, at(Z), printed(found.ratio))).toBe(true);
      const there = found.at.map(toFraction);
      expect(otherG(there).sub(G(there)).equals(most)).toBe(true);
    });
  });

  it("has the least and the greatest average distance of a finer grid", () => {
    const law = lineLaw(lineOf(world), "utility", profile(world));
    const fine = Array.from({ length: 4 * world.m + 1 }, (_, i) => new Fraction(i, 4 * world.m));
    const places = world.K === 1 ? fine.map((x) => [x]) : fine.flatMap((x) => fine.map((y) => [x, y]));
    const averages = places.map((s) => total(world, s).div(world.at.length).valueOf());
    const { least, greatest } = averageDistanceRange(law);
    expect(toFraction(least).valueOf()).toBeCloseTo(Math.min(...averages), 12);
    expect(toFraction(greatest).valueOf()).toBeCloseTo(Math.max(...averages), 12);
  });
});

/** The share of N^K small boxes that lie within or meet S_α, by α: bounds of its volume, as G moves by at most n/N in a box. */
function volumeBounds(world: World, factor: number, N: number): (alpha: number) => readonly [number, number] {
  const at = world.at.map((t) => new Fraction(t).valueOf());
  const G = (s: readonly number[]) =>
    factor * at.reduce((sum, t) => sum + Math.min(...s.map((x) => Math.abs(x - t))), 0);
  const middles = Array.from({ length: N }, (_, i) => (i + 0.5) / N);
  const fine = Array.from({ length: 4 * world.m + 1 }, (_, i) => i / (4 * world.m));
  const spread = (list: readonly number[]) => (world.K === 1 ? list.map((x) => [x]) : list.flatMap((x) => list.map((y) => [x, y]))); // biome-ignore format: one line
  const best = Math.min(...spread(fine).map(G));
  const values = spread(middles).map((s) => G(s) - best);
  const share = (limit: number) => values.filter((v) => v <= limit).length / values.length;
  return (alpha) => {
    const [level, move] = [alpha * at.length, (at.length * 0.5) / N + 1e-9];
    return [share(level - move), share(level + move)];
  };
}

describe("the volume of the alternatives near the best", () => {
  it.each(worlds)("lies between those of boxes within and boxes that meet it: %s", (_, world) => {
    for (const [sign, factor] of signs) {
      const law = lineLaw(lineOf(world), sign, profile(world));
      const bounds = volumeBounds(world, factor, world.K === 1 ? 2000 : 100);
      for (const alpha of ["0", "1/20", "1/7", "1/3", "2/3"]) {
        const [low, high] = bounds(new Fraction(alpha).valueOf());
        const found = toFraction(volumeNearBest(law, read(alpha))).valueOf();
        expect(found).toBeGreaterThanOrEqual(low);
        expect(found).toBeLessThanOrEqual(high);
      }
      expect(volumeNearBest(law, rational(1n))).toEqual(rational(1n));
    }
  });

  it("is exact: 2α for one player in the middle, and one half above the median of two", () => {
    const middle = lineLaw({ K: 1, m: 2 }, "utility", profileOf([rational(1n, 2n)]));
    expect(volumeNearBest(middle, rational(1n, 5n))).toEqual(rational(2n, 5n));
    const flat = lineLaw({ K: 1, m: 2 }, "utility", profileOf([rational(0n), rational(1n, 2n)]));
    expect(volumeNearBest(flat, rational(0n))).toEqual(rational(1n, 2n));
  });
});

describe("between lower and upper sums over boxes", () => {
  const world: World = { K: 2, m: 4, at: ["0", "1/4", "3/4", "3/4", "1"] };
  const c = 4 * Math.log(1.5);

  /** Bounds of ∫ e^{−cG}: in a box of side 1/N, G moves by at most n/(2N) from its middle. */
  function bounds(N: number): readonly [number, number] {
    let sum = 0;
    const at = world.at.map((t) => new Fraction(t).valueOf());
    for (let i = 0; i < N; i++) {
      for (let j = 0; j < N; j++) {
        const [x, y] = [(i + 0.5) / N, (j + 0.5) / N];
        const G = at.reduce((all, t) => all + Math.min(Math.abs(x - t), Math.abs(y - t)), 0);
        sum += Math.exp(-c * G) / N ** 2;
      }
    }
    const factor = Math.exp((c * at.length) / (2 * N));
    return [sum / factor, sum * factor];
  }

  it("lies the normaliser, and half of its simplices do not", () => {
    const law = lineLaw(lineOf(world), "utility", profile(world));
    const { epsilon } = settings(world);
    const decimal = (x: I.InverseLog) => {
      const y = 1 / Math.log(1.5);
      const value = (p: readonly bigint[]) => p.reduceRight((sum, coefficient) => sum * y + Number(coefficient), 0);
      return value(x.numerator) / value(x.denominator);
    };
    const [low, high] = bounds(200);
    const within = (x: number) => low <= x && x <= high;
    expect(within(decimal(normalizer(epsilon, law)))).toBe(true);
    const broken: LineLaw = { ...law, simplices: law.simplices.filter((_, i) => i % 2 === 0) };
    expect(within(decimal(normalizer(epsilon, broken)))).toBe(false);
  });
});

describe("a broken mechanism", () => {
  const world = worlds[4]![1];
  const law = lineLaw(lineOf(world), "utility", profile(world));
  const { epsilon, at } = settings(world);
  const Z = at(integral(world, (s) => total(world, s), one));
  const passes = (candidate: LineLaw) => sameQuotient(Z, [new Fraction(1)], printed(normalizer(epsilon, candidate)));

  it("is caught: a simplex cut the other way, an exponent off by one, the other sign", () => {
    expect(passes(law)).toBe(true);
    const [first, second, third, ...rest] = law.simplices;
    // The cell (0, 1) has its halves second and third: cut by the other diagonal instead.
    const corners = [...new Set([...second!, ...third!])].sort((x, y) => x - y);
    const [low, right, up, high] = corners as [number, number, number, number];
    expect(passes({ ...law, simplices: [first!, [low, right, high], [low, up, high], ...rest] })).toBe(false);
    expect(passes({ ...law, exponents: law.exponents.map((e, v) => (v === 1 ? e + 1 : e)) })).toBe(false);
    expect(passes(lineLaw(lineOf(world), "distance", profile(world)))).toBe(false);
    expect(passes({ ...law, lead: law.lead + 1 })).toBe(false);
  });
});

describe("divided differences", () => {
  it("are symmetric in the vertices of a simplex", () => {
    const exponents = [0, 3, 5];
    const orders = [[0, 1, 2], [2, 0, 1], [1, 2, 0]]; // biome-ignore format: one line
    const [first, ...others] = orders.map((simplex) => decaySum([simplex], exponents, [1, 2, 4]));
    for (const other of others) expect(other).toEqual(first);
  });

  it("throw for an irrational base", () => {
    expect(() => lineEpsilon({ times: rational(1n), log: rational(2n) }, { K: 1, m: 2 })).toThrow(/irrational/);
  });
});
