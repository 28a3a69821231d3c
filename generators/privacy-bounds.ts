import fc from "fast-check";
import { add, one, printRational, type Rational, rational } from "../src/number/rational.js";
import type { JsonObject } from "../src/verdict/json.js";
import { rationalsBetween } from "./rationals.js";

const text = (low: bigint, high: bigint): fc.Arbitrary<string> => rationalsBetween(low, high).map(printRational);

const knots: fc.Arbitrary<JsonObject> = fc
  .record({
    steps: fc.array(fc.tuple(rationalsBetween(1n, 3n), rationalsBetween(0n, 4n)), { maxLength: 4 }),
    rising: fc.boolean(),
    endless: fc.boolean(),
    after: fc.constantFrom("constant", "infinity"),
  })
  .map(({ steps, rising, endless, after }) => {
    let [x, last]: Rational[] = [one, rational(0n)];
    const points: [string, string][] = [["1", "0"]];
    for (const [width, value] of steps) {
      x = add(x!, width);
      last = rising ? add(last!, value) : value;
      points.push([printRational(x), printRational(last)]);
    }
    if (endless) points.push([printRational(add(x!, one)), "infinity"]);
    return { kind: "knots", points, after: endless ? "constant" : after };
  });

/**
 * Privacy bounds F as users write them: zero, linear, square, capped, knots (monotone or not, plateaus, infinite from
 * some x on), some with F(1) > 0, and steps, which do not vanish at 1 and so lie outside the assumption.
 */
export const privacyBounds: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant({ kind: "linear", slope: "0" }),
  text(0n, 4n).map((slope) => ({ kind: "linear", slope })),
  text(0n, 4n).map((scale) => ({ kind: "square", scale })),
  fc.tuple(text(0n, 4n), text(0n, 4n)).map(([slope, cap]) => ({ kind: "capped", slope, cap })),
  knots,
  knots.map((F) => ({ ...F, atOne: "1" })),
  text(1n, 3n).map((value) => ({ kind: "step", value })),
);
