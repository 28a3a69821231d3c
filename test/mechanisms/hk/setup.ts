import Fraction from "fraction.js";
import { type Profile, profileOf } from "../../../src/game/profile.js";
import type { Range, Sharpness, ValueRow } from "../../../src/mechanisms/hk/range.js";
import { integers } from "../../../src/number/integer.js";
import { divide, one, type Rational, rational } from "../../../src/number/rational.js";
import type { OrderedRing } from "../../../src/number/ring.js";
import type { World } from "./range-route.js";

/** The arguments of the program for a world of the second route. */
export interface Setup {
  readonly R: OrderedRing<bigint>;
  readonly range: Range;
  readonly profile: Profile<ValueRow | null>;
}

export const toRational = (x: Fraction): Rational => rational(x.s * x.n, x.d);
export const toFraction = ({ numerator, denominator }: Rational): Fraction => new Fraction(numerator, denominator);

export function setupOf({ base, grid, rows, prior }: World, m = rows[0]!.length): Setup {
  const common = prior?.reduce((d, x) => d * x.d, 1n);
  return {
    R: integers(base.n, base.d),
    range: {
      outcomes: Array.from({ length: m }, (_, r) => `${r}`),
      grid: BigInt(grid),
      ...(prior && {
        prior: { weights: prior.map((x) => toRational(x.mul(common!)).numerator), denominator: common! },
      }),
    },
    profile: profileOf(rows.map((row) => row.map(toRational))),
  };
}

/** Weights e^{exponent·ε·welfare/lipschitz}. */
export const sharp = (exponent: Rational = rational(1n, 2n), lipschitz: Rational = one): Sharpness => ({
  exponent,
  lipschitz,
});

/** The ε of a world: base = e^{rate·ε/grid}. */
export const epsilonOf = ({ base, grid }: World, sharpness: Sharpness = sharp()) => ({
  times: divide(rational(BigInt(grid)), divide(sharpness.exponent, sharpness.lipschitz)),
  log: toRational(base),
});
