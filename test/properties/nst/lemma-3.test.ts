import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import type { ExponentialFormat } from "../../../properties/nst/announced.js";
import { lemma3 } from "../../../properties/nst/lemma-3.js";
import { lemma3Tail } from "../../../properties/nst/lemma-3-tail.js";
import { footnote14 } from "../../../properties/nst/remark-footnote14.js";
import { lemma3Limit } from "../../../properties/nst/remark-lemma3-limit.js";
import { scoreTable } from "../../../properties/nst/score-tables.js";
import { tableOf } from "../../../properties/nst/table-cases.js";
import type { Claim } from "../../../src/claim/claim.js";
import { exponentialFormat } from "../../../src/instance/nst-mechanisms.js";
import { printRational, type Rational, rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, words } from "../cckmv/decided.js";
import { falls } from "./falls.js";

const Precise = Decimal.clone({ precision: 50 });
type Number = Fraction | number | string;
const decimal = (x: Number): Decimal => {
  const { n, d, s } = new Fraction(x);
  return new Precise(`${s * n}`).div(`${d}`);
};

/** Lemma 3 a second time: losses by powers of y = e^{η·unit}, bounds in decimals. It shares no code with the program. */
const lossOf = (gaps: readonly number[], y: Fraction): Fraction => {
  const weights = gaps.map((gap) => y.pow(-gap)!);
  const all = weights.reduce((x, z) => x.add(z));
  return weights.reduce((sum, weight, s) => sum.add(weight.mul(gaps[s]!)), new Fraction(0)).div(all);
};
const errorOf = (n: Number, ratio: Decimal, logSize: Decimal): Decimal =>
  ratio
    .times(4)
    .div(decimal(n))
    .times(decimal(n).div(ratio.times(2)).ln().plus(logSize));

/** The exponential mechanism with the alternatives in the other order. */
const reversed: ExponentialFormat = {
  ...exponentialFormat,
  mechanism: {
    ...exponentialFormat.mechanism,
    law(R, parameters, environment, profile) {
      const { entries, total } = exponentialFormat.mechanism.law(R, parameters, environment, profile);
      return { entries: entries.map(({ outcome }, s) => ({ outcome, weight: entries.at(-1 - s)!.weight })), total };
    },
  },
};

const switchesOf = (claim: Claim, name: string) => claim.readings.find((reading) => reading.name === name)!.switches;
const checkAt = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, switchesOf(claim, name));
const middle = (side: unknown): Decimal => {
  const { low, high } = side as { low: string; high: string };
  return decimal(low).plus(decimal(high)).div(2);
};

describe("Lemma 3", () => {
  it("holds wherever the interval of F lies, and needs a hypothesis on n; the product in its proof is no bound", async () => {
    const readings = await decided(lemma3());
    expect(words(readings)).toEqual({
      printed: "proved on the domain",
      shifted: "proved on the domain",
      "every-n": "refuted",
      chain: "refuted",
    });
    for (const [name, change] of [
      ["every-n", "n ≥ 5d/(2ε|S|)"],
      ["chain", "max F − δ − 2d/(nε)"],
    ] as const) {
      const { repair } = readings.get(name)!;
      expect([repair!.verdict, repair!.necessary.map(({ without }) => without)]).toEqual([
        "proved on the domain",
        [change],
      ]);
    }
    // One alternative, n = d = 1, ε = 2 ln 2: the bound is −(2/ln 2)·ln ln 2 above max F.
    const one = readings.get("every-n")!.counterexample!;
    const eta = decimal(2).ln();
    expect(one.lhs).toBe("0");
    expect(middle(one.rhs).minus(eta.ln().times(-2).div(eta)).abs().lt("1e-25")).toBe(true);
    // F = 0 at four alternatives, the same ε: (−δ)·(1 − 1/η) > 0 with δ = ln(4η)/η.
    const chain = readings.get("chain")!.counterexample!;
    const delta = eta.times(4).ln().div(eta);
    expect(chain.lhs).toBe("0");
    expect(
      middle(chain.rhs)
        .minus(delta.times(eta.pow(-1).minus(1)))
        .abs()
        .lt("1e-25"),
    ).toBe(true);
  });

  it("falls with the alternatives in the other order", () => {
    expect([falls(lemma3(), "printed"), falls(lemma3(reversed), "printed")]).toEqual([false, true]);
  });

  it("is worst for equal gaps, by every F in {0, 1/2, 1}³", () => {
    for (const y of [new Fraction(2), new Fraction(3, 2), new Fraction(10)]) {
      const all = [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => [0, a, b]));
      const worst = all.map((gaps) => lossOf(gaps, y)).reduce((x, z) => (x.compare(z) >= 0 ? x : z));
      const equal = [0, 1, 2].map((x) => lossOf([0, x, x], y));
      expect(equal.some((loss) => loss.equals(worst))).toBe(true);
    }
  });

  it("needs an interval of length 1: 42 alternatives, 46 apart", () => {
    const eta = decimal(1).exp().div(42).times("1.0000001");
    const fall = eta.times(-46).exp().times(41);
    const loss = fall.times(46).div(fall.plus(1));
    expect(loss.gt(eta.times(42).ln().times(2).div(eta))).toBe(true);
  });
});

describe("the tail", () => {
  it("is bounded by |Ŝ| and |S| times the fall, not with twice the rate nor in the other order", async () => {
    const all = { own: "proved for all epsilon", all: "proved for all epsilon" };
    expect(words(await decided(lemma3Tail()))).toEqual(all);
    expect([falls(lemma3Tail(reversed), "own"), falls(lemma3Tail(reversed), "all")]).toEqual([true, true]);
    expect(falls(lemma3Tail(exponentialFormat, rational(2n)), "own")).toBe(true);
  });

  it("is mx/(1 + mx) for one best alternative", () => {
    const instance = {
      mechanism: "nst/exponential",
      parameters: { epsilon: "2 ln 3" },
      environment: scoreTable([[2, 0, 0, 0]]),
      reports: [0],
    };
    const { left, right } = checkAt(lemma3Tail(), "own", instance);
    const x = new Fraction(1, 9);
    expect([left, right].map((side) => printRational(side as Rational))).toEqual(
      [x.mul(3).div(x.mul(3).add(1)), x.mul(3)].map((side) => side.toFraction()),
    );
  });
});

describe("the limit", () => {
  it("is 0 for fixed d, ε and |S|, though not as fast as x^{−9/10}", async () => {
    expect(words(await decided(lemma3Limit()))).toEqual({ literal: "proved on the domain" });
    expect(falls(lemma3Limit(rational(1n, 10n)), "literal")).toBe(true);
  });

  it("is 4 for d/ε = n/ln n and |S| = n, and 0 if (d/ε)·ln |S| is sublinear", async () => {
    const readings = await decided(footnote14());
    expect(words(readings)).toEqual({
      both: "refuted",
      "ratio-bounded": "proved on the domain",
      powers: "proved on the domain",
    });
    expect(readings.get("both")!.repair).toMatchObject({
      verdict: "proved on the domain",
      changes: ["(d/ε)·ln |S| sublinear in n"],
    });
    expect(falls(footnote14([], rational(1n, 10n)), "ratio-bounded")).toBe(true);
    expect(falls(footnote14(["(d/ε)·ln |S| sublinear in n"]), "both")).toBe(false);
  });

  it("has the error 4·(1 + ln((ln n)/2)/ln n), at n = 3 and beyond", () => {
    for (const [k, n] of [
      [1, 3],
      [62, 64],
    ] as const) {
      const sequence = "d/ε = n/ln n, |S| = n, n = k + 2";
      const check = checkAt(
        footnote14(),
        "both",
        { mechanism: "nst/exponential", reports: [] },
        { sequence, k: `${k}` },
      );
      const log = decimal(n).ln();
      const expected = log.div(2).ln().div(log).plus(1).times(4);
      const { low, high } = check.left as unknown as { low: Rational; high: Rational };
      const found = decimal(printRational(low))
        .plus(decimal(printRational(high)))
        .div(2);
      expect(found.minus(expected).abs().lt("1e-25")).toBe(true);
      expect([
        check.holds,
        expected
          .minus(errorOf(n, decimal(n).div(log), log))
          .abs()
          .lt("1e-40"),
      ]).toEqual([false, true]);
    }
  });

  it("is below its two parts along every repaired sequence, and these below 1", () => {
    const claim = footnote14(["(d/ε)·ln |S| sublinear in n"]);
    for (const { k, sequence } of claim.domain("standard", { growth: "both" }).cases as {
      k: string;
      sequence: string;
    }[]) {
      const { n, ratio, logSize } = termOf(sequence, Number(k));
      const bound = ratio
        .times(logSize)
        .div(n)
        .plus(ratio.div(n.times(2)).sqrt())
        .times(4);
      expect(bound.lt(1), `${sequence} ${k}`).toBe(true);
    }
  });

  it("goes with a mechanism that fails: E F = k/(k² + k − 1) at n = |S| = k²", () => {
    const k = 2;
    const n = k * k;
    const environment = tableOf({
      types: Array<number>(n).fill(1),
      alternatives: n,
      reactions: 1,
      utility: () => "0",
      objective: (_types, s) => (s === 0 ? "1" : "0"),
    });
    const instance = {
      mechanism: "nst/exponential",
      parameters: { epsilon: { times: `1/${n}`, log: `${n}` } },
      environment,
      reports: Array<number>(n).fill(0),
    };
    const { left } = checkAt(lemma3(), "every-n", instance);
    expect(printRational(left as Rational)).toBe(new Fraction(k, k * k + k - 1).toFraction());
  });
});

/** The terms of the sequences with a limit of 0, from their names alone. */
function termOf(sequence: string, k: number): { n: Decimal; ratio: Decimal; logSize: Decimal } {
  const ln2 = decimal(2).ln();
  const at = (n: Decimal, ratio: Decimal, logSize: Decimal) => ({ n, ratio, logSize });
  if (sequence.endsWith("n = (32k)^2")) return at(decimal(32 * k).pow(2), ln2.pow(-1), ln2.times(32 * k));
  if (sequence.endsWith("n = k·2^k")) return at(decimal(2).pow(k).times(k), ln2.pow(-1), ln2.times(decimal(2).pow(k)));
  if (sequence.endsWith("n = (100k)^4")) {
    const n = decimal(100 * k).pow(4);
    return at(n, n.sqrt().div(ln2), n.ln().times(3));
  }
  if (sequence.endsWith("n = (16k)^8")) {
    return at(
      decimal(16 * k).pow(8),
      decimal(16 * k)
        .pow(6)
        .div(ln2),
      ln2.times(16 * k),
    );
  }
  const n = decimal(2).pow(100 * k);
  return at(n, n.times(ln2).div(n.ln().pow(2)), n.ln());
}
