import { renameSync, rmSync, writeFileSync } from "node:fs";

/** The ending of files that are being written: what a killed run may leave behind. */
export const partialEnding = ".partial";

/** Writes a file so that its path never holds half of the text. */
export function writeWhole(path: string, text: string): void {
  const partial = `${path}${partialEnding}`;
  try {
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
