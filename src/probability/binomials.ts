/** C(n, 0), C(n, 1), …, C(n, count − 1), for n ≥ 0. */
export function binomials(n: number, count: number): readonly bigint[] {
  const row: bigint[] = [];
  let entry = 1n;
  for (let k = 0; k < count; k++) {
    row.push(entry);
    entry = (entry * BigInt(n - k)) / BigInt(k + 1);
  }
  return row;
}

/** C(s − 1 + i, i) for i from 0 to count − 1: in how many ways s ≥ 0 numbers from 0 on have the sum i. */
export function compositions(s: number, count: number): readonly bigint[] {
  const row: bigint[] = [];
  let entry = 1n;
  for (let i = 0; i < count; i++) {
    row.push(entry);
    entry = (entry * BigInt(s + i)) / BigInt(i + 1);
  }
  return row;
}
