import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readCount, refuse } from "../../src/instance/input.js";
import { lineCommitmentFormat } from "../../src/instance/nst-line.js";
import type { Spread } from "../../src/mechanisms/nst/line-commitment.js";
import { floorQuotient } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { instanceClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import { checkSpread, commitmentExample, placeIn, placesIn, spreadMeanings } from "./commitment-cases.js";
import { gapOf } from "./plain-commitment.js";

const atLeast = "≥ in the place of =";
const quarter = "|t_i − b_i|/4 in the place of |t_i − b_i|/2";

/** The scales: X = 1 has no |t − b| above 2·2^−1. */
const scales = { gate: [2, 3], standard: [2, 3, 4], deep: [2, 3, 4, 5] } as const;

interface Pair {
  readonly t: Q.Rational;
  readonly b: Q.Rational;
}

const middleOf = ({ t, b }: Pair): Q.Rational => Q.multiply(Q.add(t, b), Q.rational(1n, 2n));
const lengthOf = ({ t, b }: Pair): Q.Rational => Q.subtract(t, b);

/** Quarters of 2^−X. */
const stepsFor = (X: number): bigint => 4n * 2n ** BigInt(X);

/** Lies below the truth, 2h < t − b ≤ 4h, on a grid of quarters of h. */
function pairsAt(X: number): readonly Pair[] {
  const steps = stepsFor(X);
  const places = Array.from({ length: Number(steps) + 1 }, (_, i) => Q.rational(BigInt(i), steps));
  return places.flatMap((t) => places.map((b) => ({ t, b }))).filter((pair) => isAtScale(X, pair));
}

function isAtScale(X: number, pair: Pair): boolean {
  const [length, h] = [lengthOf(pair), gapOf(X)];
  return Q.compare(length, Q.multiply(Q.rational(2n), h)) > 0 && Q.compare(length, Q.multiply(Q.rational(4n), h)) <= 0;
}

/** Pr[Y/2^X in [b, (b + t)/2]] given X: lengths, or multiples of h, of which there are ⌊x/h⌋ + 1 up to x. */
function probability(Y: Spread, X: number, pair: Pair): Q.Rational {
  const h = gapOf(X);
  if (Y === "real") return Q.divide(Q.multiply(lengthOf(pair), Q.rational(1n, 2n)), Q.subtract(Q.one, h));
  const floor = (x: Q.Rational) => floorQuotient(x.numerator, x.denominator);
  const [last, first] = [floor(Q.divide(middleOf(pair), h)), -floor(Q.negate(Q.divide(pair.b, h)))];
  return Q.multiply(h, Q.rational(last - first + 1n));
}

/** The same by the overlap with [0, 1 − h], or value by value. */
function plainProbability(Y: Spread, X: number, pair: Pair): Q.Rational {
  const h = gapOf(X);
  const [end, middle] = [Q.subtract(Q.one, h), middleOf(pair)];
  if (Y === "real") return Q.divide(Q.subtract(Q.minimum(middle, end), Q.minimum(pair.b, end)), end);
  const values = Array.from({ length: Number(h.denominator) }, (_, j) => Q.multiply(h, Q.rational(BigInt(j))));
  const met = values.filter((y) => Q.compare(y, pair.b) >= 0 && Q.compare(y, middle) <= 0);
  return Q.multiply(h, Q.rational(BigInt(met.length)));
}

const meanings = {
  ...spreadMeanings,
  equal: "the probability is |t_i − b_i|/2, as printed",
  "at-least": "it is at least |t_i − b_i|/2, as the proof uses it",
};

const arguments_: Readonly<Record<string, string>> = {
  "real+equal": "All X and all such t, b: the probability is |t − b|/(2(1 − 2^−X)), which is never |t − b|/2.",
  "real+at-least":
    "All X and all such real t, b: (b + t)/2 ≤ 1 − |t − b|/2 < 1 − h, h = 2^−X, so that all of [b, (b + t)/2] is in [0, 1 − h], on which Y/2^X has density 1/(1 − h) > 1.",
  quarter:
    "All X and all such real t, b: [b, (b + t)/2] is longer than h = 2^−X and so has a multiple of h; each has probability h ≥ |t − b|/4.",
};

/**
 * In the proof of Lemma 12: given the X at the scale of |t − b|, Pr[Y/2^X in [b, (b + t)/2]] = |t − b|/2 for a lie b below t.
 * `bound` is the share of |t − b|, for near misses.
 */
export const lemma12Probability = (changes: readonly string[] = [], bound = Q.rational(1n, 2n)): Claim<Example> => {
  const isBelow = ({ relation }: Switches) => changes.includes(atLeast) || relation === "at-least";
  const share = changes.includes(quarter) ? Q.rational(1n, 4n) : bound;
  const compared = (left: Q.Rational, pair: Pair, switches: Switches) => {
    const right = Q.multiply(share, lengthOf(pair));
    const order = Q.compare(left, right);
    return { left, right, larger: "left" as const, holds: isBelow(switches) ? order >= 0 : order === 0 };
  };
  const scaleIn = (mbar: number, choices: JsonObject): number => {
    const X = readCount(choices.X, "choices.X");
    if (X < 1 || X > mbar) throw refuse("choices.X", `expected 1 to m̄ = ${mbar}, got ${X}`);
    return X;
  };
  return instanceClaim(lineCommitmentFormat, {
    id: "nst/lemma-12-probability",
    citation: cite("nst", "Proof of Lemma 12"),
    statement:
      "Given the X with 2^{−X} < |t_i − b_i|/2 ≤ 2·2^{−X}, Pr[Y/2^X in [b_i, (b_i + t_i)/2]] = |t_i − b_i|/2, for a lie b_i below t_i.",
    hypotheses: ["m̄ ≥ X ≥ 1", "0 ≤ b_i < t_i ≤ 1", "2^{−X} < |t_i − b_i|/2 ≤ 2·2^{−X}"],
    readings: readingsOf({ Y: ["real", "integer"], relation: ["equal", "at-least"] }),
    switchMeanings: meanings,
    examples: (budget, { Y }) => scales[budget].map((X) => commitmentExample(X, 2, Y as Spread, { X })),
    describe: (budget) =>
      `t and b at quarters of 2^−X with 2·2^−X < t − b ≤ 4·2^−X, for X = 2 to ${scales[budget].at(-1)}; X = 1 has no such t and b`,
    argument: ({ Y, relation }) =>
      arguments_[
        changes.includes(quarter) && Y === "integer"
          ? "quarter"
          : `${Y}+${isBelow({ relation: relation! }) ? "at-least" : relation}`
      ],
    corners: {
      "X = 2": (_, { X }) => X === 2,
      "X above 2": (_, { X }) => (X as number) > 2,
    },
    decide(values, choices, switches) {
      checkSpread(values, switches.Y!);
      const X = scaleIn(values.parameters.mbar, choices);
      const all = pairsAt(X).map((pair) => compared(probability(values.parameters.Y, X, pair), pair, switches));
      return { holds: all.every(({ holds }) => holds) };
    },
    choices: () => ({
      truth: ({ parameters }, chosen) => placesIn(stepsFor(scaleIn(parameters.mbar, chosen))),
      lie: ({ parameters }, chosen) => {
        const [X, t] = [scaleIn(parameters.mbar, chosen), placeIn(chosen, "truth")];
        return placesIn(stepsFor(X)).filter((b) => isAtScale(X, { t, b: Q.parseRational(b as string)! }));
      },
    }),
    completed: ["truth", "lie"],
    sides(values, choices, switches) {
      checkSpread(values, switches.Y!);
      const X = scaleIn(values.parameters.mbar, choices);
      const pair = { t: placeIn(choices, "truth"), b: placeIn(choices, "lie") };
      return {
        ...compared(plainProbability(values.parameters.Y, X, pair), pair, switches),
        hypotheses: isAtScale(X, pair) ? "inside" : "outside",
        inequality: `Pr[Y/2^X in [b, (b + t)/2]] ${isBelow(switches) ? ">=" : "="} ${Q.printRational(share)} |t - b|`,
        explanation: `X = ${X}; (b + t)/2 = ${Q.printRational(middleOf(pair))}`,
      };
    },
    evidence: (budget, { Y }) => measured(budget, Y as Spread),
    repair(reading) {
      const { Y, relation } = reading.switches;
      const needed = [...(relation === "equal" ? [atLeast] : []), ...(Y === "integer" ? [quarter] : [])];
      return repairOf(reading, {
        statement: `Given that X, Pr[Y/2^X in [b_i, (b_i + t_i)/2]] ≥ |t_i − b_i|/${Y === "integer" ? 4 : 2}.`,
        changes: needed,
        claim: (made) => lemma12Probability(made, bound),
      });
    },
  });
};

/** The least and the greatest probability over |t − b|. */
function measured(budget: Budget, Y: Spread): JsonObject {
  const rows = scales[budget].map((X): JsonObject => {
    const ratios = pairsAt(X).map((pair) => Q.divide(probability(Y, X, pair), lengthOf(pair)));
    return {
      X,
      least: Q.printRational(ratios.reduce(Q.minimum)),
      greatest: Q.printRational(ratios.reduce(Q.maximum)),
    };
  });
  return {
    "probability/|t - b| on the grid": rows,
    exactly:
      Y === "real"
        ? "|t − b|/(2(1 − 2^−X))"
        : "2^−X times the number of multiples of 2^−X in the interval; above |t − b|/4, and as near to it as one likes",
  };
}
