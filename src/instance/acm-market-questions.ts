import { playersOf, utilityOf } from "../mechanisms/acm/context.js";
import type { Stakes } from "../mechanisms/acm/market.js";
import { add, compare, type Rational, rational } from "../number/rational.js";
import type { Json } from "../verdict/json.js";
import { claimAt, claimIds } from "./acm-claims.js";
import type { Colluding } from "./acm-context.js";
import type { ReadGame } from "./acm-games.js";
import { expected } from "./acm-play.js";
import {
  claimedSetSize,
  heaviest,
  isBalancedOnPath,
  isClaimedSet,
  isSociallyOptimal,
  leastUtility,
  optimalCount,
  optimalList,
  type SolvedRoot,
  solveRoot,
  utilitiesAtOptima,
} from "./acm-root.js";
import type { Asked } from "./asked.js";
import { questionField } from "./asked.js";
import { readChoice, refuse } from "./input.js";
import type { Facts } from "./loaded.js";
import type { Output } from "./output.js";
import { noFields, type ObjectSchema, objectSchema } from "./schema.js";

/** The questions about M beside "play" and "cds". */
export const marketQuestions: Readonly<Record<string, ObjectSchema>> = {
  root: noFields,
  claim: objectSchema({ claim: { enum: claimIds } }),
};

export const marketAnswers: Readonly<Record<string, (game: ReadGame, asked: Asked) => Facts>> = {
  root(game) {
    checkNoReports(game);
    return rootFacts(solveRoot(game.parameters, game.context));
  },
  claim(game, asked) {
    checkNoReports(game);
    const id = readChoice(asked.fields.claim, questionField(asked, "claim"), claimIds);
    const found = claimAt(id, game.parameters, solveRoot(game.parameters, game.context));
    return {
      claim: () => id,
      verdict: () => (found === undefined ? "holds" : "violated"),
      witness: () => found ?? {},
    };
  },
};

/** Throws InputError where something is reported to a question that is about all announcements. */
export function checkNoReports({ reports }: Pick<ReadGame, "reports">): void {
  if (reports.size > 0) throw refuse("reports", "expected an empty list: the question is about all announcements");
}

/** More announcements are not listed. */
const listed = 40n;

const rootFields = [
  "rootUtility",
  "optimalCount",
  "optimal",
  "coalitionUtilities",
  "participation",
  "heaviestMass",
  "heaviestTerminalSociallyOptimal",
  "budgetBalancedOnPath",
  "claimedSetSize",
  "argmaxEqualsClaimedSet",
] as const;

function rootFacts(root: SolvedRoot): Facts {
  const { context, partition, play, optima } = root;
  if (play.undecidedAt) {
    return { allSubmechanismsCDS: () => false, ...Object.fromEntries(rootFields.map((name) => [name, () => null])) };
  }
  const utilities = utilitiesAtOptima(root);
  const facts: Record<(typeof rootFields)[number], () => Output> = {
    rootUtility: () => play.utility,
    optimalCount: () => countOutput(optimalCount(root)),
    optimal: () => optimalList(root, listed),
    coalitionUtilities: () => partition.map((block, i) => ({ coalition: [...block], utility: utilities[i] ?? null })),
    participation: () => partition.every((block) => leastUtility(root, block).numerator >= 0n),
    heaviestMass: () => optima.map((optimum) => heaviest(optimum).probability).reduce(smaller),
    heaviestTerminalSociallyOptimal: () =>
      optima.every((optimum) => isSociallyOptimal(context, heaviest(optimum).terminal.outcome)),
    budgetBalancedOnPath: () => isBalancedOnPath(root),
    claimedSetSize: () => countOutput(claimedSetSize(root)),
    argmaxEqualsClaimedSet: () => isClaimedSet(root),
  };
  return { allSubmechanismsCDS: () => true, ...facts };
}

const smaller = (x: Rational, y: Rational): Rational => (compare(x, y) <= 0 ? x : y);

/** A count as a JSON integer, or as text where it is none. */
const countOutput = (count: bigint): Json => (count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : `${count}`);

/** The question of M-fair: nature draws who plays the role of player 1, all of them independent. */
export function fairness(stakes: Stakes, context: Colluding): Facts {
  return { utilities: () => fairUtilities(stakes, context) };
}

function fairUtilities(stakes: Stakes, context: Colluding): Output {
  const { players } = context;
  const sums = playersOf(context).map(() => rational(0n));
  for (const role of playersOf(context)) {
    const swapped = playersOf(context).map((player) => (player === role ? 1 : player === 1 ? role : player));
    const place = (player: number): number => swapped[player - 1]!;
    const relabelled = {
      ...context,
      endowment: context.endowment.map(place),
      values: playersOf(context).map((player) => context.values[place(player) - 1]!),
    };
    const root = solveRoot(
      stakes,
      relabelled,
      playersOf(context).map((player) => [player]),
    );
    if (root.play.undecidedAt) return null;
    for (const player of playersOf(context)) {
      const own = root.optima.map(({ reached }) =>
        expected(reached, (outcome) => utilityOf(relabelled, outcome, place(player))),
      );
      if (own.some((other) => compare(other, own[0]!) !== 0)) return null;
      sums[player - 1] = add(sums[player - 1]!, own[0]!);
    }
  }
  return sums.map(({ numerator, denominator }) => rational(numerator, denominator * BigInt(players)));
}
