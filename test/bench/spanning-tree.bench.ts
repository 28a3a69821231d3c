import { spawnSync } from "node:child_process";
import { paymentForm } from "../../src/mechanisms/hk/figure-1.js";
import type { TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import { completeNetwork } from "../../src/mechanisms/hk/tree-network.js";
import { treePayment } from "../../src/mechanisms/hk/tree-payments.js";
import { marginal, reducedLaplacian, treeSums } from "../../src/mechanisms/hk/tree-sums.js";
import { integers } from "../../src/number/integer.js";
import { determinant, dividing, type Matrix, symmetricAdjugate } from "../../src/number/matrix.js";
import { fromQuotient, one, rational } from "../../src/number/rational.js";
import { contest, printTable, type Row } from "./side-by-side.js";

/**
 * Spanning trees of complete networks, costs 0, 1/10, …, 1 and e^{a/10} = 3/2: all marginals and payments from one adjugate,
 * against one determinant an edge; determinant and adjugate against PARI/GP on the same matrices, timed by its own clock.
 */
const R = dividing(integers(3n, 2n));
const grid = 10n;
const parameters: TreeParameters = { exponent: rational(1n, 2n), lipschitz: one, pivot: "zero", cap: one };
const sizes = [8, 16, 24, 32];

/** Costs of a fixed sequence [Knuth's MMIX generator]. */
function costs(count: number): readonly number[] {
  let state = 42n;
  return Array.from({ length: count }, () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((state >> 33n) % (grid + 1n));
  });
}

const networks = sizes.map((k) => {
  const network = completeNetwork(k, grid);
  return { k, network, steps: costs(network.edges.length) };
});

/** All marginals and all payments as they are printed. */
function everything({ network, steps }: (typeof networks)[number]): unknown {
  const sums = treeSums(R, network, steps);
  return steps.map((own, edge) => [
    fromQuotient(marginal(sums, edge)),
    paymentForm(treePayment(R, grid, parameters, sums, edge, own)!, parameters),
  ]);
}

const weightsOf = (steps: readonly number[]): readonly bigint[] => {
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  return steps.map((k) => R.power(most - k, most - least));
};

/** What one adjugate spares: the sums over the trees without an edge, a determinant each. */
function edgeByEdge({ network, steps }: (typeof networks)[number]): unknown {
  const weights = weightsOf(steps);
  return steps.map((_, edge) =>
    determinant(
      R,
      reducedLaplacian(
        R,
        network,
        weights.map((weight, e) => (e === edge ? 0n : weight)),
      ),
    ),
  );
}

const all = networks.map((given) => contest({ name: `K_${given.k}`, ours: () => everything(given) }, 5));
printTable("all marginals and payments of a complete network", all, ["", "", "", "< 1000 ms"]);

const sums = networks.slice(0, 3).map((given) =>
  contest(
    {
      name: `K_${given.k}`,
      ours: () => treeSums(R, given.network, given.steps),
      peer: () => edgeByEdge(given),
    },
    3,
  ),
);
printTable("the sums over the trees with and without each edge, peer: one determinant an edge", sums);

const matrices = networks.map(({ k, network, steps }) => ({
  name: `${k - 1} rows`,
  matrix: reducedLaplacian(R, network, weightsOf(steps)),
}));

/** Runs a program of PARI/GP; undefined where there is none. */
function gp(program: string): readonly string[] | undefined {
  const { status, stdout, error } = spawnSync("gp", ["-q", "-f", "-s", "500M"], { input: program, encoding: "utf8" });
  if (error || status !== 0) return undefined;
  return stdout.trim().split("\n");
}

/** PARI's value of f, which speaks of M, and the milliseconds of one run; runs are repeated for a fifth of a second. */
function pari(f: string, M: Matrix<bigint>): { readonly value: string; readonly time: number } {
  const text = `[${M.map((row) => row.join(",")).join(";")}]`;
  const lines = gp(
    `M=${text};\n` +
      `{my(r=1,t=0);while(t<200,r*=2;t=getwalltime();for(i=1,r,${f});t=getwalltime()-t);print(t*1.0/r);print(${f});}\n`,
  );
  if (lines === undefined || lines.length < 2) throw new Error("gp gave no answer");
  return { time: Number(lines[0]), value: lines[1]!.replaceAll(" ", "") };
}

/** By turns, as `contest` does for a peer in the same process. */
function against(name: string, ours: () => unknown, f: string, M: Matrix<bigint>): Row {
  const turns = Array.from({ length: 5 }, () => {
    const { ours: mine } = contest({ name, ours }, 3);
    return { mine, theirs: pari(f, M).time };
  });
  const median = (times: readonly number[]): number => [...times].sort((x, y) => x - y)[times.length >> 1]!;
  return {
    name,
    ours: median(turns.map(({ mine }) => mine)),
    peer: median(turns.map(({ theirs }) => theirs)),
    ratio: median(turns.map(({ mine, theirs }) => theirs / mine)),
  };
}

if (gp("print(1)\n") === undefined) {
  console.log("\nno gp (PARI/GP) here: determinants are not compared with it");
} else {
  const rows = matrices.map(({ name, matrix }) => {
    if (pari("matdet(M)", matrix).value !== `${determinant(R, matrix)}`)
      throw new Error(`${name}: not PARI's determinant`);
    return against(name, () => determinant(R, matrix), "matdet(M)", matrix);
  });
  printTable("determinant, peer: matdet of PARI/GP by its own clock", rows);
  const adjugates = matrices.map(({ name, matrix }) => {
    const { adjugate } = symmetricAdjugate(R, matrix);
    const text = `[${adjugate.map((row) => row.join(",")).join(";")}]`;
    if (pari("matadjoint(M)", matrix).value !== text) throw new Error(`${name}: not PARI's adjugate`);
    return against(name, () => symmetricAdjugate(R, matrix), "matadjoint(M)", matrix);
  });
  printTable("determinant and adjugate, peer: matadjoint of PARI/GP by its own clock", adjugates);
}
