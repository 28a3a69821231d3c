import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import { canonical } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import { coinClaim } from "./coin-claim.js";
import { bothCoins, type CoinPlayer, type CoinsByValues, inWhole, valuesMeanings } from "./fixed-coins.js";

const beyondOnly = "only V_o with V_{o*} − V_o > M are kept back";

/** One alternative: V_{o*} − V_o, its term of the maximum, and whether it is kept back; in |O|-ths. */
interface Term {
  readonly o: number;
  readonly gap: number;
  readonly value: number;
  readonly isHidden: boolean;
}

/** The terms (U(θ_i, o*) − U(θ_i, o)) − (V_{o*} − V_o); what is kept back has a gap beyond the limit, or at it. */
function termsOf(player: CoinPlayer, limit: number, atLimit: boolean): readonly Term[] {
  const { own, environment } = player;
  const [values, chosen] = [player.values(player.own), player.chosen(player.own)];
  return values.map((value, o) => {
    const gap = values[chosen]! - value;
    const isBeyond = atLimit ? gap >= environment.outcomes * limit : gap > environment.outcomes * limit;
    const isHidden = isBeyond && o !== chosen;
    return { o, gap, value: environment.outcomes * (own[chosen]! - own[o]!) - gap, isHidden };
  });
}

const largest = (terms: readonly Term[]): number => Math.max(...terms.map(({ value }) => value));

/**
 * "We actually only need to release the differences V_{o*} − V_o, and only need to do so for outcomes o such that V_{o*} − V_o ≤ M, since
 * only such outcomes have a chance of achieving the above maximum" [CCKMV, Section 7]. A gap of exactly M achieves it in plain VCG, but o*
 * does as well: for the payment the gaps below M are enough. `less` lowers the limit M: a control.
 */
export const paymentRelease = (coins: CoinsByValues = bothCoins, changes: readonly string[] = [], less = 0): Claim => {
  const terms = (player: CoinPlayer, hidden: string | undefined): readonly Term[] =>
    termsOf(player, player.environment.maximum - less, hidden === "from" && !changes.includes(beyondOnly));
  return coinClaim({
    id: "cckmv/fact-7-release",
    place: "Section 7, before Mechanism 7.1",
    statement:
      "In max_o ((U(θ_i, o*) − U(θ_i, o)) − (V_{o*} − V_o)) only outcomes o with V_{o*} − V_o ≤ M have a chance of achieving the maximum: " +
      "V_{o*} − V_o > M implies (U(θ_i, o*) − U(θ_i, o)) − (V_{o*} − V_o) < P_i.",
    hypotheses: ["M ≥ 1", "|O| ≥ 1", ...changes],
    readings: readingsOf({
      values: ["sums", "noisy"],
      part: ["attain", "payment"],
      hidden: ["beyond", "from"],
    }),
    switchMeanings: {
      ...valuesMeanings,
      attain: "no alternative that is kept back achieves the maximum",
      payment: "P_i is the maximum over the alternatives that are released, so that θ_i, o* and π determine it",
      beyond: "kept back are the V_o with V_{o*} − V_o > M",
      from: "kept back are the V_o with V_{o*} − V_o ≥ M: less is released",
    },
    argument: "All |O| and M: U(θ_i, o*) − U(θ_i, o) ≤ M, and the term of o* is 0.",
    coins: ({ values }) => coins[values as keyof CoinsByValues],
    decide(player, { part, hidden }) {
      const all = terms(player, hidden);
      const maximum = largest(all);
      if (part === "attain") {
        const kept = all.filter(({ isHidden }) => isHidden);
        if (kept.length === 0) return undefined;
        return { larger: "right", holds: largest(kept) < maximum, left: largest(kept), right: maximum };
      }
      const released = largest(all.filter(({ isHidden }) => !isHidden));
      const paid = player.payment(player.own);
      return {
        larger: "right",
        holds: released === maximum && paid === maximum,
        left: released === maximum ? paid : released,
        right: maximum,
      };
    },
    choices: { alternative: (player, _chosen) => player.own.map((_, o) => o) },
    sides(player, { alternative }, { part, hidden }) {
      const [all, own] = [terms(player, hidden), player.own];
      const [maximum, chosen] = [largest(all), player.chosen(own)];
      const { gap, value, isHidden } = all[alternative as number]!;
      const isBeyond = hidden === "beyond" || changes.includes(beyondOnly);
      const kept = `V_{o*} - V_o ${isBeyond ? ">" : ">="} M${less === 0 ? "" : ` - ${less}`}`;
      const about = `the others add up to ${canonical(player.rest)} and the player reports ${canonical(own)}: o* = ${chosen}`;
      const print = (parts: number): string => Q.printRational(inWhole(player, parts));
      if (part === "attain") {
        return {
          hypotheses: isHidden ? "inside" : "outside",
          left: inWhole(player, value),
          right: inWhole(player, maximum),
          larger: "right",
          holds: value < maximum,
          inequality: `(U(θ_i, o*) - U(θ_i, o)) - (V_{o*} - V_o) < P_i where ${kept}`,
          explanation: `${about}, o = ${alternative} has the gap ${print(gap)}`,
        };
      }
      const released = largest(all.filter((term) => !term.isHidden));
      const paid = player.payment(own);
      return {
        left: inWhole(player, released === maximum ? paid : released),
        right: inWhole(player, maximum),
        larger: "right",
        holds: released === maximum && paid === maximum,
        inequality: `P_i = max_o ((U(θ_i, o*) - U(θ_i, o)) - (V_{o*} - V_o)), without the o where ${kept}`,
        explanation: `${about}; she pays ${print(paid)}, and of what is released the maximum is ${print(released)}`,
      };
    },
    evidence: (_budget, { part, values }) => ({
      best:
        values === "noisy"
          ? "No gap is exactly M for o ≠ o*. Gaps below M, up to M − 1/|O|, are needed: one of g < M achieves the maximum M − g > 0 alone, for a type of M at o* and 0 at o."
          : part === "attain"
            ? "The limit M is best: a gap of exactly M achieves the maximum, together with o* itself, for a type of M at o* and 0 at o."
            : "For the payment the gaps below M are enough, and all of them are needed: one of g < M achieves the maximum M − g > 0 alone.",
    }),
    repair: (reading: Reading) =>
      reading.switches.hidden === "from" &&
      reading.switches.part === "attain" &&
      reading.switches.values === "sums" &&
      changes.length === 0
        ? repairOf(reading, {
            statement: "As printed: only V_o with V_{o*} − V_o > M are kept back.",
            changes: [beyondOnly],
            claim: (kept) => paymentRelease(coins, kept, less),
          })
        : undefined,
  });
};
