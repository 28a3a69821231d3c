import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type ConclusionName, type ProbeRow, probeClaim } from "./probe-claim.js";
import type { Ways } from "./probe-conclusion.js";
import { leading, row } from "./probe-rows.js";
import { leastLead } from "./probe-world.js";
import { thresholdAt, thresholdInstance, thresholdWorld } from "./theorem-1-world.js";

const bounded = "all values between −1 and 1";
const ahead = "every lead of the best alternative in a state at least 1/10";

const names: readonly ConclusionName[] = [
  "incentives",
  "participation",
  "revenue",
  "threshold",
  "events",
  "same-choice",
  "unchanged",
];

const readings = readingsOf({ conclusion: names, utilities: ["unbounded", "bounded"] });

/** R/(γ + R) for losses up to R = 2 and leads of γ = 1/10. */
const level = Q.rational(20n, 21n);

/** One n0 for all of 𝒰, as it is asked: that of the utility with values 0 and 1. */
const given = { incentives: { n0: 4 }, events: { n0: 3 } } as const;

const one = (lead: string, loss: string, groups: readonly number[], more: Partial<ProbeRow> = {}): ProbeRow =>
  row(leading(lead, loss), groups, { given, slack: "1/4", ...more });

const rows: Readonly<Record<Budget, readonly ProbeRow[]>> = {
  gate: [
    one("1", "1", [1], { crowd: [20] }),
    one("1/100", "1", [4]),
    one("1", "100", [4], { slack: "10" }),
    one("100", "100", [2], { slack: "1/4", only: ["incentives", "participation", "revenue", "unchanged"] }),
  ],
  standard: [
    one("1/10", "1", [4], { slack: "1/10", crowd: [400] }),
    one("1/1000", "1", [5], { tie: "last", slack: "1/20", delta: "1/5" }),
    one("1", "1000", [5], { tie: "last", slack: "1/4" }),
    one("1000", "1000", [3], { slack: "1/4" }),
  ],
  deep: [one("1/1000000", "1", [8], { slack: "1/100" }), one("1", "1000000", [8], { slack: "1" })],
};

const rowsAt = (budget: Budget): readonly ProbeRow[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

const isBounded = ({ utilities }: BayesianEnvironment): boolean =>
  utilities.flat(2).every((value) => Q.compare(value, Q.one) <= 0 && Q.compare(Q.negate(Q.one), value) <= 0);

const isAhead = (environment: BayesianEnvironment): boolean => {
  const lead = leastLead(environment);
  return lead === undefined || Q.compare(lead, Q.rational(1n, 10n)) >= 0;
};

const needsLead = ["threshold", "events", "same-choice"];

const changesOf = ({ conclusion, utilities }: Switches): readonly string[] => {
  const lead = needsLead.includes(conclusion!) ? [ahead] : [];
  return utilities === "unbounded" && (lead.length > 0 || conclusion === "incentives") ? [bounded, ...lead] : lead;
};

const arguments_: Readonly<Record<string, string>> = {
  "incentives+unbounded":
    "Gains are proportional to utilities: where a lie gains g > 0 at n players, t times the utility gains t·g > ε for t > ε/g. No n0 does for all t, though (1) holds for every mixture.",
  "incentives+bounded":
    "gain_n ≤ B(1 − g)^{n−1} depends on utilities through max |u(a, ω) − u(a, ω′)| alone, at most 2 here: one n0 for all of 𝒰, finite or not, compact or not.",
  threshold:
    "With leads d that shrink, or losses m that grow, m/(d + m) comes near to 1, though e < 1 for every finite part.",
  events:
    "P_ω asks for a posterior above e, and e of the players' utilities comes near to 1: the n that this takes grows without bound.",
  "same-choice":
    "For every c < 1 some utility has e > c, and with prior and signals to match a posterior above c after every report turns its choice.",
  unchanged:
    "The bound speaks of A, K, X and v alone: a line of profiles crosses a change of the choice at most A(A − 1)(K − 1) times, whatever the utilities are.",
  participation:
    "Each environment has finitely many players; the equation E[u_i | s_i] = E[q*_i | s_i] is about one of them.",
  revenue: "Each environment has finitely many players; optimality is profile by profile.",
};

/** 𝒰 infinite: one n0, one e for all of it. */
export const dropFiniteUtilities = (ways: Partial<Ways> = {}): Claim =>
  probeClaim(
    {
      id: "basu/probe-drop-finite-utilities",
      statement:
        "With an infinite 𝒰 that satisfies (1), for every ε > 0 and δ in (0, 1) the conclusion still holds, with n0 and e < 1 for all of 𝒰.",
      hypotheses: ["π_0 > 0, v > 0, the rows of v differ", "(1) for mixtures of finitely many utilities"],
      readings,
      switchMeanings: {
        unbounded:
          "any infinite 𝒰: here the utilities with d at alternative 0 in state 0 and m at 1 in state 1, for all d, m > 0",
        bounded: "an infinite 𝒰 with values between −1 and 1: here those with d, m ≤ 1",
      },
      rows: rowsAt,
      said: `utilities with leads d and losses m of very different size, each as the only one of the players; c = ${Q.printRational(level)} and n0 given, others in the same way`,
      corners: {
        "a lead of at most 1/100": ({ environment }) =>
          Q.compare(leastLead(environment) ?? Q.one, Q.rational(1n, 100n)) <= 0,
        "a value of at least 100": ({ environment }) =>
          environment.utilities.flat(2).some((value) => Q.compare(value, Q.rational(100n)) >= 0),
        "values 0 and 1": ({ environment }) =>
          environment.utilities.flat(2).every((value) => Q.equals(value, Q.zero) || Q.equals(value, Q.one)),
      },
      changes: changesOf,
      asked: ({ conclusion, utilities }, made) => {
        if (conclusion === "incentives") {
          const isFixed = utilities === "unbounded" && made.length === 0;
          return isFixed ? { n0: "given" } : { n0: "own", stake: Q.rational(2n) };
        }
        if (conclusion === "events" && made.length === 0) return { n0: "given" };
        return { n0: "own", ...(needsLead.includes(conclusion!) && { level }) };
      },
      isInside: ({ environment }, { utilities }, made) =>
        (isBounded(environment) || (utilities === "unbounded" && !made.includes(bounded))) &&
        (isAhead(environment) || !made.includes(ahead)),
      argument: ({ conclusion, utilities }, made) =>
        made.length > 0
          ? "e = m/(d + m) ≤ R/(γ + R) with leads d ≥ γ and losses m ≤ R; gains by max |u(a, ω) − u(a, ω′)|."
          : arguments_[conclusion === "incentives" ? `incentives+${utilities}` : conclusion!]!,
      repaired: (switches) => `One n0, and e ≤ ${Q.printRational(level)}, do for every 𝒰 with ${changesOf(switches).join(" and ")}.`, // biome-ignore format: one line
      evidence: (budget, switches) => (switches.conclusion === "incentives" ? evidence(budget) : {}),
    },
    ways,
  );

/** The least n0 for ε = 1/4 by the scale t of the utility with values 0 and t. */
function evidence(budget: Budget): JsonObject {
  const scales = budget === "gate" ? ["1", "10"] : ["1", "10", "100", "10000", "1000000"];
  return {
    "least n0 by scale": Object.fromEntries(
      scales.map((t) => {
        const world = thresholdWorld(thresholdInstance(leading(t, t), "1/4", 12));
        return [t, thresholdAt(world, "any").leastN0];
      }),
    ),
  };
}
