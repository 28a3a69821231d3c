import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { isAssignment, isOpposed, isWanted, isWorthlessToLosers, objectCases, objectCorners, objectQuestions } from "./object-cases.js"; // biome-ignore format: one line
import * as plain from "./plain.js";
import { explicitThreshold } from "./plain-threshold.js";
import { mixtureChoices, mixtureSides } from "./segment-sides.js";
import { hasEqualRows } from "./value-world.js";
import { type Meant, type WorkedClaim, workedClaim } from "./worked-claim.js";
import { indices, isIndividuallyRational, plainSum, plainTakenIn, presentIn, takesAll, type WorkedWorld } from "./worked-world.js"; // biome-ignore format: one line

const oneGroup = "there is one group";
const opposed = "there is one group, or there are two whose values have opposite signs in every state";
const sameTop = "in every state there is one group that all groups want to have the object, and strictly";

const changesOf = ({ part, losers, values }: Switches): readonly string[] =>
  part !== "hypotheses" ? [] : losers === "anything" ? [sameTop] : [values === "positive" ? oneGroup : opposed];

const readings = readingsOf(
  { part: ["hypotheses", "truthful", "participation", "revenue"], losers: ["nothing", "anything"] },
  { values: ["any", "positive"] },
);

/** Whether each utility has one best alternative, the same for all, state by state: (1) by its definition at the vertices. */
function isUnanimous({ environment: { utilities, states } }: WorkedWorld): boolean {
  return indices(states).every((state) => {
    const best = utilities.map((table) => {
      const most = table.map((row) => row[state]!).reduce(Q.maximum);
      return indices(table.length).filter((a) => Q.equals(table[a]![state]!, most));
    });
    return best.every((places) => places.length === 1 && places[0] === best[0]![0]);
  });
}

function isInside(world: WorkedWorld, { switches, made }: Meant): boolean {
  const { environment } = world;
  return (
    isAssignment(environment) &&
    !hasEqualRows(world) &&
    (switches.losers === "anything" || isWorthlessToLosers(environment)) &&
    (switches.values === "any" || isWanted(environment)) &&
    (!made.includes(oneGroup) || environment.utilities.length === 1) &&
    (!made.includes(opposed) || environment.utilities.length === 1 || isOpposed(environment)) &&
    (!made.includes(sameTop) || isUnanimous(world))
  );
}

function holds(world: WorkedWorld, { switches }: Meant): boolean {
  if (switches.part === "hypotheses") return commonTop(world.environment) !== undefined;
  if (switches.part === "truthful") return world.leastThreshold() <= explicitThreshold(world.environment, world.slack);
  return switches.part === "participation" ? isIndividuallyRational(world) : takesAll(world);
}

function choices({ switches }: Meant): Choices<WorkedWorld> {
  if (switches.part === "hypotheses") return mixtureChoices;
  if (switches.part === "revenue") return {};
  if (switches.part === "participation") {
    return { utility: (world) => presentIn(world), signal: ({ environment }) => indices(environment.signals) };
  }
  return thresholdChoices;
}

/** A composition of the first n above the explicit threshold, and a lie. */
export const thresholdChoices: Choices<WorkedWorld> = {
  players: ({ environment, slack }) => [explicitThreshold(environment, slack) + 1],
  groups: ({ environment }, { players }) =>
    plain.vectors(players as number, environment.utilities.length).map((sizes) => [...sizes]),
  utility: (_, { groups }) => (groups as number[]).flatMap((size, u) => (size > 0 ? [u] : [])),
  signal: ({ environment }) => indices(environment.signals),
  report: ({ environment }) => indices(environment.signals),
};

/** gain(x → y) against ε at such choices. */
export function gainSides({ environment, tie, slack, price }: WorkedWorld, chosen: JsonObject): WorstSides {
  const [utility, signal, report] = [chosen.utility, chosen.signal, chosen.report] as number[];
  const payoff = (told: number) =>
    plain.expectedPayoff(environment, chosen.groups as number[], tie, utility!, signal!, told, price);
  return {
    left: Q.subtract(payoff(report!), payoff(signal!)),
    right: slack,
    larger: "right",
    inequality: "gain(x -> y) <= ε",
    explanation: `among ${chosen.players} players a player of group ${utility} who has the signal ${signal} says ${report}`,
  };
}

function sides(world: WorkedWorld, chosen: JsonObject, { switches }: Meant): WorstSides {
  const { environment, tie } = world;
  if (switches.part === "hypotheses") return mixtureSides(world, chosen);
  if (switches.part === "truthful") return gainSides(world, chosen);
  if (switches.part === "participation") {
    const [utility, signal] = [chosen.utility, chosen.signal] as number[];
    return {
      left: plain.expectedPayoff(environment, world.sizes(), tie, utility!, signal!, signal!, world.price),
      right: Q.zero,
      larger: "left",
      inequality: "E[u_i(σ*(s), ω) - q*_i(s) | s_i] >= 0",
      explanation: `a player of group ${utility} with the signal ${signal}`,
    };
  }
  const all = indices(environment.alternatives);
  const best = plain.expectation(environment, world.players(), (counts, state) => {
    const values = plain.expectedWelfare(environment, world.sizes(), plain.posterior(environment, counts));
    const most = values.reduce(Q.maximum);
    const a = all.find((place) => Q.equals(values[place]!, most))!;
    return plainSum(world, (u) => environment.utilities[u]![a]![state]!);
  });
  return {
    left: plainTakenIn(world),
    right: best,
    larger: "left",
    inequality: "Q(σ*, q*) >= max_σ E[Σ_i u_i(σ(s), ω)]",
    explanation: "no individually rational mechanism takes in more than the right side",
  };
}

const argument = ({ part }: Switches): string =>
  part === "hypotheses"
    ? "(1) holds iff in every state one alternative is the only best one of every utility. Where losing is worth 0, u_k has one of three or more alternatives as its only best iff it is k, so that no two groups agree; of two groups, both prefer group k to have it iff k's value is positive and the other's is negative."
    : part === "truthful"
      ? "All n, compositions, ties and ε: the bound on gains with the affinity of the likelihoods asks nothing of the utilities; exact sums up to where it takes over."
      : part === "participation"
        ? "Equation (5) asks nothing of the utilities: interim payoffs are 0."
        : "Whatever is individually rational takes in at most E[Σ_i u_i], which σ* makes greatest at every profile, and Q(σ*, q*) is all of that.";

const evidence = (): JsonObject => ({
  exactly:
    "with values v_k and losers at 0, hypothesis (1) holds iff there is one group, or there are two with v_0(ω)·v_1(ω) < 0 in every state: with three groups or more it never does",
  tie: "two groups that both want the object are tied at the mixture λ = (v_1, v_0)/(v_0 + v_1)",
  conclusions: "ε-BIC for n > n_0, participation and revenue are so all the same: they do not need (1)",
});

/** The first example after Theorem 1: an object for one of several groups. */
export const singleObject = (read?: WorkedClaim["read"]): Claim =>
  workedClaim({
    id: "basu/example-single-object",
    statement:
      "With A = 𝒰, where alternative u gives the object to N_u and each of its members enjoys u, Theorem 1 applies: its hypotheses are met, so (σ*, q*) is ε-optimal for all |N| > n_0.",
    hypotheses: ["π_0 and v positive, the rows of v differ", "ε > 0"],
    readings,
    switchMeanings: {
      hypotheses: "hypothesis (1) is met",
      truthful:
        "for every ε > 0 there is n_0 such that no gain is above ε for |N| > n_0, however the groups are composed",
      participation: "(σ*, q*) is individually rational at every n",
      revenue: "no individually rational mechanism takes in more than (σ*, q*)",
      nothing: "not obtaining the object is worth 0",
      anything: "to a group it may be worth anything who else obtains the object",
      any: "the object may be worth anything",
      positive: "the object is worth something to everybody in every state",
    },
    examples: (budget, { part }) => (part === "truthful" ? objectQuestions(budget) : objectCases(budget)),
    describe: (budget, { part }) =>
      `${objectCases(budget).length} assignments of an object to one to four groups${part === "truthful" ? ": all n, all compositions, all lies at ε = 1/10 or 1/4" : ""}`,
    argument,
    corners: objectCorners,
    isInside,
    holds,
    choices,
    sides,
    changesOf,
    repaired: ({ losers, values }) =>
      losers === "anything"
        ? "The hypotheses of Theorem 1 are met iff in every state all groups agree strictly on who should have the object."
        : values === "positive"
          ? "The hypotheses of Theorem 1 are met where there is one group only."
          : "The hypotheses of Theorem 1 are met where there is one group, or where of two groups one wants the object and the other one minds having it, in every state.",
    evidence: (_, { part }) => (part === "hypotheses" ? evidence() : {}),
    ...(read && { read }),
  });
