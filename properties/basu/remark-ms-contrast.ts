import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { balanceCases, balanceCorners, isTrade } from "./balance-cases.js";
import { firstFailing, hasAllThree, placesOf, sidesAt } from "./balance-parts.js";
import { outcomesOf, plainOutcomes } from "./drawn-outcomes.js";
import { traderChoices, traderSides, traderStands } from "./ms-setting.js";
import { mixtureChoices, mixtureSides } from "./segment-sides.js";
import { hasEqualRows } from "./value-world.js";
import { type Meant, type WorkedClaim, workedClaim } from "./worked-claim.js";
import { fractionOf, indices, isWithin, mostGained, takesAll, type WorkedWorld, workedWorld } from "./worked-world.js"; // biome-ignore format: one line

const littleToGain = "the expected gains from trade are at most ε";
const twoIsEnough = "two players are above n_0";
const forAll = "in expectation over the signals";
const givenSignals = "efficient given all signals";
const agreed = "in every state both strictly want the trade, or both strictly mind it";
const oneState = "there is one state";
const sameValues = "the trade is worth the same in every state to each of the two";

const settings: Readonly<Record<string, string>> = { theorem: agreed, independent: oneState, private: sameValues };

const changesOf = ({ situation, traders, setting, efficient, budget }: Switches): readonly string[] =>
  settings[setting!] !== undefined
    ? [settings[setting!]!]
    : [
        ...(situation === "any" ? [littleToGain] : []),
        ...(traders === "two" ? [twoIsEnough] : []),
        ...(efficient === "state" ? [givenSignals] : []),
        ...(budget === "signals" ? [forAll] : []),
      ];

const isAboutSetting = ({ switches }: Meant): boolean => switches.setting !== "as-given";
const paymentsOf = ({ switches, made }: Meant) => (switches.budget === "signals" && !made.includes(forAll) ? "signals" : "sum"); // biome-ignore format: one line
const isByState = ({ switches, made }: Meant): boolean =>
  switches.efficient === "state" && !made.includes(givenSignals);

const isConstant = (row: readonly Q.Rational[]): boolean => row.every((value) => Q.equals(value, row[0]!));

/** What the repairs of the readings about the setting ask for. */
function isOfSetting({ environment: { states, utilities } }: WorkedWorld, made: readonly string[]): boolean {
  const [buyer, seller] = utilities.map((table) => table[0]!);
  if (made.includes(oneState) && states > 1) return false;
  if (made.includes(sameValues) && !(isConstant(buyer!) && isConstant(seller!))) return false;
  return (
    !made.includes(agreed) || buyer!.every((value, state) => Q.signOfRational(Q.multiply(value, seller![state]!)) > 0)
  );
}

function isInside(world: WorkedWorld, meant: Meant): boolean {
  const { switches, made } = meant;
  if (!isTrade(world.environment) || hasEqualRows(world)) return false;
  if (isAboutSetting(meant)) return isOfSetting(world, made);
  if (switches.traders === "two" && world.sizes().join() !== "1,1") return false;
  const isLarge = switches.traders === "crowds" || made.includes(twoIsEnough);
  if (isLarge && world.players() <= world.leastThreshold()) return false;
  const isLittle = switches.situation === "balanced" || made.includes(littleToGain);
  return !isLittle || isWithin(world.enjoyed(), world.slack);
}

/** Whether the choice is best in every state itself. */
const isBestInState = (world: WorkedWorld): boolean =>
  outcomesOf(world).every(({ alternative }) =>
    indices(world.environment.states).every((state) => Q.signOfRational(lead(world, alternative, state)) >= 0),
  );

/** By how much an alternative leads the other one in welfare in a state. */
const lead = ({ environment: { utilities }, ...world }: WorkedWorld, alternative: number, state: number): Q.Rational =>
  world
    .sizes()
    .map((size, u) =>
      Q.multiply(
        Q.rational(BigInt(size)),
        Q.subtract(utilities[u]![alternative]![state]!, utilities[u]![1 - alternative]![state]!),
      ),
    )
    .reduce(Q.add);

function holds(world: WorkedWorld, meant: Meant): boolean {
  const { setting } = meant.switches;
  if (setting === "theorem") return commonTop(world.environment) !== undefined;
  if (setting === "independent" || setting === "private") return traderStands(world, setting);
  return hasAllThree(world, paymentsOf(meant)) && (isByState(meant) ? isBestInState(world) : takesAll(world));
}

function choices(meant: Meant): Choices<WorkedWorld> {
  const { setting } = meant.switches;
  if (setting === "theorem") return mixtureChoices;
  if (setting === "independent" || setting === "private") return traderChoices(setting);
  return { place: (world) => [...allPlaces(world, meant)] };
}

/** The inequalities of the three properties, and those of efficiency. */
function allPlaces(world: WorkedWorld, meant: Meant): readonly JsonObject[] {
  const states = isByState(meant) ? indices(world.environment.states).map((state) => ({ state })) : [{}];
  const efficient = plainOutcomes(world).flatMap(({ counts, alternative }) =>
    states.map((state) => ({ part: "efficient", counts: [...counts], alternative, ...state })),
  );
  return [...placesOf(world, paymentsOf(meant)), ...efficient];
}

function sides(world: WorkedWorld, chosen: JsonObject, meant: Meant): WorstSides {
  const { setting } = meant.switches;
  if (setting === "theorem") return mixtureSides(world, chosen);
  if (setting === "independent" || setting === "private") return traderSides(world, setting, chosen);
  const place = chosen.place as JsonObject;
  if (place.part !== "efficient") return sidesAt(world, place);
  const { counts, alternative, state } = place as Record<string, number>;
  const own = plainOutcomes(world).find((outcome) => outcome.counts.join() === String(counts))!;
  const ahead = (w: number) => lead(world, alternative!, w);
  return {
    left: state === undefined ? own.posterior.map((chance, w) => Q.multiply(chance, ahead(w))).reduce(Q.add) : ahead(state), // biome-ignore format: one line
    right: Q.zero,
    larger: "left",
    inequality: `the lead of σ* in ${state === undefined ? "expected welfare" : "welfare"} over the other alternative >= 0`,
    explanation: `signals by counts ${String(counts)}, ${alternative === 0 ? "trade" : "no trade"}${state === undefined ? "" : `, state ${state}`}`,
  };
}

/** Gains from trade, revenue and largest gain from a lie of the trades between two. */
function evidence(): JsonObject {
  const trades = balanceCases("gate").filter(({ instance }) => {
    const { environment } = workedWorld(instance);
    return isTrade(environment) && environment.states > 1;
  });
  return {
    identity:
      "Q(σ*, q*) is all of the expected gains from trade: the budget is balanced within ε iff there is at most ε to be gained",
    trades: trades.map(({ instance }) => {
      const world = workedWorld(instance);
      const [buyer, seller] = world.environment.utilities.map((table) => table[0]!.map(Q.printRational));
      return {
        buyer: buyer!,
        seller: seller!,
        gainsFromTrade: Q.printRational(fractionOf(world.enjoyed())),
        revenue: Q.printRational(fractionOf(world.takenIn())),
        largestGain: Q.printRational(mostGained(world)),
      };
    }),
    setting:
      "the impossibility is about values that each trader knows and that are independent; here values are public but for a common state, of which both have signals",
  };
}

/** The last sentence of Section 2: the contrast to the impossibility of efficient bilateral trade. */
export const msContrast = (read?: WorkedClaim["read"]): Claim =>
  workedClaim({
    id: "basu/remark-ms-contrast",
    statement:
      "Where a buyer's and a seller's expected welfare is within ε of 0 and |N| > n_0, (σ*, q*) is efficient, ε-BIC, BIR and ε-budget balanced, in contrast to bilateral trade with private information, where nothing is all four.",
    hypotheses: [
      "{trade, no trade}, no trade worth 0 to both sides",
      "π_0 and v positive, the rows of v differ",
      "ε > 0",
    ],
    readings: readingsOf(
      { situation: ["balanced", "any"], traders: ["crowds", "two"] },
      {
        setting: ["as-given", "theorem", "independent", "private"],
        efficient: ["given-signals", "state"],
        budget: ["sum", "signals"],
      },
    ),
    switchMeanings: {
      balanced: "the expected welfare, that is the gains from trade, is within ε of 0",
      any: "whatever there is to be gained from trade",
      crowds: "any numbers of buyers and sellers with n > n_0",
      two: "one buyer and one seller, whether or not 2 > n_0",
      "as-given": "the four properties are what is claimed",
      theorem: "the trade meets hypothesis (1) of Theorem 1",
      independent: "signals of two traders are independent, as types are in the impossibility",
      private: "a trader's own signal tells her value: nobody else's signal changes it, as in the impossibility",
      "given-signals": "efficient means greatest expected welfare given all signals",
      state: "efficient means greatest welfare in the state itself",
      sum: "the expected sum of payments is within ε of 0",
      signals: "the sum of payments is within ε of 0 at all signals",
    },
    examples: (budget) => balanceCases(budget),
    describe: (budget) =>
      `${balanceCases(budget).length} environments with players and ε, those that are trades: all signals and lies`,
    argument: ({ setting }) =>
      setting === "as-given"
        ? "No trade is worth 0, so that welfare at σ* is the gains from trade, and Q(σ*, q*) is all of them; efficiency is the definition of σ*."
        : setting === "theorem"
          ? "{trade, no trade}: one alternative is the only best one of both in a state iff their values have the same strict sign there."
          : "With one state signals say nothing; with the same value in every state no belief changes it.",
    corners: balanceCorners,
    isInside,
    holds,
    exhibit: (world, meant) =>
      isAboutSetting(meant) ? {} : firstFailing(allPlaces(world, meant), (place) => sides(world, { place }, meant)),
    choices,
    sides,
    changesOf,
    repaired: (switches) => `As said, where ${changesOf(switches).join(", and ")}.`,
    evidence: (_, { situation, traders, setting, efficient, budget }) =>
      [situation, traders, setting, efficient, budget].join() === "balanced,crowds,as-given,given-signals,sum"
        ? evidence()
        : {},
    ...(read && { read }),
  });
