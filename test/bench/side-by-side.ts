/** Benchmarks against a peer in the same process: warm runs by turns, medians, one table. */

export interface Contest {
  readonly name: string;
  /** What is timed; a run returns something that depends on all its work, so that none of it can be left out. */
  readonly ours: () => unknown;
  readonly peer?: () => unknown;
}

export interface Row {
  readonly name: string;
  /** Median milliseconds of one run. */
  readonly ours: number;
  readonly peer?: number;
  /** The median of peer over ours, turn by turn: what else the machine does weighs on both sides of a turn. */
  readonly ratio?: number;
}

const milliseconds = (run: () => unknown): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

const median = (times: readonly number[]): number => [...times].sort((x, y) => x - y)[times.length >> 1]!;

/** How many runs fill about 20 ms, so that the clock's grain does not show. */
function batchOf(run: () => unknown): number {
  const once = Math.max(milliseconds(run), 0.001);
  return Math.max(1, Math.round(20 / once));
}

/** Runs it for about 300 ms, and twice at least, so that what is timed is compiled code. */
function warm(run: () => unknown): void {
  const start = performance.now();
  for (let i = 0; i < 2 || performance.now() - start < 300; i++) run();
}

/** Times both sides by turns, when both are warm. */
export function contest({ name, ours, peer }: Contest, turns: number): Row {
  const sides = [ours, ...(peer ? [peer] : [])];
  for (const side of sides) warm(side);
  const batches = sides.map(batchOf);
  const times = sides.map((): number[] => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [i, side] of sides.entries()) {
      const batch = batches[i]!;
      times[i]!.push(
        milliseconds(() => {
          for (let j = 0; j < batch; j++) side();
        }) / batch,
      );
    }
  }
  const [mine, theirs] = times as [number[], number[]?];
  const ratio = theirs && median(theirs.map((time, turn) => time / mine[turn]!));
  return { name, ours: median(mine), ...(theirs && { peer: median(theirs) }), ...(ratio !== undefined && { ratio }) };
}

const digits = (x: number | undefined, unit = ""): string =>
  x === undefined ? "" : `${x < 10 ? x.toFixed(3) : x.toFixed(1)}${unit}`;

/** One line a row; `growth` is the time over that of the row before. */
export function printTable(title: string, rows: readonly Row[], targets: readonly string[] = []): void {
  const lines = rows.map(({ name, ours, peer, ratio }, i) => [
    name,
    digits(ours, " ms"),
    digits(peer, " ms"),
    digits(ratio, "x"),
    i === 0 ? "" : digits(ours / rows[i - 1]!.ours, "x"),
    targets[i] ?? "",
  ]);
  const all = [["", "mechproof", "peer", "peer/ours", "growth", "target"], ...lines];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  console.log(`\n${title}`);
  for (const line of all)
    console.log(line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  "));
}
