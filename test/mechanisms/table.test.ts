import Fraction from "fraction.js";
import { expect, test } from "vitest";
import { given } from "../../src/game/information.js";
import { others, profileOf } from "../../src/game/profile.js";
import { situationAt } from "../../src/game/situation.js";
import { rowOf, type TableEnvironment, table } from "../../src/mechanisms/cckmv/table.js";
import { integers, plainIntegers } from "../../src/number/integer.js";
import { polynomials, valueAt } from "../../src/number/polynomial.js";
import { type Rational, rational, rationals } from "../../src/number/rational.js";
import type { Quotient, Ring } from "../../src/number/ring.js";
import { klTerms, maxDivergenceRatio } from "../../src/probability/divergence.js";
import { isNormalised } from "../../src/probability/law.js";
import { chancesOf, lists, replaced, texts } from "./second-route.js";

/** M(θ; r) = θ₀ + 2·θ₁·r + r·θ₂ mod 4, of three players, no two alike. */
const [types, players] = [2, 3];
const coins = [rational(1n, 2n), rational(1n, 3n), rational(1n, 6n)];
const outcomeOf = ([x, y, z]: readonly number[], r: number): number => (x! + 2 * y! * r + r * z!) % 4;
const profiles = [...lists([0, 1], players)];
const environment: TableEnvironment = {
  types,
  players,
  coins,
  outcomes: [0, 1, 2, 3],
  rows: profiles.map((profile) => coins.map((_, r) => outcomeOf(profile, r))),
};

const fraction = (x: Rational): Fraction => new Fraction(x.numerator, x.denominator);

test("profiles are rows in their own order", () => {
  expect(profiles.map((profile) => rowOf(types, profileOf(profile)))).toEqual(profiles.map((_, i) => i));
  expect(rowOf(3, [{ report: 2, count: 3 }])).toBe(26);
});

test("the place of a player matters, and nobody can be absent", () => {
  for (const profile of profiles) {
    for (const [player] of profile.entries()) {
      const situation = situationAt(
        plainIntegers,
        table,
        {},
        environment,
        others(profileOf<number | null>(profile), player),
        player,
      );
      expect("absent" in situation).toBe(false);
      expect(situation.reports).toEqual([0, 1]);
      const pairs = coins.map((coin, r) => {
        const pair = [0, 1].map((report) => outcomeOf(replaced(profile, player, report), r));
        return { pair: JSON.stringify(pair), coin: fraction(coin) };
      });
      const joint = new Map<string, Fraction>();
      for (const { pair, coin } of pairs) joint.set(pair, (joint.get(pair) ?? new Fraction(0)).add(coin));
      expect(texts(chancesOf(situation.coupled!(0, 1)))).toEqual(texts(joint));
      expect(isNormalised(plainIntegers, situation.law(1))).toBe(true);
    }
  }
  const lawAt = (profile: number[]) => table.law(plainIntegers, {}, environment, profileOf(profile));
  for (const wrong of [
    [0, 1],
    [0, 1, 1, 0],
  ])
    expect(() => lawAt(wrong)).toThrow("table: expected 3 players");
  for (const type of [2, -1]) expect(() => lawAt([0, type, 1])).toThrow(`expected types from 0 to 1, got ${type}`);
});

test("one table over every ring", () => {
  const b = rational(3n, 2n);
  const over = <S>(R: Ring<S>, value: (x: S) => Fraction) =>
    profiles.map((profile) => {
      const { entries, total } = table.law(R, {}, environment, profileOf(profile));
      return texts(
        new Map(entries.map(({ outcome, weight }) => [JSON.stringify(outcome), value(weight).div(value(total))])),
      );
    });
  const numeric = over(integers(3n, 2n), (x) => new Fraction(x));
  expect(over(polynomials(), (p) => fraction(valueAt(p, b)))).toEqual(numeric);
  expect(over(rationals(b), fraction)).toEqual(numeric);
});

test("divergences of two of its laws, over integers and over rationals", () => {
  const shown = <S>(value: (x: S) => Fraction, x: Quotient<S>) =>
    value(x.numerator).div(value(x.denominator)).toFraction();
  const [R, Q] = [plainIntegers, rationals(rational(1n))];
  const law = <S>(S: Ring<S>, profile: readonly number[]) => table.law(S, {}, environment, profileOf(profile));
  for (const [x, y] of lists(profiles, 2) as Iterable<[number[], number[]]>) {
    const terms = klTerms(R, law(R, x), law(R, y));
    const again = klTerms(Q, law(Q, x), law(Q, y));
    const largest = maxDivergenceRatio(R, law(R, x), law(R, y));
    if (terms === "infinity" || again === "infinity" || largest === "infinity") {
      expect([terms, again, largest]).toEqual(["infinity", "infinity", "infinity"]);
      continue;
    }
    const integer = (n: bigint) => new Fraction(n);
    expect(terms.map(({ coefficient, ratio }) => [shown(integer, coefficient), shown(integer, ratio)])).toEqual(
      again.map(({ coefficient, ratio }) => [shown(fraction, coefficient), shown(fraction, ratio)]),
    );
    const ratios = terms.map(({ ratio }) => new Fraction(ratio.numerator, ratio.denominator));
    const most = ratios.reduce((z, w) => (z.gt(w) ? z : w));
    expect(shown(integer, largest)).toBe(most.toFraction());
  }
});

test("Bayes' rule: what has probability 0 teaches nothing, and a constant factor of the chances does not matter", () => {
  const prior = table.law(plainIntegers, {}, environment, profileOf([1, 1, 1]));
  expect(given(plainIntegers, prior, () => 0n)).toBeUndefined();
  for (const c of [1n, 7n])
    expect(texts(chancesOf(given(plainIntegers, prior, () => c)!))).toEqual(texts(chancesOf(prior)));
});
