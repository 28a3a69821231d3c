import type { Population } from "../../src/game/bayesian-environment.js";
import { posteriorPrice } from "../../src/mechanisms/basu/posterior-price.js";
import { cellsByCounts, gain, seatOf } from "../../src/notions/interim-incentives.js";
import { greatestWelfare, revenue } from "../../src/notions/revenue.js";
import { compareSum, enclosedSum, exactSum, type QuotientSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { contest, printTable, type Row } from "./side-by-side.js";

/** The gain from a lie for many players: two states and signals, decided exactly and by an enclosure. */

const half = Q.rational(1n, 2n);
const fraction = (above: number, below: number): Q.Rational => Q.rational(BigInt(above), BigInt(below));

/** Players who all want the state guessed, with signals that have no power in common. */
const population = (players: number): Population => ({
  states: 2,
  signals: 2,
  alternatives: 2,
  prior: [half, half],
  likelihood: [
    [fraction(5, 7), fraction(2, 7)],
    [fraction(3, 11), fraction(8, 11)],
  ],
  utilities: [
    [
      [Q.one, Q.zero],
      [Q.zero, Q.one],
    ],
  ],
  sizes: [players],
});

function gainOf(players: number): QuotientSum {
  const everybody = population(players);
  const cells = cellsByCounts(everybody, players, posteriorPrice(everybody, "first"));
  return gain(everybody, cells, players - 1, seatOf(0), 0, 1);
}

/** What does not look at enclosures first. */
const isAtMostExactly = (sum: QuotientSum, slack: Q.Rational): boolean => Q.compare(exactSum(sum), slack) <= 0;

/** The same sum from left to right, in lowest terms after each step. */
const leftToRight = ({ terms, divisor }: QuotientSum): Q.Rational =>
  Q.divide(
    terms.reduce((sum, term) => Q.add(sum, Q.fromQuotient(term)), Q.zero),
    Q.rational(divisor),
  );

const slack = fraction(1, 1000);

const exactly = (players: number, withPeer: boolean): Row =>
  contest(
    {
      name: `${players} players, exactly`,
      ours: () => isAtMostExactly(gainOf(players), slack),
      ...(withPeer && { peer: () => Q.compare(leftToRight(gainOf(players)), slack) <= 0 }),
    },
    3,
  );

printTable(
  "gain <= 1/1000, two states and signals, summed exactly; the peer from left to right with gcds",
  [exactly(100, true), exactly(200, false), exactly(400, false), exactly(800, false)],
  ["", "", "< 300 ms"],
);

const enclosed = (players: number): Row =>
  contest({ name: `${players} players, by enclosures`, ours: () => compareSum(gainOf(players), slack) }, 3);

printTable("the same by enclosures first", [100, 200, 400, 800].map(enclosed), ["", "", "< 300 ms"]);

printTable(
  "an enclosure of 256 bits",
  [contest({ name: "2000 players", ours: () => enclosedSum(gainOf(2000), 256) }, 3)],
  ["< 500 ms"],
);

const revenueRow = (players: number): Row => {
  const everybody = population(players);
  return contest(
    {
      name: `${players} players, revenue`,
      ours: () => exactSum(revenue(everybody, posteriorPrice(everybody, "first"))),
    },
    3,
  );
};

printTable("revenue", [250, 500, 1000].map(revenueRow), ["", "", "< 100 ms"]);

const everybody = population(300);
if (
  Q.compare(exactSum(greatestWelfare(everybody)), exactSum(revenue(everybody, posteriorPrice(everybody, "first")))) !==
  0
) {
  throw new Error("expected the revenue of the social optimum to be the greatest welfare");
}
