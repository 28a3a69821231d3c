import type { Json, JsonObject } from "../verdict/json.js";

/** Plain data for a person. */

export const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

/** "A: 2, B: 0", "A, B"; what lies deeper in brackets, "(0, 1)"; infinity as its sign; JSON that stands in a text too. */
export function inWords(json: Json): string {
  if (json === "infinity") return "∞";
  if (typeof json === "string") return inText(json);
  if (Array.isArray(json)) return json.map(inside).join(", ");
  if (isObject(json))
    return Object.entries(json)
      .map(([name, value]) => `${inText(name)}: ${isListOfLists(value) ? inWords(value) : inside(value)}`)
      .join(", ");
  return json === null ? "none" : `${json}`;
}

/** One item of a list: what is a list itself in brackets. */
export const inside = (json: Json): string =>
  typeof json === "object" && json !== null ? `(${inWords(json)})` : inWords(json);

const isListOfLists = (json: Json): boolean => Array.isArray(json) && json.length > 0 && json.every(Array.isArray);

/** A text with the compact JSON in it in words: "{"a":[0,1]}" as "(a: (0, 1))", ""1/2"" as "1/2". Intervals and indices stay as they are. */
export function withoutJson(text: string): string {
  let told = "";
  for (let at = 0; at < text.length; ) {
    const end = /[\w)\]]$/.test(told) ? undefined : endOfJson(text, at);
    told += end === undefined ? text[at] : inside(JSON.parse(text.slice(at, end)));
    at = end ?? at + 1;
  }
  return told.replace(/"(-?\d+(?:\/\d+)?)"/g, "$1");
}

/** Where the list or object ends that begins there, if it is one with something in it and written without spaces. */
function endOfJson(text: string, start: number): number | undefined {
  if (!"[{".includes(text[start]!)) return undefined;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if ("[{".includes(text[at]!)) depth++;
    if ("]}".includes(text[at]!)) depth--;
    if (depth > 0) continue;
    const found = text.slice(start, at + 1);
    return found.length > 3 && isCompact(found) ? at + 1 : undefined;
  }
  return undefined;
}

function isCompact(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

/** Outcomes that are no texts are written as JSON where they name something. */
const inText = (text: string): string => (/^[[{]/.test(text) && isCompact(text) ? inside(JSON.parse(text)) : text);

/** "outcomeUtility" as "Outcome utility". */
export function labelOf(name: string): string {
  const spaced = name.replace(/(?<=\p{Ll})\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.length > 1 ? spaced[0]!.toUpperCase() + spaced.slice(1) : spaced;
}
