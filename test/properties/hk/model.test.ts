import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { figure1Charged } from "../../../properties/hk/charged.js";
import { eventPrivacy } from "../../../properties/hk/def-dp-events.js";
import { restricted } from "../../../properties/hk/def-ic-restricted.js";
import { affineRange } from "../../../properties/hk/def-midr.js";
import { rangeDefined } from "../../../properties/hk/def-range.js";
import { lipschitz } from "../../../properties/hk/lipschitz.js";
import { exponentialFormat } from "../../../src/instance/hk-exponential.js";
import type { RangeFormat } from "../../../src/instance/hk-range.js";
import { exponential } from "../../../src/mechanisms/hk/exponential.js";
import { add, printRational, type Rational, rational } from "../../../src/number/rational.js";
import type { Json } from "../../../src/verdict/json.js";
import { decided, expectRepaired, only, words } from "../cckmv/decided.js";

/** The definitions of Section 2 a second time, by listing sets and valuations. It shares no code with the program. */
const twice: RangeFormat = {
  ...exponentialFormat,
  mechanism: {
    ...exponential,
    law: (R, sharpness, range, profile) => exponential.law(R, sharpness, range, [...profile, ...profile]),
  },
};

describe("discrete ranges", () => {
  it("have no Z where they are countable, and one with a prior of finite mass", async () => {
    const readings = await decided(rangeDefined());
    expect(words(readings)).toEqual({
      discrete: "refuted",
      finite: "proved for all epsilon",
      weighted: "proved for all epsilon",
      continuous: "proved for all epsilon",
    });
    expectRepaired(readings.get("discrete")!, "a prior of finite mass");
    const { instance, lhs, rhs } = readings.get("discrete")!.counterexample!;
    expect([(instance.reports as Json[]).length, lhs, rhs]).toEqual([1, "2", "1"]);
  });

  it("have Z as the sum of powers of e^{ε/2}, which every first outcomes of a countable range raise by 1 or more", () => {
    const claim = rangeDefined();
    const { switches } = claim.readings[0]!;
    let before = new Fraction(0);
    for (const values of [["1"], ["1", "0"], ["1", "0", "1"], ["1", "0", "1", "0"]]) {
      const Z = values.reduce((sum, value) => sum.add(value === "1" ? 3 : 1), new Fraction(0));
      const instance = {
        mechanism: "hk/exponential",
        parameters: { epsilon: "2 ln 3" },
        environment: { outcomes: ["a", "b", "c", "d"].slice(0, values.length) },
        reports: [values],
      };
      const check = claim.check({ instance, choices: { C: `${values.length}` } }, switches);
      expect(printRational(check.left as Rational)).toBe(Z.toFraction());
      expect(Z.sub(before).compare(1)).toBeGreaterThanOrEqual(0);
      before = Z;
    }
  });

  it("pass μ(R), the bound without n", async () => {
    const low = words(await decided(rangeDefined(exponentialFormat, [], rational(0n))));
    expect([low.finite, low.weighted, low.continuous]).toEqual(["refuted", "refuted", "refuted"]);
  });
});

describe("restricted classes of valuations", () => {
  it("keep IC and IR", async () => {
    const found = words(await decided(restricted()));
    expect(new Set(Object.values(found))).toEqual(new Set(["proved for all epsilon"]));
    expect(Object.keys(found)).toHaveLength(6);
  });

  const honest = figure1Charged(2n);
  const deciding = (charged: typeof honest, name: string) => decided(only(name, restricted(charged)));

  it("lose IR where players pay 1 more", async () => {
    const broken: typeof honest = {
      ...honest,
      payment(R, at, profile, player) {
        const { value, ratio } = honest.payment(R, at, profile, player)!;
        return { value: { ...value, numerator: R.add(value.numerator, value.denominator) }, ratio };
      },
      format: {
        ...honest.format,
        payments: (values) =>
          honest.format.payments!(values).map((payment) =>
            payment && "logs" in payment ? { ...payment, rational: add(payment.rational, rational(1n)) } : payment,
          ),
      },
    };
    expect(words(await deciding(broken, "IR+any"))).toEqual({ "IR+any": "refuted" });
  });

  it("lose IC where players pay what they expect to get", async () => {
    const broken: typeof honest = {
      ...honest,
      payment: (R, at, profile, player) => ({
        value: honest.payment(R, at, profile, player)!.value,
        ratio: { numerator: R.one, denominator: R.one },
      }),
      format: {
        ...honest.format,
        payments: (values) =>
          honest.format.payments!(values).map((payment) =>
            payment && "logs" in payment ? { ...payment, logs: [], over: "1" } : payment,
          ),
      },
    };
    expect(words(await deciding(broken, "IC+without-zero"))).toEqual({ "IC+without-zero": "refuted" });
  });
});

describe("events and single outcomes", () => {
  const e = new Fraction(2);
  const subsets = (m: number) =>
    Array.from({ length: 2 ** m }, (_, bits) =>
      Array.from({ length: m }, (_, r) => r).filter((r) => (bits >> r) % 2 === 1),
    );
  const excess = (P: readonly Fraction[], other: readonly Fraction[], set: readonly number[]) =>
    set.reduce((sum, r) => sum.add(P[r]!).sub(e.mul(other[r]!)), new Fraction(0));
  const instance = (prior: readonly string[]) => ({
    mechanism: "hk/exponential-quality",
    parameters: { epsilon: "ln 2", exponent: "1" },
    environment: { outcomes: ["a", "b", "c"].slice(0, prior.length), quality: prior.map(() => "0"), prior: [...prior] },
    reports: [],
  });

  it.each([
    [
      ["0", "1", "1"],
      ["1", "0", "0"],
    ],
    [
      ["1", "2", "1"],
      ["1/2", "1/4", "1/4"],
    ],
    [
      ["3", "1", "0"],
      ["0", "1/2", "1/2"],
    ],
    [
      ["1", "1", "2"],
      ["1/4", "1/2", "1/4"],
    ],
  ])("have the least δ that every set gives, P ∝ %j and P' = %j", (prior, other) => {
    const mass = prior.reduce((sum, weight) => sum.add(weight), new Fraction(0));
    const P = prior.map((weight) => new Fraction(weight).div(mass));
    const rest = other.map((text) => new Fraction(text));
    const largest = subsets(3)
      .map((set) => excess(P, rest, set))
      .reduce((x, y) => (x.compare(y) >= 0 ? x : y));
    const claim = eventPrivacy();
    const check = (name: string) =>
      claim.check(
        { instance: instance(prior), choices: { other } },
        claim.readings.find((reading) => reading.name === name)!.switches,
      );
    expect(printRational(check("least").left as Rational)).toBe(largest.toFraction());
    expect(check("least").holds).toBe(true);
    const singles = [0, 1, 2].map((r) => excess(P, rest, [r]));
    expect(check("pure").hypotheses).toBe(singles.every((x) => x.compare(0) <= 0) ? "inside" : "outside");
    expect(check("single").holds).toBe(
      singles.some((x) => x.compare(0) >= 0 && largest.compare(x) <= 0) || largest.compare(0) <= 0,
    );
  });

  it("are one definition for δ = 0, and (|R| − 1)·δ apart otherwise", async () => {
    const readings = await decided(eventPrivacy());
    expect(words(readings)).toEqual({
      pure: "proved for all epsilon",
      least: "proved for all epsilon",
      single: "refuted",
    });
    expectRepaired(readings.get("single")!, "(|R| − 1)·δ");
  });

  it("reject a sum that is 1/100 too small", () => {
    const claim = eventPrivacy(undefined, [], rational(1n, 100n));
    const { switches } = claim.readings.find(({ name }) => name === "least")!;
    expect(
      claim.check({ instance: instance(["0", "1", "1"]), choices: { other: ["1", "0", "0"] } }, switches).holds,
    ).toBe(false);
  });
});

describe("the allocation rule as a maximum in distributed range", () => {
  it("is proved, and falls for weights of twice the welfare", async () => {
    expect(words(await decided(affineRange()))).toEqual({
      largest: "proved for all epsilon",
      only: "proved for all epsilon",
    });
    expect(words(await decided(affineRange(twice)))).toEqual({ largest: "refuted", only: "refuted" });
  });
});

describe("the Lipschitz constant of welfare", () => {
  it("is 1, and not where costs have no bound", async () => {
    const readings = await decided(lipschitz());
    expect(words(readings)).toEqual({
      general: "proved on the domain",
      "unit-demand": "proved on the domain",
      costs: "proved on the domain",
      "any-cost": "refuted",
    });
    const { repair, tightness } = readings.get("any-cost")!;
    expect([repair!.verdict, repair!.changes, repair!.necessary.length]).toEqual([
      "proved on the domain",
      ["costs at most 1"],
      1,
    ]);
    expect([repair!.tightness!.ratio, tightness!.ratio]).toEqual(["1", "2"]);
    expect(readings.get("general")!.tightness!.ratio).toBe("1");
  });

  it("is found out where decide counts one value twice: check has the change from the reports alone", async () => {
    const broken = lipschitz((instance) => {
      const rows = (instance.reports as Json[]).map((row) => (Array.isArray(row) ? row.map(String) : [String(row)]));
      const sum = (r: number) => rows.reduce((total, row) => total.add(new Fraction(row[r]!).mul(2)), new Fraction(0));
      return new Map(
        rows[0]!.map((_, r) => {
          const { n, d, s } = sum(r);
          return [`${r}`, rational(s * n, d)];
        }),
      );
    });
    await expect(decided({ ...broken, readings: broken.readings.slice(0, 1) })).rejects.toThrow("decided to fail");
  });
});
