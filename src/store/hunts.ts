import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../instance/input-error.js";
import { printJson } from "../instance/output.js";
import type { Hunt } from "../search/hunt.js";
import { writeWhole } from "./files.js";

const pathOf = (folder: string, claim: string, seed: number): string =>
  join(folder, `search-${claim.replaceAll("/", "-")}--${seed}.json`);

/** What earlier searches for a claim with this seed saw, reading by reading. */
export function loadHunts(folder: string, claim: string, seed: number): Map<string, Hunt> {
  const path = pathOf(folder, claim, seed);
  if (!existsSync(path)) return new Map();
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(path, "utf8")) as Record<string, Hunt>));
  } catch {
    throw new InputError(`${path}: not what a search wrote; remove it to start anew`);
  }
}

export function saveHunts(folder: string, claim: string, seed: number, hunts: ReadonlyMap<string, Hunt>): void {
  mkdirSync(folder, { recursive: true });
  writeWhole(pathOf(folder, claim, seed), printJson(Object.fromEntries(hunts)));
}
