import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOf, latexReport } from "../../src/report/latex.js";
import { latexPapers } from "../../src/report/latex-paper.js";
import { latex, latexCode, plainLatex } from "../../src/report/latex-text.js";
import { verdicts } from "../../src/report/verdicts.js";
import type { Results } from "../../src/store/results.js";
import { latexFaults } from "./latex-faults.js";
import { hostile, results } from "./sample.js";

const committed: Results = JSON.parse(readFileSync(join(import.meta.dirname, "../../reports/results.json"), "utf8"));

describe("text as LaTeX", () => {
  it.each([
    [
      "U_i^out(θ_i, θ_{-i}) >= 2F(e^{ε})",
      "$U_{i}^{\\mathrm{out}}(\\theta_{i},\\theta_{-i})\\geq 2F(e^{\\varepsilon})$",
    ],
    ["for every ε > 0", "for every $\\varepsilon >0$"],
    ["Every ε-private mechanism, 2/3 of n", "Every $\\varepsilon$-private mechanism, 2/3 of $n$"],
    [
      "A voter for A; a player's own o' and Bayes' rule",
      "A voter for $A$; a player's own $o^{\\prime}$ and Bayes' rule",
    ],
    ["2 ln 3/2 ≤ x_{o'}^2", "$2\\ln 3/2\\leq x_{o^{\\prime}}^{2}$"],
    ["1.5·10⁻⁵ − 1", "$1.5\\cdot {10}^{-5}-1$"],
    ["n² (3.1), e.g. F(1) in (e.g. 2/3)", "$n^{2}$ (3.1), e.g. $F(1)$ in (e.g. 2/3)"],
    ["q = 16ε·2^m̄ is enough; q/2^{m̄ + 1}", "$q=16\\varepsilon \\cdot {2}^{\\bar{m}}$ is enough; $q/{2}^{\\bar{m}+1}$"],
    ["every f : 𝒰 → [−1, 1]", "every $f$ : $\\mathcal{U}\\to [-1,1]$"],
  ])("%s", (text, expected) => {
    expect(latex(text)).toBe(expected);
  });

  it("escapes every special character, in prose, in code and in formulas", () => {
    const special = '\\ { } $ & # % _ ^ ~ < > | " -- é ß';
    expect(plainLatex(special)).toBe(
      "\\textbackslash{} \\{ \\} \\$ \\& \\# \\% \\_ \\textasciicircum{} \\textasciitilde{} $<$ $>$ $|$ '' -{}- \\'{e} \\ss{}",
    );
    expect(latexCode("a/b--c+d")).toBe("\\texttt{a/\\allowbreak{}b-{}\\allowbreak{}-\\allowbreak{}c+\\allowbreak{}d}");
    for (const text of [special, hostile, `x_{${special}}`]) {
      for (const set of [plainLatex, latex, latexCode]) expect(latexFaults(set(text)), text).toEqual([]);
    }
  });

  it("names by number what has no command", () => {
    expect(plainLatex("\u4e2d\u0000\ud800")).toBe("[U+4E2D][U+0000][U+D800]");
  });

  it("keeps every letter and digit of every text, and never writes what LaTeX cannot read", () => {
    const pieces = fc.constantFrom(
      ...[
        "a",
        "A",
        "x",
        "gap",
        "F",
        "2",
        "1/3",
        "ε",
        "θ",
        "_i",
        "^out",
        "^{2ε}",
        "'",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        " ",
      ],
      ...[
        "·",
        " = ",
        " ≤ ",
        "<",
        "->",
        ",",
        ".",
        "|",
        "#",
        "$",
        "&",
        "%",
        "~",
        "\\",
        '"',
        "-",
        "⁻²",
        "…",
        "𝒰",
        "é",
        "√",
      ],
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((list) => list.join("")),
      fc.string({ unit: "binary" }),
    );
    const bare = (text: string) => [...text.replace(/[^A-Za-z0-9]/g, "")].sort().join("");
    fc.assert(
      fc.property(texts, (text) => {
        const set = latex(text);
        expect(latexFaults(set)).toEqual([]);
        if (!/^[\x20-\x7eεθ·≤]*$/.test(text)) return;
        expect(bare(set.replace(/\\[A-Za-z]+/g, ""))).toBe(bare(text));
      }),
      { seed: 42, numRuns: 600 },
    );
  });
});

describe("the checker of LaTeX sources", () => {
  it.each([
    ["{a", "1 open braces"],
    ["a}{", "a brace closes nothing"],
    ["\\begin{longtable}", "longtable"],
    ["\\begin{a}\\end{b}", "\\end{b} ends something else"],
    ["$x", "an open formula: $x"],
    ["x_1", "not in a formula: x_1"],
    ["$a&b$", "special in a formula: a&b"],
    ["ε", 'not ASCII: "ε"'],
    ["\\multirow", "unknown command \\multirow"],
  ])("rejects %s", (tex, fault) => {
    expect(latexFaults(tex)).toContain(fault);
  });
});

describe.each([
  ["the sample", results],
  ["the committed results", committed],
])("claims.tex of %s", (_, from) => {
  const tex = latexReport(from);
  const puts = macrosOf(tex);

  it("is the same bytes for the same results, ASCII, and well formed", () => {
    expect(latexReport(structuredClone(from))).toBe(tex);
    expect(latexFaults(tex)).toEqual([]);
  });

  it("says which packages it needs", () => {
    expect(tex.split("\n").slice(0, 3).join("\n")).toContain("\\usepackage{booktabs,longtable}");
    expect(tex).not.toMatch(/\\usepackage\{(?!booktabs,longtable\})/);
  });

  it("has a table for each paper and a row of five cells for each claim", () => {
    const rows = tex.split("\n").filter((line) => line.startsWith("\\raggedright"));
    expect(rows).toHaveLength(from.claims.length);
    for (const row of rows) {
      expect(row.match(/(?<!\\)&/g), row).toHaveLength(4);
      expect(row).toMatch(/ \\tabularnewline\\addlinespace\[2pt\]$/);
    }
    expect(tex.match(/\\begin\{longtable\}/g)).toHaveLength(new Set(from.claims.map(({ paper }) => paper)).size);
  });

  it("cites every claim and every reading by a macro of its own", () => {
    const expected = from.claims.flatMap(({ id, verdict, readings }) => [
      [keyOf(id), verdict],
      ...readings.map((reading) => [keyOf(`${id}--${reading.name}`), reading.verdict]),
    ]) as readonly (readonly [string, keyof typeof verdicts])[];
    expect([...puts.keys()]).toEqual(expected.map(([key]) => key));
    for (const [key, verdict] of expected) {
      expect(puts.get(key)![0]).toBe(verdicts[verdict].word.replace("ε", "$\\varepsilon$"));
    }
  });
});

describe("what claims.tex says", () => {
  const puts = macrosOf(latexReport(results));

  it("gives verdict, readings, set of epsilon, counterexample and repair of a refuted claim", () => {
    expect(puts.get("cckmv/theorem-9")).toEqual([
      "refuted",
      "2 of 3 refuted",
      "$\\varepsilon \\leq \\ln 1.41421\\ldots$ on the domain",
      "$631/90<220825/5184$ at $\\varepsilon =\\ln 3/2$ with 3 voters; proved for all $\\varepsilon$ with $e^{(2\\varepsilon)}$, $F$ nondecreasing",
    ]);
  });

  it("gives the reason of an undecided one, and no set of epsilon where there is none", () => {
    expect(puts.get("toy/hostile")).toEqual(["undecided", "1 of 1 undecided", "---", "not built"]);
  });
});

/** The arguments of every `\mechproof@put`, by the first. */
function macrosOf(tex: string): ReadonlyMap<string, readonly string[]> {
  const lines = tex.split("\n").filter((line) => line.startsWith("\\mechproof@put{"));
  return new Map(
    lines.map((line) => {
      const [key, ...values] = argumentsOf(line.slice("\\mechproof@put".length));
      return [key!, values];
    }),
  );
}

/** "{a}{b{c}}" as "a" and "b{c}". */
function argumentsOf(text: string): readonly string[] {
  const found: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: token, index } of text.matchAll(/\\.|[{}]/gs)) {
    if (token === "{" && depth++ === 0) start = index + 1;
    if (token === "}" && --depth === 0) found.push(text.slice(start, index));
  }
  return found;
}

describe("where LaTeX is installed", () => {
  const latexInstalled = spawnSync("pdflatex", ["--version"]).status === 0;

  /** What LaTeX complains of in a document that has the macros in its preamble and the tables in its body. */
  function logOf(tex: string, body: string): string {
    const folder = mkdtempSync(join(tmpdir(), "mechproof-"));
    const source = `\\documentclass{article}\n\\usepackage{booktabs,longtable}\n\\input{claims}\n\\begin{document}\n${body}\n\\input{claims}\n\\end{document}\n`;
    writeFileSync(join(folder, "claims.tex"), tex);
    writeFileSync(join(folder, "paper.tex"), source);
    const options = ["-interaction=nonstopmode", "-halt-on-error", "paper"];
    spawnSync("pdflatex", options, { cwd: folder, timeout: 60_000 });
    const log = readFileSync(join(folder, "paper.log"), "latin1");
    rmSync(folder, { recursive: true, force: true });
    return (log.match(/^! .*|^Output written|no claim `[^']*'|^Overfull \\hbox \(\d{3}.*/gm) ?? []).join("\n");
  }

  it.each([
    ["the sample", results],
    ["the committed results", committed],
  ])("a paper with %s compiles, and an unknown claim is a warning", (_, from) => {
    const fine = "no claim `toy/none'\nOutput written";
    const body = `\\section{\\mechproofverdict{${keyOf(from.claims[0]!.id)}}}\\mechproofnote{toy/none}`;
    const log = latexInstalled ? logOf(latexReport(from), body) : fine;
    expect(log).toBe(fine);
  });

  it("compiles whatever stands in the texts", () => {
    const texts = fc.sample(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })), {
      seed: 42,
      numRuns: 300,
    });
    const hard = [hostile, "x_{a_b}^2", "x²²", "''''", "^_^", "|x|_1'^2", "−—–", "\\end{document}", ...texts];
    const body = hard.map((text) => `${latex(text)} ${plainLatex(text)} ${latexCode(text)}\\par`).join("\n");
    const log = latexInstalled ? logOf(latexReport(results), body) : "Output written";
    expect(log).not.toContain("! ");
    expect(log).toContain("Output written");
  });
});

describe("the appendix", () => {
  const files = latexPapers(results, []);

  it("has a file a paper and one that puts them together, ASCII and well formed, the same bytes for the same results", () => {
    expect([...files.keys()]).toEqual(["latex/cckmv.tex", "latex/toy.tex", "latex/appendix.tex"]);
    for (const tex of files.values()) expect(latexFaults(tex)).toEqual([]);
    expect([...latexPapers(structuredClone(results), [])]).toEqual([...files]);
  });

  it("sets each refutation as a block: what is claimed, what is found, the repair and the line that replays it", () => {
    const tex = files.get("latex/cckmv.tex")!;
    expect(tex).toContain("\\paragraph{Theorem 9");
    expect(tex).toContain("but $631/90<220825/5184$ $(\\approx 7.01111<42.5974)$ at");
    expect(tex).toContain(
      "\\textbf{Repaired,} proved for all $\\varepsilon$ (every $\\varepsilon >0$): As printed, with $e^{2\\varepsilon}$.",
    );
    expect(tex).toContain("\\textbf{Replay:} \\texttt{mechproof replay");
  });
});
