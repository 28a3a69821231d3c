import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { type ElectionCase, electionCases } from "../../../properties/cckmv/elections.js";
import { lossConstant, lossEvidence, proposition432 } from "../../../properties/cckmv/proposition-4.3-2.js";
import { efficiencyAsymptotic } from "../../../properties/cckmv/remark-4.3-asymptotic.js";
import { width } from "../../../src/number/enclosure.js";
import { type Rational, rational } from "../../../src/number/rational.js";
import { marginOneMore, minorityWins, noiseOfRate, noiseRemoved } from "../../controls/broken-elections.js";
import { candidates, chanceOf, electionLaw, one, powerOf, zero } from "../../worked/second-route.js";
import { bases, checksAt, decided, decidesAt, decimal, isLess, ln, switchesOf, words } from "./decided.js";

interface Loss {
  readonly expected: Fraction;
  readonly chance: Fraction;
  readonly D: number;
}

/** The expected loss and the chance of any, by every coin: max_o′ #{θ_i = o′} − #{θ_i = o} over the law of the winner. */
function lossAt({ others, truth }: ElectionCase, b: Fraction): Loss {
  const count = { A: others.A + (truth === "A" ? 1 : 0), B: others.B + (truth === "B" ? 1 : 0) };
  const law = electionLaw(one.div(b), count.A - count.B);
  const most = Math.max(count.A, count.B);
  const lost = candidates.map((o) => ({ by: most - count[o], chance: chanceOf(law, o) }));
  return {
    expected: lost.reduce((sum, { by, chance }) => sum.add(chance.mul(by)), zero),
    chance: lost.reduce((sum, { by, chance }) => (by > 0 ? sum.add(chance) : sum), zero),
    D: Math.abs(count.A - count.B),
  };
}

const epsilonLoss = (c: ElectionCase, b: Fraction): Decimal => ln(b).mul(decimal(lossAt(c, b).expected));

describe("Proposition 4.3 (2)", () => {
  const claim = proposition432();

  it("is what every coin and 60 digits of ln give", () => {
    for (const b of bases) {
      for (const c of electionCases(8)) {
        const holds = isLess(epsilonLoss(c, b), new Decimal(1));
        expect(decidesAt(claim, c, b, {})).toBe(holds);
        if (c.others.A + c.others.B < 5) expect(checksAt(claim, c, b, {}).holds).toBe(holds);
      }
    }
  });

  it("has the loss D·e^{−εD}/(1 + e^{−ε}), less by e^{−ε} where the majority is for A", () => {
    for (const b of bases) {
      for (const c of electionCases(8)) {
        const { expected, D } = lossAt(c, b);
        const forA = c.others.A + (c.truth === "A" ? 1 : 0) > c.others.B + (c.truth === "B" ? 1 : 0);
        const formula = powerOf(b, -D - (forA ? 1 : 0))
          .mul(D)
          .div(one.add(one.div(b)));
        expect(expected.equals(formula)).toBe(true);
      }
    }
  });

  it("has the constant C·e^{1+C} = 1 as the best one, which one voter for B attains at e^ε = 1/C", () => {
    const C = lossConstant(80);
    const Precise = Decimal.clone({ precision: 60 });
    const text = ({ numerator, denominator }: Rational) => new Precise(`${numerator}`).div(`${denominator}`);
    const root = new Precise("0.278464542761073795109358739022980155439478");
    expect(text(C.low).lte(root)).toBe(true);
    expect(text(C.high).gte(root)).toBe(true);
    expect(width(C).denominator > 1n << 78n).toBe(true);
    expect(root.mul(root.plus(1).exp()).minus(1).abs().lt("1e-40")).toBe(true);
    const b = new Fraction(3591121, 1000000);
    for (const c of electionCases(8)) expect(epsilonLoss(c, b).lte(root.plus("1e-30"))).toBe(true);
    expect(epsilonLoss({ others: { A: 0, B: 0 }, truth: "B" }, b).gt(root.minus("1e-10"))).toBe(true);
    expect(lossEvidence("gate").bestConstant).toMatchObject({ equation: "C·e^(1+C) = 1" });
  });

  it("is proved for all ε, also with noise at twice the rate", async () => {
    expect(words(await decided(claim))).toEqual({ literal: "proved for all epsilon" });
    expect(words(await decided(proposition432(noiseOfRate(rational(2n)))))).toEqual({
      literal: "proved for all epsilon",
    });
  });

  it("rejects noise at a quarter of the rate, a margin one larger, and the minority", () => {
    const alone: ElectionCase = { others: { A: 0, B: 0 }, truth: "B" };
    const b = new Fraction(81);
    for (const subject of [noiseOfRate(rational(1n, 4n)), marginOneMore, minorityWins]) {
      expect(checksAt(proposition432(subject), alone, b, {}).holds).toBe(false);
    }
    expect(checksAt(claim, alone, b, {}).holds).toBe(true);
  });
});

describe("efficiency as a fraction of n", () => {
  const claim = efficiencyAsymptotic();

  it("is bounded as every coin says, and kept away from optimal for ε = c/n", () => {
    for (const { name, switches } of claim.readings) {
      for (const b of bases) {
        for (const c of electionCases(8)) {
          const n = c.others.A + c.others.B + 1;
          const { expected, chance, D } = lossAt(c, b);
          if (switches.regime === "c/n" && (c.truth === "A" || c.others.A > 0)) continue;
          const half = powerOf(b, -n).div(2);
          const holds =
            switches.regime === "c/n"
              ? (switches.sense === "probability" ? chance : expected.div(n)).gt(half)
              : switches.sense === "probability"
                ? D === 0 || chance.lt(powerOf(b, -D))
                : isLess(epsilonLoss(c, b), new Decimal(1));
          const where = `${name} ${JSON.stringify(c)} b = ${b.toFraction()}`;
          expect(decidesAt(claim, c, b, switches), where).toBe(holds);
          if (n < 5) expect(checksAt(claim, c, b, switches).holds, where).toBe(holds);
        }
      }
    }
  });

  it("tends to e^{−c}/2 in the family that ε = c/n loses: exactly e^{−c}/(1 + e^{−c/n})", () => {
    // e^{c/n} = b, so that e^{−c} = b^{−n}.
    for (const b of bases) {
      for (const n of [1, 3, 8]) {
        const c: ElectionCase = { others: { A: 0, B: n - 1 }, truth: "B" };
        const share = lossAt(c, b).expected.div(n);
        expect(share.equals(powerOf(b, -n).div(one.add(one.div(b))))).toBe(true);
      }
    }
  });

  it("is proved under every reading, and rejects noise at twice the rate for c/n, at half the rate for the probability", async () => {
    expect(words(await decided(claim))).toEqual({
      "omega+expectation": "proved for all epsilon",
      "omega+probability": "proved for all epsilon",
      "c/n+expectation": "proved for all epsilon",
      "c/n+probability": "proved for all epsilon",
    });
    const twice = words(await decided(efficiencyAsymptotic(noiseOfRate(rational(2n)))));
    expect([twice["c/n+expectation"], twice["c/n+probability"]]).toEqual(["refuted", "refuted"]);
    const half = words(await decided(efficiencyAsymptotic(noiseOfRate(rational(1n, 2n)))));
    expect(half["omega+probability"]).toBe("refuted");
  });

  it("loses nothing for ε = c/n without noise: the reading is about the noise", () => {
    const check = checksAt(
      efficiencyAsymptotic(noiseRemoved),
      { others: { A: 0, B: 2 }, truth: "B" },
      new Fraction(2),
      switchesOf(claim, "c/n+expectation"),
    );
    expect(check.holds).toBe(false);
  });
});
