import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { main } from "../../src/cli/main.js";

export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs a command line inside the test process. */
export async function run(...argv: readonly string[]): Promise<Run> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((chunk) => {
      written[name] += chunk;
      return true;
    }),
  );
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await main(argv);
    return { ...written, code: Number(process.exitCode) };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

const folder = mkdtempSync(join(tmpdir(), "mechproof-"));
let files = 0;

/** A new file that holds the text, or the value as JSON. */
export function fileOf(content: unknown): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

/** What a command answers to an instance, as JSON; throws unless it succeeds. */
// biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into.
export async function answer(command: string, instance: unknown, ...options: readonly string[]): Promise<any> {
  const { stdout, stderr, code } = await run(command, fileOf(instance), ...options);
  if (code !== 0 || stderr !== "") throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout);
}
