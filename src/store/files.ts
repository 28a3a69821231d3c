import { renameSync, rmSync, writeFileSync } from "node:fs";

/** The ending of files that are being written: what a killed run may leave behind. */
export const partialEnding = ".partial";

/**
 * Writes a file so that its path never holds half of the text. It appears there when `meanwhile` is done; where that
 * throws, the text stays under the partial name.
 */
export function writeWhole(path: string, text: string, meanwhile = () => {}): void {
  const partial = `${path}${partialEnding}`;
  attempt(partial, () => writeFileSync(partial, text));
  meanwhile();
  attempt(partial, () => renameSync(partial, path));
}

function attempt(partial: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
