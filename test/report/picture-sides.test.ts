import { describe, expect, it } from "vitest";
import { sidesPicture } from "../../src/report/picture-sides.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";

const shown = (lhs: Json, rhs: Json, inequality = "a <= b", parameters: JsonObject = {}): string | undefined =>
  sidesPicture({
    claim: "toy/claim",
    reading: "literal",
    instance: { mechanism: "toy/mechanism", parameters },
    choices: {},
    inequality,
    lhs,
    rhs,
    explanation: "why",
  })?.markup;

/** Where the bars begin and how long they are, in percent of the axis. */
const barsIn = (markup: string | undefined) =>
  [...markup!.matchAll(/margin-left:([\d.]+)%;width:([\d.]+)%/g)].map(([, from, long]) => [Number(from), Number(long)]);
const ticksIn = (markup: string | undefined) =>
  [...markup!.slice(markup!.indexOf("row axis")).matchAll(/<span>([^<]*)<\/span>/g)].map(([, tick]) => tick);

describe("both sides as bars", () => {
  it.each([
    ["2", "9/2", [0, 40], [0, 90], ["0", "2.5", "5"]],
    ["3/400", "1/200", [0, 75], [0, 50], ["0", "0.005", "0.01"]],
    ["150", "20", [0, 75], [0, 10], ["0", "100", "200"]],
    ["-3", "-1", [40, 60], [80, 20], ["−5", "−2.5", "0"]],
    ["-1/2", "1/4", [0, 50], [50, 25], ["−0.5", "0", "0.5"]],
    ["-1", "0", [0, 100], [100, 0], ["−1", "−0.5", "0"]],
    ["10", "1", [0, 100], [0, 10], ["0", "5", "10"]],
  ])("are as long as they are great, from 0 on: %s and %s", (lhs, rhs, left, right, ticks) => {
    const markup = shown(lhs, rhs);
    expect(barsIn(markup)).toEqual([left, right]);
    expect(ticksIn(markup)).toEqual(ticks);
  });

  it("show 0 as a line where something is below it", () => {
    expect(shown("-3", "-1")).toContain('class="zero" style="left:100%"');
    expect(shown("-1/2", "1/4")).toContain('class="zero" style="left:50%"');
    expect(shown("2", "9/2")).not.toContain('class="zero"');
  });

  it("say both exactly and in decimals, beside the bars and aloud", () => {
    const markup = shown("1/3", "5/2", "Pr[a] > x")!;
    expect(markup).toContain('aria-label="left side: 1/3 ≈ 0.333333; right side: 5/2 = 2.5."');
    expect(markup).toContain('<span class="exact">1/3</span> <span class="decimal">≈ 0.333333</span>');
    expect(markup).toContain("Both sides on one axis: the left one should be greater than the right one");
    expect(shown("1/4", "5/2")).toContain('aria-label="left side: 1/4 = 0.25; right side: 5/2 = 2.5."');
  });

  it("take logarithms, over ε too, and enclosures, whose long ends are left out", () => {
    const ln2 = { rational: "0", logs: [{ coefficient: "1", log: "2" }], over: "1" };
    expect(barsIn(shown(ln2, "1"))).toEqual([[0, 69.31], [0, 100]]); // biome-ignore format: one line
    // −2 ln 2/ε at ε = 2 ln 2 is −1.
    const overEpsilon = { rational: "0", logs: [{ coefficient: "-2", log: "2" }], over: "epsilon" };
    const [left] = barsIn(shown(overEpsilon, "1/2", "a >= b", { epsilon: { times: "2", log: "2" } }));
    expect(left![1]).toBeCloseTo(50, 1);
    expect(shown(overEpsilon, "0")).toBeUndefined();
    const low = "1000000000000000000001/2000000000000000000000";
    const enclosed = shown({ low, high: "1000000000000000000003/2000000000000000000000" }, "1/4")!;
    expect(enclosed).not.toContain("1000000000");
    expect(enclosed).toContain("left side: ≈ 0.500000");
  });

  it("name sides by short formulas that say more than the number", () => {
    const markup = shown("1/3", "1/2", "x_1 = 1/2")!;
    expect(markup.match(/class="formula"/g)).toHaveLength(1);
    expect(shown("1/3", "1/2", "a very long left side of a claim <= something as long as that")).not.toContain(
      "formula",
    );
    expect(shown("1/3", "1/2", "no relation")).toContain("<figcaption>Both sides on one axis</figcaption>");
  });
});

describe("both sides in words", () => {
  it("where one is infinite", () => {
    expect(shown("infinity", "1")).toContain("No axis shows both sides: the left one is infinite.");
    expect(shown("0", "infinity")).toContain("the right one is infinite.");
  });

  it("where one is too small beside the other to be seen", () => {
    expect(shown("1", "1000000000")).toContain("the right one is about 1·10⁹ times the size of the left one.");
    expect(shown("-300", "1")).toContain("the left one is about 300 times the size of the right one.");
    expect(barsIn(shown("199", "1"))).toHaveLength(2);
  });

  it("where they are too near to each other to be told apart", () => {
    expect(shown("1000", "1001")).toContain("As bars the sides would look the same: they are about 1 apart.");
    expect(barsIn(shown("1000", "1006"))).toHaveLength(2);
  });

  it("are nothing where a picture would tell nothing", () => {
    for (const [x, y] of [["0", "0"], ["1", "0"], ["0", "1"], ["7/3", "7/3"], ["infinity", "infinity"]]) {
      expect(shown(x!, y!)).toBeUndefined();
    } // biome-ignore format: one line
    expect(shown("1", { low: "1", high: "1" })).toBeUndefined();
    expect(shown("true", "false")).toBeUndefined();
  });
});
