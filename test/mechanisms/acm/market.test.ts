import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { answer } from "../../cli/run.js";
import { type Announcement, dominant, play, players, root, utility, type World } from "./market-route.js";
import { environmentOf, text, worlds } from "./worlds.js";

const instanceOf = (world: World, announced?: Announcement) => ({
  mechanism: "acm/M",
  parameters: { discount: text(world.e), delta: text(world.delta) },
  environment: environmentOf(world),
  ...(announced && {
    reports: [{ player: 1, announce: { allocation: announced.A, prices: announced.P.map(text) } }],
  }),
});

const announcementsOf = ({ n, m, B, E }: World): fc.Arbitrary<Announcement> =>
  fc
    .record({
      A: fc.oneof(fc.constant(E), fc.array(fc.integer({ min: 0, max: n }), { minLength: m, maxLength: m })),
      P: fc.oneof(
        fc.constant(
          players(n)
            .slice(1)
            .map(() => 0),
        ),
        fc.array(fc.integer({ min: -2 * B, max: 2 * B }), { minLength: n - 1, maxLength: n - 1 }),
      ),
      off: fc.constantFrom("0", "0", "0", "0", "1/2"),
    })
    .map(({ A, P, off }) => ({
      A,
      P: [new Fraction(off).sub(P.reduce((x, y) => x + y, 0)), ...P.map((p) => new Fraction(p))],
    }));

describe("acm/M", () => {
  it("prints the terminals of the play with their outcomes, and the utilities", async () => {
    const plays = worlds([
      [1, 1, 2],
      [2, 1, 2],
      [3, 1, 2],
      [3, 2, 2],
      [4, 1, 3],
      [2, 0, 1],
    ]).chain(
      (world) =>
      fc.record({ world: fc.constant(world), announced: announcementsOf(world), votes: fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: world.n, maxLength: world.n }) }), // biome-ignore format: one line
    );
    await fc.assert(
      fc.asyncProperty(plays, async ({ world, announced, votes }) => {
        const said = (step: 0 | 1) => new Set(players(world.n).filter((i) => i > 1 && votes[i - 1]![step]));
        const ends = play(world, announced, said(0), said(1));
        const word = (yes: boolean) => (yes ? "YES" : "NO");
        const instance = instanceOf(world, announced);
        const reports = [
          ...instance.reports!,
          ...players(world.n).slice(1).map((i) => ({ player: i, step2: word(said(0).has(i)), step3: word(said(1).has(i)) })), // biome-ignore format: one line
        ];
        const { distribution } = await answer("law", { ...instance, reports });
        const inOrder = [...ends].sort((x, y) => (x.terminal < y.terminal ? -1 : 1));
        expect(distribution).toEqual(
          inOrder.map(({ terminal, owners, prices, chance }) => ({
            terminal,
            outcome: { allocation: owners, prices: prices.map(text) },
            probability: text(chance),
          })),
        );
        const { quantities } = await answer("measure", { ...instance, reports });
        expect(quantities.utilities.value).toEqual(players(world.n).map((i) => text(utility(world, ends, [i]))));
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("knows the strictly dominant strategy of every set of players, if there is one", async () => {
    const cases = worlds([
      [2, 1, 2],
      [3, 1, 2],
      [4, 1, 2],
      [3, 1, 1],
    ]).chain((world) => fc.record({ world: fc.constant(world), announced: announcementsOf(world) }));
    await fc.assert(
      fc.asyncProperty(cases, async ({ world, announced }) => {
        const { answer: found } = await answer("measure", { ...instanceOf(world, announced), question: "cds" });
        expect(found.coalitions).toHaveLength(2 ** world.n - 1);
        for (const { coalition, strictlyDominant } of found.coalitions) {
          const said = dominant(world, announced, coalition);
          if (said === null) {
            expect(strictlyDominant).toBe(null);
            continue;
          }
          const isEmpty = ["a", "b"].includes(play(world, announced, new Set(), new Set())[0]!.terminal);
          const entries = coalition
            .filter((i: number) => i !== 1 && !isEmpty)
            .flatMap((i: number) => [
              { node: "2", player: i, action: said.two.includes(i) ? "YES" : "NO" },
              { node: `3.${i}`, player: i, action: said.three.includes(i) ? "YES" : "NO" },
            ]);
          expect(strictlyDominant).toEqual(entries);
        }
      }),
      { numRuns: 25, seed: 2 },
    );
  });

  it("decides the root over all announcements, for every partition", async () => {
    const cases = worlds([
      [1, 1, 2],
      [2, 1, 2],
      [2, 2, 2],
      [2, 1, 3],
      [2, 0, 1],
      [3, 1, 1],
      [3, 0, 2],
    ]).chain((world) =>
      fc.record({
        world: fc.constant(world),
        partition: fc.constantFrom(
          ...{ 1: [[[1]]], 2: [[[1], [2]], [[1, 2]]], 3: [[[1], [2], [3]], [[1, 2], [3]], [[1], [2, 3]], [[1, 3], [2]], [[1, 2, 3]]] }[world.n as 1 | 2 | 3], // biome-ignore format: one line
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ world, partition }) => {
        const instance = instanceOf(world);
        const environment = { ...instance.environment, coalitions: partition };
        const { answer: found } = await answer("measure", { ...instance, environment, question: "root" });
        const expected = root(world, partition);
        expect(found.allSubmechanismsCDS).toBe(expected !== null);
        if (expected === null) return;
        expect([found.rootUtility, found.optimalCount]).toEqual([text(expected.utility), expected.optimal.length]);
        const listed = expected.optimal.map(({ A, P }) => ({ allocation: A, prices: P.map(text) }));
        const key = (one: unknown) => JSON.stringify(one);
        if (found.optimal !== null) expect(found.optimal.map(key).sort()).toEqual(listed.map(key).sort());
        else expect(listed.length).toBeGreaterThan(40);
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it("would notice a fine that is too small", () => {
    const world: World = { n: 2, m: 1, B: 2, E: [1], theta: [[0, 0], [0, 1]], e: new Fraction("1/20"), delta: new Fraction("1/80") }; // biome-ignore format: one line
    const announced = { A: [2], P: ["-1", "1"].map((p) => new Fraction(p)) };
    const fined = play(world, announced, new Set(), new Set()).find(({ terminal }) => terminal === "e")!;
    const halved = play({ ...world, B: 1 }, announced, new Set(), new Set()).find(({ terminal }) => terminal === "e")!;
    expect(text(fined.prices[0]!)).not.toBe(text(halved.prices[0]!));
  });
});
