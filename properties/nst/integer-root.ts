/** ⌊√n⌋ by Newton's steps, for n ≥ 1. */
export function rootOf(n: bigint): bigint {
  let x = n;
  for (let y = (x + 1n) / 2n; y < x; y = (x + n / x) / 2n) x = y;
  return x;
}
