import { absolute, gcd, signOf } from "../number/integer.js";
import type { Polynomial } from "../number/polynomial.js";
import type { Rational } from "../number/rational.js";
import type { Sign } from "../number/ring.js";
import { changesOfSign } from "./term-signs.js";

/*
 * Sturm chains on dense coefficient lists, which count the roots of a polynomial exactly; and the division that they
 * are made by.
 */

/** Coefficients of b^0, b^1, …, the last one not 0; [] is the zero polynomial. */
export type Dense = readonly bigint[];

/** All coefficients of p, zeros included. */
export function dense(p: Polynomial): Dense {
  const array = new Array<bigint>((p.exponents.at(-1) ?? -1) + 1).fill(0n);
  p.exponents.forEach((e, i) => {
    array[e] = p.coefficients[i]!;
  });
  return array;
}

/** The sign of f(x). */
export function signAtDense(f: Dense, x: Rational): Sign {
  let [value, below] = [0n, 1n];
  for (let i = f.length - 1; i >= 0; i--) {
    value = value * x.numerator + f[i]! * below;
    below *= x.denominator;
  }
  return signOf(value);
}

function trimmed(f: bigint[]): Dense {
  while (f.at(-1) === 0n) f.pop();
  return f;
}

/** f over its content; signs stay. */
export function primitive(f: Dense): Dense {
  const common = f.reduce((c, x) => (c === 1n ? c : gcd(c, x)), 0n);
  return common <= 1n ? f : f.map((c) => c / common);
}

/** f′. */
export const derivative = (f: Dense): Dense => f.slice(1).map((c, i) => c * BigInt(i + 1));

function product(f: Dense, g: Dense): Dense {
  const total = new Array<bigint>(f.length + g.length - 1).fill(0n);
  f.forEach((x, i) => {
    g.forEach((y, j) => {
      total[i + j]! += x * y;
    });
  });
  return total;
}

/** The remainder of f by g, times |leading coefficient of g|^(deg f − deg g + 1); f itself if it is the shorter. */
function remainder(f: Dense, g: Dense): Dense {
  const rest = [...f];
  const [leading, shift] = [g.at(-1)!, g.length - 1];
  for (let i = rest.length - 1; i >= shift; i--) {
    const factor = leading < 0n ? -rest[i]! : rest[i]!;
    for (let j = 0; j < i; j++) rest[j]! *= absolute(leading);
    for (let j = 0; j < shift; j++) rest[i - shift + j]! -= factor * g[j]!;
    rest.pop();
  }
  return trimmed(rest);
}

/**
 * f, g, −rem(f, g), …: each the negated remainder of the two before, up to positive factors, for deg f ≥ deg g.
 * The divisors that keep the numbers short are those of the subresultants [Collins; Brown], without their signs.
 */
function signedRemainders(f: Dense, g: Dense): Dense[] {
  const chain = [primitive(f)];
  let next = primitive(g);
  let [leading, height] = [1n, 1n];
  while (next.length > 0) {
    const before = chain.at(-1)!;
    chain.push(next);
    const gap = BigInt(before.length - next.length);
    const divisor = leading * height ** gap;
    leading = absolute(next.at(-1)!);
    const rest = remainder(before, next);
    if (gap > 0n) height = leading ** gap / height ** (gap - 1n);
    next = rest.map((c) => -c / divisor);
  }
  return chain;
}

/** The chain of f and f′: it loses the number of roots of f, for f without repeated factors. */
export const sturmChain = (f: Dense): Dense[] => signedRemainders(f, derivative(f));

/** The chain of q and q′·f: it loses Σ sign f over the roots of q [Tarski; Sylvester]. */
export const signSumChain = (q: Dense, f: Dense): Dense[] =>
  signedRemainders(q, remainder(product(derivative(q), f), q));

/** The primitive greatest common divisor, of either sign. */
export const commonFactor = (f: Dense, g: Dense): Dense =>
  primitive((f.length < g.length ? signedRemainders(g, f) : signedRemainders(f, g)).at(-1)!);

/** f without repeated factors. */
export const squareFree = (f: Dense): Dense => {
  const repeated = commonFactor(f, derivative(f));
  return repeated.length <= 1 ? f : quotient(primitive(f), repeated)!;
};

/** Changes of sign along a chain; between low and high a Sturm chain loses the number of roots in (low, high]. */
export function changesAt(chain: readonly Dense[], x: Rational | "infinity"): number {
  return changesOfSign(chain.map((f) => (x === "infinity" ? signOf(f.at(-1)!) : signAtDense(f, x))));
}

/** f / g for primitive f and g of degree ≥ 1 when it is a polynomial, else undefined. By Gauss it is then integer. */
export function quotient(f: Dense, g: Dense): Dense | undefined {
  const rest = [...f];
  const result: bigint[] = [];
  for (let i = f.length - 1; i >= g.length - 1; i--) {
    const factor = rest[i]! / g.at(-1)!;
    if (factor * g.at(-1)! !== rest[i]) return undefined;
    result.unshift(factor);
    if (factor === 0n) continue;
    for (let j = 0; j < g.length; j++) rest[i - g.length + 1 + j]! -= factor * g[j]!;
  }
  return rest.every((c) => c === 0n) ? result : undefined;
}
