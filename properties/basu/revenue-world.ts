import { once } from "../../src/instance/once.js";
import { isApproximatelyTruthful } from "../../src/notions/approximate-incentives.js";
import { greatestWelfare, revenue } from "../../src/notions/revenue.js";
import { compareSums, type QuotientSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { measured, paperMechanism, withBet } from "./competitors.js";
import { listed, type PlainMechanism, plainIncentives, plainTable, plainTotal, type Seats, seatsOf, tableOf, valuePriced } from "./plain-table.js"; // biome-ignore format: one line
import { asSum, bestAt, bestBirRevenue, type ProfileWorth, profileRules, profileWorth } from "./profile-rules.js"; // biome-ignore format: one line
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
export const revenueWorld = (instance: JsonObject): RevenueWorld => {
  const world = valueWorld(instance);
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

/** Whether a mechanism differs in the way that the comparison asks for. */
export function isOther(
  world: RevenueWorld,
  competitor: JsonObject,
  comparison: string,
  made: readonly string[],
): boolean {
  const { rule, payments } = world.plainly().table;
  const same = (x: Json | undefined, y: Json | undefined) => JSON.stringify(x) === JSON.stringify(y);
  const { profiles } = world.worth();
  const sameAt = (own: Json | undefined, theirs: Json | undefined) =>
    profiles.every((profile) => same((own as JsonObject)[profile.join()], (theirs as JsonObject)[profile.join()]));
  if (made.includes(missing)) {
    const best = bestAt(world.worth());
    return profiles.some((profile, s) => {
      const chosen = plainTable(competitor)(profile);
      return chosen.some(({ alternative }) => !best[s]!.includes(alternative));
    });
  }
  if (!sameAt(rule, competitor.rule)) return true;
  return comparison === "more" && !sameAt(payments, competitor.payments);
}

/** Another mechanism that is ε-BIC and BIR and raises as much, where there is one. */
export function equallyGood(world: RevenueWorld, comparison: string, made: readonly string[]): JsonObject | undefined {
  const found = candidates(world, comparison).find((competitor) => {
    if (!isOther(world, competitor, comparison, made)) return false;
    const other = measured(world.instance, competitor);
    return other.isTruthful() && other.isRational() && compareSums(world.revenue(), other.revenue()) === 0;
  });
  // With one player or one signal participation fixes the payments, so that other rules are all there is to try.
  if (found || comparison !== "more" || world.players() === 1 || world.at.signals === 1) return found;
  throw new RangeError("theorem-1-revenue: no other mechanism with the same revenue is known here");
}

const stakes = ["1", "1/8", "-1/8", "1/1000", "-1/1000"].map((text) => Q.parseRational(text)!);

/** Mechanisms that may raise as much: other choices among the best alternatives, and fair bets beside (σ*, q*). */
function candidates(world: RevenueWorld, comparison: string): readonly JsonObject[] {
  const seats = seatsOf(world.environment, world.sizes());
  const own = world.plainly().mechanism;
  const { profiles } = world.worth();
  const best = bestAt(world.worth());
  let selections: readonly (readonly number[])[] = [[]];
  for (const places of best) selections = selections.flatMap((chosen) => places.map((a) => [...chosen, a]));
  const rules = selections.map((chosen) => byRule(seats, profiles, chosen));
  const canBet = comparison === "more" && world.players() > 1 && world.at.signals > 1;
  const bets = canBet ? stakes.map((stake) => withBet(seats, own, stake)) : [];
  return [...rules, ...bets].map((mechanism) => tableOf(seats, mechanism));
}

const byRule = (seats: Seats, profiles: readonly (readonly number[])[], chosen: readonly number[]): PlainMechanism => {
  const places = new Map(profiles.map((profile, s) => [profile.join(), chosen[s]!]));
  return valuePriced(seats, (profile) => places.get(profile.join())!);
};

/** So many rules are all listed. */
const fewEnough = 64n;

/** What a check tries that was given no other mechanism: all rules with payments at the posterior value, where they are few. */
export function everyCandidate(world: RevenueWorld): readonly JsonObject[] {
  const seats = seatsOf(world.environment, world.sizes());
  const { profiles } = world.worth();
  const isFew = BigInt(world.at.alternatives) ** BigInt(profiles.length) <= fewEnough;
  const rules = isFew ? [...profileRules(profiles.length, world.at.alternatives)].map((rule) => [...rule]) : [];
  return [...rules.map((rule) => tableOf(seats, byRule(seats, profiles, rule))), ...candidates(world, "more")];
}
