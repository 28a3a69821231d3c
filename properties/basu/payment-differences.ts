import { integral, playersOf, stateWeights, total, weighted } from "../../src/game/bayesian-environment.js";
import { socialOptimum } from "../../src/mechanisms/basu/posterior-price.js";
import { type Counts, countVectors, oneMore } from "../../src/probability/multinomial.js";
import { type EventCell, eventRow } from "./event-table.js";
import { type EventWorld, levelOf } from "./event-world.js";
import { remembered } from "./remembered.js";
import { signalsOf } from "./seated-cases.js";

/** One player's two reports, and what is drawn after each. */
export interface Pair {
  readonly others: Counts;
  readonly utility: number;
  readonly report: number;
  readonly lie: number;
  readonly drawn: number;
  readonly instead: number;
}

/** What two reports of a player change, as differences over positive denominators. */
export interface Difference extends Pair {
  /** q*(s) − q*(t) > 0. */
  readonly paid: bigint;
  readonly over: bigint;
  readonly cell: EventCell;
}

const differences = remembered<readonly Difference[]>();

/** All differences of payments above 0, where the choice is the same or wherever it is, found once. */
export const differencesAt = (world: EventWorld, isAny: boolean): readonly Difference[] =>
  differences(world, `${isAny}`, () => {
    const population = world.population();
    const { utilities, unit } = integral(population);
    const rule = socialOptimum(population, world.tie);
    const n = playersOf(population.sizes) - 1;
    const present = utilities.flatMap((table, utility) => (population.sizes[utility]! > 0 ? [{ table, utility }] : []));
    const { cells } = eventRow(world.environment, levelOf(world.environment)!, n);
    return [...countVectors(n, population.signals)].flatMap((others, i) => {
      const after = signalsOf(population).map((report) => {
        const counts = oneMore(others, report);
        const weights = stateWeights(population, counts);
        return { report, weights, all: total(weights), draws: rule(counts).map(({ alternative }) => alternative) };
      });
      return pairsOf(after).flatMap(([own, other]) => {
        if (!isAny && own.draws.join() !== other.draws.join()) return [];
        const over = own.all * other.all * unit;
        return present.flatMap(({ table, utility }) =>
          own.draws.flatMap((drawn) =>
            (isAny ? other.draws : [drawn]).flatMap((instead): readonly Difference[] => {
              const paid =
                weighted(own.weights, table[drawn]!) * other.all - weighted(other.weights, table[instead]!) * own.all;
              if (paid <= 0n) return [];
              const { report } = own;
              return [{ others, utility, report, lie: other.report, drawn, instead, paid, over, cell: cells[i]! }];
            }),
          ),
        );
      });
    });
  });

const pairsOf = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
  items.flatMap((x) => items.filter((y) => y !== x).map((y) => [x, y] as const));
