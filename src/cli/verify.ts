import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import type { Budget, Claim } from "../claim/claim.js";
import type { Pending } from "../store/pending.js";
import { readBudget, readSeed } from "./claims.js";
import { decideOnWorkers, Interrupted, readJobs, usualJobs, WorkerFailed } from "./pool.js";
import { duration, progressOn } from "./progress.js";
import type { Readings, TimedClaim } from "./readings.js";

interface VerifyFlags {
  readonly budget: Budget;
  readonly seed: number;
  readonly out: string;
}

interface RunFlags extends VerifyFlags {
  readonly jobs: number;
}

/** `mechproof verify [CLAIM or PAPER …]`: decides claims, compares with the record, writes results and reports. */
export function addVerify(program: Command): void {
  program
    .command("verify")
    .description("decide claims exactly, compare with the recorded verdicts, and write results and reports")
    .argument("[names...]", "ids of claims or of papers; all claims if left out")
    .option("--budget <budget>", "how many instances: gate, standard or deep", readBudget, "standard")
    .option("--seed <N>", "seed of the random search", readSeed, 42)
    .option(
      "--jobs <N>",
      "how many readings are decided at once, up to 64; one a core (8 at most) if left out; the results do not depend on it",
      readJobs,
    )
    .option("--out <DIR>", "folder for results and reports", "reports")
    .action((names: readonly string[], flags: VerifyFlags & { readonly jobs?: number }) =>
      verify(names, { ...flags, jobs: flags.jobs ?? usualJobs(availableParallelism()) }),
    );
}

async function verify(names: readonly string[], flags: RunFlags): Promise<void> {
  const { registry } = await import("../../properties/index.js");
  const { selectClaims } = await import("./claims.js");
  const { readingsOf } = await import("./readings.js");
  const { checkFolder } = await import("../store/reports.js");
  const claims = selectClaims(registry, names);
  checkFolder(flags.out);
  const pending = await pendingFor(flags.budget, flags.seed);
  const readings = readingsOf(claims, flags.budget, pending);
  const waiting = readings.decided().readings;
  if (waiting > 0) {
    process.stderr.write(`Going on: ${waiting} of ${readings.units.length} readings were decided before\n`);
  }
  if (!(await decideAll(claims, readings, pending, flags))) return;
  await writeAll(claims, readings.claims(), flags);
  pending.forget(readings.units);
}

/** Decides the readings that are open; false when the run ended before, with what was decided kept for the next one. */
async function decideAll(
  claims: readonly Claim[],
  readings: Readings,
  pending: Pending,
  { budget, seed, jobs }: RunFlags,
): Promise<boolean> {
  const { open, units } = readings;
  const ticks = new Int32Array(new SharedArrayBuffer(units.length * Int32Array.BYTES_PER_ELEMENT));
  const done = () => open.reduce((sum, { work, place }) => sum + Math.min(ticks[place]!, work), 0);
  const progress = progressOn(
    process.stderr,
    open.reduce((sum, { work }) => sum + work, 0),
    done,
  );
  let finished = 0;
  const tell = (claim: TimedClaim) => progress.finished(`[${++finished}/${claims.length}] ${lineOf(claim)}`);
  const stop = new AbortController();
  const onSignal = () => (stop.signal.aborted ? process.exit(3) : stop.abort());
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    readings.claims().forEach(tell);
    await decideOnWorkers(open, { budget, seed, jobs, signal: stop.signal, ticks }, (unit, text) => {
      pending.keep(unit, text);
      Atomics.store(ticks, unit.place, unit.work);
      const claim = readings.add(unit, text);
      if (claim) tell(claim);
    });
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    return true;
  } catch (error) {
    progress.end();
    return endEarly(error, waitingLine(claims, readings, pending));
  } finally {
    progress.end();
  }
}

/** Says why a run ended before its end, and what waits; throws what is a mistake of the program or of the user. */
function endEarly(error: unknown, waiting: string): false {
  if (!(error instanceof Interrupted || error instanceof WorkerFailed)) throw error;
  process.stderr.write(`mechproof: ${error.message}; ${waiting}\n`);
  if (error instanceof WorkerFailed && error.mistake) throw error.mistake;
  process.exitCode = 3;
  return false;
}

function waitingLine(claims: readonly Claim[], readings: Readings, pending: Pending): string {
  const decided = readings.decided();
  if (decided.readings === 0) return "nothing was decided yet";
  const [all, wait] = [readings.units.length, `wait in ${pending.folder}; the same command goes on from there`];
  return `${decided.readings} of ${all} readings (${decided.claims} of ${claims.length} claims) are decided and ${wait}`;
}

function lineOf({ result, milliseconds, before }: TimedClaim): string {
  const note = result.asExpected ? "" : ` · NOT AS RECORDED: ${result.unexpected}`;
  return `${result.id}: ${result.verdict} · ${before ? "decided before" : duration(milliseconds)}${note}`;
}

async function pendingFor(budget: Budget, seed: number): Promise<Pending> {
  const { digestOf, pendingIn } = await import("../store/pending.js");
  const { packageRoot, propertiesFolder } = await import("./root.js");
  const program = digestOf(join(packageRoot(), "dist"), [".js"]);
  return pendingIn(".mechproof", [program, digestOf(propertiesFolder(), [".json"]), budget, `${seed}`]);
}

async function writeAll(
  stated: readonly Claim[],
  decided: readonly TimedClaim[],
  { budget, seed, out }: VerifyFlags,
): Promise<void> {
  const { formatFiles, formatNames } = await import("../report/formats.js");
  const { lastScreen } = await import("../report/last-screen.js");
  const { verdictTable } = await import("../report/table.js");
  const { printJson } = await import("../instance/output.js");
  const { evidenceFiles, writeReports } = await import("../store/reports.js");
  const { version } = await import("./version.js");
  const { sourcesIn } = await import("../store/sources.js");
  const { packageRoot } = await import("./root.js");
  const { pictureOf } = await import("../questions/picture.js");
  const sourcesOf = sourcesIn(packageRoot());
  const aside = new Set(stated.flatMap(({ id, isLawAside }) => (isLawAside ? [id] : [])));
  const claims = decided.map(({ result }) => {
    const sources = sourcesOf(result.id);
    const picture = result.counterexample && !aside.has(result.id) && pictureOf(result.counterexample);
    return { ...result, ...(picture && { picture }), ...(sources && { sources }) };
  });
  const results = { mechproof: version(), seed, budget, claims };
  const { figuresAbout } = await import("../../properties/figures.js");
  const { figuresFile, printFigures, stored } = await import("../store/figures.js");
  const figures = figuresAbout(new Set(claims.map(({ id }) => id))).map(stored);
  const timings = Object.fromEntries(decided.map((d) => [d.result.id, Math.round(d.milliseconds)]));
  const files = new Map([
    ...evidenceFiles(decided),
    ...(await formatFiles(results, figures, formatNames)),
    [figuresFile, printFigures(figures)],
    ["timings.json", printJson(timings)],
  ]);
  writeReports(out, files);
  process.stdout.write(verdictTable(results) + lastScreen(results));
  process.stderr.write(`Report: ${join(out, "index.html")} · data: ${join(out, "results.json")}\n`);
  if (decided.some(({ result }) => !result.asExpected)) process.exitCode = 1;
}
