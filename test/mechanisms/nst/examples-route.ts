import Fraction from "fraction.js";
import { exchanged, most, type Profile, profilesOf, sum, upTo, type World } from "./finite-route.js";

/** The environments of pricing and of the examples a second time, as tables of fractions. Nothing of the program is used here. */
export interface Example {
  /** As an instance writes it. */
  readonly environment: Readonly<Record<string, unknown>>;
  readonly world: World;
}

/** What the lottery of a world needs beside the environment. */
export interface Terms {
  readonly base: string;
  readonly q: string;
  readonly d: string;
}

/** What a player gets, and what n·F is, profile by profile. */
interface Definition {
  readonly types: readonly number[];
  readonly alternatives: number;
  readonly reactions: number;
  readonly utility: (i: number, t: Profile, s: number, r: number) => Fraction;
  readonly selection: (i: number, t: Profile, s: number) => number;
  readonly total: (t: Profile, s: number) => Fraction;
}

const zero = new Fraction(0);

const worldOf = (definition: Definition, { base, q, d }: Terms): World => {
  const { types, alternatives, reactions, utility, selection, total } = definition;
  const profiles = profilesOf(types);
  const alternativeList = upTo(alternatives);
  return {
    types,
    alternatives,
    reactions: types.map(() => reactions),
    utility: types.map((_, i) =>
      profiles.map((t) => alternativeList.map((s) => upTo(reactions).map((r) => utility(i, t, s, r)))),
    ),
    selection: types.map((_, i) => profiles.map((t) => alternativeList.map((s) => selection(i, t, s)))),
    objective: profiles.map((t) => alternativeList.map((s) => total(t, s).div(types.length))),
    base: new Fraction(base),
    q: new Fraction(q),
    d: new Fraction(d),
    P: alternativeList.map(() => new Fraction(1, alternatives)),
  };
};

/** Buyers who face one price: who buys gets the value less the price and pays it. */
const posted = (
  types: readonly number[],
  prices: readonly Fraction[],
  worthOf: (i: number, t: Profile) => Fraction,
  buysAtTie: boolean,
): Definition => {
  const buys = (i: number, t: Profile, s: number) =>
    buysAtTie ? worthOf(i, t).gte(prices[s]!) : worthOf(i, t).gt(prices[s]!);
  return {
    types,
    alternatives: prices.length,
    reactions: 2,
    utility: (i, t, s, r) => (r === 0 ? worthOf(i, t).sub(prices[s]!) : zero),
    selection: (i, t, s) => (buys(i, t, s) ? 0 : 1),
    total: (t, s) => sum(t.map((_, i) => (buys(i, t, s) ? prices[s]! : zero))),
  };
};

export interface PricingCase {
  readonly m: number;
  readonly N: number;
  readonly D: number;
  readonly signals: number;
  readonly valuation: readonly (readonly string[])[];
  readonly buyers?: "strict" | "weak";
}

export function pricingExample({ signals, buyers, ...rest }: PricingCase, terms: Terms): Example {
  const { m, N, D, valuation } = rest;
  const vectors = profilesOf(upTo(D).map(() => signals)).map(String);
  const worthOf = (i: number, t: Profile) => {
    const cohort = Math.floor(i / D);
    const vector = vectors.indexOf(String(t.slice(cohort * D, cohort * D + D)));
    return new Fraction(valuation[i % D]![vector]!);
  };
  const prices = upTo(m + 1).map((k) => new Fraction(k, m));
  const types = upTo(N * D).map(() => signals);
  return {
    environment: { kind: "pricing", ...rest, signals: upTo(signals).map((x) => `x${x}`), ...(buyers && { buyers }) },
    world: worldOf(posted(types, prices, worthOf, buyers === "weak"), terms),
  };
}

export interface TwoPriceCase {
  readonly n: number;
  readonly values: readonly [string, string];
  readonly prices: readonly string[];
  readonly tieReaction?: "Buy" | "Not buy";
}

export function twoPriceExample(setting: TwoPriceCase, terms: Terms): Example {
  const { n, values, prices, tieReaction } = setting;
  const worthOf = (i: number, t: Profile) => new Fraction(values[t[i]!]!);
  const types = upTo(n).map(() => 2);
  const list = prices.map((price) => new Fraction(price));
  return {
    environment: { kind: "two-price", n, values, prices, ...(tieReaction && { tieReaction }) },
    world: worldOf(posted(types, list, worthOf, tieReaction !== "Not buy"), terms),
  };
}

export interface MultiCase {
  readonly n: number;
  readonly goods: number;
  readonly prices: readonly string[];
  readonly types: readonly (readonly string[])[];
}

export function multiExample(setting: MultiCase, terms: Terms): Example {
  const { n, goods, prices, types } = setting;
  const vectors = profilesOf(upTo(goods).map(() => prices.length)).map((places) =>
    places.map((place) => new Fraction(prices[place]!)),
  );
  const cost = (s: number, bundle: number) => sum(vectors[s]!.filter((_, g) => Math.floor(bundle / 2 ** g) % 2 === 1));
  const utility = (i: number, t: Profile, s: number, r: number) => new Fraction(types[t[i]!]![r]!).sub(cost(s, r));
  const selection = (i: number, t: Profile, s: number) => {
    const all = upTo(2 ** goods).map((r) => utility(i, t, s, r));
    return all.findIndex((value) => value.equals(most(all)));
  };
  return {
    environment: { kind: "pricing-multi", ...setting },
    world: worldOf(
      {
        types: upTo(n).map(() => types.length),
        alternatives: vectors.length,
        reactions: 2 ** goods,
        utility,
        selection,
        total: (t, s) => sum(t.map((_, i) => cost(s, selection(i, t, s)))),
      },
      terms,
    ),
  };
}

const orders = ["abc", "acb", "bac", "bca", "cab", "cba"];
const pairs = ["ab", "ac", "bc"];

export function retrainingExample(n: number, objective: "welfare" | "borda" | undefined, terms: Terms): Example {
  const grade = (type: number, program: number) => 3 - orders[type]!.indexOf("abc"[program]!);
  const best = (type: number, s: number) => [...orders[type]!].find((program) => pairs[s]!.includes(program))!;
  const inPair = (s: number) => upTo(3).filter((program) => pairs[s]!.includes("abc"[program]!));
  const selection = (i: number, t: Profile, s: number) => "abc".indexOf(best(t[i]!, s));
  const points = (i: number, t: Profile, s: number) =>
    objective === "borda"
      ? new Fraction(
          inPair(s).reduce((total, program) => total + grade(t[i]!, program), 0),
          5,
        )
      : new Fraction(grade(t[i]!, selection(i, t, s)), 3);
  return {
    environment: { kind: "retraining", n, ...(objective && { objective }) },
    world: worldOf(
      {
        types: upTo(n).map(() => 6),
        alternatives: 3,
        reactions: 3,
        utility: (i, t, s, r) => (inPair(s).includes(r) ? new Fraction(grade(t[i]!, r), 3) : zero),
        selection,
        total: (t, s) => sum(t.map((_, i) => points(i, t, s))),
      },
      terms,
    ),
  };
}

/** n·max |F(t, s) − F((b_i, t_{−i}), s)| over everything. */
export function leastSensitivity(world: World): Fraction {
  const known = sensitivities.get(world);
  if (known) return known;
  const profiles = profilesOf(world.types);
  const places = new Map(profiles.map((t, p) => [t.join(), p]));
  const changes = profiles.flatMap((t, p) =>
    t.flatMap((own, i) =>
      // Each pair of profiles once.
      upTo(own).flatMap((b) => {
        const o = places.get(exchanged(t, i, b).join())!;
        return world.objective![p]!.map((F, s) => F.sub(world.objective![o]![s]!).abs());
      }),
    ),
  );
  const found = most([zero, ...changes]).mul(world.types.length);
  sensitivities.set(world, found);
  return found;
}

const sensitivities = new WeakMap<World, Fraction>();
