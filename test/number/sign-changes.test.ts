import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isZero, multiply, type Polynomial, polynomial, valueAt } from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { realRoots } from "../../src/number/real-roots.js";
import { chainVariations } from "../../src/number/sign-changes.js";

/** The polynomial q·b − p with the root p/q. */
const linear = (x: Rational): Polynomial =>
  polynomial([
    [x.denominator, 1],
    [-x.numerator, 0],
  ]);

describe("chainVariations", () => {
  it("lose at least the roots with multiplicity, and an even number more", () => {
    const coefficients = fc.array(fc.tuple(fc.bigInt({ min: -9n, max: 9n }), fc.nat(9)), {
      minLength: 1,
      maxLength: 6,
    });
    const multiplicities = fc.array(fc.constantFrom(rational(3n, 2n), rational(2n), rational(5n, 2n)), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(coefficients, multiplicities, (terms, roots) => {
        const core = polynomial(terms);
        if (isZero(core)) return;
        const p = roots.map(linear).reduce(multiply, core);
        const [low, high] = [Q.one, rational(3n)];
        const lost = chainVariations(p, low, 1) - chainVariations(p, high, -1);
        expect(lost).toBeGreaterThanOrEqual(roots.length);
        const distinct = realRoots(p, low, high).length;
        expect(lost).toBeGreaterThanOrEqual(distinct);
        // Parity: p has opposite signs beside the ends exactly when an odd number of changes is lost.
        const beside = (x: Rational, step: Rational) => Q.signOfRational(valueAt(p, Q.add(x, step)));
        const tiny = rational(1n, 10n ** 12n);
        expect(beside(low, tiny) === beside(high, Q.negate(tiny))).toBe(lost % 2 === 0);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
