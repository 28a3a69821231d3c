import type { Budget, Claim } from "../../src/claim/claim.js";
import type { noisyVcgOutcomeFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { type NoisyValuesParameters, noiseStep, relativeTotals } from "../../src/mechanisms/cckmv/welfare.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { type Quotient, sum } from "../../src/number/ring.js";
import { type Finding, over } from "../../src/verdict/finding.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import type { ExactSetting, Place, Setting, SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import type { WorstSides } from "../worst-choices.js";
import { manyAlternatives, type Others, reportsOf, vcgStep } from "./vcg-cases.js";

/** The welfare that Mechanism 7.1 loses: max_o′ S_o′ − S_{o*}, where S_o = Σ_i U^out(θ_i, o) over all players. */

type At<S> = Setting<NoisyValuesParameters, Alternatives, Utilities, number, S>;
/** An example in rationals, as `sides` works on it. */
export type LossSetting = ExactSetting<NoisyValuesParameters, Alternatives, Utilities, number>;
type Where = Place<NoisyValuesParameters, Alternatives, Utilities>;

/** The mechanism that a claim is about; a control takes a broken one. */
export type OutcomeFormat = typeof noisyVcgOutcomeFormat;

/** How far the sums S_o lie apart, at most, by |O| and M. */
type Spread = readonly [outcomes: number, maximum: number, spread: number];
const spreads: Readonly<Record<Budget, readonly Spread[]>> = {
  gate: [
    [1, 1, 0],
    [2, 1, 4],
    [3, 1, 1],
  ],
  standard: [
    [1, 1, 0],
    [2, 1, 10],
    [2, 2, 3],
    [3, 1, 3],
    [4, 1, 1],
  ],
  deep: [
    [1, 1, 0],
    [2, 1, 24],
    [2, 2, 8],
    [2, 3, 4],
    [3, 1, 6],
    [3, 2, 2],
    [4, 1, 2],
  ],
};

/** Every profile, up to what does not change the differences of its sums. */
const profiles = (spread: readonly Spread[]): readonly SituationCase[] =>
  spread
    .flatMap(([outcomes, maximum, spread]) => manyAlternatives(outcomes, maximum, spread))
    .map((at) => ({ environment: { ...at.environment } as JsonObject, reports: reportsOrNobody(at) }));

const reportsOrNobody = (at: Others): readonly Json[] => {
  const reports = reportsOf(at);
  return reports.length > 0 ? reports : [null];
};

const describe = (spread: readonly Spread[]): string =>
  `every profile whose sums of utilities lie at most d apart: ${spread.map(([outcomes, maximum, d]) => `|O| = ${outcomes}, M = ${maximum}, d = ${d}`).join("; ")}`;

/** max S − S_o by alternative. */
export function lossesAt({ environment, profile }: Where): readonly number[] {
  const sums = relativeTotals(environment, profile);
  const most = sums.reduce((x, y) => Math.max(x, y));
  return sums.map((total) => most - total);
}

const corners = {
  "one alternative": ({ environment }: Where) => environment.outcomes === 1,
  "three alternatives": ({ environment }: Where) => environment.outcomes === 3,
  "nothing to lose": (place: Where) => lossesAt(place).every((loss) => loss === 0),
  "one alternative dominates": (place: Where) =>
    lossesAt(place).filter((loss) => loss > 1).length === place.environment.outcomes - 1,
  "all others lose the same": (place: Where) => {
    const positive = lossesAt(place).filter((loss) => loss > 0);
    return positive.length > 1 && positive.length === place.environment.outcomes - 1 && new Set(positive).size === 1;
  },
  "a loss that ties would give": (place: Where) => lossesAt(place).at(-1) === 1,
};

/** What is particular to one claim about the loss. */
export type LossClaim = Pick<
  SituationClaim<NoisyValuesParameters, Alternatives, Utilities, number>,
  "id" | "citation" | "statement" | "choices"
> &
  Pick<Claim, "hypotheses" | "evidence"> & {
    readonly argument: string;
    /** Exponents of e^ε are multiples of the common step over this. */
    readonly finer?: bigint;
    /** Only M = 1 and |O| ≤ 3: M enters only through ε/(M·|O|), and M = 1 has the same sums with more players. */
    readonly unit?: boolean;
    decide<S>(R: LogRing<S>, setting: At<S>, losses: readonly number[]): Finding<S>;
    sides(setting: LossSetting, choices: JsonObject, losses: readonly number[]): WorstSides;
  };

/** A claim about the loss at every profile. */
export const lossClaim = (
  format: OutcomeFormat,
  { argument, finer = 1n, unit = false, ...parts }: LossClaim,
): Claim<SituationCase> =>
  situationClaim(format, {
    ...parts,
    argument,
    step: Q.divide(vcgStep, Q.rational(finer)),
    cases: (budget) => profiles(sizesAt(budget, unit)),
    describe: (budget) => describe(sizesAt(budget, unit)),
    corners,
    draws: { gate: 6, standard: 60, deep: 600 },
    decide: (R, setting) => parts.decide(R as LogRing<typeof R.one>, setting, lossesAt(setting)),
    sides: (setting, choices) => parts.sides(setting, choices, lossesAt(setting)),
  });

const sizesAt = (budget: Budget, unit: boolean): readonly Spread[] =>
  spreads[budget].filter(([outcomes, maximum]) => !unit || (maximum === 1 && outcomes <= 3));

/** The losses that are possible, least first, without 0. */
export const jumpsOf = (losses: readonly number[]): readonly number[] =>
  [...new Set(losses)].filter((loss) => loss > 0).sort((x, y) => x - y);

/** Pr[the loss is at least `least`]. */
export function chanceOfLoss<S>(R: LogRing<S>, setting: At<S>, losses: readonly number[], least: number): Quotient<S> {
  const { entries, total } = setting.law();
  const lost = entries.filter(({ outcome }) => losses[outcome]! >= least).map(({ weight }) => weight);
  return over(sum(R, lost), total);
}

/**
 * Whether h·E[loss] ≤ bound, where h = ε/(M|O|). With c = e^h, ln c ≤ (c − 1)(c + 5)/(4c + 2) for c ≥ 1, as the derivative of the
 * right side exceeds 1/c by (c − 1)³/(c(2c + 1)²): where that is enough no logarithm is needed.
 */
export function lossIsBelow<S>(
  R: LogRing<S>,
  setting: At<S>,
  losses: readonly number[],
  bound: Q.Rational,
): Finding<S> {
  const { entries, total } = setting.law();
  const lost = sum(
    R,
    entries.map(({ outcome, weight }) => R.multiply(R.integer(BigInt(losses[outcome]!)), weight)),
  );
  const { numerator: c, denominator: one } = setting.expEpsilon(noiseStep({ rate: Q.one }, setting.environment));
  const products = (terms: readonly (readonly [bigint, S, S])[]) =>
    sum(
      R,
      terms.map(([k, x, y]) => R.multiply(R.integer(k), R.multiply(x, y))),
    );
  const above = products([
    [1n, c, c],
    [4n, c, one],
    [-5n, one, one],
  ]);
  const below = products([
    [4n, c, one],
    [2n, one, one],
  ]);
  const most = R.multiply(R.integer(bound.numerator), total);
  const scaled = R.multiply(R.integer(bound.denominator), lost);
  const enough = R.sign(R.subtract(R.multiply(most, below), R.multiply(scaled, above))) >= 0;
  return {
    hypotheses: "inside",
    conclusion: enough || logIsBelow(R, setting, scaled, most) ? "holds" : "fails",
    witness: {},
  };
}

/** h·x ≤ y, where the base of the ring is e^h up to a power. */
function logIsBelow<S>(R: LogRing<S>, setting: At<S>, x: S, y: S): boolean {
  const steps = stepsOf(R, setting);
  return R.signOfLog(R.multiply(R.integer(steps), x), y) <= 0;
}

/** How many steps of the ring h has: e^h is base^steps. */
function stepsOf<S>(R: LogRing<S>, setting: At<S>): bigint {
  const { numerator } = setting.expEpsilon(noiseStep({ rate: Q.one }, setting.environment));
  let steps = 1;
  while (!R.equals(R.power(steps, steps), numerator)) steps++;
  return BigInt(steps);
}

/** h·E[loss] at one ε, and the loss. */
export function scaledLoss(
  setting: LossSetting,
  losses: readonly number[],
): { readonly form: L.LogForm; readonly loss: Q.Rational } {
  const loss = losses
    .map((lost, o) => Q.multiply(Q.rational(BigInt(lost)), setting.chance(setting.type, o)))
    .reduce(Q.add, Q.zero);
  const h = setting.power(noiseStep({ rate: Q.one }, setting.environment));
  return { form: L.scale(L.ln(h), loss), loss };
}
