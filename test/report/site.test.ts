import { describe, expect, it } from "vitest";
import { claimPage, firstPage, paperPage } from "../../src/report/address.js";
import { plotSvg } from "../../src/report/plot-svg.js";
import { site } from "../../src/report/site.js";
import { anchorOf } from "../../src/report/text.js";
import type { StoredFigure } from "../../src/store/figures.js";
import { hostile, literal, results, same } from "./sample.js";

const figure: StoredFigure = {
  id: "cckmv/privacy",
  claims: ["cckmv/theorem-9"],
  title: "Exact privacy",
  caption: "The exact parameter against ε.",
  x: { label: "ε", scale: "linear", drawn: "ln" },
  y: { label: "loss", scale: "log" },
  series: [
    {
      name: "exact <b>",
      mark: "line",
      points: [
        ["2", "1/3"],
        ["1", { low: "1/5", high: "1/4" }],
      ],
    },
    {
      name: "printed",
      mark: "dots",
      points: [
        ["2", "0"],
        ["4", "1/2"],
      ],
    },
  ],
};

const plots = new Map([[figure.id, { wide: plotSvg(figure), narrow: plotSvg(figure, "narrow") }]]);
const files = site(results, [figure], plots);
const pages = new Map([...files].filter(([name]) => name.endsWith(".html")));
const page = (name: string): string => pages.get(name)!;

/** The text between the tags, entities resolved, formulas without the TeX that they carry. */
const textOf = (markup: string): string =>
  markup
    .replace(/<(style|script|annotation)[^>]*>[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
const idsOf = (markup: string): readonly string[] => [...markup.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);

const first = textOf(page(firstPage));
const theorem = textOf(page(claimPage("cckmv/theorem-9")));
const toy = textOf(page(claimPage("toy/hostile")));

describe("the site", () => {
  it("has a first page, a page a paper and a page a claim, the same bytes for the same results", () => {
    expect([...pages.keys()].sort()).toEqual(
      [firstPage, paperPage("cckmv"), paperPage("toy"), claimPage("cckmv/theorem-9"), claimPage("toy/hostile")].sort(),
    );
    expect([...site(structuredClone(results), [structuredClone(figure)], plots)]).toEqual([...files]);
  });

  it.each([...pages])("%s escapes everything that results hold", (_, markup) => {
    expect(markup.match(/<script[ >]/g)).toHaveLength(1);
    expect(markup).not.toContain("</style><script>");
    expect(markup).not.toContain('<i>&"');
    expect(markup).not.toContain("exact <b>");
  });

  it("shows hostile text as text", () => {
    expect(toy).toContain(hostile);
    expect(page(paperPage("cckmv"))).toContain("exact &lt;b&gt;");
  });

  it.each([...pages])("%s needs nothing from outside", (_, markup) => {
    const plain = markup
      .replaceAll("http://www.w3.org/1998/Math/MathML", "")
      .replaceAll("http://www.w3.org/2000/svg", "");
    expect(plain).not.toMatch(/https?:|url\(|@import|<img|srcset=|file:/i);
  });

  it.each([...pages])("%s closes what it opens", (_, markup) => {
    const open: string[] = [];
    for (const [, slash, name, , itself] of markup.matchAll(
      /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*?)(\/?)>/g,
    )) {
      if (["meta", "br", "wbr", "link"].includes(name!) || itself) continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name!);
    }
    expect(open).toEqual([]);
  });

  it.each([...pages])(
    "every link on %s leads to a page or a place that is there, anchors being unique",
    (name, markup) => {
      const ids = idsOf(markup);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, target] of markup.matchAll(/(?:href|src)="([^"]*)"/g)) {
        const url = new URL(target!, `file:///reports/${name}`);
        const path = decodeURI(url.pathname).replace("/reports/", "");
        expect(files.has(path)).toBe(true);
        const place = decodeURIComponent(url.hash.slice(1));
        if (place !== "" && path !== "pages/page.js") expect(idsOf(files.get(path)!)).toContain(place);
      }
    },
  );

  it("has every reading at an anchor of its claim's page", () => {
    for (const { id, readings } of results.claims) {
      for (const { name } of readings) expect(idsOf(page(claimPage(id)))).toContain(anchorOf(id, name));
    }
  });

  it("is a page without claims too", () => {
    expect(textOf(site({ ...results, claims: [] }, [], new Map()).get(firstPage)!)).toContain("0 claims");
  });
});

describe("the first page", () => {
  it("says what was run and how many claims came out how", () => {
    expect(first).toMatch(/mechproof 0\.1\.0 · budget standard · seed 42/);
    expect(first).toContain("2 claims in 4 readings");
    expect(first.replace(/\s+/g, " ")).toContain("Truthful Mechanisms for Agents that Value Privacy");
    expect(first).toContain("✗ refuted");
    expect(first).toContain("? undecided");
  });

  it("has every refutation on a line, and what is undecided with the reason", () => {
    expect(first).toContain("Theorem 9 Mechanism 4.1 is");
    expect(first).toContain("631/90 < 220825/5184 (≈ 7.01111 < 42.5974)");
    expect(first).toContain("✓ proved for all ε when repaired");
    expect(first).toContain("not built");
  });

  it("says loudly what is not as expected", () => {
    expect(first).toContain("1 claim is not as expected");
    expect(first).toContain(
      'recorded "supported", found "refuted" (1 claim, 1 reading): cckmv/theorem-9 (1 of 3 readings)',
    );
    const fine = site({ ...results, claims: [results.claims[1]!] }, [], new Map()).get(firstPage)!;
    expect(fine).toContain("Everything recorded was found again");
    expect(fine).not.toContain('class="alarm"');
  });
});

describe("the page of a claim", () => {
  it("shows both sides, exact and in decimals, the situation and the replay line of what is refuted", () => {
    expect(theorem).toContain("631/90<220825/5184");
    expect(theorem).toContain("7.01111<42.5974");
    expect(theorem).toContain("(3 voters: 1 for ");
    expect(theorem).toContain("the second of 3 (player 1)");
    expect(theorem).toContain("0 < ∞");
    for (const { replay } of [literal, same]) expect(theorem).toContain(replay);
    expect(theorem).toContain("The counterexample of the literal reading refutes this one too: 631/90 < 220825/5184.");
  });

  it("sets formulas as MathML", () => {
    expect(page(claimPage("cckmv/theorem-9"))).toMatch(/<math [^>]*>.*<mi>ε<\/mi>/s);
  });

  it("shows for which ε it holds", () => {
    expect(theorem).toContain("On the domain it holds for ε ≤ ln 1.41421… about ε ≤ 0.346574.");
    expect(theorem).toMatch(/1\.41421… is the root of b.*2.*−2.* between 1 and 3\/2\./s);
    expect(theorem).toContain("On the domain it holds for every ε > 0.");
    expect(toy).toContain("Not decided: not built.");
  });

  it("shows what a verdict rests on", () => {
    expect(theorem).toContain("in 950 of 1\u202f320 instances");
    expect(theorem).toContain("72 cases, 3 of them fail for some ε");
    expect(theorem).toContain(
      "60 examples: 25 inside the hypotheses, 13 on their boundary and 22 outside, 14 of which would fail",
    );
    expect(theorem).toMatch(/222 polynomials in b on 22 cells of b\s*>\s*1/);
    expect(theorem).toContain("1104125/181728 ≈ 6.07570");
    expect(theorem).toContain("one voter 0, never met");
  });

  it("shows a repair, and why each of its changes is needed or that this is not shown", () => {
    expect(theorem).toContain("is needed: without it 3 < 22/7");
    expect(theorem).toContain("nondecreasing is not shown to be needed");
  });

  it("cites its paper by title and authors", () => {
    expect(page(claimPage("cckmv/theorem-9"))).toContain(
      "<cite>Truthful Mechanisms for Agents that Value Privacy</cite>",
    );
  });

  it("links to where the claim is written down", () => {
    const sources = {
      property: ["properties/cckmv/theorem-9.ts"],
      mechanisms: ["src/mechanisms/cckmv/noisy-election.ts"],
      generators: [],
      controls: ["test/controls/x.test.ts"],
    };
    const [claim] = results.claims;
    const linked = site({ ...results, claims: [{ ...claim!, sources }] }, [], new Map()).get(claimPage(claim!.id))!;
    expect(linked).toContain('href="../../properties/cckmv/theorem-9.ts"');
    expect(textOf(linked)).not.toContain("Generator");
  });
});

describe("a figure", () => {
  it("stands on the pages of its paper and its claims, with its data beside", () => {
    for (const name of [paperPage("cckmv"), claimPage("cckmv/theorem-9")])
      expect(page(name)).toContain('class="plot-cckmv-privacy-wide"');
    expect(page(claimPage("toy/hostile"))).not.toContain("<svg");
    expect(files.get("plots/cckmv-privacy.csv")).toBe(
      [
        "series,before ln: ε,loss,drawn x,drawn y",
        `exact <b>,2,1/3,${Math.log(2)},${1 / 3}`,
        "exact <b>,1,1/5 to 1/4,0,0.225",
        `printed,2,0,${Math.log(2)},0`,
        `printed,4,1/2,${Math.log(4)},0.5`,
        "",
      ].join("\n"),
    );
    expect(files.get("plots/cckmv-privacy.svg")).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img" aria-label="Exact privacy\./,
    );
  });

  it("leaves out of a logarithmic axis what is not positive", () => {
    const svg = files.get("plots/cckmv-privacy.svg")!;
    expect(svg.match(/<path [^>]*transform="translate\([^)]*\)"[^>]*d="M[^"]*Z"|<circle/g)!.length).toBeGreaterThan(0);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});
