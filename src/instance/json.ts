import type { Json } from "../verdict/json.js";
import { InputError } from "./input-error.js";

/** Lists and objects may be nested this deep. */
const depthLimit = 100;

/** The keys as they stand in the text, for objects in which JavaScript reorders them ("10", "2"). */
const textOrder = new WeakMap<object, readonly string[]>();

/** The keys of an object in the order of the text it was parsed from. */
export const keysInOrder = (object: object): readonly string[] => textOrder.get(object) ?? Object.keys(object);

const shorten = (text: string): string => JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 57)}…`);

/**
 * Parses JSON (RFC 8259) more strictly than JSON.parse: a key that stands twice and a number that JavaScript would
 * silently turn into another integer are refused. Throws InputError "source: line L, column C: …".
 */
export function parseJson(text: string, source: string): Json {
  let at = 0;

  const fail = (message: string, position = at): InputError => {
    const before = text.slice(0, position).split("\n");
    return new InputError(
      `${source}: line ${before.length}, column ${before[before.length - 1]!.length + 1}: ${message}`,
    );
  };
  const found = (): string =>
    at >= text.length ? "the end of the text" : shorten(String.fromCodePoint(text.codePointAt(at)!));
  const token = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    at += match?.length ?? 0;
    return match;
  };
  const take = (character: string): boolean => {
    token(/[ \t\n\r]*/y);
    if (text[at] !== character) return false;
    at++;
    return true;
  };

  const string = (): string => {
    const start = at;
    const quoted = token(/"[^"\\]*(?:\\.[^"\\]*)*"/sy);
    try {
      return JSON.parse(quoted ?? "");
    } catch {
      throw fail("malformed string: it is not closed, or holds a wrong escape or a raw control character", start);
    }
  };

  const number = (): number => {
    const start = at;
    const digits = token(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (digits === undefined || /[\w.+-]/.test(text[at] ?? " ")) throw fail("malformed number", start);
    const value = Number(digits);
    const exact = /^-?\d+(?:\.0+)?$/.test(digits);
    if (!exact && (Number.isInteger(value) || !Number.isFinite(value))) {
      throw fail(`write the number ${digits.slice(0, 40)} as a string, "p/q" or a decimal`, start);
    }
    return value;
  };

  const list = (depth: number): Json[] => {
    const items: Json[] = [];
    if (take("]")) return items;
    do items.push(value(depth));
    while (take(","));
    if (!take("]")) throw fail(`expected "," or "]" in a list, found ${found()}`);
    return items;
  };

  const object = (depth: number): Json => {
    const members = new Map<string, Json>();
    if (take("}")) return {};
    do {
      token(/[ \t\n\r]*/y);
      const start = at;
      if (text[at] !== '"') throw fail(`expected a key in double quotes, found ${found()}`);
      const key = string();
      if (members.has(key)) throw fail(`the key ${shorten(key)} stands twice in one object`, start);
      if (!take(":")) throw fail(`expected ":" after a key, found ${found()}`);
      members.set(key, value(depth));
    } while (take(","));
    if (!take("}")) throw fail(`expected "," or "}" in an object, found ${found()}`);
    const result = Object.fromEntries(members);
    textOrder.set(result, [...members.keys()]);
    return result;
  };

  const value = (depth: number): Json => {
    if (depth > depthLimit) throw fail(`nested deeper than ${depthLimit} levels`);
    if (take("{")) return object(depth + 1);
    if (take("[")) return list(depth + 1);
    if (text[at] === '"') return string();
    if (/[-\d]/.test(text[at] ?? "")) return number();
    const word = token(/(?:true|false|null)\b/y);
    if (word === undefined) throw fail(`expected a JSON value, found ${found()}`);
    return JSON.parse(word);
  };

  const result = value(0);
  token(/[ \t\n\r]*/y);
  if (at < text.length) throw fail(`expected nothing after the JSON value, found ${found()}`);
  return result;
}
