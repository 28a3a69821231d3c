import type { Claim } from "../../src/claim/claim.js";
import { readDistribution } from "../../src/instance/distribution.js";
import type { gibbsFormat } from "../../src/instance/hk-scores.js";
import { refuse } from "../../src/instance/input.js";
import type { ScoredRange } from "../../src/mechanisms/hk/exponential-quality.js";
import * as Q from "../../src/number/rational.js";
import { type OrderedRing, type Ring, safeInteger, sum } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawSetting } from "../law-setting.js";
import type { WorstSides } from "../worst-choices.js";
import type { Chances } from "./divergence-forms.js";
import { describeEnergies, energiesAt, energyCases, energyCorners, energyGrid } from "./energy-cases.js";

type Nothing = Record<string, never>;

/** A system at one temperature, in rationals. */
export type System = ExactLawSetting<Nothing, ScoredRange, never, number>;

/** What claims about the Gibbs measure against other distributions have to say for themselves; see `LawClaim` for the rest. */
export interface FreeEnergyClaim
  extends Pick<
    LawClaim<Nothing, ScoredRange, never, number>,
    "id" | "citation" | "statement" | "hypotheses" | "readings" | "switchMeanings" | "evidence"
  > {
  readonly argument: string;
  /** The distributions ν among which the worst one is looked for. */
  candidates(system: System): readonly Chances[];
  sides(system: System, nu: Chances, switches: JsonObject): WorstSides;
  /** What is found where the law is not the Gibbs measure: "fails" unless told. */
  otherwise?<S>(R: OrderedRing<S>, setting: LawSetting<Nothing, ScoredRange, never, number, S>): Finding<S>;
}

/** Exponents are multiples of 1/(2·k_B·T). */
const step = Q.rational(1n, energyGrid);

/**
 * The law of a system against all distributions ν on its states at once. The claim is true of the Gibbs measure by an identity and
 * Gibbs' inequality (`argument`): what is decided over the ring, for all temperatures, is that the law G is that measure,
 * G(i)·Σ_j e^{−E_j/(k_B·T)} = e^{−E_i/(k_B·T)} for every state i. The sides are those of one ν, in logarithms.
 */
export const freeEnergyClaim = (format: typeof gibbsFormat, parts: FreeEnergyClaim): Claim =>
  lawClaim(format, {
    ...parts,
    step,
    cases: energyCases,
    describe: (budget) => `every distribution ν on the states, and ${describeEnergies(budget)}`,
    corners: energyCorners,
    draws: { gate: 5, standard: 50, deep: 500 },
    decide(R, setting) {
      const finding = { hypotheses: "inside", conclusion: "holds", witness: {} } as const;
      if (isGibbs(R, setting)) return finding;
      return parts.otherwise?.(R, setting) ?? { ...finding, conclusion: "fails" };
    },
    choices: () => ({
      nu: (system, { nu }) =>
        nu === undefined ? distinct(parts.candidates(system).map((chances) => chances.map(Q.printRational))) : [nu],
    }),
    completed: ["nu"],
    sides(system, choices, switches) {
      const nu = readDistribution(choices.nu, "choices.nu");
      if (nu.length !== system.outcomes.length) throw refuse("choices.nu", "expected one probability a state");
      return parts.sides(system, nu, switches);
    },
  } as LawClaim<Nothing, ScoredRange, never, number>);

/** G(i)·Σ_j e^{−E_j/(k_B·T)} = e^{−E_i/(k_B·T)} for every state, the powers straight from the energies and of one degree. */
function isGibbs<S>(R: Ring<S>, setting: LawSetting<Nothing, ScoredRange, never, number, S>): boolean {
  const steps = energiesAt(setting).map((energy) => safeInteger(Q.divide(Q.negate(energy), step).numerator, "step"));
  const [least, most] = [steps.reduce((x, y) => (x < y ? x : y)), steps.reduce((x, y) => (x > y ? x : y))];
  const powers = steps.map((k) => R.power(k - least, most - least));
  const { entries, total } = setting.law();
  const chances = new Map(entries.map(({ outcome, weight }) => [outcome, weight]));
  const Z = sum(R, powers);
  return powers.every((power, i) => R.equals(R.multiply(chances.get(i) ?? R.zero, Z), R.multiply(power, total)));
}

/** e^{−E_i/(k_B·T)} for all states, straight from the energies. */
export const boltzmannFactors = (system: System): readonly Q.Rational[] =>
  energiesAt(system).map((energy) => system.power(Q.negate(energy)));

/** The measure proportional to some weights. */
export function proportional(weights: readonly Q.Rational[]): Chances {
  const total = weights.reduce(Q.add, Q.zero);
  return weights.map((weight) => Q.divide(weight, total));
}

/** Every distribution on so many states with chances that are multiples of 1/d, and those with chance 0 among them. */
export function gridDistributions(states: number, d: number): readonly Chances[] {
  const lists = (left: number, places: number): readonly (readonly number[])[] =>
    places === 1
      ? [[left]]
      : Array.from({ length: left + 1 }, (_, k) => k).flatMap((k) =>
          lists(left - k, places - 1).map((rest) => [k, ...rest]),
        );
  return lists(d, states).map((counts) => counts.map((k) => Q.rational(BigInt(k), BigInt(d))));
}

const distinct = (lists: readonly (readonly string[])[]): readonly Json[] => [
  ...new Map(lists.map((list) => [list.join(), list])).values(),
];
