import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { tradeoffMatching } from "../../../properties/hk/multi-item-tradeoff.js";
import { leastRules } from "../../../properties/hk/private-rules.js";
import { lowerBoundMatching } from "../../../properties/hk/theorem-9.js";
import { expectedOptimumClaim } from "../../../properties/hk/theorem-9-step-opt.js";
import { criticalPairs, otherPairs } from "../../../properties/hk/theorem-9-steps.js";
import { printRational, rational } from "../../../src/number/rational.js";
import { isFeasible } from "./simplex.js";
import { checkAt, fallsAt, listsOf, upTo, wordsOf } from "./size-examples.js";

/**
 * Appendix B a second time, by nothing but listing profiles and permutations. It shares no code with the program.
 */
const fraction = (p: number | bigint, q: number | bigint = 1) => new Fraction(p, q);
const total = (terms: readonly Fraction[]) => terms.reduce((x, y) => x.add(y), fraction(0));
const ordersOf = (n: number) => listsOf(upTo(n), n).filter((list) => new Set(list).size === n);
const hits = (profile: readonly number[], order: readonly number[]) => profile.filter((j, i) => order[i] === j).length;

/** Welfare of the exponential mechanism at a profile, with y = e^{ε/2}. */
function welfareAt(profile: readonly number[], y: Fraction): Fraction {
  const weights = ordersOf(profile.length).map((order) => ({
    hit: hits(profile, order),
    weight: y.pow(hits(profile, order))!,
  }));
  return total(weights.map(({ hit, weight }) => weight.mul(hit))).div(total(weights.map(({ weight }) => weight)));
}

const meanWelfare = (n: number, y: Fraction) =>
  total(listsOf(upTo(n), n).map((profile) => welfareAt(profile, y))).div(n ** n);

const worstLoss = (n: number, y: Fraction) =>
  listsOf(upTo(n), n)
    .map((profile) => fraction(new Set(profile).size).sub(welfareAt(profile, y)))
    .reduce((x, y) => (x.compare(y) >= 0 ? x : y));

const text = (x: unknown) => printRational(x as Parameters<typeof printRational>[0]);

describe("E[opt] over single-minded agents", () => {
  const byListing = (n: number) =>
    total(listsOf(upTo(n), n).map((profile) => fraction(new Set(profile).size))).div(n ** n);

  it("is not (1 − 1/e)·n, but (1 − (1 − 1/n)^n)·n", async () => {
    expect(await wordsOf(expectedOptimumClaim())).toEqual({
      equal: "refuted, proved on the domain",
      "at-least": "proved on the domain",
      within: "proved on the domain",
    });
    const repaired = expectedOptimumClaim(["(1 - 1/n)^n"]);
    for (const n of [1, 2, 3, 4, 5]) {
      expect(text(checkAt(repaired, n, "equal").left)).toBe(byListing(n).toFraction());
      expect(byListing(n).toFraction()).toBe(
        fraction(1)
          .sub(fraction(n - 1, n).pow(n)!)
          .mul(n)
          .toFraction(),
      );
      expect(fallsAt(repaired, n, "equal")).toBe(false);
      expect(fallsAt(expectedOptimumClaim(), n, "equal")).toBe(true);
    }
  });

  it("is no longer what is claimed with (1 − 1/n)^(n − 1)", () => {
    const off = (n: number) => rational(BigInt(n ** (n - 1) - (n - 1) ** (n - 1)), BigInt(n ** (n - 2)));
    expect(fallsAt(expectedOptimumClaim(["(1 - 1/n)^n"], off), 3, "equal")).toBe(true);
  });
});

describe("the averages (3) and (4)", () => {
  it.each([
    [2, 3],
    [2, 9],
    [3, 5],
    [4, 20],
  ])("are those of the exponential mechanism for n = %i and e^{ε/2} = %i", (n, y) => {
    const [share, loss] = [meanWelfare(n, fraction(y)).div(n), worstLoss(n, fraction(y))];
    const [critical, other] = [
      checkAt(criticalPairs(), n, "average", `${y}`),
      checkAt(otherPairs(), n, "average", `${y}`),
    ];
    expect(text(critical.left)).toBe(share.toFraction());
    expect(text(other.left)).toBe(
      fraction(1)
        .sub(share)
        .div(n - 1)
        .toFraction(),
    );
    expect(critical.hypotheses).toBe(["inside", "boundary", "outside"][1 + loss.compare(fraction(n, 10))]);
  });

  it("are proved, and fail with other constants", async () => {
    const proved = "proved on the domain";
    expect(await wordsOf(criticalPairs())).toEqual({ average: proved, sum: proved, strict: proved });
    expect(await wordsOf(otherPairs())).toEqual({ average: proved, sum: proved, ratio: proved, pair: proved });
    // n = 2 and e^ε = 9: the loss is exactly n/10, and 7/10 of the wishes are met.
    expect(checkAt(criticalPairs(), 2, "average", "3").hypotheses).toBe("boundary");
    expect(fallsAt(criticalPairs(rational(9n, 10n)), 2, "average", "3")).toBe(true);
    expect(fallsAt(otherPairs(rational(1n, 10n)), 2, "average", "3")).toBe(true);
    // Without the guarantee they say nothing.
    expect(checkAt(otherPairs(), 3, "ratio", "11/10").hypotheses).toBe("outside");
  });
});

describe("the lower bound", () => {
  it("is proved, and would fall if any loss were allowed", async () => {
    const proved = "proved on the domain";
    expect(await wordsOf(lowerBoundMatching())).toEqual({ proof: proved, logarithm: proved, least: proved });
    expect(checkAt(lowerBoundMatching(rational(1n)), 3, "proof", "4/3")).toMatchObject({
      hypotheses: "inside",
      holds: false,
    });
    expect(fallsAt(lowerBoundMatching(), 3, "proof", "4/3")).toBe(false);
    expect(
      fallsAt(
        lowerBoundMatching(undefined, () => rational(8n)),
        3,
        "least",
      ),
    ).toBe(true);
  });

  /** Variables: the chance of every outcome at every profile; rows: x ≤ e^ε·y for neighbours, totals of 1, welfare. */
  function rows(n: number, expEpsilon: Fraction): { A: Fraction[][]; b: Fraction[] } {
    const [profiles, orders] = [listsOf(upTo(n), n), ordersOf(n)];
    // Equal chances up to the orders of agents and items: the least name of a pair.
    const nameOf = (profile: readonly number[], order: readonly number[]) =>
      orders
        .flatMap((agents) =>
          orders.map((items) => JSON.stringify([profile, order].map((list) => agents.map((i) => items[list[i]!])))),
        )
        .sort()[0]!;
    const names = [...new Set(profiles.flatMap((profile) => orders.map((order) => nameOf(profile, order))))];
    const found = new Map<string, { row: Fraction[]; bound: Fraction }>();
    const include = (terms: readonly (readonly [string, Fraction])[], bound: Fraction) => {
      const row = names.map((name) => total(terms.filter(([other]) => other === name).map(([, x]) => x)));
      found.set(JSON.stringify([row.map(String), String(bound)]), { row, bound });
    };
    for (const profile of profiles) {
      const all = orders.map((order) => [nameOf(profile, order), fraction(1)] as const);
      include(all, fraction(1));
      include(
        all.map(([name]) => [name, fraction(-1)]),
        fraction(-1),
      );
      const welfare = orders.map((order) => [nameOf(profile, order), fraction(-hits(profile, order))] as const);
      include(welfare, fraction(n, 10).sub(new Set(profile).size));
      for (const i of upTo(n)) {
        for (const j of upTo(n)) {
          const other = profile.map((item, k) => (k === i ? j : item));
          if (j !== profile[i]) {
            for (const order of orders) {
              include(
                [
                  [nameOf(profile, order), fraction(1)],
                  [nameOf(other, order), expEpsilon.neg()],
                ],
                fraction(0),
              );
            }
          }
        }
      }
    }
    return { A: [...found.values()].map(({ row }) => row), b: [...found.values()].map(({ bound }) => bound) };
  }

  it.each([
    [2, 5],
    [3, 9],
  ])("of all private rules for n = %i is e^ε = %i, by the simplex method", (n, least) => {
    const feasible = (expEpsilon: Fraction) => {
      const { A, b } = rows(n, expEpsilon);
      return isFeasible(A, b);
    };
    expect(feasible(fraction(least))).toBe(true);
    expect(feasible(fraction(1000 * least - 1, 1000))).toBe(false);
    expect(text(leastRules[n]!.expEpsilon)).toBe(`${least}`);
  });

  it("for the exponential mechanism is more: Z_n = n·Z_{n−1} + (y − 1)^n, and e^ε ≥ 9 for two agents", () => {
    const Z = (n: number, y: Fraction) => total(ordersOf(n).map((order) => y.pow(hits(upTo(n), order))!));
    for (const y of [fraction(3, 2), fraction(2), fraction(7)]) {
      for (const n of [1, 2, 3, 4, 5]) {
        expect(Z(n, y).toFraction()).toBe(
          Z(n - 1, y)
            .mul(n)
            .add(y.sub(1).pow(n)!)
            .toFraction(),
        );
        expect(welfareAt(upTo(n), y).toFraction()).toBe(
          y
            .mul(n)
            .mul(Z(n - 1, y))
            .div(Z(n, y))
            .toFraction(),
        );
      }
    }
    expect(worstLoss(2, fraction(3)).toFraction()).toBe("1/5");
  });
});

describe("the trade-off", () => {
  it("falls for C = 1, holds for C = 1/10 and every C < 1", async () => {
    expect(await wordsOf(tradeoffMatching())).toEqual({
      any: "refuted, proved on the domain",
      "below-1": "proved on the domain",
      met: "proved on the domain",
    });
    const loss = worstLoss(3, fraction(4, 3));
    expect(loss.compare(3) < 0).toBe(true);
    expect(fallsAt(tradeoffMatching(), 3, "any", "4/3")).toBe(true);
    expect(fallsAt(tradeoffMatching(["C = 1/10"]), 3, "any", "4/3")).toBe(false);
  });

  it("would not be met with a hundredth of a hundredth", () => {
    const root = `${2 ** 10}`;
    expect(text(checkAt(tradeoffMatching(), 2, "met", root).left)).toBe(worstLoss(2, fraction(1024)).toFraction());
    expect(checkAt(tradeoffMatching(), 2, "met", root)).toMatchObject({ hypotheses: "inside", holds: true });
    expect(fallsAt(tradeoffMatching([], rational(1n, 10n ** 7n)), 2, "met", root)).toBe(true);
  });
});
