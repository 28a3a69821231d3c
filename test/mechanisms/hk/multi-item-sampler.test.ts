import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import {
  chancesOf,
  matrixOf,
  meanItem,
  permanentOf,
  permutationsOf,
  type Sampling,
  sampledChance,
} from "./items-route.js";
import { auctionOf, auctions } from "./items-worlds.js";
import { epsilonText, formText, largestOf, printedAnswer, printedLaw, printedQuantities } from "./printed.js";
import { fractions, one, sum, type World, without, withRow } from "./range-route.js";

const exactly = (ownWeight: boolean): Sampling => ({ ownWeight, factor: one, errors: [] });

const parametersOf = ({ ownWeight, factor, errors }: Sampling) => ({
  ownWeight: ownWeight ? "yes" : "no",
  factor: factor.toFraction(),
  errors: errors.map(({ prefix, item, sign }) => ({ stage: prefix.length, prefix, item, sign })),
});

/** Some calls of the sampler for n agents, each at most once. */
const samplings = (n: number): fc.Arbitrary<Sampling> => {
  const calls = permutationsOf(n).flatMap((pi) => pi.map((item, i) => ({ prefix: pi.slice(0, i), item })));
  const each = [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
  return fc.record({
    ownWeight: fc.boolean(),
    factor: fc.constantFrom("1", "11/10", "5").map((text) => new Fraction(text)),
    errors: fc
      .subarray(each, { maxLength: Math.min(8, each.length) })
      .chain((some) => fc.tuple(...some.map((call) => fc.constantFrom(-1, 0, 1).map((sign) => ({ ...call, sign }))))),
  });
};

const cases = auctions(4).chain((found) => fc.record({ found: fc.constant(found), sampling: samplings(found.world.rows.length) })); // biome-ignore format: one line

describe("hk/multi-item-sampler", () => {
  it("prints the chance of every permutation, stage by stage, with and without own weights and errors", () => {
    fc.assert(
      fc.property(cases, ({ found: { world }, sampling }) => {
        const instance = auctionOf(world, "hk/multi-item-sampler", parametersOf(sampling));
        expect(printedLaw(instance)).toEqual({
          mechanism: "hk/multi-item-sampler",
          epsilon: epsilonText(world),
          distribution: permutationsOf(world.rows.length).map((pi) => ({
            outcome: pi,
            probability: sampledChance(world, sampling, pi).toFraction(),
          })),
          payments: null,
        });
        expect(printedQuantities(instance)).toEqual({});
      }),
      { numRuns: 60 },
    );
  });

  it("answers privacyRatio with the same errors for both rows", () => {
    fc.assert(
      fc.property(cases, ({ found: { world, agent, row }, sampling }) => {
        const other = withRow(world, agent, row);
        const ratios = permutationsOf(world.rows.length).map((pi) =>
          sampledChance(world, sampling, pi).div(sampledChance(other, sampling, pi)),
        );
        const ratio = largestOf(ratios.flatMap((x) => [x, x.inverse()]));
        const expEpsilon = world.base.pow(2 * world.grid) as Fraction;
        const fields = { question: "privacyRatio", agent, other: row.map((value) => value.toFraction()) };
        expect(printedAnswer(auctionOf(world, "hk/multi-item-sampler", parametersOf(sampling), fields))).toEqual({
          ratio: ratio.toFraction(),
          expEpsilon: expEpsilon.toFraction(),
          within: ratio.compare(expEpsilon) <= 0,
        });
      }),
      { numRuns: 40 },
    );
  });

  it("draws as the exponential mechanism does with own weights and exact permanents, and not as step (2) prints it", () => {
    const world: World = { base: new Fraction(2), grid: 2, rows: [["1", "0"], ["1/2", "0"]].map(fractions) }; // biome-ignore format: one line
    const chances = chancesOf(world).map(({ pi, chance }) => ({ outcome: pi, probability: chance.toFraction() }));
    const drawn = (sampling: Sampling) => printedLaw(auctionOf(world, "hk/multi-item-sampler", parametersOf(sampling))).distribution; // biome-ignore format: one line
    expect(drawn(exactly(true))).toEqual(chances);
    expect(drawn(exactly(false))).not.toEqual(chances);
    const wrong = { ownWeight: true, factor: new Fraction(3), errors: [{ prefix: [], item: 0, sign: 1 }] };
    expect(drawn(wrong)).not.toEqual(chances);
    expect(drawn({ ...wrong, factor: one })).toEqual(chances);
  });

  it("goes through the 5040 permutations of 7 items, and lists none of 8", () => {
    const rows = (n: number) => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => new Fraction((i + j) % 2))); // biome-ignore format: one line
    const world = (n: number): World => ({ base: new Fraction(3), grid: 1, rows: rows(n) });
    const { distribution } = printedLaw(auctionOf(world(7), "hk/multi-item-sampler", parametersOf(exactly(true))));
    expect(distribution.length).toBe(5040);
    expect(distribution[0].probability).toBe(chancesAt(world(7), [0, 1, 2, 3, 4, 5, 6]).toFraction());
    expect(printedLaw(auctionOf(world(8), "hk/multi-item-sampler", parametersOf(exactly(false)))).distribution).toBeNull(); // biome-ignore format: one line
  });
});

/** The chance of one permutation. */
const chancesAt = (world: World, pi: readonly number[]): Fraction => {
  const A = matrixOf(world);
  return pi.reduce((product, j, i) => product.mul(A[i]![j]!), one).div(permanentOf(A));
};

describe("hk/multi-item-payment-estimator", () => {
  it("prints the payments and the worst bias of estimates that succeed", () => {
    fc.assert(
      fc.property(auctions(4), fc.constantFrom("11/10", "3"), ({ world }, factor) => {
        const found = printedLaw(auctionOf(world, "hk/multi-item-payment-estimator", { factor }));
        const means = world.rows.map((row, i) => meanItem(world, i, row));
        const ratio = (i: number) => permanentOf(matrixOf(world)).div(permanentOf(matrixOf(without(world, i))));
        expect(found).toEqual({
          mechanism: "hk/multi-item-payment-estimator",
          epsilon: epsilonText(world),
          distribution: null,
          payments: means.map((mean, i) => formText(mean, -2, ratio(i))),
          worstBias: means.map((mean) => formText(mean.mul(new Fraction(factor).sub(1)), 4, new Fraction(factor))),
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe("hk/matching-ensemble", () => {
  const ensemble = (agents: number) => ({ mechanism: "hk/matching-ensemble", environment: { agents }, reports: [] });

  it("prints the mean of the best matching over all instances", () => {
    for (let n = 1; n <= 4; n++) {
      const all = Array.from({ length: n }).reduce<number[][]>(
        (lists) => lists.flatMap((list) => Array.from({ length: n }, (_, j) => [...list, j])),
        [[]],
      );
      // The best matching by trying all, not by counting items that are wanted.
      const best = (wanted: readonly number[]) =>
        Math.max(...permutationsOf(n).map((pi) => pi.filter((j, i) => wanted[i] === j).length));
      const mean = sum(all.map((wanted) => new Fraction(best(wanted)))).div(all.length);
      expect(printedLaw(ensemble(n))).toEqual({
        mechanism: "hk/matching-ensemble",
        distribution: null,
        payments: null,
        expectedOpt: mean.toFraction(),
      });
    }
    expect(printedLaw(ensemble(3)).expectedOpt).not.toBe("2");
    expect(printedQuantities(ensemble(3))).toEqual({});
  });

  it("is in lowest terms as the contract asks, also for many agents", () => {
    const [numerator, denominator] = printedLaw(ensemble(300)).expectedOpt.split("/").map(BigInt);
    const gcd = (x: bigint, y: bigint): bigint => (y === 0n ? x : gcd(y, x % y));
    expect(gcd(numerator, denominator)).toBe(1n);
    expect(numerator * 300n ** 299n).toBe(denominator * (300n ** 300n - 299n ** 300n));
  });
});
