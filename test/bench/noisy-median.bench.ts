import Fraction from "fraction.js";
import type { Profile } from "../../src/game/profile.js";
import { noisyMedian } from "../../src/mechanisms/cckmv/noisy-median.js";
import { xiaoMedian } from "../../src/mechanisms/cckmv/xiao-median.js";
import { integers } from "../../src/number/integer.js";
import { polynomials } from "../../src/number/polynomial.js";
import { rational, one as unit } from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";
import { contest, printTable, type Row } from "./side-by-side.js";

/**
 * The full law of Mechanism 6.1: the closed form over integers, against the recursion
 * f(p, s, m) = (f(p, s−1, m) + λf(p−1, s, m+1))/(1+λ) over normalised fractions of fraction.js, each value kept.
 */
const places = (q: number) => ({
  locations: Array.from({ length: q }, (_, bin) => rational(BigInt(bin), BigInt(q))),
});
const spread = (q: number, players: number): Profile<number> =>
  Array.from({ length: q }, (_, report) => ({
    report,
    count: Math.floor(((report + 1) * players) / q) - Math.floor((report * players) / q),
  }));

/** `size` players, all but `margin` of them in two equal parts at the ends. */
const split = (q: number, size: number, margin: number): Profile<number> => [
  { report: 0, count: (size - margin) / 2 },
  { report: q - 1, count: (size + margin) / 2 },
];

function ours<S>(R: Ring<S>, q: number, profile: Profile<number>) {
  return noisyMedian.law(R, { rate: unit }, places(q), profile);
}

function peer(lambda: Fraction, q: number, profile: Profile<number>): readonly Fraction[] {
  const [zero, one] = [new Fraction(0), new Fraction(1)];
  const below = one.sub(lambda);
  const over = one.add(lambda);
  const powers = [one];
  const power = (k: number): Fraction => {
    for (let i = powers.length; i <= k; i++) powers.push(powers[i - 1]!.mul(lambda));
    return powers[k]!;
  };
  /** Pr[sum of n noises ≥ m] = Σ_{j<n} C(m+n−1, j)(1−λ)^j λ^{m+n−1−j} for m ≥ 1. */
  const tail = (n: number, m: number): Fraction => {
    let [sum, chosen, share] = [zero, 1n, one];
    for (let j = 0; j < n; j++) {
      sum = sum.add(share.mul(power(m + n - 1 - j)).mul(new Fraction(chosen)));
      chosen = (chosen * BigInt(m + n - 1 - j)) / BigInt(j + 1);
      share = share.mul(below);
    }
    return sum;
  };
  const known = new Map<string, Fraction>();
  const f = (p: number, s: number, m: number): Fraction => {
    const key = `${p},${s},${m}`;
    let value = known.get(key);
    if (value === undefined) {
      if (s === 0) value = m <= 0 ? one : tail(p, m);
      else if (p === 0) value = m >= 1 ? zero : one.sub(tail(s, 1 - m));
      else
        value = f(p, s - 1, m)
          .add(lambda.mul(f(p - 1, s, m + 1)))
          .div(over);
      known.set(key, value);
    }
    return value;
  };
  const counts = Array.from({ length: q }, () => 0);
  for (const { report, count } of profile) counts[report]! += count;
  let excess = -counts.reduce((x, y) => x + y, 0);
  const atMost = counts.map((count, k) => {
    excess += 2 * count;
    return k + 1 === q ? one : f(k + 1, q - k - 1, -excess);
  });
  return atMost.map((chance, k) => (k === 0 ? chance : chance.sub(atMost[k - 1]!)));
}

function agree(q: number, profile: Profile<number>): void {
  const { entries, total } = ours(integers(3n, 2n), q, profile);
  const second = peer(new Fraction(2, 3), q, profile);
  for (const { outcome, weight } of entries) {
    if (!new Fraction(weight, total).equals(second[outcome]!)) throw new Error("expected both to find the same law");
  }
}

/** One row; a new ring in every run, so that no power is kept from the run before. */
const row = (name: string, q: number, profile: Profile<number>, withPeer = true): Row =>
  contest(
    {
      name,
      ours: () => ours(integers(3n, 2n), q, profile),
      ...(withPeer && { peer: () => peer(new Fraction(2, 3), q, profile) }),
    },
    5,
  );

for (const [q, players] of [
  [5, 20],
  [10, 50],
  [20, 100],
  [40, 200],
] as const)
  agree(q, spread(q, players));

const locations = [5, 10, 20, 40].map((q) => row(`${q} locations, 200 players`, q, spread(q, 200)));
printTable("full law of the noisy median, e^{ε/2} = 3/2, peer: the recursion in fraction.js", locations, [
  "",
  "",
  "",
  "< 100 ms",
]);

const players = [50, 200, 800, 3200].map((n) => row(`10 locations, ${n} players`, 10, spread(10, n)));
printTable("the same by players, spread evenly: the margins grow with them", players);

const margins = [1_000, 10_000, 100_000, 1_000_000].map((n) =>
  row(`40 locations, ${n} players, margin 1000`, 40, split(40, n, 1000), false),
);
printTable("the same by players given by counts, one margin: they enter only through sums", margins);

const wide = spread(40, 200);
const others = [
  contest({ name: "all ε: polynomials", ours: () => ours(polynomials(), 40, wide) }, 5),
  contest(
    {
      name: "two reports, the same noise",
      ours: () => noisyMedian.coupled(integers(3n, 2n), { rate: unit }, places(40), wide, 0, 39),
    },
    5,
  ),
  contest(
    {
      name: "two reports, all others in one bin",
      ours: () =>
        noisyMedian.coupled(integers(3n, 2n), { rate: unit }, places(40), [{ report: 20, count: 200 }], 0, 39),
    },
    5,
  ),
];
printTable("40 locations, 200 players", others);

for (const [name, sigma, truncation] of [
  ["truncated on both sides", 1, "both"],
  ["truncated below", -1, "below"],
] as const) {
  const parameters = { rate: unit, sigma, truncation };
  const rows = [10, 20, 40, 80].map((t) =>
    contest(
      {
        name: `t = ${t}`,
        ours: () => xiaoMedian.law(integers(3n, 2n), { ...parameters, t }, places(5), spread(5, 200)),
      },
      5,
    ),
  );
  printTable(`full law of Xiao's median, ${name}, 5 locations, 200 players`, rows);
}
