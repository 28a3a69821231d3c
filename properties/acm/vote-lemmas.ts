import type { Claim } from "../../src/claim/claim.js";
import { onlyReading, readingsOf } from "../../src/claim/reading.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { firstBlock, isNonCollusive } from "./claimed-set.js";
import type { Structures } from "./market-cases.js";
import { collusiveCorners, marketCorners } from "./market-claim.js";
import type { MarketTree, MarketWorld } from "./market-world.js";
import { partSides } from "./proof-part.js";
import { type RootFinding, rootClaim } from "./root-claim.js";
import {
  aloneBySign,
  bothHold,
  bySign,
  firstSaysYes,
  leastLoss,
  lossSides,
  otherBlocks,
  sideOf,
  slackTogether,
  togetherBySign,
} from "./vote-claim.js";
import { differenceStep, probabilityStep, utilityStep, type VoteStep } from "./vote-steps.js";

type Outcome = Parameters<typeof slackTogether>[1];

const legal = "0 < ε < 1/(5n), 0 < δ < ε/B";
const byTrying = "the least that is lost by another strategy, over all that the others may do, by the game tree";

/** The least loss of each of the blocks in a part of M^x by other votes than those by sign. */
const losses = (
  tree: MarketTree,
  world: MarketWorld,
  announced: Outcome,
  { side, blocks }: { readonly side: "heads" | "tails" | "both"; readonly blocks: readonly (readonly number[])[] },
) => {
  const part = sideOf(tree, world, announced, side);
  if (part === undefined) return undefined;
  return lossSides(
    blocks.map((block) =>
      leastLoss(world, part, block, (node, player) => {
        if (block.includes(1)) return "YES";
        return bySign(slackTogether(world, announced, node === "2" ? block : [player]));
      }),
    ),
    "least loss by another strategy > 0",
    byTrying,
  );
};

interface VoteLemma {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly structures: Structures;
  readonly argument: string;
  readonly side: "heads" | "tails" | "both";
  blocks(world: MarketWorld): readonly (readonly number[])[];
  decide(world: MarketWorld): RootFinding;
  readonly steps?: Readonly<Record<string, VoteStep>>;
}

const voteLemma = (parts: VoteLemma, tree: MarketTree = market): Claim => {
  const { steps = {} } = parts;
  const names = Object.keys(steps);
  return rootClaim(
    {
      ...parts,
      hypotheses: [...parts.hypotheses, legal],
      readings: names.length === 0 ? onlyReading : readingsOf({ part: ["lemma", ...names] }),
      switchMeanings:
        names.length === 0
          ? {}
          : {
              lemma: "the statement of the lemma",
              ...Object.fromEntries(names.map((name) => [name, `a step of the proof. ${steps[name]!.meaning}`])),
            },
      structures: () => parts.structures,
      argument: ({ part }) => steps[part ?? ""]?.argument ?? parts.argument,
      corners: parts.structures === "any" ? collusiveCorners : marketCorners,
      decide: (world, { part }) => (steps[part ?? ""] ?? parts).decide(world),
      sides: (world, announced, { part }) =>
        partSides(
          {
            meaning: parts.statement,
            admits: () => true,
            decide: () => undefined,
            sides: () => {
              const step = steps[part ?? ""];
              if (step) return step.sides(tree, world, announced);
              return losses(tree, world, announced, { side: parts.side, blocks: parts.blocks(world) });
            },
          },
          world,
          announced,
        ),
    },
    tree,
  );
};

const integral =
  "Prices and values are integers and 0 < ε < 1, so Σ(d_i − P*_i) + |C|ε has the sign of Σ(d_i − P*_i), read as positive at 0, only where |C|ε < 1, which 5nε < 1 gives";

export const lemma1 = (tree?: MarketTree): Claim =>
  voteLemma(
    {
      id: "acm/lemma-1",
      place: "Lemma 1",
      statement:
        "Independent players, x = (A*, P*) regular: in M^x given c_0 = Heads it is strictly dominant for each player i ≠ 1 to say YES in step 2 if θ_i(A*_i) − θ_i(E_i) − P*_i ≥ 0, and NO otherwise.",
      hypotheses: ["players are independent", "x is regular"],
      structures: "independent",
      argument: `All contexts: the utility is p(Y)(d_i − P*_i + ε) + ε, and p(Y) = Pr[A*] increases strictly with the number Y of YES. ${integral}.`,
      side: "heads",
      blocks: otherBlocks,
      decide: togetherBySign,
      steps: { probability: probabilityStep, utility: utilityStep },
    },
    tree,
  );

export const lemma2 = (tree?: MarketTree): Claim =>
  voteLemma(
    {
      id: "acm/lemma-2",
      place: "Lemma 2",
      statement:
        "Independent players, x = (A*, P*) regular: in M^x given c_0 = Tails it is strictly dominant for each player i ≠ 1 to say YES in step 3 when w = i if θ_i(A*_i) − θ_i(E_i) − P*_i ≥ 0, and NO otherwise.",
      hypotheses: ["players are independent", "x is regular"],
      structures: "independent",
      argument: "All contexts: YES is worth (d_i − P*_i + ε)/n more than NO, and d_i − P*_i is an integer, 0 < ε < 1.",
      side: "tails",
      blocks: otherBlocks,
      decide: aloneBySign,
      steps: { difference: differenceStep },
    },
    tree,
  );

export const lemma7 = (tree?: MarketTree): Claim =>
  voteLemma(
    {
      id: "acm/lemma-7",
      place: "Lemma 7",
      statement:
        "x = (A*, P*) regular, C a block without player 1: in M^x given c_0 = Heads it is strictly dominant for the members of C to say YES in step 2 one and all if Σ_{i∈C} (θ_i(A*_i) − θ_i(E_i) − P*_i) ≥ 0, and NO one and all otherwise.",
      hypotheses: ["x is regular", "1 is not in C"],
      structures: "any",
      argument: `All contexts: the utility of C is p(Y)(Σ(d_i − P*_i) + |C|ε) + |C|ε, and p(Y) increases strictly with Y. ${integral}.`,
      side: "heads",
      blocks: otherBlocks,
      decide: togetherBySign,
    },
    tree,
  );

export const lemma8 = (tree?: MarketTree): Claim =>
  voteLemma(
    {
      id: "acm/lemma-8",
      place: "Lemma 8",
      statement:
        "x = (A*, P*) regular, C a block without player 1: in M^x given c_0 = Tails it is strictly dominant for C that each of its members i, when w = i, says YES in step 3 if θ_i(A*_i) − θ_i(E_i) − P*_i ≥ 0, and NO otherwise.",
      hypotheses: ["x is regular", "1 is not in C"],
      structures: "any",
      argument:
        "All contexts: at w = i only the goods of i are at stake and only her price, so YES is worth (d_i − P*_i + ε)/n more to C than NO, an integer plus ε; the nodes add up.",
      side: "tails",
      blocks: otherBlocks,
      decide: aloneBySign,
    },
    tree,
  );

export const lemma9 = (tree?: MarketTree): Claim =>
  voteLemma(
    {
      id: "acm/lemma-9",
      place: "Lemma 9",
      statement:
        "x = (A*, P*) regular: in M^x it is strictly dominant for the members of the block of player 1 other than player 1 to say YES both in step 2 and in step 3 when w is one of them.",
      hypotheses: ["x is regular", "player 1 is not alone in her block"],
      structures: "any",
      argument:
        "All contexts: a NO in step 3 costs the block n²B/δ at a node of probability δ/n and saves less than 2B there. In step 2 one YES more adds (1 − ε)·2nB and changes by ε/(nB) the probability of an outcome worth more than −3nB; the last YES avoids a fine of at least (1 − ε)·4nB at the cost of less than 3nB.",
      side: "both",
      blocks: (world) => (firstBlock(world).length > 1 ? [firstBlock(world)] : []),
      decide: firstSaysYes,
    },
    tree,
  );

/** Corollary 1, for independent players as it stands, and for every block of every partition. */
export const corollary1 = (tree: MarketTree = market): Claim =>
  rootClaim(
    {
      id: "acm/cor-1",
      place: "Corollary 1",
      statement:
        "For every outcome x, M^x is CDS; where x = (A*, P*) is regular it is strictly dominant for each player i ≠ 1 to say YES in step 2, and in step 3 when w = i, if θ_i(A*_i) − θ_i(E_i) − P*_i ≥ 0, and to say NO in both otherwise.",
      hypotheses: [legal, "strictly better than every other strategy of the block; M^x without decisions is CDS"],
      readings: readingsOf({ structure: ["independent", "any"] }),
      switchMeanings: {
        independent: "players are independent, as in the section where it stands",
        any: "CDS over all partitions; a block without player 1 votes by Σ_{C}(d_i − P*_i) in step 2 and each by her own in step 3, that of player 1 says YES",
      },
      structures: ({ structure }) => (structure === "any" ? "any" : "independent"),
      argument: ({ structure }) =>
        structure === "any"
          ? "All contexts: Lemmas 7, 8 and 9; what is done given Heads and given Tails are different nodes, and the coin does not depend on anybody."
          : "All contexts: Lemmas 1 and 2; what is done given Heads and given Tails are different nodes, and the coin does not depend on anybody.",
      corners: marketCorners,
      decide(world) {
        const others = bothHold(togetherBySign(world), aloneBySign(world));
        const found = isNonCollusive(world) ? others : bothHold(others, firstSaysYes(world));
        return "outside" in found ? { holds: true } : found;
      },
      sides: (world, announced) =>
        losses(tree, world, announced, { side: "both", blocks: world.partition }) ?? {
          ...lossSides([{ numerator: 1n, denominator: 1n }], "nobody has a decision", "an empty mechanism is CDS")!,
        },
    },
    tree,
  );
