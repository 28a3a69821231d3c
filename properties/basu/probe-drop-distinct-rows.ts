import type { Budget, Claim } from "../../src/claim/claim.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { inside, posteriorInstance, symmetric } from "./environments.js";
import { distinctRows, isApart } from "./event-claim.js";
import { highestPosterior } from "./event-tail.js";
import { type ConclusionName, conclusionNames, type ProbeRow, probeClaim, readingsFor } from "./probe-claim.js";
import type { Ways } from "./probe-conclusion.js";
import { alikeBetween, half, row, twoAlike } from "./probe-rows.js";
import { probeWorld } from "./probe-world.js";
import { bicArgument } from "./theorem-1-bic.js";
import { small } from "./value-cases.js";

/** Conclusions that need no sums up to a far n. */
const near: readonly ConclusionName[] = conclusionNames.filter((name) => name !== "incentives");

const rows: Readonly<Record<Budget, readonly ProbeRow[]>> = {
  gate: [
    row(inside["guess of the state"]!, [1]),
    row(small["uninformative signals"], [1]),
    row(twoAlike, [2], { slack: "1/2", crowd: [9] }),
    row({ ...inside["one alternative"]!, likelihood: [half, half] }, [2]),
  ],
  standard: [
    row({ ...inside["guess of the state"]!, likelihood: [["1"], ["1"]] }, [2], { tie: "last" }),
    row(inside["guess of the state"]!, [3], { slack: "1/10", delta: "1/5", crowd: [200] }),
    row(small["several utilities, one group"], [1, 1], { slack: "1/2", delta: "3/4" }),
    row({ ...twoAlike, likelihood: [...symmetric("3/4", "1/4"), ["1/4", "3/4"]] }, [3], { slack: "1/4" }),
    row(alikeBetween, [1, 1], { slack: "1/2", tie: "uniform", crowd: [30, 30] }),
  ],
  deep: [row(alikeBetween, [2, 2], { crowd: [100, 100], only: near })],
};

const rowsAt = (budget: Budget): readonly ProbeRow[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

const falls = ["certainty", "events"];

const arguments_: Readonly<Record<string, string>> = {
  incentives: `Rows that are equal need no separating: ${bicArgument}`,
  participation: "The rows are not used: payments are posterior values, and expectations of them given s_i the same.",
  revenue: "The rows are not used: σ* maximises E[Σ_i u_i | s] at every profile s, and q* takes all of it.",
  threshold: "e is a matter of the utilities alone.",
  certainty:
    "Where v(·|ω) = v(·|ω′) the odds of the two are those of the prior after all signals: π(x^n)(ω) ≤ π_0(ω)/(π_0(ω) + π_0(ω′)) for every n.",
  events:
    "Where v(·|ω) = v(·|ω′) no posterior on ω is above π_0(ω)/(π_0(ω) + π_0(ω′)); with e at least that, P_ω is empty for every n. With e below, as for one alternative, (4) stays.",
  "same-choice": "That beliefs above e on ω leave one choice is a matter of the utilities alone; P_ω may be empty.",
  unchanged:
    "States with equal rows are one state to the signals. A line of profiles crosses a change of the choice at most A(A − 1)(K − 1) times and moves each π(ω) up and down once, and none of its profiles is likelier than a multiple of 1/√n. The probability is O(1/√n) and no longer exponentially small: states that look the same may cancel, so that two others decide.",
};

/** Rows of v that may be equal: what is left of Theorem 1 and its proof. */
export const dropDistinctRows = (ways: Partial<Ways> = {}): Claim =>
  probeClaim(
    {
      id: "basu/probe-drop-distinct-rows",
      statement: "With rows of v that may be equal, for every ε > 0 and δ in (0, 1) the conclusion still holds.",
      hypotheses: ["π_0 > 0, v > 0", "𝒰 finite, (1)"],
      readings: readingsFor(conclusionNames),
      rows: rowsAt,
      said: "environments in which two states, or all, have the same likelihoods, and such in which none have",
      corners: {
        "two states with the same likelihoods": ({ environment }) => !isApart(environment),
        "all likelihoods different": ({ environment }) => isApart(environment),
        "all states alike": ({ environment }) =>
          environment.likelihood.every((own) => own.every((chance, x) => Q.equals(chance, environment.likelihood[0]![x]!))), // biome-ignore format: one line
        "three states or more": ({ environment }) => environment.states > 2,
        "one alternative": ({ environment }) => environment.alternatives === 1,
      },
      changes: ({ conclusion }) => (falls.includes(conclusion!) ? [distinctRows] : []),
      asked: () => ({ n0: "own" }),
      isInside: ({ environment }, _, made) => !made.includes(distinctRows) || isApart(environment),
      argument: ({ conclusion }, made) =>
        made.length > 0
          ? "E[√(L_ω′/L_ω) | ω] = BC(ω, ω′)^n with BC < 1, and Markov's inequality."
          : arguments_[conclusion!]!,
      repaired: () => "Where no two states have the same likelihoods the posterior on the true one tends to 1.",
      evidence: (budget, { conclusion }) => (conclusion === "certainty" ? { highestPosterior: highest(budget) } : {}),
    },
    ways,
  );

/** Where posteriors stay, whatever the signals are. */
const highest = (budget: Budget): readonly JsonObject[] =>
  rowsAt(budget).map(({ numbers }) => {
    const { environment } = probeWorld(posteriorInstance(numbers, [1, ...numbers.utilities.slice(1).map(() => 0)]));
    return {
      likelihood: numbers.likelihood as never,
      states: environment.prior.map((_, state) => Q.printRational(highestPosterior(environment, state))),
    };
  });
