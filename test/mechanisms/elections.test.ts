import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import type { WithCoins } from "../../src/game/mechanism.js";
import { beside, others, type Profile, profileOf, reportOf, size } from "../../src/game/profile.js";
import { situationAt } from "../../src/game/situation.js";
import { dictator } from "../../src/mechanisms/cckmv/dictator.js";
import type { NoEnvironment } from "../../src/mechanisms/cckmv/election.js";
import { majorityTwice } from "../../src/mechanisms/cckmv/majority-twice.js";
import { noisyElectionTwice } from "../../src/mechanisms/cckmv/noisy-election-twice.js";
import { integers, plainIntegers } from "../../src/number/integer.js";
import { homogeneousAt, polynomials } from "../../src/number/polynomial.js";
import { rational, rationals, one as unit } from "../../src/number/rational.js";
import type { OrderedRing, Ring } from "../../src/number/ring.js";
import { lieMarginal, truthMarginal } from "../../src/probability/coupling.js";
import { hockeyStick } from "../../src/probability/divergence.js";
import { isNormalised, type Law } from "../../src/probability/law.js";
import {
  type Chances,
  chancesOf,
  give,
  lists,
  noise,
  replaced,
  texts,
  twoNoises,
  twoWinners,
  type Vote,
  votes,
  zero,
} from "./second-route.js";

const profiles = [1, 2, 3].flatMap((n) => [...lists(votes, n)]);

test("`beside` undoes `others`, whatever the groups", () => {
  const profile = [
    { report: "A", count: 2 },
    { report: "B", count: 1 },
    { report: null, count: 3 },
  ];
  const asList = (groups: Profile<string | null>) => groups.flatMap(({ report, count }) => Array(count).fill(report));
  for (let player = 0; player < 6; player++) {
    const again = beside(others(profile, player), player, "new");
    expect(asList(again)).toEqual(replaced(asList(profile), player, "new"));
    expect(reportOf(again, player)).toBe("new");
  }
  expect(asList(beside(profile, 6, "last"))).toEqual([...asList(profile), "last"]);
  for (const player of [-1, 7]) expect(() => beside(profile, player, "x")).toThrow("expected a player from 0 to 6");
});

/** The joint law under two reports, whatever a mechanism does to each world. */
type Worlds<P, O> = WithCoins<P, NoEnvironment, Vote, O>;

function coupledAt<P, O, S>(
  R: Ring<S>,
  mechanism: Worlds<P, O>,
  parameters: P,
  reports: readonly Vote[],
  player: number,
  truth: Vote,
  lie: Vote,
) {
  const rest = others(profileOf(reports), player);
  return mechanism.coupled(R, parameters, {}, rest, truth, lie, player);
}

describe("the dictator", () => {
  const present = profiles.flatMap((reports) =>
    reports.flatMap((vote, player) => (vote === null ? [] : [{ reports, player }])),
  );

  test("her report wins; nobody else matters, under any two reports", () => {
    for (const { reports, player: decider } of present) {
      const parameters = { player: decider };
      expect(texts(chancesOf(dictator.law(plainIntegers, parameters, {}, profileOf(reports))))).toEqual([
        `"${reports[decider]}" 1`,
      ]);
      for (const [player] of reports.entries()) {
        const choices = player === decider ? (["A", "B"] as const) : votes;
        for (const truth of choices) {
          for (const lie of choices) {
            const found = coupledAt(plainIntegers, dictator, parameters, reports, player, truth, lie);
            const pair = player === decider ? [truth, lie] : [reports[decider], reports[decider]];
            expect(texts(chancesOf(found))).toEqual([`${JSON.stringify(pair)} 1`]);
          }
        }
      }
    }
  });

  test("she may not be absent, everybody else may", () => {
    for (const player of [0, 1, 2]) {
      const rest = profileOf<Vote>(["A", "B"]);
      const situation = situationAt(plainIntegers, dictator, { player: 1 }, {}, rest, player);
      expect("absent" in situation).toBe(player !== 1);
      if (player === 1) expect(() => situation.law(null)).toThrow("expected player 1 to be present");
    }
  });
});

describe("majority twice", () => {
  test("both winners, for every player left out and every player who changes her report", () => {
    for (const reports of profiles) {
      for (const [leftOut] of reports.entries()) {
        const parameters = { player: leftOut };
        const found = majorityTwice.law(plainIntegers, parameters, {}, profileOf(reports));
        expect(texts(chancesOf(found))).toEqual([`${JSON.stringify(twoWinners(reports, leftOut))} 1`]);
        for (const [player] of reports.entries()) {
          for (const [truth, lie] of lists(votes, 2) as Iterable<[Vote, Vote]>) {
            const pair = [truth, lie].map((vote) => twoWinners(replaced(reports, player, vote), leftOut));
            const joint = coupledAt(plainIntegers, majorityTwice, parameters, reports, player, truth, lie);
            expect(texts(chancesOf(joint))).toEqual([`${JSON.stringify(pair)} 1`]);
          }
        }
      }
    }
  });

  test("the vote of the player left out is revealed: where the winners differ, hers is the second [Section 8]", () => {
    for (const reports of profiles) {
      for (const [leftOut] of reports.entries()) {
        const [entry] = majorityTwice.law(plainIntegers, { player: leftOut }, {}, profileOf(reports)).entries;
        const { without, with: second } = entry!.outcome;
        if (without !== second) expect(reports[leftOut]).toBe(second);
      }
    }
  });
});

describe("the noisy election twice", () => {
  const a = new Fraction(2, 3);
  const R = integers(3n, 2n);
  const parameters = (player: number) => ({ rate: unit, player });

  /** The law of what `see` makes of the two noises, each pair of them tried. */
  function everyNoise(reach: number, see: (coins: readonly [number, number]) => unknown): Chances {
    const law: Chances = new Map();
    for (const [coins, chance] of twoNoises(a, reach)) give(law, see(coins), chance);
    return law;
  }

  test("law", () => {
    for (const reports of profiles) {
      for (const [leftOut] of reports.entries()) {
        const found = noisyElectionTwice.law(R, parameters(leftOut), {}, profileOf(reports));
        expect(isNormalised(R, found)).toBe(true);
        const second = everyNoise(reports.length + 2, (coins) => twoWinners(reports, leftOut, coins));
        expect(texts(chancesOf(found))).toEqual(texts(second));
      }
    }
  });

  test("coupled law: both noises are shared by the two worlds", () => {
    const three: Vote[][] = [
      ["A", "B", null],
      ["B", "B", "A"],
      ["A", "A", "A"],
    ];
    for (const reports of [...profiles.filter(({ length }) => length <= 2), ...three]) {
      for (const [leftOut] of reports.entries()) {
        for (const [player] of reports.entries()) {
          for (const [truth, lie] of lists(votes, 2) as Iterable<[Vote, Vote]>) {
            const found = coupledAt(R, noisyElectionTwice, parameters(leftOut), reports, player, truth, lie);
            expect(isNormalised(R, found)).toBe(true);
            const second = everyNoise(reports.length + 2, (coins) =>
              [truth, lie].map((vote) => twoWinners(replaced(reports, player, vote), leftOut, coins)),
            );
            expect(texts(chancesOf(found))).toEqual(texts(second));
          }
        }
      }
    }
  });

  test("the coupled law has the two laws as its marginals; the last player is meant where none is named", () => {
    for (const reports of profiles) {
      const player = reports.length - 1;
      const rest = others(profileOf(reports), player);
      for (const [truth, lie] of lists(votes, 2) as Iterable<[Vote, Vote]>) {
        const joint = noisyElectionTwice.coupled(R, parameters(0), {}, rest, truth, lie);
        const lawAt = (vote: Vote) =>
          texts(chancesOf(noisyElectionTwice.law(R, parameters(0), {}, profileOf(replaced(reports, player, vote)))));
        expect(texts(chancesOf(truthMarginal(R, joint)))).toEqual(lawAt(truth));
        expect(texts(chancesOf(lieMarginal(R, joint)))).toEqual(lawAt(lie));
        expect(size(rest)).toBe(player);
      }
    }
  });

  test("a mechanism with one noise for both runs is another one", () => {
    const reports: readonly Vote[] = ["A", "B"];
    const shared: Chances = new Map();
    for (const [r, p] of noise(a, 5)) give(shared, twoWinners(reports, 0, [r, r]), p);
    expect(texts(chancesOf(noisyElectionTwice.law(R, parameters(0), {}, profileOf(reports))))).not.toEqual(
      texts(shared),
    );
  });

  test("polynomials at b = 3/2, and rationals, give the law of the integers", () => {
    const b = rational(3n, 2n);
    for (const reports of profiles) {
      const player = reports.length - 1;
      const lawsOver = <S>(S: Ring<S>): Law<unknown, S>[] => [
        noisyElectionTwice.law(S, parameters(0), {}, profileOf(reports)),
        coupledAt(S, noisyElectionTwice, parameters(0), reports, player, "A", null),
      ];
      const numeric = lawsOver(R).map((law) => texts(chancesOf(law)));
      const symbolic = lawsOver(polynomials()).map(({ entries, total }) => {
        // p(b)/q(b) with both brought to one degree, so that the homogeneous values can be divided.
        const exactly = (p: typeof total) => {
          const top = p.exponents.at(-1) ?? 0;
          return new Fraction(homogeneousAt(p, b), 1n).div(new Fraction(2).pow(top)!);
        };
        const law: Chances = new Map();
        for (const { outcome, weight } of entries) give(law, outcome, exactly(weight).div(exactly(total)));
        return texts(law);
      });
      const fractions = lawsOver(rationals(b)).map(({ entries, total }) => {
        const law: Chances = new Map();
        const value = (x: typeof total) => new Fraction(x.numerator, x.denominator);
        for (const { outcome, weight } of entries) give(law, outcome, value(weight).div(value(total)));
        return texts(law);
      });
      expect(symbolic).toEqual(numeric);
      expect(fractions).toEqual(numeric);
    }
  });

  test("least delta: the hockey-stick divergence is the worst event", () => {
    const laws = (["A", "B"] as const).map((vote) =>
      noisyElectionTwice.law(R as OrderedRing<bigint>, parameters(0), {}, profileOf<Vote>(["A", "B", vote])),
    ) as [Law<unknown, bigint>, Law<unknown, bigint>];
    const [P, Q] = laws.map(chancesOf) as [Chances, Chances];
    const outcomes = [...new Set([...P.keys(), ...Q.keys()])];
    for (const [numerator, denominator] of [
      [1n, 1n],
      [3n, 2n],
      [9n, 4n],
      [5n, 1n],
    ] as const) {
      const bound = new Fraction(numerator, denominator);
      let worst = zero;
      for (let event = 0; event < 2 ** outcomes.length; event++) {
        const inside = outcomes.filter((_, i) => (event >> i) & 1);
        const mass = (law: Chances) => inside.reduce((sum, o) => sum.add(law.get(o) ?? zero), zero);
        const delta = mass(P).sub(bound.mul(mass(Q)));
        if (delta.gt(worst)) worst = delta;
      }
      const found = hockeyStick(R, ...laws, { numerator, denominator });
      expect(new Fraction(found.numerator, found.denominator).toFraction()).toBe(worst.toFraction());
    }
  });
});
