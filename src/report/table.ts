import type { ClaimResult } from "../claim/result.js";
import type { Results } from "../store/results.js";
import { epsilonWordsOnDomain } from "./epsilons.js";
import { readingsAgreeing, verdicts } from "./verdicts.js";

const headings = ["claim", "verdict", "readings", "epsilon", "as expected"] as const;

/** The columns that give way when the table is too wide, first to last, and the width that each keeps. */
const giveWay = [
  { column: 3, keeps: 12 },
  { column: 0, keeps: 20 },
] as const;

const claimColumn = 0;
const gap = "  ";

/** The plain-text table with which `verify` ends: a line a claim, aligned, ending in a line break. */
export function verdictTable({ claims }: Results, { width }: { readonly width?: number } = {}): string {
  const rows = [headings, ...claims.map(cells)];
  const widths = headings.map((_, i) => Math.max(...rows.map((row) => lengthOf(row[i]!))));
  if (width !== undefined) {
    for (const { column, keeps } of giveWay) {
      const excess = total(widths) - width;
      if (excess > 0) widths[column] = Math.max(Math.min(widths[column]!, keeps), widths[column]! - excess);
    }
  }
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => fit(cell, widths[i]!, i === claimColumn))
          .join(gap)
          .trimEnd()}\n`,
    )
    .join("");
}

const total = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1);

const cells = ({ id, verdict, readings, epsilons, asExpected }: ClaimResult): readonly string[] => [
  id,
  `${verdicts[verdict].word}`,
  readingsAgreeing(verdict, readings),
  epsilons === undefined ? "" : epsilonWordsOnDomain(epsilons),
  asExpected ? "✓" : "✗",
];

/** Characters as a terminal shows them, one place each. */
const lengthOf = (text: string): number => [...text].length;

/** The text in so many places; of an id the end says more than the start. */
function fit(text: string, width: number, keepEnd: boolean): string {
  const letters = [...text];
  if (letters.length <= width) return text + " ".repeat(width - letters.length);
  return keepEnd ? `…${letters.slice(1 - width).join("")}` : `${letters.slice(0, width - 1).join("")}…`;
}
