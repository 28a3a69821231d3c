import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type RecordedClaim, recordPath } from "../claim/recorded.js";
import { printJson } from "../instance/output.js";
import { writeWhole } from "./files.js";

/** The recorded verdict of a claim, below the folder `properties`; undefined where none is recorded. */
export function loadRecord(properties: string, id: string): RecordedClaim | undefined {
  const path = join(properties, recordPath(id));
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as RecordedClaim) : undefined;
}

/** Writes the recorded verdict of a claim and returns its path. */
export function saveRecord(properties: string, record: RecordedClaim): string {
  const path = join(properties, recordPath(record.claim));
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, printJson(record));
  return path;
}
