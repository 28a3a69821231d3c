import { describe, expect, it } from "vitest";
import { electionPrivate } from "../../properties/cckmv/fact-4-dp.js";
import { proposition431 } from "../../properties/cckmv/proposition-4.3.js";
import { theorem42 } from "../../properties/cckmv/theorem-4.2.js";
import type { Claim, Example } from "../../src/claim/claim.js";
import { hunt, noHunt } from "../../src/search/hunt.js";
import { newsOf } from "../../src/search/news.js";
import { violates } from "../../src/search/score.js";
import { climb, scoredOf } from "../../src/search/targeted.js";
import { tryCheck } from "../../src/search/try-check.js";

const theorem = theorem42() as Claim;
const reading = theorem.readings[0]!;
const check = (example: Example) => tryCheck(theorem, example, reading.switches);

describe("a hunt", () => {
  it("goes on where it stopped: two batches are the same whether drawn at once or one after the other", () => {
    const first = hunt(theorem, reading, 7, noHunt, 40);
    const copy = JSON.parse(JSON.stringify(first));
    expect(hunt(theorem, reading, 7, copy, 40)).toEqual(hunt(theorem, reading, 7, first, 40));
    expect([first.runs, first.batches]).toEqual([40, 1]);
  });

  it("finds the smallest counterexample to Theorem 4.2, and nothing against its repair", () => {
    const found = hunt(theorem, reading, 1, noHunt, 60);
    expect(found.smallest?.instance.reports).toEqual(["A"]);
    const repaired = theorem.repair!(reading)!;
    expect(hunt(repaired.claim(), repaired.reading, 1, noHunt, 60).violations).toBe(0);
  });

  it("tells what is not recorded: a counterexample to a proved reading, or a smaller one", () => {
    const found = hunt(theorem, reading, 1, noHunt, 60);
    expect(newsOf(theorem, reading, found)?.what).toContain("nowhere");
    expect(newsOf(theorem, reading, found, { verdict: "proved for all epsilon" })?.what).toContain("proved");
    const { counterexample } = newsOf(theorem, reading, found)!;
    expect(newsOf(theorem, reading, found, { verdict: "refuted", counterexample })).toBeUndefined();
    const larger = { ...counterexample, instance: { ...counterexample.instance, reports: ["A", "A", "B"] } };
    expect(newsOf(theorem, reading, found, { verdict: "refuted", counterexample: larger })?.what).toContain("smaller");
  });
});

describe("a climb", () => {
  it("reaches a violation from an example that holds, by the exact score alone", () => {
    const start: Example = {
      instance: {
        mechanism: "cckmv/noisy-election",
        parameters: { epsilon: { times: "1", log: "2" } },
        reports: ["A", "A", "A", "A", "A", "A", "A", "A"],
      },
      choices: { player: 0, F: { kind: "linear", slope: "1" }, outcomeUtility: { A: "9", B: "0" } },
    };
    const scored = scoredOf(start, check(start))!;
    expect(violates(scored.check)).toBe(false);
    const top = climb(scored, check, 60);
    expect(violates(top.check)).toBe(true);
  });

  it("never leaves the hypotheses, and scores what holds at 1 at most", () => {
    for (const claim of [electionPrivate(undefined, ["e^(2ε)"]), proposition431(undefined, ["Δ ≠ 0"])] as Claim[]) {
      const { switches } = claim.readings[0]!;
      const found = hunt(claim, claim.readings[0]!, 3, noHunt, 30);
      expect([claim.id, switches !== undefined, found.violations]).toEqual([claim.id, true, 0]);
      expect(["0", "1"].includes(found.worst!.score) || /^\d+\/\d+$/.test(found.worst!.score)).toBe(true);
    }
  });
});
