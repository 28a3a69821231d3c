import type { Example } from "../../src/claim/claim.js";
import { noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { xiaoMedianFormat } from "../../src/instance/cckmv-xiao.js";
import type { Epsilon } from "../../src/instance/epsilon.js";
import { baseOf } from "../../src/instance/epsilon.js";
import { readValues } from "../../src/instance/format.js";
import { readChoice, readCount, readIndex, readList, refuse } from "../../src/instance/input.js";
import type { XiaoParameters } from "../../src/mechanisms/cckmv/xiao-median.js";
import * as Q from "../../src/number/rational.js";
import type { Quotient, Ring } from "../../src/number/ring.js";
import { gradedDifference, gradedProduct, raised } from "../../src/probability/graded.js";
import { laplaceFromZero } from "../../src/probability/laplace-from-zero.js";
import { geometricNoise } from "../../src/probability/negative-binomial.js";
import type { NoiseSums } from "../../src/probability/noise-sums.js";
import { truncatedNoise } from "../../src/probability/truncated-laplace.js";
import { over } from "../../src/verdict/finding.js";
import { equispaced } from "./lines.js";

/** The noise of one bin of Section 6: that of Mechanism 6.1, or Xiao's. */
export type Noise = "geometric" | XiaoNoise;
/** See `XiaoParameters`. */
export type XiaoNoise = Pick<XiaoParameters, "t" | "sigma" | "truncation">;

/** A vector s of noises, one a bin, and the bin j in which f_j adds one. */
export interface NoiseCase {
  readonly noise: Noise;
  readonly s: readonly number[];
  readonly j: number;
}

/** s + 1_j. */
export const oneMore = ({ s, j }: Pick<NoiseCase, "s" | "j">): readonly number[] =>
  s.map((r, bin) => (bin === j ? r + 1 : r));

const sumsOf = <S>(R: Ring<S>, noise: Noise): NoiseSums<S> => {
  if (noise === "geometric") return geometricNoise(R, 1);
  return noise.truncation === "both" ? truncatedNoise(R, noise, 1) : laplaceFromZero(R, noise.t, 1);
};

/** Pr[r = s], bins being independent, over a ring of base e^{ε/2}: from the sums that the mechanisms use. */
export function chanceOfNoises<S>(R: Ring<S>, noise: Noise, s: readonly number[]): Quotient<S> {
  const sums = sumsOf(R, noise);
  const masses = s.map((k) => gradedDifference(R, sums.atLeast(1, 0, k), sums.atLeast(1, 0, k + 1)));
  const [mass, total] = [gradedProduct(R, ...masses), gradedProduct(R, ...s.map(() => sums.total))];
  const top = Math.max(mass.degree, total.degree);
  return over(raised(R, mass, top), raised(R, total, top));
}

/** Pr[r = s] in rationals at e^{ε/2} = base, from the weights as the paper states them. */
export const exactChance = (noise: Noise, base: Q.Rational, s: readonly number[]): Q.Rational =>
  s.map((k) => Q.divide(weightAt(noise, base, k), totalWeight(noise, base))).reduce(Q.multiply);

function weightAt(noise: Noise, base: Q.Rational, k: number): Q.Rational {
  if (noise === "geometric") return Q.integerPower(base, BigInt(-k));
  const { t, sigma, truncation } = noise;
  if (truncation === "both" && k > 2 * t) return Q.zero;
  return Q.integerPower(base, BigInt(sigma * Math.max(k - t, t - k)));
}

function totalWeight(noise: Noise, base: Q.Rational): Q.Rational {
  const isBounded = noise !== "geometric" && noise.truncation === "both";
  const first = noise === "geometric" ? 0 : noise.t;
  const ends = isBounded ? 2 * first + 1 : first;
  const head = Array.from({ length: ends }, (_, k) => weightAt(noise, base, k)).reduce(Q.add, Q.zero);
  // From `first` on 1, 1/base, 1/base², ….
  return isBounded ? head : Q.add(head, Q.divide(base, Q.subtract(base, Q.one)));
}

/** The case as an instance of the mechanism that draws the noise, and the vector as choices. */
export function noiseExample({ noise, s, j }: NoiseCase, base: Q.Rational): Example {
  const epsilon = { times: "2", log: Q.printRational(base) };
  const [format, parameters] =
    noise === "geometric"
      ? [noisyMedianFormat, {}]
      : [xiaoMedianFormat, xiaoMedianFormat.parameters.print({ ...noise, rate: Q.one })];
  return {
    instance: {
      mechanism: format.mechanism.id,
      parameters: { epsilon, ...parameters },
      environment: equispaced(s.length),
      reports: [0],
    },
    choices: { s, j },
  };
}

/** The case of an example, and its e^{ε/2}. Throws InputError. */
export function readNoiseExample({ instance, choices }: Example): NoiseCase & { readonly base: Q.Rational } {
  const id = readChoice(instance.mechanism, "instance.mechanism", [
    noisyMedianFormat.mechanism.id,
    xiaoMedianFormat.mechanism.id,
  ]);
  const isXiao = id === xiaoMedianFormat.mechanism.id;
  const values = isXiao ? readValues(xiaoMedianFormat, instance) : readValues(noisyMedianFormat, instance);
  const { parameters, environment, epsilon } = values;
  if (!Q.equals(parameters.rate, Q.one)) throw refuse("instance.parameters.rate", "the claim is about rate 1");
  const s = readList(choices.s, "choices.s", readCount);
  if (s.length !== environment.locations.length) throw refuse("choices.s", "expected one noise a location");
  return {
    noise: isXiao ? (parameters as XiaoParameters) : "geometric",
    s,
    j: readIndex(choices.j, "choices.j", s.length, "bin"),
    base: baseOf(epsilon as Epsilon, Q.rational(1n, 2n)),
  };
}
