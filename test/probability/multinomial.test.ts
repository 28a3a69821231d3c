import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countVectors, numberOfCountVectors, oneMore, orders, totalOf } from "../../src/probability/multinomial.js";

/** Every list of things, counted. */
function byLists(total: number, parts: number): ReadonlyMap<string, bigint> {
  const found = new Map<string, bigint>();
  for (let code = 0; code < parts ** total; code++) {
    const counts = Array.from({ length: parts }, () => 0);
    for (let i = 0, rest = code; i < total; i++, rest = Math.floor(rest / parts)) counts[rest % parts]!++;
    found.set(counts.join(), (found.get(counts.join()) ?? 0n) + 1n);
  }
  return found;
}

describe("count vectors", () => {
  it.each([
    [0, 1],
    [0, 3],
    [1, 1],
    [4, 1],
    [5, 2],
    [6, 3],
    [4, 4],
    [3, 5],
  ])("%i things of %i kinds", (total, parts) => {
    const lists = byLists(total, parts);
    const vectors = [...countVectors(total, parts)];
    expect(new Set(vectors.map((counts) => counts.join()))).toEqual(new Set(lists.keys()));
    expect([vectors.length, numberOfCountVectors(total, parts)]).toEqual([lists.size, BigInt(lists.size)]);
    expect(vectors).toEqual(vectors.toSorted((x, y) => y.map((count, i) => count - x[i]!).find((d) => d !== 0) ?? 0));
    for (const counts of vectors) expect(orders(counts)).toBe(lists.get(counts.join()));
    for (const counts of vectors) expect(totalOf(counts)).toBe(total);
  });

  it("orders by factorials, for many things and in any order of asking", () => {
    const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));
    fc.assert(
      fc.property(fc.array(fc.nat(90), { minLength: 1, maxLength: 5 }), (counts) => {
        const product = counts.map(factorial).reduce((x, y) => x * y);
        expect(orders(counts) * product).toBe(factorial(totalOf(counts)));
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it("sum to all lists, for 200 things of three kinds", () => {
    let all = 0n;
    for (const counts of countVectors(200, 3)) all += orders(counts);
    expect(all).toBe(3n ** 200n);
  });

  it("one more of a thing", () => {
    expect(oneMore([2, 0, 1], 1)).toEqual([2, 1, 1]);
  });
});
