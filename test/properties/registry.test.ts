import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { registry } from "../../properties/index.js";
import { loadRecord } from "../../src/store/records.js";

const properties = join(import.meta.dirname, "../../properties");
const readings = JSON.parse(readFileSync(join(properties, "readings.json"), "utf8")) as Record<string, string[]>;

describe("the registry", () => {
  it("has every id and reading of the committed list, and no other", () => {
    const found = Object.fromEntries(registry.map(({ id, readings: all }) => [id, all.map(({ name }) => name)]));
    expect(found).toEqual(readings);
  });

  it("has exactly one literal reading a claim, and no name twice", () => {
    for (const { id, readings: all } of registry) {
      expect(
        all.filter(({ literal }) => literal),
        id,
      ).toHaveLength(1);
      expect(new Set(all.map(({ name }) => name)).size, id).toBe(all.length);
    }
    expect(new Set(registry.map(({ id }) => id)).size).toBe(registry.length);
  });

  it("has a record for every reading", () => {
    for (const { id, readings: all } of registry) {
      expect(Object.keys(loadRecord(properties, id)?.readings ?? {}).sort(), id).toEqual(
        all.map(({ name }) => name).sort(),
      );
    }
  });
});
