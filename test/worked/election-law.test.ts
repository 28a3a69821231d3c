import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { constant } from "../../src/mechanisms/cckmv/constant.js";
import { type Candidate, candidates, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { majority } from "../../src/mechanisms/cckmv/majority.js";
import { noisyElection } from "../../src/mechanisms/cckmv/noisy-election.js";
import { integers } from "../../src/number/integer.js";
import { type Polynomial, polynomials } from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import {
  type Chances,
  chanceOf,
  electionLaw,
  electionPairs,
  lambdas,
  lean,
  noise,
  one,
  powerOf,
  sum,
  tail,
  winner,
} from "./second-route.js";

const votes: readonly Vote[] = ["A", "B", null];
const margins = [...Array.from({ length: 17 }, (_, i) => i - 8), -31, -30, 30, 31];
const fewLambdas = lambdas.filter((_, i) => [0, 3, 7].includes(i));
const rate = { rate: Q.one };

/** Voters with a given margin, none of them absent. */
const electorate = (margin: number) => [
  { report: "A" as Vote, count: 50 + Math.max(margin, 0) },
  { report: "B" as Vote, count: 50 + Math.max(-margin, 0) },
];

/** The integers as weights at b = 1/a. */
const ringAt = (a: Fraction) => integers(a.d, a.n);
const chances = (law: Law<unknown, bigint>): Chances =>
  new Map(law.entries.map(({ outcome, weight }) => [String(outcome), new Fraction(weight, law.total)]));

function expectSameLaw(found: Chances, derived: Chances): void {
  const outcomes = new Set([...found.keys(), ...derived.keys()]);
  for (const outcome of outcomes) {
    expect(chanceOf(found, outcome).toFraction()).toBe(chanceOf(derived, outcome).toFraction());
  }
}

describe("the second route's noise", () => {
  it("has tails that lose one term at a time, and mass 1", () => {
    for (const a of lambdas) {
      for (let m = 0; m < 6; m++)
        expect(
          tail(a, m)
            .sub(noise(a, m))
            .equals(tail(a, m + 1)),
        ).toBe(true);
      expect(tail(a, 1).mul(2).add(noise(a, 0)).equals(1)).toBe(true);
      // Pr[r = k] is proportional to e^{−ε|k|}.
      for (let k = 0; k < 6; k++) expect(noise(a, -k).div(noise(a, 0)).equals(powerOf(a, k))).toBe(true);
    }
  });
});

describe("the law of Mechanism 4.1", () => {
  it("is the sum of the discrete Laplace law over r <= d", () => {
    for (const a of lambdas) {
      for (const d of margins) {
        const found = chances(noisyElection.law(ringAt(a), rate, {}, electorate(d)));
        expectSameLaw(found, electionLaw(a, d));
      }
    }
  });

  it("depends on the margin only", () => {
    const R = integers(3n, 2n);
    const law = (profile: readonly { report: Vote; count: number }[]) =>
      chances(noisyElection.law(R, rate, {}, profile));
    const apart: { report: Vote; count: number }[] = [
      { report: "B", count: 1 },
      { report: null, count: 7 },
      { report: "A", count: 2 },
      { report: "B", count: 0 },
      { report: "A", count: 1 },
    ];
    expectSameLaw(law(apart), law([{ report: "A", count: 2 }]));
  });

  it("over polynomials in b, evaluated at b = 3/2, is the law at e^ε = 3/2", () => {
    for (const d of margins) {
      const law = noisyElection.law(polynomials(), rate, {}, electorate(d));
      expectSameLaw(chancesAt(law, new Fraction(3, 2)), electionLaw(new Fraction(2, 3), d));
    }
  });
});

describe("the coupled law of Mechanism 4.1", () => {
  const reports = votes.flatMap((truth) => votes.map((lie) => [truth, lie] as const));

  it("is found by going through r", () => {
    for (const a of fewLambdas) {
      for (const s of margins) {
        for (const [truth, lie] of reports) {
          const found = chances(noisyElection.coupled(ringAt(a), rate, {}, electorate(s), truth, lie));
          expectSameLaw(found, electionPairs(a, s, truth, lie));
        }
      }
    }
  });

  it("has the two laws as its marginals", () => {
    const R = integers(3n, 2n);
    for (const s of margins) {
      for (const [truth, lie] of reports) {
        const { entries, total } = noisyElection.coupled(R, rate, {}, electorate(s), truth, lie);
        for (const [side, vote] of [truth, lie].entries()) {
          const law = electionLaw(new Fraction(2, 3), s + lean(vote));
          for (const o of candidates) {
            const masses = entries
              .filter(({ outcome }) => outcome[side] === o)
              .map((e) => new Fraction(e.weight, total));
            expect(sum(masses).equals(chanceOf(law, o))).toBe(true);
          }
        }
      }
    }
  });

  it("over polynomials in b, evaluated at b = 3/2, is the coupled law at e^ε = 3/2", () => {
    for (const s of margins) {
      for (const [truth, lie] of reports) {
        const law = noisyElection.coupled(polynomials(), rate, {}, electorate(s), truth, lie);
        expectSameLaw(chancesAt(law, new Fraction(3, 2)), electionPairs(new Fraction(2, 3), s, truth, lie));
      }
    }
  });

  it("lets the outcome change with mass (1−a)a^s for s >= 0 and (1−a)a^{−s−1} for s <= −1", () => {
    for (const a of lambdas) {
      for (const s of margins) {
        const found = chances(noisyElection.coupled(ringAt(a), rate, {}, electorate(s), "A", "B"));
        const mass = one.sub(a).mul(powerOf(a, s >= 0 ? s : -s - 1));
        expect(chanceOf(found, "A,B").equals(mass)).toBe(true);
        expect(chanceOf(found, "B,A").equals(0)).toBe(true);
      }
    }
  });
});

describe("the deterministic elections", () => {
  const R = integers(3n, 2n);
  const pointLaw = (outcome: string): Chances => new Map([[outcome, one]]);

  it("majority elects A iff #A >= #B, whatever the coins", () => {
    for (const s of margins) {
      expectSameLaw(chances(majority.law(R, {}, {}, electorate(s))), pointLaw(winner(s, 0)));
      for (const truth of votes) {
        for (const lie of votes) {
          const found = chances(majority.coupled(R, {}, {}, electorate(s), truth, lie));
          expectSameLaw(found, pointLaw(`${winner(s + lean(truth), 0)},${winner(s + lean(lie), 0)}`));
        }
      }
    }
  });

  it("a constant elects its candidate", () => {
    for (const outcome of candidates) {
      expectSameLaw(chances(constant.law(R, { outcome }, {}, electorate(-3))), pointLaw(outcome));
      const found = chances(constant.coupled(R, { outcome }, {}, electorate(-3), "B", "A"));
      expectSameLaw(found, pointLaw(`${outcome},${outcome}`));
    }
  });
});

describe("every margin", () => {
  const P = polynomials();
  const power = (k: number): Polynomial => P.power(k, k);
  const lawAt = (d: number) => lawBy(P, d);

  /** Pr at d = (1−y)·1[sure] + y·Pr at `start`, with y = b^{−steps}: cross-multiplied, as polynomials in b. */
  function expectMixture(d: number, start: number, steps: number, sure: Candidate): void {
    const [law, base] = [lawAt(d), lawAt(start)];
    for (const o of candidates) {
      const surely = o === sure ? P.subtract(power(steps), P.one) : P.zero;
      const left = P.multiply(law.chance(o), P.multiply(power(steps), base.total));
      const right = P.multiply(law.total, P.add(P.multiply(surely, base.total), base.chance(o)));
      expect(P.equals(left, right)).toBe(true);
    }
  }

  it("at d >= 0 the law is the mixture (1−y)·[A] + y·law(0) with y = b^{−d}, at d <= −1 its mirror image", () => {
    for (let d = 0; d <= 60; d++) expectMixture(d, 0, d, "A");
    for (let d = -1; d >= -60; d--) expectMixture(d, -1, -1 - d, "B");
  });

  it("at a margin of the others of s >= 1 or s <= −2 the laws under all votes share y with those at 1 or −2", () => {
    for (let s = 1; s <= 60; s++) for (const vote of votes) expectMixture(s + lean(vote), 1 + lean(vote), s - 1, "A");
    for (let s = -2; s >= -60; s--) {
      for (const vote of votes) expectMixture(s + lean(vote), -2 + lean(vote), -2 - s, "B");
    }
  });

  it("the pairs of winners under the same coins are the same at every margin", () => {
    for (let s = -60; s <= 60; s++) {
      for (const lie of ["B", null] as const) {
        const { entries } = noisyElection.coupled(P, rate, {}, electorate(s), "A", lie);
        expect(entries.filter(({ weight }) => !P.equals(weight, P.zero)).map(({ outcome }) => outcome.join())).toEqual([
          "A,A",
          "A,B",
          "B,B",
        ]);
      }
    }
  });
});

function lawBy(P: Ring<Polynomial>, d: number) {
  const { entries, total } = noisyElection.law(P, rate, {}, electorate(d));
  return { total, chance: (o: Candidate) => entries.find(({ outcome }) => outcome === o)!.weight };
}

/** The chances of a law over polynomials at one b, by adding up the terms. */
function chancesAt(law: Law<unknown, Polynomial>, b: Fraction): Chances {
  const at = ({ coefficients, exponents }: Polynomial): Fraction =>
    sum(coefficients.map((c, i) => powerOf(b, exponents[i]!).mul(c)));
  const total = at(law.total);
  return new Map(law.entries.map(({ outcome, weight }) => [String(outcome), at(weight).div(total)]));
}
