import { countOf, type Profile } from "../game/profile.js";
import { type ConstantParameters, constant } from "../mechanisms/cckmv/constant.js";
import {
  type Candidate,
  candidates,
  type Election,
  margin,
  type NoEnvironment,
  type Vote,
} from "../mechanisms/cckmv/election.js";
import { majority } from "../mechanisms/cckmv/majority.js";
import { type NoisyElectionParameters, noisyElection } from "../mechanisms/cckmv/noisy-election.js";
import { equals, one, printRational, rational } from "../number/rational.js";
import { epsilonSchema } from "./epsilon.js";
import { readChoice, readPositive } from "./input.js";
import { type Format, type KnownMechanism, known, type PartFormat } from "./loaded.js";
import { privacyBoundSchema } from "./privacy-bound.js";
import { indexSchema, type JsonSchema, noFields, objectSchema, rationalSchema } from "./schema.js";

/** Nothing to write: the parameters of a mechanism that takes none, and the environment of an election. */
const nothing: PartFormat<NoEnvironment> = { schema: noFields, read: () => ({}), print: () => ({}) };

const candidateSchema: JsonSchema = { enum: [...candidates] };
const voteSchema: JsonSchema = { enum: [...candidates, null] };

const readVote = (value: unknown, field: string): Vote => readChoice(value, field, [...candidates, null]);

/** Two reports of one player, compared under the same coins. */
const twoReports = { player: indexSchema, truth: voteSchema, lie: voteSchema };

/** How an election is written, whatever its parameters [environment {}; reports "A", "B" or null]. */
const election = <P>(
  mechanism: Election<P>,
  parameters: PartFormat<P>,
): Format<P, NoEnvironment, Candidate, Candidate> => ({
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
  // The exponents of the noise go up to one more than the margin; another report of one player moves that by at most 2.
  ...(mechanism.step && { degree: ({ profile }: { profile: Profile<Vote> }) => Math.abs(margin(profile)) + 3 }),
  objective: ({ profile }, outcome) => rational(BigInt(countOf(profile, outcome))),
});

export const noisyElectionFormat = election<NoisyElectionParameters>(noisyElection, {
  schema: objectSchema({ epsilon: epsilonSchema }, { rate: { ...rationalSchema, default: "1" } }),
  read: ({ rate = "1" }) => ({ rate: readPositive(rate, "parameters.rate") }),
  print: ({ rate }) => (equals(rate, one) ? {} : { rate: printRational(rate) }),
});

export const majorityFormat = election(majority, nothing);

export const constantFormat = election<ConstantParameters>(constant, {
  schema: objectSchema({ outcome: candidateSchema }),
  read: ({ outcome }) => ({ outcome: readChoice(outcome, "parameters.outcome", candidates) }),
  print: ({ outcome }) => ({ outcome }),
});

export const cckmv: readonly KnownMechanism[] = [
  known(noisyElectionFormat),
  known(majorityFormat),
  known(constantFormat),
];
