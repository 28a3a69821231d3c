import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { tableFormat } from "../../src/instance/cckmv-table.js";
import { readList, readProbability, refuse } from "../../src/instance/input.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { canonical } from "../../src/verdict/json.js";
import { everyProfile } from "../cases.js";
import { repairOf } from "../repairs.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { describePriced, pricedCases } from "./priced-cases.js";
import {
  alternativesOf,
  isConstant,
  isFixed,
  isFree,
  isPrivate,
  isTruthful,
  type PricedRule,
  pricedRule,
  readPriced,
  type Worth,
  worstUtility,
} from "./priced-rule.js";

const readings: readonly Reading[] = readingsOf(
  { privacy: ["outcome", "payments"], sign: ["any", "non-negative"], nontrivial: ["price", "allocation"] },
  { depends: ["drawn", "fixed"], ic: ["not-asked", "ic"] },
);

const switchMeanings: Readonly<Record<string, string>> = {
  outcome: "private is the outcome alone, as Definition 1 says",
  payments: "private is the outcome together with what the agent pays",
  any: "payments may be negative",
  "non-negative": "payments are at least 0",
  price: "non-trivial: the agent pays a price other than 0 with positive probability at some report",
  allocation: "non-trivial: the law of the outcome depends on the report",
  drawn: "payments may depend on the outcome drawn",
  fixed: "payments are a function of the reports alone",
  "not-asked": "the mechanism need not be incentive compatible",
  ic: "the mechanism is incentive compatible in expectation, too",
};

/** What a repair changes: the value of a switch. */
const changes: Readonly<Record<string, readonly [key: string, value: string]>> = {
  "payments are private, too": ["privacy", "payments"],
  "payments ≥ 0": ["sign", "non-negative"],
  "non-trivial: a price is charged": ["nontrivial", "price"],
};

const neededFor = ({ switches }: Reading): readonly string[] =>
  Object.entries(changes).flatMap(([change, [key, value]]) => (switches[key] === value ? [] : [change]));

/** Whether the rule is one of which the footnote speaks, incentives apart. */
const isMeant = (rule: PricedRule, { privacy, sign, nontrivial, depends }: Switches): boolean =>
  isPrivate(rule, privacy === "payments") &&
  (sign === "any" || rule.flat().every(({ payment }) => Q.signOfRational(payment) >= 0)) &&
  !(nontrivial === "price" ? isFree(rule) : isConstant(rule)) &&
  (depends === "drawn" || isFixed(rule));

const isAsked = (rule: PricedRule, worth: Worth, { ic }: Switches): boolean =>
  ic === "not-asked" || isTruthful(rule, worth);

const isZeroType = (type: number): boolean => type === 0;

/** Type 0 values nothing, type 1 the alternatives at these values. */
const worthOf = (environment: TableEnvironment, values: readonly Q.Rational[]): Worth => {
  const alternatives = alternativesOf(environment);
  return (type, alternative) => (isZeroType(type) ? Q.zero : values[alternatives.indexOf(alternative)]!);
};

const valuesFor = (environment: TableEnvironment): readonly (readonly string[])[] =>
  everyProfile(["0", "1/2", "1"], alternativesOf(environment).length).filter((row) =>
    row.some((value) => value !== "0"),
  );

const argument =
  "Privacy of the outcome together with payments that are at least 0, any mechanism and ε: at the valuation 0, ex-post IR makes the price 0 with probability 1, so at every other valuation Pr[p_i ≠ 0] ≤ " +
  "e^ε·0 = 0. So where a price is charged, somebody who values nothing must pay it at times.";

/** Footnote 1: no non-trivial private mechanism is individually rational ex post. `made` are the changes of a repair. */
export const footnote1 = (
  made: readonly string[] = [],
  rational: typeof worstUtility = worstUtility,
): Claim<SituationCase> => {
  const under = (switches: Switches): Switches => ({
    ...switches,
    ...Object.fromEntries(made.map((change) => changes[change]!)),
  });
  const claim = situationClaim<Record<string, never>, TableEnvironment, number, number>(tableFormat, {
    id: "hk/footnote-1",
    citation: cite("hk", "Footnote 1"),
    statement:
      "Achieving individual rationality in the ex-post sense is impossible for any non-trivial private mechanism: if a non-trivial mechanism is ε-differentially private for some ε, then at some report, for some realised " +
      "outcome r and payment p_i, v_i(r) − p_i < 0.",
    hypotheses: [
      "the mechanism is private: finitely many outcomes, with finite privacy ratios",
      "the mechanism is not trivial",
    ],
    readings,
    switchMeanings,
    cases: pricedCases,
    describe: describePriced,
    argument,
    corners: {
      "one alternative": ({ environment }) => alternativesOf(environment).length === 1,
      "a payment below 0": ({ environment: { outcomes } }) =>
        outcomes.some((outcome) => Q.signOfRational(readPriced(outcome).payment) < 0),
      "no payments": ({ environment: { outcomes } }) =>
        outcomes.every((outcome) => Q.signOfRational(readPriced(outcome).payment) === 0),
      "both reports lead to the same": ({ environment: { rows } }) => rows[0]!.join() === rows[1]!.join(),
      "one coin": ({ environment: { coins } }) => coins.length === 1,
    },
    decide(R, setting, switches) {
      const { environment, situation } = setting;
      const laws = situation.reports.map((report) => situation.law(report));
      // Only which outcomes are possible counts, and for incentives how likely they are: coins are rational numbers.
      const rule = pricedRule(environment, (report, o) => {
        const entry = laws[report]!.entries.find(({ outcome }) => outcome === o);
        if (entry === undefined || R.sign(entry.weight) <= 0) return Q.zero;
        const coins = environment.coins.filter((_, coin) => environment.rows[report]![coin] === o);
        return coins.reduce(Q.add, Q.zero);
      });
      const outside = { hypotheses: "outside", conclusion: "holds", witness: {} } as const;
      if (!isMeant(rule, under(switches))) return outside;
      const meant = valuesFor(environment)
        .map((row) =>
          worthOf(
            environment,
            row.map((value) => Q.parseRational(value)!),
          ),
        )
        .filter((worth) => isAsked(rule, worth, under(switches)));
      if (meant.length === 0) return outside;
      const broken = meant.some((worth) => Q.signOfRational(rational(rule, worth)) >= 0);
      return {
        hypotheses: "inside",
        conclusion: broken ? "fails" : "holds",
        witness: {},
      };
    },
    choices: {
      values: ({ environment }, { values }) => (values === undefined ? valuesFor(environment) : [values]),
    },
    sides(setting, choices, switches) {
      const { environment } = setting;
      const values = readList(choices.values, "choices.values", readProbability);
      if (values.length !== alternativesOf(environment).length) {
        throw refuse("choices.values", `expected one value for each of ${alternativesOf(environment).join(", ")}`);
      }
      const worth = worthOf(environment, values);
      const rule = pricedRule(environment, (report, o) => setting.chance(report, o));
      const left = rational(rule, worth);
      return {
        hypotheses: isMeant(rule, under(switches)) && isAsked(rule, worth, under(switches)) ? "inside" : "outside",
        left,
        right: Q.zero,
        larger: "right",
        holds: Q.signOfRational(left) < 0,
        inequality: "min over all realised r and p_i of v_i(r) - p_i < 0",
        explanation: `report 0 is of a player who values nothing, report 1 of one who values ${alternativesOf(environment).join(", ")} at ${canonical(choices.values!)}`,
      };
    },
    draws: { gate: 4, standard: 100, deep: 1000 },
    evidence: (_budget, switches) =>
      switches.privacy === "payments" && switches.sign === "non-negative"
        ? {}
        : {
            figure1:
              "The payments of Figure 1 are ex-post IR if and only if p_i ≤ v_i(r) for all r: for constant v_i, where p_i = 0, and for no other v_i that has the value 0 somewhere.",
            scaled:
              "With p_i·b_i(r)/E[b_i] in the place of p_i when r is drawn, Figure 1 stays IC, its outcome ε-private, and it is ex-post IR, because 0 ≤ p_i ≤ E[b_i]; and so it is with p_i − 1, which depends on the reports alone and is never above 0.",
            private:
              "With payments −C drawn with probability (K − p_i)/C, else 0, where K and C are large, even the payments are ε-private, in expectation p_i − K: truthful, and never above 0.",
          },
  });
  return made.length > 0
    ? claim
    : {
        ...claim,
        repair: (reading) => {
          const needed = neededFor(reading);
          return repairOf(reading, {
            statement: `If a mechanism is ε-differentially private, and ${needed.join(", ")}, it is not ex-post IR.`,
            changes: needed,
            claim: (next) => (next.length > 0 ? footnote1(next, rational) : unrepaired(footnote1([], rational))),
          });
        },
      };
};

const unrepaired = ({ repair: _repair, ...claim }: Claim<SituationCase>): Claim<SituationCase> => claim;
