import type { Budget, Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type EnvironmentNumbers, inside, matching, symmetric } from "./environments.js";
import { conclusionNames, type ProbeRow, probeClaim } from "./probe-claim.js";
import type { Ways } from "./probe-conclusion.js";
import { half, row } from "./probe-rows.js";
import { bicArgument } from "./theorem-1-bic.js";
import { runs, thresholdAt, thresholdInstance, thresholdWorld } from "./theorem-1-world.js";

const onlyPossible = "for the states with a positive prior";
const ownN0 = "n0 may depend on π_0";
const ownN0OfSignals = "n0 may depend on v";

const excluding = "signals-near-zero";

const readings: readonly Reading[] = [
  ...readingsOf({ conclusion: conclusionNames, support: ["prior-zero", "prior-near-zero"] }),
  {
    name: `incentives+${excluding}`,
    switches: { conclusion: "incentives", support: excluding },
    literal: false,
  },
];

/** A guess of the state with a prior. */
const guess = (...prior: readonly string[]): EnvironmentNumbers => ({
  prior,
  likelihood: symmetric("3/4", "1/4"),
  utilities: [matching],
});

const threeStates = (...prior: readonly string[]): EnvironmentNumbers => ({
  prior,
  likelihood: [
    ["1/2", "1/2"],
    ["1/10", "9/10"],
    ["9/10", "1/10"],
  ],
  utilities: [inside["three states"]!.utilities[0]!],
});

/** One alternative, worth 1 in state 1; signal 1 all but excludes it. */
const telling = (chance: string, rest: string): EnvironmentNumbers => ({
  prior: half,
  likelihood: [half, [rest, chance]],
  utilities: [[["0", "1"]]],
});

/** Conclusions that need no sums up to a far n at a tiny prior. */
const withoutEvents = conclusionNames.filter((name) => name !== "events" && name !== "certainty");

/** n0 for all priors, as it is asked. */
const soon = { certainty: { n0: 6 }, events: { n0: 6 } } as const;
const given = { certainty: { n0: 12 }, events: { n0: 12 } } as const;

type Support = "prior-zero" | "prior-near-zero" | typeof excluding;

const rows: Readonly<Record<Support, Readonly<Record<Budget, readonly ProbeRow[]>>>> = {
  "prior-zero": {
    gate: [
      row(guess("0", "1"), [2]),
      row(guess("1/3", "2/3"), [1]),
      row(threeStates("0", "1/2", "1/2"), [2], { slack: "1" }),
    ],
    standard: [
      row(guess("1", "0"), [3], { tie: "last", crowd: [200] }),
      row(threeStates("1/2", "0", "1/2"), [2], { slack: "1", tie: "uniform" }),
      row(threeStates("0", "0", "1"), [3], { crowd: [12] }),
    ],
    deep: [row(threeStates("1/10", "0", "9/10"), [4], { slack: "1/2" })],
  },
  "prior-near-zero": {
    gate: [
      row(guess("1/3", "2/3"), [1], { given }),
      row(guess("1/10000", "9999/10000"), [2], { given: soon, slack: "1/8" }),
      row(threeStates("1/10000", "4999/10000", "1/2"), [2], { slack: "1", given, only: withoutEvents }),
    ],
    standard: [
      row(threeStates("1/10000", "4999/10000", "1/2"), [3], { slack: "1", given: { certainty: { n0: 40 }, events: { n0: 40 } }, tie: "last" }), // biome-ignore format: one line
      row(guess("1/1000000", "999999/1000000"), [2], { given, slack: "1/20" }),
      row(guess("1/1000000000000", "999999999999/1000000000000"), [3], {
        given,
        slack: "1/100",
        crowd: [48],
        only: withoutEvents,
      }),
    ],
    deep: [row(guess("1/1000000000000", "999999999999/1000000000000"), [4], { given, slack: "1/1000", crowd: [400] })],
  },
  [excluding]: {
    gate: [
      row(telling("1/10000", "9999/10000"), [1], { slack: "1/5", given: { incentives: { n0: 8 } } }),
      row(telling("1/3", "2/3"), [1], { given: { incentives: { n0: 8 } } }),
      row(threeStates("1/3", "1/3", "1/3"), [1], { slack: "1", given: { incentives: { n0: 8 } } }),
    ],
    standard: [row(telling("1/1000000", "999999/1000000"), [1], { given: { incentives: { n0: 8 } } })],
    deep: [],
  },
};

const rowsAt = (budget: Budget, { support }: Switches): readonly ProbeRow[] => {
  const of = rows[support as Support];
  return [...of.gate, ...(budget === "gate" ? [] : of.standard), ...(budget === "deep" ? of.deep : [])];
};

const falls = ["certainty", "events"];

const changesOf = ({ conclusion, support }: Switches): readonly string[] => {
  if (support === excluding) return [ownN0OfSignals];
  if (!falls.includes(conclusion!)) return [];
  return [support === "prior-zero" ? onlyPossible : ownN0];
};

const arguments_: Readonly<Record<string, string>> = {
  incentives: `The bound does not speak of π_0, so that one n0 does for all priors, and by continuity for those with zeros: ${bicArgument}`,
  participation:
    "A state of prior 0 never occurs: the environment is that without it, and the posterior at every profile is defined.",
  revenue: "A state of prior 0 never occurs: the environment is that without it, and σ* and q* are.",
  threshold: "e is a matter of the utilities alone.",
  "certainty+prior-zero":
    "A state of prior 0 has the posterior 0 after all signals, also after those that it would send.",
  "events+prior-zero": "A state of prior 0 has the posterior 0 after all signals: P_ω is empty.",
  "certainty+prior-near-zero":
    "The signals have to make up for the prior: after n of them π(ω) is at most π_0(ω)·(max v/min v)^n, so that the n needed grows with ln(1/π_0(ω)).",
  "events+prior-near-zero":
    "The signals have to make up for the prior: after n of them π(ω) is at most π_0(ω)·(max v/min v)^n, so that the n needed grows with ln(1/π_0(ω)).",
  "same-choice": "That beliefs above e on ω leave one choice is a matter of the utilities alone; P_ω may be empty.",
  unchanged:
    "The bound speaks of A, K, X and v alone, given each ω, whatever π_0 is: it counts profiles at which one report can change something, and a prior moves them but does not add any.",
  [excluding]:
    "A signal that a state all but excludes is believed as long as n is below a multiple of ln(1/v): who reports it pays as if the state were excluded, and gains up to ρ_x(ω)·|u(a, ω) − u(a, ω′)|. With v(y|ω) = 0 this is so at every n.",
};

/** The common prior, or the likelihoods, without full support: what is left of Theorem 1 and its proof. */
export const dropFullSupportPrior = (ways: Partial<Ways> = {}): Claim =>
  probeClaim(
    {
      id: "basu/probe-drop-full-support-prior",
      statement:
        "With states of prior 0, and with one n0 for all priors, for every ε > 0 and δ in (0, 1) the conclusion still holds.",
      hypotheses: ["v > 0, the rows of v differ", "𝒰 finite, (1)"],
      readings,
      switchMeanings: {
        "prior-zero": "π_0(ω) may be 0",
        "prior-near-zero": "π_0 > 0, with one n0 for all of them: n0 of the claim, or the one that is given",
        [excluding]: "π_0 > 0 and v > 0, with one n0 for all v as near to 0 as one likes: asked at the n0 given",
      },
      rows: rowsAt,
      said: "priors with a state of probability 0, or near to 0, or signals that are nearly excluded, and such without",
      corners: {
        "two states": ({ environment }) => environment.states === 2,
        "three states": ({ environment }) => environment.states === 3,
        "something at most 1/10000": ({ environment: { prior, likelihood } }) =>
          [...prior, ...likelihood.flat()].some((chance) => Q.compare(chance, Q.rational(1n, 10000n)) <= 0),
        "everything above 1/100": ({ environment: { prior, likelihood } }) =>
          [...prior, ...likelihood.flat()].every((chance) => Q.compare(chance, Q.rational(1n, 100n)) > 0),
      },
      changes: changesOf,
      asked: ({ conclusion, support }, made) => {
        const isFixed = made.length === 0 && changesOf({ conclusion: conclusion!, support: support! }).length > 0;
        return {
          n0: isFixed && support !== "prior-zero" ? "given" : "own",
          ...(made.includes(onlyPossible) && { possible: true }),
        };
      },
      argument: ({ conclusion, support }, made) =>
        made.length > 0
          ? "For each π_0 > 0 and v > 0 by the proof of Theorem 1; the environment with the states of prior 0 is that without them."
          : (arguments_[support === excluding ? excluding : conclusion!] ?? arguments_[`${conclusion}+${support}`])!,
      repaired: (switches) => `The same, where ${changesOf(switches).join(" and ")}.`,
      evidence: (budget, { conclusion, support }) =>
        conclusion === "incentives" && support !== "prior-zero" ? evidence(budget, support!) : {},
    },
    ways,
  );

/** The n that violate ε = 1/20 by the prior, or ε = 1/10 by the likelihood of the signal that all but excludes a state. */
function evidence(budget: Budget, support: string): JsonObject {
  const exponents = budget === "gate" ? [2n] : [1n, 2n, 3n, 6n];
  return {
    violating: Object.fromEntries(
      exponents.map((k) => {
        const [tiny, rest] = [Q.rational(1n, 10n ** k), Q.rational(10n ** k - 1n, 10n ** k)].map(Q.printRational) as [string, string]; // biome-ignore format: one line
        const [numbers, slack] = support === excluding ? [telling(tiny, rest), "1/10"] : [guess(tiny, rest), "1/20"];
        const { violating } = thresholdAt(thresholdWorld(thresholdInstance(numbers, slack as string, 12)), "any"); // biome-ignore format: one line
        return [tiny, runs(violating)];
      }),
    ),
  };
}
