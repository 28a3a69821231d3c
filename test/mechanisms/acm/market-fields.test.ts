import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { answer } from "../../cli/run.js";
import { type Announcement, dominant, type End, play, players, root, utility, type World } from "./market-route.js";
import { ask, environmentOf, lists, mostWelfare, partitions, printed, stakesOf, text, total, welfare, worlds } from "./worlds.js"; // biome-ignore format: one line

/** What is told of M beside its plays: M′, measured plays, the fields of the root, claims at one world, and fairness. */

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
      { numRuns: 60, seed: 1 },
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
    { numRuns: 40, seed: 2 },
  );
});

const subsets = (set: readonly number[]): readonly (readonly number[])[] =>
  set.reduce<readonly (readonly number[])[]>((all, x) => all.flatMap((some) => [some, [...some, x]]), [[]]);

type Partition = readonly (readonly number[])[];

/** All that is asked of the root, from the play after each best announcement. */
function rootFacts(world: World, partition: Partition) {
  const found = root(world, partition);
  if (found === null) return null;
  const { n, m, B, E, theta } = world;
  const first = partition.find((block) => block.includes(1))!;
  const most = mostWelfare(world);
  const isQuiet = welfare(world, E) === most;
  const gain = (A: readonly number[], i: number) => worthAt(theta, A, i) - worthAt(theta, E, i);
  const paths = found.optimal.map((announced) => {
    const said = partition.map((block) => dominant(world, announced, block)!);
    return play(world, announced, new Set(said.flatMap(({ two }) => two)), new Set(said.flatMap(({ three }) => three)));
  });
  const isOptimal = ({ owners, prices }: End) => welfare(world, owners) === most && total(prices).equals(0);
  const heaviest = paths.map((ends) => ends.reduce((x, y) => (y.chance.gt(x.chance) ? y : x)));
  // The claimed set, announcement by announcement.
  const steps = Array.from({ length: 4 * B - 1 }, (_, k) => k - 2 * B + 1);
  const claimed = isQuiet
    ? [JSON.stringify(printed({ A: E, P: players(n).map(() => F(0)) }))]
    : lists(
        players(n + 1).map((i) => i - 1),
        m,
      )
        .filter((A) => welfare(world, A) === most)
        .flatMap((A) =>
          lists(steps, n - 1)
            .filter((P) => P.every((p, i) => first.includes(i + 2) || p === gain(A, i + 2)))
            .map((P) => JSON.stringify(printed({ A, P: [-P.reduce((x, y) => x + y, 0), ...P].map((p) => F(p)) }))),
        );
  const best = found.optimal.map((one) => JSON.stringify(printed(one)));
  const utilities = (blocks: Partition) => blocks.map((block) => paths.map((ends) => utility(world, ends, block)));
  return { isQuiet, claimed, best, paths, utilities, isOptimal, heaviest, rootUtility: found.utility };
}

const worthAt = (theta: World["theta"], A: readonly number[], i: number): number =>
  theta[i - 1]![A.reduce((mask, owner, g) => (owner === i ? mask + 2 ** g : mask), 0)]!;

const same = (list: readonly Fraction[]) => list.every((x) => x.equals(list[0]!));
const sorted = (list: readonly string[]) => JSON.stringify([...list].sort());

/** Legal stakes, no discount at all, and more than the paper allows. */
const rooted = worlds(
  [[1, 1, 2], [2, 1, 2], [2, 2, 2], [2, 0, 1], [3, 1, 1], [3, 0, 2], [2, 1, 1]],
  [["1/2", "99/100", "0", "3", "10"], ["1/2", "99/100", "10"]],
).filter(({ delta, e }) => delta.lte(1) && e.lte(1)).chain((world) => {
  // Without a discount there is no δ below ε/B either.
  const delta = world.delta.equals(0) ? F("1/50") : world.delta;
  return fc.record({ world: fc.constant({ ...world, delta }), partition: fc.constantFrom(...partitions[world.n]!) });
}); // biome-ignore format: the sizes in one line

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
      { numRuns: 110, seed: 3 },
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
    );
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
      { numRuns: 30, seed: 5 },
    );
    expect([...seen].sort()).toEqual(["equal", "null", "unequal"]);
  });
});
