import { describe, expect, it } from "vitest";
import type { ClaimResult, ReadingResult } from "../../src/claim/result.js";
import type { RealSetJson } from "../../src/number/real-set.js";
import { lastScreen } from "../../src/report/last-screen.js";
import { verdictTable } from "../../src/report/table.js";
import type { Results } from "../../src/store/results.js";
import type { VerdictWord } from "../../src/verdict/verdict.js";

function claim(
  id: string,
  verdicts: readonly [VerdictWord, ...VerdictWord[]],
  epsilons?: RealSetJson,
  asExpected = true,
): ClaimResult {
  const own = {
    asExpected,
    domain: "every coin",
    instances: 1,
    hypothesesMet: 1,
    corners: {},
    exhaustive: true,
    evidence: {},
    ...(epsilons !== undefined && { epsilons }),
  };
  const readings = verdicts.map(
    (verdict, i): ReadingResult => ({ ...own, verdict, name: `r${i}`, switches: {}, literal: i === 0 }),
  );
  return { ...own, id, paper: "toy", citation: "", statement: "", hypotheses: [], verdict: verdicts[0], readings };
}

const results: Results = {
  mechproof: "0.1.0",
  seed: 42,
  budget: "gate",
  claims: [
    claim("toy/theorem-1", ["refuted", "refuted", "proved for all epsilon"], { times: "1", b: [] }),
    claim("toy/a-claim-with-a-long-name", ["proved on the domain", "proved by identity"]),
    claim(
      "toy/lemma-2",
      ["proved for all epsilon"],
      {
        times: "1",
        b: [
          { from: { value: "1", closed: false }, to: { value: "3/2", closed: true } },
          { from: { value: "2", closed: false }, to: { value: "infinity", closed: false } },
        ],
      },
      false,
    ),
    claim("toy/fact", ["undecided"]),
  ],
};

describe("the table that ends verify", () => {
  it("is aligned", () => {
    expect(verdictTable(results)).toBe(
      [
        "claim                         verdict               readings          epsilon                               as expected",
        "toy/theorem-1                 refuted               2 of 3 refuted    no ε                                  ✓",
        "toy/a-claim-with-a-long-name  proved on the domain  2 of 2 proved                                           ✓",
        "toy/lemma-2                   proved for all ε      1 of 1 proved     ε ≤ ln 3/2 or ε > ln 2 on the domain  ✗",
        "toy/fact                      undecided             1 of 1 undecided                                        ✓",
        "",
      ].join("\n"),
    );
  });

  it.each([undefined, 100, 88, 60])("has no trailing spaces and one line a claim at width %s", (width) => {
    const table = verdictTable(results, width === undefined ? {} : { width });
    expect(table).not.toMatch(/[ \t]$/m);
    expect(table.trimEnd().split("\n")).toHaveLength(1 + results.claims.length);
  });

  it("gives way in the sets of ε, then in the ids, which keep their ends", () => {
    const lines = verdictTable(results, { width: 88 }).trimEnd().split("\n");
    expect(lines.every((line) => [...line].length <= 88)).toBe(true);
    expect(lines[2]).toMatch(/^…\S*a-long-name {2}proved/);
    expect(lines[3]).toContain("ε ≤ ln 3/2 …  ✗");
  });

  it("is its headings where there are no claims", () => {
    expect(verdictTable({ ...results, claims: [] })).toBe("claim  verdict  readings  epsilon  as expected\n");
  });
});

describe("the last screen", () => {
  const other = { ...claim("other/lemma", ["proved on the domain"]), paper: "other" };

  it("counts claims and readings by paper and verdict, and says that all is as recorded", () => {
    const claims = [claim("toy/a", ["refuted", "refuted"]), claim("toy/b", ["undecided"]), other];
    expect(lastScreen({ ...results, claims })).toBe(
      [
        "",
        "       claims  readings  refuted  proved on the domain  undecided",
        "toy         2         3        1                     0          1",
        "other       1         1        0                     1          0",
        "all         3         4        1                     1          1",
        "",
        "Everything as recorded.",
        "",
      ].join("\n"),
    );
  });

  it("names what is not as recorded, the first five", () => {
    const wrong = ["a", "b", "c", "d", "e", "f"].map((name) => claim(`toy/${name}`, ["refuted"], undefined, false));
    expect(lastScreen({ ...results, claims: [...wrong, other] })).toMatch(
      /\nNOT AS RECORDED: 6 claims: toy\/a, toy\/b, toy\/c, toy\/d, toy\/e and 1 more\n$/,
    );
  });

  it("is empty for one paper", () => {
    expect(lastScreen(results)).toBe("");
  });
});
