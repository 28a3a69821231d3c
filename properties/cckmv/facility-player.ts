import type { Switches } from "../../src/claim/reading.js";
import type { Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import {
  type Absence,
  type Ceiling,
  individualRationality,
  type Per,
  type PrivacyConcern,
  type PrivacySign,
  truthfulnessWithPrivacy,
} from "../../src/notions/privacy-aware-utility.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Ratio } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { Setting } from "../setting.js";
import { distance } from "./facilities.js";

/**
 * The player of Theorem 6.3: her privacy utility satisfies Assumption 3.1 with some F, and U^out(θ_i, o) − U^out(θ_i, o') ≥
 * 2F(e^ε) for the pairs that condition (2) speaks of. Scaling all utilities by one factor changes nothing, so the worst
 * player has F(e^ε) = 1 (or 0), the least utilities that (2) allows, and F as large elsewhere as its reading allows.
 */

/** Which pairs (o, o') condition (2) speaks of; the printed index condition is garbled. */
export type Condition =
  /** θ_i < o < o' < θ_i, which is impossible, or o' > o > θ_i. */
  | "R0"
  /** o' < o < θ_i or θ_i < o < o'. */
  | "R1"
  /** o' < o ≤ θ_i or θ_i ≤ o < o'. */
  | "R2"
  /** o strictly closer to θ_i than o'. */
  | "R3"
  /** The distance of any two locations is at least 2F(e^ε). */
  | "gap";

/** U^out: anything; nowhere rising away from θ_i on either side; −|θ_i − o|. */
export type UtilityClass = "arbitrary" | "single-peaked" | "standard";

/** What a repair changes: a hypothesis of the printed text. */
export type Change = "o = θ_i in condition (2)" | "F nondecreasing" | "U^priv ≥ 0" | "U^out ≥ F";

export const changeMeanings: Readonly<Record<Change, string>> = {
  "o = θ_i in condition (2)": "condition (2) is asked for all o, o' with o' < o ≤ θ_i or θ_i ≤ o < o'",
  "F nondecreasing": "F_i is nondecreasing",
  "U^priv ≥ 0": "the privacy utility of a participant is never negative",
  "U^out ≥ F": "U_i^out(θ_i, o) ≥ F_i(e^ε) for all o (a constant may be added to −|θ_i − o|)",
};

export interface FacilityReading {
  readonly condition: Condition;
  readonly utility: UtilityClass;
  /** Whether truth is compared with lies. */
  readonly lies: boolean;
  /** How truth is compared with staying out, if it is. */
  readonly absence?: Absence;
  readonly per: Per;
  readonly sign: PrivacySign;
  readonly monotone: boolean;
  readonly zeroAtOne: boolean;
  readonly finite: boolean;
  /** Whether U^out ≥ F(e^ε) is a hypothesis. */
  readonly floor: boolean;
  /** The 2 of 2F(e^ε). */
  readonly constant: bigint;
}

/** The worst player of one type: U^out by outcome, and the largest F(e^ε) that goes with it. */
export interface WorstPlayer {
  readonly utility: readonly Q.Rational[];
  readonly height: Q.Rational | "unlimited";
}

/** The switches that every claim of Theorem 6.3 has, as far as a claim has them. */
export function readFacility(
  switches: Switches,
  changes: readonly Change[],
  fixed: Pick<FacilityReading, "lies" | "constant"> & Partial<Pick<FacilityReading, "condition" | "utility">>,
): FacilityReading {
  return {
    condition: changes.includes("o = θ_i in condition (2)") ? "R2" : (switches.condition as Condition),
    utility: switches.utility as UtilityClass,
    ...fixed,
    ...(switches.absence !== undefined && { absence: switches.absence as Absence }),
    per: switches.per === "expectation" ? "expectation" : "coin",
    sign: changes.includes("U^priv ≥ 0") ? "benefit" : (switches.sign as PrivacySign),
    monotone: switches.bound === "monotone" || changes.includes("F nondecreasing"),
    zeroAtOne: switches.atOne === "zero",
    finite: switches.values === "finite",
    floor: changes.includes("U^out ≥ F"),
  };
}

/** The pairs (o, o') of condition (2) for a player of type `truth`. */
export function conditionPairs(
  condition: Condition,
  environment: Locations,
  truth: number,
): readonly (readonly [number, number])[] {
  const all = environment.locations.flatMap((_, o) => environment.locations.map((_, p) => [o, p] as const));
  const speaksOf: Readonly<Record<Condition, (o: number, p: number) => boolean>> = {
    R0: (o, p) => truth < o && o < p,
    R1: (o, p) => (truth < o && o < p) || (p < o && o < truth),
    R2: (o, p) => (truth <= o && o < p) || (p < o && o <= truth),
    R3: (o, p) => Q.compare(distance(environment, truth, o), distance(environment, truth, p)) < 0,
    gap: (o, p) => o < p,
  };
  return all.filter(([o, p]) => speaksOf[condition](o, p));
}

/**
 * How many steps of 2F(e^ε) condition (2) puts between the best outcome and o. Where U^out is nowhere rising away from θ_i,
 * −2F(e^ε) times this has the least differences along every path away from θ_i, all at once.
 */
function levels(condition: Condition, environment: Locations, truth: number): readonly number[] {
  const pairs = conditionPairs(condition, environment, truth);
  const longest = (p: number): number =>
    Math.max(0, ...pairs.filter(([, worse]) => worse === p).map(([o]) => longest(o) + 1));
  return environment.locations.map((_, o) => longest(o));
}

/**
 * The worst utilities at F(e^ε) = height. Conditions that leave out o = θ_i also allow a player who likes nothing less than
 * θ_i, unless her utility is single-peaked.
 */
export function worstUtilities(
  reading: Pick<FacilityReading, "condition" | "utility" | "absence" | "floor" | "constant">,
  environment: Locations,
  truth: number,
  height: Q.Rational,
): readonly (readonly Q.Rational[])[] {
  const { condition, utility, absence, floor, constant } = reading;
  if (utility === "standard") {
    const standard = environment.locations.map((_, o) => Q.negate(distance(environment, truth, o)));
    return [floor ? raisedTo(standard, height) : standard];
  }
  const step = Q.multiply(Q.rational(constant), height);
  const least = levels(condition, environment, truth).map((k) => Q.multiply(Q.rational(BigInt(-k)), step));
  const odd =
    utility === "arbitrary" && (condition === "R0" || condition === "R1") && least.length > 1
      ? [least.with(truth, Q.subtract(least.reduce(Q.minimum), Q.one))]
      : [];
  const all = [least, ...odd];
  // Only N4 compares with a fixed utility, so only there the level of U^out matters: it is free unless bounded below.
  if (absence !== "N4") return all;
  return all.map((values) => raisedTo(values, floor ? height : Q.rational(-1n)));
}

/** The values with a constant added so that the least of them is `level`. */
function raisedTo(values: readonly Q.Rational[], level: Q.Rational): readonly Q.Rational[] {
  const by = Q.subtract(level, values.reduce(Q.minimum));
  return values.map((value) => Q.add(value, by));
}

/** The largest F(e^ε) that condition (2) allows beside −|θ_i − o|. */
export function standardHeight(
  { condition, constant }: Pick<FacilityReading, "condition" | "constant">,
  environment: Locations,
  truth: number,
): Q.Rational | "unlimited" {
  const gaps = conditionPairs(condition, environment, truth).map(([o, p]) =>
    condition === "gap"
      ? distance(environment, o, p)
      : Q.subtract(distance(environment, truth, p), distance(environment, truth, o)),
  );
  return gaps.length === 0 ? "unlimited" : Q.divide(gaps.reduce(Q.minimum), Q.rational(constant));
}

function worstPlayers(reading: FacilityReading, environment: Locations, truth: number): readonly WorstPlayer[] {
  const heights = reading.utility === "standard" ? [standardHeight(reading, environment, truth)] : [Q.one, Q.zero];
  return heights.flatMap((height) =>
    worstUtilities(reading, environment, truth, height === "unlimited" ? Q.one : height).map((utility) => ({
      utility,
      // A floor makes F(e^ε) = 1 the largest of a player whose least utility is 1.
      height: height === "unlimited" && reading.floor ? Q.one : height,
    })),
  );
}

/** What a player compares truth with: the other locations, and null for staying out. */
export function alternativesTo(
  { lies, absence }: FacilityReading,
  { locations }: Locations,
  truth: number,
): readonly (number | null)[] {
  const others = lies ? locations.map((_, bin) => bin).filter((bin) => bin !== truth) : [];
  return absence === undefined ? others : [...others, null];
}

/** Decides the claim for the worst F, U^out and U^priv that the reading allows, the others' reports fixed. */
export function decideFacility<P, S>(
  R: OrderedRing<S>,
  setting: Setting<P, Locations, number, number, S>,
  reading: FacilityReading,
): Finding<S> {
  const { situation, environment, expEpsilon } = setting;
  const truth = setting.type!;
  const at = expEpsilon(Q.one);
  let shown: Finding<S> = { hypotheses: "inside", conclusion: "holds", witness: {} };
  for (const { utility, height } of worstPlayers(reading, environment, truth)) {
    const scale = utility
      .map(({ denominator }) => denominator)
      .reduce((x, y) => x * y, height === "unlimited" ? 1n : height.denominator);
    const inUnits = (x: Q.Rational): S => R.integer((x.numerator * scale) / x.denominator);
    const values = utility.map(inUnits);
    const ceiling: PrivacyConcern<number | null, S>["ceiling"] =
      height === "unlimited" ? unlimited(R, reading) : ceilingGiven(R, reading, at, inUnits(height));
    const concern: PrivacyConcern<number | null, S> = {
      sign: reading.sign,
      ceiling,
      ...(reading.absence === "N1" && { ratioOver: [...situation.reports, null] }),
    };
    const own = { ...situation, payoff: (_type: number | null, _report: number | null, o: number) => values[o]! };
    for (const lie of alternativesTo(reading, environment, truth)) {
      const finding =
        lie === null
          ? individualRationality(R, own, truth, reading.absence!, reading.per, concern)
          : truthfulnessWithPrivacy<number | null, number, S>(R, own, truth, lie, reading.per, concern);
      shown = { ...finding, hypotheses: "boundary" };
      if (finding.conclusion !== "holds") return shown;
    }
  }
  return shown;
}

/** F where nothing bounds F(e^ε): at 1 it may still have to be 0. */
const unlimited =
  <S>(R: OrderedRing<S>, { monotone, zeroAtOne }: FacilityReading) =>
  (ratio: Ratio<S>): Ceiling<S> => {
    const isOne = ratio !== "infinity" && compareQuotients(R, ratio, { numerator: R.one, denominator: R.one }) === 0;
    return isOne && (monotone || zeroAtOne) ? R.zero : "unbounded";
  };
