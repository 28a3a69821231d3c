import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { counterexampleSchema, resultsSchema } from "../../src/store/results-schema.js";
import { contents, type Program, smallProgram } from "./program.js";

const quick = ["verify", "--budget", "gate", "--jobs", "1", "cckmv/fact-4-dp", "cckmv/proposition-4.3-1"];
let program: Program;
let place: string;

beforeAll(() => {
  program = smallProgram();
  place = program.place;
}, 120_000);
afterAll(() => program.remove());

const run = (...args: string[]) => program.run(...args);

describe("mechproof verify", () => {
  it("writes results, a page, counterexamples and certificates, and ends with a table of verdicts", () => {
    const { status, stdout, stderr } = run(...quick, "--out", "first");
    expect(stderr).toMatch(/\[[12]\/2\] cckmv\/proposition-4\.3-1: refuted · \d+/);
    expect(stdout).toContain("cckmv/fact-4-dp");
    expect(status).toBe(0);
    const files = Object.keys(contents(join(place, "first")));
    expect(files).toContain("results.json");
    expect(files).toContain("index.html");
    expect(files.filter((name) => name.startsWith("counterexamples")).length).toBeGreaterThan(0);
    expect(files.filter((name) => name.startsWith("certificates")).length).toBeGreaterThan(0);
    expect(existsSync(join(place, ".mechproof"))).toBe(true);
    expect(readdirSync(join(place, ".mechproof"))).toEqual([]);
  });

  it("writes results and counterexamples that their JSON Schemas describe", () => {
    const ajv = new Ajv2020({ allErrors: true });
    const [results, counterexample] = [ajv.compile(resultsSchema), ajv.compile(counterexampleSchema)];
    const files = contents(join(place, "first"));
    expect(JSON.parse(files["results.schema.json"]!)).toEqual(resultsSchema);
    results(JSON.parse(files["results.json"]!));
    expect(results.errors).toBeNull();
    for (const [name, text] of Object.entries(files).filter(([path]) => path.startsWith("counterexamples"))) {
      counterexample(JSON.parse(text));
      expect(counterexample.errors, name).toBeNull();
    }
  });

  it("every counterexample and certificate that it wrote replays from its file alone", () => {
    for (const folder of ["counterexamples", "certificates"]) {
      for (const name of readdirSync(join(place, "first", folder))) {
        const { status, stdout } = run("replay", join("first", folder, name));
        expect(stdout, name).toMatch(/refutes the claim, with the sides that the file gives|proves the claim/);
        expect(status, name).toBe(0);
      }
    }
  });

  it("writes the same bytes again, and replaces its own earlier results", () => {
    const before = contents(join(place, "first"));
    expect(run(...quick, "--out", "first").status).toBe(0);
    expect(contents(join(place, "first"))).toEqual(before);
    expect(run("verify", "--budget", "gate", "--jobs", "1", "cckmv/remark-4-constant", "--out", "first").status).toBe(
      0,
    );
    const left = Object.keys(contents(join(place, "first")));
    expect(left).toContain("results.json");
    // Of the earlier run's pages and counterexamples none is left.
    expect(left.filter((name) => /fact-4-dp|^counterexamples|^certificates/.test(name))).toEqual([]);
    expect(left).toContain("pages/cckmv-remark-4-constant.html");
  });

  it.each([
    [
      "a folder that holds something else",
      () => writeFileSync(join(place, "theirs", "thesis.tex"), "x"),
      /holds something else \(thesis.tex\)/,
    ],
    [
      "a folder of results that are not ours",
      () => writeFileSync(join(place, "theirs", "results.json"), "[]"),
      /has no results.json of mechproof/,
    ],
  ])("refuses %s and leaves it alone", (_name, prepare, message) => {
    rmSync(join(place, "theirs"), { recursive: true, force: true });
    mkdirSync(join(place, "theirs"));
    prepare();
    const { status, stderr, stdout } = run(...quick, "--out", "theirs");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(message);
    expect(readdirSync(join(place, "theirs"))).toHaveLength(1);
  });

  it("refuses an output folder that cannot be one", () => {
    writeFileSync(join(place, "file"), "mine");
    for (const out of ["file", "file/below", "/proc/nowhere"]) {
      const { status, stderr } = run(...quick, "--out", out);
      expect(status, out).toBe(2);
      expect(stderr, out).toMatch(/^mechproof: --out: [^\n]+\n$/);
    }
    expect(readFileSync(join(place, "file"), "utf8")).toBe("mine");
  });

  it.each([
    [["verify", "cckmv/fact-4-pd"], /no claim or paper "cckmv\/fact-4-pd"; did you mean "cckmv\/fact-4-dp"/],
    [["verify", "--budget", "huge"], /--budget: expected gate, standard, deep/],
    [["verify", "--seed", "1.5"], /--seed: expected an integer/],
    [["verify", "--jobs", "0"], /--jobs: expected an integer from 1 to 64, got "0"/],
    [["verify", "--jobs", "65"], /--jobs: expected an integer from 1 to 64, got "65"/],
    [["verify", "--jobs", "2.5"], /--jobs: expected an integer from 1 to 64, got "2.5"/],
    [["replay", "missing.json"], /missing.json: no such file/],
    [["record"], /missing required argument/],
  ])("%j is one clear line and exit code 2", (args, message) => {
    const { status, stderr, stdout } = run(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(message);
  });
});
