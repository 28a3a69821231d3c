import fc from "fast-check";
import type { Rational } from "../src/number/rational.js";

/** Other voters: small electorates often, with ties, near ties and unanimity by name. */
export const otherVotes: fc.Arbitrary<{ readonly A: number; readonly B: number }> = fc.oneof(
  fc.record({ A: fc.nat({ max: 15 }), B: fc.nat({ max: 15 }) }),
  fc.nat({ max: 8 }).map((k) => ({ A: k, B: k })),
  fc.nat({ max: 8 }).map((k) => ({ A: k, B: k + 1 })),
  fc.nat({ max: 12 }).map((k) => ({ A: k, B: 0 })),
  fc.nat({ max: 12 }).map((k) => ({ A: 0, B: k })),
);

export const types: fc.Arbitrary<"A" | "B"> = fc.constantFrom("A", "B");

/** `count` values of an arbitrary, the same for the same seed. */
export const sample = <T>(arbitrary: fc.Arbitrary<T>, seed: number, count: number): readonly T[] =>
  count === 0 ? [] : fc.sample(arbitrary, { seed, numRuns: count });

export interface DrawnElection<Choice> {
  readonly others: { readonly A: number; readonly B: number };
  readonly truth: "A" | "B";
  readonly base: Rational;
  readonly choice: Choice;
}

export const elections = <Choice>(
  bases: fc.Arbitrary<Rational>,
  choices: fc.Arbitrary<Choice>,
): fc.Arbitrary<DrawnElection<Choice>> => fc.record({ others: otherVotes, truth: types, base: bases, choice: choices });
