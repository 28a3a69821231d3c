import { describe, expect, it } from "vitest";
import {
  addExtended,
  boundAt,
  type PrivacyBound,
  propertiesOf,
  supremumUpTo,
} from "../../src/notions/privacy-bound.js";
import {
  atMost,
  compare,
  type Extended,
  one,
  parseRational,
  printExtended,
  type Rational,
  rational,
} from "../../src/number/rational.js";

const q = (text: string): Rational => parseRational(text)!;
const extended = (text: string): Extended => (text === "infinity" ? text : q(text));
const knots = (
  points: readonly (readonly [string, string])[],
  after: "constant" | "infinity" = "constant",
): PrivacyBound => ({
  kind: "knots",
  points: points.map(([x, value]) => [q(x), extended(value)]),
  after,
});
const values = (F: PrivacyBound, ...xs: readonly string[]): string[] =>
  xs.map((x) => printExtended(boundAt(F, extended(x))));

/** 1 < x ≤ 6 in steps of 1/12, which meet every knot below. */
const grid = Array.from({ length: 60 }, (_, i) => rational(BigInt(13 + i), 12n));
const hair = rational(1_000_001n, 1_000_000n);

const bounds: Readonly<Record<string, PrivacyBound>> = {
  zero: { kind: "linear", slope: q("0") },
  linear: { kind: "linear", slope: q("3/2") },
  square: { kind: "square", scale: q("2") },
  capped: { kind: "capped", slope: q("2"), cap: q("3/2") },
  "capped at 0": { kind: "capped", slope: q("2"), cap: q("0") },
  step: { kind: "step", value: q("2") },
  "step to infinity": { kind: "step", value: "infinity" },
  "step of 0": { kind: "step", value: q("0") },
  rising: knots([
    ["1", "0"],
    ["2", "1"],
    ["4", "5"],
  ]),
  "up and down": knots([
    ["1", "0"],
    ["2", "3"],
    ["3", "1"],
  ]),
  plateau: knots([
    ["1", "0"],
    ["2", "0"],
    ["3", "2"],
    ["4", "2"],
  ]),
  "infinite from 3 on": knots([
    ["1", "0"],
    ["2", "1"],
    ["3", "infinity"],
  ]),
  "infinite after 2": knots(
    [
      ["1", "0"],
      ["2", "1"],
    ],
    "infinity",
  ),
  "not vanishing at 1": knots([
    ["1", "1/2"],
    ["2", "1"],
  ]),
  "a single knot": knots([["1", "0"]]),
};

describe("a privacy bound", () => {
  it("has the value of its formula", () => {
    expect(values(bounds.linear!, "1", "3/2", "3", "infinity")).toEqual(["0", "3/4", "3", "infinity"]);
    expect(values(bounds.square!, "1", "3/2", "3", "infinity")).toEqual(["0", "1/2", "8", "infinity"]);
    expect(values(bounds.capped!, "1", "2", "5/2", "9", "infinity")).toEqual(["0", "2", "3", "3", "3"]);
    expect(values(bounds.zero!, "1", "9", "infinity")).toEqual(["0", "0", "0"]);
    expect(values({ kind: "square", scale: q("0") }, "9", "infinity")).toEqual(["0", "0"]);
    expect(values(bounds.step!, "1", "10000001/10000000", "infinity")).toEqual(["0", "2", "2"]);
    expect(values(bounds["step to infinity"]!, "1", "2", "infinity")).toEqual(["0", "infinity", "infinity"]);
  });

  it("is linear between knots, constant or infinite after the last", () => {
    expect(values(bounds.rising!, "1", "3/2", "2", "3", "4", "9", "infinity")).toEqual([
      "0",
      "1/2",
      "1",
      "3",
      "5",
      "5",
      "5",
    ]);
    expect(values(bounds["up and down"]!, "5/2", "3", "10")).toEqual(["2", "1", "1"]);
    expect(values(bounds.plateau!, "3/2", "5/2", "7/2")).toEqual(["0", "1", "2"]);
    expect(values(bounds["infinite after 2"]!, "2", "2000001/1000000", "infinity")).toEqual([
      "1",
      "infinity",
      "infinity",
    ]);
  });

  it("is infinite from an infinite knot on, and keeps the last finite value before", () => {
    expect(values(bounds["infinite from 3 on"]!, "2", "5/2", "3", "8", "infinity")).toEqual([
      "1",
      "1",
      "infinity",
      "infinity",
      "infinity",
    ]);
  });

  it("takes the values given for 1 and for ∞ there alone", () => {
    const F: PrivacyBound = { ...bounds.linear!, atOne: q("7"), atInfinity: q("5") };
    expect(values(F, "1", "2", "infinity")).toEqual(["7", "3/2", "5"]);
    expect(values({ ...bounds.rising!, atOne: "infinity" }, "1", "2")).toEqual(["infinity", "1"]);
  });

  it("adds in [0, ∞]", () => {
    expect(printExtended(addExtended(q("1/2"), q("1/3")))).toBe("5/6");
    expect([addExtended("infinity", one), addExtended(one, "infinity"), addExtended("infinity", "infinity")]).toEqual([
      "infinity",
      "infinity",
      "infinity",
    ]);
  });
});

describe("the properties of a bound, against its values", () => {
  for (const [name, F] of Object.entries(bounds)) {
    for (const atOne of [undefined, q("1")]) {
      const G: PrivacyBound = atOne ? { ...F, atOne } : F;
      it(`${name}${atOne ? " with F(1) = 1" : ""}`, () => {
        const along = [one, hair, ...grid].map((x) => boundAt(G, x));
        const is = propertiesOf(G);
        expect(is.monotone).toBe(along.every((value, i) => i === 0 || atMost(along[i - 1]!, value)));
        expect(is.finite).toBe(along.every((value) => value !== "infinity"));
        expect(is.zeroAtOne).toBe(along[0] !== "infinity" && along[0]!.numerator === 0n);
        // No bound here is steeper than 10 next to 1.
        expect(is.vanishesAtOne).toBe(atMost(along[1]!, q("1/100000")));
      });
    }
  }
});

describe("the supremum of a bound over 1 < x <= at", () => {
  for (const [name, F] of Object.entries(bounds)) {
    it(`${name}: is the largest value up to there, the limit at 1 included`, () => {
      for (const at of grid) {
        const inside = [hair, ...grid].filter((x) => compare(x, at) <= 0).map((x) => boundAt(F, x));
        const largest = inside.reduce((most, value) => (atMost(value, most) ? most : value));
        const found = supremumUpTo(F, at);
        expect(atMost(largest, found)).toBe(true);
        // Knots are on the grid, and a fall from the limit at 1 loses less than 1/1000 up to the first point.
        if (found === "infinity") expect(largest).toBe("infinity");
        else expect(largest !== "infinity" && atMost(found, addExtended(largest, q("1/1000")))).toBe(true);
      }
    });
  }

  it("does not look at F(1)", () => {
    expect(printExtended(supremumUpTo({ ...bounds.linear!, atOne: q("100") }, q("2")))).toBe("3/2");
    expect(printExtended(supremumUpTo({ ...bounds.rising!, atOne: "infinity" }, q("2")))).toBe("1");
  });
});
