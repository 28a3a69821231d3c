import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { baseOf, printEpsilon, readEpsilon } from "../../src/instance/epsilon.js";
import { loadInstance, mechanisms } from "../../src/instance/index.js";
import { hasLaw } from "../../src/instance/loaded.js";
import { printPrivacyBound, readAnyPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { parseRational, printRational, rational } from "../../src/number/rational.js";
import { bad, epsilon, facility, good } from "./instances.js";

const schemaOf = (instance: { mechanism: string }) => mechanisms.find(({ id }) => id === instance.mechanism)!.schema;

test("the schemas and the readers agree", () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  for (const instance of good) {
    expect(ajv.validate(schemaOf(instance), instance), JSON.stringify(instance)).toBe(true);
    expect(() => loadInstance(instance)).not.toThrow();
  }
  for (const instance of bad) {
    expect(ajv.validate(schemaOf(instance), instance), JSON.stringify(instance)).toBe(false);
    expect(() => loadInstance(instance)).toThrow();
  }
});

test("an instance prints as JSON that loads as the same instance", () => {
  for (const json of good) {
    const { instance } = loadInstance(json);
    const again = loadInstance(instance.print()).instance;
    expect(again.print()).toEqual(instance.print());
    if (!hasLaw(instance) || !hasLaw(again)) continue;
    expect(again.profile.filter(({ count }) => count > 0)).toEqual(instance.profile);
    expect(again.epsilon).toEqual(instance.epsilon);
  }
  expect(loadInstance(good[1]).instance.print()).toEqual({
    mechanism: "cckmv/noisy-election",
    parameters: { epsilon, rate: "1/2" },
    reports: ["A", null, "B"],
  });
  const reports = { counts: { "0": 1000, "2": 998, null: 3 } };
  expect(loadInstance({ ...facility, reports }).instance.print().reports).toEqual(reports);
  expect(loadInstance(good[2]).instance.print().reports).toEqual({ counts: { B: 1000, null: 3, A: 998 } });
});

describe("epsilon", () => {
  test.each([
    ["2 ln 3/2", epsilon],
    ["ln 2", { times: "1", log: "2" }],
    ["0.5 ln 1.5", { times: "1/2", log: "3/2" }],
    [{ times: 2, log: "1.5" }, epsilon],
  ])("%j", (given, expected) => {
    expect(printEpsilon(readEpsilon(given, "e"))).toEqual(expected);
  });

  test.each([
    ["ln 2", "3", "8"],
    ["1/3 ln 27/8", "2", "9/4"],
    ["2/3 ln 8", "1/2", "2"],
    ["1/1000 ln 2", "1000", "2"],
  ])("e^(step·(%s)) with step %s is %s", (text, step, base) => {
    expect(printRational(baseOf(readEpsilon(text, "e"), parseRational(step)!))).toBe(base);
  });

  test("the multiple that the message names is the least that does", () => {
    for (const [log, step] of [
      ["64", "1/5"],
      ["9/4", "3"],
      ["7", "2/3"],
    ] as const) {
      const irrational = readEpsilon({ times: "1/1009", log }, "e");
      const message = (() => {
        try {
          return printRational(baseOf(irrational, parseRational(step)!));
        } catch (error) {
          return (error as Error).message;
        }
      })();
      const multiple = parseRational(/multiple of (\S+)$/.exec(message)![1]!)!;
      const times = (k: bigint, of: bigint) => rational(multiple.numerator * k, multiple.denominator * of);
      expect(() => baseOf({ ...irrational, times: times(1n, 1n) }, parseRational(step)!)).not.toThrow();
      for (const part of [2n, 3n, 5n])
        expect(() => baseOf({ ...irrational, times: times(1n, part) }, parseRational(step)!)).toThrow();
    }
  });
});

test("privacy bounds print as they are read", () => {
  for (const F of [
    { kind: "linear", slope: "1/2" },
    { kind: "square", scale: "3", atOne: "1" },
    { kind: "log", scale: "1/3", atOne: "2", atInfinity: "5" },
    { kind: "capped", slope: "1", cap: "2", atInfinity: "infinity" },
    { kind: "step", value: "infinity" },
    {
      kind: "knots",
      points: [
        ["1", "0"],
        ["3/2", "1"],
        ["2", "infinity"],
      ],
      after: "infinity",
    },
  ]) {
    expect(printPrivacyBound(readAnyPrivacyBound(F, "F"))).toEqual(F);
    if (F.kind !== "log") expect(readPrivacyBound(F, "F")).toEqual(readAnyPrivacyBound(F, "F"));
  }
  expect(() => readPrivacyBound({ kind: "log", scale: "1" }, "choices.F")).toThrow(
    /^choices\.F\.kind: "log" has values/,
  );
});
