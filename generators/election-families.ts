import fc from "fast-check";
import type { Rational } from "../src/number/rational.js";
import { otherVotes, sample, types } from "./elections.js";
import { bases, rationalsBetween } from "./rationals.js";

/** One voter among others, as the claims about elections name her situation. */
export interface DrawnVoter {
  readonly others: { readonly A: number; readonly B: number };
  readonly truth: "A" | "B";
}

/** A voter beside any others: ties, near ties and unanimity often. */
export const anyVoters: fc.Arbitrary<DrawnVoter> = fc.record({ others: otherVotes, truth: types });

/** A voter in an electorate of 3m of whom 2m prefer the first candidate. */
export const skewedVoters = (first: "A" | "B"): fc.Arbitrary<DrawnVoter> =>
  fc.record({ m: fc.integer({ min: 1, max: 10 }), truth: types }).map(({ m, truth }) => {
    const all = first === "A" ? { A: 2 * m, B: m } : { A: m, B: 2 * m };
    return { others: { ...all, [truth]: all[truth] - 1 }, truth };
  });

/** A voter of an electorate in which everybody prefers one candidate. */
export const unanimousVoters = (candidates: fc.Arbitrary<"A" | "B"> = types): fc.Arbitrary<DrawnVoter> =>
  fc.record({ n: fc.nat({ max: 15 }), truth: candidates }).map(({ n, truth }) => ({
    others: { A: truth === "A" ? n : 0, B: truth === "B" ? n : 0 },
    truth,
  }));

export interface DrawnVoterAt<Choice> extends DrawnVoter {
  readonly base: Rational;
  readonly choice: Choice;
}

/** `count` voters with an ε each and a further choice, the same for the same seed. */
export const sampleVoters = <Choice>(
  voters: fc.Arbitrary<DrawnVoter>,
  choices: fc.Arbitrary<Choice>,
  seed: number,
  count: number,
): readonly DrawnVoterAt<Choice>[] =>
  sample(fc.record({ voter: voters, base: bases, choice: choices }), seed, count).map(({ voter, ...rest }) => ({
    ...voter,
    ...rest,
  }));

/** Numbers from 0 to 1, with both ends by name: what share of the largest allowed value a drawn one is. */
export const shares: fc.Arbitrary<Rational> = fc.oneof(
  fc.constantFrom({ numerator: 1n, denominator: 1n }, { numerator: 99n, denominator: 100n }),
  rationalsBetween(0n, 1n),
);
