import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { playersOf } from "../../src/mechanisms/acm/context.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { type Changes, repairedBy } from "../repairs.js";
import { type Words, wordsOf } from "../words.js";
import { isEndowmentBest, type NaiveWorld, naiveWorld } from "./naive-world.js";
import type { PlainGame } from "./plain-naive.js";

/** What a check found: both sides in whole numbers or rationals, and in words. */
export interface PlainFinding {
  readonly left: Q.Rational | number;
  readonly right: Q.Rational | number;
  readonly larger: "left" | "right";
  readonly holds: boolean;
  readonly inequality: string;
  readonly explanation: string;
}

/** What a claim says for itself that speaks of single contexts; `contextClaim` supplies the rest. */
export interface ContextClaim<World> extends Words {
  instances(budget: Budget, switches: Switches): readonly JsonObject[];
  describe(budget: Budget, switches: Switches): string;
  argument?(switches: Switches): string | undefined;
  readonly corners: Readonly<Record<string, (world: World) => boolean>>;
  /** By the mechanism; undefined where the hypotheses are not met. */
  decide(world: World, switches: Switches): boolean | undefined;
  /** The same apart from it. */
  sides(world: World, switches: Switches): PlainFinding | undefined;
  readonly repairs?: readonly Changes[];
}

const rational = (side: Q.Rational | number): Q.Rational =>
  typeof side === "number" ? Q.rational(BigInt(side)) : side;

/** A claim whose cases are instances without choices. */
export function contextClaim<World extends object>(
  readInstance: (instance: JsonObject) => World,
  parts: ContextClaim<World>,
): Claim<Example> {
  const { repairs = [] } = parts;
  return exampleClaim<World>(readInstance, {
    ...wordsOf("acm", parts),
    switchMeanings: parts.switchMeanings ?? {},
    examples: (budget, switches) => parts.instances(budget, switches).map((instance) => ({ instance, choices: {} })),
    describe: parts.describe,
    argument: (switches) => parts.argument?.(switches),
    corners: parts.corners,
    decide(world, _, switches) {
      const holds = parts.decide(world, switches);
      return { hypotheses: holds === undefined ? "outside" : "inside", holds: holds ?? true }; // biome-ignore format: one line
    },
    sides(world, _, switches) {
      const found = parts.sides(world, switches);
      if (found === undefined) return outside;
      return { ...found, left: rational(found.left), right: rational(found.right) };
    },
    exhibit(_, example, switches) {
      const simpler = withSimplerDiscount(example.instance);
      const found = simpler && parts.sides(readInstance(simpler), switches);
      return simpler && found && !found.holds ? { ...example, instance: simpler } : example;
    },
    ...(repairs.length > 0 && { repair: repairedBy(...repairs) }),
  });
}

/** The instance at e = 1/(4n), which every hypothesis allows, if its own discount is longer. */
function withSimplerDiscount(instance: JsonObject): JsonObject | undefined {
  const { discount } = (instance.parameters ?? {}) as JsonObject;
  const { players } = instance.environment as JsonObject;
  const simple = `1/${4 * (players as number)}`;
  if (typeof discount !== "string" || discount.length <= simple.length) return undefined;
  return { ...instance, parameters: { ...(instance.parameters as JsonObject), discount: simple } };
}

const outside = {
  hypotheses: "outside",
  left: Q.zero,
  right: Q.zero,
  larger: "left",
  holds: true,
  inequality: "0 >= 0",
  explanation: "the hypotheses are not met",
} as const;

/** A claim about contexts of a naive form; its check gets the plain game. */
export const naiveClaim = (
  mechanisms: readonly string[],
  parts: Omit<ContextClaim<NaiveWorld>, "sides"> & {
    sides(game: PlainGame, switches: Switches, world: NaiveWorld): PlainFinding | undefined;
  },
): Claim<Example> =>
  contextClaim(naiveWorld(mechanisms), {
    ...parts,
    sides: (world, switches) => parts.sides(world.plain, switches, world),
  });

/** Corners of contexts. */
export const contextCorners: Readonly<Record<string, (world: Pick<NaiveWorld, "context">) => boolean>> = {
  "one player": ({ context }) => context.players === 1,
  "two players": ({ context }) => context.players === 2,
  "three players": ({ context }) => context.players === 3,
  "no goods": ({ context }) => context.goods === 0,
  "only values 0": ({ context }) => context.values.every((list) => list.every((value) => value === 0n)),
  "a negative value": ({ context }) => context.values.some((list) => list.some((value) => value < 0n)),
  "E maximises social welfare": ({ context }) => isEndowmentBest(context),
  "E does not": ({ context }) => !isEndowmentBest(context),
  "a player without goods": ({ context }) =>
    context.goods > 0 && playersOf(context).some((player) => !context.endowment.includes(player)),
};

/** Whether a change of the price range is made, or all of both. */
export const priceChanges = {
  wide: "the prices of players other than 1 are integers of (-2B, 2B)",
  free: "player 1's price is whatever makes the sum 0",
} as const;

/** The range after the changes made. */
export const rangeOf = (made: readonly string[]) => ({
  isWide: made.includes(priceChanges.wide),
  isFree: made.includes(priceChanges.free),
});
