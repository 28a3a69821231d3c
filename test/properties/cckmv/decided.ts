import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { expect } from "vitest";
import type { ElectionCase } from "../../../properties/cckmv/elections.js";
import type { Check, Claim } from "../../../src/claim/claim.js";
import type { Switches } from "../../../src/claim/reading.js";
import type { ReadingResult } from "../../../src/claim/result.js";
import { integersWithLog } from "../../../src/number/log-ring.js";
import { decideClaim } from "../../../src/search/campaign.js";
import { stands } from "../../../src/search/for-all-epsilon.js";
import { recheckCertificate } from "../../../src/search/recheck.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import type { VerdictWord } from "../../../src/verdict/verdict.js";

/** e^ε small, near 1, at and around thresholds met below, and large. */
export const bases = ["21/20", "5/4", "2", "5/2", "18/5", "10"].map((text) => new Fraction(text));

/** Decides a claim at the gate, re-checks its certificates, and gives the readings by name. */
export async function decided<Case>(claim: Claim<Case>): Promise<ReadonlyMap<string, ReadingResult>> {
  const { result, certificates } = await decideClaim(claim as Claim, { budget: "gate", seed: 1, asFound: true });
  for (const [name, certificate] of Object.entries(certificates)) {
    const reading = claim.readings.find((candidate) => candidate.name === certificate.reading)!;
    const repair = certificate.repaired ? claim.repair!(reading)! : undefined;
    const wrong = recheckCertificate((repair?.claim() ?? claim) as Claim, repair?.reading ?? reading, certificate);
    expect(wrong, name).toBeUndefined();
  }
  for (const { name, corners } of result.readings) {
    for (const [corner, met] of Object.entries(corners)) expect(met, `${name}: ${corner}`).toBeGreaterThan(0);
  }
  return new Map(result.readings.map((reading) => [reading.name, reading]));
}

/** The claim with one of its readings as the only one. */
export const only = <Case>(name: string, claim: Claim<Case>): Claim<Case> => ({
  ...claim,
  readings: claim.readings.filter((reading) => reading.name === name).map((reading) => ({ ...reading, literal: true })),
});

/** The verdicts by reading. */
export const words = (readings: ReadonlyMap<string, ReadingResult>): Record<string, VerdictWord> =>
  Object.fromEntries([...readings].map(([name, { verdict }]) => [name, verdict]));

/** A repair that is proved, with every one of its changes shown to be needed. */
export function expectRepaired({ repair, name }: ReadingResult, ...changes: readonly string[]): void {
  expect(repair?.verdict, name).toBe("proved for all epsilon");
  expect(repair?.changes, name).toEqual(changes);
  expect(
    repair?.necessary.map(({ without }) => without),
    name,
  ).toEqual(changes);
}

/** What `decide` says over the integers at e^ε = b. */
export const decidesAt = (claim: Claim<ElectionCase>, c: ElectionCase, b: Fraction, switches: Switches): boolean =>
  stands(claim.decide(integersWithLog(b.n, b.d), c, switches));

/** What `check` says where player 0 reports her type. */
export function checksAt(
  claim: Claim<ElectionCase>,
  { others, truth }: ElectionCase,
  b: Fraction,
  switches: Switches,
  choices: JsonObject = {},
  mechanism = "cckmv/noisy-election",
): Check {
  const reports = [truth, ...Array<string>(others.A).fill("A"), ...Array<string>(others.B).fill("B")];
  const parameters = { epsilon: { times: "1", log: b.toFraction() } };
  return claim.check({ instance: { mechanism, parameters, reports }, choices: { player: 0, ...choices } }, switches);
}

const Precise = Decimal.clone({ precision: 60 });

/** ln x to 60 digits. */
export const ln = (x: Fraction): Decimal => decimal(x).ln();
export const decimal = (x: Fraction): Decimal =>
  new Precise(x.s < 0n ? `-${x.n}` : `${x.n}`).div(new Precise(`${x.d}`));

/** Whether x < y for numbers that are told apart by 40 digits. */
export function isLess(x: Decimal, y: Decimal): boolean {
  if (x.minus(y).abs().lt("1e-40")) throw new Error("the two sides are too close for a decision in decimals");
  return x.lt(y);
}

export const switchesOf = (claim: Claim<ElectionCase>, reading: string): Switches =>
  claim.readings.find(({ name }) => name === reading)!.switches;
