import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { answer } from "../../cli/run.js";
import { type Announcement, players, type World, worth } from "./market-route.js";
import { ask, balanced, environmentOf, lists, mostWelfare, printed, text, total, welfare, worlds } from "./worlds.js";

/** The mechanisms without votes: naive-1 and VCG, whose outcome is certain. */

const F = (x: number): Fraction => new Fraction(x);

const gains = (world: World, { A, P }: Announcement): readonly Fraction[] =>
  players(world.n).map((i) => F(worth(world, A, i) - worth(world, world.E, i)).sub(P[i - 1]!));

const quiet = ({ n, E }: World): Announcement => ({ A: E, P: players(n).map(() => F(0)) });

const key = (one: Announcement): string => JSON.stringify(printed(one));

describe("acm/naive-1", () => {
  it("is what all say, or (E, 0)", async () => {
    const cases = worlds([
      [1, 1, 2],
      [2, 1, 2],
      [3, 1, 2],
      [2, 0, 1],
    ]).chain((world) =>
      fc.record({
        world: fc.constant(world),
        said: fc.oneof(
          fc.constantFrom(...balanced(world)).map((one) => players(world.n).map(() => one)),
          fc.array(fc.constantFrom(...balanced(world)), { minLength: world.n, maxLength: world.n }),
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ world, said }) => {
        const agree = new Set(said.map(key)).size === 1;
        const end = agree ? said[0]! : quiet(world);
        const reports = said.map((one, i) => ({ player: i + 1, announce: printed(one) }));
        const instance = { mechanism: "acm/naive-1", environment: environmentOf(world), reports };
        const { distribution } = await answer("law", instance);
        expect(distribution).toEqual([
          { terminal: agree ? "agree" : "disagree", outcome: printed(end), probability: "1" },
        ]);
        const { quantities } = await answer("measure", instance);
        expect(quantities.utilities.value).toEqual(gains(world, end).map(text));
        expect(["expectedTotalPrice", "minTotalPrice", "expectedVoteBits"].map((name) => quantities[name].value)).toEqual(["0", "0", "0"]); // biome-ignore format: one line
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  /** The equilibrium outcomes over all profiles, nobody gaining by saying anything else. */
  function byProfiles(world: World): ReadonlySet<string> {
    const all = balanced(world).map((one) => ({ name: key(one), worths: gains(world, one) }));
    const still = { name: key(quiet(world)), worths: gains(world, quiet(world)) };
    const found = new Set<string>();
    const outcome = (profile: readonly (typeof all)[number][]) =>
      profile.every(({ name }) => name === profile[0]!.name) ? profile[0]! : still;
    for (const profile of lists(all, world.n)) {
      const end = outcome(profile);
      const isStable = profile.every((_, i) =>
        all.every((other) => outcome(profile.with(i, other)).worths[i]!.lte(end.worths[i]!)),
      );
      if (isStable) found.add(end.name);
    }
    return found;
  }

  /** The same from unanimity alone: nobody gains by being the only one who says something else. */
  const byDeviations = (world: World): ReadonlySet<string> =>
    new Set(balanced(world).filter((one) => gains(world, one).every((worths) => worths.gte(0))).map(key)); // biome-ignore format: one line

  it.each([
    ["all profiles, up to two players", [[1, 1, 2], [1, 2, 2], [2, 1, 2], [2, 0, 1], [2, 0, 2], [2, 1, 1]], byProfiles, 25],
    ["unilateral deviations, three players", [[3, 1, 2], [3, 2, 2], [3, 1, 3]], byDeviations, 12],
  ] as const)("has the equilibrium outcomes that %s show", async (_, sizes, route, numRuns) => {
    await fc.assert(
      fc.asyncProperty(worlds(sizes), async (world) => {
        const expected = route(world);
        const found = await ask("acm/naive-1", world, { reports: [], question: "equilibrium-outcomes" });
        const inOrder = balanced(world).filter((one) => expected.has(key(one)));
        expect(found.outcomes).toEqual(inOrder.map(printed));
        expect(found.socialWelfare).toEqual(inOrder.map(({ A }) => welfare(world, A)));
      }),
      { numRuns, seed: 2 },
    );
  }); // biome-ignore format: one line a case
});

/** The first best allocation, and prices from what the others have against what they could have. */
function vcg(world: World, told: World["theta"], pivot: "clarke" | "exchange"): Announcement {
  const all = lists(Array.from({ length: world.n + 1 }, (_, i) => i), world.m); // biome-ignore format: one line
  const heard = { ...world, theta: told };
  const most = Math.max(...all.map((A) => welfare(heard, A)));
  const A = all.find((one) => welfare(heard, one) === most)!;
  const P = players(world.n).map((i) => {
    const others = (one: readonly number[]) => welfare(heard, one) - worth(heard, one, i);
    const keeps = (one: readonly number[]) => one.every((owner, g) => (owner === i) === (world.E[g] === i));
    return F(Math.max(...all.filter((one) => pivot === "clarke" || keeps(one)).map(others)) - others(A));
  });
  return { A, P };
}

describe.each(["clarke", "exchange"] as const)("acm/vcg-%s", (pivot) => {
  it("is the first best allocation for what is told, with its prices", async () => {
    const sizes = [
      [1, 1, 2],
      [2, 1, 2],
      [3, 2, 2],
      [2, 3, 3],
      [4, 2, 2],
      [2, 0, 1],
      [3, 2, 1],
    ] as const;
    const cases = fc.constantFrom(...sizes).chain((size) => fc.record({ world: worlds([size]), told: worlds([size]) }));
    await fc.assert(
      fc.asyncProperty(cases, async ({ world, told: { theta: told } }) => {
        const end = vcg(world, told, pivot);
        const reports = told.map((valuation, i) => ({ player: i + 1, valuation }));
        const instance = { mechanism: `acm/vcg-${pivot}`, environment: environmentOf(world), reports };
        const { distribution } = await answer("law", instance);
        expect(distribution).toEqual([{ terminal: "end", outcome: printed(end), probability: "1" }]);
        const { quantities } = await answer("measure", instance);
        const values = Object.fromEntries(Object.entries(quantities).map(([name, one]) => [name, (one as { value: unknown }).value])); // biome-ignore format: one line
        expect(values).toEqual({
          utilities: gains(world, end).map(text),
          totalPrice: text(total(end.P)),
          socialWelfare: welfare(world, end.A),
          maxSocialWelfare: mostWelfare(world),
        });
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

it("the two pivots are told apart", () => {
  const world: World = { n: 2, m: 1, B: 4, E: [1], theta: [[0, 1], [0, 3]], e: F(0), delta: F(0) }; // biome-ignore format: one line
  expect(vcg(world, world.theta, "clarke").P.map(text)).toEqual(["0", "1"]);
  expect(vcg(world, world.theta, "exchange").P.map(text)).toEqual(["-3", "1"]);
});
