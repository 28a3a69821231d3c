import type { Budget } from "../../src/claim/claim.js";
import { loc3Epsilon, loc3Mbar, loc3Q } from "../../src/mechanisms/nst/loc3.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { Loc3Size } from "./loc3-claim.js";

/** The numbers of LOC3 and of its proof. */

const third = Q.rational(1n, 3n);
export const whole = (n: bigint | number): R.Real => R.fromInteger(BigInt(n));
export const times = (x: R.Real, ...more: readonly R.Real[]): R.Real => more.reduce(R.multiply, x);

/** ε, m̄ and q of LOC3 and of its proof, as they are known. */
export interface Loc3Numbers {
  readonly epsilon: R.Real;
  readonly mbar: number;
  readonly q: R.Real;
}

/** Those of the mechanism; undefined where m̄ is below 1. */
export function numbersOf({ K, n }: Loc3Size): Loc3Numbers | undefined {
  const mbar = loc3Mbar(n, K);
  return mbar === null ? undefined : { epsilon: loc3Epsilon(n, K), mbar, q: loc3Q(n, K, mbar) };
}

/** The same by the printed formulas: ε = √(K+1)/n^{2/3}, m̄ = ⌈log₂(n^{1/3}/(6·√(K+1)·ln n))⌉ and q = 16·ε·m̄·2^m̄. */
export function printedNumbersOf({ K, n }: Loc3Size): Loc3Numbers | undefined {
  if (n < 2n) return undefined;
  const root = R.sqrt(whole(K + 1));
  const quotient = R.divide(cubeRoot(n), times(whole(6n), root, R.ln(whole(n))));
  const ceiling = R.ceilingOf(R.divide(R.ln(quotient), R.ln(whole(2n))));
  if (ceiling === undefined) throw new RangeError(`m̄ at n = ${n}: too near to an integer to be decided`);
  const mbar = Number(ceiling);
  if (mbar < 1) return undefined;
  const epsilon = R.divide(root, R.power(whole(n), Q.rational(2n, 3n)));
  return { epsilon, mbar, q: times(whole(16n * BigInt(mbar) * 2n ** BigInt(mbar)), epsilon) };
}

/** n^{1/3}. */
export const cubeRoot = (n: bigint): R.Real => R.power(whole(n), third);

/** √(K+1)·ln n/n^{1/3}. */
export const rate = ({ K, n }: Loc3Size): R.Real => R.divide(times(R.sqrt(whole(K + 1)), R.ln(whole(n))), cubeRoot(n));

/** Whether β = 32·√(K+1)·ln n/n^{1/3} of Theorem 3 is below 1, so that it says something. */
export const isMeaningful = (size: Loc3Size): boolean =>
  R.compareReals(times(whole(32n), rate(size)), whole(1n)) === -1;

/** (6/(nε))·ln(e + (nε)^{K+1}), the bound of Corollary 6. */
export function accuracy({ K, n }: Loc3Size, epsilon: R.Real): R.Real {
  const x = times(whole(n), epsilon);
  const power = R.exp(times(whole(K + 1), R.ln(x)));
  return times(R.divide(whole(6n), x), R.ln(R.add(R.euler, power)));
}

/** The same from n and K alone: nε = n^{1/3}·√(K+1). */
export function printedAccuracy({ K, n }: Loc3Size): R.Real {
  const x = times(cubeRoot(n), R.sqrt(whole(K + 1)));
  const power = R.power(times(whole(n), R.power(whole(K + 1), Q.rational(3n, 2n))), Q.rational(BigInt(K + 1), 3n));
  return times(R.divide(whole(6n), x), R.ln(R.add(R.euler, power)));
}

/** The error 2·2^−(m̄−1) from lies below 2^−(m̄−1). */
export const misreports = (mbar: number): R.Real => R.fromRational(Q.rational(4n, 2n ** BigInt(mbar)));

/** The bound of the proof: q, the error from lies, and that of Corollary 6. */
export const errorBound = (size: Loc3Size, { epsilon, mbar, q }: Loc3Numbers): R.Real =>
  R.add(q, R.add(misreports(mbar), accuracy(size, epsilon)));

const firsts = new Map<string, bigint>();

/** The least n from which m̄ is at least that: n^{1/3}/ln n falls up to e³, where it is below 1, and grows afterwards. */
export function firstWith(mbar: number, K: number): bigint {
  const key = `${mbar},${K}`;
  const found = firsts.get(key) ?? leastFrom(21n, (n) => (loc3Mbar(n, K) ?? 0) >= mbar);
  firsts.set(key, found);
  return found;
}

/** The least n ≥ from with a property that larger n keep. */
export function leastFrom(from: bigint, has: (n: bigint) => boolean): bigint {
  if (has(from)) return from;
  let [without, having] = [from, 2n * from];
  while (!has(having)) [without, having] = [having, 2n * having];
  while (having - without > 1n) {
    const middle = (without + having) / 2n;
    if (has(middle)) having = middle;
    else without = middle;
  }
  return having;
}

const facilities = { gate: [1, 2], standard: [1, 2, 3, 10], deep: [1, 2, 3, 4, 5, 10, 20] } as const;
const exponents = { gate: [12n], standard: [9n, 12n, 30n], deep: [9n, 10n, 12n, 15n, 20n, 30n, 60n] } as const;

/** n where m̄ is first 1 and first 2, one before the latter, and powers of ten; from `least` facilities on. */
export function sizesAt(budget: Budget, least = 1): readonly Loc3Size[] {
  return facilities[budget]
    .filter((K) => K >= least)
    .flatMap((K) => {
      const [one, two] = [firstWith(1, K), firstWith(2, K)];
      const powers = exponents[budget].map((k) => 10n ** k).filter((n) => n > two);
      return [one, two - 1n, two, ...powers].map((n) => ({ K, n }));
    });
}

/** These sizes in words. */
export const printSizes = (budget: Budget, least = 1): string =>
  `K = ${facilities[budget].filter((K) => K >= least).join(", ")}, and n where m̄ first is 1 and 2, one before the latter, and 10^k for k = ${exponents[budget].join(", ")}`;

/** Corners of these sizes. */
export const sizeCorners = {
  "m̄ is first 1": ({ K, n }: Loc3Size) => n === firstWith(1, K),
  "m̄ is first 2": ({ K, n }: Loc3Size) => n === firstWith(2, K),
  "last n with m̄ = 1": ({ K, n }: Loc3Size) => n === firstWith(2, K) - 1n,
  "β below 1": isMeaningful,
};
