import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import * as Q from "../../src/number/rational.js";
import { canonical } from "../../src/verdict/json.js";
import { coinClaim } from "./coin-claim.js";
import { bothCoins, type CoinPlayer, type CoinsByValues, inWhole, valuesMeanings } from "./fixed-coins.js";

/** |O|·(U(θ_i, o*) − P_i) for a player of type `own` who reports this. */
const utilityAt = (player: CoinPlayer, report: Utilities): number =>
  player.environment.outcomes * player.own[player.chosen(report)]! - player.payment(report);

/**
 * VCG is truthful, weakly dominant [CCKMV, Section 7, before equation (5)], and so is Mechanism 7.1 at every r: there the noise is one
 * more player, whose report is any list of whole numbers, and o/|O| breaks the ties.
 */
export const vcgTruthful = (coins: CoinsByValues = bothCoins): Claim =>
  coinClaim({
    id: "cckmv/fact-7-vcg-truthful",
    place: "Section 7, before equation (5)",
    statement:
      "To ensure truthfulness, each player is charged the externality she imposes on others: U(θ_i, o*(θ_i, θ_{-i})) − P_i(θ_i, θ_{-i}) ≥ " +
      "U(θ_i, o*(θ_i', θ_{-i})) − P_i(θ_i', θ_{-i}) for all i, θ_i, θ_i' and θ_{-i}.",
    readings: readingsOf({ values: ["sums", "noisy"] }),
    switchMeanings: { ...valuesMeanings, noisy: `${valuesMeanings.noisy}, and the payments of Mechanism 7.1` },
    argument:
      "All |O| and M: U(θ_i, o*) − P_i = (U(θ_i, o*) + Σ_{j≠i} U(θ_j, o*)) − max_o Σ_{j≠i} U(θ_j, o), with the noise and o/|O| among the others; a report only chooses o*, and the " +
      "truth chooses the best one.",
    coins: ({ values }) => coins[values as keyof CoinsByValues],
    decide(player) {
      const truth = utilityAt(player, player.own);
      const lie = player.types.reduce((most, type) => Math.max(most, utilityAt(player, type)), truth);
      return { larger: "left", holds: truth >= lie, left: truth, right: lie };
    },
    choices: { lie: ({ types }) => types },
    sides(player, { lie }) {
      const report = lie as Utilities;
      const gain = (type: Utilities): Q.Rational =>
        Q.subtract(Q.rational(BigInt(player.own[player.chosen(type)]!)), inWhole(player, player.payment(type)));
      const words = (type: Utilities): string =>
        `${canonical(type)} leads to ${player.chosen(type)} and a payment of ${Q.printRational(inWhole(player, player.payment(type)))}`;
      return {
        left: gain(player.own),
        right: gain(report),
        larger: "left",
        inequality: "U(θ_i, o*(θ_i)) - P_i(θ_i) >= U(θ_i, o*(θ_i')) - P_i(θ_i')",
        explanation: `the others add up to ${canonical(player.rest)}; the truth ${words(player.own)}, the lie ${words(report)}`,
      };
    },
  });
