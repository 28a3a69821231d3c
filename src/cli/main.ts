import { Command, CommanderError } from "commander";
import { InputError } from "../instance/input-error.js";
import { addLaw } from "./law.js";
import { addList } from "./list.js";
import { addMeasure } from "./measure.js";
import { addRecord } from "./record.js";
import { addReplay } from "./replay.js";
import { addSearch } from "./search.js";
import { addVerify } from "./verify.js";
import { version } from "./version.js";

/** Every command adds itself to the program, and loads what it needs only when it runs. */
const commands: readonly ((program: Command) => void)[] = [
  addList,
  addLaw,
  addMeasure,
  addVerify,
  addSearch,
  addReplay,
  addRecord,
];

/**
 * Runs one command line (without the program's name). Sets process.exitCode: 0 all as expected; 1 a verdict is not the
 * recorded one or a check failed; 2 bad input or bad usage, told in one line on standard error; 3 interrupted.
 */
export async function main(argv: readonly string[]): Promise<void> {
  tolerateClosedPipes();
  const program = makeProgram();
  try {
    if (argv.length === 0)
      throw new InputError(`expected a command: ${program.commands.map((c) => c.name()).join(", ")}`);
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    report(error);
  }
}

function makeProgram(): Command {
  const program = new Command("mechproof")
    .description("exact verification of mechanisms that are private and truthful")
    .version(version())
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  for (const add of commands) add(program);
  return program;
}

/** Bad usage and bad input end in one line and exit code 2; help and version have been printed; all else is a bug. */
function report(error: unknown): void {
  if (error instanceof CommanderError && error.exitCode === 0) return;
  if (!(error instanceof CommanderError || error instanceof InputError)) throw error;
  const line = error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
  process.stderr.write(`mechproof: ${line}\n`);
  process.exitCode = 2;
}

/** A reader that stops early, as in `mechproof list | head -1`, is no failure. */
function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.listeners("error").includes(ignoreClosedPipe)) continue;
    stream.on("error", ignoreClosedPipe);
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
