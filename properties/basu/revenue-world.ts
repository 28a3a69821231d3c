import { readAnyObject, readIndex, readRational, refuse } from "../../src/instance/input.js";
import { once } from "../../src/instance/once.js";
import { isApproximatelyTruthful } from "../../src/notions/approximate-incentives.js";
import { greatestWelfare, revenue } from "../../src/notions/revenue.js";
import { compareSums, type QuotientSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import { legalTable, measured, paperMechanism, withBet } from "./competitors.js";
import { listed, type PlainMechanism, plainIncentives, plainTable, plainTotal, seatsOf, tableOf, valuePriced } from "./plain-table.js"; // biome-ignore format: one line
import { asSum, bestAt, bestBirRevenue, type ProfileRule, type ProfileWorth, profileRules, profileWorth } from "./profile-rules.js"; // biome-ignore format: one line
import { hasTie, type ValueWorld, valueWorld } from "./value-world.js";

/** (σ*, q*) with ε and the instance that it was read from; another mechanism may be put in its place. */
export interface RevenueWorld extends ValueWorld {
  readonly instance: JsonObject;
  /** Q(σ*, q*). */
  revenue(): QuotientSum;
  /** Whether ε > 0 is given and (σ*, q*) is ε-BIC. */
  isTruthful(): boolean;
  worth(): ProfileWorth;
  /** (σ*, q*) in plain fractions: by profiles, as a table, its largest gain and its revenue. */
  plainly(): {
    readonly mechanism: PlainMechanism;
    readonly table: JsonObject;
    readonly gain: Q.Rational;
    readonly revenue: Q.Rational;
  };
}
/** Reads an instance. Throws InputError. */
export const revenueWorld = (instance: JsonObject): RevenueWorld => revenueWorldOf(valueWorld(instance), instance);

/** The same for a mechanism that is put in the place of the honest one. */
export const revenueWorldOf = (world: ValueWorld, instance: JsonObject): RevenueWorld => {
  const { at, does, slack = Q.zero } = world;
  return {
    ...world,
    instance,
    revenue: once(() => revenue(at, does)),
    isTruthful: once(() => Q.signOfRational(slack) > 0 && isApproximatelyTruthful(at, does, slack)),
    worth: once(() => profileWorth(at)),
    plainly: once(() => {
      const seats = seatsOf(world.environment, world.sizes());
      const mechanism = listed(paperMechanism(world, seats));
      const { gain } = plainIncentives(seats, mechanism);
      return { mechanism, gain, table: tableOf(seats, mechanism), revenue: plainTotal(seats, mechanism, "payments") };
    }),
  };
};

/** Changes that make the strict comparisons hold. */
export const missing = "the rule of the other mechanism is not best at some profile";
export const single = "one alternative is best at every profile";

/** Whether the hypotheses on the environment are met. */
export const isOfTheorem = (world: RevenueWorld, made: readonly string[]): boolean =>
  world.isOfTheorem() && !(made.includes(single) && hasTie(world));

/** Whether no rule X^n → A raises more, or as much where the comparison is strict and the rule is another one. */
export function holdsAgainstAll(world: RevenueWorld, comparison: string, made: readonly string[]): boolean {
  const table = world.worth();
  const best = bestAt(table);
  const onlyOthers = comparison === "more" && made.includes(missing);
  let most: bigint | undefined;
  for (const rule of profileRules(table.profiles.length, world.at.alternatives)) {
    if (onlyOthers && rule.every((a, s) => best[s]!.includes(a))) continue;
    const raised = bestBirRevenue(table, rule);
    if (most === undefined || raised > most) most = raised;
  }
  if (most === undefined) return true;
  const own = world.revenue();
  const sign = compareSums(own, asSum(table, most));
  if (onlyOthers) return sign > 0;
  return sign >= 0 && compareSums(own, greatestWelfare(world.at)) === 0 && (comparison === "at-least" || equallyGood(world, comparison, made) === undefined); // biome-ignore format: one line
}

/** Whether another mechanism, given as a full table, differs in the way that the comparison asks for. */
export function isOther(
  world: RevenueWorld,
  competitor: JsonObject,
  comparison: string,
  made: readonly string[],
): boolean {
  const { profiles } = world.worth();
  if (made.includes(missing)) {
    const [best, mechanism] = [bestAt(world.worth()), plainTable(competitor)];
    return profiles.some((profile, s) => mechanism(profile).some(({ alternative }) => !best[s]!.includes(alternative)));
  }
  const own = world.plainly().table;
  const isSame = (part: "rule" | "payments") =>
    profiles.every((profile) => {
      const [mine, theirs] = [own, competitor].map((table) => (table[part] as JsonObject)[profile.join()]!);
      return canonical(mine!) === canonical(theirs!);
    });
  return !isSame("rule") || (comparison === "more" && !isSame("payments"));
}

/** Another mechanism that is ε-BIC and BIR and raises as much, where there is one. */
export function equallyGood(world: RevenueWorld, comparison: string, made: readonly string[]): JsonObject | undefined {
  const found = candidates(world, comparison).find((competitor) => {
    const table = asTable(world, competitor);
    if (!isOther(world, table, comparison, made)) return false;
    const other = measured(world.instance, table);
    return other.isTruthful() && other.isRational() && compareSums(world.revenue(), other.revenue()) === 0;
  });
  // With one player or one signal participation fixes the payments, so that other rules are all there is to try.
  if (found || comparison !== "more" || world.players() === 1 || world.at.signals === 1) return found;
  throw new RangeError("theorem-1-revenue: no other mechanism with the same revenue is known here");
}

const stakes = ["1", "1/8", "-1/8", "1/1000", "-1/1000"];

/** Mechanisms that may raise as much: other choices among the best alternatives, and fair bets beside (σ*, q*). */
function candidates(world: RevenueWorld, comparison: string): readonly JsonObject[] {
  let selections: readonly ProfileRule[] = [[]];
  for (const places of bestAt(world.worth())) {
    selections = selections.flatMap((chosen) => places.map((a) => [...chosen, a]));
  }
  const canBet = comparison === "more" && world.players() > 1 && world.at.signals > 1;
  return [...selections.map((chosen) => byRule(world, chosen)), ...(canBet ? stakes.map((bet) => ({ bet })) : [])];
}

const byRule = (world: RevenueWorld, chosen: ProfileRule): JsonObject => ({
  rule: Object.fromEntries(world.worth().profiles.map((profile, s) => [profile.join(), chosen[s]!])),
});

/** So many rules are all listed. */
const fewEnough = 64n;

/** What a check tries that was given no other mechanism: all rules with payments at the posterior value, where they are few. */
export function everyCandidate(world: RevenueWorld): readonly JsonObject[] {
  const { profiles } = world.worth();
  const isFew = BigInt(world.at.alternatives) ** BigInt(profiles.length) <= fewEnough;
  const rules = isFew ? profileRules(profiles.length, world.at.alternatives) : [];
  return [...[...rules].map((rule) => byRule(world, [...rule])), ...candidates(world, "more")];
}

/**
 * Another mechanism in full. It is given as a table by profiles, as a rule with payments at the posterior value, or as a fair bet
 * beside (σ*, q*). Throws InputError.
 */
export function asTable(world: RevenueWorld, competitor: Json): JsonObject {
  const field = "choices.competitor";
  const given = readAnyObject(competitor, field) as JsonObject;
  if (given.payments !== undefined) return legalTable(world.instance, given);
  const seats = seatsOf(world.environment, world.sizes());
  if (given.bet !== undefined) {
    if (world.players() < 2 || world.at.signals < 2) throw refuse(`${field}.bet`, "needs two players and two signals");
    return tableOf(seats, withBet(seats, world.plainly().mechanism, readRational(given.bet, `${field}.bet`)));
  }
  const rule = readAnyObject(given.rule, `${field}.rule`);
  const chosen = (profile: readonly number[]) =>
    readIndex(rule[profile.join()], `${field}.rule.${profile.join()}`, world.at.alternatives, "alternative");
  return tableOf(seats, valuePriced(seats, chosen));
}
