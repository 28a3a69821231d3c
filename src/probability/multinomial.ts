/** How often each of some things occurs: one count a thing. */
export type Counts = readonly number[];

/** Every count vector of `parts` ≥ 1 counts with the sum `total`, the first count falling from `total` to 0. */
export function* countVectors(total: number, parts: number): Generator<Counts> {
  if (parts === 1) {
    yield [total];
    return;
  }
  for (let first = total; first >= 0; first--) {
    for (const rest of countVectors(total - first, parts - 1)) yield [first, ...rest];
  }
}

/** How many count vectors there are: C(total + parts − 1, parts − 1). */
export function numberOfCountVectors(total: number, parts: number): bigint {
  let found = 1n;
  for (let k = 1; k < parts; k++) found = (found * BigInt(total + k)) / BigInt(k);
  return found;
}

/**
 * In how many orders the things of a count vector can stand: (Σ c)!/Π c! = C(n, c_0)·C(n − c_0, c_1)·…. Vectors in the order of
 * `countVectors` then ask for the same few rows of Pascal's triangle one after the other.
 */
export function orders(counts: Counts): bigint {
  let [found, left] = [1n, totalOf(counts)];
  for (const count of counts) {
    if (count === left) break;
    if (count > 0) found *= binomial(left, count);
    left -= count;
  }
  return found;
}

const rows = new Map<number, readonly bigint[]>();
/** So many rows of Pascal's triangle are kept. */
const keptRows = 64;

/** C(n, k) for 0 ≤ k ≤ n. */
function binomial(n: number, k: number): bigint {
  let row = rows.get(n);
  if (row === undefined) {
    if (rows.size >= keptRows) rows.clear();
    row = halfRow(n);
    rows.set(n, row);
  }
  return row[k <= n - k ? k : n - k]!;
}

/** C(n, 0), …, C(n, ⌊n/2⌋). */
function halfRow(n: number): readonly bigint[] {
  const row = [1n];
  for (let k = 1; k <= n >> 1; k++) row.push((row[k - 1]! * BigInt(n - k + 1)) / BigInt(k));
  return row;
}

/** The counts with one more of a thing. */
export const oneMore = (counts: Counts, thing: number): Counts =>
  counts.map((count, other) => (other === thing ? count + 1 : count));

/** How many things were counted. */
export const totalOf = (counts: Counts): number => counts.reduce((x, y) => x + y, 0);
