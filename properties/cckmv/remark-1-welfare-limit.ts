import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { noisyElectionFormat } from "../../src/instance/cckmv.js";
import { noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Format } from "../../src/instance/format.js";
import { refuse } from "../../src/instance/input.js";
import { typesUpToShift } from "../../src/mechanisms/cckmv/welfare.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient, type Ring, safeInteger, sum } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { byReading } from "../by-reading.js";
import { everyHistogram, forPlayers } from "../cases.js";
import type { ExactSetting, Place, Setting, SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { describeReach, everyHistogramOf } from "./facilities.js";
import { anywhere } from "./proposition-6.4.js";
import { lossForAll } from "./proposition-6.4-2.js";

/** Exponents of e^ε: 1 for the election, 1/2 for the median, 1/(M·|O|) for the VCG-like mechanism. */
const step = Q.rational(1n, 12n);

const corners: Readonly<Record<string, (place: AnyPlace) => boolean>> = {
  "one player": ({ rest }) => rest.length === 0,
  "everybody agrees": ({ type, rest }) => rest.every(({ report }) => same(report, type)),
  "players disagree": ({ type, rest }) => rest.some(({ report }) => !same(report, type)),
  "even number of players": ({ rest }) => BigInt(rest.reduce((n, { count }) => n + count, 0)) % 2n === 1n,
};

type AnyPlace = Place<unknown, unknown, unknown>;
const same = (x: unknown, y: unknown): boolean => JSON.stringify(x) === JSON.stringify(y);

/** One of the three mechanisms: its instances, and c(ε) with E[loss] ≤ c(ε), in which the number of players does not occur. */
export interface WelfareOf<P, E, T, O> {
  readonly format: Format<P, E, T, O>;
  cases(budget: Budget): readonly SituationCase[];
  describe(budget: Budget): string;
  readonly argument: string;
  /** k and v with c(ε) = k/(e^{εv} − 1), or 2k/(e^{εv} − e^{−εv}) for noise of either sign. */
  rateOf(environment: E): { readonly k: number; readonly v: Q.Rational; readonly sides: 1 | 2 };
  /** c(ε) in words, and what it is below. */
  readonly text: string;
}

const voters = { gate: 6, standard: 30, deep: 80 } as const;

/** Mechanism 4.1: D·e^{−εD}/(1 + e^{−ε}) ≤ 1/(e^ε − 1), as D(e^ε − 1) ≤ e^{εD} − 1. */
const election = (format = noisyElectionFormat) =>
  welfareOf({
    format,
    cases: (budget) =>
      forPlayers(1, voters[budget], (n) => everyHistogram(["A", "B"], n)).map((reports) => ({ reports })),
    describe: (budget) => `the election: by anonymity every histogram of 1 to ${voters[budget]} votes`,
    argument:
      "Election, more voters: the loss is at most D·e^{−εD}/(1 + e^{−ε}) for D = |#A − #B|, and D(e^ε − 1) ≤ e^{εD} − 1, so it is at most 1/(e^ε − 1).",
    rateOf: () => ({ k: 1, v: Q.one, sides: 1 }),
    text: "1/(e^ε - 1)",
  });

/** Mechanism 6.1: see Proposition 6.4 (2). */
const facility = (format = noisyMedianFormat) =>
  welfareOf({
    format,
    cases: (budget) => everyHistogramOf(anywhere[budget === "deep" ? "standard" : budget]),
    describe: (budget) => `facility location: ${describeReach(anywhere[budget === "deep" ? "standard" : budget])}`,
    argument: `Facility location: ${lossForAll}`,
    rateOf: ({ locations }) => ({ k: locations.length - 1, v: Q.rational(1n, 2n), sides: 1 }),
    text: "(q - 1)/(e^{ε/2} - 1)",
  });

/** Alternatives, maximum and the most players. */
const choices: Readonly<Record<Budget, readonly (readonly [outcomes: number, maximum: number, players: number])[]>> = {
  gate: [
    [1, 1, 1],
    [2, 1, 3],
  ],
  standard: [
    [1, 1, 2],
    [2, 1, 8],
    [2, 2, 4],
    [3, 1, 2],
  ],
  deep: [
    [1, 1, 3],
    [2, 1, 20],
    [2, 2, 8],
    [2, 3, 5],
    [3, 1, 4],
  ],
};

/** Mechanism 7.1: the noise of the chosen alternative and of the best one are all that can make up for a loss. */
const vcgLike = (format = noisyVcgFormat) =>
  welfareOf({
    format,
    cases: (budget) =>
      choices[budget].flatMap(([outcomes, maximum, players]) => {
        const environment = { outcomes, maximum };
        const types = typesUpToShift(environment) as readonly (readonly number[])[];
        return forPlayers(1, players, (n) => everyHistogram(types as unknown as readonly Json[], n)).map((reports) => ({
          environment,
          reports,
        }));
      }),
    describe: (budget) =>
      `the VCG-like mechanism: ${choices[budget].map(([outcomes, maximum, players]) => `|O| = ${outcomes}, M = ${maximum}, 1 to ${players} players`).join("; ")}; by anonymity every histogram of types with a utility 0`,
    argument:
      "VCG-like, more players: a type may be shifted by a constant. If o* is chosen and m is best, S_m − S_{o*} ≤ λ_{o*} − λ_m, both sides being integers and " +
      "(o* − m)/|O| < 1, so the loss is at most Σ_o |λ_o|, whose mean is |O|·2/(e^{ε/(M|O|)} − e^{−ε/(M|O|)}) < |O|²M/ε.",
    rateOf: ({ outcomes, maximum }) => ({
      k: outcomes,
      v: Q.rational(1n, BigInt(outcomes * maximum)),
      sides: 2,
    }),
    text: "2|O|/(e^{ε/(M|O|)} - e^{-ε/(M|O|)})",
  });

/** The claim E[optimal − welfare]/n ≤ c(ε)/n for one mechanism. */
function welfareOf<P, E, T, O>({ format, rateOf, text, ...domain }: WelfareOf<P, E, T, O>): Claim<SituationCase> {
  const lossesOf = (place: Setting<P, E, T, O, unknown> | ExactSetting<P, E, T, O>) => {
    const { parameters, environment, profile } = place;
    const outcomes = place.law().entries.map(({ outcome }) => outcome);
    const values = outcomes.map((outcome) =>
      format.objective!({ parameters, environment, profile, byCounts: false }, outcome),
    );
    const most = values.reduce(Q.maximum);
    return values.map((value) => Q.subtract(most, value));
  };
  const bound = <S>(R: Ring<S>, setting: Setting<P, E, T, O, S>): Quotient<S> => {
    const { k, v, sides } = rateOf(setting.environment);
    const { numerator: x, denominator: y } = setting.expEpsilon(v);
    const times = R.integer(BigInt(k * sides));
    return sides === 1
      ? over(R.multiply(times, y), R.subtract(x, y))
      : over(R.multiply(times, R.multiply(x, y)), R.subtract(R.multiply(x, x), R.multiply(y, y)));
  };
  return situationClaim(format, {
    ...shared,
    ...domain,
    step,
    corners,
    decide(R, setting) {
      const law = setting.law();
      const all = lossesOf(setting);
      const scale = all.reduce((product, { denominator }) => product * denominator, 1n);
      const terms = law.entries.map(({ weight }, i) =>
        R.multiply(R.integer((all[i]!.numerator * scale) / all[i]!.denominator), weight),
      );
      const left = over(sum(R, terms), R.multiply(R.integer(scale), law.total));
      const right = bound(R, setting);
      return {
        hypotheses: "inside",
        conclusion: compareQuotients(R, left, right) <= 0 ? "holds" : "fails",
        witness: {},
        sides: { left, right, larger: "right" },
      };
    },
    sides(setting) {
      const { k, v, sides } = rateOf(setting.environment);
      const n = Q.rational(BigInt(setting.profile.reduce((count, group) => count + group.count, 0)));
      const all = lossesOf(setting);
      const entries = setting.law().entries;
      const loss = entries
        .map(({ outcome }, i) => Q.multiply(all[i]!, setting.chance(setting.type, outcome)))
        .reduce(Q.add);
      const x = setting.power(v);
      const below = sides === 1 ? Q.one : Q.divide(Q.one, x);
      const most = Q.divide(Q.rational(BigInt(k * sides)), Q.subtract(x, below));
      return {
        left: Q.divide(loss, n),
        right: Q.divide(most, n),
        larger: "right",
        inequality: `(optimal - E[welfare])/n <= ${text}/n`,
        explanation: `the expected loss is ${Q.printRational(loss)} with ${Q.printRational(n)} ${n.numerator === 1n ? "player" : "players"}`,
      };
    },
  });
}

const shared = {
  id: "cckmv/remark-1-welfare-limit",
  citation: cite("cckmv", "Section 1.2, with the abstract"),
  statement:
    "As the number n of players increases, the social welfare achieved by the mechanisms (election, discrete facility location, VCG-like) " +
    "approaches optimal, as a fraction of n: the distance is at most 1/(n(e^ε − 1)) < 1/(εn), (q − 1)/(n(e^{ε/2} − 1)) < 2q/(εn), and " +
    "2|O|/(n(e^{ε/(M|O|)} − e^{−ε/(M|O|)})) < |O|²M/(εn).",
  hypotheses: ["ε > 0, fixed as n increases", "welfare is the sum of outcome utilities; gap 1 for every voter"],
  readings: readingsOf({ mechanisms: ["all", "election", "facility", "VCG-like"] }),
  switchMeanings: {
    all: "all three mechanisms",
    election: "Mechanism 4.1 alone; its best constant is 0.27846…, see Proposition 4.3 (2)",
    facility: "Mechanism 6.1 alone; 2 is its best constant for all q, see Proposition 6.4 (2)",
    "VCG-like": "Mechanism 7.1 alone",
  },
  step,
} as const;

/** What a control changes: the mechanisms. */
export interface Mechanisms {
  readonly election?: typeof noisyElectionFormat;
  readonly facility?: typeof noisyMedianFormat;
  readonly vcgLike?: typeof noisyVcgFormat;
}

/**
 * As the number n of players increases, the social welfare achieved by the three mechanisms approaches optimal, as a
 * fraction of n [CCKMV, abstract and Section 1.2]: for every profile, n and ε, the distance is at most c(ε)/n.
 */
export const welfareLimit = (under: Mechanisms = {}): Claim => {
  const each: Readonly<Record<string, Claim<SituationCase>>> = {
    election: election(under.election),
    facility: facility(under.facility),
    "VCG-like": vcgLike(under.vcgLike),
  };
  return byReading<SituationCase>(shared, ({ mechanisms }) => each[mechanisms!] ?? together(Object.values(each)));
};

/** All claims of a list at once, each with its own mechanism. */
function together(claims: readonly Claim<SituationCase>[]): Claim<SituationCase> {
  const owner = new WeakMap<SituationCase, Claim<SituationCase>>();
  const mechanismOf = (claim: Claim<SituationCase>): unknown =>
    claim.exhibit(claim.domain("gate", {}).cases[0]!, Q.rational(2n), {}).instance.mechanism;
  const known = claims.map((claim) => ({ claim, mechanism: mechanismOf(claim) }));
  const claimOf = (instance: JsonObject): Claim<SituationCase> => {
    const found = known.find(({ mechanism }) => mechanism === instance.mechanism);
    if (found) return found.claim;
    throw refuse("instance.mechanism", `expected one of ${known.map(({ mechanism }) => mechanism).join(", ")}`);
  };
  return {
    ...claims[0]!,
    domain(budget, switches) {
      const domains = claims.map((claim) => {
        const domain = claim.domain(budget, switches);
        for (const c of domain.cases) owner.set(c, claim);
        return domain;
      });
      return {
        description: domains.map(({ description }) => description).join(". "),
        argument: domains.map(({ argument }) => argument).join(" "),
        cases: domains.flatMap(({ cases }) => cases).sort((x, y) => x.reports.length - y.reports.length),
        exhaustive: true,
        draws: domains[0]!.draws,
      };
    },
    decide: (R, c, switches) => owner.get(c)!.decide(R, c, switches),
    cornersOf: (c, switches) => owner.get(c)!.cornersOf(c, switches),
    exhibit: (c, base, switches) => owner.get(c)!.exhibit(c, base, switches),
    check: (example, switches) => claimOf(example.instance).check(example, switches),
    alternatives: (example, switches) => claimOf(example.instance).alternatives?.(example, switches) ?? [],
    draw: (switches) => ({
      sample: (seed, count) => {
        const drawn = claims.map((claim) => claim.draw!(switches).sample(seed, count));
        return Array.from(
          { length: count },
          (_, i) => drawn[safeInteger(BigInt(i) % BigInt(drawn.length), "draw")]![i]!,
        );
      },
    }),
  };
}
