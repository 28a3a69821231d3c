import { Command, CommanderError } from "commander";
import { InputError } from "../instance/input-error.js";
import { addHelp } from "./help.js";
import { addLaw } from "./law.js";
import { addList } from "./list.js";
import { addMeasure } from "./measure.js";
import { addRecord } from "./record.js";
import { addReplay } from "./replay.js";
import { addReport } from "./report.js";
import { addSchema } from "./schema.js";
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
  addReport,
  addSchema,
];

/**
 * Runs one command line (without the program's name). Sets process.exitCode: 0 all as expected; 1 a verdict is not the
 * recorded one or a check failed; 2 bad input or bad usage, told in one line on standard error; 3 interrupted.
 */
export async function main(argv: readonly string[]): Promise<void> {
  tolerateClosedPipes();
  const program = makeProgram();
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    report(error, program);
  }
}

function makeProgram(): Command {
  const program = new Command("mechproof")
    .description("exact verification of mechanisms that are private and truthful")
    .version(version())
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: () => {}, writeErr: () => {} });
  for (const add of commands) add(program);
  addHelp(program);
  return program;
}

/** Bad usage and bad input end in one line and exit code 2; help and version have been printed; all else is a bug. */
function report(error: unknown, program: Command): void {
  if (error instanceof CommanderError && error.exitCode === 0) return;
  if (!(error instanceof CommanderError || error instanceof InputError)) throw error;
  const { message } = error instanceof InputError ? error : badUsage(error, program);
  process.stderr.write(`mechproof: ${message}\n`);
  process.exitCode = 2;
}

/** What commander says, in one line, with arguments that are too long to read cut. */
function badUsage({ code, message }: CommanderError, program: Command): InputError {
  if (code === "commander.help") {
    return new InputError(`expected a command: ${program.commands.map((command) => command.name()).join(", ")}`);
  }
  return new InputError(message.replace(/^error: /, "").replace(/\S{100,}/g, (word) => `${word.slice(0, 57)}…`));
}

/** A reader that stops early, as in `mechproof list | head -1`, is no failure; a full disk is. */
function tolerateClosedPipes(): void {
  for (const [stream, listener] of listeners) {
    if (!stream.listeners("error").includes(listener)) stream.on("error", listener);
  }
}

const listeners = [
  [process.stdout, reportUnwritten],
  [process.stderr, () => {}],
] as const;

function reportUnwritten({ code, message }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  process.stderr.write(`mechproof: standard output: cannot be written: ${message}\n`);
  process.exitCode = 2;
}
