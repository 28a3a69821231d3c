import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import { priors } from "../../generators/priors.js";
import type { Claim, Example } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { ExternalityFormat } from "../../src/instance/cckmv-expected-externality.js";
import { printValues, readValues } from "../../src/instance/format.js";
import { readChoice } from "../../src/instance/input.js";
import type { Expectation, PriorEnvironment } from "../../src/mechanisms/cckmv/expected-externality.js";
import { integersWithoutLog } from "../../src/number/log-ring.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type Words, wordsOf } from "../words.js";
import { worstCheck } from "../worst-choices.js";
import { priorCorners, priorCornersOf } from "./prior-corners.js";
import { type Criterion, gameOf, type PriorGame } from "./prior-game.js";
import { simplerPriors } from "./prior-moves.js";
import { describePriors, environmentOf, leastTypes, type PriorCase, priorCases } from "./priors.js";

/** What is particular to one claim about expected externality; the rest is the same for all. */
export interface ExternalityClaim extends Words {
  /** Why the enumerated priors stand for more, where they do. */
  readonly argument?: string;
  /** 1 unless told. */
  readonly leastPlayers?: number;
  /** How the charge (7) is averaged under a reading. */
  expectation(switches: Switches): Expectation;
  criterion(switches: Switches): Criterion;
  readonly repair?: Claim<PriorCase>["repair"];
}

const drawsAt = { gate: 6, standard: 60, deep: 600 } as const;

/** The whole claim: domain, corners, exhibits and random examples are those of all priors. */
export function externalityClaim(format: ExternalityFormat, parts: ExternalityClaim): Claim<PriorCase> {
  const { argument, leastPlayers = 1 } = parts;
  const gameAt = (environment: PriorEnvironment, switches: Switches): PriorGame =>
    gameOf(format.mechanism, { expectation: parts.expectation(switches) }, environment);
  const caseGame = (c: PriorCase, switches: Switches): PriorGame =>
    gameOf(format.mechanism, { expectation: parts.expectation(switches) }, environmentOf(c), leastTypes(c));
  const instanceOf = (environment: PriorEnvironment, switches: Switches): JsonObject =>
    printValues(format, {
      parameters: { expectation: parts.expectation(switches) },
      environment,
      profile: [],
      byCounts: false,
    });
  const gameIn = ({ instance }: Example, switches: Switches): PriorGame => {
    readChoice(instance.mechanism, "instance.mechanism", [format.mechanism.id]);
    const { parameters, environment } = readValues(format, instance);
    readChoice(parameters.expectation, "instance.parameters.expectation", [parts.expectation(switches)]);
    return gameAt(environment, switches);
  };
  return {
    ...wordsOf("cckmv", parts),
    corners: priorCorners,
    domain: (budget) => ({
      description: describePriors(budget, leastPlayers),
      ...(argument !== undefined && { argument }),
      cases: priorCases(budget, leastPlayers),
      exhaustive: true,
      draws: drawsAt[budget],
    }),
    // Readings and repairs often say the same of one prior; a claim without ε is decided over one ring.
    decide: (R, c, switches) =>
      known(format.mechanism, c, `${parts.expectation(switches)} ${parts.criterion(switches).name}`, () =>
        parts.criterion(switches).decide(R, caseGame(c, switches)),
      ),
    cornersOf: (c) => known(priorCornersOf, c, "corners", () => priorCornersOf(environmentOf(c))),
    exhibit(c, _base, switches) {
      const { witness } = parts.criterion(switches).decide(integersWithoutLog, caseGame(c, switches));
      return { instance: instanceOf(environmentOf(c), switches), choices: witness };
    },
    check(example, switches) {
      const [game, { choices, sides }] = [gameIn(example, switches), parts.criterion(switches)];
      const worst = worstCheck(choices, game, example.choices, (chosen) => sides(game, chosen));
      return { ...worst, corners: priorCornersOf(game.environment) };
    },
    // Reports of many players at once are too many to be tried at every step of a search; these choices stay as they are.
    completed: ["player", "truth", "lie"],
    alternatives: (example, switches) =>
      parts.criterion(switches).drawn
        ? []
        : simplerPriors(gameIn(example, switches).environment)
            .filter(({ prior }) => prior.profiles[0]!.length >= leastPlayers)
            .map((environment) => ({ instance: instanceOf(environment, switches), choices: {} })),
    draw: (switches) => ({
      sample: (seed, count) =>
        sample(fc.record({ c: priors, dice: fc.infiniteStream(fc.nat({ max: 5039 })) }), seed, count).map(
          ({ c, dice }) => {
            const environment = environmentOf(c);
            const criterion = parts.criterion(switches);
            const choices = criterion.drawn ? drawnChoices(criterion, gameAt(environment, switches), dice) : {};
            return { instance: instanceOf(environment, switches), choices };
          },
        ),
    }),
    ...(parts.repair ? { repair: parts.repair } : {}),
  };
}

/** What was found of a case before, by what it is about and a name. */
function known<V>(about: object, c: PriorCase, name: string, find: () => V): V {
  const cases = found.get(about) ?? new WeakMap<PriorCase, Map<string, unknown>>();
  found.set(about, cases);
  const values = cases.get(c) ?? new Map<string, unknown>();
  cases.set(c, values);
  if (!values.has(name)) values.set(name, find());
  return values.get(name) as V;
}

const found = new WeakMap<object, WeakMap<PriorCase, Map<string, unknown>>>();

/** Every choice by a die, given those before. */
function drawnChoices({ choices }: Criterion, game: PriorGame, dice: fc.Stream<number>): JsonObject {
  let chosen: JsonObject = {};
  for (const [name, values] of Object.entries(choices)) {
    const all = values(game, chosen);
    const die = BigInt(dice.next().value!);
    chosen = { ...chosen, [name]: all[Number(die % BigInt(all.length))]! };
  }
  return chosen;
}
