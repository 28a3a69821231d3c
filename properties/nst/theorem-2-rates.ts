import type { Budget } from "../../src/claim/claim.js";
import { type GenericSetting, uniformSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { mainPopulation, meaningfulPopulation } from "../../src/mechanisms/nst/populations.js";
import { epsilonStar, qStar, theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { roughly } from "./setting-cases.js";
import { spikeError } from "./spike.js";

/** Settings with uniform P: d, γ, |S|. */
const settings: readonly GenericSetting[] = [
  uniformSetting(Q.rational(1n, 40n), Q.one, 2n),
  uniformSetting(Q.one, Q.one, 2n),
];

/** The largest error at all n: β = 3q*, and the errors of two objectives over it, for n up to 10^4. */
export function errorRates(budget: Budget): JsonObject {
  const sizes = budget === "gate" ? [100n, 10_000n] : [100n, 300n, 1000n, 3000n, 10_000n];
  return {
    "beta/q*": "3",
    settings: (budget === "gate" ? settings.slice(1) : settings).map((setting): Json => {
      const { n0 } = mainPopulation(setting);
      const { first, from } = meaningfulPopulation(setting);
      return {
        d: Q.printRational(setting.d),
        gamma: Q.printRational(setting.gamma),
        alternatives: `${setting.alternatives}`,
        n0: `${n0}`,
        betaBelowOneFirst: `${first}`,
        betaBelowOneFrom: `${from}`,
        byN: sizes.filter((n) => n > n0).map((n) => rateAt(setting, n)),
      };
    }),
  };
}

function rateAt(setting: GenericSetting, n: bigint): JsonObject {
  const beta = theorem2Beta(setting, n)!;
  const ratio = (error: R.Real) => roughly(R.divide(error, beta));
  return {
    n: `${n}`,
    beta: roughly(beta),
    "error/beta, F is 1 at one alternative": ratio(spikeError(setting, n, Q.rational(1n, setting.alternatives))!),
    "error/beta, two facilities' sites a distance 1 apart, all players but one in a hundred at one":
      setting.alternatives === 2n ? ratio(twoSites(setting, n)) : null,
  };
}

/** K = 1, m = 1: F(s) is minus the share of players at the other site, here 99 and 1 in a hundred. */
function twoSites(setting: GenericSetting, n: bigint): R.Real {
  const [epsilon, q] = [epsilonStar(setting, n)!, qStar(setting, n)!];
  const lead = Q.rational(98n, 100n);
  const steps = Q.divide(Q.multiply(Q.rational(n), lead), Q.multiply(Q.rational(2n), setting.d));
  const one = R.fromInteger(1n);
  const missed = R.divide(one, R.add(one, R.exp(R.multiply(R.fromRational(steps), epsilon))));
  const mean = R.add(R.multiply(R.subtract(one, q), missed), R.multiply(q, R.fromRational(Q.rational(1n, 2n))));
  return R.multiply(R.fromRational(lead), mean);
}
