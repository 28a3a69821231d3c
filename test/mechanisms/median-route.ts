import type Fraction from "fraction.js";
import { type Chances, give, lists, one, zero } from "./second-route.js";

/**
 * The medians of Section 6 a second time, in fractions: every noise vector tried, up to a size beyond which the mass is
 * known exactly, and the recursion of f. It shares no code with the program.
 */

export type Report = number | null;
/** Pr[r = k] for k = 0, 1, …, and what is left beyond the last. */
export interface Noise {
  readonly masses: readonly Fraction[];
  readonly beyond: Fraction;
}

export const powerOf = (x: Fraction, k: number): Fraction => {
  let power = one;
  for (let i = 0; i < k; i++) power = power.mul(x);
  return power;
};

/** (1−λ)λ^k, cut after k = reach. */
export const geometric = (lambda: Fraction, reach: number): Noise => ({
  masses: Array.from({ length: reach + 1 }, (_, k) => one.sub(lambda).mul(powerOf(lambda, k))),
  beyond: powerOf(lambda, reach + 1),
});

/** Proportional to b^{σ|k−t|} on 0, …, 2t. */
export function truncated(b: Fraction, t: number, sigma: 1 | -1): Noise {
  const weights = Array.from({ length: 2 * t + 1 }, (_, k) => {
    const power = powerOf(b, Math.abs(k - t));
    return sigma === 1 ? power : one.div(power);
  });
  const total = weights.reduce((x, y) => x.add(y));
  return { masses: weights.map((weight) => weight.div(total)), beyond: zero };
}

/** Proportional to λ^{|k−t|} on 0, 1, …, cut after k = reach ≥ t. */
export function fromZero(lambda: Fraction, t: number, reach: number): Noise {
  const weights = Array.from({ length: reach + 1 }, (_, k) => powerOf(lambda, Math.abs(k - t)));
  const rest = powerOf(lambda, reach + 1 - t).div(one.sub(lambda));
  const total = weights.reduce((x, y) => x.add(y)).add(rest);
  return { masses: weights.map((weight) => weight.div(total)), beyond: rest.div(total) };
}

export const counted = (reports: readonly Report[], q: number): number[] =>
  Array.from({ length: q }, (_, bin) => reports.filter((report) => report === bin).length);

/** The least k with z_1 + … + z_k ≥ z_{k+1} + … + z_q, counted from 0. */
export function med(z: readonly number[]): number {
  const sum = (part: readonly number[]) => part.reduce((x, y) => x + y, 0);
  for (let k = 0; ; k++) if (sum(z.slice(0, k + 1)) >= sum(z.slice(k + 1))) return k;
}

export const released = (h: readonly number[], r: readonly number[]): number[] =>
  h.map((count, bin) => count + r[bin]!);

/** Chances that are certain, and the mass that is left: the chance of an outcome is between, and at most that much more. */
export interface Enclosed {
  readonly atLeast: Chances;
  readonly open: Fraction;
}

/** What `see` makes of every noise vector that is not cut off. */
export function everyNoise({ masses, beyond }: Noise, q: number, see: (r: readonly number[]) => unknown): Enclosed {
  const atLeast: Chances = new Map();
  const visit = (r: readonly number[], chance: Fraction): void => {
    if (r.length === q) give(atLeast, see(r), chance);
    else for (const [k, mass] of masses.entries()) visit([...r, k], chance.mul(mass));
  };
  visit([], one);
  return { atLeast, open: one.sub(powerOf(one.sub(beyond), q)) };
}

/** f(p, s, m) = Pr[X_p − Y_s ≥ m] for sums of geometric noises, by its recursion and two ends that are sums of masses. */
export function recursion(lambda: Fraction): (p: number, s: number, m: number) => Fraction {
  const known = new Map<string, Fraction>();
  const f = (p: number, s: number, m: number): Fraction => {
    const key = `${p} ${s} ${m}`;
    const value =
      known.get(key) ??
      end(p, s, m) ??
      f(p, s - 1, m)
        .add(lambda.mul(f(p - 1, s, m + 1)))
        .div(one.add(lambda));
    known.set(key, value);
    return value;
  };
  /** Pr[sum of n noises = k]: the noises one after the other. */
  const mass = (n: number, k: number): Fraction => {
    if (n === 0) return k === 0 ? one : zero;
    const key = `mass ${n} ${k}`;
    let sum = known.get(key);
    if (sum === undefined) {
      sum = zero;
      for (let r = 0; r <= k; r++)
        sum = sum.add(
          one
            .sub(lambda)
            .mul(powerOf(lambda, r))
            .mul(mass(n - 1, k - r)),
        );
      known.set(key, sum);
    }
    return sum;
  };
  const below = (n: number, m: number): Fraction => {
    let sum = zero;
    for (let k = 0; k < m; k++) sum = sum.add(mass(n, k));
    return sum;
  };
  const end = (p: number, s: number, m: number): Fraction | undefined => {
    if (s === 0) return one.sub(below(p, m));
    return p === 0 ? below(s, 1 - m) : undefined;
  };
  return f;
}

/** The law of Med(h + r) for geometric noise in the bins of `noisy` only, by the recursion. */
export function medianByRecursion(
  f: ReturnType<typeof recursion>,
  h: readonly number[],
  noisy: readonly boolean[] = h.map(() => true),
): readonly Fraction[] {
  const count = (from: number, to: number) => noisy.slice(from, to).filter((yes) => yes).length;
  const sum = (part: readonly number[]) => part.reduce((x, y) => x + y, 0);
  const atMost = h.map((_, k) =>
    k + 1 === h.length ? one : f(count(0, k + 1), count(k + 1, h.length), sum(h.slice(k + 1)) - sum(h.slice(0, k + 1))),
  );
  return atMost.map((chance, k) => (k === 0 ? chance : chance.sub(atMost[k - 1]!)));
}

/**
 * The same for noise truncated below only, exactly: each bin is one of 0, …, t − 1, or t and a geometric noise, (t+1)^q
 * cases.
 */
export function medianFromZero(lambda: Fraction, t: number, h: readonly number[]): readonly Fraction[] {
  const f = recursion(lambda);
  const { masses } = fromZero(lambda, t, t);
  const cases = masses.map((mass, k) => (k < t ? mass : mass.div(one.sub(lambda))));
  const law = h.map(() => zero);
  for (const list of lists(
    cases.map((_, k) => k),
    h.length,
  )) {
    const chance = list.reduce((product, k) => product.mul(cases[k]!), one);
    const found = medianByRecursion(
      f,
      released(h, list),
      list.map((k) => k === t),
    );
    for (const [bin, part] of found.entries()) law[bin] = law[bin]!.add(chance.mul(part));
  }
  return law;
}

/** Every histogram of n reports in q bins. */
export function* histograms(q: number, n: number): Generator<number[]> {
  if (q === 1) yield [n];
  else for (let first = 0; first <= n; first++) for (const rest of histograms(q - 1, n - first)) yield [first, ...rest];
}
