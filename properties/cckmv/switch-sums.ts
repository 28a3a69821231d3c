import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import * as P from "../../src/number/polynomial.js";
import { type Quotient, type Ring, sum } from "../../src/number/ring.js";
import { over } from "../../src/verdict/finding.js";

/**
 * The terms of the last display in the proof of Lemma 7.4, summed over all k_{−o2} in closed form from the text of
 * Mechanism 7.1, without the laws of the mechanism. As polynomials in a = e^{−ε/(M|O|)}, everything over
 * (1 + a)^{|O|}·(1 − a²)(1 − a³)…(1 − a^{|O|})/(1 − a)².
 */

/** The others' sums S_o, and the reports of the two worlds. */
export interface Worlds {
  readonly environment: Alternatives;
  readonly sums: readonly number[];
  readonly reports: readonly [Utilities, Utilities];
}

/** Σ over o1 ≠ o2 and k_{−o2} of Pr[λ_{−o2} = k_{−o2}, the chosen alternatives differ and are o1 and o2]: the numerator. */
export function sumOfSwitches({ environment: { outcomes: n }, sums, reports: [truth, lie] }: Worlds): P.Polynomial {
  const values = [truth, lie].map((report) => report.map((u, o) => u + sums[o]!));
  let total = P.zero;
  for (let o1 = 0; o1 < n; o1++) {
    for (let o2 = 0; o2 < n; o2++) {
      if (o1 === o2) continue;
      total = P.add(total, switches(o1, o2, values[0]!, values[1]!));
      total = P.add(total, switches(o1, o2, values[1]!, values[0]!));
    }
  }
  return total;
}

/** Pr[o1 is chosen at V_o = first_o + λ_o, and o2 at V_o = second_o + λ_o], by the values of λ_{o2} − λ_{o1}. */
function switches(o1: number, o2: number, first: readonly number[], second: readonly number[]): P.Polynomial {
  const ahead = (o: number, other: number): number => (other > o ? 1 : 0);
  const least = second[o1]! - second[o2]! + ahead(o2, o1);
  const most = first[o1]! - first[o2]! - ahead(o1, o2);
  const rest = first.flatMap((_, o) => (o === o1 || o === o2 ? [] : [o]));
  let total = P.zero;
  for (let d = least; d <= most; d++) {
    const room = rest.map((o) =>
      Math.min(first[o1]! - first[o]! - ahead(o1, o), d + second[o2]! - second[o]! - ahead(o2, o)),
    );
    total = P.add(total, massAt(d, room));
  }
  return total;
}

const onePlus: P.Polynomial = P.polynomial([
  [1n, 0],
  [1n, 1],
]);
const oneMinus = (power: number): P.Polynomial =>
  P.polynomial([
    [1n, 0],
    [-1n, power],
  ]);
const product = (factors: readonly P.Polynomial[]): P.Polynomial => factors.reduce(P.multiply, P.one);

/** 1 − a², 1 − a³, …, 1 − a^n: what the geometric series are over. */
const series = (n: number): readonly P.Polynomial[] => Array.from({ length: n - 1 }, (_, j) => oneMinus(j + 2));

/**
 * Σ_t Pr[λ_{o1} = t, λ_{o2} = t + d, every other λ_o ≤ t + room_o]. With Pr[λ ≤ k] = 1 − a^{k+1}/(1 + a) for k ≥ 0 and
 * a^{−k}/(1 + a) below, it is geometric in t beyond all |d| and |room_o| on both sides.
 */
function massAt(d: number, room: readonly number[]): P.Polynomial {
  const key = `${d} ${room.join()}`;
  const found = masses.get(key) ?? massAfresh(d, room);
  masses.set(key, found);
  return found;
}

const masses = new Map<string, P.Polynomial>();

function massAfresh(d: number, room: readonly number[]): P.Polynomial {
  const size = (x: number): number => Math.max(x, -x);
  const far = [d, ...room].map(size).reduce((x, y) => Math.max(x, y)) + 1;
  const below = (k: number): P.Polynomial => (k < 0 ? P.monomial(1n, -k) : P.subtract(onePlus, P.monomial(1n, k + 1)));
  let middle = P.zero;
  for (let t = 1 - far; t < far; t++) {
    const term = P.monomial(1n, size(t) + size(t + d));
    middle = P.add(middle, product([term, ...room.map((c) => below(t + c))]));
  }
  // From `far` on: Σ_j terms[j]·a^{(2+j)(t−far)}.
  let terms: readonly P.Polynomial[] = [P.monomial(1n, far + far + d)];
  for (const c of room) {
    terms = [...terms, P.zero].map((term, j) =>
      P.subtract(P.multiply(term, onePlus), j === 0 ? P.zero : P.scale(terms[j - 1]!, 1n, far + c + 1)),
    );
  }
  const down = room.reduce((exponent, c) => exponent + far - c, far + far - d);
  const denominators = series(room.length + 2);
  const others = (j: number): P.Polynomial => product(denominators.filter((_, i) => i !== j));
  const tails = [...terms.map((term, j) => P.multiply(term, others(j))), P.scale(others(room.length), 1n, down)];
  return [P.multiply(middle, product(denominators)), ...tails].reduce(P.add);
}

/** The chance that a numerator stands for, over a ring of base e^{ε/(M|O|)}. */
export function chanceOf<S>(R: Ring<S>, outcomes: number, numerator: P.Polynomial): Quotient<S> {
  if (outcomes < 2) return over(R.zero, R.one);
  const above = product([oneMinus(1), oneMinus(1), numerator]);
  const below = product([...Array.from({ length: outcomes }, () => onePlus), ...series(outcomes)]);
  const top = Math.max(P.degree(above), P.degree(below));
  const at = (p: P.Polynomial): S =>
    sum(
      R,
      P.termsOf(p).map(([c, e]) => R.multiply(R.integer(c), R.power(top - e, top))),
    );
  return over(at(above), at(below));
}
