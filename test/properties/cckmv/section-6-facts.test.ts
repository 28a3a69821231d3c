import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { medianTruthful } from "../../../properties/cckmv/fact-6-median.js";
import { noiseProperty } from "../../../properties/cckmv/remark-6.2-noise-property.js";
import { electionCase } from "../../../properties/cckmv/remark-6-election-case.js";
import { deterministicMedianFormat, noisyMedianFormat } from "../../../src/instance/cckmv-median.js";
import { histogram } from "../../../src/mechanisms/cckmv/perturbed-median.js";
import { rational } from "../../../src/number/rational.js";
import { coarser } from "../../../src/number/ring.js";
import { mapLaw, point } from "../../../src/probability/law.js";
import {
  fromZero,
  geometric,
  histograms,
  med,
  medianByRecursion,
  recursion,
  truncated,
} from "../../mechanisms/median-route.js";
import { chanceOf, electionLaw } from "../../worked/second-route.js";
import { bases, decided, expectRepaired, only, words } from "./decided.js";

const one = new Fraction(1);

describe("the median", () => {
  const claim = medianTruthful();
  const { mechanism } = deterministicMedianFormat;
  /** Another rule for the bin. */
  const choosing = (bin: (h: readonly number[]) => number): typeof deterministicMedianFormat => ({
    ...deterministicMedianFormat,
    mechanism: {
      ...mechanism,
      law: (R, _parameters, { locations }, profile) => point(R, bin(histogram(profile, locations.length))),
    },
  });

  it("is truthful and efficient, on a grid of places finer than the locations", () => {
    const locations = [0, 1, 3, 12];
    const h = [...histograms(4, 5)];
    for (const counts of h) {
      const travel = (x: number) => counts.reduce((sum, count, j) => sum + count * Math.abs(locations[j]! - x), 0);
      const chosen = locations[med(counts)]!;
      for (let x = 0; x <= 12; x += 0.5) expect(travel(chosen)).toBeLessThanOrEqual(travel(x));
      for (const [own, count] of counts.entries()) {
        if (count === 0) continue;
        for (const lie of locations.keys()) {
          const moved = counts.map((c, j) => c - Number(j === own) + Number(j === lie));
          const far = (z: readonly number[]) => Math.abs(locations[own]! - locations[med(z)]!);
          expect(far(counts)).toBeLessThanOrEqual(far(moved));
        }
      }
    }
  });

  it("is proved on the domain", async () => {
    expect(words(await decided(claim))).toEqual({ literal: "proved on the domain" });
  });

  it("holds with ties broken the other way, and is rejected for the mode, one bin further, and a mean", async () => {
    const last = (h: readonly number[]) => h.length - 1 - med([...h].reverse());
    expect(words(await decided(medianTruthful(choosing(last))))).toEqual({ literal: "proved on the domain" });
    const mode = (h: readonly number[]) => h.indexOf(Math.max(...h));
    const further = (h: readonly number[]) => Math.min(med(h) + 1, h.length - 1);
    const mean = (h: readonly number[]) => {
      const players = h.reduce((sum, count) => sum + count, 0);
      return Math.floor(h.reduce((sum, count, j) => sum + count * j, 0) / Math.max(players, 1));
    };
    for (const bin of [mode, further, mean]) {
      expect(words(await decided(medianTruthful(choosing(bin))))).toEqual({ literal: "refuted" });
    }
  });

  it("may be compared with a place or with a lie", () => {
    const instance = { mechanism: "cckmv/median", environment: { locations: ["0", "1/2", "1"] }, reports: [0, 2] };
    const check = (instead: object) => claim.check({ instance, choices: { player: 1, instead: { ...instead } } }, {});
    expect(check({ place: "1/2" })).toMatchObject({ left: rational(-1n), right: rational(-1n), holds: true });
    expect(check({ lie: 1 })).toMatchObject({ left: rational(-1n), right: rational(-1n), holds: true });
    expect(() => check({ place: "1/3" })).toThrow(/choices.instead/);
  });
});

describe("the election as the case Θ = {0, 1}", () => {
  it("is Mechanism 4.1 at ε/2 and never at ε, by the recursion and by every coin", () => {
    for (const b of bases) {
      const f = recursion(one.div(b));
      for (let n = 1; n <= 6; n++) {
        for (const [A, B] of histograms(2, n)) {
          const [chance] = medianByRecursion(f, [A!, B!]);
          const election = (rate: 1 | 2) => chanceOf(electionLaw(one.div(rate === 1 ? b : b.mul(b)), A! - B!), "A");
          expect(chance!.equals(election(1))).toBe(true);
          expect(chance!.equals(election(2))).toBe(false);
        }
      }
    }
  });

  it("is the same game; the mechanisms are repaired by ε/2", async () => {
    const readings = await decided(electionCase());
    expect(words(readings)).toEqual({
      game: "proved for all epsilon",
      same: "refuted",
      half: "proved for all epsilon",
    });
    const same = readings.get("same")!;
    expectRepaired(same, "ε/2 in Mechanism 4.1");
    expect(same.epsilons).toEqual({ times: "2", b: [] });
    // One voter, for A, e^{ε/2} = 2: 1 − a²/(1 + a) at a = 1/2 and at a = 1/4.
    expect([same.counterexample!.lhs, same.counterexample!.rhs]).toEqual(["5/6", "19/20"]);
  });

  it("has the same law at the same ε if the noise of 6.1 has e^{−ε} in the place of e^{−ε/2}", async () => {
    const { mechanism } = noisyMedianFormat;
    const steeper = {
      ...noisyMedianFormat,
      mechanism: {
        ...mechanism,
        law: ((R, ...at) => mechanism.law(coarser(R, 2), ...at)) as typeof mechanism.law,
      },
    };
    const readings = await decided(only("same", electionCase(steeper)));
    expect(words(readings)).toEqual({ same: "proved for all epsilon" });
  });

  it("rejects the locations exchanged", async () => {
    const { mechanism } = noisyMedianFormat;
    const exchanged = {
      ...noisyMedianFormat,
      mechanism: {
        ...mechanism,
        law: ((R, ...at) => mapLaw(R, mechanism.law(R, ...at), (bin) => 1 - bin)) as typeof mechanism.law,
      },
    };
    const found = words(await decided(electionCase(exchanged)));
    expect([found.same, found.half]).toEqual(["refuted", "refuted"]);
    const parameters = { epsilon: { times: "2", log: "2" } };
    const instance = {
      mechanism: "cckmv/noisy-median",
      parameters,
      environment: { locations: ["0", "1/2"] },
      reports: [0],
    };
    const check = electionCase().check({ instance, choices: { player: 0 } }, { compared: "game" });
    expect([check.hypotheses, check.holds]).toEqual(["outside", false]);
  });
});

describe("the game of the election", () => {
  const { mechanism } = deterministicMedianFormat;
  const choosing = (bin: (h: readonly number[]) => number): typeof mechanism => ({
    ...mechanism,
    law: (R, _parameters, { locations }, profile) => point(R, bin(histogram(profile, locations.length))),
  });

  it("is rejected with the first location always, the minority, or ties to the second", async () => {
    const minority = ([A, B]: readonly number[]) => (A! < B! ? 0 : 1);
    const tiesLast = ([A, B]: readonly number[]) => (A! > B! ? 0 : 1);
    for (const bin of [() => 0, minority, tiesLast]) {
      const claim = electionCase(noisyMedianFormat, [], choosing(bin));
      expect(words(await decided(only("game", claim)))).toEqual({ game: "refuted" });
    }
  });
});

describe("the property of the noise", () => {
  it("is as the weights say: equal, below from t on, and broken by the truncation", () => {
    for (const b of bases) {
      const times = (masses: readonly Fraction[], k: number) =>
        masses[k]!.div((masses[k + 1] ?? new Fraction(0)).mul(b));
      const { masses } = geometric(one.div(b), 5);
      for (let k = 0; k < 5; k++) expect(times(masses, k).equals(1)).toBe(true);
      for (let t = 0; t <= 3; t++) {
        const below = fromZero(one.div(b), t, 7).masses;
        for (let k = 0; k < 7; k++) expect(times(below, k).equals(k < t ? one.div(b.mul(b)) : one)).toBe(true);
        for (const sigma of [1, -1] as const) {
          const both = truncated(b, t, sigma).masses;
          expect(both.length).toBe(2 * t + 1);
          for (let k = 0; k < 2 * t; k++) {
            const falls = sigma === 1 ? k < t : k >= t;
            expect(times(both, k).equals(falls ? one : one.div(b.mul(b)))).toBe(true);
          }
        }
      }
    }
  });

  it("fails as printed for the noise truncated only below, and holds with ≤", async () => {
    const readings = await decided(noiseProperty());
    expect(words(readings)).toEqual({
      "equality+all": "refuted",
      "equality+geometric": "proved for all epsilon",
      "equality+two-sided": "proved for all epsilon",
      "equality+below": "refuted",
      "equality+elsewhere": "refuted",
      "at-most+all": "proved for all epsilon",
      "at-most+geometric": "proved for all epsilon",
      "at-most+two-sided": "proved for all epsilon",
      "at-most+below": "proved for all epsilon",
      "at-most+elsewhere": "proved for all epsilon",
    });
    for (const name of ["equality+all", "equality+below", "equality+elsewhere"]) {
      expectRepaired(readings.get(name)!, "≤ in the place of =");
    }
    // Pr[r = 0, 1, 2, …] is (1/2, 1, 1/2, 1/4, …)/(5/2).
    const { lhs, rhs } = readings.get("equality+below")!.counterexample!;
    expect([lhs, rhs]).toEqual(["1/5", "4/5"]);
  });

  it("rejects e^ε for e^{ε/2} as an equation and 1 as a bound", async () => {
    const equation = words(await decided(only("equality+geometric", noiseProperty({ steps: 2 }))));
    const bound = words(await decided(only("at-most+geometric", noiseProperty({ steps: 0 }))));
    expect([equation, bound]).toEqual([{ "equality+geometric": "refuted" }, { "at-most+geometric": "refuted" }]);
  });

  it("reads one noise a location, of rate 1", () => {
    const claim = noiseProperty();
    const at = (parameters: object, s: readonly number[]) => ({
      instance: {
        mechanism: "cckmv/noisy-median",
        parameters: { epsilon: { times: "2", log: "2" }, ...parameters },
        environment: { locations: ["0", "1"] },
        reports: [0],
      },
      choices: { s: [...s], j: 1 },
    });
    const { switches } = claim.readings.find(({ name }) => name === "equality+geometric")!;
    expect(claim.check(at({}, [2, 0]), switches)).toMatchObject({ left: rational(1n, 16n), right: rational(1n, 16n) });
    expect(() => claim.check(at({}, [2]), switches)).toThrow(/choices.s/);
    expect(() => claim.check(at({ rate: "2" }, [2, 0]), switches)).toThrow(/rate/);
  });
});
