import type { StoredFigure } from "../store/figures.js";
import { linkTo, plotFile } from "./address.js";
import { html, type Markup, raw } from "./escape.js";
import { formula } from "./formula.js";

/** Figures with their captions and a link to the numbers; nothing where there are none. */
export function figuresBlock(
  figures: readonly StoredFigure[],
  plots: ReadonlyMap<string, { readonly wide: string; readonly narrow: string }>,
): Markup {
  if (figures.length === 0) return html``;
  return html`<section class="figures"><h2>${figures.length === 1 ? "Figure" : "Figures"}</h2>
${figures.map(
  ({ id, title, caption }) => html`<figure>
<figcaption><b>${formula(title)}.</b> ${formula(caption)} <a href="${linkTo("page", plotFile(id, "csv"))}">Exact data</a>, <a href="${linkTo("page", plotFile(id, "svg"))}">SVG</a>.</figcaption>
<div class="wide">${raw(plots.get(id)!.wide)}</div>
<div class="narrow">${raw(plots.get(id)!.narrow)}</div>
</figure>
`,
)}</section>
`;
}
