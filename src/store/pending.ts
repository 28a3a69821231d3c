import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../instance/input-error.js";
import { type DecidedReading, fileName } from "../search/campaign.js";
import { partialEnding, writeWhole } from "./files.js";

/** A decided reading as it waits, and how long it took. */
export interface KeptReading extends DecidedReading {
  readonly claim: string;
  readonly milliseconds: number;
}

/** A reading of a claim, by their names. */
export interface ReadingName {
  readonly claim: string;
  readonly reading: string;
}

/** Where the decided readings of an unfinished run wait for the next one. */
export interface Pending {
  readonly folder: string;
  /** What an earlier, unfinished run decided; undefined where there is nothing, or nothing whole. */
  take(name: ReadingName): KeptReading | undefined;
  /** Keeps a `KeptReading` that is JSON already. Throws InputError where it cannot be written. */
  keep(name: ReadingName, text: string): void;
  /** To be called with all readings of a run when it is complete. */
  forget(names: readonly ReadingName[]): void;
}

const beginning = "decided-";

/** After how long without a change nobody is taken to be at work in a folder: seven days, in milliseconds. */
const abandonedAfter = 7 * 24 * 60 * 60 * 1000;

/**
 * The readings that wait below the folder `parent`. The folder's name is a digest of everything that they depend on: the
 * built program, the records, budget and seed; so nothing stale is ever taken up. Several runs may share a folder: each
 * file is whole or absent, says the same whoever wrote it, and is removed by a run that is complete with its reading.
 */
export function pendingIn(parent: string, parts: readonly string[]): Pending {
  const digest = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
  const folder = join(parent, `${beginning}${digest}`);
  const pathOf = ({ claim, reading }: ReadingName) => join(folder, `${fileName(claim, reading)}.json`);
  removeAbandoned(parent, folder);
  return {
    folder,
    take: (name) => readKept(pathOf(name), name),
    keep(name, text) {
      try {
        writeBelow(folder, pathOf(name), text);
      } catch (error) {
        throw new InputError(
          `${folder}: cannot write what was decided (${(error as Error).message}); run in another folder`,
        );
      }
    },
    forget(names) {
      for (const path of names.map(pathOf)) {
        rmSync(path, { force: true });
        rmSync(`${path}${partialEnding}`, { force: true });
      }
      removeIfEmpty(folder);
    },
  };
}

/** A kept reading; undefined where the file is absent, half-written or about something else. */
function readKept(path: string, { claim, reading }: ReadingName): KeptReading | undefined {
  try {
    const kept: KeptReading | null = JSON.parse(readFileSync(path, "utf8"));
    const whole = kept?.claim === claim && kept.result.name === reading && typeof kept.certificates === "object";
    return whole && typeof kept.milliseconds === "number" ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Another run may remove the folder as its own last file goes, or write the same file at the same time: twice is enough. */
function writeBelow(folder: string, path: string, text: string): void {
  for (const last of [false, true]) {
    try {
      mkdirSync(folder, { recursive: true });
      writeWhole(path, text);
      return;
    } catch (error) {
      if (last && !existsSync(path)) throw error;
    }
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Not there, or another run's readings wait in it.
  }
}

/**
 * Removes what other programs, records, budgets or seeds left behind long ago. A run that is at work changes its folder
 * with each reading that it decides, and `own` is marked as used now; so no folder in use is removed.
 */
function removeAbandoned(parent: string, own: string): void {
  const now = Date.now();
  try {
    if (existsSync(own)) utimesSync(own, new Date(now), new Date(now));
    for (const name of readdirSync(parent)) {
      const folder = join(parent, name);
      if (!name.startsWith(beginning) || folder === own) continue;
      if (now - statSync(folder).mtimeMs > abandonedAfter) rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    // Tidying only: there is no such folder yet, it belongs to somebody else, or another run is tidying too.
  }
}

/** A digest of all files below a folder with one of the endings. */
export function digestOf(folder: string, endings: readonly string[]): string {
  const hash = createHash("sha256");
  const visit = (place: string) => {
    for (const entry of readdirSync(place, { withFileTypes: true }).sort((x, y) => (x.name < y.name ? -1 : 1))) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (endings.some((ending) => entry.name.endsWith(ending)))
        hash.update(entry.name).update(readFileSync(path));
    }
  };
  visit(folder);
  return hash.digest("hex");
}
