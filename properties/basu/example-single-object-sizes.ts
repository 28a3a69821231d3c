import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { complianceUpTo, compositionsOf, posteriorGains } from "../../src/instance/basu-thresholds.js";
import { compareSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { gainSides, thresholdChoices } from "./example-single-object.js";
import { isAssignment, isWorthlessToLosers, objectCorners, objectQuestions } from "./object-cases.js";
import { expectedPayoff } from "./plain.js";
import { explicitThreshold } from "./plain-threshold.js";
import { remembered } from "./remembered.js";
import { hasEqualRows } from "./value-world.js";
import { type Meant, type WorkedClaim, workedClaim } from "./worked-claim.js";
import { indices, type WorkedWorld, workedWorld } from "./worked-world.js";

type Sizes = readonly number[];

/** Whether a composition is one of those that a reading speaks of. */
const families: Readonly<Record<string, (sizes: Sizes) => boolean>> = {
  any: () => true,
  lone: (sizes) => sizes.length === 1 || sizes.filter((size) => size === 1).length === sizes.length - 1,
  halves: (sizes) => sizes.every((size) => sizes.every((other) => -1 <= size - other && size - other <= 1)),
  one: (sizes) => sizes.filter((size) => size > 0).length === 1,
};

const above = "n is above the least n_0 that serves all compositions";

const compositionsIn = ({ environment }: WorkedWorld, players: number, family: string): readonly Sizes[] =>
  compositionsOf(environment, players).filter(families[family]!);

const gainsAt = ({ environment, tie }: WorkedWorld, players: number, compositions: readonly Sizes[]) =>
  posteriorGains(environment, tie, players, compositions);

const thresholds = remembered<number>();

/** The largest violating n over the compositions of a family. */
function thresholdOf(world: WorkedWorld, family: string): number {
  if (family === "any") return world.leastThreshold();
  return thresholds(world.environment, family, () => {
    const gains = (n: number) => gainsAt(world, n, compositionsIn(world, n, family));
    return complianceUpTo(gains, [world.slack], world.leastThreshold())[0]!.largestViolating;
  });
}

const differences = remembered<JsonObject | undefined>();

/** An n with one composition that complies and another one that does not; undefined where there is none. */
const difference = (world: WorkedWorld): JsonObject | undefined =>
  differences(world.environment, "", () => findDifference(world));

function findDifference(world: WorkedWorld): JsonObject | undefined {
  for (let n = 1; n <= world.leastThreshold(); n++) {
    const all = compositionsOf(world.environment, n);
    const complies = (sizes: Sizes) => gainsAt(world, n, [sizes]).every((gain) => compareSum(gain, world.slack) <= 0);
    const [good, bad] = [all.find(complies), all.find((sizes) => !complies(sizes))];
    if (good && bad) return { players: n, groups: [...bad], other: [...good] };
  }
  return undefined;
}

const isAlike = ({ switches }: Meant): boolean => switches.means === "same-for-each";

function choices(meant: Meant): Choices<WorkedWorld> {
  const { switches, made } = meant;
  if (isAlike(meant)) {
    const sizes = ({ environment }: WorkedWorld, { players }: JsonObject) =>
      compositionsOf(environment, players as number).map((groups) => [...groups]);
    return {
      players: (world) =>
        made.includes(above)
          ? [world.leastThreshold() + 1]
          : indices(explicitThreshold(world.environment, world.slack) + 1).slice(1),
      groups: sizes,
      other: sizes,
    };
  }
  const { groups, ...rest } = thresholdChoices;
  const ofFamily: Choices<WorkedWorld>[string] = (world, chosen) =>
    groups!(world, chosen).filter((sizes) => families[switches.sizes!]!(sizes as Sizes));
  return { players: rest.players!, groups: ofFamily, ...rest };
}

function sides(world: WorkedWorld, chosen: JsonObject, meant: Meant): WorstSides {
  if (!isAlike(meant)) return gainSides(world, chosen);
  const { environment, tie, slack, price } = world;
  const signals = indices(environment.signals);
  const most = (sizes: Sizes) =>
    sizes
      .flatMap((size, u) => (size > 0 ? [u] : []))
      .flatMap((u) =>
        signals.flatMap((x) => {
          const payoffs = signals.map((y) => expectedPayoff(environment, sizes, tie, u, x, y, price));
          return payoffs.map((payoff) => Q.subtract(payoff, payoffs[x]!));
        }),
      )
      .reduce(Q.maximum);
  const [left, right] = [most(chosen.groups as Sizes), most(chosen.other as Sizes)];
  const isAtMost = (gain: Q.Rational) => Q.compare(gain, slack) <= 0;
  return {
    left,
    right,
    larger: "right",
    holds: isAtMost(left) === isAtMost(right),
    inequality: "the largest gain of one composition is at most ε iff that of the other one is",
    explanation: `${chosen.players} players as ${(chosen.groups as Sizes).join(" + ")} and as ${(chosen.other as Sizes).join(" + ")}, ε = ${Q.printRational(slack)}`,
  };
}

const changesOf = ({ means }: Switches): readonly string[] => (means === "same-for-each" ? [above] : []);

const isFairPair = (environment: Json | undefined): boolean =>
  canonical((environment as JsonObject).utilities!) === '[[["1","2"],["0","0"]],[["0","0"],["2","1"]]]';

/** Exact thresholds of one example, family by family. */
function evidence(): JsonObject {
  const { instance } = objectQuestions("standard").find(({ instance: { environment } }) => isFairPair(environment))!;
  const world = workedWorld(instance);
  return {
    example: "values (1, 2) and (2, 1), two states and signals with likelihoods 3/4 and 1/4",
    epsilon: "1/10",
    largestViolating: Object.fromEntries(Object.keys(families).map((family) => [family, thresholdOf(world, family)])),
    explicit: explicitThreshold(world.environment, world.slack),
    bound: "n_0 <= 1 + C/(tε) for every ε > 0, whatever the composition, with C and t of the explicit bound on gains",
  };
}

/** The first example after Theorem 1: only the number of all players has to grow. */
export const singleObjectSizes = (read?: WorkedClaim["read"]): Claim =>
  workedClaim({
    id: "basu/example-single-object-sizes",
    statement:
      "For every ε > 0 there is n_0 such that no gain is above ε as soon as Σ_u |N_u| > n_0, however many of the players are in each group.",
    hypotheses: ["π_0 and v positive, the rows of v differ", "ε > 0"],
    readings: readingsOf(
      { means: ["serves-all", "same-for-each"], losers: ["nothing", "anything"] },
      { sizes: ["any", "lone", "halves", "one"] },
    ),
    switchMeanings: {
      "serves-all": "one n_0 serves all compositions",
      "same-for-each": "whether a number of players is enough is the same for every composition",
      nothing: "not obtaining the object is worth 0",
      anything: "to a group it may be worth anything who else obtains the object",
      any: "every composition (n_u)_u of n",
      lone: "all groups but one have one member",
      halves: "the groups have sizes that differ by at most one",
      one: "all players are in one group",
    },
    examples: (budget) => objectQuestions(budget),
    describe: (budget) =>
      `${objectQuestions(budget).length} assignments of an object to one to four groups: all n, all compositions, all lies at ε = 1/10 or 1/4`,
    argument: () =>
      "The bound on gains with the affinity of the likelihoods has neither the composition nor the rule in it; exact sums over all compositions up to where it takes over.",
    corners: objectCorners,
    isInside: (world, { switches }) =>
      isAssignment(world.environment) &&
      !hasEqualRows(world) &&
      (switches.losers === "anything" || isWorthlessToLosers(world.environment)),
    holds: (world, meant) =>
      isAlike(meant) && !meant.made.includes(above)
        ? difference(world) === undefined
        : thresholdOf(world, meant.switches.sizes!) <= explicitThreshold(world.environment, world.slack),
    exhibit: (world, meant) => (isAlike(meant) ? (difference(world) ?? {}) : {}),
    choices,
    sides,
    changesOf,
    repaired: () => "Above the least n_0 that serves all compositions, every composition is enough.",
    evidence: (_, { means, sizes, losers }) =>
      means === "serves-all" && sizes === "any" && losers === "nothing" ? evidence() : {},
    ...(read && { read }),
  });
