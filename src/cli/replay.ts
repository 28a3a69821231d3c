import type { Command } from "commander";
import type { Claim } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import { InputError } from "../instance/input-error.js";
import type { Certificate } from "../verdict/certificate.js";
import type { Json, JsonObject } from "../verdict/json.js";

/** `mechproof replay FILE`: re-decides a counterexample from its values alone, or re-checks a certificate. */
export function addReplay(program: Command): void {
  program
    .command("replay")
    .description("re-decide a stored counterexample from its values alone, or re-check a certificate")
    .argument("<file>", 'a counterexample or a certificate as JSON; "-" is standard input')
    .option("--json", "print JSON")
    .action(replay);
}

/** What a replay found: printed as lines or as JSON; `stands` is the exit code. */
interface Replay {
  readonly output: JsonObject;
  readonly lines: readonly string[];
  readonly stands: boolean;
}

async function replay(file: string, { json }: { readonly json?: true }): Promise<void> {
  const { readText, sourceOf } = await import("./answer.js");
  const { parseJson, readAnyObject } = await import("../instance/input.js");
  const stored = readAnyObject(parseJson(await readText(file), sourceOf(file)), "");
  const { output, lines, stands } =
    "polynomials" in stored ? await replayCertificate(stored) : await replayCounterexample(stored);
  const { printJson } = await import("../instance/output.js");
  process.stdout.write(json ? printJson(output) : `${lines.join("\n")}\n`);
  if (!stands) process.exitCode = 1;
}

async function replayCounterexample(stored: Readonly<Record<string, unknown>>): Promise<Replay> {
  const { readObject } = await import("../instance/input.js");
  const { printSide, violates } = await import("../search/score.js");
  const { canonical } = await import("../verdict/json.js");
  const fields = readObject(stored, "", {
    required: ["claim", "reading", "instance", "choices", "inequality", "lhs", "rhs"],
    optional: ["explanation", "without"],
  });
  const { claim, reading, title } = await findVariant(fields.claim, fields.reading, {
    without: fields.without,
  });
  const instance = readObjectField(fields.instance, "instance");
  const choices = readObjectField(fields.choices, "choices");
  const text = (side: unknown) => (typeof side === "string" ? side : canonical(side as Json));
  const [lhs, rhs] = [text(fields.lhs), text(fields.rhs)];
  const check = decided(() => claim.check({ instance, choices }, reading.switches));
  const [left, right] = [text(printSide(check.left)), text(printSide(check.right))];
  const refutes = violates(check);
  const same = left === lhs && right === rhs;
  const says = !refutes
    ? check.hypotheses === "outside"
      ? "does not refute the claim: its hypotheses are not met"
      : "does not refute the claim: the inequality holds"
    : same
      ? "refutes the claim, with the sides that the file gives"
      : `refutes the claim, but the file gives the sides ${lhs} and ${rhs}`;
  const result = { refutes, inequality: check.inequality, lhs: left, rhs: right, hypotheses: check.hypotheses };
  return {
    output: { claim: claim.id, reading: reading.name, ...result, sidesAsStored: same, explanation: check.explanation },
    lines: [title, check.explanation, `  ${check.inequality}`, `  lhs = ${left}`, `  rhs = ${right}`, says],
    stands: refutes && same,
  };
}

/** A number out of the reach of what is computed with is the file's, not the program's. */
function decided<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(`instance: cannot be decided with these numbers (${error.message})`);
  }
}

async function replayCertificate(stored: Readonly<Record<string, unknown>>): Promise<Replay> {
  const { readCount, readList, readObject } = await import("../instance/input.js");
  const { recheckCertificate } = await import("../search/recheck.js");
  const fields = readObject(stored, "", {
    required: ["claim", "reading", "budget", "times", "cases", "polynomials", "cells"],
    optional: ["repaired"],
  });
  const cases = readCount(fields.cases, "cases");
  const polynomials = readList(fields.polynomials, "polynomials", (polynomial) => polynomial).length;
  readList(fields.cells, "cells", (cell, at) => {
    const {
      signs,
      splits,
      logSigns = [],
    } = readObject(cell, at, {
      required: ["cell", "signs", "splits"],
      optional: ["logSigns"],
    });
    for (const [key, rows] of Object.entries({ signs, splits, logSigns })) {
      readList(rows, `${at}.${key}`, (row, place) => readList(row, place, (part) => part));
    }
  });
  const { claim, reading, title } = await findVariant(fields.claim, fields.reading, {
    repaired: fields.repaired,
  });
  let wrong: string | undefined;
  try {
    wrong = recheckCertificate(claim, reading, fields as unknown as Certificate);
  } catch (error) {
    if (error instanceof TypeError) throw new InputError("the certificate is malformed");
    throw error;
  }
  const says =
    wrong === undefined
      ? "the certificate proves the claim on its domain, for every epsilon"
      : `the certificate fails: ${wrong}`;
  return {
    output: {
      claim: claim.id,
      reading: reading.name,
      proves: wrong === undefined,
      polynomials,
      ...(wrong !== undefined && { wrong }),
    },
    lines: [title, `${polynomials} polynomials, ${cases} cases`, says],
    stands: wrong === undefined,
  };
}

/** The claim of a file: as printed, repaired, or repaired but for one change. */
async function findVariant(
  id: unknown,
  name: unknown,
  variant: { readonly repaired?: unknown; readonly without?: unknown },
): Promise<{ readonly claim: Claim; readonly reading: Reading; readonly title: string }> {
  const { registry } = await import("../../properties/index.js");
  const { readChoice } = await import("../instance/input.js");
  const { findClaim } = await import("./claims.js");
  const claim = findClaim(registry, id, "claim");
  if (variant.repaired !== undefined && variant.repaired !== true) {
    throw new InputError("repaired: expected true; leave it out for the claim as printed");
  }
  readChoice(
    name,
    "reading",
    claim.readings.map((reading) => reading.name),
  );
  const reading = claim.readings.find((candidate) => candidate.name === name)!;
  if (variant.repaired === undefined && variant.without === undefined) {
    return { claim, reading, title: `${claim.id} (${reading.name})` };
  }
  const repair = claim.repair?.(reading);
  if (!repair) {
    throw new InputError(`reading: ${claim.id} (${reading.name}) has no repair`);
  }
  const without =
    variant.without === undefined ? undefined : readChoice(variant.without as string, "without", repair.changes);
  const title = `${claim.id} (${reading.name}), repaired${without === undefined ? "" : ` without "${without}"`}`;
  return { claim: repair.claim(without), reading: repair.reading, title };
}

function readObjectField(value: unknown, field: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new InputError(`${field}: expected an object {…}`);
}
