import { describe, expect, it } from "vitest";
import { dummiesSuffice } from "../../../properties/hk/footnote-4.js";
import { lemma16Time, theorem8Time } from "../../../properties/hk/implementation-time.js";
import { lemma15 } from "../../../properties/hk/lemma-15.js";
import { lemma16 } from "../../../properties/hk/lemma-16.js";
import { samplerIsPrivate } from "../../../properties/hk/lemma-16-privacy.js";
import { multiItemPermanent } from "../../../properties/hk/multi-item-permanent.js";
import type { SamplerFormat } from "../../../properties/hk/sampler-privacy.js";
import { theorem8Privacy } from "../../../properties/hk/theorem-8-privacy.js";
import type { Check, Claim } from "../../../src/claim/claim.js";
import { multiItemFormat, multiItemRectangularFormat } from "../../../src/instance/hk-items.js";
import { multiItemSamplerFormat } from "../../../src/instance/hk-items-sampler.js";
import { multiItemSampler } from "../../../src/mechanisms/hk/multi-item-sampler.js";
import { multiply, one, printRational, type Rational, rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";

/** Fractions and permanents of this file's own. */
type Fraction = readonly [bigint, bigint];
const gcd = (x: bigint, y: bigint): bigint => (y === 0n ? x : gcd(y, x % y));
const over = (x: bigint, y: bigint): Fraction => [x / gcd(x, y), y / gcd(x, y)];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => over(a * c, b * d);
const text = ([a, b]: Fraction): string => (b === 1n ? `${a}` : `${a}/${b}`);
const permanent = (A: readonly (readonly bigint[])[]): bigint =>
  A.length === 0
    ? 1n
    : A[0]!.reduce((sum, a, j) => sum + a * permanent(A.slice(1).map((row) => row.filter((_, k) => k !== j))), 0n);
const weights = (table: readonly (readonly number[])[], B: bigint) =>
  table.map((row) => row.map((v) => B ** BigInt(v)));

/** Pr[outcome] by the sampler with exact permanents. */
const drawn = (A: readonly (readonly bigint[])[], outcome: readonly number[], own: boolean): Fraction => {
  let chance: Fraction = [1n, 1n];
  outcome.forEach((item, i) => {
    const left = A.map((_, j) => j).filter((j) => !outcome.slice(0, i).includes(j));
    const share = (j: number) =>
      (own ? A[i]![j]! : 1n) * permanent(A.slice(i + 1).map((row) => left.filter((k) => k !== j).map((k) => row[k]!)));
    chance = times(
      chance,
      over(
        share(item),
        left.map(share).reduce((x, y) => x + y),
      ),
    );
  });
  return chance;
};

const checkOf = (claim: Claim, reading: string, instance: JsonObject, choices: JsonObject = {}): Check =>
  claim.check({ instance, choices }, claim.readings.find(({ name }) => name === reading)!.switches);
const shown = ({ left, right }: Check) => [printRational(left as Rational), printRational(right as Rational)];

const market = (
  parameters: JsonObject,
  reports: readonly (readonly string[])[],
  mechanism = "hk/multi-item-sampler",
) => ({
  mechanism,
  parameters: { epsilon: { times: "4", log: "2" }, ...parameters },
  environment: { items: reports.length },
  reports,
});
const apart = [
  ["1", "0"],
  ["0", "1"],
];

/** The sampler with errors twice as large as it is told, in their logarithm. */
const coarse: SamplerFormat = {
  ...multiItemSamplerFormat,
  mechanism: {
    ...multiItemSampler,
    law: (R, parameters, items, profile) =>
      multiItemSampler.law(
        R,
        { ...parameters, factor: multiply(multiply(parameters.factor, parameters.factor), rational(3n)) },
        items,
        profile,
      ),
  },
};

/** The sampler with the weights of 3ε. */
const sharp: SamplerFormat = {
  ...multiItemSamplerFormat,
  mechanism: {
    ...multiItemSampler,
    law: (R, ...rest) => multiItemSampler.law({ ...R, power: (k, top) => R.power(3 * k, 3 * top) }, ...rest),
  },
};

describe("permanents", () => {
  it("give what a sum over permutations gives, and a payment that is off is caught", () => {
    const instance = market({}, apart, "hk/multi-item");
    // B = e^{ε/2} = 4: perm = 16 + 1, agent 0 gets item 0 with 16/17.
    expect(shown(checkOf(multiItemPermanent(), "literal", instance, { quantity: "normalizer" }))).toEqual(["17", "17"]);
    const marginal = checkOf(multiItemPermanent(), "literal", instance, { quantity: { agent: 0, item: 0 } });
    expect([marginal.holds, ...shown(marginal)]).toEqual([true, "16/17", "16/17"]);
    expect(checkOf(multiItemPermanent(), "literal", instance).holds).toBe(true);
    const free = multiItemPermanent({ ...multiItemFormat, payments: (values) => values.profile.map(() => one) });
    expect(checkOf(free, "literal", instance).holds).toBe(false);
  });
});

describe("dummies", () => {
  const instance = {
    mechanism: "hk/multi-item-rectangular",
    parameters: { epsilon: { times: "2", log: "2" } },
    environment: { agents: 1, items: 3 },
    reports: [["1", "0", "0"]],
  };

  it("give the range of injections, neither free disposal nor its size", () => {
    // B = 2: 2/(2 + 1 + 1) against 2/(2 + 1 + 1 + 1).
    const choice = { of: { outcome: [0] } };
    expect(shown(checkOf(dummiesSuffice(), "injections", instance, choice))).toEqual(["1/2", "1/2"]);
    expect(shown(checkOf(dummiesSuffice(), "free-disposal", instance, choice))).toEqual(["1/2", "2/5"]);
    expect(shown(checkOf(dummiesSuffice(), "size", instance))).toEqual(["3", "6"]);
  });

  it("would be caught if they had a say", () => {
    const wrong = dummiesSuffice({
      ...multiItemRectangularFormat,
      mechanism: {
        ...multiItemRectangularFormat.mechanism,
        law(R, ...rest) {
          const { entries } = multiItemRectangularFormat.mechanism.law(R, ...rest);
          return {
            entries: entries.map((entry) => ({ ...entry, weight: R.one })),
            total: R.integer(BigInt(entries.length)),
          };
        },
      },
    });
    expect(checkOf(wrong, "injections", instance).holds).toBe(false);
  });
});

describe("the estimates of permanents", () => {
  const instance = market(
    { ownWeight: "no", factor: "11/10", errors: [{ stage: 0, prefix: [], item: 0, sign: 1 }] },
    apart,
  );

  it("are within the factor that is told, by the odds of two items", () => {
    expect(shown(checkOf(lemma15(), "model", instance))).toEqual(["11/10", "11/10"]);
    expect(checkOf(lemma15(coarse), "model", instance).holds).toBe(false);
  });
});

describe("the sampler", () => {
  const table = [
    [1, 0],
    [1, 0],
  ];
  const reports = table.map((row) => row.map(String));

  it("is not the exponential mechanism by the letter of step (2), and is with own weights", () => {
    const A = weights(table, 2n);
    const exact = over(A[0]![0]! * A[1]![1]!, permanent(A));
    const letter = drawn(A, [0, 1], false);
    expect([text(exact), text(letter), text(drawn(A, [0, 1], true))]).toEqual(["1/2", "1/3", "1/2"]);
    const at = (ownWeight: string) => ({
      ...market({ ownWeight }, reports),
      parameters: { epsilon: { times: "2", log: "2" }, ownWeight },
    });
    const fallen = checkOf(lemma16(), "no", at("no"), { outcome: [0, 1] });
    expect([fallen.holds, ...shown(fallen)]).toEqual([false, text(times(exact, [letter[1], letter[0]])), "1"]);
    expect(checkOf(lemma16(), "no", at("yes")).holds).toBe(true);
    expect(checkOf(lemma16(sharp), "yes", at("yes"), {}).holds).toBe(true);
    expect(checkOf(lemma16(sharp), "yes", { ...at("yes"), reports: apart }).holds).toBe(false);
  });

  it("is not ε-differentially private for four agents by the letter, with exact permanents", () => {
    const rows = [
      [0, 0, 0, 0],
      [0, 1, 0, 0],
      [1, 0, 0, 0],
    ];
    const chance = (last: readonly number[]) => drawn(weights([...rows, last], 4n), [2, 1, 0, 3], false);
    const [most, least] = [chance([0, 0, 0, 1]), chance([1, 1, 1, 0])];
    const ratio = times(most, [least[1], least[0]]);
    expect(text(ratio)).toBe("187187/9063");
    const names = [...rows, [0, 0, 0, 1]].map((row) => row.map(String));
    const found = checkOf(samplerIsPrivate(), "no+exact", market({ ownWeight: "no" }, names), {
      player: 3,
      largest: names[3]!,
      smallest: ["1", "1", "1", "0"],
      outcome: [2, 1, 0, 3],
    });
    expect([found.holds, ...shown(found)]).toEqual([false, text(ratio), "16"]);
  });

  it("has the largest ratio (1 + (n − 1)e^ε)/n with own weights, and one with weights of 3ε is caught", () => {
    const others = ["1", "0", "0"];
    const found = checkOf(
      samplerIsPrivate(),
      "yes+exact",
      market({ ownWeight: "yes" }, [["0", "0", "0"], others, others]),
      {
        player: 0,
      },
    );
    expect([found.holds, ...shown(found)]).toEqual([true, text(over(1n + 2n * 16n, 3n)), "16"]);
    const wrong = checkOf(samplerIsPrivate(sharp), "yes+exact", market({ ownWeight: "yes" }, apart), { player: 0 });
    expect(wrong.holds).toBe(false);
  });

  it("keeps e^ε where the factor is as small as the slack of the exponential mechanism, and not beyond", () => {
    const at = (factor: string, log: string) => ({
      ...market({}, apart),
      parameters: { epsilon: { times: "4", log }, ownWeight: "yes", factor },
    });
    expect(checkOf(theorem8Privacy(), "smaller", at("33/32", "2"), { player: 0 }).holds).toBe(true);
    expect(checkOf(theorem8Privacy(), "smaller", at("33/32", "101/100"), { player: 0 }).hypotheses).toBe("outside");
    expect(checkOf(theorem8Privacy(), "same", at("33/32", "101/100"), { player: 0 }).holds).toBe(false);
    expect(checkOf(theorem8Privacy(sharp), "smaller", at("33/32", "2"), { player: 0 }).holds).toBe(false);
  });
});

describe("the running time", () => {
  const at = (times: string, exponent?: string) => ({
    ...market({}, apart),
    parameters: { epsilon: { times, log: "3/2" }, ownWeight: "yes", ...(exponent && { exponent }) },
  });

  it.each<[string, (format?: SamplerFormat) => Claim]>([
    ["lemma-16", lemma16Time],
    ["theorem-8", theorem8Time],
  ])("of %s grows with ε, and is bounded for ε ≤ 1 unless weights are e^{εv}", (_, make) => {
    // ε = 2·ln(3/2) = 0.81…: ε/2 ≤ 1/2 < ε. For ε = 40·ln(3/2) = 16.2…: ε/2 > 1·2.
    expect(checkOf(make(), "bounded", at("2")).holds).toBe(true);
    expect(checkOf(make(), "bounded", at("2", "1")).holds).toBe(false);
    expect(checkOf(make(), "inverse", at("40"), { constant: "1", degree: 1 }).holds).toBe(false);
    expect(checkOf(make(), "inverse", at("40"), { constant: "100", degree: 1 }).holds).toBe(true);
  });
});
