import { describe, expect, it } from "vitest";
import { constantEpsilon } from "../../../properties/cckmv/remark-7.5-constant-eps.js";
import { belowCeiling } from "../../../properties/cckmv/remark-7.5-threshold.js";
import { notUniversal } from "../../../properties/cckmv/remark-7-not-universal.js";
import { outcomeUniversal } from "../../../properties/cckmv/remark-7-outcome-universal.js";
import { type BidderFormat, rational75, theorem75 } from "../../../properties/cckmv/theorem-7.5.js";
import type { Claim, Example } from "../../../src/claim/claim.js";
import { noisyVcgFormat } from "../../../src/instance/cckmv-vcg.js";
import { noisyVcg } from "../../../src/mechanisms/cckmv/noisy-vcg.js";
import type { PublicOutcome } from "../../../src/mechanisms/cckmv/payment-information.js";
import { printRational, type Rational, rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { distance, f, gain, outcomeLaw } from "./two-alternatives.js";

const instance = (
  reports: readonly (readonly number[] | null)[],
  log = "2",
  maximum = 1,
  mechanism = "cckmv/noisy-vcg",
): JsonObject => ({
  mechanism,
  parameters: { epsilon: { times: `${2 * maximum}`, log } },
  environment: { outcomes: 2, maximum },
  reports: reports as never,
});

const at = (claim: Claim, name: string, instanceOf: JsonObject, choices: JsonObject = {}) => {
  const { switches } = claim.readings.find((reading) => reading.name === name)!;
  const example: Example = { instance: instanceOf, choices: { player: 0, ...choices } };
  return claim.check(example, switches);
};

const literal = "two-signed+any+limit+extended+open+printed";
const monotone = "two-signed+monotone+limit+extended+open+printed";
const sides = ({ left, right }: { left: unknown; right: unknown }) =>
  [left, right].map((x) => printRational(x as Rational));

/** Every report counts twice in the sums: the privacy ratios go beyond e^ε. */
const doubled = {
  ...noisyVcgFormat,
  mechanism: { ...noisyVcg, law: (R, p, e, profile) => noisyVcg.law(R, p, e, [...profile, ...profile]) },
} as BidderFormat;

/** No payment information is public. */
const silent = (outcome: PublicOutcome): PublicOutcome => ({ chosen: outcome.chosen, revealed: [[outcome.chosen, 0]] });
const secret = {
  ...noisyVcgFormat,
  mechanism: {
    ...noisyVcg,
    law: (R, p, e, profile) => {
      const law = noisyVcg.law(R, p, e, profile);
      const weights = [0, 1].map((chosen) =>
        law.entries
          .filter(({ outcome }) => outcome.chosen === chosen)
          .map(({ weight }) => weight)
          .reduce(R.add, R.zero),
      );
      return {
        entries: weights.map((weight, chosen) => ({ outcome: silent({ chosen, revealed: [] }), weight })),
        total: law.total,
      };
    },
    coupled: (R, p, e, rest, truth, lie) => {
      const { entries, total } = noisyVcg.coupled(R, p, e, rest, truth, lie);
      return {
        entries: entries.map(({ outcome: [o, q], weight }) => ({ outcome: [silent(o), silent(q)], weight })),
        total,
      };
    },
  },
} as BidderFormat;

describe("Theorem 7.5", () => {
  it("falls for one player, |O| = 2, M = 1 and e^ε = 4, where F is 1 at the ratios below 4 and 0 at 4", () => {
    const a = f("1/2");
    const [P, P2] = [outcomeLaw(a, 1, 1), outcomeLaw(a, 1, -1)];
    const laws = [P, outcomeLaw(a, 1, 0), P2];
    const ratios = P.map((_, i) => {
      const sorted = laws.map((law) => law[i]!).sort((x, y) => x.compare(y));
      return sorted[2]!.div(sorted[0]!).toFraction();
    });
    // By X = −2 and less, −1, 0, 1 and more: all below e^ε = 4.
    expect(ratios).toEqual(["44/17", "20/11", "5/4", "16/7"]);
    const F = {
      kind: "knots",
      points: [
        ["1", "0"],
        ["5/4", "1"],
        ["44/17", "1"],
        ["4", "0"],
      ],
      after: "constant",
    };
    const check = at(theorem75(), literal, instance([[0, 1]]), { lie: [1, 0], F });
    expect([check.holds, check.hypotheses]).toEqual([false, "inside"]);
    expect(sides(check)).toEqual([gain(a, 0, 1, -1), distance(P, P2).mul(2)].map((x) => x.toFraction()));
    expect(sides(check)).toEqual(["19/54", "2/3"]);
  });

  it("compares 2F(e^ε)·SD with the gain where F is nondecreasing", () => {
    for (const [a, others] of [
      ["1/2", []],
      ["1/3", [[0, 1]]],
      [
        "2/3",
        [
          [1, 0],
          [1, 0],
        ],
      ],
    ] as const) {
      const lead = others.reduce((x, [zero, first]) => x + first! - zero!, 0);
      const type = [0, 1];
      const check = at(theorem75(), monotone, instance([type, ...others], f(1).div(a).toFraction()), { lie: [0, 0] });
      const bound = f(1).div(f(4).mul(f(2).div(a).add(1)));
      const SD = distance(outcomeLaw(f(a), 1, lead + 1), outcomeLaw(f(a), 1, lead));
      expect(sides(check)).toEqual([gain(f(a), lead, 1, 0), bound.mul(2).mul(SD)].map((x) => x.toFraction()));
      expect([check.holds, check.hypotheses]).toEqual([true, "boundary"]);
    }
  });

  it("has |O|·e^{ε/|O|} for its best constant at |O| = 2", () => {
    const a = f("1/2");
    for (const maximum of [1, 2]) {
      const best = f(2).div(a.pow(maximum)!);
      const ratio = (lead: number) =>
        distance(outcomeLaw(a, maximum, lead + 1), outcomeLaw(a, maximum, lead))
          .div(gain(a, lead, 1, 0))
          .div(best);
      expect(ratio(400).compare("99/100")).toBe(1);
      for (const lead of [-9, -3, 0, 3, 9, 400]) expect(ratio(lead).compare(1)).toBe(-1);
    }
  });

  it("rejects reports that count twice", () => {
    expect(at(theorem75(["F nondecreasing"], doubled), monotone, instance([[0, 1]], "3")).holds).toBe(false);
    expect(
      at(constantEpsilon(doubled), "truthful+two-signed+any+limit+extended+open", instance([[0, 1]], "3")).holds,
    ).toBe(false);
    expect(at(theorem75(), monotone, instance([[0, 1]], "3")).holds).toBe(true);
  });
});

describe("a constant epsilon", () => {
  const name = (property: string) => `${property}+two-signed+any+limit+extended+open`;
  const one = instance([[0, 1]], "3/2");

  it("exists: F = κ at e^ε meets condition (2) with (1 + 2M·e^{ε/2})/(1 + 4M), as long as e^{ε/2} ≤ 2", () => {
    const check = at(constantEpsilon(), name("exists"), one);
    // F(9/4) = 1/20, so 2·(1/20)·2·(1 + 3).
    expect([check.holds, check.hypotheses, ...sides(check)]).toEqual([true, "boundary", "4/5", "1"]);
    expect(at(constantEpsilon(), name("exists"), instance([[0, 1]], "3")).hypotheses).toBe("outside");
    const step = { F: { kind: "step", value: "1/100" } };
    expect(at(constantEpsilon(), name("exists"), one, step).hypotheses).toBe("outside");
    // x − 1 is at most 1/20 up to 1 + 1/32.
    expect(printRational(belowCeiling({ kind: "linear", slope: rational(1n) }, rational(1n, 20n)))).toBe("33/32");
    // With the room 1 + 2M, which is that of ε = 0, there is none.
    expect(
      at(
        constantEpsilon(noisyVcgFormat, () => 3),
        name("exists"),
        one,
      ).holds,
    ).toBe(false);
  });

  it("is not enough for an absentee without a privacy utility, unless that of a participant is not negative", () => {
    const lone = instance([[0, 0]]);
    for (const property of ["N3", "N4"]) {
      // ⊥ gains nothing, and F = 1/20 is lost.
      expect([at(constantEpsilon(), name(property), lone)].map(sides)).toEqual([["0", "1/20"]]);
      expect(at(constantEpsilon(noisyVcgFormat, undefined, ["U^priv ≥ 0"]), name(property), lone).holds).toBe(true);
    }
    expect(at(constantEpsilon(), name("rational"), lone).holds).toBe(true);
  });
});

describe("individual rationality", () => {
  const readings = (absence: string, per: string) => `${absence}+${per}+two-signed+any+limit+extended+open`;

  it("costs the type of all zeros F(x) under N3 and N4, where she gains nothing", () => {
    for (const absence of ["N3", "N4"]) {
      const F = {
        kind: "knots",
        points: [
          ["1", "0"],
          ["5/4", "1/20"],
        ],
        after: "constant",
      };
      const check = at(rational75(), readings(absence, "expectation"), instance([[0, 0]]), { F });
      expect([check.holds, check.hypotheses, ...sides(check)]).toEqual([false, "boundary", "0", "1/20"]);
      expect(at(rational75(["U^priv ≥ 0"]), readings(absence, "coin"), instance([[0, 1]])).holds).toBe(true);
    }
  });

  it("rejects a participant who pays privacy but no money", () => {
    const F = { kind: "linear", slope: "0" };
    expect(at(rational75([], doubled), readings("N2", "expectation"), instance([[0, 1]], "3")).holds).toBe(false);
    expect(at(rational75(), readings("N2", "expectation"), instance([[0, 1]], "3"), { F }).holds).toBe(true);
  });
});

describe("per coin", () => {
  const reading = "two-signed+any+limit+extended+open";

  it("7.1 is not universally truthful, but it would be if no payment information were public", () => {
    const nondecreasing = reading.replace("any", "monotone");
    const check = at(notUniversal(), nondecreasing, instance([[0, 1]]));
    // Alternative 1 under both reports for nothing, and F = 1/20 lost against F gained.
    expect([check.holds, ...sides(check)]).toEqual([true, "19/20", "21/20"]);
    expect(at(notUniversal(secret), nondecreasing, instance([[0, 1]])).holds).toBe(false);
    // Any F may be larger below e^ε, 3 here, and o* alone then gives too much away.
    expect(sides(at(notUniversal(), reading, instance([[0, 1]])))).toEqual(["-2", "4"]);
    expect(at(notUniversal(secret), reading, instance([[0, 1]])).holds).toBe(true);
  });

  it("only o* being public, the truth gains 1/|O| against 2F(e^ε) ≤ 1/|O|", () => {
    const name = `outcome+${reading.replace("any", "monotone")}`;
    const public0 = instance([[0, 0]], "2", 1, "cckmv/noisy-vcg-outcome");
    expect(sides(at(outcomeUniversal(), name, public0, { lie: [0, 1] }))).toEqual(["1/2", "1/2"]);
    expect(at(outcomeUniversal(), name, public0).holds).toBe(true);
    expect(at(outcomeUniversal([], { times: rational(3n, 2n) }), name, public0).holds).toBe(false);
  });
});
