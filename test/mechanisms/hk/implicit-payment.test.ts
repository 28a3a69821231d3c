import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { others, reportOf } from "../../../src/game/profile.js";
import { figure1, paymentForm } from "../../../src/mechanisms/hk/figure-1.js";
import { expectedCharge, expectedRebate } from "../../../src/mechanisms/hk/implicit-payment.js";
import * as L from "../../../src/number/log-form.js";
import { fromQuotient, rational } from "../../../src/number/rational.js";
import { meanOf, sum, type World, withRow } from "./range-route.js";
import { epsilonOf, setupOf, sharp, toFraction, toRational } from "./setup.js";
import { worlds } from "./worlds.js";

const chargeIn = (world: World, i = 0): L.LogForm => {
  const { R, range, profile } = setupOf(world);
  return paymentForm(expectedCharge(R, range, others(profile, i), reportOf(profile, i)!), sharp());
};

/** The world on a grid of 1/N of its own, at the same ε: base = part^N. */
const finer = ({ base: _, grid, ...world }: World, part: Fraction, N: number): World => ({
  ...world,
  base: part,
  grid: grid * N,
});

/** E[b_0(r′) | s], by the definition. */
const rebateAt = (world: World, s: Fraction): Fraction => {
  const own = world.rows[0]!;
  const part = own.map((value) => value.mul(s));
  return meanOf(withRow(world, 0, part), own);
};

describe("the implicit payment", () => {
  it("is Figure 1's in expectation, for every player, with and without prior", () => {
    fc.assert(
      fc.property(worlds, ({ world }) => {
        const { R, range, profile } = setupOf(world);
        const figure = figure1(R, range, profile);
        world.rows.forEach((_, i) => {
          const expected = paymentForm(figure.payment(reportOf(profile, i)!), sharp());
          expect(L.equals(chargeIn(world, i), expected, epsilonOf(world))).toBe(true);
        });
      }),
      { numRuns: 100 },
    );
  });

  it("lies between its Riemann sums: the rebate only grows with s", () => {
    const parts = fc.constantFrom("101/100", "6/5", "2").map((text) => new Fraction(text));
    fc.assert(
      fc.property(worlds, parts, ({ world }, part) => {
        const N = 8;
        const fine = finer(world, part, N);
        const coarse: World = { ...world, base: part.pow(N) as Fraction };
        const rebates = Array.from({ length: N + 1 }, (_, j) => rebateAt(fine, new Fraction(j, N)));
        const { R, range, profile } = setupOf(fine);
        rebates.forEach((rebate, j) => {
          const s = rational(BigInt(j), BigInt(N));
          const found = expectedRebate(R, range, others(profile, 0), reportOf(profile, 0)!, s);
          expect(toFraction(fromQuotient(found)).equals(rebate)).toBe(true);
        });
        const mean = meanOf(coarse, coarse.rows[0]!);
        const at = (terms: readonly Fraction[]): L.LogForm => L.fromRational(toRational(mean.sub(sum(terms).div(N))));
        const charge = chargeIn(coarse);
        const epsilon = epsilonOf(coarse);
        const [most, least] = [at(rebates.slice(0, N)), at(rebates.slice(1))];
        expect(L.compare(charge, most, epsilon)).toBeLessThanOrEqual(0);
        expect(L.compare(charge, least, epsilon)).toBeGreaterThanOrEqual(0);
        // Strictly between, unless the row is constant where it matters: the sums are then equal.
        if (!rebates[0]!.equals(rebates[N]!)) expect(L.compare(charge, most, epsilon)).toBe(-1);
      }),
      { numRuns: 60 },
    );
  });

  it("other charges fall outside: the rebate at s = 1, at s = 0, and half the rate", () => {
    const world: World = {
      base: new Fraction(2).pow(8) as Fraction,
      grid: 1,
      rows: [[new Fraction(1), new Fraction(0)]],
    };
    const charge = chargeIn(world);
    const epsilon = epsilonOf(world);
    const mean = meanOf(world, world.rows[0]!);
    const constant = (rebate: Fraction) => L.fromRational(toRational(mean.sub(rebate)));
    expect(L.compare(charge, constant(rebateAt(world, new Fraction(1))), epsilon)).toBe(1);
    expect(L.compare(charge, constant(rebateAt(world, new Fraction(0))), epsilon)).toBe(-1);
    const { R, range, profile } = setupOf(world);
    const twice = paymentForm(expectedCharge(R, range, others(profile, 0), reportOf(profile, 0)!), sharp(rational(1n)));
    expect(L.equals(charge, twice, epsilon)).toBe(false);
  });
});
