import type { ClaimResult } from "../claim/result.js";
import type { Results } from "../store/results.js";
import { linkTo, linkToClaim, linkToSource, paperPage } from "./address.js";
import { claimSection } from "./claim-section.js";
import { html, type Markup } from "./escape.js";
import { page } from "./page.js";
import { paperOf, placeOf } from "./papers.js";

/** The claims before and after one in the paper's order. */
export interface Neighbours {
  readonly before?: ClaimResult;
  readonly after?: ClaimResult;
}

/** A claim: everything about it, from its statement to the line that replays it. */
export function claimPageOf(results: Results, claim: ClaimResult, figures: Markup, neighbours: Neighbours): string {
  const body = html`${claimSection(claim)}${figures}${sourcesOf(claim)}${turning(neighbours)}`;
  return page(results, {
    from: "page",
    title: `${placeOf(claim)} · ${paperOf(claim.paper)?.title ?? claim.paper}`,
    trail: [{ name: claim.paper, link: linkTo("page", paperPage(claim.paper)) }, { name: placeOf(claim) }],
    body,
  });
}

/** Where it is written down: links into the repository that the reports stand in. */
function sourcesOf({ sources }: ClaimResult): Markup {
  if (sources === undefined) return html``;
  const row = (label: string, paths: readonly string[]) =>
    paths.length === 0
      ? ""
      : html`<div><dt>${label}</dt><dd>${paths.map(
          (path) => html`<a href="${linkToSource("page", path)}"><code>${path}</code></a> `,
        )}</dd></div>\n`;
  return html`<section class="sources"><h2>Where it is written</h2>
<dl class="facts">
${row("Property", sources.property)}${row("Mechanism", sources.mechanisms)}${row("Generator", sources.generators)}${row("Control", sources.controls)}</dl></section>
`;
}

const turning = ({
  before,
  after,
}: Neighbours): Markup => html`<nav class="turning" aria-label="Claims before and after">${
  before && html`<a rel="prev" href="${linkToClaim("page", before.id)}">← ${placeOf(before)}</a>`
}${after && html`<a rel="next" href="${linkToClaim("page", after.id)}">${placeOf(after)} →</a>`}</nav>
`;
