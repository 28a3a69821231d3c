import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import { bases } from "../../generators/rationals.js";
import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { others, size } from "../../src/game/profile.js";
import { noisyValuesFormat } from "../../src/instance/cckmv-vcg.js";
import { baseOf, type Epsilon } from "../../src/instance/epsilon.js";
import { readValues } from "../../src/instance/format.js";
import { readChoice, readIndex, refuse } from "../../src/instance/input.js";
import { type Alternatives, everyType, totals, type Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { noisyValues } from "../../src/mechanisms/cckmv/noisy-values.js";
import { noiseStep, utilitiesOf } from "../../src/mechanisms/cckmv/welfare.js";
import { absolute } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import {
  compareQuotients,
  type OrderedRing,
  powerQuotient,
  type Quotient,
  safeInteger,
} from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { canonical, type JsonObject } from "../../src/verdict/json.js";
import { worstCheck } from "../worst-choices.js";
import { allTypesOf } from "./all-types.js";
import { commonSteps } from "./totals.js";

/** Two reports of a player; what the others report only moves all V_o, and with them the V at which the ratio is taken. */
interface ValuesCase extends Alternatives {
  readonly largest: Utilities;
  readonly smallest: Utilities;
}

const sizes: Readonly<Record<Budget, readonly (readonly [outcomes: number, maximum: number])[]>> = {
  gate: [
    [1, 1],
    [1, 2],
    [2, 1],
    [3, 1],
  ],
  standard: [
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
    [2, 3],
    [3, 1],
    [4, 1],
  ],
  deep: [
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
    [2, 3],
    [3, 1],
    [4, 1],
    [3, 2],
    [2, 6],
    [6, 1],
  ],
};

const casesOf = (budget: Budget): readonly ValuesCase[] =>
  sizes[budget].flatMap(([outcomes, maximum]) => {
    const types = everyType({ outcomes, maximum });
    return types.flatMap((largest) => types.map((smallest) => ({ outcomes, maximum, largest, smallest })));
  });

const distanceOf = ({ largest, smallest }: Pick<ValuesCase, "largest" | "smallest">): number =>
  largest.reduce((sum, u, o) => sum + Math.max(u - smallest[o]!, smallest[o]! - u), 0);

const corners: Readonly<Record<string, (c: ValuesCase) => boolean>> = {
  "one alternative": ({ outcomes }) => outcomes === 1,
  "more than two alternatives": ({ outcomes }) => outcomes > 2,
  "maximum above 1": ({ maximum }) => maximum > 1,
  "equal reports": (c) => distanceOf(c) === 0,
  "reports that differ by M everywhere": (c) => distanceOf(c) === c.outcomes * c.maximum,
  "null type": ({ largest, smallest }) => [largest, smallest].some((type) => type.every((u) => u === 0)),
};
const cornersOf = (c: ValuesCase): readonly string[] => Object.keys(corners).filter((name) => corners[name]!(c));

/** −ln(Pr[λ = k]/Pr[λ = 0]) of a noise, in its steps: |k| for the discrete Laplace noise of the text. */
type Fall = (k: bigint) => bigint;

const drawsAt = { gate: 20, standard: 200, deep: 2000 } as const;

/**
 * The tuple of all V_o is ε-differentially private [CCKMV, Section 7, before Lemma 7.2]. `rate` multiplies the exponent of the
 * noise, and `fall` tells how many steps the noise k is less likely than 0: controls where they are not 1 and |k|.
 */
export const valuesPrivate = (rate = Q.one, fall: Fall = absolute): Claim<ValuesCase> => {
  const parameters = Q.equals(rate, Q.one) ? {} : { rate: Q.printRational(rate) };
  const stepsIn = (k: Q.Rational): number => {
    const count = Q.multiply(k, Q.rational(commonSteps));
    if (!Q.isInteger(count)) throw new RangeError(`steps: ${Q.printRational(k)} is no multiple of 1/${commonSteps}`);
    return safeInteger(count.numerator, "steps");
  };
  const bounded = (c: ValuesCase, { bound }: Switches): Q.Rational =>
    bound === "exact" ? Q.rational(BigInt(distanceOf(c)), BigInt(c.outcomes * c.maximum)) : Q.one;
  const exhibit = ({ outcomes, maximum, largest, smallest }: ValuesCase, base: Q.Rational): Example => ({
    instance: {
      mechanism: noisyValues.id,
      parameters: { epsilon: { times: `${commonSteps}`, log: Q.printRational(base) }, ...parameters },
      environment: { outcomes, maximum },
      reports: [largest],
    },
    choices: { player: 0, largest, smallest },
  });
  return {
    id: "cckmv/fact-7.2-values",
    citation: cite("cckmv", "Section 7, before Lemma 7.2"),
    statement:
      "The tuple of noisy values {V_o} of Mechanism 7.1 is ε-differentially private: Pr[V | θ_i', θ_{-i}] ≤ e^ε·Pr[V | θ_i'', θ_{-i}] for all θ_{-i}, θ_i', θ_i'' and V.",
    hypotheses: ["ε > 0", "M ≥ 1", "|O| ≥ 1"],
    readings: readingsOf({ bound: ["printed", "exact"] }),
    switchMeanings: {
      printed: "the bound e^ε of the text",
      exact: "the supremum over V of the ratio is e^{ε·Σ_o|U(θ_i', o) − U(θ_i'', o)|/(M|O|)}, and it is attained",
    },
    step: Q.rational(1n, commonSteps),
    corners: Object.keys(corners),
    domain: (budget) => ({
      description: `every two types of one player, for (|O|, M) = ${sizes[budget].map((size) => `(${size.join(", ")})`).join(", ")}`,
      argument:
        "All θ_{-i}, |O| and M: the V_o are independent, and the others move V by whole numbers. The ratio of the masses of V_o is e^{ε(|k − v| − |k − u|)/(M|O|)}, at most " +
        "e^{ε|u − v|/(M|O|)}, which every k beyond both on the side of u attains.",
      cases: casesOf(budget),
      exhaustive: true,
      draws: drawsAt[budget],
    }),
    decide(R, c, switches) {
      const left = largestRatio(R, stepsIn(noiseStep({ rate }, c)), fall, c);
      const right = powerQuotient(R, stepsIn(bounded(c, switches)));
      const order = compareQuotients(R, left, right);
      const conclusion = (switches.bound === "exact" ? order === 0 : order <= 0) ? "holds" : "fails";
      return { hypotheses: "inside", conclusion, witness: {}, sides: { left, right, larger: "right" } };
    },
    cornersOf,
    exhibit: (c, base) => exhibit(c, base!),
    completed: ["largest", "smallest", "values"],
    check({ instance, choices }, switches) {
      const setting = valuesSetting(instance, choices, rate);
      const { environment, epsilon, middle } = setting;
      const typeIn = (key: string, chosen: JsonObject): Utilities =>
        utilitiesOf(environment, noisyValuesFormat.report.read(chosen[key], `choices.${key}`, environment));
      const types = allTypesOf(environment);
      const isExact = switches.bound === "exact";
      const worst = worstCheck(
        {
          largest: () => types,
          smallest: () => types,
          // Beyond both means on one side or the other: between them the ratio is no larger.
          values: () => (isExact ? ["worst"] : extremePoints(middle, environment.maximum)),
        },
        setting,
        choices,
        (chosen) => {
          const [u, v] = [typeIn("largest", chosen), typeIn("smallest", chosen)];
          const points = isExact ? extremePoints(middle, environment.maximum) : [chosen.values as readonly number[]];
          const ratios = points.map((point) => ratioAt(setting, point, fall, u, v));
          const left = ratios.reduce(Q.maximum);
          const exponent = bounded({ ...environment, largest: u, smallest: v }, switches);
          const right = Q.isInteger(exponent) && exponent.numerator === 0n ? Q.one : baseOf(epsilon, exponent);
          const bound = Q.equals(exponent, Q.one) ? "e^ε" : `e^{${Q.printRational(exponent)}ε}`;
          return {
            left,
            right,
            larger: "right",
            holds: isExact ? Q.equals(left, right) : Q.compare(left, right) <= 0,
            inequality: isExact
              ? "max over V of Pr[V | θ_i'] / Pr[V | θ_i''] = e^{kε}, k = Σ_o |U(θ_i', o) - U(θ_i'', o)| / (M|O|)"
              : "Pr[V | θ_i'] / Pr[V | θ_i''] <= e^ε",
            explanation: `the reports are ${canonical(u)} and ${canonical(v)}${isExact ? "" : `, V_o - o/|O| is ${canonical(points[0]!)}`}; the bound is ${bound}`,
          };
        },
      );
      const { largest, smallest } = worst.choices;
      const at = { ...environment, largest: largest as Utilities, smallest: smallest as Utilities };
      return { ...worst, corners: cornersOf(at) };
    },
    draw: () => ({
      sample: (seed, count) =>
        sample(fc.record({ c: fc.constantFrom(...casesOf("standard")), base: bases }), seed, count).map(({ c, base }) =>
          exhibit(c, base),
        ),
    }),
    evidence: (_budget, { bound }) => ({
      best:
        bound === "exact"
          ? "The supremum itself; attained at every V beyond both means on the side of θ_i'."
          : "e^ε is best: attained by two types that differ by M everywhere, such as ⊥ and the type of all M, which the pair (o*, π) does not tell apart at all.",
    }),
  };
};

interface ValuesSetting {
  readonly environment: Alternatives;
  readonly epsilon: Epsilon;
  readonly step: Q.Rational;
  /** The sums of the others, without o/|O|. */
  readonly middle: readonly number[];
}

function valuesSetting(instance: JsonObject, choices: JsonObject, rate: Q.Rational): ValuesSetting {
  readChoice(instance.mechanism, "instance.mechanism", [noisyValues.id]);
  const { parameters, environment, profile, epsilon } = readValues(noisyValuesFormat, instance);
  if (!Q.equals(parameters.rate, rate)) {
    throw refuse("instance.parameters.rate", `the claim is about the rate ${Q.printRational(rate)}`);
  }
  const player = readIndex(choices.player, "choices.player", size(profile), "player");
  const sums = totals(environment.outcomes, others(profile, player));
  return {
    environment,
    epsilon: epsilon!,
    step: noiseStep(parameters, environment),
    middle: sums.map((sum) => safeInteger(sum, "sums")),
  };
}

/**
 * The largest Pr[V | u]/Pr[V | v], u and v the reports `largest` and `smallest`: the V_o are independent, so that each may
 * be where its own ratio is largest. `steps` is how many steps of R one step of the noise is.
 */
function largestRatio<S>(R: OrderedRing<S>, steps: number, fall: Fall, { largest, smallest }: ValuesCase): Quotient<S> {
  const product = (x: Quotient<S>, y: Quotient<S>): Quotient<S> => ({
    numerator: R.multiply(x.numerator, y.numerator),
    denominator: R.multiply(x.denominator, y.denominator),
  });
  return largest
    .map((u, o) => {
      const v = smallest[o]!;
      const ratios = pointsAround(u, v).map((k) => massRatio(R, steps, fall, k - u, k - v));
      return ratios.reduce((x, y) => (compareQuotients(R, x, y) >= 0 ? x : y));
    })
    .reduce(product);
}

/** Every whole number between two means, and one beyond both on either side. */
function pointsAround(u: number, v: number): readonly number[] {
  const [least, most] = [Math.min(u, v) - 1, Math.max(u, v) + 1];
  return Array.from({ length: most - least + 1 }, (_, i) => least + i);
}

/** Pr[λ = x]/Pr[λ = y]: the noise k has mass e^{−ε·step·fall(k)}, up to a constant. */
function massRatio<S>(R: OrderedRing<S>, steps: number, fall: Fall, x: number, y: number): Quotient<S> {
  const [atX, atY] = [x, y].map((k) => steps * safeInteger(fall(BigInt(k)), "noise")) as [number, number];
  const top = Math.max(atX, atY);
  return { numerator: R.power(top - atX, top), denominator: R.power(top - atY, top) };
}

/** Below and above everything that any report leads to without noise, alternative by alternative. */
const extremePoints = (middle: readonly number[], maximum: number): readonly (readonly number[])[] =>
  middle.reduce<readonly (readonly number[])[]>(
    (points, sum) => points.flatMap((point) => [sum - 1, sum + maximum + 1].map((value) => [...point, value])),
    [[]],
  );

/** Pr[V | u]/Pr[V | v], one factor e^{ε·step·(fall(k − v_o) − fall(k − u_o))} for each alternative, k being V_o less the others' sum. */
function ratioAt(
  { epsilon, step, middle }: ValuesSetting,
  point: readonly number[],
  fall: Fall,
  u: Utilities,
  v: Utilities,
): Q.Rational {
  const factors = point.map((value, o) => {
    const k = value - middle[o]!;
    const exponent = fall(BigInt(k - v[o]!)) - fall(BigInt(k - u[o]!));
    return exponent === 0n ? Q.one : baseOf(epsilon, Q.multiply(step, Q.rational(exponent)));
  });
  return factors.reduce(Q.multiply, Q.one);
}
