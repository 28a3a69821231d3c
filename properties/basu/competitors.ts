import type { Budget, Example } from "../../src/claim/claim.js";
import { readDirect, seatedBy } from "../../src/instance/basu.js";
import { bayesianQuantities } from "../../src/instance/basu-facts.js";
import { bayesianFormats } from "../../src/instance/basu-formats.js";
import { readAnyObject, readChoice } from "../../src/instance/input.js";
import { once } from "../../src/instance/once.js";
import { type QuotientSum, signOfSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import * as plain from "./plain.js";
import { allProfiles, countsOf, listed, type PlainMechanism, plainIncentives, plainPayoff, type Seats, seatsOf, tableOf } from "./plain-table.js"; // biome-ignore format: one line
import { tinyRows } from "./tiny-rows.js";
import { instanceAt, type Row } from "./value-cases.js";
import { type ValueWorld, valueWorld } from "./value-world.js";

function readTable(instance: JsonObject, competitor: JsonObject) {
  const format = bayesianFormats.find(({ id }) => id === "basu/table")!;
  const { tolerance } = instance.parameters as JsonObject;
  const read = readDirect(format, { parameters: { ...competitor, tolerance }, environment: instance.environment });
  return { read, seated: seatedBy(format, read) };
}

/** The parameters of a table by profiles as they are given. Throws InputError. */
export function legalTable(instance: JsonObject, competitor: Json): JsonObject {
  const given = readAnyObject(competitor, "choices.competitor") as JsonObject;
  readChoice(given.keyedBy, "choices.competitor.keyedBy", ["profile"]);
  readTable(instance, given);
  return given;
}

/** What `measure` tells of another mechanism for the players of an instance, given as the parameters of a table. */
export function measured(instance: JsonObject, competitor: JsonObject): Measured {
  const found = known.get(competitor);
  if (found?.instance === instance) return found.facts;
  const facts = measuredAnew(instance, competitor);
  known.set(competitor, { instance, facts });
  return facts;
}

const known = new WeakMap<JsonObject, { readonly instance: JsonObject; readonly facts: Measured }>();

/** What is told of another mechanism. */
export interface Measured {
  isTruthful(): boolean;
  isRational(): boolean;
  revenue(): QuotientSum;
}

function measuredAnew(instance: JsonObject, competitor: JsonObject): Measured {
  const { read, seated } = readTable(instance, competitor);
  const facts = bayesianQuantities(() => seated, seated.keyedBy, () => read.players!, read.slack); // biome-ignore format: one line
  const interim = facts.interimByPlayer!() as unknown as Readonly<Record<string, readonly QuotientSum[]>>;
  return {
    isTruthful: once(() => facts.toleranceBIC!() === true),
    isRational: once(() => Object.values(interim).every((row) => row.every((net) => signOfSum(net) >= 0))),
    revenue: once(() => facts.revenue!() as QuotientSum),
  };
}

/** (σ*, q*) by profiles. */
export const paperMechanism =
  (world: ValueWorld, { environment, utilities }: Seats): PlainMechanism =>
  (profile) => {
    const counts = countsOf(environment.signals, profile);
    return world.drawn(counts).map(({ alternative, chance }) => {
      const payments = utilities.map((u) => world.pays(counts, u, alternative));
      return { alternative, chance, payments };
    });
  };

/** Pr[another player's signal is z | s_i = x]. */
const foretold = ({ environment }: Seats, x: number, z: number): Q.Rational =>
  plain
    .belief(environment, x)
    .map((chance, state) => Q.multiply(chance, environment.likelihood[state]![z]!))
    .reduce(Q.add);

/**
 * Player 0 also bets on the signal of player 1 being 1, at odds that are fair given what she reports: her truthful payoff stays
 * what it is for every signal of hers, and so does revenue. Needs two players and two signals.
 */
export const withBet =
  (seats: Seats, mechanism: PlainMechanism, stake: Q.Rational): PlainMechanism =>
  (profile) => {
    const [own, other] = profile as [number, number];
    if (other > 1) return mechanism(profile);
    const odds = foretold(seats, own, other === 0 ? 1 : 0);
    const bet = Q.multiply(other === 0 ? stake : Q.negate(stake), odds);
    return mechanism(profile).map(({ payments: [first, ...rest], ...draw }) => ({
      ...draw,
      payments: [Q.add(first!, bet), ...rest],
    }));
  };

/** The same mechanism with everything taken that participation leaves: from every signal, or the same from all signals. */
function pushed(seats: Seats, mechanism: PlainMechanism, by: "signal" | "player"): PlainMechanism {
  const signals = Array.from({ length: seats.environment.signals }, (_, x) => x);
  const left = seats.utilities.map((_, i) => {
    const row = signals.map((x) => plainPayoff(seats, mechanism, i, x));
    return by === "signal" ? row : row.map(() => row.reduce(Q.minimum));
  });
  return (profile) =>
    mechanism(profile).map(({ payments, ...draw }) => ({
      ...draw,
      payments: payments.map((paid, i) => Q.add(paid, left[i]![profile[i]!]!)),
    }));
}

const fractions = (texts: readonly string[]) => texts.map((text) => Q.parseRational(text)!);
/** Lotteries by the number of alternatives, taken in turn. */
const lotteries: Readonly<Record<number, readonly (readonly Q.Rational[])[]>> = {
  1: [["1"]].map(fractions),
  2: [["1/2", "1/2"], ["0", "1"], ["1/3", "2/3"]].map(fractions), // biome-ignore format: one line
  3: [["1/3", "1/3", "1/3"], ["1/2", "0", "1/2"], ["0", "1", "0"], ["1/6", "1/3", "1/2"]].map(fractions), // biome-ignore format: one line
};
const amounts = fractions(["0", "1", "-2", "1/2", "3"]);

/** Other mechanisms, by name: what they draw, what they take, and how far they are pushed. */
export function otherMechanisms(seats: Seats, kind: "deterministic" | "lotteries"): readonly PlainMechanism[] {
  const { environment, utilities } = seats;
  const profiles = allProfiles(environment.signals, utilities.length);
  const turn = <T>(values: readonly T[]) => profiles.flatMap(() => values);
  const places = new Map(profiles.map((profile, k) => [profile.join(), k]));
  const last = environment.alternatives - 1;
  const shares = turn(lotteries[environment.alternatives]!);
  const alternatives = turn([last, 0, 0]);
  const taken = turn(amounts);
  const placeOf = (profile: readonly number[]) => places.get(profile.join())!;
  const draws = (profile: readonly number[], ofPlayer: (i: number) => Q.Rational, sure: number) => {
    const payments = utilities.map((_, i) => ofPlayer(i));
    if (kind === "deterministic") return [{ alternative: sure, chance: Q.one, payments }];
    return shares[placeOf(profile)]!.flatMap(
      (chance, alternative) =>
      chance.numerator > 0n ? [{ alternative, chance, payments: payments.map((paid) => Q.add(paid, amounts[alternative]!)) }] : [], // biome-ignore format: one line
    );
  };
  const free = () => Q.zero;
  const dictator: PlainMechanism = (profile) => draws(profile, free, profile[0]! > last ? last : profile[0]!);
  const constant: PlainMechanism = (profile) => draws(profile, free, last);
  const any: PlainMechanism = (profile) =>
    draws(profile, (i) => taken[placeOf(profile) + i]!, alternatives[placeOf(profile)]!);
  // What a player pays depends on what the others report alone.
  const others: PlainMechanism = (profile) =>
    draws(profile, (i) => taken[placeOf(profile.map((x, j) => (j === i ? 0 : x)))]!, alternatives[placeOf(profile)]!);
  return [
    pushed(seats, dictator, "signal"),
    pushed(seats, constant, "player"),
    pushed(seats, any, "signal"),
    pushed(seats, others, "player"),
  ].map(listed);
}

/** What a function of its argument gives, computed once for each. */
export function keptBy<K, V>(f: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key) ?? f(key);
    known.set(key, found);
    return found;
  };
}

/** The other mechanisms at a row, ε being just what they and (σ*, q*) need. */
const casesAt = keptBy((row: Row) =>
  keptBy((kind: "deterministic" | "lotteries") => {
    const world = valueWorld(instanceAt(row));
    const seats = seatsOf(world.environment, row[1]);
    const own = plainIncentives(seats, paperMechanism(world, seats)).gain;
    return otherMechanisms(seats, kind).map(
      (mechanism): Example => ({
        instance: instanceAt(row, {
          tolerance: Q.printRational(
            [own, Q.rational(1n, 100n)].reduce(Q.maximum, plainIncentives(seats, mechanism).gain),
          ),
        }),
        choices: { competitor: tableOf(seats, mechanism) },
      }),
    );
  }),
);

/** So many rows have other mechanisms at the gate. */
const fewRows = 5;
/** So many profiles are tried one by one. */
const fewProfiles = 8;

/** Other mechanisms at the rows of a budget. */
export const competitorCases = (budget: Budget, kind: "deterministic" | "lotteries"): readonly Example[] =>
  tinyRows(budget)
    .slice(0, budget === "gate" ? fewRows : undefined)
    .filter(
      ([{ likelihood }, groups]) =>
        allProfiles(
          likelihood[0]!.length,
          groups.reduce((x, y) => x + y, 0),
        ).length <= fewProfiles,
    )
    .flatMap((row) => casesAt(row)(kind));
