import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import { truthfulInExpectation, universallyTruthful } from "../../src/notions/truthfulness.js";
import { integersWithoutLog as Z } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { expectation } from "../../src/probability/law.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { reachableFrom, readUtilities } from "./same-coins-player.js";
import { tableClaim } from "./table-claim.js";
import { firstViolation, holds } from "./table-findings.js";
import { liesOf } from "./table-player.js";
import { deviations, environmentOf, type TableCase, type TableSetting, tableCases, tableSituation } from "./tables.js";
import { drawnUtilities, orders, type Utility, utilityCandidates, withUtility } from "./utility-orders.js";

/**
 * Section 2: universal truthfulness is stronger than truthfulness in expectation. It implies it; and it is not implied by
 * it, for which one mechanism is enough: the first table of the canonical order that is a witness.
 */
export const universalImpliesExpectation = (converse = false): Claim<TableCase> => {
  const check = (setting: TableSetting, choices: JsonObject, part: string | undefined) =>
    checkStronger(setting, choices, part === "strictly", converse);
  const claim = tableClaim({
    id: "cckmv/fact-2-universal-implies-expectation",
    place: "Section 2, universal truthfulness",
    statement:
      "Universal truthfulness, U_i(θ_i, M(θ_i, θ_{-i}; r)) ≥ U_i(θ_i, M(θ_i', θ_{-i}; r)) for all r, is a stronger notion than truthfulness in " +
      "expectation, E[U_i(θ_i, M(θ_i, θ_{-i}))] ≥ E[U_i(θ_i, M(θ_i', θ_{-i}))].",
    hypotheses: ["no privacy utilities"],
    readings: readingsOf({ part: ["implies", "strictly"] }),
    switchMeanings: {
      implies: "universal truthfulness implies truthfulness in expectation",
      strictly: "some mechanism is truthful in expectation and not universally",
    },
    argument:
      "Any finite mechanism and U_i: E[U_i(θ_i, M(θ_i))] − E[U_i(θ_i, M(θ_i'))] = Σ_r Pr[r]·(U_i(θ_i, M(θ_i; r)) − U_i(θ_i, M(θ_i'; r))), and " +
      "universal truthfulness says that no term is negative. Every order of the outcomes is tried besides.",
    decide(R, situation, environment, { part }) {
      const tried = orders(environment.outcomes.length);
      const pairs = deviations(environment.types);
      const notions = (u: Utility, [truth, lie]: (typeof pairs)[number]) => {
        const under = withUtility(R, situation, u);
        const both = [universallyTruthful(R, under, truth, lie), truthfulInExpectation(R, under, truth, lie)].map(
          holds,
        );
        return { universal: both[0]!, expected: both[1]! };
      };
      if (part === "strictly") {
        const found = separating(environment, (u, pair) => notions(u, pair));
        return { hypotheses: "inside", conclusion: found ? "holds" : "fails", witness: { ...found } };
      }
      const stands = pairs.every((pair) =>
        tried.every((u) => {
          const { universal, expected } = notions(u, pair);
          return converse ? universal || !expected : expected || !universal;
        }),
      );
      return { hypotheses: "inside", conclusion: stands ? "holds" : "fails", witness: {} };
    },
    choices: (environment, { part }) =>
      firstViolation(environment, utilityCandidates, (setting, choices) => check(setting, choices, part)),
    check: (setting, choices, { part }) => check(setting, choices, part),
    drawnCorners: ["truthful", "not truthful"],
    drawChoices: () => drawnUtilities,
    evidence: (_budget, { part }): JsonObject => (part === "strictly" ? witness().evidence : {}),
  });
  return {
    ...claim,
    domain: (budget, switches) =>
      switches.part === "strictly"
        ? {
            description:
              "one mechanism: the first table, by types and coins, that is truthful in expectation and not universally",
            argument: "A witness proves that there is one.",
            cases: [witness().c],
            exhaustive: true,
            draws: 0,
          }
        : claim.domain(budget, switches),
  };
};

type Notions = (
  u: Utility,
  pair: readonly [number, number],
) => { readonly universal: boolean; readonly expected: boolean };

/** A type with utilities that is truthful in expectation whatever the lie, and not universally; the other types have 0. */
function separating(environment: TableEnvironment, notions: Notions): { truth: number; utility: string[] } | undefined {
  for (let truth = 0; truth < environment.types; truth++) {
    const pairs = deviations(environment.types).filter(([type]) => type === truth);
    const utility = orders(environment.outcomes.length).find((u) => {
      const all = pairs.map((pair) => notions(u, pair));
      return all.every(({ expected }) => expected) && !all.every(({ universal }) => universal);
    });
    if (utility) return { truth, utility: utility.map(String) };
  }
  return undefined;
}

/** The smallest witness and how many tables come before it. */
function witness(): { readonly c: TableCase; readonly evidence: JsonObject } {
  for (const [i, c] of tableCases("gate").entries()) {
    const environment = environmentOf(c);
    const situation = tableSituation(Z, environment);
    const found = separating(environment, (u, [truth, lie]) => {
      const under = withUtility(Z, situation, u);
      return {
        universal: holds(universallyTruthful(Z, under, truth, lie)),
        expected: holds(truthfulInExpectation(Z, under, truth, lie)),
      };
    });
    if (found) return { c, evidence: { witness: { columns: c.columns, ...found }, "tables before it": i } };
  }
  throw new RangeError("witness: expected one among the tables of the gate");
}

function checkStronger(setting: TableSetting, choices: JsonObject, strictly: boolean, converse: boolean) {
  const { R, situation, report, environment } = setting;
  const utilities = readUtilities(choices.outcomeUtility, setting);
  const utility = utilities[report]!;
  const mean = (type: number, by = report) => {
    const { numerator, denominator } = expectation(R, situation.law(type), (o) => utilities[by]![o]!);
    return Q.divide(numerator, denominator);
  };
  const everyType = deviations(environment.types).every(
    ([type, lie]) => Q.compare(mean(type, type), mean(lie, type)) >= 0,
  );
  const lies = liesOf(setting, choices);
  const compared = lies.map((lie) => ({ lie, gain: Q.subtract(mean(report), mean(lie)) }));
  const pairs = lies.flatMap((lie) => reachableFrom(setting, report, lie).map((pair) => ({ lie, pair })));
  const drop = pairs.map(({ lie, pair: [o, p] }) => ({
    lie,
    pair: [o, p],
    gain: Q.subtract(utility[o]!, utility[p]!),
  }));
  const least = <T extends { gain: Q.Rational }>(all: readonly T[]): T | undefined =>
    all.length === 0 ? undefined : all.reduce((most, next) => (Q.compare(next.gain, most.gain) < 0 ? next : most));
  const [onAverage, atCoin] = [least(compared)!, least(drop)];
  const universal = atCoin === undefined || atCoin.gain.numerator >= 0n;
  const expected = onAverage.gain.numerator >= 0n;
  const corners = [universal ? "truthful" : "not truthful"];
  const common = { choices: { ...choices, truth: report }, corners };
  const explanation = `the expected gain of the truth is ${Q.printRational(onAverage.gain)}, the least gain at one coin ${Q.printRational(atCoin?.gain ?? Q.zero)}`;
  if (strictly || converse) {
    // The converse asks for no loss at any coin, the witness for one.
    const loss = { left: atCoin?.gain ?? Q.zero, right: Q.zero };
    return {
      ...common,
      ...loss,
      hypotheses: everyType ? ("inside" as const) : ("outside" as const),
      holds: strictly ? !universal : universal,
      inequality: `U_i(θ_i, M(θ_i; r)) - U_i(θ_i, M(θ_i'; r)) ${strictly ? "<" : ">="} 0`,
      larger: strictly ? ("right" as const) : ("left" as const),
      explanation,
    };
  }
  return {
    ...common,
    hypotheses: universal ? ("inside" as const) : ("outside" as const),
    holds: expected,
    inequality: "E[U_i(θ_i, M(θ_i))] >= E[U_i(θ_i, M(θ_i'))]",
    left: mean(report),
    right: mean(onAverage.lie),
    larger: "left" as const,
    choices: { ...common.choices, lie: onAverage.lie },
    explanation,
  };
}
