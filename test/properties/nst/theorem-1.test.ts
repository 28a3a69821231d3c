import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { anyEpsDominant } from "../../../properties/nst/any-eps-dominant.js";
import { combined } from "../../../properties/nst/dominant-cases.js";
import { theMixture, theorem1a, theorem1b } from "../../../properties/nst/theorem-1.js";
import { one } from "../../../src/number/rational.js";
import type { Json } from "../../../src/verdict/json.js";
import { decided, decimal, expectRepaired, isLess, ln, only, words } from "../cckmv/decided.js";

const all = "proved for all epsilon";

/** The alternative of largest score in the place of the exponential mechanism; no lie is too small to move it. */
const sharpest: typeof theMixture = {
  ...theMixture,
  mechanism: {
    lottery(R, parameters, environment, announced) {
      const honest = theMixture.mechanism.lottery(R, parameters, environment, announced);
      const scores = honest.free.map(({ alternative }) => environment.score(announced, alternative));
      const best = scores.findIndex((score) => scores.every((other) => score >= other));
      const weight = honest.free.reduce((sum, draw) => R.add(sum, draw.weight), R.zero);
      return { ...honest, free: honest.free.length === 0 ? [] : [{ ...honest.free[best]!, weight }] };
    },
  },
};

/** The commitment alone. */
const committed: typeof theMixture = {
  ...theMixture,
  mechanism: {
    lottery: (R, parameters, environment, announced) =>
      theMixture.mechanism.lottery(R, { ...parameters, q: one }, environment, announced),
  },
};

describe("Theorem 1", () => {
  it("falls for St smaller than S and is proved for all ε with the gap over St", async () => {
    const readings = await decided(theorem1a());
    expect(words(readings)).toEqual({ "any+positive": "refuted", "all+positive": all, "any+zero": all });
    expectRepaired(readings.get("any+positive")!, "gap over St");
  });

  it("falls in its second part also for a selection that turns, and at q = 0 = ε", async () => {
    const readings = await decided(theorem1b());
    expect(words(readings)).toEqual({
      "any+own+positive": "refuted",
      "any+turning+positive": "refuted",
      "all+own+positive": all,
      "all+turning+positive": "refuted",
      "any+own+zero": "refuted",
    });
    expectRepaired(readings.get("any+own+positive")!, "gap over St");
    expectRepaired(readings.get("any+turning+positive")!, "gap over St", "selection by own type");
    expectRepaired(readings.get("all+turning+positive")!, "selection by own type");
    expectRepaired(readings.get("any+own+zero")!, "q > 0");
  });

  it("has its counterexample from the two laws at e^{ε/2} = 17/16", async () => {
    const { counterexample } = (await decided(only("any+positive", theorem1a()))).get("any+positive")!;
    const [x, q, little] = [new Fraction(17, 16), new Fraction(1, 4), new Fraction(1, 16)];
    const [down, up] = [new Fraction(1).div(x.add(1)), x.div(x.add(1))];
    const free = new Fraction(1).sub(q);
    const truth = free.mul(up.mul(little).add(down)).add(q.mul(little));
    const lie = free.mul(down.mul(little).add(up));
    expect([counterexample!.lhs, counterexample!.rhs]).toEqual([truth.toFraction(), lie.toFraction()]);
    expect(lie.compare(truth)).toBe(1);
    // γ = 1 and p̃ = 1: q ≥ 2ε = 4·ln(17/16).
    expect(isLess(ln(x).mul(4), decimal(q))).toBe(true);
  });

  it("needs q = (x − 1)/(2x) in the tight family, an eighth of 2ε for small ε", async () => {
    const readings = await decided(only("all+positive", theorem1a()));
    const { leastSufficientQ } = readings.get("all+positive")!.evidence as {
      leastSufficientQ: Record<string, string>[];
    };
    const tight = leastSufficientQ.filter(({ instance }) => instance!.startsWith("tight"));
    expect(tight.map(({ least }) => least)).toEqual(
      tight.map((row) => {
        const x = new Fraction(row["e^(ε/2)"]!);
        const gain = x.sub(1).div(x.add(1));
        return gain.div(gain.add(1)).toFraction();
      }),
    );
    const [{ least, printedAtMost }] = tight as [Record<string, string>];
    const factor = new Fraction(printedAtMost!).div(new Fraction(least!)).valueOf();
    expect(factor).toBeGreaterThan(7.9);
    expect(factor).toBeLessThan(8.1);
  });

  it("gains no more than tanh(ε/4) from the exponential mechanism, which two alternatives attain", () => {
    const x = new Fraction(5, 4);
    const probability = (F: number, u: number, alternatives: readonly number[]) => {
      const weights = alternatives.map((s) => ((F >> s) & 1 ? x : new Fraction(1)));
      const sum = (all: readonly Fraction[]) => all.reduce((total, w) => total.add(w), new Fraction(0));
      return sum(weights.filter((_, s) => (u >> s) & 1)).div(sum(weights));
    };
    const largest = (count: number) => {
      const alternatives = Array.from({ length: count }, (_, s) => s);
      const sets = Array.from({ length: 2 ** count }, (_, bits) => bits);
      const gains = sets.flatMap((f) =>
        sets.flatMap((g) => sets.map((u) => probability(g, u, alternatives).sub(probability(f, u, alternatives)))),
      );
      return gains.reduce((most, next) => (next.compare(most) > 0 ? next : most));
    };
    const bound = x.sub(1).div(x.add(1));
    expect(largest(2).toFraction()).toBe(bound.toFraction());
    expect(largest(3).compare(bound)).toBe(-1);
  });

  it("notices the sharpest choice in the place of the exponential mechanism", async () => {
    expect(words(await decided(only("all+positive", theorem1a(sharpest))))).toEqual({ "all+positive": "refuted" });
    expect(words(await decided(only("all+own+positive", theorem1b(sharpest))))).toEqual({
      "all+own+positive": "refuted",
    });
  });

  it("holds with the commitment alone, whatever the gap", async () => {
    expect(words(await decided(only("any+positive", theorem1a(committed))))).toEqual({ "any+positive": all });
    expect(words(await decided(only("any+turning+positive", theorem1b(committed))))).toEqual({
      "any+turning+positive": all,
    });
  });
});

describe("any mechanism in which truth is ε-dominant", () => {
  it("will do with the gap over St, private reactions and a strict threshold", async () => {
    const readings = await decided(anyEpsDominant());
    expect(new Set(Object.values(words(readings)))).toEqual(new Set(["refuted"]));
    for (const { name, repair } of readings.values()) {
      expect(repair!.verdict, name).toBe("proved on the domain");
      expect(
        repair!.necessary.map(({ without }) => without),
        name,
      ).toEqual(repair!.changes);
    }
    expect(readings.get("any+sharp")!.repair!.changes).toHaveLength(3);
  });

  it("has its counterexample from M and P alone", async () => {
    const { counterexample } = (await decided(only("private+double", anyEpsDominant()))).get("private+double")!;
    const { q, M } = counterexample!.choices as { q: string; M: Json };
    const [start, end] = (M as string[][]).map((law) => new Fraction(law[1]!));
    const [share, little] = [new Fraction(q), new Fraction(1, 16)];
    const value = (probability: Fraction) => little.add(probability.mul(new Fraction(1).sub(little)));
    const rest = new Fraction(1).sub(share);
    expect(rest.mul(value(start!)).add(share.mul(little)).toFraction()).toBe(counterexample!.lhs);
    expect(rest.mul(value(end!)).toFraction()).toBe(counterexample!.rhs);
  });

  it("holds where the commitment is all that is run", async () => {
    const claim = anyEpsDominant((environment, M, P, _q, announced) => combined(environment, M, P, one, announced));
    expect(words(await decided(only("private+sharp", claim)))["private+sharp"]).not.toBe("refuted");
  });
});
