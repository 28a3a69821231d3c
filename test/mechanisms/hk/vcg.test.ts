import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { entriesOf, instanceOf, largestOf, printedAnswer, printedLaw, printedQuantities } from "./printed.js";
import { fractions, one, sum, type World, welfareOf, zero } from "./range-route.js";
import { worlds } from "./worlds.js";

type Ties = "uniform" | "first";

/** VCG by its definition: the outcomes that may win, and what each agent then takes from the others. */
function byDefinition({ rows }: World, ties: Ties) {
  const m = rows[0]!.length;
  const welfare = welfareOf(rows, m);
  const most = largestOf(welfare);
  const best = welfare.flatMap((value, r) => (value.equals(most) ? [r] : []));
  const chosen = ties === "first" ? best.slice(0, 1) : best;
  const mean = (values: readonly Fraction[]) => sum(chosen.map((r) => values[r]!)).div(chosen.length);
  const payments = rows.map((_, i) => {
    const others = welfareOf(
      rows.filter((_, k) => k !== i),
      m,
    );
    return largestOf(others).sub(mean(others));
  });
  return {
    chances: welfare.map((_, r) => (chosen.includes(r) ? one.div(chosen.length) : zero)),
    payments: payments.map((payment) => payment.toFraction()),
    utilities: rows.map((row, i) => mean(row).sub(payments[i]!).toFraction()),
    optimum: most.toFraction(),
  };
}

const without = <T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = object;
  return rest;
};

const vcgOf = (world: World, ties?: Ties) => ({
  ...without(instanceOf(without(world, "prior") as World, "hk/vcg"), "parameters"),
  ...(ties && { parameters: { ties } }),
});

describe("hk/vcg", () => {
  it("chooses the largest welfare and charges what that takes from the others, under both tie rules", () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom("uniform", "first", undefined), ({ world }, ties) => {
        const { chances, payments, utilities, optimum } = byDefinition(world, ties ?? "uniform");
        const distribution = entriesOf(chances);
        expect(printedLaw(vcgOf(world, ties))).toEqual({ mechanism: "hk/vcg", distribution, payments });
        expect(printedQuantities(vcgOf(world, ties))).toEqual({
          expectedObjective: { value: optimum },
          optimum: { value: optimum },
          expectedUtilities: { value: utilities },
        });
      }),
      { numRuns: 200 },
    );
  });

  it("tells the tie rules apart", () => {
    const world: World = { base: one, grid: 1, rows: [fractions([1, 0]), fractions([0, 1])] };
    expect(printedLaw(vcgOf(world, "first")).payments).toEqual(["1", "0"]);
    expect(printedLaw(vcgOf(world)).payments).toEqual(["1/2", "1/2"]);
    expect(byDefinition(world, "first").payments).not.toEqual(byDefinition(world, "uniform").payments);
  });
});

describe("the limit of hk/exponential as ε → ∞", () => {
  it("is VCG with ties broken uniformly", () => {
    fc.assert(
      fc.property(worlds, ({ world }) => {
        const { chances, payments } = byDefinition(world, "uniform");
        const instance = instanceOf(without(world, "prior") as World);
        expect(printedAnswer({ ...instance, question: "limit" })).toEqual({
          distribution: entriesOf(chances),
          payments,
        });
      }),
      { numRuns: 150 },
    );
  });

  it("is near the law and the payments at a large ε, and VCG with the first winner is not", () => {
    const world: World = { base: new Fraction(10).pow(40) as Fraction, grid: 1, rows: [[1, 1, 0], [0, 0, 1]].map(fractions) }; // biome-ignore format: one line
    const { distribution, payments } = printedAnswer({ ...instanceOf(world), question: "limit" });
    const law = printedLaw(instanceOf(world));
    const about = (text: string) => new Fraction(text).valueOf();
    for (const { outcome, probability } of law.distribution) {
      const limit = distribution.find((entry: { outcome: string }) => entry.outcome === outcome)?.probability ?? "0";
      expect(about(probability)).toBeCloseTo(about(limit), 12);
    }
    // With ties the payments come only at the speed 1/ε: here ε = 80 ln 10.
    law.payments.forEach((payment: { rational: string; logs: { coefficient: string; log: string }[] }, i: number) => {
      const logs = payment.logs.reduce((total, { coefficient, log }) => {
        const x = new Fraction(log);
        const ln = Math.log(10) * (`${x.n}`.length - `${x.d}`.length);
        return total + about(coefficient) * ln;
      }, 0);
      expect(Math.abs(about(payment.rational) + logs / (80 * Math.log(10)) - about(payments[i]))).toBeLessThan(0.05);
    });
    expect(printedLaw(vcgOf(world, "first")).distribution).not.toEqual(distribution);
  });
});

/** A few distributions over m outcomes, with weights and offsets. */
const choices = worlds.chain(({ world }) =>
  fc.record({
    world: fc.constant(world),
    weights: fc.tuple(...world.rows.map(() => fc.constantFrom("1/2", "1", "3"))),
    options: fc.array(
      fc.record({
        masses: fc
          .array(fc.nat({ max: 3 }), { minLength: world.rows[0]!.length, maxLength: world.rows[0]!.length })
          .filter((masses) => masses.some((mass) => mass > 0)),
        offset: fc.constantFrom("-1", "0", "0", "1/3"),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);

const distributionOf = (masses: readonly number[]): Fraction[] =>
  masses.map((mass) => new Fraction(mass).div(masses.reduce((x, y) => x + y)));

describe("hk/affine-midr", () => {
  it("chooses the distribution of the largest weighted welfare plus offset, the first among equals", () => {
    fc.assert(
      fc.property(choices, ({ world: { rows }, weights, options }) => {
        const m = rows[0]!.length;
        const nus = options.map(({ masses }) => distributionOf(masses));
        const mean = (nu: readonly Fraction[], values: readonly Fraction[]) => sum(nu.map((p, r) => p.mul(values[r]!)));
        const weighted = welfareOf(
          rows.map((row, i) => row.map((value) => value.mul(weights[i]!))),
          m,
        );
        const values = nus.map((nu, s) => mean(nu, weighted).add(options[s]!.offset));
        const chosen = values.findIndex((value) => value.equals(largestOf(values)));
        const instance = {
          mechanism: "hk/affine-midr",
          environment: {
            outcomes: rows[0]!.map((_, r) => `${r}`),
            distributions: nus.map((nu) => nu.map((p) => p.toFraction())),
            weights,
            offsets: options.map(({ offset }) => offset),
          },
          reports: rows.map((row) => row.map((value) => value.toFraction())),
        };
        const distribution = entriesOf(nus[chosen]!);
        expect(printedLaw(instance)).toEqual({ mechanism: "hk/affine-midr", distribution, payments: null, chosen });
        const welfare = welfareOf(rows, m);
        expect(printedQuantities(instance)).toEqual({
          expectedObjective: { value: mean(nus[chosen]!, welfare).toFraction() },
          optimum: { value: largestOf(welfare).toFraction() },
        });
      }),
      { numRuns: 200 },
    );
  });

  it("heeds weights and offsets", () => {
    const at = (weights: readonly string[], offsets: readonly string[]) =>
      printedLaw({
        mechanism: "hk/affine-midr",
        environment: { outcomes: ["a", "b"], distributions: [["1", "0"], ["0", "1"]], weights, offsets },
        reports: [["1", "0"], ["0", "1"]],
      }).chosen; // biome-ignore format: one line
    expect(at(["1", "1"], ["0", "0"])).toBe(0);
    expect(at(["1", "2"], ["0", "0"])).toBe(1);
    expect(at(["1", "2"], ["3/2", "0"])).toBe(0);
  });
});
