import fc from "fast-check";
import type { Rational } from "../src/number/rational.js";
import { anyVoters, type DrawnVoter } from "./election-families.js";
import { sample } from "./elections.js";
import { bases } from "./rationals.js";

/** A voter beside others, an ε, and which of the voters takes part in the second election only. */
export interface DrawnTwice extends DrawnVoter {
  readonly base: Rational;
  /** The newcomer: the voter herself, or one of the others by vote; the voter herself where there is none. */
  readonly newcomer: "A" | "B" | "herself";
}

/** `count` of them, the same for the same seed. */
export const sampleTwice = (seed: number, count: number): readonly DrawnTwice[] =>
  sample(
    fc.record({ voter: anyVoters, base: bases, wanted: fc.constantFrom("A", "B", "herself") }).map(
      ({ voter, base, wanted }): DrawnTwice => ({
        ...voter,
        base,
        newcomer: wanted !== "herself" && voter.others[wanted] > 0 ? wanted : "herself",
      }),
    ),
    seed,
    count,
  );
