import Fraction from "fraction.js";
import type { Announcement, End, World } from "./market-route.js";
import { utility } from "./market-route.js";

/** The naive forms from their descriptions, in plain fractions. */

export type Form = "naive-2" | "naive-2-fined" | "naive-2-sequential" | "naive-3" | "naive-4";

const F = (x: number): Fraction => new Fraction(x);

/** Where the play ends, the voters of `yes` saying YES. */
export function naivePlay(
  form: Form,
  { n, B, E, e }: World,
  { A, P }: Announcement,
  yes: ReadonlySet<number>,
  fine: Fraction,
): readonly End[] {
  const nothing = P.map(() => F(0));
  if (A.join() === E.join() && P.every((p) => p.equals(0))) {
    return [{ terminal: "stop", owners: E, prices: nothing, chance: F(1) }];
  }
  const prices = P.map((p, i) => (i === 0 ? p.add(e.mul(n - 1)) : p.sub(e)));
  const Y = yes.size;
  if (Y === n - 1) return [{ terminal: "yes", owners: A, prices, chance: F(1) }];
  const ends: readonly End[] = {
    "naive-2": [{ terminal: "no", owners: E, prices: nothing, chance: F(1) }],
    "naive-2-sequential": [{ terminal: "no", owners: E, prices: nothing, chance: F(1) }],
    "naive-2-fined": [{ terminal: "no", owners: E, prices: [fine, ...nothing.slice(1)], chance: F(1) }],
    "naive-3": [
      { terminal: "no", owners: E, prices: nothing, chance: F(1).sub(e.mul(Y).div(n)) },
      { terminal: "yes", owners: A, prices, chance: e.mul(Y).div(n) },
    ],
    "naive-4": [
      { terminal: "fine", owners: E, prices: [F(1), ...nothing.slice(1)], chance: F(1).sub(e) },
      { terminal: "no", owners: E, prices: nothing, chance: e.mul(F(1).sub(F(Y).div(n * B))) },
      { terminal: "yes", owners: A, prices, chance: e.mul(Y).div(n * B) },
    ],
  }[form];
  return ends.filter(({ chance }) => !chance.equals(0));
}

/** A place at which one player votes: the simultaneous vote, or the votes before hers. */
interface Place {
  readonly node: string;
  readonly player: number;
}

/** All places at which somebody votes, and who says YES when it is known what is said at each. */
function votingOf(form: Form, n: number) {
  const voters = Array.from({ length: n - 1 }, (_, i) => i + 2);
  if (form !== "naive-2-sequential") {
    const places = voters.map((player): Place => ({ node: "2", player }));
    return { places, yes: (says: (place: Place) => boolean) => voters.filter((_, i) => says(places[i]!)) };
  }
  const words = (length: number): readonly string[] =>
    length === 0 ? [""] : words(length - 1).flatMap((word) => [`${word}N`, `${word}Y`]);
  const places = voters.flatMap((player) => words(player - 2).map((word): Place => ({ node: `2.${player}|${word}`, player }))); // biome-ignore format: one line
  const yes = (says: (place: Place) => boolean) => {
    let word = "";
    for (const player of voters) word += says({ node: `2.${player}|${word}`, player }) ? "Y" : "N";
    return voters.filter((_, i) => word[i] === "Y");
  };
  return { places, yes };
}

const keyOf = ({ node, player }: Place): string => `${node} ${player}`;

/** All ways to answer at some places. */
const answersAt = (places: readonly Place[]): readonly ReadonlyMap<string, boolean>[] =>
  places.reduce<readonly ReadonlyMap<string, boolean>[]>(
    (all, place) => all.flatMap((one) => [true, false].map((vote) => new Map([...one, [keyOf(place), vote]]))),
    [new Map()],
  );

/** What a coalition says, place by place, if that is the only best against everything that the others may say; else null. */
export function dominantVotes(
  form: Form,
  world: World,
  announced: Announcement,
  coalition: readonly number[],
  fine: Fraction,
): readonly (Place & { readonly action: string })[] | null {
  if (naivePlay(form, world, announced, new Set(), fine)[0]!.terminal === "stop") return [];
  const { places, yes } = votingOf(form, world.n);
  const mine = places.filter(({ player }) => coalition.includes(player));
  const theirs = places.filter(({ player }) => !coalition.includes(player));
  // One that is best against the first of the others' answers, then held to all.
  const rated = (others: ReadonlyMap<string, boolean>) =>
    answersAt(mine).map((own) => {
      const says = (place: Place) => (own.get(keyOf(place)) ?? others.get(keyOf(place)))!;
      return { own, worth: utility(world, naivePlay(form, world, announced, new Set(yes(says)), fine), coalition) };
    });
  let found: string | undefined;
  let best: ReadonlyMap<string, boolean> = new Map();
  for (const others of answersAt(theirs)) {
    const all = rated(others);
    const most = all.reduce((x, y) => (y.worth.gt(x.worth) ? y : x));
    if (all.filter(({ worth }) => worth.equals(most.worth)).length > 1) return null;
    const key = JSON.stringify([...most.own]);
    if (found !== undefined && found !== key) return null;
    [found, best] = [key, most.own];
  }
  return mine.map((place) => ({ ...place, action: best.get(keyOf(place)) ? "YES" : "NO" }));
}
