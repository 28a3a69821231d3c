import { decisionKey, type Reached, terminalLaw } from "../../src/game/extensive-form.js";
import { type Colluding, readContext } from "../../src/instance/acm-context.js";
import { readOutcome } from "../../src/instance/acm-reports.js";
import { readChoice, readObject, readPositive, readProbability, refuse } from "../../src/instance/input.js";
import { once } from "../../src/instance/once.js";
import { type Outcome, utilityOf } from "../../src/mechanisms/acm/context.js";
import { market, type Stakes } from "../../src/mechanisms/acm/market.js";
import { type RootForAll, rootForAllStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { type RootPlay, rootPlay } from "../../src/mechanisms/acm/market-root.js";
import { solved, strictlyDominant } from "../../src/notions/collusive-dominance.js";
import { add, multiply, printRational, type Rational, zero } from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";

/** The mechanism M, or one that a test puts in its place. */
export type MarketTree = typeof market;

/** M at one context, collusion structure and stakes: what claims about rational play are decided and checked on. */
export interface MarketWorld {
  readonly stakes: Stakes;
  readonly context: Colluding;
  readonly partition: readonly (readonly number[])[];
  /** The root by the closed form, over all announcements: for `decide`. */
  root(): RootPlay;
  /** The same for every legal discount and δ at once. */
  rootForAll(): RootForAll;
  /**
   * Rational play after an announcement, by the game tree and the definition of strict dominance: for `check`. Undefined where
   * some block has no strictly dominant strategy.
   */
  played(announced: Outcome): readonly Reached<Outcome>[] | undefined;
}

/** Reads an instance of `acm/M` with coalitions, as for the question "root". Throws InputError. */
export function marketWorld(instance: JsonObject, tree: MarketTree = market): MarketWorld {
  readChoice(instance.mechanism, "instance.mechanism", ["acm/M"]);
  const given = readObject(instance.parameters, "instance.parameters", { required: ["discount", "delta"] });
  const stakes = {
    discount: readProbability(given.discount, "instance.parameters.discount"),
    delta: readPositive(given.delta, "instance.parameters.delta"),
  };
  const context = readContext(instance.environment);
  const { coalitions: partition } = context;
  if (partition === undefined) throw refuse("instance.environment.coalitions", "missing");
  return {
    stakes,
    context,
    partition,
    root: once(() => rootPlay(stakes, context, partition)),
    rootForAll: once(() => rootForAllStakes(context, partition)),
    played(announced) {
      const root = tree(stakes, context, announced);
      const game = solved({ root, utility: (outcome, player) => utilityOf(context, outcome, player) }, context.players);
      const profile = new Map<string, string>();
      for (const block of partition) {
        const joint = strictlyDominant(game, block);
        if (joint === undefined) return undefined;
        joint.decisions.forEach(({ node, player }, i) => {
          profile.set(decisionKey(node, player), joint.actions[i]!);
        });
      }
      return terminalLaw(root, profile);
    },
  };
}

/** Σ_{i ∈ C} u_i in expectation. */
export const expectedUtility = (
  { context }: Pick<MarketWorld, "context">,
  reached: readonly Reached<Outcome>[],
  block: readonly number[],
): Rational =>
  reached.reduce(
    (sum, { terminal, probability }) =>
      block.reduce(
        (total, player) => add(total, multiply(probability, utilityOf(context, terminal.outcome, player))),
        sum,
      ),
    zero,
  );

/** An announcement among the choices of an example. Throws InputError. */
export const readAnnouncement = (value: Json | undefined, field: string, { context }: MarketWorld): Outcome =>
  readOutcome(value, field, context);

/** An announcement in the users' JSON. */
export const printAnnouncement = ({ allocation, prices }: Outcome): JsonObject => ({
  allocation: [...allocation],
  prices: prices.map(printRational),
});

/** Legal stakes for n players and B: the discount is s/(5n), δ is t·discount/B, for 0 < s, t < 1. */
export const stakesAt = (
  players: number,
  bits: number,
  s: readonly [number, number],
  t: readonly [number, number],
): JsonObject => ({
  discount: printQuotient(BigInt(s[0]), BigInt(s[1]) * 5n * BigInt(players)),
  delta: printQuotient(
    BigInt(s[0]) * BigInt(t[0]),
    BigInt(s[1]) * BigInt(t[1]) * 5n * BigInt(players) * (1n << BigInt(bits - 1)),
  ),
});

const printQuotient = (numerator: bigint, denominator: bigint): string =>
  printRational(multiply({ numerator, denominator: 1n }, { numerator: 1n, denominator }));

/** The middle of the legal triangle, nearly nothing, and nearly all of it. */
export const usualStakes = (players: number, bits: number): readonly JsonObject[] => [
  stakesAt(players, bits, [1, 2], [1, 2]),
  stakesAt(players, bits, [1, 1000], [1, 1000]),
  stakesAt(players, bits, [999, 1000], [999, 1000]),
];
