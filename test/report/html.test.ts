import { describe, expect, it } from "vitest";
import { htmlReport } from "../../src/report/html.js";
import { anchorOf } from "../../src/report/text.js";
import { hostile, literal, results, same } from "./sample.js";

const page = htmlReport(results);
/** The text between the tags, entities resolved. */
const text = page
  .replace(/<(style|script)>[\s\S]*?<\/\1>/g, "")
  .replace(/<[^>]*>/g, "")
  .replace(/&#39;/g, "'")
  .replace(/&quot;/g, '"')
  .replace(/&lt;/g, "<")
  .replace(/&gt;/g, ">")
  .replace(/&amp;/g, "&");
const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);

describe("the page", () => {
  it("is the same bytes for the same results", () => {
    expect(htmlReport(structuredClone(results))).toBe(page);
  });

  it("escapes everything that results hold", () => {
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).not.toContain("<i>&");
    expect(page).toContain("&lt;/style&gt;&lt;script&gt;alert(&quot;x&quot;) &amp; &#39;y&#39;&lt;/script&gt;");
    expect(text).toContain(hostile);
  });

  it("needs nothing from outside", () => {
    expect(page).not.toMatch(/https?:|url\(|@import|<link|<img|\ssrc=|srcset=|file:/i);
    expect([...page.matchAll(/href="([^"]*)"/g)].every(([, href]) => href!.startsWith("#"))).toBe(true);
  });

  it("closes what it opens", () => {
    const open: string[] = [];
    for (const [, slash, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (["meta", "br"].includes(name!)) continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name!);
    }
    expect(open).toEqual([]);
  });

  it("has every claim and reading, at anchors that are unique and to which every link leads", () => {
    for (const { id, readings } of results.claims) {
      expect(ids).toContain(anchorOf(id));
      for (const { name } of readings) expect(ids).toContain(anchorOf(id, name));
    }
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });

  it("says what was run", () => {
    expect(text).toMatch(/budgetstandard/);
    expect(text).toMatch(/seed42/);
    expect(text).toMatch(/mechproof0\.1\.0/);
    expect(text).toContain("2 claims in 4 readings");
  });

  it("says loudly what is not as expected", () => {
    expect(text).toContain("1 claim is not as expected");
    expect(text).toContain(
      'recorded "supported", found "refuted" (1 claim, 1 reading): cckmv/theorem-9 (1 of 3 readings)',
    );
    const fine = { ...results, claims: [results.claims[1]!] };
    expect(htmlReport(fine)).toContain("Everything recorded was found again");
    expect(htmlReport(fine)).not.toContain('class="alarm"');
  });

  it("shows verdicts by sign and word, not by colour alone", () => {
    expect(text).toContain("✗ refuted");
    expect(text).toContain("✓ proved for all ε");
    expect(text).toContain("? undecided");
  });

  it("shows both sides, exact and in decimals, the situation and the replay line of what is refuted", () => {
    expect(text).toContain("631/90<220825/5184");
    expect(text).toContain("7.01111<42.5974");
    expect(text).toContain("A, 2 × B (3 voters: 1 for A, 2 for B)");
    expect(text).toContain("the second of 3 (player 1)");
    expect(text).toContain("0 < ∞");
    for (const { replay } of [literal, same]) expect(text).toContain(replay);
    expect(text).toContain("The counterexample of the literal reading refutes this one too: 631/90 < 220825/5184.");
  });

  it("shows for which ε a claim holds", () => {
    expect(text).toContain("On the domain it holds for ε ≤ ln 1.41421… about ε ≤ 0.346574.");
    expect(text).toContain("· holds for ε ≤ ln 1.41421… on the domain ·");
    expect(text).toContain("1.41421… is the root of b2 − 2 between 1 and 3/2.");
    expect(text).toContain("On the domain it holds for every ε > 0.");
    expect(text).toContain("Not decided: not built.");
  });

  it("shows what a verdict rests on", () => {
    expect(text).toContain("in 950 of 1\u202f320 instances");
    expect(text).toContain("72 cases, 3 of them fail for some ε");
    expect(text).toContain(
      "60 examples: 25 inside the hypotheses, 13 on their boundary and 22 outside, 14 of which would fail",
    );
    expect(text).toContain("222 polynomials in b on 22 cells of b > 1");
    expect(text).toContain("1104125/181728 ≈ 6.07570");
    expect(text).toContain("one voter 0, never met");
    expect(text).toContain("largest: 5n");
  });

  it("shows a repair, and why each of its changes is needed or that this is not shown", () => {
    expect(text).toContain("e(2ε) is needed: without it 3 < 22/7");
    expect(text).toContain("F nondecreasing is not shown to be needed");
  });

  it("cites papers by title and authors where it knows them", () => {
    expect(page).toContain("<cite>Truthful Mechanisms for Agents that Value Privacy</cite>");
    const alone = htmlReport({ ...results, claims: [results.claims[0]!] });
    expect(alone).toContain("<h1>Truthful Mechanisms for Agents that Value Privacy</h1>");
  });

  it("is a page without claims too", () => {
    expect(htmlReport({ ...results, claims: [] })).toContain("0 claims");
  });
});
