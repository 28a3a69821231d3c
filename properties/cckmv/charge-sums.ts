import type { Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { externality, isSameType, worldsGiven, worldsOf } from "../../src/mechanisms/cckmv/expected-externality.js";
import { beliefOf } from "../../src/mechanisms/cckmv/interim.js";
import { plainIntegers } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import { expectation } from "../../src/probability/law.js";
import { over } from "../../src/verdict/finding.js";
import { isIndependent, supportOf, typesOf } from "./prior-corners.js";
import {
  type Criterion,
  nothingToCompare,
  type PriorGame,
  playerIn,
  typeIn,
  typeInWords,
  typesIn,
} from "./prior-game.js";
import { tuples } from "./priors.js";

/** Which expectation of the VCG payment a charge is compared with. */
export type Amount = "prior" | "interim" | "average";

/**
 * C_i = E[P_i], P_i the payment (5) of VCG. For every player and type θ_i of positive probability: C_i(θ_i) against E_{θ∼p}[P_i]
 * (prior), or against E[P_i | θ_i] (interim); or E_{θ∼p}[C_i(θ_i)] against E_{θ∼p}[P_i] (average).
 */
export const equalsVcg = (amount: Amount, independent = false): Criterion => ({
  name: `equals VCG, ${amount}${independent ? ", independent type" : ""}`,
  choices: {
    player: ({ players }) => players,
    ...(amount !== "average" && { truth: ({ environment }, chosen) => typesOf(environment, playerIn(chosen)) }),
  },

  decide(R, game) {
    const { environment, players } = game;
    const known = players.filter((player) => !independent || isIndependent(environment, player));
    for (const player of known) {
      const compared = typesOf(environment, player).map((truth) => ({
        truth,
        charged: chargeAt(game, player, truth),
        worlds: amount === "interim" ? worldsGiven(environment, player, truth)! : worldsOf(environment, player),
      }));
      for (const { truth, charged, worlds } of amount === "average" ? compared.slice(0, 1) : compared) {
        const left = amount === "average" ? averageCharge(game, player) : charged;
        const right = Q.fromQuotient(expectation(plainIntegers, worlds, externality));
        if (Q.equals(left, right)) continue;
        const side = ({ numerator, denominator }: Q.Rational) => over(R.integer(numerator), R.integer(denominator));
        const witness = amount === "average" ? { player } : { player, truth };
        return { hypotheses: "inside", conclusion: "fails", witness, sides: { left: side(left), right: side(right) } };
      }
    }
    return known.length === 0 ? nothingToCompare : { hypotheses: "inside", conclusion: "holds", witness: {} };
  },

  sides(game, chosen) {
    const player = playerIn(chosen);
    const truth = amount === "average" ? undefined : typeIn(chosen, "truth");
    const all = supportOf(game.environment);
    const worlds = amount === "interim" ? all.filter(({ profile }) => isSameType(profile[player]!, truth!)) : all;
    const left =
      truth === undefined
        ? mean(all.map(({ profile, chance }) => [chance, chargeAt(game, player, profile[player]!)]))
        : chargeAt(game, player, truth);
    const right = mean(worlds.map(({ profile, chance }) => [chance, Q.rational(vcgPayment(profile, player))]));
    const holds = Q.equals(left, right);
    const charged = truth === undefined ? "is charged on average" : `of type ${typeInWords(truth)} is charged`;
    return {
      hypotheses: independent && !isIndependent(game.environment, player) ? "outside" : "inside",
      inequality: `${amount === "average" ? "E[C_i(θ_i)]" : "C_i(θ_i)"} = ${amount === "interim" ? "E[P_i(θ) | θ_i]" : "E[P_i(θ)]"}`,
      left,
      right,
      // An equation: whichever side is larger is the one that is too large.
      larger: Q.compare(left, right) > 0 ? "right" : "left",
      holds,
      explanation: `player ${player} ${charged} ${Q.printRational(left)}; the expected payment under VCG is ${Q.printRational(right)}`,
    };
  },
});

/** C_i at a type of positive probability, whatever the others report. */
const chargeAt = (game: PriorGame, player: number, type: Utilities): Q.Rational => {
  const belief = beliefOf(game.environment, player, type)!;
  const world = belief.entries.find(({ weight }) => weight > 0n)!;
  return game.payments(world.outcome)[player]!;
};

/** E_{θ∼p}[C_i(θ_i)], type by type. */
function averageCharge(game: PriorGame, player: number): Q.Rational {
  const { entries, total } = worldsOf(game.environment, player);
  return typesOf(game.environment, player)
    .map((type) => {
      const weight = entries.reduce((sum, e) => (isSameType(e.outcome.own, type) ? sum + e.weight : sum), 0n);
      return Q.multiply(Q.rational(weight, total), chargeAt(game, player, type));
    })
    .reduce(Q.add, Q.zero);
}

/** Σ chance·value / Σ chance. */
function mean(terms: readonly (readonly [chance: Q.Rational, value: Q.Rational])[]): Q.Rational {
  const all = terms.map(([chance]) => chance).reduce(Q.add, Q.zero);
  return Q.divide(terms.map(([chance, value]) => Q.multiply(chance, value)).reduce(Q.add, Q.zero), all);
}

/** max_o((u_i(o*) − u_i(o)) − (V_{o*} − V_o)), the second form of (5): what the mechanism itself does not compute. */
function vcgPayment(profile: readonly Utilities[], player: number): bigint {
  const own = profile[player]!.map(BigInt);
  const values = own.map((_, o) => profile.reduce((sum, type) => sum + BigInt(type[o]!), 0n));
  const most = values.reduce((x, y) => (x > y ? x : y));
  const best = values.lastIndexOf(most);
  return values.map((value, o) => own[best]! - own[o]! - (most - value)).reduce((x, y) => (x > y ? x : y));
}

/** Σ_i P_i(θ) = 0 at every profile of reports at which the payments are defined, of positive probability or not. */
export const balance: Criterion = {
  name: "balance",
  drawn: true,
  choices: { reports: ({ reports, players }) => tuples(reports, players.length) },

  decide(R, game) {
    let seen = false;
    for (const reports of tuples(game.reports, game.players.length)) {
      const paid = game.payments(reports);
      if (paid.includes(null)) continue;
      seen = true;
      // Over one denominator, so that only integers are added.
      const common = paid.reduce((product, payment) => product * payment!.denominator, 1n);
      const sum = paid.reduce((total, payment) => total + payment!.numerator * (common / payment!.denominator), 0n);
      if (sum === 0n) continue;
      const sides = { left: over(R.integer(sum), R.integer(common)), right: over(R.zero, R.one) };
      return { hypotheses: "inside", conclusion: "fails", witness: { reports }, sides };
    }
    return seen ? { hypotheses: "inside", conclusion: "holds", witness: {} } : nothingToCompare;
  },

  sides(game, chosen) {
    const reports = typesIn(chosen, "reports");
    const paid = game.payments(reports);
    const known = paid.filter((payment): payment is Q.Rational => payment !== null);
    const left = known.length < paid.length ? Q.zero : known.reduce(Q.add, Q.zero);
    const amounts = known.map(Q.printRational).join(", ");
    return {
      hypotheses: known.length < paid.length ? "outside" : "inside",
      inequality: "Σ_i P_i(θ) = 0",
      left,
      right: Q.zero,
      larger: Q.signOfRational(left) > 0 ? "right" : "left",
      holds: Q.signOfRational(left) === 0,
      explanation: `at the reports ${reports.map(typeInWords).join(", ")} the payments are ${amounts || "not defined"}`,
    };
  },
};
