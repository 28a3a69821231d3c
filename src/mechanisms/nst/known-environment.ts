import type { ReactionEnvironment } from "../../game/reaction-environment.js";
import type { JsonObject } from "../../verdict/json.js";

/** An environment of one of the kinds that instances are written with. */
export interface KnownEnvironment extends ReactionEnvironment {
  /** Its JSON, `kind` first: loads as the same environment. */
  readonly source: JsonObject;
}
