import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { size } from "../../src/game/profile.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import { type Range, rateOf, type Sharpness, type ValueRow } from "../../src/mechanisms/hk/range.js";
import { rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { freeWelfareClaim } from "./free-welfare-claim.js";
import { gapCorners } from "./score-cases.js";
import { describeProfiles, profileCases } from "./theorem-2.js";

const step = rational(1n, 4n);

/**
 * Remark 1: the allocation rule of Figure 1 is affine maximum-in-distributed-range, with S all distributions on R, a_i = 1 and
 * c(ν) = (2/ε)·S(ν), the Shannon entropy: S, a and c do not depend on the reports.
 */
export const affineRange = (format = exponentialFormat): Claim => {
  const shared = {
    id: "hk/def-midr",
    citation: cite("hk", "Remark 1, with Section 2.1"),
    statement:
      "The allocation rule of the exponential mechanism is affine maximum-in-distributed-range: with S all distributions on R, a_i = 1 for all i and c(ν) = (2/ε)·S(ν), x(v_1, …, v_n) always chooses the ν ∈ S that maximizes E_{r∼ν}[Σ_i a_i·v_i(r)] + c(ν).",
    hypotheses: ["R finite", "ε > 0"],
    readings: readingsOf({ chooses: ["largest", "only"] }),
    switchMeanings: {
      largest: "no ν ∈ S has a larger value",
      only: "every other ν ∈ S has a smaller value, so that nothing is left to a tie rule",
    },
    step,
  };
  return byReading(shared, ({ chooses }) =>
    freeWelfareClaim<Sharpness, Range, ValueRow>(format, {
      ...shared,
      statement: "",
      rate: rateOf,
      says: chooses === "largest" ? "largest" : "only there",
      formula: "E_ν[Σ_i a_i·v_i] + c(ν)",
      cases: profileCases,
      describe: (budget) => `every distribution ν, and ${describeProfiles(budget)}`,
      corners: {
        ...gapCorners((place) => place.outcomes.map((r) => format.objective!(place, r))),
        "one player": ({ profile }) => size(profile) === 1,
        "more players": ({ profile }) => size(profile) > 1,
      },
      argument:
        "All R, n, ν and valuations: P(r) ∝ e^{(ε/2)·Σ_i v_i(r)}, which is decided, so that the value at P exceeds that at ν by (2/ε)·KL(ν‖P), which is 0 at ν = P alone.",
      draws: { gate: 5, standard: 40, deep: 400 },
      evidence: () => ({
        others:
          "S, a and c are unique only up to a common factor and what no report changes: a_i = ε/2 and c = the entropy give the same rule",
      }),
    }),
  );
};
