import type { Mechanism } from "../game/mechanism.js";
import { countOf, others, type Profile, reportOf, size } from "../game/profile.js";
import { type ConstantParameters, constant } from "../mechanisms/cckmv/constant.js";
import { type DictatorParameters, dictator } from "../mechanisms/cckmv/dictator.js";
import {
  type Candidate,
  candidates,
  type Election,
  margin,
  type NoEnvironment,
  type Vote,
} from "../mechanisms/cckmv/election.js";
import { majority } from "../mechanisms/cckmv/majority.js";
import { majorityTwice } from "../mechanisms/cckmv/majority-twice.js";
import { type NoisyElectionParameters, noisyElection } from "../mechanisms/cckmv/noisy-election.js";
import { noisyElectionTwice } from "../mechanisms/cckmv/noisy-election-twice.js";
import type { ElectionTwice, Twice, TwiceParameters } from "../mechanisms/cckmv/twice.js";
import { equals, one, printRational, rational } from "../number/rational.js";
import type { Json } from "../verdict/json.js";
import { bayesPosteriorKnown } from "./cckmv-bayes-posterior.js";
import { expectedExternalityKnown } from "./cckmv-expected-externality.js";
import { medianKnown } from "./cckmv-median.js";
import { tableFormat } from "./cckmv-table.js";
import { vcgKnown } from "./cckmv-vcg.js";
import { xiaoKnown } from "./cckmv-xiao.js";
import { epsilonSchema } from "./epsilon.js";
import { type Format, type KnownMechanism, known, nothing, type PartFormat } from "./format.js";
import { readChoice, readCount, readIndex, readPositive, refuse } from "./input.js";
import { privacyBoundSchema } from "./privacy-bound.js";
import { indexSchema, type JsonSchema, objectSchema, rationalSchema } from "./schema.js";

const candidateSchema: JsonSchema = { enum: [...candidates] };
const voteSchema: JsonSchema = { enum: [...candidates, null] };

const readVote = (value: unknown, field: string): Vote => readChoice(value, field, [...candidates, null]);

/** Two reports of one player, compared under the same coins. */
const twoReports = { player: indexSchema, truth: voteSchema, lie: voteSchema };

type VoteFormat<P, O> = Format<P, NoEnvironment, Candidate, O>;

/** How everything with votes is written [environment {}; reports "A", "B" or null]. */
const voting = <P, O extends Json>(
  mechanism: Mechanism<P, NoEnvironment, Vote, O>,
  parameters: PartFormat<P>,
): VoteFormat<P, O> => ({
  mechanism,
  parameters,
  environment: nothing,
  report: {
    schema: voteSchema,
    keys: { enum: [...candidates, "null"] },
    read: readVote,
    print: (vote) => vote,
  },
  printOutcome: (outcome) => outcome,
  questions: {
    coupled: objectSchema(twoReports),
    neededGap: objectSchema({ ...twoReports, F: privacyBoundSchema }),
  },
});

/** An election of one winner, whatever its parameters. */
const election = <P>(mechanism: Election<P>, parameters: PartFormat<P>): VoteFormat<P, Candidate> => ({
  ...voting(mechanism, parameters),
  ...(mechanism.step && { degree: ({ profile }: { profile: Profile<Vote> }) => degreeAt(profile) }),
  objective: ({ profile }, outcome) => rational(BigInt(countOf(profile, outcome))),
});

/** The exponents of the noise go up to one more than the margin; another report of one player moves that by at most 2. */
const degreeAt = (profile: Profile<Vote>): number => Math.abs(margin(profile)) + 3;

/** Two elections, first without one player, who must exist. */
const electionTwice = <P extends TwiceParameters>(
  mechanism: ElectionTwice<P>,
  parameters: PartFormat<P>,
): VoteFormat<P, Twice> => ({
  ...voting(mechanism, parameters),
  check: ({ parameters: { player }, profile }) => void readPlayer(player, profile),
  ...(mechanism.step && {
    degree: ({ parameters: { player }, profile }: { parameters: P; profile: Profile<Vote> }) =>
      degreeAt(others(profile, player)) + degreeAt(profile),
  }),
});

const playerField = "parameters.player";
const readPlayer = (player: number, profile: Profile<Vote>): number =>
  readIndex(player, playerField, size(profile), "player");

const rateSchema = { ...rationalSchema, default: "1" };
const noise: PartFormat<NoisyElectionParameters> = {
  schema: objectSchema({ epsilon: epsilonSchema }, { rate: rateSchema }),
  read: ({ rate = "1" }) => ({ rate: readPositive(rate, "parameters.rate") }),
  print: ({ rate }) => (equals(rate, one) ? {} : { rate: printRational(rate) }),
};

const leftOutSchema = { ...indexSchema, default: 0 };
const leftOut: PartFormat<TwiceParameters> = {
  schema: objectSchema({}, { player: leftOutSchema }),
  read: ({ player = 0 }) => ({ player: readCount(player, playerField) }),
  print: ({ player }) => (player === 0 ? {} : { player }),
};

export const noisyElectionFormat = election<NoisyElectionParameters>(noisyElection, noise);

export const majorityFormat = election(majority, nothing);

export const constantFormat = election<ConstantParameters>(constant, {
  schema: objectSchema({ outcome: candidateSchema }),
  read: ({ outcome }) => ({ outcome: readChoice(outcome, "parameters.outcome", candidates) }),
  print: ({ outcome }) => ({ outcome }),
});

export const dictatorFormat: VoteFormat<DictatorParameters, Candidate> = {
  ...election<DictatorParameters>(dictator, {
    schema: objectSchema({ player: indexSchema }),
    read: ({ player }) => ({ player: readCount(player, playerField) }),
    print: ({ player }) => ({ player }),
  }),
  check({ parameters: { player }, profile }) {
    if (reportOf(profile, readPlayer(player, profile)) !== null) return;
    throw refuse(playerField, `player ${player} is absent; the dictator must be present`);
  },
};

export const majorityTwiceFormat = electionTwice(majorityTwice, leftOut);

export const noisyElectionTwiceFormat = electionTwice<NoisyElectionParameters & TwiceParameters>(noisyElectionTwice, {
  schema: objectSchema({ epsilon: epsilonSchema }, { rate: rateSchema, player: leftOutSchema }),
  read: (fields) => ({ ...noise.read(fields), ...leftOut.read(fields) }),
  print: (parameters) => ({ ...noise.print(parameters), ...leftOut.print(parameters) }),
});

/** The mechanisms of CCKMV. */
export const cckmv: readonly KnownMechanism[] = [
  known(noisyElectionFormat),
  known(majorityFormat),
  known(constantFormat),
  known(dictatorFormat),
  known(majorityTwiceFormat),
  known(noisyElectionTwiceFormat),
  ...medianKnown,
  ...xiaoKnown,
  known(tableFormat),
  ...vcgKnown,
  ...expectedExternalityKnown,
  bayesPosteriorKnown,
];
