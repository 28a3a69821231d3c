import { refuse } from "../../src/instance/input.js";
import { type Alternatives, everyType, type Utilities } from "../../src/mechanisms/cckmv/alternatives.js";

/** A check that quantifies over all reports of a player goes through no more of them. */
const limit = 100_000;

/** All types of an instance, for a check that goes through them. Throws InputError where they are too many. */
export function allTypesOf(environment: Alternatives): readonly Utilities[] {
  const { outcomes, maximum } = environment;
  const count = (BigInt(maximum) + 1n) ** BigInt(Math.min(outcomes, limit));
  if (count <= limit) return everyType(environment);
  throw refuse(
    "instance.environment",
    `${outcomes} alternatives and utilities up to ${maximum} make more than ${limit} types; this claim goes through all of them`,
  );
}
