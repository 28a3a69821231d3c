import { readdirSync, readFileSync } from "node:fs";
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
        "4 players have the utility function 0 and 1 player has the utility function 2.",
        "There are 2 states of nature, 3 signals and 1 alternative.",
      ],
    ],
    [
      "one state",
      { states: 1, signals: 1, alternatives: 2, likelihood: [], players: [0, 1] },
      ["The players have the utility functions 0 and 1.", "There is 1 state of nature, 1 signal and 2 alternatives."],
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
    ["a grid", { kind: "facility-grid", n: 1, m: 4, K: 2 }, ["1 player and 2 facilities stand at 0, 1/4, … or 1; reports are the numbers of these places, from 0."]],
    ["a line", { kind: "line", K: 1, m: 1 }, ["Players stand anywhere on [0, 1], where 1 facility is placed."]],
    ["nobody of any utility", { states: 1, signals: 1, alternatives: 1, likelihood: [], groups: [0, 0] }, ["There is 1 state of nature, 1 signal and 1 alternative."]],
    ["two compositions", { states: 2, signals: 2, alternatives: 2, likelihood: [], groups: [2, 0], otherGroups: [1, 1] }, [
      "2 players have the utility function 0, or instead 1 player has the utility function 0 and 1 player has the utility function 1.",
      "There are 2 states of nature, 2 signals and 2 alternatives.",
    ]],
    ["a likelihood of one report", { prior: ["0", "1"], likelihood: ["0", "1"] }, []],
    ["outcomes with names and a prior", { outcomes: ["a", "b"], prior: ["0", "1"] }, ["The outcomes are a and b."]],
    ["one outcome", { outcomes: 1, maximum: 1 }, ["There is 1 outcome, and values go from 0 to 1."]],
    ["no locations", { locations: [] }, ["There are no locations."]],
    ["as many items as players", { items: 2 }, ["2 players and 2 items are matched."]],
    ["fewer players than items", { agents: 1, items: 2 }, ["1 player and 2 items are matched."]],
    ["equal prices", { kind: "two-price", n: 1, prices: ["1", "1"] }, ["A good is sold to 1 buyer; the price is 1."]],
    ["one candidate", { kind: "retraining", n: 1 }, ["1 candidate ranks the programs a, b and c, of which two are offered."]],
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
    expect(story({}, { n: 2, signal: 1, report: 0 })).toEqual(["A player sees the signal 1, and reports 0 instead."]);
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
    expect(story({ environment }, { groups: [6] })[0]).toBe("6 players have the utility function 0.");
  });

  it("in a market, by who tells the truth and who stands alone", () => {
    const environment = { endowment: [1], valuations: [[0, 1], [0, 2]] }; // biome-ignore format: one line
    const report = (player: number, worth: number) => ({ player, valuation: [0, worth] });
    expect(story({ environment, reports: [report(1, 1), report(2, 2)] }).at(-1)).toBe("All report the truth.");
    expect(story({ environment, reports: [report(2, 1), report(1, 1)] }).at(-1)).toBe(
      "All but player 2 report the truth.",
    );
    expect(story({ environment, reports: [report(1, 2), report(2, 1)] }).at(-1)).toBe("Nobody reports the truth.");
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

  it("by somebody among others who has no number", () => {
    const instance = { mechanism: "nst/retraining-scheme", environment: { kind: "retraining", n: 2 }, reports: [3, 3] };
    expect(story(instance, { others: [0], type: 5, lie: 4 }).slice(1)).toEqual([
      "A player has the type 5, and reports 4 instead.",
      "The others report 0.",
    ]);
  });

  it("is no lie where the report is another's, or the truth", () => {
    expect(story({}, { signal: 0, report: 1 })).toEqual([]);
    expect(story({}, { signal: 0, report: 1, utility: 1 })).toEqual([]);
    expect(story({}, { signal: 0, report: 0, n: 2, groups: [2] })).toEqual([]);
    expect(story({ reports: [0] }, { player: 0, profile: [1], lie: 1 })[0]).toBe("Player 0 has the type 1.");
  });

  it("is nothing where the instance carries an environment alone", () => {
    for (const mechanism of ["nst/commitment", "nst/generic", "nst/loc1", "hk/private-payments"]) {
      expect(story({ mechanism, reports: [0, 0] })).toEqual([]);
      expect(story({ mechanism, reports: [0, 0] }, { player: 0 })).toEqual([]);
    }
    const instance = { mechanism: "nst/commitment", reports: [0, 0] };
    expect(story(instance, { player: 0, profile: [0, 1], lie: 1 })).toEqual([
      "Player 0 has the type 0, and reports 1 instead.",
      "The others report 1.",
    ]);
    expect(story(instance, { player: 0, profile: [0, 1], reaction: 0, lie: 1 })).toEqual([]);
    expect(story(instance, { profile: [0, 1] })).toEqual(["The players have the types 0 and 1."]);
    expect(story(instance, { profile: [1, 1] })).toEqual(["Both players have the type 1."]);
    expect(story(instance, { profile: [1] })).toEqual(["The only player has the type 1."]);
    expect(story({ mechanism: "nst/exponential", reports: [0] })).toEqual(["The only player reports 0."]);
  });

  it("may be nothing: she could stay away, or does", () => {
    const instance = { mechanism: "hk/spanning-tree", reports: ["1"] };
    expect(story(instance, { player: 0, instead: null })[0]).toBe("Player 0 has the type 1, and could stay away.");
    expect(story(instance, { player: 0, lie: null })[0]).toBe("Player 0 has the type 1, and stays away.");
    expect(story({ reports: [null, null] })).toEqual(["Both players stay away."]);
  });

  it("has both reports where it is of two of equal rank", () => {
    expect(story({ reports: ["2", "1"] }, { player: 0, other: "0" })).toEqual([
      "Player 0 reports 2, or instead 0.",
      "The others report 1.",
    ]);
    const prior = [{ profile: [[1, 0], [1, 0]], probability: "1" }]; // biome-ignore format: one line
    const instance = { environment: { outcomes: 2, maximum: 1, prior }, reports: [] };
    expect(story(instance, { player: 0, report: [0, 0], others: [[0, 0]], instead: [[0, 1]] }).slice(2)).toEqual([
      "Player 0 reports (0, 0).",
      "The others report (0, 0), or instead (0, 1).",
    ]);
    expect(
      story(instance, { player: 0, report: [0, 0], others: [[0, 0]], instead: [0, 1], payer: 1 }).slice(2),
    ).toEqual([
      "Player 0 reports (0, 0), or instead (0, 1).",
      "The others report (0, 0).",
      "Compared is what player 1 pays.",
    ]);
  });

  it("has the type that the claim names, and the types that the prior leaves open", () => {
    expect(story({ reports: [[0, 1]] }, { player: 0, type: [0, 0] })[0]).toBe(
      "Player 0 has the type (0, 0), and reports (0, 1) instead.",
    );
    const prior = ["1/2", "1/2"].map((probability, i) => ({ profile: [[0, i], [1, 0]], probability })); // biome-ignore format: one line
    const instance = { environment: { outcomes: 2, maximum: 1, prior }, reports: [] };
    const own = "Player 0 has the type (0, 1)";
    expect(story(instance, { player: 0, truth: [0, 1], lie: [0, 0] }).slice(2)).toEqual([
      `${own}, and reports (0, 0) instead.`,
    ]);
    expect(story(instance, { player: 0, truth: [0, 1] }).slice(2)).toEqual([`${own}.`]);
    expect(story(instance, { player: 0 })).toHaveLength(2);
  });

  it("is told of both announcements in a market", () => {
    const environment = { endowment: [1], valuations: [[0, 1]], coalitions: [[1]] };
    const announcing = (owner: number) => ({ allocation: [owner], prices: [`${-owner}`] });
    const first = announcing(1);
    const second = announcing(0);
    const told = "Player 1 announces: good 1 goes to player 1; prices −1; or instead: good 1 goes to nobody; prices 0.";
    for (const choices of [
      { announced: first, shifted: second },
      { more: first, less: second },
    ]) {
      expect(story({ environment }, choices).at(-1)).toBe(told);
    }
    const other = { valuations: [[0, 2]], coalitions: [[1]] };
    expect(story({ environment }, { announced: first, other, otherAnnounced: second }).slice(3)).toEqual([
      "Player 1 announces: good 1 goes to player 1; prices −1.",
      "Or instead: player 1 values good 1 at 2.",
      "Then player 1 announces: good 1 goes to nobody; prices 0.",
    ]);
    expect(story({ environment }, { announced: first, allocation: [0] }).at(-1)).toBe(
      "Compared is the allocation: good 1 goes to nobody.",
    );
  });

  it("is told of both compositions", () => {
    const environment = { states: 1, signals: 1, alternatives: 1, likelihood: [["1"]] };
    expect(story({ environment }, { groups: [1, 0], other: [0, 1] })[0]).toBe(
      "1 player has the utility function 0, or instead 1 player has the utility function 1.",
    );
  });

  it("has the minus sign of print", () => {
    const environment = { coins: ["1"], outcome: { "0": ["a pays -1"] } };
    expect(story({ environment })[0]).toBe("The mechanism is a table: on 0 it gives a pays −1.");
  });

  it("stands in Markdown too", () => {
    const [claim] = results.claims;
    const [first] = storyOf(claim!.counterexample!);
    expect(first).toBe("Voter 1 prefers B, and reports A instead.");
    expect(markdownClaim(claim!)).toContain(first);
  });
});

describe("the stories of all stored counterexamples", () => {
  const folder = new URL("../../reports/counterexamples/", import.meta.url);
  const stories = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => {
      const { instance, choices } = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
      return [name, storyOf({ instance, choices })] as const;
    });
  const nouns = "player|voter|buyer|candidate|cohort|member|item|good|outcome|location|alternative|signal|node|project";
  const slips: readonly (readonly [string, RegExp])[] = [
    ["what is not there", /\bnone\b|undefined|NaN|null|\[object/],
    ["one as many", new RegExp(`(?<![\\d/,…\u202f])\\b1 (?:(?:digital |public )?(?:${nouns})s|states|facilities)\\b`)],
    [
      "many as one",
      new RegExp(`(?:^|[ (])(?:0|[2-9]|\\d\\d+) (?:(?:digital |public )?(?:${nouns})|state|facility)\\b`),
    ],
    ["are with one", /\bThere are 1 /],
    ["is with many", /\bThere is (?!1 )\d/],
    ["one who rank", /(?:^|[,;] |\bnature, )\b1 (?:player|candidate) (?:have|rank)\b/],
    ["a choice of equals", /\b(?:is|by) (\S+) or \1[.,;]/],
    ["a hyphen as a minus", /(?:^|[\s(])-\d/],
    ["nothing listed", /\b(?:are|is|report|reports|edges) ?[;.,]|[;,]\.|\(\)| {2}/],
  ];
  const slipsIn = (sentence: string) => slips.filter(([, pattern]) => pattern.test(sentence)).map(([slip]) => slip);

  it("are many", () => expect(stories.filter(([, story]) => story.length > 1).length).toBeGreaterThan(500));

  it("are whole sentences without slips", () => {
    const found = stories.flatMap(([name, story]) =>
      story.flatMap((sentence) => {
        const isWhole = /^[\p{Lu}\d].+\.$/su.test(sentence);
        return isWhole && slipsIn(sentence).length === 0 ? [] : [`${name}: ${sentence} (${slipsIn(sentence)})`];
      }),
    );
    expect(found).toEqual([]);
  });

  it("would be found with slips", () => {
    const wrong: readonly (readonly [string, string])[] = [
      ["There are none states of nature.", "what is not there"],
      ["There are 1 outcomes.", "one as many"],
      ["There are 2 outcome.", "many as one"],
      ["There are 1 outcome, and values go from 0 to 1.", "are with one"],
      ["There is 2 outcomes.", "is with many"],
      ["1 candidate rank the programs.", "one who rank"],
      ["The price is 1 or 1.", "a choice of equals"],
      ["On 0 it gives a pays -1.", "a hyphen as a minus"],
      ["The locations are ; reports are numbers.", "nothing listed"],
    ];
    for (const [sentence, slip] of wrong) expect(slipsIn(sentence)).toContain(slip);
  });
});
