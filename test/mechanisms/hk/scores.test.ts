import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import {
  entriesOf,
  epsilonText,
  formAbout,
  largestOf,
  printedAnswer,
  printedLaw,
  printedQuantities,
} from "./printed.js";
import { chancesAt, fractions, meanOf, partitionOf, sum, type World } from "./range-route.js";

/** Scores of either sign, many equal, as the one row of a world, with or without prior. */
const scored = fc
  .record({
    base: fc.constantFrom("11/10", "3/2", "2", "10").map((text) => new Fraction(text)),
    scores: fc.array(
      fc.integer({ min: -12, max: 12 }).map((k) => new Fraction(k, 4)),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .chain(({ base, scores }) =>
    fc.record({
      base: fc.constant(base),
      grid: fc.constant(4),
      rows: fc.constant([scores]),
      prior: fc.option(
        fc
          .array(fc.constantFrom("0", "1/3", "2"), { minLength: scores.length, maxLength: scores.length })
          .filter((masses) => masses.some((mass) => mass !== "0"))
          .map(fractions),
        { nil: undefined },
      ),
    }),
  ) as fc.Arbitrary<World>;

const texts = (row: readonly Fraction[]) => row.map((value) => value.toFraction());
const names = (row: readonly unknown[]) => row.map((_, r) => `${r}`);

const expectedOf = (world: World) => ({
  law: {
    distribution: entriesOf(chancesAt(world)),
    payments: null,
    normalizer: partitionOf(world).toFraction(),
  },
  quantities: {
    expectedObjective: { value: meanOf(world, world.rows[0]!).toFraction() },
    optimum: { value: largestOf(world.rows[0]!).toFraction() },
  },
});

describe("hk/exponential-quality", () => {
  it("draws with weight exp(ε·Q/(2Δ)), whatever Δ", () => {
    fc.assert(
      fc.property(scored, fc.constantFrom("1/2", "1", "3"), (world, lipschitz) => {
        const [scores] = world.rows;
        const { times, log } = epsilonText(world);
        const epsilon = { times: new Fraction(times).mul(lipschitz).toFraction(), log };
        const instance = {
          mechanism: "hk/exponential-quality",
          parameters: { epsilon, ...(lipschitz !== "1" && { lipschitz }) },
          environment: {
            outcomes: names(scores!),
            ...(world.prior && { prior: texts(world.prior) }),
            quality: texts(scores!),
          },
          reports: [],
        };
        const { law, quantities } = expectedOf(world);
        expect(printedLaw(instance)).toEqual({ mechanism: instance.mechanism, epsilon, ...law });
        expect(printedQuantities(instance)).toEqual(quantities);
        const wrong = { ...instance, parameters: { epsilon, lipschitz, exponent: "1" } };
        const nearlyFlat = new Set(law.distribution.map((_, r) => scores![r]!.toFraction())).size < 2;
        if (!nearlyFlat && world.prior === undefined) {
          expect(printedLaw(wrong).distribution).not.toEqual(law.distribution);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** A system at 1/(k_B·T) with weights e^{−E/(k_B·T)}. */
const gibbsOf = ({ base, grid, rows }: World) => ({
  mechanism: "hk/gibbs",
  parameters: { inverseTemperature: { times: `${grid}`, log: base.toFraction() } },
  environment: { outcomes: names(rows[0]!), energies: texts(rows[0]!.map((score) => score.neg())) },
  reports: [],
});

describe("hk/gibbs", () => {
  it("draws a state with weight exp(−E/(k_B·T))", () => {
    fc.assert(
      fc.property(scored, ({ prior: _, ...world }) => {
        const { law, quantities } = expectedOf(world);
        const instance = gibbsOf(world);
        expect(printedLaw(instance)).toEqual({
          mechanism: "hk/gibbs",
          inverseTemperature: instance.parameters.inverseTemperature,
          ...law,
        });
        expect(printedQuantities(instance)).toEqual(quantities);
        const { law: upside } = expectedOf({ ...world, base: world.base.inverse() });
        const flat = world.rows[0]!.every((score) => score.equals(world.rows[0]![0]!));
        expect(JSON.stringify(upside) === JSON.stringify(law)).toBe(flat && world.rows[0]![0]!.equals(0));
      }),
      { numRuns: 150 },
    );
  });

  it("answers with E_ν[E] − k_B·T·S(ν), states of probability 0 without entropy", () => {
    const masses = fc.array(fc.nat({ max: 4 }), { minLength: 5, maxLength: 5 }).filter((list) => list[0]! > 0);
    fc.assert(
      fc.property(scored, masses, ({ prior: _, ...world }, list) => {
        const energies = world.rows[0]!.map((score) => score.neg());
        const cut = list.slice(0, energies.length);
        const total = cut.reduce((x, y) => x + y, 0);
        const nu = cut.map((mass) => new Fraction(mass, total));
        const { freeEnergy } = printedAnswer({ ...gibbsOf(world), question: "freeEnergy", nu: texts(nu) });
        const mean = sum(nu.map((chance, s) => chance.mul(energies[s]!)));
        expect(freeEnergy.rational).toBe(mean.toFraction());
        const beta = world.grid * Math.log(world.base.valueOf());
        const entropy = nu.reduce((S, p) => (p.equals(0) ? S : S - p.valueOf() * Math.log(p.valueOf())), 0);
        expect(formAbout(freeEnergy, beta)).toBeCloseTo(mean.valueOf() - entropy / beta, 9);
      }),
      { numRuns: 150 },
    );
  });

  it("has its least free energy −k_B·T·ln Z at the Gibbs measure, and more beside it", () => {
    const world: World = { base: new Fraction(2), grid: 1, rows: [fractions(["0", "-1", "-2"])] };
    const energyAt = (nu: readonly string[]) =>
      formAbout(printedAnswer({ ...gibbsOf(world), question: "freeEnergy", nu }).freeEnergy, Math.log(2));
    const least = -Math.log(7 / 4) / Math.log(2);
    expect(energyAt(["4/7", "2/7", "1/7"])).toBeCloseTo(least, 12);
    for (const nu of [["1", "0", "0"], ["1/3", "1/3", "1/3"], ["3/7", "3/7", "1/7"]]) {
      expect(energyAt(nu)).toBeGreaterThan(least + 1e-6);
    } // biome-ignore format: one line
  });
});
