import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOf, others, type Profile, profileOf, reportOf, size } from "../../src/game/profile.js";

type Vote = "A" | "B" | null;

const profiles: fc.Arbitrary<Profile<Vote>> = fc.array(
  fc.record({ report: fc.constantFrom<Vote>("A", "B", null), count: fc.nat({ max: 4 }) }),
  { maxLength: 6 },
);

/** The reports player by player: what groups stand for. */
const listOf = (profile: Profile<Vote>): Vote[] =>
  profile.flatMap(({ report, count }) => Array<Vote>(count).fill(report));

describe("a profile of groups is the list of its players' reports", () => {
  it("for the number of players, the report of each, and the counts", () => {
    fc.assert(
      fc.property(profiles, (profile) => {
        const list = listOf(profile);
        expect(size(profile)).toBe(list.length);
        for (const [player, report] of list.entries()) expect(reportOf(profile, player)).toBe(report);
        for (const report of ["A", "B", null] as const) {
          expect(countOf(profile, report)).toBe(list.filter((one) => one === report).length);
        }
      }),
      { seed: 1 },
    );
  });

  it("for θ_{−i}: the list without player i, in order", () => {
    fc.assert(
      fc.property(profiles, (profile) => {
        for (const player of listOf(profile).keys()) {
          expect(listOf(others(profile, player))).toEqual(listOf(profile).filter((_, i) => i !== player));
        }
      }),
      { seed: 2 },
    );
  });

  it("where every player is a group of her own", () => {
    fc.assert(
      fc.property(profiles, (profile) => {
        const single = profileOf(listOf(profile));
        expect(listOf(single)).toEqual(listOf(profile));
        expect(single.every(({ count }) => count === 1)).toBe(true);
      }),
      { seed: 3 },
    );
  });

  it("refuses players that do not exist", () => {
    for (const profile of [[], [{ report: "A", count: 0 }], profileOf(["A", "B"])] as Profile<Vote>[]) {
      for (const player of [-1, size(profile)]) {
        expect(() => reportOf(profile, player)).toThrow(RangeError);
        expect(() => others(profile, player)).toThrow(RangeError);
      }
    }
  });
});

describe("large profiles", () => {
  const half = 4_000_000_000_000_000;
  const millions: Profile<Vote> = [
    { report: "A", count: half },
    { report: null, count: 0 },
    { report: "B", count: half },
    { report: "A", count: 1 },
  ];

  it("are never written out", () => {
    expect(size(millions)).toBe(2 * half + 1);
    expect([reportOf(millions, 0), reportOf(millions, half - 1), reportOf(millions, half)]).toEqual(["A", "A", "B"]);
    expect([reportOf(millions, 2 * half - 1), reportOf(millions, 2 * half)]).toEqual(["B", "A"]);
    expect(countOf(others(millions, 2 * half), "A")).toBe(half);
    expect(countOf(others(millions, half), "B")).toBe(half - 1);
    expect(countOf(millions, null)).toBe(0);
  });
});
