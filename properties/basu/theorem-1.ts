import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Population, Sizes } from "../../src/game/bayesian-environment.js";
import { compositionsOf } from "../../src/instance/basu-thresholds.js";
import { posteriorPrice } from "../../src/mechanisms/basu/posterior-price.js";
import { type Tie, ties } from "../../src/mechanisms/basu/tie.js";
import { cellsByCounts, interimUtility, seatOf } from "../../src/notions/interim-incentives.js";
import { greatestWelfare, revenue } from "../../src/notions/revenue.js";
import { compareSums, signOfSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import type { WorstSides } from "../worst-choices.js";
import { type Selection, selections } from "./any-selection.js";
import * as plain from "./plain.js";
import { plainEnclosedGain } from "./plain-gains.js";
import { allProfiles, countsOf } from "./plain-table.js";
import { profileRules } from "./profile-rules.js";
import { remembered } from "./remembered.js";
import { bicArgument, gainSides, thresholdCorners, witnessOf } from "./theorem-1-bic.js";
import { thresholdExamples, thresholdSaid } from "./theorem-1-cases.js";
import {
  type GainOf,
  isOfTheoremPlainly,
  lieChoices,
  plainGains,
  type ThresholdWorld,
  thresholdAt,
  thresholdWorld,
} from "./theorem-1-world.js";

const readings = readingsOf({ competitors: ["approximately-truthful", "rational"] }, { choice: selections });

const meanings = {
  "approximately-truthful": "Q(σ*, q*) is the largest among the ε-BIC and BIR mechanisms, as Definition 3 has it",
  rational: "it is the largest among all BIR mechanisms, truthful or not, as the proof has it",
  any: "σ*(s) is any maximiser, another one at every profile if need be",
  first: "the maximiser of lowest index",
  last: "the maximiser of highest index",
  uniform: "a maximiser by an even lottery, each with its own payments",
};

/** Participation and revenue are looked at for so many players; they hold at every n by the same identity. */
const players = { decided: 3, checked: 2 } as const;
/** So many rules are put against σ* by a check. */
const fewRules = 4096n;

/** The tie rules that a selection is looked at under. */
const tiesOf = ({ choice }: Switches): readonly Tie[] => (choice === "any" ? ties : [choice as Tie]);

/** Whether everybody takes part and nothing raises more, at some sizes of the groups. */
function isRationalAndBest(environment: ThresholdWorld["environment"], sizes: Sizes, tie: Tie): boolean {
  const population: Population = { ...environment, sizes };
  const mechanism = posteriorPrice(population, tie);
  const n = sizes.reduce((x, y) => x + y, 0);
  const cells = cellsByCounts(environment, n, mechanism);
  const takesPart = sizes.every(
    (size, u) =>
      size === 0 ||
      environment.likelihood[0]!.every(
        (_, x) => signOfSum(interimUtility(environment, cells, n - 1, seatOf(u), x)) >= 0,
      ),
  );
  return takesPart && compareSums(revenue(population, mechanism), greatestWelfare(population)) >= 0;
}

const known = remembered<boolean>();

/** The same at every composition of few players. */
const isAlwaysRationalAndBest = ({ environment }: ThresholdWorld, tie: Tie): boolean =>
  known(environment, tie, () =>
    Array.from({ length: players.decided }, (_, i) => i + 1).every((n) =>
      compositionsOf(environment, n).every((sizes) => isRationalAndBest(environment, sizes, tie)),
    ),
  );

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1);
/** A tie rule for the plain formulas: any selection raises the same and leaves the same to the players. */
const tieOf = ({ choice }: Switches): Tie => (choice === "any" ? "first" : (choice as Tie));

/** Every rule on the profiles where these are few, else the constant ones. */
function rulesFor({ environment }: ThresholdWorld, n: number): readonly Json[] {
  const count = allProfiles(environment.signals, n).length;
  const { alternatives } = environment;
  if (BigInt(alternatives) ** BigInt(count) <= fewRules) {
    return Array.from(profileRules(count, alternatives), (rule) => [...rule]);
  }
  return upTo(alternatives).map((a) => Array.from({ length: count }, () => a - 1));
}

/** E[Σ_i u_i(σ(s), ω)] for a rule on profiles: what it raises at best where everybody takes part. */
function raisedBy({ environment }: ThresholdWorld, groups: Sizes, rule: readonly number[]): Q.Rational {
  const n = groups.reduce((x, y) => x + y, 0);
  const terms = allProfiles(environment.signals, n).map((profile, s) => {
    const counts = countsOf(environment.signals, profile);
    const chance = environment.prior
      .map((prior, state) => profile.reduce((p, x) => Q.multiply(p, environment.likelihood[state]![x]!), prior))
      .reduce(Q.add);
    const worth = plain.expectedWelfare(environment, groups, plain.posterior(environment, counts));
    return Q.multiply(chance, worth[rule[s]!]!);
  });
  return terms.reduce(Q.add);
}

/** Q(σ*, q*) as printed. */
const ownRevenue = ({ environment }: ThresholdWorld, groups: Sizes, tie: Tie, price: typeof plain.payment) =>
  plain.expectation(
    environment,
    groups.reduce((x, y) => x + y, 0),
    (counts) => {
      const drawn = plain.optimum(environment, groups, counts, tie);
      const paid = drawn.flatMap((a) =>
        groups.map((size, u) => Q.multiply(Q.rational(BigInt(size)), price(environment, counts, u, a))),
      );
      return Q.divide(paid.reduce(Q.add), Q.rational(BigInt(drawn.length)));
    },
  );

function participationSides(
  world: ThresholdWorld,
  choices: JsonObject,
  tie: Tie,
  price: typeof plain.payment,
): WorstSides {
  const [groups, u, x] = [choices.groups, choices.utility, choices.signal] as unknown as [Sizes, number, number];
  return {
    left: plain.expectedPayoff(world.environment, groups, tie, u, x, x, price),
    right: Q.zero,
    larger: "left",
    inequality: "E[u_i(σ*(s), ω) − q*_i(s) | s_i] >= 0",
    explanation: `what a player with signal ${x} expects from taking part, among ${choices.n}`,
  };
}

function revenueSides(world: ThresholdWorld, choices: JsonObject, tie: Tie, price: typeof plain.payment): WorstSides {
  const groups = choices.groups as readonly number[];
  return {
    left: ownRevenue(world, groups, tie, price),
    right: raisedBy(world, groups, choices.rule as readonly number[]),
    larger: "left",
    inequality: "Q(σ*, q*) >= Q(σ, q)",
    explanation: "against the rule listed, one alternative a profile, with payments that raise the most under BIR",
  };
}

/** What a broken mechanism is made of: how its gains are computed, and what it asks for. */
export interface Broken {
  readonly gainOf?: GainOf;
  readonly price?: typeof plain.payment;
}

/** Theorem 1: (σ*, q*) is ε-optimal for |N| > n0. */
export function theorem1({ gainOf = plainEnclosedGain, price = plain.payment }: Broken = {}): Claim {
  const gainsAt = plainGains(gainOf);
  const isTruthful = ({ conclusion }: JsonObject) => conclusion === "truthful";
  return exampleClaim<ThresholdWorld>(thresholdWorld, {
    id: "basu/theorem-1",
    citation: cite("basu", "Theorem 1"),
    statement:
      "For every ε > 0 there is n0 such that in every environment with |N| > n0 and these A, Ω, X, π_0, v, 𝒰 the mechanism (σ*, q*) is ε-BIC and BIR, and Q(σ*, q*) ≥ Q(σ, q) for every other mechanism (σ, q) that is.",
    hypotheses: ["v > 0, the rows of v differ", "(1) for every mixture and state", "ε > 0"],
    readings,
    switchMeanings: meanings,
    examples: (budget, { choice }) => thresholdExamples(budget, choice as Selection),
    describe: (budget) =>
      `${thresholdSaid(budget)}; participation and revenue at 1 to ${players.decided} players, as at every n by the argument`,
    argument: () =>
      `${bicArgument} Every n, selection and tie: given the reported signals (σ*, q*) leaves every player 0, so each interim payoff is 0; and BIR bounds Q(σ, q) by E[Σ_i u_i(σ(s), ω)] ≤ E[max_a Σ_i E[u_i(a, ω) | s]] = Q(σ*, q*), whether or not (σ, q) is ε-BIC.`,
    corners: thresholdCorners,
    decide(world, _, switches) {
      const holds =
        thresholdAt(world, switches.choice as Selection).leastN0 <= witnessOf(world, switches) &&
        tiesOf(switches).every((tie) => isAlwaysRationalAndBest(world, tie));
      const hypotheses = world.isOfTheorem() ? "inside" : "outside";
      return { hypotheses, holds };
    },
    choices: (switches) => ({
      conclusion: () => ["truthful", "participation", "revenue"],
      n0: (world, given) => [given.n0 ?? (isTruthful(given) ? witnessOf(world, switches) : 0)],
      n(_, given) {
        if (typeof given.n === "number" && given.n > (given.n0 as number)) return [given.n];
        return isTruthful(given) ? [(given.n0 as number) + 1] : upTo(players.checked);
      },
      groups: lieChoices.groups,
      utility: (world, given) => (given.conclusion === "revenue" ? [null] : lieChoices.utility(world, given)),
      signal: (world, given) => (given.conclusion === "revenue" ? [null] : lieChoices.signal(world)),
      report: (world, given) => (isTruthful(given) ? lieChoices.report(world) : [null]),
      rule: (world, given) => (given.conclusion === "revenue" ? rulesFor(world, given.n as number) : [null]),
    }),
    completed: ["conclusion", "n0", "n", "groups", "utility", "signal", "report", "rule"],
    sides(world, choices, switches) {
      const { conclusion, n } = choices;
      const hypotheses = isOfTheoremPlainly(world) ? "inside" : "outside";
      if (conclusion === "truthful") {
        const gains = gainsAt(world, switches.choice as Selection, n as number);
        return { ...gainSides(world, gains, choices), hypotheses };
      }
      const sides = conclusion === "participation" ? participationSides : revenueSides;
      return { ...sides(world, choices, tieOf(switches), price), hypotheses };
    },
    evidence: () => ({
      exactly:
        "(σ*, q*) is ε-optimal iff no gain is above ε: participation and the comparison of revenues hold at every n",
      competitors: "ε-BIC of the others is not used, so the two readings of Definition 3 agree",
    }),
  });
}
