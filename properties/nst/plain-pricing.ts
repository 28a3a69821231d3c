import { profilesOf, type Types, withType } from "../../src/game/reaction-environment.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { upTo } from "./plain-table.js";

/** Cohorts of buyers read word by word from the users' JSON, in rationals. */
export interface PlainPricing {
  readonly m: number;
  readonly cohorts: number;
  readonly members: number;
  readonly signals: number;
  readonly isWeak: boolean;
  /** 0, 1/m, …, 1. */
  readonly prices: readonly Q.Rational[];
  /** The vectors of a cohort's signals. */
  readonly vectors: readonly Types[];
  readonly profiles: readonly Types[];
  /** V_d(X). */
  value(member: number, vector: Types): Q.Rational;
  /** Her value at a profile of all. */
  worth(player: number, types: Types): Q.Rational;
}

/** The cohorts of a source of kind "pricing". */
export function plainPricing(source: JsonObject): PlainPricing {
  const { m, N: cohorts, D: members } = source as { m: number; N: number; D: number };
  const signals = (source.signals as readonly Json[]).length;
  const rows = (source.valuation as unknown as readonly (readonly string[])[]).map((row) =>
    row.map((text) => Q.parseRational(`${text}`)!),
  );
  const vectors = [...profilesOf(upTo(members).map(() => signals))];
  const places = new Map(vectors.map((vector, place) => [vector.join(), place]));
  const value = (member: number, vector: Types): Q.Rational => rows[member]![places.get(vector.join())!]!;
  const seats = upTo(cohorts).flatMap((cohort) => upTo(members).map((member) => ({ member, first: cohort * members })));
  return {
    m,
    cohorts,
    members,
    signals,
    isWeak: source.buyers === "weak",
    prices: upTo(m + 1).map((k) => Q.rational(BigInt(k), BigInt(m))),
    vectors,
    profiles: [...profilesOf(upTo(members * cohorts).map(() => signals))],
    value,
    worth(player, types) {
      const { member, first } = seats[player]!;
      return value(member, types.slice(first, first + members));
    },
  };
}

/** X ≥ X̂ with one larger signal at least. */
const isAbove = (vector: Types, other: Types): boolean =>
  vector.every((signal, i) => signal >= other[i]!) && vector.some((signal, i) => signal > other[i]!);

/** Every (X, X̂) with X > X̂, for every member: her values V(X), V(X̂). */
const comparable = ({ vectors, members, value }: PlainPricing) =>
  vectors.flatMap((vector) =>
    vectors
      .filter((other) => isAbove(vector, other))
      .flatMap((other) => upTo(members).map((d) => ({ high: value(d, vector), low: value(d, other) }))),
  );

/** Whether every signal that rises makes every member's value rise. */
export const isMonotone = (plain: PlainPricing): boolean =>
  comparable(plain).every(({ high, low }) => Q.compare(high, low) > 0);

/** Whether V(X) > p + room + 2/m and p > V(X̂) + room for some price p, each member at a price of her own. */
const isFineBy = (plain: PlainPricing, room: Q.Rational): boolean =>
  comparable(plain).every(({ high, low }) =>
    plain.prices.some(
      (p) =>
        Q.compare(high, Q.add(room, Q.add(p, Q.rational(2n, BigInt(plain.m))))) > 0 &&
        Q.compare(p, Q.add(low, room)) > 0,
    ),
  );

/** Whether V(X) > p + 2/m > p > V(X̂) for some price p, for every X > X̂ and member. */
export const isFine = (plain: PlainPricing): boolean => isFineBy(plain, Q.zero);

/** Whether the hypotheses of Section 4.1 are met. */
export const isPlainlyInside = (plain: PlainPricing): boolean => isMonotone(plain) && isFine(plain);

/** A player, a profile and another signal of hers. */
export interface SignalPair {
  readonly player: number;
  readonly profile: Types;
  readonly lie: number;
}

/** What she values the good at when all announce the truth, and with her other signal in its place. */
export const twoWorths = (plain: PlainPricing, { player, profile, lie }: SignalPair) => ({
  own: plain.worth(player, profile),
  other: plain.worth(player, withType(profile, player, lie)),
});

/** What she gets at a price who reacts as a player does of this value. */
export function utilityHeldTo(
  { isWeak }: PlainPricing,
  own: Q.Rational,
  price: Q.Rational,
  reacting: Q.Rational,
): Q.Rational {
  return Q.compare(reacting, price) >= (isWeak ? 0 : 1) ? Q.subtract(own, price) : Q.zero;
}

/**
 * The choices of a player, a profile and another signal of hers that `speaksOf` admits; her own signal where there is none, of
 * which nothing is said.
 */
export const signalPairs = (speaksOf: (worths: ReturnType<typeof twoWorths>) => boolean = () => true) => ({
  player: ({ cohorts, members }: PlainPricing): readonly Json[] => upTo(cohorts * members),
  profile: ({ profiles }: PlainPricing): readonly Json[] => profiles,
  lie(plain: PlainPricing, chosen: JsonObject): readonly Json[] {
    const { player, profile } = chosen as unknown as SignalPair;
    const lies = upTo(plain.signals).filter(
      (lie) => lie !== profile[player] && speaksOf(twoWorths(plain, { player, profile, lie })),
    );
    return lies.length > 0 ? lies : [profile[player]!];
  },
});

/** Whether the choices are of another signal than her own. */
export const isPair = ({ player, profile, lie }: SignalPair): boolean => profile[player] !== lie;

const tenth = ({ m }: PlainPricing): Q.Rational => Q.rational(1n, 10n * BigInt(m));
const has = (plain: PlainPricing, is: (value: Q.Rational) => boolean): boolean =>
  plain.vectors.some((vector) => upTo(plain.members).some((d) => is(plain.value(d, vector))));

/** The corners of Section 4.1 that are about the hypotheses. */
export const hypothesisCorners: Readonly<Record<string, (plain: PlainPricing) => boolean>> = {
  "the hypotheses are met": (plain) => plain.signals > 1 && isFineBy(plain, tenth(plain)),
  "the hypotheses are barely met": (plain) => isPlainlyInside(plain) && !isFineBy(plain, tenth(plain)),
  "the hypotheses are not met": (plain) => !isPlainlyInside(plain),
};

/** The others. */
export const pricingCorners: Readonly<Record<string, (plain: PlainPricing) => boolean>> = {
  "cohorts of one": ({ members }) => members === 1,
  "cohorts of two": ({ members }) => members === 2,
  "several cohorts": ({ cohorts }) => cohorts > 1,
  "three signals": ({ signals }) => signals === 3,
  "a value on a price of the grid": (plain) => has(plain, (v) => plain.prices.some((p) => Q.equals(v, p))),
  "values beside the grid alone": (plain) => !has(plain, (v) => plain.prices.some((p) => Q.equals(v, p))),
  "values 0 and 1": (plain) => has(plain, (v) => Q.equals(v, Q.zero)) && has(plain, (v) => Q.equals(v, Q.one)),
  "who values it at the price buys": ({ isWeak }) => isWeak,
};
