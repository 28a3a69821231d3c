import { type Profile, size } from "../game/profile.js";
import { totals, type Utilities } from "../mechanisms/cckmv/alternatives.js";
import {
  type ChargingMechanism,
  charge,
  type ExternalityParameters,
  expectations,
  expectedExternality,
  type Prior,
  type PriorEnvironment,
} from "../mechanisms/cckmv/expected-externality.js";
import { expectedExternalityBalanced } from "../mechanisms/cckmv/expected-externality-balanced.js";
import { interim } from "../mechanisms/cckmv/interim.js";
import { printRational, rational, subtract } from "../number/rational.js";
import { onOneDenominator } from "../probability/rational-law.js";
import { type Asked, questionField } from "./asked.js";
import { checkDenominators } from "./distribution.js";
import {
  type Format,
  type KnownMechanism,
  knownBy,
  loadRules,
  loadValues,
  type PartFormat,
  type Values,
} from "./format.js";
import {
  brief,
  element,
  member,
  readChoice,
  readCount,
  readIndex,
  readList,
  readObject,
  readProbability,
  refuse,
} from "./input.js";
import type { Facts, Loaded } from "./loaded.js";
import { fieldsOf, indexSchema, type JsonSchema, objectSchema, rationalSchema } from "./schema.js";

/** How the instances of a mechanism that charges from a prior are written. */
export interface ExternalityFormat extends Format<ExternalityParameters, PriorEnvironment, Utilities, number> {
  readonly mechanism: ChargingMechanism;
}

type ExternalityValues = Values<ExternalityParameters, PriorEnvironment, Utilities | null>;

const positiveSchema: JsonSchema = { type: "integer", minimum: 1 };
const utilitiesSchema: JsonSchema = { type: "array", items: indexSchema, minItems: 1 };
const entrySchema = objectSchema({
  profile: { type: "array", items: utilitiesSchema, minItems: 1 },
  probability: rationalSchema,
});

const parameters: PartFormat<ExternalityParameters> = {
  schema: objectSchema({}, { expectation: { enum: [...expectations], default: "full" } }),
  read: ({ expectation = "full" }) => ({
    expectation: readChoice(expectation, "parameters.expectation", expectations),
  }),
  print: ({ expectation }) => (expectation === "full" ? {} : { expectation }),
};

/** A vector of utilities, one for each alternative, whole numbers from 0 to `maximum`. Throws InputError. */
function readUtilities(value: unknown, field: string, { outcomes, maximum }: PriorEnvironment | Sizes): Utilities {
  const utilities = readList(value, field, (entry, at) => {
    const utility = readCount(entry, at);
    if (utility > maximum) throw refuse(at, `expected a utility from 0 to the maximum ${maximum}, got ${utility}`);
    return utility;
  });
  if (utilities.length === outcomes) return utilities;
  throw refuse(field, `expected one utility for each of ${outcomes} alternatives, got ${utilities.length}`);
}

type Sizes = Omit<PriorEnvironment, "prior">;

function readPositiveCount(value: unknown, field: string): number {
  const count = readCount(value, field);
  if (count === 0) throw refuse(field, "must be at least 1");
  return count;
}

/**
 * Profiles of one length, whose probabilities sum to 1. A profile that stands twice is refused and not added up: as with
 * a key that stands twice in JSON, one of the two is likely meant to be another.
 */
function readPrior(value: unknown, field: string, sizes: Sizes): Prior {
  const entries = readList(value, field, (entry, at) => {
    const { profile, probability } = readObject(entry, at, fieldsOf(entrySchema));
    const place = member(at, "profile");
    return {
      profile: readList(profile, place, (type, where) => readUtilities(type, where, sizes)),
      chance: readProbability(probability, member(at, "probability")),
    };
  });
  const seen = new Map<string, number>();
  for (const [k, { profile }] of entries.entries()) {
    const at = member(element(field, k), "profile");
    const players = entries[0]!.profile.length;
    if (profile.length === 0) throw refuse(at, "expected at least one player");
    if (profile.length !== players) {
      throw refuse(at, `expected one type for each of ${players} players as in ${field}[0], got ${profile.length}`);
    }
    const key = JSON.stringify(profile);
    const before = seen.get(key);
    if (before !== undefined) throw refuse(at, `stands already at ${field}[${before}]; give each profile once`);
    seen.set(key, k);
  }
  const chances = entries.map(({ chance }) => chance);
  checkDenominators(chances, field);
  const { weights, common } = onOneDenominator(chances);
  const total = weights.reduce((x, y) => x + y, 0n);
  if (total !== common) throw refuse(field, `must sum to 1, got the sum ${brief(rational(total, common))}`);
  return { profiles: entries.map(({ profile }) => profile), chances };
}

const environment: PartFormat<PriorEnvironment> = {
  schema: objectSchema({
    outcomes: positiveSchema,
    maximum: positiveSchema,
    prior: { type: "array", items: entrySchema, minItems: 1 },
  }),
  read(fields) {
    const sizes = {
      outcomes: readPositiveCount(fields.outcomes, "environment.outcomes"),
      maximum: readPositiveCount(fields.maximum, "environment.maximum"),
    };
    return { ...sizes, prior: readPrior(fields.prior, "environment.prior", sizes) };
  },
  print: ({ outcomes, maximum, prior: { profiles, chances } }) => ({
    outcomes,
    maximum,
    prior: profiles.map((profile, k) => ({ profile, probability: printRational(chances[k]!) })),
  }),
};

const playersIn = ({ prior }: PriorEnvironment): number => prior.profiles[0]!.length;

/** The reports; an instance without any is only asked questions. Throws InputError. */
function reportsIn({ environment: e, profile }: ExternalityValues): Profile<Utilities> {
  if (size(profile) > 0) return profile as Profile<Utilities>;
  throw refuse("reports", `expected one vector for each of ${playersIn(e)} players; only a question does without`);
}

/** What there is to measure with reports, as the error that there are none. */
function refusedWelfare(values: ExternalityValues): Facts {
  const refused = (): never => {
    reportsIn(values);
    throw new Error("refusedWelfare: there are reports");
  };
  return { expectedObjective: refused, optimum: refused, expectedLoss: refused };
}

/** The format of a mechanism that charges from a prior and needs at least `least` players. */
const charging = (mechanism: ChargingMechanism, least: number): ExternalityFormat => ({
  mechanism,
  parameters,
  environment,
  report: {
    schema: utilitiesSchema,
    read: readUtilities,
    print: (report) => report,
    mayBeNone: true,
  },
  printOutcome: (chosen) => ({ chosen }),
  questions: { coupled: objectSchema({ player: indexSchema, truth: utilitiesSchema, lie: utilitiesSchema }) },
  check({ environment: e, profile }) {
    const players = playersIn(e);
    if (players < least) {
      throw refuse("environment.prior", `${mechanism.id} needs at least ${least} players, got ${players}`);
    }
    if (size(profile) === players || size(profile) === 0) return;
    throw refuse("reports", `expected one vector for each of ${players} players, got ${size(profile)}`);
  },
  objective: ({ environment: { outcomes }, profile }, chosen) => rational(totals(outcomes, profile)[chosen]!),
  payments: (values) => mechanism.payments(values.parameters, values.environment, reportsIn(values)),
  quantities: (values) => (size(values.profile) === 0 ? refusedWelfare(values) : {}),
  answers: (values) => ({ coupled: (asked) => coupled(mechanism, values, asked) }),
});

/**
 * The question `coupled`: what a player of type `truth` expects if she reports it, and if she reports `lie`, at the prior
 * given her type. Null where that has probability 0, and where a charge is undefined.
 */
function coupled(mechanism: ChargingMechanism, values: ExternalityValues, asked: Asked): Facts {
  const e = values.environment;
  const at = (key: string): [unknown, string] => [asked.fields[key], questionField(asked, key)];
  const player = readIndex(...at("player"), playersIn(e), "player");
  const [truth, lie] = [readUtilities(...at("truth"), e), readUtilities(...at("lie"), e)];
  const expects = (report: Utilities) => {
    const { utility = null, payment = null } = interim(mechanism, values.parameters, e, player, truth, report) ?? {};
    // Without sharing, a charge goes by the report alone, whatever is believed.
    const own = mechanism.id === expectedExternality.id ? charge(values.parameters, e, player, report) : payment;
    return { utility, charge: own };
  };
  const [honest, dishonest] = [expects(truth), expects(lie)];
  return {
    truthUtility: () => honest.utility,
    lieUtility: () => dishonest.utility,
    truthCharge: () => honest.charge,
    lieCharge: () => dishonest.charge,
    gainFromLie: () => {
      const [u, v, c, d] = [honest.utility, dishonest.utility, honest.charge, dishonest.charge];
      return u && v && c && d && subtract(subtract(v, d), subtract(u, c));
    },
  };
}

/** Expected externality: charges that depend on the player's own report alone. */
export const expectedExternalityFormat = charging(expectedExternality, 1);

/** Its balanced form. */
export const expectedExternalityBalancedFormat = charging(expectedExternalityBalanced, 2);

/** Without reports there is no outcome law, but there are answers. */
const knownCharging = (format: ExternalityFormat): KnownMechanism =>
  knownBy(format, (values) =>
    size(values.profile) === 0 ? loadRules(format, values) : (loadValues(format, values) as Loaded),
  );

/** Both mechanisms for the list of mechanisms. */
export const expectedExternalityKnown: readonly KnownMechanism[] = [
  knownCharging(expectedExternalityFormat),
  knownCharging(expectedExternalityBalancedFormat),
];
