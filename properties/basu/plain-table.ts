import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import * as plain from "./plain.js";

/**
 * Direct mechanisms listed by profiles, in plain fractions and one profile after the other, as they are written in the
 * parameters of `basu/table`. It shares nothing with the sums of `src/notions`.
 */

type Rational = Q.Rational;
type Draws = readonly {
  readonly alternative: number;
  readonly chance: Rational;
  readonly payments: readonly Rational[];
}[];

/** A mechanism by profiles, `payments` one a player. */
export type PlainMechanism = (profile: readonly number[]) => Draws;

/** Who plays: the utility of each player in turn. */
export interface Seats {
  readonly environment: BayesianEnvironment;
  readonly utilities: readonly number[];
}

/** The utilities of the players, group by group. */
export const seatsOf = (environment: BayesianEnvironment, sizes: readonly number[]): Seats => ({
  environment,
  utilities: sizes.flatMap((size, u) => Array.from({ length: size }, () => u)),
});

/** X^n, kept for each number of signals and players. */
export function allProfiles(signals: number, players: number): readonly (readonly number[])[] {
  const key = `${signals},${players}`;
  const found = known.get(key) ?? profilesOf(signals, players);
  known.set(key, found);
  return found;
}

const known = new Map<string, readonly (readonly number[])[]>();

function profilesOf(signals: number, players: number): readonly (readonly number[])[] {
  if (players === 0) return [[]];
  const all = Array.from({ length: signals }, (_, x) => x);
  return profilesOf(signals, players - 1).flatMap((rest) => all.map((signal) => [...rest, signal]));
}

/** How many players report each signal. */
export const countsOf = (signals: number, profile: readonly number[]): readonly number[] =>
  Array.from({ length: signals }, (_, x) => profile.filter((signal) => signal === x).length);

/** The parameters of a table as a mechanism. */
export function plainTable({ rule, payments }: JsonObject): PlainMechanism {
  const fraction = (text: Json) => Q.parseRational(text as string)!;
  const row = (list: Json) => (list as readonly Json[]).map(fraction);
  return (profile) => {
    const key = profile.join();
    const entry = (rule as JsonObject)[key]!;
    const paid = (payments as JsonObject)[key] as readonly Json[];
    if (!Array.isArray(entry)) return [{ alternative: entry as number, chance: Q.one, payments: row(paid) }];
    return row(entry).flatMap((chance, alternative) =>
      chance.numerator > 0n ? [{ alternative, chance, payments: row(paid[alternative]!) }] : [],
    );
  };
}

/** The mechanism in the parameters of a table; lotteries where some profile has several draws. */
export function tableOf({ environment, utilities }: Seats, mechanism: PlainMechanism): JsonObject {
  const drawn = allProfiles(environment.signals, utilities.length).map((profile) => [profile.join(), mechanism(profile)] as const); // biome-ignore format: one line
  const isSure = (draws: Draws) => draws.length === 1;
  const rows = Array.from({ length: environment.alternatives }, (_, a) => a);
  const at = (draws: Draws, a: number) => draws.find(({ alternative }) => alternative === a);
  const printed = (draws: Draws, a: number) => utilities.map((_, i) => Q.printRational(at(draws, a)?.payments[i] ?? Q.zero)); // biome-ignore format: one line
  return {
    keyedBy: "profile",
    rule: Object.fromEntries(
      drawn.map(([key, draws]) => [
        key,
        isSure(draws) ? draws[0]!.alternative : rows.map((a) => Q.printRational(at(draws, a)?.chance ?? Q.zero)),
      ]),
    ),
    payments: Object.fromEntries(
      drawn.map(([key, draws]) => [
        key,
        isSure(draws) ? printed(draws, draws[0]!.alternative) : rows.map((a) => printed(draws, a)),
      ]),
    ),
  };
}

/** The same mechanism, computed once for each profile. */
export function listed(mechanism: PlainMechanism): PlainMechanism {
  const known = new Map<string, Draws>();
  return (profile) => {
    const key = profile.join();
    const draws = known.get(key) ?? mechanism(profile);
    known.set(key, draws);
    return draws;
  };
}

/** A rule with payments at the posterior value, one alternative a profile. */
export const valuePriced =
  ({ environment, utilities }: Seats, rule: (profile: readonly number[]) => number): PlainMechanism =>
  (profile) => {
    const [alternative, counts] = [rule(profile), countsOf(environment.signals, profile)];
    const payments = utilities.map((u) => plain.payment(environment, counts, u, alternative));
    return [{ alternative, chance: Q.one, payments }];
  };

/** Pr[s_i = x and the others' signals, ω]. */
const weightOf = ({ environment }: Seats, profile: readonly number[], state: number): Rational =>
  profile.reduce((weight, x) => Q.multiply(weight, environment.likelihood[state]![x]!), environment.prior[state]!);

/** E[u_i − q_i | s_i = x] for a player who reports y where her signal is x. */
export function plainPayoff(
  seats: Seats,
  mechanism: PlainMechanism,
  player: number,
  signal: number,
  report = signal,
): Rational {
  // biome-ignore format: one line
  const { environment, utilities } = seats;
  let [mass, net] = [Q.zero, Q.zero];
  for (const profile of allProfiles(environment.signals, utilities.length)) {
    if (profile[player] !== signal) continue;
    const draws = mechanism(profile.map((x, i) => (i === player ? report : x)));
    for (let state = 0; state < environment.states; state++) {
      const weight = weightOf(seats, profile, state);
      mass = Q.add(mass, weight);
      for (const { alternative, chance, payments } of draws) {
        const enjoyed = environment.utilities[utilities[player]!]![alternative]![state]!;
        net = Q.add(net, Q.multiply(Q.multiply(weight, chance), Q.subtract(enjoyed, payments[player]!)));
      }
    }
  }
  return Q.divide(net, mass);
}

/** Pr[s_i = x], for the expectation of a player's payoff before her signal is known. */
const ownChance = ({ environment }: Seats, signal: number): Rational =>
  environment.prior.map((chance, state) => Q.multiply(chance, environment.likelihood[state]![signal]!)).reduce(Q.add);

/** Q(σ, q), and E[Σ u_i] where payments are left out. */
export function plainTotal(seats: Seats, mechanism: PlainMechanism, what: "payments" | "utilities"): Rational {
  const { environment, utilities } = seats;
  let total = Q.zero;
  for (const profile of allProfiles(environment.signals, utilities.length)) {
    for (let state = 0; state < environment.states; state++) {
      const weight = weightOf(seats, profile, state);
      for (const { alternative, chance, payments } of mechanism(profile)) {
        const each =
          what === "payments" ? payments : utilities.map((u) => environment.utilities[u]![alternative]![state]!);
        total = Q.add(total, Q.multiply(Q.multiply(weight, chance), each.reduce(Q.add)));
      }
    }
  }
  return total;
}

/** What Definitions 1 and 2 ask of a mechanism: its largest gain, and its least truthful payoff at the interim stage and before. */
export function plainIncentives(seats: Seats, mechanism: PlainMechanism) {
  const signals = Array.from({ length: seats.environment.signals }, (_, x) => x);
  const interim = seats.utilities.map((_, i) => signals.map((x) => plainPayoff(seats, mechanism, i, x)));
  const gains = seats.utilities.flatMap((_, i) =>
    signals.flatMap((x) => signals.map((y) => Q.subtract(plainPayoff(seats, mechanism, i, x, y), interim[i]![x]!))),
  );
  const before = interim.map((row) => row.map((net, x) => Q.multiply(ownChance(seats, x), net)).reduce(Q.add));
  return {
    gain: gains.reduce(Q.maximum),
    interim: interim.flat().reduce(Q.minimum),
    exAnte: before.reduce(Q.minimum),
  };
}
