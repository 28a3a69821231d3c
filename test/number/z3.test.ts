import fc from "fast-check";
import { expect, it } from "vitest";
import { type Arith, init } from "z3-solver";
import { fromRational } from "../../src/number/algebraic.js";
import { multiply, type Polynomial, polynomial, signAtRational, termsOf } from "../../src/number/polynomial.js";
import { printRational, type Rational, rational } from "../../src/number/rational.js";
import { signOnCell } from "../../src/number/real-roots.js";
import * as S from "../../src/number/real-set.js";

/** Questions to z3 about polynomials on an interval, against our root isolation. One at a time: the solver is one. */

interface Question {
  readonly p: Polynomial;
  readonly low: Rational;
  readonly high: Rational;
}

const from = (cs: readonly number[]): Polynomial => polynomial(cs.map((c, e) => [BigInt(c), e]));
const coefficients = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 5 }).map(from);
const polynomials = fc.oneof(
  coefficients,
  // Products and squares: roots inside, and touching ones.
  fc.tuple(coefficients, coefficients).map(([x, y]) => multiply(x, y)),
  coefficients.map((x) => multiply(x, x)),
);
const questions = fc
  .tuple(polynomials, fc.bigInt({ min: 4n, max: 12n }), fc.bigInt({ min: 1n, max: 12n }))
  .map(([p, low, width]): Question => ({ p, low: rational(low, 4n), high: rational(low + width, 4n) }));

it("z3 finds the same signs on intervals as the isolation of roots", async () => {
  const { Context, em } = await init();
  try {
    const { Real, Solver } = Context("main");
    const b = Real.const("b");
    const value = (x: Rational): Arith => Real.val(printRational(x));
    /** By Horner's rule; `plus` is added to the constant term. */
    const term = (p: Polynomial): Arith => {
      const terms = termsOf(p).reverse();
      let [total, last]: [Arith, number] = [value(rational(0n)), terms[0]?.[1] ?? 0];
      for (const [c, e] of terms) {
        for (; last > e; last--) total = total.mul(b);
        total = total.add(value(rational(c)));
      }
      for (; last > 0; last--) total = total.mul(b);
      return total;
    };
    const exists = async ({ p, low, high }: Question, sign: -1 | 0 | 1): Promise<boolean> => {
      const solver = new Solver();
      const f = term(p);
      solver.add(b.gt(value(low)), b.lt(value(high)), sign > 0 ? f.gt(0) : sign < 0 ? f.lt(0) : f.eq(0));
      const answer = await solver.check();
      expect(answer).not.toBe("unknown");
      return answer === "sat";
    };
    /** Whether z3 finds a b in (low, high) outside `set` with p ≥ 0, or inside it with p < 0. */
    let [withRoots, withoutRoots] = [0, 0];
    for (const question of fc.sample(questions, { seed: 1, numRuns: 60 })) {
      const { p, low, high } = question;
      const cell = { kind: "open", from: fromRational(low), to: fromRational(high) } as const;
      const found = signOnCell(p, cell);
      const has = [await exists(question, -1), await exists(question, 0), await exists(question, 1)];
      if ("sign" in found) {
        withoutRoots++;
        expect(has).toEqual([-1, 0, 1].map((sign) => sign === found.sign));
      } else {
        withRoots++;
        expect(has[1]).toBe(true);
      }
      const set = S.nonNegativeSet(p, cell);
      expect(S.isEmpty(set)).toBe(!has[1] && !has[2]);
      expect(S.equals(set, S.fromCells([cell]))).toBe(!has[0]);
      // On each gap of the set z3 finds no b with p ≥ 0, and in each interval none with p < 0, at rational ends.
      for (const [intervals, wrong] of [
        [set, [-1]],
        [S.intersection(S.complement(set), S.fromCells([cell])), [0, 1]],
      ] as const) {
        for (const { from: start, to } of intervals) {
          const end = to.value;
          if (end === "infinity") throw new Error("the cell has an end");
          const [left, right] = [start.value.high, end.low];
          if (
            signAtRational(
              {
                coefficients: [right.numerator * left.denominator - left.numerator * right.denominator],
                exponents: [0],
              },
              left,
            ) <= 0
          )
            continue;
          for (const sign of wrong) expect(await exists({ p, low: left, high: right }, sign)).toBe(false);
        }
      }
    }
    expect(withRoots).toBeGreaterThan(15);
    expect(withoutRoots).toBeGreaterThan(15);
  } finally {
    em.PThread.terminateAllThreads();
  }
});
