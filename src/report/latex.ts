import type { ClaimResult, ReadingResult } from "../claim/result.js";
import type { Results } from "../store/results.js";
import type { Counterexample } from "../verdict/counterexample.js";
import { epsilonWordsOnDomain } from "./epsilons.js";
import { latex, latexCode, plainLatex } from "./latex-text.js";
import { groupByPaper, paperOf, placeOf } from "./papers.js";
import { printSides, sidesFound, sidesInDecimals } from "./sides.js";
import { situationGist } from "./situation.js";
import { plural } from "./text.js";
import { readingsAgreeing, verdicts } from "./verdicts.js";

/**
 * The verdicts as a file to be \input in a paper: a table for each of the verified papers, and macros that cite single
 * verdicts. ASCII; needs booktabs and longtable. Equal results are equal bytes.
 */
export const latexReport = (results: Results): string => `${head(results)}
${results.claims.map(claimMacros).join("")}${inPreamble}
${groupByPaper(results.claims)
  .map(([paper, claims]) => claimsTableIn(results, paper, claims))
  .join("\n")}`;

const head = ({ mechproof, seed, budget }: Results): string => `% Written by mechproof ${latexComment(
  mechproof,
)} from results.json (budget ${budget}, seed ${seed}); changes are lost.
% Packages: \\usepackage{booktabs,longtable}. Longtable needs one-column text.
% \\input where the tables are to stand, or in the preamble for the macros alone:
%   \\mechproofverdict{paper/claim}   its verdict
%   \\mechproofreadings{paper/claim}  in how many readings it fares as in its literal one
%   \\mechproofepsilons{paper/claim}  the epsilon for which it holds; "on the domain" if neither all nor none
%   \\mechproofnote{paper/claim}      its counterexample and repair in a few words
% and the same of one reading by {paper/claim--reading}.
\\makeatletter
\\DeclareRobustCommand\\mechproofverdict[1]{\\mechproof@get{verdict}{#1}}
\\DeclareRobustCommand\\mechproofreadings[1]{\\mechproof@get{readings}{#1}}
\\DeclareRobustCommand\\mechproofepsilons[1]{\\mechproof@get{epsilons}{#1}}
\\DeclareRobustCommand\\mechproofnote[1]{\\mechproof@get{note}{#1}}
\\def\\mechproof@get#1#2{\\@ifundefined{mechproof@#1@\\detokenize{#2}}%
  {\\PackageWarning{mechproof}{no claim \`\\detokenize{#2}'}\\textbf{??}}{\\csname mechproof@#1@\\detokenize{#2}\\endcsname}}
\\def\\mechproof@put#1#2#3#4#5{%
  \\expandafter\\gdef\\csname mechproof@verdict@\\detokenize{#1}\\endcsname{#2}%
  \\expandafter\\gdef\\csname mechproof@readings@\\detokenize{#1}\\endcsname{#3}%
  \\expandafter\\gdef\\csname mechproof@epsilons@\\detokenize{#1}\\endcsname{#4}%
  \\expandafter\\gdef\\csname mechproof@note@\\detokenize{#1}\\endcsname{#5}}
`;

const inPreamble = `\\def\\mechproof@next{\\endinput}
\\ifx\\@nodocument\\relax\\def\\mechproof@next{}\\fi
\\makeatother
\\csname mechproof@next\\endcsname
`;

/** Text that stays on one line of a comment. */
export const latexComment = (text: string): string => text.replace(/[^\x20-\x7e]/g, "?");

/** The macros of a claim and of each of its readings. */
const claimMacros = (claim: ClaimResult): string =>
  [
    put(claim.id, claim, readingsAgreeing(claim.verdict, claim.readings), noteOf(claim)),
    ...claim.readings.map((reading) => put(`${claim.id}--${reading.name}`, reading, "", noteOf(reading))),
  ].join("");

const put = (key: string, { verdict, epsilons }: ReadingResult | ClaimResult, readings: string, note: string): string =>
  `\\mechproof@put{${keyOf(key)}}{${verdictText(verdict)}}{${plainLatex(readings)}}{${epsilonText(epsilons)}}{${note}}%\n`;

/** The name that a macro is given: characters that mean something to TeX stand by their numbers. */
export const keyOf = (id: string): string =>
  id.replace(/[^A-Za-z0-9./+=:-]/gu, (character) => `(${character.codePointAt(0)!.toString(16)})`);

const verdictText = (verdict: ClaimResult["verdict"]): string => latex(verdicts[verdict].word);

const epsilonText = (set: ClaimResult["epsilons"]): string =>
  set === undefined ? "---" : latex(epsilonWordsOnDomain(set));

/** The counterexample, the repair or the reason, in a few words; else how tight the bound is. */
function noteOf({ counterexample, repair, reason, tightness }: ReadingResult | ClaimResult): string {
  if (counterexample) {
    const fixed = repair ? `; ${verdictText(repair.verdict)} with ${latex(repair.changes.join(", "))}` : "";
    return `${violationInShort(counterexample)}${fixed}`;
  }
  if (reason !== undefined) return plainLatex(reason);
  return tightness?.ratio === "1" ? "tight" : "";
}

const longest = 40;

/** "2 < 9/2 at ε = ln 2 with 1 voter"; in decimals where the exact numbers are long. */
function violationInShort(counterexample: Counterexample): string {
  const exact = printSides(sidesFound(counterexample));
  const decimals = exact.length <= longest ? undefined : sidesInDecimals(counterexample);
  const gist = situationGist(counterexample);
  return latex(`${decimals ? printSides(decimals) : exact}${gist && ` ${gist}`}`);
}

const columns = [
  { heading: "Claim", width: ".25" },
  { heading: "Verdict", width: ".13" },
  { heading: "Readings", width: ".11" },
  { heading: "Holds for", width: ".14" },
  { heading: "Counterexample and repair, or remark", width: ".27" },
];

/** The table of a paper's claims. */
export function claimsTableIn(
  { mechproof, seed, budget }: Results,
  id: string,
  claims: readonly ClaimResult[],
): string {
  const paper = paperOf(id);
  const of = paper
    ? `${plainLatex(paper.authors)}, \\emph{${plainLatex(paper.title)}}, ${plainLatex(paper.venue)}`
    : plainLatex(id);
  const headings = `${columns.map(({ heading }) => heading).join(" & ")} \\tabularnewline`;
  return `\\begingroup\\footnotesize\\setlength{\\tabcolsep}{4pt}\\setlength{\\LTcapwidth}{.9\\linewidth}
\\begin{longtable}{@{}${columns.map(({ width }) => `p{${width}\\linewidth}`).join("")}@{}}
\\caption{${of}: ${plainLatex(plural(claims.length, "claim"))} decided by mechproof ${plainLatex(mechproof)} (budget ${budget}, seed ${seed}).}\\label{tab:mechproof-${keyOf(id)}} \\tabularnewline
\\toprule
${headings}
\\midrule
\\endfirsthead
\\toprule
${headings}
\\midrule
\\endhead
\\bottomrule
\\endfoot
${claims.map(rowOf).join("")}\\end{longtable}
\\endgroup
`;
}

function rowOf(claim: ClaimResult): string {
  const cells = [
    `${plainLatex(placeOf(claim))} \\newline {\\scriptsize${latexCode(claim.id)}}`,
    claim.verdict === "refuted" ? `\\textbf{${verdictText(claim.verdict)}}` : verdictText(claim.verdict),
    plainLatex(readingsAgreeing(claim.verdict, claim.readings)),
    epsilonText(claim.epsilons),
    noteOf(claim),
  ];
  return `${cells.map((cell) => `\\raggedright ${cell}`.trimEnd()).join(" & ")} \\tabularnewline\\addlinespace[2pt]\n`;
}
