import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The built program in a folder of its own, so that nothing rebuilds it while a test runs, and a place to run it in. */
export interface Program {
  /** The folder of the program. */
  readonly home: string;
  /** The folder in which it runs. */
  readonly place: string;
  run(...args: readonly string[]): SpawnSyncReturns<string>;
  /** Runs it with further arguments for Node. */
  runWith(node: readonly string[], ...args: readonly string[]): SpawnSyncReturns<string>;
  start(...args: readonly string[]): Started;
  remove(): void;
}

export interface Started {
  kill(signal: NodeJS.Signals): void;
  /** What was written to standard error so far. */
  told(): string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Longer than any run of a test, in milliseconds. */
const timeout = 120_000;

const root = join(import.meta.dirname, "../..");

/** The claims of `smallProgram`, by the modules that make them: a few readings, decided in half a second together. */
const fewClaims = `
import { electionPrivate } from "./cckmv/fact-4-dp.js";
import { proposition431 } from "./cckmv/proposition-4.3.js";
import { costChange } from "./cckmv/remark-1-changes.js";
import { constantTruthful } from "./cckmv/remark-4.js";
export const registry = [costChange(), electionPrivate(), constantTruthful(), proposition431()];
`;

/**
 * The program with a registry of four claims, built from a copy of the sources: it starts in half the time of the whole
 * program, and for tests that start it dozens of times it is the same.
 */
export function smallProgram(): Program {
  const folder = mkdtempSync(join(tmpdir(), "mechproof-"));
  const [home, place] = [join(folder, "home"), join(folder, "place")];
  const sources = ["src", "generators"];
  for (const name of ["bin", "package.json", "properties", ...sources])
    cpSync(join(root, name), join(home, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(home, "node_modules"));
  writeFileSync(join(home, "properties/index.ts"), fewClaims);
  const built = spawnSync(process.execPath, [join(home, "bin/build.mjs")], { encoding: "utf8", timeout });
  if (built.status !== 0) throw new Error(built.stderr);
  // As in a published package: nothing is built again.
  for (const name of sources) rmSync(join(home, name), { recursive: true });
  mkdirSync(place);
  const bin = join(home, "bin/mechproof.mjs");
  const runWith = (node: readonly string[], ...args: readonly string[]) =>
    spawnSync(process.execPath, [...node, bin, ...args], { cwd: place, encoding: "utf8", timeout });
  return {
    home,
    place,
    run: (...args) => runWith([], ...args),
    runWith,
    start(...args) {
      const child = spawn(process.execPath, [bin, ...args], { cwd: place, timeout, killSignal: "SIGKILL" });
      let told = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        told += text;
      });
      child.stdout.resume();
      return {
        kill: (signal) => child.kill(signal),
        told: () => told,
        ended: new Promise((resolve) => {
          child.on("close", (code, signal) => resolve({ code, signal }));
        }),
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The files below a folder by path, without what depends on the clock. */
export function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
  const lasting = paths.filter((path) => path !== "timings.json");
  return Object.fromEntries(lasting.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** Waits until the condition is met, looking every few milliseconds; false when it is not within the limit. */
export async function until(met: () => boolean, limit = timeout): Promise<boolean> {
  const started = performance.now();
  while (!met()) {
    if (performance.now() - started > limit) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return true;
}

/** The names of the readings that wait in a place. */
export function waiting(place: string): readonly string[] {
  const parent = join(place, ".mechproof");
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
}
