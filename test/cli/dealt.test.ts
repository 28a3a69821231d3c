import { describe, expect, it } from "vitest";
import { dealt } from "../../src/cli/dealt.js";

const pieces = (...works: readonly number[]) => works.map((work, place) => ({ work, place }));

/** What each of the workers is given when they ask in the order said. */
function given(works: readonly number[], count: number, asking: readonly number[]): readonly (readonly number[])[] {
  const next = dealt(pieces(...works), count);
  const got: number[][] = Array.from({ length: count }, () => []);
  for (const worker of asking) {
    const piece = next(worker);
    if (piece) got[worker]!.push(piece.place);
  }
  return got;
}

describe("the work of readings is dealt to workers", () => {
  it("to one in order", () => {
    expect(given([3, 1, 2], 1, [0, 0, 0])).toEqual([[0, 1, 2]]);
  });
  it("to two so that each has neighbours, of about as much work", () => {
    expect(given([4, 1, 1, 1, 1], 2, [0, 1, 1, 1, 1])).toEqual([[0], [1, 2, 3, 4]]);
    expect(given([1, 1, 1, 1], 2, [1, 0, 1, 0])).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
  it("so that who has nothing left takes the largest piece of the fullest share", () => {
    expect(given([1, 1, 1, 1, 4, 2, 6, 1], 3, [0, 0, 0, 0, 0])[0]).toEqual([0, 1, 2, 3, 6]);
  });
  it("each piece once, to any number of workers asking in any order", () => {
    for (const count of [1, 2, 3, 5, 8]) {
      const works = Array.from({ length: 40 }, (_, i) => (7 * i * i) % 23);
      const asking = Array.from({ length: 60 }, (_, i) => (3 * i * i + i) % count);
      const got = given(works, count, asking).flat();
      expect(got.toSorted((x, y) => x - y)).toEqual(works.map((_, i) => i));
    }
  });
  it("also where all estimates are 0, or there are more workers than pieces", () => {
    expect(given([0, 0], 2, [0, 1, 0]).flat().toSorted()).toEqual([0, 1]);
    expect(given([2], 4, [3, 0])).toEqual([[], [], [], [0]]);
    expect(dealt([], 2)(0)).toBeUndefined();
  });
});
