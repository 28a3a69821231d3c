import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where something is tested: the file, and a word that stands in it, imports apart. */
export type Tie = readonly [file: string, word: string];

const root = join(import.meta.dirname, "../..");

/** The text of a file of the repository; undefined where there is none. */
export const textAt = (file: string): string | undefined =>
  existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined;

/**
 * What is wrong with the ties of some ids: one without a tie, a tie to a file that there is not or that does not speak of
 * it, lacks what every such file has, or a tie of what is no longer there.
 */
export function looseTies(
  ids: readonly string[],
  ties: Readonly<Record<string, Tie>>,
  text: (file: string) => string | undefined,
  needed = /./,
): readonly string[] {
  const gone = Object.keys(ties).filter((id) => !ids.includes(id));
  const loose = ids.flatMap((id) => {
    const tie = ties[id];
    if (tie === undefined) return [`${id} is tied to no test`];
    const [file, word] = tie;
    const body = text(file);
    if (body === undefined) return [`${id} is tied to ${file}, which there is not`];
    if (!speaksOf(body, word)) return [`${id} is tied to ${file}, which does not speak of ${word}`];
    return needed.test(body) ? [] : [`${id} is tied to ${file}, which has nothing like ${needed.source}`];
  });
  return [...loose, ...gone.map((id) => `no longer so: ${id}`)];
}

const speaksOf = (body: string, word: string): boolean => {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(body.replaceAll(/^import [^;]*;/gm, ""));
};
