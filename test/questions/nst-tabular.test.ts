import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { answer, fileOf, run } from "../cli/run.js";
import { tables } from "../instance/nst-tabular-instances.js";
import { printedQuantities } from "../mechanisms/hk/printed.js";
import { instanceOf, type Name, profilesOf, type World } from "../mechanisms/nst/finite-route.js";
import { example, worlds } from "../mechanisms/nst/finite-worlds.js";
import { measured } from "./nst-by-definition.js";

const names: readonly Name[] = ["nst/exponential", "nst/commitment", "nst/mixture"];

describe("measure of tabular environments", () => {
  it.each(names)("answers by the definitions, the first of several maximisers: %s", (name) => {
    const numRuns = name === "nst/mixture" ? 45 : 30;
    fc.assert(
      fc.property(worlds, ({ world, reports }) => {
        const found = printedQuantities(instanceOf(world, name, reports));
        const expected = measured(world, name, reports);
        expect(found).toEqual(expected);
        expect(Object.keys(found)).toEqual(Object.keys(expected));
      }),
      { numRuns },
    );
  });

  it("would not agree with another q, P, ε or selection", () => {
    const alone: World = {
      ...example,
      types: [2],
      reactions: [2],
      utility: [
        [
          [["1", "1"], ["1/2", "0"]],
          [["0", "1"], ["1/4", "1/4"]],
        ].map((rows) => rows.map((row) => row.map((u) => new Fraction(u)))),
      ],
    }; // biome-ignore format: a profile a line
    const found = printedQuantities(instanceOf(alone, "nst/mixture", [1]));
    expect(found).toEqual(measured(alone, "nst/mixture", [1]));
    const others: readonly World[] = [
      { ...alone, q: new Fraction("1/2") },
      { ...alone, P: [...alone.P].reverse() },
      { ...alone, base: new Fraction("4/3") },
      { ...alone, selection: [[[1, 0], [1, 1]]] }, // biome-ignore format: one line
    ];
    for (const world of others) {
      const other = measured(world, "nst/mixture", [1]);
      expect(other).not.toEqual(found);
      expect(other.bestLie).not.toEqual(found.bestLie);
    }
  });

  it("of players who gain the same reports the first", () => {
    const { bestLie, bestLieAnywhere, bestLieDominant } = printedQuantities(instanceOf(example, "nst/mixture", [1, 1]));
    expect([bestLie, bestLieAnywhere, bestLieDominant].map(({ player }) => player)).toEqual([0, 0, 0]);
  });

  it("says null where nobody has a second type", async () => {
    const one = {
      mechanism: "nst/mixture",
      parameters: { epsilon: "2 ln 2", q: "1/2" },
      environment: {
        kind: "tabular",
        types: [["t"]],
        alternatives: ["a", "b"],
        reactions: [["r"]],
        utility: [[[["1"], ["0"]]]],
      },
      reports: [0],
    };
    const { quantities } = await answer("measure", one);
    expect(quantities).toEqual({
      expectedObjective: { value: "7/12" },
      optimum: { value: "1" },
      expectedUtilities: { value: ["7/12"] },
      bestLie: { value: null },
      bestLieAnywhere: { value: null },
      bestLieDominant: { value: null },
      maxPrivacyRatio: { value: "1" },
      sensitivity: { value: "0" },
      gap: { value: null },
      gapOverSupport: { value: null },
      minCommitmentLoss: { value: null },
      nontrivial: { value: true },
      privateReactions: { value: true },
      privateValues: { value: true },
    });
  });

  it("says null over more than 4096 profiles, and answers at the reports", () => {
    for (const [players, known] of [
      [12, true],
      [13, false],
    ] as const) {
      const profiles = profilesOf(Array(players).fill(2));
      const instance = {
        mechanism: "nst/commitment",
        environment: {
          kind: "tabular",
          types: Array(players).fill(["0", "1"]),
          alternatives: ["s"],
          reactions: Array(players).fill(["0", "1"]),
          utility: Array.from({ length: players }, (_, i) => profiles.map((t) => [[`${1 - t[i]!}`, `${t[i]}`]])),
        },
        reports: Array(players).fill(1),
      };
      // All announcements of the others beside all profiles are within reach because values are private.
      const quantities = printedQuantities(instance);
      expect(quantities.bestLie).toEqual({ gain: "-1", player: 0, truth: 1, lie: 0 });
      expect(quantities.gap).toEqual({ value: known ? "1" : null });
      expect(quantities.bestLieDominant.value === null).toBe(!known);
      const ofAll = [
        "sensitivity",
        "gapOverSupport",
        "minCommitmentLoss",
        "nontrivial",
        "privateReactions",
        "privateValues",
      ];
      for (const name of ofAll) expect(quantities[name].value === null).toBe(!known);
      expect(quantities.bestLieAnywhere.value === null).toBe(!known);
    }
  });

  it("needs no epsilon where q is 1, and then knows no privacy ratio", async () => {
    const instance = instanceOf({ ...example, q: new Fraction(1) }, "nst/mixture", [0, 1]);
    const { epsilon: _, ...parameters } = instance.parameters as { epsilon?: unknown };
    const found = await answer("measure", { ...instance, parameters });
    const { mechanism: __, quantities } = await answer("measure", instance);
    expect(found.quantities).toEqual({ ...quantities, maxPrivacyRatio: { value: null } });
    expect(quantities.maxPrivacyRatio.value).not.toBe(null);
    const law = await answer("law", { ...instance, parameters });
    expect([law.epsilon, law.distribution.length]).toEqual([undefined, 2]);
  });

  it("refuses a P that is not separating where some alternative separates, and takes any where none does", async () => {
    const { utility } = { utility: [0, 1].map((i) => profilesOf([2, 2]).map((t) => [[`${t[i]}`, `${1 - t[i]!}`], ["1", "0"]])) }; // biome-ignore format: one line
    const environment = { kind: "tabular", types: [[0, 1], [0, 1]], alternatives: ["tells", "does not"], reactions: [[0, 1], [0, 1]], utility }; // biome-ignore format: one line
    const instance = { mechanism: "nst/commitment", parameters: { P: [0, 1] }, environment, reports: [0, 0] };
    const { code, stderr } = await run("law", fileOf(instance));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^mechproof: parameters\.P: is not separating: [^\n]* the types 0 and 1 of player 0 [^\n]*\n$/,
    );
    const flat = utility.map((profiles) => profiles.map(([, row]) => [row, row]));
    const { quantities } = await answer("measure", { ...instance, environment: { ...environment, utility: flat } });
    expect([quantities.nontrivial, quantities.gap, quantities.gapOverSupport]).toEqual(
      [false, "0", "0"].map((value) => ({ value })),
    );
  });

  it("leaves out what other profiles make too long, and answers at the reports", async () => {
    const environment = { kind: "tabular", types: [[0, 1, 2]], alternatives: [0, 1], reactions: [[0]], utility: [[[[0], [0]], [[0], [0]], [[0], [0]]]] }; // biome-ignore format: one line
    for (const [far, reason] of [
      ["1000000000", /weights of this law have about \d+ digits/],
      ["1".repeat(30), /more than 2\^53 - 1 steps at another profile/],
    ] as const) {
      const instance = {
        mechanism: "nst/exponential",
        parameters: { epsilon: "2 ln 2" },
        environment: {
          ...environment,
          objective: [
            ["0", "1"],
            ["0", "0"],
            ["0", far],
          ],
        },
        reports: [0],
      };
      const { code, stdout, stderr } = await run("measure", fileOf(instance));
      expect(code).toBe(0);
      expect(stderr).toMatch(
        /^mechproof: left out: bestLie, bestLieAnywhere, bestLieDominant, maxPrivacyRatio \(.*\)\n$/,
      );
      expect(stderr).toMatch(reason);
      expect(JSON.parse(stdout).quantities.expectedObjective).toEqual({ value: "2/3" });
    }
  });
});

const base = { mechanism: "nst/mixture", parameters: { epsilon: "4 ln 3/2", q: "1/3", d: "2" }, environment: tables, reports: [1, 0] }; // biome-ignore format: one line
const withParameters = (parameters: object) => ({ ...base, parameters: { ...base.parameters, ...parameters } });
const withTables = (more: object) => ({ ...base, environment: { ...tables, ...more } });
const [first, second] = tables.utility;
const primes = [2, 3, 5, 7, 11, 13].map((p) => `1/${BigInt(p) ** 2000n}`);
const longNumbers = Array.from({ length: 40 }, (_, k) => [
  primes.map(() => `1/${10n ** 900n + BigInt(k * k * 7 + 3)}`),
]);

/** What is wrong, the input, and what the one line must hold: the field first. */
// biome-ignore format: one case a line
const wrong: readonly (readonly [wrong: string, input: object, expected: RegExp])[] = [
  ["a utility above 1", withTables({ utility: [[[["1/2", "3/2"], [1, 0]], first![1]], second] }), /^environment\.utility\[0\]\[0\]\[0\]\[1\]: must be at most 1, got "3\/2"$/],
  ["a negative utility", withTables({ utility: [[[["1/2", "-1/2"], [1, 0]], first![1]], second] }), /^environment\.utility\[0\]\[0\]\[0\]\[1\]: must not be negative, got "-1\/2"$/],
  ["a float for a utility", withTables({ utility: [[[["1/2", 0.5], [1, 0]], first![1]], second] }), /^environment\.utility\[0\]\[0\]\[0\]\[1\]: 0\.5 is a JSON float/],
  ["utilities of too few players", withTables({ utility: [first] }), /^environment\.utility: expected one entry for each player, 2 in all, got 1$/],
  ["utilities of too few profiles", withTables({ utility: [[first![0]], second] }), /^environment\.utility\[0\]: expected one entry for each profile \(the last player's type fastest\), 2 in all, got 1$/],
  ["utilities of too few alternatives", withTables({ utility: [[[["1", "0"]], first![1]], second] }), /^environment\.utility\[0\]\[0\]: expected one entry for each alternative, 2 in all, got 1$/],
  ["utilities of too many reactions", withTables({ utility: [first, [[["1", "0"], ["1"]], [["1"], ["0"]]]] }), /^environment\.utility\[1\]\[0\]\[0\]: expected one entry for each reaction, 1 in all, got 2$/],
  ["utilities that are no list", withTables({ utility: { "0": [] } }), /^environment\.utility: expected a list \[…\], got an object$/],
  ["a common denominator beyond reach", { ...base, environment: { kind: "tabular", types: [longNumbers.map((_, k) => k)], alternatives: [0], reactions: [[0, 1, 2, 3, 4, 5]], utility: [longNumbers] }, reports: [0] }, /^environment\.utility: the common denominator of all values has more than \d+ bits; use values on one grid$/],
  ["an objective of too few profiles", withTables({ objective: [["0", "1"]] }), /^environment\.objective: expected one entry for each profile .*, 2 in all, got 1$/],
  ["an objective of too many alternatives", withTables({ objective: [["0", "1"], ["0", "1", "1"]] }), /^environment\.objective\[1\]: expected one entry for each alternative, 2 in all, got 3$/],
  ["an unknown objective", withTables({ objective: "welfare" }), /^environment\.objective: expected "average-utility" or a table, got "welfare"$/],
  ["an objective beyond counting", withTables({ objective: [["0", "1"], ["0", "1".repeat(30)]] }), /^environment: the exponents reach more than 2\^53 - 1 steps; use values on a coarser grid$/],
  ["a reaction that is not optimal", withTables({ selection: [[[1, 1], [1, 1]], [[0, 0], [0, 0]]] }), /^environment\.selection\[0\]\[0\]\[1\]: expected an optimal reaction, here 0, got 1$/],
  ["a reaction that there is not", withTables({ selection: [[[2, 0], [1, 1]], [[0, 0], [0, 0]]] }), /^environment\.selection\[0\]\[0\]\[0\]: expected an optimal reaction, here 0 or 1, got 2$/],
  ["selections of too few players", withTables({ selection: [[[1, 0], [1, 1]]] }), /^environment\.selection: expected one entry for each player, 2 in all, got 1$/],
  ["selections of too few profiles", withTables({ selection: [[[1, 0]], [[0, 0], [0, 0]]] }), /^environment\.selection\[0\]: expected one entry for each profile/],
  ["selections of too few alternatives", withTables({ selection: [[[1, 0], [1]], [[0, 0], [0, 0]]] }), /^environment\.selection\[0\]\[1\]: expected one entry for each alternative, 2 in all, got 1$/],
  ["nobody", withTables({ types: [] }), /^environment\.types: expected one list of types for each of at least 1 player$/],
  ["a player without types", withTables({ types: [["low"], []] }), /^environment\.types\[1\]: expected at least one name$/],
  ["a type that is no name", withTables({ types: [["low", null], ["only"]] }), /^environment\.types\[0\]\[1\]: expected a name \(a string or an integer\), got null$/],
  ["an alternative that is no name", withTables({ alternatives: ["left", ["right"]] }), /^environment\.alternatives\[1\]: expected a name \(a string or an integer\), got a list$/],
  ["no alternatives", withTables({ alternatives: [] }), /^environment\.alternatives: expected at least one name$/],
  ["alternatives by their number", withTables({ alternatives: 2 }), /^environment\.alternatives: expected a list \[…\], got 2$/],
  ["reactions of too few players", withTables({ reactions: [["stay", "go"]] }), /^environment\.reactions: expected one entry for each player, 2 in all, got 1$/],
  ["a player without reactions", withTables({ reactions: [["stay", "go"], []] }), /^environment\.reactions\[1\]: expected at least one name$/],
  ["an unknown kind", withTables({ kind: "table" }), /^environment\.kind: expected .*, got "table"/],
  ["no kind", { ...base, environment: { types: [["low"]] } }, /^environment\.kind: missing; required here: kind/],
  ["no utility", { ...base, environment: { kind: "tabular", types: [[0]], alternatives: [0], reactions: [[0]] } }, /^environment\.utility: missing; required here: kind, types, alternatives, reactions, utility/],
  ["an unknown field", withTables({ selections: [] }), /^environment\.selections: unknown field; did you mean "selection"\?/],
  ["no environment", { ...base, environment: undefined }, /^environment\.kind: missing/],
  ["P of too few alternatives", withParameters({ P: ["1"] }), /^parameters\.P: expected one probability for each of 2 alternatives, got 1$/],
  ["P that is no law", withParameters({ P: ["1/2", "1/3"] }), /^parameters\.P: must sum to 1, got 5\/6$/],
  ["P with a negative entry", withParameters({ P: ["3/2", "-1/2"] }), /^parameters\.P\[0\]: must be at most 1, got "3\/2"$/],
  ["adjacent alternatives of a table", withParameters({ P: "adjacent" }), /^parameters\.P: "adjacent" is for environments of kind "facility-grid" only$/],
  ["an unknown P", withParameters({ P: "even" }), /^parameters\.P: expected "uniform", "adjacent" or a list of probabilities, got "even"$/],
  ["q above 1", withParameters({ q: "4/3" }), /^parameters\.q: must be at most 1, got "4\/3"$/],
  ["q below 0", withParameters({ q: "-1/3" }), /^parameters\.q: must not be negative, got "-1\/3"$/],
  ["no q", { ...base, parameters: { epsilon: "4 ln 2" } }, /^parameters\.q: missing/],
  ["d of 0", withParameters({ d: 0 }), /^parameters\.d: must be greater than 0, got 0$/],
  ["a negative d", withParameters({ d: "-1" }), /^parameters\.d: must be greater than 0, got "-1"$/],
  ["no epsilon", { ...base, parameters: { q: "1/3" } }, /^parameters\.epsilon: /],
  ["no epsilon for the exponential mechanism", { ...base, mechanism: "nst/exponential", parameters: {} }, /^parameters\.epsilon: missing/],
  ["steps that are irrational", withParameters({ epsilon: "ln 3/2" }), /^parameters\.epsilon: e\^\(epsilon·1\/4\) = \(3\/2\)\^\(1\/4\) is irrational; .* "times" to be a multiple of 4$/],
  ["an epsilon without logarithm", withParameters({ epsilon: "1/2" }), /^parameters\.epsilon: expected \{"times": "t", "log": "b"\} or "t ln b", meaning t·ln b, got "1\/2"$/],
  ["epsilon for the commitment", { ...base, mechanism: "nst/commitment", parameters: { epsilon: "4 ln 2" } }, /^parameters\.epsilon: unknown field/],
  ["a type out of range", { ...base, reports: [2, 0] }, /^reports\[0\]: expected a type from 0 to 1, got 2$/],
  ["a type of another player", { ...base, reports: [1, 1] }, /^reports\[1\]: expected a type from 0 to 0, got 1$/],
  ["a type by name", { ...base, reports: ["low", 0] }, /^reports\[0\]: expected a type from 0 to 1, got "low"$/],
  ["an absent player", { ...base, reports: [null, 0] }, /^reports\[0\]: expected a type from 0 to 1, got null$/],
  ["too few reports", { ...base, reports: [0] }, /^reports: expected one report for each of 2 players, got 1$/],
  ["too many reports", { ...base, reports: [0, 0, 0] }, /^reports: expected one report for each of 2 players(, got 3)?$/],
  ["reports by counts", { ...base, reports: { counts: { 0: 2 } } }, /^reports: expected a list with one report a player, got an object$/],
  ["a question", { ...base, question: "gain", agent: 0 }, /^question: /],
];

describe("bad input for tabular environments gives one line that names the field and exit code 2", () => {
  it.each(wrong)("%s", async (_, input, expected) => {
    for (const command of ["law", "measure"]) {
      const { stdout, stderr, code } = await run(command, fileOf(input));
      expect(stdout).toBe("");
      expect(code).toBe(2);
      expect(stderr).toMatch(/^mechproof: [^\n]*\n$/);
      expect(stderr.slice("mechproof: ".length, -1).replace(/^expectedObjective: /, "")).toMatch(expected);
      expect(stderr.length).toBeLessThan(400);
    }
  });
});
