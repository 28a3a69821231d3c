import type { Claim, Example, Repair } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import type { RecordedClaim } from "../claim/recorded.js";
import type { ClaimResult, DecidedClaim, ReadingResult, RepairResult } from "../claim/result.js";
import type { Certificate } from "../verdict/certificate.js";
import { printCitation } from "../verdict/citation.js";
import type { Counterexample } from "../verdict/counterexample.js";
import type { JsonObject } from "../verdict/json.js";
import { type DecideOptions, decideReadingOf, smallestCounterexample } from "./decide-reading.js";
import { enumerate, keptFailures } from "./enumerate.js";
import { minimise } from "./minimise.js";
import { unpaced } from "./pace.js";
import type { RandomSearch } from "./random.js";
import { recordDifference } from "./record-difference.js";

/** How a claim is decided, and the record that it is compared with. */
export interface CampaignOptions extends DecideOptions {
  readonly recorded?: RecordedClaim;
  /** Leaves what shows a change of a repair to be needed as it was found: it is there or not, whatever its size. */
  readonly asFound?: boolean;
}

/** A decided reading with the certificates that its proofs for all ε rest on, by file name: plain data. */
export interface DecidedReading {
  readonly result: ReadingResult;
  readonly certificates: Readonly<Record<string, Certificate>>;
}

/** Decides every reading of a claim, with repairs, and compares with the record. */
export const decideClaim = (claim: Claim, options: CampaignOptions): DecidedClaim =>
  claimOfReadings(
    claim,
    claim.readings.map((reading) => decideReading(claim, reading, options)),
  );

/** A claim from all of its readings, decided one by one and given in the claim's order. */
export function claimOfReadings(claim: Claim, decided: readonly DecidedReading[]): DecidedClaim {
  const readings = decided.map(({ result }) => result);
  const certificates: Record<string, Certificate> = Object.assign({}, ...decided.map((d) => d.certificates));
  const { name: _name, switches: _switches, literal: _literal, ...own } = readings.find((reading) => reading.literal)!;
  const unexpected = readings.find((reading) => !reading.asExpected);
  const result: ClaimResult = {
    id: claim.id,
    paper: claim.citation.paper,
    citation: printCitation(claim.citation),
    statement: claim.statement,
    hypotheses: claim.hypotheses,
    ...(claim.switchMeanings && { switchMeanings: claim.switchMeanings }),
    ...own,
    asExpected: unexpected === undefined,
    ...(unexpected && { unexpected: `reading ${unexpected.name}: ${unexpected.unexpected}` }),
    readings,
  };
  return { result, certificates };
}

/** `<paper>-<claim>--<reading>`: the name of the files about one reading. */
export const fileName = (claim: string, reading: string): string => `${claim}--${reading}`.replaceAll("/", "-");

/** A path as a shell takes it: a reading's name may have a space. */
const inShell = (path: string): string => (path.includes(" ") ? `"${path}"` : path);

/** Decides one reading with its repair, and compares with the record. The only place where verdicts are made. */
export function decideReading(claim: Claim, reading: Reading, options: CampaignOptions): DecidedReading {
  const recorded = options.recorded?.readings[reading.name];
  const decided = decideReadingOf(claim, reading, options, recorded?.counterexample);
  const file = fileName(claim.id, reading.name);
  const certificates: Record<string, Certificate> = {};
  const certify = (certificate: Certificate | undefined, name: string): JsonObject => {
    if (!certificate) return {};
    certificates[name] = certificate;
    return { certificate: `certificates/${name}.json` };
  };
  const repaired = decided.counterexample ? decideRepair(claim, reading, options, certify, file) : undefined;
  const proof = decided.verdict === "proved for all epsilon" ? certify(decided.certificate, file) : {};
  const result: Omit<ReadingResult, "asExpected"> = {
    name: reading.name,
    switches: reading.switches,
    literal: reading.literal,
    verdict: decided.verdict,
    ...(decided.reason && { reason: decided.reason }),
    ...(recorded && { expected: recorded.verdict }),
    ...decided.summary,
    evidence: { ...decided.evidence, ...proof },
    ...(decided.counterexample && { counterexample: decided.counterexample }),
    ...(decided.mostViolating && { mostViolating: decided.mostViolating }),
    ...(decided.tightness && { tightness: decided.tightness }),
    ...(repaired && { repair: repaired }),
    ...(decided.counterexample && { replay: `mechproof replay ${inShell(`reports/counterexamples/${file}.json`)}` }),
  };
  const unexpected = recorded ? recordDifference(claim, reading, recorded, result) : "no verdict is recorded for it";
  return {
    result: { ...result, asExpected: unexpected === undefined, ...(unexpected !== undefined && { unexpected }) },
    certificates,
  };
}

function decideRepair(
  claim: Claim,
  reading: Reading,
  options: CampaignOptions,
  certify: (certificate: Certificate | undefined, name: string) => JsonObject,
  file: string,
): RepairResult | undefined {
  const repair = claim.repair?.(reading);
  if (!repair) return undefined;
  const repaired = repair.claim();
  const decided = decideReadingOf(repaired, repair.reading, options);
  const id = reading.literal ? `${claim.id}/repaired` : `${claim.id}--${reading.name}/repaired`;
  const certificate = decided.certificate && { ...decided.certificate, repaired: true };
  const proof = decided.verdict === "proved for all epsilon" ? certify(certificate, `${file}--repaired`) : {};
  return {
    id,
    statement: repair.statement,
    changes: repair.changes,
    verdict: decided.verdict,
    ...(decided.reason && { reason: decided.reason }),
    ...(decided.summary.epsilons !== undefined && { epsilons: decided.summary.epsilons }),
    domain: decided.summary.domain,
    instances: decided.summary.instances,
    hypothesesMet: decided.summary.hypothesesMet,
    evidence: { ...decided.evidence, ...proof },
    ...(decided.tightness && { tightness: decided.tightness }),
    necessary: necessity(repair, options),
  };
}

/** For each change a counterexample to the claim that makes all other changes. */
function necessity(
  repair: Repair,
  { budget, pace = unpaced, asFound = false }: CampaignOptions,
): RepairResult["necessary"] {
  const shown: (Counterexample & { without: string })[] = [];
  for (const change of repair.changes) {
    const claim = repair.claim(change);
    const domain = claim.domain(budget, repair.reading.switches);
    const found = enumerate(claim, repair.reading, domain, pace, { untilFailures: asFound ? 1 : keptFailures });
    const nothing: RandomSearch = {
      drawn: 0,
      inside: 0,
      boundary: 0,
      outside: 0,
      failingOutside: 0,
      corners: new Map(),
    };
    const shrink = asFound ? (example: Example) => example : minimise;
    const counterexample = smallestCounterexample(claim, repair.reading, found, nothing, undefined, shrink);
    if (counterexample) shown.push({ without: change, ...counterexample });
  }
  return shown;
}
