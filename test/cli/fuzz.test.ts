import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { mechanisms } from "../../src/instance/index.js";
import { validInstances } from "../instance/valid-instances.js";
import { commandCase, type FuzzCase, inputFile, instanceCase, replayCase, textCase } from "./fuzz-cases.js";
import { complaintsOf } from "./fuzz-complaints.js";
import { type Outcome, runCases, runSideBySide } from "./fuzz-process.js";
import { storedFiles } from "./fuzz-stored.js";
import { type Dice, diceOf } from "./fuzz-values.js";
import { answer } from "./run.js";

const root = join(import.meta.dirname, "../..");
const bin = join(root, "bin/mechproof.mjs");
const program = join(root, "dist/src/cli/main.js");
const planted = join(import.meta.dirname, "fuzz-planted.mjs");
const seed = "mechproof";

/** What a developer needs to see of a case that went wrong. */
const shown = ({ argv, input }: FuzzCase, complaints: readonly string[]): string =>
  `${JSON.stringify(argv).slice(0, 300)} with ${JSON.stringify(Buffer.from(input ?? []).toString()).slice(0, 3000)}: ${complaints.join("; ")}`;

/** One line a case that went wrong. */
const wrongOf = (cases: readonly FuzzCase[], outcomes: readonly Outcome[]): readonly string[] =>
  cases.flatMap((one, i) => {
    const complaints = complaintsOf(one, outcomes[i]!);
    return complaints.length === 0 ? [] : [shown(one, complaints)];
  });

const make = (count: number, name: string, draw: (dice: Dice) => FuzzCase): readonly FuzzCase[] => {
  const dice = diceOf(`${seed} ${name}`);
  return Array.from({ length: count }, () => draw(dice));
};

describe("what is fuzzed", () => {
  test.each(mechanisms.map((known) => [known.id, known] as const))("%s and its questions", async (id, known) => {
    const found = validInstances.filter(({ instance }) => instance.mechanism === id);
    expect(found, "add an instance to test/instance/valid-instances.ts").not.toEqual([]);
    const questions = Object.assign({}, ...found.map((one) => one.questions ?? {}));
    expect(Object.keys(questions).sort()).toEqual(Object.keys(known.questions).sort());
    for (const one of found) {
      if (!one.onlyAsked) expect((await answer("measure", one.instance)).mechanism).toBe(id);
      for (const [question, fields] of Object.entries(one.questions ?? {})) {
        // A play is measured as what asks nothing is.
        const asked = (await answer("measure", { ...one.instance, question, ...fields })).question ?? "play";
        expect(asked).toBe(question);
      }
    }
  });
});

describe("mutated input is answered, or refused in one line that names the field; nothing else happens", () => {
  // In a working copy the program is compiled anew here if a source has changed.
  beforeAll(async () => expect((await start({ argv: ["--version"] }, root)).code).toBe(0));

  test("10,000 command lines inside one process after another", async () => {
    const stored = await storedFiles();
    expect(stored.every((kind) => kind.length > 2)).toBe(true);
    const kinds = [
      make(6000, "instances", instanceCase),
      make(1500, "texts", textCase),
      make(1300, "commands", commandCase),
      make(1200, "replays", (dice) => replayCase(dice, stored)),
    ];
    const cases = kinds.flat();
    expect(cases.length).toBe(10_000);
    const outcomes = await runSideBySide(program, cases);
    expect(wrongOf(cases, outcomes)).toEqual([]);
    // Neither all answered nor all refused, kind by kind: else they would not test much.
    let first = 0;
    for (const kind of kinds) {
      const codes = outcomes.slice(first, first + kind.length).map(({ code }) => code);
      expect(codes.filter((code) => code === 0).length).toBeGreaterThan(kind.length / 20);
      expect(codes.filter((code) => code === 2).length).toBeGreaterThan(kind.length / 5);
      first += kind.length;
    }
  }, 300_000);

  test("40 processes of the installed program", async () => {
    const cases = [...make(16, "started", instanceCase), ...make(8, "damaged", textCase), ...commands(16)];
    const folder = mkdtempSync(join(tmpdir(), "mechproof-fuzz-"));
    const places = ["left", "right"].map((side) => join(folder, side));
    for (const place of places) mkdirSync(place);
    const halves = places.map(async (place, side) => {
      const outcomes: Outcome[] = [];
      for (const one of cases.slice(20 * side, 20 * side + 20)) outcomes.push(await start(one, place));
      return outcomes;
    });
    const outcomes = (await Promise.all(halves)).flat();
    rmSync(folder, { recursive: true, force: true });
    expect(wrongOf(cases, outcomes)).toEqual([]);
  }, 120_000);
});

/** Commands that a shell can pass on: no null characters, and nothing longer than one argument may be. */
function commands(count: number): readonly FuzzCase[] {
  const possible = ({ argv }: FuzzCase) => argv.every((argument) => !argument.includes("\0"));
  return make(4 * count, "started commands", commandCase)
    .filter(possible)
    .slice(0, count);
}

const contents = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => [name, statSync(join(folder, name)).size, statSync(join(folder, name)).mtimeMs].join(" "))
    .join("\n");

/** Starts the installed program in a folder; every second time the instance comes on standard input. */
async function start({ argv, input }: FuzzCase, folder: string): Promise<Outcome> {
  const piped = input !== undefined && input.length % 2 === 0;
  if (input && folder !== root) writeFileSync(join(folder, inputFile), input);
  const before = folder === root ? "" : contents(folder);
  const names = argv.map((argument) => (piped && argument === inputFile ? "-" : argument));
  const child = spawn(process.execPath, [bin, ...names], { cwd: folder, timeout: 30_000 });
  const written = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (written.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (written.stderr += text));
  child.stdin.on("error", () => {}).end(piped ? input : "");
  const code = await new Promise<number>((resolve) => child.on("close", (status) => resolve(status ?? -1)));
  const after = folder === root ? "" : contents(folder);
  const stderr = written.stderr.replace(/^mechproof: standard input: line/, `mechproof: ${inputFile}: line`);
  return { ...written, stderr, code, milliseconds: 0, ...(before !== after && { changedFiles: after }) };
}

describe("the fuzzing catches planted mistakes", async () => {
  const { names } = (await import(planted)) as { readonly names: readonly string[] };
  const [limit, wait] = [200, 2000];
  const expected: Readonly<Record<string, RegExp>> = {
    "stack trace": /a crash: TypeError/,
    "printed stack trace": /a stack trace/,
    "later error": /a crash: Error: nobody waits/,
    hang: /a crash: no answer within 2000 ms/,
    "slow answer": /took \d+\.?\d* ms/,
    "two lines": /not one line/,
    "no line": /not one line/,
    "no field": /the message names no field/,
    "program's inside": /the program's inside/,
    "control characters": /control characters/,
    "answer beside a refusal": /a refusal with an answer/,
    "message beside an answer": /success with a message/,
    "broken JSON": /not JSON/,
    "no answer": /success without an answer/,
    "wrong exit code": /exit code 1/,
    "new file": /changed files: .*\.mechproof/s,
    "changed input": /changed files/,
    "changed prototype": /changed the state/,
    "a listener left behind": /changed the state/,
    "an early exit": /process\.exit\(2\)/,
  };
  const cases = names.map((name): FuzzCase => ({ argv: ["law", inputFile, name], fields: ["parameters"] }));

  test("each of them, and none where there is none", async () => {
    expect(Object.keys(expected)).toEqual(names.slice(1));
    const outcomes = await runCases(planted, cases, wait);
    expect(complaintsOf(cases[0]!, outcomes[0]!, limit)).toEqual([]);
    for (const [i, name] of names.entries()) {
      if (i > 0) expect(complaintsOf(cases[i]!, outcomes[i]!, limit).join("; "), name).toMatch(expected[name]!);
    }
  });

  test("a program that does not start", async () => {
    await expect(runCases(join(root, "no-such-module.js"), cases)).rejects.toThrow(/did not start: .*no-such-module/s);
  });
});
