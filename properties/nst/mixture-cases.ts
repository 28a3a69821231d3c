import type { Budget } from "../../src/claim/claim.js";
import { sensitivity } from "../../src/notions/gap.js";
import { compare, parseRational, printRational, rational } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import {
  beside,
  lawsFor,
  loadTable,
  lopsided,
  nontrivialDrawn,
  parity,
  tied,
  turning,
  turningTies,
} from "./gain-cases.js";
import { firstProfile, matching } from "./table-cases.js";

/** Environments, fewest players first; their objectives are against the wishes of the first player. */
const small = (budget: Budget, isPrivate: boolean): readonly JsonObject[] => [
  lopsided("1/16"),
  ...(budget === "gate" ? [] : [lopsided()]),
  beside,
  ...(isPrivate ? [turningTies("1/16", 2)] : [parity(2)]),
  ...(budget === "gate" ? [] : [matching(2, 2, 2), tied([2, 2])]),
];

const drawnCounts: Readonly<Record<Budget, number>> = { gate: 0, standard: 15, deep: 300 };
const most = { types: 3, alternatives: 3, reactions: 3 };

/** Drawn environments; the objective is 1 where the drawn one is at least 1/2, else 0. */
function drawn(budget: Budget, isPrivate: boolean): readonly JsonObject[] {
  const kinds = isPrivate ? (["private values", "private reactions"] as const) : (["interdependent"] as const);
  const tables = kinds
    .flatMap((interdependence) =>
      [1, 2].map((players) => ({ players, most, interdependence, objective: "free" as const })),
    )
    .flatMap((shape, i) => nontrivialDrawn(shape, i + 1, drawnCounts[budget]));
  const withTurns = [...tables, ...tables.filter((_, i) => i % 3 === 0).map(turning)];
  return withTurns.map((table) => ({
    ...table,
    objective: (table.objective as string[][]).map((row) =>
      row.map((F) => (compare(parseRational(F)!, rational(1n, 2n)) >= 0 ? "1" : "0")),
    ),
  }));
}

const probabilities: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["1/4", "1"],
  standard: ["1/1000", "1/4", "1"],
  deep: ["1/1000", "1/4", "1/2", "9/10", "1"],
};

/** d is the unit of n·F, so that exponents are multiples of ε/2; tables that are more sensitive are left out. */
function casesOf(tables: readonly JsonObject[], few: boolean, qs: readonly string[]): readonly LawCase[] {
  return tables.flatMap((environment) => {
    const known = loadTable(environment);
    const d = known.scoreUnit;
    if (compare(sensitivity(known).value, d) > 0) return [];
    return lawsFor(environment, few).flatMap((P) =>
      // At the gate q = 1, where nothing is left of ε, is met once an environment.
      qs
        .filter((q) => !few || q !== "1" || P[0] === P[1])
        .map((q) => ({
          parameters: { q, d: printRational(d), P },
          environment,
          reports: firstProfile(environment),
        })),
    );
  });
}

const once = new Map<string, readonly LawCase[]>();

function remembered(key: string, find: () => readonly LawCase[]): readonly LawCase[] {
  const found = once.get(key) ?? find();
  once.set(key, found);
  return found;
}

/** Every environment with every P and q. */
export const mixtureCases = (budget: Budget, isPrivate: boolean): readonly LawCase[] =>
  remembered(`${budget} ${isPrivate}`, () =>
    casesOf([...small(budget, isPrivate), ...drawn(budget, isPrivate)], budget === "gate", probabilities[budget]),
  );

/** The same with a constant objective and also q = 0: what the mechanism is at ε = 0. */
export const atZero = (budget: Budget, isPrivate: boolean): readonly LawCase[] =>
  remembered(`zero ${budget} ${isPrivate}`, () =>
    casesOf(
      [...small(budget, isPrivate), ...drawn(budget, isPrivate)].map((table) => ({
        ...table,
        objective: Array.from({ length: (table.utility as JsonObject[][])[0]!.length }, () =>
          Array.from({ length: (table.alternatives as readonly number[]).length }, () => "0"),
        ),
      })),
      budget === "gate",
      ["0", ...probabilities[budget]],
    ),
  );

export const describeMixtures = (budget: Budget, isPrivate: boolean, isZero: boolean): string =>
  `${budget === "gate" ? "three" : "six"} small environments${
    drawnCounts[budget] === 0
      ? ""
      : ` and the non-trivial ones of ${drawnCounts[budget]} drawn with each of the seeds 1${isPrivate ? " to 4 (private values, private reactions" : " and 2 (interdependent"}; 1 or 2 players, up to 3 types, alternatives and reactions), some with a selection that turns with everybody's type`
  }, ${isZero ? "with a constant objective" : "objectives of values 0 and 1"}; P uniform, uneven, and uniform on ${
    budget === "gate" ? "the first separating set (for two players only uniform)" : "every separating set"
  }; q = ${[...(isZero ? ["0"] : []), ...probabilities[budget]].join(", ")}${budget === "gate" ? " (1 where the first two probabilities are equal)" : ""}; all true profiles, players, lies${
    isPrivate ? " and announcements of the others" : ""
  }`;
