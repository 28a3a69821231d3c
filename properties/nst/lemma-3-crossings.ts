import { once } from "../../src/instance/once.js";
import { printEnclosure } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";

const real = (n: number): R.Real => R.fromInteger(BigInt(n));

/** Whether (2/η)·ln(η|S|) is at least the loss at F = 1 once and 0 elsewhere, for η = c/|S|. */
function isEnough(c: Q.Rational, alternatives: number): boolean {
  const rate = R.fromRational(Q.divide(c, Q.rational(BigInt(alternatives))));
  const others = R.multiply(real(alternatives - 1), R.exp(R.negate(rate)));
  const loss = R.divide(others, R.add(real(1), others));
  const bound = R.divide(R.multiply(real(2), R.ln(R.fromRational(c))), rate);
  return R.compareReals(loss, bound) === -1;
}

/** The c = nε|S|/(2d) at which the bound of Lemma 3 meets the loss at F = 1 once and 0 elsewhere, by |S|: e is printed. */
export const crossings = once(
  (): JsonObject =>
    Object.fromEntries(
      [2, 3, 4, 8].map((alternatives) => {
        let [low, high] = [Q.one, Q.rational(5n, 4n)];
        for (let i = 0; i < 12; i++) {
          const middle = Q.multiply(Q.add(low, high), Q.rational(1n, 2n));
          if (isEnough(middle, alternatives)) high = middle;
          else low = middle;
        }
        return [`|S| = ${alternatives}`, { ...printEnclosure({ low, high }) }];
      }),
    ),
);
