import { sampleTwice } from "../../generators/twice-elections.js";
import type { Check, Claim, Example } from "../../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../../src/claim/reading.js";
import { others, type Profile, reportOf, size } from "../../src/game/profile.js";
import { type Situation, situationAt } from "../../src/game/situation.js";
import { majorityTwiceFormat, noisyElectionTwiceFormat } from "../../src/instance/cckmv.js";
import { baseOf, type Epsilon } from "../../src/instance/epsilon.js";
import { type Format, readValues } from "../../src/instance/format.js";
import { readChoice, readIndex, refuse } from "../../src/instance/input.js";
import { type Candidate, candidates, type NoEnvironment, type Vote } from "../../src/mechanisms/cckmv/election.js";
import type { Twice, TwiceParameters } from "../../src/mechanisms/cckmv/twice.js";
import * as Q from "../../src/number/rational.js";
import { coarser, type OrderedRing, type Ring, safeInteger } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import { canonical, type JsonObject } from "../../src/verdict/json.js";
import {
  type ElectionCase,
  electionCases,
  electionCorners,
  electionCornersOf,
  histograms,
  restOf,
} from "./elections.js";

/** Claims about two elections, the second with one more voter, whose winners are both released [CCKMV, Section 8]. */

/** Who takes part in the second election only: the player herself, or one of the others, by vote. */
export type Newcomer = Candidate | "herself";

/** Two elections at fixed parameters but for the number of the newcomer. */
export interface TwiceSubject {
  readonly id: string;
  readonly step?: Q.Rational;
  /** The parameters beside ε as users write them. */
  parameters(newcomer: number): JsonObject;
  /** The situation of a player beside `rest`, who is numbered `player`, over a ring of base e^{sε}. */
  situation<S>(R: Ring<S>, rest: Profile<Vote>, player: number, newcomer: number): Situation<Vote, Twice, S>;
  /** Throws InputError where the instance is of another mechanism, at other parameters, or malformed. */
  read(instance: JsonObject): {
    readonly epsilon?: Epsilon;
    readonly profile: Profile<Vote>;
    readonly newcomer: number;
  };
}

export function twiceSubject<P extends TwiceParameters>(
  format: Format<P, NoEnvironment, Candidate, Twice>,
  at: (newcomer: number) => P,
): TwiceSubject {
  const { mechanism } = format;
  const own = mechanism.step?.(at(0), {});
  const step = own && Q.commonMeasure(own, Q.one);
  const stride = own && step ? safeInteger(Q.divide(own, step).numerator, "step") : 1;
  const parameters = (newcomer: number) => format.parameters.print(at(newcomer));
  return {
    id: mechanism.id,
    ...(step ? { step } : {}),
    parameters,
    situation: (R, rest, player, newcomer) =>
      situationAt(coarser(R, stride), mechanism, at(newcomer), {}, rest, player),
    read(instance) {
      readChoice(instance.mechanism, "instance.mechanism", [mechanism.id]);
      const { epsilon, profile, parameters: given } = readValues(format, instance);
      const expected = canonical(parameters(given.player));
      if (canonical(format.parameters.print(given)) !== expected) {
        throw refuse("instance.parameters", `the claim is about ${mechanism.id} at parameters ${expected}`);
      }
      return { ...(epsilon && { epsilon }), profile, newcomer: given.player };
    },
  };
}

export const majorityTwiceSubject = twiceSubject(majorityTwiceFormat, (player) => ({ player }));

/** Mechanism 4.1 twice; a `rate` other than 1 multiplies the exponent of both noises. */
export const noisyElectionTwiceAt = (rate: Q.Rational): TwiceSubject =>
  twiceSubject(noisyElectionTwiceFormat, (player) => ({ rate, player }));

/** What a check needs of an example: the player, who is new, and exact arithmetic at its ε. */
export interface TwiceSetting {
  readonly R: OrderedRing<Q.Rational>;
  readonly player: number;
  readonly newcomer: number;
  readonly report: Vote;
  readonly rest: Profile<Vote>;
  readonly situation: Situation<Vote, Twice, Q.Rational>;
  /** e^{kε} exactly. Throws InputError when it is irrational. */
  expEpsilon(k: number): Q.Rational;
}

export interface TwiceClaim {
  readonly id: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  readonly argument: string;
  /** Whether the claim under a reading is about the newcomer only. */
  readonly onlyNewcomer: (switches: Switches) => boolean;
  /** Decides one player's situation; `newcomer` says who is new. */
  decide<S>(R: OrderedRing<S>, situation: Situation<Vote, Twice, S>, truth: Candidate, switches: Switches): Finding<S>;
  check(
    setting: TwiceSetting,
    choices: JsonObject,
    switches: Switches,
  ): Omit<Check, "corners" | "hypotheses" | "choices"> & {
    readonly choices?: JsonObject;
    readonly hypotheses?: Check["hypotheses"];
  };
  readonly repair?: Claim<ElectionCase>["repair"];
}

/** How many voters each budget enumerates: less than for one election, whose laws are multiplied here. */
const votersTwiceAt = { gate: 5, standard: 16, deep: 40 } as const;

const drawsAt = { gate: 20, standard: 600, deep: 6000 } as const;

/** Who may be new in a case, under a reading. */
const newcomersOf = ({ others: rest }: ElectionCase, onlyNewcomer: boolean): readonly Newcomer[] => [
  "herself",
  ...candidates.filter((vote) => !onlyNewcomer && rest[vote] > 0),
];

/** The instance in which the player (numbered 0) reports her type and the newcomer, if another, is numbered 1. */
function instanceOf(
  under: TwiceSubject,
  { others: rest, truth }: ElectionCase,
  newcomer: Newcomer,
  base?: Q.Rational,
): JsonObject {
  const votes = candidates.flatMap((vote) => Array<Vote>(rest[vote]).fill(vote));
  const first = newcomer === "herself" ? [] : [newcomer];
  if (newcomer !== "herself") votes.splice(votes.indexOf(newcomer), 1);
  const epsilon = base &&
    under.step && { epsilon: { times: Q.printRational(Q.divide(Q.one, under.step)), log: Q.printRational(base) } };
  const parameters = { ...epsilon, ...under.parameters(first.length) };
  return {
    mechanism: under.id,
    ...(Object.keys(parameters).length > 0 && { parameters }),
    reports: [truth, ...first, ...votes],
  };
}

/** The others of a case with the newcomer, if she is one of them, in the first place. */
const restFor = (c: ElectionCase, newcomer: Newcomer): Profile<Vote> =>
  newcomer === "herself"
    ? restOf(c)
    : [
        { report: newcomer, count: 1 },
        ...restOf({ ...c, others: { ...c.others, [newcomer]: c.others[newcomer] - 1 } }),
      ];

/** The whole claim: every histogram, every player, and every voter who may be new. */
export function twiceClaim(under: TwiceSubject, parts: TwiceClaim): Claim<ElectionCase> {
  const { id, statement, hypotheses, switchMeanings, argument, repair } = parts;
  const decideFor = <S>(R: OrderedRing<S>, c: ElectionCase, newcomer: Newcomer, switches: Switches): Finding<S> =>
    parts.decide(R, under.situation(R, restFor(c, newcomer), 0, newcomer === "herself" ? 0 : 1), c.truth, switches);
  const check = ({ instance, choices }: Example, switches: Switches): Check => {
    const setting = twiceSetting(under, instance, choices);
    const checked = parts.check(setting, choices, switches);
    const isOther = setting.player !== setting.newcomer;
    return {
      choices,
      ...checked,
      hypotheses: isOther && parts.onlyNewcomer(switches) ? "outside" : (checked.hypotheses ?? "inside"),
      corners: electionCornersOf(setting.rest),
    };
  };
  return {
    id,
    citation: cite("cckmv", "Section 8, last remark"),
    statement,
    hypotheses,
    readings: parts.readings ?? onlyReading,
    ...(switchMeanings ? { switchMeanings } : {}),
    ...(under.step ? { step: under.step } : {}),
    corners: electionCorners,
    domain: (budget) => ({
      description: `${histograms(votersTwiceAt[budget])}, and each voter as the one who takes part in the second election only`,
      argument,
      cases: electionCases(votersTwiceAt[budget]),
      exhaustive: true,
      draws: drawsAt[budget],
    }),
    decide(R, c, switches) {
      const findings = newcomersOf(c, parts.onlyNewcomer(switches)).map((newcomer) => ({
        newcomer,
        finding: decideFor(R, c, newcomer, switches),
      }));
      const { newcomer, finding } = findings.find((one) => one.finding.conclusion !== "holds") ?? findings[0]!;
      return { ...finding, witness: { ...finding.witness, newcomer } };
    },
    cornersOf: (c) => electionCornersOf(restOf(c)),
    exhibit(c, base, switches) {
      const shown = newcomersOf(c, parts.onlyNewcomer(switches)).map((newcomer) => ({
        instance: instanceOf(under, c, newcomer, base),
        choices: { player: 0 },
      }));
      return shown.find((example) => !check(example, switches).holds) ?? shown[0]!;
    },
    check,
    completed: ["outcome", "largest", "smallest"],
    draw: () => ({
      sample: (seed, count) =>
        sampleTwice(seed, count).map(({ others: rest, truth, base, newcomer }) => ({
          instance: instanceOf(under, { others: rest, truth }, newcomer, base),
          choices: { player: 0 },
        })),
    }),
    ...(repair ? { repair } : {}),
  };
}

function twiceSetting(under: TwiceSubject, instance: JsonObject, choices: JsonObject): TwiceSetting {
  const { epsilon, profile, newcomer } = under.read(instance);
  const player = readIndex(choices.player, "choices.player", size(profile), "player");
  const rest = others(profile, player);
  const R = Q.rationals(under.step && epsilon ? baseOf(epsilon, under.step) : Q.one);
  return {
    R,
    player,
    newcomer,
    report: reportOf(profile, player),
    rest,
    situation: under.situation(R, rest, player, newcomer),
    expEpsilon(k) {
      if (!epsilon) throw new RangeError(`expEpsilon: ${under.id} has no epsilon`);
      return baseOf({ ...epsilon, times: Q.multiply(epsilon.times, Q.rational(BigInt(k))) }, Q.one);
    },
  };
}

/** Whether the two winners differ. */
export const changed = ({ without, with: withAll }: Twice): boolean => without !== withAll;

/** The player's type. Throws InputError for an absent one. */
export function typeIn({ report, player }: TwiceSetting): Candidate {
  if (report === null) throw refuse("instance.reports", `player ${player} is absent; the claim is about a voter`);
  return report;
}
