import type { Budget, Claim } from "../../src/claim/claim.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { inside, withoutCommonTop } from "./environments.js";
import { type ConclusionName, conclusionNames, type ProbeRow, probeClaim, readingsFor } from "./probe-claim.js";
import type { Ways } from "./probe-conclusion.js";
import { opposedBetween, row, tiedBetween } from "./probe-rows.js";
import { bicArgument } from "./theorem-1-bic.js";
import { runs, thresholdAt, thresholdInstance, thresholdWorld } from "./theorem-1-world.js";
import { small } from "./value-cases.js";

const holds1 = "hypothesis (1)";

/** Conclusions that need no sums up to a far n where states are hard to tell apart. */
const untimed: readonly ConclusionName[] = conclusionNames.filter((name) => name !== "certainty" && name !== "events");

const rows: Readonly<Record<"gate" | "standard" | "deep", readonly ProbeRow[]>> = {
  gate: [
    row(inside["guess of the state"]!, [2], { slack: "1/4" }),
    row(withoutCommonTop["tie in one state"]!, [1], { tie: "last", crowd: [7] }),
    row(withoutCommonTop["opposed players"]!, [2, 1], { crowd: [11, 10] }),
    row(tiedBetween, [7], { slack: "1/2" }),
  ],
  standard: [
    row(small["tie with one player"], [1], { delta: "3/4" }),
    row(inside["guess of the state"]!, [3], { slack: "1/10", crowd: [200], delta: "1/5" }),
    row(withoutCommonTop["opposed players"]!, [1, 1], { slack: "1/6", tie: "uniform" }),
    row(tiedBetween, [9], { slack: "1/4", crowd: [200] }),
    row(withoutCommonTop.constant!, [1], { tie: "uniform", crowd: [30] }),
    row(withoutCommonTop["sign-flipped copies"]!, [2, 2], { tie: "uniform", crowd: [20, 20] }),
    row(tiedBetween, [2], { slack: "1/2", crowd: [80], tie: "uniform", only: untimed }),
    row(opposedBetween, [1, 1], { slack: "1/2", crowd: [30, 30], only: untimed }),
  ],
  deep: [
    row(tiedBetween, [3], { slack: "1/10", crowd: [300] }),
    row(opposedBetween, [2, 2], { slack: "1/4", crowd: [100, 100] }),
  ],
};

const rowsAt = (budget: Budget): readonly ProbeRow[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

const falls = ["threshold", "events", "same-choice"];

/** The level that is asked where e = 1; another one in the same way. */
const level = Q.rational(9n, 10n);

const arguments_: Readonly<Record<string, string>> = {
  incentives: `(1) is not used: ${bicArgument}`,
  participation:
    "(1) is not used: E[u_i(σ*, ω) | s_i] = E[q*_i | s_i] for every rule σ with payments at the posterior value.",
  revenue:
    "(1) is not used: BIR bounds Q(σ, q) by E[Σ_i u_i(σ(s), ω)], which σ* maximises profile by profile; q* takes all of it.",
  certainty: "(1) is not used: (3) is about π_0 and v alone.",
  threshold:
    "Where alternatives are at par in ω at some λ, and not so in another state, that state breaks the tie at every π(ω) < 1: E(λ; ω) = {1} and e = 1.",
  events: "Where e = 1 no belief is above e, P_ω is empty, and v^n(P_ω ∩ T | ω) = 0 for every n.",
  "same-choice":
    "For every c < 1 some posterior above c on ω with a tie in ω leaves the choice to the other states, and one report turns it.",
  unchanged:
    "(1) is not used: a line of profiles that differ by one report crosses a change of the choice at most A(A − 1)(K − 1) times and moves each π(ω) up and down once, and no profile of a line is likelier than a multiple of 1/√n: probability O(1/√n), and no better where a tie in the true state is broken by two states that look as like it.",
};

/** Hypothesis (1) left out: what is left of Theorem 1 and its proof. */
export const dropHypothesis1 = (ways: Partial<Ways> = {}): Claim =>
  probeClaim(
    {
      id: "basu/probe-drop-hypothesis-1",
      statement: "Without (1), for every ε > 0, δ in (0, 1) and every finite 𝒰 the conclusion still holds.",
      hypotheses: ["π_0 > 0, v > 0, the rows of v differ", "𝒰 finite"],
      readings: readingsFor(conclusionNames),
      rows: (budget) => rowsAt(budget),
      said: "environments in which a tie comes from one utility, from two that are opposed, in one state or in all, and with (1)",
      corners: {
        "(1) fails": ({ environment }) => commonTop(environment) === undefined,
        "(1) holds": ({ environment }) => commonTop(environment) !== undefined,
        "two utilities": ({ environment }) => environment.utilities.length === 2,
        "three states": ({ environment }) => environment.states === 3,
      },
      changes: ({ conclusion }) => (falls.includes(conclusion!) ? [holds1] : []),
      asked: ({ conclusion }) => ({ n0: "own", ...(conclusion === "same-choice" && { below: level }) }),
      isInside: ({ environment }, _, made) => !made.includes(holds1) || commonTop(environment) !== undefined,
      argument: ({ conclusion }, made) =>
        made.length > 0 ? "By the proof of Theorem 1, with e below 1." : arguments_[conclusion!]!,
      repaired: () => "With (1) e < 1, P_ω has a probability that tends to 1, and on it no report changes σ*.",
      evidence: (budget, { conclusion }) => evidence(budget, conclusion!),
    },
    ways,
  );

/** The exact n that violate ε without (1). */
function evidence(budget: Budget, conclusion: string): JsonObject {
  if (conclusion !== "incentives") return {};
  const found = rowsAt(budget).filter(({ numbers }) => !Object.values(inside).includes(numbers));
  return {
    thresholds: found.map(({ numbers, slack }) => {
      const world = thresholdWorld(thresholdInstance(numbers, slack, 12));
      const { violating, leastN0 } = thresholdAt(world, "any");
      return { utilities: numbers.utilities as never, epsilon: slack, violating: runs(violating), leastN0 }; // biome-ignore format: one line
    }),
  };
}
