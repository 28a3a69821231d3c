import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RecordedClaim } from "../../src/claim/recorded.js";
import { loadRecord, saveRecord } from "../../src/store/records.js";

it("a saved record is loaded again and its readings are listed, those of other claims kept", () => {
  const folder = mkdtempSync(join(tmpdir(), "mechproof-records-"));
  const listed = (): unknown => JSON.parse(readFileSync(join(folder, "readings.json"), "utf8"));
  const record = (claim: string, ...names: readonly string[]): RecordedClaim => ({
    claim,
    readings: Object.fromEntries(names.map((name) => [name, { verdict: "supported" }])),
  });
  saveRecord(folder, record("a/b", "literal"));
  expect(listed()).toEqual({ "a/b": ["literal"] });
  const path = saveRecord(folder, record("a/c", "one", "two"));
  expect([path, loadRecord(folder, "a/c")]).toEqual([join(folder, "a/recorded/c.json"), record("a/c", "one", "two")]);
  saveRecord(folder, record("a/b", "x", "y"));
  expect(listed()).toEqual({ "a/b": ["x", "y"], "a/c": ["one", "two"] });
  // Nothing is written where nothing changes, so that the file keeps its layout.
  writeFileSync(join(folder, "readings.json"), '{"a/b":["x","y"]}');
  saveRecord(folder, record("a/b", "x", "y"));
  expect(readFileSync(join(folder, "readings.json"), "utf8")).toBe('{"a/b":["x","y"]}');
  expect(loadRecord(folder, "a/d")).toBeUndefined();
  rmSync(folder, { recursive: true });
});
