import { join } from "node:path";
import { registry } from "../../properties/index.js";
import { decideClaim } from "../../src/search/campaign.js";
import { loadRecord } from "../../src/store/records.js";
import type { Stored } from "./fuzz-cases.js";

const properties = join(import.meta.dirname, "../../properties");
const provedAtOnce = ["cckmv/fact-4.2-pivotal", "cckmv/fact-4.4-dropout", "cckmv/remark-1-pivotal-skewed"];
/** Longer certificates, in characters, take longer to check than a case may. */
const longest = 5000;

/** A recorded counterexample of each claim that has one; certificates of claims that are decided at once. */
export async function storedFiles(): Promise<readonly (readonly Stored[])[]> {
  const counterexamples = registry.flatMap(({ id }) => {
    const readings = Object.values(loadRecord(properties, id)?.readings ?? {});
    return readings.flatMap(({ counterexample }) => counterexample ?? []).slice(0, 1);
  });
  const proved = registry.filter(({ id }) => provedAtOnce.includes(id));
  const decided = await Promise.all(proved.map((claim) => decideClaim(claim, { budget: "gate", seed: 42 })));
  const certificates = decided.flatMap((one) => Object.values(one.certificates));
  const short = certificates.filter((certificate) => JSON.stringify(certificate).length <= longest);
  return [counterexamples.map((stored) => ({ ...stored })), short.map((stored) => ({ ...stored }))];
}
