import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { lineCommitmentFormat } from "../../src/instance/nst-line.js";
import { commitmentLoss, type LineCommitment, type Spread } from "../../src/mechanisms/nst/line-commitment.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import {
  checkSpread,
  commitmentExample,
  leastLie,
  placeIn,
  placesIn,
  spreadMeanings,
  upToMbar,
} from "./commitment-cases.js";
import { apart, plainLoss } from "./plain-commitment.js";
import { halvesBeyond, isNegative, isNonNegative, type Point, stepsBetween } from "./quadratic-pieces.js";

/** What a player loses who is held to the facility nearest to her lie: the mechanism's, or a broken one's. */
export type Loss = typeof commitmentLoss;

const severalFacilities = "K ≥ 2";

const largest = { gate: 2, standard: 4, deep: 5 } as const;
/** With one facility nothing is lost at any m̄. */
const largestOfOne = 2;

/** Steps of 2^−(m̄+1): on the halves of their cells the loss is a polynomial. */
const stepsFor = (mbar: number): bigint => 2n ** BigInt(mbar + 1);
/** 2^−(m̄−1) in these steps. */
const leastSteps = 4;

/** Losses by the mechanism and the places, each computed once: the pieces meet at their corners, and bounds differ in their constant only. */
const losses = new WeakMap<Loss, Map<string, Q.Rational>>();

function lossAt(loss: Loss, { mbar, Y }: LineCommitment, K: number, [t, b]: Point): Q.Rational {
  const known = losses.get(loss) ?? new Map<string, Q.Rational>();
  losses.set(loss, known);
  const key = [Y, mbar, K, t, b].join();
  const place = (steps: number) => Q.rational(BigInt(steps), 2n * stepsFor(mbar));
  const value = known.get(key) ?? loss({ mbar, Y }, K, place(t), place(b));
  known.set(key, value);
  return value;
}

/**
 * The loss less |t − b|²/(c·m̄) as a function of (t, b) in half steps. For an integer Y the loss jumps in b: on a cell it is
 * that at the middle of the cell, which stands in the place of `at`.
 */
const surplus =
  (parameters: LineCommitment, K: number, constant: Q.Rational, loss: Loss) =>
  ([t, b]: Point, at = b): Q.Rational => {
    const { mbar } = parameters;
    const distance = Q.rational(BigInt(t - b), 2n * stepsFor(mbar));
    const bound = Q.divide(Q.multiply(distance, distance), Q.multiply(constant, Q.rational(BigInt(mbar))));
    return Q.subtract(lossAt(loss, parameters, K, [t, at]), bound);
  };

/** Whether the bound holds at all real t, b in [0, 1] with |t − b| ≥ 2^−(m̄−1). Throws RangeError where the coefficients do not tell. */
export function holdsEverywhere(parameters: LineCommitment, K: number, constant: Q.Rational, loss: Loss): boolean {
  const steps = Number(stepsFor(parameters.mbar));
  const f = surplus(parameters, K, constant, loss);
  const places = Array.from({ length: steps + 1 }, (_, i) => i);
  const points = places.flatMap((t) => places.map((b): Point => [t, b])).filter((p) => stepsBetween(p) >= leastSteps);
  if (points.some(([t, b]) => isNegative(f([2 * t, 2 * b])))) return false;
  const triangles = halvesBeyond(steps, leastSteps);
  if (parameters.Y === "integer") {
    // Linear in t, less a convex square: concave on each half, and so least at a corner.
    return triangles.every((triangle) => {
      const middle = triangle[0][1] + triangle[2][1];
      return triangle.every(([t, b]) => !isNegative(f([2 * t, 2 * b], middle)));
    });
  }
  return triangles.every((triangle) => {
    const told = isNonNegative(triangle, (point) => f(point));
    if (told === undefined) throw new RangeError(`lemma 12: the coefficients do not tell at ${triangle}`);
    return told;
  });
}

const argument = ({ Y }: Switches): string =>
  Y === "real"
    ? "All m̄: with D = |t − b| there is an X in {1, …, m̄} with 2h ≤ D < 4h, h = 2^−X. The midpoint of the two facilities is uniform on [h/2, 1 − h/2]; where it is " +
      "between the lie and (b + t)/2 + h/2, which has probability at least (D/2)/(1 − h), the lie costs h, and it never pays. So the loss is at least (1/m̄)·(D/2)·(D/4)."
    : "All m̄: with D = |t − b| there is an X in {1, …, m̄} with 2h ≤ D < 4h, h = 2^−X. The midpoints (j + 1/2)h between t and the lie are at u, u + h, … from t, 0 ≤ u < h, " +
      "and cost min{2u, h}, h, …; each has probability h. One at u + h there is, so the loss is at least h²/m̄, enough for D² ≤ 8h²; else the third one is there or u > 0.8h, and it is at least 2h²/m̄.";

/**
 * Lemma 12: a lie at least 2^−(m̄−1) from the truth costs at least |t − b|²/(8m̄). With another constant in the place of 8, and
 * with another loss, for near misses.
 */
export const lemma12 = (
  changes: readonly string[] = [],
  constant = Q.rational(8n),
  loss: Loss = commitmentLoss,
): Claim<Example> =>
  instanceClaim(lineCommitmentFormat, {
    id: "nst/lemma-12",
    citation: cite("nst", "Lemma 12"),
    statement:
      "If |b_i − t_i| ≥ 2^{−(m̄−1)}, then E_{M^P(t_i, t_{−i})}[u_i(t_i, s)] ≥ E_{M^P(b_i, t_{−i})}[u_i(t_i, s)] + |t_i − b_i|²/(8m̄), for every K ≥ 1 and m̄ ≥ 1.",
    hypotheses: ["m̄ ≥ 1, K ≥ 1", "t_i and b_i in [0, 1]", "|b_i − t_i| ≥ 2^{−(m̄−1)}"],
    readings: readingsOf({ Y: ["real", "integer"] }),
    switchMeanings: spreadMeanings,
    examples: (budget, { Y }) => [
      ...(changes.includes(severalFacilities)
        ? []
        : upToMbar(largest, budget)
            .slice(0, largestOfOne)
            .map((mbar) => commitmentExample(mbar, 1, Y as Spread))),
      ...upToMbar(largest, budget).map((mbar) => commitmentExample(mbar, 2, Y as Spread)),
    ],
    describe: (budget) =>
      `all real t, b in [0, 1] with |t − b| ≥ 2^−(m̄−1), piece by piece, for m̄ = 1 to ${largest[budget]} and K = 2${changes.includes(severalFacilities) ? "" : `, and for m̄ up to ${largestOfOne} and K = 1`}; the loss is the same for every K ≥ 2`,
    argument,
    corners: {
      "one facility": ({ environment }) => environment.K === 1,
      "m̄ = 1": ({ parameters }) => parameters.mbar === 1,
      "m̄ above 1": ({ parameters }) => parameters.mbar > 1,
    },
    decide(values, _choices, { Y }) {
      checkSpread(values, Y!);
      const holds = holdsEverywhere(values.parameters, values.environment.K, constant, loss);
      return { holds };
    },
    choices: () => ({
      truth: ({ parameters }) => placesIn(stepsFor(parameters.mbar)),
      lie: ({ parameters }) => placesIn(stepsFor(parameters.mbar)),
    }),
    completed: ["truth", "lie"],
    sides(values, choices, { Y }) {
      checkSpread(values, Y!);
      const { parameters, environment } = values;
      const [t, b] = [placeIn(choices, "truth"), placeIn(choices, "lie")];
      const order = Q.compare(apart(t, b), leastLie(parameters.mbar));
      const isOwn = loss === commitmentLoss;
      const left = isOwn
        ? plainLoss(parameters.mbar, parameters.Y, environment.K, t, b)
        : loss(parameters, environment.K, t, b);
      return {
        hypotheses: order < 0 ? "outside" : order === 0 ? "boundary" : "inside",
        left,
        right: Q.divide(
          Q.multiply(apart(t, b), apart(t, b)),
          Q.multiply(constant, Q.rational(BigInt(parameters.mbar))),
        ),
        larger: "left",
        inequality: `expected loss from the lie >= |t - b|^2/(${Q.printRational(constant)} m̄)`,
        explanation:
          environment.K === 1
            ? "with one facility there is none to choose from"
            : "the facilities at Y/2^X and (Y + 1)/2^X",
      };
    },
    evidence: (budget, { Y }) => measured(budget, Y as Spread),
    repair: repairedBy({
      statement: "For K ≥ 2, a lie at least 2^{−(m̄−1)} from the truth costs at least |t_i − b_i|²/(8m̄).",
      changes: [severalFacilities],
      claim: (made) => lemma12(made, constant, loss),
      of: ["real", "integer"],
    }),
  });

/** The least m̄·loss/D² on the grid of the pieces, and that 2 in the place of 8 holds everywhere. */
function measured(budget: Budget, Y: Spread): JsonObject {
  const rows = upToMbar(largest, budget).map((mbar): JsonObject => {
    const least = leastRatio(mbar, Y);
    return {
      mbar,
      leastOnGrid: Q.printRational(least.ratio),
      truth: Q.printRational(least.t),
      lie: Q.printRational(least.b),
      twoInThePlaceOfEight: holdsEverywhere({ mbar, Y }, 2, Q.rational(2n), commitmentLoss),
    };
  });
  return {
    "m̄·loss/|t - b|^2": rows,
    best: "loss ≥ |t − b|²/(2m̄) for K ≥ 2: attained at m̄ = 1, t = 0, b = 1, and for an integer Y at every m̄ with |t − b| = 2^−(m̄−1)",
    argument:
      Y === "real"
        ? "All m̄ ≥ 3: with 2h ≤ D < 4h the scales h and 2h alone give 3hD − (15/4)h² ≥ (33/64)·D². For h = 1/4 and 1/2 the loss of m̄ = 2 is decided."
        : "decided for these m̄",
  };
}

function leastRatio(mbar: number, Y: Spread) {
  const steps = stepsFor(mbar);
  const places = Array.from({ length: Number(steps) + 1 }, (_, i) => Q.rational(BigInt(i), steps));
  const pairs = places.flatMap((t) => places.map((b) => ({ t, b, D: apart(t, b) })));
  return pairs
    .filter(({ D }) => Q.compare(D, leastLie(mbar)) >= 0)
    .map(({ t, b, D }) => ({
      t,
      b,
      ratio: Q.divide(Q.multiply(plainLoss(mbar, Y, 2, t, b), Q.rational(BigInt(mbar))), Q.multiply(D, D)),
    }))
    .reduce((x, y) => (Q.compare(x.ratio, y.ratio) <= 0 ? x : y));
}
