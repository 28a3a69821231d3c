import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { electionCases } from "../../../properties/cckmv/elections.js";
import { majorityTwiceReveals, twiceNoisy } from "../../../properties/cckmv/remark-8-twice.js";
import { unanimousLeak } from "../../../properties/cckmv/remark-8-unanimous.js";
import { noisyElectionTwiceAt, type TwiceSubject, twiceSubject } from "../../../properties/cckmv/twice-claim.js";
import { majorityTwiceFormat } from "../../../src/instance/cckmv.js";
import { opponent } from "../../../src/mechanisms/cckmv/election.js";
import { majorityTwice } from "../../../src/mechanisms/cckmv/majority-twice.js";
import { twice } from "../../../src/mechanisms/cckmv/twice.js";
import { rational } from "../../../src/number/rational.js";
import { mapLaw } from "../../../src/probability/law.js";
import { marginOneMore, minorityWins, noiseOfRate } from "../../controls/broken-elections.js";
import {
  type Candidate,
  candidates,
  chanceOf,
  electionLaw,
  lean,
  one,
  powerOf,
  tuples,
  winner,
  zero,
} from "../../worked/second-route.js";
import { bases, checksAt, decided, decidesAt, expectRepaired, words } from "./decided.js";

describe("a unanimous precinct", () => {
  const claim = unanimousLeak();

  it("is given away as every coin says: the other candidate wins with probability e^{−εn}/(1 + e^{−ε}) or less", () => {
    for (const b of bases) {
      for (let n = 1; n <= 8; n++) {
        for (const truth of candidates) {
          const c = { others: { A: truth === "A" ? n - 1 : 0, B: truth === "B" ? n - 1 : 0 }, truth };
          const wrong = chanceOf(electionLaw(one.div(b), truth === "A" ? n : -n), truth === "A" ? "B" : "A");
          expect(wrong.equals(powerOf(b, truth === "A" ? -n - 1 : -n).div(one.add(one.div(b))))).toBe(true);
          const holds = wrong.lt(powerOf(b, -n));
          expect(decidesAt(claim, c, b, {})).toBe(holds);
          expect(checksAt(claim, c, b, {}).holds).toBe(holds);
        }
      }
    }
  });

  it("is proved, with 1 as the best constant", async () => {
    expect(words(await decided(claim))).toEqual({ literal: "proved for all epsilon" });
    const b = new Fraction(1000);
    const { left, right } = checksAt(claim, { others: { A: 0, B: 0 }, truth: "B" }, b, {});
    expect([left, right]).toEqual([rational(1n, 1001n), rational(1n, 1000n)]);
  });

  it("rejects noise at half the rate, a margin one larger and the minority; other electorates are outside", async () => {
    for (const subject of [noiseOfRate(rational(1n, 2n)), marginOneMore, minorityWins]) {
      expect(words(await decided(unanimousLeak(subject)))).toEqual({ literal: "refuted" });
    }
    expect(checksAt(claim, { others: { A: 0, B: 1 }, truth: "A" }, bases[0]!, {}).hypotheses).toBe("outside");
  });
});

/** The majority twice with its winners changed, and everything else as it is. */
const majorityTwiceWith = (change: (o: Candidate) => Candidate): TwiceSubject =>
  twiceSubject(
    {
      ...majorityTwiceFormat,
      mechanism: {
        ...majorityTwice,
        law: (R, ...at) =>
          mapLaw(R, majorityTwice.law(R, ...at), (outcome) => twice(change(outcome.without), change(outcome.with))),
      },
    },
    (player) => ({ player }),
  );

describe("majority twice, the second time with a new voter", () => {
  const claim = majorityTwiceReveals();

  it("reveals her vote whenever the winner changes, by trying all votes of up to six others", async () => {
    let changes = 0;
    for (let n = 0; n <= 6; n++) {
      for (const others of tuples<Candidate>(candidates, n)) {
        for (const vote of candidates) {
          const d = others.reduce((sum, other) => sum + lean(other), 0);
          const [before, after] = [winner(d, 0), winner(d + lean(vote), 0)];
          if (before === after) continue;
          changes++;
          expect(after).toBe(vote);
        }
      }
    }
    expect(changes).toBeGreaterThan(20);
    expect(words(await decided(claim))).toEqual({ literal: "proved on the domain" });
  });

  it("rejects an election that the minority wins", async () => {
    const minority = majorityTwiceReveals(majorityTwiceWith(opponent));
    expect(words(await decided(minority))).toEqual({ literal: "refuted" });
  });

  it("is about the new voter: others are outside", () => {
    const instance = { mechanism: "cckmv/majority-twice", reports: ["A", "B"] };
    expect(claim.check({ instance, choices: { player: 1 } }, {}).hypotheses).toBe("outside");
    expect(claim.check({ instance, choices: { player: 0 } }, {}).hypotheses).toBe("inside");
  });
});

describe("two noisy elections, the second with a new voter", () => {
  const claim = twiceNoisy();

  /** The largest ratio of the chance of both winners under two votes of player 0; the newcomer is player 0 or 1. */
  function largestRatio(b: Fraction, others: readonly Candidate[], newcomer: 0 | 1): Fraction {
    const a = one.div(b);
    const sum = (votes: readonly Candidate[]) => votes.reduce((d, vote) => d + lean(vote), 0);
    const chance = (vote: Candidate, first: Candidate, second: Candidate) => {
      const early = newcomer === 0 ? others : [vote, ...others.slice(1)];
      return chanceOf(electionLaw(a, sum(early)), first).mul(chanceOf(electionLaw(a, sum([vote, ...others])), second));
    };
    let most = zero;
    for (const first of candidates) {
      for (const second of candidates) {
        const [p, q] = [chance("A", first, second), chance("B", first, second)];
        for (const ratio of [p.div(q), q.div(p)]) if (ratio.gt(most)) most = ratio;
      }
    }
    return most;
  }

  const instanceAt = (b: Fraction, others: readonly Candidate[], newcomer: number) => ({
    mechanism: "cckmv/noisy-election-twice",
    parameters: { epsilon: { times: "1", log: b.toFraction() }, player: newcomer },
    reports: ["A", ...others],
  });

  it("has the ratios that every coin gives: e^{2ε} for the newcomer, at most e^{4ε} for others, attained from n = 2 on", () => {
    for (const b of ["5/4", "2", "10"].map((text) => new Fraction(text))) {
      for (let n = 0; n <= 4; n++) {
        let most = zero;
        for (const others of tuples<Candidate>(candidates, n)) {
          for (const newcomer of n > 0 ? ([0, 1] as const) : ([0] as const)) {
            const ratio = largestRatio(b, others, newcomer);
            if (ratio.gt(most)) most = ratio;
            for (const { switches } of claim.readings) {
              const k = (switches.voter === "every" ? 4 : 2) / (switches.constant === "finite" ? 1 : 2);
              const check = claim.check(
                { instance: instanceAt(b, others, newcomer), choices: { player: 0 } },
                switches,
              );
              expect(check.left).toEqual(rational(ratio.n, ratio.d));
              expect(check.holds).toBe(ratio.lte(powerOf(b, k)));
              expect(check.hypotheses).toBe(switches.voter === "new" && newcomer === 1 ? "outside" : "inside");
            }
            if (newcomer === 0) expect(ratio.equals(powerOf(b, 2))).toBe(true);
          }
        }
        expect(most.equals(powerOf(b, n > 0 ? 4 : 2))).toBe(true);
      }
    }
  });

  it("is decided as trying the newcomers says", () => {
    for (const b of ["5/4", "10"].map((text) => new Fraction(text))) {
      for (const c of electionCases(5)) {
        const votes = [...Array<Candidate>(c.others.A).fill("A"), ...Array<Candidate>(c.others.B).fill("B")];
        for (const { switches } of claim.readings) {
          const k = (switches.voter === "every" ? 4 : 2) / (switches.constant === "finite" ? 1 : 2);
          const seen = [largestRatio(b, votes, 0)];
          if (switches.voter === "every") {
            for (const vote of new Set(votes)) {
              const at = votes.indexOf(vote);
              seen.push(largestRatio(b, [vote, ...votes.filter((_, i) => i !== at)], 1));
            }
          }
          expect(decidesAt(claim, c, b, switches)).toBe(seen.every((ratio) => ratio.lte(powerOf(b, k))));
        }
      }
    }
  });

  it("is 4ε and 2ε private for every ε, and not what ε for each tally would give", async () => {
    const readings = await decided(claim);
    expect(words(readings)).toEqual({
      "every+finite": "proved for all epsilon",
      "every+nominal": "refuted",
      "new+finite": "proved for all epsilon",
      "new+nominal": "refuted",
    });
    expectRepaired(readings.get("every+nominal")!, "4ε-differential privacy");
    expectRepaired(readings.get("new+nominal")!, "2ε-differential privacy");
    expect(readings.get("every+nominal")!.counterexample!.instance.reports).toEqual(["A", "A"]);
    expect(readings.get("new+nominal")!.counterexample!.instance.reports).toEqual(["A"]);
    for (const name of ["every+nominal", "new+nominal"]) {
      expect(readings.get(name)!.epsilons).toEqual({ times: "1", b: [] });
    }
  });

  it("rejects noise at twice the rate, and holds as composed at half the rate", async () => {
    const at = async (rate: ReturnType<typeof rational>) =>
      words(await decided(twiceNoisy(noisyElectionTwiceAt(rate))));
    expect(await at(rational(2n))).toMatchObject({ "every+finite": "refuted", "new+finite": "refuted" });
    expect(await at(rational(1n, 2n))).toMatchObject({
      "every+nominal": "proved for all epsilon",
      "new+nominal": "proved for all epsilon",
    });
  });
});
