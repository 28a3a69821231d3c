import type { Budget, Example } from "../../src/claim/claim.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { lopsided, parity, turningTies } from "./gain-cases.js";
import { drawnTables, firstProfile, matching, tableOf } from "./table-cases.js";

/** Weights are rational for n·F in multiples of 1/4. */
const tiny = { times: "8", log: "1001/1000" };
const ordinary = { times: "8", log: "2" };

/** Nothing depends on the announcement: F is constant, and nobody reacts. */
const idle = tableOf({
  types: [2],
  alternatives: 2,
  reactions: 1,
  utility: (_, [type], s) => (s === type ? "1" : "0"),
  objective: () => "1/2",
});

/** Matching pennies: alternative 0 where the announcements agree; player 0 likes it, player 1 likes the other one. */
export const pennies = tableOf({
  types: [2, 2],
  alternatives: 2,
  reactions: 1,
  utility: (player, _, s) => (s === player ? "1" : "0"),
  objective: ([first, second], s) => ((first === second) === (s === 0) ? "1" : "0"),
});

const buyers = (values: readonly [string, string], prices: readonly [string, string], n = 2): JsonObject => ({
  kind: "two-price",
  n,
  values: [...values],
  prices: [...prices],
});

const instance = (mechanism: string, parameters: JsonObject, environment: JsonObject): Example => ({
  instance: {
    mechanism,
    parameters,
    environment,
    reports:
      environment.kind === "tabular"
        ? firstProfile(environment)
        : Array.from({ length: environment.n as number }, () => 0),
  },
  choices: {},
});

const tables: readonly JsonObject[] = [
  idle,
  lopsided(),
  matching(1, 2, 2),
  pennies,
  matching(2, 2, 1),
  turningTies(),
  parity(),
];

const drawn = (count: number): readonly JsonObject[] =>
  (["private values", "interdependent"] as const).flatMap((interdependence) =>
    drawnTables(
      { players: 2, most: { types: 2, alternatives: 2, reactions: 2 }, interdependence, objective: "free" },
      5,
      count,
    ),
  );

/** Every mechanism of the paper with finitely many outcomes that is small enough, over these tables. */
const over = (environment: JsonObject): readonly Example[] => [
  instance("nst/exponential", { epsilon: ordinary }, environment),
  instance("nst/commitment", {}, environment),
  instance("nst/mixture", { epsilon: tiny, q: "1/2" }, environment),
  instance("nst/mixture", { epsilon: ordinary, q: "1/100" }, environment),
  instance("nst/random-dictator", {}, environment),
  instance("nst/random-dictator", { imposed: true }, environment),
];

const facilities: JsonObject = { kind: "facility-grid", n: 2, m: 1, K: 1 };

const own: readonly Example[] = [
  instance("nst/two-price", { epsilon: ordinary }, buyers(["3/4", "5/4"], ["1/2", "1"])),
  instance("nst/two-price", { epsilon: ordinary }, buyers(["3/4", "5/4"], ["1/2", "1"], 1)),
  instance("nst/optimal-price", { q: "1/4" }, buyers(["1/2", "5/4"], ["1/2", "1"])),
  instance("nst/optimal-price", { q: "1/4", imposeAlways: true }, buyers(["1/2", "5/4"], ["1/2", "1"])),
  instance("nst/optimal-price", { q: "1" }, buyers(["1/2", "5/4"], ["1/2", "1"])),
  instance("nst/loc1", { epsilon: tiny, q: "1/2" }, facilities),
  instance("nst/loc2", { epsilon: tiny, q: "1/2" }, { ...facilities, K: 2 }),
  instance("nst/loc2", { epsilon: ordinary, q: "1/100" }, { ...facilities, K: 2 }),
];

const counts: Readonly<Record<Budget, number>> = { gate: 0, standard: 12, deep: 100 };

/** The instances of a budget, fewest players first; the same objects each time. */
export function solutionCases(budget: Budget): readonly Example[] {
  const found = cases.get(budget) ?? casesOf(budget);
  cases.set(budget, found);
  return found;
}

const cases = new Map<Budget, readonly Example[]>();

const casesOf = (budget: Budget): readonly Example[] =>
  [...tables.flatMap(over), ...own, ...drawn(counts[budget]).flatMap(over)].sort((x, y) => playersIn(x) - playersIn(y));

const playersIn = ({ instance }: Example): number => (instance.reports as readonly unknown[]).length;

/** The same in words. */
export const describeSolutionCases = (budget: Budget): string =>
  `seven environments by name${counts[budget] > 0 ? ` and ${2 * counts[budget]} drawn ones of two players` : ""} under the exponential, commitment, mixture (tiny and ordinary ε) and random dictator mechanisms; two-price, optimal-price, LOC1 and LOC2 with one or two players; all functions T_i → T_i`;
