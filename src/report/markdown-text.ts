import { type Piece, piecesOf } from "./pieces.js";

/**
 * Text as GitHub's Markdown, on one line. What would be markup there is escaped and nothing else, and spaces are plain,
 * so that the source can be read and searched too.
 */
export const plainMarkdown = (text: string): string =>
  text
    .replace(/\s*[\r\n]\s*|\u00a0/g, " ")
    .replace(/[\\`*_|~$]/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/<(?=[\p{L}/!?])/gu, "&lt;")
    .replace(/\](?=[([:])/g, "\\]");

/** A text with formulas: scripts are lowered and raised. */
export const markdown = (text: string): string => set(piecesOf(text));

const set = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => {
      if (typeof piece === "string") return plainMarkdown(piece);
      const tag = piece.mark === "_" ? "sub" : "sup";
      return `<${tag}>${set(piece.pieces)}</${tag}>`;
    })
    .join("");

/** Text as code, which shows every character as it is; also inside a table. */
export function code(text: string): string {
  const line = text.replace(/\s*[\r\n]\s*/g, " ").replaceAll("|", "\\|");
  const fence = "`".repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return line.includes("`") ? `${fence} ${line} ${fence}` : fence + line + fence;
}

/** Markdown as a paragraph: a start that would make it a list, a heading or a quotation is escaped. */
export const paragraph = (line: string): string =>
  `${line.replace(/^([-+=>#])/, "\\$1").replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")}\n\n`;

/** A list of lines of Markdown; nothing for an empty one. */
export const list = (items: readonly string[]): string =>
  items.length === 0 ? "" : `${items.map((item) => `- ${item}\n`).join("")}\n`;

/** A table of cells that are Markdown already; "r" aligns a column to the right. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  alignment: Readonly<Record<number, "r">> = {},
): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  const rule = headings.map((_, i) => (alignment[i] === "r" ? "--:" : "---"));
  return `${[headings, rule, ...rows].map(row).join("")}\n`;
}
