import type { Claim } from "../src/claim/claim.js";
import type { Switches } from "../src/claim/reading.js";

/** What all readings have in common; corners are those of every reading. */
export type Shared = Pick<
  Claim,
  "id" | "citation" | "statement" | "hypotheses" | "switchMeanings" | "readings" | "step" | "repair"
>;

/**
 * A claim whose readings speak of different mechanisms or bounds: `of` gives the claim that decides a reading. All have one
 * step and the same names of corners; throws RangeError where the corners differ.
 */
export function byReading<Case>(shared: Shared, of: (switches: Switches) => Claim<Case>): Claim {
  const known = new Map<string, Claim>();
  const claimOf = (switches: Switches): Claim => {
    const key = Object.values(switches).join("+");
    const claim = known.get(key) ?? of(switches);
    known.set(key, claim);
    return claim;
  };
  const all = shared.readings.map(({ switches }) => claimOf(switches));
  const corners = all[0]!.corners;
  const others = all.find((claim) => claim.corners.join() !== corners.join());
  if (others) throw new RangeError(`${shared.id}: expected every reading to have the corners ${corners.join(", ")}`);
  return {
    ...shared,
    corners,
    completed: [...new Set(all.flatMap(({ completed = [] }) => completed))],
    domain: (budget, switches) => claimOf(switches).domain(budget, switches),
    decide: (R, situation, switches) => claimOf(switches).decide(R, situation, switches),
    cornersOf: (situation, switches) => claimOf(switches).cornersOf(situation, switches),
    exhibit: (situation, base, switches) => claimOf(switches).exhibit(situation, base, switches),
    check: (example, switches) => claimOf(switches).check(example, switches),
    alternatives: (example, switches) => claimOf(switches).alternatives?.(example, switches) ?? [],
    draw: (switches) => claimOf(switches).draw?.(switches) ?? { sample: () => [] },
    evidence: (budget, switches) => claimOf(switches).evidence?.(budget, switches) ?? {},
  };
}
