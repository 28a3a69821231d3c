import * as Q from "../../src/number/rational.js";
import { largest, type PlainTable, smallest, upTo } from "./plain-table.js";

/**
 * The least error that an ex-post Nash equilibrium of any mechanism can have at both ends of the chain (0, …, 0), (1, 0, …, 0), …,
 * (1, …, 1) of profiles, for two types and two alternatives. With x the probability of alternative 0 at a profile of the chain:
 *
 * The player who has type 1 at it and type 0 before gets at most x·h0 + (1 − x)·h1, h her largest utilities over her
 * reactions. By playing as type 0 she gets at least x′·l0 + (1 − x′)·l1, l her least ones and x′ the probability one step before.
 * As she must not gain, x′·(l0 − l1) ≤ x·(h0 − h1) + h1 − l1. Needs l0 > l1.
 */
export function leastErrorOf(table: PlainTable): Q.Rational {
  const n = table.types.length;
  // x at the first profile ≤ slope·(x at the last) + shift.
  let [slope, shift] = [Q.one, Q.zero];
  for (let ones = n; ones > 0; ones--) {
    const types = upTo(n).map((player) => (player < ones ? 1 : 0));
    const values = (s: number) => upTo(table.reactions[ones - 1]!).map((r) => table.utility(ones - 1, types, s, r));
    const [h0, h1, l0, l1] = [largest(values(0)), largest(values(1)), smallest(values(0)), smallest(values(1))];
    const width = Q.subtract(l0, l1);
    const [step, drift] = [Q.divide(Q.subtract(h0, h1), width), Q.divide(Q.subtract(h1, l1), width)];
    // From this profile to the one before; what came of later ones is put in.
    [slope, shift] = [Q.multiply(step, slope), Q.add(Q.multiply(step, shift), drift)];
  }
  const missed = (type: number, x: Q.Rational): Q.Rational => {
    const types = upTo(n).map(() => type);
    const [f0, f1] = [table.objective(types, 0), table.objective(types, 1)];
    return Q.subtract(largest([f0, f1]), Q.add(Q.multiply(x, f0), Q.multiply(Q.subtract(Q.one, x), f1)));
  };
  const worse = (x: Q.Rational): Q.Rational => {
    const first = smallest([Q.one, Q.add(Q.multiply(slope, x), shift)]);
    return largest([missed(0, first), missed(1, x)]);
  };
  // Falling in x at the first profile and rising at the last: least at an end or where they cross.
  const crossing = crossingOf((x) => Q.subtract(missed(0, Q.add(Q.multiply(slope, x), shift)), missed(1, x)));
  const candidates = [Q.zero, Q.one, ...(isShare(crossing) ? [crossing] : [])];
  return smallest(candidates.map(worse));
}

const isShare = (x: Q.Rational): boolean => x.numerator >= 0n && Q.compare(x, Q.one) <= 0;

/** The zero of an affine function that is not constant. */
function crossingOf(f: (x: Q.Rational) => Q.Rational): Q.Rational {
  const at0 = f(Q.zero);
  return Q.divide(at0, Q.subtract(at0, f(Q.one)));
}
