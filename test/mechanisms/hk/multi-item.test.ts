import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { multiItem } from "../../../src/mechanisms/hk/multi-item.js";
import { polynomials, valueAt } from "../../../src/number/polynomial.js";
import {
  chancesOf,
  marginalsOf,
  matrixOf,
  meanItem,
  padded,
  permanentOf,
  permutationsOf,
  welfareAt,
} from "./items-route.js";
import { auctionOf, auctions } from "./items-worlds.js";
import { epsilonText, formText, largestOf, printedAnswer, printedLaw, printedQuantities } from "./printed.js";
import { fractions, sum, type World, without, withRow, zero } from "./range-route.js";
import { setupOf, sharp, toFraction, toRational } from "./setup.js";

const partition = (world: World): Fraction => permanentOf(matrixOf(world));
const truthful = (world: World, i: number): Fraction => partition(world).div(partition(without(world, i)));
const paymentOf = (world: World, i: number) => formText(meanItem(world, i, world.rows[i]!), -2, truthful(world, i));

/** What `law` prints of a world, by the definition. */
const lawByDefinition = (world: World) => ({
  mechanism: "hk/multi-item",
  epsilon: epsilonText(world),
  distribution: chancesOf(world).map(({ pi, chance }) => ({ outcome: pi, probability: chance.toFraction() })),
  payments: world.rows.map((_, i) => paymentOf(world, i)),
  normalizer: partition(world).toFraction(),
  marginals: marginalsOf(world).map((row) => row.map((chance) => chance.toFraction())),
});

describe("hk/multi-item", () => {
  it("prints chances, payments, permanent and marginals of the definition", () => {
    fc.assert(
      fc.property(auctions(4), ({ world }) => {
        expect(printedLaw(auctionOf(world))).toEqual(lawByDefinition(world));
      }),
      { numRuns: 60 },
    );
  });

  it("prints the expected and the best welfare, and what the truth brings each agent", () => {
    fc.assert(
      fc.property(auctions(4), ({ world }) => {
        expect(printedQuantities(auctionOf(world))).toEqual({
          expectedObjective: { value: sum(world.rows.map((row, i) => meanItem(world, i, row))).toFraction() },
          optimum: {
            value: largestOf(permutationsOf(world.rows.length).map((pi) => welfareAt(world, pi))).toFraction(),
          },
          expectedUtilities: { value: world.rows.map((_, i) => formText(zero, 2, truthful(world, i))) },
        });
      }),
      { numRuns: 60 },
    );
  });

  it("has the same law as polynomials, and with another exponent at another epsilon", () => {
    fc.assert(
      fc.property(auctions(3), ({ world }) => {
        const { profile } = setupOf(world);
        const law = multiItem.law(
          polynomials(),
          sharp(),
          { items: world.rows.length, grid: BigInt(world.grid) },
          profile,
        );
        const at = (x: (typeof law)["total"]) => toFraction(valueAt(x, toRational(world.base)));
        const chances = law.entries.map(({ weight }) => at(weight).div(at(law.total)).toFraction());
        expect(chances).toEqual(chancesOf(world).map(({ chance }) => chance.toFraction()));
        const { times, log } = epsilonText(world);
        const half = { times: new Fraction(times).div(2).toFraction(), log };
        const whole = printedLaw(auctionOf(world, "hk/multi-item", { epsilon: half, exponent: "1" }));
        expect(whole.marginals).toEqual(printedLaw(auctionOf(world)).marginals);
      }),
      { numRuns: 40 },
    );
  });

  it("answers tail, gain and privacyRatio by the definition", () => {
    fc.assert(
      fc.property(auctions(3), fc.constantFrom("1", "3/2", "8"), ({ world, agent, row }, exp) => {
        const other = withRow(world, agent, row);
        const texts = row.map((value) => value.toFraction());
        const ask = (question: string, fields: object) => printedAnswer(auctionOf(world, "hk/multi-item", {}, { question, ...fields })); // biome-ignore format: one line
        const ratios = chancesOf(world).map(({ chance }, r) => chance.div(chancesOf(other)[r]!.chance));
        const ratio = largestOf(ratios.flatMap((x) => [x, x.inverse()]));
        const expEpsilon = world.base.pow(2 * world.grid) as Fraction;
        expect(ask("privacyRatio", { agent, other: texts })).toEqual({
          ratio: ratio.toFraction(),
          expEpsilon: expEpsilon.toFraction(),
          within: ratio.compare(expEpsilon) <= 0,
        });
        // Utility of a report at the true row: E[v] − E[b] + (2/ε)·ln(Z/Z_{−i}); Z_{−i} is the same for both.
        const surplus = meanItem(world, agent, row.map((value, j) => value.sub(world.rows[agent]![j]!))); // biome-ignore format: one line
        const gain = ask("gain", { agent, truth: texts });
        expect(gain.truthMinusLie).toEqual(formText(surplus.neg(), 2, partition(other).div(partition(world))));
        expect(gain.sign).toBe(ratio.equals(1) ? 0 : 1);
        const n = world.rows.length;
        const best = largestOf(permutationsOf(n).map((pi) => welfareAt(world, pi)));
        // ε·gap > ln(2·e^t) as powers of the base.
        const tail = chancesOf(world).filter(({ pi }) => (world.base.pow(best.sub(welfareAt(world, pi)).mul(2 * world.grid)) as Fraction).compare(new Fraction(exp).mul(2)) > 0); // biome-ignore format: one line
        const probability = sum(tail.map(({ chance }) => chance));
        const bound = new Fraction(exp).inverse();
        expect(ask("tail", { t: { exp }, sizeLogArgument: "2" })).toEqual({
          probability: probability.toFraction(),
          bound: bound.toFraction(),
          holds: probability.compare(bound) <= 0,
        });
      }),
      { numRuns: 60 },
    );
  });

  it("charges nothing for a row of zeros, and permutes with agents and items", () => {
    const rows = [["0", "0", "0"], ["0", "1", "1/2"], ["1", "0", "1"]].map(fractions); // biome-ignore format: one line
    const world: World = { base: new Fraction(3, 2), grid: 2, rows };
    const { payments, marginals } = printedLaw(auctionOf(world));
    expect(payments[0]).toEqual({ rational: "0", logs: [], over: "1" });
    const turned = printedLaw(auctionOf({ ...world, rows: [rows[2]!, rows[0]!, rows[1]!] }));
    expect(turned.payments).toEqual([payments[2], payments[0], payments[1]]);
    const mirrored = printedLaw(auctionOf({ ...world, rows: rows.map((row) => [...row].reverse()) }));
    expect(mirrored.payments).toEqual(payments);
    expect(mirrored.marginals).toEqual(marginals.map((row: string[]) => [...row].reverse()));
  });

  it("computes 16 agents, whose law is not listed, and 40 who want one of three items", () => {
    const values = (n: number, at: (i: number, j: number) => Fraction): World => ({
      base: new Fraction(2),
      grid: 4,
      rows: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => at(i, j))),
    });
    // All alike: every item with the same chance, and everybody pays her mean less the truthful utility.
    const alike = printedLaw(auctionOf(values(16, (_, j) => new Fraction(j % 5, 4))));
    expect(alike.distribution).toBeNull();
    expect(new Set(alike.marginals.flat())).toEqual(new Set(["1/16"]));
    expect(new Set(alike.payments.map((form: unknown) => JSON.stringify(form))).size).toBe(1);
    const mixed = printedLaw(auctionOf(values(16, (i, j) => new Fraction((i * j + i) % 5, 4))));
    for (const row of mixed.marginals) expect(sum(fractions(row)).equals(1)).toBe(true);
    mixed.marginals[0].forEach((_: string, j: number) => {
      expect(sum(mixed.marginals.map((row: string[]) => new Fraction(row[j]!))).equals(1)).toBe(true);
    });
    const many = printedQuantities(auctionOf(values(40, (i, j) => new Fraction(i % 3 === j ? 1 : 0))));
    expect(many.optimum).toEqual({ value: "3" });
  });

  it("has other chances and payments for a wrong exponent, a transposed matrix, and another pivot", () => {
    const rows = [["1", "1/2", "0"], ["0", "1/2", "1"], ["1", "1", "1/2"]].map(fractions); // biome-ignore format: one line
    const world: World = { base: new Fraction(3, 2), grid: 2, rows };
    const { distribution, payments, ...rest } = printedLaw(auctionOf(world));
    expect({ distribution, payments, ...rest }).toEqual(lawByDefinition(world));
    expect(lawByDefinition({ ...world, base: new Fraction(9, 4) }).distribution).not.toEqual(distribution);
    const columns = rows.map((_, j) => rows.map((row) => row[j]!));
    expect(lawByDefinition({ ...world, rows: columns }).distribution).not.toEqual(distribution);
    const pivots = rows.map((_, i) => partition(withRow(world, i, fractions(["1", "0", "0"]))));
    expect(rows.map((row, i) => formText(meanItem(world, i, row), -2, partition(world).div(pivots[i]!)))).not.toEqual(payments); // biome-ignore format: one line
  });
});

describe("hk/multi-item-rectangular", () => {
  it("prints what the agents get of the items where dummies fill up the smaller side", () => {
    const shape = (n: number) => fc.integer({ min: 1, max: n > 3 ? 2 : 4 });
    fc.assert(
      fc.property(auctions(4, shape), ({ world }) => {
        const [agents, items] = [world.rows.length, world.rows[0]!.length];
        const square = padded(world);
        const real = new Map<string, Fraction>();
        for (const { pi, chance } of chancesOf(square)) {
          const key = JSON.stringify(pi.slice(0, agents).map((j) => (j < items ? j : null)));
          real.set(key, (real.get(key) ?? zero).add(chance));
        }
        const place = (key: string) => JSON.parse(key).map((j: number | null) => j ?? items);
        const before = (x: number[], y: number[]) => x.map((j, i) => j - y[i]!).find((difference) => difference !== 0) ?? 0; // biome-ignore format: one line
        const keys = [...real.keys()].sort((x, y) => before(place(x), place(y)));
        const law = printedLaw(auctionOf(world, "hk/multi-item-rectangular", {}, { environment: { agents, items } }));
        expect(law).toEqual({
          mechanism: "hk/multi-item-rectangular",
          epsilon: epsilonText(world),
          distribution: keys.map((key) => ({ outcome: JSON.parse(key), probability: real.get(key)!.toFraction() })),
          payments: world.rows.map((_, i) => paymentOf(square, i)),
        });
      }),
      { numRuns: 60 },
    );
  });
});
