import Fraction from "fraction.js";

/**
 * The exponential mechanism over a list of outcomes a second time, in fractions: every weight is a power of B = e^{a/grid},
 * by the definition. Nothing of the program is used here.
 */
export interface World {
  readonly base: Fraction;
  readonly grid: number;
  readonly rows: readonly (readonly Fraction[])[];
  readonly prior?: readonly Fraction[];
}

export const zero = new Fraction(0);
export const one = new Fraction(1);
export const sum = (terms: readonly Fraction[]): Fraction => terms.reduce((x, y) => x.add(y), zero);
export const fractions = (row: readonly (string | number)[]): Fraction[] => row.map((value) => new Fraction(value));

/** base^(grid·value). */
export const raised = ({ base, grid }: Pick<World, "base" | "grid">, value: Fraction): Fraction =>
  base.pow(value.mul(grid)) as Fraction;

/** Σ_i b_i(r), for m outcomes. */
export const welfareOf = (rows: readonly (readonly Fraction[])[], m: number): Fraction[] =>
  Array.from({ length: m }, (_, r) => sum(rows.map((row) => row[r]!)));

const outcomesOf = ({ rows, prior }: World): number => rows[0]?.length ?? prior!.length;

export const weightsOf = (world: World): Fraction[] =>
  welfareOf(world.rows, outcomesOf(world)).map((value, r) => raised(world, value).mul(world.prior?.[r] ?? one));

export const partitionOf = (world: World): Fraction => sum(weightsOf(world));

export const chancesAt = (world: World): Fraction[] => weightsOf(world).map((w) => w.div(partitionOf(world)));

/** E[values(r)]. */
export const meanOf = (world: World, values: readonly Fraction[]): Fraction =>
  sum(chancesAt(world).map((chance, r) => chance.mul(values[r]!)));

/** The same world with another row of one player. */
export const withRow = (world: World, i: number, row: readonly Fraction[]): World => ({
  ...world,
  rows: world.rows.map((own, k) => (k === i ? row : own)),
});

/** Without her report: she reports 0. */
export const without = (world: World, i: number): World =>
  withRow(
    world,
    i,
    world.rows[i]!.map(() => zero),
  );

/** max over r of Pr[r]/Pr′[r], over the outcomes that can be drawn. */
export function largestRatio(world: World, other: World): Fraction {
  const [p, q] = [chancesAt(world), chancesAt(other)];
  return p
    .flatMap((chance, r) => (chance.equals(0) ? [] : [chance.div(q[r]!)]))
    .reduce((x, y) => (x.compare(y) > 0 ? x : y));
}

/**
 * Pr[score < optimum − (p/q)·(ln S + t)/ε] with no logarithm: that is e^{ε·gap} > (S·e^t)^{p/q}, and with ε = times·ln b,
 * times·gap = g/d, both sides raised to the power q·d are rational.
 */
export function tailInPowers(world: World, size: Fraction, exp: Fraction, factor: Fraction): Fraction {
  const scores = welfareOf(world.rows, world.rows[0]!.length);
  const optimum = scores.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
  const times = 2n * BigInt(world.grid);
  const chances = chancesAt(world).filter((_, r) => {
    const exponent = optimum.sub(scores[r]!).mul(times);
    const left = world.base.pow(exponent.mul(factor.d)) as Fraction;
    return left.compare(size.mul(exp).pow(new Fraction(factor.n)) as Fraction) > 0;
  });
  return sum(chances);
}
