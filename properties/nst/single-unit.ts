import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf, type Types, withType } from "../../src/game/reaction-environment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { objectiveOf } from "../../src/notions/gap.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { distance, type PlainTable, upTo } from "./plain-table.js";
import { tableOf } from "./table-cases.js";
import { tableClaim } from "./table-claim.js";

/** What is meant by the revenue of an auction of one unit, at an alternative s, where every value is 0 or 1. */
const objectives = {
  /** max over s. */
  maximal: { alternatives: () => 1, revenue: (types: Types) => types.includes(1) },
  /** s = 0, 1: the price at which the unit is offered to all. */
  price: { alternatives: () => 2, revenue: (types: Types, s: number) => s === 1 && types.includes(1) },
  /** s: the player to whom it is offered at the price 1. */
  offer: { alternatives: (n: number) => n, revenue: (types: Types, s: number) => types[s] === 1 },
} as const;
type Objective = keyof typeof objectives;

const environmentOf = (n: number, objective: Objective): JsonObject => {
  const { alternatives, revenue } = objectives[objective];
  return tableOf({
    types: upTo(n).map(() => 2),
    alternatives: alternatives(n),
    reactions: 1,
    utility: () => "0",
    objective: (types, s) => (revenue(types, s) ? "1" : "0"),
  });
};

const most: Readonly<Record<Budget, number>> = { gate: 4, standard: 6, deep: 9 };
const known = Object.fromEntries(
  (Object.keys(objectives) as Objective[]).map((name) => [
    name,
    upTo(most.deep).map((k) => environmentOf(k + 1, name)),
  ]),
);

/** Section 6.3.1: the revenue of an auction of one unit jumps from 0 to 1; `share` of n is what d must not be below: 1. */
export const singleUnit = (share = Q.one): Claim<LawCase> => {
  const least = (n: number) => Q.multiply(share, Q.rational(BigInt(n)));
  return tableClaim({
    id: "nst/remark-single-unit",
    place: "Section 6.3.1",
    statement:
      "Where all players value a single unit at 0 its maximal revenue is 0, and a change of the value of any single player from 0 to 1 changes it to 1: the objective is not d-sensitive for any d below n, and so for none that is independent of n.",
    hypotheses: ["values 0 and 1, one unit"],
    readings: readingsOf({ objective: ["maximal", "price", "offer"] }),
    switchMeanings: {
      maximal: "F(t) = the largest value, the maximal revenue, whatever s",
      price: "F(t, s) = the revenue where the unit is offered to all at the price s, 0 or 1",
      offer: "F(t, s) = the revenue where it is offered to player s at the price 1",
    },
    tables: (budget, { objective }) => known[objective!]!.slice(0, most[budget]),
    describe: (budget) => `1 to ${most[budget]} players, each with the values 0 and 1`,
    argument:
      "All n: at t = 0 each of these is 0 at every s, and with one value 1 it is 1 at some s: n·|change| = n > d for every d < n. Every F with values in [0, 1] is n-sensitive, so that d* = n.",
    corners: {
      "one player": ({ types }) => types.length === 1,
      "more players": ({ types }) => types.length > 1,
    },
    decide(environment) {
      const n = environment.types.length;
      const jumps = upTo(n).map((player) => largestJump(environment, player));
      return { left: Q.multiply(Q.rational(BigInt(n)), jumps.reduce(Q.minimum)), right: least(n), larger: "left" };
    },
    choices: () => ({ player: ({ types }) => upTo(types.length) }),
    sides(table: PlainTable, { player }, { objective }: Switches) {
      const n = table.types.length;
      const zero = upTo(n).map(() => 0);
      const one = zero.map((_, i) => (i === player ? 1 : 0));
      const jumps = upTo(table.alternatives).map((s) => distance(table.objective(zero, s), table.objective(one, s)));
      return {
        left: Q.multiply(Q.rational(BigInt(n)), jumps.reduce(Q.maximum)),
        right: least(n),
        larger: "left",
        inequality: "n·|F(0, s) - F((1, 0_-i), s)| >= n at some s",
        explanation: `player ${player} of ${n}, ${objective}`,
      };
    },
    evidence: () => ({
      least: "d* = n, so that d(n)/n = 1 does not tend to 0, and no bound of Section 3 is below 1",
      competition:
        "the revenue of a second-price auction does not jump there: one value of 1 beside zeros gives 0. It jumps from one value of 1 to two.",
    }),
  });
};

/** The largest change of F(·, s) over s where one player's value rises from 0 and all others' is 0. */
function largestJump(environment: KnownEnvironment, player: number): Q.Rational {
  const zero = [...profilesOf(environment.types)][0]!;
  const jumps = upTo(environment.alternatives).map((s) => {
    const change = environment.score(withType(zero, player, 1), s) - environment.score(zero, s);
    return objectiveOf(environment, change);
  });
  return jumps.reduce(Q.maximum);
}
