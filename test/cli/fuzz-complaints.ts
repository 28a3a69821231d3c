import type { FuzzCase } from "./fuzz-cases.js";
import type { Outcome } from "./fuzz-process.js";

/** A case may take so much processor time, in milliseconds. */
const timeLimit = 5000;
const longestLine = 1000;

/** What is wrong with the outcome of a case: nothing, if it was answered, or refused in one clear line. */
export function complaintsOf(one: FuzzCase, outcome: Outcome, limit = timeLimit): readonly string[] {
  const { stdout, stderr, code, milliseconds, crash, changedFiles, changedState } = outcome;
  return [
    ...(crash === undefined ? [] : [`a crash: ${crash}`]),
    ...(changedFiles === undefined ? [] : [`changed files: ${changedFiles}`]),
    ...(changedState === undefined ? [] : ["changed the state of the process"]),
    ...(milliseconds > limit ? [`took ${milliseconds} ms`] : []),
    ...(crash === undefined ? answerComplaints(one, stdout, stderr, code) : []),
  ];
}

function answerComplaints(one: FuzzCase, stdout: string, stderr: string, code: number): readonly string[] {
  const [command] = one.argv;
  if (/^\s+at .*:\d+:\d+/m.test(stdout + stderr)) return ["a stack trace"];
  // What `measure` leaves out it tells.
  const told = command === "measure" && /^(mechproof: (\[\d+\]: )?left out: [^\n]*\n)+$/.test(stderr);
  if (code === 0 && stderr !== "" && !told) return ["success with a message on standard error"];
  if (code === 0) return stdoutComplaints(one, stdout);
  if (code === 1 && command === "replay")
    return stderr === "" ? stdoutComplaints(one, stdout) : ["a message and exit code 1"];
  if (code !== 2) return [`exit code ${code}`];
  if (stdout !== "") return batchComplaints(stdout, stderr);
  return refusalComplaints(one, stderr);
}

function stdoutComplaints({ argv }: FuzzCase, stdout: string): readonly string[] {
  if (stdout === "") return ["success without an answer"];
  if (/^Usage: mechproof|^\d+\.\d+\.\d+\n$/.test(stdout)) return [];
  const isJson = argv[0] === "law" || argv[0] === "measure" || argv.includes("--json");
  return isJson && !parses(stdout) ? ["an answer that is not JSON"] : [];
}

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Refused instances of an array stand in their places. */
function batchComplaints(stdout: string, stderr: string): readonly string[] {
  if (!parses(stdout) || !stdout.startsWith("[")) return ["a refusal with an answer"];
  const errors = (JSON.parse(stdout) as readonly { readonly error?: string }[]).flatMap(({ error }) => error ?? []);
  const counted = /^mechproof: (\d+) of \d+ instances refused[^\n]*\n$/.exec(stderr)?.[1];
  return [
    ...(counted === `${errors.length}` ? [] : [`${errors.length} refused instances, but: ${stderr}`]),
    ...errors.flatMap((error) => lineComplaints(error)),
  ];
}

function refusalComplaints({ fields }: FuzzCase, stderr: string): readonly string[] {
  const line = /^mechproof: ([^\n]+)\n$/.exec(stderr)?.[1];
  if (line === undefined) return [`not one line: ${JSON.stringify(stderr.slice(0, 300))}`];
  return [...lineComplaints(line), ...(fields === undefined ? [] : fieldComplaints(fields, line))];
}

/** A line that a terminal shows as one line, not too long, that nothing of the program's inside leaks into. */
function lineComplaints(line: string): readonly string[] {
  // A reading may be called "undefined-at-1": what is quoted are names and input.
  const said = line.replace(/"[^"]*"/g, '""');
  return [
    ...(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(line) ? ["control characters in the message"] : []),
    ...(line.length > longestLine ? [`a message of ${line.length} characters`] : []),
    ...(/\[object |\bundefined\b|\bNaN\b|is not a function|Cannot read prop|Invalid array length/.test(said)
      ? ["the message speaks of the program's inside"]
      : []),
  ];
}

/** The message begins with the path of a field, or it is about the text or the whole instance. */
function fieldComplaints(fields: readonly string[], line: string): readonly string[] {
  if (/^input\.json: line \d+, column \d+: |^expected an object \{…\}, got /.test(line)) return [];
  const begins = (text: string, name: string) => text.startsWith(name) && /^[:.[]/.test(text.slice(name.length));
  // A quantity that one could leave out is named before the field that makes it too large.
  const texts = [line, line.replace(/^[A-Za-z]+: /, "")];
  const named =
    line.startsWith('"') || fields.some((field) => field !== "" && texts.some((text) => begins(text, field)));
  return named ? [] : ["the message names no field"];
}
