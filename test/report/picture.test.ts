import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { claimPage, styleSheet } from "../../src/report/address.js";
import { escapeHtml } from "../../src/report/escape.js";
import { pictureBlock } from "../../src/report/picture.js";
import { sidesPicture } from "../../src/report/picture-sides.js";
import { worldTable } from "../../src/report/picture-world.js";
import { site } from "../../src/report/site.js";
import { resultsSchema } from "../../src/store/results-schema.js";
import { parseResults } from "../../src/store/stored-results.js";
import type { LawPicture, OutcomePicture, Picture, PictureNode, TreePicture } from "../../src/verdict/picture.js";
import { hostile, results } from "./sample.js";

const laws: LawPicture = {
  laws: [
    {
      name: "player 0 reports A",
      distribution: [
        { outcome: "A", probability: "5/6" },
        { outcome: { chosen: 0, revealed: [[0, "1/2"]] }, probability: "1/6" },
        { outcome: hostile, probability: "0" },
      ],
    },
    {
      name: hostile,
      distribution: [
        { outcome: "A", probability: "1/3" },
        { outcome: { chosen: 0, revealed: [[0, "1/2"]] }, probability: "2/3" },
        { outcome: hostile, probability: "0" },
      ],
    },
  ],
  coupled: [
    { first: "A", second: hostile, probability: "1/2" },
    { first: "A", second: "A", probability: "1/3" },
    { first: hostile, second: hostile, probability: "1/6" },
  ],
};

const end = (name: string, played?: true): PictureNode => ({
  kind: "end",
  name,
  outcome: { allocation: [2, 0], prices: ["1/10", "-1/10"] },
  utilities: ["-1/10", "11/10"],
  ...(played && { played }),
});

const tree: TreePicture = {
  coalitions: [[1], [2, 3]],
  tree: {
    kind: "chance",
    played: true,
    branches: [
      { probability: "3/4", node: end("d", true) },
      {
        probability: "1/4",
        node: {
          kind: "moves",
          name: "2",
          players: [2, 3],
          played: true,
          branches: [
            { actions: ["YES", "NO"], node: end("j", true) },
            { actions: ["NO", "NO"], node: end("k") },
          ],
        },
      },
    ],
  },
};

const announced: TreePicture = { ...tree, announced: { allocation: [1], prices: ["1", "-1"] }, isBest: true };

const drawn = (picture: Picture, choices = {}) => pictureBlock(picture, { choices }).markup;
const aloud = (markup: string) => markup.match(/role="img" aria-label="([^"]*)"/)![1]!;

describe("laws as bars", () => {
  const markup = drawn(laws, { pair: ["A", hostile], outcome: "A" });

  it("are as long as they are likely, on one axis", () => {
    const widths = [...markup.matchAll(/style="width:([\d.]+)%"/g)].map(([, width]) => Number(width));
    expect(widths).toHaveLength(6);
    for (const [i, p] of [5 / 6, 1 / 3, 1 / 6, 2 / 3, 0, 0].entries()) expect(widths[i]).toBeCloseTo(100 * p, 1);
    for (const law of [0, 1]) {
      const sum = widths.filter((_, i) => i % 2 === law).reduce((x, y) => x + y);
      expect(sum).toBeGreaterThan(99.9);
      expect(sum).toBeLessThanOrEqual(100);
    }
  });

  it("stretch the axis to what is likely", () => {
    const distribution = ["1/5", "1/8", "1/100"].map((probability, outcome) => ({ outcome, probability }));
    const small = drawn({ laws: [{ name: "at these reports", distribution }] });
    expect(small.match(/style="width:([\d.]+)%"/)![1]).toBe("80.00");
    expect(small).toContain("<span>0</span><span>1/8</span><span>1/4</span>");
  });

  it("say every number, exact and in decimals, beside the bars and aloud", () => {
    for (const [exact, decimal] of [["5/6", "≈ 0.833333"], ["1/6", "≈ 0.166667"], ["1/3", "≈ 0.333333"], ["2/3", "≈ 0.666667"]]) {
      expect(markup).toContain(`<span class="exact">${exact}</span> <span class="decimal">${decimal}</span>`);
      expect(aloud(markup)).toContain(`with probability ${exact} ${decimal}`);
    } // biome-ignore format: one line
    expect(aloud(markup)).toContain("chosen: 0, revealed: (0, 1/2) with probability 2/3");
  });

  it("tell laws apart by pattern, and mark what the claim speaks of", () => {
    const style = site(results, []).get(styleSheet)!;
    expect(style).toMatch(/\.picture \.bar-2 \{[^}]*repeating-linear-gradient/);
    expect(markup.match(/class="row here"/g)).toHaveLength(1);
    expect(drawn(laws)).not.toContain("row here");
  });

  it("have what happens under the same coins as a table", () => {
    expect(markup).toMatch(/<td class="changed here">.*1\/2.*the claim fails here<\/span><\/td>/);
    expect(markup.match(/<td class="unchanged">/g)).toHaveLength(2);
    expect(markup.match(/never/g)).toHaveLength(1);
    // Its rows and columns stand in the order of the bars.
    const columns = [...markup.matchAll(/<th scope="col">(.*?)<\/th>/g)].map(([, name]) => name);
    expect(columns).toEqual(["A", escapeHtml(hostile)]);
  });
});

describe("a game as a tree", () => {
  const markup = drawn(tree);

  it("has every end with what it gives, and the rational path in bold", () => {
    expect(markup.match(/class="told played"/g)).toHaveLength(2);
    expect(markup.match(/class="told"/g)).toHaveLength(1);
    expect(markup.match(/class="link played"/g)).toHaveLength(3);
    expect(markup.match(/class="link"/g)).toHaveLength(1);
    expect(markup).toContain(">2, nobody</text>");
    expect(markup).toContain(">1/10, −1/10</text>");
    expect(markup).not.toMatch(/NaN|undefined/);
  });

  it("has players in the colour and shape of their coalition", () => {
    expect(markup.match(/class="player coalition-1"/g)).toHaveLength(1);
    expect(markup.match(/class="player coalition-2"><rect/g)).toHaveLength(3);
    expect(markup).toContain("players 2 and 3 together");
  });

  it("is told aloud, end by end", () => {
    expect(aloud(markup.slice(markup.indexOf('<svg class="tree" role')))).toBe(
      "with probability 3/4: end d; goods go to 2, nobody; prices 1/10, −1/10; utilities −1/10, 11/10; rational play may lead here. " +
        "with probability 1/4, then player 2 says YES, player 3 says NO: end j; goods go to 2, nobody; prices 1/10, −1/10; utilities −1/10, 11/10; rational play may lead here. " +
        "with probability 1/4, then player 2 says NO, player 3 says NO: end k; goods go to 2, nobody; prices 1/10, −1/10; utilities −1/10, 11/10.",
    );
  });

  it("says after which announcement", () => {
    expect(drawn(announced)).toContain(
      "The game after player 1 announces: good 1 goes to player 1; prices 1, −1; nothing else is as good for her. Bold",
    );
    const { isBest: _, ...other } = announced;
    expect(drawn(other)).toContain(
      "The game after the other announcement of player 1: good 1 goes to player 1; prices 1, −1. Bold",
    );
    expect(drawn(tree)).toContain("The game after the announcement. Bold");
  });

  it("says where no play is rational for all", () => {
    const unplayed = JSON.parse(JSON.stringify(tree).replaceAll('"played":true,', "").replaceAll(',"played":true', ""));
    expect(drawn(unplayed)).toContain("no play is rational for all");
    expect(drawn(unplayed)).not.toContain("played");
  });
});

const market: OutcomePicture = {
  outcomes: [
    {
      name: `${hostile} happens`,
      players: [
        { owned: [1, 3], gets: [], before: "3", after: "0", price: "-7/2", utility: "1/2" },
        { owned: [2], gets: [1, 2, 3], before: "-1", after: "2", price: "7/2", utility: "-1/2" },
      ],
    },
  ],
};

describe("a market's outcome as a table", () => {
  const markup = drawn(market);
  const cells = [...markup.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell]) => cell!.replace(/<[^>]*>/g, ""));

  it("has a row a player, with the signs of print", () => {
    expect(cells.slice(0, 7)).toEqual(["player", "owned", "gets", "worth before", "worth after", "pays", "utility"]);
    expect(cells.slice(7, 14)).toEqual(["1", "goods 1, 3", "nothing", "3", "0", "−7/2 = −3.5", "1/2 = 0.5"]);
    expect(cells.slice(14)).toEqual(["2", "good 2", "goods 1, 2, 3", "−1", "2", "7/2 = 3.5", "−1/2 = −0.5"]);
  });

  it("tints who loses, and says nothing of goods where there are none", () => {
    expect(markup.match(/class="changed"/g)).toHaveLength(1);
    const bare = { owned: [], gets: [], before: "0", after: "0", price: "1", utility: "-1" };
    expect(drawn({ outcomes: [{ name: "end", players: [bare] }] })).not.toContain("worth");
  });
});

describe("the states of an environment as a table", () => {
  const environment = {
    prior: ["1/4", "3/4"],
    likelihood: [["1/2", "1/2"], ["1/3", "2/3"]], // biome-ignore format: one line
    utilities: [[["1", "-2"]], [["0", "5"]]], // biome-ignore format: one line
  };

  it("has a row a state: the prior, the signals, and what each alternative is worth to each utility", () => {
    const markup = worldTable({ environment })!.markup;
    const rows = [...markup.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row]) =>
      row!.replace(/<\/t[dh]>/g, "|").replace(/<[^>]*>/g, ""),
    );
    expect(rows).toEqual(["0|1/4|1/2|1/2|1|0|", "1|3/4|1/3|2/3|−2|5|"]);
    expect(markup).toContain('colspan="2">chance of signal<');
    expect(markup).toContain('colspan="1">value to utility 1 of alternative<');
  });

  it("is nothing for other environments and for large ones", () => {
    expect(worldTable({ environment: { prior: ["1"], maximum: 2 } })).toBeUndefined();
    expect(worldTable({})).toBeUndefined();
    const many = Array.from({ length: 13 }, () => "1/13");
    expect(worldTable({ environment: { ...environment, likelihood: [many, many] } })).toBeUndefined();
  });
});

describe("results with pictures", () => {
  const withPicture = (picture: unknown) => ({
    ...results,
    claims: results.claims.map((claim) => (claim.counterexample ? { ...claim, picture } : claim)),
  });
  const [claim] = results.claims;

  it.each([laws, tree, market])("are read back and drawn on the page of the claim, escaped", async (picture) => {
    const given = withPicture(picture);
    const read = await parseResults(JSON.stringify(given), "results.json", results.mechproof);
    const markup = site(read, []).get(claimPage(claim!.id))!;
    expect(markup).toContain(drawn(picture, claim!.counterexample!.choices));
    expect(markup.match(/<script[ >]/g)).toHaveLength(1);
    expect(markup).not.toMatch(/url\(/);
    expect(site(read, [])).toEqual(site(structuredClone(read), []));
  });

  it("show both sides alone where there is none", async () => {
    const read = await parseResults(JSON.stringify(results), "results.json", results.mechproof);
    const markup = site(read, []).get(claimPage(claim!.id))!;
    expect(markup.match(/class="picture"/g)).toHaveLength(1);
    expect(markup).toContain(sidesPicture(claim!.counterexample!)!.markup);
  });

  it("are refused where a picture is none", () => {
    const validate = new Ajv2020().compile(resultsSchema);
    const accepts = (picture: unknown) => validate(withPicture(picture));
    expect([laws, tree, market, announced].map(accepts)).toEqual([true, true, true, true]);
    expect(accepts({ ...tree, isBest: false })).toBe(false);
    expect(accepts({ outcomes: [] })).toBe(false);
    expect(accepts({ outcomes: [{ name: "end", players: [{ owned: [0] }] }] })).toBe(false);
    expect(accepts({})).toBe(false);
    expect(accepts({ ...tree, laws: [] })).toBe(false);
    expect(accepts({ coalitions: [], tree: { kind: "chance" } })).toBe(false);
    expect(accepts({ coalitions: [], tree: { ...end("d"), branches: [] } })).toBe(false);
    expect(accepts({ laws: [{ name: "a", distribution: [{ outcome: "A", probability: "0.5" }] }] })).toBe(false);
  });
});
