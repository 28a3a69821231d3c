import { describe, expect, it } from "vitest";
import { pictureOf } from "../../src/questions/picture.js";
import type { Json } from "../../src/verdict/json.js";
import type { LawPicture, TreePicture } from "../../src/verdict/picture.js";

const epsilon = { times: "1", log: "2" };

/** At ε = ln 2 noise has Pr[r = k] = 2^(−|k|)/3, and so Pr[r >= k] = 2^(1−k)/3 for k >= 1: here as numerators over 3·2^20. */
const unit = 1n << 20n;
const atLeast = (k: number): bigint => (k >= 1 ? (2n * unit) >> BigInt(k) : 3n * unit - atLeast(1 - k));
/** A wins at a margin d iff r <= d. */
const chanceOfA = (d: number): bigint => 3n * unit - atLeast(d + 1);

function lowest(numerator: bigint, denominator: bigint): string {
  let [x, y] = [numerator, denominator];
  while (y > 0n) [x, y] = [y, x % y];
  return denominator === x ? `${numerator / x}` : `${numerator / x}/${denominator / x}`;
}
const over = (numerator: bigint): string => lowest(numerator, 3n * unit);

function sumOf(probabilities: readonly string[]): string {
  const parts = probabilities.map((text) => text.split("/").map(BigInt));
  const common = parts.reduce((product, [, q = 1n]) => product * q, 1n);
  return lowest(
    parts.reduce((sum, [p, q = 1n]) => sum + (p! * common) / q, 0n),
    common,
  );
}

const election = (reports: Json, choices: Record<string, Json>) =>
  pictureOf({ instance: { mechanism: "cckmv/noisy-election", parameters: { epsilon }, reports }, choices });

const margin = (votes: readonly string[]): number =>
  votes.reduce((sum, vote) => sum + (vote === "A" ? 1 : vote === "B" ? -1 : 0), 0);

describe("the picture of an election", () => {
  it.each([[[]], [["A"]], [["B"]], [["A", "B"]], [["B", "B"]], [["A", "A", "A"]]])(
    "has both laws and the outcomes under the same coins, beside the votes %j",
    (others) => {
      const d = margin(others);
      const found = election(["A", ...others], { player: 0, truth: "A", lie: "B", pair: ["A", "B"] }) as LawPicture;
      const [withA, withB] = [chanceOfA(d + 1), chanceOfA(d - 1)];
      expect(found.laws).toEqual([
        {
          name: "player 0 reports A, the truth",
          distribution: [
            { outcome: "A", probability: over(withA) },
            { outcome: "B", probability: over(3n * unit - withA) },
          ],
        },
        {
          name: "player 0 reports B instead",
          distribution: [
            { outcome: "A", probability: over(withB) },
            { outcome: "B", probability: over(3n * unit - withB) },
          ],
        },
      ]);
      // A vote for A instead of B only makes A likelier: A then B are the r with d − 1 < r <= d + 1.
      const joint = new Map(found.coupled!.map(({ first, second, probability }) => [`${first}${second}`, probability]));
      expect(Object.fromEntries(joint)).toEqual({
        AA: over(withB),
        AB: over(withA - withB),
        BB: over(3n * unit - withA),
      });
    },
  );

  it("has the two reports that make a ratio largest, and who stays away", () => {
    const names = (choices: Record<string, Json>) =>
      (election(["A"], { player: 0, ...choices }) as LawPicture).laws.map(({ name }) => name);
    expect(names({ outcome: "B", largest: "B", smallest: "A" })).toEqual(["player 0 reports B", "player 0 reports A"]);
    expect(names({ truth: "A", lie: null })).toEqual(["player 0 reports A, the truth", "player 0 stays away"]);
    expect(names({ truth: "A" })).toEqual(["player 0 reports A"]);
  });

  it("is nothing where a choice is unknown, wrong, or of nobody", () => {
    expect(election(["A"], { player: 0, truth: "A", lie: "B", M: [] })).toBeUndefined();
    expect(election(["A"], { player: 0, truth: "A", lie: "C" })).toBeUndefined();
    expect(election(["A"], { player: 7, truth: "A", lie: "B" })).toBeUndefined();
    expect(election(["A"], { truth: "A", lie: "B" })).toBeUndefined();
    expect(pictureOf({ instance: { mechanism: "nobody/knows" }, choices: {} })).toBeUndefined();
    expect(pictureOf({ instance: {}, choices: { announced: "nothing" } })).toBeUndefined();
  });
});

it("is the law at the reports where nobody lies, beside the distribution that it is compared to", () => {
  // The weights are e^(ε·quality/(2Δ)): 1 and 4 at ε = 2 ln 2 and Δ = 1/2.
  const environment = { outcomes: ["a", "b"], quality: ["0", "1"] };
  const parameters = { epsilon: { times: "2", log: "2" }, lipschitz: "1/2" };
  const instance = { mechanism: "hk/exponential-quality", parameters, environment, reports: [] };
  const { laws } = pictureOf({ instance, choices: { nu: ["1/3", "2/3"] } }) as LawPicture;
  expect(laws.map(({ name, distribution }) => [name, ...distribution.map(({ probability }) => probability)])).toEqual([
    ["at these reports", "1/5", "4/5"],
    ["the distribution ν", "1/3", "2/3"],
  ]);
  expect(pictureOf({ instance, choices: { lie: "0" } })).toBeUndefined();
});

describe("the picture of a lie with reactions", () => {
  it("has the outcomes of both announcements, though each imposes another reaction", () => {
    const utility = [[[["1/2", "0"], ["1", "0"]], [["0", "1/2"], ["0", "1"]]]]; // biome-ignore format: one line
    const objective = [["1", "0"], ["0", "1"]]; // biome-ignore format: one line
    const environment = { kind: "tabular", types: [[0, 1]], alternatives: [0, 1], reactions: [[0, 1]], utility, objective }; // biome-ignore format: one line
    const instance = { mechanism: "nst/commitment", parameters: { P: ["1/4", "3/4"] }, environment, reports: [1] };
    const choices = { separating: [0], player: 0, profile: [0], lie: 1 };
    const { laws } = pictureOf({ instance, choices }) as LawPicture;
    expect(laws.map(({ name }) => name)).toEqual(["player 0 reports 0, the truth", "player 0 reports 1 instead"]);
    for (const { distribution } of laws) expect(sumOf(distribution.map(({ probability }) => probability))).toBe("1");
    // The alternative is drawn from P whatever is said; the reaction imposed is the best one of the type announced.
    const positive = laws.map(({ distribution }) => distribution.filter(({ probability }) => probability !== "0"));
    expect(positive).toEqual(
      [0, 1].map((best) => [
        { outcome: { alternative: 0, imposed: [best] }, probability: "1/4" },
        { outcome: { alternative: 1, imposed: [best] }, probability: "3/4" },
      ]),
    );
  });
});

describe("the picture of the market mechanism", () => {
  const instance = (coalitions: Json) => ({
    mechanism: "acm/M",
    parameters: { discount: "1/20", delta: "1/80" },
    environment: { players: 2, goods: 1, bits: 2, endowment: [1], valuations: [[0, 0], [0, 1]], coalitions }, // biome-ignore format: one line
    question: "root",
    reports: [],
  });
  const announced = { allocation: [2], prices: ["0", "0"] };

  it("is the game as the paper plays it, by hand", () => {
    // ε = 1/20, δ = 1/80, n = 2, B = 2; player 2 gains 1 from the good, player 1 does not mind.
    const end = (name: string, owner: number, prices: readonly string[], utilities: readonly string[]) => ({
      kind: "end",
      name,
      outcome: { allocation: [owner], prices },
      utilities,
    });
    const played = { played: true };
    expect(pictureOf({ instance: instance([[1], [2]]), choices: { announced } })).toEqual({
      coalitions: [[1], [2]],
      tree: {
        kind: "chance",
        ...played,
        branches: [
          {
            probability: "79/80",
            node: {
              kind: "moves",
              name: "2",
              players: [2],
              ...played,
              branches: [
                // She pays −2ε for the good that she values at 1.
                { actions: ["YES"], node: { ...end("d", 2, ["1/10", "-1/10"], ["-1/10", "11/10"]), ...played } },
                {
                  actions: ["NO"],
                  node: {
                    kind: "chance",
                    branches: [
                      // 2n(n − 0)B + (n − 1)ε = 16 + 1/20.
                      { probability: "19/20", node: end("e", 1, ["321/20", "-1/20"], ["-321/20", "1/20"]) },
                      { probability: "1/20", node: end("g", 1, ["1/20", "-1/20"], ["-1/20", "1/20"]) },
                    ],
                  },
                },
              ],
            },
          },
          {
            probability: "1/80",
            node: {
              kind: "chance",
              ...played,
              branches: [
                { probability: "1/2", node: { ...end("i", 0, ["1/20", "-1/20"], ["-1/20", "1/20"]), ...played } },
                {
                  probability: "1/2",
                  node: {
                    kind: "moves",
                    name: "3.2",
                    players: [2],
                    ...played,
                    branches: [
                      { actions: ["YES"], node: { ...end("j2", 2, ["1/10", "-1/10"], ["-1/10", "11/10"]), ...played } },
                      // The fine is n²B/δ = 640.
                      { actions: ["NO"], node: end("k2", 0, ["12801/20", "-1/20"], ["-12801/20", "1/20"]) },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    });
  });

  it("shows no play as rational where a coalition has no strictly dominant strategy", () => {
    const still = { ...instance([[1], [2]]), parameters: { discount: "0", delta: "1/80" } };
    // Without a discount, whoever gains nothing does not care.
    const level = { allocation: [0], prices: ["0", "0"] };
    const undecided = pictureOf({ instance: still, choices: { announced: level } }) as TreePicture;
    expect(undecided.tree.kind).toBe("chance");
    expect(JSON.stringify(undecided)).not.toContain('"played"');
  });

  it("is nothing where play ends at once, nothing is announced, or the game is large", () => {
    const kept = { allocation: [1], prices: ["0", "0"] };
    expect(pictureOf({ instance: instance([[1], [2]]), choices: { announced: kept } })).toBeUndefined();
    expect(pictureOf({ instance: instance([[1], [2]]), choices: {} })).toBeUndefined();
    const players = 5;
    const environment = {
      players,
      goods: 1,
      bits: 2,
      endowment: [1],
      valuations: Array.from({ length: players }, () => [0, 1]),
      coalitions: [[1, 2, 3, 4, 5]],
    };
    const large = { ...instance([]), environment };
    const prices = Array.from({ length: players }, () => "0");
    expect(pictureOf({ instance: large, choices: { announced: { allocation: [2], prices } } })).toBeUndefined();
  });
});
