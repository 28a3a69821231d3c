import type { Claim, Example } from "../../src/claim/claim.js";
import { refuse } from "../../src/instance/input.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import {
  type NoisyValuesParameters,
  noiseStep,
  relativeTotals,
  typesUpToShift,
  utilitiesOf,
  type ValueReport,
} from "../../src/mechanisms/cckmv/welfare.js";
import { one, type Rational, rational } from "../../src/number/rational.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import type { Place, SituationCase } from "../setting.js";

/** What all claims about Mechanism 7.1 at |O| ≤ 4 and M ≤ 3 need: 1/(M·|O|) is a multiple of it in each of them. */
export const vcgStep: Rational = rational(1n, 12n);

/** The values of a case of Mechanism 7.1. */
export type VcgPlace = Place<NoisyValuesParameters, Alternatives, Utilities>;

/** Where the sums of the utilities of the others lie, in one environment. */
export interface Others {
  readonly environment: Alternatives;
  readonly sums: readonly number[];
}

/** Two alternatives, the sums of the others from `spread` in favour of 0 to `spread` in favour of 1. */
export const twoAlternatives = (maximum: number, spread: number): readonly Others[] =>
  Array.from({ length: spread + spread + 1 }, (_, i) => i - spread).map((lead) => ({
    environment: { outcomes: 2, maximum },
    sums: lead < 0 ? [-lead, 0] : [0, lead],
  }));

/** Sums of the others from 0 to `spread` for each alternative, one of them 0. */
export const manyAlternatives = (outcomes: number, maximum: number, spread: number): readonly Others[] =>
  vectors(outcomes, spread)
    .filter((sums) => sums.includes(0))
    .map((sums) => ({ environment: { outcomes, maximum }, sums }));

/** All vectors of so many numbers from 0 to `most`, the last one changing fastest. */
export const vectors = (length: number, most: number): readonly (readonly number[])[] =>
  length === 0
    ? [[]]
    : vectors(length - 1, most).flatMap((list) => Array.from({ length: most + 1 }, (_, x) => [...list, x]));

/** The fewest reports with these sums. */
export const reportsOf = ({ environment: { maximum }, sums }: Others): readonly Utilities[] => {
  const most = sums.reduce((x, y) => Math.max(x, y));
  const reports: Utilities[] = [];
  for (let left = 0; left < most; left += maximum) {
    reports.push(sums.map((sum) => Math.min(maximum, Math.max(0, sum - left))));
  }
  return reports;
};

/** Every type of player 0, up to a constant, beside each of the others. */
export const vcgCases = (others: readonly Others[]): readonly SituationCase[] =>
  others.flatMap((at) => {
    // Where the others leave all alternatives equal there may be none, or one who stays out.
    const balanced = at.environment.outcomes === 2 && at.sums.every((sum) => sum === 0);
    return [reportsOf(at), ...(balanced ? [[null]] : [])].flatMap((reports) =>
      typesUpToShift(at.environment).map((type) => ({
        environment: { ...at.environment } as JsonObject,
        reports: [type, ...reports],
      })),
    );
  });

/**
 * The reports that a claim compares with the truth: every type up to a constant, and the truth moved by one where it can
 * be: types that differ by a constant have the same law and pay the same.
 */
export function comparedReports({ environment, type }: VcgPlace): readonly ValueReport[] {
  const moved = (type ?? []).map((u) => u + 1);
  const known = typesUpToShift(environment);
  const isNew = moved.length > 0 && !moved.includes(0) && moved.every((u) => u <= environment.maximum);
  return isNew ? [...known, moved] : known;
}

/** Why the cases stand for others. */
export const shiftArgument =
  "The law depends on the others only through the differences of their sums, and a constant added to a type moves all values alike: " +
  "every type up to a constant, and the truth plus 1 as a lie.";

const sumsOf = ({ environment, rest }: VcgPlace): readonly number[] => relativeTotals(environment, rest);

/** The corners of the domains. */
export const vcgCorners = {
  "one player": ({ rest }: VcgPlace) => rest.length === 0,
  "one alternative": ({ environment }: VcgPlace) => environment.outcomes === 1,
  "three alternatives": ({ environment }: VcgPlace) => environment.outcomes === 3,
  "utilities above 1": ({ environment }: VcgPlace) => environment.maximum > 1,
  "an indifferent type": ({ type }: VcgPlace) => new Set(type).size === 1,
  "an absent player": ({ rest }: VcgPlace) => rest.some(({ report }) => report === null),
  "one alternative dominates": (place: VcgPlace) => sumsOf(place).some((sum) => sum > 2 * place.environment.maximum),
};

/**
 * A claim whose examples are checked in the step of their own environment, so that they may have a simpler ε than the
 * common step of all environments would let them.
 */
export function inOwnSteps(claimAt: (step: Rational) => Claim<SituationCase>): Claim<SituationCase> {
  const claim = claimAt(vcgStep);
  const known = new Map<string, Claim<SituationCase>>();
  const at = ({ instance }: Example): Claim<SituationCase> => {
    const { outcomes, maximum } = (instance.environment ?? {}) as JsonObject;
    if (!isPositive(outcomes) || !isPositive(maximum)) return claim;
    const key = `${outcomes} ${maximum}`;
    const found = known.get(key) ?? claimAt(noiseStep({ rate: one }, { outcomes, maximum }));
    known.set(key, found);
    return found;
  };
  return {
    ...claim,
    draw: (switches) => ({
      sample: (seed, count) => claim.draw!(switches).sample(seed, count).map(inOwnStep),
    }),
    check: (example, switches) => at(example).check(example, switches),
    alternatives: (example, switches) => [
      ...simplerEpsilons(example),
      ...(at(example).alternatives?.(example, switches) ?? []),
    ],
  };
}

const isPositive = (value: Json | undefined): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** The same base, taken for e^{ε/(M|O|)}: simpler numbers than in the common step. */
function inOwnStep({ instance, choices }: Example): Example {
  const { epsilon, ...others } = instance.parameters as { epsilon: JsonObject };
  const parameters = { ...others, epsilon: { ...epsilon, times: timesOf(instance) } };
  return { instance: { ...instance, parameters }, choices };
}

const timesOf = ({ environment }: JsonObject): string => {
  const { outcomes, maximum } = environment as { outcomes: number; maximum: number };
  return `${outcomes * maximum}`;
};

/** The example at e^ε = 2^{M|O|} and e^ε = 3^{M|O|}. */
function simplerEpsilons({ instance, choices }: Example): readonly Example[] {
  return ["2", "3"].map((log) => {
    const epsilon = { times: timesOf(instance), log };
    return { instance: { ...instance, parameters: { ...(instance.parameters as JsonObject), epsilon } }, choices };
  });
}

/** The lies beside the truth of a place. */
export const liesAt = (place: VcgPlace): readonly Utilities[] =>
  comparedReports(place)
    .map((report) => utilitiesOf(place.environment, report))
    .filter((report) => canonical(report) !== canonical(place.type));

/** The player's type. Throws InputError for one who stays out. */
export function typeOf({ type, player }: VcgPlace): Utilities {
  if (type === null) throw refuse("instance.reports", `player ${player} is absent; write her type as a list of zeros`);
  return type;
}

/** A list of utilities among the choices. */
export const vectorOf = (value: Json | undefined): readonly number[] => value as readonly number[];
