import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import {
  type GenericSetting,
  loc1Setting,
  loc2Setting,
  uniformSetting,
} from "../../../src/mechanisms/nst/generic-setting.js";
import {
  corollary2Population,
  leastPopulation,
  mainPopulation,
  meaningfulPopulation,
} from "../../../src/mechanisms/nst/populations.js";
import { type Rational, rational } from "../../../src/number/rational.js";
import * as R from "../../../src/number/real.js";

const D = Decimal.clone({ precision: 40 });
const big = (n: bigint) => new D(n.toString());
const decimal = (x: Rational) => big(x.numerator).div(big(x.denominator));
const q = (p: number, over = 1) => rational(BigInt(p), BigInt(over));

const settings: GenericSetting[] = [];
for (const d of [q(1, 40), q(1, 6), q(1)]) {
  for (const pTilde of [q(1, 11), q(1, 2), q(1)]) {
    for (const gamma of [q(1, 10), q(9, 10)]) {
      for (const alternatives of [2n, 7n, 400n]) settings.push({ d, pTilde, gamma, alternatives });
    }
  }
}

/** The second route: n = 2, 3, … by the printed conditions in floating point. A tie that it gets wrong would show as a difference. */
function scanned(bounds: readonly Decimal[], quotient: Decimal): number {
  const [least, c] = [Math.max(...bounds.map((bound) => bound.toNumber())), quotient.toNumber()];
  for (let n = 2; ; n++) if (n >= least && n / Math.log(n) > c) return n;
}

const satisfies = (n: number, bounds: readonly Decimal[], quotient: Decimal): boolean =>
  bounds.every((bound) => bound.lte(n)) && new D(n).div(new D(n).ln()).gt(quotient);

function printed({ d, pTilde, gamma, alternatives }: GenericSetting): readonly [Decimal[], Decimal] {
  const [a, b] = [decimal(d), decimal(pTilde).mul(decimal(gamma))];
  const c = a.mul(8).div(b);
  const first = c.mul(b.mul(big(alternatives)).div(a.mul(2)).ln());
  return [
    [
      first,
      D.exp(2)
        .mul(4)
        .mul(a)
        .div(b.mul(big(alternatives))),
    ],
    c,
  ];
}

describe("n0 of Section 3.3", () => {
  it("is the least integer that a scan finds, and no greater one fails", () => {
    const found = new Set<number>();
    for (const s of settings) {
      const conditions = printed(s);
      const n0 = scanned(...conditions);
      found.add(n0);
      expect(mainPopulation(s)).toEqual({ n0: BigInt(n0), failures: [] });
      for (const n of [0, 1, 2, 3, 5, 8, 13, 50].map((more) => n0 + more)) {
        expect(satisfies(n, ...conditions)).toBe(true);
      }
    }
    expect(found.size).toBeGreaterThan(20);
  });

  it("is bound by each of its conditions in turn", () => {
    const binding = settings.map((s) => {
      const [[first, second], quotient] = printed(s) as [[Decimal, Decimal], Decimal];
      const n0 = scanned([first, second], quotient);
      return [
        scanned([second], quotient) < n0 ? "first" : "",
        scanned([first], quotient) < n0 ? "second" : "",
        scanned([first, second], new D(0)) < n0 ? "quotient" : "",
      ].join("");
    });
    expect([...new Set(binding)].sort()).toEqual(["", "first", "quotient", "second"]);
  });

  it("does not take 1, where ln 1 = 0", () => {
    expect(leastPopulation([], q(0)).n0).toBe(2n);
  });

  it("is 2 where 3 fails, as 3/ln 3 < 14/5 < 2/ln 2 = 4/ln 4", () => {
    expect([2, 3, 4].map((n) => satisfies(n, [], new D("2.8")))).toEqual([true, false, true]);
    expect(leastPopulation([], q(14, 5))).toEqual({ n0: 2n, failures: [3n] });
    // Section 3.3 never meets this case: another bound is above 2 for every number of alternatives.
    for (const alternatives of [1n, 2n, 5n, 6n, 20n]) {
      const s = { d: q(7, 20), pTilde: q(1), gamma: q(1), alternatives };
      expect(printed(s)[1].eq("2.8")).toBe(true);
      expect(mainPopulation(s).n0).toBe(BigInt(scanned(...printed(s))));
      expect(mainPopulation(s).n0).toBeGreaterThan(2n);
      expect(mainPopulation(s).failures).toEqual([]);
    }
    expect(leastPopulation([R.fromInteger(3n)], q(14, 5))).toEqual({ n0: 4n, failures: [] });
    expect(leastPopulation([], q(29, 10))).toEqual({ n0: 5n, failures: [] });
  });

  it("takes an integer lower bound itself", () => {
    expect(leastPopulation([R.fromInteger(77n)], q(1)).n0).toBe(77n);
    expect(leastPopulation([R.fromRational(q(155, 2))], q(1)).n0).toBe(78n);
  });

  it("is found beyond 10^9 in no time", () => {
    const s = uniformSetting(q(1), q(1, 1000), 10n ** 6n);
    const { n0 } = mainPopulation(s);
    const isLarge = (n: bigint) => big(n).div(big(n).ln()).gt(printed(s)[1]);
    expect([n0 > 10n ** 11n, isLarge(n0), isLarge(n0 - 1n)]).toEqual([true, true, false]);
  });
});

describe("n0 of Corollary 2", () => {
  const triples = [q(1, 40), q(1, 6), q(1)].flatMap((d) =>
    [q(1, 10), q(9, 10)].flatMap((gamma) => [2n, 5n, 50n].map((alternatives) => ({ d, gamma, alternatives }))),
  );
  const bounds = (d: Rational, gamma: Rational, alternatives: bigint, e: Decimal): [Decimal[], Decimal] => {
    const [a, g, s] = [decimal(d), decimal(gamma), big(alternatives)];
    const c = a.mul(8).mul(s).div(g);
    return [[c.mul(g.div(a.mul(2)).ln()), e.mul(e).mul(4).mul(a).div(g.mul(s))], c];
  };

  it("is what a scan of the printed conditions finds, with e and with epsilon", () => {
    for (const { d, gamma, alternatives } of triples) {
      const found = corollary2Population(d, gamma, alternatives);
      expect(found.n0).toBe(BigInt(scanned(...bounds(d, gamma, alternatives, D.exp(1)))));
      const other = corollary2Population(d, gamma, alternatives, R.fromRational(q(99, 10)));
      expect(other.n0).toBe(BigInt(scanned(...bounds(d, gamma, alternatives, new D("9.9")))));
    }
  });

  it("is at most Section 3.3's for p~ = 1/|S|, and smaller for some", () => {
    const pairs = triples.map(({ d, gamma, alternatives }) => [
      corollary2Population(d, gamma, alternatives).n0,
      mainPopulation(uniformSetting(d, gamma, alternatives)).n0,
    ]);
    expect(pairs.every(([a, b]) => a! <= b!)).toBe(true);
    expect(pairs.some(([a, b]) => a! < b!)).toBe(true);
  });
});

describe("where beta is below a level", () => {
  /** All n up to the top where the printed β of Theorem 2 is defined and below the level, in floating point. */
  function below({ d, pTilde, gamma, alternatives }: GenericSetting, level: Rational, top: number): boolean[] {
    const [a, b, most] = [decimal(d), decimal(pTilde).mul(decimal(gamma)), decimal(level)].map((x) => x.toNumber()) as [
      number,
      number,
      number,
    ];
    return Array.from({ length: top + 1 }, (_, n) => {
      const log = Math.log((b * n * Number(alternatives)) / (2 * a));
      return log > 1e-12 && 6 * Math.sqrt(a / (b * n)) * Math.sqrt(log) < most;
    });
  }

  it("is found by a scan", () => {
    let [early, shared] = [0, 0];
    const levels = [q(1), q(5, 2), q(12)];
    for (const s of settings.filter(({ d, pTilde }) => decimal(d).div(decimal(pTilde)).lt(1))) {
      for (const level of levels) {
        const { first, from } = meaningfulPopulation(s, level);
        if (from > 100_000n) continue;
        const flags = below(s, level, Number(from) + 200);
        expect(flags.indexOf(true)).toBe(Number(first));
        expect(flags.lastIndexOf(false) + 1).toBe(Number(from));
        if (first < from) early++;
        else shared++;
      }
    }
    expect([early > 3, shared > 3]).toEqual([true, true]);
  });

  it("is told for the facilities of the corollaries", () => {
    for (const s of [loc1Setting(2n, 1), loc2Setting(2n, 2)]) {
      const { from } = meaningfulPopulation(s);
      const flags = below(s, q(1), Number(from) + 100);
      expect([flags.lastIndexOf(false) + 1, flags.indexOf(true)]).toEqual([
        Number(from),
        Number(meaningfulPopulation(s).first),
      ]);
    }
  });
});
