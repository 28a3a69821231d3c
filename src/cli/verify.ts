import { join } from "node:path";
import type { Command } from "commander";
import type { Budget, Claim } from "../claim/claim.js";
import type { DecidedClaim } from "../claim/result.js";
import { readBudget, readSeed } from "./claims.js";

interface VerifyFlags {
  readonly budget: Budget;
  readonly seed: number;
  readonly out: string;
}

/** `mechproof verify [CLAIM or PAPER …]`: decides claims, compares with the record, writes results and reports. */
export function addVerify(program: Command): void {
  program
    .command("verify")
    .description("decide claims exactly, compare with the recorded verdicts, and write results and reports")
    .argument("[names...]", "ids of claims or of papers; all claims if left out")
    .option("--budget <budget>", "how many instances: gate, standard or deep", readBudget, "standard")
    .option("--seed <N>", "seed of the random search", readSeed, 42)
    .option("--out <DIR>", "folder for results and reports", "reports")
    .action(verify);
}

async function verify(names: readonly string[], flags: VerifyFlags): Promise<void> {
  const { registry } = await import("../../properties/index.js");
  const { selectClaims } = await import("./claims.js");
  const { checkFolder } = await import("../store/reports.js");
  const claims = selectClaims(registry, names);
  checkFolder(flags.out);
  const decided = await decideAll(claims, flags);
  if (!decided) return;
  await writeAll(decided, flags);
}

/** Decides the claims one by one; undefined when interrupted, with what was decided kept for the next run. */
async function decideAll(
  claims: readonly Claim[],
  { budget, seed }: VerifyFlags,
): Promise<readonly TimedClaim[] | undefined> {
  const { decideClaim } = await import("../search/campaign.js");
  const { Interrupted, paced } = await import("../search/pace.js");
  const { loadRecord } = await import("../store/records.js");
  const { duration, progressOn } = await import("./progress.js");
  const { propertiesFolder } = await import("./root.js");
  const pending = await pendingFor(budget, seed);

  const work = claims.map((claim) => workOf(claim, budget));
  const progress = progressOn(
    process.stderr,
    work.reduce((x, y) => x + y, 0),
  );
  const stop = new AbortController();
  const onSignal = () => (stop.signal.aborted ? process.exit(3) : stop.abort());
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  const done: TimedClaim[] = [];
  try {
    for (const [i, claim] of claims.entries()) {
      const before = work.slice(0, i).reduce((x, y) => x + y, 0);
      const pace = paced(stop.signal, (ticks) => progress.advance(before + Math.min(ticks, work[i]!)));
      const waiting = pending.take(claim.id);
      const started = performance.now();
      const recorded = loadRecord(propertiesFolder(), claim.id);
      const decided = waiting ?? (await decideClaim(claim, { budget, seed, pace, ...(recorded && { recorded }) }));
      if (!waiting) pending.keep(decided);
      const milliseconds = performance.now() - started;
      done.push({ ...decided, milliseconds });
      const { verdict, asExpected, unexpected } = decided.result;
      const note = asExpected ? "" : ` · NOT AS RECORDED: ${unexpected}`;
      progress.finished(
        `[${i + 1}/${claims.length}] ${claim.id}: ${verdict} · ${waiting ? "decided before" : duration(milliseconds)}${note}`,
      );
      if (stop.signal.aborted) throw new Interrupted();
    }
    progress.end();
    return done;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    progress.end();
    process.stderr.write(
      `mechproof: interrupted; ${done.length} of ${claims.length} claims are decided and wait in ${pending.folder}; the same command goes on from there\n`,
    );
    process.exitCode = 3;
    return undefined;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

type TimedClaim = DecidedClaim & { readonly milliseconds: number };

/** The cases that a claim will go through, readings and repairs included: only the progress line rests on it. */
function workOf(claim: Claim, budget: Budget): number {
  return claim.readings.reduce((total, reading) => {
    const cases = claim.domain(budget, reading.switches).cases.length;
    return total + cases * (claim.repair?.(reading) ? 2 : 1);
  }, 0);
}

async function pendingFor(budget: Budget, seed: number) {
  const { digestOf, Pending } = await import("../store/pending.js");
  const { packageRoot, propertiesFolder } = await import("./root.js");
  const program = digestOf(join(packageRoot(), "dist"), [".js"]);
  return new Pending(".mechproof", [program, digestOf(propertiesFolder(), [".json"]), budget, `${seed}`]);
}

async function writeAll(decided: readonly TimedClaim[], { budget, seed, out }: VerifyFlags): Promise<void> {
  const { htmlReport } = await import("../report/html.js");
  const { verdictTable } = await import("../report/table.js");
  const { printJson } = await import("../instance/output.js");
  const { resultsSchema } = await import("../store/results-schema.js");
  const { resultFiles, writeReports } = await import("../store/reports.js");
  const { version } = await import("./version.js");
  const results = { mechproof: version(), seed, budget, claims: decided.map(({ result }) => result) };
  const files = resultFiles(results, decided);
  files.set("results.schema.json", printJson(resultsSchema));
  files.set("index.html", htmlReport(results));
  files.set(
    "timings.json",
    printJson(Object.fromEntries(decided.map((d) => [d.result.id, Math.round(d.milliseconds)]))),
  );
  writeReports(out, files);
  (await pendingFor(budget, seed)).forget();
  process.stdout.write(verdictTable(results));
  process.stderr.write(`Report: ${join(out, "index.html")} · data: ${join(out, "results.json")}\n`);
  if (decided.some(({ result }) => !result.asExpected)) process.exitCode = 1;
}
