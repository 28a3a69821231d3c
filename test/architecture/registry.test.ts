import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { registry } from "../../properties/index.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { mechanisms } from "../../src/instance/index.js";
import { loadRecord } from "../../src/store/records.js";
import { cite } from "../../src/verdict/citation.js";
import { claimFaults, mechanismFaults, readingFaults } from "./registry.js";
import { example, repository, root } from "./sources.js";

describe("every claim says where it stands, what it says and which corners it has", () => {
  it("in the registry", () => {
    expect(registry.length).toBeGreaterThan(0);
    // It is decided on two mechanisms, each given in full: there are no corners between them.
    expect(claimFaults(registry)).toEqual(["cckmv/remark-3-not-each-coin lacks corners"]);
  });

  const good: Claim = {
    ...registry[0]!,
    id: "cckmv/theorem-0",
    citation: cite("cckmv", "Theorem 0"),
    hypotheses: [],
    readings: readingsOf({ side: ["left", "right"] }),
    switchMeanings: { left: "the left side", right: "the right side" },
  };

  it("passes a claim that does", () => {
    expect(claimFaults([good])).toEqual([]);
  });

  it.each([
    ["a citation of the paper in its id", { ...good, citation: undefined }],
    ["a citation of the paper in its id", { ...good, citation: { ...good.citation, place: "" } }],
    ["a citation of the paper in its id", { ...good, citation: { ...good.citation, paper: "other" } }],
    ["a statement", { ...good, statement: " " }],
    ["a list of hypotheses", { ...good, hypotheses: "n >= 1" }],
    ["a list of hypotheses", { ...good, hypotheses: [""] }],
    ["corners", { ...good, corners: [] }],
    ["a meaning of every switch", { ...good, switchMeanings: { left: "the left side" } }],
  ])("flags a claim that lacks %s", (what, bad) => {
    expect(claimFaults([bad as unknown as Claim])).toEqual([`cckmv/theorem-0 lacks ${what}`]);
  });
});

describe("every reading is listed and recorded", () => {
  const properties = join(root, "properties");
  const keys = (id: string) => Object.keys(loadRecord(properties, id)?.readings ?? {});

  it("in properties", () => {
    const listed = JSON.parse(readFileSync(join(properties, "readings.json"), "utf8"));
    expect(readingFaults(registry, listed, keys)).toEqual([]);
  });

  const claims = [{ id: "p/claim", readings: readingsOf({ side: ["left", "right"] }) }];
  const both = ["left", "right"];

  it("passes where they are", () => {
    expect(readingFaults(claims, { "p/claim": both }, () => both)).toEqual([]);
  });

  it("flags what is not listed or recorded, and what has vanished", () => {
    expect(readingFaults(claims, { "p/claim": ["left"] }, () => both)).toEqual(["p/claim (right) is not listed"]);
    expect(readingFaults(claims, { "p/claim": both }, () => ["right"])).toEqual(["p/claim (left) is not recorded"]);
    expect(readingFaults(claims, { "p/claim": both }, () => undefined)).toHaveLength(2);
    expect(readingFaults(claims, { "p/claim": both, "p/gone": ["literal"] }, () => [...both, "up"])).toEqual([
      "p/gone (literal) is listed and no longer so",
      "p/claim (up) is recorded and no longer so",
    ]);
  });
});

describe("every mechanism has a citation, a summary, and a file whose path is its id", () => {
  const coin = { id: "cckmv/coin", citation: cite("cckmv", "Section 0"), summary: "heads or tails" };
  const text = 'export const coin = { id: "cckmv/coin" };';

  it("in the index", () => {
    expect(mechanisms.length).toBeGreaterThan(0);
    expect(mechanismFaults(repository("src", "properties", "generators"), mechanisms)).toEqual([]);
  });

  it("passes one that has, and a file beside it without a mechanism", () => {
    const project = example({ "src/mechanisms/cckmv/coin.ts": text, "src/mechanisms/cckmv/shared.ts": "export {};" });
    expect(mechanismFaults(project, [coin])).toEqual([]);
  });

  it("flags one without a citation, without a file, at another path, and one that is not known", () => {
    const right = example({ "src/mechanisms/cckmv/coin.ts": text });
    expect(mechanismFaults(right, [{ ...coin, citation: cite("cckmv", "") }])).toEqual([
      "cckmv/coin lacks a citation of its paper",
    ]);
    expect(mechanismFaults(right, [{ ...coin, summary: "" }])).toEqual(["cckmv/coin lacks a summary"]);
    expect(mechanismFaults(right, [])).toEqual(["cckmv/coin is not known"]);
    expect(mechanismFaults(example({}), [coin])).toEqual(["cckmv/coin has no file src/mechanisms/cckmv/coin.ts"]);
    expect(mechanismFaults(example({ "src/mechanisms/cckmv/dice.ts": text }), [coin])).toEqual([
      "src/mechanisms/cckmv/dice.ts is cckmv/coin",
    ]);
  });
});
