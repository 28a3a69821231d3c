import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives } from "../../src/mechanisms/cckmv/alternatives.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Quotient, Sign } from "../../src/number/ring.js";
import { sideBySide } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import { canonical } from "../../src/verdict/json.js";
import { situationClaim } from "../situation-claim.js";
import { describeTotals, everyTotals, type TotalsByBudget, totalsCorners } from "./totals.js";
import { inOwnSteps } from "./vcg-cases.js";

const sizes: TotalsByBudget = {
  gate: [
    { outcomes: 1, maximum: 1, others: 1 },
    { outcomes: 2, maximum: 1, others: 3 },
    { outcomes: 2, maximum: 2, others: 2 },
    { outcomes: 3, maximum: 1, others: 0 },
  ],
  standard: [
    { outcomes: 1, maximum: 1, others: 1 },
    { outcomes: 1, maximum: 2, others: 1 },
    { outcomes: 2, maximum: 1, others: 8 },
    { outcomes: 2, maximum: 2, others: 4 },
    { outcomes: 2, maximum: 3, others: 3 },
    { outcomes: 3, maximum: 1, others: 2 },
  ],
  deep: [
    { outcomes: 1, maximum: 1, others: 1 },
    { outcomes: 1, maximum: 2, others: 1 },
    { outcomes: 2, maximum: 1, others: 16 },
    { outcomes: 2, maximum: 2, others: 8 },
    { outcomes: 2, maximum: 3, others: 6 },
    { outcomes: 3, maximum: 1, others: 4 },
    { outcomes: 3, maximum: 2, others: 1 },
    { outcomes: 4, maximum: 1, others: 1 },
  ],
};

/** 2⌊|O|/2⌋/|O|: the k of the least e^{kε} that all laws of Mechanism 7.1 with |O| alternatives keep to. */
export function bestExponent({ outcomes }: Alternatives): Q.Rational {
  const size = BigInt(outcomes);
  return Q.rational(size - (size % 2n), size);
}

/** What a control changes: the rate of the noise, or what the exponent of the bound is multiplied with. */
export interface PrivacyControl {
  readonly rate?: Q.Rational;
  readonly factor?: Q.Rational;
}

/**
 * Mechanism 7.1 is ε-differentially private [CCKMV, Lemma 7.2]: as printed for the pair (o*, π). Reports that differ by a
 * constant lead to one law, which makes the constant of an odd |O| better than e^ε; see the argument. Every two reports are
 * compared with e^{kε} itself, and not the largest ratio among them, so that each sign asked for is the same at every ε.
 */
export const lemma72 = ({ rate = Q.one, factor = Q.one }: PrivacyControl = {}): Claim => {
  const exponentAt = (environment: Alternatives, { bound }: Switches): Q.Rational =>
    Q.multiply(factor, bound === "best" ? bestExponent(environment) : Q.one);
  const parameters = Q.equals(rate, Q.one) ? {} : { parameters: { rate: Q.printRational(rate) } };
  return inOwnSteps((step) =>
    situationClaim(noisyVcgFormat, {
      id: "cckmv/lemma-7.2",
      citation: cite("cckmv", "Lemma 7.2"),
      statement:
        "Mechanism 7.1 is ε-differentially private: for all θ_{-i}, θ_i', θ_i'' and (o*, π), " +
        "Pr[M(θ_i', θ_{-i}) = (o*, π)] ≤ e^ε·Pr[M(θ_i'', θ_{-i}) = (o*, π)].",
      hypotheses: ["ε > 0", "M ≥ 1", "|O| ≥ 1"],
      readings: readingsOf({}, { bound: ["printed", "best"], relation: ["at-most", "below"] }),
      switchMeanings: {
        printed: "the bound e^ε of the text",
        best: "the best bound for each |O|: e^{kε} with k = 2⌊|O|/2⌋/|O|, which is ε for even and ε·(|O| − 1)/|O| for odd |O|",
        "at-most": "≤, as in Definition 3.2",
        below: "the bound e^ε is never attained: <",
      },
      step: Q.commonMeasure(step, factor),
      cases: (budget) => everyTotals(sizes[budget]).map((c) => ({ ...c, ...parameters })),
      describe: (budget) => describeTotals(sizes[budget]),
      argument:
        "All |O|, M and θ_{-i}: (o*, π) is a function of the independent V_o, and of their differences alone. So a constant c may be added to θ_i'', and each mass of V_o " +
        "differs by a factor of at most e^{ε|U(θ_i', o) − U(θ_i'', o) − c|/(M|O|)}. With c a median of the differences, which lie in [−M, M], these exponents sum to " +
        "2⌊|O|/2⌋/|O|·ε at most. The factor is attained at V_o on one side of both means only, and every outcome has V_o on both sides: none attains e^ε.",
      corners: totalsCorners,
      draws: { gate: 4, standard: 20, deep: 200 },
      decide(R, setting, switches) {
        const { situation, environment } = setting;
        const reports = situation.extremeReports ?? situation.reports;
        const limit = setting.expEpsilon(exponentAt(environment, switches));
        const laws = reports.map((report) => situation.law(report));
        const least = switches.relation === "below" ? 1 : 0;
        for (const { outcome, weights } of sideBySide(R, laws)) {
          const chances = weights.map((weight, i) => ({ numerator: weight, denominator: laws[i]!.total }));
          const pair = firstBeyond(R, chances, limit, least);
          if (!pair) continue;
          const witness = { outcome, largest: reports[pair[0]], smallest: reports[pair[1]] };
          return { hypotheses: "inside", conclusion: "fails", witness };
        }
        return { hypotheses: "inside", conclusion: "holds", witness: {} };
      },
      choices: {
        outcome: (setting) => setting.outcomes().map(setting.printOutcome),
        largest: ({ situation, printReport }) => (situation.extremeReports ?? situation.reports).map(printReport),
        smallest: ({ situation, printReport }) => (situation.extremeReports ?? situation.reports).map(printReport),
      },
      sides(setting, choices, switches) {
        const { chance, readReport, readOutcome, environment, power, player } = setting;
        const exponent = exponentAt(environment, switches);
        const [high, low] = [choices.largest, choices.smallest].map((report) =>
          chance(readReport(report), readOutcome(choices.outcome)),
        ) as [Q.Rational, Q.Rational];
        const [left, right] = [Q.divide(high, low), power(exponent)];
        const isBelow = switches.relation === "below";
        return {
          left,
          right,
          larger: "right",
          holds: isBelow ? Q.compare(left, right) < 0 : Q.compare(left, right) <= 0,
          inequality: `Pr[M(θ_i') = (o*, π)] / Pr[M(θ_i'') = (o*, π)] ${isBelow ? "<" : "<="} e^{${Q.printRational(exponent)}ε}`,
          explanation:
            `Pr[${canonical(choices.outcome!)}] is ${Q.printRational(high)} if player ${player} reports ${canonical(choices.largest!)} ` +
            `and ${Q.printRational(low)} if ${canonical(choices.smallest!)}`,
        };
      },
      evidence: () => ({
        best:
          "e^{kε} with k = 2⌊|O|/2⌋/|O|: approached, never attained for |O| ≥ 2. |O| = 2: types (M, 0) and (0, M), sums of the others " +
          "S_1 − S_0 = d + M − c, outcome o* = 0 with the gap c + o*/|O| − 1/|O| of alternative 1 revealed, 1 ≤ c ≤ M, d ≥ 0: with a = e^{−ε/(2M)} and κ = (1 + a²)/(1 − a²) " +
          "the ratio is e^ε·(d + κ)/(d + 2M + κ), which tends to e^ε as d → ∞. |O| ≥ 3: one type wants the lower half of the alternatives, the other the upper half, " +
          "the sums of the others ever further apart.",
      }),
    }),
  );
};

/** The first two chances, by number, whose ratio is beyond the bound: bound·low − high < least. */
function firstBeyond<S>(
  R: OrderedRing<S>,
  chances: readonly Quotient<S>[],
  bound: Quotient<S>,
  least: Sign,
): readonly [high: number, low: number] | undefined {
  const times = (factor: S): readonly S[] => chances.map(({ numerator }) => R.multiply(numerator, factor));
  const [scaled, bounded] = [times(bound.denominator), times(bound.numerator)];
  for (const [high, { denominator: highTotal }] of chances.entries()) {
    for (const [low, { denominator: lowTotal }] of chances.entries()) {
      if (high === low) continue;
      const room = R.subtract(R.multiply(bounded[low]!, highTotal), R.multiply(scaled[high]!, lowTotal));
      if (R.sign(room) < least) return [high, low];
    }
  }
  return undefined;
}
