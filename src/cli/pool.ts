import { setFlagsFromString } from "node:v8";
import type { Budget } from "../claim/claim.js";
import { InputError, show } from "../instance/input.js";
import type { ReadingName } from "../store/pending.js";
import { dealt } from "./dealt.js";
import type { Task } from "./worker.js";

/** Thrown when a run is told to stop: what was decided before stays decided. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
  }
}

/** Thrown when a worker dies, or throws, while it decides a reading. */
export class WorkerFailed extends Error {
  /** What the program itself threw, which is a mistake in it; undefined where the worker died. */
  readonly mistake: Error | undefined;
  constructor({ claim, reading }: ReadingName, cause: Error & { code?: unknown }) {
    const memory = cause.code === "ERR_WORKER_OUT_OF_MEMORY";
    const died = memory || cause.message.startsWith("worker exited");
    const how = memory ? "ran out of memory (fewer --jobs leave more to each)" : died ? "died" : "failed";
    super(`the worker of ${claim} (${reading}) ${how}`);
    this.mistake = died ? undefined : cause;
  }
}

export interface PoolOptions {
  readonly budget: Budget;
  readonly seed: number;
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Shared memory with a place for each reading, in which workers count the cases that they went through. */
  readonly ticks: Int32Array;
}

export const largestJobs = 64;

/** How many readings are decided at once unless told: one a core, and 8 at most, for each holds its own caches in memory. */
export const usualJobs = (cores: number): number => Math.max(1, Math.min(8, cores));

export function readJobs(text: string): number {
  const jobs = Number(text);
  if (/^\d{1,2}$/.test(text) && jobs >= 1 && jobs <= largestJobs) return jobs;
  throw new InputError(`--jobs: expected an integer from 1 to ${largestJobs}, got ${show(text)}`);
}

/**
 * When the engine optimises code, and how much it inlines: later and less than usual. Most of the program runs in many
 * small functions of changing types, which each worker optimises for itself; that took a third of the processors' time.
 * They change no result.
 */
const engineFlags = ["--interrupt-budget=800000", "--max-inlined-bytecode-size-cumulative=300"];

/** Room for new values in each worker, in MB: three times Node's own, which collects garbage a third less of the time. */
const youngMegabytes = 144;

/**
 * Decides readings, each with an estimate of its work, on `jobs` threads, and hands over each as JSON (a `KeptReading`)
 * when it is decided. Readings that stand near to each other are decided on the same thread as far as that goes. One job has a worker too: then this thread is always free to hear Ctrl-C and to draw progress, and a reading
 * that exhausts memory ends the worker only. Throws Interrupted on the signal, and WorkerFailed; workers are stopped
 * in the middle of their work, which writes nothing.
 */
export async function decideOnWorkers<Unit extends ReadingName & { readonly place: number; readonly work: number }>(
  units: readonly Unit[],
  { budget, seed, jobs, signal, ticks }: PoolOptions,
  decided: (unit: Unit, text: string) => void,
): Promise<void> {
  if (units.length === 0) return;
  const { Piscina } = await import("piscina");
  const threads = Math.min(jobs, units.length);
  for (const flag of engineFlags) setFlagsFromString(flag);
  const pool = new Piscina<Task, string>({
    filename: new URL("./worker.js", import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  let over = false;
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(new Interrupted());
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    pool.on("error", reject);
  });
  const decide = async (unit: Unit) => {
    const { claim, reading, place } = unit;
    const text = await pool.run({ claim, reading, place, budget, seed, ticks }).catch((error: Error) => {
      throw new WorkerFailed(unit, error);
    });
    if (!over) decided(unit, text);
  };
  // A thread is free again when its reading is decided, so each chain of readings stays with one.
  const next = dealt(units, threads);
  const decideAll = async (worker: number) => {
    for (let unit = next(worker); unit && !over; unit = next(worker)) await decide(unit);
  };
  try {
    await Promise.race([stopped, Promise.all(Array.from({ length: threads }, (_, worker) => decideAll(worker)))]);
  } finally {
    over = true;
    // Not waited for: the threads end at once, and the process does not end before them.
    void pool.destroy();
  }
}
