import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import type { Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import * as Q from "../../src/number/rational.js";
import { canonical } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import { coinClaim } from "./coin-claim.js";
import { bothCoins, type CoinPlayer, type CoinsByValues, inWhole, valuesMeanings } from "./fixed-coins.js";

const truthful = "i reports her type";

/** The types that a player who makes this report may have. */
const typesOf = ({ own, types }: CoinPlayer, utility: string | undefined): readonly Utilities[] =>
  utility === "true" ? types : [own];

/**
 * 0 ≤ P_i ≤ U(θ_i, o*) for the reported θ_i [CCKMV, Section 7, implicit]: o = o* gives the 0, and of the maximum no term is above
 * U(θ_i, o*). So ⊥ pays nothing. After a lie the payment may exceed what o* is worth to her.
 */
export const paymentRange = (coins: CoinsByValues = bothCoins, changes: readonly string[] = []): Claim =>
  coinClaim({
    id: "cckmv/fact-7-payment-range",
    place: "Mechanism 7.1, payments (implicit)",
    statement:
      "For all θ and r: 0 ≤ P_i = P(θ_i, o*, π) ≤ U(θ_i, o*) at the reported θ_i, so that the type ⊥ that does not participate pays 0.",
    hypotheses: ["M ≥ 1", "|O| ≥ 1", ...changes],
    readings: readingsOf({ values: ["noisy", "sums"], utility: ["reported", "true"] }),
    switchMeanings: {
      ...valuesMeanings,
      reported: "U(θ_i, o*) is the utility of the report",
      true: "U(θ_i, o*) is the utility of a player's type, whatever she reports",
    },
    argument:
      "All |O| and M: the term o = o* of the maximum is 0, and (U(θ_i, o*) − U(θ_i, o)) − (V_{o*} − V_o) ≤ U(θ_i, o*), as U ≥ 0 and V_{o*} is the largest.",
    coins: ({ values }) => coins[values as keyof CoinsByValues],
    decide(player, { utility }) {
      const [o, paid] = [player.chosen(player.own), player.payment(player.own)];
      const types = changes.includes(truthful) ? [player.own] : typesOf(player, utility);
      const least = player.environment.outcomes * Math.min(...types.map((type) => type[o]!));
      return paid < 0
        ? { larger: "right", holds: false, left: 0, right: paid }
        : { larger: "right", holds: paid <= least, left: paid, right: least };
    },
    choices: {
      type: ({ types }) => types,
      bound: () => ["lower", "upper"],
    },
    sides(player, { type, bound }, { utility }) {
      const isOwn = canonical(type!) === canonical(player.own);
      const o = player.chosen(player.own);
      const paid = inWhole(player, player.payment(player.own));
      const worth = Q.rational(BigInt((type as Utilities)[o]!));
      const [left, right] = bound === "lower" ? [Q.zero, paid] : [paid, worth];
      return {
        hypotheses: isOwn || (utility === "true" && !changes.includes(truthful)) ? "inside" : "outside",
        left,
        right,
        larger: "right",
        inequality: bound === "lower" ? "0 <= P_i" : "P_i <= U(θ_i, o*)",
        explanation:
          `the others add up to ${canonical(player.rest)}; the report ${canonical(player.own)} leads to o* = ${o} and a payment of ${Q.printRational(paid)}; ` +
          `o* is worth ${Q.printRational(worth)} to the type ${canonical(type!)}`,
      };
    },
    evidence: (_budget, { utility, values }) => {
      const most = values === "sums" ? "" : " − 1/|O|";
      return {
        best:
          utility === "true"
            ? `After a lie the payment exceeds the true utility of o* by up to M${most}, attained by the type ⊥ that reports M for o* alone and is just enough for it.`
            : `0 is attained by a player who does not change the outcome; the largest payment is U(θ_i, o*)${most}, attained by one who wants o* alone and is just enough for it.`,
      };
    },
    repair: (reading: Reading) =>
      reading.switches.utility === "true" && changes.length === 0
        ? repairOf(reading, {
            statement: "0 ≤ P_i ≤ U(θ_i, o*) for the type θ_i of a player who reports it.",
            changes: [truthful],
            claim: (kept) => paymentRange(coins, kept),
          })
        : undefined,
  });
