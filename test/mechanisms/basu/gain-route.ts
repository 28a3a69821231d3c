/**
 * The gains of (σ*, q*) for many players by identities that the program does not use, in integers and with no gcd: the truth gains
 * nothing, so that a lie gains what the two posteriors differ in. Shares no code with the program.
 */

/** An environment in whole numbers: prior and likelihood as weights, the rows of the likelihood with one sum. */
export interface Whole {
  readonly prior: readonly number[];
  readonly likelihood: readonly (readonly number[])[];
  /** [utility][alternative][state]. */
  readonly utilities: readonly (readonly (readonly number[])[])[];
}

/** Numerator and positive denominator, not in lowest terms. */
export type Pair = readonly [bigint, bigint];

export function addAll(pairs: readonly Pair[]): Pair {
  if (pairs.length === 0) return [0n, 1n];
  if (pairs.length === 1) return pairs[0]!;
  const middle = pairs.length >> 1;
  const [[a, b], [c, d]] = [addAll(pairs.slice(0, middle)), addAll(pairs.slice(middle))];
  return [a * d + c * b, b * d];
}

export const less = ([a, b]: Pair, [c, d]: Pair): boolean => a * d < c * b;
export const same = ([a, b]: Pair, [c, d]: Pair): boolean => a * d === c * b;
export const pairOf = (text: string): Pair => {
  const [above, below = "1"] = text.split("/");
  return [BigInt(above!), BigInt(below)];
};

export function vectors(total: number, parts: number): readonly (readonly number[])[] {
  if (parts === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) => first).flatMap((first) =>
    vectors(total - first, parts - 1).map((rest) => [first, ...rest]),
  );
}

const factorials: bigint[] = [1n];
const factorial = (n: number): bigint => {
  for (let k = factorials.length; k <= n; k++) factorials.push(factorials[k - 1]! * BigInt(k));
  return factorials[n]!;
};
const orders = (counts: readonly number[]): bigint =>
  counts.reduce((rest, count) => rest / factorial(count), factorial(counts.reduce((x, y) => x + y, 0)));

const likely = ({ likelihood }: Whole, counts: readonly number[]): readonly bigint[] =>
  likelihood.map((row) => row.reduce((product, v, x) => product * BigInt(v) ** BigInt(counts[x]!), 1n));

/** The first or last best alternative at the counts of all signals, for groups of players. */
export function choice(
  world: Whole,
  groups: readonly number[],
  counts: readonly number[],
  tie: "first" | "last",
): number {
  const weights = likely(world, counts).map((x, state) => x * BigInt(world.prior[state]!));
  const values = world.utilities[0]!.map((_, a) =>
    groups.reduce(
      (sum, size, u) =>
        sum + BigInt(size) * weights.reduce((part, w, state) => part + w * BigInt(world.utilities[u]![a]![state]!), 0n),
      0n,
    ),
  );
  const best = values.reduce((x, y) => (x > y ? x : y));
  return tie === "first" ? values.indexOf(best) : values.lastIndexOf(best);
}

const belief = ({ prior, likelihood }: Whole, signal: number): readonly bigint[] =>
  prior.map((p, state) => BigInt(p * likelihood[state]![signal]!));

export interface Lie {
  readonly utility: number;
  readonly signal: number;
  readonly report: number;
}

/** Σ_c m(c) Σ_{ω<ω′} [ρ_x(ω)ρ_y(ω′) − ρ_x(ω′)ρ_y(ω)] (u(a, ω) − u(a, ω′)) L_ω L_ω′ / Σ_z ρ_y(z)L_z with a = σ(c + y). */
export function antisymmetric(world: Whole, groups: readonly number[], tie: "first" | "last", lie: Lie): Pair {
  const players = groups.reduce((x, y) => x + y, 0);
  const base = BigInt(world.likelihood[0]!.reduce((x, y) => x + y, 0)) ** BigInt(players - 1);
  const [own, told] = [belief(world, lie.signal), belief(world, lie.report)];
  const all = own.reduce((x, y) => x + y, 0n);
  return addAll(
    vectors(players - 1, world.likelihood[0]!.length).map((counts) => {
      const L = likely(world, counts);
      const a = choice(world, groups, counts.with(lie.report, counts[lie.report]! + 1), tie);
      const row = world.utilities[lie.utility]![a]!;
      let above = 0n;
      for (let v = 1; v < row.length; v++) {
        for (let w = 0; w < v; w++) {
          above += (own[w]! * told[v]! - own[v]! * told[w]!) * BigInt(row[w]! - row[v]!) * L[w]! * L[v]!;
        }
      }
      const below = told.reduce((sum, weight, state) => sum + weight * L[state]!, 0n);
      return [above * orders(counts), below * base * all] as const;
    }),
  );
}

/** (ρ_x(0) − ρ_y(0)) Σ_c m(c) L_0 L_1 (u(a, 0) − u(a, 1)) / (τL_0 + (1 − τ)L_1) with τ = ρ_y(0), for two states. */
export function twoStates(world: Whole, groups: readonly number[], tie: "first" | "last", lie: Lie): Pair {
  const players = groups.reduce((x, y) => x + y, 0);
  const base = BigInt(world.likelihood[0]!.reduce((x, y) => x + y, 0)) ** BigInt(players - 1);
  const [x0, x1] = belief(world, lie.signal) as [bigint, bigint];
  const [y0, y1] = belief(world, lie.report) as [bigint, bigint];
  const [above, below] = addAll(
    vectors(players - 1, world.likelihood[0]!.length).map((counts) => {
      const [L0, L1] = likely(world, counts) as [bigint, bigint];
      const a = choice(world, groups, counts.with(lie.report, counts[lie.report]! + 1), tie);
      const [u0, u1] = world.utilities[lie.utility]![a]! as [number, number];
      return [orders(counts) * L0 * L1 * BigInt(u0 - u1) * (y0 + y1), (y0 * L0 + y1 * L1) * base] as const;
    }),
  );
  return [above * (x0 * (y0 + y1) - y0 * (x0 + x1)), below * (x0 + x1) * (y0 + y1)];
}

/** Every lie of those who are there. */
export const liesOf = (world: Whole, groups: readonly number[]): readonly Lie[] =>
  groups.flatMap((size, utility) =>
    size === 0
      ? []
      : world.likelihood[0]!.flatMap((_, signal) =>
          world.likelihood[0]!.flatMap((__, report) => (report === signal ? [] : [{ utility, signal, report }])),
        ),
  );

/** max(0, the largest gain). */
export const mostGained = (world: Whole, groups: readonly number[], tie: "first" | "last" = "first"): Pair =>
  liesOf(world, groups)
    .map((lie) => antisymmetric(world, groups, tie, lie))
    .reduce((most, gain) => (less(most, gain) ? gain : most), [0n, 1n] as Pair);

const text = (x: number, of: number): string => `${x}/${of}`;

/** The environment of an instance, nobody in it. */
export function environmentOf({ prior, likelihood, utilities }: Whole): object {
  const [mass, base] = [prior, likelihood[0]!].map((row) => row.reduce((x, y) => x + y, 0)) as [number, number];
  return {
    states: prior.length,
    signals: likelihood[0]!.length,
    alternatives: utilities[0]!.length,
    prior: prior.map((x) => text(x, mass)),
    likelihood: likelihood.map((row) => row.map((x) => text(x, base))),
    utilities: utilities.map((table) => table.map((row) => row.map(String))),
  };
}

/** Environments of several kinds. */
export const wholes: Readonly<Record<string, Whole>> = {
  symmetric: { prior: [1, 1], likelihood: [[3, 1], [1, 3]], utilities: [[[1, 0], [0, 1]]] },
  skewed: { prior: [1, 2], likelihood: [[5, 3], [2, 6]], utilities: [[[2, 0], [0, 1]]] },
  "two utilities": { prior: [1, 1], likelihood: [[2, 1], [1, 2]], utilities: [[[1, 0], [0, 1]], [[0, 2], [1, -1]]] },
  "three states": { prior: [2, 1, 1], likelihood: [[3, 3], [1, 5], [5, 1]], utilities: [[[2, 0, 0], [0, 1, 0], [0, 0, 3]]] },
  "three signals": { prior: [1, 3], likelihood: [[2, 1, 1], [1, 1, 2]], utilities: [[[3, 0], [0, 1]], [[1, 1], [0, 2]]] },
  "equal rows": { prior: [1, 1, 1], likelihood: [[2, 1], [2, 1], [1, 2]], utilities: [[[1, 4, 0], [0, 0, 2]]] },
  opposed: { prior: [1, 1], likelihood: [[3, 2], [2, 3]], utilities: [[[1, 0], [0, 1]], [[0, 1], [1, 0]]] },
}; // biome-ignore format: a world a line
