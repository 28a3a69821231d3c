import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { BinFormat } from "../../src/instance/cckmv-median.js";
import { xiaoHistogramFormat, xiaoMedianFormat } from "../../src/instance/cckmv-xiao.js";
import type { XiaoParameters } from "../../src/mechanisms/cckmv/xiao-median.js";
import { tightestRatio } from "../../src/notions/differential-privacy.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { bins, equispaced } from "./lines.js";
import type { XiaoFormats } from "./remark-6-xiao-privacy.js";

const sizes = {
  gate: { locations: 3, t: 1 },
  standard: { locations: 4, t: 3 },
  deep: { locations: 6, t: 6 },
} as const;

/** The largest t for which a histogram of so many bins is listed here: its outcomes are (2t + 1)^q. */
const listed: readonly number[] = [0, 0, 6, 1, 1];

const shared = {
  id: "cckmv/remark-6-xiao-not-pure",
  citation: cite("cckmv", "Section 6, after Mechanism 6.1"),
  statement:
    "Xiao's analysis only proved approximate differential privacy, and his mechanism as described has no more: for all q ≥ 2, t and ε there are θ_{-i} and o with " +
    "max over θ_i', θ_i'' of Pr[M(θ_i', θ_{-i}) = o] / Pr[M(θ_i'', θ_{-i}) = o] = ∞.",
  hypotheses: ["ε > 0", "at least two locations"],
  readings: readingsOf({ released: ["median", "histogram"], sign: ["printed", "negative"] }),
  switchMeanings: {
    median: "ℓ_{Med(h+r)} is released",
    histogram: "h + r is released",
    printed: "the noise as printed, proportional to exp((ε/2)·|k − t|) on 0, …, 2t",
    negative: "proportional to exp(−(ε/2)·|k − t|) on 0, …, 2t",
  },
  step: Q.rational(1n, 2n),
};

/**
 * Xiao's mechanism, truncated on both sides, is ε′-differentially private for no ε′ [CCKMV, Section 6: "His analysis only
 * proved that the mechanism satisfies 'approximate differential privacy'"]. A claim that something exists: the witness is
 * one θ_{−i} for each q and t.
 */
export const xiaoNotPure = ({ median = xiaoMedianFormat, histogram = xiaoHistogramFormat }: XiaoFormats = {}): Claim =>
  byReading(shared, (switches) =>
    switches.released === "median" ? impure(median, switches) : impure(histogram, switches),
  );

function impure<O>(format: BinFormat<XiaoParameters, O>, { released, sign }: Switches): Claim<SituationCase> {
  const sigma = sign === "printed" ? 1 : -1;
  const most = (q: number, t: number): number => (released === "histogram" ? Math.min(t, listed[q] ?? -1) : t);
  return situationClaim(format, {
    ...shared,
    argument:
      "All q, t and ε: with 2t − 1 others at ℓ_1 (nobody for t = 0), ℓ_q is the median if the player reports it and r = (0, …, 0, 2t), and never if she does not: then " +
      "r_q ≤ 2t is no more than what the first bins hold. Whatever the others report, bin j of h + r holds as few as the others there only if the player does not report j.",
    describe: (budget) =>
      `2 to ${sizes[budget].locations} locations and t = 0, …, ${sizes[budget].t}${released === "histogram" ? " (as far as the outcomes are few)" : ""}; max(2t − 1, 0) others, all at ℓ_1`,
    cases: (budget) =>
      bins(sizes[budget].locations - 1).flatMap((i) =>
        bins(most(i + 2, sizes[budget].t) + 1).map((t) => ({
          parameters: { t, ...(sigma === -1 && { sigma }) },
          environment: equispaced(i + 2),
          reports: bins(Math.max(2 * t, 1)).map(() => 0),
        })),
      ),
    hypothesesAt: ({ parameters, environment: { locations }, rest }) => {
      const others = rest.reduce((sum, { count }) => sum + count, 0);
      const isMeant = parameters.sigma === sigma && parameters.truncation === "both" && locations.length > 1;
      return isMeant && rest.every(({ report }) => report === 0) && others === Math.max(2 * parameters.t - 1, 0)
        ? "inside"
        : "outside";
    },
    corners: {
      "t = 0": ({ parameters: { t } }) => t === 0,
      "t = 1": ({ parameters: { t } }) => t === 1,
      "one player": ({ rest }) => rest.length === 0,
      "two locations": ({ environment }) => environment.locations.length === 2,
      "three locations": ({ environment }) => environment.locations.length === 3,
    },
    decide(R, { situation }) {
      const { ratio, outcome } = tightestRatio(R, situation);
      return {
        hypotheses: "inside",
        conclusion: ratio === "infinity" ? "holds" : "fails",
        witness: { outcome },
        sides: { left: ratio, right: "infinity" },
      };
    },
    sides(setting) {
      const { situation } = setting;
      const ratios = setting.outcomes().map((o) => {
        const chances = situation.reports.map((report) => setting.chance(report, o));
        const [high, low] = [chances.reduce(Q.maximum), chances.reduce(Q.minimum)];
        const ratio = Q.signOfRational(low) > 0 ? Q.divide(high, low) : Q.signOfRational(high) > 0 ? "infinity" : Q.one;
        return { o, high, ratio } as const;
      });
      const worst = ratios.reduce((most, next) => (Q.atMost(next.ratio, most.ratio) ? most : next));
      return {
        left: worst.ratio,
        right: "infinity",
        larger: "left",
        inequality: "max over o of x_o >= ∞",
        explanation: `at o = ${JSON.stringify(setting.printOutcome(worst.o))} the largest chance is ${Q.printRational(worst.high)}`,
      };
    },
    draws: { gate: 5, standard: 20, deep: 50 },
  });
}
