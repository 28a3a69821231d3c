import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { noisyVcgOutcomeFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives } from "../../src/mechanisms/cckmv/alternatives.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { vcgStep } from "./vcg-cases.js";
import { type LossClaim, lossClaim, lossIsBelow, type OutcomeFormat, scaledLoss } from "./welfare-loss.js";

/** What E[loss]·ε/(M|O|) is said to be at most. */
export type LossBound = (environment: Alternatives) => Q.Rational;

/** H_k = 1 + 1/2 + … + 1/k. */
export const harmonic = (k: number): Q.Rational =>
  Array.from({ length: k }, (_, i) => Q.rational(1n, BigInt(i + 1))).reduce(Q.add, Q.zero);

/** The bounds by the names of their readings. */
export const lossBounds: Readonly<Record<string, LossBound>> = {
  quadratic: ({ outcomes }) => Q.rational(BigInt(outcomes)),
  quarter: ({ outcomes }) => Q.rational(BigInt(outcomes), 4n),
  harmonic: ({ outcomes }) => harmonic(outcomes),
};

const shown: Readonly<Record<string, string>> = { quadratic: "|O|^2 M", quarter: "|O|^2 M/4", harmonic: "|O| H_|O| M" };

/** The decision and the check of ε·E[loss] ≤ one of the bounds. */
export const expectedLossParts = (name: string, bound = lossBounds[name]!): Pick<LossClaim, "decide" | "sides"> => ({
  decide: (R, setting, losses) => lossIsBelow(R, setting, losses, bound(setting.environment)),
  sides(setting, _choices, losses) {
    const { outcomes, maximum } = setting.environment;
    const unit = Q.rational(BigInt(outcomes * maximum));
    const { form, loss } = scaledLoss(setting, losses);
    return {
      left: L.scale(form, unit),
      right: L.fromRational(Q.multiply(unit, bound(setting.environment))),
      larger: "right",
      inequality: `ε·(max S - E[S_o]) <= ${shown[name] ?? name}`,
      explanation: `the losses are ${losses.join(", ")}; the expected loss is ${Q.printRational(loss)}`,
    };
  },
});

/** Why the bounds hold for every θ, |O| and M. */
export const lossArgument =
  "Every θ, |O|, M: let m have the largest sum; loss ≤ λ_{o*} − λ_m, so E[loss] ≤ E[max_o λ_o] ≤ Σ_{t ≥ 1} 1 − (1 − a^t/(1 + a))^{|O|} with a = e^{−h}, h = ε/(M|O|), " +
  "and the sum is at most the integral over t ≥ 0, (1/h)·∫_0^{1/(1+a)} (1 − (1 − u)^{|O|})/u du ≤ H_{|O|}/h. H_1 = 1 is for |O| = 1, where nothing is lost; for |O| ≥ 2, H_{|O|} ≤ 3|O|/4.";

/**
 * Proposition 7.6 (2): E[Σ_i U^out(θ_i, o)] ≥ max_o′ Σ_i U^out(θ_i, o′) − O(|O|²·M/ε), for every θ. With the constant 1 it is proved for every
 * |O|, M, n and ε; the true growth is |O|·log|O|·M/ε.
 */
export const proposition762 = (format: OutcomeFormat = noisyVcgOutcomeFormat, control?: LossBound): Claim => {
  const shared = {
    id: "cckmv/proposition-7.6-2",
    citation: cite("cckmv", "Proposition 7.6 (2)"),
    statement:
      "For every profile θ ∈ Θ^n, if (o, π) is selected by Mechanism 7.1, then E[Σ_i U_i^out(θ_i, o)] ≥ max_{o'} Σ_i U_i^out(θ_i, o') − O(|O|²·M/ε).",
    hypotheses: ["ε > 0"],
  };
  return byReading(
    {
      ...shared,
      readings: readingsOf({ bound: ["quadratic", "harmonic", "quarter"] }),
      switchMeanings: {
        quadratic: "the loss is at most |O|²·M/ε: the constant 1",
        harmonic: "the loss is at most |O|·H_{|O|}·M/ε, H_k = 1 + 1/2 + … + 1/k: the true growth in |O|",
        quarter:
          "the loss is at most |O|²·M/(4ε): a smaller constant; the word is about the profiles of the domain only, at every ε: other |O|, M and profiles are not covered",
      },
      step: vcgStep,
    },
    ({ bound }) =>
      lossClaim(format, {
        ...shared,
        argument:
          bound === "quarter"
            ? "No argument beyond the domain: every ε at the profiles listed, and no others. For every |O| ≥ 2, M and θ the constant 3/4 is proved, see the other readings."
            : lossArgument,
        ...expectedLossParts(bound!, control ?? lossBounds[bound!]!),
        evidence: () => lossEvidence,
      }),
  );
};

const lossEvidence = {
  proved: "3/4 in the place of the constant 1, for |O| ≥ 2, from |O|·H_{|O|}·M/ε",
  bestConstant: {
    supported:
      "max over h of h·(1 − L)/4 = 0.20864… with L = (1 − a)(1 + a²)/(1 + a)³ and a = e^{−h}, near h = 1.62: the family of one player of type (1, 0), |O| = 2",
    "at least": { form: "(7/54)·ln 5", reports: [[1, 0]], "e^(ε/2)": "5" },
  },
  growth:
    "|O|·log|O|·M/ε from both sides: one player of type (1, 0, …, 0) with e^{ε/(M|O|)} = |O| loses 1 with a chance of at least 2/9, as Pr[λ_0 ≤ 0] = |O|/(|O| + 1) ≥ 2/3 and " +
    "Pr[some other λ_o ≥ 1] = 1 − (1 − 1/(|O| + 1))^{|O|−1} ≥ 1/3, so that ε·loss ≥ (2/9)·|O|·ln|O|·M.",
};
