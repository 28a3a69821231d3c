import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import type { Values } from "./format.js";

/** The values of an instance over an environment with reactions. */
export type ReactionValues<P, E extends KnownEnvironment = KnownEnvironment> = Values<P, E, number | null>;
