import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import { compareRational } from "../../src/number/enclosure.js";
import { compareSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { gainsOver, isViolating, type Selection, selections } from "./any-selection.js";
import { explicitN0 } from "./explicit-n0.js";
import { plainEnclosedGain } from "./plain-gains.js";
import { remembered } from "./remembered.js";
import { moreExamples, moreSaid, numbersOf, rowsOf } from "./theorem-1-cases.js";
import {
  type GainOf,
  gainAt,
  isOfTheoremPlainly,
  isWithin,
  type Lied,
  lieChoices,
  plainGains,
  runs,
  type ThresholdWorld,
  thresholdAt,
  thresholdInstance,
  thresholdWorld,
} from "./theorem-1-world.js";
import { hasEqualRows } from "./value-world.js";

/** What repairs the reading of n0 as the least n that complies. */
const largest = "n0 is at least the largest n that violates ε";

const readings = readingsOf(
  { n0: ["some-n0", "first-compliant"], choice: selections },
  { naturals: ["from-0", "from-1"] },
);

const meanings = {
  "some-n0": "there is an n0 beyond which every n complies",
  "first-compliant": "so it is as soon as one n complies: n0 + 1 is the least n at which no lie gains more than ε",
  any: "σ*(s) is any maximiser, another one at every profile if need be",
  first: "the maximiser of lowest index",
  last: "the maximiser of highest index",
  uniform: "a maximiser by an even lottery, each with its own payments",
  "from-0": "n0 may be 0",
  "from-1": "natural numbers start at 1, and n0 is at least 1",
};

export const bicArgument =
  "All environments with v > 0, whether or not (1) holds and rows differ, all compositions, selections and ties: the truth gains 0 at every profile, and with the terms of two states taken together " +
  "gain_n(x → y) = Σ_c m(c) Σ_{ω<ω′} (ρ_x(ω)ρ_y(ω′) − ρ_x(ω′)ρ_y(ω))·(u(a, ω) − u(a, ω′))·L_ω L_ω′/Σ_z ρ_y(z)L_z, a = σ*(c + y). " +
  "With Σ_z ρ_y(z)L_z ≥ 2√(ρ_y(ω)ρ_y(ω′)L_ω L_ω′) and the multinomial theorem each pair adds at most |X/Y − Y/X|/8·max_a |u(a, ω) − u(a, ω′)|·(1 − g)^{n−1}, " +
  "X = v(x|ω)v(y|ω′), Y = v(x|ω′)v(y|ω), g = Σ_z (v(z|ω) − v(z|ω′))²/(4(v(z|ω) + v(z|ω′))); states with equal rows add 0. So gain_n ≤ B(1 − g)^{n−1} ≤ B/(1 + (n − 1)g), and n0 = ⌊1 + (B/ε − 1)/g⌋ will do.";

const selectionOf = ({ choice }: Switches): Selection => choice as Selection;
const isFirstCompliant = ({ n0 }: Switches, made: readonly string[]): boolean =>
  n0 === "first-compliant" && !made.includes(largest);

/** n0 of a reading that names the explicit one. */
export const witnessOf = ({ environment, slack }: ThresholdWorld, { naturals }: Switches): number => {
  const n0 = Number(explicitN0(environment, slack));
  return naturals === "from-1" && n0 === 0 ? 1 : n0;
};

/** Up to here the check looks for an n that complies, and from there for one that does not. */
const lookedUpTo = 8;

/** Whether n complies, by the route of the check. */
type Complies = (n: number) => boolean;

/** The n0 that a check takes, and the n > n0 that it looks at. */
function checkedAt(world: ThresholdWorld, switches: Switches, isFirst: boolean, complies: Complies) {
  if (!isFirst) {
    const n0 = witnessOf(world, switches);
    return { n0, ns: [n0 + 1] };
  }
  const all = Array.from({ length: lookedUpTo }, (_, i) => i + 1);
  const first = all.find(complies) ?? lookedUpTo;
  return { n0: first - 1, ns: all.filter((n) => n >= first) };
}

/** Whether n0 + 1 is the least n that complies. */
const isLeastCompliant = (n0: number, complies: Complies): boolean =>
  complies(n0 + 1) && Array.from({ length: n0 }, (_, i) => i + 1).every((n) => !complies(n));

/** gain ≤ ε at the choices. */
export function gainSides(world: ThresholdWorld, gains: readonly Lied[], choices: JsonObject): WorstSides {
  const gain = gainAt(gains, choices);
  const sign = compareRational(gain, world.slack);
  if (sign === undefined) throw new RangeError("the gain is too near to ε to be told apart");
  return {
    left: Q.equals(gain.low, gain.high) ? gain.low : gain,
    right: world.slack,
    larger: "right",
    holds: sign <= 0,
    inequality: "gain(x → y) <= ε",
    explanation: `n0 = ${choices.n0}, n = ${choices.n}: what a player with signal ${choices.signal} gains by reporting ${choices.report}`,
  };
}

/** Theorem 1, first part: from some n0 on (σ*, q*) is ε-BIC. */
export function theorem1Bic(made: readonly string[] = [], gainOf: GainOf = plainEnclosedGain): Claim {
  const gainsAt = plainGains(gainOf);
  const complying =
    (world: ThresholdWorld, switches: Switches): Complies =>
    (n) =>
      isWithin(gainsAt(world, selectionOf(switches), n), world.slack);
  const checked = (world: ThresholdWorld, switches: Switches) =>
    checkedAt(world, switches, isFirstCompliant(switches, made), complying(world, switches));
  return exampleClaim<ThresholdWorld>(thresholdWorld, {
    id: "basu/theorem-1-bic",
    citation: cite("basu", "Theorem 1, incentive compatibility"),
    statement:
      "For every ε > 0 there is n0 such that (σ*, q*) is ε-BIC in every environment with |N| > n0 and these A, Ω, X, π_0, v, whatever utilities of 𝒰 the players have.",
    hypotheses: ["v > 0, the rows of v differ", "(1) for every mixture and state", "ε > 0", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget, switches) => moreExamples(budget, selectionOf(switches)),
    describe: moreSaid,
    argument: (switches) =>
      isFirstCompliant(switches, made)
        ? "Not under this reading: gains fall in n only on the whole, and where many n comply a larger one need not."
        : bicArgument,
    corners: thresholdCorners,
    decide(world, _, switches) {
      const { leastN0, firstCompliant } = thresholdAt(world, selectionOf(switches));
      const n0 = isFirstCompliant(switches, made) ? firstCompliant - 1 : witnessOf(world, switches);
      const hypotheses = world.isOfTheorem() ? "inside" : "outside";
      return { hypotheses, holds: leastN0 <= n0 };
    },
    exhibit(world, example, switches) {
      if (!isFirstCompliant(switches, made)) return example;
      const { violating, firstCompliant } = thresholdAt(world, selectionOf(switches));
      return { ...example, choices: { n0: firstCompliant - 1, n: violating.find((n) => n > firstCompliant)! } };
    },
    choices: (switches) => ({
      n0: (world, given) => [given.n0 ?? checked(world, switches).n0],
      n: (world, given) =>
        typeof given.n === "number" && given.n > (given.n0 as number) ? [given.n] : checked(world, switches).ns,
      ...lieChoices,
    }),
    completed: ["n0", "n", "groups", "utility", "signal", "report"],
    sides(world, choices, switches) {
      const isMeant =
        !isFirstCompliant(switches, made) || isLeastCompliant(choices.n0 as number, complying(world, switches));
      const hypotheses = isMeant && isOfTheoremPlainly(world) ? "inside" : "outside";
      const gains = gainsAt(world, selectionOf(switches), choices.n as number);
      return { ...gainSides(world, gains, choices), hypotheses };
    },
    evidence: (budget, switches) => ({ thresholds: thresholdsAt(budget, switches) }),
    ...(made.length === 0 && {
      repair: (reading: Reading) =>
        reading.switches.n0 === "first-compliant"
          ? repairOf(reading, {
              statement: "The same with n0 at least the largest n that violates ε.",
              changes: [largest],
              claim: (kept) => theorem1Bic(kept, gainOf),
            })
          : undefined,
    }),
  });
}

/** The exact sets, row by row; those outside of the hypotheses are told apart. */
const thresholdsAt = (budget: Parameters<typeof rowsOf>[0], switches: Switches): readonly Json[] =>
  rowsOf(budget).map(([name, slack, upTo]) => {
    const world = thresholdWorld(thresholdInstance(numbersOf(name), slack, upTo));
    const { violating, firstCompliant, leastN0, settledFrom } = thresholdAt(world, selectionOf(switches));
    return {
      environment: name,
      epsilon: slack,
      ...(!world.isOfTheorem() && { hypotheses: "not met" }),
      violating: runs(violating),
      firstCompliant,
      leastN0,
      explicitN0: witnessOf(world, switches),
      tailFrom: settledFrom,
    };
  });

/** Whether some gain of few players is exactly ε. */
const isAttained = ({ environment, slack }: ThresholdWorld): boolean =>
  [1, 2].some((n) => gainsOver(environment, "any", n).some((gain) => compareSum(gain, slack) === 0));

const early = remembered<readonly number[]>();

/** The n up to 6 that violate ε under the worst selection. */
const earlyViolations = ({ environment, slack }: ThresholdWorld): readonly number[] =>
  early(environment, Q.printRational(slack), () =>
    [1, 2, 3, 4, 5, 6].filter((n) => isViolating(environment, "any", n, slack)),
  );

/** The corners of the claims about thresholds. */
export const thresholdCorners: Readonly<Record<string, (world: ThresholdWorld) => boolean>> = {
  "one state": ({ environment }) => environment.states === 1,
  "three states": ({ environment }) => environment.states === 3,
  "one signal": ({ environment }) => environment.signals === 1,
  "three signals": ({ environment }) => environment.signals === 3,
  "one alternative": ({ environment }) => environment.alternatives === 1,
  "two utilities": ({ environment }) => environment.utilities.length === 2,
  "a nearly certain prior": ({ environment }) =>
    environment.prior.some((chance) => chance.denominator >= 1000n * chance.numerator),
  "rare signals": ({ environment }) =>
    environment.likelihood.flat().some((chance) => chance.denominator >= 50n * chance.numerator),
  "nobody gains more than ε at any n": ({ environment, slack }) => explicitN0(environment, slack) === 0n,
  "an n up to 6 complies and a larger one does not": (world) => earlyViolations(world).some((n, i) => n !== i + 1),
  "a gain is exactly ε": isAttained,
  "(1) fails": ({ environment }) => commonTop(environment) === undefined,
  "two states with the same likelihoods": (world) => hasEqualRows(world),
};
