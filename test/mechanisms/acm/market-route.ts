import Fraction from "fraction.js";

/** M from its table of terminals, in plain fractions: shares no code with the program. Players count from 1. */

export interface World {
  readonly n: number;
  readonly m: number;
  readonly B: number;
  readonly E: readonly number[];
  readonly theta: readonly (readonly number[])[];
  readonly e: Fraction;
  readonly delta: Fraction;
}

export interface Announcement {
  readonly A: readonly number[];
  readonly P: readonly Fraction[];
}

export interface End {
  readonly terminal: string;
  readonly owners: readonly number[];
  readonly prices: readonly Fraction[];
  readonly chance: Fraction;
}

const F = (x: number | string): Fraction => new Fraction(x);
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, k) => k);
export const players = (n: number): readonly number[] => upTo(n).map((k) => k + 1);

const goodsOf = (owners: readonly number[], i: number): number =>
  owners.reduce((mask, owner, g) => (owner === i ? mask + 2 ** g : mask), 0);
export const worth = ({ theta }: World, owners: readonly number[], i: number): number =>
  theta[i - 1]![goodsOf(owners, i)]!;

/** The terminals that play reaches; `two` and `three` are the players who say YES in steps 2 and 3. */
export function play(
  { n, B, E, e, delta }: World,
  { A, P }: Announcement,
  two: ReadonlySet<number>,
  three: ReadonlySet<number>,
): readonly End[] {
  const sum = P.reduce((x, y) => x.add(y), F(0));
  const fits = (p: Fraction) => p.d === 1n && p.abs().lt(2 * B);
  if (!P.slice(1).every(fits) || !sum.equals(0)) {
    return [{ terminal: "a", owners: E, prices: P.map((_, i) => F(i === 0 ? 1 : 0)), chance: F(1) }];
  }
  if (A.every((owner, g) => owner === E[g]) && P.every((p) => p.equals(0))) {
    return [{ terminal: "b", owners: E, prices: P, chance: F(1) }];
  }
  const all = (first: Fraction, other: (i: number) => Fraction) => players(n).map((i) => (i === 1 ? first : other(i)));
  const accepted = all(P[0]!.add(e.mul(2 * (n - 1))), (i) => P[i - 1]!.sub(e.mul(2)));
  const Y = two.size;
  const heads = F(1).sub(delta);
  const paid = () => e.neg();
  const ends: End[] = [];
  if (Y === n - 1) ends.push({ terminal: "d", owners: A, prices: accepted, chance: heads });
  else {
    ends.push({
      terminal: "e",
      owners: E,
      prices: all(e.mul(n - 1).add(2 * n * (n - Y) * B), paid),
      chance: heads.mul(F(1).sub(e)),
    });
    ends.push({
      terminal: "f",
      owners: A,
      prices: accepted,
      chance: heads
        .mul(e)
        .mul(Y)
        .div(n * B),
    });
    ends.push({
      terminal: "g",
      owners: E,
      prices: all(e.mul(n - 1), paid),
      chance: heads.mul(e).mul(F(1).sub(F(Y).div(n * B))),
    });
  }
  const only = (owners: readonly number[], w: number) => owners.map((owner) => (owner === w ? w : 0));
  ends.push({ terminal: "i", owners: only(A, 1), prices: all(e.mul(n - 1), paid), chance: delta.div(n) });
  for (const w of players(n).slice(1)) {
    const price = P[w - 1]!;
    ends.push(
      three.has(w)
        ? { terminal: `j${w}`, owners: only(A, w), prices: all(e.mul(n).sub(price), (i) => (i === w ? price.sub(e.mul(2)) : e.neg())), chance: delta.div(n) } // biome-ignore format: one line
        : { terminal: `k${w}`, owners: only(E, w), prices: all(F(n * n * B).div(delta).add(e.mul(n - 1)), paid), chance: delta.div(n) }, // biome-ignore format: one line
    );
  }
  return ends.filter(({ chance }) => !chance.equals(0));
}

/** u_C in expectation. */
export const utility = (world: World, ends: readonly End[], block: readonly number[]): Fraction =>
  ends.reduce(
    (total, { owners, prices, chance }) =>
      block.reduce(
        (sum, i) => sum.add(chance.mul(F(worth(world, owners, i) - worth(world, world.E, i)).sub(prices[i - 1]!))),
        total,
      ),
    F(0),
  );

const subsets = (set: readonly number[]): readonly (readonly number[])[] =>
  set.reduce<readonly (readonly number[])[]>((all, x) => all.flatMap((some) => [some, [...some, x]]), [[]]);

/** What a block says in both steps, or null where nothing is the only best against everything that the others may say. */
export function dominant(
  world: World,
  announced: Announcement,
  block: readonly number[],
): { readonly two: readonly number[]; readonly three: readonly number[] } | null {
  if (["a", "b"].includes(play(world, announced, new Set(), new Set())[0]!.terminal)) return { two: [], three: [] };
  const mine = block.filter((i) => i !== 1);
  const others = players(world.n).filter((i) => i !== 1 && !block.includes(i));
  let found: { two: readonly number[]; three: readonly number[] } | null = null;
  for (const two of subsets(others)) {
    for (const three of subsets(others)) {
      const rated = subsets(mine).flatMap((own2) =>
        subsets(mine).map((own3) => ({
          two: own2,
          three: own3,
          worth: utility(
            world,
            play(world, announced, new Set([...two, ...own2]), new Set([...three, ...own3])),
            block,
          ),
        })),
      );
      const best = rated.reduce((x, y) => (y.worth.gt(x.worth) ? y : x));
      if (rated.filter(({ worth: own }) => own.equals(best.worth)).length > 1) return null;
      if (found && (String(found.two) !== String(best.two) || String(found.three) !== String(best.three))) return null;
      found = best;
    }
  }
  return found;
}

/** The best that the block of player 1 can do over every regular announcement and (E, 0), and every announcement that does it. */
export function root(world: World, partition: readonly (readonly number[])[]) {
  const { n, m, B } = world;
  const first = partition.find((block) => block.includes(1))!;
  const prices = upTo(4 * B - 1).map((k) => k - 2 * B + 1);
  const lists = <T>(items: readonly T[], length: number): readonly (readonly T[])[] =>
    length === 0 ? [[]] : lists(items, length - 1).flatMap((list) => items.map((item) => [...list, item]));
  let best: Fraction | undefined;
  let optimal: Announcement[] = [];
  for (const A of lists(upTo(n + 1), m)) {
    for (const rest of lists(prices, n - 1)) {
      const P = [-rest.reduce((x, y) => x + y, 0), ...rest].map((p) => F(p));
      const said = partition.map((block) => dominant(world, { A, P }, block));
      if (said.includes(null)) return null;
      const two = new Set(said.flatMap((one) => one!.two));
      const three = new Set(said.flatMap((one) => one!.three));
      const worthOfIt = utility(world, play(world, { A, P }, two, three), first);
      if (best === undefined || worthOfIt.gt(best)) [best, optimal] = [worthOfIt, []];
      if (worthOfIt.equals(best)) optimal.push({ A, P });
    }
  }
  return { utility: best!, optimal };
}
