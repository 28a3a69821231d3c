import type { Quotient, Ring } from "../../number/ring.js";
import { sum } from "../../number/ring.js";
import { type Deviation, drawn, exponentsOf, type Reported } from "./deviation.js";
import type { GibbsWeights } from "./gibbs-weights.js";

/**
 * An expected utility of the player of a deviation for every ε at once, as formal data over a ring of base y = e^{a/grid}:
 *
 *   rational + (1/a)·(base·ln y + truth·ln Z(v_i, b_{−i}) + lie·ln Z(b_i, b_{−i}) + others·ln Z(0, b_{−i})),
 *
 * the coefficients being quotients of the ring. Since (1/a)·ln y = 1/grid, two of them are equal at every ε if
 * `rational + base/grid` and the three other coefficients are; `identities` lists what that asks.
 */
export interface FormalUtility<S> {
  readonly rational: Quotient<S>;
  readonly base: Quotient<S>;
  readonly truth: Quotient<S>;
  readonly lie: Quotient<S>;
  readonly others: Quotient<S>;
}

/**
 * E[v_i(r)] − p_i with the payment as the paper prints it [HK, Figure 1; with a prior, Corollary 6]:
 *   p_i = −E[Σ_{k≠i} b_k(r)] − (1/a)·S(P) + (1/a)·ln Z(0, b_{−i}),
 * where S(P) is summed outcome by outcome: −Σ_r P(r)·ln(P(r)/μ(r)) with P(r)/μ(r) = y^{k_r}/Z.
 */
export function utilityAsPrinted<S>(R: Ring<S>, deviation: Deviation, report: Reported): FormalUtility<S> {
  const P = drawn(R, deviation, report);
  const welfare = deviation.truth.map((k, r) => k + deviation.others[r]!);
  return {
    ...nothing(R),
    rational: mean(R, P, welfare, deviation.grid),
    base: minus(R, mean(R, P, exponentsOf(deviation, report))),
    [report]: mean(
      R,
      P,
      P.weights.map(() => 1),
    ),
    others: minus(R, whole(R)),
  };
}

/** The same with p_i = E[b_i(r)] − (1/a)·ln(Z/Z(0, b_{−i})): E[v_i(r) − b_i(r)] + (1/a)·ln(Z/Z(0, b_{−i})). */
export function utilityInShort<S>(R: Ring<S>, deviation: Deviation, report: Reported): FormalUtility<S> {
  const { grid, truth } = deviation;
  const difference = truth.map((k, r) => k - deviation[report][r]!);
  return {
    ...nothing(R),
    rational: mean(R, drawn(R, deviation, report), difference, grid),
    [report]: whole(R),
    others: minus(R, whole(R)),
  };
}

/** What the truth gains over the lie, with payments as printed. */
export const gainAsPrinted = <S>(R: Ring<S>, deviation: Deviation): FormalUtility<S> =>
  difference(R, utilityAsPrinted(R, deviation, "truth"), utilityAsPrinted(R, deviation, "lie"));

/** What the truth gains over the lie, with payments in short form. */
export const gainInShort = <S>(R: Ring<S>, deviation: Deviation): FormalUtility<S> =>
  difference(R, utilityInShort(R, deviation, "truth"), utilityInShort(R, deviation, "lie"));

/**
 * (1/a)·KL(P_lie‖P_truth), term by term: never negative by Gibbs' inequality, and 0 if and only if the two laws are one.
 * That it is what the truth gains over the lie is an identity, and with it the mechanism is truthful at every ε.
 */
export function gainAsDivergence<S>(R: Ring<S>, deviation: Deviation): FormalUtility<S> {
  const P = drawn(R, deviation, "lie");
  const [lie, truth] = [exponentsOf(deviation, "lie"), exponentsOf(deviation, "truth")];
  const all = mean(
    R,
    P,
    P.weights.map(() => 1),
  );
  const base = mean(
    R,
    P,
    lie.map((k, r) => k - truth[r]!),
  );
  return { ...nothing(R), base, truth: all, lie: minus(R, all) };
}

/** One equation between ring elements. */
export interface Identity<S> {
  readonly of: string;
  readonly left: S;
  readonly right: S;
}

/** The equations that make two formal utilities one number at every ε. Each side is a form of one degree. */
export function identities<S>(
  R: Ring<S>,
  grid: bigint,
  x: FormalUtility<S>,
  y: FormalUtility<S>,
): readonly Identity<S>[] {
  const free = ({ rational, base }: FormalUtility<S>): Quotient<S> => plus(R, times(R, rational, grid), base);
  return [
    equation(R, "the part without logarithms", free(x), free(y)),
    equation(R, "the coefficient of ln Z(v_i, b_-i)", x.truth, y.truth),
    equation(R, "the coefficient of ln Z(b_i, b_-i)", x.lie, y.lie),
    equation(R, "the coefficient of ln Z(0, b_-i)", x.others, y.others),
  ];
}

/** Whether all these equations hold. */
export const hold = <S>(R: Ring<S>, equations: readonly Identity<S>[]): boolean =>
  equations.every(({ left, right }) => R.equals(left, right));

const equation = <S>(R: Ring<S>, of: string, x: Quotient<S>, y: Quotient<S>): Identity<S> => ({
  of,
  left: R.multiply(x.numerator, y.denominator),
  right: R.multiply(y.numerator, x.denominator),
});

/** Σ_r P(r)·k_r/grid. */
function mean<S>(R: Ring<S>, P: GibbsWeights<S>, steps: readonly number[], grid = 1n): Quotient<S> {
  const terms = steps.flatMap((k, r) => (k === 0 ? [] : [R.multiply(R.integer(BigInt(k)), P.weights[r]!)]));
  return { numerator: sum(R, terms), denominator: R.multiply(R.integer(grid), P.total) };
}

const whole = <S>(R: Ring<S>): Quotient<S> => ({ numerator: R.one, denominator: R.one });
const none = <S>(R: Ring<S>): Quotient<S> => ({ numerator: R.zero, denominator: R.one });

const nothing = <S>(R: Ring<S>): FormalUtility<S> => {
  const zero = none(R);
  return { rational: zero, base: zero, truth: zero, lie: zero, others: zero };
};

const times = <S>(R: Ring<S>, { numerator, denominator }: Quotient<S>, n: bigint): Quotient<S> => ({
  numerator: R.multiply(R.integer(n), numerator),
  denominator,
});

const minus = <S>(R: Ring<S>, x: Quotient<S>): Quotient<S> => times(R, x, -1n);

/** x + y; what is zero or has the same denominator leaves the sides short. */
function plus<S>(R: Ring<S>, x: Quotient<S>, y: Quotient<S>): Quotient<S> {
  if (R.equals(x.numerator, R.zero)) return y;
  if (R.equals(y.numerator, R.zero)) return x;
  if (R.equals(x.denominator, y.denominator)) {
    return { numerator: R.add(x.numerator, y.numerator), denominator: x.denominator };
  }
  return {
    numerator: R.add(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator)),
    denominator: R.multiply(x.denominator, y.denominator),
  };
}

function difference<S>(R: Ring<S>, x: FormalUtility<S>, y: FormalUtility<S>): FormalUtility<S> {
  const less = (name: keyof FormalUtility<S>): Quotient<S> => plus(R, x[name], minus(R, y[name]));
  return {
    rational: less("rational"),
    base: less("base"),
    truth: less("truth"),
    lie: less("lie"),
    others: less("others"),
  };
}
