import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import type { BayesianEnvironment } from "../../../src/game/bayesian-environment.js";
import {
  compositionsOf,
  gainsOfFamily,
  posteriorGains,
  wholeCompliance,
} from "../../../src/instance/basu-thresholds.js";
import { allTails, settledFrom, tailTerms } from "../../../src/mechanisms/basu/affinity-tail.js";
import { posteriorPrice } from "../../../src/mechanisms/basu/posterior-price.js";
import { exactSum } from "../../../src/number/quotient-sum.js";
import { type Rational, rational } from "../../../src/number/rational.js";
import { answer } from "../../cli/run.js";
import { posteriorPriceOf, revenueOf, type World, welfareOf } from "./direct-route.js";
import {
  antisymmetric,
  environmentOf,
  less,
  liesOf,
  mostGained,
  type Pair,
  pairOf,
  same,
  vectors,
  type Whole,
  wholes,
} from "./gain-route.js";
import { text } from "./worlds.js";

/** Questions about all n, against the gains of `gain-route.ts` at each of them. */

const ask = async (world: Whole, question: string, fields: object, parameters: object = {}) =>
  (await answer("measure", { mechanism: "basu/posterior-price", parameters, environment: environmentOf(world), question, ...fields })).answer; // biome-ignore format: one line

/** The same world for the definitions. */
function asWorld({ prior, likelihood, utilities }: Whole, groups: readonly number[]): World {
  const chances = (row: readonly number[]) =>
    row.map(
      (x) =>
        new Fraction(
          x,
          row.reduce((a, b) => a + b, 0),
        ),
    );
  return {
    prior: chances(prior),
    likelihood: likelihood.map(chances),
    utilities: utilities.map((table) => table.map((row) => row.map((x) => new Fraction(x)))),
    players: groups.flatMap((count, u) => Array.from({ length: count }, () => u)),
  };
}

it.each(Object.entries(wholes))(
  "families of %s: gains by the identity, revenue and welfare by the definitions",
  async (_, world) => {
    const compositions = [1, 2, 4].flatMap((n) => vectors(n, world.utilities.length));
    const { families } = await ask(world, "families", { compositions });
    expect(families.map(({ groups }: { readonly groups: unknown }) => groups)).toEqual(compositions);
    for (const { groups, maxGain, revenue, welfare } of families) {
      const direct = asWorld(world, groups);
      const mechanism = posteriorPriceOf(direct, "first");
      expect(same(pairOf(maxGain), mostGained(world, groups))).toBe(true);
      expect([revenue, welfare]).toEqual([revenueOf(direct, mechanism), welfareOf(direct, mechanism)].map(text));
    }
  },
);

/** The n up to a bound at which some composition violates a slack. */
const violatingOf = (world: Whole, slack: Pair, upTo: number, all: boolean, tie: "first" | "last"): readonly number[] =>
  Array.from({ length: upTo }, (_, k) => k + 1).filter((n) =>
    (all ? vectors(n, world.utilities.length) : [world.utilities.map((_, u) => (u === 0 ? n : 0))]).some((groups) =>
      less(slack, mostGained(world, groups, tie)),
    ),
  );

/** Gains of the world at n = 3: slacks just at one, just below and above. */
const slacksOf = (world: Whole): readonly string[] => {
  const [above, below] = mostGained(
    world,
    world.utilities.map((_, u) => (u === 0 ? 3 : 0)),
  );
  const shifted = (by: bigint) => `${above * 10n ** 9n + by * below}/${below * 10n ** 9n}`;
  const around = above > 0n ? [shifted(0n), shifted(1n), shifted(-1n)] : [];
  return ["0", "1/1000", "1/50", "1/10", ...around, "10"];
};

it.each(Object.entries(wholes))(
  "thresholds of %s, over the first utility and over all compositions",
  async (_, world) => {
    for (const [over, tie] of [
      ["first", "first"],
      ["all", "first"],
      ["all", "last"],
    ] as const) {
      const tolerances = slacksOf(world);
      const { thresholds } = await ask(world, "thresholds", { tolerances, upTo: 8, over }, { tie });
      expect(thresholds.length).toBe(tolerances.length);
      for (const [i, slack] of tolerances.entries()) {
        const violating = violatingOf(world, pairOf(slack), 8, over === "all", tie);
        const first = [1, 2, 3, 4, 5, 6, 7, 8].find((n) => !violating.includes(n)) ?? null;
        const { tolerance, ...found } = thresholds[i];
        expect(same(pairOf(tolerance), pairOf(slack))).toBe(true);
        expect(found).toEqual({ largestViolating: violating.at(-1) ?? 0, firstCompliant: first, violating });
      }
    }
  },
);

const over = (row: readonly number[]): readonly Rational[] =>
  row.map((x) => rational(BigInt(x), BigInt(row.reduce((a, b) => a + b, 0))));

const environment = ({ prior, likelihood, utilities }: Whole): BayesianEnvironment => ({
  states: prior.length,
  signals: likelihood[0]!.length,
  alternatives: utilities[0]!.length,
  prior: over(prior),
  likelihood: likelihood.map(over),
  utilities: utilities.map((table) => table.map((row) => row.map((x) => rational(BigInt(x))))),
});

const pairs = (x: Rational): Pair => [x.numerator, x.denominator];

it.each(Object.entries(wholes))("compositions that choose alike have the gains of each: %s", (_, world) => {
  const given = environment(world);
  for (const tie of ["first", "last", "uniform"] as const) {
    for (const n of [1, 2, 5]) {
      const compositions = compositionsOf(given, n);
      const each = gainsOfFamily(given, (population) => posteriorPrice(population, tie), n, compositions).map(exactSum);
      const merged = posteriorGains(given, tie, n, compositions).map(exactSum);
      const isAmong = (x: Rational, list: readonly Rational[]) => list.some((y) => same(pairs(x), pairs(y)));
      expect(merged.every((x) => isAmong(x, each)) && each.every((x) => isAmong(x, merged))).toBe(true);
    }
  }
});

describe("the affinity bound", () => {
  const Digits = Decimal.clone({ precision: 40 });
  const D = (x: number | bigint | string) => new Digits(`${x}`);

  /** The bound at n players by decimals of 40 digits. */
  function bound(world: Whole, players: number): Decimal {
    const chances = (row: readonly number[]) => row.map((x) => D(x).div(row.reduce((a, b) => a + b, 0)));
    const rows = world.likelihood.map(chances);
    const believed = (x: number) => {
      const weights = world.prior.map((p, state) => rows[state]![x]!.mul(p));
      const all = weights.reduce((a, b) => a.add(b));
      return weights.map((weight) => weight.div(all));
    };
    const pairsOfStates = world.prior.flatMap((_, v) => Array.from({ length: v }, (__, w) => [w, v] as const));
    return liesOf(
      world,
      world.utilities.map(() => 1),
    )
      .map(({ utility, signal, report }) => {
        const [own, told] = [believed(signal), believed(report)];
        return pairsOfStates
          .map(([w, v]) => {
            const across = own[w]!.mul(told[v]!).sub(own[v]!.mul(told[w]!)).abs();
            const stake = world.utilities[utility]!.map((row) => Math.abs(row[w]! - row[v]!)).reduce((a, b) =>
              Math.max(a, b),
            );
            const affinity = rows[w]!.map((x, i) => x.mul(rows[v]![i]!).sqrt()).reduce((a, b) => a.add(b));
            return across
              .mul(stake)
              .mul(affinity.pow(players - 1))
              .div(told[w]!.mul(told[v]!).sqrt().mul(2));
          })
          .reduce((a, b) => a.add(b), D(0));
      })
      .reduce((a, b) => (b.gt(a) ? b : a), D(0));
  }

  const decimal = ([above, below]: Pair): Decimal => D(above).div(D(below));

  it.each(Object.entries(wholes))("%s: no gain is above it for n up to 24, and it is not idle", (_, world) => {
    const most = world.likelihood[0]!.length > 2 ? 9 : 24;
    for (let n = 1; n <= most; n++) {
      const groups = n <= 6 ? vectors(n, world.utilities.length) : [world.utilities.map((__, u) => (u === 0 ? n : 0))];
      for (const sizes of groups) {
        for (const tie of ["first", "last"] as const) {
          expect(decimal(mostGained(world, sizes, tie)).lte(bound(world, n).add("1e-20"))).toBe(true);
        }
      }
    }
    expect(bound(world, 4).lt(bound(world, 1))).toBe(true);
  });

  it.each(Object.entries(wholes))("%s: it settles at the least n from which it is below a slack", (_, world) => {
    const tails = allTails(environment(world));
    for (const below of [3, 1000, 10n ** 7n]) {
      const settled = settledFrom(tails, rational(1n, BigInt(below)));
      const slack = D(1).div(D(below));
      expect(bound(world, settled).lte(slack)).toBe(true);
      if (settled > 1) expect(bound(world, settled - 1).gt(slack)).toBe(true);
    }
  });

  it("is tight up to rounding for two states whose weights agree, and a halved one is found out", () => {
    // Both sides of the mean inequality agree where ρ_y(0)L_0 = ρ_y(1)L_1; for one player that takes ρ_y = (1/2, 1/2).
    const even: Whole = {
      prior: [1, 1],
      likelihood: [
        [4, 1, 5],
        [4, 5, 1],
      ],
      utilities: [[[1, 0]]],
    };
    const lie = { utility: 0, signal: 2, report: 0 };
    const gain = decimal(antisymmetric(even, [1], "first", lie));
    const [term] = tailTerms(environment(even), lie.utility, lie.signal, lie.report);
    const factor = D(term!.factor.numerator).div(D(term!.factor.denominator));
    expect(gain.sub(factor).abs().lt("1e-20")).toBe(true);
    expect(gain.gt(factor.div(2))).toBe(true);
  });

  it("says nothing where two states cannot be told apart but their pair has no stake, and throws where roots are too coarse", () => {
    expect(tailTerms(environment({ prior: [1, 1], likelihood: [[1, 2], [1, 2]], utilities: [[[5, 0]]] }), 0, 0, 1)).toEqual([]); // biome-ignore format: one line
    const close = 10 ** 15;
    const near = environment({ prior: [1, 1], likelihood: [[close, close], [close - 1, close + 1]], utilities: [[[1, 0]]] }); // biome-ignore format: one line
    expect(() => settledFrom(allTails(near), rational(1n, 10n ** 40n))).toThrow(RangeError);
  });
});

describe("all n at once", () => {
  it.each(["symmetric", "skewed", "two utilities", "equal rows", "opposed"])("%s: exactly the violating n", (name) => {
    const world = wholes[name]!;
    const slacks = (world.utilities.length === 1 ? [8n, 20n, 50n] : [4n, 9n]).map((below) => rational(2n, below));
    const { compliance, settledFrom: settled } = wholeCompliance(environment(world), "first", slacks);
    const upTo = settled + 3;
    for (const { slack, violating, largestViolating, firstCompliant } of compliance) {
      const expected = violatingOf(world, pairs(slack), upTo, true, "first");
      expect(violating).toEqual(expected);
      expect([largestViolating, firstCompliant]).toEqual([
        expected.at(-1) ?? 0,
        Array.from({ length: upTo }, (_, k) => k + 1).find((n) => !expected.includes(n)),
      ]);
    }
  });
});
