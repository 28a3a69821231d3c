import { describe, expect, it } from "vitest";
import { answer, fileOf, run } from "../cli/run.js";
import { grid } from "../instance/nst-facility-instances.js";
import { tables } from "../instance/nst-tabular-instances.js";

const base = { mechanism: "nst/loc2", parameters: { epsilon: "4 ln 2", q: "1/2" }, environment: grid, reports: [0, 2] };
const withGrid = (part: object, reports: unknown = [0, 2]) => ({ ...base, environment: { ...grid, ...part }, reports });
const withP = (P: unknown, mechanism = "nst/commitment") => ({ ...base, mechanism, parameters: { P } });
const even = Array.from({ length: 9 }, () => "1/9");
/** One facility at 0 and one at 1/2: does not tell 1/2 from 1. */
const onOne = even.map((_, s) => (s === 1 ? "1" : "0"));

/** What is wrong, the input, and what the one line must hold: the field first. */
const wrong: readonly (readonly [wrong: string, input: object, expected: RegExp])[] = [
  ["nobody", withGrid({ n: 0 }), /^environment\.n: must be at least 1, got 0$/],
  ["no locations", withGrid({ m: 0 }), /^environment\.m: must be at least 1, got 0$/],
  ["no facilities", withGrid({ K: 0 }), /^environment\.K: must be at least 1, got 0$/],
  ["a negative m", withGrid({ m: -1 }), /^environment\.m: must not be negative, got -1$/],
  ["half a facility", withGrid({ K: 0.5 }), /^environment\.K: expected a whole number, got 0\.5$/],
  ["m as text", withGrid({ m: "2" }), /^environment\.m: expected a count as a JSON integer, got "2"$/],
  ["no K", { ...base, environment: { kind: "facility-grid", n: 2, m: 2 } }, /^environment\.K: missing/],
  ["a small k", { ...base, environment: { kind: "facility-grid", n: 2, m: 2, k: 2 } }, /^environment\.k: unknown field.* did you mean "K"\?/], // biome-ignore format: one line
  ["too many alternatives", withGrid({ m: 10, K: 5 }), /^environment: \(m \+ 1\)\^K = 161051 alternatives; at most 100000: use a smaller m or K$/], // biome-ignore format: one line
  ["just one too many", withGrid({ m: 100000, K: 1 }), /^environment: \(m \+ 1\)\^K = 100001 alternatives/],
  ["endless facilities", withGrid({ K: 9e15 }), /^environment: \(m \+ 1\)\^K = more than 10\^18 alternatives/],
  ["too many distances", withGrid({ n: 201, m: 99999, K: 1 }), /^environment: makes 20100000 distances of places .*; at most 20000000: use fewer players or a smaller m$/], // biome-ignore format: one line
  ["too many players", withGrid({ n: 9e15 }), /^environment\.n: must be at most 10000, got 9000000000000000$/],
  ["another kind", { ...base, environment: tables, reports: [1, 0] }, /^environment/],
  ["no kind", { ...base, environment: { n: 2, m: 2, K: 2 } }, /^environment\.kind: missing/],
  ["a location beyond the grid", { ...base, reports: [0, 3] }, /^reports\[1\]: expected a type from 0 to 2, got 3$/],
  ["a negative location", { ...base, reports: [-1, 0] }, /^reports\[0\]: expected a type from 0 to 2, got -1$/],
  ["a location as text", { ...base, reports: ["1/2", 0] }, /^reports\[0\]: expected a type from 0 to 2, got "1\/2"$/],
  ["an absent player", { ...base, reports: [null, 0] }, /^reports\[0\]: expected a type from 0 to 2, got null$/],
  ["a report too few", { ...base, reports: [0] }, /^reports: expected one report for each of 2 players, got 1$/],
  ["a report too many", { ...base, reports: [0, 1, 2] }, /^reports: expected one report for each of 2 players/],
  ["counts", { ...base, reports: { counts: { "0": 2 } } }, /^reports: expected a list with one report a player/],
  ["no q", { ...base, parameters: { epsilon: "4 ln 2" } }, /^parameters\.q: missing/],
  ["q above 1", { ...base, parameters: { epsilon: "4 ln 2", q: 2 } }, /^parameters\.q: must be at most 1, got 2$/],
  ["no epsilon", { ...base, parameters: { q: "1/2" } }, /^parameters\.epsilon/],
  [
    "an irrational weight",
    { ...base, parameters: { epsilon: "ln 2", q: 0 } },
    /^parameters\.epsilon: .* is irrational/,
  ],
  ["d of 0", { ...base, parameters: { epsilon: "4 ln 2", q: 0, d: 0 } }, /^parameters\.d: must be greater than 0/],
  ["P of LOC2", { ...base, parameters: { epsilon: "4 ln 2", q: 0, P: "uniform" } }, /^parameters\.P: unknown field/],
  ["P too short", withP(["1/2", "1/2"]), /^parameters\.P: expected one probability for each of 9 alternatives, got 2$/],
  ["P of more than 1", withP(["1/3", ...even.slice(1)]), /^parameters\.P: must sum to 1, got 11\/9$/],
  ["a negative P", withP(["-1/9", ...even.slice(1)]), /^parameters\.P\[0\]: must not be negative/],
  ["P by a wrong name", withP("adjacents"), /^parameters\.P: expected "uniform", "adjacent" or a list/],
  ["adjacent without locations", { mechanism: "nst/commitment", parameters: { P: "adjacent" }, environment: tables, reports: [1, 0] }, /^parameters\.P: "adjacent" is for environments of kind "facility-grid" only$/], // biome-ignore format: one line
  ["imposed as text", { ...base, mechanism: "nst/random-dictator", parameters: { imposed: "yes" } }, /^parameters\.imposed: expected true or false, got "yes"$/], // biome-ignore format: one line
  ["epsilon of a dictator", { ...base, mechanism: "nst/random-dictator", parameters: { epsilon: "ln 2" } }, /^parameters\.epsilon: unknown field/], // biome-ignore format: one line
  ["epsilon of the generic one", { ...base, mechanism: "nst/generic", parameters: { epsilon: "ln 2" } }, /^parameters\.epsilon: unknown field/], // biome-ignore format: one line
];

describe("bad input for facility location gives one line that names the field and exit code 2", () => {
  it.each(wrong)("%s", async (_, input, expected) => {
    const { stdout, stderr, code } = await run("law", fileOf(input));
    expect(stdout).toBe("");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mechproof: [^\n]*\n$/);
    expect(stderr.slice("mechproof: ".length, -1)).toMatch(expected);
    expect(stderr.length).toBeLessThan(400);
  });
});

it("P that does not separate is refused, and the adjacent alternatives do", async () => {
  const { code, stderr } = await run("measure", fileOf(withP(onOne)));
  expect(code).toBe(2);
  expect(stderr).toMatch(/^mechproof: parameters\.P: is not separating: [^\n]*\n$/);
  const adjacent = await answer("measure", withP("adjacent"));
  expect(adjacent.quantities).toMatchObject({ gapOverSupport: { value: "1/2" }, minCommitmentLoss: { value: "1/4" } });
});

describe("large grids", () => {
  it("10000 players: no profile is run through, and the law by sets is printed", async () => {
    const reports = Array.from({ length: 10_000 }, (_, i) => (i < 9_999 ? 0 : 1));
    const found = await answer("law", { ...base, environment: { kind: "facility-grid", n: 10_000, m: 1, K: 2 }, parameters: { epsilon: "2 ln 2", q: 0 }, reports }); // biome-ignore format: one line
    const weights = [2n ** 9_999n, 2n * 2n ** 10_000n, 2n];
    const total = weights.reduce((x, y) => x + y) / 2n;
    expect(found.bySet.map(({ outcome }: { outcome: unknown }) => outcome)).toEqual([[0], [0, 1], [1]]);
    expect(found.bySet[2].probability).toBe(`1/${total}`);
  });

  it("a gap of many players is that of one", async () => {
    const reports = Array.from({ length: 1_000 }, (_, i) => i % 4);
    const environment = { kind: "facility-grid", n: 1_000, m: 3, K: 2 };
    const found = await answer("law", { mechanism: "nst/generic", environment, reports });
    expect(found.n0).toBeGreaterThan(1_000);
    expect(found.bySet).toBeNull();
  });

  it("more than 5040 sets are not listed", async () => {
    const environment = { kind: "facility-grid", n: 1, m: 6_000, K: 1 };
    const parameters = { epsilon: "12000 ln 2", q: "1/2" };
    const found = await answer("law", { mechanism: "nst/loc1", parameters, environment, reports: [3] });
    expect([found.distribution, found.bySet]).toEqual([null, null]);
  });
});
