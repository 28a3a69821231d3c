import type { Budget } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { everyProfile } from "../cases.js";

/** A problem without its reports: what the welfare is a function of. */
export interface Problem {
  readonly mechanism: string;
  readonly environment: JsonObject;
  readonly players: number;
  /** How many values a report has; one cost for an edge. */
  readonly values: number | "cost";
}

/** A problem, everybody's reports, and the player whose report changes. */
export interface LipschitzCase {
  readonly mechanism: string;
  readonly environment: JsonObject;
  readonly reports: readonly Json[];
  readonly player: number;
}

const names = ["a", "b", "c", "d", "e", "f"];
const range = (players: number, m: number): Problem => ({
  mechanism: "hk/exponential",
  environment: { outcomes: names.slice(0, m) },
  players,
  values: m,
});
const items = (n: number): Problem => ({
  mechanism: "hk/multi-item",
  environment: { items: n },
  players: n,
  values: n,
});
const network = (nodes: number, edges: readonly (readonly [number, number])[]): Problem => ({
  mechanism: "hk/spanning-tree",
  environment: { nodes, edges: edges.map(([from, to]) => [from, to]) },
  players: edges.length,
  values: "cost",
});
const complete = (nodes: number): Problem =>
  network(
    nodes,
    Array.from({ length: nodes }, (_, from) =>
      Array.from({ length: nodes - from - 1 }, (_, k) => [from, from + k + 1] as const),
    ).flat(),
  );
const path = network(3, [
  [0, 1],
  [1, 2],
]);

export const problems = (budget: Budget, domain: string): readonly Problem[] => {
  const [few, some, many] = {
    general: [
      [range(1, 1), range(1, 2), range(2, 2)],
      [range(1, 3), range(2, 3)],
      [range(3, 3), range(2, 4)],
    ],
    "unit-demand": [[items(1), items(2)], [items(3)], [items(4)]],
    costs: [[complete(2), path, complete(3)], [complete(4)], [complete(5)]],
  }[domain === "any-cost" ? "costs" : domain]!;
  return budget === "gate" ? few! : budget === "standard" ? [...few!, ...some!] : [...few!, ...some!, ...many!];
};

/** The values that types are made of: within [0, 1], or costs without a bound. */
export const valuesOf = (domain: string): readonly string[] =>
  domain === "any-cost" ? ["0", "1", "2"] : ["0", "1/2", "1"];

export const typesOf = ({ values }: Problem, domain: string): readonly Json[] =>
  values === "cost" ? valuesOf(domain) : everyRow(values, domain);

/** Every valuation; the interior value only where there are few. */
export const everyRow = (values: number, domain: string): readonly Json[] =>
  everyProfile(values <= 2 ? valuesOf(domain) : ["0", "1"], values);

/** Every type of player 0 and of the last one; welfare is a sum over the players, so that the others do not matter: two lists of theirs. */
export const casesOf = (budget: Budget, { domain }: Switches): readonly LipschitzCase[] =>
  problems(budget, domain!).flatMap((problem) => {
    const types = typesOf(problem, domain!);
    const { mechanism, environment, players } = problem;
    return [...new Set([0, players - 1])].flatMap((player) =>
      types.flatMap((own) =>
        (players === 1 ? [types[0]!] : [types[0]!, types.at(-1)!]).map((other) => ({
          mechanism,
          environment,
          reports: Array.from({ length: players }, (_, i) => (i === player ? own : other)),
          player,
        })),
      ),
    );
  });
