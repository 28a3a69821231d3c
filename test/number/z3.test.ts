import fc from "fast-check";
import { expect, it } from "vitest";
import { type Arith, type Bool, init } from "z3-solver";
import { type Cell, fromRational, refineBelow } from "../../src/number/algebraic.js";
import { add, multiply, type Polynomial, polynomial, termsOf } from "../../src/number/polynomial.js";
import { compare, printRational, type Rational, rational } from "../../src/number/rational.js";
import * as S from "../../src/number/real-set.js";
import { signOnCell } from "../../src/number/sign-on-cell.js";

/**
 * Questions to z3 about polynomials on an interval, against our root isolation. Few, and one at a time: a question takes
 * z3 some hundredth of a second, and there is one solver.
 */

const from = (...cs: number[]): Polynomial => polynomial(cs.map((c, e) => [BigInt(c), e]));
const factor = fc.tuple(fc.integer({ min: -20, max: -1 }), fc.integer({ min: 1, max: 6 })).map((cs) => from(...cs));
const any = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 4 }).map((cs) => from(...cs));
/** Roots by construction, touching ones, and none known. */
const polynomials = fc.oneof(
  fc.tuple(factor, factor, any).map(([x, y, z]) => multiply(multiply(x, y), z)),
  fc.tuple(factor, any).map(([x, y]) => multiply(multiply(x, x), y)),
  fc.tuple(any, any).map(([x, y]) => add(multiply(x, x), multiply(y, y))),
  any,
);
const [low, high] = [rational(1n), rational(9n, 2n)];
const narrow = rational(1n, 1000n);
const cell: Cell = { kind: "open", from: fromRational(low), to: fromRational(high) };

it("z3 finds the same signs on an interval as the isolation of roots", async () => {
  const { Context, em } = await init();
  try {
    const { Real, Solver, And, Or } = Context("main");
    const value = (x: Rational): Arith => Real.val(printRational(x));
    /** p(b) by Horner's rule. */
    const at = (p: Polynomial, b: Arith): Arith => {
      const terms = termsOf(p);
      let total = value(rational(0n));
      for (let e = terms.at(-1)?.[1] ?? 0; e >= 0; e--) {
        total = total.mul(b).add(value(rational(terms.find(([, d]) => d === e)?.[0] ?? 0n)));
      }
      return total;
    };
    const isTrueOfSome = async (condition: Bool): Promise<boolean> => {
      const solver = new Solver();
      solver.add(condition);
      const answer = await solver.check();
      expect(answer).not.toBe("unknown");
      return answer === "sat";
    };
    const b = Real.const("b");
    const inside = (from: Rational, to: Rational): Bool => And(b.gt(value(from)), b.lt(value(to)));
    /** Some b that a set of (low, high) leaves out has p(b) ≥ 0, or some b in it has p(b) < 0; ends drawn inwards. */
    const isWrong = (p: Polynomial, set: S.RealSet): Bool => {
      const wrongOn = (pieces: S.RealSet, wrong: Bool): Bool[] =>
        pieces.flatMap(({ from: start, to }) => {
          if (to.value === "infinity") throw new Error("the cell has an end");
          const [left, right] = [refineBelow(start.value, narrow).high, refineBelow(to.value, narrow).low];
          return compare(left, right) < 0 ? [And(inside(left, right), wrong)] : [];
        });
      const rest = S.intersection(S.complement(set), S.fromCells([cell]));
      return Or(...wrongOn(set, at(p, b).lt(0)), ...wrongOn(rest, at(p, b).ge(0)));
    };

    let [roots, constant] = [0, 0];
    for (const p of fc.sample(polynomials, { seed: 3, numRuns: 24 })) {
      const found = signOnCell(p, cell);
      const f = at(p, b);
      if ("sign" in found) {
        constant++;
        const other = found.sign > 0 ? f.le(0) : found.sign < 0 ? f.ge(0) : f.neq(0);
        expect(await isTrueOfSome(And(inside(low, high), other))).toBe(false);
        continue;
      }
      const set = S.nonNegativeSet(p, cell);
      expect(await isTrueOfSome(isWrong(p, set))).toBe(false);
      for (const root of found.roots) {
        roots++;
        const near = And(b.ge(value(root.low)), b.le(value(root.high)));
        expect(await isTrueOfSome(And(near, f.eq(0)))).toBe(true);
      }
      // The check can fail: the other part of the interval is never the set.
      const rest = S.intersection(S.complement(set), S.fromCells([cell]));
      expect(await isTrueOfSome(isWrong(p, rest))).toBe(true);
    }
    expect(roots).toBeGreaterThan(12);
    expect(constant).toBeGreaterThan(4);
  } finally {
    em.PThread.terminateAllThreads();
  }
});
