import { describe, expect, it } from "vitest";
import { lotteryByScores } from "../../../src/mechanisms/nst/exponential.js";
import { optimalPriceLottery, optimalPriceMechanism } from "../../../src/mechanisms/nst/optimal-price.js";
import { pricing, pricingScores } from "../../../src/mechanisms/nst/pricing.js";
import { retraining, retrainingScores, welfareByTops } from "../../../src/mechanisms/nst/retraining.js";
import {
  twoPrice,
  twoPriceChances,
  twoPriceMechanism,
  twoPriceScores,
  twoPriceUnit,
  twoPriceUtility,
} from "../../../src/mechanisms/nst/two-price.js";
import { objectiveOf } from "../../../src/notions/gap.js";
import { integers } from "../../../src/number/integer.js";
import { fromQuotient, multiply, parseRational, printRational, rational } from "../../../src/number/rational.js";
import { profilesOf, upTo } from "./finite-route.js";

const read = (text: string) => parseRational(text)!;

/** The environment's own scores as n·F, in fractions. */
const totals = (
  environment: Parameters<typeof objectiveOf>[0] & {
    alternatives: number;
    score: (t: readonly number[], s: number) => bigint;
  },
  t: readonly number[],
) =>
  upTo(environment.alternatives).map((s) =>
    printRational(multiply(objectiveOf(environment, environment.score(t, s)), rational(BigInt(t.length)))),
  );
const inUnits = (scores: readonly bigint[], unit: ReturnType<typeof rational>) =>
  scores.map((score) => printRational(multiply(rational(score), unit)));
const tally = (t: readonly number[], size: number): bigint[] =>
  upTo(size).map((type) => BigInt(t.filter((own) => own === type).length));

describe("scores by counts are those of the profiles", () => {
  it.each(["strict", "weak"] as const)("pricing, %s", (buyers) => {
    const values = [["0", "1/4", "1/2", "1"], ["1/8", "1/2", "1/2", "3/4"]].map((row) => row.map(read)); // biome-ignore format: one line
    const setting = { m: 4, cohorts: 3, members: 2, signals: 2, values, buyers };
    const environment = pricing(setting);
    for (const t of profilesOf(environment.types)) {
      const vectors = upTo(3).map((cohort) => 2 * t[2 * cohort]! + t[2 * cohort + 1]!);
      expect(inUnits(pricingScores(setting, tally(vectors, 4)), rational(1n, 4n))).toEqual(totals(environment, t));
    }
  });

  it.each(["welfare", "borda"] as const)("retraining, %s", (objective) => {
    const environment = retraining({ n: 3, objective });
    for (const t of profilesOf(environment.types)) {
      const counts = tally(t, 6);
      const found = retrainingScores(objective, counts);
      expect(inUnits(found, environment.scoreUnit)).toEqual(totals(environment, t));
      const tops = [counts[0]! + counts[1]!, counts[2]! + counts[3]!, counts[4]! + counts[5]!] as const;
      if (objective === "welfare") expect(welfareByTops(tops)).toEqual(found);
    }
  });

  it.each(["Buy", "Not buy"] as const)("two prices, %s at V = p", (tieReaction) => {
    for (const n of [1, 3, 4]) {
      const setting = {
        n,
        values: [read("1/2"), read("5/4")] as const,
        prices: ["1/2", "1", "5/4"].map(read),
        tieReaction,
      };
      const environment = twoPrice(setting);
      const R = integers(3n, 2n);
      for (const t of profilesOf(environment.types)) {
        const k = BigInt(t.filter((type) => type === 1).length);
        const scores = twoPriceScores(setting, BigInt(n), k);
        expect(inUnits(scores, twoPriceUnit(setting))).toEqual(totals(environment, t));
        const q = rational(1n, 3n);
        for (const imposeAlways of [true, false]) {
          const parameters = { q, tiePrice: "highest", imposeAlways } as const;
          expect(optimalPriceLottery(R, parameters, setting.prices, scores)).toEqual(
            optimalPriceMechanism.lottery(R, parameters, environment, t),
          );
        }
      }
    }
  });
});

describe("nst/two-price by the number of high announcements", () => {
  const setting = { n: 3, values: [read("5/8"), read("9/8")] as const, prices: [read("1/2"), read("1")], tieReaction: "Buy" } as const; // biome-ignore format: one line

  it("gives every price the chance that the mechanism gives it, and everybody her utility", () => {
    const R = integers(3n, 2n);
    const environment = twoPrice(setting);
    for (const t of profilesOf(environment.types)) {
      const k = BigInt(t.filter((type) => type === 1).length);
      const { free, total } = twoPriceMechanism.lottery(R, { d: rational(1n) }, environment, t);
      const chances = free.map(({ weight }) => fromQuotient({ numerator: weight, denominator: total }));
      expect(twoPriceChances(R, setting, 3n, k).map(fromQuotient)).toEqual(chances);
      for (const type of [0, 1] as const) {
        // 5/8 − 1/2, 9/8 − 1/2 and 9/8 − 1.
        const gains = [["1/8", "0"], ["5/8", "1/8"]][type]!.map(read); // biome-ignore format: one line
        const mean = gains.map((gain, s) => multiply(gain, chances[s]!));
        const sum = mean[0]!.numerator * mean[1]!.denominator + mean[1]!.numerator * mean[0]!.denominator;
        expect(fromQuotient(twoPriceUtility(R, setting, 3n, k, type))).toEqual(
          rational(sum, mean[0]!.denominator * mean[1]!.denominator),
        );
      }
    }
  });

  it("is of use for large n", () => {
    const [low, high] = twoPriceScores(setting, 10n ** 12n, 3n * 10n ** 11n);
    expect([low, high]).toEqual([10n ** 12n, 6n * 10n ** 11n]);
    expect(
      lotteryByScores(integers(2n, 1n), twoPriceScores(setting, 1000n, 500n)).free.map(({ weight }) => weight),
    ).toEqual([1n, 1n]);
  });
});
