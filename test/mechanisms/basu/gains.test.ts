import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer } from "../../cli/run.js";
import { antisymmetric, environmentOf, liesOf, pairOf, same, twoStates, type Whole, wholes } from "./gain-route.js";

/** Gains for many players by two identities. */

const asked = (world: Whole, groups: readonly number[], tie: string): object => ({
  mechanism: "basu/posterior-price",
  parameters: { tie },
  environment: { ...environmentOf(world), groups },
});

const gainsOf = async (world: Whole, groups: readonly number[], tie: string) =>
  (await answer("measure", asked(world, groups, tie), "--only", "gains")).quantities.gains;

/** How many players at most: the vectors of three signals are many. */
const most = (world: Whole): number => (world.likelihood[0]!.length > 2 ? 14 : 60);

/** At least one player. */
const groupsFor = (world: Whole): fc.Arbitrary<readonly number[]> =>
  fc.integer({ min: 1, max: most(world) }).chain((players) =>
    fc
      .array(fc.nat(players), { minLength: world.utilities.length - 1, maxLength: world.utilities.length - 1 })
      .map((cuts) => {
        const ends = [0, ...cuts.toSorted((x, y) => x - y), players];
        return world.utilities.map((_, u) => ends[u + 1]! - ends[u]!);
      }),
  );

describe("gains for up to 60 players", () => {
  it.each(Object.entries(wholes))(
    "%s: as the antisymmetrised identity has them, and that of two states",
    async (_, world) => {
      await fc.assert(
        fc.asyncProperty(groupsFor(world), fc.constantFrom("first", "last"), async (groups, tie) => {
          const gains = await gainsOf(world, groups, tie);
          for (const lie of liesOf(world, groups)) {
            const told = pairOf(gains[lie.utility][lie.signal][lie.report]);
            const expected = antisymmetric(world, groups, tie, lie);
            expect([lie, same(told, expected)]).toEqual([lie, true]);
            if (world.prior.length === 2) expect(same(twoStates(world, groups, tie, lie), expected)).toBe(true);
          }
        }),
        { numRuns: 8, seed: 1 },
      );
    },
  );

  it("rejects a gain that is off by one part in 10^30, and that of another lie", () => {
    const [first, second] = liesOf(wholes.skewed!, [9]).map((lie) => antisymmetric(wholes.skewed!, [9], "first", lie));
    const [above, below] = first!;
    expect(same([above * 10n ** 30n + below, below * 10n ** 30n], first!)).toBe(false);
    expect(same(first!, second!)).toBe(false);
  });
});

it("200 players: a number of some hundred kilobits, printed unreduced, by both identities", async () => {
  const world = wholes.skewed!;
  const gains = await gainsOf(world, [200], "first");
  for (const lie of liesOf(world, [200])) {
    const text: string = gains[0][lie.signal][lie.report];
    expect(text.length).toBeGreaterThan(30_000);
    const told = pairOf(text);
    expect(same(told, antisymmetric(world, [200], "first", lie))).toBe(true);
    expect(same(told, twoStates(world, [200], "first", lie))).toBe(true);
  }
});
