import { type Arbitrary, constant } from "fast-check";
import { elections, sample } from "../../generators/elections.js";
import { bases } from "../../generators/rationals.js";
import type { Check, Claim, Example } from "../../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import { refuse } from "../../src/instance/input.js";
import type { Candidate, Vote } from "../../src/mechanisms/cckmv/election.js";
import { divide, type Rational } from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import { probability } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import {
  type ElectionCase,
  type ElectionSetting,
  electionCases,
  electionCorners,
  electionCornersOf,
  electionInstance,
  electionSetting,
  histograms,
  restOf,
  type Subject,
  votersAt,
} from "./elections.js";

/** What is particular to one claim about one voter of an election; the rest of the claim is the same for all. */
export interface ElectionClaim {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  /** Why the enumerated profiles stand for all. */
  readonly argument: string;
  decide<S>(
    R: OrderedRing<S>,
    situation: Situation<Vote, Candidate, S>,
    c: ElectionCase,
    switches: Switches,
  ): Finding<S>;
  /** The choices of the counterexample at a failing case, for a player numbered 0 whose report is her type. */
  choices(c: ElectionCase, base: Rational | undefined, switches: Switches): JsonObject;
  check(
    setting: ElectionSetting,
    choices: JsonObject,
    switches: Switches,
  ): Omit<Check, "choices"> & { choices?: JsonObject };
  /** Further corners, reached by random examples. */
  readonly drawnCorners?: readonly string[];
  /** How the choices of a random example are drawn; without it a random example has the worst choices. */
  readonly drawChoices?: (switches: Switches) => Arbitrary<DrawnChoices>;
  readonly repair?: Claim<ElectionCase>["repair"];
}

/** The choices of a random example, once its situation and ε are known. */
export type DrawnChoices = (c: ElectionCase, setting: ElectionSetting) => JsonObject;

const worstChoices: Arbitrary<DrawnChoices> = constant(() => ({}));

const drawsAt = { gate: 60, standard: 600, deep: 6000 } as const;

/** The whole claim: domain, corners, exhibits and random examples are those of every election. */
export function electionClaim(under: Subject, parts: ElectionClaim): Claim<ElectionCase> {
  const { id, place, statement, hypotheses, switchMeanings, argument, repair } = parts;
  return {
    id,
    citation: cite("cckmv", place),
    statement,
    hypotheses,
    readings: parts.readings ?? onlyReading,
    ...(switchMeanings ? { switchMeanings } : {}),
    ...(under.step ? { step: under.step } : {}),
    corners: [...electionCorners, ...(parts.drawnCorners ?? [])],
    domain: (budget) => ({
      description: histograms(votersAt[budget]),
      argument,
      cases: electionCases(votersAt[budget]),
      exhaustive: true,
      draws: drawsAt[budget],
    }),
    decide: (R, c, switches) => parts.decide(R, under.situation(R, restOf(c)), c, switches),
    cornersOf: (c) => electionCornersOf(restOf(c)),
    exhibit: (c, base, switches) => ({
      instance: electionInstance(under, c, c.truth, base),
      choices: { player: 0, ...parts.choices(c, base, switches) },
    }),
    check(example: Example, switches) {
      const setting = electionSetting(under, example);
      const check = parts.check(setting, example.choices, switches);
      return { choices: example.choices, ...check, corners: [...electionCornersOf(setting.rest), ...check.corners] };
    },
    draw: (switches) => ({
      sample: (seed, count) =>
        sample(elections(bases, parts.drawChoices?.(switches) ?? worstChoices), seed, count).map(
          ({ others, truth, base, choice }) => {
            const c = { others, truth };
            const instance = electionInstance(under, c, truth, base);
            const player = { player: 0 };
            return {
              instance,
              choices: { ...player, ...choice(c, electionSetting(under, { instance, choices: player })) },
            };
          },
        ),
    }),
    ...(repair ? { repair } : {}),
  };
}

/** The voter's type: the claims are about voters who report it. Throws InputError for an absent voter. */
export function typeOf({ report, player }: ElectionSetting): Candidate {
  if (report === null) {
    throw refuse("instance.reports", `player ${player} is absent; the claim is about a voter who reports her type`);
  }
  return report;
}

/** The winner that a vote of the player leads to. Throws InputError when it is not sure. */
export function sureWinner({ R, situation }: ElectionSetting, vote: Vote): Candidate {
  const possible = situation.law(vote).entries.filter(({ weight }) => R.sign(weight) > 0);
  if (possible.length > 1) throw refuse("instance.mechanism", "the claim is about a deterministic mechanism");
  return possible[0]!.outcome;
}

/** Pr[outcome] when the player reports `vote`. */
export function chance({ R, situation }: ElectionSetting, vote: Vote, outcome: Candidate): Rational {
  const { numerator, denominator } = probability(R, situation.law(vote), outcome);
  return divide(numerator, denominator);
}
