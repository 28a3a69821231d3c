import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { exponentialQualityFormat } from "../../src/instance/hk-scores.js";
import { readChoice } from "../../src/instance/input.js";
import type { ScoredRange } from "../../src/mechanisms/hk/exponential-quality.js";
import { gibbs } from "../../src/mechanisms/hk/gibbs.js";
import type { Sharpness } from "../../src/mechanisms/hk/range.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { coarser, safeInteger } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { LawSetting } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { listedChances } from "./distances.js";
import { entropy } from "./divergence-forms.js";
import { fallingEntropy, hasSpread, twiceAsSharp } from "./entropy-order.js";
import { describeGaps, gapCorners, gapSizes, gapsOf, qualityCase } from "./score-cases.js";

const lipschitzConstants = ["1/2", "1", "2", "3"];

/** ε/Δ and ε/(2Δ) are multiples of it. */
const step = Q.rational(1n, 12n);
const two = Q.rational(2n);

const twice = "k_B = 2Δ";
const inverse = "T = 1/ε";

type Setting<S> = LawSetting<Sharpness, ScoredRange, never, number, S>;

/** The c of k_B = c·Δ. */
const scaleOf = ({ dictionary }: Switches, made: readonly string[]): Q.Rational =>
  dictionary === "scaled" || made.includes(twice) ? two : Q.one;

/** Whether the law is that of the Gibbs measure with energies −Q and 1/(k_B·T) = ε/(c·Δ), outcome by outcome. */
function isGibbs<S>(R: LogRing<S>, setting: Setting<S>, c: Q.Rational): boolean {
  const { parameters, environment } = setting;
  const sharp = Q.divide(Q.one, Q.multiply(c, Q.multiply(parameters.lipschitz, Q.rational(environment.grid))));
  const own = coarser(R, safeInteger(Q.divide(sharp, step).numerator, "step"));
  const [law, other] = [setting.law(), gibbs.law(own, {}, environment, [])];
  return law.entries.every(({ weight }, r) =>
    R.equals(R.multiply(weight, other.total), R.multiply(other.entries[r]!.weight, law.total)),
  );
}

/**
 * Table 1, the dictionary between the Gibbs measure and the exponential mechanism: −E_i ↔ Q(r), T ↔ ε, k_B ↔ Δ. The text has
 * ε as an analogue of 1/T, the table has both in one row. `made` are the changes of the repairs.
 */
export const table1 = (format = exponentialQualityFormat, made: readonly string[] = []): Claim =>
  lawClaim<Sharpness, ScoredRange, never, number>(format, {
    id: "hk/table-1",
    citation: cite("hk", "Table 1"),
    statement:
      "The Gibbs measure, Pr ∝ exp(−E_i/(k_B·T)), is the analogue of the exponential mechanism, Pr ∝ exp(ε·Q(r)/(2Δ)), with −E_i in the place of Q(r), the Boltzmann constant k_B in that of the Lipschitz constant Δ, and the temperature T in that of 1/ε. Decided as: the two laws are one for k_B = c·Δ with one constant c, as both are scaling factors.",
    hypotheses: ["R finite", "ε > 0, T > 0, Δ > 0"],
    readings: readingsOf({ dictionary: ["scaled", "inverse", "row"] }),
    switchMeanings: {
      scaled:
        "an analogy: E_i = −Q(i), T = 1/ε, k_B in proportion to Δ: the two formulas give one probability for k_B = c·Δ with one constant c for all Q, ε and Δ, which is 2",
      inverse: "read as an identity: the same with k_B = Δ itself",
      row: "the row 'measure of uncertainty' with T and ε themselves: the entropy grows with ε, as it does with T",
    },
    step,
    cases: (budget: Budget) =>
      gapsOf(gapSizes[budget]).flatMap((gaps) =>
        lipschitzConstants.map((lipschitz) => qualityCase(gaps, lipschitz === "1" ? {} : { lipschitz })),
      ),
    describe: (budget) =>
      `every list of scores by its gaps: ${describeGaps(gapSizes[budget])}; Δ = ${lipschitzConstants.join(", ")}`,
    argument: `All R, Q, ε and Δ: exp(Q/(k_B·T)) and exp(ε·Q/(2Δ)) are proportional for every Q if and only if 1/(k_B·T) = ε/(2Δ). And ${fallingEntropy}.`,
    corners: {
      ...gapCorners(({ environment }) => environment.quality),
      "Δ ≠ 1": ({ parameters }) => !Q.equals(parameters.lipschitz, Q.one),
    },
    draws: { gate: 5, standard: 50, deep: 500 },
    decide<S>(R: LogRing<S>, setting: Setting<S>, switches: Switches): Finding<S> {
      const finding = { hypotheses: "inside", conclusion: "holds", witness: {} } as const;
      const is = (holds: boolean): Finding<S> => ({ ...finding, conclusion: holds ? "holds" : "fails" });
      if (switches.dictionary !== "row") return is(isGibbs(R, setting, scaleOf(switches, made)));
      if (!isGibbs(R, setting, two)) return { ...finding, conclusion: "undecided", reason: "precision" };
      return is(made.includes(inverse) || !hasSpread(R, setting.law(), setting.environment.quality));
    },
    choices: ({ dictionary }) => (dictionary === "row" ? {} : { outcome: ({ environment }) => environment.outcomes }),
    completed: ["outcome"],
    sides(setting, choices, switches) {
      const { environment, parameters } = setting;
      const chances = listedChances(setting);
      if (switches.dictionary === "row") {
        const [left, right] = [entropy(twiceAsSharp(chances)), entropy(chances)];
        const words = `the chances are ${chances.map(Q.printRational).join(", ")} at ε`;
        return made.includes(inverse)
          ? { left, right, larger: "right", inequality: "S(EXP_{2ε}) <= S(EXP_ε)", explanation: words }
          : { left, right, larger: "left", inequality: "S(EXP_{2ε}) >= S(EXP_ε)", explanation: words };
      }
      const outcome = environment.outcomes.indexOf(
        readChoice(choices.outcome, "choices.outcome", environment.outcomes) as string,
      );
      const c = scaleOf(switches, made);
      const sharp = Q.divide(Q.one, Q.multiply(c, parameters.lipschitz));
      const powers = environment.quality.map((score) => setting.power(Q.multiply(sharp, score)));
      const [left, right] = [chances[outcome]!, Q.divide(powers[outcome]!, powers.reduce(Q.add, Q.zero))];
      return {
        left,
        right,
        larger: Q.compare(left, right) > 0 ? "right" : "left",
        holds: Q.equals(left, right),
        inequality: `Pr[EXP = r] = Pr[Gibbs = r], k_B·T = ${Q.equals(c, Q.one) ? "" : Q.printRational(c)}Δ/ε`,
        explanation: `r is ${environment.outcomes[outcome]}`,
      };
    },
    evidence: (_budget, { dictionary }) => ({
      constant: "k_B·T = 2Δ/ε, and no other value, makes the two formulas one for all Q: k_B = 2Δ with T = 1/ε",
      ...(dictionary === "row" && { otherRow: "with T = ε and k_B = Δ the formulas agree at ε² = 2 alone" }),
    }),
    repair: repairedBy(
      {
        statement: "With k_B = 2Δ in the place of Δ: the two formulas give one probability, for all Q, ε and Δ.",
        changes: [twice],
        of: ["inverse"],
        claim: (changes) => table1(format, changes),
      },
      {
        statement: "The row read with 1/ε, as in the text: the entropy grows with 1/ε, as it does with T.",
        changes: [inverse],
        of: ["row"],
        claim: (changes) => table1(format, changes),
      },
    ),
  });
