import type { ClaimResult } from "../claim/result.js";
import type { Results } from "../store/results.js";
import { groupByPaper } from "./papers.js";
import { plural } from "./text.js";
import { tally, verdicts } from "./verdicts.js";

/**
 * The lines below the table of claims, where these are of several papers: how many came out how, paper by paper, and whether that
 * is as recorded. Empty for one paper, whose table is read at a glance.
 */
export function lastScreen({ claims }: Results): string {
  const byPaper = groupByPaper(claims);
  if (byPaper.length < 2) return "";
  const words = tally(claims.map(({ verdict }) => verdict)).map(({ word }) => word);
  const row = (name: string, of: readonly ClaimResult[]): readonly string[] => [
    name,
    `${of.length}`,
    `${of.reduce((sum, { readings }) => sum + readings.length, 0)}`,
    ...words.map((word) => `${of.filter(({ verdict }) => verdict === word).length}`),
  ];
  const rows = [
    ["", "claims", "readings", ...words.map((word) => verdicts[word].word)],
    ...byPaper.map(([paper, of]) => row(paper, of)),
    row("all", claims),
  ];
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((cells) => [...cells[i]!].length)));
  const lines = rows.map((cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[i]!))).join("  "),
  );
  return `\n${lines.join("\n")}\n\n${ending(claims)}\n`;
}

function ending(claims: readonly ClaimResult[]): string {
  const wrong = claims.filter(({ asExpected }) => !asExpected);
  if (wrong.length === 0) return "Everything as recorded.";
  const named = wrong.slice(0, 5).map(({ id }) => id);
  const more = wrong.length > named.length ? ` and ${wrong.length - named.length} more` : "";
  return `NOT AS RECORDED: ${plural(wrong.length, "claim")}: ${named.join(", ")}${more}`;
}
