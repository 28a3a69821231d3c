import type { Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { isSameType } from "../../src/mechanisms/cckmv/expected-externality.js";
import { beliefOf } from "../../src/mechanisms/cckmv/interim.js";
import { truthfulAtBelief } from "../../src/notions/bayesian-incentives.js";
import { quotients } from "../../src/number/module.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient } from "../../src/number/ring.js";
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
  choices: {
    player: ({ players }) => players,
    truth: ({ environment }, chosen) => typesOf(environment, playerIn(chosen)),
    lie: ({ reports }, chosen) => reports.filter((report) => !isSameType(report, typeIn(chosen, "truth"))),
  },

  decide(R, game) {
    const { environment, players, reports } = game;
    const exact = ({ numerator, denominator }: Q.Rational) => ({
      numerator: R.integer(numerator),
      denominator: R.integer(denominator),
    });
    let worst:
      | (Finding<typeof R.zero> & { readonly witness: JsonObject; readonly gain: Quotient<typeof R.zero> })
      | undefined;
    for (const player of players) {
      if (independent && !isIndependent(environment, player)) continue;
      for (const truth of typesOf(environment, player)) {
        const { entries, total } = beliefOf(environment, player, truth)!;
        const belief = {
          entries: entries
            .filter(({ weight }) => weight > 0n)
            .map(({ outcome, weight }) => ({ outcome, weight: R.integer(weight) })),
          total: R.integer(total),
        };
        const states = belief.entries.map(({ outcome }) => outcome);
        const payoff = (report: Utilities) => (profile: readonly Utilities[]) =>
          exact(payoffAt(game, player, truth, profile.with(player, report))!);
        const defined = (report: Utilities) =>
          states.every((profile) => payoffAt(game, player, truth, profile.with(player, report)) !== undefined);
        if (!defined(truth)) continue;
        for (const lie of reports) {
          if (isSameType(lie, truth) || !defined(lie)) continue;
          const finding = truthfulAtBelief(R, belief, payoff(truth), payoff(lie));
          const [left, right] = [finding.sides!.left, finding.sides!.right] as [
            Quotient<typeof R.zero>,
            Quotient<typeof R.zero>,
          ];
          const M = quotients(R);
          const gain = M.add(right, M.negate(left));
          if (worst && compareQuotients(R, gain, worst.gain) <= 0) continue;
          worst = { ...finding, witness: { player, truth, lie }, gain };
        }
      }
    }
    if (!worst) return nothingToCompare;
    const { gain: _gain, ...finding } = worst;
    return finding;
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
function payoffAt(
  { chosen, payments }: PriorGame,
  player: number,
  type: Utilities,
  reports: readonly Utilities[],
): Q.Rational | undefined {
  const payment = payments(reports)[player]!;
  return payment === null ? undefined : Q.subtract(Q.rational(BigInt(type[chosen(reports)]!)), payment);
}

/** The conditional expectation as Σ p(θ)·payoff over Σ p(θ), both over the profiles in which the player has the type. */
function expectedAt(game: PriorGame, player: number, type: Utilities, report: Utilities): Q.Rational | undefined {
  const worlds = supportOf(game.environment).filter(({ profile }) => isSameType(profile[player]!, type));
  const payoffs = worlds.map(({ profile }) => payoffAt(game, player, type, profile.with(player, report)));
  const known = payoffs.filter((payoff): payoff is Q.Rational => payoff !== undefined);
  if (known.length < payoffs.length) return undefined;
  const chance = worlds.map((world) => world.chance).reduce(Q.add, Q.zero);
  const all = worlds.map((world, k) => Q.multiply(world.chance, known[k]!)).reduce(Q.add, Q.zero);
  return Q.divide(all, chance);
}
