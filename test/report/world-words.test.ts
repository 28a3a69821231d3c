import { describe, expect, it } from "vitest";
import { markdownClaim } from "../../src/report/markdown-claim.js";
import { storyOf } from "../../src/report/story.js";
import { worldInWords } from "../../src/report/world-words.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { results } from "./sample.js";

describe("what there is in an environment", () => {
  const cases: readonly (readonly [string, Json, readonly string[]])[] = [
    [
      "states and signals",
      { states: 2, signals: 3, alternatives: 1, likelihood: [], groups: [4, 0, 1] },
      [
        "4 players have the utility 0 and 1 player has the utility 2.",
        "There are 2 states of nature, 3 signals and 1 alternative.",
      ],
    ],
    [
      "one state",
      { states: 1, signals: 1, alternatives: 2, likelihood: [], players: [0, 1] },
      ["The players have the utilities 0 and 1.", "There is 1 state of nature, 1 signal and 2 alternatives."],
    ],
    [
      "a market",
      { endowment: [2, 2], valuations: [[0, -1, 0, 3], [0, 0, 0, 0]] }, // biome-ignore format: one line
      [
        "Good 1 belongs to player 2, good 2 to player 2.",
        "Player 1 values good 1 at −1 and goods 1 and 2 together at 3; player 2 values nothing.",
      ],
    ],
    ["a market without goods", { endowment: [], valuations: [[0], [0]] }, ["There are no goods, and 2 players."]],
    [
      "a table with a coin",
      { coins: ["2/3", "1/3"], outcome: { "0": [0, 1], "1": [1, 0] } },
      [
        "The mechanism is a table: on 0 it gives 0 or 1; on 1 it gives 1 or 0, by a coin that falls with the probabilities 2/3 and 1/3.",
      ],
    ],
    [
      "a table without",
      { coins: ["1"], outcome: { "0": ["a"], "1": ["b"] } },
      ["The mechanism is a table: on 0 it gives a; on 1 it gives b."],
    ],
    ["one location", { locations: ["0"] }, ["The only location is 0."]],
    [
      "a prior",
      { outcomes: 2, maximum: 3, prior: [{ profile: [[0, 1], [2, 0]], probability: "1" }] }, // biome-ignore format: one line
      ["There are 2 outcomes, and values go from 0 to 3.", "The types are (0, 1) and (2, 0) with probability 1."],
    ],
    ["outcomes with names", { outcomes: ["a", "b"], quality: ["1", "0"] }, ["The outcomes are a and b, of quality 1 and 0."]],
    ["many outcomes", { outcomes: "abcdefghi".split("") }, ["There are 9 outcomes."]],
    ["projects", { projects: 3, limit: 2, size: "exactly" }, ["Of 3 public projects, exactly 2 may be built."]],
    [
      "a graph",
      { nodes: 2, edges: [[0, 1]] },
      ["The graph has 2 nodes and the edge 0–1; each edge is a player, who reports what it costs."],
    ],
    [
      "a table of utilities",
      { kind: "tabular", types: [[0, 1], [0], [0]], alternatives: [0], reactions: [[0], [0], [0, 1]] },
      [
        "Player 0 can have the types 0 and 1, players 1 and 2 can have only the type 0.",
        "The only alternative is 0.",
        "Players 0 and 1 can react only by 0, player 2 can react by 0 or 1.",
      ],
    ],
    ["cohorts", { kind: "pricing", m: 2, N: 3, D: 1 }, ["A digital good is sold to 3 cohorts of 1 member each; the price is 0, 1/2 or 1."]],
    [
      "two prices",
      { kind: "two-price", n: 1, values: ["1/2", "5/4"], prices: ["1/2", "1"] },
      ["A good is sold to 1 buyer; the price is 1/2 or 1.", "Type 0 values it at 1/2 and type 1 values it at 5/4."],
    ],
    ["a grid", { kind: "facility-grid", n: 1, m: 4, K: 2 }, ["1 player and 2 facilities stand at 0, 1/4, … or 1."]],
    ["a line", { kind: "line", K: 1, m: 1 }, ["Players stand anywhere on [0, 1], where 1 facility is placed."]],
    ["what is not known", { kind: "unheard-of", newField: 1 }, []],
  ]; // biome-ignore format: one line
  it.each(cases)("%s", (_, environment, told) => {
    expect(worldInWords(environment)).toEqual(told);
  });
});

describe("what is done in it", () => {
  const story = (instance: JsonObject, choices: JsonObject = {}) => storyOf({ instance, choices });

  it("by somebody without a number", () => {
    expect(story({ reports: [] }, { truth: "9/16", lie: "0" })).toEqual(["A player at 9/16 reports 0 instead."]);
    expect(story({}, { signal: 1, report: 0 })).toEqual(["A player sees the signal 1, and reports 0 instead."]);
  });

  it("by all", () => {
    expect(story({ reports: ["1"] })).toEqual(["The only player reports 1."]);
    expect(story({ reports: ["1", "1"] })).toEqual(["Both players report 1."]);
    expect(story({ reports: ["1", "1", "1"] })).toEqual(["All 3 players report 1."]);
    const long = Array.from({ length: 202 }, (_, i) => (i === 0 ? "1" : "0"));
    expect(story({ reports: [long] })).toEqual(["The only player reports (1, 0, 0, …), 202 numbers."]);
  });

  it("by those whose number the choices give", () => {
    const environment = { states: 1, signals: 1, alternatives: 1, likelihood: [["1"]] };
    expect(story({ environment }, { groups: [6] })[0]).toBe("6 players have the utility 0.");
  });

  it("in a market, by who tells the truth and who stands alone", () => {
    const environment = { endowment: [1], valuations: [[0, 1], [0, 2]] }; // biome-ignore format: one line
    const report = (player: number, worth: number) => ({ player, valuation: [0, worth] });
    expect(story({ environment, reports: [report(1, 1), report(2, 2)] }).at(-1)).toBe("All report the truth.");
    expect(story({ environment, reports: [report(2, 1), report(1, 1)] }).at(-1)).toBe(
      "All but player 2 report the truth.",
    );
    expect(story({ environment, reports: [report(1, 1)] })).toHaveLength(2);
    expect(story({ environment: { ...environment, coalitions: [[1], [2]] } }).at(-1)).toBe("All players stand alone.");
  });

  it("with the types that the prior leaves no doubt of", () => {
    const environment = { outcomes: 2, maximum: 2, prior: [{ profile: [[0, 1], [2, 0]], probability: "1" }] }; // biome-ignore format: one line
    expect(story({ environment, reports: [] }, { player: 0, truth: [0, 1], lie: [0, 2] }).slice(2)).toEqual([
      "Player 0 has the type (0, 1), and reports (0, 2) instead.",
      "The others report (2, 0).",
    ]);
    expect(
      story(
        {
          environment,
          reports: [
            [0, 1],
            [1, 1],
          ],
        },
        { player: 0 },
      ).at(-1),
    ).toBe("The others report (1, 1).");
  });

  it("stands in Markdown too", () => {
    const [claim] = results.claims;
    const [first] = storyOf(claim!.counterexample!);
    expect(first).toBe("Voter 1 prefers B, and reports A instead.");
    expect(markdownClaim(claim!)).toContain(first);
  });
});
