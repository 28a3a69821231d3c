import { describe, expect, it } from "vitest";
import { differentialPrivacy, privacyRatios, tightestRatio } from "../../src/notions/differential-privacy.js";
import { integers, plainIntegers as Z } from "../../src/number/integer.js";
import type { Law } from "../../src/probability/law.js";

const law = (weights: Readonly<Record<string, bigint>>): Law<string, bigint> => ({
  entries: Object.entries(weights).map(([outcome, weight]) => ({ outcome, weight })),
  total: Object.values(weights).reduce((x, y) => x + y),
});

const situation = (laws: Readonly<Record<string, Law<string, bigint>>>) => ({
  reports: Object.keys(laws),
  law: (report: string) => laws[report]!,
});

describe("privacy ratios at the corners", () => {
  it("leave out an outcome that no report produces: 0/0", () => {
    const of = situation({ t: law({ o: 1n, never: 0n }), u: law({ never: 0n, o: 2n }) });
    expect(privacyRatios(Z, of).map(({ outcome }) => outcome)).toEqual(["o"]);
  });

  it("are infinite where one report excludes an outcome that another produces", () => {
    const of = situation({ t: law({ o: 3n, p: 1n }), u: law({ o: 1n }) });
    const found = privacyRatios(Z, of).find(({ outcome }) => outcome === "p")!;
    expect([found.ratio, found.largest, found.smallest]).toEqual(["infinity", "t", "u"]);
    expect(tightestRatio(Z, of).ratio).toBe("infinity");
    expect(differentialPrivacy(Z, of, { numerator: 10n ** 30n, denominator: 1n }).conclusion).toBe("fails");
  });

  it("are 1 for a single report", () => {
    const { ratio, largest, smallest } = tightestRatio(Z, situation({ only: law({ o: 3n, p: 4n }) }));
    expect([largest, smallest]).toEqual(["only", "only"]);
    expect(ratio !== "infinity" && ratio.numerator === ratio.denominator).toBe(true);
  });

  it("are 1 where the report is ignored", () => {
    const same = situation({ t: law({ o: 1n, p: 2n }), u: law({ p: 4n, o: 2n }) });
    expect(differentialPrivacy(Z, same, { numerator: 1n, denominator: 1n }).conclusion).toBe("holds");
  });

  it("may be asked over other reports than the real ones", () => {
    const laws: Record<string, Law<string, bigint>> = {
      t: law({ o: 1n, p: 1n }),
      u: law({ o: 1n, p: 1n }),
      out: law({ o: 9n, p: 1n }),
    };
    const of = { reports: ["t", "u"], law: (report: string) => laws[report]! };
    const bound = { numerator: 5n, denominator: 1n };
    expect(differentialPrivacy(Z, of, { numerator: 1n, denominator: 1n }).conclusion).toBe("holds");
    // p: 1/2 over 1/10 is 5 exactly.
    const found = differentialPrivacy(Z, of, bound, ["t", "u", "out"]);
    expect([found.conclusion, found.witness.outcome, found.witness.smallest]).toEqual(["holds", "p", "out"]);
    expect(differentialPrivacy(Z, of, { numerator: 4n, denominator: 1n }, ["t", "u", "out"]).conclusion).toBe("fails");
  });

  it("cannot be asked without reports", () => {
    expect(() => tightestRatio(Z, situation({}))).toThrow(RangeError);
  });

  it("meet a bound given by weights of another degree: randomized response is exactly ln 3/2 private", () => {
    const R = integers(3n, 2n);
    const of = situation({ yes: law({ yes: 3n, no: 2n }), no: law({ yes: 2n, no: 3n }) });
    const bound = (k: number) => ({ numerator: R.power(k, 7), denominator: R.power(0, 7) });
    expect([0, 1, 2].map((k) => differentialPrivacy(R, of, bound(k)).conclusion)).toEqual(["fails", "holds", "holds"]);
  });
});
