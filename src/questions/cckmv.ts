import { type AnyLoaded, hasLaw, isAdversary, isListed, type Loaded } from "../instance/loaded.js";
import { once } from "../instance/once.js";
import type { Output } from "../instance/output.js";
import { integersOf } from "../instance/weights.js";
import { type Adversary, beliefShift, likelihoodRatio, posterior } from "../mechanisms/cckmv/bayes-posterior.js";
import { plainIntegers } from "../number/integer.js";
import { add, fromQuotient, maximum, multiply, type Rational, subtract, zero } from "../number/rational.js";
import type { Ratio } from "../number/ring.js";
import { type Law, probability } from "../probability/law.js";
import { privacyQuantities } from "./cckmv-privacy-ratios.js";
import { coupled, neededGap } from "./cckmv-two-reports.js";
import type { Questions, Sheet } from "./sheet.js";

/** What `measure` answers for the mechanisms of CCKMV: privacy ratios, the objective, and two reports compared. */
export const cckmv: Questions = {
  quantities(instance: AnyLoaded) {
    if (hasLaw(instance)) return { ...ratioQuantities(instance), ...objectiveQuantities(instance) };
    return isAdversary(instance) ? beliefQuantities(instance.adversary) : {};
  },
  answers: { coupled, neededGap },
};

/** Expected externality is deterministic and its charges are private: there is nothing to take ratios of. */
const ratioQuantities = (instance: Loaded): Sheet =>
  isListed(instance) && !/\/expected-externality/.test(instance.id) ? privacyQuantities(instance) : {};

function objectiveQuantities(instance: Loaded): Sheet {
  if (instance.objective === undefined) return {};
  const objective = (outcome: unknown): Rational => instance.objective!(outcome);
  const expected = once(() => expectationOf(instance.law(integersOf(instance)), objective));
  const optimum = (): Rational => instance.outcomes().map(objective).reduce(maximum);
  return {
    expectedObjective: expected,
    optimum,
    expectedLoss: () => subtract(optimum(), expected()),
  };
}

/** Σ weight·value / total, brought to lowest terms once for each value that occurs. */
function expectationOf<O>(law: Law<O, bigint>, value: (outcome: O) => Rational): Rational {
  const terms = law.entries.map(({ outcome, weight }) =>
    multiply({ numerator: weight, denominator: 1n }, value(outcome)),
  );
  return multiply(terms.reduce(add, zero), fromQuotient({ numerator: 1n, denominator: law.total }));
}

/** How an outcome moves an adversary's belief; null where the outcome has probability 0. */
function beliefQuantities(adversary: Adversary): Sheet {
  const R = plainIntegers;
  const orNull = (ratio: Ratio<bigint> | undefined): Output =>
    ratio === undefined ? null : ratio === "infinity" ? ratio : fromQuotient(ratio);
  return {
    posterior: () => {
      const after = posterior(R, adversary);
      return after === undefined ? null : adversary.prior.map((_, type) => fromQuotient(probability(R, after, type)));
    },
    SD: () => orNull(beliefShift(R, adversary)),
    privacyRatio: () => orNull(likelihoodRatio(R, adversary)),
  };
}
