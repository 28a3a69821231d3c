import { readFile } from "node:fs/promises";
import { type LoadedInstance, loadInstance } from "../instance/index.js";
import { InputError, parseJson } from "../instance/input.js";
import { type Output, type PrintOptions, render } from "../instance/output.js";

/**
 * Answers the instance, or each of the array of instances, that the file holds, and prints the answers on standard
 * output. A refused instance of an array has `{"error"}` in its place and the exit code becomes 2; a refused single
 * instance throws InputError and prints nothing.
 */
export async function answerFile(
  file: string,
  answer: (instance: LoadedInstance) => Output,
  options: PrintOptions,
): Promise<void> {
  const json = parseJson(await readText(file), file === "-" ? "standard input" : file);
  if (!Array.isArray(json)) {
    process.stdout.write(render(answer(loadInstance(json)), options));
    return;
  }
  const answers = json.map((item) => answerOrError(item, answer));
  process.stdout.write(
    render(
      answers.map(({ output }) => output),
      options,
    ),
  );
  const refused = answers.filter((one) => one.refused).length;
  if (refused === 0) return;
  process.stderr.write(`mechproof: ${refused} of ${answers.length} instances refused; see "error" in their places\n`);
  process.exitCode = 2;
}

function answerOrError(
  json: unknown,
  answer: (instance: LoadedInstance) => Output,
): { readonly output: Output; readonly refused: boolean } {
  try {
    return { output: answer(loadInstance(json)), refused: false };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { output: { error: error.message }, refused: true };
  }
}

/** The text of a file, or of standard input for "-". Throws InputError where it cannot be read as UTF-8. */
export async function readText(file: string): Promise<string> {
  const bytes =
    file === "-"
      ? await readStandardInput()
      : await readFile(file).catch((error) => Promise.reject(unreadable(file, error)));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${file}: not UTF-8 text`);
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "is a directory, not a file",
  EACCES: "no permission to read it",
  ENOTDIR: "no such file",
  ENAMETOOLONG: "no such file: the name is too long",
};

function unreadable(file: string, error: { readonly code?: string; readonly message?: string }): InputError {
  return new InputError(`${file}: ${reasons[error.code ?? ""] ?? `cannot be read: ${error.message}`}`);
}
