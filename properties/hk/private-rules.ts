import * as Q from "../../src/number/rational.js";
import { range, whole } from "./size-claim.js";

/** The item that each agent wants, or gets. */
type Items = readonly number[];

/**
 * A rule for n single-minded agents that treats agents alike and items alike: the probability of an outcome at a profile, by
 * the name of the pair up to the order of agents and items, such as "001|021". Averaging any rule over all orders gives
 * such a one, as private as before and with no more loss at its worst profile: they stand for all rules.
 */
export type Rule = Readonly<Record<string, Q.Rational>>;

/**
 * A dual solution of the linear programme "which rules are ε-differentially private and lose at most D": multipliers ≥ 0, times
 * e^ε where `scaled`, of x ≤ e^ε·y for two neighbours, of welfare ≥ opt − D and of the total 1 at a profile.
 */
export interface DualSolution {
  readonly privacy: readonly { readonly upper: string; readonly lower: string; readonly multiplier: bigint }[];
  readonly welfare: readonly { readonly profile: string; readonly multiplier: bigint; readonly scaled: boolean }[];
  readonly total: readonly { readonly profile: string; readonly multiplier: bigint; readonly scaled: boolean }[];
}

/** The least e^ε for n agents, with both solutions that show it. */
export interface LeastRule {
  readonly expEpsilon: Q.Rational;
  readonly rule: Rule;
  readonly dual: DualSolution;
}

const ruleOf = (chances: Readonly<Record<string, string>>): Rule =>
  Object.fromEntries(Object.entries(chances).map(([name, chance]) => [name, Q.parseRational(chance)!]));

/** For the loss n/10. */
export const leastRules: Readonly<Record<number, LeastRule>> = {
  2: {
    expEpsilon: whole(5),
    rule: ruleOf({ "00|01": "1/2", "01|01": "9/10", "01|10": "1/10" }),
    dual: {
      privacy: [{ upper: "00|01", lower: "01|10", multiplier: 2n }],
      welfare: [{ profile: "01", multiplier: 1n, scaled: true }],
      total: [
        { profile: "00", multiplier: -1n, scaled: false },
        { profile: "01", multiplier: 2n, scaled: true },
      ],
    },
  },
  3: {
    expEpsilon: whole(9),
    rule: ruleOf({
      "000|012": "1/6",
      "001|012": "1/20",
      "001|021": "2/5",
      "001|120": "1/20",
      "012|012": "77/90",
      "012|021": "2/45",
      "012|120": "1/180",
    }),
    dual: {
      privacy: [
        { upper: "001|012", lower: "012|120", multiplier: 4n },
        { upper: "001|021", lower: "012|021", multiplier: 6n },
        { upper: "001|120", lower: "012|120", multiplier: 2n },
      ],
      welfare: [
        { profile: "001", multiplier: 1n, scaled: false },
        { profile: "012", multiplier: 1n, scaled: true },
      ],
      total: [
        { profile: "001", multiplier: -1n, scaled: false },
        { profile: "012", multiplier: 3n, scaled: true },
      ],
    },
  },
};

/** The e^ε that a rule needs, and its largest loss; throws RangeError where the chances of a profile are no distribution. */
export function measuredRule(n: number, rule: Rule): { readonly expEpsilon: Q.Rational; readonly loss: Q.Rational } {
  let expEpsilon = Q.one;
  let loss = Q.zero;
  for (const profile of lists(n)) {
    const chances = orders(n).map((outcome) => rule[pairName(profile, outcome)]!);
    if (chances.some((chance) => chance.numerator < 0n) || !Q.equals(chances.reduce(Q.add), Q.one)) {
      throw new RangeError(`the chances at ${profile.join("")} are no distribution`);
    }
    const welfare = orders(n).map((outcome, i) => Q.multiply(chances[i]!, whole(hits(profile, outcome))));
    loss = Q.maximum(loss, Q.subtract(whole(new Set(profile).size), welfare.reduce(Q.add)));
    for (const neighbour of neighboursOf(profile)) {
      orders(n).forEach((outcome, i) => {
        expEpsilon = Q.maximum(expEpsilon, Q.divide(chances[i]!, rule[pairName(neighbour, outcome)]!));
      });
    }
  }
  return { expEpsilon, loss };
}

/**
 * The bound e^ε ≥ −c/d that a dual solution proves for rules that lose at most `loss`: the sum of its inequalities is
 * 0 ≤ c + d·e^ε, once the coefficient of every chance is 0 or more. undefined where it proves nothing.
 */
export function provedBound(
  n: number,
  { privacy, welfare, total }: DualSolution,
  loss: Q.Rational,
): Q.Rational | undefined {
  if (privacy.some(({ upper, lower, multiplier }) => multiplier < 0n || !areNeighbours(n, upper, lower)))
    return undefined;
  if (welfare.some(({ multiplier }) => multiplier < 0n)) return undefined;
  const names = [...new Set(lists(n).flatMap((profile) => orders(n).map((outcome) => pairName(profile, outcome))))];
  // The coefficient of a chance, as (its constant part, the part with e^ε).
  const coefficients = names.map((name) => {
    const [profile, outcome] = name.split("|").map(listOf) as [Items, Items];
    const copies = BigInt(orders(n).filter((other) => pairName(profile, other) === name).length);
    const parts = [0n, 0n] as [bigint, bigint];
    for (const { upper, lower, multiplier } of privacy) {
      if (upper === name) parts[0] += multiplier;
      if (lower === name) parts[1] -= multiplier;
    }
    for (const { profile: at, multiplier, scaled } of welfare) {
      if (at === profile.join("")) parts[scaled ? 1 : 0] -= multiplier * copies * BigInt(hits(profile, outcome));
    }
    for (const { profile: at, multiplier, scaled } of total) {
      if (at === profile.join("")) parts[scaled ? 1 : 0] += multiplier * copies;
    }
    return parts;
  });
  if (coefficients.some((parts) => parts.some((part) => part < 0n))) return undefined;
  const sums = [Q.zero, Q.zero] as [Q.Rational, Q.Rational];
  const include = (scaled: boolean, term: Q.Rational) => {
    const i = scaled ? 1 : 0;
    sums[i] = Q.add(sums[i], term);
  };
  for (const { profile, multiplier, scaled } of welfare) {
    const wanted = whole(new Set(listOf(profile)).size);
    include(scaled, Q.multiply(whole(multiplier), Q.subtract(loss, wanted)));
  }
  for (const { multiplier, scaled } of total) include(scaled, whole(multiplier));
  const [constant, slope] = sums;
  return Q.signOfRational(slope) > 0 ? Q.negate(Q.divide(constant, slope)) : undefined;
}

const listOf = (name: string | undefined): Items => [...name!].map((digit) => Number.parseInt(digit, 10));

const hits = (profile: Items, outcome: Items): number => profile.filter((item, i) => outcome[i] === item).length;

/** All n^n profiles, in lexicographic order. */
const lists = (n: number): readonly Items[] =>
  range(1, n).reduce<readonly Items[]>((all) => all.flatMap((list) => range(0, n - 1).map((j) => [...list, j])), [[]]);

/** All n! outcomes. */
const orders = (n: number): readonly Items[] => lists(n).filter((list) => new Set(list).size === n);

/** The profiles in which one agent wants another item. */
const neighboursOf = (profile: Items): readonly Items[] =>
  profile.flatMap((item, i) =>
    range(0, profile.length - 1)
      .filter((other) => other !== item)
      .map((other) => profile.map((old, k) => (k === i ? other : old))),
  );

const areNeighbours = (n: number, upper: string, lower: string): boolean =>
  lists(n).some((profile) =>
    orders(n).some(
      (outcome) =>
        pairName(profile, outcome) === upper &&
        neighboursOf(profile).some((neighbour) => pairName(neighbour, outcome) === lower),
    ),
  );

/** The first name of a pair over all orders of agents and of items. */
function pairName(profile: Items, outcome: Items): string {
  const n = profile.length;
  const key = `${profile.join("")}|${outcome.join("")}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  const all = orders(n).flatMap((agents) =>
    orders(n).map((items) => {
      const at = (list: Items) => agents.map((agent) => items[list[agent]!]).join("");
      return `${at(profile)}|${at(outcome)}`;
    }),
  );
  const first = all.reduce((least, next) => (next < least ? next : least));
  names.set(key, first);
  return first;
}

const names = new Map<string, string>();
