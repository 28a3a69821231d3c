import type { Results } from "../store/results.js";
import { claimSection } from "./claim-section.js";
import { escapeHtml, html, type Markup } from "./escape.js";
import { byline, extentOf, groupByPaper, paperOf, type Title, titleOf } from "./papers.js";
import { badge } from "./parts.js";
import { style } from "./style.js";
import { claimsTable, summary } from "./summary.js";
import { verdicts, verdictWords } from "./verdicts.js";

/** The results as one page that needs nothing else: no network, no script to be read. Equal results are equal bytes. */
export function htmlReport(results: Results): string {
  const byPaper = groupByPaper(results.claims);
  const title = titleOf(byPaper.map(([paper]) => paper));
  const body = html`${masthead(results, title)}
<main>
${summary(results)}${claimsTable(results.claims)}${byPaper.map(
  ([paper, claims]) => html`<section class="paper">
${byPaper.length > 1 ? paperHead(paper) : ""}${claims.map(claimSection)}</section>
`,
)}</main>
${legend(results)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`${title.name} · Mechproof`)}</title>
<style>
${style}</style>
</head>
<body>
${body.markup}<script>
${script}</script>
</body>
</html>
`;
}

/** Opens what a link leads into, and everything at a press of the button; without it the page reads as well. */
const script = `const show = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  for (let e = document.getElementById(id); e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  document.getElementById(id)?.scrollIntoView();
};
addEventListener("hashchange", show);
if (location.hash) show();
const button = document.getElementById("unfold");
button.hidden = false;
button.addEventListener("click", () => document.querySelectorAll("details").forEach((e) => { e.open = true; }));
`;

function masthead({ mechproof, seed, budget, claims }: Results, { name, by }: Title): Markup {
  return html`<header class="masthead">
<button id="unfold" type="button" hidden title="Also for printing: what is folded is not printed">Unfold everything</button>
<p class="kicker">Verification report</p>
<h1>${name}</h1>
${by && html`<p class="by">${by}</p>\n`}<p class="about">${extentOf(claims)}</p>
<dl class="run"><div><dt>budget</dt><dd>${budget}</dd></div><div><dt>seed</dt><dd>${seed}</dd></div><div><dt>mechproof</dt><dd>${mechproof}</dd></div></dl>
</header>`;
}

function paperHead(id: string): Markup {
  const paper = paperOf(id);
  return paper
    ? html`<header class="paper-head"><h2>${paper.title}</h2><p class="by">${byline(paper)}</p></header>\n`
    : html`<header class="paper-head"><h2>${id}</h2></header>\n`;
}

const legend = ({ mechproof, seed, budget }: Results): Markup => html`<footer>
<h2>How to read this</h2>
<dl class="legend">
${verdictWords.map((word) => html`<div><dt>${badge(word)}</dt><dd>${verdicts[word].means}</dd></div>\n`)}</dl>
<p>All numbers are exact; the decimals beside them are for the eye and decide nothing. ε is written as <i>t</i> ln <i>b</i>, so that e<sup>ε</sup> is a power of <i>b</i> and every probability a rational function of it. Tightness is the largest ratio seen of the side that must be small to the side that must be large: 1 is attained, more is a violation. A claim’s verdict is that of its literal reading.</p>
<p>The same version (${mechproof}), seed (${seed}) and budget (${budget}) give this page again, byte for byte.</p>
</footer>
`;
