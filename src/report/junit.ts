import type { ClaimResult, ReadingResult } from "../claim/result.js";
import type { Results } from "../store/results.js";
import { escapeHtml } from "./escape.js";
import { groupByPaper, paperOf } from "./papers.js";
import { violationLine } from "./sides.js";
import { verdicts } from "./verdicts.js";

/**
 * The results as JUnit XML, for the pages of build servers: a suite for each paper, a case for each reading of each
 * claim. A case fails where its reading is not as recorded; an undecided one that is recorded so counts as skipped.
 * Without times, so that equal results are equal bytes.
 */
export function junitReport(results: Results): string {
  const suites = groupByPaper(results.claims);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites${attributes({ name: "mechproof", ...countsOf(results.claims) })}>
${suites.map(([paper, claims]) => suiteOf(results, paper, claims)).join("")}</testsuites>
`;
}

function suiteOf({ mechproof, seed, budget }: Results, id: string, claims: readonly ClaimResult[]): string {
  const properties = { mechproof, seed: `${seed}`, budget, paper: paperOf(id)?.title ?? id };
  const lines = Object.entries(properties).map(([name, value]) => `<property${attributes({ name, value })}/>\n`);
  const cases = claims.flatMap(({ id, readings }) => readings.map((reading) => caseOf(id, reading)));
  return `<testsuite${attributes({ name: id, ...countsOf(claims) })}>
<properties>
${lines.join("")}</properties>
${cases.join("")}</testsuite>
`;
}

function caseOf(claim: string, reading: ReadingResult): string {
  const head = `<testcase${attributes({ classname: claim, name: reading.name })}>`;
  return `${head}${outcomeOf(reading)}<system-out>${xml(foundIn(reading))}</system-out></testcase>\n`;
}

function outcomeOf({ asExpected, unexpected, verdict, reason }: ReadingResult): string {
  if (!asExpected) {
    const message = unexpected ?? "differs from its record";
    return `<failure${attributes({ message, type: verdict })}>${xml(message)}</failure>`;
  }
  return isSkipped({ asExpected, verdict }) ? `<skipped${attributes({ message: `undecided: ${reason}` })}/>` : "";
}

/** "refuted: 2 < 9/2 (2 < 4.5) at ε = ln 2 with 1 voter; mechproof replay …". */
function foundIn({ verdict, reason, counterexample, replay }: ReadingResult): string {
  const why = counterexample ? violationLine(counterexample) : reason;
  return [[verdicts[verdict].word, why].filter((part) => part !== undefined).join(": "), replay]
    .filter((part) => part !== undefined)
    .join("; ");
}

const isSkipped = ({ asExpected, verdict }: Pick<ReadingResult, "asExpected" | "verdict">): boolean =>
  asExpected && verdict === "undecided";

function countsOf(claims: readonly ClaimResult[]): Readonly<Record<string, number>> {
  const readings = claims.flatMap((claim) => claim.readings);
  return {
    tests: readings.length,
    failures: readings.filter(({ asExpected }) => !asExpected).length,
    errors: 0,
    skipped: readings.filter(isSkipped).length,
  };
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(`${value}`)}"`)
    .join("");

/** Text that XML 1.0 may hold: control characters and halves of characters are replaced. Line breaks survive in attributes. */
const xml = (text: string): string =>
  escapeHtml(text.replace(notInXml, "\ufffd")).replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu;
