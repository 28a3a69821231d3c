import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { beside, others, size } from "../../src/game/profile.js";
import { multiItemSamplerFormat } from "../../src/instance/hk-items-sampler.js";
import type { ItemValues } from "../../src/instance/hk-items-work.js";
import { readIndex, readPositive, refuse } from "../../src/instance/input.js";
import { integersOf } from "../../src/instance/weights.js";
import { paymentForm } from "../../src/mechanisms/hk/figure-1.js";
import { type Items, rowsOf } from "../../src/mechanisms/hk/multi-item.js";
import { multiItemFigure } from "../../src/mechanisms/hk/multi-item-figure.js";
import type { SamplerParameters } from "../../src/mechanisms/hk/multi-item-sampler.js";
import { stepOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import { onFixedGrid } from "./charged.js";
import { type ValueTable, valueTables } from "./item-cases.js";
import { countedFigure } from "./item-figures.js";
import { everyRow } from "./range-cases.js";
import type { SamplerFormat } from "./sampler-privacy.js";

type SamplerValues = ItemValues<SamplerParameters, Items>;

const finer = "a smaller accuracy: γ/6 for the sampler, γ/4 for the payments";
const logs: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["2"],
  standard: ["11/10", "2", "1000000"],
  deep: ["101/100", "11/10", "3/2", "2", "3", "10", "100", "1000000"],
};
const gammasAt = (budget: Budget): readonly string[] => (budget === "gate" ? ["1/2"] : ["1/10", "1/2", "1"]);

/** What the claim's γ makes of the parts: the γ of the sampler and the bias of each payment. */
const sharesOf = (
  gamma: Q.Rational,
  isFiner: boolean,
): { readonly sampler: Q.Rational; readonly payment: Q.Rational } =>
  isFiner
    ? { sampler: Q.divide(gamma, Q.rational(6n)), payment: Q.divide(gamma, Q.rational(4n)) }
    : { sampler: gamma, payment: gamma };

/**
 * Theorem 8: no lie gains more than γ by the approximate implementation, for one and two agents. The errors may depend on the
 * profile: they make the truth's item as bad as can be and overcharge it by the bias, and the lie's the other way.
 */
export const theorem8Ic = (format: SamplerFormat = multiItemSamplerFormat, made: readonly string[] = []): Claim => {
  const isFiner = ({ accuracy }: Switches): boolean => accuracy === "finer" || made.includes(finer);
  const fixed = onFixedGrid(format as never, 2n) as unknown as SamplerFormat;

  const typesIn = (values: SamplerValues, choices: JsonObject) => {
    const player = readIndex(choices.player, "choices.player", size(values.profile), "player");
    const lie = fixed.report.read(choices.lie, "choices.lie", values.environment);
    if (lie === null) throw refuse("choices.lie", "nobody can be absent");
    if (values.environment.items > 2)
      throw refuse("instance.environment.items", "the claim is about one or two agents");
    return { player, lie, truth: rowsOf(values.profile)[player]! };
  };
  const isSame = (x: ValueRow, y: ValueRow): boolean => x.every((value, j) => Q.equals(value, y[j]!));
  const hypothesesAt = (
    { parameters, environment: { items } }: SamplerValues,
    { lie, truth }: { readonly lie: ValueRow; readonly truth: ValueRow },
    gamma: Q.Rational,
    switches: Switches,
  ) => {
    const needed = Q.multiply(Q.rational(BigInt(2 * items)), Q.subtract(parameters.factor, Q.one));
    const isLong = isFiner(switches) && Q.compare(gamma, Q.rational(6n)) > 0;
    return Q.compare(needed, sharesOf(gamma, isFiner(switches)).sampler) <= 0 &&
      !isLong &&
      !isSame(lie, truth) &&
      parameters.ownWeight
      ? ("inside" as const)
      : ("outside" as const);
  };

  return instanceClaim(fixed, {
    id: "hk/theorem-8-ic",
    citation: cite("hk", "Theorem 8"),
    statement:
      "The approximate implementation of the exponential mechanism for the multi-item auction can be made γ-IC for any γ > 0: no lie gains an agent more than γ in expected utility.",
    hypotheses: [
      "ε > 0",
      "γ > 0",
      "items are drawn with their own weight, all calls succeed",
      "an accuracy e^x may be used up to the number 1 + x ≤ e^x",
      "errors may depend on the profile",
    ],
    readings: readingsOf({ accuracy: ["finer", "same"] }),
    switchMeanings: {
      finer: "some implementation: the sampler of Lemma 16 with γ/6 and the estimators of Lemma 17 with γ/4, for γ ≤ 6",
      same: "the sampler of Lemma 16 and the estimators of Lemma 17 with the γ of the theorem",
    },
    examples: (budget, switches) =>
      [1, 2].flatMap((n) => {
        const all: readonly ValueTable[] = n === 1 ? [[["0"]], [["1"]]] : valueTables(2, 2);
        const types = everyRow(n, n === 1 || budget !== "gate" ? ["0", "1/2", "1"] : ["0", "1"]);
        return all.flatMap((table) =>
          logs[budget].flatMap((log) =>
            gammasAt(budget).flatMap((gamma) =>
              types.flatMap((lie) =>
                table.map((_, player): Example => {
                  const { sampler } = sharesOf(Q.parseRational(gamma)!, isFiner(switches));
                  const factor = Q.add(Q.one, Q.divide(sampler, Q.rational(BigInt(2 * n))));
                  return {
                    instance: {
                      mechanism: format.mechanism.id,
                      parameters: { epsilon: { times: "4", log }, ownWeight: "yes", factor: Q.printRational(factor) },
                      environment: { items: n },
                      reports: table,
                    },
                    choices: { player, lie, gamma },
                  };
                }),
              ),
            ),
          ),
        );
      }),
    describe: (budget) =>
      `ε = 4·ln b, b = ${logs[budget].join(", ")}; γ = ${gammasAt(budget).join(", ")}; every table of values 0 and 1 for one and two agents, every agent, every lie with values 0, ${budget === "gate" ? "" : "1/2, "}1; the worst errors of the calls`,
    argument: (switches) =>
      isFiner(switches)
        ? "All n and v: with exact parts no lie gains (Theorem 2). The sampler moves E[v_i] ≤ 1 by at most e^x − 1 up and 1 − e^{−x} down, x = γ/6, together e^x − e^{−x} ≤ 3x = γ/2 for x ≤ 1; the payments move by γ/4 each."
        : undefined,
    corners: {
      "one agent": ({ profile }) => size(profile) === 1,
      "two agents": ({ profile }) => size(profile) === 2,
      "all ones reported": (_, { lie }) => (lie as readonly string[]).every((value) => value === "1"),
    },
    decide(values, choices, switches) {
      const { player, lie, truth } = typesIn(values, choices);
      const gamma = readPositive(choices.gamma, "choices.gamma");
      const R = integersOf({ epsilon: values.epsilon!, step: stepOf(values.parameters, values.environment.grid) });
      const utility = (row: ValueRow, sign: 1 | -1): L.LogForm => {
        const profile = beside(others(values.profile, player), player, row as ValueRow | null);
        const means = [-1, 0, 1].flatMap((first) =>
          [-1, 0, 1].map((second) => {
            const errors = [first, second].map((s, item) => ({ prefix: [], item, sign: s as -1 | 0 | 1 }));
            const parameters = { ...values.parameters, errors: values.environment.items === 1 ? [] : errors };
            const { entries, total } = fixed.mechanism.law(R, parameters, values.environment, profile);
            return entries
              .map(({ outcome, weight }) => Q.multiply(truth[outcome[player]!]!, Q.rational(weight, total)))
              .reduce(Q.add);
          }),
        );
        const mean = means.reduce(sign === 1 ? Q.maximum : Q.minimum);
        const figure = multiItemFigure(R, values.environment.grid, rowsOf(profile));
        return L.subtract(L.fromRational(mean), paymentForm(figure.payment(player), values.parameters));
      };
      const bias = sharesOf(gamma, isFiner(switches)).payment;
      const gain = L.subtract(utility(lie, 1), utility(truth, -1));
      return {
        hypotheses: hypothesesAt(values, { lie, truth }, gamma, switches),
        left: L.add(gain, L.fromRational(Q.add(bias, bias))),
        right: gamma,
        larger: "right",
      };
    },
    sides(values, choices, switches) {
      const { player, lie, truth } = typesIn(values, choices);
      const gamma = readPositive(choices.gamma, "choices.gamma");
      const { sampler, payment: bias } = sharesOf(gamma, isFiner(switches));
      // With two agents there is one draw that errs: it moves the odds of the two outcomes by f² at most.
      const odds = Q.multiply(values.parameters.factor, values.parameters.factor);
      const utility = (row: ValueRow, sign: 1 | -1): L.LogForm => {
        const { chances, payment } = countedFigure(values, player, row);
        const worths = chances.map(({ outcome }) => truth[outcome[player]!]!);
        const best = worths.reduce(sign === 1 ? Q.maximum : Q.minimum);
        const tilted = chances.map(({ chance }, k) =>
          chances.length > 1 && Q.equals(worths[k]!, best) ? Q.multiply(chance, odds) : chance,
        );
        const value = tilted.map((chance, k) => Q.multiply(chance, worths[k]!)).reduce(Q.add);
        return L.subtract(L.fromRational(Q.divide(value, tilted.reduce(Q.add))), payment);
      };
      const [there, here] = [utility(lie, 1), utility(truth, -1)];
      return {
        hypotheses: hypothesesAt(values, { lie, truth }, gamma, switches),
        left: L.add(L.subtract(there, here), L.fromRational(Q.add(bias, bias))),
        right: gamma,
        larger: "right",
        inequality: "E[v_i(r) - p̂_i | lie] - E[v_i(r) - p̂_i | truth] <= γ",
        explanation: `agent ${player} values ${truth.map(Q.printRational).join(", ")}; the sampler is right up to γ = ${Q.printRational(sampler)}, the payments up to ${Q.printRational(bias)}`,
      };
    },
    evidence: (_budget, switches) =>
      isFiner(switches)
        ? {
            bestConstant:
              "x for the sampler and β for the payments give (e^x − e^{−x}) + 2β; any such sum up to γ will do",
          }
        : {
            payments:
              "an estimator whose bias is γ at one report and −γ at another is all that Lemma 17 promises: a lie, even one that changes no outcome, gains 2γ",
            level: "2γ + (e^γ − e^{−γ}), about 4γ: what the same accuracy for both parts gives",
          },
    repair: repairedBy({
      statement: "With γ/6 for the sampler and γ/4 for the payments no lie gains more than γ.",
      changes: [finer],
      of: ["same"],
      claim: (changes) => theorem8Ic(format, changes),
    }) as never,
  });
};
