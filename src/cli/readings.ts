import type { Budget, Claim } from "../claim/claim.js";
import type { DecidedClaim } from "../claim/result.js";
import { claimOfReadings } from "../search/campaign.js";
import { workOf } from "../search/work.js";
import type { KeptReading, Pending, ReadingName } from "../store/pending.js";

/** One reading of one claim: the unit of work, so that a claim with many readings does not keep all others waiting. */
export interface Unit extends ReadingName {
  /** Where it stands in the registry's order, which is the order of the results whatever the order of the work. */
  readonly place: number;
  /** An estimate of the work, in cases. */
  readonly work: number;
}

/** A decided claim, how long its readings took together, and whether all of them were decided by an earlier run. */
export type TimedClaim = DecidedClaim & { readonly milliseconds: number; readonly before: boolean };

/** The readings of some claims while they are being decided. */
export interface Readings {
  readonly units: readonly Unit[];
  /** Those that no earlier run decided, in the same order. */
  readonly open: readonly Unit[];
  /** How many readings are decided, and how many claims are so in all their readings. */
  decided(): { readonly readings: number; readonly claims: number };
  /** Takes in a `KeptReading` as JSON; gives the claim when it was the last of its readings. */
  add(unit: ReadingName, text: string): TimedClaim | undefined;
  /** The claims that are decided, in the registry's order. */
  claims(): readonly TimedClaim[];
}

/** The readings of the claims, those that wait in `pending` decided already. */
export function readingsOf(claims: readonly Claim[], budget: Budget, pending: Pending): Readings {
  const kept = new Map<string, KeptReading>();
  const key = ({ claim, reading }: ReadingName) => `${claim}\n${reading}`;
  const names = claims.flatMap(({ id, readings }) => readings.map(({ name }) => ({ claim: id, reading: name })));
  for (const name of names) {
    const waiting = pending.take(name);
    if (waiting) kept.set(key(name), waiting);
  }
  const before = new Set(kept.keys());
  const units = claims
    .flatMap((claim) => claim.readings.map((reading) => ({ claim, reading })))
    .map(({ claim, reading }, place) => {
      const name = { claim: claim.id, reading: reading.name };
      return { ...name, place, work: before.has(key(name)) ? 0 : workOf(claim, reading, budget) };
    });
  const decidedClaim = (claim: Claim): TimedClaim | undefined => {
    const keys = claim.readings.map(({ name }) => key({ claim: claim.id, reading: name }));
    const decided = keys.flatMap((each) => kept.get(each) ?? []);
    if (decided.length < keys.length) return undefined;
    const milliseconds = decided.reduce((total, reading) => total + reading.milliseconds, 0);
    return { ...claimOfReadings(claim, decided), milliseconds, before: keys.every((each) => before.has(each)) };
  };
  const decidedClaims = () => claims.flatMap((claim) => decidedClaim(claim) ?? []);
  return {
    units,
    open: units.filter((unit) => !before.has(key(unit))),
    decided: () => ({ readings: kept.size, claims: decidedClaims().length }),
    add(name, text) {
      kept.set(key(name), JSON.parse(text));
      return decidedClaim(claims.find(({ id }) => id === name.claim)!);
    },
    claims: decidedClaims,
  };
}
