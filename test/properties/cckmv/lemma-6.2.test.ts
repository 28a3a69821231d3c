import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { byReading } from "../../../properties/by-reading.js";
import { noisyMedianPrivate } from "../../../properties/cckmv/lemma-6.2.js";
import type { Switches } from "../../../src/claim/reading.js";
import { noisyMedianFormat } from "../../../src/instance/cckmv-median.js";
import { one, rational } from "../../../src/number/rational.js";
import { coarser } from "../../../src/number/ring.js";
import { histograms, medianByRecursion, medianFromZero, recursion } from "../../mechanisms/median-route.js";
import { decided, only, words } from "./decided.js";

const bases = ["21/20", "3/2", "2", "7"].map((text) => new Fraction(text));
const withOne = (g: readonly number[], bin: number | null) => g.map((count, j) => (j === bin ? count + 1 : count));

/** The largest ratio of the chance of one location under two reports. */
function largestRatio(lawOf: (report: number | null) => readonly Fraction[], reports: readonly (number | null)[]) {
  const laws = reports.map(lawOf);
  const ratios = laws.flatMap((p) => laws.flatMap((q) => p.map((chance, o) => chance.div(q[o]!))));
  return ratios.reduce((most, next) => (next.gt(most) ? next : most));
}

const bins = (q: number) => Array.from({ length: q }, (_, bin) => bin);

describe("Mechanism 6.1 is ε-differentially private", () => {
  it("with e^ε attained at every histogram of the others, and at most e^{ε/2} for a report left out, by the recursion", () => {
    for (const b of bases) {
      const f = recursion(new Fraction(1).div(b));
      for (let q = 2; q <= 4; q++) {
        for (let others = 0; others <= 4; others++) {
          for (const g of histograms(q, others)) {
            const lawOf = (report: number | null) => medianByRecursion(f, withOne(g, report));
            expect(largestRatio(lawOf, bins(q)).equals(b.mul(b)), `${b.toFraction()} ${g}`).toBe(true);
            for (const report of bins(q)) expect(largestRatio(lawOf, [report, null]).lte(b)).toBe(true);
          }
        }
      }
    }
  });

  it("also with noise truncated only below, by its mixture of geometric noises", () => {
    const b = new Fraction(3, 2);
    for (const [q, t, most] of [
      [2, 1, 4],
      [2, 3, 3],
      [3, 1, 2],
    ] as const) {
      for (let others = 0; others <= most; others++) {
        for (const g of histograms(q, others)) {
          const lawOf = (report: number | null) => medianFromZero(new Fraction(1).div(b), t, withOne(g, report));
          expect(largestRatio(lawOf, bins(q)).lte(b.mul(b))).toBe(true);
        }
      }
    }
  });

  it("is proved for every ε, each reading", async () => {
    const readings = await decided(noisyMedianPrivate());
    expect(words(readings)).toEqual({
      "replace+geometric": "proved for all epsilon",
      "add-remove+geometric": "proved for all epsilon",
      "replace+truncated-below": "proved for all epsilon",
    });
    const { evidence } = readings.get("replace+geometric")!;
    expect([evidence.linesOfSeveralLocations, evidence.attaining]).toEqual([16, 16]);
  });

  it("rejects e^{ε/2}, and noise with e^{−ε} in the place of e^{−ε/2}", async () => {
    const name = "replace+geometric";
    expect(words(await decided(only(name, noisyMedianPrivate({ factor: rational(1n, 2n) }))))).toEqual({
      "replace+geometric": "refuted",
    });
    const { mechanism } = noisyMedianFormat;
    const format = {
      ...noisyMedianFormat,
      mechanism: {
        ...mechanism,
        law: ((R, ...at) => mechanism.law(coarser(R, 2), ...at)) as typeof mechanism.law,
      },
    };
    const [reading] = (await decided(only(name, noisyMedianPrivate({ format })))).values();
    expect(reading!.verdict).toBe("refuted");
    // The smallest: one player, two locations; the ratio is e^{2ε}.
    const { instance, lhs, rhs } = reading!.counterexample!;
    expect([instance.reports, lhs, rhs]).toEqual([[0], "16", "4"]);
  });

  it("is about rate 1", () => {
    const parameters = { epsilon: { times: "2", log: "2" }, rate: "2" };
    const instance = { mechanism: "cckmv/noisy-median", parameters, environment: { locations: ["0"] }, reports: [0] };
    const claim = noisyMedianPrivate({ factor: one });
    const { switches } = claim.readings[0]!;
    expect(() => claim.check({ instance, choices: { player: 0 } }, switches)).toThrow(/parameters/);
  });
});

describe("a claim by its readings", () => {
  it("needs the same corners for all of them", () => {
    const claim = noisyMedianPrivate();
    const different = ({ noise }: Switches) => ({ ...claim, corners: [noise!] });
    expect(() => byReading(claim, different)).toThrow(/cckmv\/lemma-6.2: expected every reading to have the corners/);
  });
});
