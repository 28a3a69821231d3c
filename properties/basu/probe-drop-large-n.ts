import type { Budget, Claim } from "../../src/claim/claim.js";
import { readPositive } from "../../src/instance/input.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { inside, symmetric } from "./environments.js";
import { conclusionNames, type ProbeRow, probeClaim, readingsFor } from "./probe-claim.js";
import type { Ways } from "./probe-conclusion.js";
import { unchangedFrom } from "./probe-proof.js";
import { row } from "./probe-rows.js";
import { bicArgument } from "./theorem-1-bic.js";
import { project } from "./theorem-1-cases.js";
import { runs, thresholdAt, thresholdInstance, thresholdWorld } from "./theorem-1-world.js";
import { small } from "./value-cases.js";

const fromN0 = "n > n0, n ≥ n0 for the probabilities, with the n0 of the instance";

/** One alternative, worth the state, and signals that tell a lot. */
const clear = { ...small["value is the state"], prior: ["1/5", "4/5"], likelihood: symmetric("4/5", "1/5") };

const rows: Readonly<Record<Budget, readonly ProbeRow[]>> = {
  gate: [
    row(inside["one signal"]!, [1]),
    row(clear, [1], { slack: "1/4", delta: "3/4", crowd: [102] }),
    row(inside["three signals"]!, [1], { slack: "1/2", delta: "9/10" }),
  ],
  standard: [
    row(inside["one state"]!, [2]),
    row(small["value is the state"], [1], { slack: "1/6" }),
    row(project, [2], { slack: "1/10", tie: "last" }),
    row(inside["guess of the state"]!, [2], { slack: "1/20", delta: "1/5", tie: "uniform" }),
    row(inside["two utilities with one top"]!, [1, 1], { slack: "1/4" }),
    row(inside["three signals"]!, [3], { slack: "1/4", delta: "3/4" }),
  ],
  deep: [row(inside["guess of the state"]!, [3], { slack: "1/1000", delta: "1/100", crowd: [900] })],
};

const rowsAt = (budget: Budget): readonly ProbeRow[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

const falls = ["incentives", "certainty", "events", "unchanged"];

const arguments_: Readonly<Record<string, string>> = {
  incentives:
    "Not at every n: a lone player pays the value that she reports. The n that violate an ε need not be an interval: the exact sets are in the evidence.",
  participation: "At every n: E[u_i(σ*, ω) | s_i] = E[q*_i | s_i] is an identity.",
  revenue: "At every n: BIR bounds revenue by E[Σ_i u_i(σ(s), ω)], which σ* maximises and q* takes.",
  threshold: "e is a matter of the utilities alone.",
  certainty: "Not at every n: without signals the posterior is the prior.",
  events: "Not at every n: without signals of others one report may lead below e, or move the posterior by δ.",
  "same-choice": "At every n: beliefs above e on ω leave one choice; P_ω may be empty.",
  unchanged: "Not at every n: a lone player decides, and is the only one to tell anything.",
};

/** Every n, not only the large ones: what is left of Theorem 1 and its proof. */
export const dropLargeN = (ways: Partial<Ways> = {}): Claim =>
  probeClaim(
    {
      id: "basu/probe-drop-large-n",
      statement: "At every n ≥ 1, for every ε > 0 and δ in (0, 1), the conclusion still holds: n0 = 0 does.",
      hypotheses: ["π_0 > 0, v > 0, the rows of v differ", "𝒰 finite, (1)"],
      readings: readingsFor(conclusionNames),
      rows: rowsAt,
      said: "environments of Theorem 1 with few players and with many; all n where the conclusion is about n0",
      corners: {
        "one signal": ({ environment }) => environment.signals === 1,
        "two signals": ({ environment }) => environment.signals === 2,
        "three signals": ({ environment }) => environment.signals === 3,
        "one alternative": ({ environment }) => environment.alternatives === 1,
      },
      changes: ({ conclusion }) => (falls.includes(conclusion!) ? [fromN0] : []),
      isInside: ({ environment, players }, { conclusion }, made, { delta }) =>
        conclusion !== "unchanged" ||
        !made.includes(fromN0) ||
        BigInt(players()) >= unchangedFrom(environment, readPositive(delta, "choices.delta")),
      asked: ({ conclusion }, made) => ({ n0: made.includes(fromN0) || !falls.includes(conclusion!) ? "own" : "none" }),
      argument: ({ conclusion }, made) =>
        made.length === 0
          ? arguments_[conclusion!]!
          : conclusion === "incentives"
            ? bicArgument
            : "By the bounds with affinities, and by 1/√n for what one report changes.",
      repaired: () => `The conclusion with ${fromN0}.`,
      evidence: (budget, { conclusion }) => evidence(budget, conclusion!),
    },
    ways,
  );

/** The exact n that violate ε, or the n from which on one report is sure to change little. */
function evidence(budget: Budget, conclusion: string): JsonObject {
  if (conclusion === "unchanged") {
    return {
      "enough players": rowsAt(budget).map(({ numbers, delta }) => {
        const { environment } = thresholdWorld(thresholdInstance(numbers, "1", 12));
        return { delta, n: `${unchangedFrom(environment, readPositive(delta, "delta"))}` };
      }),
    };
  }
  if (conclusion !== "incentives") return {};
  return {
    thresholds: rowsAt(budget).map(({ numbers, slack }) => {
      const { violating, firstCompliant, leastN0 } = thresholdAt(
        thresholdWorld(thresholdInstance(numbers, slack, 12)),
        "any",
      );
      return { utilities: numbers.utilities as never, epsilon: slack, violating: runs(violating), firstCompliant, leastN0 }; // biome-ignore format: one line
    }),
  };
}
