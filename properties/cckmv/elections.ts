import type { Example } from "../../src/claim/claim.js";
import { countOf, others, type Profile, reportOf, size } from "../../src/game/profile.js";
import { type Situation, situationAt } from "../../src/game/situation.js";
import { noisyElectionFormat } from "../../src/instance/cckmv.js";
import { baseOf, type Epsilon } from "../../src/instance/epsilon.js";
import { type Format, readValues } from "../../src/instance/format.js";
import { readChoice, readIndex, refuse } from "../../src/instance/input.js";
import {
  type Candidate,
  candidates,
  margin,
  type NoEnvironment,
  type Vote,
} from "../../src/mechanisms/cckmv/election.js";
import {
  commonMeasure,
  divide,
  multiply,
  one,
  printRational,
  type Rational,
  rational,
  rationals,
} from "../../src/number/rational.js";
import {
  coarser,
  type OrderedRing,
  powerQuotient,
  type Quotient,
  type Ring,
  safeInteger,
} from "../../src/number/ring.js";
import { canonical, type JsonObject } from "../../src/verdict/json.js";

/** One voter's situation in an election, without ε: the others' votes (all present) and her preferred candidate. */
export interface ElectionCase {
  readonly others: Readonly<Record<Candidate, number>>;
  readonly truth: Candidate;
}

/**
 * An election mechanism at fixed parameters, as the claims of Section 4 speak of it. Claims take it as an argument, so
 * that a broken mechanism can be put in its place.
 */
export interface Subject {
  readonly id: string;
  /** The parameters beside ε as users write them. */
  readonly parameters: JsonObject;
  /** The step s of the rings that claims about it need: they speak of e^ε too. Absent for mechanisms without ε. */
  readonly step?: Rational;
  /** The situation of one more voter beside `rest`, over a ring of base e^{sε}. */
  situation<S>(R: Ring<S>, rest: Profile<Vote>): Situation<Vote, Candidate, S>;
  /** Reads an instance of it. Throws InputError when it is of another mechanism, at other parameters, or malformed. */
  read(instance: JsonObject): { readonly epsilon?: Epsilon; readonly profile: Profile<Vote> };
}

type ElectionFormat<P> = Format<P, NoEnvironment, Candidate, Candidate>;

export function subject<P>(format: ElectionFormat<P>, parameters: P): Subject {
  const { mechanism } = format;
  const own = mechanism.step?.(parameters, {});
  const step = own && commonMeasure(own, one);
  const stride = own && step ? safeInteger(divide(own, step).numerator, "step") : 1;
  const printed = format.parameters.print(parameters);
  return {
    id: mechanism.id,
    parameters: printed,
    ...(step ? { step } : {}),
    situation: (R, rest) => situationAt(coarser(R, stride), mechanism, parameters, {}, rest),
    read(instance) {
      readChoice(instance.mechanism, "instance.mechanism", [mechanism.id]);
      const values = readValues(format, instance);
      if (canonical(format.parameters.print(values.parameters)) !== canonical(printed)) {
        throw refuse("instance.parameters", `the claim is about ${mechanism.id} at parameters ${canonical(printed)}`);
      }
      return values;
    },
  };
}

/** Mechanism 4.1; a `rate` other than 1 multiplies the exponent of its noise. */
export const noisyElectionAt = (rate: Rational): Subject => subject(noisyElectionFormat, { rate });

/** e^{kε} over a ring of base e^{sε}. */
export const expEpsilon = <S>(R: Ring<S>, subject: Subject, k: number): Quotient<S> =>
  powerQuotient(R, k * safeInteger(divide(one, subject.step!).numerator, "step"));

/** Every histogram of the others for 1 to `most` voters and both types, fewest voters first. */
export function electionCases(most: number): readonly ElectionCase[] {
  const cases: ElectionCase[] = [];
  for (let n = 1; n <= most; n++) cases.push(...electionCasesOf(n));
  return cases;
}

/** Every histogram of the others for exactly n voters, and both types. */
export function electionCasesOf(n: number): readonly ElectionCase[] {
  return Array.from({ length: n }, (_, b) =>
    candidates.map((truth) => ({ others: { A: n - 1 - b, B: b }, truth })),
  ).flat();
}

export const restOf = ({ others }: ElectionCase): Profile<Vote> =>
  candidates.filter((vote) => others[vote] > 0).map((vote) => ({ report: vote, count: others[vote] }));

/** #{i : θ_i = o} over all voters of a case, the player included. */
export const supporters = ({ others, truth }: ElectionCase, o: Candidate): number => others[o] + (truth === o ? 1 : 0);

/** #{i : θ_i = o} over all voters of an example. */
export const supportersIn = ({ rest, report }: Pick<ElectionSetting, "rest" | "report">, o: Candidate): number =>
  countOf(rest, o) + (report === o ? 1 : 0);

/** The candidate with fewer supporters (B in a tie) and how many more the other has. */
export function minorityOf(count: (o: Candidate) => number): { readonly minority: Candidate; readonly lead: number } {
  const [A, B] = [count("A"), count("B")];
  return A < B ? { minority: "A", lead: B - A } : { minority: "B", lead: A - B };
}

/** The corners of an election, by name. */
export const electionCorners = [
  "one voter",
  "others tied",
  "others one behind",
  "others unanimous",
  "even number of voters",
] as const;

export function electionCornersOf(rest: Profile<Vote>): readonly string[] {
  const [n, s] = [size(rest) + 1, margin(rest)];
  const met: Record<(typeof electionCorners)[number], boolean> = {
    "one voter": n === 1,
    "others tied": s === 0,
    "others one behind": s === -1,
    "others unanimous": n > 2 && (s === n - 1 || s === 1 - n),
    "even number of voters": n % 2 === 0,
  };
  return electionCorners.filter((corner) => met[corner]);
}

/** How many voters each budget enumerates. */
export const votersAt = { gate: 6, standard: 16, deep: 120 } as const;

/** Why the pairs of laws at the smallest margins stand for every number of voters (a test checks the identity). */
export const everyMargin =
  "More voters: with d the margin of the others, the laws under both votes and under absence at d >= 1 (at d <= -2) are " +
  "mixtures, with one share for all, of a sure winner and the laws at d = 1 (at d = -2). Inequalities that are linear in " +
  "two of these laws carry over, and so do the reachable pairs of outcomes: they are the same at every margin.";

export const histograms = (most: number): string =>
  `every profile with 1 to ${most} voters, by anonymity every histogram of the others' votes`;

/** An instance in which the player (numbered 0) reports `report` and the others as in the case. */
export function electionInstance(
  of: Subject,
  { others }: ElectionCase,
  report: Vote,
  base: Rational | undefined,
): JsonObject {
  const reports = [report, ...candidates.flatMap((vote) => Array<Vote>(others[vote]).fill(vote))];
  const epsilon = base &&
    of.step && { epsilon: { times: printRational(divide(one, of.step)), log: printRational(base) } };
  return { mechanism: of.id, parameters: { ...epsilon, ...of.parameters }, reports };
}

/** What a check needs of an example: the player, the others, and exact arithmetic at its ε. */
export interface ElectionSetting {
  readonly player: number;
  readonly report: Vote;
  readonly rest: Profile<Vote>;
  readonly situation: Situation<Vote, Candidate, Rational>;
  readonly R: OrderedRing<Rational>;
  /** e^{kε} exactly. Throws InputError when it is irrational. */
  expEpsilon(k: number): Rational;
}

/** Reads an example of the subject. Throws InputError. */
export function electionSetting(of: Subject, { instance, choices }: Example): ElectionSetting {
  const { epsilon, profile } = of.read(instance);
  const player = readIndex(choices.player, "choices.player", size(profile), "player");
  const rest = others(profile, player);
  const R = of.step && epsilon ? rationals(baseOf(epsilon, of.step)) : plainRationals;
  return {
    player,
    report: reportOf(profile, player),
    rest,
    situation: of.situation(R, rest),
    R,
    expEpsilon(k) {
      if (!epsilon) throw new RangeError(`expEpsilon: ${of.id} has no epsilon`);
      return baseOf({ ...epsilon, times: multiply(epsilon.times, rational(BigInt(k))) }, one);
    },
  };
}

/** Rationals for mechanisms without ε. */
const plainRationals = rationals(one);
