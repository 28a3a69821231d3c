import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { hypothesis1 } from "../../../properties/basu/hypothesis-1.js";
import { modulus } from "../../../properties/basu/level-changes.js";
import { libraryInstance } from "../../../properties/basu/libraries.js";
import { bestOf } from "../../../properties/basu/mixtures.js";
import { changesAbove } from "../../../properties/basu/plain-levels.js";
import { continuousE } from "../../../properties/basu/proof-E-continuous.js";
import { intervalE } from "../../../properties/basu/proof-E-interval.js";
import { levelBelowOne } from "../../../properties/basu/proof-e-below-1.js";
import { disagreement } from "../../../properties/basu/remark-disagreement.js";
import { finiteLibrary, member } from "../../../properties/basu/remark-finite-U.js";
import { sameOrdinal } from "../../../properties/basu/remark-same-ordinal.js";
import { uniqueMaximiser } from "../../../properties/basu/remark-unique-maximiser.js";
import type { Claim, Example } from "../../../src/claim/claim.js";
import { integersWithoutLog } from "../../../src/number/log-ring.js";
import { divide, one, rational } from "../../../src/number/rational.js";
import { violates } from "../../../src/search/score.js";
import type { JsonObject } from "../../../src/verdict/json.js";

/** [utility][alternative][state]. */
type Numbers = readonly (readonly (readonly (number | string)[])[])[];
const library = (utilities: Numbers): JsonObject =>
  libraryInstance(utilities.map((table) => table.map((row) => row.map(String))));

const switchesOf = (claim: Claim, reading: string) => claim.readings.find(({ name }) => name === reading)!.switches;
const checked = (claim: Claim, reading: string, utilities: Numbers, choices: JsonObject = {}) =>
  claim.check({ instance: library(utilities), choices }, switchesOf(claim, reading));
const falls = (...at: Parameters<typeof checked>): boolean => violates(checked(...at));
const value = (side: unknown): string => {
  const { numerator, denominator } = side as { numerator: bigint; denominator: bigint };
  return new Fraction(numerator, denominator).toFraction();
};

/** A second route, by hand: tables of fractions, populations player by player, beliefs on a grid. */
type Table = readonly (readonly Fraction[])[];
const tablesOf = ({ environment }: JsonObject): readonly Table[] =>
  ((environment as JsonObject).utilities as unknown as string[][][]).map((table) =>
    table.map((row) => row.map((x) => new Fraction(x))),
  );
const sum = (list: readonly Fraction[]) => list.reduce((x, y) => x.add(y), new Fraction(0));
const topsOf = (values: readonly Fraction[]): string => {
  const most = values.reduce((x, y) => (y.compare(x) > 0 ? y : x));
  return values.flatMap((x, a) => (x.equals(most) ? [a] : [])).join();
};
const mixedBy = (tables: readonly Table[], shares: readonly Fraction[]): Table =>
  tables[0]!.map((row, a) => row.map((_, w) => sum(tables.map((table, u) => table[a]![w]!.mul(shares[u]!)))));

/** Groups of at most so many players each, somebody in one of them. */
const groups = (utilities: number, most: number): number[][] => {
  let all: number[][] = [[]];
  for (let u = 0; u < utilities; u++) {
    all = all.flatMap((list) => Array.from({ length: most + 1 }, (_, size) => [...list, size]));
  }
  return all.filter((list) => list.some((size) => size > 0));
};

/** Whether some population of up to two players of each utility has two best alternatives in a state. */
const isTied = (tables: readonly Table[], isWhole: boolean): boolean =>
  groups(tables.length, 2)
    .filter((sizes) => !isWhole || sizes.every((size) => size > 0))
    .some((sizes) => {
      const welfare = mixedBy(
        tables,
        sizes.map((size) => new Fraction(size)),
      );
      return welfare[0]!.some((_, w) => topsOf(welfare.map((row) => row[w]!)).includes(","));
    });

/** The greatest π(ω) of a grid that changes the maximisers, the rest on one other state. */
const greatestChange = (table: Table, state: number, steps: number): Fraction => {
  let found = new Fraction(0);
  for (let other = 0; other < table[0]!.length; other++) {
    for (let k = 0; k <= steps && other !== state; k++) {
      const p = new Fraction(k, steps);
      const at = table.map((row) => p.mul(row[state]!).add(new Fraction(1).sub(p).mul(row[other]!)));
      if (topsOf(at) !== topsOf(table.map((row) => row[state]!)) && p.compare(found) > 0) found = p;
    }
  }
  return found;
};

const opposed: Numbers = [[[1], [0]], [[0], [1]]]; // biome-ignore format: one line
const guess: Numbers = [[[1, 0], [0, 1]]]; // biome-ignore format: one line
/** d = 1 for both, m = 1/10 and 1. */
const slope: Numbers = [[[1, 0], [0, "1/10"]], [[1, 0], [0, 1]]]; // biome-ignore format: one line

const all: readonly Claim[] = [
  hypothesis1(),
  intervalE(),
  continuousE(),
  levelBelowOne(),
  uniqueMaximiser(),
  sameOrdinal(),
  disagreement(),
  finiteLibrary(),
];

describe("claims about the library of utilities", () => {
  it.each(all)("$id: what is decided is what is checked, at every fourth case of the gate", (claim) => {
    for (const { switches } of claim.readings) {
      const cases = claim.domain("gate", switches).cases as readonly Example[];
      for (const example of cases.filter((_, i) => i % 4 === 3 || cases.length < 10)) {
        const found = claim.decide(integersWithoutLog, example, switches);
        const check = claim.check(example, switches);
        expect([found.hypotheses, found.conclusion === "fails" && found.hypotheses !== "outside"]).toEqual([
          check.hypotheses,
          violates(check),
        ]);
      }
    }
  });
});

describe("hypothesis (1)", () => {
  it("fails iff a population of up to two players of each utility is tied, where utilities are -1, 0, 1", () => {
    const claim = hypothesis1();
    const small = (claim.domain("gate", {}).cases as readonly Example[]).slice(0, 54);
    for (const { instance, choices } of small) {
      for (const { name, switches } of claim.readings) {
        const left = value(claim.check({ instance, choices }, switches).left);
        expect(left, JSON.stringify(instance)).toBe(isTied(tablesOf(instance), name === "everybody") ? "0" : "1");
      }
    }
  });

  it("is not that everybody has one best alternative, and needs mixtures without some utility", () => {
    const anyTop = ({ utilities }: { utilities: readonly unknown[] }) => (utilities.length > 0 ? [0] : undefined);
    expect(falls(hypothesis1(), "simplex", opposed)).toBe(false);
    expect(falls(hypothesis1(anyTop), "simplex", opposed)).toBe(true);
    expect(checked(hypothesis1(), "simplex", opposed).explanation).toContain("λ = (1/2, 1/2)");
    expect(checked(hypothesis1(), "proportions", opposed).explanation).toContain("groups of 1, 1");
    expect(falls(hypothesis1(), "everybody", [[[1], [0]], [[0], [0]]])).toBe(true); // biome-ignore format: one line
    expect(falls(hypothesis1(), "everybody", [[[1], [0]], [[3], [0]]])).toBe(false); // biome-ignore format: one line
  });
});

describe("E(λ; ω)", () => {
  it("is [e', 1] with e' the greatest belief on a grid that changes the maximisers", () => {
    const twoTops: Numbers = [guess[0]!, [[3, -2], [1, 5]]]; // biome-ignore format: one line
    for (const [utilities, shares, steps] of [
      [guess, [1], 60],
      [twoTops, [0, 1], 90],
      [twoTops, [0.5, 0.5], 110],
    ] as const) {
      const mixture = shares.map((share) => new Fraction(share).toFraction());
      const table = mixedBy(
        tablesOf(library(utilities)),
        shares.map((share) => new Fraction(share)),
      );
      for (const state of [0, 1]) {
        const { right } = checked(intervalE(), "under-1+sets", utilities, { mixture, state });
        expect(value(right)).toBe(greatestChange(table, state, steps).toFraction());
      }
    }
  });

  it("is another set with another e', or with π(ω) >= e", () => {
    const other = intervalE((table, state) => rational(BigInt(table.length + state), 10n));
    expect(falls(intervalE(), "under-1+sets", guess)).toBe(false);
    expect(falls(other, "under-1+sets", guess)).toBe(true);
    const alsoAt: typeof changesAbove = (table, state, level, chosen = bestOf) => {
      const own = chosen(table.map((row) => row[state]!)).join();
      const between = table.map((row) => row.map((x) => x)).map((row) => [row[state]!, row[1 - state]!] as const);
      const at = between.map(([x, y]) =>
        rational(
          level.numerator * x.numerator + (level.denominator - level.numerator) * y.numerator,
          level.denominator,
        ),
      );
      const changed = chosen(at);
      const more = changesAbove(table, state, level, chosen);
      return changed.join() === own ? more : [{ other: 1 - state, belief: level, chosen: changed }, ...more];
    };
    expect(falls(intervalE(undefined, alsoAt), "under-1+sets", guess, { level: "1/2" })).toBe(true);
    expect(falls(intervalE(undefined, alsoAt), "under-1+sets", guess, { level: "3/4" })).toBe(false);
  });

  it("changes by less than the modulus, and by more than half of it", () => {
    const half: typeof modulus = (...at) => divide(modulus(...at), rational(2n));
    const choices = { compared: "distance", from: ["1/2", "1/2"], towards: ["1", "0"], state: 0 };
    const { left, right } = checked(continuousE(), "minimum+under-1", slope, choices);
    const level = (m: Fraction) => m.div(m.add(1));
    const change = level(new Fraction(11, 20)).sub(level(new Fraction(1, 10)));
    expect([value(left), value(right)]).toEqual([change.toFraction(), "9/20"]);
    expect(falls(continuousE(), "minimum+under-1", slope, choices)).toBe(false);
    expect(falls(continuousE([], half), "minimum+under-1", slope, choices)).toBe(true);
  });

  it("jumps without (1): from 1/2 to 0 between sign-flipped copies, and to 1 at a tie", () => {
    const flipped: Numbers = [guess[0]!, [[-1, 0], [0, -1]]]; // biome-ignore format: one line
    const middle = { from: ["1/2", "1/2"], towards: ["1", "0"], state: 0 };
    const near = mixedBy(tablesOf(library(flipped)), [new Fraction(51, 100), new Fraction(49, 100)]);
    const at = mixedBy(tablesOf(library(flipped)), [new Fraction(1, 2), new Fraction(1, 2)]);
    const { left, right } = checked(continuousE(), "lower+any-library", flipped, middle);
    expect([value(left), value(right)]).toEqual([at, near].map((table) => greatestChange(table, 0, 60).toFraction()));
    expect(falls(continuousE(), "lower+any-library", flipped)).toBe(true);
    expect(falls(continuousE(), "upper+any-library", flipped)).toBe(false);
    const tied: Numbers = [[[0, 1], [0, 0]], [[1, 1], [0, 0]]]; // biome-ignore format: one line
    expect(falls(continuousE(), "upper+any-library", tied)).toBe(true);
    expect(falls(continuousE(), "lower+any-library", tied)).toBe(false);
    expect(falls(continuousE(["hypothesis (1)"]), "upper+any-library", tied)).toBe(false);
  });

  it("has e below 1 at a vertex, not without (1), and not with the least level in the place of the greatest", () => {
    const twoTops: Numbers = [guess[0]!, [[3, -2], [1, 5]]]; // biome-ignore format: one line
    const { right } = checked(levelBelowOne(), "under-1", twoTops, { bound: "e" });
    const byHand = [0, 1].flatMap((u) =>
      [0, 1].map((state) => greatestChange(tablesOf(library(twoTops))[u]!, state, 18)),
    );
    expect(value(right)).toBe(byHand.reduce((x, y) => (y.compare(x) > 0 ? y : x)).toFraction());
    const tie: Numbers = [[[1, 0], [1, 1]]]; // biome-ignore format: one line
    expect(falls(levelBelowOne(), "any-library", tie)).toBe(true);
    expect(greatestChange(tablesOf(library(tie))[0]!, 0, 1000).compare(new Fraction(998, 1000))).toBe(1);
    expect(
      falls(
        levelBelowOne([], () => rational(1n, 2n)),
        "under-1",
        twoTops,
      ),
    ).toBe(true);
  });
});

describe("remarks on hypothesis (1)", () => {
  it("a unique maximiser of each utility follows from it, and is not enough", () => {
    const claim = uniqueMaximiser();
    expect(falls(claim, "if", opposed)).toBe(true);
    expect(value(checked(claim, "if", opposed, { mixture: ["1/2", "1/2"] }).left)).toBe("0");
    expect(falls(claim, "if", [[[1], [0]], [[5], [2]]])).toBe(false); // biome-ignore format: one line
    const ofFirst = ({ utilities }: { utilities: readonly unknown[] }) => (utilities.length > 0 ? [0] : undefined);
    expect(falls(uniqueMaximiser(ofFirst), "only-if", [[[1], [0]], [[0], [0]]])).toBe(true); // biome-ignore format: one line
  });

  it("one ordinal preference is enough if it is strict at the top", () => {
    const claim = sameOrdinal();
    const indifferent: Numbers = [[[0], [0]]];
    expect([falls(claim, "weak+each-state", indifferent), falls(claim, "strict+each-state", indifferent)]).toEqual([true, false]); // biome-ignore format: one line
    const belowTop: Numbers = [[[2], [1], [1]], [[9], [3], [3]]]; // biome-ignore format: one line
    expect(falls(claim, "weak+each-state", belowTop)).toBe(false);
    const inFirstState = sameOrdinal([], () => true);
    expect(falls(inFirstState, "strict+each-state", opposed)).toBe(true);
  });

  it("disagreement is possible about states and below the top, from one and three alternatives on", () => {
    const claim = disagreement();
    const states: Numbers = [[[1, 0]], [[0, 1]]]; // biome-ignore format: one line
    expect(falls(claim, "states+every", states)).toBe(false);
    expect(falls(claim, "alternatives+every", opposed)).toBe(true);
    expect(falls(claim, "alternatives+every", [[[2], [1], [0]], [[2], [0], [1]]])).toBe(false); // biome-ignore format: one line
    expect(falls(claim, "top+large", [[[1], [0], [0]], [[0], [0], [1]]])).toBe(true); // biome-ignore format: one line
    const never = disagreement([], () => undefined);
    expect(falls(never, "states+every", states)).toBe(true);
  });

  it("with two alternatives nobody with the same best one disagrees, of all with utilities -2 to 2", () => {
    const numbers = [-2, -1, 0, 1, 2];
    const pairs = numbers.flatMap((x) => numbers.map((y) => [x, y] as const));
    const signs = ([x, y]: readonly [number, number]) => Math.sign(x - y);
    const disagree = pairs.flatMap((p) => pairs.filter((q) => signs(p) * signs(q) < 0).map((q) => [p, q] as const));
    expect(disagree.length).toBe(200);
    const isTiedBetween = ([p, q]: (typeof disagree)[number]) => {
      const [x, y] = [Math.abs(p[0] - p[1]), Math.abs(q[0] - q[1])];
      return y * p[0] + x * q[0] === y * p[1] + x * q[1];
    };
    expect(disagree.every(isTiedBetween)).toBe(true);
  });

  it("e of k utilities is k/(k + 1) where leads shrink or losses grow, and stays where 𝒰 is compact", () => {
    const claim = finiteLibrary();
    for (const k of [2, 3, 10]) {
      for (const [family, expected] of [
        ["gaps shrink", new Fraction(k, k + 1)],
        ["losses grow", new Fraction(k, k + 1)],
        ["compact", new Fraction(2, 3)],
        ["both shrink", new Fraction(1, 2)],
      ] as const) {
        const utilities = member(family, k);
        expect(value(checked(claim, "finite", utilities).left)).toBe(expected.toFraction());
        const last = greatestChange(tablesOf(library(utilities))[k - 1]!, 0, 6 * (k + 1));
        expect(last.toFraction()).toBe(expected.toFraction());
      }
    }
    const bound = { family: "gaps shrink", bound: "9/10" };
    expect(falls(claim, "infinite", member("gaps shrink", 10), bound)).toBe(true);
    expect(falls(claim, "infinite", member("gaps shrink", 9), bound)).toBe(false);
    expect(falls(claim, "only-finite", member("compact", 10), { family: "compact", bound: "2/3" })).toBe(true);
    expect(falls(finiteLibrary([], rational(1n, 2n)), "finite", guess)).toBe(true);
    expect(falls(finiteLibrary([], one), "finite", guess)).toBe(false);
  });
});
