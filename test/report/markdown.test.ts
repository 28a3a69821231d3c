import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { markdownReport } from "../../src/report/markdown.js";
import { code, markdown, paragraph, plainMarkdown, table } from "../../src/report/markdown-text.js";
import { anchorOf } from "../../src/report/text.js";
import type { Results } from "../../src/store/results.js";
import { hostile, literal, results } from "./sample.js";

const committed: Results = JSON.parse(readFileSync(join(import.meta.dirname, "../../reports/results.json"), "utf8"));

describe("text as Markdown", () => {
  it.each([
    ["U_i^out(θ_i) >= 2F(e^{2ε})", "U<sub>i</sub><sup>out</sup>(θ<sub>i</sub>) ≥ 2F(e<sup>2ε</sup>)"],
    ["|x| * _y_ `z` ~a~ $b$ \\", "\\|x\\| \\* \\_y\\_ \\`z\\` \\~a\\~ \\$b\\$ \\\\"],
    ["2 < 9/2, Pr[o] & [1, 2]", "2 < 9/2, Pr[o] & [1, 2]"],
    ["<b> &lt; [a](b) [c][d]", "&lt;b> &amp;lt; [a\\](b) [c\\][d]"],
    ["two\n lines", "two lines"],
  ])("%j", (text, expected) => {
    expect(markdown(text)).toBe(expected);
  });

  it("keeps a paragraph from becoming a list, a heading or a quotation", () => {
    for (const start of ["- a", "+ a", "> a", "# a", "= a"]) expect(paragraph(start)).toBe(`\\${start}\n\n`);
    expect([paragraph("1. a"), paragraph("12) a"), paragraph("1.5 a")]).toEqual([
      "1\\. a\n\n",
      "12\\) a\n\n",
      "1.5 a\n\n",
    ]);
  });

  it("shows code as it is, backticks and bars included", () => {
    expect([code("a_b"), code("a`b"), code("``"), code("a|b")]).toEqual([
      "`a_b`",
      "`` a`b ``",
      "``` `` ```",
      "`a\\|b`",
    ]);
  });

  it("lays out tables", () => {
    expect(table(["a", "b"], [["1", "2"]], { 1: "r" })).toBe("| a | b |\n| --- | --: |\n| 1 | 2 |\n\n");
  });
});

describe.each([
  ["the sample", results],
  ["the committed results", committed],
])("report.md of %s", (_, from) => {
  const text = markdownReport(from);
  const lines = text.split("\n");
  const anchors = [...text.matchAll(/<a id="([^"]*)"><\/a>/g)].map(([, id]) => id!);

  it("is the same bytes for the same results, and ends in one line break", () => {
    expect(markdownReport(structuredClone(from))).toBe(text);
    expect(text).toMatch(/[^\n]\n$/);
  });

  it("has every claim at an anchor of its own, to which the claims tables link", () => {
    expect(anchors).toEqual(from.claims.map(({ id }) => anchorOf(id)));
    const links = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, target]) => target!);
    expect(new Set(links)).toEqual(new Set(anchors));
  });

  it("has tables whose rows have as many cells as their heading", () => {
    const cells = (line: string) => line.replaceAll("\\|", "").split("|").length;
    lines.forEach((line, i) => {
      if (!/^\| (-+:? \| )*-+:? \|$/.test(line)) return;
      for (let row = i + 1; lines[row] !== ""; row++) expect(cells(lines[row]!), lines[row]).toBe(cells(lines[i - 1]!));
      expect(cells(line)).toBe(cells(lines[i - 1]!));
    });
    expect(lines.filter((line) => line.startsWith("| claim |")).length).toBeGreaterThan(0);
  });

  it("has no markup of others: only scripts, anchors and its own comment", () => {
    const tags = [...text.replace(/`+[^`]*`+/g, "").matchAll(/<[a-z/!][^>]*>/g)].map(([tag]) => tag);
    const own = /^<\/?su[bp]>$|^<a id="[^"]*">$|^<\/a>$|^<!-- Written by mechproof [^>]*-->$/;
    expect(tags.filter((tag) => !own.test(tag))).toEqual([]);
    const count = (tag: string) => tags.filter((found) => found === tag).length;
    expect([count("<sub>"), count("<sup>")]).toEqual([count("</sub>"), count("</sup>")]);
  });

  it("gives the replay line of every refuted claim", () => {
    for (const { counterexample, replay } of from.claims) {
      if (counterexample) expect(text).toContain(`Replay: \`${replay}\``);
    }
  });
});

describe("what report.md says", () => {
  const text = markdownReport(results);

  it("says in words how a claim fares, for which ε, and what is not as expected", () => {
    expect(text).toContain("### Theorem 9: ✗ refuted");
    expect(text).toContain("**✗ refuted** in the literal reading; of all readings, 2 of 3 refuted.");
    expect(text).toContain("On the domain it holds for ε ≤ ln 1.41421…, about ε ≤ 0.346574.");
    expect(text).toContain("1.41421… is the root of b<sup>2</sup> − 2 between 1 and 3/2.");
    expect(text).toContain('**▲ Not as expected:** reading strict+one: recorded "supported", found "refuted".');
    expect(text).toContain("**? undecided** (not built).");
  });

  it("shows the situation and both sides of a counterexample", () => {
    expect(text).toContain("- Votes: A, 2 × B (3 voters: 1 for A, 2 for B)");
    expect(text).toContain("| claimed | U<sub>out</sub>(θ<sub>i</sub>) | ≥ | 2F(e<sup>ε</sup>) |");
    expect(text).toContain("| **but here** | 631/90 | < | 220825/5184 |");
    expect(text).toContain("| roughly | 7.01111 | < | 42.5974 |");
    expect(text).toContain("Most violating found: 0 < ∞ at ε = ln 3/2 with 3 voters.");
  });

  it("shows the repair, why its changes are needed, and how tight the bound is", () => {
    expect(text).toContain("> As printed, with e<sup>2ε</sup>.");
    expect(text).toContain("**✓ proved for all ε**; it holds for every ε > 0. `cckmv/theorem-9/repaired`");
    expect(text).toContain("- **e<sup>(2ε)</sup>** is needed: without it 3 < 22/7 (≈ 3 < 3.14286)");
    expect(text).toContain("- **F nondecreasing** is not shown to be needed");
    expect(text).toContain("- Tightness: 1104125/181728 ≈ 6.07570 at ε = ln 3/2 with 3 voters");
  });

  it("has a table of readings in which the switches that differ are bold", () => {
    expect(text).toContain("| # | order | sides | verdict | holds for | counterexample | hypotheses met |");
    expect(text).toContain(
      "| 1 | strict | two | ✗ refuted | ε ≤ ln 1.41421… on the domain | 631/90 < 220825/5184 | 950 / 1\u202f320 |",
    );
    expect(text).toContain("| 2 ▲ | strict | **one** |");
    expect(text).toContain("| 3 | **lax** | two | ✓ proved for all ε | every ε > 0 | — |");
  });

  it("escapes what results hold, and keeps it readable", () => {
    expect(text).toContain(plainMarkdown(hostile));
    expect(text.replace(/`[^`\n]*`/g, "")).not.toContain("<script>");
    expect(text).toContain(`\`${literal.replay}\``);
  });

  it("is a page without claims too", () => {
    expect(markdownReport({ ...results, claims: [] })).toContain("0 claims in 0 readings");
  });
});
