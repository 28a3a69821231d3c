import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import {
  acyclic,
  acyclicWithThird,
  atLeastThirdCritical,
  expectedCritical,
  expectedOpt,
  forestCounts,
} from "../../../src/mechanisms/hk/tree-ensemble.js";
import { toFraction } from "./setup.js";
import { complete } from "./tree-route.js";

/** The second route: every set of critical edges, with its chance in fractions. Nothing of the program is used for it. */
interface Draw {
  readonly chance: Fraction;
  readonly critical: number;
  readonly components: number;
}

function everyDraw(k: number): readonly Draw[] {
  const edges = complete(k);
  const p = new Fraction(1, 2 * k);
  const byCount = edges.map((_, m) => m).concat(edges.length);
  const chances = byCount.map((m) =>
    (p.pow(m) as Fraction).mul(new Fraction(1).sub(p).pow(edges.length - m) as Fraction),
  );
  return Array.from({ length: 2 ** edges.length }, (_, set) => {
    const chosen = edges.filter((_, e) => Math.floor(set / 2 ** e) % 2 === 1);
    const names = Array.from({ length: k }, (_, node) => node);
    for (const [u, v] of chosen) {
      const [from, to] = [names[u]!, names[v]!];
      names.forEach((name, node) => {
        if (name === from) names[node] = to;
      });
    }
    return { chance: chances[chosen.length]!, critical: chosen.length, components: new Set(names).size };
  });
}

const exact = (x: Fraction) => x.toFraction();

/** E[value], draws of one kind taken together. */
function mean(draws: readonly Draw[], value: (draw: Draw) => number): Fraction {
  const byChance = new Map<Fraction, number>();
  for (const draw of draws) byChance.set(draw.chance, (byChance.get(draw.chance) ?? 0) + value(draw));
  return [...byChance].reduce((sum, [chance, total]) => sum.add(chance.mul(total)), new Fraction(0));
}

describe.each([1, 2, 3, 4, 5, 6])("hk/tree-ensemble with %i nodes, every set of critical edges", (k) => {
  const draws = everyDraw(k);
  /** A forest has as many edges as nodes, less its components. */
  const isForest = ({ critical, components }: Draw) => critical + components === k;
  const holds = (event: (draw: Draw) => boolean) => mean(draws, (draw) => (event(draw) ? 1 : 0));

  it("has these expectations and chances", () => {
    expect(exact(toFraction(expectedCritical(k)))).toBe(exact(mean(draws, ({ critical }) => critical)));
    expect(exact(toFraction(acyclic(k)))).toBe(exact(holds(isForest)));
    // Between components the cheapest tree takes edges of cost 1.
    expect(exact(toFraction(expectedOpt(k)))).toBe(exact(mean(draws, ({ components }) => components - 1)));
    expect(exact(toFraction(atLeastThirdCritical(k)))).toBe(exact(holds(({ critical }) => 3 * critical >= k)));
    const both = holds((draw) => isForest(draw) && 3 * draw.critical >= k);
    expect(exact(toFraction(acyclicWithThird(k)))).toBe(exact(both));
  });

  it("counts forests by edges", () => {
    const counts = Array.from({ length: k }, (_, m) => draws.filter((d) => isForest(d) && d.critical === m).length);
    expect(forestCounts(k).map(Number)).toEqual(counts);
  });
});

it.each([3, 6])("the comparison would tell a strict third, or opt = the number of components, at k = %i", (k) => {
  const draws = everyDraw(k);
  const more = mean(draws, ({ critical }) => (3 * critical > k ? 1 : 0));
  expect(exact(toFraction(atLeastThirdCritical(k)))).not.toBe(exact(more));
  expect(exact(toFraction(expectedOpt(k)))).not.toBe(exact(mean(draws, ({ components }) => components)));
});

describe("hk/tree-ensemble with many nodes", () => {
  it("numbers of forests on n numbered nodes: 1, 2, 7, 38, 291, 2932, 36961, 561948 [OEIS A001858]", () => {
    const totals = [1, 2, 3, 4, 5, 6, 7, 8].map((k) => Number(forestCounts(k).reduce((x, y) => x + y)));
    expect(totals).toEqual([1, 2, 7, 38, 291, 2932, 36961, 561948]);
  });

  it.each([20, 60])("at k = %i everything stays in its bounds", (k) => {
    for (const chance of [acyclic(k), acyclicWithThird(k), atLeastThirdCritical(k)].map(toFraction)) {
      expect(chance.compare(0) > 0 && chance.compare(1) < 0).toBe(true);
    }
    // Forests have opt = k − 1 − critical, and cycles only add to opt: E[opt] ≥ k − 1 − E[critical].
    const [opt, critical] = [expectedOpt(k), expectedCritical(k)].map(toFraction) as [Fraction, Fraction];
    expect(opt.compare(new Fraction(k - 1).sub(critical)) >= 0).toBe(true);
    expect(opt.compare(k - 1) < 0).toBe(true);
  });
});
