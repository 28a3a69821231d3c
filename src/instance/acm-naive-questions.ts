import { decisionKey, terminalLaw } from "../game/extensive-form.js";
import { balancedOutcomes, countBalanced } from "../mechanisms/acm/announcements.js";
import type { Context, Outcome } from "../mechanisms/acm/context.js";
import { utilityOf } from "../mechanisms/acm/context.js";
import {
  type Coalition,
  type JointStrategy,
  partitionsOf,
  solved,
  strictlyDominant,
} from "../notions/collusive-dominance.js";
import { add, compare, type Rational, signOfRational } from "../number/rational.js";
import { readPartition } from "./acm-context.js";
import { checkNoCoalitions, type GameFormat, type ReadGame } from "./acm-games.js";
import { checkNoReports } from "./acm-market-questions.js";
import { expected } from "./acm-play.js";
import { printOutcome } from "./acm-reports.js";
import { inOrder, isSociallyOptimal } from "./acm-root.js";
import type { Asked } from "./asked.js";
import { questionField } from "./asked.js";
import { readList, refuse } from "./input.js";
import type { Facts } from "./loaded.js";
import type { Output } from "./output.js";
import { type ObjectSchema, objectSchema } from "./schema.js";

type Partition = readonly Coalition[];

export const naiveQuestions: Readonly<Record<string, ObjectSchema>> = {
  "root-all-partitions": objectSchema({}, { partitions: { type: "array", items: { type: "array" } } }),
};

/** Pure profiles of all announcements together, and four for each partition's play, at most: a few seconds. */
const workLimit = 1_000_000n;

/** The root of a naive form under every partition, or those named. */
export const naiveAnswers = (
  tree: GameFormat["tree"],
): Readonly<Record<string, (game: ReadGame, asked: Asked) => Facts>> => ({
  "root-all-partitions"(game, asked) {
    const { context } = game;
    checkNoReports(game);
    checkNoCoalitions(context);
    const named = asked.fields.partitions;
    const field = questionField(asked, "partitions");
    const partitions: readonly Partition[] =
      named === undefined
        ? partitionsOf(context.players)
        : readList(named, field, (partition, at) => readPartition(partition, at, context.players));
    const work = countBalanced(context) * ((1n << BigInt(context.players - 1)) + 4n * BigInt(partitions.length));
    if (work > workLimit) {
      throw refuse(
        "environment",
        `${work} profiles and plays after all announcements are too many; the limit is ${workLimit}`,
      );
    }
    return {
      partitions: () => rootsOf(tree, game, [...partitions].sort(inPartitionOrder)),
    };
  },
});

/** Block by block, a block before those that it begins. */
function inPartitionOrder(x: Partition, y: Partition): number {
  const at = x.findIndex((block, i) => y[i] === undefined || byPlayers(block, y[i]) !== 0);
  return at < 0 ? x.length - y.length : y[at] === undefined ? 1 : byPlayers(x[at]!, y[at]);
}

function byPlayers(x: Coalition, y: Coalition): number {
  const at = x.findIndex((player, i) => player !== y[i]);
  return at < 0 ? x.length - y.length : y[at] === undefined ? 1 : x[at]! - y[at];
}

interface BestSoFar {
  utility?: Rational;
  optima: Played[];
  isDecided: boolean;
}

interface Played {
  readonly announced: Outcome;
  readonly outcomes: readonly Outcome[];
  readonly utilities: readonly Rational[];
}

/** Announcement by announcement, so that each game is solved once for all partitions. */
function rootsOf(
  tree: GameFormat["tree"],
  { parameters, context }: ReadGame,
  partitions: readonly Partition[],
): Output {
  const best = partitions.map((): BestSoFar => ({ optima: [], isDecided: true }));
  for (const announced of balancedOutcomes(context)) {
    const root = tree(parameters, context, announced);
    const game = solved({ root, utility: (outcome, player) => utilityOf(context, outcome, player) }, context.players);
    const known = new Map<string, JointStrategy | undefined>();
    partitions.forEach((partition, i) => {
      const found = best[i]!;
      if (!found.isDecided) return;
      const profile = new Map<string, string>();
      for (const block of partition) {
        const key = block.join();
        if (!known.has(key)) known.set(key, strictlyDominant(game, block));
        const joint = known.get(key);
        if (joint === undefined) {
          found.isDecided = false;
          return;
        }
        joint.decisions.forEach(({ node, player }, at) => {
          profile.set(decisionKey(node, player), joint.actions[at]!);
        });
      }
      const reached = terminalLaw(root, profile);
      const utilities = partition.map((block) =>
        expected(reached, (outcome) => block.map((player) => utilityOf(context, outcome, player)).reduce(add)),
      );
      const own = utilities[partition.findIndex((block) => block.includes(1))]!;
      const order = found.utility === undefined ? 1 : compare(own, found.utility);
      if (order < 0) return;
      if (order > 0) [found.utility, found.optima] = [own, []];
      found.optima.push({ announced, utilities, outcomes: reached.map(({ terminal }) => terminal.outcome) });
    });
  }
  return partitions.map((partition, i) => printRoot(context, partition, best[i]!));
}

/** More optima are not listed. */
const listed = 12;

function printRoot(context: Context, partition: Partition, { isDecided, utility, optima }: BestSoFar): Output {
  const head = { partition: partition.map((block) => [...block]), allSubmechanismsCDS: isDecided };
  if (!isDecided) return head;
  return {
    ...head,
    rootUtility: utility!,
    optimalCount: optima.length,
    participation: optima.every(({ utilities }) => utilities.every((worth) => signOfRational(worth) >= 0)),
    everyOutcomeSociallyOptimal: optima.every(({ outcomes }) =>
      outcomes.every((outcome) => isSociallyOptimal(context, outcome)),
    ),
    optimal:
      optima.length > listed
        ? null
        : optima
            .map(({ announced }) => announced)
            .toSorted(inOrder)
            .map(printOutcome),
  };
}
