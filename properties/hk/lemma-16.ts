import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { multiItemSamplerFormat } from "../../src/instance/hk-items-sampler.js";
import { permutations, rowsOf } from "../../src/mechanisms/hk/multi-item.js";
import type { CallError } from "../../src/mechanisms/hk/multi-item-sampler.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type Quotient } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { byReading } from "../by-reading.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import {
  drawnTables,
  errorsToward,
  itemCase,
  itemStep,
  printErrors,
  strideOf,
  tableCorners,
  tellingTables,
  type ValueTable,
  valueTables,
  weigh,
  weighExactly,
} from "./item-cases.js";

/** e^{γ/(2n)} of the cases; 1 stands for γ → 0. */
const factors = ["1", "11/10", "2"];

const ownWeight = "the own weight e^{(ε/2)·v_ij} in step (2)";

/** Every list of errors of the two calls that matter with two agents. */
const twoCalls: readonly (readonly CallError[])[] = ([-1, 0, 1] as const).flatMap((first) =>
  ([-1, 0, 1] as const).map((second) => [
    { prefix: [], item: 0, sign: first },
    { prefix: [], item: 1, sign: second },
  ]),
);

const errorsFor = (n: number): readonly (readonly CallError[])[] =>
  n === 1
    ? [[]]
    : n === 2
      ? twoCalls
      : [[], ...permutations(n).flatMap((to) => [errorsToward(to, 1), errorsToward(to, -1)])];

const tablesOf = (budget: Budget): readonly ValueTable[] => [
  ...[1, 2].flatMap((n) => valueTables(n, n)),
  ...(budget === "gate" ? [] : budget === "standard" ? tellingTables(3) : valueTables(3, 3)),
];

const casesOf = (budget: Budget, own: boolean): readonly LawCase[] =>
  tablesOf(budget).flatMap((table) =>
    factors.flatMap((factor) =>
      (factor === "1"
        ? [[]]
        : factor === "2" && (table.length > 2 || budget === "gate")
          ? []
          : errorsFor(table.length)
      ).map((errors) =>
        itemCase(table, {
          ownWeight: own ? "yes" : "no",
          ...(factor !== "1" && { factor }),
          ...(errors.length > 0 && { errors: printErrors(errors) }),
        }),
      ),
    ),
  );

/** A call that may fail for every item that is left, stage by stage. */
const callsOf = (items: number): number =>
  Array.from({ length: items }, (_, stage) => items - stage).reduce((x, y) => x + y, 0);

const shared = {
  citation: cite("hk", "Lemma 16"),
  statement:
    "For any δ ∈ (0, 1), γ > 0 and ε > 0 the sampler, all its permanents right up to a factor e^{±γ/(2n)}, chooses each outcome r with a probability in [e^{−γ}, e^{γ}]·Pr[EXP = r]; and its calls all succeed with probability at least 1 − δ, if each fails with probability at most δ/n².",
  hypotheses: ["ε > 0", "γ ≥ 0, γ = 0 as the limit in which all permanents are exact", "as many items as agents"],
  step: itemStep,
};

/**
 * Lemma 16: the law of the sampler is that of the exponential mechanism up to e^{±γ}. `made` is the change of the repair: an
 * item is drawn with its own weight, as in the marginal that the proof displays.
 */
export const lemma16 = (format = multiItemSamplerFormat, made: readonly string[] = []): Claim => {
  const readings = readingsOf({ ownWeight: ["no", "yes", "failures"] });
  const parts = {
    ...shared,
    id: "hk/lemma-16",
    readings,
    switchMeanings: {
      no: "step (2) to the letter: Pr[j] ∝ x_j",
      yes: "Pr[j] ∝ e^{(ε/2)·v_ij}·x_j, the marginal that the proof displays",
      failures: "the union bound: the failures of all calls of one run, δ/n² each, add up to at most δ",
    },
    corners: tableCorners,
  };
  const all = {
    ...parts,
    repair: repairedBy({
      statement: "The lemma holds where step (2) draws item j with Pr[j] ∝ e^{(ε/2)·v_ij}·x_j.",
      changes: [ownWeight],
      of: ["no"],
      claim: (changes) => lemma16(format, changes),
    }) as never,
  };
  const isOwn = (switches: Switches): boolean => switches.ownWeight === "yes" || made.includes(ownWeight);
  return byReading(all, (switches) =>
    switches.ownWeight === "failures"
      ? failures(format, parts)
      : lawClaim(format, {
          ...parts,
          cases: (budget) => casesOf(budget, isOwn(switches)),
          describe: (budget) =>
            `e^{γ/(2n)} = ${budget === "gate" ? "1, 11/10" : "1, 11/10, 2"}; one and two agents with every table of values 0 and 1 and every error of the calls${budget === "gate" ? "" : `; three agents with ${budget === "standard" ? "telling tables" : "every table of values 0 and 1"}, and the errors that make each outcome most and least likely, at e^{γ/(2n)} = 11/10`}`,
          ...(isOwn(switches) && {
            argument:
              "All n: given the items before, Pr[j] = a_j·x_j/Σ_k a_k·x_k, monotone in each x, so within e^{±γ/n} of the right marginal, the last one exactly; n − 1 stages give e^{±γ(n−1)/n}.",
          }),
          decide(R, setting) {
            const { environment, profile, outcomes, parameters } = setting;
            const right = weigh(coarser(R, strideOf(environment)), environment.grid, rowsOf(profile), outcomes);
            const { entries, total } = setting.law();
            const bound = integerQuotient(R.integer, power(parameters.factor, 2 * environment.items));
            const ratios = entries.flatMap(({ weight }, k) => {
              const [here, there] = [R.multiply(weight, right.total), R.multiply(right.terms[k]!.weight, total)];
              return [over(here, there), over(there, here)];
            });
            const failing = ratios.find((ratio) => compareQuotients(R, ratio, bound) > 0);
            return {
              hypotheses: parameters.factor.numerator === parameters.factor.denominator ? "boundary" : "inside",
              conclusion: failing ? "fails" : "holds",
              witness: {},
              sides: { left: failing ?? ratios[0]!, right: bound, larger: "right" },
            };
          },
          choices: () => ({ outcome: (setting) => setting.outcomes.map(setting.printOutcome) }),
          completed: ["outcome"],
          sides(setting, choices) {
            const { profile, outcomes, parameters, environment } = setting;
            const right = weighExactly(setting, rowsOf(profile), outcomes);
            const k = outcomes.findIndex((outcome) => `${outcome}` === `${choices.outcome}`);
            const drawn = setting.chances.find(({ outcome }) => `${outcome}` === `${outcomes[k]}`)?.chance ?? Q.zero;
            const exact = Q.divide(right.terms[k]!.weight, right.total);
            const ratio = Q.divide(drawn, exact);
            return {
              hypotheses: Q.equals(parameters.factor, Q.one) ? "boundary" : "inside",
              left: Q.maximum(ratio, Q.divide(Q.one, ratio)),
              right: power(parameters.factor, 2 * environment.items),
              larger: "right",
              inequality: "max(Pr[r] / Pr[EXP = r], Pr[EXP = r] / Pr[r]) <= e^γ",
              explanation: `Pr[r] = ${Q.printRational(drawn)}, Pr[EXP = r] = ${Q.printRational(exact)}`,
            };
          },
          draw: () =>
            drawnTables(3).map((table) => {
              const errors = errorsToward(permutations(table.length).at(-1)!, 1);
              return itemCase(table, {
                ownWeight: isOwn(switches) ? "yes" : "no",
                factor: "3/2",
                ...(errors.length > 0 && { errors: printErrors(errors) }),
              });
            }),
          draws: { gate: 10, standard: 60, deep: 600 },
          evidence: () => (isOwn(switches) ? ownEvidence : letterEvidence),
        }),
  );
};

const ownEvidence = {
  bestConstant:
    "e^{γ(n−1)/n}, since the last agent takes what is left; approached for ε → ∞ where no agent but the last gets an item that she values, and all others value it",
  exact: "with exact permanents (γ → 0) the law is that of the exponential mechanism",
  independence:
    "where success of the calls depends on the items given, the law given success may be off by a further 1/(1 − δ); without conditioning the law is within δ, in total variation, of one in the interval",
  recursion:
    "if the recursion took its own number k of agents in the place of n, the factors would be e^{γ/k}, with the product e^{γ·(1 + 1/2 + … + 1/n)}",
};
const letterEvidence = {
  first: "agent 0 gets an item with a chance in which her own values do not occur at all",
  ratio:
    "n = 2, values (1, 0) and (0, 0): Pr[r] = 1/2 for both outcomes, and e^{ε/2}/(e^{ε/2} + 1) for the exponential mechanism, a ratio that goes to ∞ beside (1 + e^{ε/2})/2",
};

/** The union bound, at tables that are telling for up to five agents; δ cancels. */
const failures = (
  format: typeof multiItemSamplerFormat,
  parts: typeof shared & Pick<Claim, "id" | "readings"> & { readonly corners: typeof tableCorners },
) =>
  lawClaim(format, {
    ...parts,
    cases: (budget) =>
      (budget === "gate" ? [1, 2, 3] : [1, 2, 3, 4, 5])
        .flatMap((n) => tellingTables(n).slice(0, 3))
        .map((table) => itemCase(table, { ownWeight: "yes" })),
    describe: (budget) => `n = 1 to ${budget === "gate" ? 3 : 5}; the table of values does not matter`,
    argument:
      "All n: n − i calls at stage i, n(n + 1)/2 ≤ n² in all. Given the items before, each fails with probability at most δ/n².",
    decide(R, { environment: { items } }) {
      const left = over(R.integer(BigInt(items) * BigInt(items + 1)), R.integer(2n * BigInt(items) * BigInt(items)));
      const right = over(R.one, R.one);
      const conclusion = compareQuotients(R, left, right) <= 0 ? "holds" : "fails";
      return { hypotheses: "inside", conclusion, witness: {}, sides: { left, right, larger: "right" } };
    },
    sides({ environment: { items } }) {
      return {
        left: Q.rational(BigInt(callsOf(items)), BigInt(items) * BigInt(items)),
        right: Q.one,
        larger: "right",
        inequality: "(number of calls)/n^2 <= 1, so that all fail with probability at most δ",
        explanation: `${callsOf(items)} calls of one run, ${items} agents`,
      };
    },
    draws: { gate: 2, standard: 10, deep: 20 },
    evidence: () => ({
      bestConstant:
        "δ·(n + 1)/(2n): about δ/2 for many agents, δ for one. All calls that may ever be made are far more, but one run makes these only",
    }),
  });

const power = (x: Q.Rational, k: number): Q.Rational => Q.integerPower(x, BigInt(k));

/** A number as a quotient of two constants of a ring. */
const integerQuotient = <S>(integer: (n: bigint) => S, { numerator, denominator }: Q.Rational): Quotient<S> =>
  over(integer(numerator), integer(denominator));
