import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { welfareLimit } from "../../../properties/cckmv/remark-1-welfare-limit.js";
import { noisyElectionFormat } from "../../../src/instance/cckmv.js";
import { noisyVcgFormat } from "../../../src/instance/cckmv-vcg.js";
import { rational } from "../../../src/number/rational.js";
import { mirrored } from "./broken-medians.js";
import { decided, words } from "./decided.js";

const proved = "proved for all epsilon";
const slowly = <M extends object, F extends { readonly mechanism: M }>(format: F): F => ({
  ...format,
  mechanism: { ...format.mechanism, step: () => rational(1n, 12n) },
});

describe("welfare over n approaches optimal", () => {
  it("is proved for all three mechanisms, together and one by one", async () => {
    expect(words(await decided(welfareLimit()))).toEqual({
      all: proved,
      election: proved,
      facility: proved,
      "VCG-like": proved,
    });
  });

  it("is refuted with slower noise or another bin, in the reading of that mechanism and of all", async () => {
    const broken = [
      [{ election: slowly(noisyElectionFormat) }, "election"],
      [{ facility: mirrored }, "facility"],
      [{ vcgLike: slowly(noisyVcgFormat) }, "VCG-like"],
    ] as const;
    for (const [under, name] of broken) {
      const found = words(await decided({ ...welfareLimit(under), corners: [] }));
      expect(Object.keys(found).filter((reading) => found[reading] === "refuted")).toEqual(["all", name]);
    }
  });

  it("loses at most Σ|λ_o| under the VCG-like mechanism: E|λ| = 2a/(1 − a²), by summing the law", () => {
    for (const a of [new Fraction(1, 2), new Fraction(2, 3)]) {
      let [sum, power] = [new Fraction(0), a];
      for (let k = 1; k < 60; k++, power = power.mul(a)) sum = sum.add(power.mul(2 * k));
      const mean = sum.mul(new Fraction(1).sub(a)).div(a.add(1));
      const closed = a.mul(2).div(new Fraction(1).sub(a.mul(a)));
      expect(Math.abs(mean.div(closed).valueOf() - 1)).toBeLessThan(1e-6);
    }
  });

  it("has the distance of one voter for B and e^ε = 2^12: 1/4097, below 1/(e^ε − 1)", () => {
    const example = {
      instance: {
        mechanism: "cckmv/noisy-election",
        parameters: { epsilon: { times: "12", log: "2" } },
        reports: ["B"],
      },
      choices: { player: 0 },
    };
    const { left, right, holds } = welfareLimit().check(example, { mechanisms: "all" });
    const a = new Fraction(1, 4096);
    expect(left).toEqual(rational(1n, 4097n));
    expect(a.div(a.add(1)).equals(new Fraction(1, 4097))).toBe(true);
    expect(right).toEqual(rational(1n, 4095n));
    expect(holds).toBe(true);
  });
});
