import { describe, expect, it } from "vitest";
import { pictureOf } from "../../src/questions/picture.js";
import type { Json } from "../../src/verdict/json.js";
import type { LawPicture, OutcomePicture, TreePicture } from "../../src/verdict/picture.js";

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

  it("is no game where play ends at once, and nothing where nothing is announced or the game is large", () => {
    const kept = { allocation: [1], prices: ["0", "0"] };
    expect(pictureOf({ instance: instance([[1], [2]]), choices: { announced: kept } })).not.toHaveProperty("tree");
    expect(
      pictureOf({ instance: { ...instance([[1], [2]]), question: "cds", announced: kept }, choices: {} }),
    ).toBeUndefined();
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

describe("the picture of a market without a game to draw", () => {
  const two = { players: 2, goods: 1, bits: 2, endowment: [1], valuations: [[0, 1], [0, 1]] }; // biome-ignore format: one line
  const reports = [1, 2].map((player) => ({ player, valuation: [0, 1] }));

  it("is the outcome of the reports, by hand: who keeps her good pays what it is worth to the other", () => {
    const instance = { mechanism: "acm/vcg-clarke", environment: two, reports };
    expect(pictureOf({ instance, choices: {} })).toEqual({
      outcomes: [
        {
          name: "What these reports lead to",
          players: [
            { owned: [1], gets: [1], before: "1", after: "1", price: "1", utility: "-1" },
            { owned: [], gets: [], before: "0", after: "0", price: "0", utility: "0" },
          ],
        },
      ],
    });
    expect(pictureOf({ instance: { ...instance, reports: reports.slice(1) }, choices: {} })).toBeUndefined();
  });

  it("is the outcome of which the claim speaks", () => {
    const environment = { ...two, coalitions: [[1], [2]] };
    const instance = { mechanism: "acm/M", parameters: { discount: "1/20", delta: "1/40" }, environment, reports: [] };
    const { outcomes } = pictureOf({
      instance,
      choices: { outcome: { allocation: [2], prices: ["-1/2", "1"] } },
    }) as OutcomePicture;
    // Player 1 sells what is worth 1 to her for 1/2, player 2 pays 1 for it.
    expect(outcomes[0]!.players).toEqual([
      { owned: [1], gets: [], before: "1", after: "0", price: "-1/2", utility: "-1/2" },
      { owned: [], gets: [1], before: "0", after: "1", price: "1", utility: "0" },
    ]);
  });
});

describe("the picture of a market at its root", () => {
  const alone = { players: 2, goods: 1, bits: 3, endowment: [2], valuations: [[0, 2], [0, 1]], coalitions: [[1], [2]] }; // biome-ignore format: one line
  const root = { mechanism: "acm/M", parameters: { discount: "1/20", delta: "2/5" }, environment: alone, question: "root", reports: [] }; // biome-ignore format: one line

  it("is the game after the only best announcement: player 1 takes the good at the price that it is worth", () => {
    const found = pictureOf({ instance: root, choices: {} }) as TreePicture;
    expect([found.announced, found.isBest]).toEqual([{ allocation: [1], prices: ["1", "-1"] }, true]);
    expect(found.tree.played).toBe(true);
    // With something else among the choices the claim may speak of another game.
    expect(pictureOf({ instance: root, choices: { other: 1 } })).toBeUndefined();
  });

  it("is nothing where several announcements are best", () => {
    const idle = { players: 2, goods: 0, bits: 1, endowment: [], valuations: [[0], [0]], coalitions: [[1, 2]] }; // biome-ignore format: one line
    expect(pictureOf({ instance: { ...root, environment: idle }, choices: {} })).toBeUndefined();
  });

  it("is the game after another announcement where the first one ends at once", () => {
    const kept = { allocation: [2], prices: ["0", "0"] };
    const shifted = { allocation: [1], prices: ["1", "-1"] };
    const only = pictureOf({ instance: root, choices: { announced: kept } }) as OutcomePicture;
    expect(only.outcomes.map(({ name }) => name)).toEqual(["After this announcement play ends at once, at b"]);
    const other = pictureOf({ instance: root, choices: { announced: kept, shifted } }) as TreePicture;
    expect([other.announced, other.isBest]).toEqual([shifted, undefined]);
    const both = pictureOf({ instance: root, choices: { announced: shifted, shifted: kept } }) as TreePicture;
    expect(both.announced).toBeUndefined();
  });

  it("is nothing of a naive form, of which every partition of the players is asked", () => {
    const environment = { players: 2, goods: 1, bits: 2, endowment: [2], valuations: [[0, 0], [0, -1]] }; // biome-ignore format: one line
    const instance = { mechanism: "acm/naive-2", parameters: { discount: "1/2" }, environment, question: "root-all-partitions", reports: [] }; // biome-ignore format: one line
    expect(pictureOf({ instance, choices: {} })).toBeUndefined();
  });

  it("are two outcomes where play ends at once after both announcements", () => {
    const kept = { allocation: [2], prices: ["0", "0"] };
    const found = pictureOf({ instance: root, choices: { announced: kept, shifted: kept } }) as OutcomePicture;
    expect(found.outcomes.map(({ name }) => name)).toEqual([
      "After this announcement play ends at once, at b",
      "After the other announcement play ends at once, at b",
    ]);
  });
});

describe("the picture of a player with a signal", () => {
  /** Two states, as likely as each other; a signal is right with probability 3/4; 1 for the alternative of the state. */
  const guess = { states: 2, signals: 2, alternatives: 2, prior: ["1/2", "1/2"], likelihood: [["3/4", "1/4"], ["1/4", "3/4"]], utilities: [[["1", "0"], ["0", "1"]]] }; // biome-ignore format: one line
  const instance = { mechanism: "basu/posterior-price", environment: guess, question: "thresholds", tolerances: ["1/4"], upTo: 3, over: "all" }; // biome-ignore format: one line
  const choices = (players: number) => ({ groups: [players], signal: 0, report: 1 });

  /** The weight with which alternative 0 is chosen, over 4^n: the state that more signals speak for, the first of two. */
  function weightOfFirst(players: number, report: number): bigint {
    let weight = 0n;
    for (let others = 0; others < 1 << (players - 1); others++) {
      const signals = Array.from({ length: players - 1 }, (_, i) => (others >> i) & 1);
      const ones = [...signals, report].reduce((x, y) => x + y, 0);
      if (2 * ones > players) continue;
      for (const state of [0, 1]) {
        // Her own signal is 0, whatever she reports.
        weight += [0, ...signals].reduce((product, signal) => product * (signal === state ? 3n : 1n), 1n);
      }
    }
    return weight;
  }

  it.each([1, 2, 3, 4])("has what she expects to be chosen among %i, after the truth and otherwise", (players) => {
    const found = pictureOf({ instance, choices: choices(players) }) as LawPicture;
    expect(found.laws.map(({ name }) => name)).toEqual(["a player with signal 0 reports it", "she reports 1 instead"]);
    const whole = 4n ** BigInt(players);
    expect(found.laws.map(({ distribution }) => distribution)).toEqual(
      [0, 1].map((report) => {
        const first = weightOfFirst(players, report);
        return [
          { outcome: "alternative 0", probability: lowest(first, whole) },
          { outcome: "alternative 1", probability: lowest(whole - first, whole) },
        ];
      }),
    );
  });

  it("is nothing where one alternative is sure, a signal is none, or nobody is there", () => {
    const one = { ...guess, alternatives: 1, utilities: [[["1", "0"]]] };
    expect(pictureOf({ instance: { ...instance, environment: one }, choices: choices(2) })).toBeUndefined();
    expect(pictureOf({ instance, choices: { ...choices(2), signal: 2 } })).toBeUndefined();
    expect(pictureOf({ instance, choices: { signal: 0, report: 1 } })).toBeUndefined();
    expect(pictureOf({ instance, choices: { groups: [2], signal: 0 } })).toBeUndefined();
  });
});

it("knows the types where the prior has one profile", () => {
  const prior = [{ profile: [[0, 1], [2, 0]], probability: "1" }]; // biome-ignore format: one line
  const instance = { mechanism: "cckmv/expected-externality", environment: { outcomes: 2, maximum: 2, prior }, reports: [] }; // biome-ignore format: one line
  const choices = { player: 0, truth: [0, 1], lie: [0, 2] };
  const { laws } = pictureOf({ instance, choices }) as LawPicture;
  // The others have (2, 0): outcome 0 is worth 2 and outcome 1 at most 1 after the truth; after the lie both are worth 2.
  expect(laws[0]!.distribution.filter(({ probability }) => probability !== "0")).toEqual([
    { outcome: { chosen: 0 }, probability: "1" },
  ]);
  expect(laws.map(({ name }) => name)).toEqual([
    "player 0 reports (0, 1), the truth",
    "player 0 reports (0, 2) instead",
  ]);
  const twice = { ...instance, environment: { outcomes: 2, maximum: 2, prior: [{ ...prior[0], probability: "1/2" }, { profile: [[0, 1], [0, 0]], probability: "1/2" }] } }; // biome-ignore format: one line
  expect(pictureOf({ instance: twice, choices })).toBeUndefined();
});
