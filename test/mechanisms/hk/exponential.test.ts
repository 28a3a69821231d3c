import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { loadInstance } from "../../../src/instance/index.js";
import { exponential } from "../../../src/mechanisms/hk/exponential.js";
import { integers } from "../../../src/number/integer.js";
import { polynomials, valueAt } from "../../../src/number/polynomial.js";
import {
  entriesOf,
  epsilonAbout,
  epsilonText,
  formAbout,
  formText,
  instanceOf,
  largestOf,
  printedLaw,
  printedQuantities,
} from "./printed.js";
import { chancesAt, fractions, meanOf, partitionOf, sum, type World, welfareOf, without } from "./range-route.js";
import { setupOf, sharp, toFraction, toRational } from "./setup.js";
import { rowsOn, worlds } from "./worlds.js";

/** The chances and E[b_i], Z and Z_{−i} of every agent, as `law` and `measure` should print them. */
function expectedOf(
  world: World,
  pivots: readonly Fraction[] = world.rows.map((_, i) => partitionOf(without(world, i))),
) {
  const z = partitionOf(world);
  const welfare = welfareOf(world.rows, world.rows[0]!.length);
  return {
    distribution: entriesOf(chancesAt(world)),
    payments: world.rows.map((row, i) => formText(meanOf(world, row), -2, z.div(pivots[i]!))),
    normalizer: z.toFraction(),
    expectedObjective: { value: meanOf(world, welfare).toFraction() },
    optimum: { value: largestOf(welfare).toFraction() },
    expectedUtilities: { value: pivots.map((pivot) => formText(new Fraction(0), 2, z.div(pivot))) },
  };
}

/** Figure 1 as it is printed, about: −E[Σ_{k≠i} b_k] − (2/ε)·S(P) + (2/ε)·ln Z_{−i}, with −KL(P‖μ) and normalised μ. */
function paymentAsPrinted(world: World, i: number): number {
  const epsilon = epsilonAbout(world);
  const chances = chancesAt(world);
  const others = welfareOf(
    world.rows.filter((_, k) => k !== i),
    chances.length,
  );
  const total = world.prior === undefined ? new Fraction(1) : sum(world.prior);
  const entropy = chances.map((chance, r) => {
    const p = chance.valueOf();
    return p === 0 ? 0 : -p * Math.log(p / (world.prior?.[r]?.div(total).valueOf() ?? 1));
  });
  const pivot = partitionOf(without(world, i)).div(total).valueOf();
  const surprise = entropy.reduce((x, y) => x + y, 0);
  return -meanOf(world, others).valueOf() - (2 / epsilon) * surprise + (2 / epsilon) * Math.log(pivot);
}

describe("hk/exponential", () => {
  it("prints chances, payments, normalizer and utilities of the definition, with and without prior", () => {
    fc.assert(
      fc.property(worlds, ({ world }) => {
        const { distribution, payments, normalizer, ...quantities } = expectedOf(world);
        expect(printedLaw(instanceOf(world))).toEqual({
          mechanism: "hk/exponential",
          epsilon: epsilonText(world),
          distribution,
          payments,
          normalizer,
        });
        expect(printedQuantities(instanceOf(world))).toEqual(quantities);
      }),
      { numRuns: 300 },
    );
  });

  it("charges what Figure 1 prints, entropy and all", () => {
    const tame = worlds.filter(({ world }) => world.base.compare(10) <= 0);
    fc.assert(
      fc.property(tame, ({ world }) => {
        const { payments } = printedLaw(instanceOf(world));
        world.rows.forEach((_, i) => {
          expect(formAbout(payments[i], epsilonAbout(world))).toBeCloseTo(paymentAsPrinted(world, i), 9);
        });
      }),
      { numRuns: 100 },
    );
  });

  it("has the same law as polynomials, and with the exponent in the place of 1/2", () => {
    fc.assert(
      fc.property(worlds, ({ world }) => {
        const { range, profile } = setupOf(world);
        const law = exponential.law(polynomials(), sharp(), range, profile);
        const chances = chancesAt(world);
        const at = (x: (typeof law)["total"]) => toFraction(valueAt(x, toRational(world.base)));
        for (const { outcome, weight } of law.entries) {
          expect(at(weight).div(at(law.total)).equals(chances[outcome]!)).toBe(true);
        }
        const instance = instanceOf(world);
        const { times, log } = instance.parameters.epsilon;
        const half = new Fraction(times).div(2).toFraction();
        const whole = { ...instance, parameters: { epsilon: { times: half, log }, exponent: "1" } };
        const [doubled, same] = [printedLaw(whole), printedLaw(instance)];
        expect(doubled.distribution).toEqual(same.distribution);
        expect(doubled.normalizer).toBe(same.normalizer);
      }),
      { numRuns: 100 },
    );
  });

  it("has other chances with the wrong exponent, without the prior, and other payments with the wrong pivot", () => {
    const world: World = {
      base: new Fraction(3, 2),
      grid: 2,
      rows: [fractions(["1", "1/2", "0"]), fractions(["0", "1", "0"])],
      prior: fractions(["1", "0", "2"]),
    };
    const law = printedLaw(instanceOf(world));
    expect(entriesOf(chancesAt(world))).toEqual(law.distribution);
    expect(entriesOf(chancesAt({ ...world, base: world.base.pow(2) as Fraction }))).not.toEqual(law.distribution);
    const { prior: _, ...bare } = world;
    expect(entriesOf(chancesAt(bare))).not.toEqual(law.distribution);
    expect(expectedOf(world, [partitionOf(world), partitionOf(world)]).payments).not.toEqual(law.payments);
    expect(expectedOf(world).payments).toEqual(law.payments);
  });

  it("is told apart from broken mechanisms: no prior, without the last agent, weights upside down", () => {
    const world: World = {
      base: new Fraction(3, 2),
      grid: 2,
      rows: [fractions(["1", "1/2", "0"]), fractions(["0", "1", "0"])],
      prior: fractions(["1", "3", "2"]),
    };
    const { range, profile } = setupOf(world);
    const honest = exponential.law(integers(3n, 2n), sharp(), range, profile);
    const { prior: _, ...noPrior } = range;
    const broken = [
      exponential.law(integers(3n, 2n), sharp(), noPrior, profile),
      exponential.law(integers(3n, 2n), sharp(), range, profile.slice(0, 1)),
      exponential.law(integers(2n, 3n), sharp(), range, profile),
    ];
    const chances = chancesAt(world);
    const agrees = ({ entries, total }: typeof honest) =>
      entries.every(({ outcome, weight }) => new Fraction(weight, total).equals(chances[outcome]!));
    expect(agrees(honest)).toBe(true);
    expect(broken.map(agrees)).toEqual([false, false, false]);
  });

  it("answers 10 agents and 10000 outcomes, without a list, in less than half a second", () => {
    const rows = Array.from({ length: 10 }, (_, i) =>
      Array.from({ length: 10_000 }, (_, r) => new Fraction((i * 7919 + r * 104_729 + i * r) % 11, 10)),
    );
    const world: World = { base: new Fraction(2), grid: 10, rows };
    const json = JSON.parse(JSON.stringify(instanceOf(world)));
    const times: number[] = [];
    const timedLaw = () => {
      const start = performance.now();
      const found = printedLaw(json);
      times.push(performance.now() - start);
      return found;
    };
    const law = [1, 2, 3].map(timedLaw)[0];
    // The quickest of three: other processes may be at work.
    expect(Math.min(...times)).toBeLessThan(500);
    expect(law.distribution).toBeNull();
    // The second route in integers: every weight is a power of 2.
    const welfare = rows[0]!.map((_, r) => rows.reduce((total, row) => total + Number(row[r]!.mul(10)), 0));
    const Z = (k: (r: number) => number) => welfare.reduce((total, _, r) => total + 2n ** BigInt(k(r)), 0n);
    const z = Z((r) => welfare[r]!);
    expect(law.normalizer).toBe(`${z}`);
    const own = rows[3]!.map((value) => Number(value.mul(10)));
    const mean = welfare.reduce((total, k, r) => total + BigInt(own[r]!) * 2n ** BigInt(k), 0n);
    const pivot = Z((r) => welfare[r]! - own[r]!);
    expect(law.payments[3]).toEqual(formText(new Fraction(mean, 10n * z), -2, new Fraction(z, pivot)));
  });
});

describe("hk/mcsherry-talwar", () => {
  it("draws as the definition tells, and nobody pays", () => {
    fc.assert(
      fc.property(worlds, ({ world }) => {
        const { distribution, normalizer, expectedObjective, optimum } = expectedOf(world);
        const instance = instanceOf(world, "hk/mcsherry-talwar");
        expect(printedLaw(instance)).toMatchObject({ distribution, payments: null, normalizer });
        expect(printedQuantities(instance)).toEqual({ expectedObjective, optimum });
      }),
      { numRuns: 100 },
    );
  });
});

/** The true rows of a world's agents. */
const trueWorlds = worlds.chain(({ world }) =>
  fc.record({
    world: fc.constant(world),
    truth: fc.tuple(...world.rows.map((row) => rowsOn(world.grid, row.length))),
  }),
);

describe("hk/exponential-third-term", () => {
  it("takes the others' true valuations in the pivot, and the reports elsewhere", () => {
    fc.assert(
      fc.property(trueWorlds, ({ world, truth }) => {
        const honest: World = { ...world, rows: truth };
        const trueValuations = truth.map((row) => row.map((value) => value.toFraction()));
        const instance = instanceOf(world, "hk/exponential-third-term", { trueValuations });
        const pivots = truth.map((_, i) => partitionOf(without(honest, i)));
        const { distribution, payments, normalizer, ...quantities } = expectedOf(world, pivots);
        expect(printedLaw(instance)).toMatchObject({ distribution, payments, normalizer });
        expect(printedQuantities(instance)).toEqual(quantities);
      }),
      { numRuns: 150 },
    );
  });

  it("is Figure 1 at the truth, and not beside lies", () => {
    const world: World = { base: new Fraction(2), grid: 1, rows: [fractions([1, 0]), fractions([0, 1])] };
    const at = (trueValuations: unknown) =>
      printedLaw(instanceOf(world, "hk/exponential-third-term", { trueValuations })).payments;
    expect(at([["1", "0"], ["0", "1"]])).toEqual(printedLaw(instanceOf(world)).payments); // biome-ignore format: one line
    expect(at([["1", "0"], ["1", "1"]])).not.toEqual(printedLaw(instanceOf(world)).payments); // biome-ignore format: one line
  });
});

/** The sets of projects, by trying every bit set. */
function setsOf(m: number, k: number, exactly: boolean): readonly (readonly number[])[] {
  const all = Array.from({ length: 2 ** m }, (_, bits) =>
    Array.from({ length: m }, (_, j) => j).filter((j) => Math.floor(bits / 2 ** j) % 2 === 1),
  );
  return all
    .filter(({ length }) => (exactly ? length === k : length <= k))
    .sort((x, y) => x.length - y.length || (x.join() < y.join() ? -1 : 1));
}

describe("hk/public-project", () => {
  const sizes = [1, 2, 3, 4].flatMap((m) => Array.from({ length: m + 1 }, (_, k) => [m, k] as const));
  it.each(sizes)("is Figure 1 over the sets of %i projects, limit %i", (m, k) => {
    for (const size of ["at-most", "exactly"] as const) {
      const sets = setsOf(m, k, size === "exactly");
      fc.assert(
        fc.property(fc.array(rowsOn(2, sets.length), { minLength: 1, maxLength: 3 }), (rows) => {
          const world: World = { base: new Fraction(3, 2), grid: 2, rows };
          const { parameters, reports } = instanceOf(world);
          const environment = { projects: m, limit: k, size };
          const instance = { mechanism: "hk/public-project", parameters, environment, reports };
          const { payments, normalizer, distribution: _, ...quantities } = expectedOf(world);
          const distribution = entriesOf(chancesAt(world), (r) => sets[r]!);
          expect(printedLaw(instance)).toMatchObject({ distribution, payments, normalizer });
          expect(printedQuantities(instance)).toEqual(quantities);
          expect(loadInstance(instance).instance.print()).toEqual(instance);
        }),
        { numRuns: 10 },
      );
    }
  });
});
