import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import {
  type GenericSetting,
  loc1Setting,
  loc2Setting,
  settingFault,
  uniformSetting,
} from "../../../src/mechanisms/nst/generic-setting.js";
import * as T from "../../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../../src/number/rational.js";
import { type Rational, rational } from "../../../src/number/rational.js";
import * as R from "../../../src/number/real.js";

const D = Decimal.clone({ precision: 60 });
const euler = D.exp(1);
const big = (n: bigint) => new D(n.toString());
const decimal = (x: Rational) => big(x.numerator).div(big(x.denominator));
const q = (p: number, over = 1) => rational(BigInt(p), BigInt(over));

const setting = (d: Rational, pTilde: Rational, gamma: Rational, alternatives: bigint): GenericSetting => ({
  d,
  pTilde,
  gamma,
  alternatives,
});

const settings = [
  setting(q(1), q(1, 2), q(1, 10), 11n),
  setting(q(1, 3), q(1, 4), q(1), 2n),
  setting(q(5), q(2, 7), q(3, 11), 1000n),
  setting(q(1, 50), q(1), q(1), 3n),
  setting(q(2), q(1, 1_000_000), q(1, 7), 1_000_000n),
];
const sizes = [1n, 2n, 7n, 100n, 12345n, 10n ** 9n, 10n ** 15n];
const cases = settings.flatMap((s) => sizes.map((n) => ({ s, n })));

/** The second route: the printed formula in decimals. */
const log = (s: GenericSetting, n: bigint) =>
  big(n).mul(decimal(s.pTilde)).mul(decimal(s.gamma)).mul(big(s.alternatives)).div(decimal(s.d).mul(2)).ln();
const printedEpsilon = (s: GenericSetting, n: bigint) =>
  decimal(s.pTilde).mul(decimal(s.gamma)).mul(decimal(s.d)).div(big(n)).sqrt().mul(log(s, n).sqrt());
const printedBeta = (s: GenericSetting, n: bigint) =>
  decimal(s.d)
    .div(decimal(s.pTilde).mul(decimal(s.gamma)).mul(big(n)))
    .sqrt()
    .mul(6)
    .mul(log(s, n).sqrt());

/** Both ends agree with the decimals in 40 places; a first digit that is wrong would not. */
function expectNear(found: R.Real | undefined, value: Decimal): void {
  expect(found).toBeDefined();
  const { low, high } = R.enclosureOf(found!, 140);
  for (const end of [low, high]) expect(decimal(end).sub(value).abs().lt("1e-40")).toBe(true);
}

describe("epsilon*, q* and the beta of Theorem 2", () => {
  it("are the printed formulas", () => {
    let defined = 0;
    for (const { s, n } of cases) {
      if (log(s, n).lte(0)) continue;
      defined++;
      const epsilon = printedEpsilon(s, n);
      expectNear(T.epsilonStar(s, n), epsilon);
      expectNear(T.qStar(s, n), epsilon.mul(2).div(decimal(s.pTilde).mul(decimal(s.gamma))));
      expectNear(T.theorem2Beta(s, n), printedBeta(s, n));
    }
    expect(defined).toBeGreaterThan(20);
    expect(defined).toBeLessThan(cases.length);
  });

  it("are undefined where the logarithm is not positive", () => {
    for (const { s, n } of cases) {
      const isDefined = log(s, n).gt(0);
      for (const f of [T.epsilonStar, T.qStar, T.theorem2Beta]) expect(f(s, n) !== undefined).toBe(isDefined);
    }
    // n·p̃γ|S|/(2d) = 1, and just above.
    const flat = setting(q(1), q(1, 2), q(1, 2), 2n);
    expect([T.epsilonStar(flat, 4n), T.epsilonStar(flat, 5n) === undefined]).toEqual([undefined, false]);
  });

  it.each([
    ["the gap", { gamma: q(0) }],
    ["the least probability", { pTilde: q(0) }],
    ["the sensitivity", { d: q(0) }],
    ["no alternatives", { alternatives: 0n }],
  ])("are undefined with a reason: %s", (what, change) => {
    const given = { ...settings[0]!, ...change };
    expect(settingFault(given)).toContain(what);
    const found = T.genericParameters({ ...given, n: 100n });
    expect(found).toEqual({ epsilonStar: undefined, qStar: undefined, n0: undefined, why: settingFault(given) });
  });
});

describe("genericParameters", () => {
  it("tells n0 where epsilon* is undefined", () => {
    const found = T.genericParameters({ ...settings[0]!, n: 3n });
    expect([found.epsilonStar, found.qStar, typeof found.n0]).toEqual([undefined, undefined, "bigint"]);
    expect(found.why).toContain("n = 3");
  });

  it("satisfies Lemma 5 right above n0", () => {
    for (const s of settings) {
      const { n0 } = T.genericParameters({ ...s, n: 1n });
      const n = n0! + 1n;
      const { epsilonStar, qStar, why } = T.genericParameters({ ...s, n });
      expect(why).toBeUndefined();
      expect(R.compareReals(qStar!, R.fromRational(Q.one))).toBe(-1);
      expect(R.compareReals(epsilonStar!, R.fromRational(Q.multiply(s.pTilde, s.gamma)))).toBe(-1);
      expect(T.isLemma3Population(n, s.d, s.alternatives, epsilonStar!)).toBe(true);
    }
  });
});

describe("the corollaries", () => {
  const sets = [1n, 2n, 5n, 10n].flatMap((m) => [1, 2, 3].map((facilities) => ({ m, facilities })));
  it("2: beta with p~ = 1/|S|", () => {
    for (const alternatives of [2n, 11n, 5000n]) {
      const [d, gamma, n] = [q(3, 2), q(1, 10), 100_000n];
      const outer = decimal(d)
        .mul(big(alternatives))
        .div(decimal(gamma).mul(big(n)))
        .sqrt()
        .mul(6);
      const inner = big(n).mul(decimal(gamma)).div(decimal(d).mul(2)).ln().sqrt();
      expectNear(T.theorem2Beta(uniformSetting(d, gamma, alternatives), n), outer.mul(inner));
    }
  });

  it("4: LOC1", () => {
    for (const { m, facilities } of sets) {
      const n = 10n ** 7n + 1n;
      const outer = big(m * (m + 1n) ** BigInt(facilities))
        .div(big(n))
        .sqrt()
        .mul(6);
      expectNear(
        T.theorem2Beta(loc1Setting(m, facilities), n),
        outer.mul(
          big(n)
            .div(big(2n * m))
            .ln()
            .sqrt(),
        ),
      );
    }
  });

  it("5: LOC2 with its epsilon and q", () => {
    for (const { m, facilities } of sets) {
      const n = 10n ** 6n + 3n;
      const s = loc2Setting(m, facilities);
      const inner = big(n * (m + 1n) ** BigInt(facilities))
        .div(big(2n * m * m))
        .ln()
        .sqrt();
      const epsilon = inner.div(big(m).mul(big(n).sqrt()));
      expectNear(
        T.theorem2Beta(s, n),
        big(6n * m)
          .div(big(n).sqrt())
          .mul(inner),
      );
      expectNear(T.epsilonStar(s, n), epsilon);
      expectNear(T.qStar(s, n), epsilon.mul(big(2n * m * m)));
    }
  });
});

describe("Lemma 3", () => {
  it("has the printed bound and condition", () => {
    let large = 0;
    for (const n of [1n, 3n, 4n, 10n, 1000n]) {
      for (const [times, base] of [
        [q(1, 2), q(2)],
        [q(12), q(3, 2)],
      ] as const) {
        const [d, alternatives] = [q(2, 3), 5n];
        const epsilon = decimal(times).mul(decimal(base).ln());
        const argument = big(n).mul(epsilon).mul(big(alternatives)).div(decimal(d).mul(2));
        const real = T.realEpsilon({ times, log: base });
        expectNear(
          T.lemma3Bound(n, d, alternatives, real),
          decimal(d).mul(4).div(big(n).mul(epsilon)).mul(argument.ln()),
        );
        const isLarge = big(n).gt(
          euler
            .mul(2)
            .mul(decimal(d))
            .div(epsilon.mul(big(alternatives))),
        );
        expect(T.isLemma3Population(n, d, alternatives, real)).toBe(isLarge);
        large += isLarge ? 1 : 0;
      }
    }
    expect([large > 0, large < 10]).toEqual([true, true]);
  });
});

describe("bracketEpsilon", () => {
  /** E[F] of the exponential mechanism with weights base^k over scores k/top. */
  const expected = (base: Rational, scores: readonly number[], top: number): Rational => {
    const weights = scores.map((k) => Q.integerPower(base, BigInt(k)));
    const total = weights.reduce(Q.add);
    const sum = weights.map((w, i) => Q.multiply(w, q(scores[i]!, top))).reduce(Q.add);
    return Q.divide(sum, total);
  };

  it("brackets e^{epsilon step}, and the expected objective with it", () => {
    for (const { s, n } of cases.filter(({ s, n }) => log(s, n).gt(0))) {
      const step = q(1, 24);
      const { low, high } = T.bracketEpsilon(T.epsilonStar(s, n)!, step, 40);
      const truth = printedEpsilon(s, n).mul(decimal(step)).exp();
      expect([decimal(low).lte(truth), decimal(high).gte(truth)]).toEqual([true, true]);
      expect(Q.compare(Q.subtract(high, low), rational(1n, 1n << 40n))).not.toBe(1);
      const scores = [0, 3, 3, 8, 12];
      const weights = scores.map((k) => truth.pow(k));
      const mean = weights
        .map((w, i) => w.mul(scores[i]!).div(12))
        .reduce((a, b) => a.add(b))
        .div(weights.reduce((a, b) => a.add(b)));
      const [least, most] = [low, high].map((base) => decimal(expected(base, scores, 12))) as [Decimal, Decimal];
      expect([least.lte(mean.add("1e-50")), most.gte(mean.sub("1e-50"))]).toEqual([true, true]);
      expect(most.sub(least).lt("1e-9")).toBe(true);
    }
  });

  it("keeps bases of at least 1, and refuses steps that turn the order round", () => {
    const tiny = R.fromRational(rational(1n, 10n ** 30n));
    expect(T.bracketEpsilon(tiny, Q.one, 10).low).toEqual(Q.one);
    expect(() => T.bracketEpsilon(tiny, q(0), 10)).toThrow("expected a step > 0");
  });
});
