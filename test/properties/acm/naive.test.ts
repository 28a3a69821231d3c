import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { naive1Any } from "../../../properties/acm/naive-1-any.js";
import { naive1Equilibrium } from "../../../properties/acm/naive-1-equilibrium.js";
import { naive1Mismatch } from "../../../properties/acm/naive-1-mismatch.js";
import { naive2FinedMismatch, naive2Mismatch } from "../../../properties/acm/naive-2-mismatch.js";
import { naive2Sequential } from "../../../properties/acm/naive-2-sequential.js";
import { naive2Truthful } from "../../../properties/acm/naive-2-truthful.js";
import { naive3UniqueBest } from "../../../properties/acm/naive-3-best.js";
import { naive3Grab } from "../../../properties/acm/naive-3-grab.js";
import { naive4Collusion } from "../../../properties/acm/naive-4-collusion.js";
import { naive4Independent } from "../../../properties/acm/naive-4-independent.js";
import type { Claim, Example } from "../../../src/claim/claim.js";
import { integersWithoutLog } from "../../../src/number/log-ring.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { fallsAt } from "../nst/verdict-words.js";

/** Contexts once more: values by hand, everything else by trying. */
interface Context extends JsonObject {
  readonly players: number;
  readonly goods: number;
  readonly bits: number;
  readonly endowment: readonly number[];
  readonly valuations: readonly (readonly number[])[];
}
const context = (
  bits: number,
  endowment: readonly number[],
  ...valuations: readonly (readonly number[])[]
): Context => ({
  players: valuations.length,
  goods: endowment.length,
  bits,
  endowment,
  valuations,
});
const instance = (mechanism: string, environment: Context, parameters?: JsonObject): JsonObject => ({
  mechanism: `acm/${mechanism}`,
  ...(parameters && { parameters }),
  environment,
  reports: [],
});

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const tuples = (length: number, values: readonly number[]): number[][] =>
  length === 0 ? [[]] : tuples(length - 1, values).flatMap((list) => values.map((value) => [...list, value]));
const worth = ({ valuations }: Context, owners: readonly number[], player: number): number =>
  valuations[player - 1]![owners.reduce((mask, owner, g) => mask + (owner === player ? 1 << g : 0), 0)]!;
const gain = (c: Context, owners: readonly number[], player: number): number =>
  worth(c, owners, player) - worth(c, c.endowment, player);
const welfare = (c: Context, owners: readonly number[]): number =>
  range(1, c.players).reduce((sum, player) => sum + worth(c, owners, player), 0);
const allocations = (c: Context): number[][] => tuples(c.goods, range(0, c.players));
const optimal = (c: Context): number[][] => {
  const most = Math.max(...allocations(c).map((owners) => welfare(c, owners)));
  return allocations(c).filter((owners) => welfare(c, owners) === most);
};
const missing = (c: Context): number => Math.max(...allocations(c).map((a) => welfare(c, a))) - welfare(c, c.endowment);
/** Prices of (−B, B) that sum to 0. */
const prices = (c: Context): number[][] => {
  const B = 2 ** (c.bits - 1);
  return tuples(c.players - 1, range(1 - B, B - 1))
    .map((others) => [0 - others.reduce((sum, price) => sum + price, 0), ...others])
    .filter(([first]) => Math.abs(first!) < B);
};
/** d_1 − P_1 over everything that all accept. */
const acceptedBest = (c: Context): number =>
  Math.max(
    ...allocations(c).flatMap((owners) =>
      prices(c)
        .filter((P) => P.every((price, i) => i === 0 || gain(c, owners, i + 1) >= price))
        .map((P) => gain(c, owners, 1) - P[0]!),
    ),
  );

const highGain = context(2, [1, 2], [0, 0, 0, 0], [0, 1, -1, 0]);
const highSum = context(2, [2], [0, 0], [0, -1], [0, 1]);
const parted = context(2, [1, 1], [0, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 1]);
const relieved = context(2, [2, 3], [0, 0, 0, 1], [0, -1, 0, 0], [0, 0, -1, 0]);
const trade = context(2, [1], [0, 0], [0, 1]);
const tradeOfThree = context(2, [1], [0, 0], [0, 1], [0, 0]);
const nothing = (n: number, bits: number): Context => context(bits, [], ...range(1, n).map(() => [0]));

const small: JsonObject = { discount: "1/12" };
/** Whether a case is decided to fail, apart from its check. */
const decidedToFall = (claim: Claim<Example>, reading: string, at: JsonObject): boolean => {
  const { switches } = claim.readings.find(({ name }) => name === reading)!;
  return claim.decide(integersWithoutLog, { instance: at, choices: {} }, switches).conclusion === "fails";
};
const falls = (claim: Claim<Example>, reading: string, at: JsonObject): boolean => {
  const byCheck = fallsAt(claim, reading, {}, at);
  expect(decidedToFall(claim, reading, at)).toBe(byCheck);
  return byCheck;
};

describe("Naive-1", () => {
  it("has no legal price for all gains from (2, 2, 2) and (3, 1, 2) on", () => {
    expect(optimal(highGain).every((owners) => gain(highGain, owners, 2) === 2)).toBe(true);
    expect(optimal(highSum)).toEqual([[3]]);
    expect([2, 3].map((player) => gain(highSum, [3], player))).toEqual([1, 1]);
    // With one good and two players the only price is a value.
    for (const bits of [1, 2, 3]) {
      const values = range(1 - 2 ** (bits - 1), 2 ** (bits - 1) - 1);
      for (const [x, y, owner] of values.flatMap((x) => values.flatMap((y) => [1, 2].map((owner) => [x, y, owner])))) {
        const c = context(bits, [owner!], [0, x!], [0, y!]);
        expect(optimal(c).every((owners) => Math.abs(gain(c, owners, 2)) < 2 ** (bits - 1))).toBe(true);
      }
    }
    for (const reading of ["every-optimum", "some-optimum"]) {
      expect(
        [highGain, highSum, trade].map((c) => falls(naive1Equilibrium(), reading, instance("naive-1", c))),
      ).toEqual([true, true, false]);
    }
  });

  it("lets one player alone do as she likes, and rejects what nobody can announce", () => {
    const disliked = context(2, [1], [0, -1]);
    expect([disliked, trade].map((c) => falls(naive1Any(), "one-player-too", instance("naive-1", c)))).toEqual([
      true,
      false,
    ]);
    expect(falls(naive1Any(), "any-outcome", instance("naive-1", trade))).toBe(true);
  });

  it("has equilibria that mix to none exactly where there is something to gain", () => {
    const better = (c: Context) =>
      allocations(c).some((owners) =>
        prices(c).some((P) => {
          const worths = P.map((price, i) => gain(c, owners, i + 1) - price);
          return worths.every((u) => u >= 0) && worths.some((u) => u > 0);
        }),
      );
    for (const c of [highGain, highSum, parted, trade, nothing(2, 2), nothing(3, 1)]) {
      expect(better(c)).toBe(missing(c) > 0);
      expect(falls(naive1Mismatch(), "every-context+several-players", instance("naive-1", c))).toBe(missing(c) === 0);
      expect(falls(naive1Mismatch(), "useful+several-players", instance("naive-1", c))).toBe(false);
    }
  });
});

describe("Naive-2", () => {
  it("may have no truthful outcome to announce, or nothing to gain by any", () => {
    expect([highGain, highSum, parted].map(missing)).toEqual([2, 2, 1]);
    expect([highGain, highSum, parted].map(acceptedBest)).toEqual([1, 1, 0]);
    for (const c of [highGain, highSum, parted]) {
      expect(falls(naive2Truthful(), "truthful-is-best", instance("naive-2", c, small))).toBe(true);
    }
    expect(acceptedBest(trade)).toBe(missing(trade));
    expect(falls(naive2Truthful(), "only-truthful", instance("naive-2", trade, small))).toBe(false);
    // Naive-3 in its place: player 1 has more than (E, 0) where E is optimal.
    const wrong = naive2Truthful([], "acm/naive-3");
    expect(falls(wrong, "way-out", instance("naive-3", nothing(3, 2), small))).toBe(true);
    expect(falls(naive2Truthful(), "way-out", instance("naive-2", nothing(3, 2), small))).toBe(false);
  });

  it("leaves those who lose undecided, which Naive-3 does not", () => {
    // Prices (−2, 1, 1) make both others lose.
    const c = nothing(3, 3);
    expect(prices(c).filter(([, x, y]) => x! > 0 && y! > 0)).toContainEqual([-2, 1, 1]);
    for (const reading of ["yes-may-be-best", "not-dominant"]) {
      expect(falls(naive2Mismatch(), reading, instance("naive-2", c, small))).toBe(false);
      expect(falls(naive2Mismatch([], "acm/naive-3"), reading, instance("naive-3", c, small))).toBe(true);
      expect(falls(naive2FinedMismatch(), reading, instance("naive-2-fined", c, { ...small, fine: "7" }))).toBe(false);
    }
    // With k <= 2 and no goods no two can lose.
    expect(prices(nothing(3, 2)).some(([, x, y]) => x! > 0 && y! > 0)).toBe(false);
    for (const [c, isFallen] of [
      [nothing(3, 2), true],
      [nothing(3, 3), false],
    ] as const) {
      // biome-ignore format: one line
      expect(falls(naive2Mismatch(), "incentive", instance("naive-2", c, small))).toBe(isFallen);
      expect(falls(naive2FinedMismatch(), "incentive", instance("naive-2-fined", c, { ...small, fine: "1" }))).toBe(isFallen); // biome-ignore format: one line
    }
  });

  it("in sequence surprises n - 1 by a coalition of n, if n - 1 loses", () => {
    const said = (P: readonly string[]) => ({
      ...instance("naive-2-sequential", nothing(3, 3), small),
      reports: [{ player: 1, announce: { allocation: [], prices: [...P] } }],
    });
    // {1, 3} has 2 − 2e + (e − 1) = 1 − e together, player 2 has e − 1.
    for (const reading of ["belief", "surprise", "nobody-dominates"]) {
      expect(falls(naive2Sequential(), reading, said(["-2", "1", "1"]))).toBe(false);
    }
    // Naive-3 in its place: a YES has a consequence of its own.
    const { reports } = said(["-2", "1", "1"]);
    const other = { ...instance("naive-3", nothing(3, 3), small), question: "cds", reports };
    for (const reading of ["belief", "nobody-dominates"]) {
      expect(falls(naive2Sequential(true, "acm/naive-3"), reading, other)).toBe(true);
    }
    // Player 2 gets rid of a good that she dislikes: nothing to be surprised by.
    const { switches } = naive2Sequential().readings.find(({ name }) => name === "surprise")!;
    const free = context(3, [2], [0, 2], [0, -1], [0, 0]);
    const gift = { ...instance("naive-2-sequential", free, small), reports: [{ player: 1, announce: { allocation: [1], prices: ["-1", "0", "1"] } }] }; // biome-ignore format: one line
    expect(naive2Sequential().check({ instance: gift, choices: {} }, switches).hypotheses).toBe("outside");
    expect(falls(naive2Sequential(false), "surprise", gift)).toBe(true);
  });
});

describe("Naive-3", () => {
  it("makes voting by sign uniquely best, but not for e = 1, everybody together, or Naive-2 in its place", () => {
    const at = instance("naive-3", nothing(2, 2), { discount: "1" });
    expect(falls(naive3UniqueBest(), "any-discount+each-player", at)).toBe(true);
    expect(falls(naive3UniqueBest(), "modest-discount+each-player", instance("naive-3", tradeOfThree, small))).toBe(
      false,
    );
    expect(falls(naive3UniqueBest(), "modest-discount+every-block", instance("naive-3", nothing(2, 2), small))).toBe(
      true,
    );
    const wrong = naive3UniqueBest([], "acm/naive-2");
    expect(falls(wrong, "modest-discount+each-player", instance("naive-2", tradeOfThree, small))).toBe(true);
  });

  /** Whether player 1 expects more than D − 2e with one YES of two at some context (3, 1, k) in which E is not optimal. */
  const isGrabbed = (bits: number, e: Fraction): boolean => {
    const values = range(1 - 2 ** (bits - 1), 2 ** (bits - 1) - 1);
    return tuples(3, values).some((v) =>
      range(1, 3).some((owner) => {
        const c = context(bits, [owner], ...v.map((value) => [0, value]));
        const D = missing(c);
        if (D === 0) return false;
        const worth = Math.max(
          ...allocations(c).flatMap((a) =>
            prices(c)
              .filter((P) => [2, 3].filter((i) => gain(c, a, i) >= P[i - 1]!).length === 1)
              .map((P) => gain(c, a, 1) - P[0]!),
          ),
        );
        return (
          e
            .div(3)
            .mul(new Fraction(worth).sub(e.mul(2)))
            .compare(new Fraction(D).sub(e.mul(2))) > 0
        );
      }),
    );
  };

  it("is grabbed at (3, 1, k) exactly where e(2B - 2 - 2e) > 3(1 - 2e)", () => {
    for (const [p, q] of [
      [9, 20],
      [2, 5],
      [1, 10],
    ] as const) {
      // biome-ignore format: one line
      const e = new Fraction(p, q);
      const isAbove = (bits: number) =>
        e.mul(new Fraction(2 ** bits - 2).sub(e.mul(2))).compare(new Fraction(3).sub(e.mul(6))) > 0;
      expect(range(1, 9).find(isAbove)).toBe(p === 9 ? 2 : p === 2 ? 3 : 5);
      expect(isGrabbed(2, e)).toBe(isAbove(2));
    }
    expect(isGrabbed(3, new Fraction(2, 5))).toBe(true);
  }, 20_000);

  it("gives player 1 something for nothing where E is optimal, which Naive-4 does not", () => {
    expect(falls(naive3Grab(), "no-gain-from-trade", instance("naive-3", nothing(3, 2), small))).toBe(false);
    const wrong = naive3Grab([], "acm/naive-4");
    expect(falls(wrong, "no-gain-from-trade", instance("naive-4", nothing(3, 2), small))).toBe(true);
    expect(falls(naive3Grab(), "every-context", instance("naive-3", tradeOfThree, small))).toBe(true);
    const large = naive3Grab().domain("gate", { where: "large-values" }).cases[0]!;
    expect(falls(naive3Grab(), "large-values", large.instance)).toBe(false);
  });
});

describe("Naive-4", () => {
  it("needs other prices even with independent players", () => {
    for (const c of [highGain, highSum, parted]) {
      expect(falls(naive4Independent(), "several-players", instance("naive-4", c, small))).toBe(true);
    }
    expect(falls(naive4Independent(), "several-players", instance("naive-4", tradeOfThree, small))).toBe(false);
    const wrong = naive4Independent([], "acm/naive-3");
    expect(falls(wrong, "several-players", instance("naive-3", nothing(3, 2), small))).toBe(true);
  });

  it("has no strictly dominant strategy of {1, 2} where the two break even", () => {
    // After (E, (1, −1, 0)) they get −e if both others vote YES; −(1 − e) − e·e·Y/6 with Y < 2 votes YES.
    const e = new Fraction(1, 12);
    const worth = (yes: number) => (yes === 2 ? e.neg() : e.sub(1).sub(e.mul(e).mul(yes).div(6)));
    expect(worth(2).compare(worth(1))).toBe(1);
    expect(worth(1).compare(worth(0))).toBe(-1);
    expect(falls(naive4Collusion(), "all-cds", instance("naive-4", nothing(3, 2), small))).toBe(true);
    expect(falls(naive4Collusion(), "all-cds", instance("naive-4", nothing(2, 2), small))).toBe(false);
    expect(falls(naive4Collusion(), "others-cds", instance("naive-4", nothing(3, 2), small))).toBe(false);
    const wrong = naive4Collusion([], "acm/naive-2");
    expect(falls(wrong, "others-cds", instance("naive-2", nothing(3, 3), small))).toBe(true);
  });

  it("lets player 1 shift prices within {2, 3} unless the printed range forbids it", () => {
    expect(falls(naive4Collusion(), "undecided-block", instance("naive-4", tradeOfThree, small))).toBe(false);
    expect(acceptedBest(relieved)).toBe(2);
    // P_1 = −1 is the least, and (0, 1), (1, 0) are the only prices of sum 1 in the range: each accepts them.
    expect([2, 3].map((player) => gain(relieved, [1, 1], player))).toEqual([1, 1]);
    expect([relieved, parted].map((c) => falls(naive4Collusion(), "undecided-block", instance("naive-4", c, small)))).toEqual([true, true]); // biome-ignore format: one line
  });
});
