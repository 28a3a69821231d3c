import { about, type Drawing, type Figures, type Point, type Series } from "../../src/claim/figure.js";
import { type Colluding, readContext } from "../../src/instance/acm-context.js";
import type { Stakes } from "../../src/mechanisms/acm/market.js";
import { unitOf } from "../../src/mechanisms/acm/market-plays.js";
import { numericStakes, visitClasses } from "../../src/mechanisms/acm/market-root.js";
import * as Q from "../../src/number/rational.js";
import { whole, wholes } from "../figure-series.js";
import { firstBlock } from "./claimed-set.js";
import type { Size } from "./contexts.js";
import { largestDelta } from "./loose-stakes.js";

/** Player 1 has the good, which player 2 alone values, at 1. */
const sale: Colluding = readContext({
  players: 3,
  goods: 1,
  bits: 2,
  endowment: [1],
  valuations: [
    [0, 0],
    [0, 1],
    [0, 0],
  ],
});
const stakes: Stakes = { discount: Q.rational(1n, 20n), delta: Q.rational(1n, 80n) };
const prices = wholes(-3, 3);

/**
 * How far player 1's block stays below 1, the largest increase of welfare, if player 2 is to get the good at each of the
 * prices and player 3 pays 0. Prices within the block matter to nobody: there one class stands for all.
 */
export function shortfalls(partition: readonly (readonly number[])[]): readonly Q.Rational[] {
  const found = new Map<number, Q.Rational>();
  const unit = Q.rational(1n, unitOf(sale));
  visitClasses(numericStakes(stakes), sale, partition, {
    zero: Q.zero,
    add: Q.add,
    convert: (utility) => utility,
    visit(announced, utility) {
      const { allocation, prices: asked } = announced();
      if (allocation[0] === 2 && asked[2] === 0) found.set(asked[1]!, Q.subtract(Q.one, Q.multiply(utility, unit)));
      return true;
    },
  });
  const isInside = firstBlock({ partition }).includes(2);
  return prices.map((price) => found.get(isInside ? 0 : price)!);
}

const shortfallSeries = (name: string, mark: Series["mark"], partition: readonly (readonly number[])[]): Series => {
  const found = shortfalls(partition);
  return { name, mark, points: prices.map((price, i) => [whole(price), found[i]!]) };
};

/** What player 1 and those with him get by what he announces. */
function announcementFigure(): Drawing {
  return {
    id: "acm/announcements",
    title: "Asking player 2 for exactly what she gains is best",
    caption:
      "Three players, one good, k = 2 bits (values in (−2, 2)). Player 1 has the good; it is worth 1 to player 2 and 0 to the others; ε = 1/20 and δ = 1/80. Player 1 announces that player 2 gets it at a price from −3 to 3 and player 3 pays nothing, " +
      "and every coalition plays its strictly dominant strategy. Drawn is by how much the expected utility of player 1's coalition stays below 1, the increase of welfare. Where player 2 is not with him it " +
      "is least at the price 1, her gain, and about 30 or 40 above that, where she refuses and he is fined. Whether the others collude makes no difference up to there. Where she is with him her price does not matter. No other announcement is better.",
    x: { label: "price asked of player 2", scale: "linear" },
    y: { label: "1 − utility of player 1's coalition", scale: "log" },
    series: [
      shortfallSeries("{1}, {2}, {3}", "line", [[1], [2], [3]]),
      shortfallSeries("{1}, {2, 3}", "dots", [[1], [2, 3]]),
      shortfallSeries("{1, 3}, {2}", "dots", [[1, 3], [2]]),
      shortfallSeries("{1, 2}, {3}", "dots", [[1, 2], [3]]),
      shortfallSeries("{1, 2, 3}", "dots", [[1, 2, 3]]),
    ],
  };
}

/** Contexts of two players, one good and three bits. */
const size: Size = [2, 1, 3];

/** Where nobody loses by the truthful announcement: ε from 0 to 1/(2(n − 1)). */
const boundary = (): readonly Point[] =>
  wholes(0, 50).map((k) => {
    const discount = Q.rational(BigInt(k), 100n);
    return [discount, largestDelta(size, discount)];
  });

/** For which ε and δ M does what it is meant to. */
function stakesFigure(): Drawing {
  const width = Q.rational(1n, 10n);
  return {
    id: "acm/stakes",
    title: "With which ε and δ the mechanism M works",
    caption:
      "All contexts of two players, one good and k = 3 bits (B = 4), with and without collusion. Above the line somebody loses by a truthful announcement in one of them: for ε up to about 0.22 a player 2 whose endowment is worth 2, from δ = 2nε/((n − 1)(e + ε)) = 4ε/(2 + ε) on; for larger ε player 1, who then leaves things as they are, and from ε = 1/2 on at every δ. " +
      "At 99/100 of the greatest δ nothing is wrong with M at any of the contexts, as looked at for ε = 1/100, 4/25, 1/4 and 49/100. " +
      "The paper has M run with ε < 1/(5n) = 1/10 and δ < ε/B, and there it does what it is meant to; neither bound is needed. Theorems 1′ and 1″ speak of every δ < 1/2: with that δ in M itself they fall above the line, as at ε = 1/20 and δ = 2/5.",
    x: { label: "ε", scale: "linear" },
    y: { label: "δ", scale: "linear" },
    series: [
      {
        name: "δ < 1/2 (Theorems 1′, 1″)",
        mark: "area",
        points: [
          [Q.zero, Q.rational(1n, 2n)],
          [width, Q.rational(1n, 2n)],
          [width, Q.zero],
        ],
      },
      { name: "above this line somebody loses", mark: "line", points: boundary() },
      {
        name: "ε < 1/(5n), δ < ε/B, as printed",
        mark: "area",
        points: [
          [Q.zero, Q.zero],
          [width, Q.divide(width, Q.rational(4n))],
          [width, Q.zero],
        ],
      },
      { name: "M fails at ε = 1/20, δ = 2/5", mark: "dots", points: [[Q.rational(1n, 20n), Q.rational(2n, 5n)]] },
    ],
  };
}

/** The figures of the paper. */
export const figures: Figures = [
  about(["acm/lemma-4", "acm/lemma-11", "acm/remark-internal-prices"], announcementFigure),
  about(["acm/looseness", "acm/thm-1prime", "acm/thm-1second"], stakesFigure),
];
