import * as Q from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";
import type { Table } from "./mixtures.js";

/** at + slope·h for an h > 0 that is smaller than every positive number. */
interface Germ {
  readonly at: Q.Rational;
  readonly slope: Q.Rational;
}

const subtract = (x: Germ, y: Germ): Germ => ({
  at: Q.subtract(x.at, y.at),
  slope: Q.subtract(x.slope, y.slope),
});
const sign = ({ at, slope }: Germ): Sign => (at.numerator === 0n ? Q.signOfRational(slope) : Q.signOfRational(at));

/**
 * min E(λ; ω) just beside a table of values, on the way to another one, without (1) as well: the limit of it on this way.
 * Where several alternatives are best in the state and are not worth the same everywhere, another state breaks the tie at every
 * π(ω) < 1 and the least level is 1; else it is the largest m/(d + m) by which an alternative that trails by d in the state leads by
 * m > 0 in another one.
 */
export function levelBeside(table: Table, towards: Table, state: number): Q.Rational {
  const germs = table.map((row, a) => row.map((at, w): Germ => ({ at, slope: Q.subtract(towards[a]![w]!, at) })));
  const top = germs.reduce((best, row, a) => (sign(subtract(row[state]!, germs[best]![state]!)) > 0 ? a : best), 0);
  let least = Q.zero;
  for (const row of germs) {
    const trail = subtract(germs[top]![state]!, row[state]!);
    for (const [other, germ] of row.entries()) {
      const lead = subtract(germ, germs[top]![other]!);
      if (sign(trail) === 0 && sign(lead) !== 0) return Q.one;
      if (other === state || sign(lead) <= 0) continue;
      const [part, rest] = lead.at.numerator === 0n && trail.at.numerator === 0n ? [lead.slope, trail.slope] : [lead.at, trail.at]; // biome-ignore format: one line
      least = Q.maximum(least, Q.divide(part, Q.add(part, rest)));
    }
  }
  return least;
}

/** min E(λ; ω) at a table of values. */
export const levelAt = (table: Table, state: number): Q.Rational => levelBeside(table, table, state);
