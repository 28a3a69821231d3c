import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { sensitivity } from "../../src/notions/gap.js";
import { freeUtility } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { distance, type PlainTable, triplesOf, upTo } from "./plain-table.js";
import { tableOf } from "./table-cases.js";
import { tableClaim } from "./table-claim.js";

const independent = "d independent of n";

const isEven = (count: number): boolean => BigInt(count) % 2n === 0n;

/** Whether F = 1 at alternative 0, from the number of utilities above the threshold. */
type Counted = (count: number, players: number) => boolean;

/**
 * Private values without reactions: the utility of type k is levels[i][k] everywhere, and F = 1 at alternative A = 0 iff the
 * number of utilities above 1/2 is even, at B = 1 iff it is odd.
 */
export const parityTable = (
  levels: readonly (readonly string[])[],
  counted: Counted = (count) => isEven(count),
): JsonObject => {
  const isAbove = (text: string): boolean => text !== "1/2" && text !== "1/4" && text !== "0";
  return tableOf({
    types: levels.map((own) => own.length),
    alternatives: 2,
    reactions: 1,
    utility: (player, types) => levels[player]![types[player]!]!,
    objective: (types, s) => {
      const count = types.filter((type, player) => isAbove(levels[player]![type]!)).length;
      return counted(count, types.length) === (s === 0) ? "1" : "0";
    },
  });
};

const both = ["1/2", "1"];
const never = ["0", "1/2"];
const sizes = { gate: 4, standard: 7, deep: 10 } as const;

const tables = (most: number, counted?: Counted): readonly JsonObject[] =>
  upTo(most).flatMap((less) => [
    parityTable(
      upTo(less + 1).map(() => both),
      counted,
    ),
    parityTable(
      upTo(less + 1).map((player) => (player === 0 ? ["1/4", "3/4"] : ["1"])),
      counted,
    ),
    ...(less > 0 && less < 6
      ? [
          parityTable(
            upTo(less + 1).map((player) => (player === less ? ["0", "1/2", "3/4"] : never)),
            counted,
          ),
          parityTable(
            upTo(less + 1).map((player) => (isEven(player) ? both : ["1"])),
            counted,
          ),
        ]
      : [
          parityTable(
            upTo(less + 1).map(() => never),
            counted,
          ),
        ]),
  ]);

/** Whether the type of somebody decides whether her utility is above 1/2. */
const hasCrossing = (environment: KnownEnvironment): boolean =>
  environment.types.some((size, player) => {
    const above = new Set(
      upTo(size).map((type) => {
        const types = environment.types.map((_, other) => (other === player ? type : 0));
        return 2n * freeUtility(environment, types, player, 0) > environment.utilityGrid;
      }),
    );
    return above.size === 2;
  });

const isPlainCrossing = (table: PlainTable): boolean =>
  triplesOf(table).some(({ player, types, other }) => {
    const isAbove = (t: readonly number[]) => Q.compare(table.utility(player, t, 0, 0), Q.rational(1n, 2n)) > 0;
    return isAbove(types) !== isAbove(other);
  });

/** Footnote 8: the parity of the number of satisfied players is not d-sensitive for any d. */
export const parityObjective = (made: readonly string[] = [], counted?: Counted): Claim<LawCase> => {
  const isIndependent = (d: string | undefined): boolean => d === "independent" || made.includes(independent);
  return tableClaim({
    id: "nst/remark-footnote8",
    place: "Footnote 8",
    statement:
      "Set F = 1 (F = 0) if there is an even number of players whose utility exceeds some threshold and the social alternative is A (B), and F = 0 (F = 1) otherwise: F is not d-sensitive, for any d.",
    hypotheses: ["private values", "the type of somebody decides whether her utility exceeds the threshold"],
    readings: readingsOf({ d: ["fixed", "independent"] }),
    switchMeanings: {
      fixed: "for each n: there is no d at all, not even d = n",
      independent: "no d serves all n: the least d, d*, is n for every n",
    },
    tables: (budget) => tables(sizes[budget], counted),
    describe: (budget) =>
      `1 to ${sizes[budget]} players without reactions, threshold 1/2: both sides of it for everybody, for one, for every second one, for nobody; utilities at the threshold are not above it`,
    argument:
      "All n: one player who crosses the threshold turns the parity, and F(·, s) from 0 to 1 or back: n·|change| = n = d*. As F is in [0, 1], every F is n-sensitive, so that for a fixed n some d serves.",
    corners: {
      "one player": ({ types }) => types.length === 1,
      "more players": ({ types }) => types.length > 1,
      "nobody crosses the threshold": (environment) => !hasCrossing(environment),
      "one crosses beside others who do not": ({ types }) =>
        types.length > 1 && types.filter((own) => own > 1).length === 1,
    },
    decide(environment, { d }) {
      if (!hasCrossing(environment)) return undefined;
      const n = Q.rational(BigInt(environment.types.length));
      const { value } = sensitivity(environment);
      return { left: value, right: n, larger: "left", holds: Q.compare(value, n) > (isIndependent(d) ? -1 : 0) };
    },
    sides(table, _choices, { d }) {
      if (!isPlainCrossing(table)) return undefined;
      const triples = triplesOf(table);
      const n = Q.rational(BigInt(table.types.length));
      const changes = triples.flatMap(({ types, other }) =>
        upTo(table.alternatives).map((s) =>
          Q.multiply(n, distance(table.objective(types, s), table.objective(other, s))),
        ),
      );
      const left = changes.reduce((x, y) => (Q.compare(x, y) >= 0 ? x : y));
      return {
        left,
        right: n,
        larger: "left",
        holds: Q.compare(left, n) > (isIndependent(d) ? -1 : 0),
        inequality: isIndependent(d)
          ? "n·max |F(t, s) - F((t̂_i, t_-i), s)| >= n"
          : "n·max |F(t, s) - F((t̂_i, t_-i), s)| > d, at d = n",
        explanation: `n = ${table.types.length}, and no change of F is above 1`,
      };
    },
    evidence: () => ({
      least: "d* = n for every n: the least d is unbounded, and d(n)/n = 1 does not tend to 0 either",
      interdependent:
        "With interdependent values the type of one player may move two players over the threshold at once: then the parity stays, and F may be 0-sensitive. The footnote speaks of a function, not of all environments.",
    }),
    ...(made.length === 0 && {
      repair: {
        statement: "There is no d independent of n for which this F is d-sensitive: d* = n.",
        changes: [independent],
        of: ["fixed"],
        claim: (changes: readonly string[]) => parityObjective(changes, counted),
      },
    }),
  });
};
