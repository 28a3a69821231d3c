import type { Claim } from "../../src/claim/claim.js";
import type { Nothing } from "../../src/game/mechanism.js";
import { type BinFormat, deterministicMedianFormat } from "../../src/instance/cckmv-median.js";
import { histogram } from "../../src/mechanisms/cckmv/perturbed-median.js";
import { plainIntegers } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Ring } from "../../src/number/ring.js";
import { expectation, type Law } from "../../src/probability/law.js";
import { commonDenominator } from "../../src/probability/rational-law.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { everyHistogram, forPlayers } from "../cases.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { bins, equispaced, type LinePlace, lineCorners, type SizesByBudget } from "./lines.js";

type Median = BinFormat<Nothing, number>;

const sizes: SizesByBudget = {
  gate: { locations: 3, players: 3 },
  standard: { locations: 4, players: 6 },
  deep: { locations: 5, players: 8 },
};

/**
 * "This problem has a well-known truthful and economically efficient mechanism: select the location of the median report"
 * [CCKMV, Section 6], the median being the least k of Mechanism 6.1 without noise. Both halves are one claim: no lie and
 * no other place o ∈ [0, 1] is better.
 */
export const medianTruthful = (format: Median = deterministicMedianFormat): Claim =>
  situationClaim(format, {
    id: "cckmv/fact-6-median",
    citation: cite("cckmv", "Section 6"),
    statement:
      "Selecting ℓ_{Med(h)}, the location of the median report, is truthful and economically efficient where U_i^out(θ_i, o) = −|θ_i − o|: " +
      "−|θ_i − M(θ)| ≥ −|θ_i − M(θ_i', θ_{-i})| for all θ_i' ∈ Θ, and Σ_j −|θ_j − M(θ)| ≥ Σ_j −|θ_j − o| for all o ∈ [0, 1].",
    hypotheses: ["Med(z) is the least k with z_1 + … + z_k ≥ z_{k+1} + … + z_q"],
    argument:
      "All o: the sum is linear between neighbours among 0, the locations and 1, so that one of these is best. All locations: the sum at M(θ) less that at another location is " +
      "Σ_k c_k·(ℓ_{k+1} − ℓ_k) with whole c_k between −n and n; were some c_k < 0, the sum would be negative where that gap is 100 times the others. More players: " +
      "c_k is D_k ≥ 0 right of the median and −D_k > 0 left of it; a lie moves the median only away from θ_i.",
    describe: (budget) =>
      `1 to ${sizes[budget].locations} locations and 1 to ${sizes[budget].players} players, by anonymity every histogram of the others and every type of player 0; ` +
      "the locations at equal distances, and for each gap such that it is 100 times the others; and two locations inside (0, 1)",
    cases(budget) {
      const { locations, players } = sizes[budget];
      return forPlayers(1, locations, (q) =>
        spacings(q).flatMap((environment) =>
          forPlayers(1, players, (n) => everyHistogram(bins(q), n)).map(
            (reports): SituationCase => ({ environment, reports }),
          ),
        ),
      );
    },
    corners: {
      ...lineCorners,
      "a tie": ({ environment, profile }: LinePlace<Nothing>) =>
        isTie(histogram(profile, environment.locations.length)),
      "the player is not at the median": (place: LinePlace<Nothing>) => chosen(format, place) !== place.type,
      "an empty bin between occupied ones": ({ environment, profile }: LinePlace<Nothing>) =>
        /[1-9],(0,)+[1-9]/.test(histogram(profile, environment.locations.length).join()),
    },
    decide(R, setting) {
      const { situation, type: truth } = setting;
      const own = locationOf(setting, truth!);
      const toPlayer = (o: number) => distance(own, locationOf(setting, o));
      const failing =
        situation.reports.find((lie) => isLess(R, situation.law(lie), situation.law(truth), toPlayer)) ??
        placesOf(setting).find((place) => {
          const excess = (o: number) => Q.subtract(travel(setting, locationOf(setting, o)), travel(setting, place));
          return !isAtMostZero(R, situation.law(truth), excess);
        });
      return {
        hypotheses: "inside",
        conclusion: failing === undefined ? "holds" : "fails",
        witness: failing === undefined ? {} : { instead: failing },
      };
    },
    choices: {
      instead: (setting): readonly Json[] => [
        ...setting.situation.reports.map((lie) => ({ lie: setting.printReport(lie) })),
        ...placesOf(setting).map((place) => ({ place: Q.printRational(place) })),
      ],
    },
    sides(setting, { instead }) {
      const { lie, place } = instead as JsonObject;
      const mean = (report: number | null, of: (o: number) => Q.Rational) =>
        setting
          .outcomes()
          .map((o) => Q.multiply(setting.chance(report, o), of(o)))
          .reduce(Q.add, Q.zero);
      const at = (o: number) => locationOf(setting, o);
      if (place !== undefined) {
        const other = Q.parseRational(place as string)!;
        return {
          left: Q.negate(mean(setting.type, (o) => travel(setting, at(o)))),
          right: Q.negate(travel(setting, other)),
          larger: "left",
          inequality: "Σ_j -|θ_j - M(θ)| >= Σ_j -|θ_j - o|",
          explanation: `o = ${Q.printRational(other)}`,
        };
      }
      const far = (report: number | null) => Q.negate(mean(report, (o) => distance(at(setting.type!), at(o))));
      return {
        left: far(setting.type),
        right: far(setting.readReport(lie)),
        larger: "left",
        inequality: "-|θ_i - M(θ)| >= -|θ_i - M(θ_i', θ_{-i})|",
        explanation: `player ${setting.player} is at location ${setting.type} and reports ${lie} instead`,
      };
    },
  });

/** Equal distances; each gap in turn 100 times the others; and both ends inside (0, 1). */
function spacings(q: number): readonly JsonObject[] {
  if (q === 1) return [equispaced(1)];
  const wide = q === 2 ? [] : bins(q - 1).map((gap) => ({ locations: withWideGap(q, gap) }));
  return [equispaced(q), ...wide, ...(q === 2 ? [{ locations: ["1/3", "1/2"] }] : [])];
}

function withWideGap(q: number, gap: number): readonly string[] {
  const length = BigInt(q - 2 + 100);
  return bins(q).map((bin) => Q.printRational(Q.rational(BigInt(bin <= gap ? bin : bin + 99), length)));
}

const locationOf = <P>({ environment }: LinePlace<P>, bin: number): Q.Rational => environment.locations[bin]!;

/** Where the sum of the distances may be least: its break points, and the ends of [0, 1]. */
const placesOf = <P>({ environment }: LinePlace<P>): readonly Q.Rational[] => {
  const inner = environment.locations.filter((x) => !Q.equals(x, Q.zero) && !Q.equals(x, Q.one));
  return [Q.zero, ...inner, Q.one];
};

const distance = (x: Q.Rational, y: Q.Rational): Q.Rational => {
  const difference = Q.subtract(x, y);
  return Q.maximum(difference, Q.negate(difference));
};

/** Σ_j |θ_j − place|. */
const travel = <P>({ environment, profile }: LinePlace<P>, place: Q.Rational): Q.Rational =>
  histogram(profile, environment.locations.length)
    .map((count, bin) => Q.multiply(Q.rational(BigInt(count)), distance(environment.locations[bin]!, place)))
    .reduce(Q.add, Q.zero);

/** The expectation of a rational, times a whole number that makes its values whole. */
function scaledMean<S>(R: Ring<S>, law: Law<number, S>, value: (o: number) => Q.Rational, unit: bigint) {
  return expectation(R, law, (o) => {
    const { numerator, denominator } = value(o);
    return R.integer((numerator * unit) / denominator);
  });
}

/** Whether a value is expected to be smaller under one law than under another. */
function isLess<S>(R: OrderedRing<S>, small: Law<number, S>, large: Law<number, S>, value: (o: number) => Q.Rational) {
  const unit = commonDenominator([...small.entries, ...large.entries].map(({ outcome }) => value(outcome)));
  return compareQuotients(R, scaledMean(R, small, value, unit), scaledMean(R, large, value, unit)) < 0;
}

function isAtMostZero<S>(R: OrderedRing<S>, law: Law<number, S>, value: (o: number) => Q.Rational): boolean {
  const unit = commonDenominator(law.entries.map(({ outcome }) => value(outcome)));
  return R.sign(scaledMean(R, law, value, unit).numerator) <= 0;
}

/** Whether as many reports are up to some bin as beyond it. */
const isTie = (h: readonly number[]): boolean => {
  const sum = (part: readonly number[]) => part.reduce((x, y) => x + y, 0);
  return h.some((_, k) => sum(h.slice(0, k + 1)) === sum(h.slice(k + 1)));
};

/** The bin that is chosen. */
const chosen = ({ mechanism }: Median, { parameters, environment, profile }: LinePlace<Nothing>): number =>
  mechanism.law(plainIntegers, parameters, environment, profile).entries[0]!.outcome;
