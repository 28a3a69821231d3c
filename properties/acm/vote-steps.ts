import { terminalLaw } from "../../src/game/extensive-form.js";
import { allocationsOf, bundleOf, type Outcome, playersOf, utilityOf } from "../../src/mechanisms/acm/context.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { headsUtility, playOf, tailsUtility } from "../../src/mechanisms/acm/market-plays.js";
import * as Q from "../../src/number/rational.js";
import { affines } from "../../src/number/triangle.js";
import type { WorstSides } from "../worst-choices.js";
import type { MarketTree, MarketWorld } from "./market-world.js";
import { chainSides, inStakes } from "./proof-part.js";
import { product, termsOf, total, whole } from "./proof-terms.js";
import type { RootFinding } from "./root-claim.js";
import { sideOf, slackTogether } from "./vote-claim.js";

/** A fact that a proof about votes names. */
export interface VoteStep {
  readonly meaning: string;
  readonly argument: string;
  decide(world: MarketWorld): RootFinding;
  sides(tree: MarketTree, world: MarketWorld, announced: Outcome): WorstSides | undefined;
}

const explanation = "by the game tree, for the first Y of the others saying YES; formulas as printed";

/** nB·p(Y), times 1 − δ: εY for Y < n − 1, else nB. */
const chosen = (world: MarketWorld, yes: number) => {
  const n = BigInt(world.context.players);
  const unit = n * 2n ** BigInt(world.context.bits - 1);
  return yes === world.context.players - 1
    ? inStakes([
        [unit, 0, 0],
        [-unit, 0, 1],
      ])
    : inStakes([
        [BigInt(yes), 1, 0],
        [-BigInt(yes), 1, 1],
      ]);
};

const counts = ({ context }: MarketWorld): readonly number[] => playersOf(context).map((_, i) => i);

/** The law given Heads where players 2, …, Y + 1 say YES. */
function lawAt(tree: MarketTree, world: MarketWorld, announced: Outcome, yes: number) {
  const part = sideOf(tree, world, announced, "heads");
  if (part === undefined) return undefined;
  return terminalLaw(part, new Map(playersOf(world.context).map((i) => [`2 ${i}`, i <= yes + 1 ? "YES" : "NO"])));
}

const printedProbability = (world: MarketWorld, yes: number): Q.Rational => {
  const { n, B, discount } = termsOf(world);
  return yes === world.context.players - 1 ? Q.one : Q.divide(product(whole(yes), discount), product(n, B));
};

const worst = (found: readonly WorstSides[]): WorstSides | undefined =>
  found.find(({ holds }) => !holds) ?? found.at(-1);

export const probabilityStep: VoteStep = {
  meaning: "p(Y) = Pr[A* at P* less 2ε | Heads] is εY/(nB) for Y < n − 1 and 1 for Y = n − 1, and strictly increasing",
  argument: "All contexts: steps e to g, and ε(n − 2)/(nB) < 1.",
  decide(world) {
    if (world.context.players === 1) return { outside: true };
    const stakes = allLegalStakes(world.context);
    const values = counts(world).map((yes) => {
      const at = (S: number) => headsUtility(stakes, world.context, playOf([2]), S, yes);
      return affines.subtract(at(1), at(0));
    });
    const agree = values.every((value, yes) => affines.equals(value, chosen(world, yes)));
    const rise = values.slice(1).every((value, i) => stakes.sign(affines.subtract(value, values[i]!)) === 1);
    return { holds: agree && rise };
  },
  sides(tree, world, announced) {
    if (world.context.players === 1) return undefined;
    const masses = counts(world).map((yes) =>
      lawAt(tree, world, announced, yes)
        ?.filter(({ terminal }) => terminal.name === "d" || terminal.name === "f")
        .reduce((sum, { probability }) => Q.add(sum, probability), Q.zero),
    );
    return worst(
      masses.flatMap((mass, yes) => [
        chainSides(
          [
            [mass, `p(${yes})`, "="],
            [printedProbability(world, yes), "its formula"],
          ],
          explanation,
        ),
        ...(yes === 0
          ? []
          : [
              chainSides(
                [
                  [masses[yes - 1], `p(${yes - 1})`],
                  [mass, `p(${yes})`],
                ],
                explanation,
              ),
            ]),
      ]),
    );
  },
};

export const utilityStep: VoteStep = {
  meaning: "given Heads, u_i = p(Y)(θ_i(A*_i) − θ_i(E_i) − P*_i + ε) + ε for i ≠ 1",
  argument: "All contexts: ε with E, and d_i − P*_i + 2ε with A*.",
  decide(world) {
    if (world.context.players === 1) return { outside: true };
    const stakes = allLegalStakes(world.context);
    const n = BigInt(world.context.players);
    const B = 2n ** BigInt(world.context.bits - 1);
    const most = Number(4n * B);
    for (const yes of counts(world)) {
      for (let S = -most; S <= most; S++) {
        const times = inStakes([
          [BigInt(S), 0, 0],
          [1n, 1, 0],
        ]);
        const formula = affines.add(
          affines.multiply(times, chosen(world, yes)),
          inStakes([
            [n * B, 1, 0],
            [-n * B, 1, 1],
          ]),
        );
        if (!affines.equals(headsUtility(stakes, world.context, playOf([2]), S, yes), formula)) return { holds: false };
      }
    }
    return { holds: true };
  },
  sides(tree, world, announced) {
    if (world.context.players === 1) return undefined;
    const { discount } = termsOf(world);
    return worst(
      counts(world).flatMap((yes) =>
        playersOf(world.context)
          .slice(1)
          .map((i) => {
            const utility = lawAt(tree, world, announced, yes)?.reduce(
              (sum, { terminal, probability }) =>
                Q.add(sum, Q.multiply(probability, utilityOf(world.context, terminal.outcome, i))),
              Q.zero,
            );
            const slack = total(slackTogether(world, announced, [i]), discount);
            const formula = total(product(printedProbability(world, yes), slack), discount);
            return chainSides(
              [
                [utility, `u_${i} at Y = ${yes}`, "="],
                [formula, "p(Y)(d_i − P*_i + ε) + ε"],
              ],
              explanation,
            );
          }),
      ),
    );
  },
};

export const differenceStep: VoteStep = {
  meaning: "given Tails, YES at w = i is worth (θ_i(A*_i) − θ_i(E_i) − P*_i + ε)/n more to i than NO",
  argument: "All contexts: at w = i she gets d_i − P*_i + 2ε or ε; elsewhere her vote changes nothing.",
  decide(world) {
    const { context } = world;
    if (context.players === 1) return { outside: true };
    const stakes = allLegalStakes(context);
    const B = 2n ** BigInt(context.bits - 1);
    const most = Number(2n * B);
    for (const w of playersOf(context).slice(1)) {
      for (const allocation of allocationsOf(context)) {
        for (let price = 1 - most; price < most; price++) {
          const at = (isYes: boolean) => tailsUtility(stakes, context, playOf([w]), { allocation, w, price, isYes });
          const gain = context.values[w - 1]!;
          const d = gain[bundleOf(allocation, w)]! - gain[bundleOf(context.endowment, w)]!;
          const formula = inStakes([
            [B * (d - BigInt(price)), 0, 1],
            [B, 1, 1],
          ]);
          if (!affines.equals(affines.subtract(at(true), at(false)), formula)) return { holds: false };
        }
      }
    }
    return { holds: true };
  },
  sides(tree, world, announced) {
    const part = sideOf(tree, world, announced, "tails");
    if (part === undefined || world.context.players === 1) return undefined;
    const { n, discount } = termsOf(world);
    return worst(
      playersOf(world.context)
        .slice(1)
        .map((i) => {
          const [yes, no] = ["YES", "NO"].map((vote) =>
            terminalLaw(
              part,
              new Map(playersOf(world.context).map((j) => [`3.${j} ${j}`, j === i ? vote : "NO"])),
            ).reduce(
              (sum, { terminal, probability }) =>
                Q.add(sum, Q.multiply(probability, utilityOf(world.context, terminal.outcome, i))),
              Q.zero,
            ),
          );
          const formula = Q.divide(total(slackTogether(world, announced, [i]), discount), n);
          return chainSides(
            [
              [Q.subtract(yes!, no!), `u_${i}(YES) − u_${i}(NO)`, "="],
              [formula, "(d_i − P*_i + ε)/n"],
            ],
            explanation,
          );
        }),
    );
  },
};
