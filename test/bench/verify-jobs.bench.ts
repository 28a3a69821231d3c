import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Two workers against one: the built program decides one large claim (20 readings of uneven size, about 20 seconds of
 * work) with --jobs 2 and --jobs 1 by turns. Target: 1.6 times faster. The processor time beside tells how much more work
 * two workers do (each compiles the program for itself) from how much the machine did otherwise.
 */
const claims = ["cckmv/theorem-4.2", "cckmv/lemma-5.1"];
const turns = 3;

const bin = join(process.cwd(), "bin", "mechproof.mjs");
const place = mkdtempSync(join(tmpdir(), "mechproof-jobs-"));
process.on("exit", () => rmSync(place, { recursive: true, force: true }));

/** Seconds on the clock, and of the processors: `/usr/bin/time` is not everywhere, so the program's own usage is asked. */
interface Cost {
  readonly clock: number;
  readonly processor: number;
}

const told = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  require("node:fs").writeSync(2, "\\nprocessor " + (user + system) / 1e6 + "\\n");
});`;

function costOf(jobs: number): Cost {
  const usage = `data:text/javascript,${encodeURIComponent(
    `import { createRequire } from "node:module";
     import { isMainThread } from "node:worker_threads";
     const require = createRequire("/");
     if (isMainThread) ${told}`,
  )}`;
  const started = performance.now();
  const run = spawnSync(
    process.execPath,
    ["--import", usage, bin, "verify", ...claims, "--jobs", `${jobs}`, "--out", `jobs-${jobs}`],
    { cwd: place, encoding: "utf8", timeout: 600_000 },
  );
  const clock = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`verify --jobs ${jobs} ended with ${run.status}: ${run.stderr}`);
  return { clock, processor: Number(/\nprocessor ([\d.]+)/.exec(run.stderr)?.[1]) };
}

const median = (values: readonly number[]): number => [...values].sort((x, y) => x - y)[values.length >> 1]!;

// Builds the program first where a source is newer.
spawnSync(process.execPath, [bin, "--version"]);
const rounds = Array.from({ length: turns }, () => ({ one: costOf(1), two: costOf(2) }));
const row = (name: string, costs: readonly Cost[]) =>
  `${name}  ${median(costs.map(({ clock }) => clock)).toFixed(1)} s  ${median(costs.map(({ processor }) => processor)).toFixed(1)} s of processors`;
const one = rounds.map((round) => round.one);
const two = rounds.map((round) => round.two);
console.log(`verify ${claims.join(" ")} (standard), ${turns} turns, medians`);
console.log(row("--jobs 1", one));
console.log(row("--jobs 2", two));
const ratio = median(rounds.map((round) => round.one.clock / round.two.clock));
console.log(`--jobs 2 is ${ratio.toFixed(2)} times faster (target 1.60)`);
