import { about, type Coordinate, type Drawing, type Figures, type Series } from "../../src/claim/figure.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { readPopulated } from "../../src/instance/basu-environment.js";
import { compositionsOf, posteriorGains } from "../../src/instance/basu-thresholds.js";
import { allTails, type TailTerm } from "../../src/mechanisms/basu/affinity-tail.js";
import type { Enclosure } from "../../src/number/enclosure.js";
import * as E from "../../src/number/enclosure.js";
import { enclosedSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { shortened, whole, wholes } from "../figure-series.js";
import { type EnvironmentNumbers, environmentJson, inside, symmetric } from "./environments.js";
import { gainsSettledFrom } from "./largest-gains.js";

/** Gains down to 10^−6 are drawn, to some 12 digits. */
const bits = 64;

const load = (numbers: EnvironmentNumbers): BayesianEnvironment =>
  readPopulated(environmentJson(numbers), true).environment;

/** The greatest of some numbers. */
const greatest = (numbers: readonly Enclosure[]): Enclosure => ({
  low: numbers.map(({ low }) => low).reduce(Q.maximum),
  high: numbers.map(({ high }) => high).reduce(Q.maximum),
});

/** The largest gain of n players, over all compositions; undefined where nobody gains by a lie. */
function largestGain(environment: BayesianEnvironment, n: number): Enclosure | undefined {
  const gains = posteriorGains(environment, "first", n, compositionsOf(environment, n))
    .map((sum) => enclosedSum(sum, bits))
    .filter(({ high }) => Q.signOfRational(high) > 0);
  return gains.length === 0 ? undefined : greatest(gains);
}

/** factor·affinity^k; shortened, as it has very many digits. */
const boundAfter = ({ factor, affinity }: TailTerm, k: bigint): Enclosure =>
  shortened(
    {
      numerator: factor.numerator * affinity.numerator ** k,
      denominator: factor.denominator * affinity.denominator ** k,
    },
    bits,
  );

/** The bound with affinities for n = 1, 2, …: the largest over the lies. */
function tailBounds(environment: BayesianEnvironment, upTo: number): readonly Enclosure[] {
  const tails = allTails(environment);
  return wholes(1, upTo).map((n) =>
    greatest(tails.map((terms) => terms.map((term) => boundAfter(term, BigInt(n - 1))).reduce(E.add))),
  );
}

const players = wholes(1, 50);

/** The gains and their bound in one environment. */
function gainSeries(name: string, numbers: EnvironmentNumbers): readonly Series[] {
  const environment = load(numbers);
  const bounds = tailBounds(environment, players.length);
  return [
    { name: `${name}: bound`, mark: "line", points: players.map((n, i) => [whole(n), bounds[i]!]) },
    {
      name: `${name}: largest gain`,
      mark: "dots",
      points: players.flatMap((n) => {
        const gain = largestGain(environment, n);
        return gain === undefined ? [] : [[whole(n), gain] as const];
      }),
    },
  ];
}

/** How fast gains from lies vanish. */
function gainFigure(): Drawing {
  return {
    id: "basu/largest-gain",
    title: "What a lie gains falls exponentially in the number of players",
    caption:
      "The payments at the posterior value where all players want the state to be guessed: two states and two alternatives, of which the one of the same number is worth 1 and the other 0; ties go to the first. A: both states are equally likely, and a signal is right with probability 3/4. " +
      "B: the first state has probability 1/10, and a signal is right with probability 2/3. Drawn is the largest expected gain of a player from a lie (nothing where no lie gains, as for every odd n in A), and the bound " +
      "that a proof of Theorem 1 for all n rests on: a constant times the (n − 1)-st power of the affinity Σ_x √(v(x|ω)v(x|ω′)) of the states, √3/2 in A and 2√2/3 in B. The gains fall a little faster than the bound.",
    x: { label: "players n", scale: "linear" },
    y: { label: "gain", scale: "log" },
    series: [...gainSeries("A", inside["guess of the state"]!), ...gainSeries("B", inside["skewed prior"]!)],
  };
}

/** Two equally likely states, one alternative which is worth 1 in the first, and signals that are right with a chance. */
const oneProject = (right: Q.Rational): EnvironmentNumbers => ({
  prior: ["1/2", "1/2"],
  likelihood: symmetric(Q.printRational(right), Q.printRational(Q.subtract(Q.one, right))),
  utilities: [[["1", "0"]]],
});

/** The largest n at which somebody gains more than ε, for each ε > 0, exactly: after the last one that is summed the bound holds. */
function leastN0s(environment: BayesianEnvironment, slacks: readonly Q.Rational[]): readonly number[] {
  const known = new Map<number, Enclosure | undefined>();
  const isViolating = (n: number, slack: Q.Rational): boolean => {
    if (!known.has(n)) known.set(n, largestGain(environment, n));
    const gain = known.get(n);
    if (gain === undefined || Q.compare(gain.high, slack) <= 0) return false;
    if (Q.compare(gain.low, slack) <= 0) throw new RangeError("figures: a gain is too near to ε to be told apart");
    return true;
  };
  return slacks.map((slack) => {
    let n = gainsSettledFrom(environment, slack) - 1;
    while (n > 0 && !isViolating(n, slack)) n -= 1;
    return n;
  });
}

/** 1/ε from `from` on, some a factor 10, up to `to`. */
const inverses = (from: number, to: number): readonly number[] =>
  [2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 25, 30, 40, 50, 64, 100, 200, 400, 1000].filter((k) => k >= from && k <= to);

function n0Series(name: string, right: Q.Rational, ks: readonly number[]): Series {
  const environment = load(oneProject(right));
  const found = leastN0s(
    environment,
    ks.map((k) => Q.rational(1n, BigInt(k))),
  );
  const points = ks.map((k, i) => [whole(k), whole(found[i]!)] as const);
  return { name, mark: "dots", points: points.filter(([, n0]) => n0.numerator > 0n) };
}

/** How many players it takes, by ε. */
function rateFigure(): Drawing {
  const bound = (k: number): Coordinate => whole(2 + k * k);
  return {
    id: "basu/n0",
    title: "How n0 grows: like ln (1/ε) for fixed signals, like 1/ε² over all of them",
    caption:
      "Two equally likely states, and one alternative, which is worth 1 in the first state and 0 in the second; a signal is right with probability v. Drawn is the least n0 beyond which nobody gains more than ε by a lie in the payments at the posterior value. " +
      "For each v it grows like ln (1/ε) only; the less the signals tell, the later that sets in. Over all v together n0 ≤ 2 + 1/ε², and v = 1/2 + ε takes about a fifth of that: 4 of 18, 14 of 66 and 55 of 258 for ε = 1/4, 1/8 and 1/16.",
    x: { label: "1/ε", scale: "log" },
    y: { label: "n0", scale: "log" },
    series: [
      { name: "2 + 1/ε², for every v", mark: "line", points: inverses(2, 50).map((k) => [whole(k), bound(k)]) },
      n0Series("v = 3/4", Q.rational(3n, 4n), inverses(3, 1000)),
      n0Series("v = 5/8", Q.rational(5n, 8n), inverses(5, 64)),
      n0Series("v = 9/16", Q.rational(9n, 16n), inverses(10, 16)),
    ],
  };
}

/** The figures of the paper. */
export const figures: Figures = [
  about(["basu/theorem-1-bic"], gainFigure),
  about(["basu/theorem-1-bic", "basu/remark-rate"], rateFigure),
];
