import { gcd } from "../../number/integer.js";

/**
 * The largest integer of which every score is a multiple, where a score is a sum of n terms and each of them is any one of a row,
 * a row for each alternative; `none` where all are 0. The coarser the unit, the more ε there are whose weights are rational.
 */
export function unitOfSums(n: bigint, rows: Iterable<readonly bigint[]>, none = 1n): bigint {
  let unit = 0n;
  for (const [first, ...others] of rows) {
    unit = gcd(unit, n * first!);
    for (const term of others) unit = gcd(unit, term - first!);
    if (unit === 1n) return unit;
  }
  return unit === 0n ? none : unit;
}
