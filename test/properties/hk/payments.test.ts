import type { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { lemma12 } from "../../../properties/hk/lemma-12.js";
import { laplaceStd, theorem13Privacy, theorem14Privacy } from "../../../properties/hk/noisy-payment-privacy.js";
import { privateScheme, publicScheme } from "../../../properties/hk/payment-schemes.js";
import { theorem13IcIr, theorem14IcIr } from "../../../properties/hk/theorem-13-ic-ir.js";
import { fromRational, scale } from "../../../src/number/log-form.js";
import { integersWithLog } from "../../../src/number/log-ring.js";
import { rational } from "../../../src/number/rational.js";
import { stands } from "../../../src/search/for-all-epsilon.js";
import { decided, only, words } from "../cckmv/decided.js";
import {
  checkAt,
  D,
  evaluated,
  instanceOf,
  largest,
  moves,
  near,
  outcomeLog,
  payment,
  printed,
  rowsWith,
  switchesOf,
  total,
} from "./payment-decimals.js";
import { centred, scaled } from "./scaled-noise.js";

describe("Lemma 12", () => {
  const grid = rowsWith(2, ["0", "1/2", "1"]);
  it("is proved for all ε, by 0 ≤ p ≤ 1", async () => {
    expect(words(await decided(lemma12()))).toEqual({ literal: "proved for all epsilon" });
    for (const B of [new D(3).div(2), new D(16)]) {
      for (const first of grid) {
        for (const second of grid) {
          const p = payment([first, second], B, 0);
          expect(p.gte(new D(10).pow(-50).neg()) && p.lt(1)).toBe(true);
        }
      }
    }
  });

  it("has the largest moves on the grid that the evidence gives", () => {
    const evidence = lemma12().evidence!("standard", {}) as {
      largestOnGrid: Record<string, { own: { move: unknown } }>;
    };
    const B = new D(16);
    const all = grid.flatMap((first) =>
      grid.flatMap((second) => grid.map((other) => moves([first, second], other, B))),
    );
    const { own, others } = evidence.largestOnGrid["e^{ε/2} = 16"] as unknown as Record<string, { move: unknown }>;
    near(largest(all.map(([x]) => x!)), evaluated(own!.move, B.ln().mul(2)));
    near(largest(all.map(([, y]) => y!)), evaluated(others!.move, B.ln().mul(2)));
  });

  it("has the supremum of the evidence for one's own payment, near 1 for large ε", () => {
    const supremum = (B: Decimal) => B.div(B.sub(1)).sub(B.ln().mul(B).div(B.sub(1)).ln().add(1).div(B.ln()));
    const own = (q: Decimal, B: Decimal) => {
      const z = new D(1).sub(q).add(q.mul(B));
      return q.mul(B).div(z).sub(z.ln().div(B.ln()));
    };
    for (const B of [new D("1.1"), new D(16), new D(2).pow(200)]) {
      const best = B.ln().mul(B).div(B.sub(1)).sub(1).div(B.sub(1));
      near(own(best, B), supremum(B));
      for (const factor of ["0.5", "0.9", "0.999", "1.001", "1.1", "1.3"]) {
        expect(own(best.mul(factor), B).lt(supremum(B))).toBe(true);
      }
    }
    near(supremum(new D("1.0001")), new D("1.0001").ln().div(8), 8);
    expect(supremum(new D(2).pow(2000)).gt("0.99")).toBe(true);
  });

  it("rejects 1/4 in the place of 1", () => {
    const reports = [
      ["0", "1"],
      ["1", "0"],
    ];
    const instance = instanceOf("hk/exponential", "8", "2", reports);
    const choices = { player: 0, other: ["1", "0"], observer: 1 };
    expect(checkAt(lemma12(), "literal", instance, choices).holds).toBe(true);
    const { holds, left } = checkAt(lemma12(rational(1n, 4n)), "literal", instance, choices);
    expect(holds).toBe(false);
    near(moves(reports, ["1", "0"], new D(16))[1]!, evaluated(printed(left), new D(256).ln()));
  });
});

describe("Theorems 13 and 14, privacy", () => {
  it("hold for the payments and fall beside the outcome", async () => {
    const fallen = { payments: "proved for all epsilon", "outcome-too": "refuted" };
    for (const claim of [theorem13Privacy(), theorem14Privacy()]) {
      const readings = await decided(claim);
      expect(words(readings)).toEqual(fallen);
      const { repair } = readings.get("outcome-too")!;
      expect([repair?.verdict, repair?.necessary.length]).toEqual(["proved for all epsilon", 1]);
    }
    expect(words(await decided(laplaceStd()))).toEqual({ literal: "proved for all epsilon" });
  });

  it("fall at the counterexamples, by decimals", () => {
    const B = new D(16);
    const epsilon = B.ln().mul(2);
    const on = ["1", "0", "0", "0", "0", "0"];
    const off = ["0", "1", "1", "1", "1", "1"];
    const joint = outcomeLog([on], off, B).add(epsilon.mul(moves([on], off, B)[0]!));
    expect(joint.gt(epsilon)).toBe(true);
    const reports = [
      ["0", "1"],
      ["1", "0"],
    ];
    near(outcomeLog(reports, ["1", "0"], B), new D(257).div(2).ln());
    const seen = outcomeLog(reports, ["1", "0"], B).add(epsilon.mul(moves(reports, ["1", "0"], B)[1]!));
    expect(seen.gt(epsilon)).toBe(true);
    const check = checkAt(theorem14Privacy(), "outcome-too", instanceOf("hk/private-payments", "8", "2", reports), {
      player: 0,
      other: ["1", "0"],
      observer: 1,
    });
    near(seen, evaluated(printed(check.left), epsilon));
    // Five outcomes are not enough for one agent at any of these ε.
    for (const base of ["4", "12", "16", "20", "24", "32", "256"]) {
      const [b, one, all] = [new D(base), on.slice(0, 5), off.slice(0, 5)];
      const level = outcomeLog([one], all, b).add(
        b
          .ln()
          .mul(2)
          .mul(moves([one], all, b)[0]!),
      );
      expect(level.lt(b.ln().mul(2))).toBe(true);
    }
  });

  it("come near 2ε in the families of the evidence", () => {
    const log = new D(20000);
    const B = log.exp();
    // One agent, m = B^c outcomes: from one of them to all but it.
    const x = B.pow("0.99");
    const own = B.div(B.add(x)).sub(B.add(x).div(x.add(1)).ln().div(log));
    const then = x
      .mul(B)
      .div(x.mul(B).add(1))
      .sub(x.mul(B).add(1).div(x.add(1)).ln().div(log));
    const level = B.mul(x.mul(B).add(1)).div(x.add(B)).ln().div(log.mul(2)).add(own.sub(then).abs());
    expect(level.gt("1.98") && level.lt(2)).toBe(true);
  });

  it("reject noise that is too small", () => {
    const four = [
      ["0", "1"],
      ["0", "1"],
      ["0", "1"],
      ["1", "0"],
    ];
    expect(total(moves(four, ["1", "0"], new D(16))).gt(1)).toBe(true);
    const claim = theorem13Privacy(privateScheme);
    const choices = { player: 0, other: ["1", "0"] };
    expect(checkAt(claim, "payments", instanceOf("hk/private-payments", "8", "2", four), choices).holds).toBe(false);
    const c = { environment: { outcomes: ["a", "b"] }, reports: four };
    expect(stands(claim.decide(integersWithLog(2n, 1n), c, switchesOf(claim, "payments")))).toBe(false);
    const honest = theorem13Privacy();
    expect(checkAt(honest, "payments", instanceOf("hk/public-payments", "8", "2", four), choices).holds).toBe(true);
    const two = instanceOf("hk/private-payments", "8", "2", [
      ["0", "1"],
      ["1", "0"],
    ]);
    for (const make of [theorem14Privacy, laplaceStd]) {
      const name = make().readings[0]!.name;
      expect(checkAt(make(), name, two, choices).holds).toBe(true);
      expect(checkAt(make(scaled(privateScheme, 1n, 8n)), name, two, choices).holds).toBe(false);
    }
  });
});

describe("Theorems 13 and 14, with noise about other centres", () => {
  const thousand = () => fromRational(rational(1000n));
  const reports = [
    ["0", "1"],
    ["1", "0"],
  ];
  const choices = { player: 0, other: ["1", "0"] };
  const told = (id: string) => instanceOf(id, "8", "2", reports);

  it("are not proved, though nothing leaks from what is always the same", async () => {
    for (const [make, scheme] of [
      [theorem13Privacy, publicScheme],
      [theorem14Privacy, privateScheme],
      [laplaceStd, privateScheme],
    ] as const) {
      const claim = make(centred(scheme, thousand));
      const check = checkAt(claim, claim.readings[0]!.name, told(scheme.format.mechanism.id), choices);
      expect(check.holds).toBe(false);
      expect(check.explanation).toContain("not those of Figure 1");
      expect(evaluated(printed(check.left), new D(256).ln()).isZero()).toBe(true);
    }
    const words13 = words(await decided(only("payments", theorem13Privacy(centred(publicScheme, thousand)))));
    expect(words13).toEqual({ payments: "refuted" });
  });

  it("have the level of those centres", () => {
    const tenfold = centred(privateScheme, (payment) => scale(payment, rational(10n)));
    const check = checkAt(theorem14Privacy(tenfold), "payments", told("hk/private-payments"), choices);
    const move = moves(reports, ["1", "0"], new D(16))[1]!;
    expect(check.holds).toBe(false);
    near(evaluated(printed(check.left), new D(256).ln()), move.mul(10).mul(new D(256).ln()));
  });

  it("have the incentives of those centres", async () => {
    const own = instanceOf("hk/public-payments", "4", "2", [["0", "1"]]);
    const none = centred(publicScheme, () => fromRational(rational(-5n)));
    for (const scheme of [centred(publicScheme, thousand), none]) {
      expect(checkAt(theorem13IcIr(scheme), "ir", own, { player: 0, instead: null }).holds).toBe(false);
    }
    expect(words(await decided(theorem13IcIr(centred(publicScheme, thousand))))).toEqual({
      ic: "refuted",
      ir: "refuted",
    });
  });
});

describe("Theorems 13 and 14, incentives", () => {
  it("keep IC and IR in expectation", async () => {
    const kept = { ic: "proved for all epsilon", ir: "proved for all epsilon" };
    expect(words(await decided(theorem13IcIr()))).toEqual(kept);
    expect(words(await decided(theorem14IcIr()))).toEqual(kept);
  });

  it("do not with noise whose mean is not 0", () => {
    for (const [make, scheme] of [
      [theorem13IcIr, publicScheme],
      [theorem14IcIr, privateScheme],
    ] as const) {
      const instance = instanceOf(scheme.format.mechanism.id, "4", "2", [["0", "0"]]);
      const choices = { player: 0, instead: null };
      expect(checkAt(make(), "ir", instance, choices).holds).toBe(true);
      const biased = make(scheme, rational(1n, 100n));
      expect(checkAt(biased, "ir", instance, choices).holds).toBe(false);
      const c = { environment: { outcomes: ["a", "b"] }, reports: [["0", "0"]] };
      expect(stands(biased.decide(integersWithLog(2n, 1n), c, switchesOf(biased, "ir")))).toBe(false);
    }
  });
});
