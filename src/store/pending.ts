import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DecidedClaim } from "../claim/result.js";
import { InputError } from "../instance/input-error.js";
import { writeWhole } from "./files.js";

/**
 * Where the decided claims of an interrupted run wait. The folder's name is a digest of everything that they depend on:
 * the built program, the records, budget and seed; so nothing stale is ever taken up.
 */
export class Pending {
  readonly folder: string;
  constructor(parent: string, parts: readonly string[]) {
    const digest = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
    this.folder = join(parent, `decided-${digest}`);
  }

  /** The decided claim of an earlier, interrupted run; undefined where there is none. */
  take(id: string): DecidedClaim | undefined {
    const path = this.#path(id);
    return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as DecidedClaim) : undefined;
  }

  /** Throws InputError where it cannot be written. */
  keep(decided: DecidedClaim): void {
    try {
      mkdirSync(this.folder, { recursive: true });
      writeWhole(this.#path(decided.result.id), JSON.stringify(decided));
    } catch (error) {
      throw new InputError(
        `${this.folder}: cannot write what was decided (${(error as Error).message}); run in another folder`,
      );
    }
  }

  /** To be called when the run is complete. */
  forget(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #path(id: string): string {
    return join(this.folder, `${id.replace("/", "-")}.json`);
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
