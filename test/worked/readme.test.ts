import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { undocumented } from "../architecture/docs.js";
import { inexact } from "../architecture/exact.js";
import { badHabits } from "../architecture/habits.js";
import { wrongDirections } from "../architecture/imports.js";
import { example, faults } from "../architecture/sources.js";
import { foreignWords } from "../architecture/words.js";
import { additionsOf, blocksOf, commandsOf, isPrinted, pathOf, withAddition } from "./readme.js";

const root = join(import.meta.dirname, "../..");
const blocks = blocksOf(readFileSync(join(root, "README.md"), "utf8"));
const of = (language: string) => blocks.filter((block) => block.language === language);
const commands = of("sh").flatMap(commandsOf);

/** A copy of the project in which README is followed to the letter. */
let place: string;

const copied = ["src", "generators", "properties", "bin", "package.json", "biome.json"];
const node = (...args: readonly string[]) =>
  spawnSync(process.execPath, args, { cwd: place, encoding: "utf8", timeout: 200_000 });
const shell = (command: string) =>
  spawnSync("sh", ["-c", command.replaceAll("npx mechproof", `"${process.execPath}" bin/mechproof.mjs`)], {
    cwd: place,
    encoding: "utf8",
    timeout: 200_000,
  });

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "mechproof-readme-"));
  for (const name of [...copied, "tsconfig.json", "reports/counterexamples"]) {
    cpSync(join(root, name), join(place, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
  for (const block of of("ts")) {
    mkdirSync(dirname(join(place, pathOf(block))), { recursive: true });
    writeFileSync(join(place, pathOf(block)), block.text);
  }
  for (const addition of of("diff").flatMap(additionsOf)) {
    const path = join(place, addition.path);
    writeFileSync(path, withAddition(readFileSync(path, "utf8"), addition));
  }
  const built = node("bin/build.mjs");
  if (built.status !== 0) throw new Error(built.stderr);
  // What `npm run verify` has written before README replays it.
  const verified = shell("npx mechproof verify cckmv/fact-4-dp --out verified");
  if (verified.status !== 0) throw new Error(verified.stderr);
  cpSync(join(place, "verified/certificates"), join(place, "reports/certificates"), { recursive: true });
}, 200_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe("who follows README", () => {
  it("writes three files, adds lines to three, and gets past the linter and the type check", () => {
    const paths = of("ts").map(pathOf);
    expect(paths).toEqual(["src/mechanisms/poll/shortlist.ts", "src/instance/poll.ts", "properties/poll/claim-1.ts"]);
    const checked = node("node_modules/@biomejs/biome/bin/biome", "check", ...paths);
    expect([checked.status, checked.stderr]).toEqual([0, ""]);
    const typed = node("node_modules/typescript/bin/tsc", "--noEmit");
    expect([typed.status, typed.stdout]).toEqual([0, ""]);
    // About twenty lines of mechanism, imports and blank lines apart.
    const lines = of("ts")[0]!
      .text.split("\n")
      .filter((line) => line.trim() !== "" && !/^(import|\/\/)/.test(line));
    expect(lines.length).toBeLessThanOrEqual(20);
  });

  it("writes what the architecture allows", () => {
    const project = example(Object.fromEntries(of("ts").map((block) => [pathOf(block), block.text])));
    for (const rule of [undocumented, inexact, badHabits, wrongDirections, foreignWords]) {
      expect(faults(rule(project)), rule.name).toEqual([]);
    }
  });

  it("sees what README prints, command by command", () => {
    const shown = commands.map(({ command }) => command.split("npx mechproof ")[1]?.split(" ")[0]);
    for (const needed of ["law", "verify", "replay", "record"]) expect(shown).toContain(needed);
    for (const { command, output } of commands) {
      const { stdout, stderr } = shell(command);
      expect(isPrinted(output, stdout), `${command}\nprinted\n${stdout}${stderr}`).toBe(true);
    }
  }, 200_000);

  it("has the claim, its counterexample and its repair in the report", () => {
    const page = readFileSync(join(place, "poll-report/pages/poll-claim-1.html"), "utf8");
    for (const text of ["poll/claim-1", "poll/shortlist", "A poll on drinks", "1/36", "-differentially private"]) {
      expect(page).toContain(text);
    }
    const { claims } = JSON.parse(readFileSync(join(place, "poll-report/results.json"), "utf8"));
    expect(claims).toHaveLength(1);
    expect([claims[0].verdict, claims[0].asExpected, claims[0].repair.verdict]).toEqual([
      "refuted",
      true,
      "proved for all epsilon",
    ]);
    expect(claims[0].counterexample.instance.reports).toHaveLength(1);
  });

  it("has the readings listed by record", () => {
    const readings = JSON.parse(readFileSync(join(place, "properties/readings.json"), "utf8"));
    expect(readings["poll/claim-1"]).toEqual(["literal"]);
  });

  it("measures it without writing anything for it", () => {
    const { stdout } =
      shell(`echo '{"mechanism": "poll/shortlist", "parameters": {"epsilon": "ln 2"}, "reports": ["tea"]}' |
      npx mechproof measure --only privacyRatio -`);
    // Nothing is listed with (1/3)² if she likes nothing and (1/6)² if both.
    expect(JSON.parse(stdout).quantities.privacyRatio.value).toBe("4");
  });
});

describe("README is read to the letter", () => {
  it("finds files, additions and commands", () => {
    const text = "a\n```ts\n// x/y.ts\n1\n```\n```diff\n--- p\n q\n+r\n--- s\n+t\n```\n```sh\n$ one\nout\n$ two\n```\n";
    const [file, lines, shown] = blocksOf(text);
    expect(pathOf(file!)).toBe("x/y.ts");
    expect(() => pathOf(shown!)).toThrow('expected "// path.ts"');
    expect(additionsOf(lines!)).toEqual([
      { path: "p", after: "q\n", added: "r\n" },
      { path: "s", after: "", added: "t\n" },
    ]);
    expect(commandsOf(shown!)).toEqual([
      { command: "one", output: "out\n" },
      { command: "two", output: "" },
    ]);
  });

  it("adds lines at one place only", () => {
    const addition = { path: "p", after: "q\n", added: "r\n" };
    expect(withAddition("a\nq\nb\n", addition)).toBe("a\nq\nr\nb\n");
    expect(() => withAddition("a\nb\n", addition)).toThrow("p: expected once: q");
    expect(() => withAddition("a\nq\nq\n", addition)).toThrow("p: expected once: q");
    expect(withAddition("a\n", { ...addition, after: "" })).toBe("r\na\n");
  });

  it("takes no other output for the one that is said", () => {
    expect(isPrinted("a (b)\n…\nc … e\n", "a (b)\n1\n2\nc d e\n")).toBe(true);
    expect(isPrinted("a\n", "a\nb\n")).toBe(false);
    expect(isPrinted("a\n", "b\n")).toBe(false);
    expect(isPrinted("a … c\n", "a b\nc\n")).toBe(false);
    expect(isPrinted("", "a\n")).toBe(false);
  });
});
