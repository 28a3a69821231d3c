import type { Claim } from "../../src/claim/claim.js";
import { readPartition } from "../../src/instance/acm-context.js";
import {
  allocationsOf,
  boundOf,
  type Context,
  gainOf,
  type Outcome,
  playersOf,
  socialWelfare,
} from "../../src/mechanisms/acm/context.js";
import { partitionsOf } from "../../src/notions/collusive-dominance.js";
import { equals, rational, zero } from "../../src/number/rational.js";
import { canonical, type JsonObject } from "../../src/verdict/json.js";
import { firstBlock, isSameClass, semiTruthful } from "./claimed-set.js";
import { collusiveCorners } from "./market-claim.js";
import type { MarketWorld } from "./market-world.js";
import { announceable } from "./root-claim.js";
import { outcomeKey } from "./root-profiles.js";
import { worldClaim } from "./world-claim.js";

type Partition = MarketWorld["partition"];

/** Which players the definition asks to pay d_i, and the prices that the mechanism lets them be asked, times B. */
export interface PriceRule {
  readonly limit: bigint;
  paysGain(partition: Partition, player: number): boolean;
}

/** Definition 7: all but player 1. */
export const truthfulPrices: PriceRule = { limit: 2n, paysGain: (_, player) => player !== 1 };
/** Definition 8: all outside the block of player 1. */
export const semiTruthfulPrices: PriceRule = {
  limit: 2n,
  paysGain: (partition, player) => !firstBlock({ partition }).includes(player),
};

/** The outcomes of the definition among those that M does not send away, by listing. */
function listed({ context }: MarketWorld, partition: Partition, rule: PriceRule): readonly Outcome[] {
  const welfare = [...allocationsOf(context)].map((allocation) => socialWelfare(context, allocation));
  const most = welfare.reduce((x, y) => (x > y ? x : y));
  const limit = rule.limit * boundOf(context);
  return announceable(context).filter(
    ({ allocation, prices }) =>
      socialWelfare(context, allocation) === most &&
      prices.reduce((sum, { numerator }) => sum + numerator, 0n) === 0n &&
      playersOf(context)
        .slice(1)
        .every((player) => {
          const price = prices[player - 1]!;
          const fits = price.numerator > -limit && price.numerator < limit;
          return (
            fits && (!rule.paysGain(partition, player) || equals(price, rational(gainOf(context, allocation, player))))
          );
        }),
  );
}

const fits = (context: Context, { prices }: { readonly prices: readonly number[] }): boolean =>
  prices.slice(1).every((price) => BigInt(price) > -2n * boundOf(context) && BigInt(price) < 2n * boundOf(context));

/** Definition 7: truthful outcomes, of which there is one, and which may be announced. */
export const definition7 = (rule = truthfulPrices): Claim =>
  worldClaim({
    id: "acm/def-7",
    place: "Definition 7",
    statement:
      "An outcome (A, P) is truthful if SW(A) is maximal, Σ P_i = 0 and P_i = θ_i(A_i) − θ_i(E_i) for i != 1. In every context there is one that M does not send away, whoever colludes.",
    hypotheses: [],
    structures: () => "any",
    scope: "all outcomes",
    argument: () =>
      "All contexts: a best allocation exists, and −2B < −2(B − 1) <= d_i <= 2(B − 1) < 2B; P_1 is free. The definition does not speak of the partition.",
    corners: collusiveCorners,
    decide({ context }) {
      const alone = playersOf(context).map((player) => [player]);
      const found = semiTruthful({ context, partition: alone });
      return found.length > 0 && found.every((one) => fits(context, one)) ? "holds" : { fails: {} };
    },
    choices: () => ({}),
    sides(world) {
      const found = listed(world, world.partition, rule);
      return {
        left: rational(BigInt(found.length)),
        right: rational(1n),
        larger: "left",
        inequality: "truthful outcomes with integer prices in (−2B, 2B) for i != 1 >= 1",
        explanation: found[0] ? `such as ${outcomeKey(found[0])}` : "there is none",
      };
    },
    evidence: () => ({
      "in the naive forms":
        "with prices in (−B, B) there may be none to announce: n = 2, m = 2, k = 2, E = [2, 1], where only the exchange of both goods is best and d_2 = 2 = B",
    }),
  });

/** Definition 8: semi-truthful outcomes do not depend on the blocks of the others. */
export const definition8 = (rule = semiTruthfulPrices): Claim =>
  worldClaim({
    id: "acm/def-8",
    place: "Definition 8",
    statement:
      "An outcome (A, P) is semi-truthful if SW(A) is maximal, Σ P_i = 0, P_i = θ_i(A_i) − θ_i(E_i) outside the block of player 1, and P_i is an integer of (−2B, 2B) for its members other than 1. There is one that M does not send away, and the set is the same for all partitions with the same block of player 1.",
    hypotheses: [],
    structures: () => "any",
    scope: "all outcomes, all partitions with the same block of player 1",
    argument: () =>
      "All contexts: every truthful outcome is semi-truthful. The definition speaks of the partition through the block of player 1 alone; where it is {1} the semi-truthful outcomes are the truthful ones.",
    corners: collusiveCorners,
    decide({ context, partition }) {
      const found = semiTruthful({ context, partition });
      const isSame = samePartitions(context, partition).every((other) => {
        const there = semiTruthful({ context, partition: other });
        return there.length === found.length && there.every((one, i) => isSameClass(one, found[i]!));
      });
      return found.length > 0 && isSame ? "holds" : { fails: {} };
    },
    choices: () => ({
      other: ({ context, partition }) =>
        samePartitions(context, partition).map((other) => other.map((block) => [...block])),
    }),
    sides(world, choices: JsonObject) {
      const other = readPartition(choices.other, "choices.other", world.context.players);
      const [here, there] = [world.partition, other].map((partition) =>
        listed(world, partition, rule).map(outcomeKey),
      ) as [string[], string[]];
      const differing = [...here.filter((key) => !there.includes(key)), ...there.filter((key) => !here.includes(key))];
      return {
        left: rational(BigInt(here.length === 0 ? 1 : differing.length)),
        right: zero,
        larger: "right",
        inequality: "semi-truthful outcomes of one partition alone <= 0",
        explanation:
          here.length === 0
            ? "there is no semi-truthful outcome"
            : `${here.length} with the partition of the context, ${there.length} with ${canonical(choices.other!)}${differing[0] ? `; ${differing[0]} belongs to one alone` : ""}`,
      };
    },
  });

/** All partitions with the same block of player 1. */
const samePartitions = ({ players }: Pick<Context, "players">, partition: Partition): readonly Partition[] => {
  const first = firstBlock({ partition }).join();
  return partitionsOf(players).filter((other) => firstBlock({ partition: other }).join() === first);
};
