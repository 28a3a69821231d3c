import type { Profile } from "../../game/profile.js";
import type { Rational } from "../../number/rational.js";
import type { Ring } from "../../number/ring.js";
import type { Coupled } from "../../probability/coupling.js";
import { type Graded, gradedDifference, gradedSum, greatestDegree, raised } from "../../probability/graded.js";
import type { Law } from "../../probability/law.js";
import type { NoiseSums } from "../../probability/noise-sums.js";

/** The places of a facility, Θ = {ℓ_1 < … < ℓ_q} ⊂ [0, 1]; bins, reports and outcomes are their numbers from 0 on. */
export interface Locations {
  readonly locations: readonly Rational[];
}

/** A report: the bin of the preferred location; null is an absent player. */
export type BinReport = number | null;

/** h_1, …, h_q: how many players report each bin. */
export function histogram(profile: Profile<BinReport>, q: number): readonly number[] {
  const h = Array.from({ length: q }, () => 0);
  for (const { report, count } of profile) if (report !== null) h[report]! += count;
  return h;
}

/** All bins. */
export const bins = ({ locations }: Locations): readonly number[] => locations.map((_, bin) => bin);

/** D_k = (h_1 + … + h_k) − (h_{k+1} + … + h_q) for k = 1, …, q; never falling in k. */
export function excesses(h: readonly number[]): readonly number[] {
  let excess = -total(h);
  return h.map((count) => {
    excess += 2 * count;
    return excess;
  });
}

/** Med(z), counted from 0: the least k with z_1 + … + z_k ≥ z_{k+1} + … + z_q. */
export const medianBin = (z: readonly number[]): number => excesses(z).findIndex((excess) => excess >= 0);

/** The law of Med(h + r): Med ≤ k exactly if X − Y ≥ −D_k, where X sums the noises of the first k bins and Y the others. */
export function perturbedMedian<S>(R: Ring<S>, noise: NoiseSums<S>, h: readonly number[]): Law<number, S> {
  const weights = binWeights(R, noise, h);
  const top = greatestDegree([...weights, noise.total]);
  return {
    entries: weights.map((weight, outcome) => ({ outcome, weight: raised(R, weight, top) })),
    total: raised(R, noise.total, top),
  };
}

/** The weight of each bin beside the total of the noise. */
function binWeights<S>(R: Ring<S>, noise: NoiseSums<S>, h: readonly number[]): readonly Graded<S>[] {
  const q = h.length;
  const atMost = excesses(h).map((D, k) => (k + 1 === q ? noise.total : noise.atLeast(k + 1, q - k - 1, -D)));
  return atMost.map((mass, k) => (k === 0 ? mass : gradedDifference(R, mass, atMost[k - 1]!)));
}

/**
 * The joint law of Med(h + r) under two reports of one player beside the histogram g of the others, r being the same.
 * What is not moved stays where it is.
 */
export function coupledMedians<S>(
  R: Ring<S>,
  noise: NoiseSums<S>,
  g: readonly number[],
  truth: BinReport,
  lie: BinReport,
): Coupled<number, S> {
  const weights = binWeights(R, noise, withReport(g, truth));
  const moves = [
    ...movesRight(R, noise, g, truth, lie),
    ...movesRight(R, noise, g, lie, truth).map(({ from, to, weight }) => ({ from: to, to: from, weight })),
  ];
  const stays = weights.map((weight, bin) => {
    const leaving = moves.filter(({ from }) => from === bin).map((move) => move.weight);
    return { from: bin, to: bin, weight: gradedDifference(R, weight, gradedSum(R, leaving)) };
  });
  const all = [...stays, ...moves];
  const top = greatestDegree([...all.map(({ weight }) => weight), noise.total]);
  return {
    entries: all.map(({ from, to, weight }) => ({ outcome: [from, to], weight: raised(R, weight, top) })),
    total: raised(R, noise.total, top),
  };
}

interface Move<S> {
  readonly from: number;
  readonly to: number;
  readonly weight: Graded<S>;
}

/** The histogram with one report more, or with `by` more. */
export const withReport = (g: readonly number[], report: BinReport, by = 1): readonly number[] =>
  g.map((count, bin) => (bin === report ? count + by : count));

/**
 * Where the median is x under `first` and y > x under `second`. Let E be what the bins up to x hold of z = g + r more than
 * those from y on. The median moves from x to y exactly if
 * - z is 0 strictly between x and y;
 * - z_x ≥ 1 unless x is `first` or the first bin of all, and z_y ≥ 1 unless y = second;
 * - E is −1, `first` being a bin up to x, or 0, `second` being a bin from y on: her one report tips the balance.
 */
function movesRight<S>(
  R: Ring<S>,
  noise: NoiseSums<S>,
  g: readonly number[],
  first: BinReport,
  second: BinReport,
): readonly Move<S>[] {
  const q = g.length;
  const excess = [...(first === null ? [] : [-1]), ...(second === null ? [] : [0])];
  const moves: Move<S>[] = [];
  for (let x = first ?? 0; x < q; x++) {
    for (let y = x + 1; y <= (second ?? q - 1); y++) {
      const positive = { ofX: x !== first && x > 0 && g[x] === 0, ofY: y !== second && g[y] === 0 };
      const [left, right] = [total(g.slice(0, x + 1)), total(g.slice(y))];
      const chances = excess.map((E) => noise.meets(x + 1, q - y, E - left + right, positive));
      moves.push({ from: x, to: y, weight: gradedSum(R, chances) });
      if (g[y]! > 0) break;
    }
  }
  return moves;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
