import type { Command } from "commander";
import type { Budget } from "../claim/claim.js";
import { readBudget, readSeed } from "./claims.js";

interface RecordFlags {
  readonly budget: Budget;
  readonly seed: number;
  readonly weaker?: true;
}

/** `mechproof record CLAIM…`: decides claims afresh and writes the results as the recorded verdicts. */
export function addRecord(program: Command): void {
  program
    .command("record")
    .description("decide claims afresh and write their verdicts as the recorded ones")
    .argument("<names...>", "ids of claims or of papers")
    .option("--budget <budget>", "how many instances: gate, standard or deep", readBudget, "standard")
    .option("--seed <N>", "seed of the random search", readSeed, 42)
    .option("--weaker", "also where the new word says less than the recorded one")
    .action(record);
}

async function record(names: readonly string[], { budget, seed, weaker }: RecordFlags): Promise<void> {
  const { registry } = await import("../../properties/index.js");
  const { recordOf } = await import("../claim/recorded.js");
  const { decideClaim } = await import("../search/campaign.js");
  const { loadRecord, saveRecord } = await import("../store/records.js");
  const { isWeaker } = await import("../verdict/verdict.js");
  const { selectClaims } = await import("./claims.js");
  const { propertiesFolder } = await import("./root.js");
  const properties = propertiesFolder();
  for (const claim of selectClaims(registry, names)) {
    const before = loadRecord(properties, claim.id);
    const { result } = decideClaim(claim, { budget, seed, ...(before && { recorded: before }) });
    const lost = result.readings.find(({ name, verdict }) => {
      const old = before?.readings[name];
      return old !== undefined && isWeaker(verdict, old.verdict);
    });
    if (lost && !weaker) {
      const old = before!.readings[lost.name]!.verdict;
      process.stderr.write(
        `mechproof: ${claim.id} (${lost.name}) is recorded "${old}", now "${lost.verdict}", which says less: not recorded; --weaker records it all the same\n`,
      );
      process.exitCode = 1;
      continue;
    }
    const path = saveRecord(properties, recordOf(result));
    process.stdout.write(`${claim.id}: ${result.verdict}; recorded in ${path}\n`);
  }
}
