import type { JsonObject } from "../../src/verdict/json.js";
import { type MarketWorld, marketWorld } from "./market-world.js";

/** Claims share what is decided about M. */
const shared = new WeakMap<JsonObject, MarketWorld>();

/** The world of an instance object, decided once. */
export const sharedWorld = (instance: JsonObject): MarketWorld => {
  const world = shared.get(instance) ?? marketWorld(instance);
  shared.set(instance, world);
  return world;
};
