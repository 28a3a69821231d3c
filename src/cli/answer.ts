import { createReadStream } from "node:fs";
import { type LoadedInstance, loadInstance } from "../instance/index.js";
import { InputError, parseJson, show } from "../instance/input.js";
import { hasPlayers } from "../instance/loaded.js";
import { type Output, type PrintOptions, printJson, toJson } from "../instance/output.js";
import type { Json } from "../verdict/json.js";

/** What a command answers to an instance; `tell` prints a line beside the answer. */
type Answer = (instance: LoadedInstance, tell: (line: string) => void) => Output;

/** A line on standard error about one instance. */
const tellAt =
  (place: string) =>
  (line: string): void =>
    void process.stderr.write(`mechproof: ${place}${line}\n`);

/**
 * Answers the instance, or each of the array of instances, that the file holds, and prints the answers on standard
 * output. A refused instance of an array has `{"error"}` in its place and the exit code becomes 2; a refused single
 * instance throws InputError and prints nothing. What `answer` tells beside its output goes to standard error.
 */
export async function answerFile(file: string, answer: Answer, options: PrintOptions): Promise<void> {
  const json = parseJson(await readText(file), sourceOf(file));
  if (!Array.isArray(json)) {
    process.stdout.write(printJson(answerJson(json, answer, tellAt(""), options)));
    return;
  }
  const answers = json.map((item, i) => answerOrError(item, answer, tellAt(`[${i}]: `), options));
  process.stdout.write(printJson(answers.map(({ output }) => output)));
  const refused = answers.filter((one) => one.refused).length;
  if (refused === 0) return;
  process.stderr.write(`mechproof: ${refused} of ${answers.length} instances refused; see "error" in their places\n`);
  process.exitCode = 2;
}

/** The answer to one instance; its ε stands in log forms. Throws InputError. */
function answerJson(json: unknown, answer: Answer, tell: (line: string) => void, options: PrintOptions): Json {
  const loaded = loadInstance(json);
  const epsilon = hasPlayers(loaded.instance) ? loaded.instance.epsilon : undefined;
  return toJson(answer(loaded, tell), { ...options, ...(epsilon && { epsilon }) });
}

function answerOrError(
  json: unknown,
  answer: Answer,
  tell: (line: string) => void,
  options: PrintOptions,
): { readonly output: Json; readonly refused: boolean } {
  try {
    return { output: answerJson(json, answer, tell, options), refused: false };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { output: { error: error.message }, refused: true };
  }
}

/** Longer files are refused, in bytes: what has no end, such as /dev/zero, must not be read to it. */
const sizeLimit = 10 ** 8;

/** The text of a file, or of standard input for "-". Throws InputError where it cannot be read as UTF-8. */
export async function readText(file: string): Promise<string> {
  const name = sourceOf(file);
  const bytes = await readBytes(file, name);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${name}: not UTF-8 text`);
  }
}

/** What messages call a file. */
export const sourceOf = (file: string): string =>
  file === "-" ? "standard input" : file !== "" && file.length <= nameLimit ? file : show(file);

/** Longer paths are cut in messages. */
const nameLimit = 300;

async function readBytes(file: string, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const stream: AsyncIterable<Buffer> = file === "-" ? process.stdin : createReadStream(file);
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > sizeLimit) throw new InputError(`${name}: longer than ${sizeLimit} bytes; split it`);
    }
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(name, error as NodeJS.ErrnoException);
  }
  return Buffer.concat(chunks);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "is a directory, not a file",
  EACCES: "no permission to read it",
  ENOTDIR: "no such file",
  ENAMETOOLONG: "no such file: the name is too long",
  ERR_INVALID_ARG_VALUE: "no such file: the name holds a null character",
};

const unreadable = (name: string, { code, message }: NodeJS.ErrnoException): InputError =>
  new InputError(`${name}: ${reasons[code ?? ""] ?? `cannot be read: ${message}`}`);
