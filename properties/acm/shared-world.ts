import { market } from "../../src/mechanisms/acm/market.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type MarketTree, type MarketWorld, marketWorld } from "./market-world.js";

/** Claims share what is decided about M. */
const shared = new WeakMap<JsonObject, MarketWorld>();

/** The world of an instance object, decided once. */
export const sharedWorld = (instance: JsonObject): MarketWorld => {
  const world = shared.get(instance) ?? marketWorld(instance);
  shared.set(instance, world);
  return world;
};

/** How instances are read, each once: those of M for all claims together, those of another mechanism in its place apart. */
export function worldsOf(tree: MarketTree): (instance: JsonObject) => MarketWorld {
  if (tree === market) return sharedWorld;
  const worlds = new WeakMap<JsonObject, MarketWorld>();
  return (instance) => {
    const world = worlds.get(instance) ?? marketWorld(instance, tree);
    worlds.set(instance, world);
    return world;
  };
}
