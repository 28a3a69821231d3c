import { expect, it } from "vitest";
import type { Types } from "../../src/game/reaction-environment.js";
import type { LotteryAt } from "../../src/notions/deviation-gain.js";
import { leastBeta, shortfallOf } from "../../src/notions/implementation.js";
import { hasSolution, reportGame, solutions } from "../../src/notions/solution-concepts.js";
import { integersWithoutLog } from "../../src/number/log-ring.js";
import { rational } from "../../src/number/rational.js";

/** One player, alternatives 0 and 1, no reaction to choose; type t likes t, the planner likes 1 at every type. */
const environment = {
  types: [2],
  alternatives: 2,
  reactions: [1],
  utility: ([t]: Types, _: number, s: number) => (s === t ? 1n : 0n),
  utilityGrid: 1n,
  selection: () => 0,
  score: (_: Types, s: number) => BigInt(s),
  scoreUnit: rational(1n),
  influences: () => [0],
};
const R = integersWithoutLog;
/** Alternative a with probability 3/4, the other with 1/4. */
const noisy: LotteryAt<bigint> = ([a]) => ({
  free: [0, 1].map((alternative) => ({ alternative, weight: alternative === a ? 3n : 1n })),
  imposed: [],
  total: 4n,
});
const value = (found: { readonly shortfall: { numerator: bigint; denominator: bigint } } | undefined) =>
  found && `${found.shortfall.numerator}/${found.shortfall.denominator}`;

it("the truth is strictly dominant in a noisy choice of one's own type, and misses the planner's best by 3/4 at type 0", () => {
  const game = reportGame(R, environment, noisy);
  expect([...solutions(game, "strictly-dominant")]).toEqual([[[0, 1]]]);
  expect([...solutions(game, "ex-post-nash")]).toEqual([[[0, 1]]]);
  const worst = leastBeta(R, environment, noisy, solutions(game, "dominant"), "every");
  expect([value(worst), worst?.types]).toEqual(["3/4", [0]]);
});

it("a mechanism that ignores the player has no strictly dominant strategy; every and some differ over all four", () => {
  const deaf: LotteryAt<bigint> = () => ({ free: [{ alternative: 0, weight: 1n }], imposed: [], total: 1n });
  const game = reportGame(R, environment, deaf);
  expect(hasSolution(game, "strictly-dominant")).toBe(false);
  expect(leastBeta(R, environment, deaf, solutions(game, "strictly-dominant"), "every")).toBeUndefined();
  expect([...solutions(game, "dominant")]).toHaveLength(4);
  expect(value(leastBeta(R, environment, deaf, solutions(game, "dominant"), "some"))).toBe("1/1");
  const tuples = [[[0, 0]], [[1, 1]]];
  expect(value(leastBeta(R, environment, noisy, tuples, "every"))).toBe("3/4");
  expect(value(leastBeta(R, environment, noisy, tuples, "some"))).toBe("1/4");
  expect(value(shortfallOf(R, environment, noisy, [[1, 1]]))).toBe("1/4");
});
