import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { commitmentMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import type { Commitment } from "../../src/mechanisms/nst/commitment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { type Changes, repairedBy } from "../repairs.js";
import { type Words, wordsOf } from "../words.js";
import { type Weighed, type WeighedSides, weighedFinding, weighedSides } from "./weighed.js";

/** How environments are written in the instances of a claim, or broken ones in their place. */
export type EnvironmentFormat = typeof commitmentMechanismFormat;

/**
 * What a claim about environments of one kind has to say for itself, without ε: `decide` works on the environment by the notions,
 * `sides` on what `plain` reads from its JSON. Instances are those of the commitment mechanism, whose law the claim does not use.
 */
export interface KindClaim<Plain> extends Words {
  /** The environment in the users' own numbers, apart from the mechanisms. */
  plain(source: JsonObject): Plain;
  /** Environments in the users' JSON, those of the smaller budgets among them. */
  environments(budget: Budget, switches: Switches): readonly JsonObject[];
  describe(budget: Budget, switches: Switches): string;
  readonly argument: string;
  readonly corners: Readonly<Record<string, (plain: Plain) => boolean>>;
  /** Undefined outside the hypotheses. */
  decide(environment: KnownEnvironment, plain: Plain, switches: Switches): Weighed | undefined;
  /** What the claim quantifies over beside the environment. */
  readonly choices?: Readonly<
    Record<string, (plain: Plain, chosen: JsonObject, switches: Switches) => readonly Json[]>
  >;
  /** Both sides at given choices; undefined outside the hypotheses. */
  sides(plain: Plain, choices: JsonObject, switches: Switches): WeighedSides | undefined;
  readonly repairs?: readonly Changes[];
}

const fewDraws = { gate: 2, standard: 20, deep: 200 } as const;

/** A claim about environments of one kind. */
export function kindClaim<Plain>(given: EnvironmentFormat, parts: KindClaim<Plain>): Claim<LawCase> {
  const format = readingOnce(given);
  const { choices = {}, repairs = [] } = parts;
  const plainOf = plainOnce(parts.plain);
  const claim = lawClaim<Commitment, KnownEnvironment, number, Outcome>(format, {
    ...wordsOf("nst", parts),
    argument: parts.argument,
    cases: (budget, switches) => parts.environments(budget, switches).map((source) => caseOf(format, source)),
    describe: parts.describe,
    corners: Object.fromEntries(
      Object.entries(parts.corners).map(([name, isCorner]) => [
        name,
        ({ environment }) => isCorner(plainOf(environment)),
      ]),
    ),
    decide: (R, { environment }, switches) =>
      weighedFinding(R, parts.decide(environment, plainOf(environment), switches)),
    choices: (switches) =>
      Object.fromEntries(
        Object.entries(choices).map(([name, values]) => [
          name,
          ({ environment }: { readonly environment: KnownEnvironment }, chosen: JsonObject) =>
            values(plainOf(environment), chosen, switches),
        ]),
      ),
    completed: Object.keys(choices),
    sides: ({ environment }, chosen, switches) => weighedSides(parts.sides(plainOf(environment), chosen, switches)),
    draws: fewDraws,
    ...(repairs.length > 0 && { repair: repairedBy(...repairs) }),
  });
  return { ...claim, isLawAside: true };
}

/** Everybody reports her first type: the claim is about all profiles. */
function caseOf({ environment }: EnvironmentFormat, source: JsonObject): LawCase {
  return { environment: source, reports: environment.read(source).types.map(() => 0) };
}

/** What a function gives, worked out once a key as long as somebody holds the key. */
function remembered<K extends object, V>(of: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const value = known.get(key) ?? of(key);
    known.set(key, value);
    return value;
  };
}

/** The format that reads each environment once: the readings and repairs of several claims share their cases. */
const readingOnce = remembered((format: EnvironmentFormat): EnvironmentFormat => {
  const read = remembered((fields: Readonly<Record<string, unknown>>) => format.environment.read(fields));
  return { ...format, environment: { ...format.environment, read } };
});

const readers = new WeakMap<object, (environment: KnownEnvironment) => unknown>();

function plainOnce<Plain>(plain: (source: JsonObject) => Plain): (environment: KnownEnvironment) => Plain {
  const reader = readers.get(plain) ?? remembered(({ source }: KnownEnvironment) => plain(source));
  readers.set(plain, reader);
  return reader as (environment: KnownEnvironment) => Plain;
}
