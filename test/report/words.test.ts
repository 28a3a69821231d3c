import { describe, expect, it } from "vitest";
import type { AlgebraicJson } from "../../src/number/algebraic.js";
import { parseRational } from "../../src/number/rational.js";
import type { RealSetJson } from "../../src/number/real-set.js";
import { approximate, approximateLogarithm, decimalOf } from "../../src/report/decimal.js";
import { epsilonDecimals, epsilonWords, epsilonWordsOnDomain, irrationalEnds } from "../../src/report/epsilons.js";
import { formula } from "../../src/report/formula.js";
import { inequalityOf, oppositeOf } from "../../src/report/inequality.js";
import { privacyBoundInWords } from "../../src/report/privacy-bound.js";
import { decimalsOf, sideText } from "../../src/report/side.js";
import { factsOf, situationGist, situationLine } from "../../src/report/situation.js";
import { storyOf } from "../../src/report/story.js";
import { anchorOf, count, listInWords, plural } from "../../src/report/text.js";
import { withoutJson } from "../../src/report/words.js";
import type { Json } from "../../src/verdict/json.js";

/** "(1, 3/2]" and the like, over rationals and infinity, or with an irrational end in place of "r". */
const r: AlgebraicJson = {
  polynomial: [
    ["-1", 0],
    ["-1", 1],
    ["1", 3],
  ],
  low: "1",
  high: "3/2",
};
const intervals = (...texts: readonly string[]): Exclude<RealSetJson, "all">["b"] =>
  texts.map((text) => {
    const [from, to] = text
      .slice(1, -1)
      .split(",")
      .map((end) => end.trim()) as [string, string];
    const value = (end: string): AlgebraicJson => (end === "r" ? r : end === "∞" ? "infinity" : end);
    return {
      from: { value: value(from), closed: text.startsWith("[") },
      to: { value: value(to), closed: text.endsWith("]") },
    };
  });
const set = (times: string, ...texts: readonly string[]): RealSetJson => ({ times, b: intervals(...texts) });

const situation = {
  instance: {
    mechanism: "cckmv/noisy-election",
    parameters: { epsilon: { times: "2", log: "3/2" }, rate: "1" },
    reports: ["B", "A", "A", "A"],
  },
  choices: {
    player: 0,
    truth: "B",
    lie: null,
    F: { kind: "linear", slope: "1/3" },
    outcomeUtility: { A: "0", B: "infinity" },
    privacySigns: { A: "1", B: "-1" },
    newThing: { deep: [1, 2] },
  },
};

const nameless = { claim: "toy/claim", reading: "literal", inequality: "a <= b", explanation: "why" };

describe("a set of ε in words", () => {
  it.each<readonly [string, RealSetJson]>([
    ["every ε > 0", "all"],
    ["every ε > 0", set("1", "(1, ∞)")],
    ["no ε", set("1")],
    ["ε ≤ ln 3/2", set("1", "(1, 3/2]")],
    ["ε < 2 ln 3/2", set("2", "(1, 3/2)")],
    ["ε ≥ 1/2 ln 3", set("1/2", "[3, ∞)")],
    ["ε > ln 3", set("1", "(3, ∞)")],
    ["ln 2 ≤ ε < ln 3", set("1", "[2, 3)")],
    ["ε = ln 2", set("1", "[2, 2]")],
    ["ε ≤ ln 2 or ε > ln 3", set("1", "(1, 2]", "(3, ∞)")],
    ["every ε > 0 except ln 2, ln 3", set("1", "(1, 2)", "(2, 3)", "(3, ∞)")],
    ["ε ≤ ln 1.32471…", set("1", "(1, r]")],
    ["ε = 2 ln 1.32471… or ε > 2 ln 3", set("2", "[r, r]", "(3, ∞)")],
    ["every ε > 0 except ln 1.32471…", set("1", "(1, r)", "(r, ∞)")],
  ])("%s", (words, given) => {
    expect(epsilonWords(given)).toBe(words);
  });

  it.each<readonly [string, RealSetJson]>([
    ["every ε > 0", "all"],
    ["every ε > 0", set("1", "(1, ∞)")],
    ["no ε", set("1")],
    ["ε ≤ ln 3/2 on the domain", set("1", "(1, 3/2]")],
    ["ε ≤ ln 2 or ε > ln 3 on the domain", set("1", "(1, 2]", "(3, ∞)")],
    ["every ε > 0 except ln 2 on the domain", set("1", "(1, 2)", "(2, ∞)")],
  ])("alone: %s", (words, given) => {
    expect(epsilonWordsOnDomain(given)).toBe(words);
  });

  it("prints decimals of ε = times·ln b", () => {
    expect(epsilonDecimals(set("1", "(1, 3/2]"))).toBe("ε ≤ 0.405465");
    expect(epsilonDecimals(set("2", "(1, r]"))).toBe("ε ≤ 0.562399");
    expect(epsilonDecimals("all")).toBeUndefined();
    expect(epsilonDecimals(set("1"))).toBeUndefined();
  });

  it("defines its irrational ends, each once", () => {
    expect(irrationalEnds(set("1", "(1, r)", "(r, 3]"))).toEqual([
      { shown: "1.32471…", definition: "the root of b^3 − b − 1 between 1 and 3/2" },
    ]);
  });

  it("goes on to the first digits that say something of an end near 1", () => {
    const near: AlgebraicJson = {
      polynomial: [
        ["-1000000001", 0],
        ["1000000000", 2],
      ],
      low: "1",
      high: "2",
    };
    expect(
      epsilonWords({
        times: "1",
        b: [{ from: { value: near, closed: true }, to: { value: "infinity", closed: false } }],
      }),
    ).toBe("ε ≥ ln 1.00000000049999999987…");
  });
});

describe("decimals for eyes only", () => {
  it.each([
    ["9/2", "= 4.5"],
    ["-9/2", "= −4.5"],
    ["1104125/181728", "≈ 6.07570"],
    ["1/3", "≈ 0.333333"],
    ["2/3", "≈ 0.666667"],
    ["999999999/1000", "≈ 1.00000·10⁶"],
    ["9999995/10000000", "≈ 1.00000"],
    ["1/30000", "≈ 3.33333·10⁻⁵"],
    ["1/20000", "= 5·10⁻⁵"],
    ["336599673333/100990000", "≈ 3333.00"],
    ["300000000", "= 3·10⁸"],
    ["123456789", "≈ 1.23457·10⁸"],
  ])("%s is %s", (exact, shown) => {
    expect(decimalOf(exact)).toBe(shown);
  });

  it.each(["0", "4", "-17", "123456", "infinity", "not a number"])("adds nothing to %s", (exact) => {
    expect(decimalOf(exact)).toBeUndefined();
  });

  it("is the nearest number of six digits", () => {
    for (let p = 1; p < 400; p += 7) {
      for (let q = 1; q < 400; q += 11) {
        const x = Number(approximate(parseRational(`${p}/${q}`)!).text);
        expect(Math.abs(x - p / q) / (p / q)).toBeLessThan(5.001e-6);
      }
    }
  });

  it("has its places before the point also with fewer digits", () => {
    const shown = (text: string) => approximate(parseRational(text)!, 2).text;
    expect(["300", "1234", "56/5", "1/300"].map(shown)).toEqual(["300", "1200", "11", "0.0033"]);
  });

  it("tells both sides of a narrow violation apart", () => {
    const decimals = (lhs: Json, rhs: Json) => decimalsOf({ ...situation, ...nameless, lhs, rhs });
    expect(decimals("100000001/100000000", "1")).toEqual({ left: "1.00000001", right: "1", exact: true });
    expect(decimals("10000000/29999999", "1/3")).toEqual({
      left: "0.333333344444",
      right: "0.333333333333",
      exact: false,
    });
    expect(decimals("1/3", "1/3")).toEqual({ left: "0.333333", right: "0.333333", exact: false });
    expect(decimals("4", "2")).toBeUndefined();
    expect(decimals("infinity", "1/2")).toEqual({ left: "∞", right: "0.5", exact: true });
  });

  it("prints sides with logarithms", () => {
    const form = (over: string): Json => ({
      rational: "1",
      logs: [
        { coefficient: "-1", log: "2" },
        { coefficient: "3/2", log: "7/5" },
      ],
      over,
    });
    expect(sideText(form("1"))).toBe("1 − ln 2 + 3/2 ln 7/5");
    expect(sideText(form("epsilon"))).toBe("1 + (−ln 2 + 3/2 ln 7/5)/ε");
    expect(decimalsOf({ ...situation, ...nameless, lhs: form("1"), rhs: form("epsilon") })).toEqual({
      left: "0.811561",
      right: "0.767626",
      exact: false,
    });
  });

  it("takes logarithms", () => {
    expect(approximateLogarithm(parseRational("1")!, parseRational("2")!).text).toBe("0.693147");
  });
});

/** MathML with its leaves and scripts only: scripts as _(…) and ^(…), functions and rows without marks. */
function outline(markup: string): string {
  const inner = markup.replace(/<annotation[^>]*>.*?<\/annotation>/gs, "");
  const open: string[] = [];
  return inner.replace(/<(\/?)([a-z]+)[^>]*>/g, (_, slash: string, name: string) => {
    if (!slash) open.push(name);
    else open.pop();
    if (["msub", "msup", "msubsup"].includes(name)) return slash ? " > " : `<${name.slice(1)} `;
    return ["mi", "mn", "mo", "mtext"].includes(name) && slash ? " " : "";
  });
}

describe("formulas", () => {
  it.each([
    ["U_i^out(θ_i)", "<subsup U i o u t > ( <sub θ i > ) "],
    ["e^{2ε} and e^(2ε)", "<sup e 2 ε > and <sup e ( 2 ε ) > "],
    ["M(θ_i', o'') for the others' votes", "M ( <subsup θ i ′ > , <sup o ′ ′ > )  for the others&#39; votes"],
    ["at d <= -2, a != b", "at d ≤ − 2 , a ≠ b "],
    ["add-remove, two-signed", "add-remove, two-signed"],
    ["p̃ ≥ m̄^{k-1}", "p ~ ≥ <sup m ˉ k − 1 > "],
    ["<q>", "&lt; q &gt; "],
  ])("%s", (text, expected) => {
    expect(
      outline(formula(text).markup)
        .replace(/\u2061/g, "")
        .replace(/ +/g, " "),
    ).toBe(expected.replace(/ +/g, " "));
  });

  it("cuts an inequality at its relation outside brackets", () => {
    expect(inequalityOf("Pr[a <= b] + 1 >= f(x > y)")).toEqual({
      left: "Pr[a <= b] + 1",
      relation: "≥",
      right: "f(x > y)",
    });
    expect(inequalityOf("a <= b <= c")).toBeUndefined();
    expect(inequalityOf("they agree")).toBeUndefined();
    expect([oppositeOf("≥"), oppositeOf("≤"), oppositeOf("="), oppositeOf("<"), oppositeOf(">")]).toEqual([
      "<",
      ">",
      "≠",
      "≥",
      "≤",
    ]);
  });
});

describe("situations", () => {
  it("are told in words", () => {
    expect(Object.fromEntries(factsOf(situation).map(({ label, value }) => [label, value]))).toEqual({
      Mechanism: "cckmv/noisy-election",
      ε: "2 ln 3/2 ≈ 0.810930",
      Rate: "1",
      Votes: "B, 3 × A (4 voters: 3 for A, 1 for B)",
      Voter: "the first of 4 (player 0)",
      "True type": "B",
      "Reports instead": "nothing, and stays away",
      "Privacy bound": "F(x) = 1/3·(x − 1)",
      "Outcome utility": "U_out(A) = 0, U_out(B) = ∞",
      "Privacy utility": "U_priv(A) = F(x_A), U_priv(B) = −F(x_B)",
      "New thing": "deep: (1, 2)",
    });
    expect(situationGist(situation)).toBe("at ε = 2 ln 3/2 with 4 voters");
    expect(situationLine(situation)).toMatch(/^ε = 2 ln 3\/2 ≈ 0\.810930; rate 1; votes B, 3 × A/);
  });

  it("count players from 1 where the paper does", () => {
    const instance = {
      mechanism: "acm/vcg",
      reports: [
        [0, 1],
        [1, 0],
      ],
    };
    expect(factsOf({ instance, choices: { player: 1 } }).slice(1)).toEqual([
      { label: "Reports", value: "(0, 1), (1, 0) (2 players)" },
      { label: "Player", value: "the first of 2 (player 1)" },
    ]);
  });

  it("have a report instead as a lie, but not beside the reports of others", () => {
    const fact = (choices: Readonly<Record<string, Json>>) => factsOf({ instance: {}, choices }).at(-1);
    expect(fact({ instead: null })).toEqual({ label: "Reports instead", value: "nothing, and stays away" });
    expect(fact({ instead: "1" })).toEqual({ label: "Reports instead", value: "1" });
    expect(fact({ others: [1, 1], instead: 0 })).toEqual({ label: "Instead", value: "0" });
  });

  it("have no JSON in them", () => {
    const instance = {
      mechanism: "acm/M",
      environment: {
        endowment: [2, 1],
        valuations: [
          [0, -1, 1, 0],
          [0, 1, -1, 0],
        ],
        coalitions: [[1, 2]],
      },
      reports: [],
    };
    const choices = {
      outcomeUtility: [
        { "0": "0", "1": "1/2" },
        { "0": "0", "1": "0" },
      ],
      privacySigns: { '{"chosen":0,"revealed":[[0,"1/2"]]}': "-1" },
      announced: { allocation: [0, 1], prices: ["0", "-1"] },
    };
    expect(factsOf({ instance, choices }).map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Mechanism: acm/M",
      "Endowment: good 1 belongs to player 2, good 2 to player 1",
      "Valuations: player 1: −1 for {1}, 1 for {2}, 0 for {1, 2}; player 2: 1 for {1}, −1 for {2}, 0 for {1, 2}",
      "Coalitions: {1, 2}",
      "Outcome utility: U_out(0) = 0, U_out(1) = 1/2 for type 0; U_out(0) = 0, U_out(1) = 0 for type 1",
      "Privacy utility: U_priv(chosen: 0, revealed: (0, 1/2)) = −F(x)",
      "Announced: good 1 goes to nobody, good 2 to player 1; prices 0, −1",
    ]);
    expect(storyOf({ instance, choices })).toEqual([
      "Good 1 belongs to player 2, good 2 to player 1.",
      "Player 1 values good 1 at −1 and good 2 at 1; player 2 values good 1 at 1 and good 2 at −1.",
      "Players 1 and 2 collude.",
      "Player 1 announces: good 1 goes to nobody, good 2 to player 1; prices 0, −1.",
    ]);
  });

  it("are told in sentences", () => {
    expect(storyOf({ ...situation, choices: { ...situation.choices, pair: ["A", "B"] } })).toEqual([
      "Voter 0 prefers B, and stays away.",
      "The others vote 3 for A and 0 for B: the margin of the others is 3.",
      "Under the same coins A comes out after the truth, and B otherwise.",
    ]);
    const instance = { mechanism: "hk/multi-item", reports: [["1", "0"], ["0", "1"], ["0", "1"]] }; // biome-ignore format: one line
    expect(storyOf({ instance, choices: { player: 0, largest: ["1", "0"], smallest: ["0", "0"] } })).toEqual([
      "Compared is what comes out if player 0 reports (1, 0), and if she reports (0, 0).",
      "The others report (0, 1) (2 players).",
    ]);
    expect(storyOf({ instance, choices: {} })).toEqual(["The players report (1, 0) and (0, 1) (2 players)."]);
    expect(storyOf({ instance: { mechanism: "hk/multi-item", reports: [] }, choices: {} })).toEqual([]);
  });

  it("take JSON out of texts, and leave intervals and indices", () => {
    expect(withoutJson('{"chosen":0,"revealed":[[0,"0"]]}: x = 4; reports ["0","1"] at the cost "1/2"; {open')).toBe(
      "(chosen: 0, revealed: (0, 0)): x = 4; reports (0, 1) at the cost 1/2; {open",
    );
    for (const text of ["E is [0, 1]", "Pr[0,1] = [1]", "{1, 2}", "[]"]) expect(withoutJson(text)).toBe(text);
  });

  it("give privacy bounds their formulas", () => {
    const knots = (points: readonly (readonly [string, string])[], after: string) =>
      privacyBoundInWords({ kind: "knots", points, after });
    expect(privacyBoundInWords({ kind: "square", scale: "1", atOne: "1" })).toBe("F(x) = (x − 1)^2, F(1) = 1");
    expect(privacyBoundInWords({ kind: "capped", slope: "9/4", cap: "3/2" })).toBe("F(x) = 9/4·min(x − 1, 3/2)");
    expect(privacyBoundInWords({ kind: "step", value: "infinity" })).toBe("F(x) = ∞ for x > 1, and 0 at 1");
    expect(
      knots(
        [
          ["1", "0"],
          ["2", "1/2"],
        ],
        "infinity",
      ),
    ).toBe("F is linear between (1, 0), (2, 1/2) and ∞ beyond");
    expect(
      knots(
        [
          ["1", "0"],
          ["2", "1/2"],
          ["3", "infinity"],
        ],
        "constant",
      ),
    ).toBe("F is linear between (1, 0), (2, 1/2), constant up to 3 and ∞ from there on");
    expect(privacyBoundInWords({ kind: "new" })).toBeUndefined();
  });
});

it("counts, plurals, lists and anchors", () => {
  expect([count(999), count(12870), count(1234567)]).toEqual(["999", "12\u202f870", "1\u202f234\u202f567"]);
  expect([plural(1, "cell"), plural(0, "cell")]).toEqual(["1 cell", "0 cells"]);
  expect(listInWords(["a", "b", "c"])).toBe("a, b and c");
  expect(anchorOf("p/thm-4.2", 'a+b "c"')).toBe("p-thm-4.2--a+b~20~22c~22");
});
