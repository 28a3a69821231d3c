import { spawnSync } from "node:child_process";
import { multiItemFigure } from "../../src/mechanisms/hk/multi-item-figure.js";
import { integers } from "../../src/number/integer.js";
import { permanent, permanents } from "../../src/number/permanent.js";
import { fromQuotient, rational } from "../../src/number/rational.js";
import { contest, printTable, type Row } from "./side-by-side.js";

/**
 * Permanents, against PARI/GP (`matpermanent`: Ryser's formula in Gray code order) on the same matrices: one of a full
 * matrix, and all n² minors that the marginals of an auction need. Then payments and marginals themselves, in lowest terms.
 */
const sizes = [8, 10, 12, 14, 16];
const R = integers(2n, 1n);

/** Numbers of a fixed sequence [Knuth's MMIX generator]. */
let state = 42n;
function random(bits: bigint): bigint {
  state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
  return (state >> (64n - bits)) | 1n;
}
const square = <S>(n: number, entry: () => S): S[][] =>
  Array.from({ length: n }, () => Array.from({ length: n }, entry));

type Matrix = readonly (readonly bigint[])[];

/** What GP finds for a term in A, and its milliseconds a run by its own clock: its start and the reading are left out. */
function gp(matrix: Matrix, term: string, runs: number): { readonly value: bigint; readonly time: number } | undefined {
  const A = matrix.map((row) => row.join(",")).join(";");
  const input = `A=[${A}];n=#A;t=getwalltime();for(i=1,${runs},p=${term});print(getwalltime()-t);print(p)\n`;
  const { status, stdout } = spawnSync("gp", ["-q", "-f", "-s", "64M"], { input, encoding: "utf8" });
  if (status !== 0) return undefined;
  const [time, value] = stdout.trim().split("\n");
  return { time: Number(time) / runs, value: BigInt(value!) };
}

/** One row, with the same number from GP where there is GP. */
function row(matrix: Matrix, ours: () => bigint, term: string, runs: number): Row {
  const mine = contest({ name: `n = ${matrix.length}`, ours }, 5);
  const peer = runs === 0 ? undefined : gp(matrix, term, runs);
  if (peer === undefined) return mine;
  if (peer.value !== ours()) throw new Error(`expected GP to find the same for ${term}`);
  return { ...mine, peer: peer.time, ratio: peer.time / mine.ours };
}

const total = (rows: Matrix): bigint => rows.flat().reduce((x, y) => x + y, 0n);

if (spawnSync("gp", ["--version-short"]).status !== 0)
  console.log("\nno gp here (Debian: pari-gp): no peer for permanents");
for (const bits of [64n, 16n]) {
  const rows = sizes.map((n) => {
    const matrix = square(n, () => random(bits));
    return row(matrix, () => permanent(R, matrix), "matpermanent(A)", n < 12 ? 100 : 5);
  });
  printTable(`one permanent, entries of ${bits} bits, peer: PARI/GP`, rows);
}

const minors = sizes.map((n) => {
  const matrix = square(n, () => random(64n));
  const term = "sum(i=1,n,sum(j=1,n,matpermanent(A[^i,^j])))";
  return row(matrix, () => total(permanents(R, matrix).minors), term, n < 12 ? 10 : 1);
});
printTable("all minors, entries of 64 bits, peer: PARI/GP, one by one", minors);

/** Weights 2^k up to 2^63, so of 64 bits at most. */
const figures = sizes.map((n) => {
  const rows = square(n, () => rational(random(6n), 63n));
  const ours = () => {
    const { payment, itemOf } = multiItemFigure(R, 63n, rows);
    return rows.map((values, player) => {
      const drawn = itemOf(player, values);
      const { value, ratio } = payment(player);
      const chances = drawn.weights.map((numerator) => fromQuotient({ numerator, denominator: drawn.total }));
      return [chances, fromQuotient(value), fromQuotient(ratio)];
    });
  };
  return contest({ name: `n = ${n}`, ours }, 5);
});
printTable("payments and all marginals of an auction, in lowest terms, weights of at most 64 bits", figures, [
  ...sizes.slice(1).map(() => ""),
  "< 1000 ms",
]);
