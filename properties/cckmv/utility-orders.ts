import fc from "fast-check";
import type { Situation } from "../../src/game/situation.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { printByOutcome } from "./by-outcome.js";
import type { TableSetting } from "./tables.js";

/** The utility of each outcome for one type. */
export type Utility = readonly bigint[];

/** Every order of k outcomes, ties included, as utilities 0, …, k − 1: what comparisons of single outcomes can see. */
export function orders(k: number): readonly Utility[] {
  const utilities = knownOrders.get(k) ?? words(k, k);
  knownOrders.set(k, utilities);
  return utilities;
}

const knownOrders = new Map<number, readonly Utility[]>();

const words = (length: number, values: number): readonly Utility[] =>
  length === 0
    ? [[]]
    : words(length - 1, values).flatMap((word) => Array.from({ length: values }, (_, v) => [...word, BigInt(v)]));

/** The situation with these utilities in the place of its own, whatever the type. */
export const withUtility = <S>(R: OrderedRing<S>, situation: Situation<number, number, S>, utility: Utility) => ({
  ...situation,
  payoff: (_type: number, _report: number, outcome: number) => R.integer(utility[outcome]!),
});

/** All orders as outcome utilities of the type, 0 for the other types. */
export function* utilityCandidates({ environment, report }: TableSetting): Generator<JsonObject> {
  const none = environment.outcomes.map(() => Q.zero);
  for (const utility of orders(environment.outcomes.length)) {
    const rows = Array.from({ length: environment.types }, (_, type) =>
      printByOutcome(type === report ? utility.map((u) => Q.rational(u)) : none, environment),
    );
    yield { outcomeUtility: rows };
  }
}

/** Utilities of random examples. */
export const drawnUtilities = fc.array(fc.bigInt({ min: -3n, max: 3n }), { minLength: 12, maxLength: 12 }).map(
  (values) =>
    ({ environment }: TableSetting): JsonObject => ({
      outcomeUtility: Array.from({ length: environment.types }, (_, type) =>
        printByOutcome(
          environment.outcomes.map((_, o) => Q.rational(values[(4 * type + o) % 12]!)),
          environment,
        ),
      ),
    }),
);
