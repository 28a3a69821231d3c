import { type Arbitrary, constant } from "fast-check";
import { elections, sample } from "../../generators/elections.js";
import { bases } from "../../generators/rationals.js";
import type { Check, Claim, Example } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { countOf } from "../../src/game/profile.js";
import type { Situation } from "../../src/game/situation.js";
import { readChoice, refuse } from "../../src/instance/input.js";
import { type Candidate, candidates, opponent, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { integersWithLog, type LogRing } from "../../src/number/log-ring.js";
import { divide, type Rational, rational } from "../../src/number/rational.js";
import { probability } from "../../src/probability/law.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { type Words, wordsOf } from "../words.js";
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
export interface ElectionClaim extends Words {
  /** Why the enumerated profiles stand for all. */
  readonly argument: string;
  decide<S>(R: LogRing<S>, situation: Situation<Vote, Candidate, S>, c: ElectionCase, switches: Switches): Finding<S>;
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

const drawsAt = { gate: 20, standard: 600, deep: 6000 } as const;

/** The whole claim: domain, corners, exhibits and random examples are those of every election. */
export function electionClaim(under: Subject, parts: ElectionClaim): Claim<ElectionCase> {
  const { argument, repair } = parts;
  const claim: Claim<ElectionCase> = {
    ...wordsOf("cckmv", parts),
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
    completed: ["pair", "privacySigns", "outcome", "largest", "smallest"],
    alternatives: (example, switches) => [
      swapCandidates(example as unknown as Json) as unknown as Example,
      ...exhibitsBelow(claim, under, example, switches),
    ],
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
  return claim;
}

const simpleBases = [2n, 3n].map((b) => rational(b));

/** The exhibits of an example's situation, of either type, and of those with one other voter less, at simple ε where they fail. */
function exhibitsBelow(
  claim: Claim<ElectionCase>,
  under: Subject,
  example: Example,
  switches: Switches,
): readonly Example[] {
  const { rest, report } = electionSetting(under, example);
  if (report === null) return [];
  const others = { A: countOf(rest, "A"), B: countOf(rest, "B") };
  const fewer = candidates.filter((o) => others[o] > 0).map((o) => ({ ...others, [o]: others[o] - 1 }));
  const cases = [...fewer, others].flatMap((votes) => candidates.map((truth) => ({ others: votes, truth })));
  if (!claim.step) return cases.map((c) => claim.exhibit(c, undefined, switches));
  return cases.flatMap((c) =>
    simpleBases
      .filter((base) => claim.decide(integersWithLog(base.numerator, 1n), c, switches).conclusion === "fails")
      .map((base) => claim.exhibit(c, base, switches)),
  );
}

/** A for B and B for A, in reports, choices and keys. */
function swapCandidates(value: Json): Json {
  if (value === "A" || value === "B") return opponent(value);
  if (Array.isArray(value)) return value.map(swapCandidates);
  if (typeof value !== "object" || value === null) return value;
  const swapped = Object.entries(value).map(
    ([key, entry]) => [swapCandidates(key) as string, swapCandidates(entry)] as const,
  );
  // Keys in the order of the alphabet: A before B.
  return Object.fromEntries(swapped.sort(([x], [y]) => (x === "A" && y === "B" ? -1 : x === "B" && y === "A" ? 1 : 0)));
}

/**
 * The voter's type: the claims are about voters who report it. Throws InputError for an absent voter, and where `truth`
 * or `lie` of the choices say something else.
 */
export function typeOf(
  { report, player }: ElectionSetting,
  choices: JsonObject = {},
  other: (truth: Candidate) => Vote = opponent,
): Candidate {
  if (report === null) {
    throw refuse("instance.reports", `player ${player} is absent; the claim is about a voter who reports her type`);
  }
  if (choices.truth !== undefined) readChoice(choices.truth, "choices.truth", [report]);
  if (choices.lie !== undefined) readChoice(choices.lie, "choices.lie", [other(report)]);
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
