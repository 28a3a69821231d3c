import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { example1Limit } from "../../../properties/nst/example-1-limit.js";
import { example1Naive } from "../../../properties/nst/example-1-naive.js";
import { example1Scheme, schemeSubject } from "../../../properties/nst/example-1-scheme.js";
import { medians, remarkMedian } from "../../../properties/nst/remark-median.js";
import { retrainingNaiveFormat } from "../../../src/instance/nst-retraining.js";
import { rational } from "../../../src/number/rational.js";
import { falls } from "./falls.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

const proved = "proved on the domain";
const all = "proved for all epsilon";
const repaired = `refuted, ${proved}`;

/** Example 1 a second time: types by their order, pairs by the program that is left out. */
const types = ["abc", "acb", "bac", "bca", "cab", "cba"];
const programs = ["a", "b", "c"];
const grade = (type: string, program: string): number => 3 - type.indexOf(program);
/** What a type has of the pair without x. */
const favourite = (type: string, x: string): number => (type[0] === x ? 2 : 3);
const added = (type: string, x: string): number => 6 - grade(type, x);
type Points = typeof added;

const profiles = (n: number): string[][] =>
  n === 0 ? [[]] : types.flatMap((type) => profiles(n - 1).map((rest) => [type, ...rest]));
const orders = ["abc", "acb", "bac", "bca", "cab", "cba"];
const leftOut = (points: Points, order: string, announced: string[]): string => {
  const total = (x: string) => announced.reduce((sum, type) => sum + points(type, x), 0);
  return [...order].sort((x, y) => total(y) - total(x))[0]!;
};
const gains = (points: Points, order: string, n: number): boolean =>
  profiles(n).some(([own, ...others]) =>
    types.some(
      (lie) =>
        favourite(own!, leftOut(points, order, [lie, ...others])) >
        favourite(own!, leftOut(points, order, [own!, ...others])),
    ),
  );

describe("Example 1", () => {
  it("naively cannot be manipulated by the welfare, and can from two players on by both grades", async () => {
    expect(await wordsOf(example1Naive())).toEqual({
      "welfare+several+downgrade": repaired,
      "welfare+one-too+downgrade": repaired,
      "borda+several+downgrade": proved,
      "borda+one-too+downgrade": repaired,
      "welfare+several+any": repaired,
    });
    for (const order of orders) {
      expect([1, 2, 3].map((n) => gains(favourite, order, n))).toEqual([false, false, false]);
      expect([1, 2, 3].map((n) => gains(added, order, n))).toEqual([false, true, true]);
    }
    // The pair of the smallest total: truth and lies change places.
    const { mechanism } = retrainingNaiveFormat;
    const worst: typeof retrainingNaiveFormat = {
      ...retrainingNaiveFormat,
      mechanism: {
        ...mechanism,
        law: (R, parameters, environment, profile) =>
          mechanism.law(R, parameters, { ...environment, score: (t, s) => -environment.score(t, s) }, profile),
      },
    };
    const { switches } = example1Naive().readings[0]!;
    const [first] = example1Naive(worst).domain("gate", switches).cases.slice(6);
    expect(example1Naive(worst).decide(undefined as never, first!, { ...switches, lie: "any" }).conclusion).toBe(
      "holds",
    );
    expect(example1Naive().decide(undefined as never, first!, { ...switches, lie: "any" }).conclusion).toBe("fails");
  });

  it("by its scheme is truthful for the welfare at all q, strictly for q > 0; not by both grades", async () => {
    const wholly = `refuted, ${all}`;
    expect(await wordsOf(example1Scheme())).toEqual({
      "welfare+optimal+positive": all,
      "welfare+optimal+any": all,
      "welfare+strictly+positive": all,
      "welfare+strictly+any": wholly,
      "borda+optimal+positive": wholly,
      "borda+optimal+any": wholly,
      "borda+strictly+positive": wholly,
      "borda+strictly+any": wholly,
    });
    // A scheme that rewards the worst pair is caught.
    const { format, mechanism } = schemeSubject;
    const reversed = {
      format,
      mechanism: {
        ...mechanism,
        lottery: ((R, parameters, environment, announced) =>
          mechanism.lottery(
            R,
            parameters,
            { ...environment, score: (t, s) => -environment.score(t, s) },
            announced,
          )) as typeof mechanism.lottery,
      },
    };
    expect(falls(example1Scheme(reversed), "welfare+optimal+positive")).toBe(true);
    // Under the repair's q ≥ 3/5 too, and only there.
    const enough = ["q >= 3/5"];
    expect(falls(example1Scheme(reversed, enough), "borda+strictly+positive", [10n ** 6n, 1n])).toBe(true);
    expect(falls(example1Scheme(undefined, enough), "borda+strictly+positive", [10n ** 6n, 1n])).toBe(false);
  });

  it("by both grades gains less than 1/2 in the exponential part, whatever the weights of the others", () => {
    const chance = (mu: Fraction, [i, j]: readonly [number, number]) =>
      new Fraction(1).div(mu.pow(i)!.add(mu.pow(j)!).add(1));
    for (const mu of ["1", "101/100", "3/2", "8/5", "2", "3", "1000"].map((x) => new Fraction(x))) {
      for (const i of [-7, -4, -3, -2, -1, 0, 3]) {
        for (const j of [-6, -4, -3, -2, -1, 0, 2]) {
          const gain = chance(mu, [i + 2, j + 1]).sub(chance(mu, [i + 1, j + 2]));
          expect(gain.compare("1/2")).toBe(-1);
        }
      }
    }
    // It comes as near to 1/2 as one likes, so that no q below 3/5 is enough for all ε.
    const mu = new Fraction(10 ** 6);
    expect(
      chance(mu, [-7, -1])
        .sub(chance(mu, [-8, 0]))
        .compare("499/1000"),
    ).toBe(1);
  });

  it("needs by both grades exactly q = (3/2)T/(1 + (3/2)T), T = (μ − 1)/(μ + 1), over all numbers of players", () => {
    const mu = new Fraction(3);
    /** How much more likely than without a lie a pair without a is, for the weights of the others. */
    const least = (n: number): Fraction =>
      profiles(n)
        .filter(([own, ...others]) => own === "abc" && others.join() === [...others].sort().join())
        .flatMap(([, ...others]) =>
          types
            .filter((lie) => lie !== "abc")
            .map((lie) => {
              const chance = (announced: string) => {
                const weights = programs.map(
                  (x) => mu.pow([announced, ...others].reduce((sum, type) => sum + added(type, x), 0))!,
                );
                return weights[0]!.div(weights.reduce((x, y) => x.add(y)));
              };
              const gain = chance("abc").sub(chance(lie)).div(3);
              // What the lie loses in the commitment: a third for each pair at which she is sent elsewhere.
              const sent = (x: string) => [...lie].find((program) => program !== x)!;
              const cost = programs
                .map((x) => new Fraction(favourite("abc", x) - grade("abc", sent(x))).div(9))
                .reduce((x, y) => x.add(y));
              return gain.s > 0 ? gain.div(gain.add(cost)) : new Fraction(0);
            }),
        )
        .reduce((x, y) => (x.compare(y) > 0 ? x : y));
    const T = mu.sub(1).div(mu.add(1)).mul("3/2");
    const limit = T.div(T.add(1));
    const found = [1, 2, 3, 4, 5].map(least);
    expect(found[0]!.valueOf()).toBe(0);
    for (const q of found) expect(q.compare(limit)).toBeLessThan(0);
    // Two players bca and cab drive ab away: the weights of ac and bc tie in the limit.
    const far = (k: number): Fraction => {
      const others = [...Array.from({ length: k }, () => "cab"), ...Array.from({ length: k }, () => "cba"), "cba"];
      const weightsOf = (announced: string) =>
        programs.map((x) => {
          const exponent = [announced, ...others].reduce((sum, type) => sum + added(type, x), 0);
          return mu.pow(exponent)!;
        });
      const chance = (announced: string) => {
        const weights = weightsOf(announced);
        return weights[0]!.div(weights.reduce((x, y) => x.add(y)));
      };
      const gain = chance("abc").sub(chance("acb")).div(3);
      return gain.div(gain.add("1/9"));
    };
    const distance = [1, 3, 6].map((k) => limit.sub(far(k)));
    for (const d of distance) expect(d.s > 0).toBe(true);
    expect(distance[2]!.compare("1/100000")).toBeLessThan(0);
  });

  it("finds the optimal pair surely in large populations of given proportions alone", async () => {
    expect(await wordsOf(example1Limit())).toEqual({
      "every+generic+any-best": repaired,
      "every+fixed+any-best": repaired,
      "every+free+any-best": proved,
      "apart+generic+any-best": proved,
      "apart+fixed+any-best": proved,
      "apart+free+any-best": proved,
      "every+generic+each-best": repaired,
    });
    const scheme = { mechanism: "nst/retraining-scheme", reports: [] };
    // One vote apart at ε = 1: about e^{1/2}/(e^{1/2} + 1) of 1 − q, with q = δ/2.
    const n = 1_000_001;
    const found = checkOf(
      example1Limit(),
      "every+fixed+any-best",
      { tops: [600_000, 200_001, 200_000], delta: "1/4" },
      scheme,
    );
    const root = Math.exp(0.5);
    const expected = (7 / 8) * (root / (root + 1)) + 1 / 24;
    const { low } = found.right as { low: { numerator: bigint; denominator: bigint } };
    expect(Number((low.numerator * 10n ** 12n) / low.denominator) / 1e12).toBeCloseTo(expected, 9);
    expect([found.holds, n]).toEqual([false, 1_000_001]);
    // Without the hypothesis on n the claim falls also in proportion.
    const early = example1Limit(["anything"], (_n, { q }) => q);
    expect(checkOf(early, "apart+fixed+any-best", { tops: [6, 3, 1], delta: "1/4" }, scheme).holds).toBe(false);
  });
});

describe("the median", () => {
  it("is optimal and truthful, but for the point in the middle", async () => {
    expect(await wordsOf(remarkMedian())).toEqual({
      "optimal+lower": proved,
      "optimal+upper": proved,
      "optimal+midpoint": proved,
      "truthful+lower": proved,
      "truthful+upper": proved,
      "truthful+midpoint": repaired,
    });
    const instance = (reports: number[], m: number) => ({
      mechanism: "nst/loc1",
      parameters: { q: "1" },
      environment: { kind: "facility-grid", n: reports.length, m, K: 1 },
      reports,
    });
    // Players at 1/2 and 1: the middle is 3/4, and 1/2 if the first one says 0.
    const found = checkOf(remarkMedian(), "truthful+midpoint", {}, instance([1, 2], 2));
    expect([found.left, found.right]).toEqual([rational(1n, 4n), rational(0n)]);
    // The mean in the place of the median.
    const mean = (sorted: readonly number[]) => Math.floor((2 * sorted.reduce((x, y) => x + y)) / sorted.length);
    const averaged = remarkMedian({ ...medians, lower: mean });
    expect(fallsAt(averaged, "optimal+lower", {}, instance([0, 0, 2], 2))).toBe(true);
    expect(fallsAt(averaged, "truthful+lower", {}, instance([0, 0, 1], 2))).toBe(true);
  });
});
