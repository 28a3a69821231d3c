import { describe, expect, test } from "vitest";
import { fileOf, run } from "../cli/run.js";
import { wrongItems } from "./hk-items-instances.js";
import { wrongRanges } from "./hk-range-instances.js";

const epsilon = { times: "1", log: "2" };
const election = { mechanism: "cckmv/noisy-election", parameters: { epsilon }, reports: ["A", "B"] };
const withParameters = (parameters: object) => ({ ...election, parameters: { epsilon, ...parameters } });
const withEpsilon = (value: unknown) => ({ ...election, parameters: { epsilon: value } });
const withReports = (reports: unknown) => ({ ...election, reports });
const withCounts = (counts: unknown) => withReports({ counts });
const coupled = (fields: object) => ({ ...election, question: "coupled", player: 0, truth: "A", lie: "B", ...fields });
const gap = (F: unknown) => coupled({ question: "neededGap", F });
const dictator = (player: unknown, reports: unknown = ["A", null]) => ({
  mechanism: "cckmv/dictator",
  parameters: { player },
  reports,
});
const twice = (player: unknown) => ({ mechanism: "cckmv/majority-twice", parameters: { player }, reports: ["A", "B"] });
const outcome = { "0,0": ["x", 1], "0,1": ["y", "x"], "1,0": ["x", "x"], "1,1": [1, 1] };
const table = {
  mechanism: "cckmv/table",
  environment: { types: 2, players: 2, coins: ["1/3", "2/3"], outcome },
  reports: [0, 1],
};
const withTable = (environment: object) => ({ ...table, environment: { ...table.environment, ...environment } });
const withRows = (rows: object) => withTable({ outcome: { ...outcome, ...rows } });
const belief = {
  mechanism: "cckmv/bayes-posterior",
  environment: {
    prior: ["1/3", "2/3"],
    strategy: [
      ["1", "0"],
      ["1/2", "1/2"],
    ],
    likelihood: ["1/4", "1"],
  },
};
const withBelief = (environment: object) => ({ ...belief, environment: { ...belief.environment, ...environment } });
const entry = (profile: unknown, probability: unknown = "1/2") => ({ profile, probability });
const halves = [entry([[1, 0], [0, 2]]), entry([[0, 0], [2, 2]])]; // biome-ignore format: a profile a line
const externality = {
  mechanism: "cckmv/expected-externality",
  environment: { outcomes: 2, maximum: 2, prior: halves },
  reports: [[1, 0], [0, 2]],
}; // biome-ignore format: a profile a line
const withSizes = (sizes: object) => ({ ...externality, environment: { ...externality.environment, ...sizes } });
const withPrior = (...prior: readonly unknown[]) => withSizes({ prior });
const lieTo = (lie: unknown, fields: object = {}) => ({
  ...externality,
  question: "coupled",
  player: 0,
  truth: [1, 0],
  lie,
  ...fields,
});
/** 1/p for many large coprime p, and what is left to 1. */
const longCoins = Array.from({ length: 40 }, (_, i) => `1/${10n ** 900n + BigInt(2 * i + 1)}`);

const facility = {
  mechanism: "cckmv/noisy-median",
  parameters: { epsilon: "2 ln 2" },
  environment: { locations: ["0", "1/2", "1"] },
  reports: [0, 2, null],
};
const withLocations = (locations: unknown) => ({ ...facility, environment: { locations } });
const withXiao = (parameters: object, which = "median") => ({
  ...facility,
  mechanism: `cckmv/xiao-${which}`,
  parameters: { epsilon: "2 ln 2", ...parameters },
});

const knots = (points: unknown, after: unknown = "constant") => gap({ kind: "knots", points, after });

const auction = {
  mechanism: "cckmv/noisy-vcg",
  parameters: { epsilon: "4 ln 2" },
  environment: { outcomes: 2, maximum: 2 },
  reports: [[0, 1], null],
};
const withAuction = (parts: object) => ({ ...auction, ...parts });
const rarely = (w: string) =>
  withAuction({ mechanism: "cckmv/rare-payment-vcg", parameters: { epsilon: "4 ln 2", w } });

/** What is wrong, the input, and what the one line must hold: the field first. */
const wrong: readonly (readonly [wrong: string, input: unknown, expected: RegExp])[] = [
  // JSON itself
  ["an empty file", "", /line 1, column 1: expected a JSON value, found the end of the text/],
  ["a missing brace", '{"mechanism": "cckmv/majority"', /line 1, column 31: expected "," or "}"/],
  ["a trailing comma", '{"reports": ["A",]}', /line 1, column 18: expected a JSON value, found "]"/],
  ["an error on the second line", '{"mechanism":\n  nope}', /line 2, column 3: expected a JSON value/],
  ["text after the value", "{} x", /column 4: expected nothing after the JSON value/],
  ["single quotes", "{'a': 1}", /column 2: expected a key in double quotes/],
  ["an open string", '{"mechanism": "cck', /column 15: malformed string/],
  ["a malformed number", '{"mechanism": 01}', /column 15: malformed number/],
  ["a key that stands twice", '{"reports": [], "reports": []}', /column 17: the key "reports" stands twice/],
  ["absurd nesting", "[".repeat(100_000), /nested deeper than 100 levels/],
  ["an underflowing float", '{"mechanism": 1e-999}', /write the number 1e-999 as a string/],
  ["an overflowing float", '{"mechanism": 1e999}', /write the number 1e999 as a string/],
  ["half of a character", '{"mechanism": 😀}', /column 15: expected a JSON value, found "😀"$/],
  [
    "a long key that stands twice",
    `{"${"x".repeat(900)}": 1, "${"x".repeat(900)}": 2}`,
    /the key "x{57}…" stands twice/,
  ],
  // characters that a terminal obeys or hides
  ["an escape sequence in a field's name", { ...election, "\u001b[31m": 1 }, /^"\\u001b\[31m": unknown field/],
  ["text from right to left", { ...election, mechanism: "\u202eA" }, /^mechanism: unknown mechanism "\\u\{202e\}A"; /],
  ["a C1 control character", { ...election, mechanism: "\u009bA" }, /^mechanism: unknown mechanism "\\u\{9b\}A"; /],
  // the instance
  ["a number", "1", /^expected an object {…}, got 1$/],
  ["no mechanism", { reports: ["A"] }, /^mechanism: missing/],
  ["a mechanism that is no string", { ...election, mechanism: 1 }, /^mechanism: expected a string, got 1$/],
  [
    "an unknown mechanism",
    { ...election, mechanism: "cckmv/nosy-election" },
    /^mechanism: .*did you mean "cckmv\/noisy-election"\? `mechproof list` names all$/,
  ],
  ["another unknown mechanism", { mechanism: "x" }, /^mechanism: unknown mechanism "x"; `mechproof list` names all$/],
  ["the other word for a question", { ...election, ask: "coupled" }, /^ask: unknown field; allowed here: mechanism, /],
  ["an unknown field", { ...election, parametres: {} }, /^parametres: unknown field; did you mean "parameters"\?/],
  [
    "a field named __proto__",
    '{"mechanism": "cckmv/majority", "reports": ["A"], "__proto__": 1}',
    /^__proto__: unknown field/,
  ],
  ["a line break in a field's name", { ...election, "a\nb": 1 }, /^"a\\nb": unknown field/],
  // parameters
  [
    "parameters that are a list",
    { ...election, parameters: [] },
    /^parameters: expected an object {…}, got an empty list$/,
  ],
  ["parameters that are null", { ...election, parameters: null }, /^parameters: expected an object {…}, got null$/],
  [
    "no epsilon",
    { ...election, parameters: {} },
    /^parameters\.epsilon: missing; required here: epsilon; optional: rate$/,
  ],
  [
    "a root that takes long to refuse",
    withEpsilon(`1/3 ln ${"1234567890".repeat(99)}`),
    /^parameters\.epsilon: .* is irrational; .* multiple of 1$/,
  ],
  ["no parameters", { mechanism: election.mechanism, reports: ["A"] }, /^parameters\.epsilon: missing/],
  [
    "an unknown parameter",
    withParameters({ rat: "1" }),
    /^parameters\.rat: unknown field; did you mean "rate"\? allowed here: epsilon, rate$/,
  ],
  [
    "epsilon for majority",
    { ...election, mechanism: "cckmv/majority" },
    /^parameters\.epsilon: unknown field; no fields are allowed here$/,
  ],
  ["no outcome for constant", { mechanism: "cckmv/constant", reports: ["A"] }, /^parameters\.outcome: missing/],
  [
    "a wrong outcome",
    { mechanism: "cckmv/constant", parameters: { outcome: "C" }, reports: ["A"] },
    /^parameters\.outcome: expected "A" or "B", got "C"$/,
  ],
  [
    "a JSON float",
    withParameters({ rate: 0.25 }),
    /^parameters\.rate: 0\.25 is a JSON float; write it as a string, "1\/4" or "0\.25"$/,
  ],
  [
    "a small JSON float",
    withParameters({ rate: 1e-7 }),
    /^parameters\.rate: 1e-7 is a JSON float; write it as a string, "p\/q"$/,
  ],
  ["a zero denominator", withParameters({ rate: "1/0" }), /^parameters\.rate: "1\/0" has a zero denominator$/],
  ["no rational", withParameters({ rate: "one" }), /^parameters\.rate: "one" is not a rational; write/],
  ["an exponent", withParameters({ rate: "1e3" }), /^parameters\.rate: "1e3" is not a rational/],
  [
    "a boolean for a rational",
    withParameters({ rate: true }),
    /^parameters\.rate: expected a rational such as "1\/2", got true$/,
  ],
  ["null for a rational", withParameters({ rate: null }), /^parameters\.rate: expected a rational/],
  [
    "a list for a rational",
    withParameters({ rate: ["1"] }),
    /^parameters\.rate: expected a rational such as "1\/2", got a list$/,
  ],
  ["rate zero", withParameters({ rate: "0" }), /^parameters\.rate: must be greater than 0, got "0"$/],
  ["a negative rate", withParameters({ rate: -1 }), /^parameters\.rate: must be greater than 0, got -1$/],
  [
    "an unsafe integer",
    withParameters({ rate: 2 ** 53 }),
    /^parameters\.rate: JSON integers beyond 9007199254740991 lose digits/,
  ],
  [
    "too many digits",
    withParameters({ rate: "1".repeat(1001) }),
    /^parameters\.rate: has 1001 digits; at most 1000 are allowed$/,
  ],
  // epsilon
  [
    "epsilon as a float",
    withEpsilon(0.5),
    /^parameters\.epsilon: expected {"times": "t", "log": "b"} or "t ln b".*, got the number 0\.5$/,
  ],
  ["epsilon as a rational", withEpsilon("1/2"), /^parameters\.epsilon: expected .*, got "1\/2"$/],
  ["epsilon null", withEpsilon(null), /^parameters\.epsilon: expected {"times": "t", "log": "b"} or .*, got null$/],
  ["epsilon as a list", withEpsilon(["x"]), /^parameters\.epsilon: expected .* or "t ln b", .*, got a list$/],
  ["epsilon as a word", withEpsilon("x"), /^parameters\.epsilon: expected .* or "t ln b", .*, got "x"$/],
  [
    "epsilon without log",
    withEpsilon({ times: "1" }),
    /^parameters\.epsilon\.log: missing; required here: times, log$/,
  ],
  ["an unknown field of epsilon", withEpsilon({ ...epsilon, base: "2" }), /^parameters\.epsilon\.base: unknown field/],
  [
    "a float in epsilon",
    withEpsilon({ times: 0.5, log: "2" }),
    /^parameters\.epsilon\.times: 0\.5 is a JSON float; .* "1\/2" or "0\.5"$/,
  ],
  [
    "epsilon zero",
    withEpsilon({ times: "0", log: "2" }),
    /^parameters\.epsilon\.times: must be greater than 0, got "0"$/,
  ],
  ["log 1", withEpsilon({ times: "1", log: "1" }), /^parameters\.epsilon\.log: must be greater than 1, got "1"$/],
  ["log below 1", withEpsilon("ln 1/2"), /^parameters\.epsilon\.log: must be greater than 1, got "1\/2"$/],
  [
    "a zero denominator in the shorthand",
    withEpsilon("1/0 ln 2"),
    /^parameters\.epsilon\.times: "1\/0" has a zero denominator$/,
  ],
  [
    "irrational weights",
    withEpsilon({ times: "1/2", log: "2" }),
    /^parameters\.epsilon: e\^\(epsilon·1\) = 2\^\(1\/2\) is irrational; the weights of this mechanism need "times" to be a multiple of 1$/,
  ],
  [
    "irrational weights of a power",
    withEpsilon("1/3 ln 9/4"),
    /^parameters\.epsilon: .* = \(9\/4\)\^\(1\/3\) is irrational; .* multiple of 1\/2$/,
  ],
  [
    "irrational weights by the rate",
    withParameters({ rate: "2/3" }),
    /^parameters\.epsilon: e\^\(epsilon·2\/3\) = 2\^\(2\/3\) is irrational; .* multiple of 3\/2$/,
  ],
  ["an astronomic epsilon", withEpsilon(`1${"0".repeat(900)} ln 2`), /^parameters\.epsilon: .* digits; the limit is/],
  ["a tiny, irrational epsilon", withEpsilon(`1/1${"0".repeat(900)} ln 2`), /^parameters\.epsilon: .* is irrational/],
  // environment
  [
    "a field of the environment",
    { ...election, environment: { locations: [] } },
    /^environment\.locations: unknown field; no fields are allowed here$/,
  ],
  [
    "an environment that is a string",
    { ...election, environment: "" },
    /^environment: expected an object {…}, got ""$/,
  ],
  // reports
  ["no reports", { mechanism: election.mechanism, parameters: { epsilon } }, /^reports: missing/],
  ["empty reports", withReports([]), /^reports: expected at least one player$/],
  ["reports null", withReports(null), /^reports: expected a list of reports or {"counts": {…}}, got null$/],
  ["reports that are a string", withReports("AB"), /^reports: expected a list of reports or .*, got "AB"$/],
  ["a wrong report", withReports(["A", "a"]), /^reports\[1\]: expected "A", "B" or null, got "a"; did you mean "A"\?$/],
  ["a number as a report", withReports([1]), /^reports\[0\]: expected "A", "B" or null, got 1$/],
  ["a list as a report", withReports([["A"]]), /^reports\[0\]: expected "A", "B" or null, got a list$/],
  ["an unknown field beside counts", withReports({ counts: { A: 1 }, size: 2 }), /^reports\.size: unknown field/],
  ["counts missing", withReports({ A: 1 }), /^reports\.A: unknown field; allowed here: counts$/],
  ["counts as a list", withCounts([1, 2]), /^reports\.counts: expected an object {…}, got a list$/],
  ["counts with sum 0", withCounts({ A: 0, B: 0 }), /^reports: expected at least one player$/],
  ["no counts", withCounts({}), /^reports: expected at least one player$/],
  ["a negative count", withCounts({ A: -1 }), /^reports\.counts\.A: must not be negative, got -1$/],
  ["a fractional count", withCounts({ A: 1.5 }), /^reports\.counts\.A: expected a whole number, got 1\.5$/],
  ["an unsafe count", withCounts({ A: 2 ** 53 }), /^reports\.counts\.A: must be at most 9007199254740991/],
  [
    "counts with an unsafe sum",
    withCounts({ A: 2 ** 53 - 1, B: 2 ** 53 - 1 }),
    /^reports: more than 2\^53 - 1 players$/,
  ],
  ["a count as a string", withCounts({ A: "1" }), /^reports\.counts\.A: expected a count as a JSON integer, got "1"$/],
  ["an unknown key of counts", withCounts({ C: 1 }), /^reports\.counts\.C: expected "A", "B" or null, got "C"$/],
  ["a key of counts in quotes", withCounts({ '"A"': 1 }), /^reports\.counts\."\\"A\\"": write this key as "A"$/],
  [
    "weights beyond all size",
    withCounts({ A: 2 ** 53 - 1 }),
    /^reports: the weights of this law have more than 10\^15 digits; the limit is/,
  ],
  // questions
  [
    "an unknown question",
    { ...election, question: "coupling" },
    /^question: expected "coupled" or "neededGap", got "coupling"$/,
  ],
  ["a question that is a number", { ...election, question: 1 }, /^question: expected "coupled" or "neededGap", got 1$/],
  ["a question's field without the question", { ...election, player: 0 }, /^player: unknown field/],
  [
    "a question without its fields",
    { ...election, question: "coupled" },
    /^player: missing; required here: player, truth, lie$/,
  ],
  ["an unknown field of a question", coupled({ F: {} }), /^F: unknown field; allowed here: player, truth, lie$/],
  ["a nested question without its fields", { ...election, coupled: { player: 0 } }, /^coupled\.truth: missing/],
  ["a nested question that is no object", { ...election, coupled: 3 }, /^coupled: expected an object {…}, got 3$/],
  ["two nested questions", { ...election, coupled: {}, neededGap: {} }, /^neededGap: unknown field/],
  ["no such player", coupled({ player: 2 }), /^player: expected a player from 0 to 1, got 2$/],
  ["a negative player", coupled({ player: -1 }), /^player: expected a player from 0 to 1, got -1$/],
  ["a player as a string", coupled({ player: "0" }), /^player: expected a player from 0 to 1, got "0"$/],
  ["a wrong truth", coupled({ truth: "C" }), /^truth: expected "A", "B" or null, got "C"$/],
  [
    "a wrong lie, nested",
    { ...election, coupled: { player: 0, truth: "A", lie: 1 } },
    /^coupled\.lie: expected "A", "B" or null, got 1$/,
  ],
  // privacy bounds
  ["F as a number", gap(1), /^F: expected an object {…}, got 1$/],
  [
    "F without kind",
    gap({ slope: "1" }),
    /^F\.kind: expected "linear", "log", "square", "capped", "step" or "knots", got null$/,
  ],
  ["an unknown kind", gap({ kind: "cubic" }), /^F\.kind: expected "linear", /],
  [
    "a log bound without scale",
    gap({ kind: "log", slope: "1" }),
    /^F\.slope: unknown field; allowed here: kind, scale/,
  ],
  ["a negative scale", gap({ kind: "log", scale: "-1" }), /^F\.scale: must not be negative, got "-1"$/],
  ["a float at infinity", gap({ kind: "log", scale: 1, atInfinity: 0.5 }), /^F\.atInfinity: 0\.5 is a JSON float/],
  [
    "F without slope",
    gap({ kind: "linear" }),
    /^F\.slope: missing; required here: kind, slope; optional: atOne, atInfinity$/,
  ],
  ["a negative slope", gap({ kind: "linear", slope: "-1" }), /^F\.slope: must not be negative, got "-1"$/],
  ["an infinite slope", gap({ kind: "linear", slope: "infinity" }), /^F\.slope: "infinity" is not a rational/],
  ["a negative cap", gap({ kind: "capped", slope: "1", cap: -1 }), /^F\.cap: must not be negative/],
  ["a negative value", gap({ kind: "step", value: "-1/2" }), /^F\.value: must not be negative/],
  ["a negative atOne", gap({ kind: "step", value: "1", atOne: -1 }), /^F\.atOne: must not be negative/],
  ["no knots", knots([]), /^F\.points: expected at least one point/],
  ["a first knot beside 1", knots([["2", "0"]]), /^F\.points\[0\]\[0\]: the first x must be 1, got 2$/],
  [
    "knots that do not ascend",
    knots([
      ["1", "0"],
      ["2", "1"],
      ["2", "3"],
    ]),
    /^F\.points\[2\]\[0\]: x must ascend strictly$/,
  ],
  ["a knot that is no pair", knots([["1"]]), /^F\.points\[0\]: expected a pair \[x, value\], got a list$/],
  ["a float in a knot", knots([["1", 0.5]]), /^F\.points\[0\]\[1\]: 0\.5 is a JSON float; .* "1\/2" or "0\.5"$/],
  ["an unknown end of knots", knots([["1", "0"]], "zero"), /^F\.after: expected "constant" or "infinity", got "zero"$/],
  // the dictator, and elections held twice
  ["no dictator", { ...dictator(0), parameters: {} }, /^parameters\.player: missing; required here: player$/],
  ["a dictator who is no player", dictator(2), /^parameters\.player: expected a player from 0 to 1, got 2$/],
  ["a dictator as a string", dictator("0"), /^parameters\.player: expected a count as a JSON integer, got "0"$/],
  ["a negative dictator", dictator(-1), /^parameters\.player: must not be negative, got -1$/],
  ["an absent dictator", dictator(1), /^parameters\.player: player 1 is absent; the dictator must be present$/],
  [
    "an absent dictator among counts",
    dictator(5, { counts: { A: 3, null: 4 } }),
    /^parameters\.player: player 5 is absent/,
  ],
  [
    "a dictator who stays away in a question",
    { ...dictator(0), question: "coupled", player: 0, truth: "A", lie: null },
    /^lie: player 0 of cckmv\/dictator must be present$/,
  ],
  [
    "a dictator with epsilon",
    { ...dictator(0), parameters: { player: 0, epsilon } },
    /^parameters\.epsilon: unknown field/,
  ],
  ["nobody to leave out", twice(2), /^parameters\.player: expected a player from 0 to 1, got 2$/],
  ["leaving out null", twice(null), /^parameters\.player: expected a count as a JSON integer, got null$/],
  [
    "the noisy election twice without epsilon",
    { ...twice(0), mechanism: "cckmv/noisy-election-twice" },
    /^parameters\.epsilon: missing; required here: epsilon; optional: rate, player$/,
  ],
  [
    "an outcome that only an absent player leads to",
    {
      ...twice(0),
      reports: ["A", "B", "A"],
      question: "neededGap",
      player: 2,
      truth: "B",
      lie: null,
      F: { kind: "linear", slope: "1" },
    },
    /^neededGap: only an absent player can lead to {"without":"B","with":"A"}, so no privacy ratio and no F bound it$/,
  ],
  // tables
  [
    "a table without environment",
    { mechanism: "cckmv/table", reports: [0] },
    /^environment\.types: missing; required here: types, players, coins, outcome$/,
  ],
  ["a table with epsilon", { ...table, parameters: { epsilon } }, /^parameters\.epsilon: unknown field/],
  [
    "an unknown field of a table",
    withTable({ outcomes: {} }),
    /^environment\.outcomes: unknown field; did you mean "outcome"\?/,
  ],
  ["no types", withTable({ types: 0 }), /^environment\.types: must be at least 1$/],
  ["types as a string", withTable({ types: "2" }), /^environment\.types: expected a count as a JSON integer, got "2"$/],
  ["no players", withTable({ players: 0 }), /^environment\.players: must be at least 1$/],
  ["half a player", withTable({ players: 1.5 }), /^environment\.players: expected a whole number, got 1\.5$/],
  [
    "a hopeless table",
    withTable({ players: 40 }),
    /^environment: 2 types and 40 players make more than 100000 profiles$/,
  ],
  ["a hopeless table of one type", withTable({ types: 1, players: 2 ** 52 }), /^environment: 1 types and .* profiles$/],
  ["coins that are no list", withTable({ coins: "1" }), /^environment\.coins: expected a list \[…\], got "1"$/],
  ["no coins", withTable({ coins: [] }), /^environment\.coins: must sum to 1, got the sum 0$/],
  [
    "coins that sum to less",
    withTable({ coins: ["1/3", "1/2"] }),
    /^environment\.coins: must sum to 1, got the sum 5\/6$/,
  ],
  [
    "a negative coin",
    withTable({ coins: ["3/2", "-1/2"] }),
    /^environment\.coins\[0\]: must be at most 1, got "3\/2"$/,
  ],
  [
    "another negative coin",
    withTable({ coins: ["-1/2", "1"] }),
    /^environment\.coins\[0\]: must not be negative, got "-1\/2"$/,
  ],
  ["a float as a coin", withTable({ coins: [0.5, "1/2"] }), /^environment\.coins\[0\]: 0\.5 is a JSON float/],
  [
    "coins without end",
    withTable({ coins: longCoins }),
    /^environment\.coins: the common denominator has more than 10000 digits$/,
  ],
  [
    "rows that are a list",
    withTable({ outcome: [["x", "y"]] }),
    /^environment\.outcome: expected an object {…}, got a list$/,
  ],
  [
    "a missing profile",
    withTable({ outcome: { "0,0": ["x", "x"], "1,0": ["x", "x"], "1,1": ["x", "x"] } }),
    /^environment\.outcome\."0,1": missing; every profile needs one outcome a coin$/,
  ],
  [
    "a profile of too many players",
    withRows({ "0,0,0": ["x", "x"] }),
    /^environment\.outcome\."0,0,0": expected a profile of 2 types from 0 to 1, such as "0,0"$/,
  ],
  [
    "a profile with an unknown type",
    withRows({ "0,2": ["x", "x"] }),
    /^environment\.outcome\."0,2": expected a profile of 2 types/,
  ],
  ["a profile with a space", withRows({ "0, 1": ["x", "x"] }), /^environment\.outcome\."0, 1": expected a profile/],
  [
    "a profile with leading zeros",
    withRows({ "0,01": ["x", "x"] }),
    /^environment\.outcome\."0,01": expected a profile/,
  ],
  ["a negative type", withRows({ "0,-1": ["x", "x"] }), /^environment\.outcome\."0,-1": expected a profile/],
  ["a fractional type", withRows({ "0,0.5": ["x", "x"] }), /^environment\.outcome\."0,0\.5": expected a profile/],
  [
    "a negative type of one player",
    withTable({ types: 1, players: 1, outcome: { "0": ["x", "x"], "-1": ["x", "x"] } }),
    /^environment\.outcome\.-1: expected a profile of 1 types from 0 to 0, such as "0"$/,
  ],
  ["an empty profile", withRows({ "": ["x", "x"] }), /^environment\.outcome\."": expected a profile/],
  ["a profile by name", withRows({ toString: ["x", "x"] }), /^environment\.outcome\.toString: expected a profile/],
  [
    "too few entries",
    withRows({ "0,1": ["x"] }),
    /^environment\.outcome\."0,1": expected one outcome for each of 2 coins, got 1$/,
  ],
  ["a row that is no list", withRows({ "0,1": "x" }), /^environment\.outcome\."0,1": expected a list \[…\], got "x"$/],
  [
    "null as an outcome",
    withRows({ "0,1": ["x", null] }),
    /^environment\.outcome\."0,1"\[1\]: expected a string or an integer, got null$/,
  ],
  [
    "a float as an outcome",
    withRows({ "0,1": [0.5, "x"] }),
    /^environment\.outcome\."0,1"\[0\]: expected a string or an integer, got 0\.5$/,
  ],
  [
    "an unsafe outcome",
    withRows({ "0,1": [2 ** 53, "x"] }),
    /^environment\.outcome\."0,1"\[0\]: expected a string or an integer/,
  ],
  [
    "an absent player of a table",
    { ...table, reports: [0, null] },
    /^reports\[1\]: expected a type from 0 to 1, got null$/,
  ],
  ["an unknown type", { ...table, reports: [0, 2] }, /^reports\[1\]: expected a type from 0 to 1, got 2$/],
  ["a type as a string", { ...table, reports: ["0", 1] }, /^reports\[0\]: expected a type from 0 to 1, got "0"$/],
  ["too few reports", { ...table, reports: [0] }, /^reports: expected 2 reports, one a player, got 1$/],
  ["too many reports", { ...table, reports: [0, 1, 1] }, /^reports: expected 2 reports, one a player, got 3$/],
  [
    "counts for a table",
    { ...table, reports: { counts: { 0: 2 } } },
    /^reports: expected a list with one report a player, got an object$/,
  ],
  [
    "a question about an absent player of a table",
    { ...table, question: "coupled", player: 0, truth: 0, lie: null },
    /^lie: expected a type from 0 to 1, got null$/,
  ],
  // expected externality
  [
    "no prior",
    { ...externality, environment: { outcomes: 2, maximum: 2 } },
    /^environment\.prior: missing; required here: outcomes, maximum, prior$/,
  ],
  ["no alternatives", withSizes({ outcomes: 0 }), /^environment\.outcomes: must be at least 1$/],
  ["M = 0", withSizes({ maximum: 0 }), /^environment\.maximum: must be at least 1$/],
  [
    "a maximum as a string",
    withSizes({ maximum: "2" }),
    /^environment\.maximum: expected a count as a JSON integer, got "2"$/,
  ],
  [
    "a prior over profiles that sums to less than 1",
    withPrior(halves[0]),
    /^environment\.prior: must sum to 1, got the sum 1\/2$/,
  ],
  ["an empty prior over profiles", withPrior(), /^environment\.prior: must sum to 1, got the sum 0$/],
  [
    "a negative probability",
    withPrior(
      halves[0],
      entry(
        [
          [0, 0],
          [0, 0],
        ],
        "-1/2",
      ),
    ),
    /^environment\.prior\[1\]\.probability: must not be negative, got "-1\/2"$/,
  ],
  [
    "a float for a probability",
    withPrior(entry([[0, 0]], 0.5)),
    /^environment\.prior\[0\]\.probability: 0\.5 is a JSON float/,
  ],
  [
    "no profile",
    withPrior({ probability: "1" }),
    /^environment\.prior\[0\]\.profile: missing; required here: profile, probability$/,
  ],
  [
    "a profile without players",
    withPrior(entry([], "1")),
    /^environment\.prior\[0\]\.profile: expected at least one player$/,
  ],
  [
    "profiles of different lengths",
    withPrior(halves[0], entry([[0, 0]])),
    /^environment\.prior\[1\]\.profile: expected one type for each of 2 players as in environment\.prior\[0\], got 1$/,
  ],
  [
    "a profile that stands twice",
    withPrior(halves[0], halves[0]),
    /^environment\.prior\[1\]\.profile: stands already at environment\.prior\[0\]; give each profile once$/,
  ],
  [
    "a utility beyond the maximum",
    withPrior(
      entry(
        [
          [1, 3],
          [0, 0],
        ],
        "1",
      ),
    ),
    /^environment\.prior\[0\]\.profile\[0\]\[1\]: expected a utility from 0 to the maximum 2, got 3$/,
  ],
  [
    "a negative utility",
    withPrior(entry([[1, -1]], "1")),
    /^environment\.prior\[0\]\.profile\[0\]\[1\]: must not be negative, got -1$/,
  ],
  [
    "a fractional utility",
    {
      ...externality,
      reports: [
        [1, 0.5],
        [0, 0],
      ],
    },
    /^reports\[0\]\[1\]: expected a whole number, got 0\.5$/,
  ],
  [
    "a vector of another length",
    {
      ...externality,
      reports: [
        [1, 0],
        [0, 0, 0],
      ],
    },
    /^reports\[1\]: expected one utility for each of 2 alternatives, got 3$/,
  ],
  [
    "a player who is absent from a prior",
    { ...externality, reports: [[1, 0], null] },
    /^reports\[1\]: expected a list \[…\], got null$/,
  ],
  [
    "a report missing",
    { ...externality, reports: [[1, 0]] },
    /^reports: expected one vector for each of 2 players, got 1$/,
  ],
  [
    "no reports and no question",
    { ...externality, reports: [] },
    /^reports: expected one vector for each of 2 players; only a question does without$/,
  ],
  [
    "reports left out without a question",
    { mechanism: externality.mechanism, environment: externality.environment },
    /^reports: expected one vector for each of 2 players; only a question does without$/,
  ],
  [
    "counts beside a prior",
    { ...externality, reports: { counts: { "[1,0]": 2 } } },
    /^reports: expected a list with one report a player, got an object$/,
  ],
  [
    "an unknown expectation",
    { ...externality, parameters: { expectation: "reports" } },
    /^parameters\.expectation: expected "full", "report" or "marginal", got "reports"; did you mean "report"\?$/,
  ],
  [
    "epsilon beside a prior",
    { ...externality, parameters: { epsilon } },
    /^parameters\.epsilon: unknown field; allowed here: expectation$/,
  ],
  [
    "one player to share a budget",
    { ...withPrior(entry([[0, 1]], "1")), mechanism: "cckmv/expected-externality-balanced", reports: [] },
    /^environment\.prior: cckmv\/expected-externality-balanced needs at least 2 players, got 1$/,
  ],
  [
    "a player whom a prior does not have",
    lieTo([0, 0], { player: 2 }),
    /^player: expected a player from 0 to 1, got 2$/,
  ],
  ["a lie beyond the maximum", lieTo([0, 3]), /^lie\[1\]: expected a utility from 0 to the maximum 2, got 3$/],
  ["no lie", lieTo(undefined), /^lie: missing; required here: player, truth, lie$/],
  // posteriors
  [
    "a posterior without environment",
    { mechanism: belief.mechanism },
    /^environment\.prior: missing; required here: prior, strategy, likelihood$/,
  ],
  ["reports for a posterior", { ...belief, reports: ["A"] }, /^reports: expected an empty list: there are none$/],
  ["counts for a posterior", { ...belief, reports: {} }, /^reports: expected an empty list/],
  ["parameters for a posterior", { ...belief, parameters: { epsilon } }, /^parameters\.epsilon: unknown field/],
  [
    "a question to a posterior",
    { ...belief, question: "coupled" },
    /^question: cckmv\/bayes-posterior answers no questions; leave it out$/,
  ],
  ["a nested question to a posterior", { ...belief, coupled: {} }, /^coupled: unknown field/],
  [
    "a prior that does not sum to 1",
    withBelief({ prior: ["1/3", "1/3"] }),
    /^environment\.prior: must sum to 1, got the sum 2\/3$/,
  ],
  ["an empty prior", withBelief({ prior: [] }), /^environment\.prior: must sum to 1, got the sum 0$/],
  [
    "too few rows",
    withBelief({ strategy: [["1", "0"]] }),
    /^environment\.strategy: expected one row for each of 2 types, got 1$/,
  ],
  [
    "a row of another length",
    withBelief({ strategy: [["1", "0"], ["1"]] }),
    /^environment\.strategy\[1\]: expected one probability for each of 2 reports, got 1$/,
  ],
  [
    "a row that does not sum to 1",
    withBelief({
      strategy: [
        ["1", "0"],
        ["1", "1/2"],
      ],
    }),
    /^environment\.strategy\[1\]: must sum to 1, got the sum 3\/2$/,
  ],
  [
    "a strategy that is no list",
    withBelief({ strategy: {} }),
    /^environment\.strategy: expected a list \[…\], got an object$/,
  ],
  ["no likelihoods", withBelief({ likelihood: [] }), /^environment\.likelihood: expected at least one report$/],
  [
    "a likelihood above 1",
    withBelief({ likelihood: ["1", "2"] }),
    /^environment\.likelihood\[1\]: must be at most 1, got "2"$/,
  ],
  // medians
  [
    "a median without environment",
    { ...facility, environment: {} },
    /^environment\.locations: missing; required here: locations$/,
  ],
  ["no locations", withLocations([]), /^environment\.locations: expected at least one location$/],
  ["locations that are no list", withLocations("0"), /^environment\.locations: expected a list \[…\], got "0"$/],
  [
    "locations out of order",
    withLocations(["1/2", "1", "0"]),
    /^environment\.locations\[2\]: locations ascend, each greater than the one before \(1\), got 0$/,
  ],
  [
    "a location that stands twice",
    withLocations(["0", "1/2", "0.5"]),
    /^environment\.locations\[2\]: .* the one before \(1\/2\), got 1\/2$/,
  ],
  ["a location below 0", withLocations(["-1/2"]), /^environment\.locations\[0\]: must not be negative, got "-1\/2"$/],
  ["a location above 1", withLocations([0, 2]), /^environment\.locations\[1\]: must be at most 1, got 2$/],
  ["a location as a float", withLocations([0.5]), /^environment\.locations\[0\]: 0\.5 is a JSON float/],
  ["a report that is no bin", { ...facility, reports: [0, 3] }, /^reports\[1\]: expected a bin from 0 to 2, got 3$/],
  ["a bin in quotes", { ...facility, reports: ["0"] }, /^reports\[0\]: expected a bin from 0 to 2, got "0"$/],
  ["a negative bin", { ...facility, reports: [-1] }, /^reports\[0\]: expected a bin from 0 to 2, got -1$/],
  [
    "counts of a bin that is none",
    { ...facility, reports: { counts: { 3: 1 } } },
    /^reports\.counts\.3: expected a bin from 0 to 2, got 3$/,
  ],
  [
    "a lie that is no bin",
    { ...facility, question: "coupled", player: 0, truth: 0, lie: 3 },
    /^lie: expected a bin from 0 to 2, got 3$/,
  ],
  ["a median without epsilon", { ...facility, parameters: {} }, /^parameters\.epsilon: missing/],
  [
    "an epsilon whose half is irrational",
    { ...facility, parameters: { epsilon: "ln 2" } },
    /^parameters\.epsilon: e\^\(epsilon·1\/2\) = 2\^\(1\/2\) is irrational; .* "times" to be a multiple of 2$/,
  ],
  ["t for the noisy median", { ...facility, parameters: { epsilon, t: 1 } }, /^parameters\.t: unknown field/],
  [
    "a margin of a million",
    { ...facility, reports: { counts: { 0: 1_000_000 } } },
    /^reports: the weights of this law have about \d+ digits; the limit is 200000/,
  ],
  ["no t", withXiao({}), /^parameters\.t: missing; required here: epsilon, t; optional: rate, sigma, truncation$/],
  ["a negative t", withXiao({ t: -1 }), /^parameters\.t: must not be negative, got -1$/],
  ["a t that is no integer", withXiao({ t: 0.5 }), /^parameters\.t: expected a whole number, got 0\.5$/],
  ["a t beyond all limits", withXiao({ t: 1e9 }), /^parameters\.t: must be at most 1000000, got 1000000000$/],
  ["a large t", withXiao({ t: 10_000 }), /^parameters\.t: the sums of the noises are too many: 90000 numbers of about/],
  ["a sigma of 0", withXiao({ t: 1, sigma: 0 }), /^parameters\.sigma: expected 1 or -1, got 0$/],
  ["a sigma in quotes", withXiao({ t: 1, sigma: "-1" }), /^parameters\.sigma: expected 1 or -1, got "-1"$/],
  [
    "an unknown truncation",
    withXiao({ t: 1, truncation: "above" }),
    /^parameters\.truncation: expected "both" or "below", got "above"$/,
  ],
  [
    "truncation below of weights that grow",
    withXiao({ t: 1, sigma: 1, truncation: "below" }),
    /^parameters\.truncation: "below" needs "sigma": -1; with sigma 1 the weights grow for ever$/,
  ],
  [
    "truncation below with the printed sign",
    withXiao({ t: 1, truncation: "below" }, "histogram"),
    /^parameters\.truncation: "below" needs "sigma": -1/,
  ],
  [
    "two reports of an infinite histogram",
    {
      ...withXiao({ t: 1, sigma: -1, truncation: "below" }, "histogram"),
      question: "coupled",
      player: 0,
      truth: 0,
      lie: 1,
    },
    /^question: this instance has infinitely many outcomes/,
  ],
  [
    "a delta between two powers of the base",
    withXiao({ t: 1, rate: "3/2" }, "histogram"),
    /^parameters\.epsilon: .* is irrational; deltaExact needs "times" to be a multiple of 4$/,
  ],
  [
    "two reports of a histogram with too many outcomes",
    { ...withXiao({ t: 100 }, "histogram"), question: "coupled", player: 0, truth: 0, lie: 1 },
    /^question: this takes 8120601 outcomes of about \d+ digits; use a smaller t or fewer locations$/,
  ],
  // VCG and its noisy kin
  [
    "no outcomes to choose from",
    withAuction({ environment: { outcomes: 0, maximum: 1 } }),
    /^environment\.outcomes: must be at least 1$/,
  ],
  ["M = 0", withAuction({ environment: { outcomes: 2, maximum: 0 } }), /^environment\.maximum: must be at least 1$/],
  [
    "an M that is no integer",
    withAuction({ environment: { outcomes: 2, maximum: "1" } }),
    /^environment\.maximum: expected a count as a JSON integer, got "1"$/,
  ],
  ["no M", withAuction({ environment: { outcomes: 2 } }), /^environment\.maximum: missing/],
  [
    "absurdly many outcomes",
    withAuction({ environment: { outcomes: 10 ** 9, maximum: 1 }, reports: [null] }),
    /^environment\.outcomes: must be at most 1000, got 1000000000$/,
  ],
  [
    "a utility above M",
    withAuction({ reports: [[0, 3]] }),
    /^reports\[0\]\[1\]: expected a utility from 0 to the maximum 2, got 3$/,
  ],
  ["a negative utility", withAuction({ reports: [[0, -1]] }), /^reports\[0\]\[1\]: must not be negative, got -1$/],
  ["a broken utility", withAuction({ reports: [[0, 0.5]] }), /^reports\[0\]\[1\]: expected a whole number, got 0\.5$/],
  [
    "a utility as a string",
    withAuction({ reports: [["0", 1]] }),
    /^reports\[0\]\[0\]: expected a count as a JSON integer, got "0"$/,
  ],
  [
    "a vector that is too short",
    withAuction({ reports: [[0]] }),
    /^reports\[0\]: expected one utility for each of 2 alternatives, got 1$/,
  ],
  [
    "a vector that is too long",
    withAuction({
      reports: [
        [0, 1],
        [0, 1, 2],
      ],
    }),
    /^reports\[1\]: expected one utility for each of 2 alternatives, got 3$/,
  ],
  ["a report that is no vector", withAuction({ reports: [1] }), /^reports\[0\]: expected a list \[…\], got 1$/],
  ["no vectors at all", withAuction({ reports: [] }), /^reports: expected at least one player$/],
  [
    "a key that is no vector",
    withAuction({ reports: { counts: { A: 1 } } }),
    /^reports\.counts\.A: expected a list \[…\], got "A"$/,
  ],
  [
    "a vector with spaces as a key",
    withAuction({ reports: { counts: { "[0, 1]": 1 } } }),
    /^reports\.counts\."\[0, 1\]": write this key as "\[0,1\]"$/,
  ],
  [
    "a lie that is no type",
    withAuction({ question: "coupled", player: 0, truth: [0, 1], lie: [0, 5] }),
    /^lie\[1\]: expected a utility from 0 to the maximum 2, got 5$/,
  ],
  ["a gap for VCG", withAuction({ question: "neededGap" }), /^question: expected "coupled", got "neededGap"$/],
  [
    "an irrational step",
    withAuction({ parameters: { epsilon: "ln 2" } }),
    /^parameters\.epsilon: e\^\(epsilon·1\/4\) = 2\^\(1\/4\) is irrational; .* "times" to be a multiple of 4$/,
  ],
  ["no w", withAuction({ mechanism: "cckmv/rare-payment-vcg" }), /^parameters\.w: missing/],
  ["w = 0", rarely("0"), /^parameters\.w: must be greater than 0, got "0"$/],
  ["w above 1", rarely("3/2"), /^parameters\.w: must be at most 1, got "3\/2"$/],
  [
    "w for a mechanism without it",
    withAuction({ parameters: { epsilon: "4 ln 2", w: "1" } }),
    /^parameters\.w: unknown field/,
  ],
  [
    "epsilon for VCG",
    withAuction({ mechanism: "cckmv/vcg" }),
    /^parameters\.epsilon: unknown field; no fields are allowed here$/,
  ],
  [
    "two reports that tell hopelessly many profiles apart",
    withAuction({
      parameters: { epsilon: "30 ln 2" },
      environment: { outcomes: 10, maximum: 3 },
      reports: [null],
      question: "coupled",
      player: 0,
      truth: null,
      lie: [3, 3, 3, 3, 3, 0, 0, 0, 0, 0],
    }),
    /^environment: this takes \d+ weights of about \d+ digits; use fewer/,
  ],
  [
    "sums too far apart",
    withAuction({ reports: { counts: { "[0,2]": 5 * 10 ** 15 } } }),
    /^reports: the exponents of the noise reach \d+, beyond 2\^53 - 1$/,
  ],
  [
    "sums so far apart that the weights are too long",
    withAuction({ reports: { counts: { "[0,2]": 10 ** 9 } } }),
    /^reports: the weights of this law have about \d+ digits; the limit is 200000/,
  ],
  ...wrongRanges,
  ...wrongItems,
];

describe("bad input gives one line that names the field, exit code 2 and nothing on standard output", () => {
  test.each(wrong)("%s", async (_, input, expected) => {
    const file = fileOf(input);
    const { stdout, stderr, code } = await run("measure", file);
    expect(stdout).toBe("");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mechproof: [^\n]*\n$/);
    expect(stderr.slice("mechproof: ".length, -1)).toMatch(expected);
    expect(stderr.length).toBeLessThan(400);
  });
});
