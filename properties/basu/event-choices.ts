import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices } from "../worst-choices.js";
import type { EventWorld } from "./event-world.js";
import { optimum, vectors } from "./plain.js";
import { plus } from "./plain-events.js";
import { signalsOf } from "./seated-cases.js";

/** The counts of the others' signals. */
const others = (world: EventWorld) =>
  vectors(world.players() - 1, world.environment.signals).map((counts) => [...counts]);

/** The utilities that somebody has. */
const utility = (world: EventWorld) => world.sizes().flatMap((size, u) => (size > 0 ? [u] : []));

const report = ({ environment }: EventWorld) => signalsOf(environment);
/** The signals that she does not have. */
const lie = ({ environment }: EventWorld, { report }: JsonObject) => signalsOf(environment).filter((y) => y !== report);

/** What may be drawn with the true report, and with the lie. */
const drawn = (world: EventWorld, { others, report }: JsonObject) =>
  optimum(world.environment, world.sizes(), plus(others as number[], report as number), world.tie);
const instead = (world: EventWorld, { others, lie }: JsonObject) =>
  optimum(world.environment, world.sizes(), plus(others as number[], lie as number), world.tie);

/** What the claims of the proof about a player's lie quantify over. */
export const eventChoices = { others, utility, report, lie, drawn, instead } satisfies Choices<EventWorld>;
