import type { BayesianEnvironment, Sizes } from "../../src/game/bayesian-environment.js";
import { type Enclosure, exactly } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import type { Selection } from "./any-selection.js";
import { vectors } from "./plain.js";

/**
 * gain(x → y) of (σ*, q*) in its antisymmetrised form
 *
 *   Σ_c m(c) Σ_{ω<ω′} [ρ_x(ω)ρ_y(ω′) − ρ_x(ω′)ρ_y(ω)] (u(a, ω) − u(a, ω′)) L_ω L_ω′ / Σ_z ρ_y(z)L_z,  a = σ*(c + y),
 *
 * in integers of its own: what checks compute with at every n. It shares nothing with `src/notions` and `src/mechanisms/basu`.
 */

const divisor = (x: bigint, y: bigint): bigint => (y === 0n ? x : divisor(y, x % y));

/** Numbers times their common denominator. */
function whole(numbers: readonly Q.Rational[]): readonly [values: readonly bigint[], over: bigint] {
  const over = numbers.reduce((all, { denominator }) => (all / divisor(all, denominator)) * denominator, 1n);
  return [numbers.map(({ numerator, denominator }) => numerator * (over / denominator)), over];
}

/** A list in so many rows of equal length. */
const inRows = <T>(list: readonly T[], rows: number, length: number): readonly (readonly T[])[] =>
  Array.from({ length: rows }, (_, i) => list.slice(i * length, (i + 1) * length));

const sumOf = (values: readonly bigint[]): bigint => values.reduce((x, y) => x + y, 0n);

const factorials: bigint[] = [1n];
function factorial(n: number): bigint {
  for (let k = factorials.length; k <= n; k++) factorials.push(factorials[k - 1]! * BigInt(k));
  return factorials[n]!;
}

/** One term before it is divided. */
interface Term {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Who lies, and how. */
export interface Lie {
  readonly utility: number;
  readonly signal: number;
  readonly report: number;
}

function termsOf(environment: BayesianEnvironment, sizes: Sizes, selection: Selection, lie: Lie): readonly Term[] {
  const others = sizes.reduce((x, y) => x + y, 0) - 1;
  const { states, signals, alternatives, utilities } = environment;
  const [flat, base] = whole(environment.likelihood.flat());
  const likelihood = inRows(flat, states, signals);
  const [prior] = whole(environment.prior);
  const [values, unit] = whole(utilities.flat(2));
  const tables = inRows(inRows(values, utilities.length * alternatives, states), utilities.length, alternatives);
  const [own, told] = [lie.signal, lie.report].map((x) => prior.map((p, state) => p * likelihood[state]![x]!));
  const constant = sumOf(own!) * base ** BigInt(others) * unit;
  const worth = tables[lie.utility]!.map((row) => (state: number, other: number) => {
    const across = own![state]! * told![other]! - own![other]! * told![state]!;
    return across * (row[state]! - row[other]!);
  });
  return vectors(others, signals).map((counts) => {
    const L = likelihood.map((row) => counts.reduce((x, count, z) => x * row[z]! ** BigInt(count), 1n));
    const weights = L.map((x, state) => x * told![state]!);
    const welfare = Array.from({ length: alternatives }, (_, a) =>
      sumOf(sizes.map((many, u) => BigInt(many) * sumOf(weights.map((w, state) => w * tables[u]![a]![state]!)))),
    );
    const most = welfare.reduce((x, y) => (x > y ? x : y));
    const gains = worth.flatMap((of, a) => {
      if (welfare[a] !== most) return [];
      const pairs = L.flatMap((x, state) => L.slice(0, state).map((y, other) => x * y * of(other, state)));
      return [sumOf(pairs)];
    });
    const orders = counts.reduce((rest, count) => rest / factorial(count), factorial(others));
    const [inner, share] = selected(gains, selection);
    return { numerator: orders * inner, denominator: sumOf(weights) * constant * share };
  });
}

/** What is gained at the selected maximiser, over a number. */
function selected(gains: readonly bigint[], selection: Selection): readonly [bigint, bigint] {
  if (selection === "first") return [gains[0]!, 1n];
  if (selection === "last") return [gains[gains.length - 1]!, 1n];
  if (selection === "uniform") return [sumOf(gains), BigInt(gains.length)];
  return [gains.reduce((x, y) => (x > y ? x : y)), 1n];
}

/** Up to so many players gains are added up exactly. */
const exactUpTo = 16;
const bits = 192n;

/** A gain: exactly for few players, else within the number of terms times 2^−192. */
export function plainEnclosedGain(
  environment: BayesianEnvironment,
  sizes: Sizes,
  selection: Selection,
  lie: Lie,
): Enclosure {
  const terms = termsOf(environment, sizes, selection, lie);
  if (sizes.reduce((x, y) => x + y, 0) <= exactUpTo) {
    return exactly(terms.map((term) => Q.rational(term.numerator, term.denominator)).reduce(Q.add));
  }
  const floored = terms.map(({ numerator, denominator }) => {
    const scaled = numerator << bits;
    return scaled / denominator - (scaled < 0n && scaled % denominator !== 0n ? 1n : 0n);
  });
  const low = sumOf(floored);
  const at = (x: bigint) => Q.rational(x, 1n << bits);
  return { low: at(low), high: at(low + BigInt(terms.length)) };
}
