import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { decisionKey, decisionsOf } from "../../src/game/extensive-form.js";
import { once } from "../../src/instance/once.js";

import { coalitionsOf, expectedUtilities, solved, strictlyDominant } from "../../src/notions/collusive-dominance.js";
import { add, compare, printRational, type Rational, zero } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type ContextJson, drawnContexts, everyContext } from "./contexts.js";
import { wideDiscount } from "./naive-cases.js";
import { contextCorners, naiveClaim } from "./naive-claim.js";
import { gameOf, isModest, type NaiveWorld, surplusOf } from "./naive-world.js";
import {
  acceptedUtility,
  allSaid,
  type PlainGame,
  plainGame,
  plainUtility,
  type Said,
  say,
  surplus,
} from "./plain-naive.js";

const independentOthers = "a coalition without player n-1";

/** Coalitions with n and without n − 1. */
const withLast = (n: number): readonly (readonly number[])[] =>
  coalitionsOf(n).filter((block) => block.includes(n) && !block.includes(n - 1));

/** Whether n − 1 and n both lose. */
const bothLose = (game: PlainGame, said: Said): boolean =>
  [game.n - 1, game.n].every((player) => surplus(game, said, player) < 0);

/** Those who lose nothing by it together, though n does. */
const gaining = (game: PlainGame, said: Said): readonly (readonly number[])[] =>
  withLast(game.n).filter((block) => compare(acceptedUtility(game, said, block), zero) > 0);

const instancesOf = (contexts: readonly ContextJson[], most: number): readonly JsonObject[] =>
  contexts.flatMap((environment, place) => {
    const parameters = { discount: wideDiscount(environment.players, place) };
    const instance = { mechanism: "acm/naive-2-sequential", parameters, environment };
    const game = plainGame("acm/naive-2-sequential", instance);
    return allSaid(game, { isWide: false, isFree: false })
      .filter((said) => bothLose(game, said))
      .filter((said) => gaining(game, said).length > 0)
      .slice(0, most)
      .map(({ owners, prices }) => ({
        ...instance,
        question: "cds",
        reports: [{ player: 1, announce: { allocation: [...owners], prices: prices.map(String) } }],
      }));
  });

const instances: Readonly<Record<Budget, () => readonly JsonObject[]>> = {
  gate: once(() => [
    ...instancesOf(drawnContexts([3, 1, 2], 2, 6), 2),
    ...instancesOf(everyContext([3, 0, 3]), 2),
    ...instancesOf(drawnContexts([4, 1, 2], 2, 3), 1),
  ]),
  standard: once(() => [
    ...instancesOf(everyContext([3, 0, 3]), 12),
    ...instancesOf(everyContext([3, 1, 2]), 12),
    ...instancesOf(drawnContexts([4, 1, 2], 2, 12), 2),
  ]),
  deep: once(() => [
    ...instancesOf(everyContext([3, 0, 3]), 99),
    ...instancesOf(everyContext([3, 1, 2]), 999),
    ...instancesOf(drawnContexts([3, 1, 3], 2, 20), 50),
    ...instancesOf(drawnContexts([4, 1, 2], 2, 40), 6),
  ]),
};

/** A profile in which everybody votes YES but one player, who votes NO everywhere. */
const profileWith = (world: NaiveWorld, tree: ReturnType<NaiveWorld["tree"]>, refusing?: number) =>
  new Map(
    decisionsOf(tree).map(({ node, player }) => [
      decisionKey(node, player),
      player === refusing && player <= world.context.players ? "NO" : "YES",
    ]),
  );

/** Section 5.1, "A False Fix": votes one after the other; for near misses, without the loss of n − 1, or of another mechanism. */
export const naive2Sequential = (isHarmed = true, mechanism = "acm/naive-2-sequential"): Claim<Example> => {
  const utilities = (world: NaiveWorld, refusing?: number): readonly Rational[] => {
    const game = gameOf(world, world.announced!);
    return expectedUtilities(game, world.context.players, profileWith(world, game.root, refusing));
  };
  return naiveClaim([mechanism], {
    id: "acm/naive-2-sequential-collusion",
    place: "Section 5.1, A False Fix",
    statement:
      "Let what is announced give players n-1 and n negative utility, and n belong to a coalition C of positive utility. Player n-1 may vote YES, expecting a NO of n, and then C makes n vote YES.",
    hypotheses: ["0 < e", "(n - 1)e < 1", "n >= 3", independentOthers],
    readings: readingsOf({ what: ["belief", "surprise", "nobody-dominates"] }),
    switchMeanings: {
      belief: "YES is a best response of n-1 after YES of all before, where n votes NO",
      surprise: "where all before vote YES, YES is the only best vote of n for every such C, and n-1 gets less than 0",
      "nobody-dominates": "n-1 has no strictly dominant strategy after the announcement",
    },
    instances: (budget) => instances[budget](),
    describe: (budget) =>
      ({
        gate: "the first 1 or 2 such announcements at contexts (n, m, k) drawn with seed 2: 6 of (3, 1, 2) and 3 of (4, 1, 2), and at (3, 0, 3)",
        standard:
          "the first 12 such announcements at all contexts (3, 0, 3) and (3, 1, 2), and 2 at 12 contexts (4, 1, 2) drawn with seed 2",
        deep: "such announcements at all contexts (3, 0, 3) and (3, 1, 2), the first 50 at 20 contexts (3, 1, 3) and 6 at 40 contexts (4, 1, 2) drawn with seed 2",
      })[budget],
    argument: () =>
      "All contexts with n >= 3: after a NO, and before one, one's own vote changes nothing; if all others vote YES, the vote of n decides between u_C > 0 and 0.",
    corners: {
      "three players": contextCorners["three players"]!,
      "four players": ({ context }) => context.players === 4,
      "player 1 colludes with n": ({ plain, context, announced }) =>
        gaining(plain, saidBy(announced!)).some((block) => block.includes(1)) && context.players > 2,
      "only others collude with n": ({ plain, announced }) =>
        gaining(plain, saidBy(announced!)).some((block) => !block.includes(1)),
    },
    decide(world, { what }) {
      const { context, announced } = world;
      const n = context.players;
      if (!isModest(world) || n < 3) return undefined;
      if ((isHarmed ? [n - 1, n] : [n]).some((player) => surplusOf(context, announced!, [player]) >= 0n))
        return undefined;
      const [all, refused] = [utilities(world), utilities(world, n)];
      const total = (worths: readonly Rational[], block: readonly number[]) =>
        block.map((player) => worths[player - 1]!).reduce(add);
      const blocks = withLast(n).filter((block) => compare(total(all, block), zero) > 0);
      if (blocks.length === 0) return undefined;
      if (what === "belief") {
        const both = new Map(profileWith(world, world.tree(announced!), n));
        const game = gameOf(world, announced!);
        for (const { node, player } of decisionsOf(game.root)) if (player === n - 1) both.set(decisionKey(node, player), "NO"); // biome-ignore format: one line
        return compare(refused[n - 2]!, expectedUtilities(game, n, both)[n - 2]!) >= 0;
      }
      if (what === "surprise") {
        return (
          all[n - 2]!.numerator < 0n && blocks.every((block) => compare(total(all, block), total(refused, block)) > 0)
        );
      }
      return strictlyDominant(solved(gameOf(world, announced!), n), [n - 1]) === undefined;
    },
    sides(game, { what }, world) {
      const said = saidBy(world.announced!);
      if (!isModest(world) || game.n < 3 || (isHarmed && !bothLose(game, said))) return undefined;
      const blocks = gaining(game, said);
      if (blocks.length === 0) return undefined;
      const own = acceptedUtility(game, said, [game.n - 1]);
      const block = blocks[0]!;
      const told = `${say(said)}: n-1 would get ${printRational(own)}, n ${printRational(acceptedUtility(game, said, [game.n]))}, {${block.join(", ")}} together ${printRational(acceptedUtility(game, said, block))}`;
      if (what === "surprise") {
        return {
          left: own,
          right: 0,
          larger: "right",
          holds: own.numerator < 0n,
          inequality: "u_{n-1} < 0, where all vote YES as C does if it is rational",
          explanation: told,
        };
      }
      // All before vote YES and n votes NO: what n − 1 gets by YES and by NO, from the chances that so many YES give.
      const [yes, no] = [game.n - 2, game.n - 3].map((count) => plainUtility(game, said, [game.n - 1], count));
      const isBelief = what === "belief";
      return {
        left: no!,
        right: yes!,
        larger: "right",
        holds: isBelief ? compare(no!, yes!) <= 0 : compare(no!, yes!) === 0,
        inequality: isBelief
          ? "u_{n-1} by NO <= u_{n-1} by YES, where n votes NO"
          : "u_{n-1} by NO = u_{n-1} by YES, where n votes NO",
        explanation: told,
      };
    },
    evidence: () => ({
      "no CDS at all":
        "with n >= 3 nobody who votes has a strictly dominant strategy after any announcement: where another one votes NO everywhere, her votes change nothing",
    }),
  });
};

const saidBy = ({ allocation, prices }: NonNullable<NaiveWorld["announced"]>): Said => ({
  owners: allocation,
  prices: prices.map(({ numerator }) => Number(numerator)),
});
