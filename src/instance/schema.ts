import type { Fields } from "./input.js";

/** JSON Schemas (draft 2020-12) as plain data; what every mechanism's schema is put together from. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** An object with exactly these fields. */
export type ObjectSchema = {
  readonly type: "object";
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
};

/** An object with these required and optional fields, and no others. */
export const objectSchema = (
  required: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): ObjectSchema => ({
  type: "object",
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

/** The keys of an object schema, for `readObject`: schema and reader agree on them because there is one list. */
export const fieldsOf = ({ properties, required }: ObjectSchema): Fields => ({
  required,
  optional: Object.keys(properties).filter((key) => !required.includes(key)),
});

export const noFields = objectSchema({});

export const rationalSchema: JsonSchema = {
  description: 'a rational: "p/q", "n", a decimal as a string, or a JSON integer',
  anyOf: [{ type: "string", pattern: "^[+-]?[0-9]+(/0*[1-9][0-9]*|\\.[0-9]+)?$" }, { type: "integer" }],
};

export const indexSchema: JsonSchema = { type: "integer", minimum: 0 };

/** A list of reports, or, where `keys` are given, how often each report occurs; at least one unless there may be none. */
export function reportsSchema(report: JsonSchema, keys?: JsonSchema, mayBeNone = false): JsonSchema {
  const list = { type: "array", items: report, ...(!mayBeNone && { minItems: 1 }) };
  if (keys === undefined) return list;
  const counts = { type: "object", propertyNames: keys, additionalProperties: indexSchema };
  return { anyOf: [list, objectSchema({ counts })] };
}

/** Reports that may be left out, because there are no players. */
export const noReports: JsonSchema = { type: "array", maxItems: 0 };

/** What the schema of a mechanism's instances is put together from. */
export interface InstanceSchemas {
  readonly parameters: ObjectSchema;
  readonly environment: ObjectSchema;
  readonly reports: JsonSchema;
  /** Whether the reports may be left out. */
  readonly mayBeNone?: boolean;
  /** The fields of each question, by its name. */
  readonly questions: Readonly<Record<string, ObjectSchema>>;
}

/** The keys under which an instance may name its question. */
export const questionKeys = (id: string): readonly string[] =>
  id.startsWith("hk/") ? ["question", "ask"] : ["question"];

/** The schema of a whole instance: plain, or with a question in one of its two spellings. */
export function instanceSchema(id: string, summary: string, schemas: InstanceSchemas): JsonSchema {
  const { parameters, environment, reports, mayBeNone, questions } = schemas;
  const parts = { mechanism: { const: id }, parameters, environment, reports };
  const needed = [
    "mechanism",
    ...(parameters.required.length > 0 ? ["parameters"] : []),
    ...(environment.required.length > 0 ? ["environment"] : []),
    ...(mayBeNone ? [] : ["reports"]),
  ];
  const spelling = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema => ({
    type: "object",
    properties: { ...parts, ...properties },
    required: [...needed, ...required],
    additionalProperties: false,
  });
  const asked = Object.entries(questions).flatMap(([name, fields]) => [
    ...questionKeys(id).map((key) =>
      spelling({ [key]: { const: name }, ...fields.properties }, [key, ...fields.required]),
    ),
    spelling({ [name]: fields }, [name]),
  ]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `mechproof:${id}`,
    title: id,
    description: summary,
    anyOf: [spelling({}, []), ...asked],
  };
}
