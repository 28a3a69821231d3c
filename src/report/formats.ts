import { printJson } from "../instance/output.js";
import type { StoredFigure } from "../store/figures.js";
import type { Results } from "../store/results.js";
import { resultsSchema } from "../store/results-schema.js";
import { plotFile } from "./address.js";
import { junitReport } from "./junit.js";
import { latexReport } from "./latex.js";
import { latexPapers } from "./latex-paper.js";
import { markdownReport } from "./markdown.js";
import { plotTikz } from "./plot-tikz.js";
import { type Plots, site } from "./site.js";

/** The files of a format by their path: the same results give the same bytes. */
type Render = (results: Results, figures: readonly StoredFigure[], plots: Plots) => ReadonlyMap<string, string>;

/** A format of one file. */
const one =
  (name: string, render: (results: Results) => string): Render =>
  (results) =>
    new Map([[name, render(results)]]);

/** What a report can be written as: the only map from the name of a format to its files. */
export const formats = {
  html: site,
  latex: (results, figures) =>
    new Map([
      ["claims.tex", latexReport(results)],
      ...latexPapers(results, figures),
      ...figures.map((figure) => [plotFile(figure.id, "tex"), plotTikz(figure)] as const),
    ]),
  markdown: one("report.md", markdownReport),
  json: (results) =>
    new Map([
      ["results.json", printJson(results)],
      ["results.schema.json", printJson(resultsSchema)],
    ]),
  junit: one("junit.xml", junitReport),
} satisfies Readonly<Record<string, Render>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as readonly FormatName[];

/** The files of some formats, by name. */
export async function formatFiles(
  results: Results,
  figures: readonly StoredFigure[],
  names: readonly FormatName[],
): Promise<Map<string, string>> {
  const plots = names.includes("html") ? await plotsOf(figures) : new Map();
  return new Map(names.flatMap((name) => [...(formats[name] as Render)(results, figures, plots)]));
}

/** The library that draws is long to load: only where there is something to draw. */
async function plotsOf(figures: readonly StoredFigure[]): Promise<Plots> {
  if (figures.length === 0) return new Map();
  const { plotSvg } = await import("./plot-svg.js");
  return new Map(figures.map((figure) => [figure.id, { wide: plotSvg(figure), narrow: plotSvg(figure, "narrow") }]));
}
