import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { answer } from "../cli/run.js";
import {
  counted,
  everyNoise,
  geometric,
  med,
  medianByRecursion,
  type Report,
  recursion,
  released,
  truncated,
} from "../mechanisms/median-route.js";
import { type Chances, lists, replaced, zero } from "../mechanisms/second-route.js";
import { type Case, checkAll } from "./batch.js";

/** ε = 2 ln 3/2, λ = e^{−ε/2} = 2/3; the locations are 0, 1/4 and 1. */
const places = [new Fraction(0), new Fraction(1, 4), new Fraction(1)];
const environment = { locations: ["0", "0.25", "1"] };
const parameters = { epsilon: "2 ln 3/2" };
const f = recursion(new Fraction(2, 3));
const choices: readonly Report[] = [0, 1, 2, null];
const text = (x: Fraction) => x.toFraction();

const lawAt = (reports: readonly Report[]) => medianByRecursion(f, counted(reports, 3));
const listed = (law: readonly Fraction[]) =>
  law.flatMap((chance, outcome) => (chance.equals(0) ? [] : { outcome, probability: text(chance) }));

/** −Σ |location of the report − location|. */
const welfare = (reports: readonly Report[], bin: number): Fraction =>
  reports.reduce(
    (sum: Fraction, report) => (report === null ? sum : sum.sub(places[report]!.sub(places[bin]!).abs())),
    zero,
  );
const largest = (values: readonly Fraction[]): Fraction => values.reduce((x, y) => (x.gt(y) ? x : y));

const ratiosAt = (reports: readonly Report[], player: number): readonly Fraction[] => {
  const laws = [0, 1, 2].map((report) => lawAt(replaced(reports, player, report)));
  return [0, 1, 2].map((bin) => {
    const chances = laws.map((law) => law[bin]!);
    return largest(chances).div(chances.reduce((x, y) => (x.lt(y) ? x : y)));
  });
};

const noisy = (reports: unknown) => ({ mechanism: "cckmv/noisy-median", parameters, environment, reports });

describe("the noisy median", () => {
  const profiles = [...lists(choices, 1), ...lists(choices, 2)];

  test("law", () =>
    checkAll(
      "law",
      profiles.map(
        (reports): Case => ({
          instance: noisy(reports),
          check: (found) => expect(found.distribution).toEqual(listed(lawAt(reports))),
        }),
      ),
    ));

  test("quantities", () =>
    checkAll(
      "measure",
      profiles.map((reports): Case => {
        const law = lawAt(reports);
        const optimum = largest([0, 1, 2].map((bin) => welfare(reports, bin)));
        const expected = law.reduce((sum, chance, bin) => sum.add(chance.mul(welfare(reports, bin))), zero);
        const first = reports.flatMap((report, player) => (reports.indexOf(report) === player ? [player] : []));
        const ratios = first.map((player) => ({ player, ratios: ratiosAt(reports, player) }));
        return {
          instance: noisy(reports),
          check: ({ quantities }) => {
            expect(quantities.privacyRatios.value).toEqual(
              ratios.map(({ player, ratios: list }) => ({
                player,
                outcomes: list.map((ratio, outcome) => ({ outcome, ratio: text(ratio) })),
              })),
            );
            expect(quantities.privacyRatio.value).toBe(text(largest(ratios.flatMap((at) => at.ratios))));
            expect(quantities.optimum.value).toBe(text(optimum));
            expect(quantities.expectedObjective.value).toBe(text(expected));
            expect(quantities.expectedLoss.value).toBe(text(optimum.sub(expected)));
          },
        };
      }),
    ));

  test("two reports and the needed gap, absent players too", () => {
    const reports: Report[] = [0, 2];
    const F = { kind: "linear", slope: "1" };
    const noise = geometric(new Fraction(2, 3), 5);
    const cases = choices.flatMap((truth) =>
      choices.flatMap((lie): Case[] => {
        const worlds = [truth, lie].map((report) => replaced(reports, 1, report));
        const [law, other] = worlds.map(lawAt);
        const distance = law!.reduce((sum, chance, bin) => {
          const excess = chance.sub(other![bin]!);
          return excess.gt(0) ? sum.add(excess) : sum;
        }, zero);
        const pairs = everyNoise(noise, 3, (r) => worlds.map((list) => med(released(counted(list, 3), r))));
        const moved = [...pairs.atLeast.keys()].map((key) => JSON.parse(key)).filter(([o, p]) => o !== p);
        const ratios = ratiosAt(reports, 1);
        const gaps = moved.map(([o, p]) => ratios[o]!.add(ratios[p]!).sub(2));
        const question = { ...noisy(reports), player: 1, truth, lie };
        return [
          {
            instance: { ...question, question: "coupled" },
            check: ({ answer: found }) => {
              const sums = [zero, zero, zero];
              for (const { outcome, probability } of found.joint) {
                sums[outcome.truth] = sums[outcome.truth]!.add(new Fraction(probability));
              }
              expect(sums.map(text)).toEqual(law!.map(text));
              expect(found.SD).toBe(text(distance));
              expect(found.reachable).toEqual(moved.sort(([o, p], [x, y]) => o - x || p - y));
            },
          },
          {
            instance: { ...question, question: "neededGap", F },
            check: ({ answer: found }) => expect(found.neededGap).toBe(gaps.length === 0 ? "0" : text(largest(gaps))),
          },
        ];
      }),
    );
    return checkAll("measure", cases);
  });

  test("a million players by counts are their margins", async () => {
    const [few, many] = [2, 500_000].map((n) => noisy({ counts: { "0": n, "1": 3, "2": n + 1, null: n } }));
    expect((await answer("law", many)).distribution).toEqual((await answer("law", few)).distribution);
    const symbolic = await answer("law", noisy({ counts: { "0": 1_000_000 } }), "--symbolic");
    expect(symbolic.epsilon).toEqual({ times: "2" });
    // Pr[Med = 3] = Pr[Y_1 > X_2 + n] = λ^{n+1}/(1+λ)^2 for λ = 1/b.
    expect(symbolic.distribution[2].probability.numerator).toEqual([["1", 2]]);
    expect(symbolic.distribution[2].probability.denominator).toEqual([
      ["1", 1_000_001],
      ["2", 1_000_002],
      ["1", 1_000_003],
    ]);
  });

  test("one location is always chosen", async () => {
    const single = { ...noisy([0, null]), environment: { locations: ["1/2"] } };
    expect((await answer("law", single)).distribution).toEqual([{ outcome: 0, probability: "1" }]);
    expect((await answer("measure", single)).quantities.privacyRatio).toEqual({
      value: "1",
      at: { player: 0, outcome: 0 },
    });
  });
});

test("the deterministic median", () =>
  checkAll(
    "law",
    [...lists(choices, 3)].map(
      (reports): Case => ({
        instance: { mechanism: "cckmv/median", environment, reports },
        check: ({ distribution }) =>
          expect(distribution).toEqual([{ outcome: med(counted(reports, 3)), probability: "1" }]),
      }),
    ),
  ));

describe("Xiao's mechanisms", () => {
  const b = new Fraction(3, 2);
  const xiao = (which: string, more: object, reports: unknown = [0, 2]) => ({
    mechanism: `cckmv/xiao-${which}`,
    parameters: { ...parameters, ...more },
    environment,
    reports,
  });
  const entries = (chances: Chances) =>
    [...chances].map(([outcome, chance]) => ({ outcome: JSON.parse(outcome), probability: text(chance) }));
  const byOutcome = (x: { outcome: number }, y: { outcome: number }) => x.outcome - y.outcome;

  test.each([1, -1] as const)("sigma = %d: laws and the law of the noise", async (sigma) => {
    const noise = truncated(b, 1, sigma);
    const law = everyNoise(noise, 3, (r) => med(released([1, 0, 1], r))).atLeast;
    const found = await answer("law", xiao("median", { t: 1, sigma }));
    expect(found.distribution).toEqual(entries(law).sort(byOutcome));
    expect(found.noise).toEqual(noise.masses.map(text));
    const histogram = await answer("law", xiao("histogram", { t: 1, sigma }));
    expect(histogram.noise).toEqual(found.noise);
    // The noise vectors come in the order of the outcomes.
    expect(histogram.distribution).toEqual(entries(everyNoise(noise, 3, (r) => released([1, 0, 1], r)).atLeast));
  });

  test("truncated below: the median has a law, the histogram has none", async () => {
    const below = { t: 1, sigma: -1, truncation: "below" };
    const found = await answer("law", xiao("median", below));
    const total = found.distribution.reduce(
      (sum: Fraction, { probability }: { probability: string }) => sum.add(probability),
      zero,
    );
    expect([text(total), found.noise]).toEqual(["1", null]);
    expect(await answer("law", xiao("histogram", below))).toMatchObject({ distribution: null, noise: null });
    expect((await answer("measure", xiao("histogram", below))).quantities).toEqual({ deltaExact: { value: null } });
  });

  test("more than 5040 outcomes are not listed", async () => {
    const found = await answer("law", xiao("histogram", { t: 9 }));
    expect([found.distribution, found.noise.length]).toEqual([null, 19]);
    expect((await answer("law", xiao("histogram", { t: 8 }))).distribution.length).toBe(17 ** 3);
  });

  /** Σ (Pr[o] − bound·Pr′[o])⁺ over two bins, one report moved. */
  function delta(base: Fraction, t: number, sigma: 1 | -1, bound: Fraction): Fraction {
    const noise = truncated(base, t, sigma);
    const [P, Q] = [
      [1, 0],
      [0, 1],
    ].map((h) => everyNoise(noise, 2, (r) => released(h, r)).atLeast);
    return [...P!].reduce((sum, [outcome, chance]) => {
      const excess = chance.sub(bound.mul(Q!.get(outcome) ?? zero));
      return excess.gt(0) ? sum.add(excess) : sum;
    }, zero);
  }

  test("deltaExact, at rates up to 1 and above", () => {
    const bound = b.mul(b);
    const rates: readonly [string, Fraction][] = [
      ["1", b],
      ["2", b.mul(b)],
      ["3", b.mul(b).mul(b)],
    ];
    return checkAll(
      "measure",
      rates.flatMap(([rate, base]) =>
        ([1, -1] as const).flatMap((sigma) =>
          [0, 1, 2, 4].map(
            (t): Case => ({
              instance: {
                ...xiao("histogram", { t, sigma, rate }),
                environment: { locations: ["0", "1"] },
                reports: [0],
              },
              check: ({ quantities }) => expect(quantities.deltaExact.value).toBe(text(delta(base, t, sigma, bound))),
            }),
          ),
        ),
      ),
    );
  });

  test("deltaExact at half the rate, of one location, of a large t", async () => {
    const at = async (more: object, locations: readonly string[]) =>
      (
        await answer(
          "measure",
          { ...xiao("histogram", more), environment: { locations }, reports: [0] },
          "--only",
          "deltaExact",
        )
      ).quantities.deltaExact.value;
    expect(await at({ epsilon: "4 ln 3/2", rate: "1/2", t: 2 }, ["0", "1"])).toBe(text(delta(b, 2, 1, b.pow(4)!)));
    expect(await at({ t: 2 }, ["0"])).toBe("0");
    const [numerator, denominator] = (await at({ epsilon: "2 ln 2", t: 20_000, sigma: -1 }, ["0", "1"])).split("/");
    expect(BigInt(numerator) * 2n ** 19_999n > BigInt(denominator) / 4n).toBe(true);
    expect(BigInt(numerator) * 2n ** 19_999n < BigInt(denominator)).toBe(true);
  });
});
