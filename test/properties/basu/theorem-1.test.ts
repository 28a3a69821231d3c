import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { leastN0, type Selection } from "../../../properties/basu/any-selection.js";
import type { EnvironmentNumbers } from "../../../properties/basu/environments.js";
import { posteriorInstance } from "../../../properties/basu/environments.js";
import { eventWorld } from "../../../properties/basu/event-world.js";
import { explicitN0 } from "../../../properties/basu/explicit-n0.js";
import { payment } from "../../../properties/basu/plain.js";
import { plainEnclosedGain } from "../../../properties/basu/plain-gains.js";
import { proofN0 } from "../../../properties/basu/proof-threshold.js";
import { guessOf, rareProof, stateValue } from "../../../properties/basu/rate-cases.js";
import { decimal } from "../../../properties/basu/rate-table.js";
import { rate } from "../../../properties/basu/remark-rate.js";
import { theorem1 } from "../../../properties/basu/theorem-1.js";
import { theorem1Bic } from "../../../properties/basu/theorem-1-bic.js";
import { project } from "../../../properties/basu/theorem-1-cases.js";
import { type GainOf, thresholdInstance } from "../../../properties/basu/theorem-1-world.js";
import type { Claim } from "../../../src/claim/claim.js";
import * as E from "../../../src/number/enclosure.js";
import { add, parseRational, printRational, rational, subtract, zero } from "../../../src/number/rational.js";
import { violates } from "../../../src/search/score.js";
import type { JsonObject } from "../../../src/verdict/json.js";

const f = (x: Fraction | number | string) => new Fraction(x);
const sum = (terms: Fraction[]) => terms.reduce((x, y) => x.add(y), f(0));

/** (σ*, q*) for one utility and two signals by its definition; `pick` among the maximisers. */
function gains(numbers: EnvironmentNumbers, n: number, pick: (values: Fraction[]) => Fraction): [Fraction, Fraction] {
  const prior = numbers.prior.map(f);
  const v = numbers.likelihood.map((row) => row.map(f));
  const table = numbers.utilities[0]!.map((row) => row.map(f));
  const choose = (m: number, k: number): Fraction =>
    k === 0
      ? f(1)
      : choose(m - 1, k - 1)
          .mul(m)
          .div(k);
  const belief = (zeros: number, ones: number) => {
    const joint = prior.map((p, w) => p.mul(v[w]![0]!.pow(zeros)!).mul(v[w]![1]!.pow(ones)!));
    const all = sum(joint);
    return joint.map((x) => x.div(all));
  };
  const mean = (b: Fraction[], row: Fraction[]) => sum(b.map((p, w) => p.mul(row[w]!)));
  const of = (x: number, y: number) => {
    const own = belief(x === 0 ? 1 : 0, x);
    const terms = Array.from({ length: n }, (_, zeros) => {
      const ones = n - 1 - zeros;
      const reported = belief(zeros + (y === 0 ? 1 : 0), ones + y);
      const values = table.map((row) => mean(reported, row));
      const most = values.reduce((a, b) => (b.compare(a) > 0 ? b : a));
      const likely = own.map((p, w) =>
        p
          .mul(choose(n - 1, zeros))
          .mul(v[w]![0]!.pow(zeros)!)
          .mul(v[w]![1]!.pow(ones)!),
      );
      const nets = table.flatMap((row, a) =>
        values[a]!.equals(most) ? [sum(likely.map((p, w) => p.mul(row[w]!.sub(values[a]!))))] : [],
      );
      return pick(nets);
    });
    return sum(terms);
  };
  return [of(0, 1).sub(of(0, 0)), of(1, 0).sub(of(1, 1))];
}

const first = (nets: Fraction[]) => nets[0]!;
const even = (nets: Fraction[]) => sum(nets).div(nets.length);
const best = (found: Fraction[]) => found.reduce((a, b) => (b.compare(a) > 0 ? b : a));
const text = (x: Fraction) => x.toFraction();
const guess = guessOf(3, 4);
const environmentOf = (numbers: EnvironmentNumbers) => eventWorld(posteriorInstance(numbers)).environment;
const switchesOf = (claim: Claim, name: string) => claim.readings.find((reading) => reading.name === name)!.switches;

describe("gains by their definition", () => {
  it("one player complies where two do not", () => {
    expect(gains(project, 1, first).map(text)).toEqual(["0", "-12/35"]);
    expect(text(best(gains(project, 2, first)))).toBe("12/85");
  });

  it("the route of the checks has the same", () => {
    for (const [numbers, n] of [
      [project, 3],
      [guess, 4],
      [stateValue("4"), 2],
    ] as const) {
      const environment = environmentOf(numbers);
      const own = (selection: Selection, signal: number, report: number) =>
        printRational(plainEnclosedGain(environment, [n], selection, { utility: 0, signal, report }).low);
      expect([own("first", 0, 1), own("first", 1, 0)]).toEqual(gains(numbers, n, first).map(text));
      expect([own("uniform", 0, 1), own("uniform", 1, 0)]).toEqual(gains(numbers, n, even).map(text));
    }
    expect(text(best(gains(stateValue("4"), 2, first)))).toBe("6/5");
  });

  it("16 is the least n0 of guesses of the state at 1/100, and 0 under even lotteries", () => {
    const above = (n: number) => best(gains(guess, n, first)).compare("1/100") > 0;
    expect([14, 15, 16, 17, 18, 20].map(above)).toEqual([true, false, true, false, false, false]);
    expect([2, 3, 4, 9].every((n) => best(gains(guess, n, even)).compare(0) <= 0)).toBe(true);
    expect(leastN0(environmentOf(guess), "first", rational(1n, 100n))).toBe(16);
    expect(leastN0(environmentOf(guess), "uniform", rational(1n, 100n))).toBe(0);
  });

  it("ten players gain more than 1/3 with rare signals", () => {
    expect(best(gains(rareProof(14), 10, first)).compare("1/3")).toBe(1);
    expect(best(gains(rareProof(13), 10, first)).compare("1/3")).toBe(-1);
  });

  it("the explicit n0 bounds them: B = (9 − 1/9)/8, g = 1/8", () => {
    for (let n = 1; n <= 8; n++) {
      const bound = f("10/9").mul(f("7/8").pow(n - 1)!);
      expect(best(gains(guess, n, first)).compare(bound)).toBe(-1);
    }
    expect(explicitN0(environmentOf(guess), rational(1n, 20n))).toBe(170n);
    expect(f("10/9").mul(20).sub(1).mul(8).add(1).floor().valueOf()).toBe(170);
  });

  it("the proof picks an n0 that no ε makes small", () => {
    // At ε = 1 the margin must be 2 or more with a probability above 4/5.
    const chance = (n: number, p: number) => {
      let [total, term] = [0, (1 - p) ** n];
      for (let k = 0; k <= n; k++) {
        if (2 * k - n >= 2) total += term;
        term *= ((n - k) / (k + 1)) * (p / (1 - p));
      }
      return total;
    };
    expect([0, 1, 10].every((n) => chance(n, 3 / 5) < 4 / 5)).toBe(true);
    const last = Array.from({ length: 80 }, (_, n) => n)
      .filter((n) => chance(n, 3 / 5) <= 4 / 5)
      .pop()!;
    expect(proofN0(environmentOf(guessOf(3, 5)), rational(1n), "l1")).toBeGreaterThanOrEqual(last + 1);
    expect(leastN0(environmentOf(guessOf(3, 5)), "any", rational(1n))).toBe(0);
  });

  it("decimals are rounded down", () => {
    expect([decimal(rational(1n, 8n), 2), decimal(rational(35n, 3n), 1)]).toEqual(["0.12", "11.6"]);
  });
});

/** Whoever reports signal 0 is given 1/5 on top. */
const bribed: GainOf = (environment, sizes, selection, lie) => {
  const gift = (signal: number) => (signal === 0 ? rational(1n, 5n) : zero);
  return E.add(
    plainEnclosedGain(environment, sizes, selection, lie),
    E.exactly(subtract(gift(lie.report), gift(lie.signal))),
  );
};

describe("checks that can fail", () => {
  const example = (numbers: EnvironmentNumbers, slack: string, choices: JsonObject = {}) => ({
    instance: thresholdInstance(numbers, slack, 12),
    choices,
  });
  const rejects = (claim: Claim, name: string, at: ReturnType<typeof example>) =>
    violates(claim.check(at, switchesOf(claim, name)));

  it("theorem1Bic: payments that depend on the report alone never wear off", () => {
    const at = example(guess, "1/10", { n0: 4 });
    expect(rejects(theorem1Bic(), "some-n0+any+from-0", at)).toBe(false);
    expect(rejects(theorem1Bic([], bribed), "some-n0+any+from-0", at)).toBe(true);
  });

  it("theorem1Bic: an n0 one too small is caught, and where gains only fall the first n that complies is the last", () => {
    expect(rejects(theorem1Bic(), "some-n0+first+from-0", example(guess, "1/20", { n0: 6, n: 7 }))).toBe(false);
    expect(rejects(theorem1Bic(), "some-n0+first+from-0", example(guess, "1/20", { n0: 5, n: 6 }))).toBe(true);
    expect(rejects(theorem1Bic(), "first-compliant+any+from-0", example(project, "1/8"))).toBe(true);
    expect(rejects(theorem1Bic(), "first-compliant+any+from-0", example(stateValue("1"), "3/10"))).toBe(false);
  });

  it("theorem1: prices a little too high keep players away, and a little too low raise less", () => {
    const name = "approximately-truthful+any";
    const at = (conclusion: string) => example(guess, "1/5", { conclusion });
    const off =
      (by: string): typeof payment =>
      (...where) =>
        add(payment(...where), parseRational(by)!);
    for (const conclusion of ["truthful", "participation", "revenue"]) {
      expect(rejects(theorem1(), name, at(conclusion))).toBe(false);
    }
    expect(rejects(theorem1({ price: off("1/100") }), name, at("participation"))).toBe(true);
    expect(rejects(theorem1({ price: off("-1/100") }), name, at("revenue"))).toBe(true);
    expect(rejects(theorem1({ gainOf: bribed }), name, example(guess, "1/10", { conclusion: "truthful", n0: 4 }))).toBe(
      true,
    );
  });

  it("rate: a thousandth of C does not do, a larger C does where one falls", () => {
    const thousandth = rate([], plainEnclosedGain, rational(1n, 1000n));
    const at = example(guess, "1/20", { n: 6 });
    expect(rejects(rate(), "fixed+least+at-most", at)).toBe(false);
    expect(rejects(thousandth, "fixed+least+at-most", at)).toBe(true);
    expect(rejects(thousandth, "fixed+least+logarithmic", example(stateValue("1"), "1/10", { n: 10 }))).toBe(true);
    expect(rejects(rate(), "fixed+least+logarithmic", example(stateValue("1"), "1/10", { n: 10 }))).toBe(false);
    const rare = (C: string) => example(rareProof(14), "1/3", { C, n: 10 });
    expect([rare("1"), rare("2")].map((x) => rejects(rate(), "all-v+least+at-most", x))).toEqual([true, false]);
    const proof = (C: string) => example(guessOf(2, 3), "1", { C, n: 1 });
    expect([proof("1"), proof("3")].map((x) => rejects(rate(), "symmetric+proof+at-most", x))).toEqual([true, false]);
    const exact = (c: string) => example(stateValue("1"), "1/10", { c });
    expect([exact("1"), exact("1/2")].map((x) => rejects(rate(), "fixed+least+exactly", x))).toEqual([true, false]);
  });
});
