import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { baseOf, type Epsilon } from "../../src/instance/epsilon.js";
import type { ReactionValues } from "../../src/instance/nst-finite.js";
import { exponentialFormat } from "../../src/instance/nst-mechanisms.js";
import type { Sensitivity } from "../../src/mechanisms/nst/exponential.js";
import { typesOf } from "../../src/mechanisms/nst/lottery.js";
import { isLemma3Population, lemma3Bound, realEpsilon } from "../../src/mechanisms/nst/thresholds.js";
import { optimum, sensitivity } from "../../src/notions/gap.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import { instanceClaim } from "../instance-claim.js";
import { realSide } from "../real-sides.js";
import { repairedBy } from "../repairs.js";
import { type ExponentialFormat, lotteryOf, weightsIn } from "./announced.js";
import { describeLemma3, lemma3Examples } from "./lemma-3-cases.js";
import { crossings } from "./lemma-3-crossings.js";

type Values = ReactionValues<Sensitivity>;

const smallPopulation = "n ≥ 5d/(2ε|S|)";
const withoutProduct = "max F − δ − 2d/(nε)";

const integer = (n: number | bigint): R.Real => R.fromInteger(BigInt(n));

/** ε of an instance, which always has one. */
const epsilonOf = ({ epsilon }: Values): Epsilon => epsilon!;

/** η = nε/(2d). */
const rateOf = (values: Values): R.Real =>
  R.multiply(
    realEpsilon(epsilonOf(values)),
    R.fromRational(Q.divide(whole(values.environment.types.length), Q.multiply(Q.rational(2n), values.parameters.d))),
  );

const whole = (n: number): Q.Rational => Q.rational(BigInt(n));

/** F(t, s) by alternative, at the reports. */
function objectivesAt({ environment, profile }: Values): readonly Q.Rational[] {
  const types = typesOf(profile);
  const unit = Q.divide(environment.scoreUnit, whole(types.length));
  return Array.from({ length: environment.alternatives }, (_, s) =>
    Q.multiply(unit, Q.rational(environment.score(types, s))),
  );
}

/** e^{nεF/(2d)}, by F alone. */
function weightOf(values: Values, F: Q.Rational): Q.Rational {
  if (F.numerator === 0n) return Q.one;
  const { environment, parameters } = values;
  const { times, log } = epsilonOf(values);
  const rate = Q.divide(Q.multiply(times, whole(environment.types.length)), Q.multiply(Q.rational(2n), parameters.d));
  return baseOf({ times: Q.multiply(rate, F), log }, Q.one);
}

/** Whether the hypotheses of a reading are met: n, the range of F, d. */
function isInside(values: Values, { says }: Switches, made: readonly string[]): boolean {
  const { environment, parameters } = values;
  if (Q.compare(sensitivity(environment).value, parameters.d) > 0) return false;
  const F = objectivesAt(values);
  const [least, most] = [F.reduce(Q.minimum), F.reduce(Q.maximum)];
  const inUnit = least.numerator >= 0n && Q.compare(most, Q.one) <= 0;
  if (says === "shifted" ? Q.compare(Q.subtract(most, least), Q.one) > 0 : !inUnit) return false;
  if (says === "every-n" && !made.includes(smallPopulation)) return true;
  if (says === "every-n") {
    const size = R.multiply(rateOf(values), integer(environment.alternatives));
    return decidedSign(size, R.fromRational(Q.rational(5n, 4n))) >= 0;
  }
  const met = isLemma3Population(
    BigInt(environment.types.length),
    parameters.d,
    BigInt(environment.alternatives),
    realEpsilon(epsilonOf(values)),
  );
  if (met === undefined) throw new RangeError("lemma 3: the population is too near to 2ed/(ε|S|) to be decided");
  return met;
}

/** The sign of x − y, which is never 0 for the irrational sides of this claim. */
function decidedSign(x: R.Real, y: R.Real): number {
  const sign = R.compareReals(x, y);
  if (sign === undefined) throw new RangeError("lemma 3: the sides are too near to be decided");
  return sign;
}

/** What E F must not fall below. */
function boundOf(values: Values, { says }: Switches, made: readonly string[]): R.Real {
  const { environment, parameters } = values;
  const best = R.fromRational(objectivesAt(values).reduce(Q.maximum));
  const [n, m] = [BigInt(environment.types.length), BigInt(environment.alternatives)];
  if (says !== "chain") {
    return R.subtract(best, lemma3Bound(n, parameters.d, m, realEpsilon(epsilonOf(values))));
  }
  const rate = rateOf(values);
  const delta = R.divide(R.ln(R.multiply(rate, integer(m))), rate);
  const rest = R.divide(integer(1), rate);
  const left = R.subtract(best, delta);
  if (made.includes(withoutProduct)) return R.subtract(left, rest);
  return R.multiply(left, R.subtract(integer(1), rest));
}

/** Lemma 3: E F ≥ max F − (4d/(nε))·ln(nε|S|/(2d)) for the exponential mechanism. */
export const lemma3 = (format: ExponentialFormat = exponentialFormat, made: readonly string[] = []): Claim =>
  instanceClaim(format, {
    id: "nst/lemma-3",
    citation: cite("nst", "Lemma 3"),
    statement:
      "If F : T × S → [0, 1] is d-sensitive and n > 2ed/(ε|S|), then for any t: E_{M^{ε/(2d)}(t)}[F(t, s)] ≥ max_s F(t, s) − (4d/(nε))·ln(nε|S|/(2d)).",
    hypotheses: ["F in [0, 1]", "F is d-sensitive, d > 0", "n > 2ed/(ε|S|)", "ε > 0"],
    readings: readingsOf({ says: ["printed", "shifted", "every-n", "chain"] }),
    switchMeanings: {
      printed: "as printed",
      shifted: "F in any interval of length 1",
      "every-n": "without the hypothesis on n",
      chain: "the middle of the proof: E F ≥ (max F − δ)·(1 − |S|·e^{−nεδ/(2d)}) at δ = (2d/(nε))·ln(nε|S|/(2d))",
    },
    examples: (budget, { says }) => lemma3Examples(budget, says === "shifted"),
    describe: describeLemma3,
    argument: ({ says }) => proofs[says as keyof typeof proofs],
    corners: {
      "one alternative": ({ environment }) => environment.alternatives === 1,
      "d other than 1": ({ parameters: { d } }) => !Q.equals(d, Q.one),
      "more players": ({ environment }) => environment.types.length > 1,
      "F depends on the types": ({ environment }) => sensitivity(environment).value.numerator > 0n,
      "F constant": (values) => objectivesAt(values).every((F) => Q.equals(F, objectivesAt(values)[0]!)),
      "nε/(2d) below 1": (values) => decidedSign(rateOf(values), integer(1)) < 0,
    },
    decide(values, _choices, switches) {
      const hypotheses = isInside(values, switches, made) ? ("inside" as const) : ("outside" as const);
      if (hypotheses === "outside") return { hypotheses, holds: true };
      const { environment } = values;
      const types = typesOf(values.profile);
      const base = baseOf(epsilonOf(values), format.mechanism.step!(values.parameters, environment));
      const lottery = lotteryOf(Q.rationals(base), format, values, types);
      const weights = weightsIn(Q.rationals(base), lottery, environment.alternatives);
      const loss = weights
        .map((weight, s) => Q.multiply(weight, Q.subtract(optimum(environment, types), objectivesAt(values)[s]!)))
        .reduce(Q.add);
      const allowed = R.subtract(R.fromRational(optimum(environment, types)), boundOf(values, switches, made));
      const holds = decidedSign(R.fromRational(Q.divide(loss, lottery.total)), allowed) <= 0;
      return { hypotheses, holds };
    },
    sides(values, _choices, switches) {
      const F = objectivesAt(values);
      const { environment, parameters } = values;
      const base = baseOf(epsilonOf(values), format.mechanism.step!(parameters, environment));
      const law = format.mechanism.law(Q.rationals(base), parameters, environment, values.profile);
      // By the table of F, and once more by the law of the mechanism: where the two differ it is not the E F of M(t).
      const weights = F.map((value) => weightOf(values, value));
      const left = Q.divide(weights.map((weight, s) => Q.multiply(weight, F[s]!)).reduce(Q.add), weights.reduce(Q.add));
      const told = Q.divide(
        law.entries.map(({ outcome, weight }) => Q.multiply(weight, F[outcome.alternative]!)).reduce(Q.add),
        law.total,
      );
      // Where n is not large the bound may be defined nowhere else than here.
      const bound = boundOf(values, switches, made);
      return {
        hypotheses: isInside(values, switches, made) ? "inside" : "outside",
        left,
        right: realSide(bound),
        larger: "left",
        holds: Q.equals(left, told) && decidedSign(R.fromRational(left), bound) >= 0,
        inequality: formulas[switches.says === "chain" ? (made.includes(withoutProduct) ? "sum" : "chain") : "printed"],
        explanation: `F = (${F.map(Q.printRational).join(", ")}), E F = ${Q.printRational(left)}${Q.equals(left, told) ? "" : ` by F, ${Q.printRational(told)} by the mechanism`}; n = ${environment.types.length}, d = ${Q.printRational(parameters.d)}`,
      };
    },
    evidence: (_budget: Budget, { says }) =>
      says === "every-n" ? { leastProduct: crossings() } : evidence[says as keyof typeof evidence],
    repair: repairedBy(
      {
        statement: "E F ≥ max F − δ − 2d/(nε) at δ = (2d/(nε))·ln(nε|S|/(2d)): the product in the middle is left out.",
        changes: [withoutProduct],
        of: ["chain"],
        claim: (changes) => lemma3(format, changes),
      },
      {
        statement:
          "For F in [0, 1] and n ≥ 5d/(2ε|S|), less than half of what is printed: E F ≥ max F − (4d/(nε))·ln(nε|S|/(2d)).",
        changes: [smallPopulation],
        of: ["every-n"],
        claim: (changes) => lemma3(format, changes),
      },
    ),
  });

const formulas = {
  printed: "E F >= max F - (4d/(nε)) ln(nε|S|/(2d))",
  chain: "E F >= (max F - δ)(1 - |S| e^{-nεδ/(2d)}), δ = (2d/(nε)) ln(nε|S|/(2d))",
  sum: "E F >= max F - δ - 2d/(nε), δ = (2d/(nε)) ln(nε|S|/(2d))",
};

const byEntropy =
  "With η = nε/(2d): max F − E F is at most (ln |S|)/η, since η·E F plus the entropy is largest at M(t); that is at most the bound (2/η)·ln(η|S|) where η²|S| ≥ 1. Under η|S| > e it is so for η > 1; for η ≤ 2 the bound is above 2/η ≥ 1, which no loss exceeds. Nothing depends on where the interval of F lies, for M(t) does not change when a constant is added to F.";

const proofs = {
  printed: byEntropy,
  shifted: byEntropy,
  "every-n":
    "From η|S| = 5/4 on: above e by Lemma 3; below, (2/η)·ln(η|S|) = 2|S|·ln(c)/c with c = η|S| is at least 0.35·|S| for |S| ≥ 3 and above 0.71 for |S| = 2, and the loss is at most 1 − 1/|S|, that of the uniform law; for |S| = 1 it is 0.",
  chain:
    "M(Ŝ) ≤ |S|·e^{−ηδ} = 1/η and 0 ≤ F ≤ 1 give E F ≥ (max F − δ)·(1 − M(Ŝ)), at least max F − δ − 1/η since max F − δ ≤ 1. The product with 1/η in the place of M(Ŝ) is no bound where 1/η > 1 and max F < δ: two negative factors.",
};

const evidence = {
  printed: {
    worst:
      "for given η and |S| one best alternative and all others at one distance x: a loss above λ means Σ_s (gap(s) − λ)·e^{−η·gap(s)} > 0, a sum in which each gap may be chosen by itself",
    sharper: "(2d/(nε))·ln |S| in the place of the bound, for every n and F of any range",
  },
  shifted: {
    shift:
      "M(t) and max F − E F stay the same when a constant is added to F; the printed chain, which needs F ≥ 0 and max F − δ ≤ 1, does not",
    longer:
      "the length is needed: for |S| = 42 and nε|S|/(2d) just above e, F = max − 46 at all other alternatives loses more than the bound",
  },
  chain: { smallest: "F = 0 and nε/(2d) < 1: the product is positive, E F = 0" },
};
