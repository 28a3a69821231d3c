import type { ClaimResult } from "../claim/result.js";
import type { Results } from "../store/results.js";
import type { VerdictWord } from "../verdict/verdict.js";
import { linkTo, linkToClaim, paperPage } from "./address.js";
import { violationAt } from "./counterexample.js";
import { html, type Markup } from "./escape.js";
import { formula } from "./formula.js";
import { page } from "./page.js";
import { byline, extentOf, groupByPaper, paperOf, placeOf, titleOf } from "./papers.js";
import { badge } from "./parts.js";
import { alarm } from "./summary.js";
import { count, plural } from "./text.js";
import { tally, verdicts, verdictWords } from "./verdicts.js";

/** What was decided, on one screen: papers × verdicts; then every refutation on a line, and what is not decided and why. */
export function firstPageOf(results: Results): string {
  const byPaper = groupByPaper(results.claims);
  const title = titleOf(byPaper.map(([paper]) => paper));
  const body = html`<header class="masthead">
<p class="kicker">Verification report</p>
<h1>${title.name}</h1>
${title.by && html`<p class="by">${title.by}</p>\n`}<p class="about">${extentOf(results.claims)} No sampling, no truncated noise, no floating point.</p>
</header>
${alarm("first", results.claims)}${matrix(byPaper)}${howToReplay(results.claims)}${byPaper.map(([paper, claims]) => fallen(paper, claims))}${undecided(results.claims)}${legend}`;
  return page(results, { from: "first", title: title.name, trail: [], body });
}

type Paper = readonly [id: string, claims: readonly ClaimResult[]];

/** Papers × verdicts. */
function matrix(byPaper: readonly Paper[]): Markup {
  const all = byPaper.flatMap(([, claims]) => claims);
  const words = tally(all.map(({ verdict }) => verdict)).map(({ word }) => word);
  const cells = (claims: readonly ClaimResult[]) =>
    words.map((word) => {
      const n = claims.filter(({ verdict }) => verdict === word).length;
      return html`<td data-label="${verdicts[word].word}">${n === 0 ? html`<span class="none">–</span>` : count(n)}</td>`;
    });
  return html`<section class="matrix" aria-label="Papers and verdicts">
<table><thead><tr><th scope="col">paper</th>${words.map((word) => html`<th scope="col">${badge(word)}</th>`)}<th scope="col">claims</th></tr></thead>
<tbody>
${byPaper.map(
  ([paper, claims]) =>
    html`<tr><th scope="row"><a href="${linkTo("first", paperPage(paper))}">${paperOf(paper)?.title ?? paper}</a><span class="by">${authorsOf(paper)}</span></th>${cells(claims)}<td data-label="claims">${count(claims.length)}</td></tr>\n`,
)}</tbody>
${byPaper.length > 1 ? html`<tfoot><tr><th scope="row">all</th>${cells(all)}<td data-label="claims">${count(all.length)}</td></tr></tfoot>` : ""}</table></section>
`;
}

/** How a refutation is decided again, at the first one. */
function howToReplay(claims: readonly ClaimResult[]): Markup {
  const replay = claims.find(({ replay }) => replay !== undefined)?.replay;
  if (replay === undefined) return html``;
  return html`<p class="quiet">Each refutation below links to its smallest exact counterexample, which is decided again from its values alone, as the first one by <code>npx ${replay}</code></p>\n`;
}

const authorsOf = (id: string): string => {
  const paper = paperOf(id);
  return paper ? byline(paper) : "";
};

/** The refuted claims of a paper, a line each; then those that fall in a reading that is not the literal one. */
function fallen(paper: string, claims: readonly ClaimResult[]): Markup {
  const refuted = claims.filter(({ verdict }) => verdict === "refuted");
  const inReadings = claims.filter(
    ({ verdict, readings }) => verdict !== "refuted" && readings.some((reading) => reading.verdict === "refuted"),
  );
  if (refuted.length + inReadings.length === 0) return html``;
  return html`<section class="fallen" id="fallen-${paper}"><h2>What fell in <cite>${paperOf(paper)?.title ?? paper}</cite></h2>
<ul>
${refuted.map(refutation)}</ul>
${
  inReadings.length > 0
    ? html`<p class="quiet">Refuted in a reading that is not the literal one: ${inReadings.map(
        (claim, i) => html`${i > 0 ? ", " : ""}<a href="${linkToClaim("first", claim.id)}">${placeOf(claim)}</a>`,
      )}.</p>\n`
    : ""
}</section>
`;
}

const refutation = (claim: ClaimResult): Markup =>
  html`<li><a href="${linkToClaim("first", claim.id)}">${placeOf(claim)}</a> <span class="gist">${formula(
    firstSentence(claim.statement),
  )}</span> <span class="line">${claim.counterexample && violationAt(claim.counterexample)}${
    claim.repair && html` · ${badge(claim.repair.verdict)} when repaired`
  }</span></li>\n`;

/** A statement up to its first full stop that ends a sentence. */
const firstSentence = (text: string): string =>
  /^.*?[.;:](?=\s+\p{Lu})/su.exec(text)?.[0].replace(/[;:]$/, " …") ?? text;

/** What is neither proved nor refuted, and why. */
function undecided(claims: readonly ClaimResult[]): Markup {
  const open: readonly VerdictWord[] = ["undecided", "vacuous"];
  const found = claims.filter(({ readings }) => readings.some(({ verdict }) => open.includes(verdict)));
  if (found.length === 0) return html`<p class="quiet">Nothing is left undecided.</p>\n`;
  const line = (claim: ClaimResult) => {
    const readings = claim.readings.filter(({ verdict }) => open.includes(verdict));
    const reasons = [...new Set(readings.map(({ reason, verdict }) => reason ?? verdicts[verdict].means))];
    const some =
      readings.length < claim.readings.length
        ? ` in ${plural(readings.length, "reading")} of ${claim.readings.length}`
        : "";
    return html`<li><a href="${linkToClaim("first", claim.id, readings[0]!.name)}">${placeOf(claim)}</a> ${badge(readings[0]!.verdict)}${some} <span class="line">${reasons.join("; ")}</span></li>\n`;
  };
  return html`<section class="fallen" id="undecided"><h2>What is not decided, and why</h2>
<ul>
${found.map(line)}</ul></section>
`;
}

const legend: Markup = html`<section class="reading-guide"><h2>How to read a verdict</h2>
<dl class="legend">
${verdictWords.map((word) => html`<div><dt>${badge(word)}</dt><dd>${verdicts[word].means}</dd></div>\n`)}</dl>
<p>All numbers are exact; the decimals beside them are for the eye and decide nothing. ε is written as <i>t</i> ln <i>b</i>, so that e<sup>ε</sup> is a power of <i>b</i> and every probability a rational function of it. Tightness is the largest ratio seen of the side that must be small to the side that must be large: 1 is attained, more is a violation. A claim’s verdict is that of its literal reading.</p></section>
`;
