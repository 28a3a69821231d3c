import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { gcd, integers } from "../../src/number/integer.js";
import { polynomials } from "../../src/number/polynomial.js";
import { type Contest, gapListCount, gapLists, gapMasses } from "../../src/probability/laplace-sums.js";
import { direct } from "../mechanisms/vcg-second-route.js";

const [R, a] = [integers(5n, 3n), new Fraction(3, 5)];
const range = (from: number, to: number) => ({ from, to });

/** The leader's own range is not read. */
const contests: readonly { name: string; means: readonly number[]; contest: Contest }[] = [
  { name: "one alone", means: [7], contest: { leader: 0, gaps: [range(9, 9)] } },
  { name: "two at one place", means: [4, 4], contest: { leader: 1, gaps: [range(0, 3), range(0, 0)] } },
  { name: "a gap just short of a series", means: [0, 4], contest: { leader: 0, gaps: [range(0, 0), range(0, 1)] } },
  { name: "a gap just worth a series", means: [0, 5], contest: { leader: 0, gaps: [range(0, 0), range(0, 1)] } },
  { name: "only tails", means: [3, 0, 9], contest: { leader: 2, gaps: [range(0, 0), range(5, 5), range(1, 1)] } },
  {
    name: "as many risers as fallers in a long gap",
    means: [0, 40, 0, 40],
    contest: { leader: 1, gaps: [range(1, 2), range(0, 0), range(0, 1), range(2, 2)] },
  },
  {
    name: "a leader far above, and far below",
    means: [-30, 30, 0],
    contest: { leader: 2, gaps: [range(0, 2), range(1, 3), range(0, 0)] },
  },
  { name: "gaps that begin late", means: [0, 20], contest: { leader: 0, gaps: [range(0, 0), range(15, 17)] } },
];

const chanceOf = (means: readonly number[], { leader, gaps }: Contest, list: readonly number[]): Fraction =>
  direct(
    a,
    means,
    means.map((_, o) => (o === leader ? undefined : { gap: list[o]!, known: list[o]! < gaps[o]!.to })),
  );

describe("sums of products of masses and tails", () => {
  test.each(contests)("$name: as by direct summation", ({ means, contest }) => {
    const { masses, total } = gapMasses(R, means, [contest]);
    const lists = gapLists(contest);
    expect(lists).toHaveLength(gapListCount(contest));
    expect(masses[0]).toHaveLength(lists.length);
    lists.forEach((list, i) => {
      expect(new Fraction(masses[0]![i]!, total).toFraction()).toBe(chanceOf(means, contest, list).toFraction());
    });
  });

  test("several contests share one total, whatever their breakpoints are", () => {
    for (const { means, contest } of contests) {
      const far = { ...contest, gaps: contest.gaps.map(({ from }) => range(from + 30, from + 31)) };
      const { masses, total } = gapMasses(R, means, [contest, far]);
      [contest, far].forEach((one, k) => {
        const list = gapLists(one)[0]!;
        expect(new Fraction(masses[k]![0]!, total).toFraction()).toBe(chanceOf(means, one, list).toFraction());
      });
    }
  });

  test("a mass or a tail one step off is another chance", () => {
    const { means, contest } = contests[6]!;
    const { masses, total } = gapMasses(R, means, [contest]);
    const found = new Fraction(masses[0]![0]!, total);
    for (const o of [0, 1]) {
      const list = gapLists(contest)[0]!.map((gap, i) => (i === o ? gap + 1 : gap));
      expect(found.equals(chanceOf(means, contest, list))).toBe(false);
    }
  });

  test("weights have no long common factor: the degree is that of the exponents that occur", () => {
    const means = [0, 400, 390, 0, 200];
    const { masses, total } = gapMasses(R, means, [
      { leader: 0, gaps: means.map((_, o) => range(o === 0 ? 0 : 1, 3)) },
    ]);
    const lengths = masses[0]!.map((mass) => gcd(mass, total).toString(2).length);
    expect(Math.max(...lengths)).toBeLessThan(60);
    expect(total.toString(2).length).toBeGreaterThan(2000);
  });

  test("over polynomials a gap of thousands costs as many terms and no division", () => {
    const P = polynomials();
    const gaps = [range(0, 0), range(1, 1)];
    const { masses, total } = gapMasses(P, [5000, 0], [0, 1].map((leader) => ({ leader, gaps: leader === 0 ? gaps : [range(0, 0), range(0, 0)] }))); // biome-ignore format: one line
    expect(P.equals(P.add(masses[0]![0]!, masses[1]![0]!), total)).toBe(true);
  });
});
