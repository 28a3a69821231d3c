import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { type GenericSetting, uniformSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { meaningfulPopulation } from "../../src/mechanisms/nst/populations.js";
import { theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import { gap } from "../../src/notions/gap.js";
import { isNontrivial } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { byReading } from "../by-reading.js";
import { repairedBy } from "../repairs.js";
import { byNotions } from "./environment-facts.js";
import { mainN0 } from "./known-populations.js";
import { leastErrorOf } from "./least-error.js";
import { type PlainTable, plainlySeparating, upTo } from "./plain-table.js";
import { isBeyond, printedBeta, quotientOf, secondBound } from "./printed-n0.js";
import { uniformCase } from "./setting-cases.js";
import { type SettingCase, type SettingValues, settingClaim } from "./setting-claim.js";
import { tableOf } from "./table-cases.js";
import { tableClaim } from "./table-claim.js";

const fixedEnvironment = "one γ > 0 and one |S| for all populations";

const shared = {
  id: "nst/theorem-informal",
  statement:
    "For every d-sensitive F and every β in (0, 1) there are a number n0 and a mechanism that β-implements F in ex-post Nash equilibrium whenever there are more than n0 players; in strictly dominant strategies if reactions are private.",
  hypotheses: ["F is d-sensitive with values in [0, 1]", "0 < β < 1", "private reactions, in the second sentence"],
  readings: readingsOf({ environment: ["any", "non-trivial", "fixed"], concept: ["ex-post", "dominant"] }),
  switchMeanings: {
    any: "any environments, one for each population: d and β alone determine n0",
    "non-trivial": "any non-trivial environments, one for each population",
    fixed: "non-trivial environments of one gap γ and one |S| for all populations: d, β, γ and |S| determine n0",
    "ex-post": "the first sentence: in ex-post Nash equilibrium",
    dominant: "the second sentence: reactions are private, and it is in strictly dominant strategies",
  },
};

const isMade = (made: readonly string[], { environment }: Switches): boolean =>
  environment === "fixed" || made.includes(fixedEnvironment);

/**
 * Everybody is better off at alternative 0 by 1 − loss and cares by `loss` to be matched with her type. The objective is the share of
 * those of type 0 at alternative 0, and of type 1 at alternative 1: 1-sensitive.
 */
export const opposed = (players: number, loss: (match: boolean, s: number) => string): JsonObject =>
  tableOf({
    types: Array.from({ length: players }, () => 2),
    alternatives: 2,
    reactions: 2,
    utility: (player, profile, s, r) => loss(r === profile[player], s),
    objective: (profile, s) => `${profile.filter((type) => type === s).length}/${players}`,
  });

/** Nobody cares for reactions. */
const unseparated = (players: number): JsonObject => opposed(players, (_, s) => (s === 0 ? "1" : "0"));

/** Every lie costs 1/(8n) when held to. */
const barelySeparated = (players: number): JsonObject =>
  opposed(players, (match, s) =>
    s === 0 ? (match ? "1" : `${8 * players - 1}/${8 * players}`) : match ? `1/${8 * players}` : "0",
  );

/** β for which no mechanism will do. */
const beta = Q.rational(1n, 3n);

const most: Readonly<Record<Budget, number>> = { gate: 2, standard: 5, deep: 8 };

const corners = { "at most 3 players": "few", "more than 3 players": "many" } as const;

const cornersBy = <V>(count: (values: V) => bigint): Readonly<Record<string, (values: V) => boolean>> =>
  Object.fromEntries(
    Object.entries(corners).map(([name, which]) => [name, (values: V) => count(values) > 3n === (which === "many")]),
  );

/** Whether the optimal reactions of every player depend on her own type alone. */
const isPlainlyPrivate = ({ types, profiles, alternatives, best }: PlainTable): boolean =>
  types.every((_, player) =>
    upTo(alternatives).every((s) => {
      const bestBy = new Map<number, string>();
      return profiles.every((profile) => {
        const own = best(player, profile, s).join();
        const known = bestBy.get(profile[player]!) ?? own;
        bestBy.set(profile[player]!, known);
        return known === own;
      });
    }),
  );

const impossible = (): Claim<unknown> =>
  tableClaim({
    ...shared,
    place: "Section 2.5, Main Theorem (informal)",
    tables: (budget) =>
      Array.from({ length: most[budget] }, (_, k) => k + 1).flatMap((n) => [unseparated(n), barelySeparated(n)]),
    describe: (budget) =>
      `1 to ${most[budget]} players of two types who all prefer alternative 0 whatever their types, where F is the share of the players whose type is the alternative; a lie costs 0 or 1/(8n)`,
    argument:
      "All n, all mechanisms, all equilibria W (a tuple of strictly dominant strategies is one, and reactions are private here): with δ the cost of a lie, player i of type 1 must not gain from W_i(0), so Pr[0 | W(0, t_-i)] ≤ Pr[0 | W(1, t_-i)] + δ/(1 − δ). From all of type 0 to all of type 1 these add up to nδ/(1 − δ), and the two errors, 1 − Pr[0] and Pr[0], " +
      "to at least 1 − nδ/(1 − δ): one of them is at least 1/2 for δ = 0, 3/7 for δ = 1/(8n).",
    corners: cornersBy(({ types }) => BigInt(types.length)),
    decide(environment, switches) {
      if (switches.environment === "non-trivial" && !isNontrivial(environment)) return undefined;
      const isPrivate = environment.types.every((_, player) => byNotions.hasPrivateReactions(environment, player));
      if (switches.concept === "dominant" && !isPrivate) return undefined;
      const loss = gap(environment)!.value;
      const n = Q.rational(BigInt(environment.types.length));
      const drift = Q.divide(Q.multiply(n, loss), Q.subtract(Q.one, loss));
      const left = Q.multiply(Q.rational(1n, 2n), Q.subtract(Q.one, drift));
      return { left, right: beta, larger: "right" };
    },
    sides(table, _, switches) {
      if (switches.environment === "non-trivial" && !plainlySeparating(table)) return undefined;
      if (switches.concept === "dominant" && !isPlainlyPrivate(table)) return undefined;
      return {
        left: leastErrorOf(table),
        right: beta,
        larger: "right",
        inequality: "least error ≤ β",
        explanation:
          "no ex-post Nash equilibrium of any mechanism, and so no tuple of strictly dominant strategies, has a smaller error at both the profile of types 0 and that of types 1; β = 1/3",
      };
    },
  });

type Row = readonly [d: string, gamma: string, alternatives: bigint, beta: string];

const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [
    ["1/1000000", "1", 2n, "1/3"],
    ["1", "1/2", 3n, "1/3"],
  ],
  standard: [
    ["1", "1", 2n, "9/10"],
    ["1/2", "1/10", 11n, "1/100"],
    ["3", "1/4", 2n, "1/1000"],
  ],
  deep: [
    ["10", "1/60", 40n, "1/7"],
    ["1/9", "1", 1n, "1/50"],
  ],
};

const rowsAt = (budget: Budget): readonly Row[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

/** The number above which β_n is below β and Corollary 2 applies. */
function numberFor(setting: GenericSetting, level: Q.Rational): bigint {
  const [n0, { from }] = [mainN0(setting), meaningfulPopulation(setting, level)];
  return from > n0 + 1n ? from : n0 + 1n;
}

function casesAt(budget: Budget): readonly SettingCase[] {
  return rowsAt(budget).flatMap(([d, gamma, alternatives, level]) => {
    const setting = uniformSetting(Q.parseRational(d)!, Q.parseRational(gamma)!, alternatives);
    const number = numberFor(setting, Q.parseRational(level)!);
    return [number, number + 1n, 2n * number, 1000n * number].map((n) => ({ ...uniformCase(setting, n), beta: level }));
  });
}

/** n − 1 players are more than n0 of Theorem 2, and enough for β. */
function isEnough(values: SettingValues): boolean {
  const { setting, n, own } = values;
  const c = quotientOf(setting);
  const second = secondBound(c, setting.alternatives);
  if (!isBeyond(n - 1n, { c, alternatives: setting.alternatives, second })) return false;
  return R.compareReals(printedBeta(setting, n - 1n), R.fromRational(own.beta!)) === -1;
}

const possible = (factor: Q.Rational): Claim<unknown> =>
  settingClaim({
    ...shared,
    place: "Section 2.5, Main Theorem (informal)",
    isUniform: true,
    own: () => ["beta"],
    cases: (budget) => casesAt(budget),
    describe: (budget) =>
      `${rowsAt(budget).length} settings (d, γ, |S|, β) with the uniform commitment, at N, N + 1, 2N and 1000N players, N the least number from which Corollary 2's bound is below β`,
    argument: ({ concept }) =>
      `All settings and all n > N: the bound of Corollary 2 is 6·√(D·ln(x)/n), x a multiple of n above 2e², which falls to 0${concept === "dominant" ? "; it holds in strictly dominant strategies by Theorem 2, where the selection from the optimal reactions depends on the own type alone" : ""}.`,
    corners: cornersBy(({ n }) => n),
    decide(values) {
      const { setting, n, own } = values;
      const bound = theorem2Beta(setting, n);
      const sign = bound && R.compareReals(R.multiply(R.fromRational(factor), bound), R.fromRational(own.beta!));
      return {
        isInside: n > numberFor(setting, own.beta!),
        holds: sign === undefined ? undefined : sign < 0,
      };
    },
    sides: (values) => ({
      isInside: isEnough(values),
      left: R.multiply(R.fromRational(factor), printedBeta(values.setting, values.n)),
      right: R.fromRational(values.own.beta!),
      isStrict: true,
      inequality: "6·√(d|S|/(γn))·√ln(nγ/(2d)) < β",
      explanation: "the bound of Corollary 2 where it was below β with one player fewer",
    }),
  });

/** The informal statement of the main theorem; with a factor before the bound of Corollary 2, for near misses. */
export const theoremInformal = (made: readonly string[] = [], factor = Q.one): Claim => {
  const claims = { impossible: impossible(), possible: possible(factor) };
  return byReading<unknown>(
    {
      ...shared,
      citation: cite("nst", "Section 2.5, Main Theorem (informal)"),
      repair: repairedBy({
        statement:
          "For every d-sensitive F, every β in (0, 1), every γ > 0 and every |S| there is such a number n0 for all non-trivial environments with this gap and so many alternatives.",
        changes: [fixedEnvironment],
        claim: (changes) => theoremInformal(changes, factor),
        of: ["any+ex-post", "any+dominant", "non-trivial+ex-post", "non-trivial+dominant"],
      }),
    },
    (switches) => (isMade(made, switches) ? claims.possible : claims.impossible),
  );
};
