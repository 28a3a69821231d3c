import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { formatFiles, formatNames } from "../../src/report/formats.js";
import { addReports, checkFolder } from "../../src/store/reports.js";
import { resultsSchema } from "../../src/store/results-schema.js";
import { results } from "./sample.js";

it("writes the files of the formats that are asked for, by name", async () => {
  const files = [...(await formatFiles(results, [], formatNames)).keys()];
  expect(files.filter((name) => !name.startsWith("pages/"))).toEqual([
    "index.html",
    "claims.tex",
    "latex/cckmv.tex",
    "latex/toy.tex",
    "latex/appendix.tex",
    "report.md",
    "results.json",
    "results.schema.json",
    "junit.xml",
  ]);
  expect([...(await formatFiles(results, [], ["junit", "latex"])).keys()]).toEqual([
    "junit.xml",
    "claims.tex",
    "latex/cckmv.tex",
    "latex/toy.tex",
    "latex/appendix.tex",
  ]);
  expect((await formatFiles(results, [], [])).size).toBe(0);
});

it("the JSON is the results themselves, and their schema", async () => {
  const files = await formatFiles(results, [], ["json"]);
  expect(JSON.parse(files.get("results.json")!)).toEqual(results);
  expect(JSON.parse(files.get("results.schema.json")!)).toEqual(resultsSchema);
});

it.each(formatNames)(
  "a folder that holds nothing but the format %s is known as ours, and one with a stranger is not",
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), "mechproof-"));
    addReports(folder, await formatFiles(results, [], [name]));
    expect(() => checkFolder(folder)).not.toThrow();
    writeFileSync(join(folder, "thesis.tex"), "mechproof");
    expect(() => checkFolder(folder)).toThrow(/holds something else \(thesis\.tex\)/);
    rmSync(folder, { recursive: true });
  },
);

it.each(["report.md", "claims.tex", "index.html", "junit.xml", "results.schema.json"])(
  "a %s that somebody else wrote is not taken for ours, not even beside our results",
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), "mechproof-"));
    addReports(folder, await formatFiles(results, [], ["json"]));
    writeFileSync(join(folder, name), "My report on mechproof\n");
    expect(() => checkFolder(folder)).toThrow(`holds something else (${name})`);
    rmSync(folder, { recursive: true });
  },
);
