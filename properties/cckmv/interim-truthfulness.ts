import type { Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { isSameType } from "../../src/mechanisms/cckmv/expected-externality.js";
import { beliefOf } from "../../src/mechanisms/cckmv/interim.js";
import { truthfulAtBelief } from "../../src/notions/bayesian-incentives.js";
import { difference, quotients } from "../../src/number/module.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { isIndependent, supportOf, typesOf } from "./prior-corners.js";
import { type Criterion, nothingToCompare, type PriorGame, playerIn, typeIn, typeInWords } from "./prior-game.js";

/**
 * Truthfulness in Bayes–Nash equilibrium: for every player i, every type θ_i of positive probability and every report θ_i′
 * whose payments are defined, E[U^out(θ_i, o*) − P_i] over p(θ_{−i} | θ_i) is at least as large from θ_i as from θ_i′. With
 * `independent` it is said only of players whose type is independent of the types of the others.
 */
export const interimTruthfulness = ({ independent }: { readonly independent: boolean }): Criterion => ({
  name: independent ? "truthful, independent type" : "truthful",
  choices: {
    player: ({ players }) => players,
    truth: ({ environment }, chosen) => typesOf(environment, playerIn(chosen)),
    lie: ({ reports }, chosen) => reports.filter((report) => !isSameType(report, typeIn(chosen, "truth"))),
  },

  decide(R, game) {
    const { environment, players, reports } = game;
    const known = players.filter((player) => !independent || isIndependent(environment, player));
    const compared = known.flatMap((player) =>
      typesOf(environment, player).flatMap((truth) => {
        const { entries, total } = beliefOf(environment, player, truth)!;
        const worlds = entries.filter(({ weight }) => weight > 0n);
        const belief = {
          entries: worlds.map(({ weight }, world) => ({ outcome: world, weight: R.integer(weight) })),
          total: R.integer(total),
        };
        const payoffs = (report: Utilities) => payoffsAt(game, player, truth, report, worlds);
        const honest = payoffs(truth)?.map((payoff) => inRing(R, payoff));
        const lies = honest ? reports.filter((report) => !isSameType(report, truth)) : [];
        return lies.flatMap((lie) => {
          const dishonest = payoffs(lie)?.map((payoff) => inRing(R, payoff));
          if (!dishonest) return [];
          const finding = truthfulAtBelief(
            R,
            belief,
            (world) => honest![world]!,
            (world) => dishonest[world]!,
          );
          return [{ ...finding, witness: { player, truth, lie } }];
        });
      }),
    );
    return compared.length === 0 ? nothingToCompare : mostGained(R, compared);
  },

  sides(game, chosen) {
    const player = playerIn(chosen);
    const [truth, lie] = [typeIn(chosen, "truth"), typeIn(chosen, "lie")];
    const inequality =
      "E[U^out(θ_i, o*(θ)) - P_i(θ) | θ_i] >= E[U^out(θ_i, o*(θ_i', θ_{-i})) - P_i(θ_i', θ_{-i}) | θ_i]";
    const [left, right] = [truth, lie].map((report) => expectedAt(game, player, truth, report));
    if (left === undefined || right === undefined) {
      return {
        hypotheses: "outside",
        inequality,
        left: Q.zero,
        right: Q.zero,
        larger: "left",
        explanation: `the payment of player ${player} is not defined at ${typeInWords(left === undefined ? truth : lie)}`,
      };
    }
    const told = (value: Q.Rational) => Q.printRational(value);
    return {
      hypotheses: independent && !isIndependent(game.environment, player) ? "outside" : "inside",
      inequality,
      left,
      right,
      larger: "left",
      explanation:
        `player ${player} of type ${typeInWords(truth)} expects ${told(left)} from the truth and ` +
        `${told(right)} from reporting ${typeInWords(lie)}`,
    };
  },
});

/** U^out(type, o*) − P_i at a profile of reports; undefined where the payment is. */
export function payoffAt(
  game: PriorGame,
  player: number,
  type: Utilities,
  reports: readonly Utilities[],
): Q.Rational | undefined {
  const payment = game.payments(reports)[player]!;
  return payment === null ? undefined : Q.subtract(Q.rational(BigInt(type[game.chosen(reports)]!)), payment);
}

/** The payoffs of one report, world by world; undefined where a payment is. */
function payoffsAt(
  game: PriorGame,
  player: number,
  type: Utilities,
  report: Utilities,
  worlds: readonly { readonly outcome: readonly Utilities[] }[],
): readonly Q.Rational[] | undefined {
  const payoffs: Q.Rational[] = [];
  for (const { outcome } of worlds) {
    const payoff = payoffAt(game, player, type, outcome.with(player, report));
    if (payoff === undefined) return undefined;
    payoffs.push(payoff);
  }
  return payoffs;
}

const inRing = <S>(R: OrderedRing<S>, { numerator, denominator }: Q.Rational): Quotient<S> => ({
  numerator: R.integer(numerator),
  denominator: R.integer(denominator),
});

type Compared<S> = Finding<S> & { readonly witness: JsonObject };

/** The finding in which the lie brings most, or costs least. */
function mostGained<S>(R: OrderedRing<S>, compared: readonly Compared<S>[]): Compared<S> {
  const M = quotients(R);
  const gainOf = ({ sides }: Compared<S>) => difference(M, sides!.right as Quotient<S>, sides!.left as Quotient<S>);
  return compared
    .map((finding) => ({ finding, gain: gainOf(finding) }))
    .reduce((most, next) => (compareQuotients(R, next.gain, most.gain) > 0 ? next : most)).finding;
}

/** The conditional expectation as Σ p(θ)·payoff over Σ p(θ), both over the profiles in which the player has the type. */
function expectedAt(game: PriorGame, player: number, type: Utilities, report: Utilities): Q.Rational | undefined {
  const worlds = supportOf(game.environment).filter(({ profile }) => isSameType(profile[player]!, type));
  const chance = worlds.map((world) => world.chance).reduce(Q.add, Q.zero);
  let all = Q.zero;
  for (const { profile, chance: weight } of worlds) {
    const payoff = payoffAt(game, player, type, profile.with(player, report));
    if (payoff === undefined) return undefined;
    all = Q.add(all, Q.multiply(weight, payoff));
  }
  return Q.divide(all, chance);
}
