import fc from "fast-check";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import { truthful, truthfulInExpectation, universallyTruthful } from "../../src/notions/truthfulness.js";
import { integersWithoutLog as Z } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import { expectation } from "../../src/probability/law.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type Pair, reachableFrom, readUtilities } from "./same-coins-player.js";
import { tableClaim } from "./table-claim.js";
import { allOf, firstViolation, liesOf, printByOutcome } from "./table-player.js";
import {
  deviations,
  environmentOf,
  onlyCoin,
  type TableCase,
  type TableSetting,
  tableCases,
  tableSituation,
} from "./tables.js";

/** Section 2: truthfulness of randomized mechanisms without privacy utilities, for a player who reports her type. */

type Utility = readonly bigint[];

/** Every order of k outcomes, ties included, as utilities 0, …, k − 1: what comparisons of single outcomes can see. */
function orders(k: number): readonly Utility[] {
  const utilities = knownOrders.get(k) ?? words(k, k);
  knownOrders.set(k, utilities);
  return utilities;
}

const knownOrders = new Map<number, readonly Utility[]>();

const words = (length: number, values: number): readonly Utility[] =>
  length === 0
    ? [[]]
    : words(length - 1, values).flatMap((word) => Array.from({ length: values }, (_, v) => [...word, BigInt(v)]));

const withUtility = <S>(R: OrderedRing<S>, situation: Situation<number, number, S>, utility: Utility) => ({
  ...situation,
  payoff: (_type: number, _report: number, outcome: number) => R.integer(utility[outcome]!),
});

const holds = ({ conclusion }: Finding<unknown>): boolean => conclusion === "holds";

/** How the two sides of the equivalence speak of utilities. */
type Quantifier = "same" | "all" | "printed";

/**
 * Section 2: M is universally truthful if and only if M(·; r) is a truthful deterministic mechanism for every r. The text
 * takes universal truthfulness for all utility functions U_i, and truthfulness (1) for the U_i of the problem; it is read
 * with the same U_i, or with all U_i, on both sides, and as it is printed.
 */
export const universalEachCoin = (
  coins: "every coin" | "the first coin" = "every coin",
  sameUtility = false,
): Claim<TableCase> => {
  const read = (quantifier: string | undefined): Quantifier => (sameUtility ? "same" : (quantifier as Quantifier));
  const check = (setting: TableSetting, choices: JsonObject, quantifier: Quantifier) =>
    checkEachCoin(setting, choices, quantifier, coins);
  return tableClaim({
    id: "cckmv/fact-2-universal-each-coin",
    place: "Section 2, after universal truthfulness",
    statement:
      "M being universally truthful, U_i(θ_i, M(θ_i, θ_{-i}; r)) ≥ U_i(θ_i, M(θ_i', θ_{-i}; r)) for all θ_i, θ_i', θ_{-i} and r, is equivalent " +
      "to saying that for every r, M(·; r) is a deterministic truthful mechanism.",
    hypotheses: ["no privacy utilities", "every r has positive probability"],
    readings: readingsOf({ utilities: ["same", "all", "printed"] }),
    switchMeanings: {
      same: "both sides for one and the same U_i",
      all: "both sides for all U_i",
      printed: "the left side for all U_i, as in its definition, the right side for the U_i of the problem, as in (1)",
    },
    argument:
      "Any finite mechanism: both sides compare U_i(θ_i, ·) at the same pairs of outcomes, those that one r leads to. More outcomes: " +
      "they see only in which order U_i(θ_i, ·) puts the outcomes, and every order of k outcomes is tried.",
    decide(R, situation, environment, { utilities }) {
      const quantifier = read(utilities);
      const single = environment.coins
        .map((_, r) => tableSituation(R, onlyCoin(environment, r)))
        .slice(0, coins === "every coin" ? undefined : 1);
      const tried = orders(environment.outcomes.length);
      return allOf(
        deviations(environment.types).map(([truth, lie]) => {
          const universal = (u: Utility) => holds(universallyTruthful(R, withUtility(R, situation, u), truth, lie));
          const eachCoin = (u: Utility) =>
            single.every((coin) => holds(truthful(R, withUtility(R, coin, u), truth, lie)));
          const agree = {
            same: () => tried.every((u) => universal(u) === eachCoin(u)),
            all: () => tried.every(universal) === tried.every(eachCoin),
            printed: () => tried.every((u) => tried.every(universal) === eachCoin(u)),
          }[quantifier]();
          return { hypotheses: "inside", conclusion: agree ? "holds" : "fails", witness: { truth, lie } };
        }),
      );
    },
    choices: (environment, { utilities }) =>
      firstViolation(environment, utilityCandidates, (setting, choices) => check(setting, choices, read(utilities))),
    check: (setting, choices, { utilities }) => check(setting, choices, read(utilities)),
    drawnCorners: ["truthful", "not truthful"],
    drawChoices: () => drawnUtilities,
    repair: (reading) =>
      reading.switches.utilities === "printed" && !sameUtility
        ? {
            statement: "As printed, for the same U_i on both sides.",
            changes: ["the same U_i"],
            reading,
            claim: (undone) => universalEachCoin(coins, undone === undefined),
          }
        : undefined,
  });
};

/** Both truth values, 1 for true. Without utilities the worst of all orders. */
function checkEachCoin(setting: TableSetting, choices: JsonObject, quantifier: Quantifier, coins: string) {
  const utilities = readUtilities(choices.outcomeUtility, setting);
  const { environment, report } = setting;
  const used = environment.coins.flatMap((weight, r) => (weight.numerator > 0n ? [r] : []));
  const compared =
    choices.lie === undefined
      ? deviations(environment.types)
      : liesOf(setting, choices).map((lie) => [report, lie] as const);
  const outcome = (r: number, type: number) =>
    setting
      .atCoin(r)
      .law(type)
      .entries.find((e) => e.weight.numerator > 0n)!.outcome;
  const prefers = (type: number, [o, p]: Pair) => Q.compare(utilities[type]![o]!, utilities[type]![p]!) >= 0;
  const pairs = compared.flatMap(([type, lie]) => reachableFrom(setting, type, lie).map((pair) => ({ type, pair })));
  const universal = quantifier === "same" ? pairs.every(({ type, pair }) => prefers(type, pair)) : pairs.length === 0;
  const tested = coins === "every coin" ? used : used.slice(0, 1);
  const eachCoin = tested.every((r) =>
    compared.every(([type, lie]) => {
      const pair = [outcome(r, type), outcome(r, lie)] as const;
      return quantifier === "all" ? pair[0] === pair[1] : prefers(type, pair);
    }),
  );
  const [left, right] = [universal, eachCoin].map((x) => (x ? Q.one : Q.zero)) as [Q.Rational, Q.Rational];
  return {
    hypotheses: "inside" as const,
    holds: universal === eachCoin,
    inequality: "[M is universally truthful] = [every M(·; r) is truthful]",
    left,
    right,
    larger: "left" as const,
    choices: { ...choices, truth: report },
    explanation: `the outcomes that differ under the same coins are ${pairs.map(({ type, pair }) => `(${pair.map(setting.printOutcome).join(", ")}) for type ${type}`).join(", ") || "none"}; 1 stands for true`,
    corners: [universal ? "truthful" : "not truthful"],
  };
}

/** All orders as outcome utilities of the type, 0 for the other types. */
function* utilityCandidates({ environment, report }: TableSetting): Generator<JsonObject> {
  const none = environment.outcomes.map(() => Q.zero);
  for (const utility of orders(environment.outcomes.length)) {
    const rows = Array.from({ length: environment.types }, (_, type) =>
      printByOutcome(type === report ? utility.map((u) => Q.rational(u)) : none, environment),
    );
    yield { outcomeUtility: rows };
  }
}

const drawnUtilities = fc.array(fc.bigInt({ min: -3n, max: 3n }), { minLength: 12, maxLength: 12 }).map(
  (values) =>
    ({ environment }: TableSetting): JsonObject => ({
      outcomeUtility: Array.from({ length: environment.types }, (_, type) =>
        printByOutcome(
          environment.outcomes.map((_, o) => Q.rational(values[(4 * type + o) % 12]!)),
          environment,
        ),
      ),
    }),
);

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
