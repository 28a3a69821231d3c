import * as Q from "../../src/number/rational.js";
import * as plain from "./plain.js";
import type { ValueWorld } from "./value-world.js";

/** What a player with a utility pays at some counts where an alternative is drawn. */
export type Price = (world: ValueWorld, counts: readonly number[], utility: number, alternative: number) => Q.Rational;

/** q*. */
export const ownPrice: Price = (world, counts, utility, alternative) => world.pays(counts, utility, alternative);

/** Externality payments in plain fractions: what the others have at their best, less what they have, at the reported posterior. */
export const pivotPayment: Price = (world, counts, utility, alternative) => {
  // biome-ignore format: one line
  const { environment } = world;
  const others = world.sizes().map((size, u) => (u === utility ? size - 1 : size));
  const values = plain.expectedWelfare(environment, others, plain.posterior(environment, counts));
  return Q.subtract(values.reduce(Q.maximum), values[alternative]!);
};

/** E[Σ_i t_i(s)]. */
export function plainPivotRevenue(world: ValueWorld, price: Price): Q.Rational {
  return plain.expectation(world.environment, world.players(), (counts) =>
    world
      .drawn(counts)
      .flatMap(({ alternative, chance }) =>
        world.present.map((u) =>
          [Q.rational(BigInt(world.sizes()[u]!)), chance, price(world, counts, u, alternative)].reduce(Q.multiply),
        ),
      )
      .reduce(Q.add),
  );
}

/** The largest gain from a lie, 0 where none gains. */
export function plainLargestGain(world: ValueWorld, price: Price): Q.Rational {
  const { environment, tie } = world;
  const signals = Array.from({ length: environment.signals }, (_, x) => x);
  const payoff = (u: number, x: number, y: number) =>
    plain.expectedPayoff(environment, world.sizes(), tie, u, x, y, (_, counts, v, a) => price(world, counts, v, a));
  return world.present
    .flatMap((u) => signals.flatMap((x) => signals.map((y) => Q.subtract(payoff(u, x, y), payoff(u, x, x)))))
    .reduce(Q.maximum);
}

const placesOf = (world: ValueWorld) =>
  plain
    .vectors(world.players(), world.environment.signals)
    .flatMap((counts) => world.present.map((utility) => ({ counts, utility })));

/** How many pairs of counts of signals and a utility that somebody has there are. */
export const playedPlaces = (world: ValueWorld): number => placesOf(world).length;

/** At how many of them q* and externality payments differ. */
export const differingPlaces = (world: ValueWorld, price: Price): number =>
  placesOf(world).filter(({ counts, utility }) =>
    world
      .drawn(counts)
      .some(
        ({ alternative }) =>
          !Q.equals(world.pays(counts, utility, alternative), price(world, counts, utility, alternative)),
      ),
  ).length;
