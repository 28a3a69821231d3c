import fc from "fast-check";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { readIndex, readList, refuse } from "../../src/instance/input.js";
import { type Adversary, posterior } from "../../src/mechanisms/cckmv/bayes-posterior.js";
import * as Q from "../../src/number/rational.js";
import { compareRatios, totalVariation } from "../../src/probability/divergence.js";
import { over } from "../../src/verdict/finding.js";
import { repairOf } from "../repairs.js";
import { beliefClaim } from "./belief-claim.js";
import { type BeliefCase, bayesRule, beliefInstance } from "./beliefs.js";
import { nothingSeen } from "./fact-8-posterior-factor.js";

type Strategy = Adversary["strategy"];

/** The strategy that enters Bayes' rule, from what the adversary believes and what the player does. */
export type Entering = (believed: Strategy, actual: Strategy) => Strategy;

const asPrinted: Entering = (believed) => believed;
const finiteRatio = "x < ∞";

/**
 * "How a Bayesian adversary updates its beliefs about player i based on the outcome do not depend on the actual strategy
 * played by i, but rather on the adversary's beliefs about that strategy, denoted by S_i" [CCKMV, Section 8]: for one T_i, S_i
 * and outcome, any two actual strategies σ, σ′ lead to the same T′_i, since σ does not occur in Bayes' rule. What can fail is
 * that there is no T′_i: if the player departs from S_i, the adversary may see what she deems impossible. That needs
 * x = ∞. `entering` puts another strategy into the rule: a control.
 */
export const strategyIndependent = (
  entering: Entering = asPrinted,
  changes: readonly string[] = [],
): Claim<BeliefCase> => {
  const finite = changes.includes(finiteRatio);
  return beliefClaim({
    id: "cckmv/fact-8-strategy-independent",
    place: "Section 8, after Bayes' rule",
    statement:
      "How a Bayesian adversary with beliefs T_i and S_i updates T_i to T_i' upon seeing o does not depend on the strategy σ: Θ → Θ that player i " +
      "actually follows, but on S_i: for all σ, σ' and o, T_i' is the same law whether she plays σ or σ'.",
    hypotheses: ["o has positive probability under σ and under σ'", ...(finite ? ["x < ∞"] : [])],
    readings: readingsOf({}, { seen: ["believed", "actual"] }),
    switchMeanings: {
      believed: "o has positive probability under T_i and S_i too, so that Bayes' rule applies",
      actual: "whatever is seen must lead to a posterior, whether T_i and S_i give it positive probability or not",
    },
    argument:
      "All beliefs: the rule is a function of T_i, S_i and the likelihoods of o. Where x < ∞, an outcome that one report can produce has " +
      "positive probability under every S_i.",
    decide(R, adversary, { seen }) {
      const rule = updater((strategy) => posterior(R, { ...adversary, strategy }));
      const updates = strategiesLeadingTo(adversary).map((reports) => ({
        reports,
        after: rule(entering(adversary.strategy, rowsOf(reports))),
      }));
      const first = updates[0];
      const defined = seen === "actual" || rule(adversary.strategy) !== undefined;
      if (!first || !defined || (finite && excludes(adversary))) return outside;
      const sides = updates.map(({ reports, after }) => ({
        reports,
        left: after && first.after ? totalVariation(R, first.after, after) : ("infinity" as const),
      }));
      const worst = sides.reduce((most, next) => (compareRatios(R, next.left, most.left) > 0 ? next : most));
      const none = over(R.zero, R.one);
      return {
        hypotheses: "inside",
        conclusion: compareRatios(R, worst.left, none) > 0 ? "fails" : "holds",
        witness: { actual: first.reports, other: worst.reports },
        sides: { left: worst.left, right: none },
      };
    },
    check(adversary, choices, { seen }) {
      const all = strategiesLeadingTo(adversary);
      const rule = updater((strategy) => bayesRule({ ...adversary, strategy }));
      const update = (reports: readonly number[]) => rule(entering(adversary.strategy, rowsOf(reports)));
      const chosen = (name: "actual" | "other", otherwise: readonly number[] | undefined) =>
        choices[name] === undefined ? otherwise : readReports(choices[name], `choices.${name}`, adversary.prior.length);
      const actual = chosen("actual", all[0]);
      if (!actual) return { ...nothingSeen, choices, explanation: "no report produces the outcome" };
      const distance = (reports: readonly number[]) => apartBy(update(actual), update(reports));
      const other = chosen(
        "other",
        all.reduce((most, next) => (Q.atMost(distance(next), distance(most)) ? most : next), actual),
      )!;
      const leads = [actual, other].every((reports) => leadsTo(adversary, reports));
      const defined = seen === "actual" || rule(adversary.strategy) !== undefined;
      const left = distance(other);
      const explanation =
        `if she plays σ the posterior is ${inWords(update(actual))}, ` +
        `if she plays σ' it is ${inWords(update(other))}`;
      return {
        hypotheses: !leads || !defined || (finite && excludes(adversary)) ? "outside" : "inside",
        holds: left !== "infinity" && Q.signOfRational(left) === 0,
        ...(left === "infinity"
          ? { inequality: "0 < Pr[M(S_i(T_i), θ_{-i}) = o]", left: Q.zero, right: Q.zero }
          : { inequality: "SD(T_i' after σ, T_i' after σ') <= 0", left, right: Q.zero }),
        larger: "right",
        choices: { ...choices, actual, other },
        explanation,
      };
    },
    drawChoices: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }).map((draws) => ({ prior }) => {
      const strategyFrom = (first: number) => prior.map((_, t) => draws[first + t]! % prior.length);
      return { actual: strategyFrom(0), other: strategyFrom(4) };
    }),
    evidence: () => ({
      dependsOnBelief: {
        told: "The same prior and outcome with S_i truthful and with S_i pooling: the belief moves, and does not.",
        instances: [
          beliefInstance({
            ...toldApart,
            strategy: [
              [1, 0],
              [0, 1],
            ],
          }),
          beliefInstance({
            ...toldApart,
            strategy: [
              [1, 1],
              [1, 1],
            ],
          }),
        ],
      },
    }),
    repair: (reading) =>
      reading.switches.seen === "believed" || changes.length > 0 || entering !== asPrinted
        ? undefined
        : repairOf(reading, {
            statement: "As printed, where x < ∞: then whatever is seen leads to a posterior.",
            changes: [finiteRatio],
            claim: (kept) => strategyIndependent(entering, kept),
          }),
  });
};

const toldApart = { prior: [1, 1], likelihood: [1, 2] } as const;
const outside = { hypotheses: "outside", conclusion: "holds", witness: {} } as const;

/** Every σ: Θ → Θ, by its reports type by type. */
function actualStrategies(types: number): readonly (readonly number[])[] {
  let lists: readonly (readonly number[])[] = [[]];
  for (let t = 0; t < types; t++) {
    lists = lists.flatMap((list) => Array.from({ length: types }, (_, report) => [...list, report]));
  }
  return lists;
}

/** Those under which some type, whatever its prior, may lead to the outcome. */
const strategiesLeadingTo = (adversary: Adversary): readonly (readonly number[])[] =>
  actualStrategies(adversary.prior.length).filter((reports) => leadsTo(adversary, reports));

const leadsTo = ({ likelihood }: Adversary, reports: readonly number[]): boolean =>
  reports.some((report) => Q.signOfRational(likelihood[report]!) > 0);

/** Whether some report excludes the outcome: x = ∞, where another does not. */
const excludes = ({ likelihood }: Adversary): boolean => likelihood.some((l) => Q.signOfRational(l) === 0);

/** The rule, applied once to every strategy that is asked for. */
function updater<L>(rule: (strategy: Strategy) => L): (strategy: Strategy) => L {
  const known = new Map<Strategy, L>();
  return (strategy) => {
    if (!known.has(strategy)) known.set(strategy, rule(strategy));
    return known.get(strategy)!;
  };
}

const rowsOf = (reports: readonly number[]): Strategy =>
  reports.map((report) => reports.map((_, r) => (r === report ? Q.one : Q.zero)));

function readReports(value: unknown, field: string, types: number): readonly number[] {
  const reports = readList(value, field, (report, at) => readIndex(report, at, types, "type"));
  if (reports.length !== types) throw refuse(field, `expected one report for each of ${types} types`);
  return reports;
}

/** SD of two posteriors; ∞ where one of them does not exist. */
function apartBy(x: readonly Q.Rational[] | undefined, y: readonly Q.Rational[] | undefined): Q.Extended {
  if (!x || !y) return "infinity";
  return x.map((p, t) => Q.maximum(Q.subtract(p, y[t]!), Q.zero)).reduce(Q.add);
}

const inWords = (law: readonly Q.Rational[] | undefined): string => law?.map(Q.printRational).join(", ") ?? "undefined";
