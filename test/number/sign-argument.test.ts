import { describe, expect, it } from "vitest";
import { one, rational } from "../../src/number/rational.js";
import { parseArgument, printArgument } from "../../src/number/sign-argument.js";

describe("the JSON form", () => {
  it("is read back, and refused in other shapes", () => {
    const [at, two] = [rational(3n, 2n), rational(2n)];
    for (const argument of [
      { kind: "zero" },
      { kind: "point" },
      { kind: "descartes", multiplicityAtOne: 3 },
      { kind: "no-root", at },
      { kind: "variations", low: one, cuts: [at], high: two, at },
      { kind: "variations", low: one, cuts: [], high: "infinity", at },
    ] as const) {
      expect(parseArgument(JSON.parse(JSON.stringify(printArgument(argument))))).toEqual(argument);
    }
    const bad = [
      null,
      {},
      { kind: "no-root" },
      { kind: "descartes" },
      { kind: "variations", low: "1", at: "2" },
      { kind: "x", at: "1" },
    ];
    for (const json of bad) expect(parseArgument(json)).toBeUndefined();
  });
});
