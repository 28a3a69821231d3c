import type { ErrorObject } from "ajv/dist/2020.js";
import { element, InputError, member, parseJson, refuse, show } from "../instance/input.js";
import type { Results } from "./results.js";
import { resultsSchema } from "./results-schema.js";

/**
 * Results from the text of `results.json`, which may come from elsewhere: written by this version and as the schema
 * says. Throws InputError "source: field: …". Loads the validator only when called.
 */
export async function parseResults(text: string, source: string, version: string): Promise<Results> {
  const json = parseJson(text, source);
  const written = typeof json === "object" && json !== null && "mechproof" in json ? json.mechproof : undefined;
  if (typeof written !== "string") throw new InputError(`${source}: mechproof: expected results of mechproof verify`);
  if (written !== version) {
    throw new InputError(
      `${source}: mechproof: written by version ${show(written)}, this is ${show(version)}; run mechproof verify again`,
    );
  }
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const validate = new Ajv2020().compile(resultsSchema);
  if (!validate(json)) {
    const { message } = complaint(validate.errors![0]!, json);
    throw new InputError(`${source}: ${message}`);
  }
  return json as unknown as Results;
}

/** What is wrong, at the field where it is: "claims[0].verdict: expected …". */
function complaint({ keyword, instancePath, params, message }: ErrorObject, json: unknown): InputError {
  const keys = instancePath.split("/").slice(1).map(unescaped);
  const found = show(valueAt(json, keys));
  const field = fieldOf(json, keys);
  switch (keyword) {
    case "required":
      return refuse(member(field, params.missingProperty), "missing");
    case "additionalProperties":
      return refuse(member(field, params.additionalProperty), "unknown field");
    case "false schema":
      return refuse(field, "does not belong here");
    case "enum":
      return refuse(field, `expected ${params.allowedValues.map(show).join(", ")}, got ${found}`);
    case "const":
      return refuse(field, `expected ${show(params.allowedValue)}, got ${found}`);
    case "type":
      return refuse(field, `expected ${params.type}, got ${found}`);
    default:
      return refuse(field, `${message ?? "is not as the schema says"}, got ${found}`);
  }
}

const unescaped = (key: string): string => key.replaceAll("~1", "/").replaceAll("~0", "~");

const inside = (value: unknown, key: string): unknown => (value as Readonly<Record<string, unknown>>)[key];

const valueAt = (json: unknown, keys: readonly string[]): unknown => keys.reduce(inside, json);

/** `claims[0].readings[1].verdict`. */
function fieldOf(json: unknown, keys: readonly string[]): string {
  let [field, value] = ["", json];
  for (const key of keys) {
    field = Array.isArray(value) ? element(field, Number(key)) : member(field, key);
    value = inside(value, key);
  }
  return field;
}
