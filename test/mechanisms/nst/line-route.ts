import Fraction from "fraction.js";

/**
 * The second route to integrals on the line: iterated integrals by parts over pieces that are read off the definition, as
 * sums of c^{−k}·e^{−c·rate} with c free. Nothing of the program is used.
 */
export interface World {
  readonly K: 1 | 2;
  readonly m: number;
  /** Where the players stand, as texts. */
  readonly at: readonly string[];
}

const F = (x: number | bigint | string | Fraction): Fraction => new Fraction(x);
const zero = F(0);

/** coefficient·c^{−power}·e^{−c·rate}. */
export interface Term {
  readonly coefficient: Fraction;
  readonly power: number;
  readonly rate: Fraction;
}

/** Polynomials in x by their coefficients. */
type Poly = readonly Fraction[];
const plus = (p: Poly, q: Poly): Poly =>
  Array.from({ length: Math.max(p.length, q.length) }, (_, i) => (p[i] ?? zero).add(q[i] ?? zero));
const times = (p: Poly, q: Poly): Poly =>
  Array.from({ length: p.length + q.length }, (_, k) =>
    p.reduce((sum, c, i) => sum.add(c.mul(q[k - i] ?? zero)), zero),
  );
const constant = (c: Fraction): Poly => [c];

/** ∫ p(x)·c^{−power}·e^{−c(alpha + beta·x)} dx from `from` to `to`, by parts. */
function along(p: Poly, power: number, alpha: Fraction, beta: Fraction, from: Fraction, to: Fraction): Term[] {
  const value = (q: Poly, x: Fraction) => q.reduceRight((sum, c) => sum.mul(x).add(c), zero);
  if (beta.equals(0)) {
    const primitive = [zero, ...p.map((c, i) => c.div(i + 1))];
    return [{ coefficient: value(primitive, to).sub(value(primitive, from)), power, rate: alpha }];
  }
  if (p.every((c) => c.equals(0))) return [];
  const ends = [from, to].map((x, i) => ({
    coefficient: value(p, x)
      .div(beta)
      .mul(i === 0 ? 1 : -1),
    power: power + 1,
    rate: alpha.add(beta.mul(x)),
  }));
  const slope = p.slice(1).map((c, i) => c.mul(i + 1).div(beta));
  return [...ends, ...along(slope, power + 1, alpha, beta, from, to)];
}

/** a + b·x + c·y. */
type Plane = readonly [Fraction, Fraction, Fraction];

/** ∫∫ h·e^{−cG} over from ≤ x ≤ to, low(x) ≤ y ≤ high(x). */
function over(G: Plane, h: Plane, from: Fraction, to: Fraction, low: Poly, high: Poly): Term[] {
  const [alpha, beta, gamma] = G;
  const inX: Poly = [h[0], h[1]];
  if (gamma.equals(0)) {
    const square = plus(times(high, high), times(constant(F(-1)), times(low, low)));
    const length = plus(high, times(constant(F(-1)), low));
    return along(plus(times(inX, length), times(constant(h[2].div(2)), square)), 0, alpha, beta, from, to);
  }
  return [high, low].flatMap((y, i) => {
    const sign = F(i === 0 ? -1 : 1);
    const [a, b] = [alpha.add(gamma.mul(y[0]!)), beta.add(gamma.mul(y[1] ?? zero))];
    const first = times(constant(sign.div(gamma)), plus(inX, times(constant(h[2]), y)));
    const second = constant(sign.mul(h[2]).div(gamma.mul(gamma)));
    return [...along(first, 1, a, b, from, to), ...along(second, 2, a, b, from, to)];
  });
}

/** Σ_i min_k |t_i − s_k|. */
export const total = ({ at }: World, s: readonly Fraction[]): Fraction =>
  at
    .map((t) => s.map((x) => x.sub(F(t)).abs()).reduce((x, y) => (x.compare(y) < 0 ? x : y)))
    .reduce((x, y) => x.add(y));

type Surface = (s: readonly Fraction[]) => Fraction;

/** The plane through three values of f, which must be its value at the centroid, too. */
function planeOf(f: Surface, corners: readonly (readonly Fraction[])[]): Plane {
  const [[x0, y0], [x1, y1], [x2, y2]] = corners as [[Fraction, Fraction], [Fraction, Fraction], [Fraction, Fraction]];
  const [v0, v1, v2] = corners.map(f) as [Fraction, Fraction, Fraction];
  const [ax, ay, bx, by] = [x1.sub(x0), y1.sub(y0), x2.sub(x0), y2.sub(y0)];
  const determinant = ax.mul(by).sub(ay.mul(bx));
  const b = v1.sub(v0).mul(by).sub(v2.sub(v0).mul(ay)).div(determinant);
  const c = v2.sub(v0).mul(ax).sub(v1.sub(v0).mul(bx)).div(determinant);
  const middle = [x0.add(x1).add(x2).div(3), y0.add(y1).add(y2).div(3)];
  const plane: Plane = [v0.sub(b.mul(x0)).sub(c.mul(y0)), b, c];
  const there = plane[0].add(b.mul(middle[0]!)).add(c.mul(middle[1]!));
  if (!there.equals(f(middle))) throw new Error("not linear");
  return plane;
}

/** ∫ h·e^{−cG} over [0, 1]^K, or s ≤ upTo for K = 1. */
export function integral(world: World, G: Surface, h: Surface, upTo = world.m): Term[] {
  const { K, m } = world;
  const cells = Array.from({ length: m }, (_, i) => [F(i).div(m), F(i + 1).div(m)] as const);
  if (K === 1) {
    return cells.slice(0, upTo).flatMap(([from, to]) => {
      const line = (f: Surface): readonly [Fraction, Fraction] => {
        const slope = f([to])
          .sub(f([from]))
          .mul(m);
        return [f([from]).sub(slope.mul(from)), slope];
      };
      const [alpha, beta] = line(G);
      return along(line(h), 0, alpha, beta, from, to);
    });
  }
  return cells.flatMap(([x0, x1], i) =>
    cells.flatMap(([y0, y1], j) => {
      // The cut: y = x on the diagonal, else from (x0, y1) to (x1, y0).
      const rising = i === j;
      const cut: Poly = rising ? [zero, F(1)] : [x0.add(y1), F(-1)];
      const [below, above] = rising
        ? [[[x0, y0], [x1, y1], [x1, y0]], [[x0, y0], [x1, y1], [x0, y1]]] // biome-ignore format: one line
        : [[[x0, y1], [x1, y0], [x0, y0]], [[x0, y1], [x1, y0], [x1, y1]]]; // biome-ignore format: one line
      return [
        ...over(planeOf(G, below!), planeOf(h, below!), x0, x1, constant(y0), cut),
        ...over(planeOf(G, above!), planeOf(h, above!), x0, x1, cut, constant(y1)),
      ];
    }),
  );
}

/** d/dc. */
export const derivative = (terms: readonly Term[]): Term[] =>
  terms.flatMap(({ coefficient, power, rate }) => [
    { coefficient: coefficient.mul(-power), power: power + 1, rate },
    { coefficient: coefficient.mul(rate).neg(), power, rate },
  ]);

/** The value at c = half·ln b as coefficients of 1, y, y², … with y = 1/ln b; all half·rate must be integers. */
export function atEpsilon(terms: readonly Term[], half: Fraction, b: Fraction): Fraction[] {
  const coefficients = Array.from({ length: 5 }, () => zero);
  for (const { coefficient, power, rate } of terms) {
    const exponent = rate.mul(half);
    if (exponent.d !== 1n) throw new Error("irrational");
    const weight = b.pow(Number(exponent.s * exponent.n) * -1) as Fraction;
    coefficients[power] = coefficients[power]!.add(coefficient.mul(weight).div(half.pow(power) as Fraction));
  }
  return coefficients;
}

/** Whether two quotients of polynomials are equal, crosswise. */
export const sameQuotient = (
  above: Poly,
  below: Poly,
  other: { readonly numerator: readonly string[]; readonly denominator: readonly string[] },
): boolean => {
  const read = (list: readonly string[]) => list.map((c) => F(c));
  const gap = plus(times(above, read(other.denominator)), times(constant(F(-1)), times(below, read(other.numerator))));
  return below.some((c) => !c.equals(0)) && gap.every((c) => c.equals(0));
};

/** Small worlds: clusters, ends, equal places, odd and even numbers of players, one player. */
export const worlds: readonly (readonly [name: string, world: World])[] = [
  ["one player at an end", { K: 1, m: 2, at: ["0"] }],
  ["two players", { K: 1, m: 3, at: ["1/3", "1"] }],
  ["three players, two in one place", { K: 1, m: 4, at: ["1/4", "1/4", "1"] }],
  ["four players", { K: 1, m: 2, at: ["0", "1/2", "1/2", "1"] }],
  ["one player, two facilities", { K: 2, m: 2, at: ["1/2"] }],
  ["two players at the ends", { K: 2, m: 1, at: ["0", "1"] }],
  ["two clusters", { K: 2, m: 3, at: ["0", "0", "2/3", "1"] }],
  ["three players in one place", { K: 2, m: 2, at: ["1", "1", "1"] }],
  ["five players", { K: 2, m: 4, at: ["0", "1/4", "1/2", "1/2", "1"] }],
];
