import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Two workers against one: all of `verify` at the standard budget with --jobs 2 and then --jobs 1, some nine minutes
 * together. Target: 1.6 times faster. The processor time beside tells how much more work two workers do (each compiles the
 * program for itself) from how much the machine did otherwise.
 */
const program = join(process.cwd(), "bin/mechproof.mjs");

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
  const place = mkdtempSync(join(tmpdir(), "mechproof-jobs-"));
  try {
    const started = performance.now();
    const args = ["--import", usage, program, "verify", "--jobs", `${jobs}`, "--out", "out"];
    const run = spawnSync(process.execPath, args, { cwd: place, encoding: "utf8" });
    const clock = (performance.now() - started) / 1000;
    if (run.status !== 0) throw new Error(`verify --jobs ${jobs} ended with ${run.status}: ${run.stderr}`);
    const processor = Number(/\nprocessor ([\d.]+)/.exec(run.stderr)?.[1]);
    console.log(`--jobs ${jobs}  ${clock.toFixed(1)} s  ${processor.toFixed(1)} s of processors`);
    return { clock, processor };
  } finally {
    rmSync(place, { recursive: true });
  }
}

console.log("verify, all claims (standard)");
const two = costOf(2);
const one = costOf(1);
console.log(`--jobs 2 is ${(one.clock / two.clock).toFixed(2)} times faster (target 1.60)`);
