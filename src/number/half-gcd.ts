/**
 * The greatest common divisor of long integers in less than quadratic time, by halving recursively [Lehmer; Knuth,
 * TAOCP 2, 4.5.2–4.5.3; Möller, "On Schönhage's algorithm and subquadratic integer gcd computation"]. Every step
 * multiplies the pair by an integer matrix of determinant ±1, which keeps the gcd whatever the entries are: the leading
 * digits, from which a matrix is found, decide only how much shorter the pair becomes.
 */

type Matrix = readonly [bigint, bigint, bigint, bigint];
type Pair = readonly [bigint, bigint];

const identity: Matrix = [1n, 0n, 0n, 1n];

/** Below this many bits Euclid's algorithm is faster. */
const shortBits = 2000;
/** Below this many bits a matrix is found by Euclid's algorithm. */
const leafBits = 200;

/** gcd(x, y) ≥ 0; gcd(0, 0) = 0. */
export function halfGcd(x: bigint, y: bigint): bigint {
  let [a, b] = ordered([x, y], identity).pair;
  let divisions = 1;
  while (bitLength(b) > shortBits) {
    const [c, d] = ordered(apply(halving(a, b), [a, b]), identity).pair;
    if (8 * bitLength(c) <= 7 * bitLength(a) && d !== 0n) {
      [a, b] = [d, c % d];
      continue;
    }
    // Where b is much shorter than a, and where the gcd itself is longer than the half aimed at: Euclidean steps make
    // progress in any case, and with twice as many each time few halvings are in vain.
    for (let i = 0; i < divisions && b !== 0n; i++) [a, b] = [b, a % b];
    divisions *= 2;
  }
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** A matrix of determinant ±1 that brings a ≥ b ≥ 0 of n bits to about n/2 bits. */
function halving(a: bigint, b: bigint): Matrix {
  const n = bitLength(a);
  const half = n >> 1;
  if (bitLength(b) <= half + 1) return identity;
  if (n <= leafBits) return euclid(a, b, half);
  const first = step(identity, [a, b], half);
  const afterDivision = divide(first, half);
  const cut = 2 * half - bitLength(afterDivision.pair[0]);
  return cut < 0 ? afterDivision.matrix : step(afterDivision.matrix, afterDivision.pair, cut).matrix;
}

interface State {
  readonly matrix: Matrix;
  readonly pair: Pair;
}

/** Shortens the pair by the halving matrix of its digits above `cut` bits. */
function step(matrix: Matrix, pair: Pair, cut: number): State {
  const shift = BigInt(cut);
  const found = halving(pair[0] >> shift, pair[1] >> shift);
  return ordered(apply(found, pair), product(found, matrix));
}

/** One division, unless the pair is short enough. */
function divide({ matrix, pair: [a, b] }: State, half: number): State {
  if (bitLength(b) <= half + 1) return { matrix, pair: [a, b] };
  const q = a / b;
  return { matrix: product([0n, 1n, 1n, -q], matrix), pair: [b, a - q * b] };
}

function euclid(x: bigint, y: bigint, half: number): Matrix {
  let [a, b] = [x, y];
  let [p, q, r, s] = identity;
  const end = 1n << BigInt(half);
  while (b > end) {
    const t = a / b;
    [a, b] = [b, a - t * b];
    [p, q, r, s] = [r, s, p - t * r, q - t * s];
  }
  return [p, q, r, s];
}

/** The pair without signs, the larger first, and the matrix that leads there. */
function ordered([a, b]: Pair, [p, q, r, s]: Matrix): State {
  const top: readonly [bigint, bigint, bigint] = a < 0n ? [-a, -p, -q] : [a, p, q];
  const bottom: readonly [bigint, bigint, bigint] = b < 0n ? [-b, -r, -s] : [b, r, s];
  const [u, v] = top[0] >= bottom[0] ? [top, bottom] : [bottom, top];
  return { pair: [u[0], v[0]], matrix: [u[1], u[2], v[1], v[2]] };
}

const apply = ([p, q, r, s]: Matrix, [a, b]: Pair): Pair => [p * a + q * b, r * a + s * b];

const product = ([a, b, c, d]: Matrix, [e, f, g, h]: Matrix): Matrix => [
  a * e + b * g,
  a * f + b * h,
  c * e + d * g,
  c * f + d * h,
];

const bitLength = (x: bigint): number => x.toString(16).length * 4;
