import { bitLength, floorQuotient } from "./integer.js";
import type { Rational } from "./rational.js";

/**
 * Certified ln and exp in fixed point, on bigint. Nothing here rounds to nearest: every bound is rounded outwards, and
 * the number of units by which a sum of truncated terms can fall short is proved beside it.
 */

/** Fixed point: low ≤ r·2^precision ≤ high for the real number r that is meant. The precision travels beside it. */
export interface Fixed {
  readonly low: bigint;
  readonly high: bigint;
}

/** ⌈n/2^k⌉. */
export const ceilingShift = (n: bigint, k: bigint): bigint => -(-n >> k);

/** The least multiple of 64 that is ≥ bits: constants are kept by precision, so there should be few. */
export const wholeDigits = (bits: number): number => (bits + 63) & -64;

/**
 * ln(p/q) for p, q > 0, in units of 2^−precision.
 *
 * Reduction: p/q = 2^k·m with 0.7 < m < 1.42, c = the integer next to 256·m, and
 *   ln(p/q) = (k − 8)·ln 2 + ln c + 2·atanh z,   z = (m − c/256)/(m + c/256).
 * |m − c/256| ≤ 1/512 + 2^−20, because c comes from the 32 leading bits of p and q; hence |z| < 2^−9.
 * Numbers of more than precision + 2 bits are cut to that many: p = p̃·2^s·(1 + θ) with 0 ≤ θ < 1/p̃ ≤ 2^−(precision + 1),
 * so that ln p exceeds ln(p̃·2^s) by less than 1 unit; likewise for q with the opposite sign.
 */
export function lnFixed(p: bigint, q: bigint, precision: number): Fixed {
  const [top, bottom] = [leadingBits(p, precision + 2), leadingBits(q, precision + 2)];
  let k = top.length - bottom.length;
  // h = ⌊512·m⌋, up to the cutting to 32 bits.
  let h = ratio(top, bottom, 9n);
  if (h > 724) {
    k += 1;
    h >>= 1;
  } else if (h < 362) {
    k -= 1;
    h = ratio(top, bottom, 10n);
  }
  const c = (h + 1) >> 1;
  const shift = k - top.cut + bottom.cut;
  const a = (shift < 0 ? top.bits << BigInt(-shift) : top.bits) << 8n;
  const b = (shift > 0 ? bottom.bits << BigInt(shift) : bottom.bits) * BigInt(c);
  const part = a < b ? atanhFixed(b - a, a + b, precision) : atanhFixed(a - b, a + b, precision);
  const [two, table] = [lnSmall(2, precision), lnSmall(c, precision)];
  const turns = BigInt(k - 8);
  const [low, high] = turns < 0n ? [turns * two.high, turns * two.low] : [turns * two.low, turns * two.high];
  const [less, more] = a < b ? [-part.high, -part.low] : [part.low, part.high];
  return {
    low: low + table.low + 2n * less - (bottom.cut > 0 ? 1n : 0n),
    high: high + table.high + 2n * more + (top.cut > 0 ? 1n : 0n),
  };
}

interface Leading {
  readonly bits: bigint;
  /** The binary digits of the whole number. */
  readonly length: number;
  /** How many of them were cut. */
  readonly cut: number;
}

function leadingBits(n: bigint, count: number): Leading {
  const length = bitLength(n);
  const cut = length > count ? length - count : 0;
  return { bits: cut > 0 ? n >> BigInt(cut) : n, length, cut };
}

/** ⌊2^scale·x/y⌋ from the 32 leading bits of x and y, read as numbers of equal length. */
const ratio = (x: Leading, y: Leading, scale: bigint): number => Number((ofLength32(x) << scale) / ofLength32(y));

function ofLength32({ bits, length, cut }: Leading): bigint {
  const by = length - cut - 32;
  return by >= 0 ? bits >> BigInt(by) : bits << BigInt(-by);
}

/**
 * atanh(n/d) = Σ (n/d)^(2j+1)/(2j + 1) for 0 ≤ n/d < 2^−9, in units u = 2^−precision.
 *
 * Let z = n/d, Z = ⌊z/u⌋, ζ = Z·u. As atanh′ < 1.01 there, 0 ≤ atanh z − atanh ζ < 1.01u. The powers are T_0 = Z and
 * T_{j+1} = ⌊T_j·W·u⌋ with W = ⌊Z²·u⌋; let d_j be what T_j lacks of t_j = ζ^(2j+1)/u. Then d_0 = 0 and
 *   d_{j+1} < d_j·ζ² + t_j·u + 1 < d_j·2^−18 + 2^−9 + 1,   so d_j < 1.01.
 * Term j ≥ 1 of the sum lacks less than d_j/(2j + 1) + 1 < 1.34, term 0 lacks nothing. The sum ends at the first N
 * with T_N = 0: then t_N < 1.01, and the tail is below the geometric series 1.01/(1 − 2^−18) < 1.02. Altogether the
 * sum lacks less than 1.34·(N − 1) + 1.02 + 1.01 ≤ 2N + 2 units for N ≥ 1, and less than 1.01 + 0.01 for N = 0.
 */
function atanhFixed(n: bigint, d: bigint, precision: number): Fixed {
  if (n === 0n) return { low: 0n, high: 0n };
  const p = BigInt(precision);
  let power = (n << p) / d;
  const square = (power * power) >> p;
  let [sum, terms, odd] = [0n, 0n, 1n];
  while (power !== 0n) {
    sum += power / odd;
    power = (power * square) >> p;
    odd += 2n;
    terms += 1n;
  }
  return { low: sum, high: sum + 2n * terms + 2n };
}

/**
 * atanh(1/n) for an integer n ≥ 10, in units of 2^−precision. The powers are ⌊2^precision/n^(2j+1)⌋ exactly, because
 * ⌊⌊x⌋/n⌋ = ⌊x/n⌋; each of the N terms lacks less than 1, and the tail is less than 1/(1 − n^−2) < 1.02.
 */
function atanhOfReciprocal(n: bigint, precision: number): Fixed {
  const square = n * n;
  let power = (1n << BigInt(precision)) / n;
  let [sum, terms, odd] = [0n, 0n, 1n];
  while (power !== 0n) {
    sum += power / odd;
    power /= square;
    odd += 2n;
    terms += 1n;
  }
  return { low: sum, high: sum + terms + 2n };
}

/**
 * Constants are computed with this many bits more, where they are at most 300·precision units wide (n ≤ 362), and
 * rounded outwards: up to the greatest precision they are 2 units wide at most.
 */
const spareBits = 32;

interface Table {
  readonly rounded: (Fixed | undefined)[];
  readonly spare: (Fixed | undefined)[];
}

/** ln 2, ln 3, …, by precision: computed once. */
const tables = new Map<number, Table>();

/** ln n for a small integer n ≥ 1, in units of 2^−precision. */
function lnSmall(n: number, precision: number): Fixed {
  let table = tables.get(precision);
  if (table === undefined) {
    table = { rounded: [], spare: [] };
    tables.set(precision, table);
  }
  const known = table.rounded[n];
  if (known !== undefined) return known;
  const { low, high } = lnByFactors(n, precision + spareBits, table.spare);
  const by = BigInt(spareBits);
  const rounded = { low: low >> by, high: ceilingShift(high, by) };
  table.rounded[n] = rounded;
  return rounded;
}

/**
 * ln 2 = 18·atanh(1/26) − 2·atanh(1/4801) + 8·atanh(1/8749), ln(de) = ln d + ln e, and for an odd prime
 * ln p = (ln(p − 1) + ln(p + 1))/2 + atanh(1/(2p² − 1)), as p²/(p² − 1) = (1 + z)/(1 − z) for that z.
 */
function lnByFactors(n: number, precision: number, known: (Fixed | undefined)[]): Fixed {
  const found = known[n];
  if (found !== undefined) return found;
  const computed = n === 1 ? { low: 0n, high: 0n } : n === 2 ? lnTwo(precision) : lnAbove(n, precision, known);
  known[n] = computed;
  return computed;
}

function lnTwo(precision: number): Fixed {
  const [a, b, c] = [26n, 4801n, 8749n].map((n) => atanhOfReciprocal(n, precision)) as [Fixed, Fixed, Fixed];
  return { low: 18n * a.low - 2n * b.high + 8n * c.low, high: 18n * a.high - 2n * b.low + 8n * c.high };
}

function lnAbove(n: number, precision: number, known: (Fixed | undefined)[]): Fixed {
  for (let d = 2; d * d <= n; d++) {
    if (n % d !== 0) continue;
    const e = Number(BigInt(n) / BigInt(d));
    const [x, y] = [lnByFactors(d, precision, known), lnByFactors(e, precision, known)];
    return { low: x.low + y.low, high: x.high + y.high };
  }
  const [x, y] = [lnByFactors(n - 1, precision, known), lnByFactors(n + 1, precision, known)];
  const { low, high } = atanhOfReciprocal(2n * BigInt(n) ** 2n - 1n, precision);
  return { low: ((x.low + y.low) >> 1n) + low, high: ceilingShift(x.high + y.high, 1n) + high };
}

/** How often the argument is halved before, and the result squared after, Taylor's series. */
const halvings = 12;

/**
 * low·2^exponent ≤ e^x·2^precision ≤ high·2^exponent, by e^x = 2^k·(e^{r/2^h})^{2^h} with r = x − k·ln 2, h = 12.
 *
 * The remainder: with X = x/u, u = 2^−precision, and L ≤ ln 2/u ≤ L + w the kept bounds, R = ⌊X⌋ − k·L lies in [0, L)
 * for k = ⌊⌊X⌋/L⌋ and misses r/u by at most |k|·w + 1 < e = |k|·w + 2. As |k| < 2^25 and w ≤ 2, e < 2^27.
 * The series at y = R·u/2^h < 2^−12: T_0 = 1/u and T_{j+1} = ⌊T_j·y/(j + 1)⌋ (a floor of a floor is one floor) lack
 * d_{j+1} < d_j·2^−12 + 1 units of y^j/j!, so less than 1.01. At the first N with T_N = 0 the tail is less than
 * 1.01/(1 − 2^−12) < 1.02. The sum lacks less than 1.01·N + 1.02 < 2N + 2 units.
 * Squaring: both bounds by themselves, rounded outwards. At the end e^{R·u} < 2.01 is moved by a factor between
 * e^{−e·u} and e^{e·u}, that is by less than 2.01·1.01·e < 3e units.
 * Together: N < 2^17, so the series is less than 2^19 units wide; each squaring at most doubles the relative width and
 * adds 2 units: less than 2^33 units after 12, and 6e < 2^30 more.
 */
export function expFixed(x: Rational, precision: number): Fixed & { readonly exponent: number } {
  const p = BigInt(precision);
  const two = lnSmall(2, precision);
  const scaled = floorQuotient(x.numerator << p, x.denominator);
  const k = floorQuotient(scaled, two.low);
  const rest = scaled - k * two.low;
  const error = (k < 0n ? -k : k) * (two.high - two.low) + 2n;
  const by = p + BigInt(halvings);
  let [power, sum, terms] = [1n << p, 0n, 0n];
  while (power !== 0n) {
    sum += power;
    terms += 1n;
    power = ((power * rest) >> by) / terms;
  }
  let [low, high] = [sum, sum + 2n * terms + 2n];
  for (let i = 0; i < halvings; i++) [low, high] = [(low * low) >> p, ceilingShift(high * high, p)];
  return { low: low - 3n * error, high: high + 3n * error, exponent: Number(k) };
}
