import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { doubled, nondecreasing } from "../../../properties/cckmv/bound-families.js";
import { without } from "../../../properties/cckmv/election-family.js";
import { type ElectionCase, electionCases } from "../../../properties/cckmv/elections.js";
import { skewedBalance } from "../../../properties/cckmv/remark-5-skewed-balance.js";
import { rational } from "../../../src/number/rational.js";
import { independentCoins, noiseOfRate } from "../../controls/broken-elections.js";
import {
  candidates,
  electionPairs,
  lawUnder,
  one,
  other,
  powerOf,
  privacyRatio,
  zero,
} from "../../worked/second-route.js";
import { checksAt, decided, decidesAt, expectRepaired, switchesOf, words } from "./decided.js";

const marginOf = ({ others }: ElectionCase): number => others.A - others.B;
const few = ["5/4", "2", "10"].map((text) => new Fraction(text));
const linear = { kind: "linear", slope: "1" };

/** x_A and x_B beside others at a margin, from every coin. */
const ratios = (b: Fraction, margin: number): readonly Fraction[] =>
  candidates.map(
    (o) =>
      privacyRatio(
        candidates.map((vote) => lawUnder(one.div(b), margin, vote)),
        o,
      ) as Fraction,
  );

const twofold = "equal up to a factor of 2, between F(e^{2ε})/gap and 2F(e^{2ε})/gap";
const greater = (xs: readonly Fraction[]): Fraction => (xs[0]!.gt(xs[1]!) ? xs[0]! : xs[1]!);

describe("gain and privacy difference in a skewed election", () => {
  const claim = skewedBalance();

  it("are what every coin gives for F(x) = x − 1, against 2F(e^{kε})·(e^ε − 1)·e^{−εn/3}", () => {
    for (const name of ["small+two-signed+A+any+limit+extended+open", "small+cost+A+any+limit+extended+open"]) {
      const reading = claim.readings.find((candidate) => candidate.name === name)!;
      for (const [built, k] of [[claim, 1] as const, [claim.repair!(reading)!.claim(), 2] as const]) {
        for (const b of few) {
          for (const m of [1, 2, 4]) {
            for (const truth of candidates) {
              const c = without(truth, { A: 2 * m, B: m });
              const pairs = electionPairs(one.div(b), marginOf(c), truth, other(truth));
              const moved = [...pairs].reduce((sum, [pair, mass]) => (pair[0] === pair[2] ? sum : sum.add(mass)), zero);
              const F = ratios(b, marginOf(c)).map((x) => x.sub(1));
              const difference = moved.mul(name.startsWith("small+cost") ? greater(F) : F[0]!.add(F[1]!));
              const decay = b.sub(1).mul(powerOf(b, -m));
              const bound = powerOf(b, k).sub(1).mul(2).mul(decay);
              const check = checksAt(built, c, b, reading.switches, { F: linear });
              expect(check.left).toEqual(rational(difference.n, difference.d));
              expect(check.holds).toBe(difference.lte(bound));
              expect(decidesAt(built, c, b, reading.switches)).toBe(k === 2);
            }
          }
        }
      }
    }
  });

  it("have a ratio that changes with the skew, though never by more than a factor of 2 of F(e^{2ε})", () => {
    for (const name of ["ratio+two-signed+A+any+limit+extended+open", "ratio+cost+A+any+limit+extended+open"]) {
      const reading = claim.readings.find((candidate) => candidate.name === name)!;
      const repaired = claim.repair!(reading)!.claim();
      for (const b of few) {
        const key = (xs: readonly Fraction[]) =>
          [...xs]
            .map((x) => x.toFraction())
            .sort()
            .join();
        for (const c of electionCases(7)) {
          const xs = ratios(b, marginOf(c));
          expect(decidesAt(claim, c, b, reading.switches)).toBe(key(xs) === key(ratios(b, 0)));
          expect(greater(xs).equals(powerOf(b, 2))).toBe(true);
          expect(decidesAt(repaired, c, b, reading.switches)).toBe(true);
          const together = (list: readonly Fraction[]) =>
            name.startsWith("ratio+cost") ? greater(list).sub(1) : list[0]!.add(list[1]!).sub(2);
          const check = checksAt(claim, c, b, reading.switches, { F: linear });
          expect(check.holds).toBe(together(xs).equals(together(ratios(b, 0))));
          expect(checksAt(repaired, c, b, reading.switches, { F: linear }).holds).toBe(true);
        }
      }
    }
  });

  it("carry e^ε more where the majority is for B, as ties go to A", () => {
    const reading = claim.readings.find(({ switches }) => switches.first === "B")!;
    const repaired = claim.repair!(reading)!.claim();
    for (const b of few) {
      for (const m of [1, 2, 4]) {
        for (const truth of candidates) {
          const c = without(truth, { A: m, B: 2 * m });
          const pairs = electionPairs(one.div(b), marginOf(c), truth, other(truth));
          const moved = [...pairs].reduce((sum, [pair, mass]) => (pair[0] === pair[2] ? sum : sum.add(mass)), zero);
          expect(moved.lte(b.sub(1).mul(powerOf(b, 1 - m)))).toBe(true);
          expect(decidesAt(repaired, c, b, reading.switches)).toBe(true);
          // Without the factor the voters of the majority break it: that is what the switch is for.
          expect(moved.lte(b.sub(1).mul(powerOf(b, -m)))).toBe(truth === "A" || m === 1);
        }
      }
    }
  });

  it("have x_o of the likely winner fall from e^ε + 1 − e^{−ε} towards 1", () => {
    for (const b of few) {
      const likely = Array.from({ length: 8 }, (_, s) => ratios(b, s)[0]!);
      expect(likely[0]!.equals(b.add(1).sub(one.div(b)))).toBe(true);
      for (const [s, x] of likely.entries()) expect(x.gt(1) && (s === 0 || x.lt(likely[s - 1]!))).toBe(true);
    }
  });

  it("fall as printed, by F(e^ε) and by the skew; the repairs are proved and needed", async () => {
    const readings = await decided(claim);
    expect(new Set(Object.values(words(readings)))).toEqual(new Set(["refuted"]));
    expectRepaired(readings.get("small+two-signed+A+any+limit+extended+open")!, doubled, nondecreasing);
    expectRepaired(readings.get("small+cost+A+any+limit+extended+open")!, doubled, nondecreasing);
    expectRepaired(readings.get("ratio+two-signed+A+any+limit+extended+open")!, nondecreasing, twofold);
    expectRepaired(readings.get("ratio+cost+A+any+limit+extended+open")!, nondecreasing);
    expect(readings.get("small+two-signed+A+any+limit+extended+open")!.counterexample!.instance.reports).toEqual([
      "A",
      "A",
      "B",
    ]);
    expect(readings.get("ratio+two-signed+A+any+limit+extended+open")!.counterexample!.instance.reports).toEqual([
      "A",
      "A",
    ]);
    const rows = (
      readings.get("ratio+two-signed+A+any+limit+extended+open")!.evidence.ratioBySkew as { rows: unknown[] }
    ).rows;
    expect(rows.slice(0, 2)).toEqual([
      { margin: 0, ratio: "9/2" },
      { margin: 1, ratio: "27/8" },
    ]);
  });

  it("is met as printed where F is small enough at x_A and x_B", () => {
    const b = new Fraction(4);
    const capped = { kind: "capped", slope: "1", cap: "1" };
    const c = without("A", { A: 2, B: 1 });
    expect(
      checksAt(claim, c, b, switchesOf(claim, "small+two-signed+A+any+limit+extended+open"), { F: capped }).holds,
    ).toBe(true);
  });

  it("rejects the repairs at twice the rate, and with coins of one's own for every report", async () => {
    for (const subject of [noiseOfRate(rational(2n)), independentCoins]) {
      const reading = claim.readings[0]!;
      const repaired = skewedBalance(subject).repair!(reading)!.claim();
      expect(Object.values(words(await decided({ ...repaired, readings: [reading] })))).toEqual(["refuted"]);
    }
  });
});
