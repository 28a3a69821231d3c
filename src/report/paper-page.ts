import type { ClaimResult } from "../claim/result.js";
import type { Results } from "../store/results.js";
import { linkToClaim } from "./address.js";
import { html, type Markup } from "./escape.js";
import { formula } from "./formula.js";
import { page } from "./page.js";
import { byline, extentOf, paperOf, placeOf } from "./papers.js";
import { badge, decimal, epsilonsOnDomain, exact } from "./parts.js";
import { alarm } from "./summary.js";
import { count } from "./text.js";
import { readingsAgreeing, tally } from "./verdicts.js";

/** A paper: its verdicts in numbers, its figures, and its claims in the order of the paper. */
export function paperPageOf(results: Results, id: string, claims: readonly ClaimResult[], figures: Markup): string {
  const paper = paperOf(id);
  const title = paper?.title ?? id;
  const body = html`<header class="masthead">
<h1>${title}</h1>
${paper && html`<p class="by">${byline(paper)}</p>\n`}<p class="about">${extentOf(claims)}</p>
${counts(claims)}</header>
${alarm("page", claims)}${figures}${claimsTable(claims)}`;
  return page(results, { from: "page", title, trail: [{ name: id }], body });
}

const counts = (claims: readonly ClaimResult[]): Markup => html`<ul class="counts">${tally(
  claims.map(({ verdict }) => verdict),
).map(({ word, n }) => html`<li><b>${count(n)}</b> ${badge(word)}</li>`)}</ul>
`;

const claimsTable = (claims: readonly ClaimResult[]): Markup => html`<section class="index"><h2>Claims</h2>
<table class="claims"><thead><tr><th scope="col">where</th><th scope="col">claim</th><th scope="col">verdict</th><th scope="col">holds for</th><th scope="col">readings</th><th scope="col">tightness</th></tr></thead>
<tbody>
${claims.map(claimRow)}</tbody></table></section>
`;

const claimRow = (claim: ClaimResult): Markup =>
  html`<tr><th scope="row" data-label="where"><a href="${linkToClaim(
    "page",
    claim.id,
  )}">${placeOf(claim)}</a></th><td data-label="claim"><code>${claim.id}</code><span class="gist">${formula(claim.statement)}</span></td><td data-label="verdict">${badge(
    claim.verdict,
  )}${claim.asExpected ? "" : html` <span class="warning">▲ not as recorded</span>`}</td><td data-label="holds for">${epsilonsOnDomain(claim.epsilons)}</td><td data-label="readings">${readingsAgreeing(
    claim.verdict,
    claim.readings,
  )}</td><td data-label="tightness">${
    claim.tightness
      ? html`<span title="${claim.tightness.ratio}">${shortRatio(claim.tightness.ratio)}</span>`
      : html`<span class="none">—</span>`
  }</td></tr>\n`;

/** The number itself where it is short, else its decimals. */
const shortRatio = (ratio: string): Markup => (ratio.length <= 8 ? exact(ratio) : (decimal(ratio) ?? exact(ratio)));
