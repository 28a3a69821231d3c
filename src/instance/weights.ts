import { plainIntegers } from "../number/integer.js";
import { type Polynomial, polynomials } from "../number/polynomial.js";
import { printRational } from "../number/rational.js";
import type { OrderedRing, Ring } from "../number/ring.js";
import { baseOf, powerDigits, printDigits, ringFor, stepDegree, weightDigitLimit } from "./epsilon.js";
import { InputError, member, refuse } from "./input.js";
import type { LoadedRules } from "./loaded.js";

/** The integers as weights at the ε of the instance. Throws InputError where a weight is irrational or too long. */
export function integersOf({
  epsilon,
  epsilonName = "epsilon",
  step,
  degree = 0,
  checkWork,
}: Pick<LoadedRules, "epsilon" | "epsilonName" | "step" | "degree" | "checkWork">): OrderedRing<bigint> {
  if (epsilon === undefined || step === undefined) return plainIntegers;
  const field = member("parameters", epsilonName);
  const digits = powerDigits(baseOf(epsilon, step, field), degree);
  if (digits > weightDigitLimit) {
    throw refuse(
      "reports",
      `the weights of this law have ${printDigits(digits)}; the limit is ${weightDigitLimit}: ` +
        "use a smaller margin or a smaller epsilon",
    );
  }
  checkWork?.(digits);
  return ringFor(epsilon, step, field);
}

/** The polynomials in b as weights, ε = times·ln b with b free. Throws InputError where they are not polynomials. */
export function polynomialsOf({
  id,
  epsilon,
  epsilonName = "epsilon",
  step,
  degree = 0,
  checkWork,
}: LoadedRules): Ring<Polynomial> {
  if (epsilon === undefined || step === undefined) {
    throw new InputError(`--symbolic: ${id} has no epsilon, its law does not depend on b`);
  }
  const perStep = stepDegree(epsilon, step, member("parameters", epsilonName));
  if (!Number.isSafeInteger(perStep * degree)) {
    throw refuse("reports", `with epsilon ${printRational(epsilon.times)}·ln b the exponents of b pass 2^53`);
  }
  checkWork?.();
  return polynomials(perStep);
}
