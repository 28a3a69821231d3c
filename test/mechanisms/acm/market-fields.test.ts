import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { answer } from "../../cli/run.js";
import { type Announcement, type End, play, players, root, utility, type World } from "./market-route.js";
import { rooted, rootFacts, same, sorted } from "./root-route.js"; // biome-ignore format: one line
import { ask, environmentOf, printed, stakesOf, text, total, worlds } from "./worlds.js";

/** What is told of M beside its plays: M′, measured plays, and the fields of the root. */

const F = (x: number | string): Fraction => new Fraction(x);
const mean = (ends: readonly End[], value: (end: End) => Fraction): Fraction =>
  ends.reduce((sum, end) => sum.add(end.chance.mul(value(end))), F(0));

/** The part of M where the first coin shows tails: its terminals, δ/n made 1/n; what step 1 decides stays. */
function tailsPlay(world: World, announced: Announcement, three: ReadonlySet<number>): readonly End[] {
  const ends = play(world, announced, new Set(), three);
  if ("ab".includes(ends[0]!.terminal)) return ends;
  return ends.filter(({ terminal }) => /^[ijk]/.test(terminal)).map((end) => ({ ...end, chance: F(1).div(world.n) }));
}

const bitsAt = (terminal: string, n: number): number =>
  ["d", "e", "f", "g"].includes(terminal) ? n - 1 : "jk".includes(terminal[0]!) ? 1 : 0;

const announcementsOf = ({ n, m, B, E }: World): fc.Arbitrary<Announcement> =>
  fc
    .record({
      A: fc.oneof(fc.constant(E), fc.array(fc.integer({ min: 0, max: n }), { minLength: m, maxLength: m })),
      P: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -2 * B, max: 2 * B })), { minLength: n - 1, maxLength: n - 1 }), // biome-ignore format: one line
      off: fc.constantFrom("0", "0", "0", "1/2", "-1"),
    })
    .map(({ A, P, off }) => ({ A, P: [F(off).sub(P.reduce((x, y) => x + y, 0)), ...P.map((p) => F(p))] }));

const plays = worlds([[1, 1, 2], [2, 1, 2], [3, 2, 2], [4, 1, 3], [2, 0, 1]]).chain((world) =>
  fc.record({ world: fc.constant(world), announced: announcementsOf(world), votes: fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: world.n, maxLength: world.n }) }),
); // biome-ignore format: one line

describe.each(["acm/M", "acm/M-prime"])("a play of %s", (mechanism) => {
  it("is measured as its terminals say", async () => {
    await fc.assert(
      fc.asyncProperty(plays, async ({ world, announced, votes }) => {
        const said = (step: 0 | 1) => new Set(players(world.n).filter((i) => i > 1 && votes[i - 1]![step]));
        const isTails = mechanism === "acm/M-prime";
        const ends = isTails ? tailsPlay(world, announced, said(1)) : play(world, announced, said(0), said(1));
        const word = (yes: boolean) => (yes ? "YES" : "NO");
        const voted = (player: number) => ({
          player,
          ...(!isTails && { step2: word(said(0).has(player)) }),
          step3: word(said(1).has(player)),
        });
        const isOver = "ab".includes(ends[0]!.terminal);
        const instance = {
          mechanism,
          parameters: stakesOf(world),
          environment: environmentOf(world),
          reports: [{ player: 1, announce: printed(announced) }, ...(isOver ? [] : players(world.n).slice(1).map(voted))], // biome-ignore format: one line
        };
        if (isTails) {
          const { distribution } = await answer("law", instance);
          expect(distribution).toEqual(
            [...ends]
              .sort((x, y) => (x.terminal < y.terminal ? -1 : 1))
              .map(({ terminal, owners, prices, chance }) => ({
                terminal,
                outcome: { allocation: owners, prices: prices.map(text) },
                probability: text(chance),
              })),
          );
        }
        const { quantities } = await answer("measure", instance);
        const sums = ends.map(({ prices }) => total(prices));
        expect(quantities.utilities.value).toEqual(players(world.n).map((i) => text(utility(world, ends, [i]))));
        expect(quantities.expectedTotalPrice.value).toBe(text(mean(ends, ({ prices }) => total(prices))));
        expect(quantities.minTotalPrice.value).toBe(text(sums.reduce((x, y) => (y.lt(x) ? y : x))));
        expect(quantities.expectedVoteBits.value).toBe(text(mean(ends, ({ terminal }) => F(bitsAt(terminal, world.n))))); // biome-ignore format: one line
      }),
      { numRuns: 30, seed: 1 },
    );
  });
});

it("M′ alone: every coalition says in step 3 what it says in M", async () => {
  const cases = worlds([[2, 1, 2], [3, 1, 2]]).chain((world) => fc.record({ world: fc.constant(world), announced: announcementsOf(world) })); // biome-ignore format: one line
  await fc.assert(
    fc.asyncProperty(cases, async ({ world, announced }) => {
      const fields = { parameters: stakesOf(world), reports: [{ player: 1, announce: printed(announced) }], question: "cds" }; // biome-ignore format: one line
      const { coalitions } = await ask("acm/M-prime", world, fields);
      for (const { coalition, strictlyDominant } of coalitions) {
        const voters = coalition.filter((i: number) => i !== 1);
        const alone = subsets(voters).map((three) => utility(world, tailsPlay(world, announced, new Set(three)), coalition)); // biome-ignore format: one line
        const most = alone.reduce((x, y) => (y.gt(x) ? y : x));
        const best = subsets(voters).filter((_, i) => alone[i]!.equals(most));
        const isOver = "ab".includes(tailsPlay(world, announced, new Set())[0]!.terminal);
        const entries = voters.map((player: number) => ({ node: `3.${player}`, player, action: best[0]!.includes(player) ? "YES" : "NO" })); // biome-ignore format: one line
        expect(strictlyDominant).toEqual(isOver ? [] : best.length === 1 ? entries : null);
      }
    }),
    { numRuns: 20, seed: 2 },
  );
});

const subsets = (set: readonly number[]): readonly (readonly number[])[] =>
  set.reduce<readonly (readonly number[])[]>((all, x) => all.flatMap((some) => [some, [...some, x]]), [[]]);

describe("the root of acm/M", () => {
  it("tells of its best announcements what their plays say", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(rooted, async ({ world, partition }) => {
        const fields = { parameters: stakesOf(world), question: "root", reports: [] };
        const found = await ask("acm/M", world, fields, { coalitions: partition });
        const facts = rootFacts(world, partition);
        seen.add(`cds ${facts !== null}`);
        if (facts === null) {
          const { allSubmechanismsCDS, ...rest } = found;
          expect([allSubmechanismsCDS, new Set(Object.values(rest))]).toEqual([false, new Set([null])]);
          expect(Object.keys(rest)).toHaveLength(10);
          return;
        }
        const { claimed, best, paths, utilities, isOptimal, heaviest } = facts;
        const byBlock = utilities(partition);
        const { rootUtility, optimalCount, optimal, ...rest } = found;
        expect([rootUtility, optimalCount]).toEqual([text(facts.rootUtility), best.length]);
        expect(optimal === null).toBe(best.length > 40);
        if (optimal !== null) expect(sorted(optimal.map((one: unknown) => JSON.stringify(one)))).toBe(sorted(best));
        const lightest = heaviest.reduce((x, y) => (y.chance.lt(x.chance) ? y : x));
        // Of two heaviest terminals either may be named.
        const isClear = paths.every((ends, i) => ends.filter(({ chance }) => chance.equals(heaviest[i]!.chance)).length === 1); // biome-ignore format: one line
        if (!isClear) rest.heaviestTerminalSociallyOptimal = heaviest.every(isOptimal);
        expect(rest).toEqual({
          allSubmechanismsCDS: true,
          coalitionUtilities: partition.map((coalition, i) => ({ coalition, utility: same(byBlock[i]!) ? text(byBlock[i]![0]!) : null })), // biome-ignore format: one line
          participation: byBlock.flat().every((worth) => worth.gte(0)),
          heaviestMass: text(lightest.chance),
          heaviestTerminalSociallyOptimal: heaviest.every(isOptimal),
          budgetBalancedOnPath: paths.flat().every(({ prices }) => total(prices).equals(0)),
          claimedSetSize: claimed.length,
          argmaxEqualsClaimedSet: sorted(claimed) === sorted(best),
        });
        for (const [name, value] of Object.entries(rest)) if (typeof value === "boolean") seen.add(`${name} ${value}`);
        if (best.length > 40) seen.add("not listed");
      }),
      { numRuns: 60, seed: 3 },
    );
    expect([...seen].sort()).toEqual(expect.arrayContaining(["argmaxEqualsClaimedSet false", "argmaxEqualsClaimedSet true", "cds false", "cds true", "heaviestTerminalSociallyOptimal true", "not listed", "participation true"])); // biome-ignore format: one line
  });

  it("(E, 0) alone, where nobody decides, is no submechanism that lacks a dominant strategy", async () => {
    const world: World = { n: 2, m: 0, B: 2, E: [], theta: [[0], [0]], e: F(0), delta: F("1/2") };
    expect(root(world, [[1], [2]])).not.toBe(null);
    const fields = { parameters: stakesOf(world), question: "root", reports: [] };
    expect((await ask("acm/M", world, fields, { coalitions: [[1], [2]] })).allSubmechanismsCDS).toBe(true);
  });
});
