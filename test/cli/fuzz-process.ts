import { fork } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FuzzCase, inputFile } from "./fuzz-cases.js";

/** What one command line did. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  /** Processor time, which other processes do not lengthen. */
  readonly milliseconds: number;
  /** The stack of an error that reached nobody. */
  readonly crash?: string;
  /** The folder's files, where the run made, changed or removed any. */
  readonly changedFiles?: string;
  /** What the run left behind in the process. */
  readonly changedState?: string;
}

/** No answer for so long, in milliseconds, is a hang, whatever else the machine does. */
const patience = 15_000;

/** Runs the cases in two processes side by side, by turns; the outcomes in the order of the cases. */
export async function runSideBySide(module: string, cases: readonly FuzzCase[]): Promise<readonly Outcome[]> {
  const parts = [0, 1].map((side) => cases.filter((_, i) => i % 2 === side));
  const outcomes = await Promise.all(parts.map((part) => runCases(module, part)));
  return cases.map((_, i) => outcomes[i % 2]![i >> 1]!);
}

/**
 * Runs the cases in one process of its own, in a new folder. A case that hangs or kills the process gets an outcome that
 * says so, and the others go on in a new process.
 */
export async function runCases(
  module: string,
  cases: readonly FuzzCase[],
  wait = patience,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  while (outcomes.length < cases.length) await runSome(module, cases, outcomes, wait);
  return outcomes;
}

/** In memory where there is such a place: every case changes its input file, which takes longer than most runs on a disk. */
const place = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** Runs the cases that have no outcome yet, up to the first that hangs. */
function runSome(module: string, cases: readonly FuzzCase[], outcomes: Outcome[], wait: number): Promise<void> {
  const folder = mkdtempSync(join(place, "mechproof-fuzz-"));
  const child = fork(join(import.meta.dirname, "fuzz-runner.mjs"), [module, inputFile], {
    cwd: folder,
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  return new Promise<void>((resolve, reject) => {
    let [started, ended, noise, timer] = [false, false, "", undefined as NodeJS.Timeout | undefined];
    const end = () => {
      ended = true;
      child.kill("SIGKILL");
    };
    const failed = (crash: string) => {
      outcomes.push({ stdout: "", stderr: "", code: -1, milliseconds: wait, crash });
      end();
    };
    const expectAnswer = () => {
      clearTimeout(timer);
      timer = setTimeout(() => failed(`no answer within ${wait} ms`), wait);
    };
    child.stderr!.on("data", (text) => (noise += text));
    child.on("message", (message: Outcome | "ready") => {
      if (message === "ready") {
        started = true;
        expectAnswer();
        child.send(cases.slice(outcomes.length));
        return;
      }
      outcomes.push(message);
      expectAnswer();
      if (outcomes.length === cases.length) end();
    });
    child.on("close", () => {
      clearTimeout(timer);
      rmSync(folder, { recursive: true, force: true });
      if (!started) reject(new Error(`the fuzzed program did not start: ${noise}`));
      else if (!ended) failed(`the process ended: ${noise}`);
      resolve();
    });
  });
}
