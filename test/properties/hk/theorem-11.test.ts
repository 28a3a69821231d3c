import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { noCriticalCycle } from "../../../properties/hk/lemma-18.js";
import { lowerBoundTree } from "../../../properties/hk/theorem-11.js";
import { criticalEdges } from "../../../properties/hk/theorem-11-step-critical.js";
import { expectedTree, manyCritical } from "../../../properties/hk/theorem-11-steps.js";
import { leastExpByForests } from "../../../properties/hk/tree-bound.js";
import { tradeoffTree } from "../../../properties/hk/tree-tradeoff.js";
import { printRational, rational } from "../../../src/number/rational.js";
import { checkAt, fallsAt, listsOf, upTo, wordsOf } from "./size-examples.js";

/**
 * Appendix C a second time, by nothing but listing sets of edges. It shares no code with the program.
 */
const fraction = (p: number | bigint, q: number | bigint = 1) => new Fraction(p, q);
const total = (terms: readonly Fraction[]) => terms.reduce((x, y) => x.add(y), fraction(0));
const largest = (terms: readonly Fraction[]) => terms.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
const text = (x: unknown) => printRational(x as Parameters<typeof printRational>[0]);

type Edge = readonly [number, number];
const edgesOf = (k: number): readonly Edge[] => upTo(k).flatMap((v) => upTo(v).map((u) => [u, v] as const));

function components(k: number, edges: readonly Edge[]): number {
  let label = [...upTo(k)];
  for (const [u, v] of edges) label = label.map((x) => (x === label[v] ? label[u]! : x));
  return new Set(label).size;
}

/** Every set of critical edges of K_k with its probability. */
const criticalSets = (k: number) =>
  listsOf([true, false], edgesOf(k).length).map((isCritical) => {
    const critical = edgesOf(k).filter((_, e) => isCritical[e]);
    const chance = fraction(1, 2 * k)
      .pow(critical.length)!
      .mul(fraction(2 * k - 1, 2 * k).pow(edgesOf(k).length - critical.length)!);
    const opt = components(k, critical) - 1;
    return { critical, chance, opt, isAcyclic: critical.length + opt === k - 1 };
  });

const probability = (k: number, event: (at: ReturnType<typeof criticalSets>[number]) => boolean) =>
  total(
    criticalSets(k)
      .filter(event)
      .map(({ chance }) => chance),
  );

const treesOf = (k: number) =>
  listsOf([true, false], edgesOf(k).length)
    .map((isIn) => edgesOf(k).filter((_, e) => isIn[e]))
    .filter((tree) => tree.length === k - 1 && components(k, tree) === 1);

/** The mean number of critical edges in the tree, for weights y^{hits} with y = e^{ε/2}, set by set. */
function hitsOf(k: number, y: Fraction) {
  const trees = treesOf(k);
  return criticalSets(k).map(({ critical, chance, opt }) => {
    const names = new Set(critical.map(String));
    const weights = trees.map((tree) => {
      const hit = tree.filter((edge) => names.has(String(edge))).length;
      return { hit, weight: y.pow(hit)! };
    });
    const mean = total(weights.map(({ hit, weight }) => weight.mul(hit))).div(
      total(weights.map(({ weight }) => weight)),
    );
    const fewest = Math.min(...weights.map(({ hit }) => hit));
    return { chance, mean, fewest, excess: fraction(k - 1 - opt).sub(mean) };
  });
}

const proved = "proved on the domain";

describe("Lemma 18", () => {
  it("holds, its count of Hamiltonian cycles only as an upper bound", async () => {
    expect(await wordsOf(noCriticalCycle())).toEqual({
      probability: proved,
      count: proved,
      sum: proved,
      hamiltonian: `refuted, ${proved}`,
    });
    for (const k of [2, 3, 4, 5]) {
      const acyclic = probability(k, ({ isAcyclic }) => isAcyclic);
      expect(text(checkAt(noCriticalCycle(), k, "probability").left)).toBe(acyclic.toFraction());
      expect(acyclic.compare(fraction(965, 1000)) > 0).toBe(true);
    }
    expect([2, 3, 4, 5].map((t) => text(checkAt(noCriticalCycle(), t, "hamiltonian").left))).toEqual([
      "0",
      "1",
      "3",
      "12",
    ]);
  });

  it("would fall with certainty in the place of 1/2, and with a smaller sum", () => {
    expect(fallsAt(noCriticalCycle(rational(1n)), 3, "probability")).toBe(true);
    expect(fallsAt(noCriticalCycle(rational(1n, 4n)), 3, "sum")).toBe(true);
  });
});

describe("the number of critical edges", () => {
  it("is k/3 with less than 3/4 for every k, and k/12 from k = 7 on", async () => {
    expect(await wordsOf(manyCritical())).toEqual({ literal: `refuted, ${proved}` });
    for (const k of [2, 3, 4, 5]) {
      const tail = probability(k, ({ critical }) => 3 * critical.length >= k);
      expect(text(checkAt(manyCritical(), k, "literal").left)).toBe(tail.toFraction());
      // Markov's inequality.
      expect(tail.compare(fraction(3 * (k - 1), 4 * k)) <= 0).toBe(true);
      expect(fallsAt(manyCritical(), k, "literal")).toBe(true);
    }
    const binomial = (n: number, p: Fraction) => fraction(1).sub(fraction(1).sub(p).pow(n)!);
    expect(binomial(21, fraction(1, 14)).compare(fraction(3, 4)) > 0).toBe(true);
    expect(binomial(15, fraction(1, 12)).compare(fraction(3, 4)) < 0).toBe(true);
  });

  it("does not pass with 4/5 after the repair", () => {
    const changes = ["k/12 in the place of k/3", "k >= 7"];
    expect(fallsAt(manyCritical(changes), 7, "literal")).toBe(false);
    expect(fallsAt(manyCritical(changes, rational(4n, 5n)), 7, "literal")).toBe(true);
  });
});

describe("the expected optimum", () => {
  it("is at most 11k/12, though both events are too rare", async () => {
    expect(await wordsOf(expectedTree())).toEqual({
      both: `refuted, ${proved}`,
      case: proved,
      expectation: proved,
      sharper: proved,
    });
    for (const k of [2, 3, 4, 5]) {
      const both = probability(k, ({ critical, isAcyclic }) => isAcyclic && 3 * critical.length >= k);
      expect(text(checkAt(expectedTree(), k, "both").left)).toBe(both.toFraction());
      const optimum = total(criticalSets(k).map(({ chance, opt }) => chance.mul(opt)));
      expect(text(checkAt(expectedTree(), k, "expectation").left)).toBe(optimum.toFraction());
    }
    expect([2, 3, 4].map((k) => fallsAt(expectedTree(), k, "both"))).toEqual([false, false, true]);
    expect(fallsAt(expectedTree(["k/4 in the place of k/3"]), 4, "both")).toBe(false);
  });

  it("is more than k/2 and than 3k/4 − 1", () => {
    expect(fallsAt(expectedTree([], rational(1n, 2n)), 4, "expectation")).toBe(true);
    expect(fallsAt(expectedTree([], rational(3n, 4n)), 4, "sharper")).toBe(true);
  });
});

describe("the averages", () => {
  it.each([
    [2, 5],
    [3, 7],
    [3, 50],
    [4, 100],
  ])("are those of the exponential mechanism for k = %i and e^{ε/2} = %i", (k, y) => {
    const sets = hitsOf(k, fraction(y));
    const hits = total(sets.map(({ chance, mean }) => chance.mul(mean)));
    const check = checkAt(criticalEdges(), k, "critical", `${y}`);
    expect(text(check.left)).toBe(
      hits
        .mul(2 * k)
        .div(edgesOf(k).length)
        .toFraction(),
    );
    const excess = largest(sets.map((set) => set.excess)).compare(fraction(k, 24));
    expect(check.hypotheses).toBe(["inside", "boundary", "outside"][1 + excess]);
    const others = fraction(k - 1)
      .sub(hits)
      .div(fraction(2 * k - 1, 2 * k))
      .div(edgesOf(k).length);
    expect(text(checkAt(criticalEdges(), k, "noncritical", `${y}`).left)).toBe(others.toFraction());
  });

  it("hold, but not from E[cost] ≤ 23k/24 alone", async () => {
    expect(await wordsOf(criticalEdges())).toEqual({
      chosen: proved,
      critical: proved,
      noncritical: proved,
      ratio: proved,
      derivation: `refuted, ${proved}`,
    });
    const fewest = total(hitsOf(3, fraction(1)).map(({ chance, fewest: hit }) => chance.mul(hit)));
    expect(text(checkAt(criticalEdges(), 3, "derivation").left)).toBe(fewest.toFraction());
    expect([
      fewest.compare(fraction(3, 24)) < 0,
      fraction(2)
        .sub(fewest)
        .compare(fraction(23 * 3, 24)) <= 0,
    ]).toEqual([true, true]);
    expect(fallsAt(criticalEdges([], rational(1n)), 3, "critical", "3000")).toBe(true);
  });
});

describe("the lower bound", () => {
  it("is logarithmic, not linear", async () => {
    expect(await wordsOf(lowerBoundTree())).toEqual({ logarithm: proved, linear: `refuted, ${proved}`, sharp: proved });
    const isBelow = (k: number) =>
      new Decimal(k)
        .ln()
        .times(48)
        .lt(new Decimal(2 * k - 1).div(48));
    expect([isBelow(10687), isBelow(10688)]).toEqual([false, true]);
    const { switches } = lowerBoundTree().readings[1]!;
    const { instance, choices } = lowerBoundTree().exhibit({ size: 10688 }, undefined, switches);
    expect(lowerBoundTree().check({ instance, choices }, switches)).toMatchObject({
      hypotheses: "inside",
      holds: false,
    });
  });

  it("would fall if any cost were allowed", () => {
    expect(fallsAt(lowerBoundTree([], rational(1n)), 3, "sharp", "10/9")).toBe(true);
    expect(fallsAt(lowerBoundTree(), 3, "sharp", "10/9")).toBe(false);
  });

  it("by forests is kept by the exponential mechanism, and by hand 5/3 for k = 3", () => {
    // m = 2: (1 − 1/16)·1·4/(2·min(2, 1 + 1/8)).
    expect(text(leastExpByForests(3, rational(1n, 24n)))).toBe(
      fraction(15, 16).mul(4).div(fraction(9, 4)).toFraction(),
    );
    for (const y of [fraction(3, 2), fraction(4), fraction(30)]) {
      for (const k of [3, 4]) {
        const C = largest(hitsOf(k, y).map(({ excess }) => excess)).div(k);
        const bound = leastExpByForests(k, rational(C.s * C.n, C.d));
        expect(fraction(bound.numerator, bound.denominator).compare(y.mul(y)) <= 0).toBe(true);
      }
    }
  });
});

describe("the trade-off", () => {
  it("falls for C = 1, holds for C = 1/24 and every C < 1", async () => {
    expect(await wordsOf(tradeoffTree())).toEqual({
      any: `refuted, ${proved}`,
      "below-1": proved,
      met: proved,
      tail: `refuted, ${proved}`,
    });
    expect(fallsAt(tradeoffTree(), 25, "any", "101/100")).toBe(true);
    expect(fallsAt(tradeoffTree(), 24, "any", "101/100")).toBe(false);
  });

  it("would not be met with a millionth of a millionth", () => {
    const root = `${3 ** 24}`;
    const excess = largest(hitsOf(3, fraction(3 ** 24)).map((set) => set.excess));
    expect(text(checkAt(tradeoffTree(), 3, "met", root).left)).toBe(excess.toFraction());
    expect(checkAt(tradeoffTree(), 3, "met", root)).toMatchObject({ hypotheses: "inside", holds: true });
    expect(fallsAt(tradeoffTree([], rational(1n, 10n ** 13n)), 3, "met", root)).toBe(true);
  });

  /** The check at ε = times·ln k, a star at cost 0 and all other edges at `others`. */
  const atStar = (claim: ReturnType<typeof tradeoffTree>, reading: string, k: number, times: string, others: string) =>
    claim.check(
      {
        instance: { mechanism: "hk/tree-ensemble", environment: { nodes: k }, reports: [] },
        choices: { epsilon: { times, log: `${k}` }, others },
      },
      claim.readings.find(({ name }) => name === reading)!.switches,
    );

  it.each([3, 4, 5])("takes the cost beside a star from all trees, k = %i", (k) => {
    // e^{εg/2} = k for ε = 48·ln k and g = 1/24: a tree weighs k^{-others}.
    const counted = treesOf(k).map((tree) => tree.filter(([u]) => u !== 0).length);
    const weights = counted.map((others) => fraction(1, k).pow(others)!);
    const mean = total(counted.map((others, t) => weights[t]!.mul(others))).div(total(weights));
    expect(text(atStar(tradeoffTree(), "met", k, "48", "1/24").left)).toBe(mean.div(24).toFraction());
  });

  it("is not met with half of the ε, at costs between 0 and 1", () => {
    // (1/18)·62·63/(63 + 16), as 64^{24/36} = 16.
    const excess = fraction(62 * 63, 18 * 79);
    expect([excess.toFraction(), excess.compare(fraction(64, 24)) > 0]).toEqual(["217/79", true]);
    const found = atStar(tradeoffTree(), "tail", 64, "24", "1/18");
    expect([found.hypotheses, found.holds, text(found.left)]).toEqual(["inside", false, "217/79"]);
    expect(atStar(tradeoffTree(), "met", 64, "24", "1/18").hypotheses).toBe("outside");
    expect(atStar(tradeoffTree(), "met", 64, "48", "1/36")).toMatchObject({ hypotheses: "inside", holds: true });
    expect(() => atStar(tradeoffTree(), "met", 64, "48", "3/2")).toThrow("choices.others");
  });
});
