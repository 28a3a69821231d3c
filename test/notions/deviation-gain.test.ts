import { describe, expect, it } from "vitest";
import type { Lottery } from "../../src/game/lottery.js";
import { profilesOf, type ReactionEnvironment, type Types } from "../../src/game/reaction-environment.js";
import {
  bestDeviation,
  type Deviation,
  deviationsAnywhere,
  deviationsAt,
  deviationsDominant,
  expectedUtility,
  gainOf,
  remembered,
} from "../../src/notions/deviation-gain.js";
import { plainIntegers as Z } from "../../src/number/integer.js";
import { fromQuotient, printRational } from "../../src/number/rational.js";
import { interdependent, matching } from "./nst-environments.js";

/** Alternative 0 with weight 2 left free, with weight 1 imposed. */
const lottery: Lottery<bigint> = {
  free: [{ alternative: 0, weight: 2n }],
  imposed: [{ alternative: 0, weight: 1n }],
  total: 3n,
};
const shown = (deviation: Deviation) => {
  const { player, types, lie, announced } = deviation;
  return `${player}: ${types.join("")} says ${lie} beside ${announced.join("")}`;
};
const text = (q: { readonly numerator: bigint; readonly denominator: bigint }) => printRational(fromQuotient(q));

describe("expected utility", () => {
  it("is that of the best reaction where she is free, of the announced type's where she is held", () => {
    const at = (announced: Types) => text(expectedUtility(Z, matching, lottery, { player: 0, types: [1], announced }));
    expect(at([1])).toBe("3/4");
    expect(at([0])).toBe("1/2");
    expect(text(gainOf(Z, matching, () => lottery, { player: 0, types: [1], lie: 0, announced: [1] }))).toBe("-1/4");
  });
});

describe("deviations", () => {
  it("at a profile, at all, and beside all announcements of the others", () => {
    expect([...deviationsAt(interdependent, [0, 1])].map(shown)).toEqual([
      "0: 01 says 1 beside 01",
      "1: 01 says 0 beside 01",
    ]);
    expect([...deviationsAnywhere(interdependent)].length).toBe(8);
    expect([...deviationsDominant(interdependent)].map(shown).slice(0, 5)).toEqual([
      "0: 00 says 1 beside 00",
      "0: 00 says 1 beside 01",
      "0: 01 says 1 beside 00",
      "0: 01 says 1 beside 01",
      "0: 10 says 0 beside 10",
    ]);
    // Player 1 is not influenced by player 0, whose true type stays 0.
    expect([...deviationsDominant(interdependent)].map(shown).slice(8)).toEqual([
      "1: 00 says 1 beside 00",
      "1: 00 says 1 beside 10",
      "1: 01 says 0 beside 01",
      "1: 01 says 0 beside 11",
    ]);
  });
});

describe("the best deviation", () => {
  it("is the first of the largest gain, whatever the order of its deviations", () => {
    const all = [...deviationsDominant(interdependent)];
    const gains = all.map((deviation) => fromQuotient(gainOf(Z, interdependent, () => lottery, deviation)));
    const best = bestDeviation(Z, interdependent, () => lottery, all)!;
    const largest = gains.map((gain) => Number(gain.numerator)).indexOf(0);
    expect(shown(best)).toBe(shown(all[largest]!));
    expect(text(best.gain)).toBe("0");
    const own = all.filter(({ player }) => player === 1).reverse();
    expect(shown(bestDeviation(Z, interdependent, () => lottery, own)!)).toBe(shown(own[0]!));
    expect(text(bestDeviation(Z, interdependent, () => lottery, own)!.gain)).toBe("-1/3");
    expect(bestDeviation(Z, interdependent, () => lottery, [])).toBe(undefined);
  });

  it("tells the announcements apart where profiles are more than 2^53", () => {
    // 60 players with two types; the last one alone decides: alternative 1, which she likes, where she says 1.
    const n = 60;
    const environment: ReactionEnvironment = {
      types: Array(n).fill(2),
      alternatives: 2,
      reactions: Array(n).fill(1),
      utility: (_, player, s) => (player === n - 1 ? BigInt(s) : 0n),
      utilityGrid: 1n,
      selection: () => 0,
      score: () => 0n,
      scoreUnit: { numerator: 1n, denominator: 1n },
      influences: (player) => [player],
    };
    const decided = (announced: Types): Lottery<bigint> => ({
      free: [{ alternative: announced[n - 1]!, weight: 1n }],
      imposed: [],
      total: 1n,
    });
    const truth = Array.from({ length: n }, (_, player) => (player === n - 1 ? 0 : 1));
    const best = bestDeviation(Z, environment, decided, deviationsAt(environment, truth))!;
    expect([best.player, best.lie, text(best.gain)]).toEqual([n - 1, 1, "1"]);
  });

  it("computes a lottery once a profile", () => {
    let asked = 0;
    const at = remembered({ types: [2, 3] }, (announced) => {
      asked++;
      return { free: [{ alternative: announced[1]!, weight: 1n }], imposed: [], total: 1n };
    });
    for (let round = 0; round < 2; round++) {
      for (const profile of profilesOf([2, 3])) expect(at(profile).free[0]!.alternative).toBe(profile[1]);
    }
    expect(asked).toBe(6);
  });
});
