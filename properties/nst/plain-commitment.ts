import type { Spread } from "../../src/mechanisms/nst/line-commitment.js";
import * as Q from "../../src/number/rational.js";

/** The commitment on the line by the midpoint of its two facilities, apart from the mechanism's file. */

const half = Q.rational(1n, 2n);

/** 2^−X. */
export const gapOf = (X: number): Q.Rational => Q.rational(1n, 2n ** BigInt(X));

/** |x − y|. */
export const apart = (x: Q.Rational, y: Q.Rational): Q.Rational =>
  Q.compare(x, y) < 0 ? Q.subtract(y, x) : Q.subtract(x, y);

/** Of facilities h apart, the nearest to the lie is by min{2|t − μ|, h} further from t, for a midpoint μ between t and the lie. */
const extra = (t: Q.Rational, mu: Q.Rational, h: Q.Rational): Q.Rational =>
  Q.minimum(Q.multiply(Q.rational(2n), apart(t, mu)), h);

/** The expected extra distance of a player at t who reports b, for K ≥ 2; with one facility there is none. */
export function plainLoss(mbar: number, Y: Spread, K: number, t: Q.Rational, b: Q.Rational): Q.Rational {
  if (K === 1) return Q.zero;
  const lossGiven = Y === "real" ? realLoss : integerLoss;
  const all = Array.from({ length: mbar }, (_, i) => lossGiven(gapOf(i + 1), t, b));
  return Q.divide(all.reduce(Q.add), Q.rational(BigInt(mbar)));
}

/** μ is uniform on [h/2, 1 − h/2]: ∫ min{2|t − μ|, h} dμ between t and b, over 1 − h. */
function realLoss(h: Q.Rational, t: Q.Rational, b: Q.Rational): Q.Rational {
  const edge = Q.multiply(h, half);
  const within = (x: Q.Rational) => Q.minimum(Q.maximum(x, edge), Q.subtract(Q.one, edge));
  const area = (mu: Q.Rational): Q.Rational => {
    const u = apart(t, mu);
    return Q.compare(u, edge) <= 0 ? Q.multiply(u, u) : Q.subtract(Q.multiply(h, u), Q.multiply(edge, edge));
  };
  return Q.divide(apart(area(within(b)), area(within(t))), Q.subtract(Q.one, h));
}

/** μ is one of (j + 1/2)·h, each with probability h; a report at μ goes to the left. */
function integerLoss(h: Q.Rational, t: Q.Rational, b: Q.Rational): Q.Rational {
  const [least, most] = Q.compare(b, t) < 0 ? [b, t] : [t, b];
  const middles = Array.from({ length: Number(h.denominator) }, (_, j) =>
    Q.multiply(h, Q.rational(2n * BigInt(j) + 1n, 2n)),
  );
  const between = middles.filter((mu) => Q.compare(mu, least) >= 0 && Q.compare(mu, most) < 0);
  return between.map((mu) => Q.multiply(h, extra(t, mu, h))).reduce(Q.add, Q.zero);
}
