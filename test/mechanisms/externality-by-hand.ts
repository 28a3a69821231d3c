import Fraction from "fraction.js";

/** Everything again with whole numbers: a prior is a list of profiles, one entry for each equally likely world. */
export type Type = readonly number[];
export type World = readonly Type[];

export interface Game {
  readonly outcomes: number;
  readonly maximum: number;
  readonly worlds: readonly World[];
}

export const total = (types: readonly Type[], o: number): number => types.reduce((sum, type) => sum + type[o]!, 0);

/** The largest index among the best alternatives, by going through them from the last. */
export function best(types: readonly Type[], outcomes: number): number {
  let [chosen, most] = [outcomes - 1, total(types, outcomes - 1)];
  for (let o = outcomes - 2; o >= 0; o--) if (total(types, o) > most) [chosen, most] = [o, total(types, o)];
  return chosen;
}

const without = <T>(list: readonly T[], i: number): T[] => list.filter((_, j) => j !== i);
export const replaced = <T>(list: readonly T[], i: number, value: T): T[] =>
  list.map((old, j) => (j === i ? value : old));
export const same = (x: Type, y: Type): boolean => x.join() === y.join();

/** What the others lose through player i. */
export function harm(types: readonly Type[], i: number, outcomes: number): number {
  const rest = without(types, i);
  return total(rest, best(rest, outcomes)) - total(rest, best(types, outcomes));
}

export const mean = (values: readonly number[]): Fraction | null =>
  values.length === 0
    ? null
    : new Fraction(
        values.reduce((x, y) => x + y, 0),
        values.length,
      );

export function chargeOf({ outcomes, worlds }: Game, expectation: string, i: number, report: Type): Fraction | null {
  const averaged =
    expectation === "full"
      ? worlds
      : expectation === "report"
        ? worlds.filter((world) => same(world[i]!, report))
        : worlds.map((world) => replaced(world, i, report));
  return mean(averaged.map((world) => harm(world, i, outcomes)));
}

export function paymentsOf(
  game: Game,
  expectation: string,
  reports: readonly Type[],
  balanced: boolean,
): (Fraction | null)[] {
  const charges = reports.map((report, i) => chargeOf(game, expectation, i, report));
  if (!balanced) return charges;
  if (charges.includes(null)) return charges.map(() => null);
  // Everybody's charge is handed out in equal parts to the others.
  const received = charges.map((_, i) =>
    without(charges, i).reduce<Fraction>((sum, paid) => sum.add(paid!.div(charges.length - 1)), new Fraction(0)),
  );
  return charges.map((paid, i) => paid!.sub(received[i]!));
}

/** The prior with equal worlds put together. */
export function environmentOf({ outcomes, maximum, worlds }: Game) {
  const counts = new Map<string, number>();
  for (const world of worlds) counts.set(JSON.stringify(world), (counts.get(JSON.stringify(world)) ?? 0) + 1);
  const prior = [...counts].map(([profile, count]) => ({
    profile: JSON.parse(profile) as World,
    probability: new Fraction(count, worlds.length).toFraction(),
  }));
  return { outcomes, maximum, prior };
}

/** What (5) charges, by its other form: max over o of (u_i(o*) − u_i(o)) − (V_o* − V_o). */
export function vcgPayment(types: readonly Type[], i: number, outcomes: number): number {
  const chosen = best(types, outcomes);
  const own = types[i]!;
  const regrets = own.map((u, o) => own[chosen]! - u - (total(types, chosen) - total(types, o)));
  return Math.max(...regrets);
}

/** All types with utilities up to a maximum. */
export const everyType = (outcomes: number, maximum: number): Type[] =>
  outcomes === 0
    ? [[]]
    : everyType(outcomes - 1, maximum).flatMap((type) => Array.from({ length: maximum + 1 }, (_, u) => [...type, u]));
