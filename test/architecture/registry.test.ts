import { describe, expect, it } from "vitest";
import { registry } from "../../properties/index.js";
import type { Claim } from "../../src/claim/claim.js";
import { mechanisms } from "../../src/instance/index.js";
import { cite } from "../../src/verdict/citation.js";
import { claimFaults, mechanismFaults } from "./registry.js";
import { example, repository } from "./sources.js";

describe("every claim says where it stands, what it says and which corners it has", () => {
  it("in the registry", () => {
    expect(registry.length).toBeGreaterThan(0);
    // It is decided on two mechanisms, each given in full: there are no corners between them.
    expect(claimFaults(registry)).toEqual(["cckmv/remark-3-not-each-coin lacks corners"]);
  });

  const good: Claim = { ...registry[0]!, id: "cckmv/theorem-0", citation: cite("cckmv", "Theorem 0"), hypotheses: [] };

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
  ])("flags a claim that lacks %s", (what, bad) => {
    expect(claimFaults([bad as unknown as Claim])).toEqual([`cckmv/theorem-0 lacks ${what}`]);
  });
});

describe("every mechanism has a citation, and a file whose path is its id", () => {
  const coin = { id: "cckmv/coin", citation: cite("cckmv", "Section 0") };
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
    expect(mechanismFaults(right, [])).toEqual(["cckmv/coin is not known"]);
    expect(mechanismFaults(example({}), [coin])).toEqual(["cckmv/coin has no file src/mechanisms/cckmv/coin.ts"]);
    expect(mechanismFaults(example({ "src/mechanisms/cckmv/dice.ts": text }), [coin])).toEqual([
      "src/mechanisms/cckmv/dice.ts is cckmv/coin",
    ]);
  });
});
