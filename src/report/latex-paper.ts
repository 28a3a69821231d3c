import type { ClaimResult, ReadingResult } from "../claim/result.js";
import type { StoredFigure } from "../store/figures.js";
import type { Results } from "../store/results.js";
import type { Counterexample } from "../verdict/counterexample.js";
import { epsilonWordsOnDomain } from "./epsilons.js";
import { claimsTableIn, latexComment } from "./latex.js";
import { latex, latexCode, plainLatex } from "./latex-text.js";
import { byline, extentOf, groupByPaper, paperOf, placeOf } from "./papers.js";
import { plotTikz } from "./plot-tikz.js";
import { printSides, sidesFound, sidesInDecimals } from "./sides.js";
import { situationLine } from "./situation.js";
import { tally, verdicts } from "./verdicts.js";

/** The folder of what is to be \input or compiled. */
const folder = "latex";
export const appendixFile = `${folder}/appendix.tex`;
const paperFile = (paper: string): string => `${folder}/${paper}.tex`;

/**
 * A file for each paper, to be \input in an appendix: its table, every refutation as a block, its figures; and an appendix of
 * all of them that compiles by itself. ASCII; equal results are equal bytes.
 */
export function latexPapers(results: Results, figures: readonly StoredFigure[]): ReadonlyMap<string, string> {
  const byPaper = groupByPaper(results.claims);
  return new Map([
    ...byPaper.map(([paper, claims]) => [paperFile(paper), paperText(results, paper, claims, figures)] as const),
    [
      appendixFile,
      appendix(
        results,
        byPaper.map(([paper]) => paper),
      ),
    ],
  ]);
}

/** What the files of the papers need. */
const packages = `\\usepackage{booktabs,longtable}
\\usepackage{pgfplots}
\\pgfplotsset{compat=1.18}`;

const appendix = (
  { mechproof, seed, budget, claims }: Results,
  papers: readonly string[],
): string => `% Written by mechproof ${latexComment(mechproof)} (budget ${budget}, seed ${seed}); changes are lost.
\\documentclass[11pt,a4paper]{article}
\\usepackage[margin=2.4cm]{geometry}
${packages}
% Figures share their pages with text or with each other.
\\renewcommand{\\topfraction}{0.9}\\renewcommand{\\textfraction}{0.08}\\renewcommand{\\floatpagefraction}{0.8}
\\title{Verified claims}
\\author{mechproof ${plainLatex(mechproof)}, budget ${budget}, seed ${seed}}
\\date{}
\\begin{document}
\\maketitle
\\noindent ${plainLatex(extentOf(claims))} All numbers are exact; decimals are for the eye and decide nothing.
\\tableofcontents
${papers.map((paper) => `\\clearpage\n\\input{${paper}.tex}\n`).join("")}\\end{document}
`;

function paperText(
  results: Results,
  id: string,
  claims: readonly ClaimResult[],
  figures: readonly StoredFigure[],
): string {
  const paper = paperOf(id);
  const refuted = claims.filter(({ verdict }) => verdict === "refuted");
  const own = figures.filter((figure) => figure.id.startsWith(`${id}/`));
  const counted = tally(claims.map(({ verdict }) => verdict)).map(({ word, n }) => `${n} ${verdicts[word].word}`);
  return `% Written by mechproof ${latexComment(results.mechproof)} (budget ${results.budget}, seed ${results.seed}); changes are lost.
% To be \\input; needs
${packages.replace(/^/gm, "%   ")}
\\begingroup\\raggedbottom\\emergencystretch=3em\\sloppy
\\section{${plainLatex(paper?.title ?? id)}}
\\noindent ${plainLatex(paper ? `${byline(paper)}. ` : "")}${latex(`${extentOf(claims)} Verdicts: ${counted.join(", ")}.`)}
${claimsTableIn(results, id, claims)}${own.map(figureBlock).join("")}${
  refuted.length === 0 ? "" : `\\subsection*{What fell, and how it is repaired}\n${refuted.map(refutation).join("")}`
}\\endgroup
`;
}

const figureBlock = (figure: StoredFigure): string => `\\begin{figure}[htbp]\\centering
${plotTikz(figure)}\\caption{${latex(`${figure.title}. ${figure.caption}`)}}
\\end{figure}
`;

/** A refuted claim as a small block: what is claimed, where it fails, and the repaired claim. */
function refutation(claim: ClaimResult): string {
  const { id, statement, counterexample, repair } = claim;
  return `\\paragraph{${plainLatex(placeOf(claim))} {\\normalfont\\footnotesize${latexCode(id)}}} ${latex(statement)}
\\begin{quote}\\small\\raggedright
${counterexample ? fails(counterexample) : ""}${repair ? repaired(repair) : ""}${claim.replay ? replay(claim.replay) : ""}\\end{quote}
`;
}

function fails(counterexample: Counterexample): string {
  const decimals = sidesInDecimals(counterexample);
  const exact = printSides(sidesFound(counterexample));
  const sides =
    decimals === undefined
      ? exact
      : exact.length > breakable
        ? `${decimals.exact ? "" : "about "}${printSides(decimals)}`
        : `${exact} (${decimals.exact ? "" : "≈ "}${printSides(decimals)})`;
  return `\\textbf{Refuted.} Claimed: ${latex(counterexample.inequality)}; but ${latex(sides)} at ${latex(shortened(situationLine(counterexample)))}.\\par
`;
}

const repaired = ({ statement, verdict, epsilons }: NonNullable<ReadingResult["repair"]>): string =>
  `\\textbf{Repaired,} ${latex(verdicts[verdict].word)}${epsilons === undefined ? "" : ` (${latex(epsilonWordsOnDomain(epsilons))})`}: ${latex(statement)}\\par
`;

const replay = (line: string): string => `\\textbf{Replay:} ${latexCode(line)}\n`;

/** Longer formulas do not fit on a line, and TeX does not break fractions. */
const breakable = 60;

/** Longer texts are cut: the whole is in the file that the replay line names. */
const longest = 420;
const shortened = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)} …`);
