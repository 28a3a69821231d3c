import { copyProgram } from "../cli/program.js";

/**
 * Two workers against one: the built program decides two claims (18 readings of uneven size, about 20 seconds of
 * work) with --jobs 2 and --jobs 1 by turns. Target: 1.6 times faster. The processor time beside tells how much more work
 * two workers do (each compiles the program for itself) from how much the machine did otherwise.
 */
const claims = ["cckmv/theorem-4.2", "cckmv/lemma-5.1"];
const turns = 3;

const program = copyProgram(process.cwd());
process.on("exit", program.remove);

/** Seconds on the clock, and of all processors together. */
interface Cost {
  readonly clock: number;
  readonly processor: number;
}

/** Loaded before the program, in its workers too: the main thread's last word is the time of the processors. */
const usage = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from "node:fs";
  import { isMainThread } from "node:worker_threads";
  if (isMainThread) process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    writeSync(2, "\\nprocessor " + (user + system) / 1e6 + "\\n");
  });`)}`;

function costOf(jobs: number): Cost {
  const started = performance.now();
  const run = program.runWith(["--import", usage], "verify", ...claims, "--jobs", `${jobs}`, "--out", `jobs-${jobs}`);
  const clock = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`verify --jobs ${jobs} ended with ${run.status}: ${run.stderr}`);
  return { clock, processor: Number(/\nprocessor ([\d.]+)/.exec(run.stderr)?.[1]) };
}

const median = (values: readonly number[]): number => [...values].sort((x, y) => x - y)[values.length >> 1]!;

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
