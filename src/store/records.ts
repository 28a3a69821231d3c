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

/** Writes the recorded verdict of a claim, lists its readings in `readings.json`, and returns the path of the record. */
export function saveRecord(properties: string, record: RecordedClaim): string {
  const path = join(properties, recordPath(record.claim));
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, printJson(record));
  listReadings(properties, record);
  return path;
}

/** `readings.json` holds every id with its readings, so that a claim or reading that vanishes is missed. */
function listReadings(properties: string, { claim, readings }: RecordedClaim): void {
  const path = join(properties, "readings.json");
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, readonly string[]>) : {};
  const names = Object.keys(readings);
  if (before[claim]?.join() !== names.join()) writeWhole(path, printJson({ ...before, [claim]: names }));
}
