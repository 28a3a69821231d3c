import type { Json, JsonObject } from "../verdict/json.js";

/** Plain data for a person. */

export const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

/** "A: 2, B: 0", "A, B"; what lies deeper as compact JSON; infinity as its sign. */
export function inWords(json: Json): string {
  if (json === "infinity") return "∞";
  if (typeof json === "string") return json;
  if (Array.isArray(json)) return json.map(inside).join(", ");
  if (isObject(json))
    return Object.entries(json)
      .map(([name, value]) => `${name}: ${inside(value)}`)
      .join(", ");
  return json === null ? "none" : `${json}`;
}

const inside = (json: Json): string =>
  typeof json === "object" && json !== null ? JSON.stringify(json) : inWords(json);

/** "outcomeUtility" as "Outcome utility". */
export function labelOf(name: string): string {
  const spaced = name.replace(/(?<=\p{Ll})\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.length > 1 ? spaced[0]!.toUpperCase() + spaced.slice(1) : spaced;
}
