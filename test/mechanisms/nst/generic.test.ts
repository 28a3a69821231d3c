import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { printedLaw } from "../hk/printed.js";
import { lists } from "../second-route.js";
import { nearestOf, numbers, tuplesOf, utilityOf } from "./facility-route.js";

/** nst/generic a second time: the gap by fraction.js from the definition, the rest by decimal.js with 60 digits. */
const D = Decimal.clone({ precision: 60 });
const decimal = (x: Fraction) => new D(`${x.s * x.n}`).div(`${x.d}`);

interface Setting {
  readonly n: number;
  readonly d: Fraction;
  readonly gamma: Fraction;
  readonly pTilde: Fraction;
  readonly alternatives: number;
}

/** ε* and q* as Section 3.3 prints them, and the least integer that meets its conditions on n0. */
function expected({ n, d: dRational, gamma, pTilde, alternatives }: Setting) {
  const [d, p] = [decimal(dRational), decimal(pTilde.mul(gamma))];
  const argument = p.mul(n).mul(alternatives).div(d.mul(2));
  const epsilon = argument.gt(1) ? p.mul(d).div(n).sqrt().mul(argument.ln().sqrt()) : null;
  const lower = D.max(
    d
      .mul(8)
      .div(p)
      .mul(p.mul(alternatives).div(d.mul(2)).ln()),
    D.exp(2).mul(4).mul(d).div(p.mul(alternatives)),
  );
  // In floating point: a tie that it gets wrong would show as a difference.
  const [least, quotient] = [lower.toNumber(), d.mul(8).div(p).toNumber()];
  let n0 = 2;
  while (least > n0 || n0 / Math.log(n0) <= quotient) n0++;
  return { epsilon, q: epsilon?.mul(2).div(p) ?? null, n0 };
}

/** γ of the grid: by the definition, for one player, as nobody matters to another. */
function gapOf(m: number, K: number): Fraction {
  const tuples = tuplesOf({ m, K });
  const types = numbers(m + 1);
  const gaps = types.flatMap((truth) =>
    types
      .filter((lie) => lie !== truth)
      .map((lie) =>
        tuples
          .map((s) => utilityOf(m, truth, s, nearestOf(s, truth)).sub(utilityOf(m, truth, s, nearestOf(s, lie))))
          .reduce((x, y) => (x.compare(y) >= 0 ? x : y)),
      ),
  );
  return gaps.reduce((x, y) => (x.compare(y) <= 0 ? x : y));
}

const within = ({ low, high }: { low: string; high: string }, value: Decimal | null) => {
  const [from, to] = [decimal(new Fraction(low)), decimal(new Fraction(high))];
  expect(to.sub(from).lt("1e-40")).toBe(true);
  // decimal.js rounds: its last digits may lie beside a narrow enclosure.
  expect(value?.gt(from.sub("1e-50")) && value.lt(to.add("1e-50"))).toBe(true);
};

describe("nst/generic on a facility grid", () => {
  it.each([
    [1, 2, 2, "1", "uniform"],
    [3, 2, 2, "1", "adjacent"],
    [50, 3, 2, "1/2", "adjacent"],
    [5000, 4, 2, "1", "uniform"],
    [7, 1, 3, "1/100", "adjacent"],
  ] as const)("n = %i, m = %i, K = %i, d = %s, P %s", (n, m, K, d, P) => {
    const alternatives = (m + 1) ** K;
    const found = printedLaw({
      mechanism: "nst/generic",
      parameters: { d, P },
      environment: { kind: "facility-grid", n, m, K },
      reports: Array.from({ length: n }, (_, i) => i % (m + 1)),
    });
    const pTilde = P === "uniform" ? new Fraction(1, alternatives) : new Fraction(1, m);
    const right = expected({ n, d: new Fraction(d), gamma: gapOf(m, K), pTilde, alternatives });
    expect(found.distribution).toBeNull();
    expect(found.n0).toBe(right.n0);
    if (right.epsilon === null) {
      expect([found.epsilonStar, found.qStar]).toEqual([null, null]);
      return;
    }
    within(found.epsilonStar, right.epsilon);
    within(found.qStar, right.q);
    // Twice ε*, or the p̃ of the other P, is not taken for it.
    expect(() => within(found.epsilonStar, right.epsilon!.mul(2))).toThrow();
  });

  it("has none of the three with one facility, where the gap is 0", () => {
    const environment = { kind: "facility-grid", n: 2, m: 2, K: 1 };
    const found = printedLaw({ mechanism: "nst/generic", environment, reports: [0, 2] });
    expect(gapOf(2, 1).equals(0)).toBe(true);
    expect([found.epsilonStar, found.qStar, found.n0]).toEqual([null, null, null]);
  });
});

describe("nst/generic over tables", () => {
  const tables = (utility: unknown, types: unknown = [["l", "r"], ["l", "r"]]) => ({ kind: "tabular", types, alternatives: ["x", "y"], reactions: [["L", "R"], ["L", "R"]], utility }); // biome-ignore format: one line

  it("takes the gap over all profiles and the whole support of P for the separating set", () => {
    // A player of type l loses 1/2 when held to R, at x only; of type r she loses 1/3 when held to L, at x only.
    const own = (left: boolean) => [left ? ["1", "1/2"] : ["2/3", "1"], ["1", "1"]];
    const utility = [0, 1].map((player) => [...lists([true, false], 2)].map((profile) => own(profile[player]!)));
    const found = printedLaw({
      mechanism: "nst/generic",
      parameters: { d: "1/50", P: ["3/4", "1/4"] },
      environment: tables(utility),
      reports: [0, 1],
    });
    const setting = { n: 2, d: new Fraction("1/50"), gamma: new Fraction("1/3"), alternatives: 2 };
    const right = expected({ ...setting, pTilde: new Fraction("1/4") });
    within(found.epsilonStar, right.epsilon);
    within(found.qStar, right.q);
    expect(found.n0).toBe(right.n0);
    // x alone separates, with probability 3/4: another choice of the separating set.
    const other = expected({ ...setting, pTilde: new Fraction("3/4") });
    expect(other.n0).not.toBe(right.n0);
    expect(() => within(found.epsilonStar, other.epsilon)).toThrow();
  });

  it("has none of the three where nobody has a second type", () => {
    const found = printedLaw({
      mechanism: "nst/generic",
      environment: tables([0, 1].map(() => [[["1", "0"], ["0", "1"]]]), [["l"], ["l"]]), // biome-ignore format: one line
      reports: [0, 0],
    });
    expect([found.epsilonStar, found.qStar, found.n0]).toEqual([null, null, null]);
  });
});
