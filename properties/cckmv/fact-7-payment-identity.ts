import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { printRational } from "../../src/number/rational.js";
import { canonical } from "../../src/verdict/json.js";
import { coinClaim } from "./coin-claim.js";
import { bothCoins, type CoinPlayer, type CoinsByValues, inWhole, valuesMeanings } from "./fixed-coins.js";

/** The places of the largest entry. */
const placesOfLargest = (values: readonly number[]): readonly number[] => {
  const largest = Math.max(...values);
  return values.flatMap((value, o) => (value === largest ? [o] : []));
};

/** V_o − U(θ_i, o) in |O|-ths. */
const withoutOwn = (player: CoinPlayer): readonly number[] =>
  player.values(player.own).map((value, o) => value - player.environment.outcomes * player.own[o]!);

/** The largest value, and the value of the o* of the mechanism, in |O|-ths. */
const optimality = (player: CoinPlayer): { readonly left: number; readonly right: number } => {
  const values = player.values(player.own);
  return { left: Math.max(...values), right: values[player.chosen(player.own)]! };
};

/** The three amounts of the text, in |O|-ths, for o* and o_{−i} among those with the largest values. */
function amounts(player: CoinPlayer, chosen: number, without: number) {
  const { own, environment } = player;
  const n = environment.outcomes;
  const [values, rest] = [player.values(player.own), withoutOwn(player)];
  return {
    externality: rest[without]! - rest[chosen]!,
    values: values[without]! - n * own[without]! - (values[chosen]! - n * own[chosen]!),
    maximum: Math.max(...values.map((value, o) => n * (own[chosen]! - own[o]!) - (values[chosen]! - value))),
  };
}

/**
 * (5): P_i = Σ_{j≠i} U(θ_j, o_{−i}) − U(θ_j, o*) = (V_{o_{−i}} − U(θ_i, o_{−i})) − (V_{o*} − U(θ_i, o*)) = max_o((U(θ_i, o*) − U(θ_i, o)) −
 * (V_{o*} − V_o)) [CCKMV, Section 7]. Where there are ties the text does not say which o* and o_{−i}: it is so for all of them. The o* of the mechanism has to be one.
 */
export const paymentIdentity = (coins: CoinsByValues = bothCoins): Claim =>
  coinClaim({
    id: "cckmv/fact-7-payment-identity",
    place: "Section 7, equation (5) and after",
    statement:
      "For all θ and i: P_i = Σ_{j≠i} (U(θ_j, o_{-i}) − U(θ_j, o*)) = (V_{o_{-i}} − U(θ_i, o_{-i})) − (V_{o*} − U(θ_i, o*)) = " +
      "max_o ((U(θ_i, o*) − U(θ_i, o)) − (V_{o*} − V_o)), where V_o = Σ_j U(θ_j, o), for every o* ∈ argmax_o V_o and o_{-i} ∈ argmax_o Σ_{j≠i} U(θ_j, o); " +
      "and P_i is what VCG charges at its o*, which is one of them.",
    readings: readingsOf({ values: ["sums", "noisy"] }),
    switchMeanings: {
      ...valuesMeanings,
      noisy: `${valuesMeanings.noisy}; in (5) the noise is the report of one more player`,
    },
    argument:
      "All |O| and M: V_o − U(θ_i, o) = Σ_{j≠i} U(θ_j, o), with the noise among the others, and o_{-i} is where it is largest.",
    coins: ({ values }) => coins[values as keyof CoinsByValues],
    decide(player) {
      const chosenHere = player.chosen(player.own);
      const best = optimality(player);
      if (best.left !== best.right) return { larger: "right", holds: false, ...best };
      for (const chosen of placesOfLargest(player.values(player.own))) {
        for (const without of placesOfLargest(withoutOwn(player))) {
          const { externality, values, maximum } = amounts(player, chosen, without);
          const paid = chosen === chosenHere ? player.payment(player.own) : externality;
          const wrong = [paid, values, maximum].find((amount) => amount !== externality);
          if (wrong !== undefined) return { larger: "right", holds: false, left: externality, right: wrong };
        }
      }
      const amount = player.payment(player.own);
      return { larger: "right", holds: true, left: amount, right: amount };
    },
    choices: {
      chosen: (player) => placesOfLargest(player.values(player.own)),
      without: (player) => placesOfLargest(withoutOwn(player)),
      formula: () => ["charged", "values", "maximum", "chosen"],
    },
    sides(player, { chosen, without, formula }) {
      if (formula === "chosen") {
        const { left, right } = optimality(player);
        return {
          left: inWhole(player, left),
          right: inWhole(player, right),
          larger: "right",
          inequality: "max_o V_o <= V_{o*}",
          explanation: `the mechanism chooses o* = ${player.chosen(player.own)}; the others add up to ${canonical(player.rest)}`,
        };
      }
      const at = amounts(player, chosen as number, without as number);
      const isCharged = chosen === player.chosen(player.own);
      const right =
        formula === "values"
          ? at.values
          : formula === "maximum"
            ? at.maximum
            : isCharged
              ? player.payment(player.own)
              : at.externality;
      const words = {
        values: "(V_{o_{-i}} - U(θ_i, o_{-i})) - (V_{o*} - U(θ_i, o*))",
        maximum: "max_o ((U(θ_i, o*) - U(θ_i, o)) - (V_{o*} - V_o))",
        charged: "P_i",
      };
      return {
        left: inWhole(player, at.externality),
        right: inWhole(player, right),
        larger: "right",
        holds: at.externality === right,
        inequality: `Σ_{j≠i} (U(θ_j, o_{-i}) - U(θ_j, o*)) = ${words[formula as keyof typeof words]}`,
        explanation: `o* = ${chosen}, o_{-i} = ${without}; the others add up to ${canonical(player.rest)}; player i pays ${printRational(inWhole(player, player.payment(player.own)))} at o* = ${player.chosen(player.own)}`,
      };
    },
  });
