import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DecidedClaim } from "../claim/result.js";
import { InputError } from "../instance/input-error.js";
import { printJson } from "../instance/output.js";
import { fileName } from "../search/campaign.js";
import { partialEnding, writeWhole } from "./files.js";

/** The files of a report by their path below the folder, results.json among them. */
export type ReportFiles = ReadonlyMap<string, string>;

/**
 * What may stand in a folder of ours: everything else makes it somebody else's. A report is known by what stands in its
 * first lines, because another may have the same name.
 */
const ownFiles: Readonly<Record<string, RegExp>> = {
  "results.json": /(?:)/,
  "timings.json": /(?:)/,
  "figures.json": /(?:)/,
  "results.schema.json": /"title": "Results of mechproof verify"/,
  "index.html": /<title>[^<]* · Mechproof<\/title>/,
  "report.md": /^<!-- Written by mechproof /,
  "claims.tex": /^% Written by mechproof /,
  "junit.xml": /<testsuites name="mechproof"/,
};
/** Folders of ours, and what their files end in. */
const ownEndings: Readonly<Record<string, RegExp>> = {
  counterexamples: /\.json$/,
  certificates: /\.json$/,
  pages: /\.(html|css|js)$/,
  plots: /\.(svg|csv|tex)$/,
  // Whoever compiles there leaves more than sources.
  latex: /\.(tex|aux|log|out|toc|pdf)$/,
};
const ownFolders = Object.keys(ownEndings);

/** One file for each counterexample and certificate. */
export function evidenceFiles(decided: readonly DecidedClaim[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const { result, certificates } of decided) {
    for (const { name, counterexample, repair } of result.readings) {
      const file = `counterexamples/${fileName(result.id, name)}`;
      if (counterexample) files.set(`${file}.json`, printJson(counterexample));
      for (const [i, necessary] of (repair?.necessary ?? []).entries()) {
        files.set(`${file}--without-${i + 1}.json`, printJson(necessary));
      }
    }
    for (const [name, certificate] of Object.entries(certificates)) {
      files.set(`certificates/${name}.json`, `${JSON.stringify(certificate)}\n`);
    }
  }
  return files;
}

/** Throws InputError unless reports can be written to the folder without touching what is not ours. */
export function checkFolder(folder: string): void {
  if (!existsSync(folder)) {
    checkWritable(nearestExisting(folder), folder);
    return;
  }
  if (!statSync(folder).isDirectory()) throw new InputError(`--out: ${folder} is a file; name a folder`);
  const foreign = readdirSync(folder).filter((name) => !isOwn(folder, name));
  if (foreign.length > 0) {
    throw new InputError(
      `--out: ${folder} holds something else (${foreign[0]}); name an empty folder or one with earlier results only`,
    );
  }
  const holds = readdirSync(folder).filter((name) => !isLeftover(name));
  if (holds.length > 0 && !holdsResults(folder) && !holds.every(isRendered)) {
    throw new InputError(`--out: ${folder} is not empty and has no results.json of mechproof; name another folder`);
  }
  checkWritable(folder, folder);
}

/** The beginning of folders that are made to see whether one can be made. */
const probe = ".mechproof-";

/** What a killed run may leave behind. */
const isLeftover = (name: string): boolean => name.endsWith(partialEnding) || name.startsWith(probe);

const isOwn = (folder: string, name: string): boolean => {
  if (isLeftover(name)) return true;
  if (Object.hasOwn(ownFiles, name)) return ownFiles[name]!.test(beginningOf(join(folder, name)));
  if (!ownFolders.includes(name) || !statSync(join(folder, name)).isDirectory()) return false;
  const ending = ownEndings[name]!;
  return readdirSync(join(folder, name)).every((file) => ending.test(file.replace(/\.partial$/, "")));
};

/** Results whose reports were never written to the end stand under their partial name. */
const holdsResults = (folder: string): boolean =>
  ["results.json", `results.json${partialEnding}`].some((name) => isResults(join(folder, name)));

function isResults(path: string): boolean {
  try {
    const results = JSON.parse(readFileSync(path, "utf8"));
    return typeof results === "object" && results !== null && typeof results.mechproof === "string";
  } catch {
    return false;
  }
}

/** The text in which a report says what it is; "" of what cannot be read. */
function beginningOf(path: string): string {
  try {
    return readFileSync(path, "utf8").slice(0, 1000);
  } catch {
    return "";
  }
}

/** Rendered reports may stand without the results that they are of. */
const isRendered = (name: string): boolean =>
  ["pages", "plots", "latex"].includes(name) ||
  (Object.hasOwn(ownFiles, name) && !/^(results|timings|figures)\.json$/.test(name));

const nearestExisting = (path: string): string => (existsSync(path) ? path : nearestExisting(dirname(path)));

/** Tries it, because permissions do not tell all: some folders let nobody make anything. */
function checkWritable(place: string, folder: string): void {
  try {
    rmdirSync(mkdtempSync(join(place, probe)));
  } catch {
    throw new InputError(`--out: cannot write to ${folder}; name a folder that you may write to`);
  }
}

/** Makes a folder and those above it, level by level: Node's own recursive mkdir does not end everywhere. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Writes what a run decided, results.json last, then removes earlier files that are no longer among them. */
export function writeReports(folder: string, files: ReportFiles): void {
  writing(folder, "; what was decided is kept", () => {
    makeFolder(folder);
    writeAll(folder, files);
    removeStale(folder, files);
  });
}

/** Writes the files beside those that are there already, which stay as they are. */
export function addReports(folder: string, files: ReportFiles): void {
  writing(folder, "", () => {
    makeFolder(folder);
    writeAll(folder, files);
  });
}

/**
 * Whoever finds results.json finds the files that belong to it; and while those are written, the results stand under
 * their partial name already, by which the folder of a killed run is known as ours.
 */
function writeAll(folder: string, files: ReportFiles): void {
  const writeOthers = () => {
    for (const place of new Set([...files.keys()].map(dirname))) makeFolder(join(folder, place));
    for (const [name, text] of files) if (name !== "results.json") writeWhole(join(folder, name), text);
  };
  const results = files.get("results.json");
  if (results === undefined) writeOthers();
  else writeWhole(join(folder, "results.json"), results, writeOthers);
}

/** Throws InputError where the system does not let the files be written. */
function writing(folder: string, note: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new InputError(`--out: cannot write to ${folder} (${message})${note}`);
  }
}

function removeStale(folder: string, files: ReportFiles): void {
  for (const place of ["", ...ownFolders]) {
    if (!existsSync(join(folder, place))) continue;
    for (const name of readdirSync(join(folder, place))) {
      const path = place === "" ? name : `${place}/${name}`;
      if (files.has(path) || ownFolders.includes(path)) continue;
      rmSync(join(folder, path), { force: true, recursive: name.startsWith(probe) });
    }
  }
}
