import type { Claim } from "../../../src/claim/claim.js";
import { integersWithLog } from "../../../src/number/log-ring.js";
import { rational } from "../../../src/number/rational.js";
import { stands } from "../../../src/search/for-all-epsilon.js";

/** Whether a reading falls at some case of the gate at the base p/q, both as it is decided and as it is checked there. */
export function falls(claim: Claim, name: string, [p, q]: readonly [bigint, bigint] = [2n, 1n]): boolean {
  const { switches } = claim.readings.find((reading) => reading.name === name)!;
  return claim.domain("gate", switches).cases.some((situation) => {
    if (stands(claim.decide(integersWithLog(p, q), situation, switches))) return false;
    const check = claim.check(claim.exhibit(situation, rational(p, q), switches), switches);
    return check.hypotheses !== "outside" && !check.holds;
  });
}
