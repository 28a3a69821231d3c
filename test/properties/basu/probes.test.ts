import { describe, expect, it } from "vitest";
import { payment } from "../../../properties/basu/plain.js";
import { plainEnclosedGain } from "../../../properties/basu/plain-gains.js";
import { dropDistinctRows } from "../../../properties/basu/probe-drop-distinct-rows.js";
import { dropFiniteUtilities } from "../../../properties/basu/probe-drop-finite-utilities.js";
import { dropFullSupportPrior } from "../../../properties/basu/probe-drop-full-support-prior.js";
import { dropHypothesis1 } from "../../../properties/basu/probe-drop-hypothesis-1.js";
import { dropLargeN } from "../../../properties/basu/probe-drop-large-n.js";
import { oneOpinion } from "../../../properties/basu/remark-influence.js";
import type { Check, Claim } from "../../../src/claim/claim.js";
import type { Rational } from "../../../src/number/rational.js";
import * as Q from "../../../src/number/rational.js";
import { violates } from "../../../src/search/score.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { wordsOf } from "../nst/verdict-words.js";

/** Fractions as [numerator, denominator], with nothing of the program. */
type Fraction = readonly [bigint, bigint];
const of = (text: string): Fraction => {
  const [n, d = "1"] = text.split("/");
  return [BigInt(n!), BigInt(d)];
};
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const over = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c];
const less = (x: Fraction, [c, d]: Fraction): Fraction => plus(x, [-c, d]);
const isSame = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d === b * c;
const power = (x: Fraction, k: number): Fraction => [x[0] ** BigInt(k), x[1] ** BigInt(k)];
const choose = (n: number, k: number): bigint => (k === 0 ? 1n : (choose(n - 1, k - 1) * BigInt(n)) / BigInt(k));
const fraction = ({ numerator, denominator }: Rational): Fraction => [numerator, denominator];
const sideOf = (side: Check["left"]): Fraction => fraction(side as Rational);

const half = ["1/2", "1/2"];
const matching = [
  ["1", "0"],
  ["0", "1"],
];
const symmetric = (right: string, wrong: string) => [
  [right, wrong],
  [wrong, right],
];

const environmentOf = (
  prior: readonly string[],
  likelihood: readonly (readonly string[])[],
  utilities: readonly (readonly (readonly string[])[])[],
  groups?: readonly number[],
) =>
  ({
    states: prior.length,
    signals: likelihood[0]!.length,
    alternatives: utilities[0]!.length,
    prior,
    likelihood,
    utilities,
    ...(groups && { groups }),
  }) as unknown as JsonObject;

const instanceOf = (environment: JsonObject, more: JsonObject = {}): JsonObject => ({
  mechanism: "basu/posterior-price",
  environment,
  ...more,
});

const thresholds = (slack: string) => ({ question: "thresholds", tolerances: [slack], upTo: 12, over: "all" });

const checkOf = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}): Check =>
  claim.check({ instance, choices }, claim.readings.find((reading) => reading.name === name)!.switches);

const proved = "proved on the domain";
const repaired = `refuted, ${proved}`;

/** gain(x → y) of n players with one alternative worth 0 and 1: E[π(c, x)(1) − π(c, y)(1) | x]. */
function gainOfValue(likelihood: readonly (readonly string[])[], n: number, x: number, y: number): Fraction {
  const v = likelihood.map((row) => row.map(of));
  const joint = (counts: readonly number[], state: number) =>
    counts.reduce((product, count, z) => times(product, power(v[state]![z]!, count)), [1n, 2n] as Fraction);
  const certain = (counts: readonly number[]) => over(joint(counts, 1), plus(joint(counts, 0), joint(counts, 1)));
  const more = (counts: readonly number[], z: number) => counts.map((count, i) => (i === z ? count + 1 : count));
  let [all, gain]: [Fraction, Fraction] = [
    [0n, 1n],
    [0n, 1n],
  ];
  for (let k = 0; k < n; k++) {
    const counts = [k, n - 1 - k];
    const told = more(counts, x);
    const weight = times([choose(n - 1, k), 1n], plus(joint(told, 0), joint(told, 1)));
    all = plus(all, weight);
    gain = plus(gain, times(weight, less(certain(told), certain(more(counts, y)))));
  }
  return over(gain, all);
}

describe("what is left without a hypothesis", () => {
  it("is as recorded, conclusion by conclusion", async () => {
    expect(await wordsOf(dropHypothesis1())).toEqual({
      incentives: proved,
      participation: proved,
      revenue: proved,
      threshold: repaired,
      certainty: proved,
      events: repaired,
      "same-choice": repaired,
      unchanged: proved,
    });
    expect(await wordsOf(dropDistinctRows())).toEqual({
      incentives: proved,
      participation: proved,
      revenue: proved,
      threshold: proved,
      certainty: repaired,
      events: repaired,
      "same-choice": proved,
      unchanged: proved,
    });
    expect(await wordsOf(dropLargeN())).toEqual({
      incentives: repaired,
      participation: proved,
      revenue: proved,
      threshold: proved,
      certainty: repaired,
      events: repaired,
      "same-choice": proved,
      unchanged: repaired,
    });
  });

  it("depends on what is asked of an infinite 𝒰 and of the prior", async () => {
    const fallen = async (claim: Claim) =>
      Object.entries(await wordsOf(claim)).flatMap(([name, word]) => (word === repaired ? [name] : []));
    const needs = ["threshold", "events", "same-choice"].flatMap((name) => [`${name}+unbounded`, `${name}+bounded`]);
    expect(await fallen(dropFiniteUtilities())).toEqual(["incentives+unbounded", ...needs]);
    expect(await fallen(dropFullSupportPrior())).toEqual([
      "certainty+prior-zero",
      "certainty+prior-near-zero",
      "events+prior-zero",
      "events+prior-near-zero",
      "incentives+signals-near-zero",
    ]);
  });
});

describe("few players", () => {
  const value = environmentOf(half, [half, ["1/3", "2/3"]], [[["0", "1"]]]);

  it("let a lone player gain 6/35 by telling the worse signal", () => {
    expect(isSame(gainOfValue([half, ["1/3", "2/3"]], 1, 1, 0), [6n, 35n])).toBe(true);
    const choices = { n0: 0, n: 1, groups: [1], utility: 0, signal: 1, report: 0 };
    const check = checkOf(dropLargeN(), "incentives", instanceOf(value, thresholds("1/6")), choices);
    expect([isSame(sideOf(check.left), [6n, 35n]), violates(check)]).toEqual([true, true]);
    expect(violates(checkOf(dropLargeN(), "incentives", instanceOf(value, thresholds("1/5")), choices))).toBe(false);
  });

  it("change the choice of two with probability 2/3 in the state in which it is wrong", () => {
    const project = environmentOf(half, [["1/3", "2/3"], half], [[["0", "0"], ["-1", "1"]]], [2]); // biome-ignore format: one line
    const found = checkOf(dropLargeN(), "unchanged", instanceOf(project), { delta: "1/2", state: 0 });
    // After one signal 1 of the other player the weights are 2/9 : 1/4 and 4/9 : 1/4; after signal 0 they are 1/9 : 1/4 and 2/9 : 1/4.
    expect([isSame(sideOf(found.left), of("2/3")), violates(found)]).toEqual([true, true]);
  });
});

describe("a signal that a state all but excludes", () => {
  it("leaves a gain above 1/2 with nine players", () => {
    const likelihood = [half, ["9999/10000", "1/10000"]];
    const environment = environmentOf(half, likelihood, [[["0", "1"]]]);
    const choices = { n0: 8, n: 9, groups: [9], utility: 0, signal: 0, report: 1 };
    const name = "incentives+signals-near-zero";
    const check = checkOf(dropFullSupportPrior(), name, instanceOf(environment, thresholds("1/2")), choices);
    expect(isSame(sideOf(check.left), gainOfValue(likelihood, 9, 0, 1))).toBe(true);
    expect(violates(check)).toBe(true);
  });

  it("a state of prior 0 is never believed", () => {
    const environment = environmentOf(["0", "1"], symmetric("3/4", "1/4"), [matching]);
    const asked = { question: "proof-events", delta: "1/2", others: 5 };
    const check = checkOf(dropFullSupportPrior(), "certainty+prior-zero", instanceOf(environment, asked), { n0: 0 });
    expect([isSame(sideOf(check.left), [0n, 1n]), violates(check)]).toEqual([true, true]);
  });
});

describe("an infinite 𝒰", () => {
  const leading = (lead: string, loss: string, groups?: readonly number[]) =>
    instanceOf(environmentOf(half, symmetric("9/10", "1/10"), [[[lead, "0"], ["0", loss]]], groups)); // biome-ignore format: one line

  it("has e = m/(d + m), as near to 1 as one likes", () => {
    for (const [lead, loss] of [
      ["1/100", "1"],
      ["1", "100"],
    ] as const) {
      const check = checkOf(dropFiniteUtilities(), "threshold+unbounded", leading(lead, loss, [1]));
      expect(isSame(sideOf(check.left), of("100/101"))).toBe(true);
      expect(violates(check)).toBe(true);
    }
    expect(violates(checkOf(dropFiniteUtilities(), "threshold+unbounded", leading("1", "20", [1])))).toBe(false);
  });

  it("turns a choice between posteriors of 81/82 and 6561/6562", () => {
    const choices = { state: 0, x: [3, 0], report: 0, lie: 1 };
    const check = checkOf(dropFiniteUtilities(), "same-choice+bounded", leading("1/100", "1", [4]), choices);
    expect(violates(check)).toBe(true);
    // Odds 9^4 and 9^2 on state 0: alternative 0 as long as they are above m/d = 100.
    expect([9n ** 4n > 100n, 9n ** 2n > 100n, 9n ** 2n > 20n]).toEqual([true, false, true]);
  });
});

describe("equal rows", () => {
  it("keep the posterior at the prior", () => {
    const environment = environmentOf(half, [["1"], ["1"]], [matching]);
    for (const others of [0, 7]) {
      const asked = { question: "proof-events", delta: "1/2", others };
      for (const name of ["certainty", "events"]) {
        expect(violates(checkOf(dropDistinctRows(), name, instanceOf(environment, asked), { n0: 0 }))).toBe(true);
      }
    }
    const apart = environmentOf(half, symmetric("3/4", "1/4"), [matching]);
    const asked = { question: "proof-events", delta: "1/2", others: 30 };
    expect(violates(checkOf(dropDistinctRows(), "events", instanceOf(apart, asked)))).toBe(false);
  });
});

describe("the influence of one report", () => {
  const guess = (n: number) => instanceOf(environmentOf(half, symmetric("3/4", "1/4"), [matching], [n]));
  const between = [half, ["9/10", "1/10"], ["1/10", "9/10"]];
  const third = ["1/3", "1/3", "1/3"];
  const tied = (n: number) => instanceOf(environmentOf(third, between, [[["0", "1", "0"], ["0", "0", "1"]]], [n])); // biome-ignore format: one line

  it("is decided reading by reading", async () => {
    const words = await wordsOf(oneOpinion());
    const fallen = Object.keys(words).filter((name) => words[name] === repaired);
    const surely = ["choice", "belief", "payment", "gain"].map((aggregate) => `${aggregate}+surely+theorem`);
    expect(fallen).toEqual([...surely, "choice+geometrically+any", "payment+geometrically+any"]);
    expect(Object.values(words).filter((word) => word === proved).length).toBe(10);
  });

  it("is 5103/65536 on the choice of ten", () => {
    const check = checkOf(oneOpinion(), "choice+surely+theorem", guess(10), { n0: 9 });
    // Ties go to alternative 0: four of the nine others with signal 0.
    const pivot = over([choose(9, 4) * 81n * (1n + 3n), 1n], [2n * 4n ** 9n, 1n]);
    expect(isSame(sideOf(check.left), pivot) && isSame(pivot, of("5103/65536"))).toBe(true);
    expect(violates(check)).toBe(true);
    expect(violates(checkOf(oneOpinion(), "choice+geometrically+theorem", guess(10)))).toBe(false);
  });

  /** Others m : m with 2m + 1 players: the choice is that of the state which looks like the odd signal. */
  const pivotOf = (m: number): Fraction => {
    const balanced = (p: string, q: string) => times([choose(2 * m, m), 1n], times(power(of(p), m), power(of(q), m)));
    const sum = plus(balanced("1/2", "1/2"), times([2n, 1n], balanced("9/10", "1/10")));
    return times(of("1/3"), sum);
  };

  it("falls like 1/√n on the choice where a tie in one state is left to the others", () => {
    const check = checkOf(oneOpinion(), "choice+geometrically+any", tied(25));
    const { low, high } = check.left as { low: Rational; high: Rational };
    const pivot = pivotOf(12);
    const isAbove = ([a, b]: Fraction, [c, d]: Fraction) => a * d >= c * b;
    expect([isAbove(pivot, fraction(low)), isAbove(fraction(high), pivot)]).toEqual([true, true]);
    expect(isAbove(pivot, times(of("1/2"), power(of("9/10"), 24)))).toBe(true);
    expect(violates(check)).toBe(true);
    // n·Pr² tends to 2/(9π), 0.0707…
    const scaled = [20, 60, 120].map((m) => {
      const [a, b] = pivotOf(m);
      return Number((a * a * BigInt(2 * m + 1) * 10_000n) / (b * b));
    });
    expect(scaled).toEqual([716, 710, 708]);
  });

  it("would be missed by a bound that is a thousandth", () => {
    const check = checkOf(oneOpinion([], Q.rational(1000n)), "choice+slowly+any", tied(41));
    expect(violates(check)).toBe(true);
    expect(violates(checkOf(oneOpinion(), "choice+slowly+any", tied(41)))).toBe(false);
  });
});

describe("the checks", () => {
  const claims = { dropHypothesis1, dropDistinctRows, dropLargeN };
  const guess = environmentOf(half, symmetric("3/4", "1/4"), [matching], [2]);
  const dearer: typeof payment = (...at) => Q.add(payment(...at), Q.rational(1n, 1000n));
  const cheaper: typeof payment = (...at) => Q.subtract(payment(...at), Q.rational(1n, 1000n));

  it("reject payments that are off by a thousandth", () => {
    for (const claim of Object.values(claims)) {
      expect(violates(checkOf(claim({ price: dearer }), "participation", instanceOf(guess)))).toBe(true);
      expect(violates(checkOf(claim({ price: cheaper }), "revenue", instanceOf(guess)))).toBe(true);
      expect(violates(checkOf(claim(), "participation", instanceOf(guess)))).toBe(false);
      expect(violates(checkOf(claim(), "revenue", instanceOf(guess)))).toBe(false);
    }
    for (const [claim, name] of [
      [dropFiniteUtilities, "bounded"],
      [dropFullSupportPrior, "prior-zero"],
    ] as const) {
      expect(violates(checkOf(claim({ price: dearer }), `participation+${name}`, instanceOf(guess)))).toBe(true);
      expect(violates(checkOf(claim(), `participation+${name}`, instanceOf(guess)))).toBe(false);
    }
  });

  it("reject gains and bounds that are off by a factor", () => {
    const more: typeof plainEnclosedGain = (...at) => {
      const { low, high } = plainEnclosedGain(...at);
      return { low: Q.multiply(Q.rational(1_000_000n), low), high: Q.multiply(Q.rational(1_000_000n), high) };
    };
    const asked = instanceOf(environmentOf(half, [half, ["1/3", "2/3"]], [[["0", "1"]]]), thresholds("1/4"));
    expect(violates(checkOf(dropHypothesis1({ gainOf: more }), "incentives", asked))).toBe(true);
    expect(violates(checkOf(dropHypothesis1(), "incentives", asked))).toBe(false);
    const crowd = instanceOf({ ...guess, groups: [5] });
    const scale = Q.rational(1n, 10_000n);
    expect(violates(checkOf(dropDistinctRows({ scale }), "unchanged", crowd, { delta: "1/2" }))).toBe(true);
    expect(violates(checkOf(dropDistinctRows(), "unchanged", crowd, { delta: "1/2" }))).toBe(false);
  });
});
