import type { Claim, Example } from "../../src/claim/claim.js";
import { onlyReading } from "../../src/claim/reading.js";
import { lineCommitmentFormat } from "../../src/instance/nst-line.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json } from "../../src/verdict/json.js";
import { instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import { commitmentExample, leastLie, placeIn, upToMbar } from "./commitment-cases.js";
import { apart, gapOf } from "./plain-commitment.js";

const onTheLeft = "equality on the left, not on the right";
const largest = { gate: 4, standard: 12, deep: 40 } as const;

/** The powers of two from 1 to 2^−(m̄−1), and one distance between each two. */
const distancesFrom = (mbar: number): readonly Q.Rational[] =>
  Array.from({ length: mbar }, (_, j) => gapOf(j)).flatMap((power, j) =>
    j === mbar - 1 ? [power] : [power, Q.multiply(power, Q.rational(3n, 4n))],
  );

/** How many X in {1, …, m̄} are at the scale of a distance: equality is allowed on one side. */
function scales(mbar: number, distance: Q.Rational, isRepaired: boolean): number {
  const half = Q.multiply(distance, Q.rational(1n, 2n));
  const isAt = (h: Q.Rational): boolean => {
    const [below, above] = [Q.compare(h, half), Q.compare(half, Q.multiply(Q.rational(2n), h))];
    return isRepaired ? below <= 0 && above < 0 : below < 0 && above <= 0;
  };
  return Array.from({ length: mbar }, (_, i) => gapOf(i + 1)).filter(isAt).length;
}

/** The same by doubling the distance until it is beyond 2 (or at least 2): one scale is then left, or none. */
function scalesByDoubling(mbar: number, distance: Q.Rational, isRepaired: boolean): number {
  let [X, doubled] = [0, distance];
  // D·2^X is in (2, 4], or in [2, 4) with equality on the left.
  while (Q.compare(doubled, Q.rational(2n)) < (isRepaired ? 0 : 1)) {
    X++;
    doubled = Q.multiply(doubled, Q.rational(2n));
  }
  return X >= 1 && X <= mbar ? 1 : 0;
}

/** In the proof of Lemma 12: exactly one X has 2^−X < |t − b|/2 ≤ 2·2^−X. */
export const lemma12Scale = (changes: readonly string[] = []): Claim<Example> => {
  const isRepaired = changes.includes(onTheLeft);
  const formula = isRepaired ? "2^{−X} ≤ |t_i − b_i|/2 < 2·2^{−X}" : "2^{−X} < |t_i − b_i|/2 ≤ 2·2^{−X}";
  return instanceClaim(lineCommitmentFormat, {
    id: "nst/lemma-12-scale",
    citation: cite("nst", "Proof of Lemma 12"),
    statement: `If |b_i − t_i| ≥ 2^{−(m̄−1)}, there is exactly one X in {1, …, m̄} with ${formula}.`,
    hypotheses: ["m̄ ≥ 1", "t_i and b_i in [0, 1]", "|b_i − t_i| ≥ 2^{−(m̄−1)}"],
    readings: onlyReading,
    switchMeanings: {},
    examples: (budget) =>
      upToMbar(largest, budget).flatMap((mbar) =>
        distancesFrom(mbar).map((D) => commitmentExample(mbar, 2, "real", { truth: "0", lie: Q.printRational(D) })),
      ),
    describe: (budget) => `all distances from 2^−(m̄−1) to 1, for m̄ = 1 to ${largest[budget]}`,
    argument: () =>
      "All real distances: which X are at the scale changes at powers of two only, so that each power and one distance between each two stand for all." +
      (isRepaired
        ? " All m̄: D·2^X is in [2, 4) for one integer X, which is at least 1 as D ≤ 1 and at most m̄ as D·2^m̄ ≥ 2."
        : ""),
    corners: {
      "m̄ = 1": ({ parameters }) => parameters.mbar === 1,
      "|t − b| = 2^−(m̄−1)": ({ parameters }, choices) => Q.equals(distanceIn(choices), leastLie(parameters.mbar)),
      "|t − b| = 1": (_, choices) => Q.equals(distanceIn(choices), Q.one),
      "|t − b| not a power of two": (_, choices) => distanceIn(choices).numerator !== 1n,
    },
    decide({ parameters }, choices) {
      const count = scales(parameters.mbar, distanceIn(choices), isRepaired);
      return { left: Q.rational(BigInt(count)), right: Q.one, larger: "left", holds: count === 1 };
    },
    choices: () => ({
      truth: (): readonly Json[] => ["0"],
      lie: ({ parameters }) => distancesFrom(parameters.mbar).map(Q.printRational),
    }),
    completed: ["truth", "lie"],
    sides({ parameters }, choices) {
      const distance = distanceIn(choices);
      const order = Q.compare(distance, leastLie(parameters.mbar));
      const count = scalesByDoubling(parameters.mbar, distance, isRepaired);
      return {
        hypotheses: order < 0 ? "outside" : order === 0 ? "boundary" : "inside",
        left: Q.rational(BigInt(count)),
        right: Q.one,
        larger: "left",
        holds: count === 1,
        inequality: `number of X in {1, ..., m̄} with ${formula} = 1`,
        explanation: `m̄ = ${parameters.mbar}, |t - b|/2 = ${Q.printRational(Q.multiply(distance, Q.rational(1n, 2n)))}`,
      };
    },
    evidence: () => ({
      fails:
        "exactly at |t − b| = 2^−(m̄−1), where X = m̄ + 1 would be needed; for |t − b| above it the claim holds as printed",
      "Lemma 12": "its proof needs 2^−X ≤ |t − b|/2 and 2^−X ≥ |t − b|/4 only, which the repair gives at every |t − b|",
    }),
    repair: repairedBy({
      statement:
        "If |b_i − t_i| ≥ 2^{−(m̄−1)}, there is exactly one X in {1, …, m̄} with 2^{−X} ≤ |t_i − b_i|/2 < 2·2^{−X}.",
      changes: [onTheLeft],
      claim: (made) => lemma12Scale(made),
    }),
  });
};

const distanceIn = (choices: Example["choices"]): Q.Rational =>
  apart(placeIn(choices, "truth"), placeIn(choices, "lie"));
