import { describe, expect, it } from "vitest";
import { vcgPrivacy } from "../../../properties/acm/vcg-privacy.js";
import { vcgBudget, vcgColluders, vcgFair } from "../../../properties/acm/vcg-sizes.js";
import { vcgParticipation, vcgTruthful } from "../../../properties/acm/vcg-truth.js";
import { vcgWorld } from "../../../properties/acm/vcg-world.js";
import type { Claim, Example } from "../../../src/claim/claim.js";
import { integersWithoutLog } from "../../../src/number/log-ring.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { fallsAt } from "../nst/verdict-words.js";

type Pivot = "clarke" | "exchange";

/** A true play with one good of (−2, 2): its owner, and what it is worth to the players. */
const oneGood = (pivot: Pivot, owner: number, ...values: readonly number[]): JsonObject => ({
  mechanism: `acm/vcg-${pivot}`,
  environment: {
    players: values.length,
    goods: 1,
    bits: 2,
    endowment: [owner],
    valuations: values.map((value) => [0, value]),
  },
  reports: values.map((value, i) => ({ player: i + 1, valuation: [0, value] })),
});

/** VCG for one good a second time: the first of the highest, if positive, gets it. */
const auction = (pivot: Pivot, owner: number, values: readonly number[]) => {
  const most = Math.max(0, ...values);
  const winner = most === 0 ? 0 : values.indexOf(most) + 1;
  const prices = values.map((_, i) => {
    const others = values.filter((_, j) => j !== i);
    const free = pivot === "clarke" || owner !== i + 1;
    const have = winner === 0 || winner === i + 1 ? 0 : most;
    return (free ? Math.max(0, ...others) : 0) - have;
  });
  return { winner, prices };
};
const utilities = (pivot: Pivot, owner: number, reports: readonly number[], values = reports): number[] => {
  const { winner, prices } = auction(pivot, owner, reports);
  return values.map((value, i) => (winner === i + 1 ? value : 0) - (owner === i + 1 ? value : 0) - prices[i]!);
};
const total = (pivot: Pivot, owner: number, values: readonly number[]): number =>
  auction(pivot, owner, values).prices.reduce((sum, price) => sum + price, 0);

const falls = (claim: Claim<Example>, reading: string, at: JsonObject): boolean => {
  const { switches } = claim.readings.find(({ name }) => name === reading)!;
  const byCheck = fallsAt(claim, reading, {}, at);
  const decided = claim.decide(integersWithoutLog, { instance: at, choices: {} }, switches);
  if (decided.conclusion !== "undecided") expect(decided.conclusion === "fails").toBe(byCheck);
  return byCheck;
};

const pivots: readonly Pivot[] = ["clarke", "exchange"];

/** What is paid is one's report. */
const payYourBid = (instance: JsonObject): ReturnType<typeof vcgWorld> => {
  const world = vcgWorld(instance);
  const pay = (reports: readonly (readonly number[])[], player: number, type: readonly number[]) => {
    const { owners } = world.plainOutcome(reports);
    const [own, said] = [type, reports[player - 1]!].map((list) => (owners[0] === player ? list[1]! : 0));
    return own! - said!;
  };
  return { ...world, utility: pay, plainUtility: pay };
};
// With 2 of (−4, 4): reporting 1 pays 1.
const alone = { mechanism: "acm/vcg-clarke", environment: { players: 1, goods: 1, bits: 3, endowment: [1], valuations: [[0, 2]] }, reports: [{ player: 1, valuation: [0, 2] }] }; // biome-ignore format: one line

describe("VCG", () => {
  it("is not balanced where it sells or buys, and is where nothing is worth anything", () => {
    expect([total("clarke", 1, [1, 1]), total("exchange", 1, [0, 1])]).toEqual([1, -1]);
    expect(falls(vcgBudget(), "clarke+large-sizes", oneGood("clarke", 1, 1, 1))).toBe(false);
    expect(falls(vcgBudget(), "exchange+large-sizes", oneGood("exchange", 1, 0, 1))).toBe(false);
    for (const pivot of pivots) expect(falls(vcgBudget(), `${pivot}+large-sizes`, oneGood(pivot, 1, 0, 0))).toBe(true);
  });

  it("is truthful, weakly; with prices of one's own report it is not", () => {
    const values = [-1, 0, 1];
    for (const pivot of pivots) {
      for (const [x, y, lie] of values.flatMap((x) =>
        values.flatMap((y) => values.map((lie) => [x, y, lie] as const)),
      )) {
        const [truth] = utilities(pivot, 1, [x, y]);
        expect(utilities(pivot, 1, [lie, y], [x, y])[0]!).toBeLessThanOrEqual(truth!);
      }
      expect(falls(vcgTruthful(), `${pivot}+as-good`, oneGood(pivot, 1, 1, 1))).toBe(false);
      expect(falls(vcgTruthful(), `${pivot}+only-best`, oneGood(pivot, 1, -1, 1))).toBe(true);
    }
    expect(falls(vcgTruthful([], payYourBid), "clarke+as-good", alone)).toBe(true);
    expect(falls(vcgTruthful(), "clarke+as-good", alone)).toBe(false);
  });

  it("gives two players more together, but nothing where there is nothing to sell", () => {
    const sum = (list: readonly number[]) => list[0]! + list[1]!;
    expect(sum(utilities("clarke", 1, [1, 0], [1, 1])) - sum(utilities("clarke", 1, [1, 1]))).toBe(1);
    expect(sum(utilities("exchange", 1, [0, 1], [0, 0])) - sum(utilities("exchange", 1, [0, 0]))).toBe(1);
    expect(falls(vcgColluders(), "clarke+large-sizes", oneGood("clarke", 1, 1, 1))).toBe(false);
    expect(falls(vcgColluders(), "exchange+large-sizes", oneGood("exchange", 1, 0, 0))).toBe(false);
    expect(falls(vcgColluders(), "clarke+large-sizes", oneGood("clarke", 1, 0, -1))).toBe(true);
  });

  it("is individually rational with one pivot only", () => {
    expect(utilities("clarke", 1, [1, 1])).toEqual([-1, 0]);
    expect(utilities("exchange", 1, [1, 1])).toEqual([0, 0]);
    expect(falls(vcgParticipation(), "clarke", oneGood("clarke", 1, 1, 1))).toBe(true);
    expect(falls(vcgParticipation(), "exchange", oneGood("exchange", 1, 1, 1))).toBe(false);
  });

  it("has a node of two contexts, for -1 and 0 are dominant for each other, and an outcome of one", () => {
    for (const other of [-1, 0, 1]) {
      for (const type of [-1, 0]) {
        const [x, y] = [-1, 0].map((report) => utilities("clarke", 2, [report, other], [type, other])[0]);
        expect(x).toBe(y);
      }
    }
    const reading = "one-context+all-dominant+clarke+allocation";
    // Alone one gets the good for nothing: 1 is as good a report as 0 if it is worth 0.
    expect([-1, 0, 1].map((value) => falls(vcgPrivacy(), reading, oneGood("clarke", 1, value)))).toEqual([true, true, true]); // biome-ignore format: one line
    const worthless = { mechanism: "acm/vcg-clarke", environment: { players: 1, goods: 1, bits: 1, endowment: [1], valuations: [[0, 0]] }, reports: [{ player: 1, valuation: [0, 0] }] }; // biome-ignore format: one line
    expect(falls(vcgPrivacy(), reading, worthless)).toBe(false);
    expect(falls(vcgPrivacy(), "one-context+truth+clarke+allocation", oneGood("clarke", 1, -1))).toBe(false);
    const truth = "one-context+truth+clarke+allocation";
    expect([falls(vcgPrivacy([], payYourBid), truth, alone), falls(vcgPrivacy(), truth, alone)]).toEqual([true, false]);
    // The only one who can have the good has it: her value is 1.
    const more = "more-contexts+truth+clarke+allocation";
    expect([0, 1].map((value) => falls(vcgPrivacy(), more, oneGood("clarke", 1, value)))).toEqual([false, true]);
  });

  it("is not said to be fair or not without a definition; utilities differ", () => {
    expect(pivots.map((pivot) => utilities(pivot, 2, [0, -1]))).toEqual([[0, 1], [0, 1]]); // biome-ignore format: one line
    const claim = vcgFair();
    const { name, switches } = claim.readings.find(({ literal }) => literal)!;
    expect(name).toBe("undefined");
    expect(claim.decide(integersWithoutLog, { instance: oneGood("clarke", 2, 0, -1), choices: {} }, switches).conclusion).toBe("undecided"); // biome-ignore format: one line
    for (const pivot of pivots) {
      expect(falls(claim, `${pivot}+large-sizes`, oneGood(pivot, 2, 0, -1))).toBe(false);
      expect(falls(claim, `${pivot}+large-sizes`, oneGood(pivot, 2, 0, 0))).toBe(true);
    }
  });
});
