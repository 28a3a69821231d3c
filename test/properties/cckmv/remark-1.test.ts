import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { without } from "../../../properties/cckmv/election-family.js";
import { type ElectionCase, electionCases } from "../../../properties/cckmv/elections.js";
import { costChange, pivotalEps } from "../../../properties/cckmv/remark-1-changes.js";
import { overallCost, pivotalSkewed } from "../../../properties/cckmv/remark-1-skewed.js";
import { rational } from "../../../src/number/rational.js";
import {
  independentCoins,
  minorityWins,
  noiseOfRate,
  noiseRemoved,
  strictComparison,
} from "../../controls/broken-elections.js";
import {
  type Candidate,
  candidates,
  electionPairs,
  lawUnder,
  one,
  other,
  powerOf,
  privacyRatio,
  type Vote,
  zero,
} from "../../worked/second-route.js";
import {
  bases,
  checksAt,
  decided,
  decidesAt,
  decimal,
  expectRepaired,
  isLess,
  ln,
  switchesOf,
  words,
} from "./decided.js";

const marginOf = ({ others }: ElectionCase): number => others.A - others.B;

/** Pr[the winners under two votes differ], coin by coin. */
function changeChance(b: Fraction, margin: number, truth: Vote, lie: Vote): Fraction {
  const pairs = electionPairs(one.div(b), margin, truth, lie);
  return [...pairs].reduce((sum, [pair, mass]) => (pair[0] === pair[2] ? sum : sum.add(mass)), zero);
}

const skewed = (first: Candidate, m: number): readonly ElectionCase[] =>
  candidates.map((truth) => without(truth, { A: first === "A" ? 2 * m : m, B: first === "A" ? m : 2 * m }));

const doubleRate = noiseOfRate(rational(2n));
const halfRate = noiseOfRate(rational(1n, 2n));

describe("the chance that one vote matters in a skewed election", () => {
  const claim = pivotalSkewed();

  it("is what finding every coin gives, against C·e^{−εn/3}", () => {
    for (const { name, switches } of claim.readings) {
      const first = switches.first as Candidate;
      for (const b of bases) {
        for (const m of [1, 2, 3, 5]) {
          for (const c of skewed(first, m)) {
            const lie = switches.affects === "dropout" ? null : other(c.truth);
            const chance = changeChance(b, marginOf(c), c.truth, lie);
            let C = one;
            if (switches.factor === "of-epsilon") {
              C = switches.affects === "dropout" ? b.sub(1).div(b.add(1)) : b.sub(1);
              if (first === "B") C = C.mul(b);
            }
            if (switches.factor === "shifted") C = b;
            const holds = chance.lte(C.mul(powerOf(b, -m)));
            const where = `${name} ${JSON.stringify(c)} b = ${b.toFraction()}`;
            expect(decidesAt(claim, c, b, switches), where).toBe(holds);
            const check = checksAt(claim, c, b, switches);
            expect([check.hypotheses, check.holds], where).toEqual(["inside", holds]);
          }
        }
      }
    }
  });

  it("is attained by voters of the majority: no smaller factor and no higher rate", () => {
    const name = "change+of-epsilon+A";
    for (const b of bases) {
      for (const m of [1, 2, 7]) {
        const { left, right } = checksAt(claim, skewed("A", m)[0]!, b, switchesOf(claim, name));
        expect(left).toEqual(right);
      }
    }
  });

  it("is decided, reading by reading; with a factor free of ε it falls at three voters beyond ε = ln 2", async () => {
    const readings = await decided(claim);
    expect(words(readings)).toEqual({
      "change+of-epsilon+A": "proved for all epsilon",
      "change+one+A": "refuted",
      "dropout+of-epsilon+A": "proved for all epsilon",
      "dropout+one+A": "proved for all epsilon",
      "change+shifted+A": "proved for all epsilon",
      "dropout+shifted+A": "proved for all epsilon",
      "change+of-epsilon+B": "proved for all epsilon",
    });
    const fallen = readings.get("change+one+A")!;
    expect(fallen.epsilons).toEqual({
      times: "1",
      b: [{ from: { value: "1", closed: false }, to: { value: "2", closed: true } }],
    });
    expect(fallen.counterexample!.instance.reports).toEqual(["A", "A", "B"]);
    expectRepaired(fallen, "the factor e^ε − 1");
    expect(checksAt(claim, skewed("A", 1)[0]!, new Fraction(2), fallen.switches).holds).toBe(true);
  });

  it("leaves other electorates outside", () => {
    const check = checksAt(claim, { others: { A: 1, B: 0 }, truth: "A" }, new Fraction(2), claim.readings[0]!.switches);
    expect(check.hypotheses).toBe("outside");
  });

  it("rejects twice the rate, half of it, another tie rule and no noise", async () => {
    for (const subject of [doubleRate, halfRate, strictComparison, noiseRemoved, independentCoins]) {
      const literal = { ...pivotalSkewed(subject), readings: claim.readings.slice(0, 1) };
      expect((await decided(literal)).get("change+of-epsilon+A")!.verdict).toBe("refuted");
    }
  });
});

describe("an overall privacy cost up to ε", () => {
  const claim = overallCost();

  it("tempts somebody whenever the gap is at most e^{εn/3}, by trying voters and gaps", () => {
    for (const { name, switches } of claim.readings) {
      const first = switches.first as Candidate;
      const c = switches.sign === "cost" ? 1 : 2;
      for (const b of bases) {
        for (const m of [1, 2, 4]) {
          const least = skewed(first, m)
            .filter(({ truth }) => switches.voters === "every" || truth === first)
            .map((voter) => changeChance(b, marginOf(voter), voter.truth, other(voter.truth)))
            .reduce((x, y) => (x.lt(y) ? x : y));
          const most = powerOf(b, switches.voters === "every" ? m : m - 1).mul(c);
          for (const share of [one, new Fraction(1, 2)]) {
            const gap = most.mul(share);
            const holds = isLess(decimal(gap.mul(least)), ln(b).mul(c));
            expect(holds, name).toBe(true);
            for (const voter of skewed(first, m)) {
              const check = checksAt(claim, voter, b, switches, { gap: gap.toFraction() });
              expect([check.hypotheses, check.holds]).toEqual([share.equals(1) ? "boundary" : "inside", holds]);
              expect(decidesAt(claim, voter, b, switches)).toBe(true);
            }
          }
        }
      }
    }
  });

  it("does not tempt a voter of the majority at the gap e^{εn/3}: her own bound has n − 3", () => {
    const b = new Fraction(2);
    const majority = { ...switchesOf(claim, "majority+cost+A") };
    const check = checksAt(claim, skewed("A", 3)[0]!, b, majority, { gap: powerOf(b, 3).toFraction() });
    expect([check.hypotheses, check.holds]).toEqual(["outside", false]);
  });

  it("is proved under every reading", async () => {
    const found = Object.values(words(await decided(claim)));
    expect(found).toEqual(Array(5).fill("proved for all epsilon"));
  });

  it("rejects noise at half the rate, where a vote matters more, and a bound of ε(n + 6)", () => {
    const literal = switchesOf(claim, "every+cost+A");
    const [b, voter] = [new Fraction(4), skewed("A", 4)[1]!];
    const gap = { gap: powerOf(b, 4).toFraction() };
    expect(checksAt(claim, voter, b, literal, gap).holds).toBe(true);
    expect(checksAt(overallCost(halfRate), voter, b, literal, gap).holds).toBe(false);
    expect(checksAt(claim, voter, b, literal, { gap: powerOf(b, 6).toFraction() }).holds).toBe(false);
  });
});

describe("the expected change in privacy cost", () => {
  const claim = costChange();

  it("is at most k·ε·Pr[the outcome changes] exactly where coins and ratios say so", () => {
    for (const { name, switches } of claim.readings) {
      const repaired = claim.repair!(claim.readings.find((reading) => reading.name === name)!);
      for (const [built, k] of [
        [claim, 1],
        ...(repaired ? [[repaired.claim(), { "ln+two-signed": 4 }[name] ?? 2] as const] : []),
      ] as const) {
        for (const b of bases) {
          for (const c of electionCases(8)) {
            const s = marginOf(c);
            const laws = candidates.map((vote) => lawUnder(one.div(b), s, vote));
            const [x, y] = candidates.map((o) => privacyRatio(laws, o) as Fraction) as [Fraction, Fraction];
            const both = switches.sign === "two-signed" ? x.mul(y) : x.gt(y) ? x : y;
            const holds = switches.F === "ln" ? both.lte(powerOf(b, k)) : (switches.sign === "two-signed" ? 2 : 1) <= k;
            expect(decidesAt(built, c, b, switches)).toBe(holds);
            if (c.others.A + c.others.B > 4) continue;
            expect(checksAt(built, c, b, switches).holds).toBe(holds);
          }
        }
      }
    }
  });

  it("comes as near to 4ε as one likes, as ε → 0 where the others are tied, and is 2ε everywhere for a cost", () => {
    const tied = (b: Fraction) => {
      const laws = candidates.map((vote) => lawUnder(one.div(b), 0, vote));
      return candidates.map((o) => privacyRatio(laws, o) as Fraction) as [Fraction, Fraction];
    };
    const b = new Fraction(1001, 1000);
    const [x, y] = tied(b);
    expect(ln(x.mul(y)).div(ln(b)).gt("3.99")).toBe(true);
    expect(x.gt(y) ? x : y).toEqual(powerOf(b, 2));
  });

  it("falls by the constants 4, 2 and 2, and holds for a cost bounded by ε", async () => {
    const readings = await decided(claim);
    expect(words(readings)).toEqual({
      "ln+two-signed": "refuted",
      "ln+cost": "refuted",
      "epsilon+two-signed": "refuted",
      "epsilon+cost": "proved for all epsilon",
    });
    expectRepaired(readings.get("ln+two-signed")!, "4ε in the place of ε");
    expectRepaired(readings.get("ln+cost")!, "2ε in the place of ε");
    expectRepaired(readings.get("epsilon+two-signed")!, "2ε in the place of ε");
    for (const name of ["ln+two-signed", "ln+cost", "epsilon+two-signed"]) {
      const { instance } = readings.get(name)!.counterexample!;
      expect(instance.reports).toEqual(["A"]);
      expect(readings.get(name)!.epsilons).toEqual({ times: "1", b: [] });
    }
  });

  it("rejects the repaired constants at twice the rate", async () => {
    for (const name of ["ln+two-signed", "ln+cost"]) {
      const reading = claim.readings.find((candidate) => candidate.name === name)!;
      const repaired = costChange(doubleRate).repair!(reading)!.claim();
      const only = { ...repaired, readings: [{ ...reading, literal: true }] };
      expect((await decided(only)).get(name)!.verdict).toBe("refuted");
    }
  });
});

describe("the chance that the outcome changes", () => {
  const claim = pivotalEps();

  it("is less than ε, by every coin and 60 digits of ln", () => {
    for (const { switches } of claim.readings) {
      for (const b of bases) {
        for (const c of electionCases(8)) {
          const lie = switches.affects === "dropout" ? null : other(c.truth);
          const holds = isLess(decimal(changeChance(b, marginOf(c), c.truth, lie)), ln(b));
          expect(decidesAt(claim, c, b, switches)).toBe(holds);
          if (c.others.A + c.others.B < 4) expect(checksAt(claim, c, b, switches).holds).toBe(holds);
        }
      }
    }
  });

  it("has 1 as the best constant, 1/2 for staying out", () => {
    const b = new Fraction(1001, 1000);
    const ratio = (lie: Vote) => decimal(changeChance(b, 0, "A", lie)).div(ln(b));
    expect(ratio("B").gt("0.999")).toBe(true);
    expect([ratio(null).gt("0.499"), ratio(null).lt("0.5")]).toEqual([true, true]);
  });

  it("is proved, and rejects noise at twice the rate, no noise, and coins of one's own", async () => {
    expect(words(await decided(claim))).toEqual({
      change: "proved for all epsilon",
      dropout: "proved for all epsilon",
    });
    for (const subject of [doubleRate, noiseRemoved, independentCoins]) {
      const literal = { ...pivotalEps(subject), readings: claim.readings.slice(0, 1) };
      expect((await decided(literal)).get("change")!.verdict).toBe("refuted");
    }
    for (const subject of [minorityWins, strictComparison]) {
      const literal = { ...pivotalEps(subject), readings: claim.readings.slice(0, 1) };
      expect((await decided(literal)).get("change")!.verdict).toBe("proved for all epsilon");
    }
  });
});
