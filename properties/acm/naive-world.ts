import { decisionKey, type GameNode } from "../../src/game/extensive-form.js";
import { readContext } from "../../src/instance/acm-context.js";
import { readPlayerReports } from "../../src/instance/acm-reports.js";
import { readChoice, readList, readObject, readRational, refuse } from "../../src/instance/input.js";
import {
  allocationsOf,
  boundOf,
  type Context,
  gainOf,
  maxSocialWelfare,
  type Outcome,
  playersOf,
  socialWelfare,
  utilityOf,
} from "../../src/mechanisms/acm/context.js";
import { naive2, naive2Fined, naive2Sequential, naive3, naive4 } from "../../src/mechanisms/acm/naive-votes.js";
import { type Coalition, expectedUtilities, solved, strictlyDominant } from "../../src/notions/collusive-dominance.js";
import { add, compare, type Rational, rational, signOfRational, zero } from "../../src/number/rational.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import { type PlainGame, plainGame } from "./plain-naive.js";

type Tree = (
  parameters: { readonly discount: Rational; readonly fine: Rational },
  context: Context,
  announced: Outcome,
) => GameNode<Outcome>;

const trees: Readonly<Record<string, Tree>> = {
  "acm/naive-2": naive2,
  "acm/naive-2-fined": naive2Fined,
  "acm/naive-2-sequential": naive2Sequential,
  "acm/naive-3": naive3,
  "acm/naive-4": naive4,
};

/** What may be announced: which integers the prices of the others are, and whether player 1's follows from the sum alone. */
export interface PriceRange {
  /** (−2B, 2B) in the place of (−B, B). */
  readonly isWide: boolean;
  /** Player 1's price need not be in (−B, B). */
  readonly isFree: boolean;
}

/** Naive-1 to 4 as printed: all prices in (−B, B). */
export const printedRange: PriceRange = { isWide: false, isFree: false };

/** A naive form at a context, with what its checks work on. */
export interface NaiveWorld {
  readonly context: Context;
  readonly parameters: { readonly discount: Rational; readonly fine: Rational };
  tree(announced: Outcome): GameNode<Outcome>;
  /** What player 1 announces, where the instance says it. */
  readonly announced?: Outcome;
  readonly plain: PlainGame;
  /** The same for equal instances. */
  readonly key: string;
}

/** Reads an instance of one of the mechanisms. Throws InputError. */
export const naiveWorld =
  (mechanisms: readonly string[]) =>
  (instance: JsonObject): NaiveWorld => {
    const mechanism = readChoice(instance.mechanism, "instance.mechanism", mechanisms);
    const given = readObject(instance.parameters ?? {}, "instance.parameters", { required: [], optional: ["discount", "fine"] }); // biome-ignore format: one line
    const read = (name: "discount" | "fine") =>
      given[name] === undefined ? zero : readRational(given[name], `instance.parameters.${name}`);
    const parameters = { discount: read("discount"), fine: read("fine") };
    const context = readContext(instance.environment);
    if (context.coalitions !== undefined) throw refuse("instance.environment.coalitions", "not for this claim");
    const reports = readPlayerReports(instance.reports, context, (player) => (player === 1 ? ["announce"] : []));
    const isSaid = mechanism === "acm/naive-2-sequential" || instance.question === "cds";
    if (readList(instance.reports ?? [], "instance.reports", (x) => x).length !== (isSaid ? 1 : 0)) {
      throw refuse("instance.reports", isSaid ? "expected what player 1 announces" : "expected none");
    }
    const announced = reports.get(1)?.announce;
    return {
      context,
      parameters,
      tree: (said) => trees[mechanism]!(parameters, context, said),
      ...(announced && { announced }),
      plain: plainGame(mechanism, instance),
      key: canonical(instance),
    };
  };

/** Everything that may be announced in a range, by ascending owners, then prices. */
export function* announcedWithin(context: Context, { isWide, isFree }: PriceRange): Generator<Outcome> {
  const B = boundOf(context);
  const most = (isWide ? 2n * B : B) - 1n;
  const vectors = balanced(context.players - 1, most).filter(([first]) => isFree || (first! > -B && first! < B));
  for (const allocation of allocationsOf(context)) {
    for (const prices of vectors) yield { allocation, prices: prices.map((price) => rational(price)) };
  }
}

/** Prices of so many others within [−most, most], before them the one of player 1 that balances them. */
function balanced(others: number, most: bigint): readonly (readonly bigint[])[] {
  let found: readonly (readonly bigint[])[] = [[0n]];
  for (let i = 0; i < others; i++) {
    found = found.flatMap(([first, ...rest]) =>
      Array.from({ length: Number(2n * most + 1n) }, (_, place) => {
        const price = BigInt(place) - most;
        return [first! - price, ...rest, price];
      }),
    );
  }
  return found;
}

/** Whether E maximises social welfare. */
export const isEndowmentBest = (context: Context): boolean =>
  socialWelfare(context, context.endowment) === maxSocialWelfare(context);

/** Σ_{i ∈ C} (d_i(A) − P_i), without discounts. */
export const surplusOf = (context: Context, { allocation, prices }: Outcome, block: Coalition): bigint =>
  block.reduce((sum, player) => sum + gainOf(context, allocation, player) - prices[player - 1]!.numerator, 0n);

/** Whether a truthful outcome [Definition 7]: A maximises social welfare and P_i = d_i(A) for i ≠ 1. */
export const isTruthful = (context: Context, announced: Outcome): boolean =>
  socialWelfare(context, announced.allocation) === maxSocialWelfare(context) &&
  playersOf(context).every((player) => player === 1 || surplusOf(context, announced, [player]) === 0n);

/** u_1 where the others vote YES exactly if d_i − P_i >= 0. */
export function utilityBySign(world: NaiveWorld, announced: Outcome): Rational {
  const { context } = world;
  const votes = new Map(
    playersOf(context).map((player) => [
      decisionKey("2", player),
      surplusOf(context, announced, [player]) >= 0n ? "YES" : "NO",
    ]),
  );
  return expectedUtilities(gameOf(world, announced), 1, votes)[0]!;
}

/** The game after an announcement. */
export const gameOf = (world: NaiveWorld, announced: Outcome) => ({
  root: world.tree(announced),
  utility: (outcome: Outcome, player: number) => utilityOf(world.context, outcome, player),
});

/** The best announcements for player 1, by her utility. */
export interface Best {
  readonly utility: Rational;
  readonly optima: readonly Outcome[];
}

/** The announcements of the greatest utility. */
export function bestOf(announcements: Iterable<Outcome>, utility: (announced: Outcome) => Rational): Best {
  let best: { utility: Rational; optima: Outcome[] } | undefined;
  for (const announced of announcements) {
    const worth = utility(announced);
    const order = best === undefined ? 1 : compare(worth, best.utility);
    if (order > 0) best = { utility: worth, optima: [announced] };
    else if (order === 0) best!.optima.push(announced);
  }
  return best!;
}

/** Readings and repairs ask for the same roots. */
const known = new Map<string, Best | undefined>();

/** The root of a naive form under a partition; undefined where some block has no strictly dominant strategy. */
export function rootOf(
  world: NaiveWorld,
  partition: readonly Coalition[],
  range: PriceRange = printedRange,
): Best | undefined {
  const key = canonical([world.key, partition as unknown as Json, { ...range }]);
  if (!known.has(key)) known.set(key, solvedRoot(world, partition, range));
  return known.get(key);
}

function solvedRoot(world: NaiveWorld, partition: readonly Coalition[], range: PriceRange): Best | undefined {
  const { context } = world;
  const first = partition.find((block) => block.includes(1))!;
  const worth = new Map<Outcome, Rational>();
  for (const announced of announcedWithin(context, range)) {
    const game = gameOf(world, announced);
    const all = solved(game, context.players);
    const profile = new Map<string, string>();
    for (const block of partition) {
      const joint = strictlyDominant(all, block);
      if (joint === undefined) return undefined;
      joint.decisions.forEach(({ node, player }, i) => {
        profile.set(decisionKey(node, player), joint.actions[i]!);
      });
    }
    const utilities = expectedUtilities(game, context.players, profile);
    worth.set(announced, first.map((player) => utilities[player - 1]!).reduce(add));
  }
  return bestOf(worth.keys(), (announced) => worth.get(announced)!);
}

/** Whether e > 0, (n − 1)e < 1 and e < 1. */
export const isModest = ({ context, parameters: { discount } }: NaiveWorld): boolean =>
  signOfRational(discount) > 0 &&
  compare(discount, rational(1n)) < 0 &&
  BigInt(context.players - 1) * discount.numerator < discount.denominator;

/** Whether 0 < e < 1/(3n). */
export const isSmall = ({ context, parameters: { discount } }: NaiveWorld): boolean =>
  discount.numerator > 0n && 3n * BigInt(context.players) * discount.numerator < discount.denominator;
