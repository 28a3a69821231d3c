import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { integral, stateWeights, welfareTable } from "../../src/game/bayesian-environment.js";
import { readAnyObject, refuse } from "../../src/instance/input.js";
import { welfare } from "../../src/notions/revenue.js";
import { compareSums } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import * as plain from "./plain.js";
import { allProfiles, countsOf, seatsOf } from "./plain-table.js";
import { asSum, bestBirRevenue, profileRules, profileWorth, welfareAt } from "./profile-rules.js";
import { tinyRows } from "./tiny-rows.js";
import { instanceAt } from "./value-cases.js";
import { type ValueWorld, valueCorners, valueWorld } from "./value-world.js";

const blind = "the rule sees the signals, not the state";

const readings = readingsOf({ informed: ["signals", "state"], rules: ["deterministic", "lotteries"] });

const meanings = {
  signals: "over all rules σ: X^n → A",
  state: "over all rules that also see the state",
  deterministic: "rules that choose one alternative",
  lotteries: "rules that draw an alternative by lot",
};

const argument =
  "All environments, n and ties: E[Σ_i u_i(σ(s), ω)] is a sum over the profiles of Pr[s]·Σ_ω π(s)(ω)Σ_i u_i(σ(s), ω), linear in the lottery at s, and σ* chooses a best alternative at every s.";

/** Where the state is seen, the environments are those of Theorem 1: a failure is to be one inside its hypotheses. */
const isMet = (world: ValueWorld, { informed }: Switches) =>
  informed === "signals" || world.isOfTheorem() ? "inside" : "outside";

/** Where a rule may see the state. */
const seesState = ({ informed }: Switches, made: readonly string[]): boolean =>
  informed === "state" && !made.includes(blind);

/** Theorem 1, proof: no rule makes the players better off together in expectation. */
export const welfareOptimality = (read = valueWorld, made: readonly string[] = []): Claim =>
  exampleClaim<ValueWorld>(read, {
    id: "basu/welfare-optimality",
    citation: cite("basu", "Theorem 1, proof, social optimum"),
    statement: "E[Σ_i u_i(σ*(s), ω)] = max_σ E[Σ_i u_i(σ(s), ω)].",
    hypotheses: ["π0 and v positive, signals independent given the state", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget) => tinyRows(budget).map((row) => ({ instance: instanceAt(row), choices: {} })),
    describe: (budget, { rules }) =>
      `${tinyRows(budget).length} environments with 1 to ${budget === "deep" ? 4 : 3} players: ${rules === "lotteries" ? "at every profile all lotteries with probabilities in sixths" : "all rules on their profiles"}`,
    argument: (switches) => (seesState(switches, made) ? undefined : argument),
    corners: valueCorners,
    decide(world, _, switches) {
      const table = profileWorth(world.at);
      const hypotheses = isMet(world, switches);
      const most = seesState(switches, made)
        ? greatestInformed(world)
        : switches.rules === "lotteries"
          ? greatestByLot(welfareAt(table))
          : [...bestOfAll(world)].reduce((x, y) => (x > y ? x : y));
      // Lotteries are counted in sixths.
      const scaled = { ...table, divisor: switches.rules === "lotteries" && !seesState(switches, made) ? 6n * table.divisor : table.divisor }; // biome-ignore format: one line
      const sign = compareSums(welfare(world.at, world.does), asSum(scaled, most));
      return { hypotheses, holds: sign >= 0 };
    },
    choices: (switches) => ({
      rule: (world, { rule }): readonly Json[] => (rule === undefined ? someRules(world, switches, made) : [rule]),
    }),
    completed: ["rule"],
    sides(world, { rule }, switches) {
      const seats = seatsOf(world.environment, world.sizes());
      const given = readAnyObject(rule, "choices.rule") as JsonObject;
      const total = (chance: (profile: readonly number[], a: number, state: number) => Q.Rational) =>
        plainWelfare(world, chance);
      const left = total((profile, a) => world.drawn(countsOf(world.at.signals, profile)).find(({ alternative }) => alternative === a)?.chance ?? Q.zero); // biome-ignore format: one line
      const right = total((profile, a, state) => chanceBy(given[profile.join()], a, state, seesState(switches, made)));
      return {
        left,
        right,
        larger: "left",
        hypotheses: isMet(world, switches),
        inequality: "E[Σ_i u_i(σ*(s), ω)] >= E[Σ_i u_i(σ(s), ω)]",
        explanation: `the expected sum of the utilities of ${seats.utilities.length} players under σ* and under the other rule`,
      };
    },
    evidence: () => ({
      attained: "by exactly the rules that choose a best alternative at every profile, for all have positive probability",
      counts: "rules on profiles do no better than rules on counts of signals, because the posterior depends on the counts alone",
    }), // biome-ignore format: one line
    ...(made.length === 0 && {
      repair: (reading: Reading) =>
        reading.switches.informed === "signals"
          ? undefined
          : repairOf(reading, {
              statement: "σ* attains the maximum over all rules, where the rule sees the signals and not the state.",
              changes: [blind],
              claim: (kept) => welfareOptimality(read, kept),
            }),
    }),
  });

/** The expected welfare of every rule X^n → A, over the divisor of the profiles. */
function* bestOfAll(world: ValueWorld): Generator<bigint> {
  const table = profileWorth(world.at);
  for (const rule of profileRules(table.profiles.length, world.at.alternatives)) yield bestBirRevenue(table, rule);
}

const most = (values: readonly bigint[]): bigint => values.reduce((x, y) => (x > y ? x : y));

/** All ways to give so many sixths to the alternatives. */
function sixths(alternatives: number, left = 6): readonly (readonly bigint[])[] {
  if (alternatives === 1) return [[BigInt(left)]];
  return Array.from({ length: left + 1 }, (_, k) => k).flatMap((k) =>
    sixths(alternatives - 1, left - k).map((rest) => [BigInt(k), ...rest]),
  );
}

/** The greatest welfare of lotteries in sixths, six times over: profile by profile, because it is a sum over them. */
const greatestByLot = (values: readonly (readonly bigint[])[]): bigint =>
  values
    .map((row) => most(sixths(row.length).map((shares) => shares.reduce((sum, k, a) => sum + k * row[a]!, 0n))))
    .reduce((x, y) => x + y, 0n);

/** The greatest welfare of rules that see the state: signals are then of no use. */
function greatestInformed({ at }: ValueWorld): bigint {
  const { profiles } = profileWorth(at);
  const table = welfareTable(at, at.sizes);
  const best = integral(at).prior.map((_, state) => most(table.map((row) => row[state]!)));
  return profiles
    .map((profile) => stateWeights(at, countsOf(at.signals, profile)).reduce((sum, w, state) => sum + w * best[state]!, 0n)) // biome-ignore format: one line
    .reduce((x, y) => x + y, 0n);
}

/** Pr[a] at a profile and state: by an alternative, a lottery, or one alternative a state. */
function chanceBy(entry: Json | undefined, a: number, state: number, isInformed: boolean): Q.Rational {
  const field = "choices.rule";
  if (typeof entry === "number") return entry === a ? Q.one : Q.zero;
  if (!Array.isArray(entry)) throw refuse(field, "needs an entry for every profile");
  if (isInformed) return (entry as readonly Json[])[state] === a ? Q.one : Q.zero;
  const share = Q.parseRational(String((entry as readonly Json[])[a]));
  if (share === undefined) throw refuse(field, "a lottery lists one probability for each alternative");
  return share;
}

/** E[Σ_i u_i(a, ω)] in plain fractions, profile by profile and state by state. */
function plainWelfare(
  world: ValueWorld,
  chance: (profile: readonly number[], a: number, state: number) => Q.Rational,
): Q.Rational {
  // biome-ignore format: one line
  const { environment } = world;
  const { utilities } = seatsOf(environment, world.sizes());
  let total = Q.zero;
  for (const profile of allProfiles(environment.signals, utilities.length)) {
    environment.prior.forEach((prior, state) => {
      const likely = profile.reduce((weight, x) => Q.multiply(weight, environment.likelihood[state]![x]!), prior);
      for (let a = 0; a < environment.alternatives; a++) {
        const together = utilities.map((u) => environment.utilities[u]![a]![state]!).reduce(Q.add);
        total = Q.add(total, Q.multiply(Q.multiply(likely, chance(profile, a, state)), together));
      }
    });
  }
  return total;
}

/** So many rules are all tried by a check that was given none. */
const fewEnough = 256n;

/** Rules to compare with: what is best in each state where it is seen, else all rules where they are few. */
function someRules(world: ValueWorld, switches: Switches, made: readonly string[]): readonly JsonObject[] {
  const { environment: env } = world;
  const profiles = allProfiles(env.signals, world.players());
  const listed = (entries: readonly Json[]): JsonObject => Object.fromEntries(profiles.map((profile, s) => [profile.join(), entries[s]!])); // biome-ignore format: one line
  if (seesState(switches, made)) {
    const certain = env.prior.map((_, state) => env.prior.map((_, other) => (other === state ? Q.one : Q.zero)));
    const best = certain.map((belief) => {
      const values = plain.expectedWelfare(env, world.sizes(), belief);
      return values.findIndex((value) => values.every((other) => Q.compare(value, other) >= 0));
    });
    return [listed(profiles.map(() => best))];
  }
  if (BigInt(env.alternatives) ** BigInt(profiles.length) > fewEnough) return [listed(profiles.map(() => 0))];
  return [...profileRules(profiles.length, env.alternatives)].map((rule) => listed([...rule]));
}
