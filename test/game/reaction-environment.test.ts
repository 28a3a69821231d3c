import { describe, expect, it } from "vitest";
import {
  countProfiles,
  influentialProfiles,
  profilesOf,
  type ReactionEnvironment,
  withType,
} from "../../src/game/reaction-environment.js";

describe("profiles of types", () => {
  it("come in lexicographic order, the last player's type fastest", () => {
    expect([...profilesOf([2, 1, 3])]).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [0, 0, 2],
      [1, 0, 0],
      [1, 0, 1],
      [1, 0, 2],
    ]);
    expect([...profilesOf([1])]).toEqual([[0]]);
  });

  it("are lists of their own: what is kept of one does not change with the next", () => {
    const [first, second] = profilesOf([2]);
    expect([first, second]).toEqual([[0], [1]]);
  });

  it("are counted, beyond the limit only as much as tells that they are more", () => {
    expect(countProfiles([2, 3, 4])).toBe(24);
    expect(countProfiles([2, 3, 4], 24)).toBe(24);
    expect(countProfiles([2, 3, 4], 5)).toBe(6);
    expect(Number.isSafeInteger(countProfiles(Array(100).fill(2)))).toBe(false);
  });

  it("change in one type", () => {
    const types = [0, 1, 2];
    expect(withType(types, 1, 5)).toEqual([0, 5, 2]);
    expect(types).toEqual([0, 1, 2]);
  });

  it("leave the types without influence at 0", () => {
    const environment = { types: [2, 2, 2], influences: () => [0, 2] } as unknown as ReactionEnvironment;
    expect([...influentialProfiles(environment, 0)]).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [1, 0, 0],
      [1, 0, 1],
    ]);
  });
});
