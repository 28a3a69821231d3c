import { describe, expect, it } from "vitest";
import { type Exceptions, example, faults, repository } from "./sources.js";
import { foreignWords, synonyms } from "./words.js";

const market =
  "the paper's words for what is no environment, type or report of the house: see mechanisms/acm/context.ts";
const voting = "these players do vote, as in elections";

const exceptions: Exceptions = [
  ...[
    ...["announced", "claims", "market-questions", "naive-questions", "play", "root"].map((name) => [name, "context"]),
    ...["contextSchema", "readContext", "context", "printContext"].map((name) => ["context", name]),
    ...["context", "valuation"].flatMap((name) => [["games", name], ["reports", name]]),
  ].map(([file, name]) => ({ file: `src/instance/acm-${file}.ts`, what: [name!], why: market })),
  ...[
    ...["announcements", "market-for-all", "market-optima", "market-plays", "market-root", "market", "naive-1"],
    ...["naive-votes", "vcg"],
  ].map((name) => ({ file: `src/mechanisms/acm/${name}.ts`, what: ["context"], why: market })),
  { file: "src/mechanisms/acm/context.ts", what: ["Context", "context"], why: market },
  { file: "src/mechanisms/acm/market-root.ts", what: ["AnnouncementClass"], why: market },
  { file: "src/mechanisms/acm/market-plays.ts", what: ["voters"], why: voting },
  { file: "src/mechanisms/acm/market-root.ts", what: ["voters"], why: voting },
  { file: "src/mechanisms/acm/market.ts", what: ["votersOf"], why: voting },
  { file: "src/mechanisms/acm/naive-votes.ts", what: ["voters", "votersLeft"], why: voting },
]; // biome-ignore format: names by files

describe("one word an idea", () => {
  it("in the names that src declares", () => {
    expect(faults(foreignWords(repository("src", "properties", "generators")), exceptions)).toEqual([]);
    // The same walk finds what it looks for: the word of the house.
    expect(foreignWords(repository("src", "properties", "generators"), ["player"]).length).toBeGreaterThan(20);
  });

  it.each([...synonyms.keys()])("flags %s, alone, in a longer name and in the plural", (word) => {
    const longer = `best${word[0]!.toUpperCase()}${word.slice(1)}s`;
    const text = `
      export const ${word} = 1;
      export function f(${longer}: number): void {}
      export interface Shape { readonly ${word}s: number }`;
    const found = foreignWords(example({ "src/game/a.ts": text })).map(({ what }) => what);
    expect(found).toEqual([word, longer, `${word}s`]);
  });

  it("passes docstrings, texts, fields that are read, longer words, and other folders", () => {
    const project = example({
      "src/game/a.ts": `
        /** A player (an agent). */
        export const player = fields["agents"] + fields.bids;
        export const forbidden = { agents: "valuation" };`,
      "test/a.ts": "export const agent = 1;",
    });
    expect(faults(foreignWords(project))).toEqual([]);
  });

  it("flags a name once a file, and an exception that has gone stale", () => {
    const project = example({ "src/game/a.ts": "const bid = 1; const f = (bid: number) => bid;" });
    expect(
      faults(foreignWords(project), [{ file: "src/game/a.ts", what: ["bid", "bids"], why: "an example" }]),
    ).toEqual(["no longer so: src/game/a.ts bids"]);
  });
});
