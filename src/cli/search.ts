import type { Command } from "commander";
import type { Claim } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import type { Hunt } from "../search/hunt.js";
import { readSeed } from "./claims.js";
import { readPositiveInteger } from "./options.js";

interface SearchFlags {
  readonly reading?: string;
  readonly runs?: number;
  readonly time?: number;
  readonly seed: number;
  readonly json?: true;
}

const batch = 100;
const defaultRuns = 2000;

/** `mechproof search CLAIM`: looks for a counterexample or a worse one, and goes on where the last search stopped. */
export function addSearch(program: Command): void {
  program
    .command("search")
    .description(
      "look for a counterexample, or a smaller or worse one; goes on where the last search with this seed stopped",
    )
    .argument("<claim>", "id of a claim")
    .option("--reading <name>", "one reading; all readings if left out")
    .option(
      "--runs <N>",
      `stop after N examples of each reading (${defaultRuns} if --time is left out too)`,
      readPositiveInteger("--runs"),
    )
    .option("--time <seconds>", "stop after so many seconds", readPositiveInteger("--time"))
    .option("--seed <N>", "seed of the search", readSeed, 42)
    .option("--json", "print JSON")
    .action(search);
}

async function search(id: string, flags: SearchFlags): Promise<void> {
  const { registry } = await import("../../properties/index.js");
  const { readChoice } = await import("../instance/input.js");
  const { findClaim } = await import("./claims.js");
  const claim = findClaim(registry, id, "claim");
  const names = claim.readings.map(({ name }) => name);
  if (flags.reading !== undefined) readChoice(flags.reading, "--reading", names);
  const readings = claim.readings.filter(({ name }) => flags.reading === undefined || name === flags.reading);
  const hunts = await huntAll(claim, readings, flags);
  await report(claim, readings, hunts, flags);
}

/** Hunts by turns through the readings until the runs or the time are over, or the user stops it; keeps what was seen. */
async function huntAll(claim: Claim, readings: readonly Reading[], flags: SearchFlags): Promise<Map<string, Hunt>> {
  const { hunt, noHunt } = await import("../search/hunt.js");
  const { loadHunts, saveHunts } = await import("../store/hunts.js");
  const hunts = loadHunts(".mechproof", claim.id, flags.seed);
  const started = performance.now();
  const runs = flags.runs ?? (flags.time === undefined ? defaultRuns : Number.POSITIVE_INFINITY);
  const target = new Map(readings.map(({ name }) => [name, (hunts.get(name)?.runs ?? 0) + runs]));
  const stop = new AbortController();
  const onSignal = () => (stop.signal.aborted ? process.exit(3) : stop.abort());
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  const over = () =>
    stop.signal.aborted || (flags.time !== undefined && performance.now() - started > flags.time * 1000);
  try {
    for (let open = readings; open.length > 0 && !over(); ) {
      for (const reading of open) {
        const before = hunts.get(reading.name) ?? noHunt;
        hunts.set(
          reading.name,
          hunt(claim, reading, flags.seed, before, Math.min(batch, target.get(reading.name)! - before.runs)),
        );
        await new Promise((resolve) => setImmediate(resolve));
        if (over()) break;
      }
      saveHunts(".mechproof", claim.id, flags.seed, hunts);
      open = open.filter(({ name }) => hunts.get(name)!.runs < target.get(name)!);
    }
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
  if (stop.signal.aborted) {
    process.stderr.write("mechproof: interrupted; what was seen is kept, and the same command goes on from there\n");
    process.exitCode = 3;
  }
  return hunts;
}

async function report(
  claim: Claim,
  readings: readonly Reading[],
  hunts: ReadonlyMap<string, Hunt>,
  { json }: SearchFlags,
): Promise<void> {
  const { printJson } = await import("../instance/output.js");
  const { loadRecord } = await import("../store/records.js");
  const { propertiesFolder } = await import("./root.js");
  const { newsOf } = await import("../search/news.js");
  const recorded = loadRecord(propertiesFolder(), claim.id);
  const found = readings.map((reading) => {
    const seen = hunts.get(reading.name);
    return { reading, seen, news: seen && newsOf(claim, reading, seen, recorded?.readings[reading.name]) };
  });
  if (json) {
    process.stdout.write(
      printJson({
        claim: claim.id,
        readings: found.map(({ reading, seen, news }) => ({ name: reading.name, ...seen, ...(news && { news }) })),
      }),
    );
  } else {
    for (const { reading, seen, news } of found) {
      process.stdout.write(
        `${reading.name}: ${seen?.runs ?? 0} examples, ${seen?.hypothesesMet ?? 0} inside the hypotheses, ${seen?.violations ?? 0} violations` +
          `${seen?.worst ? `, largest score ${seen.worst.score}` : ""} · ${news ? news.what : "nothing that is not recorded"}\n`,
      );
      if (news) process.stdout.write(printJson(news.counterexample));
    }
  }
  if (found.some(({ news }) => news)) process.exitCode ??= 1;
}
