/** A fenced block of a Markdown text. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks in order. */
export const blocksOf = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }));

/** The path in the first line of a TypeScript block: the file that the block is. */
export function pathOf({ text }: Block): string {
  const path = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1];
  if (path === undefined) throw new Error(`expected "// path.ts" in the first line of a block, got ${firstLine(text)}`);
  return path;
}

const firstLine = (text: string): string => text.slice(0, text.indexOf("\n"));

/** Lines to add to a file: after the lines that stand before them, at the start of the file where there are none. */
export interface Addition {
  readonly path: string;
  readonly after: string;
  readonly added: string;
}

/** The additions of a diff block: `--- path`, lines that are there (after a blank), lines to add (after +). */
export function additionsOf({ text }: Block): readonly Addition[] {
  const parts = text.split(/^--- /m).slice(1);
  return parts.map((part) => {
    const [path, ...lines] = part.trimEnd().split("\n");
    const marked = (mark: string) =>
      lines
        .filter((line) => line.startsWith(mark))
        .map((line) => `${line.slice(1)}\n`)
        .join("");
    return { path: path!, after: marked(" "), added: marked("+") };
  });
}

/** The text with the lines added. Throws unless the lines before them stand there exactly once. */
export function withAddition(text: string, { path, after, added }: Addition): string {
  if (after === "") return added + text;
  const lines = `\n${after}`;
  const at = text.indexOf(lines);
  if (at < 0 || text.indexOf(lines, at + 1) >= 0) throw new Error(`${path}: expected once: ${after}`);
  const end = at + lines.length;
  return text.slice(0, end) + added + text.slice(end);
}

/** A command of a shell block, and the lines that it is said to print. */
export interface Command {
  readonly command: string;
  readonly output: string;
}

/** The commands of a block: lines that start with "$ ", each with the lines up to the next. */
export const commandsOf = ({ text }: Block): readonly Command[] =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => ({ command: firstLine(part), output: part.slice(part.indexOf("\n") + 1) }));

/** Whether a command printed what is said; "…" stands for any text on its line, alone on a line for any lines. */
export function isPrinted(said: string, printed: string): boolean {
  const escaped = said.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = escaped.replaceAll(/^…\n/gm, "(?:.*\\n)*").replaceAll("…", ".*");
  return new RegExp(`^${pattern}$`).test(printed);
}
