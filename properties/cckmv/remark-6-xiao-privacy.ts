import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { BinFormat } from "../../src/instance/cckmv-median.js";
import { xiaoHistogramFormat, xiaoMedianFormat } from "../../src/instance/cckmv-xiao.js";
import type { Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import type { Released } from "../../src/mechanisms/cckmv/xiao-histogram.js";
import type { XiaoParameters } from "../../src/mechanisms/cckmv/xiao-median.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient, type Ring } from "../../src/number/ring.js";
import { hockeyStick } from "../../src/probability/divergence.js";
import { identityOf, type Law } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { byReading } from "../by-reading.js";
import { everyHistogram, forPlayers } from "../cases.js";
import { repairOf } from "../repairs.js";
import type { Setting, SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { bins, equispaced, type LinePlace } from "./lines.js";
import { xiaoConstants } from "./xiao-constants.js";

/** The noise e^{−(ε/2)|k−t|} in the place of e^{(ε/2)|k−t|}. */
const negated = "exp(−(ε/2)|k − t|)";
const fullLength = "t ≥ (2/ε)·ln(1/δ)";

const sizes = {
  gate: { median: { locations: 2, players: 2, t: 1 }, histogram: { locations: 3, players: 1, t: 1 } },
  standard: { median: { locations: 3, players: 3, t: 2 }, histogram: { locations: 3, players: 2, t: 2 } },
  deep: { median: { locations: 3, players: 5, t: 2 }, histogram: { locations: 3, players: 2, t: 3 } },
} as const;

/** How Xiao's mechanisms are written. */
export interface XiaoFormats {
  readonly median?: BinFormat<XiaoParameters, number>;
  readonly histogram?: BinFormat<XiaoParameters, Released>;
}

const isHistogram = ({ released }: Switches): boolean => released === "histogram";

const shared = {
  id: "cckmv/remark-6-xiao-privacy",
  citation: cite("cckmv", "Section 6, after Mechanism 6.1"),
  statement:
    "With Pr[r_j = k] proportional to exp((ε/2)·|k − t|) for k = 0, …, 2t, and t = Θ(log(1/δ)/ε), the noisy histogram h + r is (ε, qδ)-differentially private, and hence " +
    "the outcome ℓ_{Med(h+r)} is as well. As a finite statement: with δ = e^{−εt/2}, that is t = (2/ε)·ln(1/δ), for all θ_{-i}, θ_i' and θ_i'', " +
    "Σ_o max(0, Pr[M(θ_i', θ_{-i}) = o] − e^ε·Pr[M(θ_i'', θ_{-i}) = o]) ≤ qδ.",
  readings: readingsOf({
    sign: ["printed", "negative"],
    released: ["histogram", "median"],
    bound: ["q", "two", "half", "any"],
  }).filter(({ switches }) =>
    switches.bound === "any"
      ? switches.sign === "printed" && isHistogram(switches)
      : switches.bound === "q" || (switches.sign === "negative" && isHistogram(switches)),
  ),
  switchMeanings: {
    printed: "the noise as printed, exp((ε/2)·|k − t|)",
    negative: "exp(−(ε/2)·|k − t|), a Laplace law",
    histogram: "h + r is released",
    median: "ℓ_{Med(h+r)} is released",
    q: "qδ with δ = e^{−εt/2}, as printed",
    two: "2δ with δ = e^{−εt/2}, however many locations there are: the best constant",
    half: "qδ with δ = e^{−εt}: t = (1/ε)·ln(1/δ), half as long",
    any:
      "t = Θ(log(1/δ)/ε) with whatever constants: some t does for every δ. As a finite statement, at some t the left side is at most (1 − e^{−ε/2})(3 + e^{−ε/2})/4, " +
      "where the right side goes to 0 with δ; it is refuted, as the left side is more at every t of the domain for two or more locations, and at every other t by the argument",
  },
  step: Q.rational(1n, 2n),
};

/**
 * "Xiao's mechanism instead chooses the noise components r_j according to a truncated and shifted Laplace distribution. … This
 * ensures that the noisy histogram h + r is (ε, qδ) differentially private, and hence the outcome ℓ_{Med(h+r)} is as well"
 * [CCKMV, Section 6]. The sign of the exponent is not that of a Laplace law: as printed the ends 0 and 2t are the most
 * likely noises, and no t whatever makes δ small.
 */
export const xiaoPrivacy = (formats: XiaoFormats = {}, made: readonly string[] = []): Claim => {
  const { median = xiaoMedianFormat, histogram = xiaoHistogramFormat } = formats;
  const hypotheses = ["ε > 0", "δ = e^{−εt/2}", ...made];
  return byReading(
    {
      ...shared,
      hypotheses,
      repair(reading) {
        const changes = changesFor(reading.switches);
        if (made.length > 0) return undefined;
        return repairOf(reading.switches.bound === "any" ? shared.readings[0]! : reading, {
          statement: `As printed, with ${changes.join(", and ")}.`,
          changes,
          // With the other sign the t of `q` is one that does.
          claim: (kept) => xiaoPrivacy(formats, kept),
        });
      },
    },
    (switches) =>
      isHistogram(switches) ? withinDelta(histogram, switches, made) : withinDelta(median, switches, made),
  );
};

/** What makes a reading hold. */
const changesFor = ({ sign, bound }: Switches): readonly string[] =>
  sign === "printed" ? [negated] : bound === "half" ? [fullLength] : [];

function withinDelta<O>(
  format: BinFormat<XiaoParameters, O>,
  switches: Switches,
  made: readonly string[],
): Claim<SituationCase> {
  const sigma = switches.sign === "negative" || made.includes(negated) ? -1 : 1;
  const isHalf = switches.bound === "half" && !made.includes(fullLength);
  const isAny = switches.bound === "any";
  const factorAt = ({ environment: { locations } }: LinePlace<XiaoParameters>): number =>
    switches.bound === "two" ? 2 : locations.length;
  const exponentAt = ({ parameters: { t } }: LinePlace<XiaoParameters>): Q.Rational =>
    Q.rational(BigInt(-t), isHalf ? 1n : 2n);
  const what = isHistogram(switches) ? "histogram" : "median";
  /** What the left side is to be at most. */
  const limitAt = <S>(R: Ring<S>, setting: Setting<XiaoParameters, Locations, number, O, S>): Quotient<S> =>
    isAny
      ? floorOf(R, setting.expEpsilon(Q.rational(1n, 2n)))
      : scaled(R, BigInt(factorAt(setting)), setting.expEpsilon(exponentAt(setting)));
  return situationClaim(format, {
    ...shared,
    argument: isAny
      ? "All t: with p = Pr[r_j = 0] the left side is 2p − p² for two different reports, and p = (b − 1)/(2b − (b + 1)·b^{−t}) > (1 − 1/b)/2 with b = e^{ε/2}. So no t does for " +
        "any δ with qδ up to (1 − 1/b)(3 + 1/b)/4, whatever the constants of Θ."
      : isHistogram(switches)
        ? "More players and bins: what is not moved cancels. All t: with p = Pr[r_j = 0] the left side is 2p − p² for two different reports, and p ≤ e^{−εt/2} for σ = −1."
        : "More players, bins and t, for σ = −1: the median is a function of h + r, for which it holds.",
    describe(budget) {
      const { locations, players, t } = sizes[budget][what];
      const fewer = isHistogram(switches) && t > 1 ? " (2 where t > 1)" : "";
      return `t = 0, …, ${t}; 1 to ${locations} locations${fewer} and 1 to ${players} players, by anonymity every histogram of the others`;
    },
    cases: (budget) => casesOf(sizes[budget][what], sigma, what),
    hypothesesAt: ({ parameters }) =>
      parameters.sigma === sigma && parameters.truncation === "both" && Q.equals(parameters.rate, Q.one)
        ? "inside"
        : "outside",
    corners: {
      "t = 0": ({ parameters: { t } }) => t === 0,
      "t = 1": ({ parameters: { t } }) => t === 1,
      "one player": ({ rest }) => rest.length === 0,
      "one location": ({ environment }) => environment.locations.length === 1,
      "two locations": ({ environment }) => environment.locations.length === 2,
    },
    decide(R, setting) {
      const { situation } = setting;
      const bound = setting.expEpsilon(Q.one);
      const limit = limitAt(R, setting);
      const excesses = situation.reports.flatMap((truth) =>
        situation.reports
          .filter((lie) => lie !== truth)
          .map((lie) => hockeyStick(R, situation.law(truth), situation.law(lie), bound)),
      );
      const failing = excesses.find((excess) => compareQuotients(R, excess, limit) > 0);
      const shown = failing ?? excesses[0] ?? over(R.zero, R.one);
      return {
        hypotheses: "inside",
        conclusion: failing ? "fails" : "holds",
        witness: {},
        sides: { left: shown, right: limit, larger: "right" },
      };
    },
    choices: {
      truth: ({ situation }) => [...situation.reports],
      lie: ({ situation }) => [...situation.reports],
    },
    sides(setting, { truth, lie }) {
      const bound = setting.power(Q.one);
      const [p, q] = [truth, lie].map((report) => chances(setting.situation.law(setting.readReport(report))));
      const left = [...p!]
        .map(([o, chance]) => Q.subtract(chance, Q.multiply(bound, q!.get(o) ?? Q.zero)))
        .map((excess) => Q.maximum(excess, Q.zero))
        .reduce(Q.add, Q.zero);
      const [factor, exponent] = [factorAt(setting), exponentAt(setting)];
      const limit = isAny
        ? "(1 - e^{-ε/2})(3 + e^{-ε/2})/4"
        : `${switches.bound === "two" ? "2" : "q"}·e^{-εt${isHalf ? "" : "/2"}}`;
      return {
        left,
        right: isAny
          ? exactFloor(setting.power(Q.rational(-1n, 2n)))
          : Q.multiply(Q.rational(BigInt(factor)), setting.power(exponent)),
        larger: "right",
        inequality: `Σ_o max(0, Pr[M(θ_i') = o] - e^ε·Pr[M(θ_i'') = o]) <= ${limit}`,
        explanation: `t = ${setting.parameters.t}, σ = ${sigma}; player ${setting.player} reports ${truth} or ${lie}`,
      };
    },
    draws: { gate: 10, standard: 50, deep: 500 },
    ...(made.length === 0 && { evidence: () => xiaoConstants(switches) }),
  });
}

/** (1 − 1/b)(3 + 1/b)/4 = (b − 1)(3b + 1)/(4b²). */
function floorOf<S>(R: Ring<S>, { numerator: p, denominator: q }: Quotient<S>): Quotient<S> {
  const times = (k: bigint, x: S): S => R.multiply(R.integer(k), x);
  return over(R.multiply(R.subtract(p, q), R.add(times(3n, p), q)), times(4n, R.multiply(p, p)));
}

/** The same of 1/b. */
const exactFloor = (inverse: Q.Rational): Q.Rational =>
  [Q.subtract(Q.one, inverse), Q.add(Q.rational(3n), inverse), Q.rational(1n, 4n)].reduce(Q.multiply);

const scaled = <S>(R: Ring<S>, n: bigint, { numerator, denominator }: Quotient<S>): Quotient<S> =>
  over(R.multiply(R.integer(n), numerator), denominator);

/** The chance of each outcome, by its text: the outcomes may be many lists. */
const chances = <O>({ entries, total }: Law<O, Q.Rational>): ReadonlyMap<unknown, Q.Rational> =>
  new Map(entries.map(({ outcome, weight }) => [identityOf(outcome), Q.divide(weight, total)]));

/** A histogram has many outcomes: where t > 1 it goes with two locations at most. */
function casesOf(
  { locations, players, t: largest }: { locations: number; players: number; t: number },
  sigma: 1 | -1,
  what: "median" | "histogram",
): readonly SituationCase[] {
  return bins(largest + 1).flatMap((t) =>
    forPlayers(1, what === "histogram" && t > 1 ? 2 : locations, (q) =>
      forPlayers(1, players, (n) => everyHistogram(bins(q), n, [0])).map((reports) => ({
        parameters: { t, ...(sigma === -1 && { sigma }) },
        environment: equispaced(q),
        reports,
      })),
    ),
  );
}
