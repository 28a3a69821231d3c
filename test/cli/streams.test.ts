import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Program, smallProgram } from "./program.js";

const root = join(import.meta.dirname, "../..");
const bin = join(root, "bin/mechproof.mjs");
const claim = "cckmv/fact-4-dp";
let place: string;
/** A program with few claims, where what it decides does not matter. */
let small: Program;

beforeAll(() => {
  small = smallProgram();
  place = mkdtempSync(join(tmpdir(), "mechproof-streams-"));
  const instance = { mechanism: "cckmv/noisy-election", parameters: { epsilon: "ln 2" }, reports: ["A"] };
  // What is answered to them is longer than a pipe holds: it is still being written when the reader is gone.
  writeFileSync(join(place, "many.json"), JSON.stringify(Array.from({ length: 600 }, () => instance)));
  const record = readFileSync(join(root, "properties/cckmv/recorded/fact-4-dp.json"), "utf8");
  writeFileSync(join(place, "counterexample.json"), JSON.stringify(JSON.parse(record).readings.replace.counterexample));
});
afterAll(() => {
  small.remove();
  rmSync(place, { recursive: true, force: true });
});

const binOfSmall = () => join(small.home, "bin/mechproof.mjs");

const shell = (line: string, program = bin) =>
  spawnSync("bash", ["-o", "pipefail", "-c", line.replaceAll("mechproof", `"${process.execPath}" "${program}"`)], {
    cwd: place,
    encoding: "utf8",
    timeout: 60_000,
  });

describe("a reader that stops early is no failure", () => {
  test.each([
    "list",
    "list --json",
    "law many.json",
    "measure many.json",
    "replay counterexample.json",
    `search ${claim} --runs 1`,
    `verify ${claim} --budget gate --jobs 1 --out verified`,
    "--help",
  ])("mechproof %s | head -c 1", (command) => {
    // Gone at once, after one character, and gone before anything is written.
    for (const reader of ["head -c 1", "true"]) {
      const program = /^(search|verify|replay)/.test(command) ? binOfSmall() : bin;
      const { status, stderr } = shell(`mechproof ${command} 2> messages | ${reader}`, program);
      expect([status, stderr]).toEqual([0, ""]);
      expect(readFileSync(join(place, "messages"), "utf8")).not.toMatch(/EPIPE|^\s+at /m);
    }
  });

  test("nor is one of the messages", () => {
    expect(shell("{ mechproof law missing.json 2>&1 1>&3 | true; } 3>&1")).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("what cannot be written or read is one line and exit code 2", () => {
  test.each([
    ["a full disk", "mechproof list > /dev/full", /standard output: cannot be written: /],
    ["a file without end", "mechproof law /dev/zero", /\/dev\/zero: longer than 100000000 bytes; split it/],
    ["input without end", "mechproof measure - < /dev/zero", /standard input: longer than 100000000 bytes; split it/],
    ["a folder as input", "mechproof replay - < /", /standard input: /],
    ["no input at all", "mechproof law - <&-", /standard input: /],
  ])("%s", (_, line, expected) => {
    const { status, stdout, stderr } = shell(line);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^mechproof: [^\n]+\n$/);
    expect(stderr).toMatch(expected);
  });
});

/** Starts a command, interrupts it when `ready` says so, and waits for its end. */
function interrupted(args: readonly string[], ready: (child: ReturnType<typeof spawn>) => Promise<unknown>) {
  const child = spawn(process.execPath, [binOfSmall(), ...args], { cwd: place, stdio: ["pipe", "pipe", "pipe"] });
  const written = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (written.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (written.stderr += text));
  void ready(child).then(() => child.kill("SIGINT"));
  return new Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal, ...written })),
  );
}

const seconds = (n: number) => new Promise((resolve) => setTimeout(resolve, 1000 * n));

describe("Ctrl-C leaves nothing broken", () => {
  test("law and measure, while they wait for input", async () => {
    const before = readdirSync(place);
    const ends = ["law", "measure"].map((command) => interrupted([command, "-"], () => seconds(1.5)));
    for (const end of await Promise.all(ends)) {
      expect(end).toEqual({ code: null, signal: "SIGINT", stdout: "", stderr: "" });
    }
    expect(readdirSync(place)).toEqual(before);
  });

  test("search keeps what it saw, and goes on from there", async () => {
    const args = ["search", claim, "--seed", "7"];
    const hunts = join(place, ".mechproof", "search-cckmv-fact-4-dp--7.json");
    const saved = async () => {
      while (!existsSync(hunts)) {
        await seconds(0.05);
      }
    };
    const end = await interrupted([...args, "--time", "60"], saved);
    expect(end).toMatchObject({ code: 3, signal: null });
    expect(end.stderr).toBe("mechproof: interrupted; what was seen is kept, and the same command goes on from there\n");
    const runs = () => {
      const seen = Object.values(JSON.parse(readFileSync(hunts, "utf8")) as Record<string, { runs: number }>);
      return seen.map((hunt) => hunt.runs);
    };
    const before = runs();
    expect(Math.min(...before)).toBeGreaterThan(0);
    expect(shell(`mechproof ${args.join(" ")} --runs 1`, binOfSmall())).toMatchObject({ status: 0, stderr: "" });
    expect(runs()).toEqual(before.map((count) => count + 1));
    expect(readdirSync(join(place, ".mechproof")).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });
});
