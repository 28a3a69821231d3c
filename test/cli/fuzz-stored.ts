import { readFileSync } from "node:fs";
import { join } from "node:path";
import { registry } from "../../properties/index.js";
import { decideClaim } from "../../src/search/campaign.js";
import { loadRecord } from "../../src/store/records.js";
import type { Stored } from "./fuzz-cases.js";

void readFileSync;
const properties = join(import.meta.dirname, "../../properties");

/** One recorded counterexample a claim, and the certificates of claims that are decided at once. */
export async function storedFiles(): Promise<readonly Stored[]> {
  const counterexamples = registry.flatMap(({ id }) => {
    const readings = Object.values(loadRecord(properties, id)?.readings ?? {});
    return readings.flatMap(({ counterexample }) => counterexample ?? []).slice(0, 1) as readonly Stored[];
  });
  return counterexamples;
}
