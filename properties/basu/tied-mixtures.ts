import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import type { Mixture } from "./mixtures.js";

/**
 * The corners of the polytope {λ ∈ Δ(𝒰): alternatives a and b are both best in the state}: the points at which Σλ = 1, a and b are
 * worth the same, and |𝒰| − 2 of the inequalities λ(u) ≥ 0 and "c is not better than a" are equations. It is empty iff it has
 * none; rational utilities make them rational.
 */
export function tiedCorners(
  { utilities, alternatives }: BayesianEnvironment,
  state: number,
  a: number,
  b: number,
): readonly Mixture[] {
  const ahead = (c: number) => utilities.map((table) => Q.subtract(table[a]![state]!, table[c]![state]!));
  const others = Array.from({ length: alternatives }, (_, c) => c).filter((c) => c !== a && c !== b);
  const bounds = [
    ...utilities.map((_, u) => utilities.map((_, v) => (u === v ? Q.one : Q.zero))),
    ...others.map(ahead),
  ];
  const tie = ahead(b);
  const found = new Map<string, Mixture>();
  // |𝒰| − 1 of them where the tie holds for every λ, and is no equation.
  const systems = [utilities.length - 1, utilities.length - 2].flatMap((size) => choicesOf(bounds, size));
  for (const rows of systems) {
    const point = solution([...rows, tie]);
    if (point && bounds.every((bound) => Q.signOfRational(dot(bound, point)) >= 0)) {
      found.set(point.map(Q.printRational).join(), point);
    }
  }
  return [...found.values()];
}

/** For each state and pair of alternatives that some mixture makes both best, the corners of these mixtures. */
export const tiedRegions = (
  environment: BayesianEnvironment,
): readonly {
  readonly state: number;
  readonly pair: readonly [number, number];
  readonly corners: readonly Mixture[];
}[] =>
  Array.from({ length: environment.states }, (_, state) => state).flatMap((state) =>
    Array.from({ length: environment.alternatives }, (_, b) => b).flatMap((b) =>
      Array.from({ length: b }, (_, a) => a).flatMap((a) => {
        const corners = tiedCorners(environment, state, a, b);
        return corners.length > 0 ? [{ state, pair: [a, b] as const, corners }] : [];
      }),
    ),
  );

/** The mean of some mixtures: all utilities that one of them has are in it. */
export const meanOf = (mixtures: readonly Mixture[]): Mixture =>
  mixtures[0]!.map((_, u) =>
    Q.divide(mixtures.map((mixture) => mixture[u]!).reduce(Q.add), Q.rational(BigInt(mixtures.length))),
  );

const dot = (x: readonly Q.Rational[], y: readonly Q.Rational[]): Q.Rational =>
  x.reduce((sum, value, i) => Q.add(sum, Q.multiply(value, y[i]!)), Q.zero);

/** Every choice of so many of some things, in their order. */
const choicesOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  size <= 0
    ? size === 0
      ? [[]]
      : []
    : items.flatMap((item, i) => choicesOf(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));

/** The only λ with Σλ = 1 at which all rows vanish, by elimination; undefined where there is none or more than one. */
function solution(rows: readonly (readonly Q.Rational[])[]): Mixture | undefined {
  const size = rows[0]!.length;
  const left = [...rows.map((row) => [...row, Q.zero]), Array.from({ length: size + 1 }, () => Q.one)];
  const pivots: Q.Rational[][] = [];
  for (let column = 0; column < size; column++) {
    const at = left.findIndex((row) => row[column]!.numerator !== 0n);
    if (at < 0) return undefined;
    const [pivot] = left.splice(at, 1);
    const unit = pivot!.map((value) => Q.divide(value, pivot![column]!));
    const cleared = (row: Q.Rational[]) =>
      row[column]!.numerator === 0n
        ? row
        : row.map((value, i) => Q.subtract(value, Q.multiply(row[column]!, unit[i]!)));
    pivots.forEach((row, i) => {
      pivots[i] = cleared(row);
    });
    left.forEach((row, i) => {
      left[i] = cleared(row);
    });
    pivots.push(unit);
  }
  if (left.some((row) => row[size]!.numerator !== 0n)) return undefined;
  return pivots.map((row) => row[size]!);
}
