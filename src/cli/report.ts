import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { InputError } from "../instance/input-error.js";
import type { FormatName } from "../report/formats.js";
import { readNames } from "./options.js";

interface ReportFlags {
  readonly from: string;
  readonly out?: string;
  readonly format?: readonly string[];
}

/** `mechproof report`: renders stored results; decides nothing, and so never loads the claims. */
export function addReport(program: Command): void {
  program
    .command("report")
    .description("render the stored results of verify; computes nothing")
    .option("--from <DIR>", "folder that holds results.json", "reports")
    .option("--out <DIR>", "folder for the rendered files; the folder of --from if left out")
    .option(
      "--format <NAMES>",
      "html, latex, markdown, json, junit, or some of them separated by commas; all if left out",
      readNames("--format"),
    )
    .action(report);
}

async function report({ from, out = from, format }: ReportFlags): Promise<void> {
  const { formatFiles, formatNames } = await import("../report/formats.js");
  const { addReports, checkFolder } = await import("../store/reports.js");
  const names = format === undefined ? formatNames : await readFormats(format, formatNames);
  const results = await loadResults(from);
  checkFolder(out);
  const files = await formatFiles(results, await loadFigures(from), names);
  addReports(out, files);
  const above = [...files.keys()].filter((name) => !name.includes("/"));
  const beside = files.size - above.length;
  const rest = beside === 0 ? "" : ` · ${beside} files in folders beside`;
  process.stderr.write(`Report: ${above.map((name) => join(out, name)).join(" · ")}${rest}\n`);
}

async function readFormats(names: readonly string[], known: readonly FormatName[]): Promise<readonly FormatName[]> {
  const { readChoice } = await import("../instance/input.js");
  return names.map((name) => readChoice<FormatName>(name as FormatName, "--format", known));
}

/** None where the run made none. */
async function loadFigures(from: string) {
  const { figuresFile, parseFigures } = await import("../store/figures.js");
  const { readText } = await import("./answer.js");
  const file = join(from, figuresFile);
  return existsSync(file) ? parseFigures(await readText(file), file) : [];
}

async function loadResults(from: string) {
  const { parseResults } = await import("../store/stored-results.js");
  const { readText } = await import("./answer.js");
  const { version } = await import("./version.js");
  if (!existsSync(from)) throw new InputError(`--from: no folder ${from}; mechproof verify writes one`);
  if (!statSync(from).isDirectory()) throw new InputError(`--from: ${from} is a file; name the folder that holds it`);
  const file = join(from, "results.json");
  if (!existsSync(file)) throw new InputError(`--from: ${from} holds no results.json; mechproof verify writes one`);
  return parseResults(await readText(file), file, version());
}
