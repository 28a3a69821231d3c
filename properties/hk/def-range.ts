import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { size } from "../../src/game/profile.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import { readPositive, refuse } from "../../src/instance/input.js";
import { partition, partitionFunction } from "../../src/mechanisms/hk/gibbs-weights.js";
import { type Range, rateOf, type Sharpness, type ValueRow, welfareSteps } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, safeInteger } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { everyHistogram } from "../cases.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase, LawPlace } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { everyRow } from "./range-cases.js";
import { outcomeNames } from "./score-cases.js";

const step = Q.rational(1n, 2n);

/** Masses of the first outcomes of a weighted range: halves, with a zero, and one alone. */
const priorsOf = (m: number): readonly (readonly string[])[] => [
  Array.from({ length: m }, (_, r) => `1/${2n ** BigInt(r + 1)}`),
  Array.from({ length: m }, (_, r) => (r === 0 ? "0" : "3")),
  Array.from({ length: m }, (_, r) => (r === 0 ? "1" : "0")),
];
/** Lengths of the pieces of [0, 1] on which all valuations are constant. */
const lengthsOf = (m: number): readonly (readonly string[])[] => [
  Array.from({ length: m }, () => `1/${m}`),
  Array.from({ length: m }, (_, r) => `${2 * (r + 1)}/${m * (m + 1)}`),
];

const sizes: Readonly<Record<Budget, readonly (readonly [players: number, outcomes: number])[]>> = {
  gate: [
    [1, 2],
    [1, 3],
    [2, 2],
  ],
  standard: [
    [1, 2],
    [1, 3],
    [1, 4],
    [2, 2],
    [2, 3],
    [3, 2],
  ],
  deep: [
    [1, 2],
    [1, 3],
    [1, 4],
    [1, 6],
    [2, 2],
    [2, 3],
    [2, 4],
    [3, 2],
    [3, 3],
  ],
};

/** The first outcomes of a range, and everybody's values of them. */
const casesOf = (budget: Budget, range: string): readonly LawCase[] =>
  sizes[budget].flatMap(([n, m]) =>
    everyHistogram(everyRow(m, ["0", "1"]), n).flatMap((reports) => {
      const outcomes = outcomeNames(m);
      const priors = range === "weighted" ? priorsOf(m) : range === "continuous" ? lengthsOf(m) : [];
      return priors.length === 0
        ? [{ environment: { outcomes }, reports }]
        : priors.map((prior) => ({ environment: { outcomes, prior }, reports }));
    }),
  );

type At = LawPlace<Sharpness, Range, ValueRow, number>;

/** μ(R) of the outcomes that are listed; their number where there is no prior. */
const massOf = ({ environment: { outcomes, prior } }: At): Q.Rational =>
  prior === undefined
    ? Q.rational(BigInt(outcomes.length))
    : Q.rational(
        prior.weights.reduce((x, y) => x + y, 0n),
        prior.denominator,
      );

const isAll = (value: Q.Rational) => (at: At) =>
  at.profile.every(({ report }) => report!.every((entry) => Q.equals(entry, value)));

/**
 * Section 2: every mechanism of the paper is well defined on any discrete range, and on continuous ones. The law needs
 * Z(R) = Σ_{r ∈ R} μ(r)·e^{(ε/2)·Σ_i v_i(r)} to be finite: that some C bounds the Z of all finite parts of R. The instance is such a
 * part. In a range of countably many outcomes no C does; else C = μ(R)·e^{(ε/2)·n} does. `top` is the exponent of that bound.
 */
export const rangeDefined = (format = exponentialFormat, made: readonly string[] = [], top = step): Claim => {
  const rangeAt = ({ range }: Switches): string => (range === "discrete" && made.length > 0 ? "weighted" : range!);
  const highest = (at: At): Q.Rational => Q.multiply(top, Q.rational(BigInt(size(at.profile))));
  const fewer = (at: At): Q.Rational => Q.subtract(massOf(at), Q.one);
  return lawClaim<Sharpness, Range, ValueRow, number>(format, {
    id: "hk/def-range",
    citation: cite("hk", "Section 2"),
    statement:
      "For every discrete range R, all valuations R → [0, 1] and ε > 0, the exponential mechanism is defined: Z = Σ_{r ∈ R} e^{(ε/2)·Σ_i v_i(r)} < ∞; and so for continuous ranges with appropriate integrability.",
    hypotheses: ["ε > 0"],
    readings: readingsOf({ range: ["discrete", "finite", "weighted", "continuous"] }),
    switchMeanings: {
      discrete: "R is finite or countably infinite, every outcome counts 1: some C bounds Z of all finite parts of R",
      finite: "R is finite: Z ≤ |R|·e^{(ε/2)·n}",
      weighted: "R is countable with masses μ(r) of finite sum, as in Section 4: Z ≤ μ(R)·e^{(ε/2)·n}",
      continuous:
        'R = [0, 1] and valuations are step functions, so that Z is an integral: Z ≤ e^{(ε/2)·n}, that the law is defined; of "all our results can be easily extended" nothing else is decided',
    },
    step,
    cases: (budget, switches) => casesOf(budget, rangeAt(switches)),
    describe: (budget, switches) =>
      `every profile with values 0 and 1 on the first m outcomes${
        {
          discrete: " of a countable range, with C = m − 1",
          finite: "",
          weighted: " with masses of 1/2, 1/4, …, with a mass of 0, and on one outcome",
          continuous: " as pieces of [0, 1], equally long and not",
        }[rangeAt(switches)]
      }: ${sizes[budget].map(([n, m]) => `n = ${n}, m = ${m}`).join("; ")}`,
    argument:
      "All R, n, valuations and ε: 1 ≤ e^{(ε/2)·Σ_i v_i(r)} ≤ e^{(ε/2)·n}, so that μ(R) ≤ Z ≤ μ(R)·e^{(ε/2)·n}: Z is finite if and only if μ(R) is. For every C the first ⌊C⌋ + 1 outcomes of a countable range have Z > C, whatever the valuations. Integrable valuations are limits of step functions, and Z is between the same bounds.",
    corners: {
      "nobody values anything": isAll(Q.zero),
      "everybody values everything": isAll(Q.one),
      "more than one player": ({ profile }) => size(profile) > 1,
      "more than two outcomes": ({ outcomes }) => outcomes.length > 2,
    },
    draws: { gate: 5, standard: 40, deep: 400 },
    decide(R, setting, switches) {
      const { parameters, environment, profile } = setting;
      const stride = Q.divide(Q.divide(rateOf(parameters), Q.rational(environment.grid)), step);
      const own = coarser(R, safeInteger(stride.numerator, "step"));
      const weights = environment.prior?.weights;
      const z = partitionFunction(own, partition(own, welfareSteps(environment, profile), weights));
      const denominator = environment.prior?.denominator ?? 1n;
      const left = { numerator: z.numerator, denominator: R.multiply(R.integer(denominator), z.denominator) };
      const isDiscrete = rangeAt(switches) === "discrete";
      const mass = isDiscrete ? fewer(setting) : massOf(setting);
      const power = setting.expEpsilon(isDiscrete ? Q.zero : highest(setting));
      const right = {
        numerator: R.multiply(R.integer(mass.numerator), power.numerator),
        denominator: R.multiply(R.integer(mass.denominator), power.denominator),
      };
      return {
        hypotheses: "inside",
        conclusion: compareQuotients(R, left, right) <= 0 ? "holds" : "fails",
        witness: {},
        ...(!isDiscrete && { sides: { left, right, larger: "right" as const } }),
      };
    },
    choices: (switches) => ({
      C: (setting, { C }) => {
        const least =
          rangeAt(switches) === "discrete"
            ? fewer(setting)
            : Q.multiply(massOf(setting), setting.power(highest(setting)));
        return [C ?? Q.printRational(least)];
      },
    }),
    completed: ["C"],
    sides(setting, choices, switches) {
      const { parameters, environment, profile, outcomes } = setting;
      const isDiscrete = rangeAt(switches) === "discrete";
      if ((environment.prior === undefined) !== (isDiscrete || rangeAt(switches) === "finite")) {
        throw refuse("instance.environment.prior", "the claim is about ranges with masses, or about those without");
      }
      const terms = outcomes.map((r) => {
        const welfare = profile
          .map(({ report, count }) => Q.multiply(Q.rational(BigInt(count)), report![r]!))
          .reduce(Q.add, Q.zero);
        const mass = environment.prior
          ? Q.rational(environment.prior.weights[r]!, environment.prior.denominator)
          : Q.one;
        return Q.multiply(mass, setting.power(Q.multiply(rateOf(parameters), welfare)));
      });
      const C = readPositive(choices.C, "choices.C");
      return {
        left: terms.reduce(Q.add, Q.zero),
        right: C,
        larger: "right",
        inequality: `Z = Σ_r ${environment.prior ? "μ(r) " : ""}e^{(ε/2) Σ_i v_i(r)} <= C`,
        explanation: isDiscrete
          ? `the first ${outcomes.length} outcomes of a countable range; no outcome has a weight below 1, so that for every C some first outcomes exceed it`
          : `μ(R) = ${Q.printRational(massOf(setting))}, and C = μ(R)·e^{(ε/2)·n}`,
      };
    },
    evidence: (_budget, switches) => evidence[switches.range!]!,
    repair: repairedBy({
      statement:
        "R has a prior μ of finite mass, as in Section 4, and weights are μ(r)·e^{(ε/2)·Σ_i v_i(r)}: then Z ≤ μ(R)·e^{(ε/2)·n} < ∞.",
      changes: ["a prior of finite mass"],
      claim: (changes) => rangeDefined(format, changes, top),
    }),
  });
};

const evidence: Readonly<Record<string, { readonly [key: string]: string }>> = {
  discrete: {
    everywhere: "Z = ∞ for every countably infinite range without a prior, whatever the valuations, n and ε",
    bound:
      "the tail bound of Theorem 1 has ln|R| in it, and says nothing for infinite R; with a prior ln(μ(R)/μ(best outcomes)) takes its place",
  },
  finite: { attained: "Z = |R|·e^{(ε/2)·n} where everybody values everything at 1" },
  weighted: {
    attained: "Z = μ(R)·e^{(ε/2)·n} where everybody values everything at 1",
    results: "IC, IR and privacy hold with a prior: none of their proofs needs finitely many outcomes, only Z < ∞",
  },
  continuous: {
    attained: "Z = e^{(ε/2)·n} where everybody values everything at 1",
    tail: "the tail bound of Theorem 1 has ln|R| in it, and says nothing here, where |R| = ∞",
    entropy:
      "S(ν) becomes the differential entropy −∫ ν ln ν = −KL(ν‖λ) ≤ 0, λ the uniform law: the free welfare is still largest at the Gibbs law, but a loss of at most (2/ε)·S(P) ≤ 0 falls wherever welfare is not constant",
    integrability:
      "measurable valuations in [0, 1] and a base measure of finite mass are enough; Lebesgue measure on ℝ is not",
  },
};
