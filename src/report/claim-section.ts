import type { ClaimResult } from "../claim/result.js";
import { counterexampleBlock } from "./counterexample.js";
import { irrationalEnds } from "./epsilons.js";
import { html, join, type Markup } from "./escape.js";
import { countFacts, domainFacts } from "./evidence.js";
import { formula } from "./formula.js";
import { paperOf, placeOf } from "./papers.js";
import { badge, fact } from "./parts.js";
import { picturesOf } from "./picture.js";
import { mostViolating, readingsBlock, replayLine, standing, surprise } from "./readings.js";
import { repairBlock } from "./repair.js";
import { anchorOf } from "./text.js";

/** One claim from its statement to what its verdict rests on. */
export function claimSection(claim: ClaimResult): Markup {
  const { id, verdict, statement, hypotheses, counterexample, picture, repair, replay } = claim;
  const literal = claim.readings.find((reading) => reading.literal) ?? claim.readings[0]!;
  return html`<article class="claim" id="${anchorOf(id)}">
<header><h1>${placeOf(claim)}</h1>${badge(verdict)}
<p class="id"><code>${id}</code></p></header>
${surprise(claim)}<blockquote class="statement">${formula(statement)}</blockquote>
<p class="citation">${citation(claim)}</p>
<dl class="facts">
${fact("Hypotheses", hypotheses.length === 0 ? undefined : html`<ul>${hypotheses.map((text) => html`<li>${formula(text)}</li>`)}</ul>`)}${domainFacts(claim)}</dl>
<div id="${anchorOf(id, literal.name)}">
${standing(claim)}${ends(claim)}${
  counterexample &&
  html`<section class="counterexample"><h4>Smallest counterexample</h4>
${counterexampleBlock(counterexample, picturesOf(counterexample, picture))}${mostViolating(claim)}${replay && replayLine(replay)}</section>\n`
}${counterexample ? "" : replay && replayLine(replay)}</div>
${repair && html`<section class="repair"><h4>Repair</h4>\n${repairBlock(repair)}</section>\n`}<section><h4>Evidence</h4>
<dl class="facts">
${countFacts(claim)}</dl></section>
<section><h4>Readings</h4>
${readingsBlock(claim)}</section>
</article>
`;
}

/** The irrational ends of the claim's set of ε, each with its polynomial. */
function ends({ epsilons }: ClaimResult): Markup | undefined {
  const found = epsilons === undefined ? [] : irrationalEnds(epsilons);
  if (found.length === 0) return undefined;
  return html`<p class="quiet">${join(
    found.map(({ shown, definition }) => html`${shown} is ${formula(definition)}`),
    "; ",
  )}.</p>\n`;
}

function citation(claim: ClaimResult): Markup {
  const paper = paperOf(claim.paper);
  return paper
    ? html`${paper.authors}, <cite>${paper.title}</cite>, ${paper.venue}, ${placeOf(claim)}.`
    : html`${claim.citation}.`;
}
