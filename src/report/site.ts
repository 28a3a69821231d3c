import type { StoredFigure } from "../store/figures.js";
import type { Results } from "../store/results.js";
import { claimPage, firstPage, paperPage, plotFile, script, styleSheet } from "./address.js";
import { claimPageOf } from "./claim-page.js";
import { figuresBlock } from "./figures.js";
import { firstPageOf } from "./first-page.js";
import { pageScript } from "./page.js";
import { paperPageOf } from "./paper-page.js";
import { groupByPaper } from "./papers.js";
import { plotCsv } from "./plot-csv.js";
import type { PlotShape } from "./plot-svg.js";
import { style } from "./style.js";

/** The figures as SVG, by id: for wide screens and paper, and for narrow screens. */
export type Plots = ReadonlyMap<string, Readonly<Record<PlotShape, string>>>;

/** Every file of the site by its path: a first page, a page a paper, a page a claim. Equal results are equal bytes. */
export function site(
  results: Results,
  figures: readonly StoredFigure[],
  plots: Plots = new Map(),
): ReadonlyMap<string, string> {
  const files = new Map([
    [firstPage, firstPageOf(results)],
    [styleSheet, style],
    [script, pageScript],
  ]);
  for (const [paper, claims] of groupByPaper(results.claims)) {
    const own = figures.filter(({ id }) => id.startsWith(`${paper}/`));
    files.set(paperPage(paper), paperPageOf(results, paper, claims, figuresBlock(own, plots)));
    claims.forEach((claim, i) => {
      const [before, after] = [claims[i - 1], claims[i + 1]];
      files.set(
        claimPage(claim.id),
        claimPageOf(
          results,
          claim,
          figuresBlock(
            own.filter((figure) => figure.claims.includes(claim.id)),
            plots,
          ),
          { ...(before && { before }), ...(after && { after }) },
        ),
      );
    });
  }
  for (const figure of figures) {
    files.set(plotFile(figure.id, "svg"), plots.get(figure.id)!.wide);
    files.set(plotFile(figure.id, "csv"), plotCsv(figure));
  }
  return files;
}
