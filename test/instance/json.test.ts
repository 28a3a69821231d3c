import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../src/instance/input.js";
import { keysInOrder } from "../../src/instance/json.js";

test("reads what JSON.stringify writes", () => {
  const letters = fc.letrec((tie) => ({
    value: fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null), tie("list"), tie("object")),
    list: fc.array(tie("value"), { maxLength: 4 }),
    object: fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
  }));
  const noNegativeZero = (value: unknown) => JSON.parse(JSON.stringify(value));
  fc.assert(
    fc.property(letters.value, fc.constantFrom(undefined, 2, "\t"), (value, space) => {
      expect(parseJson(JSON.stringify(value, null, space), "x")).toEqual(noNegativeZero(value));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("keeps the order of keys that JavaScript reorders", () => {
  const object = parseJson('{"10": 1, "2": 2, "a": 3}', "x") as object;
  expect(Object.keys(object)).toEqual(["2", "10", "a"]);
  expect(keysInOrder(object)).toEqual(["10", "2", "a"]);
});

test("reads escapes, and refuses what JSON refuses", () => {
  expect(parseJson('"a\\u00e9\\n\\"\\\\"', "x")).toBe('aé\n"\\');
  for (const text of [
    '"\\x"',
    '"a\nb"',
    "[1 2]",
    "+1",
    "1.",
    ".5",
    "-",
    "NaN",
    "tru",
    "{,}",
    "[,]",
    "\u00a01",
    "nulls",
  ]) {
    expect(() => JSON.parse(text)).toThrow();
    expect(() => parseJson(text, "x"), text).toThrow(/^x: line \d+, column \d+: /);
  }
});
