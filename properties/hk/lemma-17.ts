import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { size } from "../../src/game/profile.js";
import { multiItemEstimatorFormat } from "../../src/instance/hk-items-estimator.js";
import { figureOf, type ItemValues } from "../../src/instance/hk-items-work.js";
import { readIndex, readPositive } from "../../src/instance/input.js";
import { truthfulUtility } from "../../src/mechanisms/hk/figure-1.js";
import type { Items } from "../../src/mechanisms/hk/multi-item.js";
import { type EstimatorParameters, worstBias } from "../../src/mechanisms/hk/multi-item-payment-estimator.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type Compared, instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import { tellingTables, type ValueTable, valueTables } from "./item-cases.js";
import { countedFigure } from "./item-figures.js";

type EstimatorValues = ItemValues<EstimatorParameters, Items>;

const scaled = "permanents within e^{±εγ/12}, each with probability at least 1 − γ/12";
const clipped = "the estimate of (2/ε)·ln(perm A(v)/perm A(0, v_{−i})) is cut off at 0 and 1";
const changeOf: Readonly<Record<string, string>> = { proof: scaled, failure: clipped };

const logs: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["11/10", "2", "100"],
  standard: ["11/10", "3/2", "2", "3", "10", "100", "1000000"],
  deep: ["101/100", "11/10", "6/5", "3/2", "2", "3", "10", "100", "1000000"],
};
const gammas = ["1/10", "1/2", "99/100"];
const two = Q.rational(2n);
const six = Q.rational(6n);
const rational = (value: string): Q.Rational => Q.parseRational(value)!;

/** e^{γ/6} may be as large as 1 + γ/6, a number; for the scaled accuracy 1 + εγ/12 ≤ e^{εγ/12}, with ε ≥ 2·(b − 1)/b. */
const factorFor = (isScaled: boolean, log: string, gamma: string): Q.Rational => {
  const b = rational(log);
  const epsilon = Q.multiply(two, Q.divide(Q.subtract(b, Q.one), b));
  const share = isScaled ? Q.divide(epsilon, two) : Q.one;
  return Q.add(Q.one, Q.divide(Q.multiply(rational(gamma), share), six));
};

const tablesOf = (budget: Budget): readonly ValueTable[] => [
  ...[["0"], ["1"]].map((row) => [row]),
  ...valueTables(2, 2),
  ...(budget === "gate" ? [] : tellingTables(3).slice(0, 7)),
];

/**
 * The bias of the estimators of Lemma 17, as (1/a)·2·ln(factor) + (factor − 1)·E[b_i] for calls that succeed; with failures, and
 * with F − 1 ≤ γ/3 for the factor F of the sampler, 2·γ/12 for the permanents and γ/6 for the sampler beside.
 */
export const lemma17 = (format = multiItemEstimatorFormat, made: readonly string[] = []): Claim => {
  const isScaled = ({ estimator }: Switches): boolean => estimator === "some" || made.includes(scaled);

  const gammaOf = (choices: JsonObject): Q.Rational => readPositive(choices.gamma, "choices.gamma");
  const met = (values: EstimatorValues, choices: JsonObject, switches: Switches): "inside" | "outside" => {
    const gamma = gammaOf(choices);
    if (Q.compare(gamma, Q.one) >= 0) return "outside";
    if (switches.estimator === "failure" || switches.estimator === "step") return "inside";
    const logFactor = L.ln(values.parameters.factor);
    const allowed = isScaled(switches)
      ? L.timesEpsilon(L.fromRational(Q.divide(gamma, Q.rational(12n))), values.epsilon!)
      : L.fromRational(Q.divide(gamma, six));
    return L.sign(L.subtract(allowed, logFactor)) >= 0 ? "inside" : "outside";
  };
  /** Both sides, from E[b_i], the bias where all succeeds and (1/a)·ln(Z/Z_{−i}). */
  const compared = (
    values: EstimatorValues,
    choices: JsonObject,
    switches: Switches,
    of: { readonly bias: L.LogForm; readonly logs: L.LogForm; readonly value: Q.Rational; readonly utility: L.LogForm },
  ): Compared => {
    const gamma = gammaOf(choices);
    const hypotheses = met(values, choices, switches);
    const third = Q.divide(gamma, Q.rational(3n));
    if (switches.estimator === "step") {
      return { hypotheses, left: Q.divide(gamma, six), right: L.ln(Q.add(Q.one, third)), larger: "right" };
    }
    if (switches.estimator === "failure") {
      const wrong = L.overEpsilon(L.scale(L.ln(readPositive(choices.estimate, "choices.estimate")), two));
      const estimate = L.add(of.utility, wrong);
      const top = L.fromRational(Q.one);
      const cut = made.includes(clipped) && L.compare(estimate, top, values.epsilon) > 0 ? top : estimate;
      return { hypotheses, left: L.subtract(cut, of.utility), right: Q.one, larger: "right" };
    }
    if (!isScaled(switches)) return { hypotheses, left: of.bias, right: gamma, larger: "right" };
    const rest = Q.add(Q.multiply(third, of.value), third);
    return { hypotheses, left: L.add(of.logs, L.fromRational(rest)), right: gamma, larger: "right" };
  };
  const permanents = ({ parameters }: EstimatorValues): L.LogForm =>
    L.overEpsilon(L.scale(L.ln(parameters.factor), Q.rational(4n)));

  return instanceClaim(format, {
    id: "hk/lemma-17",
    citation: cite("hk", "Lemma 17, with its proof"),
    statement: "For any δ ∈ (0, 1) and γ ∈ (0, 1) there is a random estimator p̂_i of p_i with |E[p̂_i] − p_i| ≤ γ.",
    hypotheses: ["ε > 0", "0 < γ < 1", "an accuracy e^x may be used up to the number 1 + x ≤ e^x"],
    readings: readingsOf({ estimator: ["some", "proof", "failure", "step"] }),
    switchMeanings: {
      some: "some estimator: permanents within e^{±εγ/12}, each with probability at least 1 − γ/12, their logarithm cut off at 0 and 1, and the sampler as in the proof",
      proof: "the estimator of the proof: permanents within e^{±γ/6}, where all calls succeed",
      failure: "a step of the proof: the bias introduced if the approximation of a permanent fails is at most 1",
      step: "a step of the proof: e^{γ/6} − 1 ≤ γ/3",
    },
    examples: (budget, switches) =>
      logs[budget]
        .flatMap((log) =>
          gammas.flatMap((gamma) =>
            tablesOf(budget).flatMap((table): Example[] =>
              switches.estimator === "step" && table.length > 1 && log !== "2"
                ? []
                : [
                    {
                      instance: {
                        mechanism: format.mechanism.id,
                        parameters: {
                          epsilon: { times: "2", log },
                          factor: Q.printRational(factorFor(isScaled(switches), log, gamma)),
                        },
                        environment: { items: table.length },
                        reports: table,
                      },
                      choices: {
                        player: 0,
                        gamma,
                        ...(switches.estimator === "failure" && {
                          estimate: Q.printRational(Q.add(rational(log), Q.one)),
                        }),
                      },
                    },
                  ],
            ),
          ),
        )
        .sort((x, y) => (x.instance.reports as []).length - (y.instance.reports as []).length),
    describe: (budget, switches) =>
      `ε = 2·ln b, b = ${logs[budget].join(", ")}; γ = ${gammas.join(", ")}; tables of values 0 and 1 for one and two agents${budget === "gate" ? "" : ", telling tables for three"}; agent 0${switches.estimator === "failure" ? "; an estimate b + 1 times the permanent" : ""}`,
    argument: (switches) =>
      isScaled(switches)
        ? "All n, v, ε and γ: (2/ε)·2·(εγ/12) = γ/3 from permanents, 2·(γ/12)·1 from their failures, (e^{γ/6} − 1)·E[v_i] ≤ γ/3 and γ/6 from the sampler; the sum is γ. Cutting off brings no estimate farther from a number of [0, 1]."
        : switches.estimator === "step"
          ? "All γ in (0, 1): e^x − 1 − 2x is convex, 0 at x = 0 and negative at x = 1/6."
          : undefined,
    corners: {
      "one agent": ({ profile }) => size(profile) === 1,
      "more than one agent": ({ profile }) => size(profile) > 1,
      "ε below 2/3": ({ epsilon }) =>
        L.sign(L.subtract(L.fromRational(Q.rational(2n, 3n)), L.scale(L.ln(epsilon!.log), epsilon!.times))) > 0,
      "ε above 2/3": ({ epsilon }) =>
        L.sign(L.subtract(L.fromRational(Q.rational(2n, 3n)), L.scale(L.ln(epsilon!.log), epsilon!.times))) < 0,
      "γ near 1": (_, choices) => choices.gamma === "99/100",
    },
    decide(values, choices, switches) {
      const player = readIndex(choices.player, "choices.player", size(values.profile), "player");
      const payment = figureOf(values).payment(player);
      return compared(values, choices, switches, {
        bias: worstBias(payment, values.parameters.factor),
        logs: permanents(values),
        value: Q.fromQuotient(payment.value),
        utility: truthfulUtility(payment, values.parameters),
      });
    },
    sides(values, choices, switches) {
      const player = readIndex(choices.player, "choices.player", size(values.profile), "player");
      const { value, utility } = countedFigure(values, player);
      const more = Q.multiply(Q.subtract(values.parameters.factor, Q.one), value);
      const bias = L.add(permanents(values), L.fromRational(more));
      const inequality: Readonly<Record<string, string>> = {
        step: "γ/6 <= ln(1 + γ/3)",
        failure: "the bias of (2/ε)·ln of a failed estimate <= 1",
        proof: isScaled(switches) ? "(4/ε)·ln f + (γ/3)·E[v_i] + γ/3 <= γ" : "(4/ε)·ln f + (f - 1)·E[v_i] <= γ",
        some: "(4/ε)·ln f + (γ/3)·E[v_i] + γ/3 <= γ",
      };
      return {
        ...compared(values, choices, switches, { bias, logs: permanents(values), value, utility }),
        inequality: inequality[switches.estimator!]!,
        explanation: `γ = ${choices.gamma}, f = ${Q.printRational(values.parameters.factor)}, E[v_i] = ${Q.printRational(value)}`,
      };
    },
    evidence: (_budget, { estimator }) =>
      estimator === "proof"
        ? {
            threshold:
              "with f = e^{γ/6} the permanents alone give 2γ/(3ε), more than γ if and only if ε < 2/3: the proof forgets the factor 2/ε before the logarithms, and δ does not occur in it",
            failures: "the two calls fail with probability up to γ/3 together, of which the proof counts γ/6",
          }
        : estimator === "failure"
          ? {
              unbounded:
                "a failed call may return anything: the bias (2/ε)·ln(estimate/permanent) has no bound; above 1 as soon as the estimate is e^{ε/2} times too large",
            }
          : estimator === "step"
            ? { bestConstant: "e^x − 1 ≤ 2x up to x = 1.256…; for x ≤ 1/6 even e^x − 1 ≤ 1.09·x" }
            : {
                accuracy: "1/(εγ/12) is polynomial in ε^{−1} and γ^{−1}: this is where ε^{−1} enters the running time",
              },
    repair: ((reading: { name: string }) =>
      repairedBy({
        statement:
          reading.name === "proof"
            ? "With permanents within e^{±εγ/12}, each with probability at least 1 − γ/12, the bias is at most γ."
            : "If the estimate of (2/ε)·ln(perm A(v)/perm A(0, v_{−i})), a number of [0, 1], is cut off there, a failure costs at most 1.",
        changes: [changeOf[reading.name]!],
        of: ["proof", "failure"],
        claim: (changes) => lemma17(format, changes),
      })(reading as never)) as never,
  });
};
