import { halfGcd } from "./half-gcd.js";
import { checkPower, type OrderedRing, type Sign } from "./ring.js";

export function signOf(x: bigint): Sign {
  return x > 0n ? 1 : x < 0n ? -1 : 0;
}

export function absolute(x: bigint): bigint {
  return x < 0n ? -x : x;
}

/** From here on Euclid's algorithm, which is quadratic, loses to halving. */
const long = 1n << 2000n;

/** The greatest common divisor, not negative; gcd(0, 0) = 0. */
export function gcd(x: bigint, y: bigint): bigint {
  let a = absolute(x);
  let b = absolute(y);
  if (a > long && b > long) return halfGcd(a, b);
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The number of binary digits of n > 0. */
export function bitLength(n: bigint): number {
  const digits = n.toString(16);
  return 4 * digits.length + 28 - Math.clz32(Number.parseInt(digits[0]!, 16));
}

/** ⌊n/d⌋ for d > 0. */
export const floorQuotient = (n: bigint, d: bigint): bigint => (n >= 0n ? n / d : -((d - 1n - n) / d));

/** The greatest r with r^degree ≤ x, for x ≥ 0 and degree ≥ 1, by Newton's iteration from above. */
export function integerRoot(x: bigint, degree: number): bigint {
  if (x < 0n) throw new RangeError(`integerRoot: expected x >= 0, got ${x}`);
  if (x < 2n || degree === 1) return x;
  const k = BigInt(degree);
  let r = 1n << (BigInt(x.toString(2).length) / k + 1n);
  for (;;) {
    const next = ((k - 1n) * r + x / r ** (k - 1n)) / k;
    if (next >= r) return r;
    r = next;
  }
}

/**
 * The integers as weights for one ε whose base e^{sε} is p/q > 0: `power(k, top)` = p^k·q^(top−k).
 * Powers are kept, because every law of a run asks for the same ones.
 */
export function integers(p: bigint, q: bigint): OrderedRing<bigint> {
  if (p <= 0n || q <= 0n) throw new RangeError(`integers: expected a base > 0, got ${p}/${q}`);
  const powersOf = (base: bigint) => {
    const known: bigint[] = [1n];
    return (k: number): bigint => {
      if (k > 4096) return base ** BigInt(k);
      for (let i = known.length; i <= k; i++) known.push(known[i - 1]! * base);
      return known[k]!;
    };
  };
  const [up, down] = [powersOf(p), powersOf(q)];
  // Laws of small degree ask for the same few products again and again.
  const rows: bigint[][] = [];
  const product = (k: number, top: number): bigint => {
    if (top > 1024) return up(k) * down(top - k);
    rows[top] ??= [];
    rows[top][k] ??= up(k) * down(top - k);
    return rows[top][k];
  };
  return {
    zero: 0n,
    one: 1n,
    integer: (n) => n,
    add: (x, y) => x + y,
    subtract: (x, y) => x - y,
    multiply: (x, y) => x * y,
    equals: (x, y) => x === y,
    power: (k, top) => {
      checkPower(k, top);
      return q === 1n ? up(k) : product(k, top);
    },
    sign: signOf,
  };
}

/** The integers for mechanisms without ε. Asking for a power other than the 0th is an error. */
export const plainIntegers: OrderedRing<bigint> = {
  ...integers(1n, 1n),
  power: (k, top) => {
    if (k !== 0 || top !== 0) throw new RangeError("power: this ring has no epsilon");
    return 1n;
  },
};
