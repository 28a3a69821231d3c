import type { Mechanism } from "../../game/mechanism.js";
import { permanent } from "../../number/permanent.js";
import { zero } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { corners } from "./exponential.js";
import { along, rowsOf, weightRows } from "./multi-item.js";
import { type Sharpness, stepOf, type ValueRow } from "./range.js";

/** So many items for so many agents, who want one item each. */
export interface Market {
  readonly players: number;
  readonly items: number;
  /** The d such that all values are multiples of 1/d. */
  readonly grid: bigint;
}

/** The item of each agent, null for one who gets none. */
export type PartialAssignment = readonly (number | null)[];

/**
 * The multi-item auction with another number of items than agents, "reduced to this case by adding dummy items or dummy
 * agents" [HK, footnote 4]: nobody has a value for a dummy item, and a dummy agent has a value for nothing. The outcome is what
 * the agents get of the items.
 */
export const multiItemRectangular: Mechanism<Sharpness, Market, ValueRow | null, PartialAssignment> = {
  id: "hk/multi-item-rectangular",
  citation: cite("hk", "Section 5.2, footnote 4"),
  summary: "the multi-item auction with dummy agents or dummy items until there is one item an agent",
  step: (sharpness, { grid }) => stepOf(sharpness, grid),
  outcomes: partialAssignments,
  reports: ({ items }) => corners(items),
  mayBeAbsent: () => false,

  law(R, _sharpness, market, profile) {
    const { players, items, grid } = market;
    const A = weightRows(R, grid, withDummies(market, rowsOf(profile))).map(({ weights }) => weights);
    // All dummies are alike: this many permutations give the agents the same.
    const ways = R.integer(factorial(players > items ? players - items : items - players));
    const entries = partialAssignments(market).map((outcome) => ({
      outcome,
      weight: R.multiply(ways, along(R, A, outcome.map((j) => j ?? items))), // biome-ignore format: one line
    }));
    return { entries, total: permanent(R, A) };
  },
};

/** The rows of all agents and dummy agents, with a value for each item and dummy item. */
export function withDummies({ players, items }: Market, rows: readonly ValueRow[]): readonly ValueRow[] {
  const size = players > items ? players : items;
  const values = Array.from({ length: size }, () => zero);
  return values.map((_, i) => values.map((none, j) => rows[i]?.[j] ?? none));
}

/** What agents can get of the items, as many of them as there can be, in lexicographic order with null last. */
function partialAssignments({ players, items }: Market): readonly PartialAssignment[] {
  const all = Array.from({ length: items }, (_, j) => j);
  let prefixes: readonly PartialAssignment[] = [[]];
  for (let i = 0; i < players; i++) {
    prefixes = prefixes.flatMap((prefix) => {
      const empty = prefix.filter((item) => item === null).length < players - items ? [null] : [];
      return [...all.filter((j) => !prefix.includes(j)), ...empty].map((item) => [...prefix, item]);
    });
  }
  return prefixes;
}

function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2n; k <= n; k++) product *= k;
  return product;
}
