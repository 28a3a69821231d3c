import { printJson } from "../instance/output.js";
import type { Results } from "../store/results.js";
import { resultsSchema } from "../store/results-schema.js";
import { htmlReport } from "./html.js";
import { junitReport } from "./junit.js";
import { latexReport } from "./latex.js";
import { markdownReport } from "./markdown.js";

/** The text of one file from the results: the same results give the same bytes. */
type Render = (results: Results) => string;

/** What a report can be written as: the only map from the name of a format to its files. */
export const formats = {
  html: { "index.html": htmlReport },
  latex: { "claims.tex": latexReport },
  markdown: { "report.md": markdownReport },
  json: { "results.json": printJson, "results.schema.json": () => printJson(resultsSchema) },
  junit: { "junit.xml": junitReport },
} satisfies Readonly<Record<string, Readonly<Record<string, Render>>>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as readonly FormatName[];

/** The files of some formats, by name. */
export const formatFiles = (results: Results, names: readonly FormatName[]): Map<string, string> =>
  new Map(
    names.flatMap((name) =>
      Object.entries(formats[name] as Readonly<Record<string, Render>>).map(
        ([file, render]) => [file, render(results)] as const,
      ),
    ),
  );
