import type { Budget, Example } from "../../src/claim/claim.js";
import { once } from "../../src/instance/once.js";
import type { JsonObject } from "../../src/verdict/json.js";
import {
  type ContextJson,
  drawnContexts,
  everyContext,
  everyOf,
  independent,
  onceEach,
  type Size,
  withPartitions,
} from "./contexts.js";
import { usualStakes } from "./market-world.js";

/** An instance for the question "root", so that `measure` answers it too. */
export const rootInstance = (environment: JsonObject, parameters: JsonObject): JsonObject => ({
  mechanism: "acm/M",
  parameters,
  environment,
  question: "root",
  reports: [],
});

/** Who colludes: nobody, or whoever likes to. */
export type Structures = "independent" | "any";

/** The smallest, which every budget has. */
const small: readonly Size[] = [
  [1, 0, 1],
  [1, 1, 1],
  [1, 1, 2],
  [1, 2, 2],
  [2, 0, 1],
  [3, 0, 1],
];

const contexts: Readonly<Record<Budget, () => readonly ContextJson[]>> = {
  gate: once(() => [...everyOf(...small), ...everyContext([2, 1, 2]).slice(0, 8), ...drawnContexts([3, 1, 2], 1, 2)]),
  standard: once(() => [
    ...everyOf(...small, [2, 1, 1], [2, 1, 2]),
    ...drawnContexts([2, 1, 3], 1, 20),
    ...drawnContexts([2, 2, 2], 1, 30),
    ...drawnContexts([3, 1, 2], 1, 15),
    ...drawnContexts([3, 2, 2], 1, 5),
    ...drawnContexts([4, 1, 2], 1, 1),
  ]),
  deep: once(() => [
    ...everyOf(...small, [2, 1, 1], [2, 1, 2], [2, 1, 3], [2, 2, 2], [3, 1, 2]),
    ...drawnContexts([3, 2, 2], 1, 100),
    ...drawnContexts([4, 1, 2], 1, 40),
    ...drawnContexts([4, 2, 2], 1, 5),
    ...drawnContexts([2, 1, 5], 1, 10),
  ]),
};

const said: Readonly<Record<Budget, string>> = {
  gate: "all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 1), (1, 1, 2), (1, 2, 2), (2, 0, 1) and (3, 0, 1), the first 8 of (2, 1, 2), and 2 of (3, 1, 2) drawn with seed 1",
  standard:
    "all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 1), (1, 1, 2), (1, 2, 2), (2, 0, 1), (3, 0, 1), (2, 1, 1) and (2, 1, 2), and drawn with seed 1: 20 of (2, 1, 3), 30 of (2, 2, 2), 15 of (3, 1, 2), 5 of (3, 2, 2), 1 of (4, 1, 2)",
  deep: "all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 1), (1, 1, 2), (1, 2, 2), (2, 0, 1), (3, 0, 1), (2, 1, 1), (2, 1, 2), (2, 1, 3), (2, 2, 2) and (3, 1, 2), and drawn with seed 1: 100 of (3, 2, 2), 40 of (4, 1, 2), 5 of (4, 2, 2), 10 of (2, 1, 5)",
};

/** The contexts of a budget in words. */
export const contextsSaid = (budget: Budget, structures: Structures): string =>
  `${said[budget]}, ${structures === "any" ? "each with every partition of its players" : "players independent"}`;

/**
 * Contexts with who colludes, smallest first; one list a budget, so that claims share what is found out about a context. The
 * stakes in the instance are in the middle of the legal ones: what is decided for all of them does not use these.
 */
export const marketCases = (budget: Budget, structures: Structures): readonly Example[] => cases[structures][budget]();

const casesWith = (place: (list: readonly ContextJson[]) => readonly JsonObject[]) =>
  onceEach((budget): readonly Example[] =>
    contexts[budget]().flatMap((context) => {
      const [stakes] = usualStakes(context.players, context.bits);
      return place([context]).map((environment) => ({ instance: rootInstance(environment, stakes!), choices: {} }));
    }),
  );

const cases = { independent: casesWith(independent), any: casesWith(withPartitions) };
