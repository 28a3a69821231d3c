import type { ClaimResult, ReadingResult } from "../claim/result.js";
import type { Results } from "../store/results.js";
import { violationAt } from "./counterexample.js";
import { html, join, type Markup } from "./escape.js";
import { formula } from "./formula.js";
import { groupByPaper, paperOf, placeOf } from "./papers.js";
import { badge, decimal, epsilonsOnDomain, exact } from "./parts.js";
import { repairGist } from "./repair.js";
import { anchorOf, count, plural } from "./text.js";
import { readingsAgreeing, tally } from "./verdicts.js";

/** What there is to know on one screen: the counts, what is unexpected, what fell. */
export const summary = ({ claims }: Results): Markup => html`<section class="summary" aria-label="Summary">
${counts(claims)}${alarm(claims)}${fallen("Refuted", claims.filter(({ verdict }) => verdict === "refuted").map(refutation))}${fallen(
  "Refuted in a reading that is not the literal one",
  claims.flatMap(otherRefutation),
)}</section>
`;

const counts = (claims: readonly ClaimResult[]): Markup => html`<ul class="counts">${tally(
  claims.map(({ verdict }) => verdict),
).map(({ word, n }) => html`<li><b>${count(n)}</b> ${badge(word)}</li>`)}</ul>
`;

interface Surprise {
  readonly claim: ClaimResult;
  readonly readings: readonly ReadingResult[];
}

/** What is not as recorded, grouped by what is wrong, so that one cause is one line. */
function alarm(claims: readonly ClaimResult[]): Markup {
  const wrong = claims.filter(({ asExpected }) => !asExpected);
  if (wrong.length === 0)
    return html`<p class="calm">✓ Everything recorded was found again: ${plural(claims.length, "claim")}, nothing unexpected.</p>\n`;
  const causes = new Map<string, Surprise[]>();
  for (const claim of wrong) {
    const readings = claim.readings.filter(({ asExpected }) => !asExpected);
    for (const cause of new Set(readings.map(causeOf))) {
      const list = causes.get(cause) ?? [];
      causes.set(cause, [...list, { claim, readings: readings.filter((reading) => causeOf(reading) === cause) }]);
    }
  }
  return html`<section class="alarm"><h2>▲ ${wrong.length === claims.length ? "No claim is as expected" : `${plural(wrong.length, "claim is", "claims are")} not as expected`}</h2>
<ul>
${[...causes].map(([cause, found]) => causeLine(cause, found))}</ul></section>
`;
}

const causeOf = ({ unexpected }: ReadingResult): string => unexpected ?? "differs from its record";

const namedAtOnce = 8;

function causeLine(cause: string, found: readonly Surprise[]): Markup {
  const size = found.reduce((sum, { readings }) => sum + readings.length, 0);
  const names = join(
    found.map(({ claim, readings }) => {
      const one = readings.length === 1 ? anchorOf(claim.id, readings[0]!.name) : anchorOf(claim.id);
      const some =
        readings.length < claim.readings.length ? ` (${readings.length} of ${claim.readings.length} readings)` : "";
      return html`<a href="#${one}">${claim.id}</a>${some}`;
    }),
    ", ",
  );
  const head = html`<b>${cause}</b> (${plural(found.length, "claim")}, ${plural(size, "reading")})`;
  return found.length <= namedAtOnce
    ? html`<li>${head}: ${names}</li>\n`
    : html`<li><details><summary>${head}</summary>${names}</details></li>\n`;
}

const fallen = (title: string, lines: readonly Markup[]): Markup =>
  lines.length === 0 ? html`` : html`<section class="fallen"><h2>${title}</h2>\n<ul>\n${lines}</ul></section>\n`;

const refutation = (claim: ClaimResult): Markup => {
  const { id, statement, counterexample, epsilons: set, repair, verdict, readings } = claim;
  return html`<li><a href="#${anchorOf(id)}">${placeOf(claim)}</a> <span class="gist">${formula(statement)}</span>
<span class="line">${counterexample && violationAt(counterexample)}${set === undefined ? "" : html` · holds for ${epsilonsOnDomain(set)}`}${
    readings.length === 1 ? "" : ` · ${readingsAgreeing(verdict, readings)}`
  }${repair && html` · ${repairGist(repair)}`}</span></li>\n`;
};

/** A claim whose literal reading is not refuted, but another is. */
function otherRefutation(claim: ClaimResult): readonly Markup[] {
  const found = claim.verdict === "refuted" ? [] : claim.readings.filter(({ verdict }) => verdict === "refuted");
  if (found.length === 0) return [];
  const [{ counterexample, name }] = found as [ReadingResult];
  return [
    html`<li><a href="#${anchorOf(claim.id, name)}">${placeOf(claim)}</a> <span class="gist">${formula(claim.statement)}</span>
<span class="line">${counterexample && violationAt(counterexample)} · in ${plural(found.length, "reading")} of ${claim.readings.length}</span></li>\n`,
  ];
}

/** The table of all claims, a group of rows for each paper. */
export function claimsTable(claims: readonly ClaimResult[]): Markup {
  const byPaper = groupByPaper(claims);
  return html`<section class="index"><h2>Claims</h2>
<table class="claims"><thead><tr><th scope="col">claim</th><th scope="col">where</th><th scope="col">verdict</th><th scope="col">holds for</th><th scope="col">readings</th><th scope="col">tightness</th><th scope="col">expected</th></tr></thead>
${byPaper.map(
  ([paper, list]) => html`<tbody>
${byPaper.length > 1 ? html`<tr class="paper"><th colspan="7" scope="rowgroup">${paperOf(paper)?.title ?? paper}</th></tr>\n` : ""}${list.map(claimRow)}</tbody>\n`,
)}</table></section>
`;
}

const claimRow = (claim: ClaimResult): Markup =>
  html`<tr><th scope="row" data-label="claim"><a href="#${anchorOf(
    claim.id,
  )}">${claim.id}</a></th><td data-label="where">${placeOf(claim)}</td><td data-label="verdict">${badge(claim.verdict)}</td><td data-label="holds for">${epsilonsOnDomain(
    claim.epsilons,
  )}</td><td data-label="readings">${readingsAgreeing(claim.verdict, claim.readings)}</td><td data-label="tightness">${
    claim.tightness
      ? html`<span title="${claim.tightness.ratio}">${shortRatio(claim.tightness.ratio)}</span>`
      : html`<span class="none">—</span>`
  }</td><td data-label="as expected">${claim.asExpected ? "✓" : html`<span class="warning">✗ no</span>`}</td></tr>\n`;

/** The number itself where it is short, else its decimals. */
const shortRatio = (ratio: string): Markup => (ratio.length <= 8 ? exact(ratio) : (decimal(ratio) ?? exact(ratio)));
