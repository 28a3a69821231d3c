import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { recordOf } from "../../src/claim/recorded.js";
import type { ClaimResult, ReadingResult } from "../../src/claim/result.js";
import type { Results } from "../../src/store/results.js";
import { counterexampleSchema, recordedSchema, resultsSchema } from "../../src/store/results-schema.js";
import type { Counterexample } from "../../src/verdict/counterexample.js";

const counterexample: Counterexample = {
  claim: "toy/theorem-1",
  reading: "strict",
  instance: { mechanism: "toy/coin", parameters: { epsilon: { times: "1", log: "3/2" } }, reports: ["A", null] },
  choices: { player: 0, lie: null, gains: ["-1/2", "0"], exact: true },
  inequality: "Pr[A] <= e^ε Pr[B]",
  lhs: "5/3",
  rhs: "-1",
  explanation: "the coin is biased",
};

const root = { polynomial: [["-2", 0] as const, ["1", 2] as const], low: "1", high: "3/2" };

const refuted: ReadingResult = {
  name: "strict",
  switches: { order: "strict" },
  literal: true,
  verdict: "refuted",
  expected: "refuted",
  asExpected: true,
  domain: "every coin",
  instances: 12,
  hypothesesMet: 7,
  corners: { ties: 3, "one voter": 0 },
  exhaustive: true,
  epsilons: {
    times: "1/2",
    b: [
      { from: { value: "1", closed: false }, to: { value: root, closed: true } },
      { from: { value: "7/2", closed: true }, to: { value: "infinity", closed: false } },
    ],
  },
  evidence: { enumerated: { cases: 12, failing: 3 } },
  counterexample,
  mostViolating: {
    ...counterexample,
    lhs: { rational: "0", logs: [{ coefficient: "-2", log: "3/2" }], over: "epsilon" },
  },
  tightness: { ratio: "infinity", at: { instance: {}, choices: {} } },
  repair: {
    id: "toy/theorem-1/repaired",
    statement: "twice the bound",
    changes: ["doubled"],
    verdict: "proved for all epsilon",
    epsilons: "all",
    domain: "every coin",
    instances: 12,
    hypothesesMet: 7,
    evidence: { certificate: "certificates/toy-theorem-1--strict--repaired.json" },
    necessary: [{ without: "doubled", ...counterexample }],
  },
  replay: "mechproof replay reports/counterexamples/toy-theorem-1--strict.json",
};

const open: ReadingResult = {
  name: "lax",
  switches: { order: "lax" },
  literal: false,
  verdict: "undecided",
  reason: "not built",
  asExpected: false,
  unexpected: "no verdict is recorded for it",
  domain: "every coin",
  argument: "by symmetry",
  instances: 0,
  hypothesesMet: 0,
  corners: {},
  exhaustive: false,
  evidence: {},
};

const { name: _name, switches: _switches, literal: _literal, ...own } = refuted;
const claim: ClaimResult = {
  id: "toy/theorem-1",
  paper: "toy",
  citation: "TOY, Theorem 1",
  statement: "Coins are fair.",
  hypotheses: [],
  ...own,
  readings: [refuted, open],
};
const results: Results = { mechproof: "0.1.0", seed: 42, budget: "gate", claims: [claim] };

const ajv = new Ajv2020({ allErrors: true, strict: true });
const validators = {
  results: ajv.compile(resultsSchema),
  counterexample: ajv.compile(counterexampleSchema),
  recorded: ajv.compile(recordedSchema),
};

/** Where the errors are; a missing or unknown field is named by its own path. */
function errorsOf(validator: keyof typeof validators, value: unknown): readonly string[] {
  validators[validator](value);
  return (validators[validator].errors ?? []).map(pathOf);
}

function pathOf({ instancePath, params }: ErrorObject): string {
  const field = params.missingProperty ?? params.additionalProperty;
  return field === undefined ? instancePath : `${instancePath}/${field}`;
}

/** A copy with another value, or none, at a path such as "/claims/0/id". */
function changed(value: unknown, path: string, replacement?: unknown): unknown {
  const copy = structuredClone(value);
  const keys = path.split("/").slice(1);
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => (at as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  if (replacement === undefined) delete parent[last];
  else parent[last] = replacement;
  return copy;
}

const reading = "/claims/0/readings/0";
const interval = `${reading}/epsilons/b/0`;

describe("the schema of results", () => {
  it("accepts results with every kind of field", () => {
    expect(errorsOf("results", results)).toEqual([]);
  });

  it.each([
    "/mechproof",
    "/seed",
    "/claims",
    "/claims/0/readings",
    "/claims/0/hypotheses",
    `${reading}/name`,
    `${reading}/corners`,
    `${reading}/asExpected`,
    `${reading}/counterexample`,
    `${reading}/replay`,
    `${reading}/counterexample/explanation`,
    `${reading}/tightness/at`,
    `${reading}/repair/necessary`,
    `${reading}/repair/necessary/0/without`,
    `${reading}/repair/evidence/certificate`,
    "/claims/0/readings/1/reason",
    "/claims/0/readings/1/unexpected",
    `${reading}/epsilons/times`,
    `${interval}/to/closed`,
  ])("rejects results without %s", (path) => {
    expect(errorsOf("results", changed(results, path))).toContain(path);
  });

  it.each<readonly [string, unknown, string]>([
    ["/seed", 0.5, "a seed that is no integer"],
    ["/budget", "huge", "an unknown budget"],
    ["/time", "12:00", "an extra field of the results"],
    ["/claims/0/id", "theorem-1", "an id without a paper"],
    ["/claims/0/name", "strict", "a field of readings in a claim"],
    ["/claims/0/readings", [], "no readings"],
    [`${reading}/verdict`, "true", "an unknown verdict"],
    [`${reading}/expected`, "proved", "an unknown recorded verdict"],
    [`${reading}/reason`, "budget", "a reason where the verdict is decided"],
    ["/claims/0/readings/1/reason", "too hard", "an unknown reason"],
    [`${reading}/unexpected`, "?", "a surprise where all is as expected"],
    [`${reading}/instances`, -1, "a negative count"],
    [`${reading}/corners/ties`, "3", "a count that is text"],
    [`${reading}/counterexample/lhs`, 1.5, "a float for an exact number"],
    [`${reading}/counterexample/lhs`, "1.5", "a decimal for an exact number"],
    [`${reading}/counterexample/rhs`, "3/1", "a denominator 1"],
    [`${reading}/counterexample/rhs`, "3/-2", "a negative denominator"],
    [`${reading}/mostViolating/lhs/over`, "ε", "a form over something else"],
    [`${reading}/mostViolating/lhs/logs`, [], "a form without logarithms"],
    [`${reading}/mostViolating/lhs/logs/0/coefficient`, -2, "a coefficient that is no text"],
    [`${reading}/counterexample/rhs`, "∞", "another spelling of infinity"],
    [`${reading}/counterexample/choices/gains/0`, -0.5, "a float deep in the choices"],
    [`${reading}/counterexample/why`, "because", "an extra field of a counterexample"],
    [`${reading}/tightness/ratio`, 1, "a ratio that is no text"],
    [`${reading}/epsilons`, "everything", "another word for every epsilon"],
    [`${reading}/epsilons/b`, "all", "a set whose intervals are no list"],
    [`${interval}/from/value`, "infinity", "an interval from infinity"],
    [`${interval}/from/value`, "-1", "a negative end"],
    [`${interval}/from/closed`, "no", "an end that is closed by text"],
    [`${interval}/to/value/polynomial/0`, ["-2", 0.5], "a broken exponent"],
    [`${interval}/to/value/polynomial/1`, ["0", 2], "a coefficient 0"],
    [`${interval}/to/value/high`, 1.5, "an isolating interval of floats"],
    [`${reading}/epsilons/b/1/to/closed`, true, "an infinity that is closed"],
    [`${reading}/repair/without`, "doubled", "an extra field of a repair"],
    [`${reading}/repair/epsilons`, [], "a set that is a list"],
  ])("rejects at %s the value %j: %s", (path, value) => {
    const errors = errorsOf("results", changed(results, path, value));
    expect(errors.some((error) => error === path || error.startsWith(`${path}/`))).toBe(true);
  });
});

describe("the schema of counterexamples", () => {
  it("accepts one and rejects what is missing or unknown", () => {
    expect(errorsOf("counterexample", counterexample)).toEqual([]);
    expect(errorsOf("counterexample", { without: "doubled", ...counterexample })).toEqual([]);
    expect(errorsOf("counterexample", changed(counterexample, "/inequality"))).toEqual(["/inequality"]);
    expect(errorsOf("counterexample", { ...counterexample, seed: 42 })).toEqual(["/seed"]);
    expect(errorsOf("counterexample", changed(counterexample, "/instance/reports/0", 0.1))).toContain(
      "/instance/reports/0",
    );
  });
});

describe("the schema of recorded verdicts", () => {
  const recorded = recordOf(claim);

  it("accepts what is recorded of a claim", () => {
    expect(errorsOf("recorded", recorded)).toEqual([]);
  });

  it.each<readonly [string, unknown]>([
    ["/readings/strict/verdict", "supportd"],
    ["/readings/strict/instances", 3],
    ["/readings/strict/repair/verdict", undefined],
    ["/readings/strict/epsilons/times", "0"],
    ["/readings", {}],
    ["/claim", "toy"],
  ])("rejects at %s the value %j", (path, value) => {
    expect(errorsOf("recorded", changed(recorded, path, value))).toContain(path);
  });
});
