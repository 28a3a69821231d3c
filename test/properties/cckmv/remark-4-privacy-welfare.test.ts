import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { doubled, nondecreasing } from "../../../properties/cckmv/bound-families.js";
import { type ElectionCase, electionCases } from "../../../properties/cckmv/elections.js";
import { privacyWelfare } from "../../../properties/cckmv/remark-4-privacy-welfare.js";
import { rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { noiseOfRate, noiseRemoved } from "../../controls/broken-elections.js";
import { type Candidate, candidates, lawUnder, one, powerOf, privacyRatio, zero } from "../../worked/second-route.js";
import { bases, checksAt, decided, decidesAt, expectRepaired, switchesOf, words } from "./decided.js";

type Bound = (x: Fraction) => Fraction;

const linear: readonly [JsonObject, Bound] = [{ kind: "linear", slope: "1" }, (x) => x.sub(1)];
const capped: readonly [JsonObject, Bound] = [
  { kind: "capped", slope: "1", cap: "1" },
  (x) => (x.sub(1).lt(1) ? x.sub(1) : one),
];
const square: readonly [JsonObject, Bound] = [{ kind: "square", scale: "1" }, (x) => x.sub(1).mul(x.sub(1))];
/** 0 to 1 on [1, 2], and down to 0 at 4: not nondecreasing. */
const hill: readonly [JsonObject, Bound] = [
  {
    kind: "knots",
    points: [
      ["1", "0"],
      ["2", "1"],
      ["4", "0"],
    ],
    after: "constant",
  },
  (x) => (x.lte(2) ? x.sub(1) : x.lte(4) ? new Fraction(4).sub(x).div(2) : zero),
];

/** x_o of a voter for `type` in an electorate of A and B votes. */
function ratioAt(b: Fraction, type: Candidate, count: Readonly<Record<Candidate, number>>, o: Candidate): Fraction {
  const margin = count.A - count.B - (type === "A" ? 1 : -1);
  const laws = candidates.map((vote) => lawUnder(one.div(b), margin, vote));
  return privacyRatio(laws, o) as Fraction;
}

/** The worst |Σ_i U_i^priv(o)| by going through the voters one at a time, every one with the sign +. */
function worstSum({ others, truth }: ElectionCase, b: Fraction, F: Bound, only?: Candidate): Fraction {
  const count = { ...others, [truth]: others[truth] + 1 };
  const sums = candidates.map((o) => {
    if (only) return F(ratioAt(b, only, count, o));
    const voters = candidates.flatMap((type) => Array<Candidate>(count[type]).fill(type));
    return voters.reduce((sum, type) => sum.add(F(ratioAt(b, type, count, o))), zero);
  });
  return sums[0]!.gt(sums[1]!) ? sums[0]! : sums[1]!;
}

const reading = (claim: ReturnType<typeof privacyWelfare>, name: string) =>
  claim.readings.find((candidate) => candidate.name.startsWith(name))!;

describe("how much privacy utilities change welfare", () => {
  const claim = privacyWelfare();

  it("is what going through the voters gives, for several F and both bounds", () => {
    for (const name of ["sum", "common"]) {
      const { switches } = reading(claim, name);
      for (const built of [claim, claim.repair!(reading(claim, name))!.claim()]) {
        const k = built === claim ? 1 : 2;
        for (const [F, value] of [linear, capped, square, hill]) {
          for (const b of ["5/4", "2", "10"].map((text) => new Fraction(text))) {
            for (const c of electionCases(4)) {
              const check = checksAt(built, c, b, switches, { F });
              if (k === 2 && F === hill[0]) {
                expect(check.hypotheses).toBe("outside");
                continue;
              }
              const n = name === "sum" ? 1 : c.others.A + c.others.B + 1;
              const worst = worstSum(c, b, value, name === "sum" ? c.truth : undefined);
              const bound = value(powerOf(b, k)).mul(n);
              expect(check.holds).toBe(worst.lte(bound));
              expect(check.left).toEqual(rational(worst.n, worst.d));
            }
          }
        }
      }
    }
  });

  it("is decided for all F by the ratios: all must be e^ε, or as repaired at most e^{2ε}", () => {
    for (const b of bases) {
      for (const c of electionCases(8)) {
        const count = { ...c.others, [c.truth]: c.others[c.truth] + 1 };
        const ratios = candidates.map((o) => ratioAt(b, c.truth, count, o));
        const literal = reading(claim, "sum");
        expect(decidesAt(claim, c, b, literal.switches)).toBe(ratios.every((x) => x.equals(b)));
        const repaired = claim.repair!(literal)!.claim();
        expect(decidesAt(repaired, c, b, literal.switches)).toBe(ratios.every((x) => x.lte(powerOf(b, 2))));
        const vanishing = reading(claim, "vanishing");
        const inside = ratios.every((x) => x.gt(1) && x.lte(powerOf(b, 2)));
        expect(decidesAt(claim, c, b, vanishing.switches)).toBe(inside);
      }
    }
  });

  it("falls for one voter at every ε, vanishes as a fraction, and is repaired by e^{2ε} and a nondecreasing F", async () => {
    const readings = await decided(claim);
    const found = words(readings);
    for (const [name, word] of Object.entries(found)) {
      expect(word, name).toBe(name.startsWith("vanishing") ? "proved for all epsilon" : "refuted");
    }
    expect(Object.keys(found)).toHaveLength(8);
    for (const { counterexample, epsilons, name, ...rest } of readings.values()) {
      if (name.startsWith("vanishing")) continue;
      expect(counterexample!.instance.reports).toEqual(["A"]);
      expect([counterexample!.lhs, counterexample!.rhs, epsilons]).toEqual(["3", "1", { times: "1", b: [] }]);
      const changes = name.includes("monotone") ? [doubled] : [doubled, nondecreasing];
      expectRepaired({ name, counterexample, epsilons, ...rest } as never, ...changes);
    }
  });

  it("holds as printed for some F, and rejects twice the rate and no noise", async () => {
    const { switches } = reading(claim, "common");
    const voter: ElectionCase = { others: { A: 0, B: 0 }, truth: "A" };
    expect(checksAt(claim, voter, new Fraction(4), switches, { F: capped[0] }).holds).toBe(true);
    for (const subject of [noiseOfRate(rational(2n)), noiseRemoved]) {
      const only = { ...privacyWelfare(subject), readings: [{ ...reading(claim, "vanishing"), literal: true }] };
      expect(Object.values(words(await decided(only)))).toEqual(["refuted"]);
    }
    const { F } = { F: linear[0] };
    const vanishing = switchesOf(claim, reading(claim, "vanishing").name);
    expect(checksAt(privacyWelfare(noiseOfRate(rational(2n))), voter, new Fraction(2), vanishing, { F }).holds).toBe(
      false,
    );
  });
});
