import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { profilesOf } from "../../src/game/reaction-environment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { hasPrivateReactions, optimalReactions } from "../../src/notions/reactions.js";
import { announcedBy, type Strategies, tuplesOf } from "../../src/notions/solution-concepts.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { drawn, namedTables } from "./model-tables.js";
import { isPlainlyPrivate, type PlainTable, parityOf, upTo } from "./plain-table.js";
import { matching, tableOf } from "./table-cases.js";
import { chosenIndex, tableClaim } from "./table-claim.js";

/** Sizes at which all strategy tuples are listed. */
const few = (table: JsonObject): boolean =>
  (table.types as readonly (readonly number[])[]).reduce(
    (all, own) => own.reduce<number>((power) => power * own.length, all),
    1,
  ) <= 64;

const tables = (budget: Budget): readonly JsonObject[] =>
  [
    tableOf({ types: [1], alternatives: 1, reactions: 1, utility: () => "0" }),
    ...namedTables,
    matching(2, 2, 2),
    tableOf({
      types: [1, 3],
      alternatives: 1,
      reactions: 2,
      utility: (_, types, _s, r) => (r === types[0]! ? "1" : "0"),
    }),
    tableOf({
      types: [1, 2, 2],
      alternatives: 1,
      reactions: 2,
      utility: (_, types, _s, r) => (r === parityOf(types[1]!, types[2]!) ? "1" : "0"),
    }),
    ...drawn("private reactions", budget),
    ...drawn("interdependent", budget),
  ].filter(few);

/** What the strategies of the others than `player` make of the types of the others. */
const seenBy = (strategies: Strategies, types: readonly number[], player: number): string =>
  announcedBy(strategies, types)
    .map((announced, other) => (other === player ? "" : announced))
    .join();

type Profiles = readonly (readonly number[])[];

/** For every announcement of the others that occurs, the types of the others that lead to it; her own type is 0. */
function preimages(types: readonly number[], strategies: Strategies, player: number): readonly Profiles[] {
  const found = new Map<string, Profiles>();
  for (const profile of profilesOf(types.map((size, other) => (other === player ? 1 : size)))) {
    const key = seenBy(strategies, profile, player);
    found.set(key, [...(found.get(key) ?? []), profile]);
  }
  return [...found.values()];
}

const isInjective = (strategies: Strategies, player: number): boolean =>
  strategies.every((strategy, other) => other === player || new Set(strategy).size === strategy.length);

/** Whether some type of the player has other optimal reactions at one member of a preimage than at another. */
const isUndefinedAt = (environment: KnownEnvironment, player: number, members: Profiles): boolean =>
  upTo(environment.types[player]!).some((type) =>
    upTo(environment.alternatives).some((s) => {
      const sets = members.map((t) =>
        optimalReactions(
          environment,
          t.map((own, other) => (other === player ? type : own)),
          player,
          s,
        ).join(),
      );
      return new Set(sets).size > 1;
    }),
  );

const allPrivate = (environment: KnownEnvironment): boolean =>
  environment.types.every((_, player) => hasPrivateReactions(environment, player));

/** Footnote 10: W_{−i}^{−1} is well defined for injective strategies only. `isInverse`: when a preimage counts as a point. */
export const singletonInverse = (isInverse: (size: number) => boolean = (size) => size === 1): Claim<LawCase> =>
  tableClaim({
    id: "nst/remark-singleton-inverse",
    place: "Footnote 10",
    statement:
      "W_{−i}^{−1}(t_{−i}), the pre-image of the strategies of i's opponents at the vector of announcements, is a single type vector at every vector that they may announce exactly if each W_j, j ≠ i, is injective; else it may be a set of type vectors, and the optimal reaction is not well defined.",
    hypotheses: ["W_j: T_j → T_j for all j"],
    readings: readingsOf({ says: ["inverse", "private-reactions"] }),
    switchMeanings: {
      inverse: "a single vector, exactly for injective W_{−i}",
      "private-reactions":
        "with private reactions the set of optimal reactions is the same on each pre-image, injective or not: the optimal reaction is well defined all the same",
    },
    tables,
    describe: (budget) =>
      `every strategy tuple, of environments with at most 64 of them: by name, and tables of 1 to 3 players drawn with seeds 72 to 74 with private reactions and interdependent (${budget})`,
    argument:
      "All finite T: W_{−i} maps each coordinate by itself, so it is one-to-one exactly if each W_j is; and T_j is finite, so that an injective W_j is a permutation. With private reactions argmax_i(t, s) is a function of t_i and s.",
    corners: {
      "no opponents": ({ types }) => types.length === 1,
      "opponents with one type": ({ types }) => types.length > 1 && types.filter((own) => own > 1).length <= 1,
      "opponents with more types": ({ types }) => types.filter((own) => own > 1).length > 1,
      "private reactions": allPrivate,
      "interdependent reactions": (environment) => !allPrivate(environment),
    },
    decide(environment, { says }) {
      if (says === "private-reactions" && !allPrivate(environment)) return undefined;
      let wrong = 0n;
      for (const strategies of tuplesOf(environment)) {
        for (let player = 0; player < strategies.length; player++) {
          const sets = preimages(environment.types, strategies, player);
          const fails =
            says === "private-reactions"
              ? sets.some((members) => isUndefinedAt(environment, player, members))
              : sets.every((members) => isInverse(members.length)) !== isInjective(strategies, player);
          if (fails) wrong += 1n;
        }
      }
      return { left: Q.rational(wrong > 0n ? 1n : 0n), right: Q.zero, larger: "right" };
    },
    choices: () => ({
      player: ({ types }: PlainTable) => upTo(types.length),
      strategies: ({ types }: PlainTable) =>
        types
          .map((size) => [...profilesOf(Array.from({ length: size }, () => size))])
          .reduce<readonly (readonly (readonly number[])[])[]>(
            (all, own) => all.flatMap((some) => own.map((strategy) => [...some, strategy])),
            [[]],
          )
          .map((tuple) => tuple.map((strategy) => [...strategy])),
    }),
    sides(table, choices, { says }) {
      if (says === "private-reactions" && !table.types.every((_, player) => isPlainlyPrivate(table, player)))
        return undefined;
      const player = chosenIndex(choices, "player", table.types.length);
      const strategies = choices.strategies as readonly (readonly number[])[];
      const alike = (t: readonly number[], other: readonly number[]): boolean =>
        t.every((type, j) => j === player || strategies[j]![type] === strategies[j]![other[j]!]);
      const isSame = (t: readonly number[], other: readonly number[]): boolean =>
        t.every((type, j) => j === player || type === other[j]);
      const pairs = table.profiles.flatMap((t) =>
        table.profiles
          .filter((other) => other[player] === t[player] && alike(t, other))
          .map((other) => [t, other] as const),
      );
      const told = `player ${player}, strategies ${strategies.map((strategy) => `(${strategy.join(", ")})`).join(", ")}`;
      if (says === "private-reactions") {
        const apart = pairs.some(([t, other]) =>
          upTo(table.alternatives).some((s) => table.best(player, t, s).join() !== table.best(player, other, s).join()),
        );
        return {
          left: apart ? Q.one : Q.zero,
          right: Q.zero,
          larger: "right",
          inequality: "[optimal reactions differ within a pre-image] <= 0",
          explanation: told,
        };
      }
      const sizes = table.profiles.map(
        (t) => pairs.filter(([first, other]) => first === t && (isSame(t, other) || alike(t, other))).length,
      );
      const isPoint = sizes.every(isInverse);
      const injective = strategies.every(
        (strategy, j) => j === player || strategy.every((announced, type) => strategy.indexOf(announced) === type),
      );
      return {
        left: isPoint === injective ? Q.zero : Q.one,
        right: Q.zero,
        larger: "right",
        inequality: "[every pre-image is one vector] and [every W_j, j ≠ i, is injective] differ: <= 0",
        explanation: told,
      };
    },
    draws: { gate: 1, standard: 5, deep: 50 },
    evidence: () => ({
      injective:
        "of the |T_j|^{|T_j|} strategies of j only the |T_j|! permutations are injective: 2 of 4, 6 of 27, 24 of 256",
      never:
        "at a vector that no types lead to, the pre-image is empty; no strategy of the paper meets one, since opponents follow W",
      undefinedFor:
        "two players of two types, the parity of both being what player 0 must react to: against the constant strategies of player 1 she cannot tell. Dominance is decided here with reactions at the true types, which are those of every player with private reactions.",
    }),
  });
