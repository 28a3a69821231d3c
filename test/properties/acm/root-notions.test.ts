import { describe, expect, it } from "vitest";
import { definition1 } from "../../../properties/acm/def-1.js";
import { definition2 } from "../../../properties/acm/def-2.js";
import { definition5, definition6, introPrivacy } from "../../../properties/acm/full-privacy.js";
import type { MarketTree } from "../../../properties/acm/market-world.js";
import { remarkFair } from "../../../properties/acm/remark-fair.js";
import { remarkFairRootSolvable } from "../../../properties/acm/remark-fair-root-solvable.js";
import { remarkFullImplementation } from "../../../properties/acm/remark-full-implementation.js";
import { remarkIncentivePreserving } from "../../../properties/acm/remark-incentive-preserving.js";
import { remarkInternalPrices } from "../../../properties/acm/remark-internal-prices.js";
import { definition3, definition4, introOptimalWhp } from "../../../properties/acm/root-outcomes.js";
import {
  definition7,
  definition8,
  semiTruthfulPrices,
  truthfulPrices,
} from "../../../properties/acm/truthful-outcomes.js";
import type { Claim } from "../../../src/claim/claim.js";
import { type GameNode, terminal } from "../../../src/game/extensive-form.js";
import type { Outcome } from "../../../src/mechanisms/acm/context.js";
import { market } from "../../../src/mechanisms/acm/market.js";
import {
  divide,
  multiply,
  printRational,
  type Rational,
  rational,
  subtract,
  zero,
} from "../../../src/number/rational.js";
import { violates } from "../../../src/search/score.js";
import type { JsonObject } from "../../../src/verdict/json.js";

/** One good, ε = 1/20, δ = 1/80. */
const instance = (
  valuations: readonly (readonly number[])[],
  coalitions: readonly (readonly number[])[] = valuations.map((_, i) => [i + 1]),
  endowment: readonly number[] = [1],
): JsonObject =>
  ({
    mechanism: "acm/M",
    parameters: { discount: "1/20", delta: "1/80" },
    environment: {
      players: valuations.length,
      goods: endowment.length,
      bits: 2,
      endowment,
      valuations,
      coalitions,
    },
    question: "root",
    reports: [],
  }) as JsonObject;

const trade = instance([[0, 0], [0, 1]]); // biome-ignore format: one line
const alone = instance([[0, -1]]);

const checked = (claim: Claim, at: JsonObject, reading?: string, choices: JsonObject = {}) => {
  const { switches } = reading ? claim.readings.find(({ name }) => name === reading)! : claim.readings[0]!;
  return claim.check({ instance: at, choices }, switches);
};
const fails = (...at: Parameters<typeof checked>): boolean => violates(checked(...at));

/** M with other outcomes, or other consequences of votes. */
const changed =
  (outcome: (given: Outcome) => Outcome, isIndifferent = false): MarketTree =>
  (...at) => {
    const visit = (node: GameNode<Outcome>): GameNode<Outcome> => {
      if (node.kind === "terminal") return terminal(node.name, outcome(node.outcome));
      if (node.kind === "chance") {
        return { ...node, branches: node.branches.map((branch) => ({ ...branch, node: visit(branch.node) })) };
      }
      const yes = node.movers.map(() => "YES");
      return { ...node, after: (actions) => visit(node.after(isIndifferent ? yes : actions)) };
    };
    return visit(market(...at));
  };

/** Votes that change nothing. */
const indifferent = changed((outcome) => outcome, true);
/** Nothing ever happens. */
const quiet: MarketTree = (_, { players, endowment }) =>
  terminal("b", { allocation: endowment, prices: Array.from({ length: players }, () => zero) });
/** All goods are given to the last player, whatever is announced. */
const given: MarketTree = (_, { players, endowment }) =>
  terminal("d", { allocation: endowment.map(() => players), prices: Array.from({ length: players }, () => zero) });
/** All goods are destroyed. */
const destroyed: MarketTree = (_, { players, endowment }) =>
  terminal("d", { allocation: endowment.map(() => 0), prices: Array.from({ length: players }, () => zero) });
/** Player 1 gets none of the money. */
const pocketed = changed(({ allocation, prices }) => ({ allocation, prices: prices.with(0, zero) }));

const announce = (allocation: readonly number[], ...prices: readonly number[]): JsonObject => ({
  allocation,
  prices: prices.map(String),
});

describe("what the checks reject", () => {
  it("votes without consequence: no submechanism is CDS, M is not root-solvable", () => {
    expect(fails(definition1(indifferent), trade, "other")).toBe(true);
    expect(fails(definition1(), trade, "other")).toBe(false);
    for (const claim of [definition2, definition6]) {
      const reading = claim === definition2 ? "nonempty" : undefined;
      expect([fails(claim(indifferent), trade, reading), fails(claim(), trade, reading)]).toEqual([true, false]);
    }
    expect(fails(remarkFairRootSolvable(indifferent), trade, "drawn")).toBe(true);
    expect(fails(remarkFairRootSolvable(), trade, "drawn")).toBe(false);
  });

  it("a market in which nothing happens: not optimal, and every announcement a node of its own", () => {
    expect([fails(introOptimalWhp(quiet), trade), fails(introOptimalWhp(), trade)]).toEqual([true, false]);
    const same = {
      other: { valuations: [[0, 0], [0, 1]], coalitions: [[1], [2]] },
      announced: announce([2], -1, 1),
      otherAnnounced: announce([1], 0, 0),
      terminal: "all",
      otherTerminal: "all",
    }; // biome-ignore format: as it is
    expect(fails(definition5(quiet), trade, "distributions", same)).toBe(true);
    expect(fails(definition5(), trade, "distributions", same)).toBe(false);
    const heavy = { ...same, terminal: "b", otherTerminal: "b" };
    expect([fails(introPrivacy(quiet), trade, "heavy", heavy), fails(introPrivacy(), trade, "heavy", { ...heavy, otherAnnounced: heavy.announced, terminal: "d", otherTerminal: "d" })]).toEqual([true, false]); // biome-ignore format: one line
    expect(fails(definition6(quiet), trade)).toBe(true);
    const pair = { more: announce([2], -1, 1), less: announce([1], 0, 0) };
    expect(fails(remarkIncentivePreserving(quiet), trade, "increasing+priced", pair)).toBe(true);
    expect(fails(remarkIncentivePreserving(), trade, "increasing+priced", pair)).toBe(false);
  });

  it("goods that are destroyed: utilities differ by the whole value of the endowment", () => {
    const at = instance([[0, -1], [0, 1]]); // biome-ignore format: one line
    expect([fails(remarkFair(destroyed), at), fails(remarkFair(), at)]).toEqual([true, false]);
  });

  it("money that player 1 does not get: prices within his block matter", () => {
    const at = instance([[0, 0], [0, 1]], [[1, 2]]); // biome-ignore format: one line
    const shifted = { announced: announce([2], 0, 0), shifted: announce([2], -1, 1) };
    expect(fails(remarkInternalPrices(pocketed), at, "legal+trading", shifted)).toBe(true);
    expect(fails(remarkInternalPrices(), at, "legal+trading", shifted)).toBe(false);
  });

  it("prices of (−B, B), and blocks of the others in the definition", () => {
    const exchange = instance([[0, 1, -1, 0], [0, -1, 1, 0]], [[1], [2]], [2, 1]); // biome-ignore format: one line
    expect(fails(definition7({ ...truthfulPrices, limit: 1n }), exchange)).toBe(true);
    expect(fails(definition7(), exchange)).toBe(false);
    const three = instance([[0, 0], [0, 1], [0, 0]], [[1], [2, 3]]); // biome-ignore format: one line
    const paysAlone = (partition: readonly (readonly number[])[], player: number) =>
      partition.some((block) => block.length === 1 && block.includes(player));
    expect(fails(definition8({ ...semiTruthfulPrices, paysGain: paysAlone }), three)).toBe(true);
    expect(fails(definition8(), three)).toBe(false);
  });
});

describe("what the fallen checks pass", () => {
  it("a good that simply is given, and one player alone", () => {
    expect([fails(definition3(given), trade), fails(definition4(given), trade)]).toEqual([false, false]);
    expect(fails(introPrivacy(), alone)).toBe(false);
    expect(fails(remarkFullImplementation(), alone, "M")).toBe(false);
    expect(fails(remarkFairRootSolvable(), alone)).toBe(false);
  });
});

/** ε and δ of all instances here, and 1 − δ. */
const [epsilon, delta] = [rational(1n, 20n), rational(1n, 80n)];
const whole = (n: number): Rational => rational(BigInt(n));
const side = (claim: Claim, at: JsonObject, reading?: string, choices: JsonObject = {}) => {
  const { left, right } = checked(claim, at, reading, choices);
  return [left, right].map((one) => printRational(one as Rational));
};

describe("numbers by hand, from the table of terminals", () => {
  it("two players, the good goes to the second: it is lost with δ/2, and else (terminals d and j_2) is hers at the same prices", () => {
    const lost = divide(delta, whole(2));
    expect(side(definition3(), trade)).toEqual([printRational(subtract(whole(1), lost)), "1"]);
    expect(side(definition4(), trade)).toEqual([printRational(subtract(whole(1), lost)), "1"]);
    expect(side(introOptimalWhp(), trade)).toEqual(["159/160", "79/80"]);
  });

  it("(E, 0) and (E, (−1, 1)) in one block: the good that player 1 values at 1 is lost with δ/2", () => {
    const at = instance([[0, 1], [0, 0]], [[1, 2]]); // biome-ignore format: one line
    const shifted = { announced: announce([1], 0, 0), shifted: announce([1], -1, 1) };
    expect(side(remarkInternalPrices(), at, "legal+always", shifted)).toEqual(["0", "-1/160"]);
  });

  it("a price that player 2 refuses: fines of 2n(n − Y)B and n²B/δ", () => {
    const at = instance([[0, -1], [0, 0]]); // biome-ignore format: one line
    const pair = { more: announce([0], -1, 1), less: announce([1], 0, 0) };
    // Heads: e with 1 − ε at −(16 + ε), g with ε at −ε. Tails: i at 1 − ε, k at 1 − 640 − ε, each with δ/2.
    const heads = -((1 - 1 / 20) * (16 + 1 / 20)) - (1 / 20) * (1 / 20);
    const tails = 1 - 1 / 20 + 1 - 640 - 1 / 20;
    const total = (79 / 80) * heads + tails / 160;
    const [left] = side(remarkIncentivePreserving(), at, "increasing+all", pair);
    expect(left).toBe("-7619/400");
    expect(total).toBeCloseTo(-7619 / 400, 12);
  });

  it("M-fair with two players: they differ by δ/2 times the difference of their endowments", () => {
    const at = instance([[0, -1], [0, 1]]); // biome-ignore format: one line
    const expected = printRational(multiply(delta, rational(1n, 2n)));
    expect(side(remarkFair(), at)).toEqual([expected, expected]);
    expect(side(remarkFair(), at, "almost+players")).toEqual([expected, printRational(multiply(whole(2), epsilon))]);
  });

  it("full implementation: player 1 would pay 2B of f(θ), and gain nothing", () => {
    const at = instance([[0], [0]], [[1], [2]], []); // biome-ignore format: one line
    expect(side(remarkFullImplementation(), at)).toEqual(["-4", "0"]);
  });

  it("R1 of Definition 1: s_C against itself", () => {
    expect(side(definition1(), trade, "all")).toEqual(["0", "0"]);
  });

  it("the terminal tells more than the outcome: a good that is destroyed, and one that was to go to player 2", () => {
    const at = instance([[0, -1], [0, -1]]); // biome-ignore format: one line
    const choices = {
      other: { valuations: [[0, -1], [0, 1]], coalitions: [[1], [2]] },
      announced: announce([0], 0, 0),
      otherAnnounced: announce([2], -1, 1),
      terminal: "i",
      otherTerminal: "i",
    }; // biome-ignore format: as it is
    expect(side(introPrivacy(), at, "realized", choices)).toEqual(["1", "0"]);
  });
});
