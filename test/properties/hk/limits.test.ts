import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { zeroLimit } from "../../../properties/hk/eps-zero-limit.js";
import { lowTemperature } from "../../../properties/hk/low-temperature.js";
import { figure1Payment, type RowPayment } from "../../../properties/hk/profile-cases.js";
import { vcgLimit } from "../../../properties/hk/vcg-limit.js";
import type { Claim } from "../../../src/claim/claim.js";
import { baseOf } from "../../../src/instance/epsilon.js";
import { exponentialFormat } from "../../../src/instance/hk-exponential.js";
import { gibbsFormat } from "../../../src/instance/hk-scores.js";
import { fromRational, add as plus } from "../../../src/number/log-form.js";
import { add, divide, multiply, negate, rational, rationals, zero } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, expectRepaired, only, words } from "../cckmv/decided.js";
import {
  decimal,
  lawOf,
  lnOf,
  near,
  Precise,
  price,
  type Rows,
  sideAt,
  totalOf,
  weightsOf,
  written,
} from "./figure-by-hand.js";

const check = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, claim.readings.find((reading) => reading.name === name)!.switches);

/** ε = 4·ln y. */
const at = (halves: Rows, y: Fraction): JsonObject => ({
  mechanism: "hk/exponential",
  parameters: { epsilon: { times: "4", log: y.toFraction() } },
  environment: { outcomes: ["a", "b", "c"].slice(0, halves[0]!.length) },
  reports: written(halves),
});

/** VCG by hand, in halves: the law, and what player 0 pays. */
function vcgOf(halves: Rows, isFixed: boolean): { law: Fraction[]; pays: Fraction } {
  const sums = halves[0]!.map((_, r) => halves.reduce((sum, row) => sum + row[r]!, 0));
  const others = sums.map((sum, r) => sum - halves[0]![r]!);
  const most = Math.max(...sums);
  const best = sums.flatMap((sum, r) => (sum === most ? [r] : [])).slice(0, isFixed ? 1 : undefined);
  const share = new Fraction(1, best.length);
  return {
    law: sums.map((_, r) => (best.includes(r) ? share : new Fraction(0))),
    pays: totalOf(best.map((r) => share.mul(Math.max(...others) - others[r]!).div(2))),
  };
}

const distance = (P: readonly Fraction[], other: readonly Fraction[]): Fraction =>
  totalOf(P.map((chance, r) => chance.sub(other[r]!).abs())).div(2);

const tied: Rows = [
  [2, 0],
  [0, 2],
];
const apart: Rows = [
  [2, 0, 1],
  [0, 1, 0],
];

/** An outcome drawn uniformly, whatever is reported. */
const careless = {
  ...exponentialFormat,
  mechanism: {
    ...exponentialFormat.mechanism,
    law: (R, _sharpness, { outcomes }) => ({
      entries: outcomes.map((_, outcome) => ({ outcome, weight: R.one })),
      total: R.integer(BigInt(outcomes.length)),
    }),
  } as typeof exponentialFormat.mechanism,
};

/** The first outcome, whatever is reported. */
const stubborn = {
  ...exponentialFormat,
  mechanism: {
    ...exponentialFormat.mechanism,
    law: (R) => ({ entries: [{ outcome: 0, weight: R.one }], total: R.one }),
  } as typeof exponentialFormat.mechanism,
};

/** Nobody pays. */
const free = { ...exponentialFormat, payments: ({ profile }) => profile.map(() => zero) } as typeof exponentialFormat;
const nothing: RowPayment = (R) => ({
  value: { numerator: R.zero, denominator: R.one },
  ratio: { numerator: R.one, denominator: R.one },
});

/** Seven times the expected value, less the logarithm of Figure 1. */
const sevenfold: RowPayment = (R, place, row) => {
  const paid = figure1Payment(R, place, row);
  return { ...paid, value: { ...paid.value, numerator: R.multiply(R.integer(7n), paid.value.numerator) } };
};
const overcharging = {
  ...exponentialFormat,
  payments: (values) => {
    const { parameters, environment, profile, epsilon } = values;
    const R = rationals(baseOf(epsilon!, exponentialFormat.mechanism.step!(parameters, environment)));
    const { entries, total } = exponentialFormat.mechanism.law(R, parameters, environment, profile);
    const rows = profile.flatMap(({ report, count }) => Array.from({ length: count }, () => report!));
    return exponentialFormat.payments!(values).map((paid, i) => {
      const mean = entries
        .map(({ outcome, weight }) => multiply(rows[i]![outcome]!, divide(weight, total)))
        .reduce(add);
      const more = multiply(rational(6n), mean);
      return paid && ("logs" in paid ? plus(paid, fromRational(more)) : add(paid, more));
    });
  },
} as typeof exponentialFormat;

describe("VCG is the limit for ε → ∞", () => {
  it("the distance of the laws, by hand, against (|R| − 1)·e^{−εg/2}", () => {
    for (const y of [new Fraction(6, 5), new Fraction(3), new Fraction(10)]) {
      for (const [halves, gap] of [
        [[[2, 1]], 1],
        [apart, 1],
        [[[2, 0, 0]], 2],
      ] as const) {
        const found = check(vcgLimit(), "drawn+distribution+pointwise", at(halves, y));
        const P = lawOf(weightsOf(halves, halves[0]!.length, y));
        expect(near(sideAt(found.left, y), decimal(distance(P, vcgOf(halves, false).law)))).toBe(true);
        expect(near(sideAt(found.right, y), decimal(y.pow(-gap)!.mul(halves[0]!.length - 1)))).toBe(true);
        expect(found.holds).toBe(true);
      }
    }
  });

  it("payments, by hand, against VCG's", () => {
    for (const y of [new Fraction(3, 2), new Fraction(8)]) {
      for (const halves of [tied, apart]) {
        const found = check(vcgLimit(), "drawn+payments+pointwise", at(halves, y), { player: 0 });
        const off = price(halves, y)
          .minus(decimal(vcgOf(halves, false).pays))
          .abs();
        expect([near(sideAt(found.left, y), off), found.holds]).toEqual([true, true]);
      }
    }
  });

  it("a fixed tie rule charges 1 where the limit is 1/2, but gives the same utility", () => {
    const y = new Fraction(100);
    expect([vcgOf(tied, true).pays.toFraction(), vcgOf(tied, false).pays.toFraction()]).toEqual(["1", "1/2"]);
    expect(check(vcgLimit(), "fixed+payments+pointwise", at(tied, y), { player: 0 }).holds).toBe(false);
    expect(check(vcgLimit(), "fixed+distribution+pointwise", at(tied, y)).holds).toBe(false);
    expect(check(vcgLimit(), "fixed+utilities+pointwise", at(tied, y), { player: 0 }).holds).toBe(true);
  });

  it("not uniformly: gaps 1/(εc) keep the distance near 1 − 1/|R| at every ε", () => {
    // (1/2, 0) at e^{ε/4} = y against whole values at e^{ε/2} = y².
    for (const y of [new Fraction(2), new Fraction(50)]) {
      const found = check(vcgLimit(), "drawn+distribution+uniform", at([[1, 0]], y));
      expect([found.holds, sideAt(found.left, y).toFixed(6)]).toEqual([
        false,
        decimal(new Fraction(1).div(y.add(1))).toFixed(6),
      ]);
    }
  });

  it("has repairs whose changes are all needed", async () => {
    const fixed = await decided(only("fixed+distribution+uniform", vcgLimit()));
    expectRepaired(fixed.get("fixed+distribution+uniform")!, "one best outcome", "values on a grid");
  });

  it("rejects a draw that does not care, and no payments at all", async () => {
    expect(check(vcgLimit(careless), "drawn+distribution+pointwise", at([[2, 0]], new Fraction(2))).holds).toBe(false);
    for (const [claim, name] of [
      [vcgLimit(careless), "drawn+distribution+pointwise"],
      [vcgLimit(free, nothing), "drawn+payments+pointwise"],
      [vcgLimit(overcharging, sevenfold), "drawn+utilities+pointwise"],
      [vcgLimit(overcharging, sevenfold), "drawn+payments+pointwise"],
    ] as const) {
      expect([...(await decided(only(name, claim))).values()][0]!.verdict).toBe("refuted");
    }
  });
});

describe("ε → 0 and T → ∞", () => {
  it("the distance from the uniform law, by hand, against tanh(εD/8)", () => {
    for (const y of [new Fraction(101, 100), new Fraction(2)]) {
      const found = check(zeroLimit(), "outcomes", at([[2, 0, 0]], y));
      const P = lawOf(weightsOf([[2, 0, 0]], 3, y));
      const even = P.map(() => new Fraction(1, 3));
      expect(near(sideAt(found.left, y), decimal(distance(P, even)))).toBe(true);
      expect(near(sideAt(found.right, y), decimal(y.sub(1).div(y.add(1))))).toBe(true);
      expect(found.holds).toBe(true);
    }
  });

  it("payments are at most ε/16, nearly reached as ε → 0", () => {
    for (const [y, least] of [
      [new Fraction(1001, 1000), "0.9999"],
      [new Fraction(3), "0.5"],
    ] as const) {
      const share = price([[2, 0]], y).div(lnOf(y).mul(4).div(16));
      expect([share.lte(1), share.gte(least)]).toEqual([true, true]);
      const found = check(zeroLimit(), "payments", at([[2, 0]], y), { player: 0 });
      expect([found.holds, near(sideAt(found.left, y), price([[2, 0]], y))]).toEqual([true, true]);
      expect(near(sideAt(found.right, y), decimal(y.sub(1).div(y.add(1))))).toBe(true);
    }
  });

  it("is proved in every reading", async () => {
    expect(words(await decided(zeroLimit()))).toEqual({
      states: "proved for all epsilon",
      outcomes: "proved for all epsilon",
      payments: "proved for all epsilon",
    });
  });

  it("rejects the first outcome, and payments of the whole value", async () => {
    const dear: RowPayment = (R, _place, row) => ({
      value: { numerator: R.integer(row[0]!.numerator), denominator: R.integer(row[0]!.denominator) },
      ratio: { numerator: R.one, denominator: R.one },
    });
    const charging = {
      ...exponentialFormat,
      payments: ({ profile }) => profile.map(({ report }) => report![0]!),
    } as typeof exponentialFormat;
    for (const [claim, name] of [
      [zeroLimit(gibbsFormat, stubborn), "outcomes"],
      [zeroLimit(gibbsFormat, charging, dear), "payments"],
    ] as const) {
      expect([...(await decided(only(name, claim))).values()][0]!.verdict).toBe("refuted");
    }
  });
});

describe("T → 0", () => {
  const states = (energies: readonly string[], y: Fraction): JsonObject => ({
    mechanism: "hk/gibbs",
    parameters: { inverseTemperature: { times: "1", log: y.toFraction() } },
    environment: { outcomes: ["a", "b", "c", "d"].slice(0, energies.length), energies },
    reports: [],
  });

  it("the chance of a higher state, by hand", () => {
    for (const y of [new Fraction(3, 2), new Fraction(20)]) {
      const found = check(lowTemperature(), "another state", states(["0", "1", "3", "0"], y));
      const higher = y.pow(-1)!.add(y.pow(-3)!);
      expect(near(sideAt(found.left, y), decimal(higher.div(higher.add(2))))).toBe(true);
      expect(near(sideAt(found.right, y), decimal(y.pow(-1)!))).toBe(true);
      expect(found.holds && decimal(higher).gt(new Precise(0))).toBe(true);
    }
  });

  it("rejects nature preferring high energies", async () => {
    const upside = {
      ...gibbsFormat,
      mechanism: {
        ...gibbsFormat.mechanism,
        law: (R, p, range, profile) =>
          gibbsFormat.mechanism.law(R, p, { ...range, quality: range.quality.map(negate) }, profile),
      } as typeof gibbsFormat.mechanism,
    };
    expect(words(await decided(lowTemperature(upside)))).toEqual({
      "another state": "refuted",
      "each lowest state": "refuted",
    });
    expect(words(await decided(lowTemperature()))["each lowest state"]).toBe("proved for all epsilon");
  });
});
