import type { ClaimResult } from "../claim/result.js";
import type { Results } from "../store/results.js";
import { decimalOf, signed } from "./decimal.js";
import { epsilonWordsOnDomain } from "./epsilons.js";
import { markdownClaim } from "./markdown-claim.js";
import { list, markdown, paragraph, plainMarkdown, table } from "./markdown-text.js";
import { byline, extentOf, groupByPaper, paperOf, placeOf, titleOf } from "./papers.js";
import { anchorOf, count } from "./text.js";
import { readingsAgreeing, tally, verdicts, verdictText, verdictWords } from "./verdicts.js";

/** The results as one page of GitHub's Markdown. Equal results are equal bytes. */
export function markdownReport({ mechproof, seed, budget, claims }: Results): string {
  const byPaper = groupByPaper(claims);
  const { name, by } = titleOf(byPaper.map(([paper]) => paper));
  const counts = tally(claims.map(({ verdict }) => verdict));
  return `${[
    `<!-- Written by mechproof ${plainMarkdown(mechproof)} from results.json; changes are lost. -->\n\n`,
    `# ${plainMarkdown(name)}\n\n`,
    by === undefined ? "" : paragraph(plainMarkdown(by)),
    paragraph(`${extentOf(claims)} Budget ${budget}, seed ${seed}, mechproof ${plainMarkdown(mechproof)}.`),
    counts.length === 0
      ? ""
      : paragraph(counts.map(({ word, n }) => `**${count(n)}** ${verdictText(word)}`).join(" · ")),
    alarm(claims),
    ...byPaper.map(([paper, list]) => paperPart(paper, list, byPaper.length > 1)),
    legend,
  ]
    .join("")
    .trimEnd()}\n`;
}

/** What is not as recorded, one line a claim. */
function alarm(claims: readonly ClaimResult[]): string {
  const wrong = claims.filter(({ asExpected }) => !asExpected);
  if (claims.length === 0) return "";
  if (wrong.length === 0) return paragraph("Everything recorded was found again.");
  const lines = wrong.map(
    ({ id, unexpected }) =>
      `[${plainMarkdown(id)}](#${anchorOf(id)}): ${plainMarkdown(unexpected ?? "differs from its record")}`,
  );
  return `**▲ Not as expected:**\n\n${list(lines)}`;
}

function paperPart(id: string, claims: readonly ClaimResult[], named: boolean): string {
  const paper = paperOf(id);
  const heading = named ? plainMarkdown(paper?.title ?? id) : "Claims";
  return [
    `## ${heading}\n\n`,
    named && paper ? paragraph(plainMarkdown(byline(paper))) : "",
    table(["claim", "where", "verdict", "holds for", "readings", "tightness", "as recorded"], claims.map(claimRow)),
    ...claims.map(markdownClaim),
  ].join("");
}

const claimRow = (claim: ClaimResult): readonly string[] => {
  const { id, verdict, epsilons, readings, tightness, asExpected } = claim;
  return [
    `[${plainMarkdown(id)}](#${anchorOf(id)})`,
    plainMarkdown(placeOf(claim)),
    verdictText(verdict),
    epsilons === undefined ? "—" : markdown(epsilonWordsOnDomain(epsilons)),
    readingsAgreeing(verdict, readings),
    tightness ? plainMarkdown(shortRatio(tightness.ratio)) : "—",
    asExpected ? "✓" : "**✗ no**",
  ];
};

/** The number itself where it is short, else its decimals. */
const shortRatio = (ratio: string): string => (ratio.length <= 8 ? signed(ratio) : (decimalOf(ratio) ?? signed(ratio)));

const legend = `## How to read this

${list(verdictWords.map((word) => `**${verdictText(word)}**: ${verdicts[word].means}`))}${paragraph(
  "All numbers are exact; the decimals beside them are for the eye and decide nothing. ε is written as *t* ln *b*, so that e<sup>ε</sup> is a power of *b*. Tightness is the largest ratio seen of the side that must be small to the side that must be large: 1 is attained, more is a violation. A claim’s verdict is that of its literal reading.",
)}`;
