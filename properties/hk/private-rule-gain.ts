import type { Budget, Claim } from "../../src/claim/claim.js";
import { tableFormat } from "../../src/instance/cckmv-table.js";
import { readList, readProbability } from "../../src/instance/input.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import { tightestRatio } from "../../src/notions/differential-privacy.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, sum } from "../../src/number/ring.js";
import { probabilities } from "../../src/probability/law.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { environmentOf, tableCases, tableInstance } from "../cckmv/tables.js";
import type { ExactSetting, SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import { boundSide, type GainBound, isWithin, printBound } from "./gain-bounds.js";

type Nothing = Record<string, never>;

/** What a claim about all private rules says for itself. */
export type AnyRule = Pick<
  SituationClaim<Nothing, TableEnvironment, number, number>,
  "id" | "citation" | "statement" | "hypotheses" | "readings" | "switchMeanings"
> & { readonly step: Q.Rational; readonly bound: GainBound };

const tableBudget = { gate: "gate", standard: "gate", deep: "standard" } as const;

const casesAt = (budget: Budget): readonly SituationCase[] =>
  tableCases(tableBudget[budget]).map((c) => {
    const instance = tableInstance(environmentOf(c), 0);
    return { environment: instance.environment as JsonObject, reports: instance.reports as readonly Json[] };
  });

/**
 * Any rule that is ε-differentially private, without payments: at fixed other reports two laws P, P′ with ratios in [e^{−ε}, e^ε],
 * and the largest gain over valuations in [0, 1] is the sum of P′ − P where that is above 0.
 */
export const anyRuleClaim = ({ bound, ...shared }: AnyRule): Claim<SituationCase> =>
  situationClaim<Nothing, TableEnvironment, number, number>(tableFormat, {
    ...shared,
    cases: casesAt,
    describe: (budget) =>
      `every table of two reports with equally likely coins, up to ${budget === "deep" ? "eight coins and two outcomes, five and three" : "four coins and two outcomes, three and three"}, every valuation`,
    argument:
      "All finite laws P, P′ with ratios in [e^{−ε}, e^ε]: with A the outcomes where P′ is larger, P′(A) ≤ e^ε·P(A) and 1 − P(A) ≤ e^ε·(1 − P′(A)), so that P′(A) − P(A) ≤ (e^ε − 1)/(e^ε + 1) ≤ " +
      "ε/2. Randomized response attains it.",
    corners: {
      "one outcome": ({ environment }) => environment.outcomes.length === 1,
      "more than two outcomes": ({ environment }) => environment.outcomes.length > 2,
      "values between 0 and 1": () => true,
      "one report leads nowhere else": ({ environment: { rows } }) => rows[0]!.join() === rows[1]!.join(),
    },
    hypothesesAt: () => "inside",
    decide(R, setting) {
      const { situation, type } = setting;
      const power = setting.expEpsilon(Q.one);
      const { ratio } = tightestRatio(R, situation);
      const order = ratio === "infinity" ? 1 : compareQuotients(R, ratio, power);
      if (order > 0) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const truth = situation.law(type);
      const chance = probabilities(R, truth);
      const failing = situation.reports.find((lie) => {
        const { entries, total } = situation.law(lie);
        const gains = entries
          .map(({ outcome, weight }) =>
            R.subtract(R.multiply(weight, truth.total), R.multiply(chance(outcome).numerator, total)),
          )
          .filter((gain) => R.sign(gain) > 0);
        const gain = { numerator: sum(R, gains), denominator: R.multiply(truth.total, total) };
        return !isWithin(R, shared.step, power, gain, bound);
      });
      return {
        hypotheses: order === 0 ? "boundary" : "inside",
        conclusion: failing === undefined ? "holds" : "fails",
        witness: failing === undefined ? {} : { lie: failing },
      };
    },
    choices: {
      lie: (setting) => setting.situation.reports as readonly number[],
      values: (setting, { lie }) => [bestValues(setting, lie as number)],
    },
    sides(setting, choices) {
      const lie = setting.readReport(choices.lie);
      const values = readList(choices.values, "choices.values", readProbability);
      const outcomes = setting.outcomes();
      const worth = (report: number | null): Q.Rational =>
        outcomes.map((o, i) => Q.multiply(setting.chance(report, o), values[i] ?? Q.zero)).reduce(Q.add, Q.zero);
      const left = Q.subtract(worth(lie), worth(setting.type));
      const { ratio } = tightestRatio(setting.R, setting.situation);
      const order =
        ratio === "infinity" ? 1 : Q.compare(Q.divide(ratio.numerator, ratio.denominator), setting.power(Q.one));
      return {
        hypotheses: order > 0 ? "outside" : order === 0 ? "boundary" : "inside",
        left,
        right: boundSide(setting.epsilon!, () => setting.power(Q.one), bound),
        larger: "right",
        inequality: `E[v_i(r)] at the lie - E[v_i(r)] at the truth <= ${printBound(bound)}`,
        explanation: `she values the outcomes ${values.map(Q.printRational).join(", ")} and expects ${Q.printRational(worth(setting.type))} from the truth, ${Q.printRational(worth(lie))} from report ${lie}`,
      };
    },
    evidence: () => ({
      bestBound:
        "tanh(ε/2), attained by randomized response for every ε: outcomes 0 and 1 with the odds e^ε : 1 for one report and 1 : e^ε for the other",
    }),
  });

/** 1 where the lie makes an outcome likelier, else 0. */
const bestValues = (setting: ExactSetting<Nothing, TableEnvironment, number, number>, lie: number): Json =>
  setting.outcomes().map((o) => (Q.compare(setting.chance(lie, o), setting.chance(setting.type, o)) > 0 ? "1" : "0"));
