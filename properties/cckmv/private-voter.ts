import type { Switches } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import { type Candidate, opponent, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import {
  type Absence,
  individualRationality,
  type Per,
  type PrivacyConcern,
  type PrivacySign,
  truthfulnessWithPrivacy,
} from "../../src/notions/privacy-aware-utility.js";
import type { OrderedRing } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import { expEpsilon, type Subject } from "./elections.js";

/**
 * The voter of Theorem 4.2 and Proposition 4.4: her privacy utility satisfies Assumption 3.1 with some F, and
 * U^out(θ, θ) − U^out(θ, −θ) ≥ 2F(e^ε). Scaling all utilities by one factor changes nothing and a larger gap only
 * helps, so the worst voter has F(e^ε) = 1 and gap 2, and F is as large elsewhere as its reading allows.
 */

/** How hypotheses are changed by a repair: each is a hypothesis or constant of the printed text. */
export type Change = "e^(2ε)" | "F nondecreasing" | "U^priv ≥ 0" | "U^out ≥ F";

export const changeMeanings: Readonly<Record<Change, string>> = {
  "e^(2ε)": "condition (2) asks for 2F_i(e^{2ε}) instead of 2F_i(e^ε)",
  "F nondecreasing": "F_i is nondecreasing",
  "U^priv ≥ 0": "the privacy utility of a participant is never negative",
  "U^out ≥ F": "U_i^out(θ_i, o) is at least F_i at the same point as in condition (2), for both candidates o",
};

/** What is compared with truthful participation. */
export type Alternative = { readonly kind: "lie" } | { readonly kind: "absence"; readonly absence: Absence };

export interface PrivateVoterReading {
  readonly alternative: Alternative;
  readonly per: Per;
  readonly sign: PrivacySign;
  readonly monotone: boolean;
  readonly zeroAtOne: boolean;
  readonly finite: boolean;
  /** Whether F says nothing at a ratio ∞, so that nothing bounds U^priv there. */
  readonly openAtInfinity: boolean;
  /** e^{kε} is where condition (2) bounds F. */
  readonly k: 1 | 2;
  /** Whether U^out(θ, o) ≥ F(e^{kε}) is a hypothesis. */
  readonly floor: boolean;
}

/** The switches that Assumption 3.1 leaves open, each with its literal value first. */
export const boundSwitches = {
  bound: ["any", "monotone"],
  atOne: ["limit", "zero"],
  values: ["extended", "finite"],
  atInfinity: ["open", "closed"],
} as const;

export const switchMeanings = {
  universal: "for every coin r",
  expectation: "in expectation over the coins",
  coin: "for every coin r",
  "two-signed": "−F ≤ U^priv ≤ F",
  cost: "−F ≤ U^priv ≤ 0",
  any: "nothing is asked of F but its limit",
  monotone: "F is nondecreasing",
  limit: "F(x) → 0 as x → 1, F(1) is free",
  zero: "F(1) = 0 as well",
  extended: "F may take the value ∞",
  finite: "F is finite",
  open: "F has no value at a ratio ∞: no bound there",
  closed: "F has a value at a ratio ∞",
} as const;

export function readPrivateVoter(switches: Switches, changes: readonly Change[]): PrivateVoterReading {
  const absence = switches.absence as Absence | undefined;
  return {
    alternative: absence ? { kind: "absence", absence } : { kind: "lie" },
    per: switches.per === "expectation" || switches.truthfulness === "expectation" ? "expectation" : "coin",
    sign: changes.includes("U^priv ≥ 0") ? "benefit" : (switches.sign as PrivacySign),
    monotone: switches.bound === "monotone" || changes.includes("F nondecreasing"),
    zeroAtOne: switches.atOne === "zero",
    finite: switches.values === "finite",
    openAtInfinity: switches.atInfinity !== "closed",
    k: changes.includes("e^(2ε)") ? 2 : 1,
    floor: changes.includes("U^out ≥ F"),
  };
}

/** Truth against the alternative, for a voter whose utilities and concern are given. */
export function compareWithTruth<S>(
  R: OrderedRing<S>,
  situation: Situation<Vote, Candidate, S>,
  truth: Candidate,
  { alternative, per }: PrivateVoterReading,
  concern: PrivacyConcern<Vote, S>,
): Finding<S> {
  return alternative.kind === "lie"
    ? truthfulnessWithPrivacy(R, situation, truth, opponent(truth), per, concern)
    : individualRationality(R, situation, truth, alternative.absence, per, concern);
}

/** Decides the claim for the worst F, U^out and U^priv that the reading allows, the others' votes fixed. */
export function decidePrivateVoter<S>(
  R: OrderedRing<S>,
  under: Subject,
  situation: Situation<Vote, Candidate, S>,
  truth: Candidate,
  reading: PrivateVoterReading,
): Finding<S> {
  // Only N4 compares with a fixed utility, so only there the level of U^out matters: it is free unless bounded below.
  const level =
    reading.alternative.kind === "absence" && reading.alternative.absence === "N4" ? (reading.floor ? 1n : -1n) : 0n;
  const payoff = (type: Vote, _report: Vote, outcome: Candidate) => R.integer(level + (type === outcome ? 2n : 0n));
  const ceiling = ceilingGiven(R, reading, expEpsilon(R, under, reading.k), R.one);
  const finding = compareWithTruth(R, { ...situation, payoff }, truth, reading, { sign: reading.sign, ceiling });
  return { ...finding, hypotheses: "boundary" };
}
