import { spawnSync } from "node:child_process";
import { multiItemFigure } from "../../src/mechanisms/hk/multi-item-figure.js";
import { integers } from "../../src/number/integer.js";
import { permanent } from "../../src/number/permanent.js";
import { fromQuotient, rational } from "../../src/number/rational.js";
import { contest, printTable, type Row } from "./side-by-side.js";

/**
 * Permanents of full matrices with entries of 64 bits, against PARI/GP (`matpermanent`: Ryser's formula in Gray code order)
 * on the same matrices, and all payments and marginals of auctions, which have no peer: GP has no minors.
 */
const sizes = [8, 10, 12, 14, 16];
const target = 1000;

/** Numbers of a fixed sequence [Knuth's MMIX generator]. */
let state = 42n;
function random(bits: bigint): bigint {
  state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
  return (state >> (64n - bits)) | 1n;
}
const square = <S>(n: number, entry: () => S): S[][] =>
  Array.from({ length: n }, () => Array.from({ length: n }, entry));

/** What GP finds, and its milliseconds a run as its own clock has them, the start and the reading left out. */
function gp(matrix: readonly (readonly bigint[])[]): { readonly value: bigint; readonly time: number } | undefined {
  const runs = matrix.length < 12 ? 100 : 5;
  const script = [
    `A=[${matrix.map((row) => row.join(",")).join(";")}];`,
    `t=getwalltime();for(i=1,${runs},p=matpermanent(A));print(getwalltime()-t);print(p)`,
  ];
  const { status, stdout } = spawnSync("gp", ["-q", "-f", "-s", "64M"], {
    input: `${script.join("")}\n`,
    encoding: "utf8",
  });
  if (status !== 0) return undefined;
  const [time, value] = stdout.trim().split("\n");
  return { time: Number(time) / runs, value: BigInt(value!) };
}

const R = integers(2n, 1n);
if (spawnSync("gp", ["--version-short"]).status !== 0)
  console.log("\nno gp here (Debian: pari-gp): permanents without their peer");
for (const bits of [64n, 16n]) {
  const rows = sizes.map((n): Row => {
    const matrix = square(n, () => random(bits));
    const ours = contest({ name: `n = ${n}`, ours: () => permanent(R, matrix) }, 5);
    const peer = gp(matrix);
    if (peer !== undefined && peer.value !== permanent(R, matrix))
      throw new Error("expected GP to find the same permanent");
    return { ...ours, ...(peer && { peer: peer.time, ratio: peer.time / ours.ours }) };
  });
  printTable(`one permanent, entries of ${bits} bits, peer: PARI/GP`, rows);
}

/** Weights 2^k up to 2^63, so of 64 bits at most. */
const auctions = sizes.map((n) => square(n, () => rational(random(6n), 63n)));
const figures = auctions.map((rows, i) =>
  contest(
    {
      name: `n = ${sizes[i]}`,
      ours() {
        const { payment, itemOf } = multiItemFigure(R, 63n, rows);
        return rows.map((row, agent) => {
          const { weights, total } = itemOf(agent, row);
          const { value, ratio } = payment(agent);
          const chances = weights.map((weight) => fromQuotient({ numerator: weight, denominator: total }));
          return [chances, fromQuotient(value), fromQuotient(ratio)];
        });
      },
    },
    5,
  ),
);
printTable("payments and all marginals of an auction, in lowest terms, weights of at most 64 bits", figures, [
  ...sizes.slice(1).map(() => ""),
  `< ${target} ms`,
]);
