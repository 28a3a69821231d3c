import { describe, expect, it } from "vitest";
import type { Situation } from "../../src/game/situation.js";
import {
  individualRationality,
  type PrivacyConcern,
  truthfulnessWithPrivacy,
} from "../../src/notions/privacy-aware-utility.js";
import { plainIntegers as Z } from "../../src/number/integer.js";

/** A report is kept with probability 3/4, by one coin for both reports; staying out leaves it to a fair coin. */
const response: Situation<string, string, bigint> = {
  reports: ["A", "B"],
  absent: "out",
  law: (report) => ({
    entries: ["A", "B"].map((outcome) => ({ outcome, weight: report === "out" ? 2n : report === outcome ? 3n : 1n })),
    total: 4n,
  }),
  coupled: (x, y) => ({ entries: [{ outcome: [x, y] as const, weight: 1n }], total: 1n }),
  payoff: (type, _report, outcome) => (type === outcome ? 1n : 0n),
};

const concern = (ceiling: bigint | "unbounded"): PrivacyConcern<string, bigint> => ({
  sign: "two-signed",
  ceiling: () => ceiling,
});

describe("utilities that value privacy, at the corners", () => {
  it("gains and losses balance exactly: E[gain] = 1/2 against F·(1/2 + 1/2)", () => {
    const at = (F: bigint, gap: bigint) =>
      truthfulnessWithPrivacy(
        Z,
        { ...response, payoff: (t, _r, o) => (t === o ? gap : 0n) },
        "A",
        "B",
        "expectation",
        concern(F),
      );
    expect(at(1n, 2n).conclusion).toBe("holds");
    expect(at(2n, 3n).conclusion).toBe("fails");
    expect(at(0n, 0n).conclusion).toBe("holds");
    expect(at(1n, 2n).witness.privacySigns).toEqual({ A: -1, B: 1 });
  });

  it("an unbounded F at an outcome whose chance does not change does no harm in expectation", () => {
    const same = { ...response, law: () => response.law("A") };
    expect(truthfulnessWithPrivacy(Z, same, "A", "B", "expectation", concern("unbounded")).conclusion).toBe("holds");
    expect(truthfulnessWithPrivacy(Z, response, "A", "B", "expectation", concern("unbounded")).sides!.right).toBe(
      "infinity",
    );
  });

  it("per coin, nothing is compared where the outcomes agree", () => {
    const agreeing: typeof response = {
      ...response,
      coupled: () => ({ entries: [{ outcome: ["A", "A"], weight: 1n }], total: 1n }),
    };
    const found = truthfulnessWithPrivacy(Z, agreeing, "A", "B", "coin", concern("unbounded"));
    expect([found.conclusion, found.witness.pairs]).toEqual(["holds", 0]);
  });

  it("per coin, pairs of weight 0 are not reached", () => {
    const unreached: typeof response = {
      ...response,
      coupled: () => ({
        entries: [
          { outcome: ["A", "A"], weight: 1n },
          { outcome: ["B", "A"], weight: 0n },
        ],
        total: 1n,
      }),
    };
    expect(truthfulnessWithPrivacy(Z, unreached, "A", "B", "coin", concern(9n)).conclusion).toBe("holds");
    expect(individualRationality(Z, unreached, "A", "N2", "coin", concern(9n)).conclusion).toBe("holds");
  });

  it("are undecided without payoffs, common coins, or an absent player", () => {
    const { payoff: _, ...unpaid } = response;
    const { coupled: __, ...uncoupled } = response;
    const { absent: ___, ...present } = response;
    expect(truthfulnessWithPrivacy(Z, unpaid, "A", "B", "coin", concern(0n)).conclusion).toBe("undecided");
    expect(truthfulnessWithPrivacy(Z, uncoupled, "A", "B", "coin", concern(0n)).conclusion).toBe("undecided");
    expect(truthfulnessWithPrivacy(Z, uncoupled, "A", "B", "expectation", concern(0n)).conclusion).toBe("holds");
    for (const absence of ["N1", "N2", "N3", "N4"] as const) {
      expect(individualRationality(Z, present, "A", absence, "coin", concern(0n)).conclusion).toBe("undecided");
      expect(individualRationality(Z, uncoupled, "A", absence, "coin", concern(0n)).conclusion).toBe("undecided");
      expect(individualRationality(Z, unpaid, "A", absence, "expectation", concern(0n)).conclusion).toBe("undecided");
    }
  });

  it("x_o runs over the absent report under N1 only", () => {
    const seen = (absence: "N1" | "N2" | "N3" | "N4") => {
      const ratios = new Set<string>();
      // Staying out makes A certain, so that only N1 sees B with ratio ∞.
      const sure: typeof response = {
        ...response,
        law: (report) =>
          report === "out" ? { entries: [{ outcome: "A", weight: 1n }], total: 1n } : response.law(report),
      };
      const watch: PrivacyConcern<string, bigint> = {
        sign: "two-signed",
        ceiling: (ratio) => {
          ratios.add(ratio === "infinity" ? ratio : `${ratio.numerator / ratio.denominator}`);
          return 0n;
        },
      };
      individualRationality(Z, sure, "A", absence, "expectation", watch);
      return [...ratios].sort();
    };
    expect(seen("N1")).toEqual(["4", "infinity"]);
    for (const absence of ["N2", "N3", "N4"] as const) expect(seen(absence)).toEqual(["3"]);
  });

  it("N3 and N4 differ in the outcome that an absentee still gets", () => {
    const inside = (absence: "N3" | "N4", level: bigint) =>
      individualRationality(
        Z,
        { ...response, payoff: (t, _r, o) => level + (t === o ? 1n : 0n) },
        "A",
        absence,
        "expectation",
        concern(0n),
      ).conclusion;
    expect([inside("N3", -5n), inside("N3", 5n)]).toEqual(["holds", "holds"]);
    expect([inside("N4", -5n), inside("N4", 0n)]).toEqual(["fails", "holds"]);
  });
});
