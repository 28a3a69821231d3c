import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { compositionsOf } from "../../src/instance/basu-thresholds.js";
import { greatestWelfare } from "../../src/notions/revenue.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { WorstSides } from "../worst-choices.js";
import { balanceCases, balanceCorners } from "./balance-cases.js";
import { firstFailing, hasAllThree, type Payments, placesOf, sidesAt } from "./balance-parts.js";
import * as plain from "./plain.js";
import { hasEqualRows } from "./value-world.js";
import { type Meant, type WorkedClaim, workedClaim } from "./worked-claim.js";
import { absolute, fractionOf, isOfTheorem, isWithin, plainSum, presentIn, type WorkedWorld, workedWorld } from "./worked-world.js"; // biome-ignore format: one line

const atOptimum = "the expected welfare is meant at σ*";
const alike = "all players have the same utility";
const expected = "in expectation over the signals";
const worthZero = "some utility of 𝒰 has the same best alternative in all states, and it is worth 0 in expectation";

const changesOf = ({ payments, welfare, says }: Switches): readonly string[] =>
  says === "every-library"
    ? [worthZero]
    : [
        ...(welfare === "each-alternative" ? [atOptimum] : []),
        ...(payments === "each" ? [alike] : []),
        ...(payments === "signals" ? [expected] : []),
      ];

const paymentsOf = ({ switches, made }: Meant): Payments =>
  made.includes(expected) ? "sum" : (switches.payments as Payments);

/** E[Σ_i u_i(a, ω)] for each alternative, whatever is known. */
const priorWelfare = (world: WorkedWorld): readonly Q.Rational[] =>
  plain.expectedWelfare(world.environment, world.sizes(), world.environment.prior);

const isNear = (world: WorkedWorld, x: Q.Rational): boolean => Q.compare(absolute(x), world.slack) <= 0;

/** Whether some utility is best served by one alternative in all states, which is worth 0 to it in expectation. */
const hasWorthlessTop = ({ environment: { prior, utilities } }: WorkedWorld): boolean =>
  utilities.some((table) =>
    table.some(
      (row, a) =>
        table.every((other, b) => a === b || other.every((value, state) => Q.compare(row[state]!, value) > 0)) &&
        row.map((value, state) => Q.multiply(prior[state]!, value)).reduce(Q.add).numerator === 0n,
    ),
  );

function isInside(world: WorkedWorld, meant: Meant): boolean {
  const { switches, made } = meant;
  if (hasEqualRows(world) || world.players() <= world.leastThreshold()) return false;
  if (switches.environments === "theorem" && !isOfTheorem(world)) return false;
  if (switches.says === "every-library") return !made.includes(worthZero) || hasWorthlessTop(world);
  if (made.includes(alike) && presentIn(world).length > 1) return false;
  return switches.welfare === "optimum" || made.includes(atOptimum)
    ? isWithin(world.enjoyed(), world.slack)
    : priorWelfare(world).every((value) => isNear(world, value));
}

/** Whether some composition of as many players has an expected welfare within ε of 0. */
const hasBalanced = (world: WorkedWorld): boolean =>
  compositionsOf(world.environment, world.players()).some((sizes) =>
    isWithin(greatestWelfare({ ...world.environment, sizes }), world.slack),
  );

/** The same in plain fractions: the composition that comes closest. */
function closestSides(world: WorkedWorld): WorstSides {
  const { environment } = world;
  const welfareOf = (sizes: readonly number[]) =>
    plain.expectation(environment, world.players(), (counts, state) => {
      const [a] = plain.optimum(environment, sizes, counts, "first");
      return plainSum({ ...world, sizes: () => sizes }, (u) => environment.utilities[u]![a!]![state]!);
    });
  const found = plain.vectors(world.players(), environment.utilities.length).map(welfareOf).map(absolute);
  return {
    left: found.reduce(Q.minimum),
    right: world.slack,
    larger: "right",
    inequality: "|E[Σ_i u_i(σ*(s), ω)]| <= ε for some composition",
    explanation: `the least over all compositions of ${world.players()} players`,
  };
}

const argument = ({ says }: Switches): string =>
  says === "every-library"
    ? "If all players have that utility σ* is its best alternative at every belief, and the welfare is n times 0."
    : "Q(σ*, q*) = E[Σ_i u_i(σ*(s), ω)], so that one is within ε of 0 iff the other one is; participation is equation (5), and n is above n_0.";

/** What the example comes to where levels cancel. */
function evidence(): JsonObject {
  const example = balanceCases("standard").find(
    ({ instance }) => ((instance.environment as JsonObject).groups as readonly number[]).join() === "4,4",
  )!;
  const world = workedWorld(example.instance);
  return {
    identity: "Q(σ*, q*) = E[Σ_i u_i(σ*(s), ω)] at every n: the budget is balanced within ε iff the welfare is",
    many: "under (1) the welfare of n players is Σ_u n_u·L_u but for what wrong choices cost, L_u = Σ_ω π_0(ω)·u(a*(ω), ω): within ε for n > n_0 the L_u must cancel, and if all have the same sign it grows with n",
    levelsCancel: {
      players: world.players(),
      leastThreshold: world.leastThreshold(),
      welfare: Q.printRational(fractionOf(world.enjoyed())),
      revenue: Q.printRational(fractionOf(world.takenIn())),
      oneMore: "a ninth player of the first utility makes both nearly 1",
    },
  };
}

/** The second example after Theorem 1: ε-budget balance. */
export const budgetBalance = (read?: WorkedClaim["read"]): Claim =>
  workedClaim({
    id: "basu/example-budget-balance",
    statement:
      "If the profile of utilities is such that −ε ≤ E[Σ_i u_i(σ*(s), ω)] ≤ ε, then −ε ≤ E[Σ_i q*_i(s)] ≤ ε, and for |N| > n_0 the mechanism is ε-BIC, BIR and ε-budget balanced.",
    hypotheses: [
      "π_0 and v positive, the rows of v differ",
      "ε > 0, |N| > n_0, the least for this ε over all compositions",
    ],
    readings: readingsOf(
      { payments: ["sum", "each", "signals"], welfare: ["optimum", "each-alternative"] },
      { says: ["implies", "every-library"], environments: ["theorem", "any"] },
    ),
    switchMeanings: {
      sum: "the expected sum of all payments is within ε of 0",
      each: "the expected payment of each player is within ε of 0",
      signals: "the sum of all payments is within ε of 0 at all signals",
      optimum: "the expected welfare is that of σ*",
      "each-alternative": "the expected welfare of each alternative is within ε of 0, before any signal",
      implies: "if the expected welfare is close to 0, so are the payments",
      "every-library":
        "every environment of Theorem 1 has, for |N| > n_0, a profile of utilities with expected welfare within ε of 0",
      theorem: "in the environments of Theorem 1: (1) holds",
      any: "in every environment with rows of v that differ",
    },
    examples: (budget) => balanceCases(budget),
    describe: (budget, { says }) =>
      `${balanceCases(budget).length} environments with players and ε: ${says === "every-library" ? "all compositions of as many players" : "all signals and lies"}`,
    argument,
    corners: balanceCorners,
    isInside,
    holds: (world, meant) =>
      meant.switches.says === "every-library" ? hasBalanced(world) : hasAllThree(world, paymentsOf(meant)),
    exhibit: (world, meant) =>
      meant.switches.says === "every-library"
        ? {}
        : firstFailing(placesOf(world, paymentsOf(meant)), (place) => sidesAt(world, place)),
    choices: (meant): ReturnType<WorkedClaim["choices"]> =>
      meant.switches.says === "every-library" ? {} : { place: (world) => [...placesOf(world, paymentsOf(meant))] },
    sides: (world, { place }, meant) =>
      meant.switches.says === "every-library" ? closestSides(world) : sidesAt(world, place as JsonObject),
    changesOf,
    repaired: (switches) =>
      switches.says === "every-library"
        ? `There is such a profile for every n where ${worthZero}.`
        : `The three hold together as said: ${changesOf(switches).join(", and ")}.`,
    evidence: (_, { payments, welfare, says, environments }) =>
      [payments, welfare, says, environments].join() === "sum,optimum,implies,theorem" ? evidence() : {},
    ...(read && { read }),
  });
