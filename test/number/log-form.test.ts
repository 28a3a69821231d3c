import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import * as E from "../../src/number/enclosure.js";
import { floorQuotient, plainIntegers } from "../../src/number/integer.js";
import type { LogForm } from "../../src/number/log-form.js";
import * as L from "../../src/number/log-form.js";
import { compareExpectations, logForms, logFormsOver, type Payoffs, quotients } from "../../src/number/module.js";
import { polynomials } from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import { type Rational, rational } from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";
import { mpfr } from "./mpfr.js";

const oracle = await mpfr();

const settings = { seed: 1, numRuns: 100 };
const read = (text: string): Rational => Q.parseRational(text)!;
const ln = (text: string): LogForm => L.ln(read(text));
const times = (c: string, form: LogForm): LogForm => L.scale(form, read(c));
const constant = (text: string): LogForm => L.fromRational(read(text));
const total = (...forms: LogForm[]): LogForm => forms.reduce(L.add, L.zero);
const ten = (k: number): bigint => 10n ** BigInt(k);

const natural = (max: bigint) => fc.bigInt({ min: 1n, max });
const ratios = (max: bigint) => fc.tuple(natural(max), natural(max)).map(([p, q]) => rational(p, q));
const signed = (max: bigint) => fc.tuple(fc.bigInt({ min: -max, max }), natural(max)).map(([p, q]) => rational(p, q));
const terms = (max: bigint, maxLength: number) =>
  fc.array(fc.tuple(signed(max), ratios(max)), { minLength: 1, maxLength });
type Terms = readonly (readonly [Rational, Rational])[];
const formOf = (list: Terms, extra = Q.zero): LogForm =>
  list.reduce((form, [c, x]) => L.add(form, L.scale(L.ln(x), c)), L.fromRational(extra));

/** rational + Σ c·ln x between bounds from MPFR: no merging, no base. */
function boundsByOracle(list: Terms, extra: Rational, bits: number): E.Enclosure {
  let [low, high] = [below(extra, bits), above(extra, bits)];
  for (const [c, x] of list) {
    const { low: least, high: most } = oracle.ln(x, bits);
    const [from, to] = c.numerator < 0n ? [most, least] : [least, most];
    low += below(unreduced(c, from), bits);
    high += above(unreduced(c, to), bits);
  }
  return {
    low: { numerator: low, denominator: 1n << BigInt(bits) },
    high: { numerator: high, denominator: 1n << BigInt(bits) },
  };
}

/** ⌊x·2^bits⌋. */
const below = (x: Rational, bits: number): bigint => floorQuotient(x.numerator << BigInt(bits), x.denominator);

/** ⌈x·2^bits⌉. */
const above = (x: Rational, bits: number): bigint => -below(Q.negate(x), bits);

/** x·y, not in lowest terms. */
const unreduced = (x: Rational, y: Rational): Rational => ({
  numerator: x.numerator * y.numerator,
  denominator: x.denominator * y.denominator,
});

/** The sign that MPFR shows; undefined where 4000 bits do not tell. */
function signByOracle(list: Terms, extra = Q.zero): Sign | undefined {
  for (let bits = 100; bits <= 4000; bits *= 3) {
    const sign = E.signOf(boundsByOracle(list, extra, bits));
    if (sign !== undefined) return sign;
  }
  return undefined;
}

describe("the zero test", () => {
  it("knows the identities", () => {
    const zeros = [
      total(ln("6"), times("-1", ln("2")), times("-1", ln("3"))),
      total(times("2", ln("4/9")), times("-4", ln("2/3"))),
      total(times("1/3", ln("8")), times("-1/2", ln("4"))),
      total(ln("2/3"), ln("3/5"), ln("5/2")),
      total(times("12", ln("10")), times("-4", ln("1000"))),
      total(ln(`${ten(40)}`), times("-40", ln("2")), times("-40", ln("5"))),
      total(times("1/7", ln(`${6n ** 700n}`)), times("-100", ln("2")), times("-100", ln("3"))),
    ];
    for (const form of zeros) {
      expect(L.sign(form)).toBe(0);
      for (const shift of ["1", "-1/1000000", `1/${ten(300)}`, `-1/${ten(900)}`]) {
        expect(L.sign(L.add(form, constant(shift)))).toBe(Q.signOfRational(read(shift)));
      }
      expect(L.sign(L.add(form, ln(`${ten(40) + 1n}/${ten(40)}`)))).toBe(1);
      expect(L.sign(L.add(form, times("-1/3", ln(`${ten(400) + 1n}/${ten(400)}`))))).toBe(-1);
    }
  });

  it("knows an identity from a near miss, one unit off anywhere", () => {
    const a = 2n ** 80n * 3n ** 51n;
    for (const d of [-1n, 0n, 1n]) {
      const form = total(ln(`${a + d}`), times("-80", ln("2")), times("-51", ln("3")));
      expect(L.sign(form)).toBe(Number(d));
    }
    expect(L.sign(total(times("2", ln("4/9")), times(`-${4n * ten(50) + 1n}/${ten(50)}`, ln("2/3"))))).toBe(1);
  });

  it("takes one logarithm beside its approximation for what it is", () => {
    const { low, high } = oracle.ln(rational(2n), 700);
    const two = L.subtract(ln("6"), ln("3"));
    expect(L.sign(L.subtract(two, L.fromRational(low)))).toBe(1);
    expect(L.sign(L.subtract(two, L.fromRational(high)))).toBe(-1);
    expect(L.sign(L.subtract(L.fromRational(low), two))).toBe(-1);
  });

  it("finds 0 in every sum that is built to be 0", () => {
    const exponents = fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
    });
    const generators = fc.uniqueArray(natural(ten(20)), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(generators, exponents, fc.array(signed(20n), { minLength: 6, maxLength: 6 }), (ys, rows, cs) => {
        const product = (row: readonly number[]) =>
          row.map((e, j) => Q.integerPower(rational(ys[j]!), BigInt(e))).reduce(Q.multiply, Q.one);
        const list: Terms = rows.map((row, i) => [cs[i]!, product(row)]);
        // What the products add up to, taken off again generator by generator.
        const back: Terms = ys.map((y, j) => [
          rows.reduce((s, row, i) => Q.subtract(s, Q.multiply(cs[i]!, rational(BigInt(row[j]!)))), Q.zero),
          rational(y),
        ]);
        const form = formOf([...list, ...back]);
        expect(L.sign(form)).toBe(0);
        expect(L.sign(L.add(form, L.fromRational(rational(-1n, ten(60)))))).toBe(-1);
        expect(L.simplified(form)).toEqual(L.zero);
        expect(L.equals(formOf(list), L.negate(formOf(back)))).toBe(true);
      }),
      settings,
    );
  });
});

describe("sign", () => {
  it("is MPFR's on random forms", () => {
    for (const max of [20n, ten(6), ten(30)]) {
      fc.assert(
        fc.property(terms(max, 10), signed(max), (list, extra) => {
          const expected = signByOracle(list, extra);
          if (expected !== undefined) expect(L.sign(formOf(list, extra))).toBe(expected);
          expect(L.sign(L.negate(formOf(list, extra)))).toBe(0 - L.sign(formOf(list, extra)));
        }),
        settings,
      );
    }
  });

  it("is MPFR's on forms made to nearly vanish", () => {
    let close = 0;
    fc.assert(
      fc.property(terms(ten(9), 6), fc.integer({ min: 5, max: 200 }), fc.boolean(), (list, digits, above) => {
        const { low } = boundsByOracle(list, Q.zero, 1200);
        const cut = floorQuotient(low.numerator * ten(digits), low.denominator) + (above ? 1n : 0n);
        const extra = rational(-cut, ten(digits));
        const expected = signByOracle(list, extra);
        expect(expected).toBeDefined();
        if (expected !== 0) close++;
        expect(L.sign(formOf(list, extra))).toBe(expected);
      }),
      settings,
    );
    expect(close).toBeGreaterThan(80);
  });

  it("decides what decimal.js rounds to the wrong side", () => {
    expect(L.compare(ln("7.38905609893065022723042746057500781318"), constant("2"))).toBe(-1);
    expect(L.compare(ln("0.606530659712633423603799534991180453441918136"), constant("-1/2"))).toBe(1);
    // The same questions about exp, by taking logarithms.
    expect(L.compare(constant("0.693147180559945309417232121458176568075500134360255254120681"), ln("2"))).toBe(1);
    expect(L.compare(constant("-0.0233522230639145038222531717449"), ln("0.97691833"))).toBe(-1);
  });

  it("tells apart what differs far behind the point", () => {
    for (const k of [40, 400, 2000]) {
      const above = rational(ten(k) + 1n, ten(k));
      expect(L.sign(L.ln(above))).toBe(1);
      expect(L.sign(L.subtract(L.ln(above), L.fromRational(rational(1n, ten(k)))))).toBe(-1);
      expect(L.sign(L.subtract(L.ln(above), L.fromRational(rational(1n, ten(k) + 1n))))).toBe(1);
      expect(L.sign(L.subtract(L.ln(above), L.ln(rational(ten(k), ten(k) - 1n))))).toBe(-1);
    }
  });

  it("does not mind coefficients of any size", () => {
    for (const size of [`${ten(200)}`, `1/${ten(200)}`]) {
      const form = times(size, total(times("3", ln("2")), times("-2", ln("3"))));
      expect(L.sign(form)).toBe(-1);
      expect(L.sign(L.add(form, times(size, constant("1/5"))))).toBe(1);
    }
  });
});

describe("forms", () => {
  it("add up their rational parts as fraction.js does, and merge equal logs", () => {
    const fraction = (x: Rational) => new Fraction(x.numerator, x.denominator);
    fc.assert(
      fc.property(terms(12n, 8), terms(12n, 8), signed(30n), signed(30n), (x, y, r, s) => {
        const [f, g] = [formOf(x, r), formOf(y, s)];
        const both = L.add(f, g);
        expect(fraction(both.rational).equals(fraction(r).add(fraction(s)))).toBe(true);
        expect(both).toEqual(L.add(g, f));
        expect(both).toEqual(L.sum([...x, ...y].map(([c, z]) => L.scale(L.ln(z), c)).concat(formOf([], Q.add(r, s)))));
        expect(L.subtract(both, g)).toEqual(f);
        for (const log of both.logs.map((t) => t.log)) {
          const wanted = [...x, ...y].reduce((c, [d, z]) => {
            if (Q.equals(z, log)) return c.add(fraction(d));
            return Q.equals(Q.divide(Q.one, z), log) ? c.sub(fraction(d)) : c;
          }, new Fraction(0));
          const found = both.logs.find((t) => Q.equals(t.log, log))!.coefficient;
          expect(fraction(found).equals(wanted)).toBe(true);
        }
      }),
      settings,
    );
  });

  it("are plain data, ordered, with logs above 1 only", () => {
    const form = total(ln("2/3"), ln("5"), times("7", ln("1")), ln("1/5"), ln("3"));
    expect(L.printLogForm(form)).toEqual({
      rational: "0",
      logs: [
        { coefficient: "1", log: "3" },
        { coefficient: "-1", log: "3/2" },
      ],
      over: "1",
    });
    expect(structuredClone(form)).toEqual(form);
    expect(() => L.ln(Q.zero)).toThrow(RangeError);
    expect(() => L.logQuotient(1n, 0n)).toThrow(RangeError);
    expect(() => L.logQuotient(-1n, -2n)).toThrow(RangeError);
    expect(L.logQuotient(6n, 4n)).toEqual(ln("3/2"));
  });

  it("have values within 2^-bits, beside MPFR", () => {
    fc.assert(
      fc.property(terms(ten(12), 6), signed(100n), (list, extra) => {
        for (const bits of [20, 100]) {
          const found = L.enclosure(formOf(list, extra), bits);
          const truth = boundsByOracle(list, extra, 500);
          expect(Q.compare(found.low, truth.low) <= 0 && Q.compare(truth.high, found.high) <= 0).toBe(true);
          expect(Q.compare(E.width(found), rational(1n, 1n << BigInt(bits))) <= 0).toBe(true);
        }
      }),
      settings,
    );
  });
});

describe("forms over epsilon", () => {
  const epsilon = { times: read("2"), log: read("3/2") };

  it("have the sign of epsilon times themselves", () => {
    // 1 − ln(9/4)/(2·ln(3/2)) = 0.
    const form = L.subtract(constant("1"), L.overEpsilon(ln("9/4")));
    expect(L.sign(form, epsilon)).toBe(0);
    expect(L.sign(form, { ...epsilon, times: read("201/100") })).toBe(1);
    expect(L.sign(form, { ...epsilon, log: read("149/100") })).toBe(-1);
    expect(L.simplified(form, epsilon)).toEqual(L.zero);
    expect(L.equals(L.overEpsilon(ln("9/4")), constant("1"), epsilon)).toBe(true);
    expect(L.simplified(L.overEpsilon(times("3", ln("27/8"))), epsilon)).toEqual(constant("9/2"));
    const kept = L.overEpsilon(ln("5"));
    expect(L.simplified(kept, epsilon)).toBe(kept);
  });

  it("have the sign MPFR gives", () => {
    fc.assert(
      fc.property(terms(50n, 5), signed(50n), ratios(9n), ratios(30n), (list, extra, t, above) => {
        const b = Q.add(Q.one, above);
        const form = L.add(L.fromRational(extra), L.overEpsilon(formOf(list)));
        const expected = signByOracle([...list, [Q.multiply(t, extra), b]]);
        if (expected !== undefined) expect(L.sign(form, { times: t, log: b })).toBe(expected);
        const found = L.enclosure(form, 60, { times: t, log: b });
        const inverse = E.reciprocal(E.scale(oracle.ln(b, 300), t))!;
        const truth = E.add(E.exactly(extra), E.multiply(boundsByOracle(list, Q.zero, 300), inverse));
        expect(Q.compare(found.low, truth.low) <= 0 && Q.compare(truth.high, found.high) <= 0).toBe(true);
      }),
      settings,
    );
  });

  it("do not mix with logarithms over 1, and need their epsilon", () => {
    const over = L.overEpsilon(ln("2"));
    expect(() => L.add(over, ln("2"))).toThrow(RangeError);
    expect(() => L.sum([constant("1"), over, ln("2")])).toThrow(RangeError);
    expect(() => L.overEpsilon(constant("1"))).toThrow(RangeError);
    expect(() => L.sign(L.subtract(over, constant("1")))).toThrow(RangeError);
    expect(() => L.sign(over, { times: Q.zero, log: read("2") })).toThrow(RangeError);
    expect(() => L.sign(over, { times: Q.one, log: Q.one })).toThrow(RangeError);
    expect(L.add(over, constant("1")).over).toBe("epsilon");
    expect(L.subtract(over, over)).toEqual(L.zero);
  });
});

describe("the contract form", () => {
  it("is read as printed", () => {
    fc.assert(
      fc.property(terms(30n, 6), signed(30n), fc.boolean(), (list, extra, over) => {
        const logs = over ? L.overEpsilon(formOf(list)) : formOf(list);
        const form = L.add(L.fromRational(extra), logs);
        expect(L.parseLogForm(JSON.parse(JSON.stringify(L.printLogForm(form))))).toEqual(form);
      }),
      settings,
    );
  });

  it("is read with logs below 1, twice, in any order, and as a plain rational", () => {
    const logs = [
      { coefficient: "2", log: "1/3" },
      { coefficient: "0.5", log: 4 },
      { coefficient: 1, log: "3" },
    ];
    expect(L.parseLogForm({ rational: "1/2", logs, over: "1" })).toEqual(
      total(constant("1/2"), times("-1", ln("3")), times("1/2", ln("4"))),
    );
    expect(L.parseLogForm("7/2")).toEqual(constant("7/2"));
    expect(L.parseLogForm(-3)).toEqual(constant("-3"));
    expect(L.parseLogForm({ rational: "1", logs: [], over: "epsilon" })).toEqual(constant("1"));
    const wrong = [
      null,
      0.5,
      "x",
      {},
      { rational: "1", logs: [] },
      { rational: "1", logs: [], over: "2" },
      { rational: "1", logs: [{ coefficient: "1", log: "0" }], over: "1" },
      { rational: "1", logs: [{ coefficient: "1", log: "-2" }], over: "1" },
      { rational: "1", logs: [{ coefficient: "1" }], over: "1" },
      { rational: "1", logs: [], over: "1", more: 1 },
    ];
    for (const json of wrong) expect(L.parseLogForm(json)).toBeUndefined();
  });
});

describe("payoffs", () => {
  function laws<S, M>(M: Payoffs<S, M>, values: fc.Arbitrary<M>, weights: fc.Arbitrary<S>, plus: (s: S, t: S) => S) {
    const same = (x: M, y: M) => expect(M.sign(M.add(x, M.negate(y)))).toBe(0);
    fc.assert(
      fc.property(values, values, values, weights, weights, (x, y, z, s, t) => {
        same(M.add(x, y), M.add(y, x));
        same(M.add(M.add(x, y), z), M.add(x, M.add(y, z)));
        same(M.add(x, M.zero), x);
        same(M.scale(M.add(x, y), s), M.add(M.scale(x, s), M.scale(y, s)));
        same(M.scale(x, plus(s, t)), M.add(M.scale(x, s), M.scale(x, t)));
        expect(M.sign(M.negate(x))).toBe(0 - M.sign(x));
        if (M.sign(x) > 0 && M.sign(y) > 0) expect(M.sign(M.add(x, y))).toBe(1);
      }),
      { seed: 1, numRuns: 60 },
    );
  }
  const weight = fc.bigInt({ min: -9n, max: 9n });
  const anyQuotient = fc.tuple(weight, natural(9n)).map(([numerator, denominator]) => ({ numerator, denominator }));
  const logs = (M: typeof logForms) =>
    fc.array(fc.tuple(anyQuotient, natural(30n), natural(30n)), { maxLength: 3 }).map((list) =>
      list.reduce((m, [q, n, d]) => {
        const log = M.logQuotient({ numerator: n, denominator: d });
        return M.add(M.add(m, M.fromQuotient(q)), M.scale(log, q.numerator));
      }, M.zero),
    );

  it("are a module over the weights, quotients and log forms alike", () => {
    laws(quotients(plainIntegers), anyQuotient, weight, (s, t) => s + t);
    laws(logForms, logs(logForms), weight, (s, t) => s + t);
    const over = logFormsOver({ times: read("1/2"), log: read("4/3") });
    laws(over, logs(over), weight, (s, t) => s + t);
  });

  it("say which expectation is greater, without division", () => {
    const M = logForms;
    // ln 2 with weight 3 of 5 against ln 3 with weight 2 of 5, and the same with another total.
    const [two, three] = [2n, 3n].map((n) => M.logQuotient({ numerator: n, denominator: 1n })) as [LogForm, LogForm];
    expect(compareExpectations(M, [M.scale(two, 3n), 5n], [M.scale(three, 2n), 5n])).toBe(-1);
    expect(compareExpectations(M, [M.scale(two, 3n), 4n], [M.scale(three, 2n), 5n])).toBe(1);
    expect(compareExpectations(M, [M.scale(two, 9n), 15n], [M.scale(two, 3n), 5n])).toBe(0);
    const over = logFormsOver({ times: Q.one, log: read("2") });
    const log = over.logQuotient({ numerator: 4n, denominator: 1n });
    expect(over.sign(over.add(log, over.fromQuotient({ numerator: -2n, denominator: 1n })))).toBe(0);
  });

  it("have no logarithms over a ring of polynomials", () => {
    const P = { ...polynomials(), sign: () => 1 as Sign };
    expect(quotients(P).logQuotient).toBeUndefined();
  });
});
