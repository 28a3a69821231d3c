import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { exponentialQualityFormat } from "../../src/instance/hk-scores.js";
import type { ScoredRange } from "../../src/mechanisms/hk/exponential-quality.js";
import { rateOf, type Sharpness } from "../../src/mechanisms/hk/range.js";
import {
  commonMeasure,
  divide,
  equals,
  one,
  parseRational,
  rational,
  signOfRational,
} from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { byReading } from "../by-reading.js";
import { everyProfile } from "../cases.js";
import type { LawCase, LawPlace } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { freeWelfareClaim } from "./free-welfare-claim.js";
import { gridOfValues, inOwnSteps } from "./own-steps.js";
import { names } from "./range-cases.js";

const half = rational(1n, 2n);

/** Weights are e^{εQ/(2Δ)}, and the objective is largest at those with e^{εQ/2}: powers of e^{ε/12} for whole Q. */
const common = 12n;
const lipschitzConstants = ["1", "1/2", "2", "3"];

type QualityPlace = LawPlace<Sharpness, ScoredRange, null, number>;

/** The instances of these qualities, priors and Lipschitz constants. */
const casesOf = (
  qualities: readonly (readonly string[])[],
  priors: readonly (readonly string[])[],
  constants: readonly string[],
): readonly LawCase[] =>
  qualities.flatMap((quality) =>
    [undefined, ...priors].flatMap((prior) =>
      constants.map((lipschitz) => ({
        ...(lipschitz !== "1" && { parameters: { lipschitz } }),
        environment: { outcomes: names(quality.length), quality, ...(prior && { prior }) },
        reports: [],
      })),
    ),
  );

const priorsOfTwo = [
  ["1/2", "1/2"],
  ["1/3", "2/3"],
  ["1", "3"],
  ["1", "0"],
];
const priorsOfThree = [
  ["1/2", "1/3", "1/6"],
  ["1/2", "0", "1/2"],
  ["0", "1", "0"],
  ["2", "1", "5"],
];

const casesAt = (budget: Budget, constants: readonly string[]): readonly LawCase[] => [
  ...casesOf([["0"], ["1"]], [["1"]], constants),
  ...casesOf(budget === "gate" ? gateTwo : everyProfile(["0", "1", "-2"], 2), priorsOfTwo, constants),
  ...(budget === "gate"
    ? casesOf(gateThree, priorsOfThree.slice(0, 3), constants)
    : casesOf([...everyProfile(["0", "1"], 3), ...gateThree], priorsOfThree, constants)),
  ...(budget === "deep"
    ? casesOf(
        everyProfile(["0", "1", "2"], 4),
        [
          ["1/4", "0", "1/4", "1/2"],
          ["7", "1", "1", "3"],
        ],
        constants,
      )
    : []),
];

const gateTwo = [
  ["0", "1"],
  ["1", "1"],
  ["1", "-2"],
];
const gateThree = [
  ["0", "1", "3"],
  ["3", "1", "1"],
];

const describe = (budget: Budget, constants: readonly string[]): string =>
  `Δ = ${constants.join(", ")}; every ν; Q = 0, 1 over one outcome; ${budget === "gate" ? "(0, 1), (1, 1), (1, −2)" : "values 0, 1, −2"} over two; ` +
  `${budget === "gate" ? "" : "values 0, 1, and "}(0, 1, 3), (3, 1, 1) over three${budget === "deep" ? "; values 0, 1, 2 over four" : ""}; no prior, uniform, skewed, with zeros, on one outcome, not normalised`;

const corners: Readonly<Record<string, (place: QualityPlace) => boolean>> = {
  "one outcome": ({ outcomes }) => outcomes.length === 1,
  "more than two outcomes": ({ outcomes }) => outcomes.length > 2,
  "no prior": ({ environment }) => environment.prior === undefined,
  "uniform prior": ({ environment: { prior } }) => prior !== undefined && new Set(prior.weights).size === 1,
  "skewed prior": ({ environment: { prior } }) => prior !== undefined && new Set(prior.weights).size > 1,
  "prior with a zero": ({ environment: { prior } }) => prior?.weights.includes(0n) ?? false,
  "prior on one outcome": ({ environment: { prior } }) =>
    prior !== undefined && prior.weights.length > 1 && prior.weights.filter((weight) => weight > 0n).length === 1,
  "prior not normalised": ({ environment: { prior } }) =>
    prior !== undefined && prior.weights.reduce((sum, weight) => sum + weight, 0n) !== prior.denominator,
  "constant quality": ({ environment: { quality } }) => quality.every((value) => equals(value, quality[0]!)),
  "negative quality": ({ environment: { quality } }) => quality.some((value) => signOfRational(value) < 0),
};

/** 1/step for the weights and the maximum at an example: the least number that both are powers of e^{ε/…} for. */
function timesOf({ instance }: Example): bigint | undefined {
  const { quality } = (instance.environment ?? {}) as JsonObject;
  const { lipschitz = "1" } = (instance.parameters ?? {}) as JsonObject;
  const constant = typeof lipschitz === "string" ? parseRational(lipschitz) : undefined;
  if (constant === undefined || signOfRational(constant) <= 0) return undefined;
  const measure = divide(commonMeasure(half, divide(half, constant)), rational(gridOfValues(quality)));
  return measure.numerator === 1n ? measure.denominator : undefined;
}

const printed = "2Δ/ε";

/** Theorem 5; `made` are the changes of the repair. */
export const theorem5 = (made: readonly string[] = [], format = exponentialQualityFormat): Claim =>
  inOwnSteps((times) => theoremAt(made, format, times), common, timesOf);

function theoremAt(made: readonly string[], format: typeof exponentialQualityFormat, times: bigint): Claim {
  const factor = made.includes(printed) ? printed : "2/ε";
  const shared = {
    id: "hk/theorem-5",
    citation: cite("hk", "Theorem 5"),
    statement: `For any range R, quality function Q, privacy parameter ε, prior μ and database D, EXP_μ(R, D, Q, ε) = argmax_ν E_{r∼ν}[Q(D, r)] − (${factor})·D_KL(ν‖μ), where Pr[EXP_μ = r] ∝ μ(r)·exp(ε·Q(D, r)/(2Δ)).`,
    hypotheses: ["R finite", "ε > 0", "μ a distribution on R; other masses are normalised"],
    readings: readingsOf({ lipschitz: ["any", "one"] }),
    switchMeanings: {
      any: "Δ is any Lipschitz constant",
      one: "Δ = 1, as for social welfare",
    },
    step: rational(1n, times),
    repair: repairedBy({
      statement: "EXP_μ(R, D, Q, ε) = argmax_ν E_{r∼ν}[Q(D, r)] − (2Δ/ε)·D_KL(ν‖μ).",
      changes: [printed],
      claim: (changes) => (changes.length > 0 ? withoutRepair(theorem5(changes, format)) : theorem5([], format)),
    }),
  };
  const constants = ({ lipschitz }: Switches) => (lipschitz === "one" ? ["1"] : lipschitzConstants);
  const { repair, ...parts } = shared;
  return byReading(
    made.length > 0 ? parts : { ...parts, repair: (reading) => (reading.literal ? repair(reading) : undefined) },
    (switches) =>
      freeWelfareClaim<Sharpness, ScoredRange, never>(format, {
        ...parts,
        statement: "",
        rate: (parameters) =>
          made.includes(printed) ? rateOf(parameters) : divide(rateOf(parameters), divide(one, parameters.lipschitz)),
        says: "only there",
        isUniform: true,
        formula: `E_ν[Q] - (${factor}) KL(ν‖μ)`,
        cases: (budget) => casesAt(budget, constants(switches)),
        describe: (budget) => describe(budget, constants(switches)),
        corners,
        hypothesesAt: ({ parameters }) =>
          switches.lipschitz === "one" && !equals(parameters.lipschitz, one) ? "outside" : "inside",
        argument:
          "All R, Q, μ and ν: with weights μ(r)·e^{aQ(r)} the objective E_ν[Q] − (1/a)·KL(ν‖μ) falls short of its maximum by (1/a)·KL(ν‖EXP_μ), and is minus infinity where ν has mass and μ has none.",
        draws: { gate: 20, standard: 100, deep: 1000 },
        evidence: () => ({
          maximiser:
            "The objective with 2/ε is largest at weights μ(r)·e^{εQ(r)/2}, and nowhere else: that is EXP_μ if and only if Δ = 1 or Q is constant where μ has mass.",
        }),
      }),
  );
}

const withoutRepair = ({ repair: _repair, ...claim }: Claim): Claim => claim;
