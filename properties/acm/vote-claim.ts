import type { GameNode } from "../../src/game/extensive-form.js";
import { allocationsOf, boundOf, gainOf, type Outcome, utilityOf } from "../../src/mechanisms/acm/context.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { gainAsNumber, playOf, voteAlone, voteTogether } from "../../src/mechanisms/acm/market-plays.js";
import type { SolvedGame } from "../../src/notions/collusive-dominance.js";
import { solved } from "../../src/notions/collusive-dominance.js";
import * as Q from "../../src/number/rational.js";
import type { WorstSides } from "../worst-choices.js";
import { firstBlock } from "./claimed-set.js";
import type { MarketTree, MarketWorld } from "./market-world.js";
import type { RootFinding } from "./root-claim.js";

type Block = readonly number[];

/** The part of M^x after the first coin; undefined where M^x is over before it. */
export function sideOf(
  tree: MarketTree,
  { stakes, context }: MarketWorld,
  announced: Outcome,
  side: "heads" | "tails" | "both",
): GameNode<Outcome> | undefined {
  const root = tree(stakes, context, announced);
  if (root.kind !== "chance") return undefined;
  return side === "both" ? root : root.branches[side === "heads" ? 0 : 1]!.node;
}

/** What the block loses least by another joint strategy than the one said, over all that the others may do: by trying all. */
export function leastLoss(
  { context }: MarketWorld,
  part: GameNode<Outcome>,
  block: Block,
  says: (node: string, player: number) => "YES" | "NO",
): Q.Rational | undefined {
  const game = solved(
    { root: part, utility: (outcome, player) => utilityOf(context, outcome, player) },
    context.players,
  );
  const own = game.decisions.map(({ player }) => block.includes(player));
  if (!own.includes(true)) return undefined;
  const rows = rowsOf(game, own, block);
  const said = game.decisions
    .filter((_, i) => own[i])
    .map(({ node, player }) => says(node, player))
    .join();
  let least: Q.Rational | undefined;
  for (const row of rows.values()) {
    for (const [joint, worth] of row) {
      if (joint === said) continue;
      const loss = Q.subtract(row.get(said)!, worth);
      if (least === undefined || Q.compare(loss, least) < 0) least = loss;
    }
  }
  return least;
}

/** By what the others do: what the block gets by each of its joint strategies. */
function rowsOf(
  { decisions, utilities }: SolvedGame,
  own: readonly boolean[],
  block: Block,
): ReadonlyMap<string, ReadonlyMap<string, Q.Rational>> {
  const rows = new Map<string, Map<string, Q.Rational>>();
  let actions: readonly (readonly string[])[] = [[]];
  for (const decision of decisions) actions = actions.flatMap((list) => decision.actions.map((one) => [...list, one]));
  actions.forEach((profile, place) => {
    const rest = profile.filter((_, i) => !own[i]).join();
    const row = rows.get(rest) ?? new Map<string, Q.Rational>();
    rows.set(rest, row);
    const worth = block.reduce((sum, player) => Q.add(sum, utilities[place]![player - 1]!), Q.zero);
    row.set(profile.filter((_, i) => own[i]).join(), worth);
  });
  return rows;
}

/** Σ_{i∈C} (d_i − P*_i). */
export const slackTogether = ({ context }: MarketWorld, announced: Outcome, block: Block): Q.Rational =>
  block.reduce(
    (sum, i) => Q.add(sum, Q.subtract(Q.rational(gainOf(context, announced.allocation, i)), announced.prices[i - 1]!)),
    Q.zero,
  );

/** The worst block's loss against 0; undefined where no block has a say. */
export function lossSides(
  losses: readonly (Q.Rational | undefined)[],
  inequality: string,
  explanation: string,
): WorstSides | undefined {
  const found = losses.filter((loss) => loss !== undefined);
  if (found.length === 0) return undefined;
  const left = found.reduce((least, next) => (Q.compare(next, least) < 0 ? next : least));
  return { left, right: Q.zero, larger: "left", holds: Q.signOfRational(left) > 0, inequality, explanation };
}

export const otherBlocks = ({ partition }: MarketWorld): readonly Block[] =>
  partition.filter((block) => !block.includes(1));

const priceLimit = ({ context }: MarketWorld): number => Number(2n * boundOf(context));

/** Whether each block without player 1 has its strictly dominant votes of step 2 by the sign of Σ(d_i − P*_i), for all legal stakes. */
export function togetherBySign(world: MarketWorld): RootFinding {
  const { context } = world;
  const stakes = allLegalStakes(context);
  if (otherBlocks(world).length === 0) return { outside: true };
  for (const block of otherBlocks(world)) {
    const known = new Set<number>();
    for (const allocation of allocationsOf(context)) {
      const gain = block.reduce((sum, player) => sum + gainAsNumber(context, allocation, player), 0);
      for (const S of aroundBy(gain, block.length * (priceLimit(world) - 1))) {
        if (known.has(S)) continue;
        known.add(S);
        if (voteTogether(stakes, context, playOf(block), S) !== S >= 0) return { holds: false };
      }
    }
  }
  return { holds: true };
}

/** Whether each player outside the block of player 1 has her strictly dominant vote of step 3 by the sign of d_i − P*_i. */
export function aloneBySign(world: MarketWorld): RootFinding {
  const { context } = world;
  const stakes = allLegalStakes(context);
  if (otherBlocks(world).length === 0) return { outside: true };
  for (const block of otherBlocks(world)) {
    for (const w of block) {
      for (const allocation of allocationsOf(context)) {
        const gain = gainAsNumber(context, allocation, w);
        for (const price of aroundBy(0, priceLimit(world) - 1)) {
          if (voteAlone(stakes, context, playOf(block), { allocation, w, price }) !== gain - price >= 0) {
            return { holds: false };
          }
        }
      }
    }
  }
  return { holds: true };
}

/** Whether YES everywhere is strictly dominant for those who are in the block of player 1. */
export function firstSaysYes(world: MarketWorld): RootFinding {
  const { context } = world;
  const stakes = allLegalStakes(context);
  const block = firstBlock(world);
  const play = playOf(block);
  if (block.length === 1) return { outside: true };
  const known = new Set<number>();
  for (const allocation of allocationsOf(context)) {
    const gain = block.reduce((sum, player) => sum + gainAsNumber(context, allocation, player), 0);
    for (const S of aroundBy(gain, (context.players - block.length) * (priceLimit(world) - 1))) {
      if (known.has(S)) continue;
      known.add(S);
      if (voteTogether(stakes, context, play, S) !== true) return { holds: false };
    }
    // What is paid for A*_w stays within the block.
    for (const w of play.voters) {
      if (voteAlone(stakes, context, play, { allocation, w, price: 0 }) !== true) return { holds: false };
    }
  }
  return { holds: true };
}

/** Both findings hold, or one does where the other says nothing. */
export const bothHold = (x: RootFinding, y: RootFinding): RootFinding =>
  "outside" in x ? y : "outside" in y || !x.holds ? x : y;

function* aroundBy(middle: number, width: number): Generator<number> {
  for (let S = middle - width; S <= middle + width; S++) yield S;
}

/** YES where the slack is at least 0. */
export const bySign = (slack: Q.Rational): "YES" | "NO" => (Q.signOfRational(slack) >= 0 ? "YES" : "NO");
