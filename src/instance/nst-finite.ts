import type { Rules } from "../game/mechanism.js";
import { size } from "../game/profile.js";
import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import type { Outcome, ReactionMechanism } from "../mechanisms/nst/lottery.js";
import { typesOf } from "../mechanisms/nst/lottery.js";
import { objectiveOf } from "../notions/gap.js";
import { integers } from "../number/integer.js";
import { safeInteger } from "../number/ring.js";
import type { Json, JsonObject } from "../verdict/json.js";
import type { Format, PartFormat, RulesFormat } from "./format.js";
import { readChoice, readIndex, readObject, refuse, show } from "./input.js";
import type { Facts } from "./loaded.js";
import { quantitiesOf } from "./nst-quantities.js";
import type { ReactionValues } from "./nst-values.js";
import { spread, tooManySteps } from "./nst-work.js";
import { fieldsOf, indexSchema, type JsonSchema, type ObjectSchema, objectSchema } from "./schema.js";

export type { ReactionValues } from "./nst-values.js";

/** How one kind of environment is written. */
export interface Kind<E extends KnownEnvironment = KnownEnvironment> {
  readonly kind: string;
  /** Its fields beside `kind`. */
  readonly schema: ObjectSchema;
  /** Throws InputError with the path of the field, from "environment". */
  read(fields: Readonly<Record<string, unknown>>, source: JsonObject): E;
}

/** How a mechanism over environments with reactions is written. */
export type ReactionFormat<P, E extends KnownEnvironment = KnownEnvironment> = Format<P, E, number, Outcome>;

/** What a mechanism adds to what all share. */
export type ReactionHooks<P, E extends KnownEnvironment> = Partial<
  Pick<ReactionFormat<P, E>, "settle" | "mayLackEpsilon" | "check" | "extras" | "checkWork">
>;

/** The schema of a kind: its fields, and `kind` that tells it. */
const schemaOf = ({ kind, schema }: Kind): ObjectSchema => ({
  ...schema,
  properties: { kind: { const: kind }, ...schema.properties },
  required: ["kind", ...schema.required],
});

/** Environments of several kinds, told apart by `kind`. */
export function environmentOf<E extends KnownEnvironment>(kinds: readonly Kind<E>[]): PartFormat<E> {
  const schemas = kinds.map((kind) => schemaOf(kind as Kind));
  const properties: Record<string, JsonSchema> = {};
  for (const schema of schemas) for (const key of Object.keys(schema.properties)) properties[key] = {};
  properties.kind = { enum: kinds.map(({ kind }) => kind) };
  const union = { ...objectSchema({ kind: properties.kind }, properties), anyOf: schemas };
  return {
    schema: schemas.length === 1 ? schemas[0]! : union,
    read(fields) {
      const name = readChoice(
        fields.kind,
        "environment.kind",
        kinds.map(({ kind }) => kind),
      );
      const kind = kinds.find((candidate) => candidate.kind === name)!;
      const own = readObject(fields, "environment", fieldsOf(schemaOf(kind as Kind)));
      return kind.read(own, own as JsonObject);
    },
    print: ({ source }) => source,
  };
}

/** How the instances of any mechanism over environments of these kinds are written, also of one that tells no law. */
export function rulesOver<P, E extends KnownEnvironment>(
  mechanism: Rules<P, E, number | null>,
  parameters: PartFormat<P>,
  kinds: readonly Kind<E>[],
  hooks: ReactionHooks<P, E> = {},
): RulesFormat<P, E, number> {
  return {
    ...hooks,
    mechanism,
    parameters,
    environment: environmentOf(kinds),
    report: {
      schema: indexSchema,
      read: (value, field, { types }, player = 0) => readType(value, field, types, player),
      print: (report) => report,
    },
    questions: {},
    check(values) {
      checkPlayers(values);
      hooks.check?.(values);
    },
  };
}

/** The format of a mechanism over environments of these kinds. */
export const overEnvironment = <P, E extends KnownEnvironment>(
  mechanism: ReactionMechanism<P, E>,
  parameters: PartFormat<P>,
  kinds: readonly Kind<E>[],
  hooks: ReactionHooks<P, E> = {},
): ReactionFormat<P, E> => ({
  ...rulesOver(mechanism, parameters, kinds, hooks),
  mechanism,
  check(values) {
    checkPlayers(values);
    if (mechanism.step) checkSpread(values);
    hooks.check?.(values);
  },
  ...(mechanism.step && {
    degree: ({ environment, profile }: ReactionValues<P, E>) =>
      safeInteger(spread(environment, typesOf(profile)), "degree"),
  }),
  size: (values) => countOutcomes(mechanism, values),
  printOutcome: ({ alternative, imposed }): Json => ({ alternative, imposed }),
  objective: ({ environment, profile }, { alternative }) =>
    objectiveOf(environment, environment.score(typesOf(profile), alternative)),
  quantities: (values): Facts => quantitiesOf(mechanism, values),
});

function readType(value: unknown, field: string, types: readonly number[], player: number): number {
  const size = types[player];
  if (size === undefined) throw refuse("reports", `expected one report for each of ${types.length} players`);
  return readIndex(value, field, size, "type");
}

function checkPlayers({ environment: { types }, profile }: ReactionValues<unknown>): void {
  const reports = size(profile);
  if (reports === types.length) return;
  throw refuse("reports", `expected one report for each of ${show(types.length)} players, got ${reports}`);
}

function checkSpread({ environment, profile }: ReactionValues<unknown>): void {
  if (spread(environment, typesOf(profile)) <= BigInt(Number.MAX_SAFE_INTEGER)) return;
  throw refuse("environment", `${tooManySteps}; use values on a coarser grid`);
}

/** How many outcomes have a positive probability, which is the same for every ε. */
function countOutcomes<P, E extends KnownEnvironment>(
  { lottery }: ReactionMechanism<P, E>,
  { parameters, environment, profile }: ReactionValues<P, E>,
): number {
  const { free, imposed } = lottery(integers(1n, 1n), parameters, environment, typesOf(profile));
  return free.length + imposed.length;
}
