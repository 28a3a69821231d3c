import { countProfiles, profilesOf, type Types } from "../game/reaction-environment.js";
import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import { type Tables, tabular } from "../mechanisms/nst/tabular.js";
import { optimalReactions } from "../notions/reactions.js";
import type { Rational } from "../number/rational.js";
import { element, oneOf, readList, readProbability, readRational, refuse, show } from "./input.js";
import type { Kind } from "./nst-finite.js";
import { checkGrid } from "./nst-work.js";
import { indexSchema, type JsonSchema, objectSchema, rationalSchema } from "./schema.js";

const listOf = (items: JsonSchema, minItems = 1): JsonSchema => ({ type: "array", items, minItems });
const names = listOf({ type: ["string", "integer"] });

/** Environments by their tables. */
export const tabularKind: Kind = {
  kind: "tabular",
  schema: objectSchema(
    {
      types: listOf(names),
      alternatives: names,
      reactions: listOf(names),
      utility: listOf(listOf(listOf(listOf(rationalSchema)))),
    },
    {
      objective: { anyOf: [{ const: "average-utility" }, listOf(listOf(rationalSchema))] },
      selection: listOf(listOf(listOf(indexSchema))),
    },
  ),
  read(fields, source) {
    const types = readAll(fields.types, "environment.types", readNames);
    if (types.length === 0)
      throw refuse("environment.types", "expected one list of types for each of at least 1 player");
    const alternatives = readNames(fields.alternatives, "environment.alternatives");
    const reactions = readAll(fields.reactions, "environment.reactions", readNames, types.length, "player");
    const profiles = countProfiles(types);
    const utility = readAll(
      fields.utility,
      "environment.utility",
      (value, field, player) =>
        table(value, field, profiles, alternatives, (cell, at) =>
          readAll(cell, at, readProbability, reactions[player]!, "reaction"),
        ),
      types.length,
      "player",
    );
    checkGrid(utility.flat(3), "environment.utility");
    const { objective = "average-utility", selection } = fields;
    const tables: Tables = {
      types,
      alternatives,
      reactions,
      utility,
      ...(objective !== "average-utility" && { objective: readObjective(objective, profiles, alternatives) }),
    };
    const environment = tabular(tables, source);
    if (selection === undefined) return environment;
    return tabular({ ...tables, selection: readSelection(selection, environment) }, source);
  },
};

const readName = (value: unknown, field: string): string | number => {
  if (typeof value === "string" || Number.isSafeInteger(value)) return value as string | number;
  throw refuse(field, `expected a name (a string or an integer), got ${show(value)}`);
};

/** The number of names in a list of at least one. */
function readNames(value: unknown, field: string): number {
  const { length } = readList(value, field, readName);
  if (length === 0) throw refuse(field, "expected at least one name");
  return length;
}

/** A list whose elements are read with their place; of so many elements, if that is told, one for each `what`. */
function readAll<T>(
  value: unknown,
  field: string,
  read: (value: unknown, field: string, place: number) => T,
  length?: number,
  what?: string,
): readonly T[] {
  const items = readList(value, field, (item) => item);
  if (length !== undefined && items.length !== length) {
    throw refuse(field, `expected one entry for each ${what}, ${length} in all, got ${items.length}`);
  }
  return items.map((item, place) => read(item, element(field, place), place));
}

/** A table by profile and alternative. */
const table = <T>(
  value: unknown,
  field: string,
  profiles: number,
  alternatives: number,
  read: (value: unknown, field: string) => T,
): readonly (readonly T[])[] =>
  readAll(
    value,
    field,
    (row, at) => readAll(row, at, read, alternatives, "alternative"),
    profiles,
    "profile (the last player's type fastest)",
  );

function readObjective(value: unknown, profiles: number, alternatives: number): readonly (readonly Rational[])[] {
  const field = "environment.objective";
  if (typeof value === "string") throw refuse(field, `expected "average-utility" or a table, got ${show(value)}`);
  const objective = table(value, field, profiles, alternatives, readRational);
  checkGrid(objective.flat(), field);
  return objective;
}

/** Every selected reaction is optimal. */
function readSelection(value: unknown, environment: KnownEnvironment): Tables["selection"] & object {
  const field = "environment.selection";
  const profiles: readonly Types[] = [...profilesOf(environment.types)];
  return readAll(
    value,
    field,
    (rows, rowsField, player) =>
      readAll(
        rows,
        rowsField,
        (row, rowField, t) =>
          readAll(
            row,
            rowField,
            (chosen, at, s) => readOptimal(chosen, at, optimalReactions(environment, profiles[t]!, player, s)),
            environment.alternatives,
            "alternative",
          ),
        profiles.length,
        "profile (the last player's type fastest)",
      ),
    environment.types.length,
    "player",
  );
}

function readOptimal(value: unknown, field: string, optimal: readonly number[]): number {
  if (optimal.includes(value as number)) return value as number;
  throw refuse(field, `expected an optimal reaction, here ${oneOf(optimal)}, got ${show(value)}`);
}
