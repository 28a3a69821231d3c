// Runs command lines one after another inside one process, in the folder it was started in, and reports each by message:
// what was printed, the exit code, and what the run left behind. Started by fuzz-process.ts with the module whose `main`
// is run. Plain JavaScript, because a loader for TypeScript takes longer than most runs.
import {
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { pathToFileURL } from "node:url";

const { main } = await import(pathToFileURL(process.argv[2]).href);
const inputFile = process.argv[3];
const strays = [];
const describe = (error) => (error instanceof Error ? error.stack : `threw ${String(error)}`);
process.on("uncaughtException", (error) => strays.push(describe(error)));
process.on("unhandledRejection", (error) => strays.push(describe(error)));
process.exit = (code) => {
  throw new Error(`process.exit(${code}) in the middle of a run`);
};

/** Everything below the folder but the input, by path, size, mode and time of its last change. */
function snapshot() {
  const names = readdirSync(".", { recursive: true, encoding: "utf8" }).filter((name) => name !== inputFile);
  return names.sort().map(lineOf).join("\n");
}

function lineOf(name) {
  const { size, mode, mtimeMs } = statSync(name);
  return [name, size, mode, mtimeMs].join(" ");
}

const listenersOf = (emitter) => emitter.eventNames().map((name) => [String(name), emitter.listenerCount(name)]);

/** What one run must leave to the next as it was. */
const stateOfProcess = () =>
  JSON.stringify([
    process.cwd(),
    process.env,
    [process, process.stdout, process.stderr].map(listenersOf),
    [Object, Array, String, Number, Map, Set].map(({ prototype }) => Reflect.ownKeys(prototype).map(String)),
  ]);

// Kept open: to open it anew for every run takes longer than most runs.
const file = openSync(inputFile, "w+");
let [files, state] = ["", ""];

async function run({ argv, input = new Uint8Array() }) {
  ftruncateSync(file, 0);
  writeSync(file, input, 0, input.length, 0);
  const written = { stdout: "", stderr: "" };
  const writes = [process.stdout.write, process.stderr.write];
  for (const name of ["stdout", "stderr"]) {
    process[name].write = (chunk) => {
      written[name] += chunk;
      return true;
    };
  }
  const start = process.cpuUsage();
  let crash;
  try {
    await main(argv);
  } catch (error) {
    crash = describe(error);
  }
  await new Promise((resolve) => setImmediate(resolve));
  const { user, system } = process.cpuUsage(start);
  [process.stdout.write, process.stderr.write] = writes;
  const code = Number(process.exitCode ?? 0);
  process.exitCode = 0;
  crash ??= strays.splice(0)[0];
  const [filesBefore, stateBefore] = [files, state];
  [files, state] = [snapshot(), stateOfProcess()];
  const touched = files !== filesBefore || !readFileSync(inputFile).equals(input);
  return {
    ...written,
    code,
    milliseconds: (user + system) / 1000,
    ...(crash !== undefined && { crash }),
    ...(touched && { changedFiles: files }),
    ...(state !== stateBefore && { changedState: state }),
  };
}

mkdirSync("folder");
writeFileSync("locked.json", "{}", { mode: 0o000 });
await run({ argv: ["--no-such-option"] });
process.on("message", async (cases) => {
  [files, state] = [snapshot(), stateOfProcess()];
  for (const one of cases) process.send(await run(one));
});
process.send("ready");
