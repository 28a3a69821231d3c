import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { others } from "../../../src/game/profile.js";
import { type Deviation, deviationOf } from "../../../src/mechanisms/hk/deviation.js";
import {
  type FormalUtility,
  gainAsDivergence,
  gainAsPrinted,
  gainInShort,
  hold,
  identities,
  utilityAsPrinted,
  utilityInShort,
} from "../../../src/mechanisms/hk/gain.js";
import { divergenceForm, formOf, gainForm, gainPrintedForm } from "../../../src/mechanisms/hk/gain-forms.js";
import * as L from "../../../src/number/log-form.js";
import { type Polynomial, polynomials } from "../../../src/number/polynomial.js";
import { divide, one, rational } from "../../../src/number/rational.js";
import type { Ring } from "../../../src/number/ring.js";
import { meanOf, partitionOf, type World, without, withRow } from "./range-route.js";
import { epsilonOf, setupOf, sharp, toRational } from "./setup.js";
import { worlds } from "./worlds.js";

/** Player 0 of the world reports her row there; `truth` is her true one. */
function deviationIn(world: World, truth: readonly Fraction[]): Deviation {
  const { range, profile } = setupOf(world);
  return deviationOf(range, others(profile, 0), truth.map(toRational), world.rows[0]!.map(toRational));
}

/** u(truth) − u(lie) by the definition of utility, from the weights alone: E[v] − E[b] + (1/a)·ln(Z/Z_{−i}) for each report. */
function gainByDefinition(world: World, truth: readonly Fraction[], sharpness = sharp()): L.LogForm {
  const truthful = withRow(world, 0, truth);
  const utility = (reported: World): L.LogForm => {
    const own = truth.map((value, r) => value.sub(reported.rows[0]![r]!));
    const log = L.ln(toRational(partitionOf(reported).div(partitionOf(without(reported, 0)))));
    const rate = divide(sharpness.exponent, sharpness.lipschitz);
    return L.add(L.fromRational(toRational(meanOf(reported, own))), L.overEpsilon(L.scale(log, divide(one, rate))));
  };
  return L.subtract(utility(truthful), utility(world));
}

const symbols: Ring<Polynomial> = polynomials();
const agree = <S>(R: Ring<S>, { grid }: Deviation, x: FormalUtility<S>, y: FormalUtility<S>): boolean =>
  hold(R, identities(R, grid, x, y));

describe("what the truth gains over a lie", () => {
  it("is one number, as printed, in short, as a divergence, and by definition", () => {
    const sharpness = sharp(rational(1n, 3n));
    fc.assert(
      fc.property(worlds, ({ world, row }) => {
        const { R } = setupOf(world);
        const epsilon = epsilonOf(world, sharpness);
        const deviation = deviationIn(world, row);
        const forms = [
          gainForm(R, deviation, sharpness),
          gainPrintedForm(R, deviation, sharpness),
          divergenceForm(R, deviation, sharpness),
          ...[gainAsPrinted, gainInShort, gainAsDivergence].map((route) =>
            formOf(R, deviation, sharpness, route(R, deviation)),
          ),
        ];
        const expected = gainByDefinition(world, row, sharpness);
        for (const form of forms) expect(L.equals(form, expected, epsilon)).toBe(true);
        expect(L.sign(forms[0]!, epsilon)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });

  it("is one number at every ε: the coefficients agree as polynomials", () => {
    fc.assert(
      fc.property(worlds, ({ world, row }) => {
        const deviation = deviationIn(world, row);
        const [printed, short] = [gainAsPrinted(symbols, deviation), gainInShort(symbols, deviation)];
        expect(agree(symbols, deviation, printed, short)).toBe(true);
        expect(agree(symbols, deviation, short, gainAsDivergence(symbols, deviation))).toBe(true);
        for (const report of ["truth", "lie"] as const) {
          const both = [utilityAsPrinted(symbols, deviation, report), utilityInShort(symbols, deviation, report)];
          expect(agree(symbols, deviation, both[0]!, both[1]!)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is 0 for a lie that only adds a constant, and for nothing else without prior", () => {
    fc.assert(
      fc.property(worlds, ({ world: { prior: _, ...world }, row }) => {
        const { R } = setupOf(world);
        const lie = world.rows[0]!;
        const shifted = row.every((value, r) => value.sub(lie[r]!).equals(row[0]!.sub(lie[0]!)));
        const sign = L.sign(gainForm(R, deviationIn(world, row), sharp()), epsilonOf(world));
        expect(sign).toBe(shifted ? 0 : 1);
      }),
    );
  });
});

describe("a broken computation is caught", () => {
  const world: World = {
    base: new Fraction(3, 2),
    grid: 2,
    rows: [
      [new Fraction(0), new Fraction(1)],
      [new Fraction(1, 2), new Fraction(0)],
    ],
    prior: [new Fraction(2), new Fraction(1, 3)],
  };
  const deviation = deviationIn(world, [new Fraction(1), new Fraction(1, 2)]);
  const printed = gainAsPrinted(symbols, deviation);
  const negated = ({ numerator, denominator }: FormalUtility<Polynomial>["base"]) => ({
    numerator: symbols.subtract(symbols.zero, numerator),
    denominator,
  });

  it("by the identities: entropy with the wrong sign, a payment without its last term, Z of another profile", () => {
    const right = gainInShort(symbols, deviation);
    const broken: readonly FormalUtility<Polynomial>[] = [
      { ...printed, base: negated(printed.base), truth: negated(printed.truth), lie: negated(printed.lie) },
      { ...printed, truth: printed.lie, lie: printed.truth },
      { ...printed, base: { numerator: symbols.zero, denominator: symbols.one } },
      { ...printed, rational: printed.base },
    ];
    expect(agree(symbols, deviation, printed, right)).toBe(true);
    for (const wrong of broken) expect(agree(symbols, deviation, wrong, right)).toBe(false);
    const [last, whole] = [utilityInShort(symbols, deviation, "truth"), utilityAsPrinted(symbols, deviation, "truth")];
    const withoutLast = { ...last, others: { numerator: symbols.zero, denominator: symbols.one } };
    expect(agree(symbols, deviation, withoutLast, whole)).toBe(false);
  });

  it("by the numbers: the wrong direction of the divergence, another grid, another prior, half the rate", () => {
    const { R } = setupOf(world);
    const expected = gainByDefinition(world, [new Fraction(1), new Fraction(1, 2)]);
    const differs = (broken: Deviation, sharpness = sharp()): boolean =>
      !L.equals(divergenceForm(R, broken, sharpness), expected, epsilonOf(world));
    const { prior: _, ...unweighted } = deviation;
    expect(differs(deviation)).toBe(false);
    expect(differs({ ...deviation, truth: deviation.lie, lie: deviation.truth })).toBe(true);
    expect(differs(unweighted)).toBe(true);
    expect(differs(deviation, sharp(one))).toBe(true);
    expect(L.equals(gainForm(R, { ...deviation, grid: 1n }, sharp()), expected, epsilonOf(world))).toBe(false);
  });
});
