import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { type ElectionCase, electionCases, noisyElectionAt } from "../../properties/cckmv/elections.js";
import { electionPrivate } from "../../properties/cckmv/fact-4-dp.js";
import type { Change } from "../../properties/cckmv/private-voter.js";
import { proposition431 } from "../../properties/cckmv/proposition-4.3.js";
import { proposition44 } from "../../properties/cckmv/proposition-4.4.js";
import { theorem42 } from "../../properties/cckmv/theorem-4.2.js";
import type { Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { algebraicNumber, equalNumbers } from "../../src/number/algebraic.js";
import { integersWithLog } from "../../src/number/log-ring.js";
import { polynomial } from "../../src/number/polynomial.js";
import { one as oneRational, rational } from "../../src/number/rational.js";
import { contains, isAll, isEmpty, type RealSet } from "../../src/number/real-set.js";
import { allEpsilon, decideOn, standingSet, stands } from "../../src/search/for-all-epsilon.js";
import type { SignedCell } from "../../src/verdict/certificate.js";
import {
  type Candidate,
  candidates,
  chanceOf,
  electionLaw,
  electionPairs,
  lawUnder,
  other,
  powerOf,
  privacyRatio,
  subsets,
  sum,
  tuples,
  type Vote,
} from "./second-route.js";

const cases = electionCases(4);
/** e^ε on both sides of the plastic number 1.3247… and of the other roots met below, small and large. */
const bases = ["21/20", "5/4", "4/3", "10"].map((text) => new Fraction(text));
const margin = ({ others }: ElectionCase): number => others.A - others.B;

const decideAt = (claim: Claim<ElectionCase>, c: ElectionCase, b: Fraction, switches: Switches): boolean =>
  stands(claim.decide(integersWithLog(b.n, b.d), c, switches));

const setOf = (
  claim: Claim<ElectionCase>,
  c: ElectionCase,
  switches: Switches,
  signs: SignedCell = allEpsilon(),
): RealSet => standingSet(decideOn((R, situation: ElectionCase) => claim.decide(R, situation, switches), c, signs));

/** The claim's decision at each b, over the integers and by membership in the set found for all ε, is `holds`. */
function expectDecided(
  claim: Claim<ElectionCase>,
  switches: Switches,
  holds: (b: Fraction, c: ElectionCase) => boolean,
): Set<boolean> {
  const signs = allEpsilon();
  const seen = new Set<boolean>();
  for (const c of cases) {
    const set = setOf(claim, c, switches, signs);
    for (const b of bases) {
      const expected = holds(b, c);
      seen.add(expected);
      const where = `${JSON.stringify(switches)} ${JSON.stringify(c)} b = ${b.toFraction()}`;
      expect(decideAt(claim, c, b, switches), where).toBe(expected);
      expect(contains(set, rational(b.n, b.d)), where).toBe(expected);
    }
  }
  return seen;
}

interface Voter {
  readonly alternative: "lie" | "N1" | "N2" | "N3" | "N4";
  readonly per: "coin" | "expectation";
  readonly sign: "two-signed" | "cost" | "benefit";
  readonly monotone: boolean;
  /** Condition (2) speaks of F(e^{kε}). */
  readonly k: number;
  /** U^out ≥ F(e^{kε}) is a hypothesis. */
  readonly floor: boolean;
}

const enormous = 10n ** 40n;

/**
 * Theorem 4.2 or Proposition 4.4 at one ε and one margin of the others, by trying: F takes each of 0, 1 and an enormous
 * value at x_A, x_B and e^{kε}; the gap is 2F(e^{kε}) or one more; utilities start at several levels; U^priv(o) is
 * s(o)·F(x_o) for every sign s. Coins are gone through one by one.
 */
function holdsByTrying(b: Fraction, s: number, truth: Candidate, voter: Voter): boolean {
  const a = new Fraction(1).div(b);
  const lie: Vote = voter.alternative === "lie" ? other(truth) : null;
  const ratioOver: readonly Vote[] = voter.alternative === "N1" ? ["A", "B", null] : candidates;
  const laws = ratioOver.map((vote) => lawUnder(a, s, vote));
  const x = candidates.map((o) => privacyRatio(laws, o) as Fraction);
  const at = powerOf(b, voter.k);
  const points = [at, ...x]
    .filter((p, i, list) => list.findIndex((q) => q.equals(p)) === i)
    .sort((p, q) => p.compare(q));
  const index = (p: Fraction) => points.findIndex((q) => q.equals(p));

  const pairs = [...electionPairs(a, s, truth, lie)].map(([pair, chance]) => {
    const [o, p] = pair.split(",") as [Candidate, Candidate];
    return { o: candidates.indexOf(o), p: candidates.indexOf(p), chance };
  });
  const common = pairs.reduce((product, { chance }) => product * chance.d, 1n);
  const weighted = pairs.map((pair) => ({ ...pair, weight: (pair.chance.n * common) / pair.chance.d }));
  const signs = { "two-signed": [-1n, 0n, 1n], cost: [-1n, 0n], benefit: [0n, 1n] }[voter.sign];

  for (const values of tuples([0n, 1n, enormous], points.length)) {
    if (voter.monotone && values.some((v, i) => i > 0 && values[i - 1]! > v)) continue;
    const F = x.map((ratio) => values[index(ratio)]!);
    const h = values[index(at)]!;
    for (const gap of [2n * h, 2n * h + 1n]) {
      for (const level of voter.floor ? [h, h + 1n] : [-2n, 0n, 3n]) {
        const utility = candidates.map((o) => (o === truth ? level + gap : level));
        for (const s of tuples(signs, 2)) {
          const inside = (o: number) => utility[o]! + s[o]! * F[o]!;
          const outside = (o: number) =>
            voter.alternative === "N4" ? 0n : voter.alternative === "N3" ? utility[o]! : inside(o);
          const gains = weighted.map(({ o, p }) => inside(o) - outside(p));
          const best =
            voter.per === "coin"
              ? gains.every((gain) => gain >= 0n)
              : gains.reduce((total, gain, i) => total + gain * weighted[i]!.weight, 0n) >= 0n;
          if (!best) return false;
        }
      }
    }
  }
  return true;
}

/** `holdsByTrying` once for each margin: the histograms with one margin have one law. */
function byTrying(voter: Voter): (b: Fraction, c: ElectionCase) => boolean {
  const known = new Map<string, boolean>();
  return (b, c) => {
    const key = `${b.toFraction()} ${margin(c)} ${c.truth}`;
    const found = known.get(key) ?? holdsByTrying(b, margin(c), c.truth, voter);
    known.set(key, found);
    return found;
  };
}

const signsOfUtility = ["two-signed", "cost"] as const;
const shapes = [false, true] as const;
const switchesOf = (sign: string, monotone: boolean): Switches => ({
  sign,
  bound: monotone ? "monotone" : "any",
  atOne: "limit",
  values: "extended",
  atInfinity: "open",
});

describe("Theorem 4.2, by trying every F, U^out and U^priv", () => {
  for (const changes of [[], ["e^(2ε)"], ["F nondecreasing"], ["e^(2ε)", "F nondecreasing"]] as const) {
    it(changes.length === 0 ? "as printed" : `with ${changes.join(" and ")}`, () => {
      const claim = theorem42(noisyElectionAt(oneRational), changes as readonly Change[]);
      const k = changes.some((change) => change === "e^(2ε)") ? 2 : 1;
      for (const per of ["coin", "expectation"] as const) {
        for (const sign of signsOfUtility) {
          for (const monotone of shapes) {
            const switches = {
              truthfulness: per === "coin" ? "universal" : "expectation",
              ...switchesOf(sign, monotone),
            };
            const nondecreasing = monotone || changes.some((change) => change === "F nondecreasing");
            expectDecided(
              claim,
              switches,
              byTrying({ alternative: "lie", per, sign, monotone: nondecreasing, k, floor: false }),
            );
          }
        }
      }
    });
  }
});

describe("Proposition 4.4, by trying every F, U^out and U^priv", () => {
  for (const absence of ["N1", "N2", "N3", "N4"] as const) {
    it(`as printed and repaired, where staying out is read as ${absence}`, () => {
      const repaired: readonly Change[] =
        absence === "N3"
          ? ["U^priv ≥ 0"]
          : ["e^(2ε)", "F nondecreasing", ...(absence === "N4" ? (["U^out ≥ F"] as const) : [])];
      for (const changes of [[], repaired]) {
        const claim = proposition44(noisyElectionAt(oneRational), changes);
        for (const per of ["coin", "expectation"] as const) {
          for (const sign of signsOfUtility) {
            const switches = { absence, per, ...switchesOf(sign, false) };
            const seen = expectDecided(
              claim,
              switches,
              byTrying({
                alternative: absence,
                per,
                sign: changes.includes("U^priv ≥ 0") ? "benefit" : sign,
                monotone: changes.includes("F nondecreasing"),
                k: changes.includes("e^(2ε)") ? 2 : 1,
                floor: changes.includes("U^out ≥ F"),
              }),
            );
            if (changes.length > 0) expect([...seen]).toEqual([true]);
          }
        }
      }
    });
  }
});

describe("Mechanism 4.1 is private, by trying every event", () => {
  for (const k of [1, 2]) {
    for (const neighbours of ["replace", "add-remove"]) {
      it(`Pr[E] <= e^{${k}ε}·Pr'[E], neighbours by ${neighbours}`, () => {
        const claim = electionPrivate(noisyElectionAt(oneRational), k === 2 ? ["e^(2ε)"] : []);
        const pairs: readonly (readonly Vote[])[] =
          neighbours === "replace" ? [candidates] : candidates.map((vote) => [vote, null]);
        const seen = expectDecided(claim, { neighbours }, (b, c) => {
          const a = new Fraction(1).div(b);
          return pairs.every((pair) =>
            subsets(candidates).every((event) => {
              const [p, q] = pair.map((vote) => sum(event.map((o) => chanceOf(lawUnder(a, margin(c), vote), o)))) as [
                Fraction,
                Fraction,
              ];
              return p.lte(powerOf(b, k).mul(q)) && q.lte(powerOf(b, k).mul(p));
            }),
          );
        });
        expect([...seen]).toEqual([k === 2 || neighbours === "add-remove"]);
      });
    }
  }
});

describe("Proposition 4.3 (1), by trying Δ in halves", () => {
  /** Pr[loss ≥ Δ] < e^{−εΔ} for Δ = h/2, both sides squared. */
  function holdsAt(b: Fraction, c: ElectionCase, halves: number): boolean {
    const counts = candidates.map((o) => c.others[o] + (c.truth === o ? 1 : 0)) as [number, number];
    const most = Math.max(...counts);
    const law = electionLaw(new Fraction(1).div(b), counts[0] - counts[1]);
    const event = candidates.filter((_, i) => 2 * counts[i]! <= 2 * most - halves);
    const p = sum(event.map((o) => chanceOf(law, o)));
    return p.mul(p).lt(powerOf(b, -halves));
  }
  const deltas = Array.from({ length: 21 }, (_, i) => i - 6);

  it("fails at Δ = 0, and only there", () => {
    const claim = proposition431();
    expectDecided(claim, { delta: "real" }, (b, c) => deltas.every((h) => holdsAt(b, c, h)));
    expectDecided(claim, { delta: "positive" }, (b, c) => deltas.every((h) => h <= 0 || holdsAt(b, c, h)));
    const repaired = proposition431(noisyElectionAt(oneRational), ["Δ ≠ 0"]);
    const seen = expectDecided(repaired, { delta: "real" }, (b, c) => deltas.every((h) => h === 0 || holdsAt(b, c, h)));
    expect([...seen]).toEqual([true]);
  });
});

describe("sets of ε with algebraic ends", () => {
  const caseAt = (s: number, truth: Candidate): ElectionCase => ({
    others: { A: Math.max(s, 0), B: Math.max(-s, 0) },
    truth,
  });
  const claim = theorem42();

  /**
   * A voter for A with U^priv in [−F, 0] pays F(x_A), x_A = (b^{s+2} + b^{s+1} − 1)/(b^{s+2} + b^{s+1} − b²) for s ≥ 1:
   * x_A ≤ b iff b^{s+3} − b^{s+1} − b³ + 1 ≥ 0. That polynomial has two positive roots at most (Descartes), one is 1,
   * where it falls, so there is exactly one beyond: at s = 1 the plastic number, the root of b³ − b − 1.
   */
  const thresholdOf = (s: number) =>
    algebraicNumber(
      polynomial([
        [1n, s + 3],
        [-1n, s + 1],
        [-1n, 3],
        [1n, 0],
      ]),
      rational(21n, 20n),
      rational(2n),
    );
  const plastic = algebraicNumber(
    polynomial([
      [1n, 3],
      [-1n, 1],
      [-1n, 0],
    ]),
    rational(1n),
    rational(2n),
  );
  const golden = algebraicNumber(
    polynomial([
      [1n, 2],
      [-1n, 1],
      [-1n, 0],
    ]),
    rational(1n),
    rational(2n),
  );

  it("a nondecreasing F and a privacy cost: a voter for A beside s >= 1 is truthful iff b is at least the root", () => {
    expect(equalNumbers(thresholdOf(1), plastic)).toBe(true);
    for (let s = 1; s <= 5; s++) {
      for (const [c, truthfulness] of [
        [caseAt(s, "A"), "universal"],
        [caseAt(-1 - s, "B"), "universal"],
        [caseAt(s, "A"), "expectation"],
      ] as const) {
        const set = setOf(claim, c, { truthfulness, ...switchesOf("cost", true) });
        expect(set.length).toBe(1);
        expect(set[0]!.from.closed && equalNumbers(set[0]!.from.value, thresholdOf(s))).toBe(true);
        expect(set[0]!.to.value).toBe("infinity");
      }
    }
  });

  it("beside s <= 0 such a voter for A is truthful for no ε", () => {
    for (let s = -5; s <= 0; s++) {
      expect(isEmpty(setOf(claim, caseAt(s, "A"), { truthfulness: "universal", ...switchesOf("cost", true) }))).toBe(
        true,
      );
    }
  });

  it("any F and a privacy cost: only at the root itself, where x_A = e^ε", () => {
    for (let s = 1; s <= 4; s++) {
      const [piece, ...more] = setOf(claim, caseAt(s, "A"), {
        truthfulness: "universal",
        ...switchesOf("cost", false),
      });
      expect(more).toEqual([]);
      for (const { value, closed } of [piece!.from, piece!.to]) {
        expect(closed && value !== "infinity" && equalNumbers(value, thresholdOf(s))).toBe(true);
      }
    }
  });

  it("the trying agrees within a hundred-thousandth of the plastic number", () => {
    const voter: Voter = { alternative: "lie", per: "coin", sign: "cost", monotone: true, k: 1, floor: false };
    for (const [text, holds] of [
      ["132471/100000", false],
      ["132472/100000", true],
    ] as const) {
      const b = new Fraction(text);
      expect(holdsByTrying(b, 1, "A", voter)).toBe(holds);
      expect(decideAt(claim, caseAt(1, "A"), b, { truthfulness: "universal", ...switchesOf("cost", true) })).toBe(
        holds,
      );
      expect(b.pow(3)!.sub(b).sub(1).gte(0)).toBe(holds);
    }
  });

  it("Proposition 4.3 (1) with noise of half the rate: b^D < b + 1 for the minority B, b^{D+1} < b + 1 for A, b = e^{ε/2}", () => {
    const half = proposition431(noisyElectionAt(rational(1n, 2n)));
    const set = (s: number, truth: Candidate) => setOf(half, caseAt(s, truth), { delta: "positive" });
    const expectBelow = (found: RealSet, end: typeof golden) => {
      expect(found.length).toBe(1);
      const { from, to } = found[0]!;
      expect(from.closed || to.closed).toBe(false);
      expect(equalNumbers(from.value, algebraicOne)).toBe(true);
      expect(to.value !== "infinity" && equalNumbers(to.value, end)).toBe(true);
    };
    const algebraicOne = {
      polynomial: polynomial([
        [1n, 1],
        [-1n, 0],
      ]),
      low: oneRational,
      high: oneRational,
    };
    expect(isAll(set(0, "A"))).toBe(true);
    expectBelow(set(1, "A"), golden);
    expectBelow(set(2, "A"), plastic);
    expectBelow(set(0, "B"), golden);
    expectBelow(set(-1, "B"), plastic);
  });
});
