import { type Arbitrary, constant } from "fast-check";
import {
  anyVoters,
  type DrawnVoter,
  sampleVoters,
  skewedVoters,
  unanimousVoters,
} from "../../generators/election-families.js";
import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import { type Candidate, candidates, opponent, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { type LogForm, ln } from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import { divide, one, type Rational } from "../../src/number/rational.js";
import { type Sign, safeInteger } from "../../src/number/ring.js";
import { type Finding, undecided } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type DrawnChoices, type ElectionClaim, electionClaim, typeOf } from "./election-claim.js";
import {
  type ElectionCase,
  type ElectionSetting,
  electionCases,
  electionCorners,
  electionCornersOf,
  electionInstance,
  electionSetting,
  histograms,
  restOf,
  type Subject,
  votersAt,
} from "./elections.js";

/** Claims about the voters of some electorates only, and claims in which a bare ε stands beside probabilities. */

/** The electorates that a claim speaks of. */
export interface Family {
  description(budget: Budget): string;
  cases(budget: Budget): readonly ElectionCase[];
  /** Whether a case is one of them. */
  has(c: ElectionCase): boolean;
  readonly corners: readonly string[];
  cornersOf(c: ElectionCase): readonly string[];
  readonly voters: Arbitrary<DrawnVoter>;
}

/** Every electorate. */
export const everyElectorate: Family = {
  description: (budget) => histograms(votersAt[budget]),
  cases: (budget) => electionCases(votersAt[budget]),
  has: () => true,
  corners: electionCorners,
  cornersOf: (c) => electionCornersOf(restOf(c)),
  voters: anyVoters,
};

/** How many groups of three voters each budget enumerates. */
const thirdsAt = { gate: 4, standard: 14, deep: 40 } as const;

/** n = 3m voters of whom 2m prefer `first`: the highly skewed election of CCKMV, Sections 1.2 and 5. */
export const skewedTowards = (first: Candidate): Family => ({
  description: (budget) =>
    `every electorate of n = 3m voters, 2m for ${first} and m for ${opponent(first)}, m from 1 to ${thirdsAt[budget]}, and each voter in it`,
  cases: (budget) =>
    Array.from({ length: thirdsAt[budget] }, (_, i) =>
      candidates.map((truth) => without(truth, { [first]: 2 * i + 2, [opponent(first)]: i + 1 } as Counts)),
    ).flat(),
  has(c) {
    const all = countsOf(c);
    return all[first] === 2 * all[opponent(first)];
  },
  corners: ["three voters", "an even number of voters", "a voter of the majority", "a voter of the minority"],
  cornersOf: skewCornersOf,
  voters: skewedVoters(first),
});

/** How a voter stands to the majority: the corners of skewed elections, and of all where a claim compares skews. */
export function skewCornersOf(c: ElectionCase): readonly string[] {
  const all = countsOf(c);
  const lead = all[c.truth] - all[opponent(c.truth)];
  return [
    ...(votersOf(c) === 3 ? ["three voters"] : []),
    ...(votersOf(c) % 2 === 0 ? ["an even number of voters"] : []),
    ...(lead > 0 ? ["a voter of the majority"] : lead < 0 ? ["a voter of the minority"] : []),
  ];
}

/** Everybody prefers the same candidate, one of those listed. */
export const unanimousFor = (preferred: readonly Candidate[] = candidates): Family => ({
  description: (budget) =>
    `every unanimous electorate for ${preferred.join(" or ")} with 1 to ${votersAt[budget]} voters`,
  cases: (budget) =>
    electionCases(votersAt[budget]).filter((c) => c.others[opponent(c.truth)] === 0 && preferred.includes(c.truth)),
  has: (c) => c.others[opponent(c.truth)] === 0 && preferred.includes(c.truth),
  corners: ["one voter", "an even number of voters", ...preferred.map((o) => `all for ${o}`)],
  cornersOf: (c) => [
    ...(votersOf(c) === 1 ? ["one voter"] : []),
    ...(votersOf(c) % 2 === 0 ? ["an even number of voters"] : []),
    `all for ${c.truth}`,
  ],
  voters: unanimousVoters().filter(({ truth }) => preferred.includes(truth)),
});

export type Counts = Readonly<Record<Candidate, number>>;

/** How many voters prefer each candidate, the voter of the case included. */
export const countsOf = ({ others, truth }: ElectionCase): Counts => ({ ...others, [truth]: others[truth] + 1 });
export const votersOf = ({ others }: ElectionCase): number => others.A + others.B + 1;

/** n/3, rounded down where the electorate is not one of n = 3m voters. */
export const thirdOf = (c: ElectionCase): number => safeInteger(BigInt(votersOf(c)) / 3n, "a third of the voters");

/** The case of one voter for `truth` in an electorate. */
export const without = (truth: Candidate, all: Counts): ElectionCase => ({
  others: { ...all, [truth]: all[truth] - 1 },
  truth,
});

/** The case of a setting. Throws InputError for an absent voter, and for choices that name another type or lie. */
export const caseOf = (
  setting: ElectionSetting,
  choices: JsonObject = {},
  other?: (truth: Candidate) => Vote,
): ElectionCase => {
  const count = (o: Candidate) => setting.rest.reduce((n, { report, count }) => (report === o ? n + count : n), 0);
  return { others: { A: count("A"), B: count("B") }, truth: typeOf(setting, choices, other) };
};

/** The setting of a case in which player 0 reports her type, at ε = (1/s)·ln base. */
export const settingAt = (under: Subject, c: ElectionCase, base: Rational | undefined): ElectionSetting =>
  electionSetting(under, { instance: electionInstance(under, c, c.truth, base), choices: { player: 0 } });

/** The same ε, and the voter of a case. */
export const seenBy = (under: Subject, setting: ElectionSetting, c: ElectionCase): ElectionSetting => ({
  ...setting,
  rest: restOf(c),
  report: c.truth,
  situation: under.situation(setting.R, restOf(c)),
});

/** As `ElectionClaim`, for the electorates of a family; `decide` may ask for signs with a bare ε. */
export interface FamilyClaim extends Omit<ElectionClaim, "decide" | "check" | "drawnCorners"> {
  readonly family: (switches: Switches) => Family;
  readonly evidence?: (budget: Budget, switches: Switches) => JsonObject;
  decide<S>(R: LogRing<S>, situation: Situation<Vote, Candidate, S>, c: ElectionCase, switches: Switches): Finding<S>;
  check(setting: ElectionSetting, choices: JsonObject, switches: Switches): ReturnType<ElectionClaim["check"]>;
}

const drawsAt = { gate: 20, standard: 600, deep: 6000 } as const;
const noChoices: Arbitrary<DrawnChoices> = constant(() => ({}));

/** The whole claim. A case or an example that is not of the family is outside the hypotheses. */
export function familyClaim(under: Subject, parts: FamilyClaim): Claim<ElectionCase> {
  const { family } = parts;
  const literal = family((parts.readings?.[0]?.switches ?? {}) as Switches);
  const whole = electionClaim(under, {
    ...parts,
    decide: () => undecided("decided below"),
    check(setting, choices, switches) {
      const c = caseOf(setting);
      const check = parts.check(setting, choices, switches);
      const { has, cornersOf } = family(switches);
      return {
        ...check,
        hypotheses: has(c) ? check.hypotheses : "outside",
        corners: [...check.corners, ...cornersOf(c)],
      };
    },
  });
  return {
    ...whole,
    ...(parts.evidence ? { evidence: parts.evidence } : {}),
    corners: literal.corners,
    domain: (budget, switches) => ({
      description: family(switches).description(budget),
      argument: parts.argument,
      cases: family(switches).cases(budget),
      exhaustive: true,
      draws: drawsAt[budget],
    }),
    decide(R, c, switches) {
      const finding = parts.decide(R, under.situation(R, restOf(c)), c, switches);
      return family(switches).has(c) ? finding : { ...finding, hypotheses: "outside" };
    },
    cornersOf: (c, switches) => family(switches).cornersOf(c),
    draw: (switches) => ({
      sample: (seed, count) =>
        sampleVoters(family(switches).voters, parts.drawChoices?.(switches) ?? noChoices, seed, count).map(
          ({ others, truth, base, choice }) => {
            const c = { others, truth };
            const instance = electionInstance(under, c, truth, base);
            const player = { player: 0 };
            return {
              instance,
              choices: { ...player, ...choice(c, electionSetting(under, { instance, choices: player })) },
            };
          },
        ),
    }),
  };
}

/** The sign of ε·x − y for weights x and y of equal degree, over a ring that was made for the step of the subject. */
export const signOfEpsilon = <S>(R: LogRing<S>, { step }: Subject, x: S, y: S): Sign =>
  R.signOfLog(R.multiply(R.integer(BigInt(safeInteger(divide(one, step!).numerator, "step"))), x), y);

/** ε itself. */
export const epsilonOf = (setting: ElectionSetting): LogForm => ln(setting.expEpsilon(1));

/** Pr over the coins that two reports of the player lead to different winners. */
export function chanceOfChange({ situation, R }: ElectionSetting, truth: Vote, other: Vote): Rational {
  const { entries, total } = situation.coupled!(truth, other);
  const changing = entries.filter(({ outcome: [o, p] }) => o !== p).map(({ weight }) => weight);
  return divide(changing.reduce(R.add, R.zero), total);
}
