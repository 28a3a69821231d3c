import type { Budget, Claim, Domain, Example, Repair } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import type { RecordedClaim, RecordedReading } from "../claim/recorded.js";
import type { ClaimResult, DecidedClaim, ReadingResult, RepairResult } from "../claim/result.js";
import { atMost, divide, type Extended, one, printExtended, printRational } from "../number/rational.js";
import { intersection, parseRealSet, printRealSet, type RealSetJson, equals as sameSet } from "../number/real-set.js";
import { type Certificate, certificateOf, type SignedCell } from "../verdict/certificate.js";
import { printCitation } from "../verdict/citation.js";
import type { Counterexample } from "../verdict/counterexample.js";
import { canonical, type Json, type JsonObject } from "../verdict/json.js";
import { reasonOf, type VerdictWord } from "../verdict/verdict.js";
import { type Enumeration, enumerate } from "./enumerate.js";
import { compareExamples, fewestPlayers, minimise, movesOf } from "./minimise.js";
import { type Pace, unpaced } from "./pace.js";
import { type RandomSearch, searchAtRandom } from "./random.js";
import { counterexampleOf, printSide, violates } from "./score.js";
import { tryCheck } from "./try-check.js";

export interface CampaignOptions {
  readonly budget: Budget;
  readonly seed: number;
  readonly recorded?: RecordedClaim;
  readonly pace?: Pace;
}

/** Decides every reading of a claim, with repairs, and compares with the record. The only place where verdicts are made. */
export async function decideClaim(claim: Claim, options: CampaignOptions): Promise<DecidedClaim> {
  const readings: ReadingResult[] = [];
  const certificates: Record<string, Certificate> = {};
  for (const reading of claim.readings) {
    const decided = await decideReading(claim, reading, options);
    readings.push(decided.result);
    Object.assign(certificates, decided.certificates);
  }
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

async function decideReading(
  claim: Claim,
  reading: Reading,
  options: CampaignOptions,
): Promise<{ result: ReadingResult; certificates: Record<string, Certificate> }> {
  const recorded = options.recorded?.readings[reading.name];
  const decided = await decideAlone(claim, reading, options, recorded?.counterexample);
  const file = fileName(claim.id, reading.name);
  const certificates: Record<string, Certificate> = {};
  const certify = (certificate: Certificate | undefined, name: string): JsonObject => {
    if (!certificate) return {};
    certificates[name] = certificate;
    return { certificate: `certificates/${name}.json` };
  };
  const repaired = decided.counterexample ? await decideRepair(claim, reading, options, certify, file) : undefined;
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
    ...(decided.counterexample && { replay: `mechproof replay reports/counterexamples/${file}.json` }),
  };
  const unexpected = recorded ? difference(claim, reading, recorded, result) : "no verdict is recorded for it";
  return {
    result: { ...result, asExpected: unexpected === undefined, ...(unexpected !== undefined && { unexpected }) },
    certificates,
  };
}

/** What of the record was not found again; undefined when everything was. */
function difference(
  claim: Claim,
  { switches }: Reading,
  recorded: RecordedReading,
  found: Pick<ReadingResult, "verdict" | "epsilons" | "repair">,
): string | undefined {
  if (recorded.verdict !== found.verdict) return `recorded "${recorded.verdict}", found "${found.verdict}"`;
  const set = compareSets(recorded.epsilons, found.epsilons);
  if (set) return set;
  const { counterexample, repair } = recorded;
  if (counterexample) {
    const check = tryCheck(claim, counterexample, switches);
    if (!check || !violates(check)) return "the recorded counterexample no longer violates the claim";
    const [before, now] = [
      [counterexample.lhs, counterexample.rhs],
      [printSide(check.left), printSide(check.right)],
    ].map((sides) => sides.map(canonical).join(" and "));
    if (before !== now) return `the recorded counterexample had the sides ${before}, now ${now}`;
  }
  if (repair?.verdict !== found.repair?.verdict) {
    return `its repair was recorded "${repair?.verdict ?? "absent"}", found "${found.repair?.verdict ?? "absent"}"`;
  }
  const needless = found.repair?.changes.find(
    (change) => !found.repair?.necessary.some(({ without }) => without === change),
  );
  if (needless !== undefined) return `its repair holds without the change "${needless}"`;
  return compareSets(repair?.epsilons, found.repair?.epsilons);
}

/** A smaller budget may find the claim to stand at more ε, never at fewer. */
function compareSets(recorded: RealSetJson | undefined, found: RealSetJson | undefined): string | undefined {
  const [before, now] = [recorded, found].map((set) => (set === undefined ? undefined : parseRealSet(set)));
  if (!before && !now) return undefined;
  // "all" and the empty set are the same in every unit of ε.
  const scaleOf = (set: RealSetJson | undefined) => (set === "all" || set?.b.length === 0 ? undefined : set?.times);
  const sameScale = [scaleOf(recorded), scaleOf(found)].includes(undefined) || scaleOf(recorded) === scaleOf(found);
  if (before && now && sameScale && sameSet(intersection(before, now), before)) return undefined;
  return `the set of epsilon was ${canonical(recorded ?? null)}, now ${canonical(found ?? null)}`;
}

interface Decided {
  readonly verdict: VerdictWord;
  readonly reason?: ReadingResult["reason"] & string;
  readonly summary: Pick<
    ReadingResult,
    "domain" | "argument" | "instances" | "hypothesesMet" | "corners" | "exhaustive" | "epsilons"
  >;
  readonly evidence: JsonObject;
  readonly certificate?: Certificate;
  readonly counterexample?: Counterexample;
  readonly mostViolating?: Counterexample;
  readonly tightness?: NonNullable<ReadingResult["tightness"]>;
}

/** Decides one reading of one claim, its repairs apart. */
async function decideAlone(
  claim: Claim,
  reading: Reading,
  { budget, seed, pace = unpaced }: CampaignOptions,
  recorded?: Counterexample,
): Promise<Decided> {
  const domain = claim.domain(budget, reading.switches);
  const found = await enumerate(claim, reading, domain, pace);
  const random = searchAtRandom(claim, reading, seed, domain.draws);
  const counterexample = smallestCounterexample(claim, reading, found, random, recorded);
  const times = claim.step && printRational(divide(one, claim.step));
  const verdict = verdictOf(claim, domain, found, counterexample);
  const hypothesesMet = found.hypothesesMet + random.inside + random.boundary;
  const { tightest } = random;
  const worst = tightest && violates(tightest.check) ? tightest : undefined;
  return {
    verdict,
    ...(verdict === "undecided" && { reason: reasonOf(found.undecided ?? "precision") }),
    summary: {
      domain: domain.description,
      ...(domain.argument !== undefined && { argument: domain.argument }),
      instances: found.cases + random.drawn,
      hypothesesMet,
      corners: countCorners(claim, found, random),
      exhaustive: domain.exhaustive,
      ...(times !== undefined && verdict !== "undecided" && { epsilons: printRealSet(found.standing, times) }),
    },
    evidence: { ...evidenceOf(found, random), ...claim.evidence?.(budget, reading.switches) },
    ...(found.signs &&
      times !== undefined && {
        certificate: certificateOf(found.signs, {
          claim: claim.id,
          reading: reading.name,
          budget,
          times,
          cases: found.cases,
        }),
      }),
    ...(counterexample && { counterexample }),
    ...(counterexample && {
      mostViolating: worst
        ? counterexampleOf(claim.id, reading.name, worst.example.instance, worst.check)
        : counterexample,
    }),
    ...tightnessOf(claim, found, random),
  };
}

/** The largest score that enumeration or random search saw, and where. */
function tightnessOf(claim: Claim, found: Enumeration<unknown>, random: RandomSearch): Pick<Decided, "tightness"> {
  const seen: { score: Extended; at: JsonObject }[] = [];
  if (found.tightest) {
    const epsilon = claim.step && { epsilon: { times: printRational(divide(one, claim.step)), log: "2" } };
    seen.push({ score: found.tightest.score, at: { case: found.tightest.situation as Json, ...epsilon } });
  }
  if (random.tightest) seen.push({ score: random.tightest.score, at: { ...random.tightest.example } });
  if (seen.length === 0) return {};
  const { score, at } = seen.reduce((most, next) => (atMost(next.score, most.score) ? most : next));
  return { tightness: { ratio: printExtended(score), at } };
}

function verdictOf(
  claim: Claim,
  domain: Domain<unknown>,
  found: Enumeration<unknown>,
  counterexample: Counterexample | undefined,
): VerdictWord {
  if (counterexample) return "refuted";
  if (found.undecided !== undefined || found.failing > 0) return "undecided";
  if (found.hypothesesMet === 0) return "vacuous";
  if (!domain.exhaustive) return "supported";
  return claim.step ? "proved for all epsilon" : "proved on the domain";
}

function countCorners(claim: Claim, found: Enumeration<unknown>, random: RandomSearch): Record<string, number> {
  return Object.fromEntries(
    claim.corners.map((corner) => [corner, (found.corners.get(corner) ?? 0) + (random.corners.get(corner) ?? 0)]),
  );
}

function evidenceOf({ cases, failing, signs, undecided }: Enumeration<unknown>, random: RandomSearch): JsonObject {
  return {
    enumerated: { cases, failing },
    ...(undecided !== undefined && { undecided }),
    ...(random.drawn > 0 && {
      drawn: {
        examples: random.drawn,
        inside: random.inside,
        boundary: random.boundary,
        outside: random.outside,
        failingOutside: random.failingOutside,
      },
    }),
    ...(signs && { signs: countSigns(signs) }),
  };
}

function countSigns(root: SignedCell): JsonObject {
  const nodes: SignedCell[] = [root];
  let signs = 0;
  for (let i = 0; i < nodes.length; i++) {
    signs += nodes[i]!.signs.size;
    for (const { pieces } of nodes[i]!.splits.values()) nodes.push(...pieces);
  }
  return { cells: nodes.length, polynomials: signs };
}

/** The smallest of what enumeration and random search found, each minimised, and what is recorded. */
function smallestCounterexample(
  claim: Claim,
  reading: Reading,
  { failures }: Enumeration<unknown>,
  { smallest }: RandomSearch,
  recorded?: Counterexample,
): Counterexample | undefined {
  const check = (example: Example) => tryCheck(claim, example, reading.switches);
  const candidates = failures.map(({ situation, base }) => {
    const shown = claim.exhibit(situation, base, reading.switches);
    const checked = check(shown);
    // decide works for the worst case in any ring, check at values in the rationals: they must agree.
    if (!checked || !violates(checked)) {
      throw new Error(
        `${claim.id} (${reading.name}): decided to fail at ${canonical(shown.instance)}, but its check holds there`,
      );
    }
    return shown;
  });
  // What enumeration found is already smallest in players and found whatever the seed.
  const starts = candidates.length > 0 ? fewestPlayers(candidates) : smallest ? [smallest] : [];
  const minimal = starts.map((example) => minimise(example, check, movesOf(claim, reading)));
  if (recorded && check(recorded) && violates(check(recorded)!)) minimal.push(recorded);
  if (minimal.length === 0) return undefined;
  const best = minimal.reduce((least, next) => (compareExamples(next, least) < 0 ? next : least));
  return counterexampleOf(claim.id, reading.name, best.instance, check(best)!);
}

async function decideRepair(
  claim: Claim,
  reading: Reading,
  options: CampaignOptions,
  certify: (certificate: Certificate | undefined, name: string) => JsonObject,
  file: string,
): Promise<RepairResult | undefined> {
  const repair = claim.repair?.(reading);
  if (!repair) return undefined;
  const repaired = repair.claim();
  const decided = await decideAlone(repaired, repair.reading, options);
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
    necessary: await necessity(repair, options),
  };
}

/** For each change a counterexample to the claim that makes all other changes. */
async function necessity(
  repair: Repair,
  { budget, pace = unpaced }: CampaignOptions,
): Promise<RepairResult["necessary"]> {
  const shown: (Counterexample & { without: string })[] = [];
  for (const change of repair.changes) {
    const claim = repair.claim(change);
    const domain = claim.domain(budget, repair.reading.switches);
    const found = await enumerate(claim, repair.reading, domain, pace, { untilFailure: true });
    const nothing: RandomSearch = {
      drawn: 0,
      inside: 0,
      boundary: 0,
      outside: 0,
      failingOutside: 0,
      corners: new Map(),
    };
    const counterexample = smallestCounterexample(claim, repair.reading, found, nothing);
    if (counterexample) shown.push({ without: change, ...counterexample });
  }
  return shown;
}
