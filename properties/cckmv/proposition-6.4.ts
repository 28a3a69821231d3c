import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import { deltas } from "../../generators/private-voters.js";
import { bases } from "../../generators/rationals.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { readRational } from "../../src/instance/input.js";
import type { NoisyMedianParameters } from "../../src/mechanisms/cckmv/noisy-median.js";
import * as Q from "../../src/number/rational.js";
import { printRational } from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { type Finding, over } from "../../src/verdict/finding.js";
import type { SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import {
  describeReach,
  everyHistogramOf,
  type FacilityPlace,
  facilityCorners,
  type ReachByBudget,
} from "./facilities.js";
import { chanceOfLoss, jumpsOf, losses } from "./facility-loss.js";
import { tailEvidence } from "./facility-loss-bounds.js";
import type { NoisyMedianFormat } from "./facility-player-claim.js";

/** Places at which every exponent of e^{−εΔ/q} at a loss Δ is a multiple of 1/12. */
const two = [
  ["0", "1"],
  ["0", "1/2"],
];
const three = [
  ["0", "1/2", "1"],
  ["0", "1/4", "1"],
  ["0", "3/4", "1"],
];
const four = [["0", "1/3", "2/3", "1"]];
export const twelfth = Q.rational(1n, 12n);

export const profiles: ReachByBudget = {
  gate: { places: [["0"], ["1"], ...two, ["0", "1/2", "1"]], players: [1, 4, 2] },
  standard: { places: [["0"], ["1"], ...two, ...three, ...four], players: [2, 12, 6, 4] },
  deep: { places: [["0"], ["1"], ...two, ...three, ...four], players: [3, 30, 12, 7] },
};

/** For claims without e^{−εΔ/q} the locations may be anything. */
export const anywhere: ReachByBudget = {
  gate: { places: [["0"], ["1"], ...two, ["0", "1/2", "1"]], players: [1, 4, 2] },
  standard: {
    places: [["0"], ["1"], ...two, ...three, ["0", "1/100", "1"], ...four, ["0", "98/100", "99/100", "1"]],
    players: [2, 12, 6, 4],
  },
  deep: {
    places: [["0"], ["1"], ...two, ...three, ["0", "1/100", "1"], ...four, ["0", "98/100", "99/100", "1"]],
    players: [3, 30, 12, 7],
  },
};

/** Why only noise beyond the median moves it: what both parts of Proposition 6.4 rest on, for all n, q, θ, ε. */
export const lossIsNoise =
  "More players and locations, and wherever the locations lie: let m be the median bin, D_j the players up to bin j less those beyond. The loss " +
  "at k > m is Σ_{m ≤ j < k} (ℓ_{j+1} − ℓ_j)·D_j ≤ D_{k−1}, and Med(h + r) = k needs D_{k−1} < Σ_{j ≥ k} r_j − Σ_{j < k} r_j; at k < m it is at " +
  "most −D_k ≤ Σ_{j ≤ k} r_j − Σ_{j > k} r_j. So the loss is at most Σ_{j ≠ m} r_j.";

/** Why q·e^{−εΔ/q} is enough for all n, q, θ, ε and Δ. */
export const tailForAll =
  "Each r_j is the integer part of 2E_j/ε for an exponential E_j of mean 1, so a loss of Δ by s noises on one side is at most as likely as " +
  "Γ_s ≥ εΔ/2 for a Gamma(s) variable, and the two sides have s + s' ≤ q. With c_s = sup_x Pr[Γ_s ≥ x]·e^{2x/q}, c_1 = 1, it is enough that c_s + c_{q−s} ≤ q. " +
  "At the supremum, Σ_{j<s} x^j/j! is q/2 times its last term, so c_s ≤ (q/2)·((s − 1)/(κe))^{s−1}/(s − 1)! with κ = 1 − 2/q: see the evidence for 3 ≤ q ≤ 9. " +
  "For q ≥ 10: c_s ≤ κ^{−s}, and κ^{−s} + κ^{−(q−s)} ≤ κ^{−2} + e² ≤ q for 2 ≤ s ≤ q − 2; 1 + κ^{−(q−1)} ≤ 9. For q = 2 the sum is 2.";

/** What a control changes. */
export type Noisy = { readonly format?: NoisyMedianFormat };

/** One jump of Pr[loss ≥ Δ] with both sides there. */
interface Jump<S> {
  readonly at: Q.Rational;
  readonly left: Quotient<S>;
  readonly right: Quotient<S>;
}

/** Fails at the first jump where the left side is larger; shows the last one otherwise. */
function atEveryJump<S>(R: OrderedRing<S>, jumps: readonly Jump<S>[]): Finding<S> {
  const failing = jumps.find(({ left, right }) => compareQuotients(R, left, right) > 0);
  const shown = failing ?? jumps[jumps.length - 1]!;
  return {
    hypotheses: "inside",
    conclusion: failing ? "fails" : "holds",
    witness: { Delta: printRational(shown.at) },
    sides: { left: shown.left, right: shown.right, larger: "right" },
  };
}

/** c·x. */
const scaled = <S>(R: OrderedRing<S>, c: bigint, { numerator, denominator }: Quotient<S>): Quotient<S> =>
  over(R.multiply(R.integer(c), numerator), denominator);

/** C(q)·e^{−ε·Δ·κ(q)}, the bound on Pr[loss ≥ Δ]. */
export interface TailBound {
  factor(q: number): bigint;
  rate(q: number): Q.Rational;
  readonly text: string;
}

/** q·e^{−εΔ/q}. */
const printedTail: TailBound = {
  factor: (q) => BigInt(q),
  rate: (q) => Q.rational(1n, BigInt(q)),
  text: "q·e^{-εΔ/q}",
};

/** What decides one part of the proposition, and shows it at an example. */
export type LossParts = Pick<
  SituationClaim<NoisyMedianParameters, FacilityPlace["environment"], number, number>,
  "decide" | "choices" | "sides"
>;

/**
 * Pr[loss ≥ Δ] ≤ C·e^{−εΔκ} for all Δ, or all Δ > 0. The left side is a step function of Δ, 1 up to 0, which jumps down just
 * beyond each loss of an outcome and is 0 beyond the largest; the right side falls. So the losses, 0 among them, decide for
 * all real Δ.
 */
export const tailParts = ({ factor, rate, text }: TailBound, isReal: (switches: Switches) => boolean): LossParts => ({
  decide(R, setting, switches) {
    const q = setting.environment.locations.length;
    const jumps = [...(isReal(switches) ? [Q.zero] : []), ...jumpsOf(losses(setting))];
    // Beyond the largest loss the left side is 0.
    const beyond = { at: Q.one, left: over(R.zero, R.one), right: over(R.one, R.one) };
    return atEveryJump(R, [
      ...(jumps.length === 0 ? [beyond] : []),
      ...jumps.map((at) => ({
        at,
        left: chanceOfLoss(R, setting, at),
        right: scaled(R, factor(q), setting.expEpsilon(Q.negate(Q.multiply(at, rate(q))))),
      })),
    ]);
  },
  choices: {
    Delta: (setting, { Delta }) =>
      Delta !== undefined ? [Delta] : [Q.zero, ...jumpsOf(losses(setting))].map(printRational),
  },
  sides(setting, choices, switches) {
    const q = setting.environment.locations.length;
    const Delta = readRational(choices.Delta, "choices.Delta");
    const all = losses(setting);
    const p = all
      .map((loss, o) => (Q.compare(loss, Delta) >= 0 ? setting.chance(setting.type, o) : Q.zero))
      .reduce(Q.add);
    // e^{−εΔκ} may be irrational where Δκ = u/v: both sides are then raised to the power v.
    const { numerator: u, denominator: v } = Q.multiply(Delta, rate(q));
    const left = Q.integerPower(p, v);
    const right = Q.multiply(Q.rational(factor(q) ** v), Q.integerPower(setting.power(Q.one), -u));
    const power = v === 1n ? "" : `^${v}`;
    return {
      hypotheses: !isReal(switches) && Delta.numerator <= 0n ? "outside" : "inside",
      left,
      right,
      larger: "right",
      inequality: `Pr[loss >= Δ]${power} <= ${v === 1n ? text : `(${text})${power}`}`,
      explanation: `the losses at the locations are ${all.map(printRational).join(", ")}; Pr[loss >= ${printRational(Delta)}] = ${printRational(p)}`,
    };
  },
});

/** Proposition 6.4 (1): for every profile and Δ, Pr[loss ≥ Δ] ≤ q·e^{−εΔ/q}. */
export const facilityTail = ({ format = noisyMedianFormat }: Noisy = {}): Claim<SituationCase> => {
  const base = situationClaim(format, {
    id: "cckmv/proposition-6.4-1",
    citation: cite("cckmv", "Proposition 6.4 (1)"),
    statement:
      "If every player has U_i^out(θ_i, o) = −|θ_i − o|, then for every profile θ ∈ Θ^n and o selected by Mechanism 6.1, " +
      "Pr[Σ_i U_i^out(θ_i, o) ≤ max_{o'} (Σ_i U_i^out(θ_i, o')) − Δ] ≤ q·e^{−εΔ/q}.",
    hypotheses: ["ε > 0", "U_i^out(θ_i, o) = −|θ_i − o|"],
    readings: readingsOf({ delta: ["real", "positive"] }),
    switchMeanings: { real: "Δ is any real number: the text states no range", positive: "Δ > 0" },
    step: twelfth,
    cases: (budget) => everyHistogramOf(profiles[budget]),
    describe: (budget) => describeReach(profiles[budget]),
    argument: `All Δ: the losses of the outcomes decide, since the left side only falls just beyond them. ${lossIsNoise} ${tailForAll}`,
    corners: facilityCorners,
    ...tailParts(printedTail, ({ delta }) => delta === "real"),
    evidence: (budget) => tailEvidence(budget),
  });
  const drawnCorners = ["Δ < 0", "Δ = 0", "Δ fractional", "Δ integer", "Δ beyond every loss"];
  return {
    ...base,
    corners: [...base.corners, ...drawnCorners],
    check(example, switches) {
      const check = base.check(example, switches);
      const Delta = readRational(check.choices.Delta, "choices.Delta");
      const sign = Q.signOfRational(Delta);
      const more = [
        ...(sign < 0 ? ["Δ < 0"] : sign === 0 ? ["Δ = 0"] : []),
        Q.isInteger(Delta) ? "Δ integer" : "Δ fractional",
        ...(check.left !== "infinity" && "numerator" in check.left && check.left.numerator === 0n
          ? ["Δ beyond every loss"]
          : []),
      ];
      return { ...check, corners: [...check.corners, ...more] };
    },
    draw: (switches) => ({
      sample(seed, count) {
        const cases = everyHistogramOf(profiles.standard);
        const drawn = fc.record({ c: fc.constantFrom(...cases), base: bases, Delta: deltas });
        return sample(drawn, seed, count).map(({ c, base: b, Delta }) => {
          const example = base.exhibit(c, b, switches);
          return { ...example, choices: { ...example.choices, Delta: printRational(Delta) } };
        });
      },
    }),
  };
};
