import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { type AlternativeLaw, leastExpectedLoss } from "../../src/notions/gap.js";
import { allAlternatives, isNontrivial, optimalReactions } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { type PlainTable, plainLoss, plainlySeparated, smallest, triplesOf, upTo } from "./plain-table.js";
import { tableOf } from "./table-cases.js";
import { tableClaim } from "./table-claim.js";

const unique = "every optimal reaction is the only one";

/** What a type thinks of two reactions at one alternative, and which optimal one is selected. */
const cells: readonly (readonly [utilities: readonly [string, string], selected: number])[] = [
  [["1", "0"], 0],
  [["0", "1"], 1],
  [["1", "1"], 0],
  [["1", "1"], 1],
];

/** All lists of so many cells. */
const lists = (length: number): readonly (readonly number[])[] =>
  length === 0 ? [[]] : lists(length - 1).flatMap((list) => cells.map((_, cell) => [...list, cell]));

/** One player with two types and two reactions; the cells are those of type 0 at every alternative, then of type 1. */
const tableOfCells =
  (alternatives: number) =>
  (list: readonly number[]): JsonObject => {
    const cell = (type: number, s: number) => cells[list[type * alternatives + s]!]!;
    return tableOf({
      types: [2],
      alternatives,
      reactions: 2,
      utility: (_, [type], s, r) => cell(type!, s)[0][r]!,
      selection: (_, [type], s) => cell(type!, s)[1],
    });
  };

/** Types tell apart by ties alone: reaction r is always right for type r, and at alternative r for the other type as well. */
const tiedApart = tableOfCells(2)([2, 0, 1, 3]);

const tablesOf: Readonly<Record<Budget, readonly JsonObject[]>> = (() => {
  const one = lists(2).map(tableOfCells(1));
  const two = lists(4).map(tableOfCells(2));
  return {
    gate: [...one, tiedApart, ...two.filter((_, i) => (i & 15) === 7)],
    standard: [...one, ...two],
    deep: [
      ...one,
      ...two,
      ...lists(6)
        .filter((_, i) => (i & 15) === 3)
        .map(tableOfCells(3)),
    ],
  };
})();

const uniform = ({ alternatives }: KnownEnvironment): AlternativeLaw => ({
  weights: Array.from({ length: alternatives }, () => 1n),
  total: BigInt(alternatives),
});

const hasTies = (environment: KnownEnvironment): boolean =>
  upTo(2).some((type) =>
    allAlternatives(environment).some((s) => optimalReactions(environment, [type], 0, s).length > 1),
  );

const hasPlainTies = (table: PlainTable): boolean =>
  table.profiles.some((types) => upTo(table.alternatives).some((s) => table.best(0, types, s).length > 1));

const describe = (budget: Budget): string =>
  `one player with two types, two reactions, utilities 0 and 1 and no two 0s beside each other, each with every selection: ${
    {
      gate: "one alternative, and 17 tables with two",
      standard: "one or two alternatives",
      deep: "one or two alternatives, and every 16th table with three",
    }[budget]
  }`;

/** Section 6.3.2; with a loss from which nothing is said below it, for near misses. */
export const richReactions = (made: readonly string[] = [], least = Q.zero): Claim<LawCase> => {
  const isUnique = made.includes(unique);
  return tableClaim({
    id: "nst/remark-rich-reactions",
    place: "Section 6.3.2",
    statement:
      "What the results need is that for any pair of types of a player some alternative has disjoint sets of optimal reactions for them.",
    hypotheses: ["somebody has a second type", ...(isUnique ? [unique] : [])],
    readings: readingsOf({ need: ["enough", "needed"] }),
    switchMeanings: {
      enough:
        "where every pair is separated, every lie costs something under the uniform commitment, so that Theorems 1 and 2 apply",
      needed: "where every lie costs something under the uniform commitment, every pair is separated",
    },
    tables: (budget) => tablesOf[budget],
    describe,
    argument:
      "All environments. Where s separates two types, the reaction of one is not optimal for the other, and costs her something at s, which the uniform commitment draws. Conversely a lie may cost something because of the reaction that is SELECTED among several optimal ones; where each optimal reaction is the only one, it costs something exactly where the two reactions differ, and there s separates.",
    corners: {
      "one alternative": ({ alternatives }) => alternatives === 1,
      "several optimal reactions": hasTies,
      "unique optimal reactions": (environment) => !hasTies(environment),
      "nothing is separated": (environment) => !isNontrivial(environment),
    },
    decide(environment, { need }) {
      if (isUnique && hasTies(environment)) return undefined;
      const loss = leastExpectedLoss(environment, uniform(environment))!.value;
      if (need === "enough") {
        if (!isNontrivial(environment)) return undefined;
        return { left: loss, right: least, larger: "left", holds: Q.compare(loss, least) > 0 };
      }
      if (loss.numerator === 0n) return undefined;
      return { left: isNontrivial(environment) ? Q.one : Q.zero, right: Q.one, larger: "left" };
    },
    choices: ({ need }): Readonly<Record<string, (table: PlainTable) => readonly Json[]>> =>
      need === "enough" ? {} : { lie: (table) => triplesOf(table).map(({ other }) => other[0]!) },
    sides(table, { lie }, { need }) {
      if (isUnique && hasPlainTies(table)) return undefined;
      const triples = triplesOf(table);
      const all = upTo(table.alternatives);
      const mean = Q.rational(1n, BigInt(table.alternatives));
      const losses = triples.map((triple) =>
        Q.multiply(mean, all.map((s) => plainLoss(table, triple, s)).reduce(Q.add, Q.zero)),
      );
      const separating = triples.map((triple) => all.filter((s) => plainlySeparated(table, triple, s)).length);
      if (need === "enough") {
        if (separating.includes(0)) return undefined;
        const left = smallest(losses);
        return {
          left,
          right: least,
          larger: "left",
          holds: Q.compare(left, least) > 0,
          inequality: "Σ_s (u(t, s, r(t, s)) - u(t, s, r(b, s)))/|S| > 0",
          explanation: "what the cheapest lie costs; every pair of types is separated",
        };
      }
      if (losses.some((loss) => loss.numerator === 0n)) return undefined;
      const place = triples.findIndex(({ other }) => other[0] === lie);
      return {
        left: Q.rational(BigInt(separating[place]!)),
        right: Q.one,
        larger: "left",
        inequality: "the number of separating alternatives >= 1",
        explanation: `the cheapest lie costs ${Q.printRational(smallest(losses))} under the uniform commitment`,
      };
    },
    evidence: () => ({
      "without any separation":
        "type 0 is content with both reactions at alternative 0 and needs reaction 0 at alternative 1; type 1 needs reaction 1 at alternative 0 and is content with both at alternative 1. Held to reaction 1 at 0 or 0 at 1 a lie costs 1 at one alternative: γ = 1, and Theorems 1 and 2 hold with P uniform",
    }),
    ...(!isUnique && {
      repair: {
        statement:
          "Where each optimal reaction is the only one, every lie costs something exactly where every pair of types is separated.",
        changes: [unique],
        of: ["needed"],
        claim: (changes: readonly string[]) => richReactions(changes, least),
      },
    }),
  });
};
