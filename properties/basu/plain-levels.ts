import * as Q from "../../src/number/rational.js";
import { bestOf, inState, type Table } from "./mixtures.js";

/** Which alternatives are chosen of those with some values; all the best ones as printed. */
export type Chosen = (values: readonly Q.Rational[]) => readonly number[];

/** A belief on one state, the rest of it on another one, under which the choice is another. */
export interface ChangedChoice {
  readonly other: number;
  readonly belief: Q.Rational;
  readonly chosen: readonly number[];
}

const half = Q.rational(1n, 2n);

/** p·x + (1 − p)·y. */
const between = (p: Q.Rational, x: Q.Rational, y: Q.Rational): Q.Rational =>
  Q.add(Q.multiply(p, x), Q.multiply(Q.subtract(Q.one, p), y));

/** Where two alternatives are worth the same between two states, with `from` and 1, ascending. */
function turns(table: Table, state: number, other: number, from: Q.Rational): readonly Q.Rational[] {
  const found = new Map([from, Q.one].map((p) => [Q.printRational(p), p]));
  for (const x of table) {
    for (const y of table) {
      const [here, there] = [state, other].map((w) => Q.subtract(x[w]!, y[w]!));
      const slope = Q.subtract(here!, there!);
      if (slope.numerator === 0n) continue;
      const p = Q.divide(Q.negate(there!), slope);
      if (Q.compare(p, from) > 0 && Q.compare(p, Q.one) < 0) found.set(Q.printRational(p), p);
    }
  }
  return [...found.values()].sort(Q.compare);
}

/** Each of some numbers but the first, after what is half-way to it. */
const withMiddles = (points: readonly Q.Rational[]): readonly Q.Rational[] =>
  points.slice(1).flatMap((p, i) => [Q.multiply(half, Q.add(points[i]!, p)), p]);

/**
 * The beliefs between a state and another one that give the state more than a level and change the choice, one in each piece
 * where the order of the alternatives is the same. A change anywhere shows between two states: in the state the choice is
 * ahead or at par, and a linear function that is negative at some π is so on the way from the state to one of the others.
 */
export function changesAbove(
  table: Table,
  state: number,
  level: Q.Rational,
  chosen: Chosen = bestOf,
): readonly ChangedChoice[] {
  const own = chosen(inState(table, state)).join();
  return table[0]!.flatMap((_, other) => {
    if (other === state || Q.equals(level, Q.one)) return [];
    return withMiddles(turns(table, state, other, level)).flatMap((belief) => {
      const found = chosen(table.map((row) => between(belief, row[state]!, row[other]!)));
      return found.join() === own ? [] : [{ other, belief, chosen: found }];
    });
  });
}

/** The least upper bound of the beliefs that change the choice, 0 where there are none: by the pieces that are changed. */
export function largestChange(table: Table, state: number, chosen: Chosen = bestOf): Q.Rational {
  const own = chosen(inState(table, state)).join();
  const isChanged = (p: Q.Rational, other: number) =>
    chosen(table.map((row) => between(p, row[state]!, row[other]!))).join() !== own;
  return table[0]!.reduce((largest, _, other) => {
    if (other === state) return largest;
    const points = turns(table, state, other, Q.zero);
    const ends = points.filter(
      (p, i) => isChanged(p, other) || (i > 0 && isChanged(Q.multiply(half, Q.add(points[i - 1]!, p)), other)),
    );
    return ends.reduce(Q.maximum, largest);
  }, Q.zero);
}
