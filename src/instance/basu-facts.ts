import {
  type BayesianEnvironment,
  integral,
  likelihoods,
  likelihoodTotal,
  playersOf,
  stateWeights,
  total,
} from "../game/bayesian-environment.js";
import type { Draw } from "../game/direct-mechanism.js";
import { beliefThreshold, commonTop, tiedMixture } from "../mechanisms/basu/common-top.js";
import { largestGain } from "../notions/approximate-incentives.js";
import { type Cell, cellsByCounts, gain, interimUtility, type Seat, seatOf } from "../notions/interim-incentives.js";
import { greatestWelfare, revenue, welfare } from "../notions/revenue.js";
import type { QuotientSum } from "../number/quotient-sum.js";
import { compareSum } from "../number/quotient-sum.js";
import { compare, fromQuotient, type Rational, zero } from "../number/rational.js";
import { countVectors, numberOfCountVectors, orders } from "../probability/multinomial.js";
import type { Players } from "./basu-environment.js";
import type { Seated } from "./basu-formats.js";
import { countsOf, type SignalReports } from "./basu-reports.js";
import { type KeyedBy, profiles } from "./basu-rule.js";
import { isLongList } from "./basu-work.js";
import type { Facts } from "./loaded.js";
import { listLimit } from "./loaded.js";
import { once } from "./once.js";
import type { Output } from "./output.js";

const indices = (size: number): readonly number[] => Array.from({ length: size }, (_, i) => i);

/** One row of incentives: whose they are and under which name they are printed. */
interface Row {
  readonly name: string;
  readonly seat: Seat;
  readonly cells: readonly Cell[];
}

/** A row for every utility that somebody has, or for every player where payments differ by player. */
function rowsOf({ population, mechanism, keyedBy }: Seated, players: Players): readonly Row[] {
  const { sizes } = population;
  const count = playersOf(sizes);
  if (keyedBy === "counts") {
    const cells = cellsByCounts(population, count, mechanism);
    return sizes.flatMap((size, u) => (size === 0 ? [] : [{ name: `${u}`, seat: seatOf(u), cells }]));
  }
  return utilitiesOf(players).map((utility, player) => ({
    name: `${player}`,
    seat: { utility, payment: player },
    cells: [...profiles(population.signals, count - 1)].map((rest) => ({
      ways: 1n,
      likelihoods: likelihoods(population, countsOf(rest, population.signals)),
      draws: (report) => mechanism([...rest.slice(0, player), report, ...rest.slice(player)]),
    })),
  }));
}

/** The utility of every player: group by group where only sizes are given. */
const utilitiesOf = (players: Players): readonly number[] =>
  players.kind === "listed"
    ? players.utilities
    : players.sizes.flatMap((size, u) => Array.from({ length: size }, () => u));

/** What `measure` tells of a mechanism with its players under truth-telling. */
export function bayesianQuantities(
  seated: () => Seated,
  keyedBy: KeyedBy,
  players: () => Players,
  slack?: Rational,
): Facts {
  const rows = once(() => rowsOf(seated(), players()));
  const gains = once(() => {
    const { population } = seated();
    const others = playersOf(population.sizes) - 1;
    const signals = indices(population.signals);
    return rows().map(({ seat, cells }) =>
      signals.map((x) => signals.map((y) => gain(population, cells, others, seat, x, y))),
    );
  });
  const interim = once(() => {
    const { population } = seated();
    const others = playersOf(population.sizes) - 1;
    return rows().map(({ seat, cells }) =>
      indices(population.signals).map((x) => interimUtility(population, cells, others, seat, x)),
    );
  });
  const named = <T extends Output>(lists: readonly T[]): Output =>
    Object.fromEntries(rows().map(({ name }, i) => [name, lists[i]!]));
  const most = once(() => largestGain(gains().flat(2)));
  const names =
    keyedBy === "profile" ? (["gainsByPlayer", "interimByPlayer"] as const) : (["gains", "interimUtility"] as const);
  return {
    [names[0]]: () => named(gains()),
    [names[1]]: () => named(interim()),
    maxGain: () => most() ?? zero,
    exactlyBIC: () => most() === undefined,
    ...(slack && {
      toleranceBIC: () => gains().every((table) => table.every((row) => row.every((g) => compareSum(g, slack) <= 0))),
    }),
    revenue: () => revenueOf(seated()),
    welfare: () => welfareOf(seated()),
    bestBirRevenue: () => greatestWelfare(seated().population),
  };
}

/** What holds of the utilities alone: hypothesis (1) and what follows from it. */
export const libraryFacts = (environment: BayesianEnvironment): Facts => ({
  condition1: () => commonTop(environment) !== undefined,
  commonTop: () => {
    const tops = commonTop(environment);
    return tops ? [...tops] : null;
  },
  tie: () => {
    const tie = tiedMixture(environment);
    return tie ? { state: tie.state, lambda: tie.mixture, maximisers: [...tie.maximisers] } : null;
  },
  beliefThreshold: () => beliefThreshold(environment) ?? null,
});

function revenueOf(seated: Seated): QuotientSum {
  if (seated.keyedBy === "counts") return revenue(seated.population, seated.mechanism);
  return overProfiles(seated, ({ payments, chance }, weights) =>
    payments.map(({ numerator, denominator }) => ({
      numerator: total(weights) * chance.numerator * numerator,
      denominator: chance.denominator * denominator,
    })),
  );
}

function welfareOf(seated: Seated): QuotientSum {
  const { population, mechanism, keyedBy } = seated;
  if (keyedBy === "counts") return welfare(population, mechanism);
  const { utilities, unit } = integral(population);
  return overProfiles(seated, ({ alternative, chance }, weights) =>
    population.sizes.map((size, u) => ({
      numerator:
        chance.numerator *
        BigInt(size) *
        weights.reduce((sum, weight, state) => sum + weight * utilities[u]![alternative]![state]!, 0n),
      denominator: chance.denominator * unit,
    })),
  );
}

/** The expectation of what each draw at each profile adds. */
function overProfiles(
  { population, mechanism }: Seated,
  parts: (draw: Draw, weights: readonly bigint[]) => QuotientSum["terms"],
): QuotientSum {
  const players = playersOf(population.sizes);
  const terms = [...profiles(population.signals, players)].flatMap((profile) => {
    const weights = stateWeights(population, countsOf(profile, population.signals));
    return mechanism(profile).flatMap((draw) => parts(draw, weights));
  });
  return { terms, divisor: total(integral(population).prior) * likelihoodTotal(population, players) };
}

/** One outcome with its probability, as `law` prints them. */
interface Chance {
  readonly alternative: number;
  readonly payments: readonly Rational[];
  readonly probability: Rational;
}

const printChances = (chances: readonly Chance[]): Output =>
  chances.map(({ alternative, payments, probability }) => ({ outcome: { alternative, payments }, probability }));

/** How many payments an outcome is printed with. */
const payersOf = ({ keyedBy, population }: Seated, players: Players): number =>
  keyedBy === "profile" || players.kind === "listed" ? playersOf(population.sizes) : population.sizes.length;

/** The payments as they are printed: one a player where the players are listed, else one a utility. */
function printedPayments(draw: Draw, { keyedBy }: Seated, players: Players): readonly Rational[] {
  const payments = draw.payments.map(fromQuotient);
  if (keyedBy === "profile" || players.kind === "grouped") return payments;
  return players.utilities.map((u) => payments[u]!);
}

/** The law of the outcome at the reported signals, by alternative. */
export function lawAt(seated: Seated, players: Players, reports: SignalReports): Output {
  const at = seated.keyedBy === "profile" ? reports.profile! : reports.counts;
  const draws = seated.mechanism(at).toSorted((x, y) => x.alternative - y.alternative);
  return printChances(
    draws.map((draw) => ({
      alternative: draw.alternative,
      payments: printedPayments(draw, seated, players),
      probability: fromQuotient(draw.chance),
    })),
  );
}

/** π(s) at the reported signals, one a state. */
export function posteriorAt({ population }: Seated, { counts }: SignalReports): readonly Rational[] {
  const weights = stateWeights(population, counts);
  const all = total(weights);
  return weights.map((weight) => fromQuotient({ numerator: weight, denominator: all }));
}

/** The law of the outcome over all signals under truth-telling; null where it is too long to list. */
export function exAnte(seated: Seated, players: Players): Output {
  const { population, mechanism, keyedBy } = seated;
  const count = playersOf(population.sizes);
  // Tables by profiles are read with at most as many entries as are listed here.
  if (keyedBy === "counts" && numberOfCountVectors(count, population.signals) > BigInt(listLimit)) return null;
  if (isLongList(population, payersOf(seated, players))) return null;
  const reports = keyedBy === "counts" ? countVectors(count, population.signals) : profiles(population.signals, count);
  const found = new Map<string, { chance: Chance; weight: bigint; over: bigint }>();
  for (const at of reports) {
    const counts = keyedBy === "counts" ? at : countsOf(at, population.signals);
    const ways = keyedBy === "counts" ? orders(at) : 1n;
    const mass = ways * total(stateWeights(population, counts));
    for (const draw of mechanism(at)) {
      const payments = printedPayments(draw, seated, players);
      const key = `${draw.alternative}|${payments.map(({ numerator, denominator }) => `${numerator}/${denominator}`)}`;
      const known = found.get(key);
      const { numerator, denominator } = draw.chance;
      const weight = mass * numerator;
      if (known === undefined) {
        const chance = { alternative: draw.alternative, payments, probability: zero };
        found.set(key, { chance, weight, over: denominator });
      } else {
        known.weight = known.weight * denominator + weight * known.over;
        known.over *= denominator;
      }
    }
  }
  if (found.size > listLimit) return null;
  const all = total(integral(population).prior) * likelihoodTotal(population, count);
  return printChances(
    [...found.values()]
      .map(({ chance, weight, over }) => ({
        ...chance,
        probability: fromQuotient({ numerator: weight, denominator: over * all }),
      }))
      .toSorted((x, y) => x.alternative - y.alternative || inOrder(x.payments, y.payments)),
  );
}

/** Element by element. */
function inOrder(x: readonly Rational[], y: readonly Rational[]): number {
  for (let i = 0; i < x.length; i++) {
    const sign = compare(x[i]!, y[i]!);
    if (sign !== 0) return sign;
  }
  return 0;
}
