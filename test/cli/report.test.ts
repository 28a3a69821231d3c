import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { version } from "../../src/cli/version.js";
import { printJson } from "../../src/instance/output.js";
import { importsOf } from "../architecture/imports.js";
import { repository } from "../architecture/sources.js";
import { results as sample } from "../report/sample.js";
import { run } from "./run.js";

const results = { ...sample, mechproof: version() };
const rendered = [
  "claims.tex",
  "index.html",
  "junit.xml",
  "latex",
  "pages",
  "report.md",
  "results.json",
  "results.schema.json",
];
let place: string;
let from: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "mechproof-"));
  from = join(place, "from");
  mkdirSync(from);
  writeFileSync(join(from, "results.json"), printJson(results));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const read = (...path: readonly string[]) => readFileSync(join(place, ...path), "utf8");

describe("mechproof report", () => {
  it("renders a folder that holds only results.json, into itself, in all formats", async () => {
    const { stdout, stderr, code } = await run("report", "--from", from);
    expect([stdout, code]).toEqual(["", 0]);
    expect(readdirSync(from).sort()).toEqual(rendered);
    expect(stderr).toMatch(/^Report: [^\n]+\n$/);
    for (const name of rendered) if (!["latex", "pages"].includes(name)) expect(stderr).toContain(join(from, name));
    expect(stderr).toMatch(/ · \d+ files in folders beside\n$/);
    expect(read("from", "results.json")).toBe(printJson(results));
  });

  it("writes the formats that are asked for to another folder, again and again, and leaves the first alone", async () => {
    const out = join(place, "paper", "tables");
    for (const _ of [1, 2]) {
      expect((await run("report", "--from", from, "--out", out, "--format", "latex, markdown")).code).toBe(0);
      expect(readdirSync(out).sort()).toEqual(["claims.tex", "latex", "report.md"]);
    }
    expect((await run("report", "--from", from, "--out", out, "--format", "junit")).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(["claims.tex", "junit.xml", "latex", "report.md"]);
    expect(readdirSync(from)).toEqual(["results.json"]);
  });

  it("leaves the other files of verify alone", async () => {
    mkdirSync(join(from, "counterexamples"));
    writeFileSync(join(from, "counterexamples", "a.json"), "{}");
    writeFileSync(join(from, "timings.json"), "{}");
    expect((await run("report", "--from", from)).code).toBe(0);
    expect([read("from", "counterexamples", "a.json"), read("from", "timings.json")]).toEqual(["{}", "{}"]);
    expect(existsSync(join(from, "certificates"))).toBe(false);
  });

  it("refuses a folder that holds something else, and leaves it alone", async () => {
    const theirs = join(place, "theirs");
    mkdirSync(theirs);
    writeFileSync(join(theirs, "thesis.tex"), "x");
    const { stdout, stderr, code } = await run("report", "--from", from, "--out", theirs);
    expect([stdout, code]).toEqual(["", 2]);
    expect(stderr).toMatch(/^mechproof: --out: [^\n]*holds something else \(thesis\.tex\)[^\n]*\n$/);
    expect(readdirSync(theirs)).toEqual(["thesis.tex"]);
    writeFileSync(join(from, "notes.txt"), "x");
    expect((await run("report", "--from", from)).stderr).toMatch(/holds something else \(notes\.txt\)/);
    expect(readdirSync(from).sort()).toEqual(["notes.txt", "results.json"]);
  });

  it.each<readonly [string, string | undefined, RegExp]>([
    [
      "a missing file",
      undefined,
      /^mechproof: --from: [^\n]*from holds no results\.json; mechproof verify writes one\n$/,
    ],
    ["broken JSON", '{"mechproof": ', /^mechproof: [^\n]*results\.json: line 1, column 15: [^\n]*\n$/],
    ["another version", '{"mechproof": "9.9.9"}', /results\.json: mechproof: written by version "9\.9\.9"[^\n]*\n$/],
    ["a wrong field", printJson({ ...results, budget: 3 }), /results\.json: budget: expected "gate"[^\n]*\n$/],
  ])("%s is one clear line and exit code 2, and nothing is written", async (_, text, message) => {
    rmSync(join(from, "results.json"));
    if (text !== undefined) writeFileSync(join(from, "results.json"), text);
    const { stdout, stderr, code } = await run("report", "--from", from, "--out", join(place, "out"));
    expect([stdout, code]).toEqual(["", 2]);
    expect(stderr).toMatch(message);
    expect(existsSync(join(place, "out"))).toBe(false);
  });

  it.each<readonly [readonly string[], RegExp]>([
    [["--from", "no/such/folder"], /--from: no folder no\/such\/folder; mechproof verify writes one/],
    [["--from", "package.json"], /--from: package\.json is a file; name the folder that holds it/],
    [["--format", "pdf"], /--format: expected "html", "latex", "markdown", "json" or "junit", got "pdf"/],
    [["--format", "html,,json"], /--format: expected names separated by commas/],
    [["extra"], /too many arguments/],
  ])("%j is one clear line and exit code 2", async (options, message) => {
    const { stdout, stderr, code } = await run("report", ...options);
    expect([stdout, code]).toEqual(["", 2]);
    expect(stderr).toMatch(/^mechproof: [^\n]+\n$/);
    expect(stderr).toMatch(message);
  });

  it("loads no claims: nothing that it imports leads to them", () => {
    const imports = importsOf(repository("src", "properties", "generators")).filter(({ own }) => own);
    const reached = new Set(["src/cli/report.ts"]);
    for (const file of reached) {
      for (const { from: importer, to } of imports) if (importer === file) reached.add(to);
    }
    expect(reached).toContain("src/report/latex.ts");
    expect([...reached].filter((file) => /^(properties|generators)\//.test(file))).toEqual([]);
  });
});

describe("what verify writes", () => {
  it("is what report writes from its results, byte for byte", async () => {
    const bin = join(import.meta.dirname, "../../bin/mechproof.mjs");
    const args = ["verify", "cckmv/fact-4-dp", "--budget", "gate", "--jobs", "1", "--out", "verified"];
    const { status, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: place, encoding: "utf8" });
    expect(status, stderr).toBe(0);
    const own = readdirSync(join(place, "verified")).filter((name) => rendered.includes(name));
    expect(own.sort()).toEqual(rendered);
    const { code } = await run("report", "--from", join(place, "verified"), "--out", join(place, "again"));
    expect(code).toBe(0);
    const written = readdirSync(join(place, "again"), { recursive: true, encoding: "utf8" });
    expect(written.filter((name) => name.startsWith("pages/")).length).toBeGreaterThan(3);
    for (const name of written.filter((path) => path.includes("."))) {
      expect(read("again", name), name).toBe(read("verified", name));
    }
  });
});
