import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { answer } from "../../cli/run.js";
import { type Announcement, type End, players, utility, type World } from "./market-route.js";
import { dominantVotes, type Form, naivePlay } from "./naive-route.js";
import {
  ask,
  balanced,
  environmentOf,
  mostWelfare,
  partitions,
  printed,
  type Size,
  text,
  total,
  welfare,
  worlds,
} from "./worlds.js";

/** The naive forms: their plays, every coalition's dominant strategy, and the root, held to the descriptions. */

const forms: readonly Form[] = ["naive-2", "naive-2-fined", "naive-2-sequential", "naive-3", "naive-4"];

const parametersOf = (form: Form, { e }: World, fine: Fraction) => ({
  discount: text(e),
  ...(form === "naive-2-fined" && { fine: text(fine) }),
});

const fines = fc.constantFrom("1/3", "5").map((fine) => new Fraction(fine));

const played = (sizes: readonly Size[]) =>
  worlds(sizes, [["1/2", "1", "3"], ["1"]]).chain((world) =>
    fc.record({
      world: fc.constant(world),
      announced: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...balanced(world)) },
        fc.constant<Announcement>({ A: world.E, P: players(world.n).map(() => new Fraction(0)) }),
      ),
      votes: fc.array(fc.boolean(), { minLength: world.n, maxLength: world.n }),
      fine: fines,
    }),
  );

const printedEnds = (ends: readonly End[]) =>
  [...ends]
    .sort((x, y) => (x.terminal < y.terminal ? -1 : 1))
    .map(({ terminal, owners, prices, chance }) => ({
      terminal,
      outcome: { allocation: owners, prices: prices.map(text) },
      probability: text(chance),
    }));

const mean = (ends: readonly End[], value: (end: End) => Fraction): Fraction =>
  ends.reduce((sum, end) => sum.add(end.chance.mul(value(end))), new Fraction(0));

describe.each(forms)("acm/%s", (form) => {
  it("prints the terminals of the play, and what is measured of it", async () => {
    const sizes: readonly Size[] = [[1, 1, 2], [2, 1, 2], [3, 1, 2], [3, 2, 2], [4, 1, 2], [2, 0, 1], [3, 0, 3]]; // biome-ignore format: one line
    await fc.assert(
      fc.asyncProperty(played(sizes), async ({ world, announced, votes, fine }) => {
        const yes = new Set(players(world.n).filter((i) => i > 1 && votes[i - 1]));
        const ends = naivePlay(form, world, announced, yes, fine);
        const isStop = ends[0]!.terminal === "stop";
        const instance = {
          mechanism: `acm/${form}`,
          parameters: parametersOf(form, world, fine),
          environment: environmentOf(world),
          reports: [
            { player: 1, announce: printed(announced) },
            ...players(world.n)
              .slice(1)
              // Votes that nobody asks for may be left out.
              .filter(() => !isStop || votes[0])
              .map((player) => ({ player, vote: yes.has(player) ? "YES" : "NO" })),
          ],
        };
        const { distribution, payments } = await answer("law", instance);
        expect([distribution, payments]).toEqual([printedEnds(ends), null]);
        const { quantities } = await answer("measure", instance);
        const value = (name: string) => quantities[name].value;
        const sums = ends.map(({ prices }) => total(prices));
        expect(value("utilities")).toEqual(players(world.n).map((i) => text(utility(world, ends, [i]))));
        expect(value("expectedTotalPrice")).toBe(text(mean(ends, ({ prices }) => total(prices))));
        expect(value("minTotalPrice")).toBe(text(sums.reduce((x, y) => (y.lt(x) ? y : x))));
        expect(value("expectedVoteBits")).toBe(isStop ? "0" : `${world.n - 1}`);
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it("knows the strictly dominant strategy of every set of players, if there is one", async () => {
    const sizes: readonly Size[] = [[1, 1, 2], [2, 1, 2], [3, 1, 2], ...(form === "naive-2-sequential" ? [] : [[4, 1, 2] as const])]; // biome-ignore format: one line
    let [some, none] = [0, 0];
    await fc.assert(
      fc.asyncProperty(played(sizes), async ({ world, announced, fine }) => {
        const { coalitions } = await ask(`acm/${form}`, world, {
          parameters: parametersOf(form, world, fine),
          reports: [{ player: 1, announce: printed(announced) }],
          question: "cds",
        });
        expect(coalitions).toHaveLength(2 ** world.n - 1);
        for (const { coalition, strictlyDominant } of coalitions) {
          const expected = dominantVotes(form, world, announced, coalition, fine);
          if (expected === null) none++;
          else if (expected.length > 0) some++;
          const sorted = expected?.toSorted((x, y) => x.player - y.player || (x.node < y.node ? -1 : 1));
          expect(strictlyDominant).toEqual(sorted ?? null);
        }
      }),
      { numRuns: 40, seed: 2 },
    );
    expect([some > 5, none > 5]).toEqual([true, true]);
  });
});

/** The best of player 1's block over every announcement, all blocks playing their dominant strategies. */
function rootOf(form: Form, world: World, partition: readonly (readonly number[])[], fine: Fraction) {
  const first = partition.find((block) => block.includes(1))!;
  let best: Fraction | undefined;
  let optima: { announced: Announcement; ends: readonly End[] }[] = [];
  for (const announced of balanced(world)) {
    const said = partition.map((block) => dominantVotes(form, world, announced, block, fine));
    if (said.includes(null)) return { partition, allSubmechanismsCDS: false };
    const yes = new Set(said.flatMap((votes) => votes!.filter(({ action }) => action === "YES").map(({ player }) => player))); // biome-ignore format: one line
    const ends = naivePlay(form, world, announced, yes, fine);
    const worth = utility(world, ends, first);
    if (best === undefined || worth.gt(best)) [best, optima] = [worth, []];
    if (worth.equals(best)) optima.push({ announced, ends });
  }
  const most = mostWelfare(world);
  return {
    partition,
    allSubmechanismsCDS: true,
    rootUtility: text(best!),
    optimalCount: optima.length,
    participation: optima.every(({ ends }) => partition.every((block) => utility(world, ends, block).gte(0))),
    everyOutcomeSociallyOptimal: optima.every(({ ends }) =>
      ends.every(({ owners, prices }) => welfare(world, owners) === most && total(prices).equals(0)),
    ),
    optimal: optima.length > 12 ? null : optima.map(({ announced }) => printed(announced)),
  };
}

describe.each(["naive-2", "naive-2-fined", "naive-3", "naive-4"] as const)("the root of acm/%s", (form) => {
  it("is what running through all announcements finds, for every partition", async () => {
    const cases = fc.record({
      world: worlds([[1, 1, 2], [2, 1, 2], [3, 1, 2], [2, 0, 1], [2, 1, 3], [3, 0, 2]], [["1/2", "1", "3"], ["1"]]),
      fine: fines,
    }); // biome-ignore format: one line
    const seen: string[] = [];
    await fc.assert(
      fc.asyncProperty(cases, async ({ world, fine }) => {
        const fields = { parameters: parametersOf(form, world, fine), reports: [], question: "root-all-partitions" };
        const { partitions: found } = await ask(`acm/${form}`, world, fields);
        expect(found).toEqual(partitions[world.n]!.map((partition) => rootOf(form, world, partition, fine)));
        const some = partitions[world.n]!.slice(-1);
        expect((await ask(`acm/${form}`, world, { ...fields, partitions: some })).partitions).toEqual(found.slice(-1));
        seen.push(...found.map((one: { readonly allSubmechanismsCDS: boolean }) => `${one.allSubmechanismsCDS}`));
      }),
      { numRuns: 15, seed: 3 },
    );
    expect(seen).toContain("true");
    expect(seen).toContain("false");
  });
});

describe("the second route", () => {
  it("would notice a discount that is paid twice", () => {
    const world: World = { n: 3, m: 1, B: 2, E: [1], theta: [[0, 0], [0, 1], [0, -1]], e: new Fraction("1/20"), delta: new Fraction(1) }; // biome-ignore format: one line
    const announced = { A: [2], P: [-1, 1, 0].map((p) => new Fraction(p)) };
    const at = (e: Fraction) => naivePlay("naive-4", { ...world, e }, announced, new Set([2]), new Fraction(1));
    expect(printedEnds(at(world.e))).not.toEqual(printedEnds(at(world.e.mul(2))));
  });
});
