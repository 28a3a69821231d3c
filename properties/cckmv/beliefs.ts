import { loadInstance } from "../../src/instance/index.js";
import { readChoice, refuse } from "../../src/instance/input.js";
import { isAdversary } from "../../src/instance/loaded.js";
import { type Adversary, bayesPosterior } from "../../src/mechanisms/cckmv/bayes-posterior.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";

/**
 * What an adversary believes of one player when she sees one outcome, the others fixed [CCKMV, Section 8], by integer
 * weights: prior[t] : …, strategy[t][r] : … for every type, likelihood[r] : … A report is a type. A scale of the likelihoods
 * common to all reports changes neither the ratio x nor the posterior.
 */
export interface BeliefCase {
  readonly prior: readonly number[];
  readonly strategy: readonly (readonly number[])[];
  readonly likelihood: readonly number[];
}

const shares = (weights: readonly number[]): readonly Q.Rational[] => {
  const total = BigInt(weights.reduce((x, y) => x + y)) || 1n;
  return weights.map((weight) => Q.rational(BigInt(weight), total));
};

export const adversaryOf = ({ prior, strategy, likelihood }: BeliefCase): Adversary => ({
  prior: shares(prior),
  strategy: strategy.map(shares),
  likelihood: shares(likelihood),
});

/** The instance as users write it. */
export function beliefInstance(c: BeliefCase): JsonObject {
  const { prior, strategy, likelihood } = adversaryOf(c);
  const print = (values: readonly Q.Rational[]) => values.map(Q.printRational);
  return {
    mechanism: bayesPosterior.id,
    environment: { prior: print(prior), strategy: strategy.map(print), likelihood: print(likelihood) },
    reports: [],
  };
}

/** Reads an instance in which the reports are the types. Throws InputError. */
export function readBelief(instance: JsonObject): Adversary {
  readChoice(instance.mechanism, "instance.mechanism", [bayesPosterior.id]);
  const loaded = loadInstance(instance).instance;
  if (!isAdversary(loaded)) throw refuse("instance.mechanism", `expected ${bayesPosterior.id}`);
  const { prior, likelihood } = loaded.adversary;
  if (prior.length === likelihood.length) return loaded.adversary;
  throw refuse("instance.environment.likelihood", `expected one for each of ${prior.length} types: reports are types`);
}

/** Pr[T = t]·Pr[o | T = t] / Pr[o] for every type t, as printed; undefined where Pr[o] = 0. */
export function bayesRule({ prior, strategy, likelihood }: Adversary): readonly Q.Rational[] | undefined {
  const total = (values: readonly Q.Rational[]) => values.reduce(Q.add, Q.zero);
  const given = strategy.map((row) => total(row.map((chance, r) => Q.multiply(chance, likelihood[r]!))));
  const outcome = total(given.map((chance, t) => Q.multiply(prior[t]!, chance)));
  if (Q.signOfRational(outcome) === 0) return undefined;
  return given.map((chance, t) => Q.multiply(prior[t]!, Q.divide(chance, outcome)));
}

/** max over θ′, θ″ of likelihood[θ′]/likelihood[θ″], over all reports; undefined where no report produces the outcome. */
export function ratioOf({ likelihood }: Adversary): Q.Extended | undefined {
  const [most, least] = [likelihood.reduce(Q.maximum), likelihood.reduce(Q.minimum)];
  if (Q.signOfRational(most) === 0) return undefined;
  return Q.signOfRational(least) === 0 ? "infinity" : Q.divide(most, least);
}

/** The same adversary who sees the outcome `times` times, drawn anew: a control, for which x is too small. */
export const seenAgain = ({ likelihood, ...adversary }: Adversary, times: number): Adversary => ({
  ...adversary,
  likelihood: likelihood.map((l) => Q.integerPower(l, BigInt(times))),
});

/** All lists of `length` weights with greatest common divisor 1 and sum at most `most`. */
export function primitiveWeights(length: number, most: number): readonly (readonly number[])[] {
  const lists = (n: number, left: number): readonly (readonly number[])[] =>
    n === 0
      ? [[]]
      : Array.from({ length: left + 1 }, (_, w) => lists(n - 1, left - w).map((rest) => [w, ...rest])).flat();
  return lists(length, most).filter((weights) => weights.reduce(gcd, 0) === 1);
}

const gcd = (x: number, y: number): number => (y === 0 ? x : gcd(y, x % y));

/**
 * Every belief with `types` types and weights of sum at most `most`, up to the names of types and of reports: likelihoods
 * ascend, and so do the pairs of a type's prior weight and row.
 */
export function beliefsOf(types: number, most: number): readonly BeliefCase[] {
  const laws = primitiveWeights(types, most);
  const ascending = (weights: readonly number[]) => weights.every((w, i) => i === 0 || weights[i - 1]! <= w);
  const likelihoods = [Array.from({ length: types }, () => 0), ...laws.filter(ascending)];
  const cases: BeliefCase[] = [];
  for (const prior of laws) {
    if (!ascending(prior)) continue;
    for (const strategy of rowsBeside(prior, laws)) {
      for (const likelihood of likelihoods) cases.push({ prior, strategy, likelihood });
    }
  }
  return cases;
}

/** All lists of rows that ascend, in the order of `laws`, among types of equal prior. */
function rowsBeside(
  prior: readonly number[],
  laws: readonly (readonly number[])[],
): readonly (readonly (readonly number[])[])[] {
  let lists: readonly (readonly number[])[] = [[]];
  for (const [t, weight] of prior.entries()) {
    lists = lists.flatMap((chosen) => {
      const first = t > 0 && prior[t - 1] === weight ? chosen[t - 1]! : 0;
      return laws.slice(first).map((_, i) => [...chosen, first + i]);
    });
  }
  return lists.map((chosen) => chosen.map((row) => laws[row]!));
}

/** [types, largest sum of weights]. */
const sizes = {
  gate: [[2, 4]],
  standard: [[2, 6]],
  deep: [
    [2, 8],
    [3, 3],
  ],
} as const;

/** See `sizes`; the simplest first, enumerated once. */
export function beliefCases(budget: keyof typeof sizes): readonly BeliefCase[] {
  const known = enumerated.get(budget);
  if (known) return known;
  const cases = sizes[budget]
    .flatMap(([types, most]) => beliefsOf(types, most))
    .map((c) => ({ c, size: c.prior.length * 1000 + sizeOf(c) }))
    .sort((x, y) => x.size - y.size)
    .map(({ c }) => c);
  enumerated.set(budget, cases);
  return cases;
}

const enumerated = new Map<keyof typeof sizes, readonly BeliefCase[]>();

/** The digits' worth of the printed numbers: numerators plus denominators. */
const sizeOf = (c: BeliefCase): number => {
  const { prior, strategy, likelihood } = adversaryOf(c);
  return [prior, ...strategy, likelihood].flat().reduce((n, x) => n + Number(x.numerator + x.denominator), 0);
};

export const describeBeliefs = (budget: keyof typeof sizes): string =>
  `every prior, strategy law and likelihood with ${sizes[budget]
    .map(([types, most]) => `${types} types and weights of sum at most ${most}`)
    .join("; ")}; up to the names of types and of reports`;

/** The corners of a belief, by name. */
export const beliefCorners = [
  "point-mass prior",
  "a type of prior 0",
  "x = 1",
  "x infinite",
  "pooling strategy",
  "truthful strategy",
  "a report never played",
  "a played report that excludes the outcome",
  "an outcome that the adversary deems impossible",
  "an outcome that no report produces",
  "the belief does not move though x > 1",
] as const;

export function beliefCornersOf({ prior, strategy, likelihood }: Adversary): readonly string[] {
  const is0 = (x: Q.Rational) => x.numerator === 0n;
  const chances = strategy.map((row) =>
    row.reduce((sum, chance, r) => Q.add(sum, Q.multiply(chance, likelihood[r]!)), Q.zero),
  );
  const believed = chances.filter((_, t) => !is0(prior[t]!));
  const impossible = believed.every(is0);
  const seen = !likelihood.every(is0);
  const same = (values: readonly Q.Rational[]) => values.every((x) => Q.equals(x, values[0]!));
  const met: Record<(typeof beliefCorners)[number], boolean> = {
    "point-mass prior": prior.filter((p) => !is0(p)).length === 1,
    "a type of prior 0": prior.some(is0),
    "x = 1": seen && same(likelihood),
    "x infinite": seen && likelihood.some(is0),
    "pooling strategy": strategy.length > 1 && strategy[0]!.every((_, r) => same(strategy.map((row) => row[r]!))),
    "truthful strategy": strategy.every((row, t) => Q.equals(row[t]!, Q.one)),
    "a report never played": likelihood.some((_, r) => strategy.every((row, t) => is0(row[r]!) || is0(prior[t]!))),
    "a played report that excludes the outcome":
      seen && likelihood.some((l, r) => is0(l) && strategy.some((row, t) => !is0(row[r]!) && !is0(prior[t]!))),
    "an outcome that the adversary deems impossible": seen && impossible,
    "an outcome that no report produces": !seen,
    "the belief does not move though x > 1": !impossible && !same(likelihood) && same(believed),
  };
  return beliefCorners.filter((corner) => met[corner]);
}
