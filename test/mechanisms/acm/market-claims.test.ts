import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { players, type World } from "./market-route.js";
import { type Partition, rooted, rootFacts, same, sorted } from "./root-route.js";
import { ask, mostWelfare, stakesOf, text, total, welfare, worlds } from "./worlds.js";

/** Claims about M at one world, and what M-fair gives each player, from running through all announcements. */

const F = (x: number | string): Fraction => new Fraction(x);

/** Each claim from the facts of the root: whether it holds. */
const claims: Readonly<Record<string, (world: World, partition: Partition) => boolean>> = (() => {
  const alone = (partition: Partition) => partition.every((block) => block.length === 1);
  const facts = rootFacts;
  type Facts = NonNullable<ReturnType<typeof rootFacts>>;
  const quiet = ({ claimed, best, utilities }: Facts, partition: Partition) =>
    sorted(claimed) === sorted(best) && utilities(partition).flat().every((worth) => worth.equals(0)); // biome-ignore format: one line
  const trades = ({ claimed, best, utilities }: Facts, partition: Partition) =>
    sorted(claimed) === sorted(best) && utilities(partition).flat().every((worth) => worth.gte(0)); // biome-ignore format: one line
  const where =
    (applies: (isQuiet: boolean, partition: Partition) => boolean, holds: (found: Facts, partition: Partition, world: World) => boolean) =>
    (world: World, partition: Partition) => {
      if (!applies(welfare(world, world.E) === mostWelfare(world), partition)) return true;
      const found = facts(world, partition);
      return found !== null && holds(found, partition, world);
    }; // biome-ignore format: one line
  const always = () => true;
  return {
    "acm/lemma-3": where((isQuiet, partition) => isQuiet && alone(partition), quiet),
    "acm/lemma-4": where((isQuiet, partition) => !isQuiet && alone(partition), trades),
    "acm/lemma-10": where((isQuiet) => isQuiet, quiet),
    "acm/lemma-11": where((isQuiet) => !isQuiet, trades),
    "acm/lemma-5": where(always, ({ paths, isOptimal }, _, { delta }) =>
      paths.every((ends) => ends.some((end) => end.chance.gte(F(1).sub(delta)) && isOptimal(end))),
    ),
    "acm/remark-participation": where(always, ({ utilities }, partition) => utilities(partition).flat().every((x) => x.gte(0))), // biome-ignore format: one line
    "acm/remark-budget-onpath": where(always, ({ paths }) => paths.flat().every(({ prices }) => total(prices).equals(0))), // biome-ignore format: one line
    "acm/remark-two-epsilon": where(
      (_, partition) => alone(partition),
      ({ utilities }, partition, { e }) => utilities(partition.slice(1)).flat().every((x) => x.gte(0) && x.lte(e.mul(2))), // biome-ignore format: one line
    ),
    "acm/remark-root-utility": where(
      (_, partition) => alone(partition),
      ({ utilities, isQuiet }, partition, world) => {
        if (isQuiet)
          return utilities(partition)
            .flat()
            .every((x) => x.equals(0));
        const printedUtility = F(mostWelfare(world) - welfare(world, world.E)).sub(world.e.mul(2 * (world.n - 1)));
        return utilities([[1]]).flat().every((x) => x.equals(printedUtility)); // biome-ignore format: one line
      },
    ),
  };
})();

describe("claims at one world", () => {
  const seen = new Set<string>();

  it.each(Object.keys(claims))("%s is decided as its statement says", async (claim) => {
    await fc.assert(
      fc.asyncProperty(rooted, async ({ world, partition }) => {
        const fields = { parameters: stakesOf(world), question: "claim", claim, reports: [] };
        const found = await ask("acm/M", world, fields, { coalitions: partition });
        const holds = claims[claim]!(world, partition);
        expect([found.claim, found.verdict]).toEqual([claim, holds ? "holds" : "violated"]);
        expect(Object.keys(found.witness).length === 0).toBe(holds);
        seen.add(`${claim} ${holds}`);
      }),
      { numRuns: 40, seed: 4 },
    );
  });

  it("each both holds and falls somewhere", () => {
    const all = Object.keys(claims).flatMap((claim) => [`${claim} true`, `${claim} false`]);
    expect([...seen].sort()).toEqual(all.sort());
  });
});

/** The roles of players 1 and `role` exchanged, in the world and in what is asked of it. */
function exchanged(world: World, role: number) {
  const to = (i: number) => (i === 1 ? role : i === role ? 1 : i);
  return { to, world: { ...world, E: world.E.map(to), theta: players(world.n).map((i) => world.theta[to(i) - 1]!) } };
}

describe("acm/M-fair", () => {
  it("gives every player the mean over who plays the role of player 1", async () => {
    const cases = worlds(
      [
        [1, 1, 2],
        [2, 1, 2],
        [2, 2, 2],
        [2, 0, 1],
        [3, 1, 1],
      ],
      [
        ["1/2", "0", "3"],
        ["1/2", "5"],
      ],
    ).filter(({ delta }) => delta.lte(1));
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(cases, async (drawn) => {
        const world = drawn.delta.equals(0) ? { ...drawn, delta: F("1/50") } : drawn;
        const alone = players(world.n).map((i) => [i]);
        const byRole = players(world.n).map((role) => {
          const { to, world: other } = exchanged(world, role);
          const facts = rootFacts(other, alone);
          return facts && players(world.n).map((i) => facts.utilities([[to(i)]])[0]!);
        });
        const isTold = byRole.every((lines) => lines?.every(same));
        const expected = isTold
          ? players(world.n).map((i) => text(byRole.reduce((sum, lines) => sum.add(lines![i - 1]![0]!), F(0)).div(world.n))) // biome-ignore format: one line
          : null;
        const found = await ask("acm/M-fair", world, {
          parameters: stakesOf(world),
          reports: [],
          question: "fairness",
        });
        expect(found.utilities).toEqual(expected);
        seen.add(expected === null ? "null" : new Set(expected).size > 1 ? "unequal" : "equal");
      }),
      { numRuns: 15, seed: 5 },
    );
    expect([...seen].sort()).toEqual(["equal", "null", "unequal"]);
  });
});
