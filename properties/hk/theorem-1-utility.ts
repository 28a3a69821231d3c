import type { Budget, Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import { exponentialQualityFormat } from "../../src/instance/hk-scores.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { LawPlace } from "../law-setting.js";
import { repairOf } from "../repairs.js";
import { describeGaps, gapCorners, gapSizes, gapsOf, qualityCase, welfareCase } from "./score-cases.js";
import { tailClaim } from "./tail-claim.js";

const lipschitzConstants = ["1/2", "1", "2", "3"];

/** e^{ε·gap/(2Δ)}, e^{ε·gap/Δ} and e^{ε·gap} are powers of e^{ε/12}. */
const step = Q.rational(1n, 12n);

const two = "2";
const delta = "Δ";

const doubled = (made: readonly string[]): Q.Rational => Q.rational(made.includes(two) ? 2n : 1n);

const argument =
  "All R, Q and Δ: with the factor 2Δ, Pr[gap ≥ g] ≤ #{r: gap(r) ≥ g}·e^{−εg/(2Δ)}, since the best outcome alone has the weight 1 in Z when weights are e^{−ε·gap/(2Δ)}; and there are at most |R| − 1 such r for g > 0.";

const evidence = () => ({
  worst:
    "Q = (g, 0, …, 0): Pr[gap ≥ g] = (|R| − 1)/(|R| − 1 + e^{εg/(2Δ)}), which falls like e^{−εg/(2Δ)}; so for no factor k < 2Δ before (ln N + t)/ε does the bound hold with any N in the place of |R|",
  bestConstant:
    "with the factor 2Δ, |R| − 1 may stand in the place of |R| ≥ 2, and nothing smaller: Q = (g, 0, …, 0) with ε·g → ∞. In general N = the number of outcomes that are not optimal, over that of the optimal ones",
  asPrinted:
    "true for Δ ≤ 1/2, where 2Δ ≤ 1. For Δ = 1 and two outcomes with the gap g it fails if and only if e^{εg/2} > 1 + √3",
  halfOfIt: "with weights e^{εQ/Δ} the printed tail would be right for Δ ≤ 1, but the privacy level would be 2ε",
});

/**
 * Theorem 1, the tail: Pr[Q(D, EXP(D, ε)) < max_r Q(D, r) − ln|R|/ε − t/ε] ≤ e^{−t}. `made` are the changes of the repair: the
 * factors 2 and Δ before 1/ε.
 */
export const theorem1Utility = (
  quality = exponentialQualityFormat,
  welfare = exponentialFormat,
  made: readonly string[] = [],
): Claim => {
  const shared = {
    id: "hk/theorem-1-utility",
    citation: cite("hk", "Theorem 1"),
    statement:
      "The exponential mechanism ensures, for every range R, quality function Q, data set D, ε > 0 and t ≥ 0, that Pr[Q(D, EXP(D, ε)) < max_{r ∈ R} Q(D, r) − ln|R|/ε − t/ε] ≤ e^{−t}.",
    hypotheses: ["ε > 0", "t ≥ 0", "R finite"],
    readings: readingsOf({ quality: ["any", "welfare"] }),
    switchMeanings: {
      any: "Q is any quality function, Δ its Lipschitz constant: weights e^{εQ/(2Δ)}",
      welfare: "Q is the welfare of valuations in [0, 1], and Δ = 1",
    },
    step,
    repair: (reading: Reading) =>
      repairOf(reading, {
        statement:
          reading.name === "any"
            ? "Pr[Q(D, EXP(D, ε)) < max Q − 2Δ·(ln|R| + t)/ε] ≤ e^{−t}: 2Δ/ε takes the place of 1/ε."
            : "Pr[welfare < opt − 2·(ln|R| + t)/ε] ≤ e^{−t}: 2/ε takes the place of 1/ε.",
        changes: reading.name === "any" ? [two, delta] : [two],
        claim: (changes) => theorem1Utility(quality, welfare, changes),
      }),
  };
  const parts = {
    ...shared,
    argument,
    evidence,
    size: ({ outcomes }: Pick<LawPlace<unknown, unknown, unknown, unknown>, "outcomes">) =>
      Q.rational(BigInt(outcomes.length)),
    draws: { gate: 10, standard: 100, deep: 1000 },
  };
  return byReading(shared, (switches) =>
    switches.quality === "any"
      ? tailClaim(quality, {
          ...parts,
          factor: ({ parameters }) =>
            made.includes(delta) ? Q.multiply(doubled(made), parameters.lipschitz) : doubled(made),
          cases: (budget: Budget) =>
            gapsOf(gapSizes[budget]).flatMap((gaps) =>
              lipschitzConstants.map((lipschitz) => qualityCase(gaps, lipschitz === "1" ? {} : { lipschitz })),
            ),
          describe: (budget) =>
            `every list of scores by its gaps: ${describeGaps(gapSizes[budget])}; Δ = ${lipschitzConstants.join(", ")}`,
          corners: gapCorners(({ environment }) => environment.quality),
        })
      : tailClaim(welfare, {
          ...parts,
          scoreName: "Σ_i v_i(r)",
          factor: () => doubled(made),
          cases: (budget: Budget) => gapsOf(gapSizes[budget]).map(welfareCase),
          describe: (budget) =>
            `every welfare by its gaps, made by as few agents with values 0 and 1 as can be: ${describeGaps(gapSizes[budget])}`,
          corners: gapCorners((place) => place.outcomes.map((r) => welfare.objective!(place, r))),
        }),
  );
};
