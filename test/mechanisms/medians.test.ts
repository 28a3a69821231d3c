import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import type { WithCoins } from "../../src/game/mechanism.js";
import { others, type Profile, profileOf } from "../../src/game/profile.js";
import { median } from "../../src/mechanisms/cckmv/median.js";
import { noisyMedian } from "../../src/mechanisms/cckmv/noisy-median.js";
import type { Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import { leastHistogramDelta } from "../../src/mechanisms/cckmv/xiao-delta.js";
import { xiaoHistogram } from "../../src/mechanisms/cckmv/xiao-histogram.js";
import { type XiaoParameters, xiaoMedian } from "../../src/mechanisms/cckmv/xiao-median.js";
import { integers, plainIntegers } from "../../src/number/integer.js";
import { type Polynomial, polynomials, valueAt } from "../../src/number/polynomial.js";
import { type Rational, rational, rationals, one as unit } from "../../src/number/rational.js";
import { powerQuotient, type Ring } from "../../src/number/ring.js";
import { lieMarginal, truthMarginal } from "../../src/probability/coupling.js";
import { isNormalised, type Law } from "../../src/probability/law.js";
import {
  counted,
  type Enclosed,
  everyNoise,
  fromZero,
  geometric,
  histograms,
  med,
  medianByRecursion,
  medianFromZero,
  type Noise,
  type Report,
  recursion,
  released,
  truncated,
} from "./median-route.js";
import { type Chances, chancesOf, give, lists, replaced, texts, zero } from "./second-route.js";

const placesOf = (q: number): Locations => ({
  locations: Array.from({ length: q }, (_, bin) => rational(BigInt(bin), BigInt(q))),
});
const groupsOf = (h: readonly number[]): Profile<Report> => h.map((count, report) => ({ report, count }));
const noisy = { rate: unit };

/** b = p/q, λ = q/p. */
const bases = [
  [2n, 1n],
  [3n, 2n],
  [10n, 1n],
  [100n, 99n],
] as const;

const fractionsOf = (law: Law<number, bigint>): string[] => {
  const chances = law.entries.map(() => zero);
  for (const { outcome, weight } of law.entries) chances[outcome] = new Fraction(weight, law.total);
  return chances.map((chance) => chance.toFraction());
};

/** Whether each chance is at least what is certain and at most what is open above that. */
function expectEnclosed(found: Chances, { atLeast, open }: Enclosed): void {
  for (const outcome of new Set([...found.keys(), ...atLeast.keys()])) {
    const [chance, certain] = [found.get(outcome) ?? zero, atLeast.get(outcome) ?? zero];
    expect(chance.gte(certain) && chance.lte(certain.add(open)), outcome).toBe(true);
  }
}

type Medians<P> = WithCoins<P, Locations, Report, number>;

/** Every profile of some players, one player's two reports: the coupled laws of a mechanism. */
function* pairsOf<P, S>(
  R: Ring<S>,
  mechanism: Medians<P>,
  parameters: P,
  q: number,
  players: number,
): Generator<{ reports: readonly Report[]; truth: Report; lie: Report; joint: Law<readonly [number, number], S> }> {
  const choices: readonly Report[] = [...Array.from({ length: q }, (_, bin) => bin), null];
  for (const rest of lists(choices, players - 1)) {
    // Players are alike: one order of the others is enough.
    if (rest.some((report, i) => i > 0 && choices.indexOf(report) < choices.indexOf(rest[i - 1]!))) continue;
    for (const [truth, lie] of lists(choices, 2) as Iterable<[Report, Report]>) {
      const joint = mechanism.coupled(R, parameters, placesOf(q), profileOf(rest), truth, lie);
      yield { reports: [...rest, truth], truth, lie, joint };
    }
  }
}

/** Marginals are the laws, nothing is negative, and every noise vector tried agrees. */
function expectCoupled<P>(mechanism: Medians<P>, parameters: P, noise: Noise, R: Ring<bigint>, q: number, n: number) {
  let moved = 0;
  for (const { reports, lie, joint } of pairsOf(R, mechanism, parameters, q, n)) {
    const lying = replaced(reports, n - 1, lie);
    const lawAt = (list: readonly Report[]) =>
      texts(chancesOf(mechanism.law(R, parameters, placesOf(q), profileOf(list))));
    expect(isNormalised(R, joint)).toBe(true);
    expect(joint.entries.every(({ weight }) => weight >= 0n)).toBe(true);
    expect(texts(chancesOf(truthMarginal(R, joint)))).toEqual(lawAt(reports));
    expect(texts(chancesOf(lieMarginal(R, joint)))).toEqual(lawAt(lying));
    const worlds = [reports, lying].map((list) => counted(list, q));
    const tried = everyNoise(noise, q, (r) => worlds.map((h) => med(released(h, r))));
    const found = chancesOf(joint);
    expectEnclosed(found, tried);
    // The reachable pairs are those that small noises reach already.
    expect([...found.keys()].sort()).toEqual([...tried.atLeast.keys()].sort());
    moved += joint.entries.filter(({ outcome: [o, p], weight }) => o !== p && weight > 0n).length;
  }
  expect(moved).toBeGreaterThan(0);
}

describe("the deterministic median", () => {
  test("is the least k, of nobody it is the first location", () => {
    for (const q of [1, 2, 3, 4]) {
      for (let n = 0; n <= 4; n++) {
        for (const h of histograms(q, n)) {
          const law = median.law(plainIntegers, {}, placesOf(q), groupsOf(h));
          expect(texts(chancesOf(law))).toEqual([`${med(h)} 1`]);
        }
      }
    }
    const absent = median.law(plainIntegers, {}, placesOf(3), [{ report: null, count: 5 }]);
    expect(absent.entries.map(({ outcome }) => outcome)).toEqual([0]);
  });

  test("two reports", () => {
    for (const { reports, lie, joint } of pairsOf(plainIntegers, median, {}, 3, 3)) {
      const pair = [reports, replaced(reports, 2, lie)].map((list) => med(counted(list, 3)));
      expect(texts(chancesOf(joint))).toEqual([`${JSON.stringify(pair)} 1`]);
    }
  });
});

describe("the noisy median", () => {
  test.each(bases)("law against the recursion, b = %d/%d", (p, q) => {
    const f = recursion(new Fraction(q, p));
    for (const bins of [1, 2, 3, 4, 5]) {
      for (const n of [0, 1, 2, 5]) {
        for (const h of histograms(bins, n)) {
          const law = noisyMedian.law(integers(p, q), noisy, placesOf(bins), groupsOf(h));
          expect(fractionsOf(law)).toEqual(medianByRecursion(f, h).map((x) => x.toFraction()));
        }
      }
    }
  });

  test("law against the recursion at larger margins and more bins", () => {
    const f = recursion(new Fraction(2, 3));
    for (const h of [
      [30, 0, 0],
      [0, 0, 25, 0],
      [9, 1, 0, 0, 0, 0, 3],
      [0, 0, 0, 0, 0, 0, 0, 0],
      [1, 2, 3, 4, 5, 6],
    ]) {
      const law = noisyMedian.law(integers(3n, 2n), noisy, placesOf(h.length), groupsOf(h));
      expect(fractionsOf(law)).toEqual(medianByRecursion(f, h).map((x) => x.toFraction()));
    }
  });

  test("law against every noise vector up to a size", () => {
    for (const [b, reach] of [
      [10, 9],
      [3, 18],
    ] as const) {
      const noise = geometric(new Fraction(1, b), reach);
      for (const h of [...histograms(3, 2), ...(b === 10 ? histograms(3, 3) : [])]) {
        const law = noisyMedian.law(integers(BigInt(b), 1n), noisy, placesOf(3), groupsOf(h));
        const tried = everyNoise(noise, 3, (r) => med(released(h, r)));
        expect(tried.open.lt(new Fraction(1, 10_000_000))).toBe(true);
        expectEnclosed(chancesOf(law), tried);
      }
    }
  });

  test("coupled law against every noise vector up to a size", () => {
    for (const n of [1, 2, 3])
      expectCoupled(noisyMedian, noisy, geometric(new Fraction(1, 5), 7), integers(5n, 1n), 3, n);
    expectCoupled(noisyMedian, noisy, geometric(new Fraction(2, 3), 6), integers(3n, 2n), 3, 2);
    expectCoupled(noisyMedian, noisy, geometric(new Fraction(1, 3), 5), integers(3n, 1n), 4, 2);
    expectCoupled(noisyMedian, noisy, geometric(new Fraction(1, 3), 5), integers(3n, 1n), 1 + 1, 4);
  });

  test("the election is not the case of two locations: ties of the noise", () => {
    const law = noisyMedian.law(integers(2n, 1n), noisy, placesOf(2), []);
    expect(fractionsOf(law)).toEqual(["2/3", "1/3"]);
  });

  test("absent players do not matter", () => {
    const reports: Report[] = [0, 2, 2];
    const laws = [reports, [null, ...reports, null]].map((list) =>
      texts(chancesOf(noisyMedian.law(integers(3n, 2n), noisy, placesOf(3), profileOf(list)))),
    );
    expect(laws[0]).toEqual(laws[1]);
  });
});

const xiao = (t: number, sigma: 1 | -1, truncation: "both" | "below" = "both"): XiaoParameters => ({
  rate: unit,
  t,
  sigma,
  truncation,
});

describe("Xiao's median", () => {
  test.each([1, -1] as const)("truncated on both sides, sigma = %d: every noise vector", (sigma) => {
    for (const [p, q] of bases) {
      for (const t of [0, 1, 2]) {
        const noise = truncated(new Fraction(p, q), t, sigma);
        for (const bins of [1, 2, 3]) {
          for (const h of [...histograms(bins, 0), ...histograms(bins, 3)]) {
            const law = xiaoMedian.law(integers(p, q), xiao(t, sigma), placesOf(bins), groupsOf(h));
            const tried = everyNoise(noise, bins, (r) => med(released(h, r)));
            expect(texts(chancesOf(law))).toEqual(texts(tried.atLeast));
          }
        }
      }
    }
    const law = xiaoMedian.law(integers(3n, 2n), xiao(5, sigma), placesOf(3), groupsOf([2, 0, 3]));
    const tried = everyNoise(truncated(new Fraction(3, 2), 5, sigma), 3, (r) => med(released([2, 0, 3], r)));
    expect(texts(chancesOf(law))).toEqual(texts(tried.atLeast));
  });

  test.each([1, -1] as const)("truncated on both sides, sigma = %d: two reports", (sigma) => {
    for (const t of [0, 1, 2]) {
      const noise = truncated(new Fraction(3, 2), t, sigma);
      for (const n of [1, 2]) expectCoupled(xiaoMedian, xiao(t, sigma), noise, integers(3n, 2n), 3, n);
    }
    expectCoupled(xiaoMedian, xiao(1, sigma), truncated(new Fraction(2), 1, sigma), integers(2n, 1n), 4, 2);
  });

  test("truncated below: (t+1)^q cases of geometric noise", () => {
    for (const [p, q] of bases) {
      for (const t of [0, 1, 2, 3]) {
        for (const bins of [1, 2, 3]) {
          for (const h of [...histograms(bins, 0), ...histograms(bins, 3)]) {
            const law = xiaoMedian.law(integers(p, q), xiao(t, -1, "below"), placesOf(bins), groupsOf(h));
            expect(fractionsOf(law)).toEqual(medianFromZero(new Fraction(q, p), t, h).map((x) => x.toFraction()));
          }
        }
      }
    }
  });

  test("truncated below with t = 0 is the noisy median", () => {
    for (const h of histograms(4, 4)) {
      const laws = [
        xiaoMedian.law(integers(3n, 2n), xiao(0, -1, "below"), placesOf(4), groupsOf(h)),
        noisyMedian.law(integers(3n, 2n), noisy, placesOf(4), groupsOf(h)),
      ];
      expect(fractionsOf(laws[0]!)).toEqual(fractionsOf(laws[1]!));
    }
  });

  test("truncated below: two reports", () => {
    for (const [t, reach] of [
      [0, 6],
      [1, 7],
      [2, 8],
    ] as const) {
      const noise = fromZero(new Fraction(1, 4), t, reach);
      for (const n of [1, 2]) expectCoupled(xiaoMedian, xiao(t, -1, "below"), noise, integers(4n, 1n), 3, n);
    }
    expectCoupled(xiaoMedian, xiao(1, -1, "below"), fromZero(new Fraction(1, 4), 1, 4), integers(4n, 1n), 4, 2);
  });
});

describe("Xiao's histogram", () => {
  const R = integers(3n, 2n);

  test("law and two reports: every noise vector", () => {
    for (const sigma of [1, -1] as const) {
      const noise = truncated(new Fraction(3, 2), 1, sigma);
      for (const reports of lists<Report>([0, 1, 2, null], 2)) {
        const h = counted(reports, 3);
        const law = xiaoHistogram.law(R, xiao(1, sigma), placesOf(3), profileOf(reports));
        expect(texts(chancesOf(law))).toEqual(texts(everyNoise(noise, 3, (r) => released(h, r)).atLeast));
        for (const lie of [0, 1, 2, null]) {
          const rest = others(profileOf(reports), 1);
          const joint = xiaoHistogram.coupled(R, xiao(1, sigma), placesOf(3), rest, reports[1]!, lie);
          const worlds = [h, counted([reports[0]!, lie], 3)];
          const tried = everyNoise(noise, 3, (r) => worlds.map((world) => released(world, r)));
          expect(texts(chancesOf(joint))).toEqual(texts(tried.atLeast));
        }
      }
    }
  });

  test("its outcomes are what one player can make of it, in order", () => {
    for (const reports of lists<Report>([0, 1, null], 2)) {
      const seen = new Set<string>();
      for (const player of [0, 1]) {
        for (const report of [reports[player]!, 0, 1, null]) {
          const h = counted(replaced(reports, player, report), 2);
          everyNoise(truncated(new Fraction(2), 1, 1), 2, (r) => void seen.add(JSON.stringify(released(h, r))));
        }
      }
      const listed = xiaoHistogram.outcomes(placesOf(2), xiao(1, 1), profileOf(reports)).map((o) => JSON.stringify(o));
      const sorted = [...seen].map((text) => JSON.parse(text)).sort(([a, b], [c, d]) => a - c || b - d);
      expect(listed).toEqual(sorted.map((o) => JSON.stringify(o)));
    }
  });

  test("truncated below has infinitely many outcomes", () => {
    const endless = xiao(1, -1, "below");
    expect(() => xiaoHistogram.law(R, endless, placesOf(2), [])).toThrow('expected truncation "both"');
    expect(() => xiaoHistogram.outcomes(placesOf(2), endless, [])).toThrow(RangeError);
    expect(() => xiaoHistogram.coupled(R, endless, placesOf(2), [], 0, 1)).toThrow(RangeError);
  });

  test("least delta: the worst event, outcome by outcome", () => {
    for (const [p, q] of bases) {
      for (const sigma of [1, -1] as const) {
        for (const t of [0, 1, 2, 3]) {
          const [S, b] = [integers(p, q), new Fraction(p, q)];
          const noise = truncated(b, t, sigma);
          const [N, M] = [
            [1, 0],
            [0, 1],
          ].map((h) => everyNoise(noise, 2, (r) => released(h, r)).atLeast) as [Chances, Chances];
          for (const steps of [0, 1, 2, 3]) {
            const bound = powerQuotient(S, steps);
            const atMost = new Fraction(bound.numerator, bound.denominator);
            const worst = [...N].reduce((sum, [outcome, chance]) => {
              const excess = chance.sub(atMost.mul(M.get(outcome) ?? zero));
              return excess.gt(0) ? sum.add(excess) : sum;
            }, zero);
            const found = leastHistogramDelta(S, { t, sigma }, bound);
            expect(new Fraction(found.numerator, found.denominator).toFraction()).toBe(worst.toFraction());
            if (steps !== 2) continue;
            const usual = leastHistogramDelta(S, { t, sigma });
            expect(new Fraction(usual.numerator, usual.denominator).toFraction()).toBe(worst.toFraction());
          }
        }
      }
    }
  });
});

describe("one mechanism, every ring", () => {
  const b = rational(3n, 2n);
  const fraction = (x: Rational) => new Fraction(x.numerator, x.denominator);

  test.each([
    ["noisy median", noisyMedian, noisy],
    ["printed", xiaoMedian, xiao(2, 1)],
    ["Laplace", xiaoMedian, xiao(2, -1)],
    ["below", xiaoMedian, xiao(2, -1, "below")],
  ] as readonly [string, Medians<XiaoParameters | typeof noisy>, XiaoParameters | typeof noisy][])(
    "%s: polynomials at b = 3/2, and rationals, give the law of the integers",
    (_, mechanism, parameters) => {
      for (const reports of [[0], [null], [0, 2, 2], [1, 1, 1, 0, null], [3, 3, 3, 3, 3]] as Report[][]) {
        const rest = others(profileOf(reports), reports.length - 1);
        const over = <S>(S: Ring<S>, value: (x: S) => Fraction) => {
          const laws: readonly Law<unknown, S>[] = [
            mechanism.law(S, parameters, placesOf(4), profileOf(reports)),
            mechanism.coupled(S, parameters, placesOf(4), rest, 0, 3),
            mechanism.coupled(S, parameters, placesOf(4), rest, 2, null),
          ];
          return laws.map(({ entries, total }) => {
            const chances: Chances = new Map();
            for (const { outcome, weight } of entries) give(chances, outcome, value(weight).div(value(total)));
            return texts(chances);
          });
        };
        const numeric = over(integers(3n, 2n), (x) => new Fraction(x));
        expect(over(polynomials(), (x: Polynomial) => fraction(valueAt(x, b)))).toEqual(numeric);
        expect(over(rationals(b), fraction)).toEqual(numeric);
      }
    },
  );

  test("the weights are homogeneous: a base that is not in lowest terms gives the same law", () => {
    for (const [mechanism, parameters] of [
      [noisyMedian, noisy],
      [xiaoMedian, xiao(2, 1)],
      [xiaoMedian, xiao(2, -1, "below")],
    ] as [Medians<XiaoParameters | typeof noisy>, XiaoParameters | typeof noisy][]) {
      const [lowest, scaled] = [integers(3n, 2n), integers(15n, 10n)].map((S) => [
        fractionsOf(mechanism.law(S, parameters, placesOf(4), groupsOf([1, 0, 2, 1]))),
        texts(chancesOf(mechanism.coupled(S, parameters, placesOf(4), groupsOf([1, 0, 0, 1]), 0, 3))),
      ]);
      expect(scaled).toEqual(lowest);
    }
  });
});

describe("what the comparisons would catch", () => {
  const h = [1, 0, 2];
  const law = chancesOf(noisyMedian.law(integers(10n, 1n), noisy, placesOf(3), groupsOf(h)));
  const isEnclosed = (found: Chances, { atLeast, open }: Enclosed): boolean =>
    [...new Set([...found.keys(), ...atLeast.keys()])].every((outcome) => {
      const [chance, certain] = [found.get(outcome) ?? zero, atLeast.get(outcome) ?? zero];
      return chance.gte(certain) && chance.lte(certain.add(open));
    });
  const noise = geometric(new Fraction(1, 10), 9);
  const strict = (z: readonly number[]): number => {
    const reversed = [...z].reverse();
    return z.length - 1 - med(reversed);
  };

  test("ties to the right, another noise, two noises in one bin", () => {
    const by = (other: Noise, see: (z: readonly number[]) => number) =>
      everyNoise(other, 3, (r) => see(released(h, r)));
    expect(isEnclosed(law, by(noise, med))).toBe(true);
    expect(isEnclosed(law, by(noise, strict))).toBe(false);
    expect(isEnclosed(law, by(geometric(new Fraction(1, 100), 5), med))).toBe(false);
    expect(
      isEnclosed(
        law,
        by(noise, ([x, y, z]) => med([x! + 1, y!, z!])),
      ),
    ).toBe(false);
  });

  test("independent noise in the two worlds is another joint law", () => {
    const joint = chancesOf(noisyMedian.coupled(integers(10n, 1n), noisy, placesOf(2), groupsOf([1, 1]), 0, 1));
    const short = geometric(new Fraction(1, 10), 4);
    const shared = everyNoise(short, 2, (r) => [med(released([2, 1], r)), med(released([1, 2], r))]);
    const apart = everyNoise(short, 4, ([x, y, z, w]) => [med([2 + x!, 1 + y!]), med([1 + z!, 2 + w!])]);
    expect([isEnclosed(joint, shared), isEnclosed(joint, apart)]).toEqual([true, false]);
  });
});
