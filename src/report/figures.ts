import type { StoredFigure } from "../store/figures.js";
import { linkTo, plotFile } from "./address.js";
import { html, type Markup, raw } from "./escape.js";
import { formula } from "./formula.js";

/** Figures with their captions and a link to the numbers; nothing where there are none. */
export function figuresBlock(figures: readonly StoredFigure[], plots: ReadonlyMap<string, string>): Markup {
  if (figures.length === 0) return html``;
  return html`<section class="figures"><h2>${figures.length === 1 ? "Figure" : "Figures"}</h2>
${figures.map(
  ({ id, title, caption }) => html`<figure>
<figcaption><b>${formula(title)}.</b> ${formula(caption)} <a href="${linkTo("page", plotFile(id, "csv"))}">Exact data</a>, <a href="${linkTo("page", plotFile(id, "svg"))}">SVG</a>.</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="${title}">${raw(plots.get(id)!)}</div>
</figure>
`,
)}</section>
`;
}
