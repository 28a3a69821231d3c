import type { Claim, Domain } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import { integersWithLog, integersWithoutLog } from "../number/log-ring.js";
import { atMost, type Extended, type Rational, rational } from "../number/rational.js";
import { all, type RealSet } from "../number/real-set.js";
import type { SignedCell } from "../verdict/certificate.js";
import type { Finding } from "../verdict/finding.js";
import { allEpsilon, decideOn, meet, simplestFailure, standingSet, stands } from "./for-all-epsilon.js";
import type { Pace } from "./pace.js";
import { scoreOfFinding } from "./score.js";

/** What deciding every case of a domain gave. */
export interface Enumeration<Case> {
  readonly cases: number;
  readonly hypothesesMet: number;
  readonly corners: ReadonlyMap<string, number>;
  /** Where the claim stands, for a claim with ε. */
  readonly standing: RealSet;
  /** The signs that the decisions asked for, for a claim with ε. */
  readonly signs?: SignedCell;
  /** The first failing cases in canonical order, each with the simplest base at which it fails. */
  readonly failures: readonly { readonly situation: Case; readonly base?: Rational }[];
  readonly failing: number;
  readonly undecided?: string;
  /** The largest score among the cases, at e^{sε} = 2 for a claim with ε. */
  readonly tightest?: { readonly situation: Case; readonly score: Extended };
}

/** Where tightness is measured for claims that are decided for all ε. */
const sampleBase = 2n;

/** How many failing cases are kept: the smallest counterexample is among the first, but not always the very first. */
export const keptFailures = 8;

/** Decides the cases in order, for all ε where the claim has one; stops after so many failures as it is told. */
export function enumerate<Case>(
  claim: Claim<Case>,
  { switches }: Reading,
  { cases }: Domain<Case>,
  pace: Pace,
  { untilFailures }: { readonly untilFailures?: number } = {},
): Enumeration<Case> {
  const corners = new Map<string, number>();
  const signs = claim.step ? allEpsilon() : undefined;
  let standing = all;
  let [decided, hypothesesMet, failing] = [0, 0, 0];
  const failures: { situation: Case; base?: Rational }[] = [];
  let undecided: string | undefined;
  let tightest: Enumeration<Case>["tightest"];
  const sampled = signs ? integersWithLog(sampleBase, 1n) : integersWithoutLog;
  for (const situation of cases) {
    pace.tick();
    decided++;
    for (const corner of claim.cornersOf(situation, switches)) corners.set(corner, (corners.get(corner) ?? 0) + 1);
    let findings: readonly Finding<unknown>[];
    const sample = claim.decide(sampled, situation, switches);
    const score = scoreOfFinding(sample);
    if (score !== undefined && (!tightest || !atMost(score, tightest.score))) tightest = { situation, score };
    let base: Rational | undefined;
    if (signs) {
      const pieces = decideOn((R, c: Case) => claim.decide(R, c, switches), situation, signs);
      findings = pieces.map((piece) => piece.finding);
      standing = meet(standing, standingSet(pieces));
      base = simplestFailure(pieces);
    } else {
      findings = [sample];
    }
    if (findings.some((finding) => finding.hypotheses !== "outside")) hypothesesMet++;
    undecided ??= findings.find((finding) => finding.conclusion === "undecided")?.reason;
    // Where a sign is not certified for all ε, the sample may still refute.
    if (signs && !stands(sample) && sample.conclusion === "fails" && !base) {
      findings = [...findings, sample];
      base = rational(sampleBase);
    }
    if (findings.every((finding) => stands(finding) || finding.conclusion === "undecided")) continue;
    failing++;
    // A case that fails at irrational points only cannot be shown as values; the set of ε tells of it.
    if (failures.length < keptFailures && (base || !signs)) failures.push({ situation, ...(base && { base }) });
    if (failures.length === untilFailures) break;
  }
  return {
    cases: decided,
    hypothesesMet,
    corners,
    standing,
    failing,
    failures,
    ...(signs && { signs }),
    ...(undecided !== undefined && { undecided }),
    ...(tightest && { tightest }),
  };
}
