import type { Claim } from "../../src/claim/claim.js";
import { noisyVcgOutcomeFormat } from "../../src/instance/cckmv-vcg.js";
import { readRational } from "../../src/instance/input.js";
import type { Alternatives } from "../../src/mechanisms/cckmv/alternatives.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import type { SituationCase } from "../setting.js";
import {
  chanceOfLoss,
  jumpsOf,
  type LossClaim,
  type LossSetting,
  lossClaim,
  lossesAt,
  type OutcomeFormat,
} from "./welfare-loss.js";

/** Pr[loss > Δ] ≤ factor·|O|·e^{−εΔ/(r·M·|O|)} for every real Δ. */
export interface Tail {
  readonly factor: Q.Rational;
  readonly r: (environment: Alternatives) => Q.Rational;
}

const printed: Tail = { factor: Q.rational(2n), r: () => Q.rational(2n) };

/**
 * The loss is a whole number, so that Pr[loss > Δ] is Pr[loss ≥ ℓ] for ℓ − 1 ≤ Δ < ℓ: a step function, while the right side falls
 * continuously. For 0 ≤ Δ the limits Δ → ℓ at the losses ℓ > 0 that are possible decide; for Δ < 0 the right side exceeds factor·|O|.
 */
export const tailParts = ({ factor, r }: Tail): Pick<LossClaim, "decide" | "choices" | "sides"> => ({
  decide(R, setting, losses) {
    const { environment } = setting;
    const size = Q.multiply(factor, Q.rational(BigInt(environment.outcomes)));
    const unit = Q.divide(
      Q.one,
      Q.multiply(r(environment), Q.rational(BigInt(environment.outcomes * environment.maximum))),
    );
    // Δ < 0: the left side is 1, and the right side is as near to factor·|O| as one likes.
    const jumps = [
      { left: over(R.one, R.one), power: over(R.one, R.one) },
      ...jumpsOf(losses).map((loss) => ({
        left: chanceOfLoss(R, setting, losses, loss),
        power: setting.expEpsilon(Q.multiply(unit, Q.rational(BigInt(-loss)))),
      })),
    ].map(({ left, power }) => ({
      left,
      right: over(
        R.multiply(R.integer(size.numerator), power.numerator),
        R.multiply(R.integer(size.denominator), power.denominator),
      ),
    }));
    const failing = jumps.find(({ left, right }) => compareQuotients(R, left, right) > 0);
    const shown = failing ?? jumps.at(-1)!;
    return {
      hypotheses: "inside",
      conclusion: failing ? "fails" : "holds",
      witness: {},
      sides: { ...shown, larger: "right" },
    };
  },
  choices: {
    // The values before a jump, and ever nearer to it.
    Delta(setting, chosen) {
      if (chosen.Delta !== undefined) return [chosen.Delta];
      const losses = lossesAt(setting);
      const near = (loss: number) => {
        const k = nearness(setting, losses, loss, { factor, r });
        return `${k * BigInt(loss) - 1n}/${k}`;
      };
      const before = jumpsOf(losses).flatMap((loss) => [`${loss - 1}`, `${2 * loss - 1}/2`, near(loss)]);
      return ["-1", near(0), "0", ...before];
    },
  },
  sides(setting, choices, losses) {
    const { environment } = setting;
    const Delta = readRational(choices.Delta, "choices.Delta");
    const beyond = losses.flatMap((loss, o) => (Q.compare(Q.rational(BigInt(loss)), Delta) > 0 ? [o] : []));
    const chance = beyond.map((o) => setting.chance(setting.type, o)).reduce(Q.add, Q.zero);
    const { size, room } = constantsAt({ factor, r }, environment);
    const bound = `${Q.printRational(factor)}|O| e^{-εΔ/(${Q.printRational(r(environment))}M|O|)}`;
    const explanation = `the losses are ${losses.join(", ")} and more than Δ = ${Q.printRational(Delta)} for o = ${beyond.join(", ") || "none"}, which has the chance ${Q.printRational(chance)}`;
    // e^{−εΔ/(rM|O|)} may be irrational for a fraction Δ = u/v: both sides are then raised to the power v, or logarithms compared.
    const v = Delta.denominator;
    if (v > highestPower && beyond.length > 0) {
      const decay = L.ln(setting.power(Q.divide(Q.one, room)));
      return {
        left: L.ln(chance),
        right: L.subtract(L.ln(size), L.scale(decay, Delta)),
        larger: "right",
        inequality: `ln Pr[S_o < max S - Δ] <= ln(${bound})`,
        explanation,
      };
    }
    const decay = setting.power(Q.divide(Q.rational(-Delta.numerator), room));
    const power = beyond.length > 0 ? v : 1n;
    const suffix = v === 1n ? "" : `^${v}`;
    return {
      left: Q.integerPower(chance, power),
      right: Q.multiply(Q.integerPower(size, power), decay),
      larger: "right",
      inequality: `Pr[S_o < max S - Δ]${suffix} <= (${bound})${suffix}`,
      explanation,
    };
  },
});

/** Beyond it logarithms are compared. */
const highestPower = 64n;

/** factor·|O| and r·M·|O|. */
const constantsAt = ({ factor, r }: Tail, environment: Alternatives) => ({
  size: Q.multiply(factor, Q.rational(BigInt(environment.outcomes))),
  room: Q.multiply(r(environment), Q.rational(BigInt(environment.outcomes * environment.maximum))),
});

/**
 * The least k = 16, 32, 64, … such that the bound is violated at Δ = ℓ − 1/k; 16 where none is. With g = Pr[loss ≥ ℓ] over the
 * bound at ℓ, that is k·ln g > ε/(rM|O|): none unless g > 1, and then all large k.
 */
function nearness(setting: LossSetting, losses: readonly number[], loss: number, tail: Tail): bigint {
  const { size, room } = constantsAt(tail, setting.environment);
  const chance = losses
    .map((lost, o) => (lost >= loss ? setting.chance(setting.type, o) : Q.zero))
    .reduce(Q.add, Q.zero);
  const bound = Q.multiply(size, setting.power(Q.divide(Q.rational(BigInt(-loss)), room)));
  const excess = Q.divide(chance, bound);
  let k = 16n;
  if (Q.compare(excess, Q.one) <= 0) return k;
  const growth = L.ln(setting.power(Q.divide(Q.one, room)));
  while (L.compare(L.scale(L.ln(excess), Q.rational(k)), growth) <= 0) k *= 2n;
  return k;
}

/**
 * Proposition 7.6 (1): for every θ, Pr[Σ_i U^out(θ_i, o) < max_o′ Σ_i U^out(θ_i, o′) − Δ] ≤ 2|O|·e^{−εΔ/(2M|O|)}. No range of Δ is
 * stated; it holds for all real Δ.
 */
export const proposition761 = (
  format: OutcomeFormat = noisyVcgOutcomeFormat,
  tail: Tail = printed,
): Claim<SituationCase> =>
  lossClaim(format, {
    id: "cckmv/proposition-7.6-1",
    citation: cite("cckmv", "Proposition 7.6 (1)"),
    statement:
      "For every profile θ ∈ Θ^n, if (o, π) is selected by Mechanism 7.1, then Pr[Σ_i U_i^out(θ_i, o) < max_{o'} Σ_i U_i^out(θ_i, o') − Δ] ≤ 2|O|·e^{−εΔ/(2M|O|)}, for every real Δ.",
    hypotheses: ["ε > 0"],
    argument:
      "Every θ, |O|, M: let m have the largest sum. A loss of ℓ needs λ_o − λ_m ≥ ℓ for some o, so λ_o ≥ ℓ/2 for some o ≠ m or λ_m ≤ −ℓ/2: by the union bound at most " +
      "|O|·a^{ℓ/2}/(1 + a) with a = e^{−ε/(M|O|)}, which is less than |O|·e^{−εℓ/(2M|O|)}. For Δ < 0 the right side is above 2|O|.",
    finer: 2n,
    ...tailParts(tail),
    evidence: () => ({
      bestConstant:
        "|O|·e^{−εΔ/(2M|O|)} holds for every real Δ, without the factor 2: proved by the union bound for Δ ≥ 0. The factor 1 cannot be replaced by less over all real Δ, because of |O| = 1 and Δ < 0. " +
        "For Δ ≥ 0 alone the factor must be at least 177435/595508 = 0.29795…: one player of type (1, 0) with |O| = 2, Δ → 1 and e^{ε/2} = 81/25, where Pr[λ_1 − λ_0 ≥ 1] = 98575/297754; the search found nothing above 0.298",
      decay:
        "The exponent is not the true one: a loss of ℓ also has at most the chance (|O| − 1)·Pr[λ_o − λ_m ≥ ℓ], and Pr[λ_o − λ_m = k] = ((1 − a)/(1 + a))²·a^k·(k + (1 + a²)/(1 − a²)) " +
        "for k ≥ 0 and a = e^{−ε/(M|O|)}: up to a factor linear in Δ the decay is e^{−εΔ/(M|O|)}.",
    }),
  });
