/**
 * Runs command lines one after another inside one process, in the folder it was started in, and reports each by message:
 * what was printed, the exit code, and what the run left behind. Started by `fuzz-process.ts`; the module whose `main`
 * is run is the first argument.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type FuzzCase, inputFile } from "./fuzz-cases.js";
import type { Outcome } from "./fuzz-process.js";

const { main } = (await import(process.argv[2]!)) as { main(argv: readonly string[]): Promise<void> };
const realExit = process.exit;
const strays: string[] = [];
process.on("uncaughtException", (error) => strays.push(describe(error)));
process.on("unhandledRejection", (error) => strays.push(describe(error)));

const describe = (error: unknown): string => (error instanceof Error ? `${error.stack}` : `threw ${String(error)}`);

/** Everything below the folder by path, size, mode and time of its last change. */
function snapshot(): string {
  const names = readdirSync(".", { recursive: true, encoding: "utf8" }).sort();
  return names.map((name) => [name, ...detailsOf(name)].join(" ")).join("\n");
}

function detailsOf(name: string): readonly (bigint | number)[] {
  const { size, mode, mtimeNs } = statSync(name, { bigint: true });
  return [size, mode, mtimeNs];
}

/** What one run must leave to the next as it was. */
const state = (): string =>
  JSON.stringify([
    process.cwd(),
    process.env,
    [process, process.stdout, process.stderr].map((emitter) => emitter.eventNames().map((name) => emitter.listenerCount(name))),
    [Object.prototype, Array.prototype, String.prototype, Map.prototype].map((proto) => Reflect.ownKeys(proto).map(String)),
  ]);

async function run({ argv, input }: FuzzCase): Promise<Outcome> {
  rmSync(inputFile, { force: true });
  if (input) writeFileSync(inputFile, input);
  const written = { stdout: "", stderr: "" };
  const before = { files: snapshot(), state: state(), writes: [process.stdout.write, process.stderr.write] as const };
  process.stdout.write = (chunk: unknown) => ((written.stdout += chunk), true);
  process.stderr.write = (chunk: unknown) => ((written.stderr += chunk), true);
  process.exit = (code) => {
    throw new Error(`process.exit(${code}) in the middle of a run`);
  };
  process.exitCode = 0;
  const start = process.cpuUsage();
  let thrown: string | undefined;
  try {
    await main(argv);
  } catch (error) {
    thrown = describe(error);
  }
  await new Promise((resolve) => setImmediate(resolve));
  const { user, system } = process.cpuUsage(start);
  [process.stdout.write, process.stderr.write] = before.writes;
  process.exit = realExit;
  const code = Number(process.exitCode);
  process.exitCode = 0;
  const stray = strays.splice(0)[0];
  const crash = thrown ?? stray;
  return {
    ...written,
    code,
    milliseconds: (user + system) / 1000,
    ...(crash !== undefined && { crash }),
    ...(snapshot() !== before.files && { changedFiles: snapshot() }),
    ...(state() !== before.state && { changedState: state() }),
  };
}

mkdirSync("folder", { recursive: true });
writeFileSync("locked.json", "{}", { mode: 0o000 });
await main(["--no-such-option"]).catch(() => {});
process.exitCode = 0;
process.on("message", async (cases: readonly FuzzCase[]) => {
  for (const one of cases) process.send!(await run(one));
});
process.send!("ready");
