import { printEpsilon } from "../instance/epsilon.js";
import type { LoadedInstance } from "../instance/index.js";
import { InputError } from "../instance/input.js";
import { hasPlayers, isGame, isListed, type Loaded, type LoadedRules, listLimit } from "../instance/loaded.js";
import type { Output } from "../instance/output.js";
import { integersOf, polynomialsOf } from "../instance/weights.js";
import { fromQuotient, printRational } from "../number/rational.js";
import type { Quotient, Ring } from "../number/ring.js";
import { isNormalised, type Law, outcomeKey } from "../probability/law.js";
import type { Json } from "../verdict/json.js";
import { fill } from "./sheet.js";

/**
 * What `law` prints: the full outcome law at the instance, or with `symbolic` the same as rational functions of b.
 * Throws InputError for an instance with a question, and where the law cannot be written in the asked form.
 */
export function lawOf({ instance, question }: LoadedInstance, symbolic = false): Output {
  if (isGame(instance) && (question === undefined || question.name === "play")) {
    if (symbolic) throw new InputError(`--symbolic: ${instance.id} has no epsilon, its law does not depend on b`);
    const distribution = instance.distribution();
    return { mechanism: instance.id, distribution, payments: null, ...fill(instance.extras ?? {}) };
  }
  if (question !== undefined) {
    throw new InputError(`question: law answers no questions; ask "${question.name}" with \`mechproof measure\``);
  }
  if (isGame(instance) || !hasPlayers(instance)) {
    throw new InputError(`mechanism: ${instance.id} has no outcome law; ask \`mechproof measure\``);
  }
  const head = { mechanism: instance.id, ...printedEpsilon(instance, symbolic) };
  if (symbolic) return { ...head, distribution: symbolicDistribution(instance), payments: null };
  const distribution = isListed(instance) ? distributionOf(integersOf(instance), instance, fromQuotient) : null;
  return { ...head, distribution, payments: instance.payments?.() ?? null, ...fill(instance.extras) };
}

function symbolicDistribution(instance: LoadedRules): Output {
  const R = polynomialsOf(instance);
  if (!isListed(instance)) {
    throw new InputError(
      `--symbolic: this instance lists no outcomes: none, infinitely many or more than ${listLimit}`,
    );
  }
  return distributionOf(R, instance, (weight) => weight);
}

/** ε as an object under its name, without `log` where b is free. */
function printedEpsilon(
  { epsilon, epsilonName = "epsilon" }: LoadedRules,
  symbolic: boolean,
): Readonly<Record<string, Json>> {
  if (epsilon === undefined) return {};
  return { [epsilonName]: symbolic ? { times: printRational(epsilon.times) } : printEpsilon(epsilon) };
}

function distributionOf<S>(R: Ring<S>, instance: Loaded, print: (chance: Quotient<S>) => Output): Output {
  const law = instance.law(R);
  if (!isNormalised(R, law)) throw new Error(`the law of ${instance.id} does not sum to 1`);
  // Few different weights may stand in a long list, and bringing long ones to lowest terms is dear.
  const known = new Map<S, Output>();
  const printed = (weight: S): Output => {
    const found = known.get(weight) ?? print({ numerator: weight, denominator: law.total });
    known.set(weight, found);
    return found;
  };
  return inOrder(R, law, instance.outcomes()).map(({ outcome, weight }) => ({
    outcome: instance.printOutcome(outcome),
    probability: printed(weight),
  }));
}

/** The entries of positive weight, in the environment's order. */
function inOrder<O, S>(R: Ring<S>, law: Law<O, S>, outcomes: readonly O[]): Law<O, S>["entries"] {
  const entries = new Map(law.entries.map((entry) => [outcomeKey(entry.outcome), entry]));
  return outcomes
    .flatMap((outcome) => entries.get(outcomeKey(outcome)) ?? [])
    .filter(({ weight }) => !R.equals(weight, R.zero));
}
